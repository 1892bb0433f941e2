//! Sealed files: what a merge would change, and what it changed.

use super::StationState;
use crate::model::id::StationId;
use crate::model::problem::Problem;
pub use crate::office::open::Foreseen;
use std::path::PathBuf;

/// What a merge would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanView {
    /// By station.
    pub stations: Vec<StationPlan>,
    /// Files that are refused.
    pub refused: Vec<FileView>,
    /// Files that hold.
    pub files: u64,
    /// What would become of every certificate that is recorded and not issued: those of the files, and those that waited.
    pub certificates: Foreseen,
}

/// What it would change of one station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationPlan {
    /// Which.
    pub station: StationId,
    /// Its name.
    pub name: String,
    /// The place it stands in.
    pub facility: String,
    /// What was decided of it.
    pub state: StationState,
    /// What clerk and facility compare by telephone.
    pub fingerprint: String,
    /// Its files.
    pub files: Vec<FileView>,
    /// Entries added and counted.
    pub new: u64,
    /// Entries that are there already.
    pub known: u64,
    /// Texts that are filled in.
    pub filled: u64,
    /// Entries kept apart.
    pub apart: u64,
    /// Runs of entries that do not follow on what is there.
    pub missing: u64,
    /// Places where its log divides.
    pub forks: u64,
    /// What would become of the certificates that its files bring word of.
    pub certificates: Foreseen,
    /// When its newest file was made, by its own clock, ms.
    pub made_ms: u64,
    /// What people should hear.
    pub notes: Vec<Problem>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    /// Where.
    pub path: PathBuf,
    /// Its size.
    pub size_bytes: u64,
    /// The station it names, as far as that is known.
    pub station: Option<String>,
    /// Why it is refused.
    pub problem: Option<Problem>,
}

/// What a merge changed, and what followed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MergedView {
    /// Entries added and counted.
    pub new: u64,
    /// Entries that were there.
    pub known: u64,
    /// Texts filled in.
    pub filled: u64,
    /// Entries kept apart.
    pub apart: u64,
    /// Entries that were kept apart and count now.
    pub released: u64,
    /// Official certificates issued: name, title.
    pub issued: Vec<(String, String)>,
    /// Recorded after a fork that nobody has decided.
    pub waiting_for_fork: u64,
    /// Recorded, but the office's own count does not bear it out.
    pub not_borne_out: u64,
    /// Courses that this office has not approved.
    pub unknown_courses: Vec<String>,
    /// Why certificates or receipts could not be made, though the merge is done.
    pub trouble: Option<Problem>,
    /// Where the notice lies.
    pub notice: PathBuf,
    /// The receipts in it.
    pub receipts: Vec<ReceiptRow>,
    /// Stations of these files that wait to be confirmed.
    pub asking: Vec<StationPlan>,
}

/// A receipt in the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// For which station.
    pub station: String,
    /// Certificates it brings.
    pub certificates: u64,
    /// Runs of entries it asks for.
    pub wanted: u64,
}

/// The notice on a stick, read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeView {
    /// Its folder.
    pub folder: PathBuf,
    /// Files.
    pub files: u64,
    /// Bytes.
    pub bytes: u64,
}
