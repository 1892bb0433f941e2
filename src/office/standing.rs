//! What the office itself decides of people: where they are, what they are called, the number they go by, who is new.
//! Each is an event of its own log, with a day and a reason, ordered after all that is known of the person. Nothing is
//! deleted; the next notice tells the stations.

use super::aliases::{self, Aliases};
use super::home::OfficeHome;
use super::keys::Keys;
use super::people::{self, Person};
use super::registry::{OfficePen, Registry, RegistryError};
use super::stations;
use crate::model::event::{
    Body, LearnerAdded, LearnerChanged, LearnerField, LearnerPlaced, LearnerStatus, LearnerStatusSet,
};
use crate::model::id::{Lang, LearnerId};
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};

/// Longest reason, in characters.
const REASON_CHARS_MAX: usize = 200;
/// Longest name or number, in characters.
const TEXT_CHARS_MAX: usize = 80;

/// What is needed to write in the office's log.
pub struct Writing<'a> {
    /// The office.
    pub home: &'a OfficeHome,
    /// Its registry.
    pub registry: &'a mut Registry,
    /// Its keys.
    pub keys: &'a Keys,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Salts and ids.
    pub random: &'a dyn Random,
}

impl Writing<'_> {
    /// Writes events, in order, after what is known of the person whom they are about.
    pub(super) fn append(&mut self, learner: Option<LearnerId>, after: u64, bodies: Vec<Body>) -> Result<(), Problem> {
        let pen = OfficePen::new(self.home, self.keys, self.clock, self.random)?;
        self.registry.write(|writer| -> Result<(), RegistryError> {
            bodies.into_iter().try_for_each(|body| writer.append_office_after(&pen, learner, body, after))
        })?;
        Ok(())
    }

    /// The person that somebody means.
    pub(super) fn person(&self, asked: &str) -> Result<Person, Problem> {
        aliases::find(&people::all(self.registry)?, asked).cloned()
    }

    /// The day that was said, or today where the office is.
    pub(super) fn day(&self, asked: Option<&str>) -> Result<String, Problem> {
        match asked {
            Some(day) => {
                let day = day.trim().parse::<jiff::civil::Date>();
                Ok(day.map_err(|fault| Problem::new(Code::EntryDay).because(fault))?.to_string())
            }
            None => {
                let internal = |fault: jiff::Error| Problem::new(Code::Internal).because(fault);
                let wall = i64::try_from(self.clock.wall_ms()).unwrap_or(i64::MAX);
                let zone = jiff::tz::TimeZone::get(&self.home.config()?.tz).unwrap_or(jiff::tz::TimeZone::UTC);
                Ok(jiff::Timestamp::from_millisecond(wall).map_err(internal)?.to_zoned(zone).date().to_string())
            }
        }
    }
}

/// A reason as it is kept: without what does not print, and not too long; nothing if nothing is left.
pub(super) fn reason(asked: Option<&str>) -> Option<String> {
    let plain = |reason: &str| reason.chars().filter(|c| !c.is_control()).take(REASON_CHARS_MAX).collect::<String>();
    asked.map(plain).map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty())
}

/// A name or number as it is kept.
fn text(field: &'static str, asked: &str) -> Result<String, Problem> {
    let asked = asked.trim();
    let is_sane = !asked.is_empty() && asked.chars().count() <= TEXT_CHARS_MAX && !asked.chars().any(char::is_control);
    if is_sane { Ok(asked.to_owned()) } else { Err(Problem::new(Code::EntryMissing).with("field", field)) }
}

/// Sets where somebody is, from a day on. Gives them as they now are.
///
/// # Errors
/// [`Code::PersonUnknown`]; [`Code::PersonDecided`] if it stands so already; [`Code::EntryDay`]; a missing key.
pub fn set_status(
    writing: &mut Writing<'_>,
    asked: &str,
    status: LearnerStatus,
    (day, why): (Option<&str>, Option<&str>),
) -> Result<Person, Problem> {
    let person = writing.person(asked)?;
    let day = writing.day(day)?;
    if person.standing() == status {
        return Err(Problem::new(Code::PersonDecided).with("person", asked));
    }
    let body = Body::LearnerStatusSet(LearnerStatusSet { status, day, reason: reason(why) });
    writing.append(Some(person.learner), person.order, vec![body])?;
    writing.person(&person.learner.to_string())
}

/// Gives somebody another name, number, year of birth or language. What they were called before stays known.
///
/// # Errors
/// [`Code::PersonUnknown`]; [`Code::LearnerNumberTaken`] if the number is somebody else's now; [`Code::EntryMissing`];
/// [`Code::PersonDecided`] if it stands so already.
pub fn change(writing: &mut Writing<'_>, asked: &str, field: LearnerField, new: &str) -> Result<Person, Problem> {
    let all = people::all(writing.registry)?;
    let person = aliases::find(&all, asked)?.clone();
    let (old, new) = match field {
        LearnerField::Name => (person.name.clone(), text("name", new)?),
        LearnerField::Number => (person.number.clone(), text("number", new)?),
        LearnerField::BirthYear => {
            let year: u32 = new.trim().parse().map_err(|_| Problem::new(Code::EntryMissing).with("field", "year"))?;
            (person.birth_year.map(|year| year.to_string()).unwrap_or_default(), year.to_string())
        }
        LearnerField::Lang => {
            let lang =
                Lang::parse(new.trim()).map_err(|_| Problem::new(Code::EntryMissing).with("field", "language"))?;
            (person.lang.to_string(), lang.to_string())
        }
    };
    if old == new {
        return Err(Problem::new(Code::PersonDecided).with("person", asked));
    }
    let is_taken = |other: &&Person| other.learner != person.learner && other.number == new && other.is_here();
    if field == LearnerField::Number && all.iter().any(|other| is_taken(&other)) {
        return Err(Problem::new(Code::LearnerNumberTaken).with("number", new));
    }
    let body = Body::LearnerChanged(LearnerChanged { field, old, new });
    writing.append(Some(person.learner), person.order, vec![body])?;
    writing.person(&person.learner.to_string())
}

/// Somebody new, whom the office sends to a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// Their name.
    pub name: String,
    /// The number they are known by.
    pub number: String,
    /// Year of birth.
    pub birth_year: Option<u32>,
    /// The language they read.
    pub lang: Lang,
}

/// Adds somebody and sends them to a station, where they stand on the list after the next notice; staff there give a
/// PIN.
///
/// # Errors
/// [`Code::StationUnknown`], [`Code::LearnerNumberTaken`], [`Code::EntryMissing`], [`Code::EntryDay`].
pub fn add(
    writing: &mut Writing<'_>,
    new: &NewPerson,
    station: &str,
    (day, why): (Option<&str>, Option<&str>),
) -> Result<Person, Problem> {
    let station = stations::find(writing.registry, station)?;
    let (name, number) = (text("name", &new.name)?, text("number", &new.number)?);
    let all = people::all(writing.registry)?;
    if all.iter().any(|other| other.number == number && other.is_here()) {
        return Err(Problem::new(Code::LearnerNumberTaken).with("number", number));
    }
    let day = writing.day(day)?;
    let learner = LearnerId(writing.random.uuid());
    let added = LearnerAdded { name, number, birth_year: new.birth_year, lang: new.lang.clone() };
    let placed = LearnerPlaced { station: station.id, day, with_record: false, reason: reason(why) };
    writing.append(Some(learner), 0, vec![Body::LearnerAdded(added), Body::LearnerPlaced(placed)])?;
    writing.person(&learner.to_string())
}

/// Everybody's aliases and everybody, as a notice needs them.
pub(super) fn everybody(registry: &Registry) -> Result<(Aliases, Vec<Person>), RegistryError> {
    Ok((Aliases::read(registry)?, people::all(registry)?))
}
