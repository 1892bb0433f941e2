//! Carrying progress out: everything the office has not acknowledged, and what it asked for, sealed to the office.
//!
//! In steps, so that the database is not held while a slow drive is written:
//! [`collect`] (reads a snapshot) → [`note`] (database) → [`super::export_write::write`] (drive) → [`finish`] (database).
//! [`run`] does all of them.
//! The log tells of an export before its file exists (`export.started`) and after it was read back and compared
//! (`export.finished`); nothing else is added, however often it is repeated.

use super::export_account::{Account, Accountant};
use super::export_withheld::Withheld;
use super::export_write::{self, Written};
use super::watch::{Stage, Watch};
use crate::crypto::sign::SecretKey;
use crate::format::event_log::{self, NO_HASH};
use crate::format::export::{Body, BodyWriter, ExportFault, ExportHeader};
use crate::format::json;
use crate::format::limits::EXPORT_RANGES_MAX;
use crate::format::trust::{self, Trust};
use crate::model::event::{Actor, Body as EventBody, Draft, Event, ExportFinished, ExportStarted, Range};
use crate::model::id::{ExportId, StaffId};
use crate::model::problem::{Code, Problem};
use crate::model::trust::Enrolment;
use crate::store::{Station, Store, StoreError};
use std::path::Path;

/// Name of the office's certificate of this station among the store's documents.
pub const STATION_CERTIFICATE: &str = "station.dsse";

/// Events read from the database at a time.
const BATCH: u64 = 2_000;

/// One export, gathered and noted in the log, not yet sealed.
#[derive(Debug, Clone)]
pub struct Gathered {
    /// Its header, complete but for the body's sizes.
    pub header: ExportHeader,
    /// Its body.
    pub body: Body,
    /// Events in it.
    pub events: u64,
}

/// A finished export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Which.
    pub export: ExportId,
    /// The file on the drive.
    pub written: Written,
    /// Events in it.
    pub events: u64,
    /// When, by this computer's clock, ms.
    pub wall_ms: u64,
}

/// What an export made now would disclose. Changes nothing.
///
/// # Errors
/// [`Code::StationNotSetUp`], or the database's.
pub fn account(store: &Store, trust: &Trust) -> Result<Account, Problem> {
    let mut accountant = Accountant::default();
    let mut stays = Withheld::under(store, trust.policy.settings.free_text);
    let ranges = store.ranges_to_export()?;
    for range in &ranges {
        each_line(store, &mut stays, range, |event, line, withheld| {
            accountant.note(event, withheld, line.len() as u64);
            Ok(())
        })?;
    }
    Ok(accountant.finish(store)?)
}

/// What is to be sent, in as many parts as the limits need; not yet in the log.
#[derive(Debug, Clone)]
pub struct Collected(Vec<(Vec<Range>, Body)>);

/// Collects what is to be sent, and notes each part in the log.
///
/// # Errors
/// As [`collect`] and [`note`].
pub fn gather(
    store: &mut Store,
    trust: &Trust,
    key: &SecretKey,
    staff: Option<StaffId>,
    watch: &mut Watch<'_>,
) -> Result<Vec<Gathered>, Problem> {
    let collected = collect(store, trust, watch)?;
    note(store, trust, key, staff, collected)
}

/// The station, if it may export at all.
fn exporting(store: &Store) -> Result<Station, Problem> {
    let station = store.station()?.ok_or_else(|| Problem::new(Code::StationNotSetUp))?;
    if station.is_try_out { Err(Problem::new(Code::StationTryOut)) } else { Ok(station) }
}

/// Reads what is to be sent, in as many parts as the limits need. Changes nothing: what is appended while it reads goes
/// with the next export.
///
/// # Errors
/// [`Code::StationNotSetUp`], [`Code::StationTryOut`], [`Code::JobCancelled`], or the database's.
pub fn collect(store: &Store, trust: &Trust, watch: &mut Watch<'_>) -> Result<Collected, Problem> {
    exporting(store)?;
    let ranges = store.ranges_to_export()?;
    let total = ranges.iter().map(|range| range.count).sum();
    let mut parts = Parts::start()?;
    let mut stays = Withheld::under(store, trust.policy.settings.free_text);
    let mut done = 0;
    for range in &ranges {
        each_line(store, &mut stays, range, |event, line, _| {
            parts.line(event, line)?;
            done += 1;
            if done % BATCH == 0 { watch.step(Stage::Gathering, done, total) } else { Ok(()) }
        })?;
    }
    watch.step(Stage::Gathering, done, total)?;
    Ok(Collected(parts.finish()?))
}

/// Reads a range in batches and gives each event with its line, and whether its body stays here.
fn each_line(
    store: &Store,
    stays: &mut Withheld<'_>,
    range: &Range,
    mut take: impl FnMut(&Event, &[u8], bool) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut from = range.from_seq;
    while from <= range.to_seq {
        let events = store.events_in(range, from, BATCH)?;
        let Some(last) = events.last() else {
            return Err(StoreError::Damaged("events of an epoch are missing".into()).into());
        };
        from = last.header.seq + 1;
        for event in &events {
            let withhold = stays.has(event)?;
            let line = event_log::to_line(event, withhold).map_err(StoreError::from)?;
            let withheld = withhold && crate::model::event::may_be_withheld(&event.header.kind);
            take(event, &line, withheld)?;
        }
    }
    Ok(())
}

/// Parts of an export, each within the limits.
struct Parts {
    done: Vec<(Vec<Range>, Body)>,
    ranges: Vec<Range>,
    writer: BodyWriter,
}

impl Parts {
    fn start() -> Result<Self, Problem> {
        Ok(Self { done: Vec::new(), ranges: Vec::new(), writer: BodyWriter::start().map_err(ours)? })
    }

    fn line(&mut self, event: &Event, line: &[u8]) -> Result<(), Problem> {
        let (epoch, seq) = (event.header.epoch, event.header.seq);
        let goes_on = self.ranges.last().is_some_and(|last| last.epoch == epoch && last.head_hash == event.prev_hash);
        if !self.writer.has_room(line) || (!goes_on && self.ranges.len() >= EXPORT_RANGES_MAX) {
            self.cut()?;
        }
        match self.ranges.last_mut() {
            Some(last) if last.epoch == epoch && last.head_hash == event.prev_hash => {
                (last.to_seq, last.head_hash, last.count) = (seq, event.hash, last.count + 1);
            }
            _ => self.ranges.push(Range {
                epoch,
                from_seq: seq,
                to_seq: seq,
                prev_hash: event.prev_hash,
                head_hash: event.hash,
                count: 1,
            }),
        }
        self.writer.line(line).map_err(ours)
    }

    fn cut(&mut self) -> Result<(), Problem> {
        let writer = std::mem::replace(&mut self.writer, BodyWriter::start().map_err(ours)?);
        self.done.push((std::mem::take(&mut self.ranges), writer.finish().map_err(ours)?));
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<(Vec<Range>, Body)>, Problem> {
        if !self.ranges.is_empty() || self.done.is_empty() {
            self.cut()?;
        }
        Ok(self.done)
    }
}

fn ours(fault: ExportFault) -> Problem {
    Problem::new(Code::Internal).because(fault)
}

/// Writes `export.started` for each part, all in one transaction.
///
/// # Errors
/// [`Code::StationNotSetUp`], [`Code::StationTryOut`], or the database's.
pub fn note(
    store: &mut Store,
    trust: &Trust,
    key: &SecretKey,
    staff: Option<StaffId>,
    collected: Collected,
) -> Result<Vec<Gathered>, Problem> {
    let station = exporting(store)?;
    let mut header = header(store, trust, &station, key)?;
    let actor = staff.map_or(Actor::Station, Actor::Staff);
    let recipients = header.recipients.clone();
    let mut out = Vec::new();
    store.write(|writer| -> Result<(), StoreError> {
        for (ranges, body) in collected.0 {
            header.export_id = ExportId(writer.fresh_uuid());
            header.ranges.clone_from(&ranges);
            writer.add_export(header.export_id, &ranges, &recipients)?;
            let started = ExportStarted { export_id: header.export_id, ranges, recipients: recipients.clone() };
            writer.append(Draft::by(actor, EventBody::ExportStarted(started)))?;
            let events = header.ranges.iter().map(|range| range.count).sum();
            out.push(Gathered { header: header.clone(), body, events });
        }
        Ok(())
    })?;
    Ok(out)
}

fn header(store: &Store, trust: &Trust, station: &Station, key: &SecretKey) -> Result<ExportHeader, Problem> {
    let wall = store.clock().wall_ms();
    let certificate = store.document(STATION_CERTIFICATE)?;
    let parse = |bytes: &[u8]| {
        json::from_canonical::<serde_json::Value>(bytes, crate::format::limits::DOCUMENT_BYTES_MAX)
            .map_err(|fault| Problem::new(Code::StationDamaged).because(fault))
    };
    let (station_certificate, enrolment) = match certificate {
        Some(bytes) => (Some(parse(&bytes)?), None),
        None => (None, Some(parse(&enrolment(station, key, wall)?)?)),
    };
    Ok(ExportHeader {
        export_id: ExportId(uuid::Uuid::nil()),
        facility: station.facility.clone(),
        station: station.id,
        station_certificate,
        enrolment,
        recipients: trust.policy.seal_to().map(str::to_owned).collect(),
        ranges: Vec::new(),
        believed_tips: store.tips()?,
        body_sha256: NO_HASH,
        body_size: 0,
        raw_size: 0,
        root_version: trust.root.version,
        catalogue_version: trust.catalogue.version,
        policy_version: trust.policy.version,
        build: env!("CARGO_PKG_VERSION").to_owned(),
        wall,
        signed_time: store.signed_time()?,
        ext: None,
    })
}

/// The station's request to be confirmed, signed by itself.
///
/// # Errors
/// [`Code::Internal`] if the station's own key is not the one it was set up with.
pub fn enrolment(station: &Station, key: &SecretKey, wall: u64) -> Result<Vec<u8>, Problem> {
    let enrolment = Enrolment {
        station: station.id,
        key: trust::verify_key(&key.public()),
        recipient: station.sealing.clone(),
        name: station.name.clone(),
        office: station.office.clone(),
        facility: station.facility.clone(),
        created: wall,
        ext: None,
    };
    trust::sign_enrolment(&enrolment, key).map_err(|fault| Problem::new(Code::Internal).because(fault))
}

/// Notes in the log that a file was read back and compared.
///
/// # Errors
/// The database's.
pub fn finish(
    store: &mut Store,
    gathered: &Gathered,
    written: &Written,
    staff: Option<StaffId>,
) -> Result<Exported, Problem> {
    let actor = staff.map_or(Actor::Station, Actor::Staff);
    let export = gathered.header.export_id;
    let wall_ms = store.write(|writer| -> Result<u64, StoreError> {
        let name = written.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        writer.finish_export(export, &name, &written.sha256, written.size_bytes)?;
        let finished = ExportFinished { export_id: export, file_sha256: written.sha256 };
        writer.append(Draft::by(actor, EventBody::ExportFinished(finished)))?;
        Ok(writer.wall_ms())
    })?;
    Ok(Exported { export, written: written.clone(), events: gathered.events, wall_ms })
}

/// Gathers, seals, writes to `folder`, reads back, compares and notes.
///
/// # Errors
/// Those of the three steps. Files finished before the problem stay on the drive; they are good.
pub fn run(
    store: &mut Store,
    trust: &Trust,
    key: &SecretKey,
    folder: &Path,
    staff: Option<StaffId>,
    watch: &mut Watch<'_>,
) -> Result<Vec<Exported>, Problem> {
    let mut out = Vec::new();
    for gathered in gather(store, trust, key, staff, watch)? {
        let written = export_write::write(&gathered, key, folder, store.random(), watch)?;
        out.push(finish(store, &gathered, &written, staff)?);
    }
    Ok(out)
}
