//! A sealed export: what a station discloses to its office, signed by the station, readable by the office alone.
//!
//! ```text
//! age( u32 length, big-endian ‖ DSSE(header), signed by the station ‖ body ‖ zeros to a size step )
//! body   one zstd frame of event lines (`event_log`), range after range in the header's order
//! step   4 KiB up to 64 KiB; above, the sixteenth part of the next lower power of two
//! ```
//!
//! - The header names everybody it is sealed to; who opens it refuses unless it is named. So a recipient cannot pass
//!   it on as if it had been meant for another.
//! - Nothing is decompressed before the signature, the hash of the body and every limit hold. One length, one padding.
//! - The station's key comes with it: in a station certificate of the office, or in the station's own enrolment.

use super::dsse::{self, DocumentKind, DsseFault};
use super::event_log::{ChainReader, EventFault, EventText, ReadLine};
use super::json::{self, JsonFault};
use super::limits::{
    EVENT_LINE_BYTES_MAX, EXPORT_BODY_BYTES_MAX, EXPORT_EVENTS_MAX, EXPORT_HEADER_BYTES_MAX, EXPORT_RANGES_MAX,
};
use super::trust::{self, TrustFault};
use crate::crypto::hash::sha256;
use crate::crypto::seal::{self, SealFault, SealIdentity, SealRecipient, Sealing};
use crate::crypto::sign::{PublicKey, SecretKey};
use crate::model::event::{Event, Range, Tip};
use crate::model::id::{ExportId, Hash, Slug, StationId};
use crate::model::trust::{Enrolment, Ext, Root, StationCertificate};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};

/// Level of compression: events shrink to a seventh, faster than they are read from the database.
const ZSTD_LEVEL: i32 = 3;
/// 2^27 bytes of window at most, so that a hostile body cannot ask for more memory.
const ZSTD_WINDOW_LOG_MAX: u32 = 27;

/// The signed header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportHeader {
    /// This export; written again it has another.
    pub export_id: ExportId,
    /// Where the station stands.
    pub facility: Slug,
    /// Whose events these are.
    pub station: StationId,
    /// The office's certificate of this station (its envelope), once there is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub station_certificate: Option<Value>,
    /// The station's request to be confirmed (its envelope), until then.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub enrolment: Option<Value>,
    /// Everybody who can open it, age recipients.
    pub recipients: Vec<String>,
    /// What it holds.
    pub ranges: Vec<Range>,
    /// What the station believes the office to hold.
    pub believed_tips: Vec<Tip>,
    /// SHA-256 of the compressed body.
    pub body_sha256: Hash,
    /// Its length, bytes.
    pub body_size: u64,
    /// Its length when decompressed, bytes.
    pub raw_size: u64,
    /// Version of the root the station holds.
    pub root_version: u64,
    /// Of the catalogue.
    pub catalogue_version: u64,
    /// Of the policy.
    pub policy_version: u64,
    /// Version of the program that wrote it.
    pub build: String,
    /// The station's clock, ms.
    pub wall: u64,
    /// The newest signed date the station holds, ms.
    pub signed_time: u64,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// Why an export cannot be written or is refused.
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    /// Sealed for others, cut, altered, or not sealed at all.
    #[error(transparent)]
    Seal(#[from] SealFault),
    /// Its signed recipients do not name whoever opens it.
    #[error("it was not made for this office")]
    NotNamed,
    /// Its form is wrong.
    #[error("it is not an export: {0}")]
    Form(&'static str),
    /// Its header's text is wrong.
    #[error("its header: {0}")]
    Header(#[from] JsonFault),
    /// Its header is not signed by the station it names.
    #[error("its header: {0}")]
    Signature(#[from] DsseFault),
    /// The station's certificate or enrolment does not hold.
    #[error("{0}")]
    Trust(#[from] TrustFault),
    /// Larger than an export may be.
    #[error("it has {what} {found}, at most {max} are allowed")]
    TooLarge {
        /// Of what.
        what: &'static str,
        /// How many.
        found: u64,
        /// The limit.
        max: u64,
    },
    /// Its body is not what was signed.
    #[error("its body is not what was signed")]
    Body,
    /// Its events do not hold.
    #[error("{0}")]
    Events(#[from] EventFault),
    /// Reading or writing failed.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// The compressed body, being made.
pub struct BodyWriter {
    zstd: zstd::Encoder<'static, Vec<u8>>,
    raw_size: u64,
    events: u64,
}

impl BodyWriter {
    /// An empty body.
    ///
    /// # Errors
    /// No memory for the compressor.
    pub fn start() -> Result<Self, ExportFault> {
        Ok(Self { zstd: zstd::Encoder::new(Vec::new(), ZSTD_LEVEL)?, raw_size: 0, events: 0 })
    }

    /// True if `line` still fits into one export.
    #[must_use]
    pub fn has_room(&self, line: &[u8]) -> bool {
        self.events < EXPORT_EVENTS_MAX && self.raw_size + line.len() as u64 <= EXPORT_BODY_BYTES_MAX
    }

    /// Adds an event's line, with its line feed.
    ///
    /// # Errors
    /// [`ExportFault::TooLarge`] if it does not fit.
    pub fn line(&mut self, line: &[u8]) -> Result<(), ExportFault> {
        if !self.has_room(line) {
            let found = self.raw_size + line.len() as u64;
            return Err(ExportFault::TooLarge { what: "bytes", found, max: EXPORT_BODY_BYTES_MAX });
        }
        self.zstd.write_all(line)?;
        self.raw_size += line.len() as u64;
        self.events += 1;
        Ok(())
    }

    /// How many events it holds so far.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// The finished body.
    ///
    /// # Errors
    /// No memory.
    pub fn finish(self) -> Result<Body, ExportFault> {
        let bytes = self.zstd.finish()?;
        Ok(Body { sha256: Hash(sha256(&bytes)), bytes, raw_size: self.raw_size })
    }
}

/// A finished body.
#[derive(Debug, Clone)]
pub struct Body {
    /// Compressed.
    pub bytes: Vec<u8>,
    /// Size when decompressed.
    pub raw_size: u64,
    /// SHA-256 of the compressed bytes.
    pub sha256: Hash,
}

/// Signs, pads and seals an export into `out`. The header's body fields are set from `body`.
///
/// # Errors
/// [`ExportFault`].
pub fn seal<W: Write>(header: &ExportHeader, body: &Body, key: &SecretKey, out: W) -> Result<W, ExportFault> {
    let mut header = header.clone();
    (header.body_sha256, header.body_size, header.raw_size) = (body.sha256, body.bytes.len() as u64, body.raw_size);
    let recipients: Vec<SealRecipient> = header.recipients.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
    let payload = json::to_canonical(&header)?;
    let envelope = dsse::sign(DocumentKind::Export, &payload, &[key]);
    if envelope.len() > EXPORT_HEADER_BYTES_MAX {
        return Err(ExportFault::Form("its header is too large"));
    }
    seal_parts(&recipients, &envelope, &body.bytes, out)
}

/// Seals a length, a signed header, a body and its padding: the frame of exports and records.
pub(super) fn seal_parts<W: Write>(
    recipients: &[SealRecipient],
    envelope: &[u8],
    body: &[u8],
    out: W,
) -> Result<W, ExportFault> {
    let too_large = |_| ExportFault::Form("its header is too large");
    let length = u32::try_from(envelope.len()).map_err(too_large)?;
    let mut sealing = Sealing::start(recipients, out)?;
    sealing.write_all(&length.to_be_bytes())?;
    sealing.write_all(envelope)?;
    sealing.write_all(body)?;
    let plain = 4 + envelope.len() as u64 + body.len() as u64;
    std::io::copy(&mut std::io::repeat(0).take(padded(plain) - plain), &mut sealing)?;
    Ok(sealing.finish()?)
}

/// The size step that `bytes` are filled up to: at most a sixteenth more above 64 KiB.
#[must_use]
pub fn padded(bytes: u64) -> u64 {
    let power = if bytes == 0 { 0 } else { bytes.ilog2() };
    let step = 1u64 << power.saturating_sub(4).max(12);
    bytes.div_ceil(step).max(1) * step
}

impl ExportHeader {
    /// How many events its ranges have.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.ranges.iter().map(|range| range.count).fold(0, u64::saturating_add)
    }
}

/// Whose word the station's key is.
#[derive(Debug, Clone)]
pub enum Introduction {
    /// The office has certified the station.
    Certified(StationCertificate),
    /// The station asks to be confirmed; only its own word.
    Asking(Enrolment),
}

impl Introduction {
    /// The station.
    #[must_use]
    pub fn station(&self) -> StationId {
        match self {
            Self::Certified(certificate) => certificate.station,
            Self::Asking(enrolment) => enrolment.station,
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Certified(certificate) => &certificate.name,
            Self::Asking(enrolment) => &enrolment.name,
        }
    }

    /// Its age recipient.
    #[must_use]
    pub fn recipient(&self) -> &str {
        match self {
            Self::Certified(certificate) => &certificate.recipient,
            Self::Asking(enrolment) => &enrolment.recipient,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn facility(&self) -> &Slug {
        match self {
            Self::Certified(certificate) => &certificate.facility,
            Self::Asking(enrolment) => &enrolment.facility,
        }
    }

    /// Its signing key.
    #[must_use]
    pub fn key(&self) -> PublicKey {
        let key = match self {
            Self::Certified(certificate) => &certificate.key,
            Self::Asking(enrolment) => &enrolment.key,
        };
        trust::public_key(key)
    }
}

/// A decrypted export whose header is the station's own and whose body is what it signed. Its events are not yet read.
#[derive(Debug, Clone)]
pub struct OpenedExport {
    /// The header.
    pub header: ExportHeader,
    /// Whose word the station's key is.
    pub introduction: Introduction,
    body: Vec<u8>,
}

/// Decrypts the beginning of an export and checks its header. Of its body nothing is read.
///
/// # Errors
/// [`ExportFault`].
pub fn peek<R: Read>(
    identities: &[SealIdentity],
    root: &Root,
    input: R,
) -> Result<(ExportHeader, Introduction), ExportFault> {
    let mut plain = seal::open(identities, input)?;
    begin(&mut plain, identities, root).map(|(header, introduction, _)| (header, introduction))
}

/// Decrypts an export and checks everything but its events.
///
/// # Errors
/// [`ExportFault`]; nothing of the body is decompressed.
pub fn open<R: Read>(identities: &[SealIdentity], root: &Root, input: R) -> Result<OpenedExport, ExportFault> {
    let mut plain = seal::open(identities, input)?;
    let (header, introduction, before) = begin(&mut plain, identities, root)?;
    let body = read_body(&mut plain, (header.body_size, header.body_sha256), before)?;
    Ok(OpenedExport { header, introduction, body })
}

/// Reads the header, and tells how many bytes stand before the body.
fn begin(
    plain: &mut impl Read,
    identities: &[SealIdentity],
    root: &Root,
) -> Result<(ExportHeader, Introduction, u64), ExportFault> {
    let envelope = read_envelope(plain, EXPORT_HEADER_BYTES_MAX)?;
    let (header, introduction) = open_header(&envelope, root)?;
    let named = |identity: &SealIdentity| header.recipients.contains(&identity.recipient().to_string());
    if !identities.iter().any(named) {
        return Err(ExportFault::NotNamed);
    }
    check_limits(&header)?;
    Ok((header, introduction, 4 + envelope.len() as u64))
}

/// Reads the signed header that a frame begins with, of at most `max` bytes; nothing of it is verified yet.
pub(super) fn read_envelope(plain: &mut impl Read, max: usize) -> Result<Vec<u8>, ExportFault> {
    let mut length = [0; 4];
    fill(plain, &mut length)?;
    let length = u32::from_be_bytes(length) as usize;
    if length > max {
        return Err(ExportFault::TooLarge { what: "header bytes", found: length as u64, max: max as u64 });
    }
    let mut envelope = vec![0; length];
    fill(plain, &mut envelope)?;
    Ok(envelope)
}

fn fill(input: &mut impl Read, bytes: &mut [u8]) -> Result<(), ExportFault> {
    input.read_exact(bytes).map_err(|fault| SealFault::Damaged(fault.to_string()).into())
}

fn open_header(envelope: &[u8], root: &Root) -> Result<(ExportHeader, Introduction), ExportFault> {
    let claimed = dsse::peek_unverified(envelope, EXPORT_HEADER_BYTES_MAX, DocumentKind::Export)?;
    let claimed: ExportHeader = json::from_canonical(&claimed, EXPORT_HEADER_BYTES_MAX)?;
    let introduction = match (&claimed.station_certificate, &claimed.enrolment) {
        (Some(certificate), None) => {
            Introduction::Certified(trust::open_station(&json::to_canonical(certificate)?, root)?.into_inner())
        }
        (None, Some(enrolment)) => {
            Introduction::Asking(trust::open_enrolment(&json::to_canonical(enrolment)?)?.into_inner())
        }
        _ => return Err(ExportFault::Form("it must carry a certificate or an enrolment of its station")),
    };
    let signed = dsse::open(envelope, EXPORT_HEADER_BYTES_MAX, DocumentKind::Export, &[introduction.key()], 1)?;
    let header: ExportHeader = json::from_canonical(signed.payload(), EXPORT_HEADER_BYTES_MAX)?;
    if header.station != introduction.station() {
        return Err(ExportFault::Form("its station is not the one whose key signed it"));
    }
    if header.facility != *introduction.facility() {
        return Err(ExportFault::Form("its facility is not its station's"));
    }
    Ok((header, introduction))
}

fn check_limits(header: &ExportHeader) -> Result<(), ExportFault> {
    let checks = [
        ("ranges", header.ranges.len() as u64, EXPORT_RANGES_MAX as u64),
        ("believed tips", header.believed_tips.len() as u64, EXPORT_RANGES_MAX as u64),
        ("events", header.events(), EXPORT_EVENTS_MAX),
        ("bytes", header.body_size, EXPORT_BODY_BYTES_MAX),
        ("decompressed bytes", header.raw_size, EXPORT_BODY_BYTES_MAX),
    ];
    for (what, found, max) in checks {
        if found > max {
            return Err(ExportFault::TooLarge { what, found, max });
        }
    }
    Ok(())
}

/// Reads body and padding to the end, and compares with what was signed: the body's size and its hash.
pub(super) fn read_body(
    plain: &mut impl Read,
    (size, sha256_signed): (u64, Hash),
    before: u64,
) -> Result<Vec<u8>, ExportFault> {
    let damaged = |fault: std::io::Error| ExportFault::Seal(SealFault::Damaged(fault.to_string()));
    let mut body = Vec::new();
    plain.by_ref().take(size).read_to_end(&mut body).map_err(damaged)?;
    if body.len() as u64 != size || Hash(sha256(&body)) != sha256_signed {
        return Err(ExportFault::Body);
    }
    let plain_size = before + size;
    let padding = padded(plain_size) - plain_size;
    let mut rest = Vec::new();
    plain.take(padding + 1).read_to_end(&mut rest).map_err(damaged)?;
    if rest.len() as u64 != padding || rest.iter().any(|byte| *byte != 0) {
        return Err(ExportFault::Form("its padding is wrong"));
    }
    Ok(body)
}

impl OpenedExport {
    /// Reads every event in order, checking the chain of each range, and gives each to `take` with its range's
    /// number and its canonical texts. Stops at the first that does not hold.
    ///
    /// # Errors
    /// [`ExportFault::Events`], [`ExportFault::Body`] or [`ExportFault::Form`]; what was taken before is sound.
    pub fn read_events(&self, mut take: impl FnMut(usize, Event, EventText)) -> Result<(), ExportFault> {
        self.read_lines(|number, read| {
            let (event, text) = read.into_event();
            take(number, event, text);
            true
        })
    }

    /// As [`OpenedExport::read_events`], their bodies not yet read by their kinds. Stops quietly once `take` says no.
    ///
    /// # Errors
    /// As [`OpenedExport::read_events`].
    pub fn read_lines(&self, mut take: impl FnMut(usize, ReadLine) -> bool) -> Result<(), ExportFault> {
        let mut lines = lines_of(&self.body, self.header.raw_size)?;
        let mut raw_size = 0;
        let mut line = Vec::new();
        for (number, range) in self.header.ranges.iter().enumerate() {
            let mut chain = ChainReader::new(self.header.station, *range)?;
            while !chain.is_complete() && next_line(&mut lines, &mut line, EVENT_LINE_BYTES_MAX)? {
                raw_size += line.len() as u64 + 1;
                if !take(number, chain.read_line(&line)?) {
                    return Ok(());
                }
            }
            chain.finish()?;
        }
        if next_line(&mut lines, &mut line, EVENT_LINE_BYTES_MAX)? || raw_size != self.header.raw_size {
            return Err(ExportFault::Form("it holds more or less than its header says"));
        }
        Ok(())
    }

    /// Reads some events of a body whose chains were checked before, and passes over the others. Each of `parts` says how
    /// many events come next, and after which event if they are wanted; `take` gets them with the number of their part.
    /// Stops quietly once it says no.
    ///
    /// # Errors
    /// As [`OpenedExport::read_events`]. That a part ends where a range does is not looked at again.
    pub fn read_parts(
        &self,
        parts: impl IntoIterator<Item = (u64, Option<Hash>)>,
        mut take: impl FnMut(usize, ReadLine) -> bool,
    ) -> Result<(), ExportFault> {
        let mut lines = lines_of(&self.body, self.header.raw_size)?;
        let mut line = Vec::new();
        for (number, (count, mut before)) in parts.into_iter().enumerate() {
            for _ in 0..count {
                if !next_line(&mut lines, &mut line, EVENT_LINE_BYTES_MAX)? {
                    return Err(ExportFault::Form("it holds less than before"));
                }
                let Some(prev_hash) = before else { continue };
                let read = ReadLine::of(&line, prev_hash, 0)?;
                before = Some(read.hash);
                if !take(number, read) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// A body's lines as they are decompressed: never more than one byte beyond the size that was signed.
pub(super) fn lines_of(body: &[u8], raw_size: u64) -> Result<impl BufRead, ExportFault> {
    let mut zstd = zstd::Decoder::with_buffer(body)?.single_frame();
    zstd.window_log_max(ZSTD_WINDOW_LOG_MAX)?;
    Ok(BufReader::with_capacity(1 << 16, zstd.take(raw_size + 1)))
}

/// Reads one line of at most `max` bytes without its line feed; false at the end. A last line without a line feed is
/// refused.
pub(super) fn next_line(lines: &mut impl BufRead, line: &mut Vec<u8>, max: usize) -> Result<bool, ExportFault> {
    line.clear();
    lines.by_ref().take(max as u64 + 1).read_until(b'\n', line).map_err(|_| ExportFault::Body)?;
    match line.pop() {
        None => Ok(false),
        Some(b'\n') => Ok(true),
        Some(_) => Err(ExportFault::Form("a line is too long, or the last one is cut")),
    }
}

#[cfg(test)]
mod tests;
