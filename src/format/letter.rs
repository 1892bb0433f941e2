//! Letters: what the office writes to one station. A letter is signed by an office key, names its office and its station,
//! and is sealed to that station; who opens one for another station, or of another office, refuses.
//!
//! ```text
//! age( DSSE(letter), signed by an office key )        to that one station
//! ```
//!
//! Receipts and lists of people are letters. A record's header is one too, at the head of a longer frame.

use super::dsse::{self, DocumentKind, DsseFault};
use super::json::{self, JsonFault};
use super::trust;
use crate::crypto::hash::sha256;
use crate::crypto::seal::{self, SealFault, SealIdentity, SealRecipient};
use crate::crypto::sign::SecretKey;
use crate::model::id::{Hash, Slug, StationId};
use crate::model::trust::Root;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Read;

/// Why a letter is refused.
#[derive(Debug, thiserror::Error)]
pub enum LetterFault {
    /// Sealed for another station, or damaged.
    #[error(transparent)]
    Seal(#[from] SealFault),
    /// Not signed by the office.
    #[error("{0}")]
    Signature(#[from] DsseFault),
    /// Its text is wrong.
    #[error("{0}")]
    Form(#[from] JsonFault),
    /// For another station, or of another office.
    #[error("it is for another station, or of another office")]
    Other,
}

impl LetterFault {
    /// True if nothing is wrong with it but who opened it.
    #[must_use]
    pub fn is_for_another(&self) -> bool {
        matches!(self, Self::Other | Self::Seal(SealFault::NotForUs))
    }
}

/// What can be sent as a letter.
pub(super) trait Letter: Serialize + DeserializeOwned {
    /// What it is signed as.
    const KIND: DocumentKind;
    /// The longest envelope that is read.
    const BYTES_MAX: usize;
    /// Whose it is, and for whom.
    fn between(&self) -> (&Slug, StationId);
}

/// Who opens a letter: a station of an office, which trusts a root.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) root: &'a Root,
    pub(super) office: &'a Slug,
    pub(super) station: StationId,
}

/// Signs a letter: the hash of its text, and the envelope.
pub(super) fn sign<L: Letter>(letter: &L, key: &SecretKey) -> Result<(Hash, Vec<u8>), LetterFault> {
    let payload = json::to_canonical(letter)?;
    Ok((Hash(sha256(&payload)), dsse::sign(L::KIND, &payload, &[key])))
}

/// Seals a signed letter to its station.
pub(super) fn seal(envelope: &[u8], station: &SealRecipient) -> Result<Vec<u8>, LetterFault> {
    Ok(seal::seal(std::slice::from_ref(station), envelope)?)
}

/// Reads a signed letter: what it says, and the hash of its text.
pub(super) fn read<L: Letter>(envelope: &[u8], reader: Reader<'_>) -> Result<(L, Hash), LetterFault> {
    let office = reader.root.office(reader.office).ok_or(LetterFault::Other)?;
    let keys: Vec<_> = office.keys.iter().map(trust::public_key).collect();
    let signed = dsse::open(envelope, L::BYTES_MAX, L::KIND, &keys, 1)?;
    let letter: L = json::from_canonical(signed.payload(), L::BYTES_MAX)?;
    if letter.between() != (reader.office, reader.station) {
        return Err(LetterFault::Other);
    }
    Ok((letter, Hash(sha256(signed.payload()))))
}

/// Opens a sealed letter: what it says, and the hash of its text.
pub(super) fn open<L: Letter>(
    identity: &SealIdentity,
    reader: Reader<'_>,
    input: impl Read,
) -> Result<(L, Hash), LetterFault> {
    read(&seal::open_all(std::slice::from_ref(identity), input, L::BYTES_MAX as u64)?, reader)
}
