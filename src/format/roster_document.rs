//! The office's list of people for one station: who is sent there, and what the office itself decided of people there.
//!
//! It is a [letter](super::letter). It says only what the office decided; what a station's staff wrote is that station's. Each thing it says carries the
//! order number of the office's event that it rests on: a station keeps what its own staff wrote after that. Nobody is
//! taken off by being left out. The whole list goes each time, so that a lost stick heals with the next.

use super::dsse::DocumentKind;
use super::json::JsonFault;
use super::letter::{self, Letter, LetterFault, Reader};
use super::limits::{LAMPORT_MAX, ROSTER_DOCUMENT_BYTES_MAX, ROSTER_ROWS_MAX};
use super::record::RecordPerson;
use crate::crypto::seal::{SealIdentity, SealRecipient};
use crate::crypto::sign::SecretKey;
use crate::model::event::{LearnerField, LearnerStatus};
use crate::model::id::{Hash, LearnerId, Slug, StationId};
use crate::model::trust::{Ext, Root};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::Read;

/// Ending of its name.
pub const ROSTER_ENDING: &str = "froster";
/// Longest value or reason, in characters.
const TEXT_CHARS_MAX: usize = 200;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterDocument {
    /// Which office.
    pub office: Slug,
    /// For which station.
    pub station: StationId,
    /// When, ms since 1970: of two lists the later one holds.
    pub created: u64,
    /// Everybody of whom the office decided something.
    pub people: Vec<RosterEntry>,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterEntry {
    /// Who, as the office knows them.
    pub person: RecordPerson,
    /// The office sends them here: they are added if they are not known.
    pub is_sent: bool,
    /// What the office changed.
    pub changed: Vec<FieldTold>,
    /// Where they are, if the office said so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<StatusTold>,
}

impl RosterDocument {
    /// The highest order number in it.
    #[must_use]
    pub fn order(&self) -> u64 {
        let of = |entry: &RosterEntry| {
            let changed = entry.changed.iter().map(|told| told.order);
            changed.chain(entry.status.iter().map(|told| told.order)).max()
        };
        self.people.iter().filter_map(of).max().unwrap_or(0)
    }
}

/// A change of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldTold {
    /// Of what.
    pub field: LearnerField,
    /// What it is now.
    pub value: String,
    /// Order number of the event that said so.
    pub order: u64,
}

/// Where somebody is, by the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusTold {
    /// Where they are.
    pub status: LearnerStatus,
    /// Since which day, `YYYY-MM-DD`.
    pub day: String,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// Order number of the event that said so.
    pub order: u64,
}

/// Why a list is refused.
#[derive(Debug, thiserror::Error)]
pub enum RosterDocumentFault {
    /// As every letter.
    #[error(transparent)]
    Letter(#[from] LetterFault),
    /// What it says cannot be.
    #[error("entry {entry}: {what}")]
    Entry {
        /// Which, from 0.
        entry: usize,
        /// What is wrong.
        what: &'static str,
    },
}

impl Letter for RosterDocument {
    const KIND: DocumentKind = DocumentKind::Roster;
    const BYTES_MAX: usize = ROSTER_DOCUMENT_BYTES_MAX;

    fn between(&self) -> (&Slug, StationId) {
        (&self.office, self.station)
    }
}

/// Signs and seals a list to its station.
///
/// # Errors
/// [`RosterDocumentFault`] if it is larger than it may be.
pub fn seal(
    list: &RosterDocument,
    key: &SecretKey,
    station: &SealRecipient,
) -> Result<(Hash, Vec<u8>), RosterDocumentFault> {
    check(list)?;
    let (sha256, envelope) = letter::sign(list, key)?;
    if envelope.len() > ROSTER_DOCUMENT_BYTES_MAX {
        let (size_bytes, max_bytes) = (envelope.len(), ROSTER_DOCUMENT_BYTES_MAX);
        return Err(LetterFault::from(JsonFault::TooLarge { size_bytes, max_bytes }).into());
    }
    Ok((sha256, letter::seal(&envelope, station)?))
}

/// A list whose signature holds.
#[derive(Debug, Clone)]
pub struct OpenedRoster {
    /// What it says.
    pub list: RosterDocument,
    /// SHA-256 of its signed text.
    pub sha256: Hash,
}

/// Opens a list of `office` for `station`.
///
/// # Errors
/// [`RosterDocumentFault`].
pub fn open<R: Read>(
    identity: &SealIdentity,
    root: &Root,
    office: &Slug,
    station: StationId,
    input: R,
) -> Result<OpenedRoster, RosterDocumentFault> {
    let (list, sha256) = letter::open(identity, Reader { root, office, station }, input)?;
    check(&list)?;
    Ok(OpenedRoster { list, sha256 })
}

fn check(list: &RosterDocument) -> Result<(), RosterDocumentFault> {
    let fault = |entry, what| Err(RosterDocumentFault::Entry { entry, what });
    if list.people.len() > ROSTER_ROWS_MAX {
        return fault(list.people.len(), "more people than a list may have");
    }
    let mut seen: BTreeSet<LearnerId> = BTreeSet::new();
    for (number, entry) in list.people.iter().enumerate() {
        if !entry.person.is_sane() || entry.person.name.trim().is_empty() {
            return fault(number, "a text about its person is empty or too long, or does not print");
        }
        if !entry.person.ids().all(|id| seen.insert(id)) {
            return fault(number, "somebody stands in it twice");
        }
        let texts = entry.changed.iter().map(|told| &told.value);
        let texts = texts.chain(entry.status.iter().flat_map(|told| told.reason.iter().chain([&told.day])));
        if !texts.into_iter().all(|text| is_short(text)) {
            return fault(number, "a text in it is too long, or does not print");
        }
        let orders = entry.changed.iter().map(|told| told.order).chain(entry.status.iter().map(|told| told.order));
        if orders.into_iter().any(|order| order > LAMPORT_MAX) {
            return fault(number, "an order number is beyond all counting");
        }
        if entry.status.as_ref().is_some_and(|told| told.day.parse::<jiff::civil::Date>().is_err()) {
            return fault(number, "a day in it is none");
        }
    }
    Ok(())
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= TEXT_CHARS_MAX && !text.chars().any(char::is_control)
}
