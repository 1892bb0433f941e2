//! Which question is on screen, and what stands under it and is not given yet: saved at each pause and when it is left, so
//! that nobody who is called away writes it twice.

use super::draft::Draft;
use super::{Running, hints_shown};
use crate::model::answer::Answer;
use crate::ui::screen::written::Written;
use crate::worker::Request;
use crate::worker::view::DraftView;
use egui::Ui;
use std::time::Duration;

impl Running {
    /// Another question, or the page to hand in from.
    pub(super) fn turn(&mut self, at: usize) {
        self.put_by();
        self.at = at.min(self.attempt.questions.len());
        // Who is cut off comes back to this one, also past others that have no answer.
        let question = self.attempt.questions.get(self.at).map(|question| question.question.clone());
        self.outbox.push(Request::TurnTo { attempt: self.attempt.attempt, question });
        self.take_up();
        self.hints = hints_shown(&self.attempt, self.at);
        self.active_ms = 0;
        self.is_sent = false;
    }

    /// What stood under the question on screen, or was given, comes under the hands again.
    pub(super) fn take_up(&mut self) {
        let question = self.attempt.questions.get(self.at);
        let held = question.and_then(|question| self.attempt.drafts.get(&question.question));
        self.draft = question.map(|question| Draft::of(question, held)).unwrap_or_default();
        self.held = Written::new(&words(self.standing().as_ref()));
    }

    /// What stands there now and is not what was given.
    fn standing(&self) -> Option<Answer> {
        let question = self.attempt.questions.get(self.at).filter(|question| question.told.is_none())?;
        self.draft.so_far(&question.ask).filter(|now| question.given.as_ref() != Some(now))
    }

    /// Saves what stands there at each pause.
    pub(super) fn hold(&mut self, ui: &Ui, mono_ms: u64) {
        if self.is_sent {
            return;
        }
        let now = self.standing();
        let text = words(now.as_ref());
        if text != self.held.text {
            self.held.text = text;
            self.held.typed(mono_ms);
        }
        if self.held.due(mono_ms).is_some() {
            self.keep(now);
        }
        if let Some(wait_ms) = self.held.wait_ms(mono_ms) {
            ui.ctx().request_repaint_after(Duration::from_millis(wait_ms));
        }
    }

    /// The question is left: what stands there is saved at once, and comes back with it.
    pub(super) fn put_by(&mut self) {
        let now = self.standing();
        self.held.text = words(now.as_ref());
        if self.held.left().is_some() {
            self.keep(now);
        }
    }

    fn keep(&mut self, now: Option<Answer>) {
        let Some(question) = self.attempt.questions.get(self.at).map(|question| question.question.clone()) else {
            return;
        };
        match now.clone() {
            Some(now) => drop(self.attempt.drafts.insert(question.clone(), now)),
            None => drop(self.attempt.drafts.remove(&question)),
        }
        self.outbox.push(Request::Draft { attempt: self.attempt.attempt, question, answer: now });
    }

    /// What was given before stays; what stands there goes.
    pub(super) fn let_go(&mut self) {
        self.draft = self.attempt.questions.get(self.at).map(|question| Draft::of(question, None)).unwrap_or_default();
    }

    /// The question at `place` is given: the workers hold nothing else of it any more.
    pub(super) fn is_given(&mut self, place: usize) {
        if let Some(question) = self.attempt.questions.get(place) {
            self.attempt.drafts.remove(&question.question);
        }
        if place == self.at {
            self.held = Written::new(&words(self.standing().as_ref()));
        }
    }

    /// It is on the disk.
    pub(super) fn is_held(&mut self, draft: &DraftView) {
        let is_here = self.attempt.questions.get(self.at).is_some_and(|here| here.question == draft.question);
        if is_here && draft.attempt == self.attempt.attempt {
            self.held.saved(&words(draft.answer.as_ref()), draft.saved_wall_ms);
        }
    }
}

/// The same for the same answer; nothing for none.
fn words(answer: Option<&Answer>) -> String {
    answer.map(|answer| format!("{answer:?}")).unwrap_or_default()
}
