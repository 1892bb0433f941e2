//! Keys, documents in force and packs.

use crate::model::id::{Hash, Slug};
use crate::model::trust::{Facility, Settings};
use std::path::PathBuf;

/// The keys and documents of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysView {
    /// Their folder.
    pub folder: PathBuf,
    /// The keys.
    pub keys: Vec<KeyRow>,
    /// The code of the root.
    pub fingerprint: String,
    /// Versions of root, catalogue and policy.
    pub versions: [u64; 3],
    /// When the newest of them was made, ms.
    pub signed_ms: u64,
    /// Approved packs.
    pub packs: Vec<PackRow>,
    /// How many packs were withdrawn.
    pub withdrawn: u64,
    /// How the stations behave.
    pub settings: Settings,
    /// The places that kits are made for.
    pub facilities: Vec<Facility>,
}

/// A key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyRow {
    /// What it does, as its file is named.
    pub name: &'static str,
    /// Its file is in the folder.
    pub is_here: bool,
    /// It is wrapped in a passphrase.
    pub is_wrapped: bool,
}

/// An approved pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRow {
    /// Its name.
    pub pack: String,
    /// Its version.
    pub version: u64,
    /// Its identity.
    pub manifest: Hash,
    /// Titles of its courses.
    pub courses: Vec<String>,
}

/// A kit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitView {
    /// For which facility.
    pub facility: Slug,
    /// The folder that goes on the stick.
    pub folder: PathBuf,
    /// The page to print.
    pub page: PathBuf,
    /// The code on the page.
    pub fingerprint: String,
}

/// Places that were added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacilitiesView {
    /// The new ones.
    pub facilities: Vec<Facility>,
    /// The code of the office from now on.
    pub fingerprint: String,
}

/// Documents that were brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BroughtBackView {
    /// Any of them is newer than what was here.
    pub is_news: bool,
    /// Versions of root, catalogue and policy that are in force now.
    pub versions: [u64; 3],
    /// The places that the office serves now.
    pub facilities: Vec<Facility>,
}
