//! Approving and withdrawing packs: the next catalogue, and the courses' documents for the office's own count.

use super::documents;
use super::forgotten;
use super::home::OfficeHome;
use super::keys::{KeyName, Keys};
use super::registry::{Registry, RegistryError, RegistryWriter};
use crate::format::json::{self, JsonFault};
use crate::format::limits::DOCUMENT_BYTES_MAX;
use crate::format::manifest::{Manifest, ManifestFault, PackDocumentKind, open_manifest};
use crate::format::pack::PackFault;
use crate::format::trust::{self, CATALOGUE_FILE};
use crate::format::verified::Verified;
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
/// `on_bytes` hears how many bytes were checked. Where all are on the list already none is signed, unless stations hold a
/// newer one.
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
    let root = documents::read(home)?.root;
    let read: Vec<(ApprovedPack, Documents)> =
        packs.iter().map(|path| read_pack(path, &root, on_bytes)).collect::<Result<_, _>>()?;
    // That took minutes. The next catalogue follows the one that is in force now.
    let held = documents::hold(home)?;
    if held.trust().root.hash() != root.hash() {
        packs.iter().try_for_each(|path| open_pack(path, &held.trust().root).map(|_| ()))?;
    }
    let in_force = &held.trust().catalogue;
    let [_, newest, _] = forgotten::newest(registry, held.trust())?;
    let mut catalogue = next(in_force, newest, now);
    let approved: Vec<Approved> = read.iter().map(|(pack, documents)| list(&mut catalogue, pack, documents)).collect();
    let is_new = approved.iter().any(|pack| !pack.was_listed) || newest > in_force.version;
    let signed = is_new.then(|| sign(keys, &catalogue)).transpose()?; // a key that is missing: nothing was changed yet
    registry.write(|writer| -> Result<(), Problem> {
        for (pack, documents) in &read {
            documents.set(writer, &pack.manifest, now)?;
        }
        // The last step of it: if that fails, nothing is approved and nothing counts.
        signed.as_deref().map_or(Ok(()), |signed| held.write(CATALOGUE_FILE, signed).map(|_| ()))
    })?;
    let version = if is_new { catalogue.version } else { in_force.version };
    Ok((version, approved))
}

/// Puts a pack on a list, in the place of what it replaces.
fn list(catalogue: &mut Catalogue, pack: &ApprovedPack, documents: &Documents) -> Approved {
    let was_listed = catalogue.packs().any(|entry| entry.manifest == pack.manifest);
    catalogue.withdrawn.retain(|manifest| *manifest != pack.manifest);
    catalogue.entries.retain(|entry| !is_replaced(entry, pack));
    catalogue.entries.push(Entry::Pack(pack.clone()));
    let courses = documents.courses.iter().map(|(course, _)| course.id.clone()).collect();
    Approved { pack: pack.id.clone(), version: pack.version, manifest: pack.manifest, courses, was_listed }
}

/// Withdraws packs by name (every version) or by the start of their manifest's hash, and signs the next catalogue.
///
/// # Errors
/// [`Code::PackNotApproved`] if one is not on the list; a missing approver key.
pub fn withdraw(
    home: &OfficeHome,
    registry: &Registry,
    keys: &Keys,
    asked: &[String],
    now: u64,
) -> Result<(u64, Vec<Hash>), Problem> {
    let held = documents::hold(home)?;
    let [_, newest, _] = forgotten::newest(registry, held.trust())?;
    let mut catalogue = next(&held.trust().catalogue, newest, now);
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
    held.write(CATALOGUE_FILE, &sign(keys, &catalogue)?)?;
    Ok((catalogue.version, gone))
}

/// The catalogue after the one in force, `newest` being the highest number that is known of.
fn next(in_force: &Catalogue, newest: u64, now: u64) -> Catalogue {
    Catalogue { version: newest + 1, created: now, ..in_force.clone() }
}

fn is_replaced(entry: &Entry, by: &ApprovedPack) -> bool {
    matches!(entry, Entry::Pack(pack) if pack.id == by.id && (pack.version == by.version || pack.manifest == by.manifest))
}

fn sign(keys: &Keys, catalogue: &Catalogue) -> Result<Vec<u8>, Problem> {
    trust::sign_catalogue(catalogue, &[&keys.signing(KeyName::Approver)?])
        .map_err(|fault| Problem::new(Code::Internal).because(fault))
}

/// What the office's own count needs of a pack, each with its bytes.
#[derive(Default)]
struct Documents {
    courses: Vec<(Course, Vec<u8>)>,
    programmes: Vec<(Programme, Vec<u8>)>,
}

impl Documents {
    fn set(&self, writer: &mut RegistryWriter<'_>, manifest: &Hash, now: u64) -> Result<(), RegistryError> {
        for (course, document) in &self.courses {
            writer.set_course(course, document, manifest, now)?;
        }
        for (programme, document) in &self.programmes {
            writer.set_programme(programme, document, manifest, now)?;
        }
        Ok(())
    }
}

/// A pack that a publisher of this root vouches for.
fn open_pack(path: &Path, root: &Root) -> Result<(OpenedPack, Verified<Manifest>), Problem> {
    let opened = OpenedPack::open(path).map_err(|fault| refusal(path, &fault))?;
    let manifest = open_manifest(opened.envelope(), root, None).map_err(|fault| refusal(path, &fault.into()))?;
    Ok((opened, manifest))
}

fn read_pack(path: &Path, root: &Root, on_bytes: &mut dyn FnMut(usize)) -> Result<(ApprovedPack, Documents), Problem> {
    let refused = |fault: &OpenFault| refusal(path, fault);
    let (opened, manifest) = open_pack(path, root)?;
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
