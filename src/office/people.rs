//! People as their events tell them: the latest name by `(lamport, hash)`, whichever station told it. Several ids that
//! a clerk called one person are one here.

use super::aliases::Aliases;
use super::registry::{Registry, RegistryError};
use crate::model::event::{Body, Event, LearnerField, LearnerStatus};
use crate::model::id::{Hash, Lang, LearnerId};
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
    /// Where they are, and since which day; none was told: here and learning.
    pub status: Option<(LearnerStatus, String)>,
}

/// Kinds of events that tell of people.
const KINDS: &[&str] = &["learner.added", "learner.changed", "learner.status"];

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
    let mut by: BTreeMap<LearnerId, Vec<Event>> = BTreeMap::new();
    for event in registry.events_of_kinds(KINDS)? {
        if let Some(learner) = event.header.learner {
            by.entry(aliases.front(learner)).or_default().push(event);
        }
    }
    let person =
        |(front, events): (&LearnerId, &Vec<Event>)| Person { ids: aliases.ids(*front), ..of(*front, events.iter()) };
    let mut people: Vec<Person> = by.iter().map(person).collect();
    people.sort_by(|a, b| a.name.cmp(&b.name).then(a.learner.cmp(&b.learner)));
    Ok(people)
}

/// One person, from events about them. Without a name yet, the number stands for it; without either, the id.
pub fn of<'a>(learner: LearnerId, events: impl Iterator<Item = &'a Event>) -> Person {
    let mut told: Vec<&Event> = events.collect();
    told.sort_by_key(|event| event.order());
    let mut latest: BTreeMap<&str, ((u64, Hash), String)> = BTreeMap::new();
    let (mut names, mut numbers, mut status) = (BTreeSet::new(), BTreeSet::new(), None);
    let mut note = |what: &'static str, event: &Event, value: &str| {
        let seen = match what {
            "name" => Some(&mut names),
            "number" => Some(&mut numbers),
            _ => None,
        };
        if let Some(seen) = seen.filter(|_| !value.is_empty()) {
            seen.insert(value.to_owned());
        }
        latest.insert(what, (event.order(), value.to_owned()));
    };
    for event in told {
        match event.body() {
            Some(Body::LearnerAdded(body)) => {
                note("name", event, &body.name);
                note("number", event, &body.number);
                note("lang", event, body.lang.as_str());
                if let Some(year) = body.birth_year {
                    note("year", event, &year.to_string());
                }
            }
            Some(Body::LearnerChanged(body)) => match body.field {
                LearnerField::Name => note("name", event, &body.new),
                LearnerField::Number => note("number", event, &body.new),
                LearnerField::Lang => note("lang", event, &body.new),
                LearnerField::BirthYear => note("year", event, &body.new),
            },
            Some(Body::LearnerStatusSet(body)) => status = Some((body.status, body.day.clone())),
            _ => {}
        }
    }
    let get = |what: &str| latest.get(what).map(|(_, value)| value.clone()).filter(|value| !value.is_empty());
    let number = get("number").unwrap_or_default();
    let name =
        get("name").or_else(|| Some(number.clone()).filter(|n| !n.is_empty())).unwrap_or_else(|| learner.to_string());
    let lang = get("lang").and_then(|tag| Lang::parse(&tag).ok()); // an unknown tag: the default
    let birth_year = get("year").and_then(|year| year.parse().ok()); // not a year: none is known
    let lang = lang.unwrap_or_else(|| Lang::parse("en").expect("a plain tag"));
    Person { learner, ids: vec![learner], name, names, number, numbers, birth_year, lang, status }
}
