//! Stations, their forks and what was merged from them.

use crate::model::id::StationId;

pub use crate::office::registry::StationState;

/// A station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationRow {
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
    /// When the office first saw it, ms.
    pub first_seen_ms: u64,
    /// When a file of it was last merged, ms.
    pub last_heard_ms: Option<u64>,
    /// The program that wrote its last file.
    pub build: String,
    /// Entries that count.
    pub counted: u64,
    /// Entries kept apart.
    pub apart: u64,
    /// Runs of entries that are missing.
    pub gaps: u64,
    /// Versions of root, list of packs and rules that it told of; 0 where it told of none.
    pub documents: [u64; 3],
    /// When it told of them, by its own clock, ms.
    pub documents_ms: Option<u64>,
    /// The versions in force at the office.
    pub newest: [u64; 3],
    /// Its forks.
    pub forks: Vec<ForkRow>,
    /// Files merged from it, the newest first.
    pub merges: Vec<MergeRow>,
}

impl StationRow {
    /// Forks that wait for a decision.
    #[must_use]
    pub fn waiting_forks(&self) -> usize {
        self.forks.iter().filter(|fork| fork.decided_ms.is_none()).count()
    }
}

/// A place where a log divides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForkRow {
    /// When it was let count, ms.
    pub decided_ms: Option<u64>,
    /// The branches.
    pub branches: Vec<BranchRow>,
}

/// One branch of a fork.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchRow {
    /// Number of its first entry in its run.
    pub seq: u64,
    /// The run it is in, shortened.
    pub epoch: String,
    /// When the office first saw it, ms.
    pub opened_ms: u64,
}

/// A file that was merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeRow {
    /// Its name.
    pub file: String,
    /// When, ms.
    pub merged_ms: u64,
    /// By whom.
    pub by: String,
    /// Entries in it.
    pub events: u64,
    /// Of them, new then.
    pub new: u64,
}

/// A station's entries count now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmedView {
    /// Which.
    pub station: StationId,
    /// Its name.
    pub name: String,
    /// Entries that count now and did not.
    pub released: u64,
    /// Certificates that could be issued then: name and title.
    pub issued: Vec<(String, String)>,
    /// Stations for which a receipt lies in the notice now.
    pub receipts: u64,
    /// Why certificates or receipts could not be made, though the decision is.
    pub trouble: Option<crate::model::problem::Problem>,
}
