//! Taking in the office's list of people: what it would change is shown first, then all of it is written in one
//! transaction, as this station's own events by the office.
//!
//! The rule of two hands: what the office says of a person rests on an event with an order number. If staff here wrote
//! another value after that (a higher order number), theirs stays, and the difference is told; it goes to the office
//! with the next export. Otherwise the office's word is taken. Nobody is taken off by being left out, nothing is deleted.

use super::arrival::{self, Local};
use crate::crypto::seal::SealIdentity;
use crate::format::roster_document::{self, OpenedRoster, RosterDocumentFault, RosterEntry};
use crate::format::trust::Trust;
use crate::model::event::{
    Actor, Body, Draft, Event, LearnerChanged, LearnerField, LearnerStatus, LearnerStatusSet, RosterCounts, RosterTaken,
};
use crate::model::id::{Hash, LearnerId};
use crate::model::problem::{Code, Problem};
use crate::store::{Learner, Store, Writer};
use std::io::Read;

pub use crate::format::roster_document::ROSTER_ENDING;

/// The newest list's time and hash.
const HELD: &str = "roster";

/// What becomes of one thing that the list says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Somebody is added; they need a PIN.
    Added,
    /// A field is set: which, and how it was.
    Set(LearnerField, String, String),
    /// They are now there: where, and where they were.
    Moved(LearnerStatus, LearnerStatus),
    /// Staff here wrote something else later: it stays. What the office says, and what stays.
    Kept(LearnerField, String, String),
    /// The same of where they are.
    KeptStatus(LearnerStatus, LearnerStatus),
    /// Their number is another person's here: staff must look.
    NumberTaken(String),
}

/// What the list would do with one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// Who they are here.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// Their number.
    pub number: String,
    /// What would change, or not, and why.
    pub changes: Vec<Change>,
    /// Which entry of the list.
    entry: usize,
}

/// What the whole list would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterPlan {
    /// People of whom there is something to tell.
    pub rows: Vec<RosterRow>,
    /// People of whom the list says what is so already, or who are not here.
    pub unchanged: u64,
    /// This list, or a newer one, was taken in before.
    pub was_known: bool,
}

impl RosterPlan {
    /// What came of its lines, for the log.
    #[must_use]
    pub fn counts(&self) -> RosterCounts {
        let any = |is: fn(&Change) -> bool| self.rows.iter().filter(|row| row.changes.iter().any(is)).count() as u64;
        let is_kept =
            |change: &Change| matches!(change, Change::Kept(..) | Change::KeptStatus(..) | Change::NumberTaken(_));
        RosterCounts {
            added: any(|change| matches!(change, Change::Added)),
            changed: any(|change| matches!(change, Change::Set(..) | Change::Moved(..))),
            refused: any(is_kept),
        }
    }
}

/// Opens a list of this station's office.
///
/// # Errors
/// [`Code::RosterOtherStation`], [`Code::RosterAltered`], [`Code::StationNotSetUp`].
pub fn open(store: &Store, trust: &Trust, identity: &SealIdentity, input: impl Read) -> Result<OpenedRoster, Problem> {
    let station = store.station()?.ok_or_else(|| Problem::new(Code::StationNotSetUp))?;
    roster_document::open(identity, &trust.root, &station.office, station.id, input).map_err(|fault| {
        let code = match &fault {
            RosterDocumentFault::Letter(fault) if fault.is_for_another() => Code::RosterOtherStation,
            _ => Code::RosterAltered,
        };
        Problem::new(code).because(fault)
    })
}

/// What a list would do now. Changes nothing.
///
/// # Errors
/// The database's.
pub fn plan(store: &Store, opened: &OpenedRoster) -> Result<RosterPlan, Problem> {
    let mut plan = RosterPlan { was_known: is_known(store, opened)?, ..RosterPlan::default() };
    if plan.was_known {
        return Ok(plan);
    }
    for (number, entry) in opened.list.people.iter().enumerate() {
        let local = Local::of(store, &entry.person)?;
        let changes = changes(store, entry, &local)?;
        if changes.is_empty() {
            plan.unchanged += 1;
            continue;
        }
        let (name, of) = match &local {
            Local::Known(one) => (one.name.clone(), one.number.clone()),
            Local::New | Local::Taken(_) => (entry.person.name.clone(), entry.person.number.clone()),
        };
        plan.rows.push(RosterRow { learner: local.id(&entry.person), name, number: of, changes, entry: number });
    }
    Ok(plan)
}

/// Takes a list in: what [`plan`] says, all of it or nothing.
///
/// # Errors
/// The database's.
pub fn take(store: &mut Store, opened: &OpenedRoster, by: Actor) -> Result<RosterPlan, Problem> {
    let plan = plan(store, opened)?;
    if plan.was_known {
        return Ok(plan);
    }
    let day = arrival::day(store)?;
    store.write(|writer| {
        writer.come_after(opened.list.order())?; // what staff write from now on is later than what the office said
        for row in &plan.rows {
            row.write(writer, &opened.list.people[row.entry], &day)?;
        }
        let held = Held { created: opened.list.created, sha256: opened.sha256 };
        writer.set_document(HELD, &held.to_bytes())?;
        let taken = RosterTaken { sha256: opened.sha256, counts: plan.counts() };
        writer.append_by(by, Body::RosterTaken(taken))?;
        Ok::<_, Problem>(())
    })?;
    Ok(plan)
}

/// When the newest list that was taken in here was made, ms; none if there never was one.
pub(super) fn newest(store: &Store) -> Result<Option<u64>, Problem> {
    Ok(store.document(HELD)?.and_then(|bytes| Held::of(&bytes)).map(|held| held.created))
}

fn is_known(store: &Store, opened: &OpenedRoster) -> Result<bool, Problem> {
    let held = store.document(HELD)?.and_then(|bytes| Held::of(&bytes));
    Ok(held.is_some_and(|held| held.created >= opened.list.created || held.sha256 == opened.sha256))
}

/// The newest list that was taken in.
struct Held {
    created: u64,
    sha256: Hash,
}

impl Held {
    fn to_bytes(&self) -> Vec<u8> {
        [&self.created.to_be_bytes()[..], &self.sha256.0].concat()
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let (created, hash) = bytes.split_first_chunk()?;
        Some(Self { created: u64::from_be_bytes(*created), sha256: Hash(hash.try_into().ok()?) })
    }
}

fn changes(store: &Store, entry: &RosterEntry, local: &Local) -> Result<Vec<Change>, Problem> {
    let one = match local {
        Local::New if entry.is_sent => return Ok(vec![Change::Added]),
        Local::New => return Ok(Vec::new()),
        Local::Taken(_) if !entry.is_sent => return Ok(Vec::new()),
        Local::Taken(other) => return Ok(vec![Change::NumberTaken(other.name.clone())]),
        Local::Known(one) => one,
    };
    let written = Written::of(store, one.id)?;
    let mut changes = Vec::new();
    for told in &entry.changed {
        let held = value_of(one, told.field);
        if held == told.value {
            continue;
        }
        let is_later = written.field(told.field) > told.order;
        let other = (told.field == LearnerField::Number).then(|| store.learner_by_number(&told.value)).transpose()?;
        let other = other.flatten().filter(|other| other.is_here() && other.id != one.id);
        changes.push(match other {
            _ if is_later => Change::Kept(told.field, told.value.clone(), held),
            Some(other) if one.is_here() => Change::NumberTaken(other.name),
            Some(_) | None => Change::Set(told.field, told.value.clone(), held),
        });
    }
    if let Some(told) = entry.status.as_ref().filter(|told| is_other(one.status, told.status)) {
        let comes_back = Learner { status: told.status, ..one.clone() }.is_here() && !one.is_here();
        let other = store.learner_by_number(&one.number)?.filter(|other| other.is_here() && other.id != one.id);
        changes.push(match other {
            _ if written.status > told.order => Change::KeptStatus(told.status, one.status),
            Some(other) if comes_back => Change::NumberTaken(other.name),
            Some(_) | None => Change::Moved(told.status, one.status),
        });
    }
    Ok(changes)
}

/// Active and returned are two words for one thing: here.
fn is_other(held: LearnerStatus, told: LearnerStatus) -> bool {
    let plain = |status| if status == LearnerStatus::Returned { LearnerStatus::Active } else { status };
    plain(held) != plain(told)
}

fn value_of(one: &Learner, field: LearnerField) -> String {
    match field {
        LearnerField::Name => one.name.clone(),
        LearnerField::Number => one.number.clone(),
        LearnerField::BirthYear => one.birth_year.map(|year| year.to_string()).unwrap_or_default(),
        LearnerField::Lang => one.lang.to_string(),
    }
}

/// The order numbers at which staff of this station last wrote something of somebody.
#[derive(Default)]
struct Written {
    name: u64,
    number: u64,
    birth_year: u64,
    lang: u64,
    status: u64,
}

impl Written {
    fn of(store: &Store, learner: LearnerId) -> Result<Self, Problem> {
        let mut written = Self::default();
        for event in store.events_of_learner(learner, 0)?.events {
            written.note(&event);
        }
        Ok(written)
    }

    fn note(&mut self, event: &Event) {
        let order = event.header.lamport;
        if event.header.actor == Actor::Office {
            return; // what an earlier list brought
        }
        match event.body() {
            Some(Body::LearnerAdded(_)) => {
                (self.name, self.number, self.birth_year, self.lang) = (order, order, order, order);
            }
            Some(Body::LearnerChanged(change)) => *self.slot(change.field) = order,
            Some(Body::LearnerStatusSet(_)) => self.status = order,
            _ => {}
        }
    }

    fn slot(&mut self, field: LearnerField) -> &mut u64 {
        match field {
            LearnerField::Name => &mut self.name,
            LearnerField::Number => &mut self.number,
            LearnerField::BirthYear => &mut self.birth_year,
            LearnerField::Lang => &mut self.lang,
        }
    }

    fn field(&self, field: LearnerField) -> u64 {
        match field {
            LearnerField::Name => self.name,
            LearnerField::Number => self.number,
            LearnerField::BirthYear => self.birth_year,
            LearnerField::Lang => self.lang,
        }
    }
}

impl RosterRow {
    fn write(&self, writer: &mut Writer<'_>, entry: &RosterEntry, day: &str) -> Result<(), Problem> {
        for change in &self.changes {
            match change {
                Change::Added => {
                    arrival::welcome(writer, Actor::Office, &entry.person, (&Local::New, day))?;
                }
                Change::Set(field, new, old) => {
                    let change = LearnerChanged { field: *field, old: old.clone(), new: new.clone() };
                    writer.append(Draft::by(Actor::Office, Body::LearnerChanged(change)).about(self.learner))?;
                }
                Change::Moved(..) => {
                    let Some(told) = &entry.status else { continue };
                    let (status, day, reason) = (told.status, told.day.clone(), told.reason.clone());
                    let body = Body::LearnerStatusSet(LearnerStatusSet { status, day, reason });
                    writer.append(Draft::by(Actor::Office, body).about(self.learner))?;
                }
                Change::Kept(..) | Change::KeptStatus(..) | Change::NumberTaken(_) => {}
            }
        }
        Ok(())
    }
}
