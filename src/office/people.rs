//! People as their events tell them: the latest word by `(lamport, hash)`, whichever station, or the office, told it.
//! Several ids that a clerk called one person are one here. Nothing of what was told before is lost.
//!
//! The office's word is what stands in the office's own log, and nothing else. A station that takes the office's list
//! writes what it took in its own log, as by the office: see `echo` for what becomes of that here.

mod echo;

use super::aliases::Aliases;
use super::registry::{Registry, RegistryError};
use crate::format::limits::LAMPORT_MAX;
use crate::model::event::{Actor, Body, Event, Header, LearnerField, LearnerStatus};
use crate::model::id::{Hash, Lang, LearnerId, StationId};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody who learns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who; of several ids the one in front.
    pub learner: LearnerId,
    /// All their ids, the one in front first.
    pub ids: Vec<LearnerId>,
    /// Their name.
    pub name: String,
    /// Every name they ever had.
    pub names: BTreeSet<String>,
    /// The facility's number.
    pub number: String,
    /// Every number they ever had.
    pub numbers: BTreeSet<String>,
    /// When they were born.
    pub birth_year: Option<u32>,
    /// The language they read.
    pub lang: Lang,
    /// Where they are, and since which day; none was told, or none since the office sent them somewhere: here and
    /// learning.
    pub status: Option<(LearnerStatus, String)>,
    /// Where the office sent them last, and from which day on.
    pub placed: Option<(StationId, String)>,
    /// The logs that tell of them.
    pub stations: BTreeSet<StationId>,
    /// The station that told of them last, or took them in last.
    pub told_at: Option<StationId>,
    /// All that was told, in order; what only repeats the office's word is not told again.
    pub facts: Vec<Fact>,
    /// Order number of the last of it.
    pub order: u64,
}

impl Person {
    /// Where they are; learning, if nobody said otherwise.
    #[must_use]
    pub fn standing(&self) -> LearnerStatus {
        self.status.as_ref().map_or(LearnerStatus::Active, |(status, _)| *status)
    }

    /// True if they are somewhere where they may learn.
    #[must_use]
    pub fn is_here(&self) -> bool {
        matches!(self.standing(), LearnerStatus::Active | LearnerStatus::Segregated | LearnerStatus::Returned)
    }

    /// The last that was told of a field, if the office said it.
    #[must_use]
    pub fn told_by_office(&self, field: LearnerField) -> Option<&Fact> {
        let last = self.facts.iter().rev().find(|fact| fact.what.field() == Some(field));
        last.filter(|fact| fact.by == Actor::Office)
    }
}

/// Something that was told of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What.
    pub what: Told,
    /// By whom; the office only in its own log.
    pub by: Actor,
    /// In whose log.
    pub station: StationId,
    /// When, by the clock there, ms.
    pub wall: u64,
    /// Order number of the event.
    pub order: u64,
}

/// What was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A field, as it is from then on.
    Field(LearnerField, String),
    /// Where they are, since which day, and why.
    Status(LearnerStatus, String, Option<String>),
    /// The office sent them to a station, from a day on; their record goes there or not.
    Placed(StationId, String, bool),
}

impl Told {
    fn field(&self) -> Option<LearnerField> {
        match self {
            Self::Field(field, _) => Some(*field),
            Self::Status(..) | Self::Placed(..) => None,
        }
    }
}

/// Kinds of events that tell of people.
const KINDS: &[&str] = &["learner.added", "learner.changed", "learner.status"];
/// The same, of the office's log.
const OFFICE_KINDS: &[&str] = &["learner.added", "learner.changed", "learner.status", "learner.placed"];

/// Everybody once, by name.
///
/// # Errors
/// The registry's.
pub fn all(registry: &Registry) -> Result<Vec<Person>, RegistryError> {
    told(registry, &Aliases::read(registry)?)
}

/// Every id for itself, as if nobody were one with another, by name.
///
/// # Errors
/// The registry's.
pub fn every_id(registry: &Registry) -> Result<Vec<Person>, RegistryError> {
    told(registry, &Aliases::default())
}

fn told(registry: &Registry, aliases: &Aliases) -> Result<Vec<Person>, RegistryError> {
    let mut by: BTreeMap<LearnerId, [Vec<Event>; 2]> = BTreeMap::new();
    let logs = [registry.events_of_kinds(KINDS)?, registry.office_events_of_kinds(OFFICE_KINDS)?];
    for (log, events) in logs.into_iter().enumerate() {
        for event in events {
            if let Some(learner) = event.header.learner {
                by.entry(aliases.front(learner)).or_default()[log].push(event);
            }
        }
    }
    let person = |(front, [events, own]): (&LearnerId, &[Vec<Event>; 2])| Person {
        ids: aliases.ids(*front),
        ..of(*front, events.iter(), own.iter())
    };
    let mut people: Vec<Person> = by.iter().map(person).collect();
    people.sort_by(|a, b| a.name.cmp(&b.name).then(a.learner.cmp(&b.learner)));
    Ok(people)
}

/// The person whom these events, of all their ids, are about: as [`Aliases::events`] gives them.
///
/// # Errors
/// The registry's.
pub fn one(
    registry: &Registry,
    aliases: &Aliases,
    learner: LearnerId,
    events: &[(Event, u64)],
) -> Result<Person, RegistryError> {
    let front = aliases.front(learner);
    let own = aliases.told_by_office(registry, front)?;
    Ok(Person { ids: aliases.ids(front), ..of(front, events.iter().map(|(event, _)| event), own.iter()) })
}

/// One person, from events about them; `own` are those of the office's own log, which may stand among `events` too.
/// Without a name yet, the number stands for it; without either, the id.
pub fn of<'a>(
    learner: LearnerId,
    events: impl Iterator<Item = &'a Event>,
    own: impl Iterator<Item = &'a Event>,
) -> Person {
    let own: BTreeMap<Hash, &Event> = own.map(|event| (event.hash, event)).collect();
    let mut logs: Vec<(&Event, Fact)> = own.values().copied().flat_map(facts).collect();
    let (by_office, elsewhere) = (logs.len(), events.filter(|event| !own.contains_key(&event.hash)));
    logs.extend(elsewhere.flat_map(facts).filter(|(_, fact)| !matches!(fact.what, Told::Placed(..))));
    let stations = logs.iter().map(|(_, fact)| fact.station).collect();
    let echoes = echo::take_out(&mut logs, by_office);
    logs.sort_by_key(|(event, _)| event.order());
    let at_station = |(event, _): &&(&Event, Fact)| !own.contains_key(&event.hash);
    let arrivals = echoes.iter().filter(|(event, _)| matches!(event.body(), Some(Body::LearnerAdded(_))));
    let told_at = logs.iter().filter(at_station).chain(arrivals).max_by_key(|(event, _)| event.order());
    let told_at = told_at.map(|(_, fact)| fact.station);
    let facts: Vec<Fact> = logs.into_iter().map(|(_, fact)| fact).collect();
    let all = |wanted: LearnerField| {
        facts.iter().filter_map(move |fact| match &fact.what {
            Told::Field(field, value) if *field == wanted => Some(value),
            _ => None,
        })
    };
    let once = |field| all(field).filter(|value| !value.is_empty()).cloned().collect::<BTreeSet<String>>();
    let last = |field| all(field).next_back().filter(|value| !value.is_empty()).cloned();
    let number = last(LearnerField::Number).unwrap_or_default();
    let instead = || if number.is_empty() { learner.to_string() } else { number.clone() };
    let placed = facts.iter().rev().find_map(|fact| match &fact.what {
        Told::Placed(station, day, _) => Some((*station, day.clone())),
        _ => None,
    });
    Person {
        learner,
        ids: vec![learner],
        name: last(LearnerField::Name).unwrap_or_else(instead),
        names: once(LearnerField::Name),
        number: number.clone(),
        numbers: once(LearnerField::Number),
        birth_year: last(LearnerField::BirthYear).and_then(|year| year.parse().ok()), // not a year: none is known
        lang: last(LearnerField::Lang)
            .and_then(|tag| Lang::parse(&tag).ok()) // an unknown tag: the default
            .unwrap_or_else(|| Lang::parse("en").expect("a plain tag")),
        status: status(&facts),
        placed,
        stations,
        told_at,
        order: facts.last().map_or(0, |fact| fact.order),
        facts,
    }
}

/// Where they are: the last word about it. Being sent somewhere ends what was said before. That they are gone from one
/// station, told by its own staff, says nothing against another, where the office has sent them: staff there may well
/// have written it before the office's word came.
fn status(facts: &[Fact]) -> Option<(LearnerStatus, String)> {
    let is_sent_elsewhere = |from: StationId| {
        let placed = facts.iter().rev().find_map(|fact| match fact.what {
            Told::Placed(station, ..) => Some(station),
            Told::Status(..) | Told::Field(..) => None,
        });
        placed.is_some_and(|station| station != from)
    };
    let mut left = BTreeSet::new();
    for fact in facts.iter().rev() {
        match &fact.what {
            Told::Placed(..) => return None,
            Told::Field(..) => {}
            Told::Status(..) if left.contains(&fact.station) => {}
            Told::Status(LearnerStatus::Transferred | LearnerStatus::Archived, ..)
                if fact.by != Actor::Office && is_sent_elsewhere(fact.station) =>
            {
                left.insert(fact.station);
            }
            Told::Status(status, day, _) => return Some((*status, day.clone())),
        }
    }
    None
}

/// What an event tells of its person, as its own log has it.
fn facts(event: &Event) -> impl Iterator<Item = (&Event, Fact)> {
    let fact = move |what| {
        let Header { actor: by, station, wall, lamport, .. } = event.header;
        let order = lamport.min(LAMPORT_MAX); // an older program let higher ones in, and no list may name them
        (event, Fact { what, by, station, wall, order })
    };
    told_in(event).into_iter().map(fact)
}

fn told_in(event: &Event) -> Vec<Told> {
    let field = |field, value: &str| Told::Field(field, value.to_owned());
    match event.body() {
        Some(Body::LearnerAdded(body)) => {
            let mut told = vec![
                field(LearnerField::Name, &body.name),
                field(LearnerField::Number, &body.number),
                field(LearnerField::Lang, body.lang.as_str()),
            ];
            told.extend(body.birth_year.map(|year| field(LearnerField::BirthYear, &year.to_string())));
            told
        }
        Some(Body::LearnerChanged(body)) => vec![field(body.field, &body.new)],
        Some(Body::LearnerStatusSet(body)) => vec![Told::Status(body.status, body.day.clone(), body.reason.clone())],
        Some(Body::LearnerPlaced(body)) => vec![Told::Placed(body.station, body.day.clone(), body.with_record)],
        _ => Vec::new(),
    }
}
