//! What staff assign: a course or a programme, to one person or many, with a day it should be done by.
//!
//! An assignment is each person's own (`enrolment.set` names a learner). Assigning to a group assigns to those who are
//! in it; who joins later gets what all its members have in common ([`super::groups`]).

use crate::model::event::{Actor, Body, Draft, EnrolmentSet, EnrolmentState};
use crate::model::id::LearnerId;
use crate::model::problem::{Code, Problem};
use crate::store::{Enrolment, Store, Writer};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Sets an assignment of these people, in one transaction. Whoever is in the course keeps their edition. Says for how
/// many something changed.
///
/// # Errors
/// [`Code::LearnerUnknown`]; [`Code::EntryMissing`] if `due` is no day.
pub fn set(store: &mut Store, by: Actor, learners: &[LearnerId], wanted: &EnrolmentSet) -> Result<usize, Problem> {
    if wanted.due.as_ref().is_some_and(|due| due.parse::<Date>().is_err()) {
        return Err(Problem::new(Code::EntryMissing).with("field", "due"));
    }
    let mut changes = Vec::new();
    for learner in learners.iter().copied().collect::<BTreeSet<_>>() {
        store.learner(learner)?.ok_or_else(|| Problem::new(Code::LearnerUnknown))?;
        let held = store.enrolments(learner)?.into_iter().find(|held| held.target == wanted.target);
        changes.extend(change(held.as_ref(), wanted).map(|change| (learner, change)));
    }
    let count = changes.len();
    store.write(|writer| changes.into_iter().try_for_each(|(learner, change)| write(writer, by, learner, change)))?;
    Ok(count)
}

/// What must be written so that `wanted` holds; none if it does.
fn change(held: Option<&Enrolment>, wanted: &EnrolmentSet) -> Option<EnrolmentSet> {
    let Some(held) = held else { return (wanted.state != EnrolmentState::Withdrawn).then(|| wanted.clone()) };
    let edition = if held.state == EnrolmentState::Withdrawn { wanted.edition } else { held.edition };
    let is_so = held.kind == wanted.kind && held.due == wanted.due && held.state == wanted.state;
    (!is_so || held.edition != edition).then(|| EnrolmentSet { edition, ..wanted.clone() })
}

pub(super) fn write(
    writer: &mut Writer<'_>,
    by: Actor,
    learner: LearnerId,
    change: EnrolmentSet,
) -> Result<(), Problem> {
    writer.append(Draft::by(by, Body::EnrolmentSet(change)).about(learner))?;
    Ok(())
}
