//! The removable drives, and what lies on them that this program knows: packs (slices together), notices, kits,
//! receipts, records. Looks at names and at the first bytes of packs; follows no link, and no folder deeper than two.

use super::import_pack::Known;
use super::notice::Carried;
use super::pack_head::{PackStanding, pack_standing, read_head};
use crate::format::manifest::{Manifest, peek_manifest};
use crate::format::pack::read_envelope;
use crate::format::trust::{CATALOGUE_FILE, KIT_FILE};
use crate::library::source::{CarriedName, PackSource, carried_name};
use crate::model::id::Hash;
use crate::model::problem::Problem;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::hash::{Hash as _, Hasher as _};
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Folders below a drive's own that are looked into.
const DEPTH_MAX: usize = 2;
/// Names looked at on one drive: a stick with a photo collection is not searched to its end.
const NAMES_MAX: usize = 5_000;

/// A removable drive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drive {
    /// Where it is mounted.
    pub folder: PathBuf,
    /// Its name, or its folder's.
    pub label: String,
    /// Free space.
    pub free_bytes: u64,
    /// Its size.
    pub size_bytes: u64,
}

/// Something on a drive that can be carried in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Find {
    /// The file, the first slice at hand, or the folder of a notice or kit.
    pub path: PathBuf,
    /// What it is.
    pub kind: FindKind,
    /// Its size: all slices at hand, or the documents.
    pub size_bytes: u64,
}

/// What a find is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindKind {
    /// Root, catalogue and policy.
    Notice,
    /// A notice with a kit.
    Kit,
    /// The office's answer to exports.
    Receipt,
    /// A person's record, or the office's list of people.
    Record,
    /// A course pack.
    Pack,
    /// A list of people out of a spreadsheet.
    Roster,
}

/// The removable drives now mounted. `instead` is the value of `FOOTHOLD_DRIVES`: folders to be taken for drives, and
/// nothing else, separated as in `PATH`.
#[must_use]
pub fn drives(instead: Option<&OsStr>) -> Vec<Drive> {
    if let Some(folders) = instead.filter(|value| !value.is_empty()) {
        let folders = std::env::split_paths(folders).filter(|folder| folder.is_dir());
        return folders.map(|folder| drive(folder, String::new())).collect();
    }
    let disks = match sysinfo::Disks::new_with_refreshed_list() {
        Ok(disks) => disks,
        Err(fault) => {
            log::warn!("the drives cannot be listed: {fault}");
            return Vec::new();
        }
    };
    let removable = disks.iter().filter(|disk| disk.is_removable());
    let mut drives: Vec<Drive> = removable
        .map(|disk| drive(disk.mount_point().to_owned(), disk.name().to_string_lossy().into_owned()))
        .collect();
    drives.sort_by(|a, b| a.folder.cmp(&b.folder));
    drives.dedup_by(|a, b| a.folder == b.folder);
    drives
}

/// A number for the drives now mounted and what lies on them: another one when something changed, never 0. Free space
/// is left out, which changes while a file is written.
#[must_use]
pub fn seen(instead: Option<&OsStr>) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    for drive in drives(instead) {
        (&drive.folder, &drive.label, drive.size_bytes).hash(&mut hasher);
        look_into(&drive.folder).hash(&mut hasher);
    }
    hasher.finish().max(1)
}

/// Free space on the volume of `folder`; 0 if the system does not say.
#[must_use]
pub fn free_bytes(folder: &Path) -> u64 {
    fs4::available_space(folder).unwrap_or(0) // a drive just taken out: shown as full, then gone
}

fn drive(folder: PathBuf, name: String) -> Drive {
    let own = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let label = own.unwrap_or(name); // Linux mounts under the label; Windows drives have a name and no folder
    let free_bytes = free_bytes(&folder);
    let size_bytes = fs4::total_space(&folder).unwrap_or(0);
    Drive { folder, label, free_bytes, size_bytes }
}

/// What lies in a folder that this program knows: notices and kits first, then receipts, then packs, by name.
#[must_use]
pub fn look_into(folder: &Path) -> Vec<Find> {
    let mut look = Look::default();
    look.folder(folder, 0);
    let mut finds = look.finds;
    for (path, size_bytes) in look.slices.into_values() {
        finds.push(Find { path, kind: FindKind::Pack, size_bytes });
    }
    finds.sort_by(|a, b| (a.kind, &a.path).cmp(&(b.kind, &b.path)));
    finds
}

#[derive(Default)]
struct Look {
    finds: Vec<Find>,
    slices: BTreeMap<PathBuf, (PathBuf, u64)>,
    names: usize,
}

impl Look {
    fn folder(&mut self, folder: &Path, depth: usize) {
        let Ok(entries) = std::fs::read_dir(folder) else { return }; // taken out, or not for us
        let mut documents = Vec::new();
        for entry in entries.flatten() {
            self.names += 1;
            if self.names > NAMES_MAX {
                return;
            }
            let (path, name) = (entry.path(), entry.file_name());
            let (Some(name), Ok(kind)) = (name.to_str(), entry.file_type()) else { continue };
            if name.starts_with('.') || kind.is_symlink() {
                continue; // "._x.fpack" is what some systems write beside x.fpack
            }
            if kind.is_dir() && depth < DEPTH_MAX {
                self.folder(&path, depth + 1);
            } else if kind.is_file() {
                let size = entry.metadata().map_or(0, |found| found.len());
                self.file(path, name, size, &mut documents);
            }
        }
        self.documents(folder, &documents);
    }

    fn file(&mut self, path: PathBuf, name: &str, size_bytes: u64, documents: &mut Vec<(String, u64)>) {
        match carried_name(name) {
            Some(CarriedName::Whole) => self.finds.push(Find { path, kind: FindKind::Pack, size_bytes }),
            Some(CarriedName::Slice { base, .. }) => {
                let first = self.slices.entry(path.with_file_name(base)).or_insert_with(|| (path.clone(), 0));
                first.0 = path.min(std::mem::take(&mut first.0));
                first.1 += size_bytes;
            }
            None if name.ends_with(".dsse") => documents.push((name.to_owned(), size_bytes)),
            None if is_list(name) => self.finds.push(Find { path, kind: FindKind::Roster, size_bytes }),
            None => match Carried::of(Path::new(name)) {
                Some(Carried::Receipt) => self.finds.push(Find { path, kind: FindKind::Receipt, size_bytes }),
                Some(Carried::Roster | Carried::Record) => {
                    self.finds.push(Find { path, kind: FindKind::Record, size_bytes });
                }
                None => {}
            },
        }
    }

    fn documents(&mut self, folder: &Path, documents: &[(String, u64)]) {
        let has = |wanted: &str| documents.iter().any(|(name, _)| name == wanted);
        if has(CATALOGUE_FILE) {
            let kind = if has(KIT_FILE) { FindKind::Kit } else { FindKind::Notice };
            let size_bytes = documents.iter().map(|(_, size)| size).sum();
            // What lies beside its documents is taken with them.
            let is_part = |find: &Find| Carried::of(&find.path).is_some() && find.path.parent() == Some(folder);
            self.finds.retain(|find| !is_part(find));
            self.finds.push(Find { path: folder.to_owned(), kind, size_bytes });
        }
    }
}

fn is_list(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("csv" | "tsv"))
}

/// What a pack on a drive says of itself, and what stands against carrying it in.
#[derive(Debug, Clone)]
pub struct PackLook {
    /// Its manifest and that one's hash: verified if `problem` is none, otherwise only a claim. None if it cannot be
    /// read.
    pub manifest: Option<(Manifest, Hash)>,
    /// How it stands to what is installed.
    pub standing: PackStanding,
    /// What stands against it.
    pub problem: Option<Problem>,
}

/// Looks at the first bytes of a pack.
#[must_use]
pub fn look_at_pack(path: &Path, also: &[PathBuf], known: &Known) -> PackLook {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let source = match PackSource::open(path, also) {
        Ok(source) => source,
        Err(fault) => {
            let problem = Some(super::pack_head::carrier_problem(&fault, &name));
            return PackLook { manifest: None, standing: PackStanding::New, problem };
        }
    };
    match read_head(&mut BufReader::new(source.stream()), source.name(), &known.trust) {
        Ok(head) => {
            let hash = head.manifest.hash();
            let standing = pack_standing(&known.installed, &head.manifest.pack_id, head.manifest.version, &hash);
            PackLook { manifest: Some((head.manifest.into_inner(), hash)), standing, problem: None }
        }
        Err(problem) => {
            let claim = read_envelope(&mut BufReader::new(source.stream())).ok(); // the problem says why there is none
            let claim = claim.and_then(|envelope| peek_manifest(&envelope).ok());
            let standing = claim.as_ref().map_or(PackStanding::New, |(manifest, hash)| {
                pack_standing(&known.installed, &manifest.pack_id, manifest.version, hash)
            });
            PackLook { manifest: claim, standing, problem: Some(problem) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::import_receipt::RECEIPT_ENDING;
    use crate::job::take_record::RECORD_ENDING;

    #[test]
    fn a_drive_shows_what_can_be_carried_in() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, size: usize| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, vec![0; size]).unwrap();
        };
        for name in ["notice/catalogue.dsse", "notice/root.1.dsse", "kit/catalogue.dsse", "kit/kit.dsse"] {
            put(name, 10);
        }
        put("b.fpack", 5);
        put("a.fpack.002", 3);
        put("a.fpack.001", 4);
        put("photos/c.FPACK", 1);
        put("x/y/z/deep.fpack", 1);
        put("._b.fpack", 1);
        put("letter.txt", 1);
        put(&format!("r.{RECEIPT_ENDING}"), 2);
        put(&format!("p.{RECORD_ENDING}"), 3);
        put(&format!("notice/0123.{RECEIPT_ENDING}"), 2); // taken with its notice
        let finds = look_into(folder.path());
        let seen: Vec<_> = finds
            .iter()
            .map(|find| (find.path.strip_prefix(folder.path()).unwrap().to_str().unwrap(), find.kind, find.size_bytes))
            .collect();
        let (receipt, record) = (format!("r.{RECEIPT_ENDING}"), format!("p.{RECORD_ENDING}"));
        assert_eq!(
            seen,
            [
                ("notice", FindKind::Notice, 20),
                ("kit", FindKind::Kit, 20),
                (receipt.as_str(), FindKind::Receipt, 2),
                (record.as_str(), FindKind::Record, 3),
                ("a.fpack.001", FindKind::Pack, 7),
                ("b.fpack", FindKind::Pack, 5),
                ("photos/c.FPACK", FindKind::Pack, 1),
            ]
        );
    }

    #[test]
    fn the_override_names_the_drives() {
        let folder = tempfile::tempdir().unwrap();
        let both = std::env::join_paths([folder.path(), Path::new("/nowhere/at/all")]).unwrap();
        let found = drives(Some(&both));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].folder, folder.path());
        assert!(found[0].free_bytes > 0);
    }

    #[test]
    fn what_is_seen_is_another_number_when_a_thing_comes_or_goes() {
        let folder = tempfile::tempdir().unwrap();
        let look = || seen(Some(folder.path().as_os_str()));
        let before = look();
        assert_eq!(look(), before);
        std::fs::write(folder.path().join("letter.txt"), "nothing for us").unwrap();
        assert_eq!(look(), before);
        let pack = folder.path().join("a.fpack");
        std::fs::write(&pack, "a").unwrap();
        let with_pack = look();
        assert_ne!(with_pack, before);
        std::fs::remove_file(pack).unwrap();
        assert_eq!(look(), before);
    }
}
