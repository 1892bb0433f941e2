//! People out of a list: what each row would do is shown first; then all of it is written in one transaction, or none.
//!
//! People are told apart by the facility's number. Nobody is taken off by being left out. Somebody who was put away
//! comes back with all they did, if number and name fit; a number of somebody else who was put away is a question for
//! staff, not for a program.

use super::groups;
use super::people::{self, added, change_field};
use super::pins::MadePin;
use crate::format::limits::ROSTER_BYTES_MAX;
pub use crate::format::roster::{Entry, RowFault};
use crate::format::roster::{Roster, RosterFault, Row, plain, read};
use crate::model::event::{Actor, Body, Draft, LearnerField, LearnerStatus, LearnerStatusSet};
use crate::model::id::{Lang, LearnerId};
use crate::model::problem::{Code, Problem};
use crate::store::{Enrolment, Group, Learner, Store, Writer};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read as _;
use std::path::Path;
use zeroize::Zeroizing;

/// What a row of the list would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Somebody new.
    New,
    /// Here, just so.
    Here,
    /// Here, and some of it is new: what, and how it was.
    Changed(Vec<(Field, String)>),
    /// Was put away, and comes back.
    Back,
    /// It cannot be used.
    Fault(RowFault),
    /// The number belongs to somebody of another name who was put away.
    SomebodyElse(String),
}

/// What of a person is another in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The name.
    Name,
    /// Year of birth.
    BirthYear,
    /// The language.
    Lang,
    /// They join a group.
    Group,
}

/// A row and what it would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    /// Its line.
    pub line: u64,
    /// Its name and number, shortened for reading.
    pub shown: (String, String),
    /// What it says.
    pub entry: Option<Entry>,
    /// What follows.
    pub verdict: Verdict,
}

/// What a whole list would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its rows, in order.
    pub rows: Vec<PlanRow>,
    /// Groups that are not there yet.
    pub new_groups: Vec<String>,
    /// Columns that were passed over.
    pub passed_over: Vec<String>,
    /// Whether letters with accents should be looked at.
    pub is_other_encoding: bool,
}

impl Plan {
    /// How many rows add somebody new.
    #[must_use]
    pub fn new_count(&self) -> usize {
        self.rows.iter().filter(|row| row.verdict == Verdict::New).count()
    }
}

/// What came of it.
pub struct Added {
    /// Who is new, with their one-time PINs.
    pub new: Vec<(Learner, Zeroizing<String>)>,
    /// How many came back.
    pub back: usize,
    /// Of how many something changed.
    pub changed: usize,
}

/// Reads a list from a file.
///
/// # Errors
/// [`Code::StickGone`], and the roster codes of what is no list.
pub fn open(path: &Path) -> Result<Roster, Problem> {
    let gone = |fault: std::io::Error| Problem::new(Code::StickGone).because(fault);
    let file = std::fs::File::open(path).map_err(gone)?;
    let mut bytes = Vec::new();
    file.take(ROSTER_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(gone)?;
    read(&bytes).map_err(|fault| match &fault {
        RosterFault::TooLarge => Problem::new(Code::RosterTooLarge),
        RosterFault::NotText => Problem::new(Code::RosterNotText),
        RosterFault::NoColumn(column) => Problem::new(Code::RosterNoColumn).with("column", column),
        RosterFault::Form(line) => Problem::new(Code::RosterForm).with("line", line),
    })
}

/// What the list would do now.
///
/// # Errors
/// The database's.
pub fn plan(store: &Store, roster: &Roster) -> Result<Plan, Problem> {
    let mut numbers: HashMap<String, Learner> = HashMap::new();
    for learner in store.learners()? {
        match numbers.get(&learner.number) {
            Some(held) if held.is_here() => {}
            _ => drop(numbers.insert(learner.number.clone(), learner)),
        }
    }
    let groups = store.groups()?;
    let row = |row: &Row| PlanRow {
        line: row.line,
        shown: row.shown.clone(),
        entry: row.entry.clone().ok(), // the fault is the verdict
        verdict: match &row.entry {
            Ok(entry) => verdict(entry, numbers.get(&entry.number), &groups),
            Err(fault) => Verdict::Fault(fault.clone()),
        },
    };
    let rows: Vec<PlanRow> = roster.rows.iter().map(row).collect();
    let known: BTreeSet<String> = groups.iter().map(|group| plain(&group.name)).collect();
    let named = rows.iter().filter_map(|row| row.entry.as_ref()?.group.clone());
    let new: BTreeMap<String, String> =
        named.map(|name| (plain(&name), name)).filter(|(plain, _)| !known.contains(plain)).collect();
    Ok(Plan {
        rows,
        new_groups: new.into_values().collect(),
        passed_over: roster.passed_over.clone(),
        is_other_encoding: roster.is_other_encoding,
    })
}

fn verdict(entry: &Entry, held: Option<&Learner>, groups: &[Group]) -> Verdict {
    let Some(held) = held else { return Verdict::New };
    if !held.is_here() {
        let is_same = plain(&held.name) == plain(&entry.name);
        return if is_same { Verdict::Back } else { Verdict::SomebodyElse(held.name.clone()) };
    }
    let mut changes = Vec::new();
    if held.name != entry.name {
        changes.push((Field::Name, held.name.clone()));
    }
    if entry.birth_year.is_some() && entry.birth_year != held.birth_year {
        changes.push((Field::BirthYear, held.birth_year.map(|year| year.to_string()).unwrap_or_default()));
    }
    if entry.lang.as_ref().is_some_and(|lang| *lang != held.lang) {
        changes.push((Field::Lang, held.lang.to_string()));
    }
    if let Some(name) = &entry.group
        && !groups.iter().any(|group| plain(&group.name) == plain(name) && group.members.contains(&held.id))
    {
        changes.push((Field::Group, name.clone()));
    }
    if changes.is_empty() { Verdict::Here } else { Verdict::Changed(changes) }
}

/// What is to be written.
pub struct Order {
    /// The rows that were shown.
    pub plan: Plan,
    /// Whether what changed of people who are here is taken over.
    pub with_changes: bool,
    /// The language of those whose row says none.
    pub lang: Lang,
}

/// Writes a plan: everything, or nothing. There must be a PIN for each new person.
///
/// # Errors
/// [`Code::RosterOutdated`] if people changed since the plan was made; [`Code::GroupTooLarge`].
pub fn add(store: &mut Store, by: Actor, order: &Order, pins: Vec<MadePin>) -> Result<Added, Problem> {
    let plan = &order.plan;
    if plan.new_count() != pins.len() || !holds(store, plan)? {
        return Err(Problem::new(Code::RosterOutdated));
    }
    let held: HashMap<String, Learner> =
        store.learners()?.into_iter().filter(Learner::is_here).map(|one| (one.number.clone(), one)).collect();
    let away: HashMap<String, Learner> =
        store.learners()?.into_iter().filter(|one| !one.is_here()).map(|one| (one.number.clone(), one)).collect();
    let groups = groups_named(store, plan)?;
    let day = people::today(store)?;
    let (mut pins, mut joining) = (pins.into_iter(), BTreeMap::<String, Joining>::new());
    let (mut new, mut back, mut changed) = (Vec::new(), 0, 0);
    let changes = store.write(|writer| {
        for row in &plan.rows {
            let Some(entry) = &row.entry else { continue };
            let who = match &row.verdict {
                Verdict::New => {
                    let pin = pins.next().ok_or_else(|| Problem::new(Code::RosterOutdated))?;
                    let learner = LearnerId(writer.fresh_uuid());
                    added(writer, by, learner, &of(entry, &order.lang), &pin.verifier)?;
                    new.push((learner, pin.pin));
                    Some(learner)
                }
                Verdict::Back => {
                    let learner = away.get(&entry.number).map(|one| one.id);
                    let body = LearnerStatusSet { status: LearnerStatus::Returned, day: day.clone(), reason: None };
                    if let Some(learner) = learner {
                        writer.append(Draft::by(by, Body::LearnerStatusSet(body)).about(learner))?;
                        back += 1;
                    }
                    learner
                }
                Verdict::Changed(fields) if order.with_changes => {
                    let one = held.get(&entry.number);
                    if let Some(one) = one {
                        take_over(writer, by, one, entry, fields)?;
                        changed += 1;
                    }
                    one.map(|one| one.id)
                }
                Verdict::Here | Verdict::Changed(_) | Verdict::Fault(_) | Verdict::SomebodyElse(_) => None,
            };
            if let (Some(who), Some(group)) = (who, &entry.group) {
                joining.entry(plain(group)).or_insert_with(|| Joining::of(group, &groups)).people.push(who);
            }
        }
        joining.into_values().try_for_each(|one| one.write(writer, by))
    });
    changes?;
    let known = |(id, pin): (LearnerId, _)| Ok((people::known(store, id)?, pin));
    Ok(Added { new: new.into_iter().map(known).collect::<Result<_, Problem>>()?, back, changed })
}

/// Whether the plan still says what the database would say now.
fn holds(store: &Store, plan: &Plan) -> Result<bool, Problem> {
    let row = |row: &PlanRow| Row {
        line: row.line,
        shown: row.shown.clone(),
        entry: match (&row.entry, &row.verdict) {
            (Some(entry), _) => Ok(entry.clone()),
            (None, Verdict::Fault(fault)) => Err(fault.clone()),
            (None, _) => Err(RowFault::NameMissing),
        },
    };
    let (rows, passed_over) = (plan.rows.iter().map(row).collect(), plan.passed_over.clone());
    let roster = Roster { rows, is_other_encoding: plan.is_other_encoding, passed_over };
    Ok(self::plan(store, &roster)? == *plan)
}

fn of(entry: &Entry, lang: &Lang) -> people::NewLearner {
    people::NewLearner {
        name: entry.name.clone(),
        number: entry.number.clone(),
        birth_year: entry.birth_year,
        lang: entry.lang.clone().unwrap_or_else(|| lang.clone()),
    }
}

fn take_over(
    writer: &mut Writer<'_>,
    by: Actor,
    one: &Learner,
    entry: &Entry,
    fields: &[(Field, String)],
) -> Result<(), Problem> {
    for (field, old) in fields {
        let (field, new) = match field {
            Field::Name => (LearnerField::Name, Some(entry.name.clone())),
            Field::BirthYear => (LearnerField::BirthYear, entry.birth_year.map(|year| year.to_string())),
            Field::Lang => (LearnerField::Lang, entry.lang.as_ref().map(ToString::to_string)),
            Field::Group => continue, // written with the group
        };
        if let Some(new) = new {
            change_field(writer, by, one.id, field, old.clone(), new)?;
        }
    }
    Ok(())
}

/// The groups that the plan names and that are here, with what all who are in them have been assigned.
fn groups_named(store: &Store, plan: &Plan) -> Result<Vec<(Group, Vec<Enrolment>)>, Problem> {
    let wanted: BTreeSet<String> =
        plan.rows.iter().filter_map(|row| row.entry.as_ref()?.group.as_deref()).map(plain).collect();
    let named = store.groups()?.into_iter().filter(|group| wanted.contains(&plain(&group.name)));
    let with_given = |group: Group| {
        let given = groups::shared(store, &group.members)?;
        Ok((group, given))
    };
    named.map(with_given).collect()
}

/// People who join a group.
struct Joining {
    name: String,
    held: Option<Group>,
    given: Vec<Enrolment>,
    people: Vec<LearnerId>,
}

impl Joining {
    fn of(name: &str, groups: &[(Group, Vec<Enrolment>)]) -> Self {
        let found = groups.iter().find(|(group, _)| plain(&group.name) == plain(name)).cloned();
        let (held, given) = found.map_or((None, Vec::new()), |(group, given)| (Some(group), given));
        let name = held.as_ref().map_or_else(|| name.to_owned(), |held| held.name.clone());
        Self { name, held, given, people: Vec::new() }
    }

    fn write(self, writer: &mut Writer<'_>, by: Actor) -> Result<(), Problem> {
        let mut members = self.held.as_ref().map(|held| held.members.clone()).unwrap_or_default();
        members.extend(self.people);
        groups::Change::of(self.held.as_ref(), self.name, &members, self.given)?.write(writer, by)?;
        Ok(())
    }
}
