//! Sending somebody to another station: the decision, an event of the office's log, and their record, sealed to that
//! station, which travels in the notice until the station says that it has all of it.

use super::aliases::{self, Aliases};
use super::home::{OfficeHome, Reader, disk_problem, take_away, write_file};
use super::keys::{KeyName, Keys};
use super::people::{Person, Told};
use super::registry::{EventPlace, Registry, StationRow, StationState};
use super::standing::{Writing, everybody, reason};
use super::stations;
use crate::crypto::hash::sha256_of;
use crate::crypto::seal::SealRecipient;
use crate::crypto::sign::SecretKey;
use crate::format::receipt::IssuedCertificate;
use crate::format::record::{self, RECORD_ENDING, RecordFault, RecordHeader, RecordPerson, RecordWriter, travels};
use crate::model::event::{Body, Event, LearnerPlaced};
use crate::model::id::{Hash, LearnerId, StationId};
use crate::model::ports::Clock;
use crate::model::problem::{Code, Problem};
use std::fs;
use std::path::PathBuf;

/// Events of a record that are in memory at once.
const EVENTS_AT_ONCE: usize = 500;

/// A record that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordMade {
    /// Whose.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// For which station.
    pub station: StationId,
    /// Its name.
    pub station_name: String,
    /// The file.
    pub path: PathBuf,
    /// Events of other stations in it.
    pub events: u64,
    /// Official certificates in it.
    pub certificates: u64,
}

/// Sends somebody to a station: from `day` on they learn there.
///
/// # Errors
/// [`Code::PersonUnknown`], [`Code::StationUnknown`]; [`Code::TransferStation`] if nobody confirmed the station or it is
/// retired; [`Code::EntryDay`]; a missing key, the disk's.
pub fn send(
    writing: &mut Writing<'_>,
    (asked, station): (&str, &str),
    (day, why): (Option<&str>, Option<&str>),
) -> Result<RecordMade, Problem> {
    let person = writing.person(asked)?;
    let station = stations::find(writing.registry, station)?;
    if station.state != StationState::Confirmed {
        return Err(Problem::new(Code::TransferStation).with("station", &station.name));
    }
    let aliases = Aliases::read(writing.registry)?;
    let day = writing.day(day)?;
    let is_so = person.is_here() && person.placed.as_ref().is_some_and(|(placed, _)| *placed == station.id);
    if !is_so {
        let placed = LearnerPlaced { station: station.id, day, with_record: true, reason: reason(why) };
        writing.append(Some(person.learner), person.order, vec![Body::LearnerPlaced(placed)])?;
    }
    let person = writing.person(&person.learner.to_string())?;
    let key = writing.keys.signing(KeyName::Office)?;
    let desk = Desk { home: writing.home, key: &key, now: writing.clock.wall_ms() };
    let chosen = selection(writing.registry, &aliases, &person, station.id)?;
    desk.write(writing.registry, (&person, &station), &chosen)
}

/// Writes anew the record of everybody who was sent to a station that has not all of it yet, and takes away those that
/// are done with. Who is gone since has none: whatever still comes of them is no reason to let them in there.
///
/// # Errors
/// A missing office key, the registry's, the disk's.
pub fn write_records(
    home: &OfficeHome,
    registry: &Registry,
    keys: &Keys,
    clock: &dyn Clock,
) -> Result<Vec<RecordMade>, Problem> {
    let (aliases, people) = everybody(registry)?;
    let key = keys.signing(KeyName::Office)?;
    let desk = Desk { home, key: &key, now: clock.wall_ms() };
    let mut made: Vec<RecordMade> = Vec::new();
    for person in people.iter().filter(|person| person.is_here()) {
        let Some(placed) = with_record(person) else { continue };
        let Some(station) = registry.station(placed)?.filter(|row| row.state == StationState::Confirmed) else {
            continue;
        };
        let chosen = selection(registry, &aliases, person, station.id)?;
        if !chosen.is_taken {
            made.push(desk.write(registry, (person, &station), &chosen)?);
        }
    }
    sweep(home, &made)?;
    Ok(made)
}

/// The station that somebody's record goes to, if they were sent to one with it.
fn with_record(person: &Person) -> Option<StationId> {
    let last = person.facts.iter().rev().find_map(|fact| match &fact.what {
        Told::Placed(station, _, with_record) => Some((*station, *with_record)),
        _ => None,
    });
    last.filter(|(_, with_record)| *with_record).map(|(station, _)| station)
}

/// Takes away the records in the notice that were not written just now.
fn sweep(home: &OfficeHome, made: &[RecordMade]) -> Result<(), Problem> {
    let folder = home.notice();
    for entry in fs::read_dir(&folder).map_err(|fault| disk_problem(&folder, &fault))?.flatten() {
        let path = entry.path();
        let is_record = path.extension().is_some_and(|ending| ending == RECORD_ENDING);
        if is_record && made.iter().all(|made| made.path != path) {
            take_away(&path)?;
        }
    }
    Ok(())
}

/// What goes with a person to a station.
struct Selection {
    /// What every other station wrote of them, in a record's order.
    rows: Vec<EventPlace>,
    /// What the office itself wrote of them, in the same order.
    own: Vec<Event>,
    certificates: Vec<IssuedCertificate>,
    /// The station says that it took as much.
    is_taken: bool,
}

fn selection(
    registry: &Registry,
    aliases: &Aliases,
    person: &Person,
    station: StationId,
) -> Result<Selection, Problem> {
    let ids = aliases.ids(person.learner);
    let rows = registry.travelling(&ids, station)?;
    let mut own = Vec::new();
    for id in &ids {
        own.extend(aliases::told_by_office(registry, *id)?);
    }
    own.retain(|event| travels(&event.header.kind));
    own.sort_by_key(record::in_order);
    let good = aliases.certificates(registry, person.learner)?.into_iter().filter(|row| row.revoked.is_none());
    let certificates: Vec<IssuedCertificate> = good
        .map(|row| IssuedCertificate {
            learner: row.learner,
            course: row.course,
            cert: row.cert,
            id: row.id,
            file: String::from_utf8_lossy(&row.file).into_owned(),
        })
        .collect();
    let held = ((rows.len() + own.len()) as u64, certificates.len() as u64);
    let is_taken = registry.records_taken(&ids, station)?.iter().any(
        |event| matches!(event.body(), Some(Body::RecordTaken(taken)) if (taken.events, taken.certificates) == held),
    );
    Ok(Selection { rows, own, certificates, is_taken })
}

impl Selection {
    /// Gives each event to `take`, in a record's order, a few of them in memory at once.
    fn each(
        &self,
        registry: &Registry,
        mut take: impl FnMut(&Event) -> Result<(), RecordFault>,
    ) -> Result<(), Problem> {
        let mut take = |event: &Event| take(event).map_err(|fault| Problem::new(Code::RecordTooLarge).because(fault));
        let mut own = self.own.iter().peekable();
        for rows in self.rows.chunks(EVENTS_AT_ONCE) {
            for event in registry.events_in(rows)? {
                while let Some(before) = own.next_if(|own| record::in_order(own) < record::in_order(&event)) {
                    take(before)?;
                }
                take(&event)?;
            }
        }
        own.try_for_each(take)
    }
}

/// Who writes records, and when.
struct Desk<'a> {
    home: &'a OfficeHome,
    key: &'a SecretKey,
    now: u64,
}

impl Desk<'_> {
    fn write(
        &self,
        registry: &Registry,
        (person, station): (&Person, &StationRow),
        chosen: &Selection,
    ) -> Result<RecordMade, Problem> {
        let ours = |fault: &dyn std::fmt::Display| Problem::new(Code::Internal).because(fault);
        let recipient: SealRecipient = station.recipient.parse().map_err(|fault| ours(&fault))?;
        let header = RecordHeader {
            office: self.home.config()?.office,
            station: station.id,
            created: self.now,
            person: of_person(person),
            certificates: chosen.certificates.clone(),
            events: 0,
            body_sha256: Hash([0; 32]),
            body_size: 0,
            raw_size: 0,
            ext: None,
        };
        let too_large = |fault: RecordFault| Problem::new(Code::RecordTooLarge).because(fault);
        let mut record = RecordWriter::start().map_err(too_large)?;
        chosen.each(registry, |event| record.event(event))?;
        let (header, sealed) = record.seal(header, self.key, &recipient).map_err(too_large)?;
        let path = self.home.notice().join(name(station.id, person.learner));
        write_file(&path, &sealed, Reader::Anyone)?;
        Ok(RecordMade {
            learner: person.learner,
            name: person.name.clone(),
            station: station.id,
            station_name: station.name.clone(),
            path,
            events: header.events,
            certificates: header.certificates.len() as u64,
        })
    }
}

/// A record's name: its station's, and a number that says nothing to who does not know the person's id.
fn name(station: StationId, learner: LearnerId) -> String {
    let hash = Hash(sha256_of(&[b"foothold.record.name.v1\0", &station.0, learner.0.as_bytes()])).to_hex();
    format!("{}-{}.{RECORD_ENDING}", &station.to_hex()[..16], &hash[..16])
}

/// A person as a document of the office names them.
pub(super) fn of_person(person: &Person) -> RecordPerson {
    RecordPerson {
        learner: person.learner,
        others: person.ids.iter().copied().filter(|id| *id != person.learner).collect(),
        name: person.name.clone(),
        number: person.number.clone(),
        birth_year: person.birth_year,
        lang: person.lang.clone(),
    }
}
