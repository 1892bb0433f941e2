//! What the store thread has before it: the open station, who is in, and what was read of the library.

use super::handle::Options;
use super::show::Pictures;
use crate::job::courses::Courses;
use crate::job::damage;
use crate::job::follow::Followed;
use crate::job::staff::SignedInStaff;
use crate::job::start::OpenHome;
use crate::job::study::Study;
use crate::job::trust::held_trust;
use crate::model::event::{Actor, SessionEnd};
use crate::model::id::LearnerId;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::model::trust::Settings;
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::sync::Arc;

/// What the threads were given.
pub(super) struct Outside {
    pub options: Options,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
}

/// See the module.
pub(super) struct Room {
    pub outside: Outside,
    pub station: Option<OnStation>,
}

/// An open, set-up station.
pub(super) struct OnStation {
    pub open: OpenHome,
    pub courses: Courses,
    pub settings: Settings,
    pub who: Who,
    pub pictures: Pictures,
    people: HashMap<LearnerId, Followed>,
}

/// Who is in.
pub(super) enum Who {
    Nobody,
    Learner {
        study: Box<Study>,
        /// They came in with a one-time PIN.
        must_choose_pin: bool,
    },
    Staff(Box<SignedInStaff>),
}

impl Room {
    pub(super) fn new(outside: Outside) -> Self {
        Self { outside, station: None }
    }

    /// The station, once it is set up.
    pub(super) fn station(&mut self) -> Result<&mut OnStation, Problem> {
        self.station.as_mut().ok_or_else(|| Problem::new(Code::StationNotSetUp))
    }

    /// After a panic: whatever was half done in memory is read from the disk again.
    pub(super) fn recover(&mut self) -> Result<(), Problem> {
        let Some(station) = &mut self.station else { return Ok(()) };
        station.people.clear();
        match &mut station.who {
            Who::Learner { study, .. } => study.read_again(&station.open.store),
            Who::Staff(_) | Who::Nobody => Ok(()),
        }
    }

    /// Ends the sitting under way, and lets go of the home.
    pub(super) fn close(&mut self) -> Result<(), Problem> {
        match self.station.take() {
            Some(mut station) => station.sign_out(SessionEnd::Left).and_then(|()| station.note_damage()),
            None => Ok(()),
        }
    }
}

impl OnStation {
    /// Reads what a set-up home holds.
    pub(super) fn of(open: OpenHome) -> Result<Self, Problem> {
        let courses = Courses::open(&open.home, &open.store)?;
        let settings = held_trust(&open.store)?.policy.settings.clone();
        Ok(Self { open, courses, settings, who: Who::Nobody, pictures: Pictures::default(), people: HashMap::new() })
    }

    /// Looks again after documents or packs changed.
    pub(super) fn refresh(&mut self) -> Result<(), Problem> {
        self.settings = held_trust(&self.open.store)?.policy.settings.clone();
        self.courses.refresh(&self.open.store)
    }

    /// Writes down the damage that readers met, in whichever thread.
    pub(super) fn note_damage(&mut self) -> Result<(), Problem> {
        let new = damage::note(&mut self.open.store, self.courses.shelf().take_damage())?;
        if new > 0 {
            log::warn!("{new} damaged places in installed packs");
        }
        Ok(())
    }

    /// The station's time zone.
    pub(super) fn zone(&self) -> TimeZone {
        TimeZone::get(&self.settings.tz).unwrap_or(TimeZone::UTC) // a policy with a zone of the future
    }

    /// Ends what whoever is in does.
    pub(super) fn sign_out(&mut self, cause: SessionEnd) -> Result<(), Problem> {
        match std::mem::replace(&mut self.who, Who::Nobody) {
            Who::Learner { study, .. } => study.end(&mut self.open.store, cause),
            Who::Staff(_) | Who::Nobody => Ok(()),
        }
    }

    /// The sitting, with what it needs beside it.
    pub(super) fn sitting(&mut self) -> Result<Sitting<'_>, Problem> {
        let zone = self.zone();
        match &mut self.who {
            Who::Learner { study, must_choose_pin: false } => Ok(Sitting {
                study,
                open: &mut self.open,
                courses: &self.courses,
                pictures: &mut self.pictures,
                settings: &self.settings,
                zone,
            }),
            _ => Err(Problem::new(Code::SessionOver)),
        }
    }

    /// The member of staff who is in.
    pub(super) fn staff(&self) -> Result<SignedInStaff, Problem> {
        match &self.who {
            Who::Staff(staff) => Ok((**staff).clone()),
            Who::Learner { .. } | Who::Nobody => Err(Problem::new(Code::StaffRole)),
        }
    }

    /// As whom staff act.
    pub(super) fn actor(&self) -> Result<Actor, Problem> {
        Ok(self.staff()?.actor())
    }

    /// What is known of a learner, brought up to date.
    pub(super) fn follow(&mut self, learner: LearnerId) -> Result<&Followed, Problem> {
        use std::collections::hash_map::Entry;
        let store = &mut self.open.store;
        match self.people.entry(learner) {
            Entry::Occupied(held) => {
                let followed = held.into_mut();
                followed.catch_up(store)?;
                Ok(followed)
            }
            Entry::Vacant(free) => {
                let mut followed = Followed::of(store, learner)?;
                followed.cache(store)?;
                Ok(free.insert(followed))
            }
        }
    }

    /// What was last known of a learner whom [`OnStation::follow`] brought up to date.
    pub(super) fn followed(&self, learner: LearnerId) -> Result<&Followed, Problem> {
        self.people.get(&learner).ok_or_else(|| Problem::new(Code::LearnerUnknown))
    }
}

/// A learner's sitting and what it needs.
pub(super) struct Sitting<'a> {
    pub study: &'a mut Study,
    pub open: &'a mut OpenHome,
    pub courses: &'a Courses,
    pub pictures: &'a mut Pictures,
    pub settings: &'a Settings,
    pub zone: TimeZone,
}
