//! A copy of the records: registry, documents in force, `office.json`, certificates, and what stands on papers. Never the keys: whoever finds
//! a backup finds no way to sign or to open.

use super::documents;
use super::home::{OfficeConfig, OfficeHome, Reader, disk_problem, take_away, write_file};
use super::registry::{Place, Registry};
use crate::format::database_file;
use crate::model::problem::{Code, Problem};
use std::fs;
use std::path::Path;

/// Copies the records to `folder`, which must not hold an office, and checks the copy.
///
/// # Errors
/// [`Code::OfficeExists`], the disk's, the registry's.
pub fn backup(home: &OfficeHome, registry: &Registry, folder: &Path) -> Result<(), Problem> {
    let copy = OfficeHome::new(folder);
    if copy.exists() || copy.registry().exists() {
        return Err(Problem::new(Code::OfficeExists).with("folder", folder.display()));
    }
    copy.create()?;
    registry.backup_to(&copy.registry())?;
    documents::copy_to(home, &copy.trust())?;
    copy_files(&home.certificates(), &copy.certificates())?;
    copy_files(&home.papers(), &copy.papers())?;
    // The copy's registry is a file, whatever the office's is.
    copy.set_config(&OfficeConfig { registry: None, ..home.config()? })
}

/// Brings the records back into an empty office, whose keys may be there already.
///
/// # Errors
/// [`Code::OfficeExists`], [`Code::OfficeDamaged`] if the backup does not hold together.
pub fn restore(folder: &Path, home: &OfficeHome) -> Result<(), Problem> {
    restore_to(folder, home, &Place::File(home.registry()))
}

/// As [`restore`], with the registry where it is wanted: on a server it must be empty. So an office also moves from a
/// file to a server.
///
/// # Errors
/// As [`restore`].
pub fn restore_to(folder: &Path, home: &OfficeHome, place: &Place) -> Result<(), Problem> {
    let from = OfficeHome::new(folder);
    let config = from.config()?;
    documents::read(&from)?;
    if home.exists() || home.registry().exists() {
        return Err(Problem::new(Code::OfficeExists).with("folder", home.root().display()));
    }
    let registry = from.registry();
    if !database_file::is_whole(&registry).map_err(|fault| disk_problem(&registry, &fault))? {
        return Err(Problem::new(Code::RegistryTrouble).because("the copy ends too early, or is no copy"));
    }
    let copied = Registry::open(&registry)?;
    copied.check_whole()?;
    home.create()?;
    let staged = home.root().join("registry.part");
    match place {
        Place::Server(_) => copied.copy_to(&mut Registry::open_at(place)?)?,
        Place::File(_) => {
            take_away(&staged)?;
            copied.backup_to(&staged)?;
        }
    }
    documents::copy_to(&from, &home.trust())?;
    copy_files(&from.certificates(), &home.certificates())?;
    copy_files(&from.papers(), &home.papers())?;
    if let Place::File(_) = place {
        // Until here the next try writes over what this one left.
        fs::rename(&staged, home.registry()).map_err(|fault| disk_problem(&staged, &fault))?;
    }
    home.set_config(&config)
}

fn copy_files(from: &Path, to: &Path) -> Result<(), Problem> {
    let entries = match fs::read_dir(from) {
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(()), // made before there was such a folder
        entries => entries.map_err(|fault| disk_problem(from, &fault))?,
    };
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()) {
        let bytes = fs::read(&path).map_err(|fault| disk_problem(&path, &fault))?;
        if let Some(name) = path.file_name() {
            write_file(&to.join(name), &bytes, Reader::Owner)?;
        }
    }
    Ok(())
}
