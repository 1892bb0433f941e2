//! The signed documents in force at the office, read from and written to its `trust/` folder.

use super::home::{OfficeHome, Reader, disk_problem, write_file};
use crate::format::trust::{
    self, CATALOGUE_FILE, POLICY_FILE, REVOCATIONS_FILE, Trust, TrustFault, TrustFiles, root_file,
};
use crate::model::problem::{Code, Problem};
use std::fs::{self, File};
use std::path::Path;

/// Reads roots, catalogue and policy from a folder.
///
/// # Errors
/// [`Code::OfficeDamaged`] if one is missing.
pub fn read_files(folder: &Path) -> Result<TrustFiles, Problem> {
    let mut files = TrustFiles::default();
    let mut version = 1;
    while let Ok(bytes) = fs::read(folder.join(root_file(version))) {
        files.roots.push(bytes);
        version += 1;
    }
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).map_err(|fault| Problem::new(Code::OfficeDamaged).with("file", path.display()).because(fault))
    };
    files.catalogue = read(CATALOGUE_FILE)?;
    files.policy = read(POLICY_FILE)?;
    Ok(files)
}

/// The documents in force. The office is its own anchor: its newest root is taken as it lies in its folder, and every
/// earlier one must lead to it.
///
/// # Errors
/// [`Code::OfficeDamaged`] if they do not hold together.
pub fn read(home: &OfficeHome) -> Result<Trust, Problem> {
    let files = read_files(&home.trust())?;
    open(&files).map_err(|fault| Problem::new(Code::OfficeDamaged).with("file", home.trust().display()).because(fault))
}

fn open(files: &TrustFiles) -> Result<Trust, TrustFault> {
    let mut previous = None;
    for bytes in &files.roots {
        previous = Some(trust::open_root(bytes, previous.as_deref())?);
    }
    let newest = previous.ok_or(TrustFault::RootMissing(1))?;
    Trust::open_known(files, &newest.hash())
}

/// The documents in force, which nobody else changes until this is dropped: the ground of the next one.
#[derive(Debug)]
pub struct Held<'a> {
    home: &'a OfficeHome,
    trust: Trust,
    _alone: File,
}

/// Reads the documents in force and holds them. What takes long is done before: others wait.
///
/// # Errors
/// As [`read`]; the disk's.
pub fn hold(home: &OfficeHome) -> Result<Held<'_>, Problem> {
    let alone = home.hold_trust()?;
    Ok(Held { home, trust: read(home)?, _alone: alone })
}

impl Held<'_> {
    /// The documents.
    #[must_use]
    pub fn trust(&self) -> &Trust {
        &self.trust
    }

    /// Writes a document into force, checked first.
    ///
    /// # Errors
    /// [`Code::DocumentAltered`] if it does not open under the others; the disk's.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<Trust, Problem> {
        let altered = |fault: TrustFault| Problem::new(Code::DocumentAltered).with("file", name).because(fault);
        let mut files = read_files(&self.home.trust())?;
        match name {
            CATALOGUE_FILE => files.catalogue = bytes.to_vec(),
            POLICY_FILE => files.policy = bytes.to_vec(),
            REVOCATIONS_FILE => drop(trust::open_revocations(bytes, &self.trust.root).map_err(altered)?),
            _ => files.roots.push(bytes.to_vec()),
        }
        let trust = open(&files).map_err(altered)?;
        write_file(&self.home.trust().join(name), bytes, Reader::Anyone)?;
        Ok(trust)
    }
}

/// Puts the documents in force into the notice, while nobody else fills it: who comes last brings the newest.
///
/// # Errors
/// The disk's.
pub fn publish(home: &OfficeHome) -> Result<(), Problem> {
    let _alone = home.hold_notice()?;
    copy_to(home, &home.notice())
}

/// Copies the documents in force into `folder`: the part of a kit or notice that every station may see.
///
/// # Errors
/// The disk's.
pub fn copy_to(home: &OfficeHome, folder: &Path) -> Result<(), Problem> {
    let files = read_files(&home.trust())?;
    for (bytes, version) in files.roots.iter().zip(1..) {
        write_file(&folder.join(root_file(version)), bytes, Reader::Anyone)?;
    }
    write_file(&folder.join(CATALOGUE_FILE), &files.catalogue, Reader::Anyone)?;
    write_file(&folder.join(POLICY_FILE), &files.policy, Reader::Anyone)?;
    let list = home.trust().join(REVOCATIONS_FILE);
    if list.exists() {
        let bytes = fs::read(&list).map_err(|fault| disk_problem(&list, &fault))?;
        write_file(&folder.join(REVOCATIONS_FILE), &bytes, Reader::Anyone)?;
    }
    Ok(())
}

/// Makes a folder anew.
///
/// # Errors
/// The disk's.
pub fn fresh_folder(folder: &Path) -> Result<(), Problem> {
    fs::create_dir_all(folder).map_err(|fault| disk_problem(folder, &fault))
}
