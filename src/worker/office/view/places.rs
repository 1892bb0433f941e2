//! Coming in, folders and sticks, and how far a long job is.

use crate::model::id::Slug;
use crate::model::trust::Facility;
use std::path::PathBuf;

pub use crate::office::look::Look;

/// Whether there is an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartView {
    /// Its folder.
    pub folder: PathBuf,
    /// There is one.
    pub exists: bool,
    /// Its keys want a passphrase.
    pub is_wrapped: bool,
    /// Its name.
    pub name: String,
    /// Language of its papers.
    pub language: String,
    /// Whom the computer calls the person at it.
    pub by: String,
    /// How its window looked when it was last used.
    pub look: Option<Look>,
}

/// Somebody is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnteredView {
    /// The office's name.
    pub name: String,
    /// The agency.
    pub agency: String,
    /// IANA time zone.
    pub tz: String,
    /// The places it serves.
    pub facilities: Vec<Facility>,
    /// Which office of the root it is.
    pub office: Slug,
    /// Who sits here.
    pub by: String,
    /// The keys can be used.
    pub has_keys: bool,
    /// The code of the root, if the office was made just now: it goes onto paper.
    pub made: Option<String>,
}

/// A stick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StickView {
    /// Where it is mounted.
    pub folder: PathBuf,
    /// Its name.
    pub label: String,
    /// Free space.
    pub free_bytes: u64,
    /// Sealed files on it.
    pub exports: u64,
}

/// A folder, or the places where one begins to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderView {
    /// Which; none: the places to begin.
    pub path: Option<PathBuf>,
    /// The folder it is in.
    pub parent: Option<PathBuf>,
    /// Folders first, by name.
    pub rows: Vec<FileRow>,
}

/// A name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Where.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// It is a folder.
    pub is_folder: bool,
    /// Its size.
    pub size_bytes: u64,
}

/// What a long job counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Bytes.
    #[default]
    Bytes,
    /// Entries of logs.
    Entries,
    /// People.
    People,
}

/// How far a long job is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfficeStep {
    /// What it is at: a file's name, or the key of a text that says it.
    pub at: String,
    /// Files begun, and in all; 0 of 0 where none are counted.
    pub files: (u64, u64),
    /// What is counted.
    pub unit: Unit,
    /// How much is done.
    pub done: u64,
    /// How much there is in all; 0 while not known.
    pub total: u64,
    /// How much a second; 0 while not known.
    pub per_sec: u64,
    /// Seconds left.
    pub secs_left: Option<u64>,
}

/// Files that were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// The folder.
    pub folder: PathBuf,
    /// How many.
    pub files: u64,
}
