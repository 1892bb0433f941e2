//! Sticks and folders, for who looks for files.

use super::view::{FileRow, FolderView, StickView};
use super::{room::Room, told::Told};
use crate::job::drives;
use crate::model::problem::Problem;
use crate::office::{home, open};
use std::fs;
use std::path::{Path, PathBuf};

/// Names of a folder that are looked at.
const NAMES_MAX: usize = 5_000;

/// The sealed files of a folder and of the folders in it, by name.
pub(super) fn exports_in(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    folders.extend(names_of(folder).into_iter().filter(|path| path.is_dir()));
    open::find(&folders).unwrap_or_default() // a stick just taken out has none
}

/// What is in a folder, hidden names left out, by name.
fn names_of(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().take(NAMES_MAX);
    let mut names: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| !is_hidden(path)).collect();
    names.sort();
    names
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.starts_with('.') || name.starts_with('$') || name == "System Volume Information"
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The sticks that are in, with what is on them for the office.
pub(super) fn sticks(room: &Room) -> Told {
    let drives = drives::drives(room.options.drives.as_deref());
    let view = |drive: drives::Drive| StickView {
        exports: exports_in(&drive.folder).len() as u64,
        folder: drive.folder,
        label: drive.label,
        free_bytes: drive.free_bytes,
    };
    Told::Sticks(drives.into_iter().map(view).collect())
}

/// A folder's folders, and its files of an ending.
///
/// # Errors
/// If it cannot be read.
pub(super) fn folder(room: &Room, path: Option<&Path>, ending: Option<&str>) -> Result<Told, Problem> {
    let row = |path: PathBuf| FileRow {
        name: name_of(&path),
        is_folder: path.is_dir(),
        size_bytes: fs::metadata(&path).map_or(0, |facts| facts.len()),
        path,
    };
    let Some(path) = path else {
        let sticks = drives::drives(room.options.drives.as_deref()).into_iter().map(|drive| drive.folder);
        let places = sticks.chain(room.options.places.iter().cloned()).filter(|place| place.is_dir());
        return Ok(Told::Folder(FolderView { path: None, parent: None, rows: places.map(row).collect() }));
    };
    fs::read_dir(path).map_err(|fault| home::disk_problem(path, &fault))?;
    let fits = |path: &PathBuf| {
        let has_ending =
            || path.extension().is_some_and(|found| ending.is_some_and(|it| found.eq_ignore_ascii_case(it)));
        path.is_dir() || has_ending()
    };
    let mut rows: Vec<FileRow> = names_of(path).into_iter().filter(fits).map(row).collect();
    rows.sort_by_key(|row| !row.is_folder);
    let parent = path.parent().map(Path::to_owned);
    Ok(Told::Folder(FolderView { path: Some(path.to_owned()), parent, rows }))
}
