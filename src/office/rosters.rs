//! The lists of people that go to the stations: whom the office sends there, and what it decided of those who are there.
//! What a station's own staff wrote last is not in it, nor what a station's log says that the office said.

use super::home::{OfficeHome, Reader, take_away, write_file};
use super::keys::{KeyName, Keys};
use super::people::{Person, Told};
use super::registry::{Registry, RegistryError, StationRow, StationState};
use super::standing::everybody;
use super::transfer::of_person;
use crate::crypto::seal::SealRecipient;
use crate::format::roster_document::{self, FieldTold, ROSTER_ENDING, RosterDocument, RosterEntry, StatusTold};
use crate::model::event::{Actor, LearnerField, LearnerStatus};
use crate::model::id::{Slug, StationId};
use crate::model::ports::Clock;
use crate::model::problem::{Code, Problem};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A list that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterMade {
    /// For which station.
    pub station: StationId,
    /// The file.
    pub path: PathBuf,
    /// How many people stand in it.
    pub people: u64,
}

/// Writes a list for every confirmed station of whose people the office decided something.
///
/// # Errors
/// A missing office key, the registry's, the disk's.
pub fn write_rosters(
    home: &OfficeHome,
    registry: &Registry,
    keys: &Keys,
    clock: &dyn Clock,
) -> Result<Vec<RosterMade>, Problem> {
    let (_, people) = everybody(registry)?;
    let decided: Vec<&Person> = people.iter().filter(|person| is_decided(person)).collect();
    let (key, office) = (keys.signing(KeyName::Office)?, home.config()?.office);
    let stations = registry.stations()?;
    let facilities: BTreeMap<StationId, Slug> =
        stations.iter().map(|station| (station.id, station.facility.clone())).collect();
    let ours = |fault: &dyn std::fmt::Display| Problem::new(Code::Internal).because(fault);
    let by_station = at_stations(registry, &decided)?;
    let mut made = Vec::new();
    for station in stations.iter().filter(|station| station.state == StationState::Confirmed) {
        let path = home.notice().join(format!("{}.{ROSTER_ENDING}", &station.id.to_hex()[..16]));
        let entries = entries(by_station.get(&station.id).map_or(&[], Vec::as_slice), station, &facilities);
        if entries.is_empty() {
            take_away(&path)?;
            continue;
        }
        let people = entries.len() as u64;
        let (office, created) = (office.clone(), clock.wall_ms());
        let list = RosterDocument { office, station: station.id, created, people: entries, ext: None };
        let recipient: SealRecipient = station.recipient.parse().map_err(|fault| ours(&fault))?;
        let (_, sealed) = roster_document::seal(&list, &key, &recipient).map_err(|fault| ours(&fault))?;
        write_file(&path, &sealed, Reader::Anyone)?;
        made.push(RosterMade { station: station.id, path, people });
    }
    Ok(made)
}

/// True if the office itself said anything of them, or a clerk that ids are one.
fn is_decided(person: &Person) -> bool {
    person.ids.len() > 1 || person.facts.iter().any(|fact| fact.by == Actor::Office)
}

/// By station: those of `people` who were sent there, or of whom it wrote something.
fn at_stations<'a>(
    registry: &Registry,
    people: &[&'a Person],
) -> Result<BTreeMap<StationId, Vec<&'a Person>>, RegistryError> {
    let mut out: BTreeMap<StationId, Vec<&Person>> = BTreeMap::new();
    for person in people {
        let mut stations: BTreeSet<StationId> = person.placed.iter().map(|(placed, _)| *placed).collect();
        for id in &person.ids {
            stations.extend(registry.stations_of(*id)?);
        }
        for station in stations {
            out.entry(station).or_default().push(person);
        }
    }
    Ok(out)
}

fn entries(people: &[&Person], station: &StationRow, facilities: &BTreeMap<StationId, Slug>) -> Vec<RosterEntry> {
    let entry = |person: &&Person| {
        let is_sent = person.placed.as_ref().is_some_and(|(placed, _)| *placed == station.id);
        let entry = RosterEntry {
            person: of_person(person),
            is_sent: is_sent && person.is_here(),
            changed: changed(person),
            status: status(person, station, facilities),
        };
        let says = entry.is_sent || !entry.changed.is_empty() || entry.status.is_some() || person.ids.len() > 1;
        says.then_some(entry)
    };
    people.iter().filter_map(entry).collect()
}

/// The fields of which the office had the last word.
fn changed(person: &Person) -> Vec<FieldTold> {
    let fields = [LearnerField::Name, LearnerField::Number, LearnerField::BirthYear, LearnerField::Lang];
    let told = |field: LearnerField| {
        let fact = person.told_by_office(field)?;
        let Told::Field(_, value) = &fact.what else { return None };
        Some(FieldTold { field, value: value.clone(), order: fact.order })
    };
    fields.into_iter().filter_map(told).collect()
}

/// Where they are, as far as it concerns a station: the office's last word about it. Who is sent to a station is here
/// there, and at another place for the stations of every other facility.
fn status(person: &Person, station: &StationRow, facilities: &BTreeMap<StationId, Slug>) -> Option<StatusTold> {
    let by_office = person.facts.iter().rev().filter(|fact| fact.by == Actor::Office);
    for fact in by_office {
        let order = fact.order;
        match &fact.what {
            Told::Status(status, day, reason) => {
                return Some(StatusTold { status: *status, day: day.clone(), reason: reason.clone(), order });
            }
            Told::Placed(placed, day, _) if *placed == station.id => {
                return Some(StatusTold { status: LearnerStatus::Active, day: day.clone(), reason: None, order });
            }
            Told::Placed(placed, day, _) if facilities.get(placed).is_some_and(|to| *to != station.facility) => {
                return Some(StatusTold { status: LearnerStatus::Transferred, day: day.clone(), reason: None, order });
            }
            Told::Placed(..) | Told::Field(..) => {}
        }
    }
    None
}
