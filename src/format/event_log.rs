//! Events as bytes: hashes, the chain, and one line per event. Owns the format of `formats.md` section 4.
//!
//! ```text
//! header, body   RFC 8785 text of an object
//! body_hash      SHA-256("foothold.body.v1\0" ‖ salt[16] ‖ body)
//! hash           SHA-256("foothold.event.v1\0" ‖ prev_hash ‖ SHA-256(header) ‖ body_hash)
//! line           {"body":{…},"header":{…},"salt":"hex"} LF          with its body
//!                {"body_hash":"hex","header":{…}} LF                  withheld
//! ```
//!
//! - `prev_hash` is not in the line: it is the hash of the event before, and for the first of a range the range's own.
//! - The first event of an epoch, and only the first, is `epoch.started`; its `prev_hash` is its parent's hash, or
//!   zeros if it has none. It is never withheld.
//! - Within an epoch `seq` grows by one and `lamport` grows, to 2^47 at most; the station stays the same.
//! - A body is withheld only for kinds that may hold free text, and for kinds not known here.

use super::json::{self, JsonFault};
use super::limits::{EVENT_BODY_BYTES_MAX, EVENT_HEADER_BYTES_MAX, EVENT_LINE_BYTES_MAX, LAMPORT_STATION_MAX};
use super::plain_json::object_length;
use crate::crypto::hash::{sha256, sha256_of};
use crate::model::event::{Actor, Body, Event, HEADER_VERSION, Header, Range, Tip, may_be_withheld};
use crate::model::id::{EpochId, Hash, LearnerId, Salt, SessionId, StationId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

const BODY_DOMAIN: &[u8] = b"foothold.body.v1\0";
const EVENT_DOMAIN: &[u8] = b"foothold.event.v1\0";

/// Before the very first event of a log.
pub const NO_HASH: Hash = Hash([0; 32]);

/// Why events are refused.
#[derive(Debug, thiserror::Error)]
pub enum EventFault {
    /// Not an event in our form.
    #[error("event {seq}: {fault}")]
    Form {
        /// Which, as far as known.
        seq: u64,
        /// What is wrong with its text.
        fault: JsonFault,
    },
    /// A header or body larger than it may be.
    #[error("event {seq}: its {part} has {size_bytes} bytes, at most {max_bytes} are allowed")]
    TooLarge {
        /// Which.
        seq: u64,
        /// `header`, `body` or `line`.
        part: &'static str,
        /// Its size.
        size_bytes: usize,
        /// The limit.
        max_bytes: usize,
    },
    /// Made by a newer program.
    #[error("event {seq} has version {version} and needs a newer program")]
    Newer {
        /// Which.
        seq: u64,
        /// Its version.
        version: u64,
    },
    /// It does not follow the event before it.
    #[error("event {seq}: {what}")]
    Chain {
        /// Which.
        seq: u64,
        /// What is wrong.
        what: &'static str,
    },
    /// The range's last hash is not what the events give.
    #[error("the events do not end in the hash that was signed for them")]
    Head,
    /// More or fewer events than the range has.
    #[error("{found} events where {wanted} were signed for")]
    Count {
        /// How many there are.
        found: u64,
        /// How many there should be.
        wanted: u64,
    },
}

/// The canonical text of a header.
///
/// # Errors
/// [`EventFault`] if it holds a number beyond 2^53 − 1 or is too large.
pub fn header_bytes(header: &Header) -> Result<Vec<u8>, EventFault> {
    let form = |fault| EventFault::Form { seq: header.seq, fault };
    let numbers = [header.lamport, header.mono, header.seq, header.signed_time, header.v, header.wall];
    if numbers.iter().any(|number| *number > json::INTEGER_MAX) {
        return Err(form(JsonFault::Value("a number that is not an integer from 0 to 2^53 − 1")));
    }
    let bytes = serde_json::to_vec(&InOrder::of(header)).map_err(|fault| form(JsonFault::Shape(fault)))?;
    within(bytes, header.seq, "header", EVENT_HEADER_BYTES_MAX)
}

/// A header with its keys in the order of RFC 8785, written in one go: an office reads millions. A test compares it
/// with the canonicalizer.
#[derive(Serialize)]
struct InOrder<'a> {
    actor: &'a Actor,
    epoch: EpochId,
    kind: &'a str,
    lamport: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    learner: Option<LearnerId>,
    mono: u64,
    seq: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<SessionId>,
    signed_time: u64,
    station: StationId,
    v: u64,
    wall: u64,
}

impl<'a> InOrder<'a> {
    fn of(header: &'a Header) -> Self {
        let Header { v, station, epoch, seq, kind, learner, actor, session, lamport, wall, signed_time, mono } = header;
        Self {
            actor,
            epoch: *epoch,
            kind,
            lamport: *lamport,
            learner: *learner,
            mono: *mono,
            seq: *seq,
            session: *session,
            signed_time: *signed_time,
            station: *station,
            v: *v,
            wall: *wall,
        }
    }
}

/// The canonical text of a body.
///
/// # Errors
/// [`EventFault`] if it is no object, holds a number that JSON text of ours cannot have, or is too large.
pub fn body_bytes(body: &Body, seq: u64) -> Result<Vec<u8>, EventFault> {
    let value = body.to_value().map_err(|fault| EventFault::Form { seq, fault: JsonFault::Shape(fault) })?;
    value_bytes(&value, seq)
}

fn value_bytes(value: &Value, seq: u64) -> Result<Vec<u8>, EventFault> {
    if !value.is_object() {
        return Err(EventFault::Chain { seq, what: "its body is not an object" });
    }
    let bytes = json::canonical_text(value).map_err(|fault| EventFault::Form { seq, fault })?;
    within(bytes, seq, "body", EVENT_BODY_BYTES_MAX)
}

fn within(bytes: Vec<u8>, seq: u64, part: &'static str, max_bytes: usize) -> Result<Vec<u8>, EventFault> {
    let size_bytes = bytes.len();
    if size_bytes > max_bytes { Err(EventFault::TooLarge { seq, part, size_bytes, max_bytes }) } else { Ok(bytes) }
}

/// The hash of a body's canonical text with its salt.
#[must_use]
pub fn body_hash(salt: &Salt, body: &[u8]) -> Hash {
    Hash(sha256_of(&[BODY_DOMAIN, &salt.0, body]))
}

/// The hash of an event: its place in the chain, its header's canonical text and its body's hash.
#[must_use]
pub fn event_hash(prev_hash: &Hash, header: &[u8], body_hash: &Hash) -> Hash {
    Hash(sha256_of(&[EVENT_DOMAIN, &prev_hash.0, &sha256(header), &body_hash.0]))
}

/// Puts a new event in its place.
///
/// # Errors
/// [`EventFault`] if header or body cannot be written in our form.
pub fn link(header: Header, prev_hash: Hash, salt: Salt, body: Body) -> Result<Event, EventFault> {
    link_with_text(header, prev_hash, salt, body).map(|(event, _)| event)
}

/// The canonical texts of one event, as its hashes were computed over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventText {
    /// Of its header.
    pub header: Vec<u8>,
    /// Of its body, if it is not withheld.
    pub body: Option<Vec<u8>>,
}

/// As [`link`], with the texts that were hashed: whoever stores the event need not write them a second time.
///
/// # Errors
/// As [`link`].
pub fn link_with_text(
    header: Header,
    prev_hash: Hash,
    salt: Salt,
    body: Body,
) -> Result<(Event, EventText), EventFault> {
    let header_text = header_bytes(&header)?;
    let body_text = body_bytes(&body, header.seq)?;
    let body_hash = body_hash(&salt, &body_text);
    let hash = event_hash(&prev_hash, &header_text, &body_hash);
    let event = Event { header, prev_hash, body_hash, hash, body: Some((salt, body)) };
    Ok((event, EventText { header: header_text, body: Some(body_text) }))
}

/// The line of `event`, with its line feed; without its body if `withhold` and its kind allows that.
///
/// # Errors
/// [`EventFault`] if it cannot be written in our form.
pub fn to_line(event: &Event, withhold: bool) -> Result<Vec<u8>, EventFault> {
    let seq = event.header.seq;
    let header = header_bytes(&event.header)?;
    let mut bytes = match &event.body {
        Some((salt, body)) if !(withhold && may_be_withheld(&event.header.kind)) => {
            whole_line(&header, &body_bytes(body, seq)?, salt)
        }
        _ => withheld_line(&header, &event.body_hash),
    };
    bytes.push(b'\n');
    within(bytes, seq, "line", EVENT_LINE_BYTES_MAX)
}

/// A line with its body, of canonical texts: its keys stand in order.
fn whole_line(header: &[u8], body: &[u8], salt: &Salt) -> Vec<u8> {
    [b"{\"body\":", body, b",\"header\":", header, b",\"salt\":\"", hex::encode(salt.0).as_bytes(), b"\"}"].concat()
}

/// A line without its body.
fn withheld_line(header: &[u8], body_hash: &Hash) -> Vec<u8> {
    [b"{\"body_hash\":\"", hex::encode(body_hash.0).as_bytes(), b"\",\"header\":", header, b"}"].concat()
}

/// Reads one line (without its line feed) that follows `prev_hash`. Form and hashes only: the chain's rules are
/// [`ChainReader`]'s.
///
/// # Errors
/// [`EventFault`]. `at` stands in the message where the line's own number cannot be read.
pub fn from_line(line: &[u8], prev_hash: Hash, at: u64) -> Result<Event, EventFault> {
    ReadLine::of(line, prev_hash, at).map(|read| read.into_event().0)
}

/// One line, read and its hashes computed. No value is made of its body yet, which costs as much again and is seldom
/// needed.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadLine {
    /// Who, when, where.
    pub header: Header,
    /// The hash of the event before it.
    pub prev_hash: Hash,
    /// The hash of salt and body.
    pub body_hash: Hash,
    /// What this event is known by.
    pub hash: Hash,
    /// The body's salt, or `None` if it is withheld.
    pub salt: Option<Salt>,
    /// The canonical texts that were hashed.
    pub text: EventText,
}

/// A line's parts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    header: Header,
    #[serde(default)]
    body: Option<Value>,
    #[serde(default)]
    salt: Option<Salt>,
    #[serde(default)]
    body_hash: Option<Hash>,
}

impl ReadLine {
    /// Reads one line (without its line feed) that follows `prev_hash`.
    ///
    /// The line is put together again from what was understood, and must come out as it was: that refuses unknown and
    /// repeated keys, white space, other orders and other spellings in one comparison.
    ///
    /// # Errors
    /// As [`from_line`].
    pub fn of(line: &[u8], prev_hash: Hash, at: u64) -> Result<Self, EventFault> {
        if line.len() > EVENT_LINE_BYTES_MAX {
            let (size_bytes, max_bytes) = (line.len(), EVENT_LINE_BYTES_MAX);
            return Err(EventFault::TooLarge { seq: at, part: "line", size_bytes, max_bytes });
        }
        match Self::plain(line, prev_hash) {
            Some(read) => Ok(read),
            None => Self::judged(line, prev_hash, at),
        }
    }

    /// A line with its body whose texts are plainly canonical, as nearly all are. Refuses nothing: what is not plain
    /// goes to [`ReadLine::judged`].
    fn plain(line: &[u8], prev_hash: Hash) -> Option<Self> {
        let rest = line.strip_prefix(b"{\"body\":")?;
        let (body, rest) = rest.split_at_checked(object_length(rest)?)?;
        let rest = rest.strip_prefix(b",\"header\":")?;
        let (header_text, rest) = rest.split_at_checked(object_length(rest)?)?;
        let salt = rest.strip_prefix(b",\"salt\":\"")?.strip_suffix(b"\"}")?;
        let salt = Salt::from_hex(std::str::from_utf8(salt).ok()?)?;
        let header: Header = serde_json::from_slice(header_text).ok()?;
        let is_ours = header.v == HEADER_VERSION && header_bytes(&header).ok()? == header_text;
        if !is_ours || body.len() > EVENT_BODY_BYTES_MAX || std::str::from_utf8(body).is_err() {
            return None;
        }
        let body_hash = body_hash(&salt, body);
        let hash = event_hash(&prev_hash, header_text, &body_hash);
        let text = EventText { header: header_text.to_vec(), body: Some(body.to_vec()) };
        Some(Self { header, prev_hash, body_hash, hash, salt: Some(salt), text })
    }

    fn judged(line: &[u8], prev_hash: Hash, at: u64) -> Result<Self, EventFault> {
        let Parts { header, body, salt, body_hash: withheld } =
            serde_json::from_slice(line).map_err(|fault| unreadable(line, at, fault))?;
        let seq = header.seq;
        if header.v != HEADER_VERSION {
            return Err(EventFault::Newer { seq: at, version: header.v });
        }
        let header_text = header_bytes(&header)?;
        let (again, body_hash, salt, body_text) = match (body, salt, withheld) {
            (Some(value), Some(salt), None) => {
                let text = value_bytes(&value, seq)?;
                (whole_line(&header_text, &text, &salt), body_hash(&salt, &text), Some(salt), Some(text))
            }
            (None, None, Some(hash)) => (withheld_line(&header_text, &hash), hash, None, None),
            _ => return Err(EventFault::Chain { seq, what: "it has neither body and salt nor the hash of both" }),
        };
        if again != line {
            return Err(EventFault::Form { seq: at, fault: JsonFault::NotCanonical });
        }
        let hash = event_hash(&prev_hash, &header_text, &body_hash);
        let text = EventText { header: header_text, body: body_text };
        Ok(Self { header, prev_hash, body_hash, hash, salt, text })
    }

    /// The event, its body read by its kind, and the texts.
    #[must_use]
    pub fn into_event(self) -> (Event, EventText) {
        let body = self.salt.zip(self.read_body());
        let (prev_hash, body_hash, hash) = (self.prev_hash, self.body_hash, self.hash);
        (Event { header: self.header, prev_hash, body_hash, hash, body }, self.text)
    }

    /// The body, if it is not withheld.
    fn read_body(&self) -> Option<Body> {
        Body::from_text(&self.header.kind, self.text.body.as_ref()?).ok() // it was read before
    }

    /// The parent that an event which starts an epoch names; no other event has one.
    #[must_use]
    pub fn parent(&self) -> Option<Tip> {
        match self.start() {
            Some(Body::EpochStarted(body)) => body.parent,
            _ => None,
        }
    }

    fn start(&self) -> Option<Body> {
        if self.header.kind == "epoch.started" { self.read_body() } else { None }
    }
}

/// Why a line cannot be read: made by a newer program, if it says so of itself.
fn unreadable(line: &[u8], at: u64, fault: serde_json::Error) -> EventFault {
    let parts: Value = serde_json::from_slice(line).unwrap_or_default();
    match parts.pointer("/header/v").and_then(Value::as_u64).filter(|version| *version != HEADER_VERSION) {
        Some(version) => EventFault::Newer { seq: at, version },
        None => EventFault::Form { seq: at, fault: JsonFault::Shape(fault) },
    }
}

/// Checks again that an event's hashes follow from what it holds.
#[must_use]
pub fn is_sound(event: &Event) -> bool {
    let Ok(header) = header_bytes(&event.header) else { return false };
    let body_fits = event.body.as_ref().is_none_or(|(salt, body)| {
        body.kind() == event.header.kind
            && body_bytes(body, event.header.seq).is_ok_and(|text| body_hash(salt, &text) == event.body_hash)
    });
    body_fits && event_hash(&event.prev_hash, &header, &event.body_hash) == event.hash
}

/// Reads the lines of one range and checks its chain.
#[derive(Debug)]
pub struct ChainReader {
    station: StationId,
    range: Range,
    prev_hash: Hash,
    next_seq: u64,
    lamport: u64,
}

impl ChainReader {
    /// Reads `range` of `station`'s log.
    ///
    /// # Errors
    /// [`EventFault::Count`] if the range's own numbers do not fit each other.
    pub fn new(station: StationId, range: Range) -> Result<Self, EventFault> {
        let wanted = range.to_seq.checked_sub(range.from_seq).and_then(|n| n.checked_add(1)).unwrap_or(0);
        if wanted == 0 || wanted != range.count {
            return Err(EventFault::Count { found: range.count, wanted });
        }
        Ok(Self { station, range, prev_hash: range.prev_hash, next_seq: range.from_seq, lamport: 0 })
    }

    /// True once every event of the range was read.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.next_seq > self.range.to_seq
    }

    /// Takes the next line, without its line feed.
    ///
    /// # Errors
    /// [`EventFault`].
    pub fn line(&mut self, line: &[u8]) -> Result<Event, EventFault> {
        self.read_line(line).map(|read| read.into_event().0)
    }

    /// As [`ChainReader::line`], the body not yet read by its kind.
    ///
    /// # Errors
    /// [`EventFault`].
    pub fn read_line(&mut self, line: &[u8]) -> Result<ReadLine, EventFault> {
        let read = ReadLine::of(line, self.prev_hash, self.next_seq)?;
        self.check(&read)?;
        self.prev_hash = read.hash;
        self.next_seq = read.header.seq + 1;
        self.lamport = read.header.lamport;
        Ok(read)
    }

    fn check(&self, event: &ReadLine) -> Result<(), EventFault> {
        let header = &event.header;
        let fault = |what| Err(EventFault::Chain { seq: self.next_seq, what });
        if self.is_complete() {
            return Err(EventFault::Count { found: self.range.count + 1, wanted: self.range.count });
        }
        if header.station != self.station {
            return fault("it is another station's");
        }
        if header.epoch != self.range.epoch || header.seq != self.next_seq {
            return fault("it is not the next one");
        }
        if header.lamport <= self.lamport {
            return fault("its order number does not grow");
        }
        if header.lamport > LAMPORT_STATION_MAX {
            return fault("its order number is beyond all counting");
        }
        if event.salt.is_none() && !may_be_withheld(&header.kind) {
            return fault("its body is missing, and it is not one that may be withheld");
        }
        check_start(event)
    }

    /// Checks that nothing is missing and that the chain ends where it was signed to end.
    ///
    /// # Errors
    /// [`EventFault::Count`], [`EventFault::Head`].
    pub fn finish(self) -> Result<(), EventFault> {
        let found = self.next_seq - self.range.from_seq;
        if found != self.range.count {
            return Err(EventFault::Count { found, wanted: self.range.count });
        }
        if self.prev_hash == self.range.head_hash { Ok(()) } else { Err(EventFault::Head) }
    }
}

/// The first event of an epoch, and only it, starts the epoch, and chains to the parent it names.
fn check_start(event: &ReadLine) -> Result<(), EventFault> {
    let seq = event.header.seq;
    let starts = event.header.kind == "epoch.started";
    if starts != (seq == 0) {
        return Err(EventFault::Chain { seq, what: "an epoch starts with its first event and not later" });
    }
    match event.start() {
        Some(Body::EpochStarted(body)) if body.parent.map_or(NO_HASH, |tip| tip.hash) == event.prev_hash => Ok(()),
        _ if !starts => Ok(()),
        _ => Err(EventFault::Chain { seq, what: "it does not chain to the parent it names" }),
    }
}

#[cfg(test)]
mod tests;
