//! Approving and withdrawing packs: the next catalogue, and the courses' documents for the office's own count.

use super::documents;
use super::home::OfficeHome;
use super::keys::{KeyName, Keys};
use super::registry::{Registry, RegistryError};
use crate::format::json::{self, JsonFault};
use crate::format::limits::DOCUMENT_BYTES_MAX;
use crate::format::manifest::{ManifestFault, PackDocumentKind, open_manifest};
use crate::format::pack::PackFault;
use crate::format::trust::{self, CATALOGUE_FILE};
use crate::library::opened::{OpenFault, OpenedPack};
use crate::library::source::SourceFault;
use crate::model::course::Course;
use crate::model::id::{CourseId, Hash, PackId};
use crate::model::problem::{Code, Problem};
use crate::model::programme::Programme;
use crate::model::trust::{ApprovedPack, Catalogue, Entry, PackKind, Root};
use std::path::{Path, PathBuf};

/// A pack now on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// Its name.
    pub pack: PackId,
    /// Its version.
    pub version: u64,
    /// Its identity.
    pub manifest: Hash,
    /// Its courses.
    pub courses: Vec<CourseId>,
    /// It was on the list already.
    pub was_listed: bool,
}

/// Approves packs and signs the next catalogue. All of them, or none. Every byte of each pack is checked first.
/// `on_bytes` hears how many bytes were checked.
///
/// # Errors
/// Those of a pack: [`Code::PackUnknownPublisher`], [`Code::PackAltered`] …; a missing approver key; the registry's.
pub fn approve(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    packs: &[PathBuf],
    now: u64,
    on_bytes: &mut dyn FnMut(usize),
) -> Result<(u64, Vec<Approved>), Problem> {
    let trust = documents::read(home)?;
    let mut read = Vec::new();
    for path in packs {
        read.push(read_pack(path, &trust.root, on_bytes)?);
    }
    let mut catalogue = next(&trust.catalogue, now);
    let mut approved = Vec::new();
    for (pack, documents) in &read {
        let was_listed = catalogue.packs().any(|entry| entry.manifest == pack.manifest);
        catalogue.withdrawn.retain(|manifest| *manifest != pack.manifest);
        catalogue.entries.retain(|entry| !is_replaced(entry, pack));
        catalogue.entries.push(Entry::Pack(pack.clone()));
        let courses = documents.courses.iter().map(|(course, _)| course.id.clone()).collect();
        let (id, version, manifest) = (pack.id.clone(), pack.version, pack.manifest);
        approved.push(Approved { pack: id, version, manifest, courses, was_listed });
    }
    registry.write(|writer| -> Result<(), RegistryError> {
        for (pack, documents) in &read {
            for (course, document) in &documents.courses {
                writer.set_course(course, document, &pack.manifest, now)?;
            }
            for (programme, document) in &documents.programmes {
                writer.set_programme(programme, document, &pack.manifest, now)?;
            }
        }
        Ok(())
    })?;
    if approved.iter().all(|pack| pack.was_listed) {
        return Ok((trust.catalogue.version, approved));
    }
    sign(home, keys, &catalogue)?;
    Ok((catalogue.version, approved))
}

/// Withdraws packs by name (every version) or by the start of their manifest's hash, and signs the next catalogue.
///
/// # Errors
/// [`Code::PackNotApproved`] if one is not on the list; a missing approver key.
pub fn withdraw(home: &OfficeHome, keys: &Keys, asked: &[String], now: u64) -> Result<(u64, Vec<Hash>), Problem> {
    let trust = documents::read(home)?;
    let mut catalogue = next(&trust.catalogue, now);
    let mut gone = Vec::new();
    for name in asked {
        let fits = |pack: &&ApprovedPack| {
            pack.id.as_str() == name || (name.len() >= 8 && pack.manifest.to_hex().starts_with(name.as_str()))
        };
        let found: Vec<Hash> = catalogue.packs().filter(fits).map(|pack| pack.manifest).collect();
        if found.is_empty() {
            return Err(Problem::new(Code::PackNotApproved).with("pack", name));
        }
        gone.extend(found);
    }
    catalogue.entries.retain(|entry| !matches!(entry, Entry::Pack(pack) if gone.contains(&pack.manifest)));
    catalogue.withdrawn.extend(gone.iter().copied());
    catalogue.withdrawn.sort_unstable();
    catalogue.withdrawn.dedup();
    sign(home, keys, &catalogue)?;
    Ok((catalogue.version, gone))
}

fn next(now_in_force: &Catalogue, now: u64) -> Catalogue {
    let mut catalogue = now_in_force.clone();
    catalogue.version += 1;
    catalogue.created = now;
    catalogue
}

fn is_replaced(entry: &Entry, by: &ApprovedPack) -> bool {
    matches!(entry, Entry::Pack(pack) if pack.id == by.id && (pack.version == by.version || pack.manifest == by.manifest))
}

fn sign(home: &OfficeHome, keys: &Keys, catalogue: &Catalogue) -> Result<(), Problem> {
    let signed = trust::sign_catalogue(catalogue, &[&keys.signing(KeyName::Approver)?])
        .map_err(|fault| Problem::new(Code::Internal).because(fault))?;
    documents::write(home, CATALOGUE_FILE, &signed)?;
    Ok(())
}

/// What the office's own count needs of a pack, each with its bytes.
#[derive(Default)]
struct Documents {
    courses: Vec<(Course, Vec<u8>)>,
    programmes: Vec<(Programme, Vec<u8>)>,
}

fn read_pack(path: &Path, root: &Root, on_bytes: &mut dyn FnMut(usize)) -> Result<(ApprovedPack, Documents), Problem> {
    let refused = |fault: &OpenFault| refusal(path, fault);
    let opened = OpenedPack::open(path).map_err(|fault| refused(&fault))?;
    let manifest = open_manifest(opened.envelope(), root, None).map_err(|fault| refused(&fault.into()))?;
    opened.verify(on_bytes).map_err(|fault| refused(&fault))?;
    let altered = |fault: JsonFault| Problem::new(Code::PackAltered).with("file", path.display()).because(fault);
    let mut documents = Documents::default();
    for document in &manifest.documents {
        let bytes = opened.read(&document.path, DOCUMENT_BYTES_MAX).map_err(|fault| refused(&fault))?;
        let Some(bytes) = bytes else { continue };
        match document.kind {
            PackDocumentKind::Course => {
                let course = json::from_canonical(&bytes, DOCUMENT_BYTES_MAX).map_err(altered)?;
                documents.courses.push((course, bytes));
            }
            PackDocumentKind::Programme => {
                let programme = json::from_canonical(&bytes, DOCUMENT_BYTES_MAX).map_err(altered)?;
                documents.programmes.push((programme, bytes));
            }
            PackDocumentKind::Directory => {}
        }
    }
    let pack = ApprovedPack {
        kind: PackKind::Pack,
        id: manifest.pack_id.clone(),
        version: manifest.version,
        manifest: manifest.hash(),
        signature: None,
        ext: None,
    };
    Ok((pack, documents))
}

fn refusal(path: &Path, fault: &OpenFault) -> Problem {
    let named = |code: Code| Problem::new(code).with("file", path.display()).because(fault);
    if let Some(SourceFault::SliceMissing { name, .. }) = fault.carrier() {
        return named(Code::PackSliceMissing).with("slice", name);
    }
    named(match fault {
        OpenFault::Pack(PackFault::NotAPack(_)) => Code::PackNotAPack,
        OpenFault::Pack(PackFault::Cut { .. }) => Code::PackCut,
        OpenFault::Pack(PackFault::Io(_)) | OpenFault::Io(_) => Code::DiskTrouble,
        OpenFault::Pack(_) => Code::PackAltered,
        OpenFault::Manifest(ManifestFault::Publisher { .. }) => Code::PackOtherPublisher,
        OpenFault::Manifest(ManifestFault::NeedsNewer { .. }) => Code::PackNeedsNewer,
        OpenFault::Manifest(_) => Code::PackUnknownPublisher,
    })
}
