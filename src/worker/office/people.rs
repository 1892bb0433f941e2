//! People, and what is decided about their ids.

use super::merging;
use super::post::Steps;
use super::room::{Room, facility_name};
use super::told::Told;
use super::view::{
    DecidedView, DecisionRow, LikeRow, Likeness, PeopleQuery, PeopleRow, PeopleView, PersonCertificate, PersonView,
};
use crate::model::id::LearnerId;
use crate::model::problem::Problem;
use crate::model::trust::Facility;
use crate::office::aliases::{self, Aliases};
use crate::office::people::{self, Person};
use crate::office::person;
use crate::office::registry::{IssuedRow, ListedPerson, Registry, RegistryError};

/// Most people that a search for one gives.
const FOUND_MAX: usize = 50;

fn row(facilities: &[Facility], person: ListedPerson) -> PeopleRow {
    PeopleRow {
        facility: person.facility.map(|id| facility_name(facilities, &id)).unwrap_or_default(),
        learner: person.learner,
        name: person.name,
        number: person.number,
        birth_year: person.birth_year,
        status: person.status,
        certificates: person.certificates,
        ids: person.ids,
    }
}

/// A page of people.
pub(super) fn page(room: &mut Room, query: &PeopleQuery, steps: &mut Steps) -> Result<Told, Problem> {
    room.count(steps)?;
    let facilities = room.facilities()?;
    let page = room.registry()?.people_page(query)?;
    let people = page.rows.into_iter().map(|person| row(&facilities, person)).collect();
    Ok(Told::People(Box::new(PeopleView { people, from: query.from, count: page.count, all: page.all })))
}

/// The first people by name or number.
pub(super) fn find(room: &mut Room, words: &str, steps: &mut Steps) -> Result<Told, Problem> {
    room.count(steps)?;
    let facilities = room.facilities()?;
    let query = PeopleQuery { words: words.to_owned(), ..PeopleQuery::default() };
    let found = room.registry()?.people_page(&query)?.rows.into_iter().take(FOUND_MAX);
    Ok(Told::PeopleFound(found.map(|person| row(&facilities, person)).collect()))
}

/// People who may be one: looked for among all once, and again when something was merged or decided.
pub(super) fn alike(room: &mut Room) -> Result<Told, Problem> {
    let facilities = room.facilities()?;
    let mark = room.registry()?.last_rows()?;
    if room.alike.as_ref().is_none_or(|(held, _)| *held != mark) {
        let found = pairs(room.registry()?)?;
        room.alike = Some((mark, found));
    }
    let pairs = room.alike.as_ref().map(|(_, pairs)| pairs.clone()).unwrap_or_default();
    let registry = room.registry()?;
    let mut rows = Vec::new();
    for (one, other, why) in pairs {
        // Whoever is not counted yet is shown once they are.
        let both = (registry.listed_person(one)?, registry.listed_person(other)?);
        if let (Some(one), Some(other)) = both {
            rows.push(LikeRow { one: row(&facilities, one), other: row(&facilities, other), why });
        }
    }
    Ok(Told::Alike(rows))
}

fn pairs(registry: &Registry) -> Result<Vec<Pair>, RegistryError> {
    let (all, aliases) = (people::all(registry)?, Aliases::read(registry)?);
    let pair = |(one, other, why): (&Person, &Person, Likeness)| (one.learner, other.learner, why);
    Ok(aliases::duplicates(&all, &aliases).into_iter().map(pair).collect())
}

/// Who may be one with whom, and why.
pub(super) type Pair = (LearnerId, LearnerId, Likeness);

/// One person.
pub(super) fn person(room: &mut Room, learner: LearnerId) -> Result<Told, Problem> {
    let facilities = room.facilities()?;
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
        row: row_of(registry, &facilities, person, &account.certificates)?,
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

/// A person as in the table, from what is known of them now.
fn row_of(
    registry: &Registry,
    facilities: &[Facility],
    person: &Person,
    certificates: &[IssuedRow],
) -> Result<PeopleRow, RegistryError> {
    let listed = registry.listed_person(person.learner)?;
    let facility = match listed.and_then(|listed| listed.facility) {
        Some(facility) => Some(facility),
        None => person.told_at.map(|station| registry.station(station)).transpose()?.flatten().map(|row| row.facility),
    };
    Ok(PeopleRow {
        learner: person.learner,
        name: person.name.clone(),
        number: person.number.clone(),
        birth_year: person.birth_year,
        facility: facility.map(|id| facility_name(facilities, &id)).unwrap_or_default(),
        status: person.standing(),
        certificates: certificates.iter().filter(|row| row.revoked.is_none()).count() as u64,
        ids: person.ids.len() as u64,
    })
}

/// Decisions with names, the newest first; of a pair only the last one stands.
fn decisions(registry: &Registry, all: &[aliases::Decision]) -> Result<Vec<DecisionRow>, RegistryError> {
    let named = |id: LearnerId| -> Result<(LearnerId, String), RegistryError> {
        let alone = Aliases::default(); // of this id alone
        let person = people::one(registry, &alone, id, &alone.events(registry, id)?)?;
        Ok((id, [person.name, person.number].join(" · ")))
    };
    let pair = |decision: &aliases::Decision| (decision.one.min(decision.other), decision.one.max(decision.other));
    let mut out: Vec<DecisionRow> = Vec::new();
    for (at, decision) in all.iter().enumerate().rev() {
        out.push(DecisionRow {
            one: named(decision.one)?,
            other: named(decision.other)?,
            is_one: decision.is_one,
            stands: !all[at + 1..].iter().any(|later| pair(later) == pair(decision)),
            reason: decision.reason.clone(),
            wall_ms: decision.wall,
        });
    }
    Ok(out)
}

/// Decides that two ids are one person, or two; issues what is due then, and tells the stations with the next receipts.
pub(super) fn decide(
    room: &mut Room,
    (one, other): (LearnerId, LearnerId),
    is_one: bool,
    reason: &str,
) -> Result<Told, Problem> {
    let reason = room.signed(reason);
    let mut work = room.at_work()?;
    let ports = (work.clock, work.random);
    let asked = (one.to_string(), other.to_string());
    let done = aliases::decide(work.home, work.registry, work.keys, (&asked.0, &asked.1), (is_one, &reason), ports)?;
    let trouble = merging::follow(&mut work, || ()).issued.trouble;
    Ok(Told::Decided(DecidedView { one: done.one, is_one: done.is_one, revoked: done.revoked.len() as u64, trouble }))
}
