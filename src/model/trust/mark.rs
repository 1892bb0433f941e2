//! Where signed documents stand in time, and which may follow which.

use crate::model::id::Hash;
use serde::{Deserialize, Serialize};

/// Where documents of one kind stand in time: compared as a pair. Never goes back on a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Named by the root; a new series makes numbers burnt by a stolen key harmless.
    pub series: u64,
    /// Rises by each document of the series.
    pub version: u64,
}

/// How an offered document stands to the one held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Later than what is held, or nothing is held.
    Newer,
    /// The very one that is held.
    Same,
    /// Earlier: refused.
    Older,
    /// Same mark, other bytes: refused, and the office should hear of it.
    Conflicting,
}

/// Compares an offered document with the one held, by mark and payload hash.
#[must_use]
pub fn standing(held: Option<(Mark, Hash)>, offered: (Mark, Hash)) -> Standing {
    match held {
        None => Standing::Newer,
        Some((mark, hash)) if mark == offered.0 && hash == offered.1 => Standing::Same,
        Some((mark, _)) if mark == offered.0 => Standing::Conflicting,
        Some((mark, _)) if mark < offered.0 => Standing::Newer,
        Some(_) => Standing::Older,
    }
}

/// The newest `created` of what is held (root, catalogue, policy, receipt), recomputed each time.
#[must_use]
pub fn signed_time(created: impl IntoIterator<Item = u64>) -> u64 {
    created.into_iter().max().unwrap_or(0)
}

/// Signers refuse a `created` further ahead of the clock than this.
pub const CREATED_AHEAD_MS_MAX: u64 = 24 * 60 * 60 * 1000;

/// False if `created` lies over a day after `now`: such a document would push every station's signed time.
#[must_use]
pub fn created_is_plausible(created: u64, now: u64) -> bool {
    created <= now.saturating_add(CREATED_AHEAD_MS_MAX)
}
