//! People as their events tell them: the latest name by `(lamport, hash)`, whichever station told it.

use super::registry::{Registry, RegistryError};
use crate::model::event::{Body, Event, LearnerField};
use crate::model::id::{Hash, Lang, LearnerId};
use std::collections::BTreeMap;

/// Somebody who learns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// The facility's number.
    pub number: String,
    /// The language they read.
    pub lang: Lang,
}

/// Kinds of events that tell of people.
const KINDS: &[&str] = &["learner.added", "learner.changed"];

/// Everybody, by name.
///
/// # Errors
/// The registry's.
pub fn all(registry: &Registry) -> Result<Vec<Person>, RegistryError> {
    let mut by: BTreeMap<LearnerId, Vec<Event>> = BTreeMap::new();
    for event in registry.events_of_kinds(KINDS)? {
        if let Some(learner) = event.header.learner {
            by.entry(learner).or_default().push(event);
        }
    }
    let mut people: Vec<Person> = by.iter().map(|(learner, events)| of(*learner, events.iter())).collect();
    people.sort_by(|a, b| a.name.cmp(&b.name).then(a.learner.cmp(&b.learner)));
    Ok(people)
}

/// One person, from events about them. Without a name yet, the number stands for it; without either, the id.
pub fn of<'a>(learner: LearnerId, events: impl Iterator<Item = &'a Event>) -> Person {
    let mut told: Vec<&Event> = events.collect();
    told.sort_by_key(|event| event.order());
    let mut latest: BTreeMap<&str, ((u64, Hash), String)> = BTreeMap::new();
    let mut note = |what: &'static str, event: &Event, value: &str| {
        latest.insert(what, (event.order(), value.to_owned()));
    };
    for event in told {
        match event.body() {
            Some(Body::LearnerAdded(body)) => {
                note("name", event, &body.name);
                note("number", event, &body.number);
                note("lang", event, body.lang.as_str());
            }
            Some(Body::LearnerChanged(body)) => match body.field {
                LearnerField::Name => note("name", event, &body.new),
                LearnerField::Number => note("number", event, &body.new),
                LearnerField::Lang => note("lang", event, &body.new),
                LearnerField::BirthYear => {}
            },
            _ => {}
        }
    }
    let get = |what: &str| latest.get(what).map(|(_, value)| value.clone()).filter(|value| !value.is_empty());
    let number = get("number").unwrap_or_default();
    let name =
        get("name").or_else(|| Some(number.clone()).filter(|n| !n.is_empty())).unwrap_or_else(|| learner.to_string());
    let lang = get("lang").and_then(|tag| Lang::parse(&tag).ok()); // an unknown tag: the default
    Person { learner, name, number, lang: lang.unwrap_or_else(|| Lang::parse("en").expect("a plain tag")) }
}
