//! The starter packs: those that "try it" offers on a computer where nothing is set up.

use super::home::PACK_ENDING;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The packs of the starter library, by name: those in `instead` (the value of `FOOTHOLD_STARTER`, a folder), else
/// those in the folder `starter` beside the program. None at all is no fault: a try-out may begin empty.
#[must_use]
pub fn packs(instead: Option<&OsStr>, program: Option<&Path>) -> Vec<PathBuf> {
    let beside = || program.and_then(Path::parent).map(|folder| folder.join("starter"));
    let Some(folder) = instead.filter(|value| !value.is_empty()).map(PathBuf::from).or_else(beside) else {
        return Vec::new();
    };
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(fault) => {
            log::info!("no starter packs: {fault}");
            return Vec::new();
        }
    };
    let mut packs: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path())) // an entry that went away is not offered
        .filter(|path| path.is_file() && path.extension() == Some(OsStr::new(PACK_ENDING)))
        .collect();
    packs.sort();
    packs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_are_those_of_the_folder_named_else_of_the_folder_beside_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let beside = folder.path().join("bin/starter");
        std::fs::create_dir_all(&beside).unwrap();
        for name in ["b.fpack", "a.fpack", "notes.txt"] {
            std::fs::write(beside.join(name), b"x").unwrap();
        }
        let wanted = [beside.join("a.fpack"), beside.join("b.fpack")];
        let program = folder.path().join("bin/foothold");
        assert_eq!(packs(None, Some(&program)), wanted);
        assert_eq!(packs(Some(OsStr::new("")), Some(&program)), wanted);
        assert_eq!(packs(Some(beside.as_os_str()), None), wanted);
        assert_eq!(packs(Some(folder.path().as_os_str()), Some(&program)), Vec::<PathBuf>::new());
        assert_eq!(packs(Some(OsStr::new("/nowhere/at/all")), None), Vec::<PathBuf>::new());
        assert_eq!(packs(None, None), Vec::<PathBuf>::new());
    }
}
