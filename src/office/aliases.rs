//! Which ids are one person: what clerks decided, read from the office's own log. Nothing is joined in the records
//! themselves: taking a decision back leaves everything as it was.

use super::home::OfficeHome;
use super::keys::{KeyName, Keys};
use super::people::{self, Person};
use super::registry::{IssuedRow, OfficePen, Registry, RegistryError};
use super::{issue, parting, revocations};
use crate::format::event_log;
pub use crate::model::aliases::{Aliases, Decision};
use crate::model::event::{Body, Event, LearnerAlias};
use crate::model::id::LearnerId;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::model::text::plain as folded;
use std::collections::BTreeMap;

impl Aliases {
    /// From the office's log.
    ///
    /// # Errors
    /// The registry's.
    pub fn read(registry: &Registry) -> Result<Self, RegistryError> {
        let events = registry.office_events_of_kinds(&Decision::KINDS)?;
        Ok(Self::of(events.iter().filter_map(Decision::of).collect()))
    }

    /// The counted events of a person, of all their ids, with the instant the office first saw each, and what the office's
    /// own log says of them.
    ///
    /// # Errors
    /// The registry's.
    pub fn events(&self, registry: &Registry, learner: LearnerId) -> Result<Vec<(Event, u64)>, RegistryError> {
        let mut all = Vec::new();
        for id in self.ids(learner) {
            all.extend(registry.events_of(id)?);
            all.extend(told_by_office(registry, id)?.into_iter().map(|event| {
                let wall = event.header.wall;
                (event, wall)
            }));
        }
        Ok(all)
    }

    /// What the office's own log says of a person, of all their ids.
    ///
    /// # Errors
    /// The registry's.
    pub fn told_by_office(&self, registry: &Registry, learner: LearnerId) -> Result<Vec<Event>, RegistryError> {
        let mut all = Vec::new();
        for id in self.ids(learner) {
            all.extend(told_by_office(registry, id)?);
        }
        Ok(all)
    }

    /// The official certificates of a person, of all their ids.
    ///
    /// # Errors
    /// The registry's.
    pub fn certificates(&self, registry: &Registry, learner: LearnerId) -> Result<Vec<IssuedRow>, RegistryError> {
        let mut all = Vec::new();
        for id in self.ids(learner) {
            all.extend(registry.certificates_of(id)?);
        }
        Ok(all)
    }
}

/// The office's own events about one id.
pub(super) fn told_by_office(registry: &Registry, learner: LearnerId) -> Result<Vec<Event>, RegistryError> {
    let rows = registry.office_events_of(learner, 0)?;
    let read = rows.into_iter().map(|(_, told)| event_log::from_line(told.line.as_bytes(), told.prev_hash, 0));
    Ok(read.collect::<Result<_, _>>()?)
}

/// Why two may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They have, or had, the same number.
    Number,
    /// The same name, however written, and the same year of birth.
    NameAndYear,
}

impl Likeness {
    /// Its word in `--json`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::NameAndYear => "name_and_year",
        }
    }
}

/// People who may be one, each pair once, without those of whom a clerk has said that they are two.
#[must_use]
pub fn duplicates<'a>(people: &'a [Person], aliases: &Aliases) -> Vec<(&'a Person, &'a Person, Likeness)> {
    let mut alike: BTreeMap<(Likeness, String), Vec<&Person>> = BTreeMap::new();
    for person in people {
        for number in person.numbers.iter().map(|number| plain(number)).filter(|number| !number.is_empty()) {
            alike.entry((Likeness::Number, number)).or_default().push(person);
        }
        if let Some(year) = person.birth_year {
            alike.entry((Likeness::NameAndYear, format!("{} {year}", plain(&person.name)))).or_default().push(person);
        }
    }
    let mut found = BTreeMap::new();
    for ((likeness, _), group) in &alike {
        for (n, a) in group.iter().enumerate() {
            for b in group[n + 1..].iter().filter(|b| a.learner != b.learner) {
                let is_two = |d: &Decision| !d.is_one;
                let apart = a.ids.iter().any(|x| b.ids.iter().any(|y| aliases.decided(*x, *y).is_some_and(is_two)));
                if !apart {
                    found.entry((a.learner.min(b.learner), a.learner.max(b.learner))).or_insert((*a, *b, *likeness));
                }
            }
        }
    }
    found.into_values().collect()
}

/// A name or number without case, accents, order and everything that is neither letter nor digit.
pub(super) fn plain(text: &str) -> String {
    let folded = folded(text);
    let mut words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// The person that somebody means: by number (also an old one), by name, or by the beginning of an id (8 digits).
///
/// # Errors
/// [`Code::PersonUnknown`] if nobody or more than one fits.
pub fn find<'a>(people: &'a [Person], asked: &str) -> Result<&'a Person, Problem> {
    let fits = |person: &&Person| {
        person.numbers.iter().any(|number| number == asked)
            || person.name.eq_ignore_ascii_case(asked)
            || (asked.len() >= 8 && person.ids.iter().any(|id| id.to_string().starts_with(&asked.to_ascii_lowercase())))
    };
    let mut found = people.iter().filter(fits);
    match (found.next(), found.next()) {
        (Some(person), None) => Ok(person),
        _ => Err(Problem::new(Code::PersonUnknown).with("person", asked)),
    }
}

/// What was decided of two ids, and how it stands then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The id that stays in front.
    pub one: LearnerId,
    /// The other one.
    pub other: LearnerId,
    /// They are one person now.
    pub is_one: bool,
    /// Ids of the certificates that were taken back with it, since they belong to neither by themselves.
    pub revoked: Vec<String>,
}

/// Decides that two are one person, or that they are not; an event of the office's log. Where two are parted, the
/// certificates that neither has earned alone are taken back in the same transaction (see [`parting`]).
///
/// # Errors
/// [`Code::PersonUnknown`]; [`Code::PersonDecided`] if that is how it stands already; [`Code::PersonJoined`] if others
/// join them all the same; [`Code::PersonParted`] if it would join people of whom it was said that they are two; a
/// missing key, the registry's.
pub fn decide(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    asked: (&str, &str),
    (is_one, reason): (bool, &str),
    (clock, random): (&dyn Clock, &dyn Random),
) -> Result<Decided, Problem> {
    let apart = people::every_id(registry)?;
    let (one, other) = meant(registry, &apart, asked, is_one)?;
    let pen = OfficePen::new(home, keys, clock, random)?;
    let decision = Decision { one, other, is_one, reason: reason.to_owned(), wall: pen.wall };
    let decided = registry.write(|writer| {
        let before = Aliases::read(writer.registry())?;
        let after = before.with(decision.clone());
        refusal(&before, &after, &decision)
            .map_or(Ok(()), |(code, pairs)| Err(refused(code, asked, &pairs, &apart)))?;
        let is_one = after.front(one) == after.front(other);
        let wrong = parting::wrongly_held(writer.registry(), &before, after, one)?;
        if !wrong.is_empty() {
            keys.signing(KeyName::Issuer)?; // it signs the list: asked for before anything is changed
        }
        let body = LearnerAlias { other, reason: reason.to_owned() };
        let body = if decision.is_one { Body::LearnerMerged(body) } else { Body::LearnerUnmerged(body) };
        writer.append_office(&pen, Some(one), body)?;
        for row in &wrong {
            issue::take_back(writer, &pen, row, reason)?;
        }
        Ok::<_, Problem>(Decided { one, other, is_one, revoked: wrong.into_iter().map(|row| row.id).collect() })
    })?;
    if !decided.revoked.is_empty() {
        revocations::bring_up_to_date(home, registry, keys, pen.wall)?;
    }
    Ok(decided)
}

/// The two ids that somebody means. Of who is several already, the one in front is joined with the other; but two of whom
/// it was said that they are two are taken as they were then, so that this very word can be taken back.
fn meant(
    registry: &Registry,
    apart: &[Person],
    asked: (&str, &str),
    is_one: bool,
) -> Result<(LearnerId, LearnerId), Problem> {
    let together = people::all(registry)?;
    let of = |asked: &str, first: &[Person], then: &[Person]| {
        find(first, asked).or_else(|_| find(then, asked)).map(|person| person.learner)
    };
    let named = (of(asked.0, apart, &together)?, of(asked.1, apart, &together)?);
    let aliases = Aliases::read(registry)?;
    if !is_one || aliases.decided(named.0, named.1).is_some_and(|decision| !decision.is_one) {
        return Ok(named);
    }
    Ok((of(asked.0, &together, apart)?, of(asked.1, &together, apart)?))
}

/// Why a decision cannot be, if it cannot: it stands so already, or it would say what is not so, by these pairs.
fn refusal(before: &Aliases, after: &Aliases, decision: &Decision) -> Option<(Code, Vec<(LearnerId, LearnerId)>)> {
    let (one, other) = (decision.one, decision.other);
    let is_so = before.front(one) == before.front(other);
    let told = before.decided(one, other).map(|before| before.is_one);
    if one == other || (decision.is_one && is_so) {
        return Some((Code::PersonDecided, Vec::new()));
    }
    if decision.is_one {
        let mut pairs = before.told_apart(one, other);
        pairs.retain(|pair| *pair != (one, other)); // that word is taken back by this one
        return (!pairs.is_empty()).then_some((Code::PersonParted, pairs));
    }
    // What joined them itself can always be taken back, also where another pair still holds them together.
    if told != Some(true) && after.front(one) == after.front(other) {
        return Some((Code::PersonJoined, after.between(one, other)));
    }
    (told == Some(false)).then_some((Code::PersonDecided, Vec::new()))
}

/// The same in words, with names and numbers.
fn refused(code: Code, asked: (&str, &str), pairs: &[(LearnerId, LearnerId)], apart: &[Person]) -> Problem {
    let named = |id: LearnerId| {
        let person = apart.iter().find(|person| person.learner == id);
        person.map_or_else(|| id.to_string(), |person| format!("{} ({})", person.name, person.number))
    };
    let pairs: Vec<String> = pairs.iter().map(|(a, b)| format!("{} – {}", named(*a), named(*b))).collect();
    let problem = Problem::new(code).with("person", asked.0).with("other", asked.1);
    if pairs.is_empty() { problem } else { problem.with("pairs", pairs.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_people_write_them() {
        for (a, b) in [("López, Ana", "ana lopez"), ("O'Neil Sam", "Sam O Neil"), ("A-17", "a 17")] {
            assert_eq!(plain(a), plain(b));
        }
        assert_ne!(plain("Ana Lopez"), plain("Ana Lope"));
    }
}
