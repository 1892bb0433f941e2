//! Where people are from now on: one of them, or several at once.

use crate::model::event::LearnerStatus;
use crate::model::id::LearnerId;
use crate::ui::ViewCtx;
use crate::ui::tokens::space;
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, choice, dialog, say};
use crate::worker::PeopleChange;
use egui::{Key, Ui};

/// What can be chosen; who comes back from another place or from outside is told by the log.
const STATUSES: [LearnerStatus; 5] = [
    LearnerStatus::Active,
    LearnerStatus::Segregated,
    LearnerStatus::Transferred,
    LearnerStatus::Released,
    LearnerStatus::Archived,
];

/// The key of a status.
pub(in crate::ui::desk) fn key(status: LearnerStatus) -> &'static str {
    match status {
        LearnerStatus::Active => "status-active",
        LearnerStatus::Segregated => "status-segregated",
        LearnerStatus::Transferred => "status-transferred",
        LearnerStatus::Released => "status-released",
        LearnerStatus::Returned => "status-returned",
        LearnerStatus::Archived => "status-archived",
    }
}

/// See the module.
pub(super) struct Standing {
    learners: Vec<(LearnerId, LearnerStatus)>,
    name: String,
    chosen: LearnerStatus,
    reason: String,
}

impl Standing {
    /// Of these people, who are where they are now; `name` is that of a single one.
    pub(super) fn of(learners: Vec<(LearnerId, LearnerStatus)>, name: String) -> Self {
        let first = learners.first().map_or(LearnerStatus::Active, |(_, status)| *status);
        let chosen = if first == LearnerStatus::Returned { LearnerStatus::Active } else { first };
        Self { learners, name, chosen, reason: String::new() }
    }

    /// Draws it: what is to be done, and whether it is over.
    pub(super) fn show(&mut self, ui: &Ui, cx: &ViewCtx<'_>, is_changing: bool) -> (Option<PeopleChange>, bool) {
        let ((is_saved, is_over), should_close) = dialog::show(ui.ctx(), "standing", 520.0, |ui| {
            dialog::body(ui, |ui| {
                let values = [("count", (self.learners.len() as u64).into()), ("name", self.name.as_str().into())];
                say::heading(ui, &cx.with("ask-status", &values));
                say::body(ui, &cx.say("ask-status-why"));
                for status in STATUSES {
                    if choice::row(ui, choice::Mark::Radio, &cx.say(key(status)), self.chosen == status).clicked() {
                        self.chosen = status;
                    }
                }
                Field::new(&cx.say("ask-status-reason")).chars_max(200).show(ui, &mut self.reason);
            });
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let label = cx.say("ask-status-yes");
                let is_saved = ui.add(Button::primary(&label).enabled(!is_changing)).clicked();
                (is_saved, ui.add(Button::secondary(&cx.say("action-cancel"))).clicked())
            })
            .inner
        });
        let set = self.learners.iter().map(|(learner, before)| (*learner, self.becomes(*before))).collect();
        let reason = Some(self.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        let change = is_saved.then_some(PeopleChange::Status { set, reason });
        (change, is_over || should_close || ui.input(|input| input.key_pressed(Key::Escape)))
    }

    /// Who was moved or released is back; who was only put away is simply on the list again.
    fn becomes(&self, before: LearnerStatus) -> LearnerStatus {
        match (before, self.chosen) {
            (LearnerStatus::Transferred | LearnerStatus::Released | LearnerStatus::Returned, LearnerStatus::Active) => {
                LearnerStatus::Returned
            }
            (_, chosen) => chosen,
        }
    }
}
