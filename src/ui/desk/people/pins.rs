//! One-time PINs of several people: made with a bar and a way to stop, then saved as one sheet of slips.

use crate::model::id::LearnerId;
use crate::ui::desk::account::working;
use crate::ui::desk::paper::pin_slips;
use crate::ui::desk::saving::Saving;
use crate::ui::desk::title::Title;
use crate::ui::tokens::space;
use crate::ui::widget::dialog::{self, Answer, Confirm};
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{PinView, StepView};
use crate::worker::{PeopleChange, Ticket};
use egui::Ui;

/// What making one PIN takes, about: Argon2id with 64 MiB, two side by side (measured; see the job's notes).
const PIN_MS: u64 = 150;

/// About how many minutes `count` PINs take.
#[must_use]
pub(super) fn minutes(count: usize) -> u64 {
    (count as u64 * PIN_MS).div_ceil(60_000)
}

/// A job under way.
#[derive(Default)]
pub(super) struct Running {
    /// Its ticket, once it has one.
    pub(super) ticket: Option<Ticket>,
    /// How far it is.
    pub(super) step: Option<StepView>,
}

impl Running {
    /// Draws bar and "Cancel".
    pub(super) fn show(&self, ui: &mut Ui, cx: &ViewCtx<'_>, what: &str) -> Option<Action> {
        let cancelled = working(ui, cx, what, self.step.as_ref());
        if cancelled { self.ticket.map(Action::Cancel) } else { None }
    }
}

/// Whether several people shall have new PINs.
pub(super) fn ask(ui: &Ui, cx: &ViewCtx<'_>, learners: &[LearnerId]) -> Option<Option<PeopleChange>> {
    let title = cx.with("ask-pins", &[("count", (learners.len() as u64).into())]);
    let time = cx.words.minutes(minutes(learners.len()));
    let text = cx.with("ask-pins-why", &[("time", time.into())]);
    let (yes, no) = (cx.say("ask-pins-yes"), cx.say("action-cancel"));
    let answer = Confirm { title: &title, text: &text, yes: &yes, no: &no, is_destructive: false }.show(ui.ctx())?;
    Some((answer == Answer::Yes).then(|| PeopleChange::GivePins { learners: learners.to_vec() }))
}

/// PINs that are made and known to nobody yet.
pub(super) struct Made {
    pins: Vec<PinView>,
    /// Whether the sheet is on a stick.
    pub(super) is_saved: bool,
}

impl Made {
    /// These.
    pub(super) fn of(pins: Vec<PinView>) -> Self {
        Self { pins, is_saved: false }
    }

    fn title(&self) -> Title {
        Title::of("pins-made", self.pins.len() as u64, "")
    }

    /// What is said of them, and what can be done: a sheet to save; true when they are done with.
    pub(super) fn content(&self, ui: &mut Ui, cx: &ViewCtx<'_>) -> (Option<Saving>, bool) {
        self.told(ui, cx);
        self.ways(ui, cx)
    }

    fn told(&self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        say::heading(ui, &self.title().words(cx));
        say::body(ui, &cx.say("pins-save-why"));
        if !self.is_saved {
            say::small(ui, &cx.say("pins-lost-why"));
        }
    }

    fn ways(&self, ui: &mut Ui, cx: &ViewCtx<'_>) -> (Option<Saving>, bool) {
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            let label = cx.say("pins-save");
            let save = if self.is_saved { Button::secondary(&label) } else { Button::primary(&label) };
            let is_pressed = ui.add(save.icon(Icon::Pdf)).clicked();
            let label = cx.say(if self.is_saved { "action-done" } else { "pins-leave" });
            let leave = if self.is_saved { Button::primary(&label) } else { Button::secondary(&label) };
            let is_over = ui.add(leave).clicked();
            let saving = if is_pressed {
                pin_slips(cx, &self.pins).map(|request| Saving::new(self.title(), request))
            } else {
                None
            };
            (saving, is_over)
        })
        .inner
    }

    /// The same above the page.
    pub(super) fn show(&self, ui: &Ui, cx: &ViewCtx<'_>) -> (Option<Saving>, bool) {
        dialog::show(ui.ctx(), "pins-made", 560.0, |ui| {
            dialog::body(ui, |ui| self.told(ui, cx));
            self.ways(ui, cx)
        })
        .0
    }
}
