//! Groups of people: made, named, filled, taken away. A group's id is the station's own and says nothing; its name is
//! what staff call it, and an empty name takes it away.

use super::sign_in::entry;
use super::{assign, people};
use crate::format::limits::GROUP_MEMBERS_MAX;
use crate::format::roster::plain;
use crate::model::event::{Actor, Body, Draft, EnrolmentSet, EnrolmentState, GroupSet};
use crate::model::id::{LearnerId, Slug};
use crate::model::problem::{Code, Problem};
use crate::store::{Enrolment, Group, Store, Writer};
use std::collections::BTreeSet;

/// Makes a group, or changes its name and who is in it. Who joins gets what all who were in it have been assigned.
///
/// # Errors
/// [`Code::EntryMissing`], [`Code::GroupNameTaken`], [`Code::GroupTooLarge`], [`Code::LearnerUnknown`].
pub fn set(
    store: &mut Store,
    by: Actor,
    group: Option<&Slug>,
    name: &str,
    members: &[LearnerId],
) -> Result<Slug, Problem> {
    let name = entry("group", name)?;
    let groups = store.groups()?;
    let is_other = |one: &&Group| Some(&one.id) != group && plain(&one.name) == plain(&name);
    if let Some(other) = groups.iter().find(is_other) {
        return Err(Problem::new(Code::GroupNameTaken).with("name", &other.name));
    }
    for member in members {
        people::known(store, *member)?;
    }
    let held = groups.iter().find(|one| Some(&one.id) == group);
    let given = shared(store, &staying(held, members))?;
    let change = Change::of(held, name, members, given)?;
    store.write(|writer| change.write(writer, by))
}

/// Takes a group away. Its people stay, and so does what they were assigned.
///
/// # Errors
/// The database's.
pub fn remove(store: &mut Store, by: Actor, group: &Slug) -> Result<(), Problem> {
    let body = GroupSet { group: group.clone(), name: String::new(), members: Vec::new() };
    store.append(Draft::by(by, Body::GroupSet(body)))?;
    Ok(())
}

/// What all of these people are assigned and at work on, with the same day.
///
/// # Errors
/// The database's.
pub fn shared(store: &Store, people: &[LearnerId]) -> Result<Vec<Enrolment>, Problem> {
    let Some((first, rest)) = people.split_first() else { return Ok(Vec::new()) };
    let mut common = store.enrolments(*first)?;
    common.retain(|one| one.state == EnrolmentState::Active);
    for person in rest {
        if common.is_empty() {
            break;
        }
        let theirs = store.enrolments(*person)?;
        let is_theirs = |one: &Enrolment| {
            theirs.iter().any(|held| held.target == one.target && held.due == one.due && held.state == one.state)
        };
        common.retain(is_theirs);
    }
    Ok(common)
}

/// Who is in the group and remains.
fn staying(held: Option<&Group>, members: &[LearnerId]) -> Vec<LearnerId> {
    let wanted: BTreeSet<LearnerId> = members.iter().copied().collect();
    held.iter().flat_map(|held| held.members.iter().copied()).filter(|one| wanted.contains(one)).collect()
}

/// What must be written for a group to be as wanted.
pub(super) struct Change {
    id: Option<Slug>,
    name: String,
    members: Vec<LearnerId>,
    joining: Vec<LearnerId>,
    given: Vec<Enrolment>,
}

impl Change {
    pub(super) fn of(
        held: Option<&Group>,
        name: String,
        members: &[LearnerId],
        given: Vec<Enrolment>,
    ) -> Result<Self, Problem> {
        let members: BTreeSet<LearnerId> = members.iter().copied().collect();
        if members.len() > GROUP_MEMBERS_MAX {
            return Err(Problem::new(Code::GroupTooLarge).with("most", GROUP_MEMBERS_MAX));
        }
        let before: BTreeSet<LearnerId> = held.iter().flat_map(|held| held.members.iter().copied()).collect();
        let joining = members.difference(&before).copied().collect();
        let members = members.into_iter().collect();
        Ok(Self { id: held.map(|held| held.id.clone()), name, members, joining, given })
    }

    /// Also for people who are added in this very transaction.
    pub(super) fn write(self, writer: &mut Writer<'_>, by: Actor) -> Result<Slug, Problem> {
        let group = match self.id {
            Some(id) => id,
            None => fresh_id(writer)?,
        };
        let body = GroupSet { group: group.clone(), name: self.name, members: self.members };
        writer.append(Draft::by(by, Body::GroupSet(body)))?;
        for learner in self.joining {
            let held = writer.enrolments(learner)?;
            for given in self.given.iter().filter(|given| held.iter().all(|held| held.target != given.target)) {
                let Enrolment { target, kind, edition, due, state } = given.clone();
                assign::write(writer, by, learner, EnrolmentSet { target, kind, edition, due, state })?;
            }
        }
        Ok(group)
    }
}

fn fresh_id(writer: &Writer<'_>) -> Result<Slug, Problem> {
    let random = writer.fresh_uuid().simple().to_string();
    Slug::parse(&format!("g-{}", &random[..16])).map_err(|fault| Problem::new(Code::Internal).because(fault))
}
