//! A receipt: what the office holds of one station's log, what it wants again, and what it has to say to that
//! station: official certificates, its own events about the station's learners, the station's certificate.
//!
//! It is a [letter](super::letter), which may be lost, repeated or come late: a tip counts only if the station holds that
//! very event, and `wanted` overrides tips.

use super::dsse::DocumentKind;
use super::letter::{self, Letter, LetterFault, Reader};
use super::limits::RECEIPT_BYTES_MAX;
use crate::crypto::seal::{SealIdentity, SealRecipient};
use crate::crypto::sign::SecretKey;
use crate::model::event::Tip;
use crate::model::id::{CourseId, EpochId, Hash, LearnerId, Slug, StationId};
use crate::model::trust::{Ext, Root};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::Read;

/// What the office says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Which office.
    pub office: Slug,
    /// To which station.
    pub station: StationId,
    /// When, ms since 1970.
    pub created: u64,
    /// The last event of each epoch that the office holds without a gap below.
    pub tips: Vec<Tip>,
    /// What it asks for again, whatever it said before.
    pub wanted: Vec<Wanted>,
    /// Official certificates of this station's learners.
    pub certificates: Vec<IssuedCertificate>,
    /// Events of the office's own log that concern this station's learners.
    pub events: Vec<OfficeEvent>,
    /// The office's certificate of this station (its envelope).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub station_certificate: Option<Value>,
    /// Latest root.
    pub root_version: u64,
    /// Latest catalogue.
    pub catalogue_version: u64,
    /// Latest policy.
    pub policy_version: u64,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// Part of an epoch, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Which epoch.
    pub epoch: EpochId,
    /// The first.
    pub from_seq: u64,
    /// The last.
    pub to_seq: u64,
}

/// An official certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedCertificate {
    /// Whose.
    pub learner: LearnerId,
    /// For which course or programme.
    pub course: CourseId,
    /// Which of its certificates.
    pub cert: Slug,
    /// Its id, a UUID.
    pub id: String,
    /// Its file, exactly: RFC 8785 text.
    pub file: String,
}

/// An event of the office's log: its line, and the hash before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeEvent {
    /// The hash of the event before it in the office's log.
    pub prev_hash: Hash,
    /// The event's line, without its line feed.
    pub line: String,
}

impl Letter for Receipt {
    const KIND: DocumentKind = DocumentKind::Receipt;
    const BYTES_MAX: usize = RECEIPT_BYTES_MAX;

    fn between(&self) -> (&Slug, StationId) {
        (&self.office, self.station)
    }
}

/// Signs and seals a receipt to its station. Gives the hash of its text too.
///
/// # Errors
/// [`LetterFault`] if a number in it is too large for our JSON.
pub fn seal(receipt: &Receipt, key: &SecretKey, station: &SealRecipient) -> Result<(Hash, Vec<u8>), LetterFault> {
    let (sha256, envelope) = letter::sign(receipt, key)?;
    Ok((sha256, letter::seal(&envelope, station)?))
}

/// A receipt whose signature holds.
#[derive(Debug, Clone)]
pub struct OpenedReceipt {
    /// What the office says.
    pub receipt: Receipt,
    /// SHA-256 of its signed text.
    pub sha256: Hash,
}

/// Opens a receipt of `office` for `station`.
///
/// # Errors
/// [`LetterFault`].
pub fn open<R: Read>(
    identity: &SealIdentity,
    root: &Root,
    office: &Slug,
    station: StationId,
    input: R,
) -> Result<OpenedReceipt, LetterFault> {
    let (receipt, sha256) = letter::open(identity, Reader { root, office, station }, input)?;
    Ok(OpenedReceipt { receipt, sha256 })
}
