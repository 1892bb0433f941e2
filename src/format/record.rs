//! A record: what the office holds of one person, for the station where they go on: a selection of events, each with
//! its place in its chain, and their official certificates.
//!
//! ```text
//! age( u32 length, big-endian ‖ DSSE(header) ‖ body ‖ zeros to a size step )
//! body   one zstd frame of lines, at most one for each event of the person:
//!        event line LF                  it follows the event of the line before
//!        64 hex digits, " ", event line LF    it follows the event of this hash, which is not in the record
//! ```
//!
//! - Its header is a [letter](super::letter). Frame, padding and event lines are those of an export. The hash before an event is written out exactly where it is
//!   not that of the line before, so that one selection has one text.
//! - What a chain with gaps cannot show, the office answers for: it signs the hash of the body. What can be checked is:
//!   each run without a gap, ascending places, one station to an epoch, and that every event is about this person.
//! - Nothing is decompressed before the signature, the hash of the body and every limit hold.
//! - Events of signing in, of sittings and of a station's list do not travel; what was withheld from the office stays so.

use super::dsse::DocumentKind;
use super::event_log::{self, EventFault, EventText, ReadLine};
use super::export::{self, BodyWriter, ExportFault};
use super::letter::{self, Letter, LetterFault, Reader};
use super::limits::{
    EVENT_LINE_BYTES_MAX, EXPORT_BODY_BYTES_MAX, LAMPORT_MAX, PERSON_IDS_MAX, RECORD_CERTIFICATES_MAX,
    RECORD_EVENTS_MAX, RECORD_HEADER_BYTES_MAX,
};
use super::receipt::IssuedCertificate;
use crate::crypto::seal::{self, SealFault, SealIdentity, SealRecipient};
use crate::crypto::sign::SecretKey;
use crate::model::event::{Event, may_be_withheld};
use crate::model::id::{EpochId, Hash, Lang, LearnerId, Slug, StationId};
use crate::model::trust::{Ext, Root};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read;

/// Ending of a record's name.
pub const RECORD_ENDING: &str = "frecord";
/// Longest name, number or other short text of a person, in characters.
const TEXT_CHARS_MAX: usize = 200;
/// A hash in hex and the space after it.
const PREV_BYTES: usize = 65;

/// The signed header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordHeader {
    /// Which office.
    pub office: Slug,
    /// To which station.
    pub station: StationId,
    /// When, ms since 1970: of two records of one person the later one holds.
    pub created: u64,
    /// Whose record it is.
    pub person: RecordPerson,
    /// Their official certificates that are good.
    pub certificates: Vec<IssuedCertificate>,
    /// How many events it holds.
    pub events: u64,
    /// SHA-256 of the compressed body.
    pub body_sha256: Hash,
    /// Its length, bytes.
    pub body_size: u64,
    /// Its length when decompressed, bytes.
    pub raw_size: u64,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// A person as the office knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordPerson {
    /// The id in front.
    pub learner: LearnerId,
    /// Their other ids.
    pub others: Vec<LearnerId>,
    /// Their name.
    pub name: String,
    /// The number they are known by.
    pub number: String,
    /// Year of birth.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub birth_year: Option<u32>,
    /// The language they read.
    pub lang: Lang,
}

impl RecordPerson {
    /// True if the id is one of theirs.
    #[must_use]
    pub fn is(&self, learner: LearnerId) -> bool {
        self.learner == learner || self.others.contains(&learner)
    }

    /// All their ids, the one in front first.
    pub fn ids(&self) -> impl Iterator<Item = LearnerId> + '_ {
        std::iter::once(self.learner).chain(self.others.iter().copied())
    }

    /// True if its texts are as short as a person's are.
    pub(super) fn is_sane(&self) -> bool {
        let is_short = |text: &str| text.chars().count() <= TEXT_CHARS_MAX && !text.chars().any(char::is_control);
        is_short(&self.name) && is_short(&self.number) && self.others.len() < PERSON_IDS_MAX
    }
}

/// Why a record is refused.
#[derive(Debug, thiserror::Error)]
pub enum RecordFault {
    /// Its frame: sealed for others, cut, altered, too large, or its body is not what was signed.
    #[error(transparent)]
    Frame(#[from] ExportFault),
    /// Its header, as every letter.
    #[error("its header: {0}")]
    Header(#[from] LetterFault),
    /// An event in it does not hold.
    #[error("{0}")]
    Event(#[from] EventFault),
    /// Its events are no selection of one person's.
    #[error("line {line}: {what}")]
    Selection {
        /// Which, from 0.
        line: u64,
        /// What is wrong.
        what: &'static str,
    },
}

impl Letter for RecordHeader {
    const KIND: DocumentKind = DocumentKind::Record;
    const BYTES_MAX: usize = RECORD_HEADER_BYTES_MAX;

    fn between(&self) -> (&Slug, StationId) {
        (&self.office, self.station)
    }
}

impl From<SealFault> for RecordFault {
    fn from(fault: SealFault) -> Self {
        Self::Frame(fault.into())
    }
}

/// True if an event of this kind goes with its person: what they learned, were given and keep. How they sign in, their
/// sittings, and where a station had them on its list stay there; name and number stand in the header.
#[must_use]
pub fn travels(kind: &str) -> bool {
    !["auth.", "session.", "learner.", "record."].iter().any(|area| kind.starts_with(area))
}

/// Signs and seals the record of `header`'s person with `events`, in any order. The header's numbers are set from them.
///
/// # Errors
/// [`RecordFault`] if it is larger than a record may be.
pub fn seal(
    header: RecordHeader,
    events: &[Event],
    key: &SecretKey,
    station: &SealRecipient,
) -> Result<(RecordHeader, Vec<u8>), RecordFault> {
    let mut ordered: Vec<&Event> = events.iter().collect();
    ordered.sort_by_key(|event| in_order(event));
    ordered.dedup_by_key(|event| event.hash);
    let mut writer = RecordWriter::start()?;
    ordered.into_iter().try_for_each(|event| writer.event(event))?;
    writer.seal(header, key, station)
}

/// Where an event stands in a record: by station, epoch, number and hash.
#[must_use]
pub fn in_order(event: &Event) -> (StationId, EpochId, u64, Hash) {
    (event.header.station, event.header.epoch, event.header.seq, event.hash)
}

/// A record in the making: its events come one by one, and none is kept but compressed.
pub struct RecordWriter {
    body: BodyWriter,
    last: Option<(StationId, EpochId, u64, Hash)>,
}

impl RecordWriter {
    /// Without an event yet.
    ///
    /// # Errors
    /// No memory for the compressor.
    pub fn start() -> Result<Self, RecordFault> {
        Ok(Self { body: BodyWriter::start()?, last: None })
    }

    /// Takes the next event: [`in_order`], and none twice.
    ///
    /// # Errors
    /// [`RecordFault::Selection`]; [`RecordFault::Frame`] if the record becomes larger than it may be.
    pub fn event(&mut self, event: &Event) -> Result<(), RecordFault> {
        let place = in_order(event);
        if self.last.is_some_and(|last| last >= place) {
            return Err(RecordFault::Selection { line: self.body.events(), what: "it stands in the wrong order" });
        }
        let before = self.last.map(|(.., hash)| hash);
        self.body.line(&line_of(event, before)?)?;
        self.last = Some(place);
        Ok(())
    }

    /// Signs and seals it. The header's numbers are set.
    ///
    /// # Errors
    /// [`RecordFault`] if it is larger than a record may be.
    pub fn seal(
        self,
        mut header: RecordHeader,
        key: &SecretKey,
        station: &SealRecipient,
    ) -> Result<(RecordHeader, Vec<u8>), RecordFault> {
        header.events = self.body.events();
        let body = self.body.finish()?;
        (header.body_sha256, header.body_size, header.raw_size) = (body.sha256, body.bytes.len() as u64, body.raw_size);
        check_limits(&header)?;
        let (_, envelope) = letter::sign(&header, key)?;
        if envelope.len() > RECORD_HEADER_BYTES_MAX {
            let (found, max) = (envelope.len() as u64, RECORD_HEADER_BYTES_MAX as u64);
            return Err(ExportFault::TooLarge { what: "header bytes", found, max }.into());
        }
        let sealed = export::seal_parts(std::slice::from_ref(station), &envelope, &body.bytes, Vec::new())?;
        Ok((header, sealed))
    }
}

fn line_of(event: &Event, before: Option<Hash>) -> Result<Vec<u8>, EventFault> {
    let line = event_log::to_line(event, false)?;
    if before == Some(event.prev_hash) {
        return Ok(line);
    }
    Ok([event.prev_hash.to_hex().as_bytes(), b" ", &line].concat())
}

/// A record whose signature and frame hold. Its events are not read yet.
#[derive(Debug, Clone)]
pub struct OpenedRecord {
    /// The header.
    pub header: RecordHeader,
    /// SHA-256 of the signed header: what this record is known by.
    pub sha256: Hash,
    body: Vec<u8>,
}

/// Opens a record of `office` for `station`: everything but its events.
///
/// # Errors
/// [`RecordFault`]; nothing of the body is decompressed.
pub fn open<R: Read>(
    identity: &SealIdentity,
    root: &Root,
    office: &Slug,
    station: StationId,
    input: R,
) -> Result<OpenedRecord, RecordFault> {
    let mut plain = seal::open(std::slice::from_ref(identity), input)?;
    let envelope = export::read_envelope(&mut plain, RECORD_HEADER_BYTES_MAX)?;
    let (header, sha256) = letter::read::<RecordHeader>(&envelope, Reader { root, office, station })?;
    check_limits(&header)?;
    let body = export::read_body(&mut plain, (header.body_size, header.body_sha256), 4 + envelope.len() as u64)?;
    Ok(OpenedRecord { header, sha256, body })
}

fn check_limits(header: &RecordHeader) -> Result<(), RecordFault> {
    let checks = [
        ("events", header.events, RECORD_EVENTS_MAX),
        ("certificates", header.certificates.len() as u64, RECORD_CERTIFICATES_MAX as u64),
        ("ids", header.person.others.len() as u64 + 1, PERSON_IDS_MAX as u64),
        ("bytes", header.body_size, EXPORT_BODY_BYTES_MAX),
        ("decompressed bytes", header.raw_size, EXPORT_BODY_BYTES_MAX),
    ];
    for (what, found, max) in checks {
        if found > max {
            return Err(ExportFault::TooLarge { what, found, max }.into());
        }
    }
    if !header.person.is_sane() {
        return Err(ExportFault::Form("a text about its person is too long, or does not print").into());
    }
    if header.certificates.iter().any(|certificate| !header.person.is(certificate.learner)) {
        return Err(ExportFault::Form("a certificate in it is another person's").into());
    }
    Ok(())
}

impl OpenedRecord {
    /// Reads every event in order and gives each that holds to `take`, with its canonical texts. Stops at the first that
    /// does not, or where `take` fails.
    ///
    /// # Errors
    /// [`RecordFault`], or that of `take`; what was taken before is sound.
    pub fn read_events<E: From<RecordFault>>(
        &self,
        mut take: impl FnMut(Event, EventText) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut lines = export::lines_of(&self.body, self.header.raw_size).map_err(RecordFault::from)?;
        let (mut line, mut raw_size, mut number) = (Vec::new(), 0, 0);
        let mut selection = Selection::of(&self.header.person);
        let most = EVENT_LINE_BYTES_MAX + PREV_BYTES;
        while export::next_line(&mut lines, &mut line, most).map_err(RecordFault::from)? {
            raw_size += line.len() as u64 + 1;
            let read = selection.read(&line, number)?;
            let (event, text) = read.into_event();
            take(event, text)?;
            number += 1;
        }
        if number != self.header.events || raw_size != self.header.raw_size {
            return Err(RecordFault::from(ExportFault::Form("it holds more or less than its header says")).into());
        }
        Ok(())
    }
}

/// What was read of a selection so far: where each epoch stands, and the event of the line before.
struct Selection<'a> {
    person: &'a RecordPerson,
    epochs: BTreeMap<EpochId, Place>,
    before: Option<Hash>,
}

/// The last event of an epoch.
struct Place {
    station: StationId,
    seq: u64,
    lamport: u64,
    hash: Hash,
    /// Two events stood in one place of it: a copied disk went on twice.
    is_forked: bool,
}

impl<'a> Selection<'a> {
    fn of(person: &'a RecordPerson) -> Self {
        Self { person, epochs: BTreeMap::new(), before: None }
    }

    fn read(&mut self, line: &[u8], number: u64) -> Result<ReadLine, RecordFault> {
        let fault = |what| RecordFault::Selection { line: number, what };
        let (prev_hash, line) = if line.first() == Some(&b'{') {
            (self.before.ok_or(fault("nothing says which event it follows"))?, line)
        } else {
            let (hash, rest) = line.split_at_checked(PREV_BYTES).ok_or(fault("it is no event"))?;
            let hash = prev_hash(hash).ok_or(fault("what it follows is no hash"))?;
            if self.before == Some(hash) {
                return Err(fault("it says again which event it follows"));
            }
            (hash, rest)
        };
        let read = ReadLine::of(line, prev_hash, number)?;
        self.check(&read).map_err(fault)?;
        let header = &read.header;
        let held = self.epochs.get(&header.epoch);
        let is_forked = held.is_some_and(|held| held.is_forked || held.seq == header.seq);
        let (station, seq, lamport, hash) = (header.station, header.seq, header.lamport, read.hash);
        self.epochs.insert(header.epoch, Place { station, seq, lamport, hash, is_forked });
        self.before = Some(read.hash);
        Ok(read)
    }

    fn check(&self, read: &ReadLine) -> Result<(), &'static str> {
        let header = &read.header;
        if !header.learner.is_some_and(|learner| self.person.is(learner)) {
            return Err("it is about somebody else");
        }
        if !travels(&header.kind) {
            return Err("events of its kind do not leave their station so");
        }
        if read.text.body.is_none() && !may_be_withheld(&header.kind) {
            return Err("its body is missing, and it is not one that may be withheld");
        }
        if header.lamport > LAMPORT_MAX {
            return Err("its order number is beyond all counting");
        }
        let Some(place) = self.epochs.get(&header.epoch) else { return Ok(()) };
        let (is_next, is_chained) = (header.seq == place.seq + 1, read.prev_hash == place.hash);
        match () {
            () if header.station != place.station => Err("its epoch is another station's"),
            () if header.seq < place.seq || read.hash == place.hash => Err("it stands in the wrong order"),
            () if is_chained && (!is_next || header.lamport <= place.lamport) => Err("its numbers do not go on"),
            () if is_next && !is_chained && !place.is_forked => Err("it does not follow the event before it"),
            () => Ok(()),
        }
    }
}

/// The hash and the space that a line begins with.
fn prev_hash(bytes: &[u8]) -> Option<Hash> {
    Hash::from_hex(std::str::from_utf8(bytes.strip_suffix(b" ")?).ok()?)
}

#[cfg(test)]
mod tests;
