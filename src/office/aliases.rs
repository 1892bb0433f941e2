//! Which ids are one person: what clerks decided, read from the office's own log. Nothing is joined in the records
//! themselves: taking a decision back leaves everything as it was.

use super::home::OfficeHome;
use super::keys::Keys;
use super::people::{self, Person};
use super::registry::{IssuedRow, OfficePen, Registry, RegistryError};
use crate::model::event::{Body, Event, LearnerAlias};
use crate::model::id::LearnerId;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// The kinds of the decisions.
const KINDS: [&str; 2] = ["learner.merged", "learner.unmerged"];

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The id that stays in front.
    pub one: LearnerId,
    /// The other one.
    pub other: LearnerId,
    /// True: one person; false: two.
    pub is_one: bool,
    /// Why, and by whom if they said so.
    pub reason: String,
    /// When, ms.
    pub wall: u64,
}

impl Decision {
    fn of(event: &Event) -> Option<Self> {
        let (is_one, body) = match event.body()? {
            Body::LearnerMerged(body) => (true, body),
            Body::LearnerUnmerged(body) => (false, body),
            _ => return None,
        };
        let one = event.header.learner?;
        Some(Self { one, other: body.other, is_one, reason: body.reason.clone(), wall: event.header.wall })
    }

    /// The two, whichever stands in front.
    fn pair(&self) -> (LearnerId, LearnerId) {
        pair(self.one, self.other)
    }
}

fn pair(a: LearnerId, b: LearnerId) -> (LearnerId, LearnerId) {
    (a.min(b), a.max(b))
}

/// Which ids are one person now, and every decision that led there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {
    /// Every decision, oldest first.
    pub decisions: Vec<Decision>,
    /// By id, if it is one of several: the id in front.
    front: BTreeMap<LearnerId, LearnerId>,
    /// By the id in front: all of them.
    groups: BTreeMap<LearnerId, BTreeSet<LearnerId>>,
}

impl Aliases {
    /// From the office's log.
    ///
    /// # Errors
    /// The registry's.
    pub fn read(registry: &Registry) -> Result<Self, RegistryError> {
        let events = registry.office_events_of_kinds(&KINDS)?;
        Ok(Self::of(events.iter().filter_map(Decision::of).collect()))
    }

    /// From decisions, oldest first: of two about the same pair the later one holds.
    #[must_use]
    pub fn of(decisions: Vec<Decision>) -> Self {
        let mut latest: BTreeMap<_, &Decision> = BTreeMap::new();
        for decision in &decisions {
            latest.insert(decision.pair(), decision);
        }
        let joined: Vec<&Decision> = latest.values().copied().filter(|decision| decision.is_one).collect();
        let mut group_of: BTreeMap<LearnerId, usize> = BTreeMap::new();
        let mut groups: Vec<BTreeSet<LearnerId>> = Vec::new();
        for decision in &joined {
            let mut all = BTreeSet::from([decision.one, decision.other]);
            for id in [decision.one, decision.other] {
                all.extend(group_of.get(&id).map(|at| std::mem::take(&mut groups[*at])).unwrap_or_default());
            }
            group_of.extend(all.iter().map(|id| (*id, groups.len())));
            groups.push(all);
        }
        let behind: BTreeSet<LearnerId> = joined.iter().map(|decision| decision.other).collect();
        let mut out = Self { decisions: Vec::new(), ..Self::default() };
        for group in groups {
            let in_front = group.iter().find(|id| !behind.contains(id)).or(group.first());
            if let Some(front) = in_front.copied() {
                out.front.extend(group.iter().map(|id| (*id, front)));
                out.groups.insert(front, group);
            }
        }
        out.decisions = decisions;
        out
    }

    /// The id in front of the person whose id this is.
    #[must_use]
    pub fn front(&self, learner: LearnerId) -> LearnerId {
        self.front.get(&learner).copied().unwrap_or(learner)
    }

    /// All ids of the person whose id this is, the one in front first.
    #[must_use]
    pub fn ids(&self, learner: LearnerId) -> Vec<LearnerId> {
        let front = self.front(learner);
        let others = self.groups.get(&front).into_iter().flatten().copied().filter(|id| *id != front);
        std::iter::once(front).chain(others).collect()
    }

    /// What was decided of two ids, last.
    #[must_use]
    pub fn decided(&self, a: LearnerId, b: LearnerId) -> Option<&Decision> {
        self.decisions.iter().rev().find(|decision| decision.pair() == pair(a, b))
    }

    /// Every person among these ids once, by the id in front.
    #[must_use]
    pub fn persons(&self, ids: &[LearnerId]) -> Vec<LearnerId> {
        ids.iter().map(|id| self.front(*id)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The counted events of a person, of all their ids, with the instant the office first saw each.
    ///
    /// # Errors
    /// The registry's.
    pub fn events(&self, registry: &Registry, learner: LearnerId) -> Result<Vec<(Event, u64)>, RegistryError> {
        let mut all = Vec::new();
        for id in self.ids(learner) {
            all.extend(registry.events_of(id)?);
        }
        Ok(all)
    }
}

impl Aliases {
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

    /// Every id that a decision ever named together with this one, itself left out.
    #[must_use]
    pub fn linked(&self, learner: LearnerId) -> BTreeSet<LearnerId> {
        let of_decisions = self.decisions.iter().filter(|it| it.one == learner || it.other == learner);
        let named = of_decisions.flat_map(|it| [it.one, it.other]);
        named.chain(self.ids(learner)).filter(|id| *id != learner).collect()
    }
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
                    found.entry(pair(a.learner, b.learner)).or_insert((*a, *b, *likeness));
                }
            }
        }
    }
    found.into_values().collect()
}

/// A name or number without case, accents, order and everything that is neither letter nor digit.
fn plain(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
    let folded: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
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

/// Decides that two are one person, or that they are not; an event of the office's log.
///
/// # Errors
/// [`Code::PersonUnknown`]; [`Code::PersonDecided`] if that is how it stands already; a missing key, the registry's.
pub fn decide(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    asked: (&str, &str),
    (is_one, reason): (bool, &str),
    (clock, random): (&dyn Clock, &dyn Random),
) -> Result<Decision, Problem> {
    let apart = people::every_id(registry)?;
    let together = people::all(registry)?;
    let aliases = Aliases::read(registry)?;
    let of = |asked: &str| find(&together, asked).or_else(|_| find(&apart, asked)).map(|person| person.learner);
    let (one, other) = if is_one {
        (of(asked.0)?, of(asked.1)?)
    } else {
        let of = |asked: &str| find(&apart, asked).or_else(|_| find(&together, asked)).map(|person| person.learner);
        (of(asked.0)?, of(asked.1)?)
    };
    let is_so = aliases.front(one) == aliases.front(other);
    let was_told = aliases.decided(one, other).is_some_and(|decision| decision.is_one == is_one);
    if one == other || (is_one && is_so) || (!is_one && was_told) {
        return Err(Problem::new(Code::PersonDecided).with("person", asked.0).with("other", asked.1));
    }
    let pen = OfficePen::new(home, keys, clock, random)?;
    let body = LearnerAlias { other, reason: reason.to_owned() };
    let body = if is_one { Body::LearnerMerged(body) } else { Body::LearnerUnmerged(body) };
    registry.write(|writer| writer.append_office(&pen, Some(one), body))?;
    Ok(Decision { one, other, is_one, reason: reason.to_owned(), wall: pen.wall })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> LearnerId {
        LearnerId(uuid::Uuid::from_u128(n))
    }

    fn told(one: u128, other: u128, is_one: bool) -> Decision {
        Decision { one: id(one), other: id(other), is_one, reason: String::new(), wall: 0 }
    }

    #[test]
    fn the_last_word_about_a_pair_holds_and_chains_are_one_person() {
        let aliases = Aliases::of(vec![told(5, 2, true), told(2, 9, true), told(7, 8, true), told(8, 7, false)]);
        assert_eq!(aliases.ids(id(9)), [id(5), id(2), id(9)]);
        assert_eq!(aliases.persons(&[id(2), id(5), id(7), id(8), id(9)]), [id(5), id(7), id(8)]);
        let taken_back = Aliases::of(vec![told(5, 2, true), told(2, 9, true), told(9, 2, false)]);
        assert_eq!((taken_back.front(id(9)), taken_back.front(id(2))), (id(9), id(5)));
        let ring = Aliases::of(vec![told(1, 2, true), told(2, 3, true), told(3, 1, true)]);
        assert_eq!(ring.ids(id(3)), [id(1), id(2), id(3)]);
    }

    #[test]
    fn names_are_compared_as_people_write_them() {
        for (a, b) in [("López, Ana", "ana lopez"), ("O'Neil Sam", "Sam O Neil"), ("A-17", "a 17")] {
            assert_eq!(plain(a), plain(b));
        }
        assert_ne!(plain("Ana Lopez"), plain("Ana Lope"));
    }
}
