//! Locking and leaving: nothing of one person may be on screen for the next.

use super::wish::Wish;
use super::{Loaded, Parting, PinChange, State, Who};
use crate::model::event::SessionEnd;
use crate::model::id::LearnerId;
use crate::ui::action::Screen;
use crate::worker::Request;

impl State {
    /// Covers the screen. The sitting ends, so that nothing is counted; the place is kept for the same person.
    pub fn lock(&mut self, cause: SessionEnd) -> Vec<Request> {
        match std::mem::take(&mut self.who) {
            Who::Learner(learner) if !learner.must_choose_pin => {
                self.who = Who::Locked(learner);
                self.forget_pages();
                (self.sign_in_problem, self.is_signing_in, self.staff_wish) = (None, false, None);
                vec![Request::SignOut { cause }]
            }
            Who::Locked(learner) => {
                self.who = Who::Locked(learner);
                Vec::new()
            }
            Who::Learner(_) | Who::Staff(_) | Who::Nobody => self.sign_out(cause),
        }
    }

    /// Whose PIN the lock screen waits for.
    #[must_use]
    pub fn locked(&self) -> Option<(LearnerId, &str)> {
        match &self.who {
            Who::Locked(learner) => Some((learner.learner, &learner.name)),
            Who::Nobody | Who::Learner(_) | Who::Staff(_) => None,
        }
    }

    pub(super) fn sign_out(&mut self, cause: SessionEnd) -> Vec<Request> {
        let was_locked = matches!(self.who, Who::Locked(_));
        self.come_too_late();
        self.who = Who::Nobody;
        self.departures = self.departures.wrapping_add(1);
        self.forget_pages();
        (self.sign_in_problem, self.is_signing_in, self.wait_until_mono_ms) = (None, false, 0);
        (self.pin_change, self.cannot_save) = (PinChange::None, None);
        (self.parting, self.staff_wish, self.staff_problem) = (None, None, None);
        self.screen = Screen::SignIn;
        self.tiles = Loaded::Nothing;
        self.language = self.home_language;
        self.chosen.clear();
        self.plain_look();
        let mut requests = Vec::new();
        if !was_locked {
            requests.push(Request::SignOut { cause });
        }
        requests.extend(self.wants());
        requests
    }

    fn come_too_late(&mut self) {
        let tries = self.waiting.extract_if(.., |_, wish| *wish == Wish::SignIn);
        self.late.extend(tries.map(|(ticket, _)| ticket));
    }

    /// The sitting is ended, not by the person: says so to whoever sits there.
    pub fn end(&mut self, cause: SessionEnd, parting: Parting) -> Vec<Request> {
        let requests = self.sign_out(cause);
        self.parting = Some(parting);
        requests
    }

    /// Nothing of one person may be on screen for the next.
    pub fn forget_pages(&mut self) {
        self.home = Loaded::Nothing;
        self.library = Loaded::Nothing;
        self.found = Loaded::Nothing;
        self.newest_search = None;
        self.course = Loaded::Nothing;
        self.programme = Loaded::Nothing;
        self.certificate = Loaded::Nothing;
        self.record = Loaded::Nothing;
        self.kept = super::KeptPages::default();
        self.lesson = Loaded::Nothing;
        self.saved_wall_ms = None;
        self.notice = None;
    }
}
