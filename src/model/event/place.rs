//! Bodies of what happens to the station: epochs, clocks, trust, packs, exports, receipts.

use super::{Range, Tip};
use crate::model::id::{ExportId, Hash, PackId, StationId};
use serde::{Deserialize, Serialize};

/// The first event of an epoch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EpochStarted {
    /// The last event of the log before this epoch; none for the very first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub parent: Option<Tip>,
}

/// The station got its name, time zone and policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StationConfigured {
    /// The station's name.
    pub name: String,
    /// IANA time zone.
    pub tz: String,
    /// The policy it follows.
    pub policy_version: u64,
}

/// A chunk of an installed pack did not match its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StationDamage {
    /// The pack's manifest hash.
    pub pack: Hash,
    /// The file in the pack.
    pub file: String,
    /// Which chunk of the file, from 0.
    pub chunk: u64,
}

/// The computer's clock changed by itself (`clock.jumped`) or by staff (`clock.set`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockChange {
    /// Before, ms.
    pub from: u64,
    /// After, ms.
    pub to: u64,
}

/// Newer signed documents were taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustUpdated {
    /// The root's version.
    pub root: u64,
    /// The catalogue's version.
    pub catalogue: u64,
    /// The policy's version.
    pub policy: u64,
}

/// A pack was verified and installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackImported {
    /// Its name.
    pub pack: PackId,
    /// Its version.
    pub version: u64,
    /// Its identity.
    pub manifest: Hash,
}

/// An installed pack was made current, removed or withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackNamed {
    /// Its name.
    pub pack: PackId,
    /// Its version.
    pub version: u64,
}

/// Written before the file of an export exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportStarted {
    /// The export.
    pub export_id: ExportId,
    /// What it discloses.
    pub ranges: Vec<Range>,
    /// To whom: age recipients.
    pub recipients: Vec<String>,
}

/// Written once the file was read back and compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportFinished {
    /// The export.
    pub export_id: ExportId,
    /// The sealed file's hash.
    pub file_sha256: Hash,
}

/// The office's answer was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptTaken {
    /// The receipt file's hash.
    pub sha256: Hash,
    /// What the office holds, as far as this station holds it too.
    pub tips: Vec<Tip>,
}

/// A list of people was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterTaken {
    /// The roster file's hash.
    pub sha256: Hash,
    /// What came of its lines.
    pub counts: RosterCounts,
}

/// What came of the lines of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterCounts {
    /// New people.
    pub added: u64,
    /// Changed people.
    pub changed: u64,
    /// Lines not taken.
    pub refused: u64,
}

/// The record of a person who comes from elsewhere was taken in; the header names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordTaken {
    /// The hash of the record's signed header.
    pub sha256: Hash,
    /// Events in it.
    pub events: u64,
    /// Official certificates in it.
    pub certificates: u64,
}

/// A backup of the database was written and checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupMade {
    /// The backup file's hash.
    pub sha256: Hash,
}

/// The office lets every branch after this event count: a station was restored from a backup, or its disk copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForkDecided {
    /// Whose log.
    pub station: StationId,
    /// The event that two follow.
    pub after: Hash,
    /// Why, and who decided.
    pub reason: String,
}

/// What the office decided of a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StationDecision {
    /// It is one of the office's own: its events count.
    Confirmed,
    /// It is out of use: what comes later from it is kept apart.
    Retired,
    /// It stays out of use, and what was kept apart of it counts.
    Released,
    /// It is called something else from now on.
    Renamed,
}

/// The office decided something of a station (`station.decided`, the office's own log).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StationDecided {
    /// Which.
    pub station: StationId,
    /// What.
    pub decision: StationDecision,
    /// What it is called from then on.
    pub name: String,
    /// Why, and who decided.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}
