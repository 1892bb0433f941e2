//! Somebody whom the office sends: who they are here, and how they come in.
//!
//! They are known by any of their ids. Else by number and name, since staff may have added them before the stick came:
//! then they are that person, and the office, which sees two ids of one number, is asked to say that they are one. A
//! number that is somebody else's here is a question for staff. Nobody comes in with a PIN: staff give one.

use super::people::today;
use super::take_roster;
use crate::format::record::RecordPerson;
use crate::format::roster::plain;
use crate::model::event::{Actor, Body, Draft, LearnerAdded, LearnerStatus, LearnerStatusSet};
use crate::model::id::LearnerId;
use crate::model::problem::{Code, Problem};
use crate::store::{Learner, Store, Writer};

/// Who somebody is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Local {
    /// One of the people here, or who was here.
    Known(Learner),
    /// Nobody yet.
    New,
    /// Nobody yet, and their number is this person's.
    Taken(Learner),
}

impl Local {
    /// Looks for them.
    pub(super) fn of(store: &Store, person: &RecordPerson) -> Result<Self, Problem> {
        let mut known = Vec::new();
        for id in person.ids() {
            known.extend(store.learner(id)?);
        }
        if let Some(one) = known.iter().find(|one| one.is_here()).or(known.first()) {
            return Ok(Self::Known(one.clone()));
        }
        let of_number = store.learner_by_number(&person.number)?;
        Ok(match of_number {
            Some(one) if plain(&one.name) == plain(&person.name) => Self::Known(one),
            Some(one) if one.is_here() => Self::Taken(one),
            Some(_) | None => Self::New,
        })
    }

    /// Their id here.
    pub(super) fn id(&self, person: &RecordPerson) -> LearnerId {
        match self {
            Self::Known(one) => one.id,
            Self::New | Self::Taken(_) => person.learner,
        }
    }
}

/// What a record does for its person's place here. Who is here is for the office's list to say, and for staff; a record
/// brings what somebody did. It may come late, with an event of last month or a certificate taken back, or be an old
/// file that nobody took off a stick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coming {
    /// They are here, or come in with it.
    In,
    /// They were put away: what they did is kept, and they stay away until a list or staff bring them back.
    Away,
    /// They are not here, and a list that is newer did not send them.
    Overtaken,
}

impl Coming {
    /// What a record made at `created` does. Before any list came to this station a record alone let people in.
    pub(super) fn of(store: &Store, local: &Local, created: u64) -> Result<Self, Problem> {
        let list = take_roster::newest(store)?;
        Ok(match local {
            Local::Known(one) if !one.is_here() && list.is_some() => Self::Away,
            Local::New | Local::Taken(_) if list.is_some_and(|list| list > created) => Self::Overtaken,
            Local::Known(_) | Local::New | Local::Taken(_) => Self::In,
        })
    }
}

/// Somebody who was let in, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Welcome {
    /// They were added.
    pub is_new: bool,
    /// They had been put away, and are back.
    pub is_back: bool,
}

/// Refuses somebody whose number is another's, or who comes back while it is.
pub(super) fn check(store: &Store, person: &RecordPerson, local: &Local) -> Result<(), Problem> {
    let taken = match local {
        Local::Taken(other) => Some(other.clone()),
        Local::Known(one) if !one.is_here() => store.learner_by_number(&one.number)?.filter(|other| other.is_here()),
        Local::Known(_) | Local::New => None,
    };
    match taken {
        None => Ok(()),
        Some(other) => Err(Problem::new(Code::RecordNumberTaken)
            .with("name", &person.name)
            .with("number", &other.number)
            .with("other", &other.name)),
    }
}

/// The day that somebody comes back on.
pub(super) fn day(store: &Store) -> Result<String, Problem> {
    today(store)
}

/// Lets them in: adds who is new, brings back who was put away.
pub(super) fn welcome(
    writer: &mut Writer<'_>,
    by: Actor,
    person: &RecordPerson,
    (local, day): (&Local, &str),
) -> Result<Welcome, Problem> {
    match local {
        Local::Known(one) if one.is_here() => Ok(Welcome { is_new: false, is_back: false }),
        Local::Known(one) => {
            let body = LearnerStatusSet { status: LearnerStatus::Returned, day: day.to_owned(), reason: None };
            writer.append(Draft::by(by, Body::LearnerStatusSet(body)).about(one.id))?;
            Ok(Welcome { is_new: false, is_back: true })
        }
        Local::New | Local::Taken(_) => {
            let body = LearnerAdded {
                name: person.name.clone(),
                number: person.number.clone(),
                birth_year: person.birth_year,
                lang: person.lang.clone(),
            };
            writer.append(Draft::by(by, Body::LearnerAdded(body)).about(person.learner))?;
            Ok(Welcome { is_new: true, is_back: false })
        }
    }
}
