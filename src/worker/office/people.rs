//! People, and what is decided about their ids.

use super::room::{Room, facility_name};
use super::told::Told;
use super::view::{DecidedView, DecisionRow, LikeRow, PeopleRow, PeopleView, PersonCertificate, PersonView};
use crate::model::id::{LearnerId, StationId};
use crate::model::problem::Problem;
use crate::office::aliases::{self, Aliases};
use crate::office::people::{self, Person};
use crate::office::registry::{Registry, RegistryError};
use crate::office::{person, receipts};
use std::collections::BTreeMap;

/// What the table says beside what events tell of a person.
struct Beside {
    facility: BTreeMap<LearnerId, String>,
    certificates: BTreeMap<LearnerId, u64>,
}

impl Beside {
    fn read(room: &mut Room) -> Result<Self, Problem> {
        let facilities = room.facilities()?;
        let registry = room.registry()?;
        let mut places: BTreeMap<StationId, String> = BTreeMap::new();
        for station in registry.stations()? {
            places.insert(station.id, facility_name(&facilities, &station.facility));
        }
        let mut told: BTreeMap<LearnerId, ((u64, crate::model::id::Hash), StationId)> = BTreeMap::new();
        for event in registry.events_of_kinds(&["learner.added", "learner.status"])? {
            let Some(learner) = event.header.learner else { continue };
            let order = event.order();
            if told.get(&learner).is_none_or(|(before, _)| *before < order) {
                told.insert(learner, (order, event.header.station));
            }
        }
        let of_station = |(learner, (_, station))| Some((learner, places.get(&station)?.clone()));
        let mut certificates = BTreeMap::new();
        for row in registry.certificates()?.iter().filter(|row| row.revoked.is_none()) {
            *certificates.entry(row.learner).or_insert(0) += 1;
        }
        Ok(Self { facility: told.into_iter().filter_map(of_station).collect(), certificates })
    }

    fn row(&self, person: &Person) -> PeopleRow {
        let words = std::iter::once(&person.name).chain(&person.names).chain(&person.numbers);
        PeopleRow {
            learner: person.learner,
            name: person.name.clone(),
            number: person.number.clone(),
            plain: words.map(|word| plain(word)).collect::<Vec<_>>().join(" "),
            birth_year: person.birth_year,
            facility: person.ids.iter().find_map(|id| self.facility.get(id)).cloned().unwrap_or_default(),
            status: person.status.as_ref().map(|(status, _)| *status),
            certificates: person.ids.iter().filter_map(|id| self.certificates.get(id)).sum(),
            ids: person.ids.len() as u64,
        }
    }
}

/// As it is searched for: without case and accents.
pub(super) fn plain(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
    text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

/// Everybody, and who may be one.
pub(super) fn people(room: &mut Room) -> Result<Told, Problem> {
    let beside = Beside::read(room)?;
    let registry = room.registry()?;
    let (all, aliases) = (people::all(registry)?, Aliases::read(registry)?);
    let like = |(one, other, why): (&Person, &Person, aliases::Likeness)| LikeRow {
        one: beside.row(one),
        other: beside.row(other),
        why,
    };
    let alike = aliases::duplicates(&all, &aliases).into_iter().map(like).collect();
    Ok(Told::People(Box::new(PeopleView { people: all.iter().map(|person| beside.row(person)).collect(), alike })))
}

/// One person.
pub(super) fn person(room: &mut Room, learner: LearnerId) -> Result<Told, Problem> {
    let beside = Beside::read(room)?;
    let registry = room.registry()?;
    let account = person::account(registry, learner)?;
    let titles = super::certificates::titles(registry)?;
    let decisions = decisions(registry, &account.decisions)?;
    let certificates = account.certificates.iter().map(|row| PersonCertificate {
        id: row.id.clone(),
        title: titles.get(&row.course).cloned().unwrap_or_else(|| row.course.to_string()),
        dated_ms: row.dated,
        is_revoked: row.revoked.is_some(),
    });
    let person = &account.person;
    Ok(Told::Person(Box::new(PersonView {
        row: beside.row(person),
        names: person.names.iter().cloned().collect(),
        numbers: person.numbers.iter().cloned().collect(),
        since: person.status.as_ref().map(|(_, day)| day.clone()),
        lang: person.lang.to_string(),
        events: account.events,
        last_ms: account.last_wall,
        courses: account.courses,
        certificates: certificates.collect(),
        decisions,
    })))
}

/// Decisions with names, the newest first; of a pair only the last one stands.
fn decisions(registry: &Registry, all: &[aliases::Decision]) -> Result<Vec<DecisionRow>, RegistryError> {
    let apart = people::every_id(registry)?;
    let named = |id: LearnerId| {
        let person = apart.iter().find(|person| person.learner == id);
        (id, person.map_or_else(|| id.to_string(), |person| format!("{} · {}", person.name, person.number)))
    };
    let pair = |decision: &aliases::Decision| (decision.one.min(decision.other), decision.one.max(decision.other));
    let mut out: Vec<DecisionRow> = Vec::new();
    for (at, decision) in all.iter().enumerate().rev() {
        out.push(DecisionRow {
            one: named(decision.one),
            other: named(decision.other),
            is_one: decision.is_one,
            stands: !all[at + 1..].iter().any(|later| pair(later) == pair(decision)),
            reason: decision.reason.clone(),
            wall_ms: decision.wall,
        });
    }
    Ok(out)
}

/// Decides that two ids are one person, or two, and tells the stations with the next receipts.
pub(super) fn decide(
    room: &mut Room,
    (one, other): (LearnerId, LearnerId),
    is_one: bool,
    reason: &str,
) -> Result<Told, Problem> {
    let by = room.by.clone().unwrap_or_default();
    let reason = if by.is_empty() { reason.trim().to_owned() } else { format!("{} ({by})", reason.trim()) };
    let work = room.at_work()?;
    let ports = (work.clock, work.random);
    let asked = (one.to_string(), other.to_string());
    let done = aliases::decide(work.home, work.registry, work.keys, (&asked.0, &asked.1), (is_one, &reason), ports)?;
    receipts::write_notice(work.home, work.registry, work.keys, work.clock)?;
    Ok(Told::Decided(DecidedView { one: done.one, is_one }))
}
