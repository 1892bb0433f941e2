//! A long job on its way: what it is at, a bar, speed and time left, and a way to stop it.

use super::action::Action;
use super::context::Cx;
use crate::text::{size_of_bytes, whole};
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, card, progress, say};
use crate::worker::Ticket;
use crate::worker::office::view::{OfficeStep, Unit};
use egui::Ui;

/// Draws it; true when it was asked to stop.
pub(super) fn show(ui: &mut Ui, cx: &Cx<'_>, what: &str, step: Option<&OfficeStep>, may_stop: bool) -> bool {
    card(ui, |ui| {
        say::subheading(ui, what);
        let at = match step {
            Some(step) if cx.words.has(&format!("office-{}", step.at)) => cx.say(&format!("office-{}", step.at)),
            Some(step) => step.at.clone(),
            None => cx.say("stage-preparing"),
        };
        let permille = step.filter(|step| step.total > 0).map_or(0, |step| {
            u16::try_from(step.done.min(step.total).saturating_mul(1000) / step.total).unwrap_or(1000)
        });
        progress::bar(ui, permille, &at);
        say::body(ui, &at);
        if let Some(step) = step.filter(|step| step.total > 0) {
            say::small(ui, &numbers(cx, step));
        }
        ui.add_space(space::M);
        may_stop && ui.add(Button::secondary(&cx.say("action-cancel")).icon(Icon::Stop)).clicked()
    })
    .inner
}

/// Counting what changed, before a list can be shown.
#[derive(Default)]
pub(super) struct Counting {
    ticket: Option<Ticket>,
    step: Option<OfficeStep>,
}

impl Counting {
    /// A list is asked for.
    pub(super) fn began(&mut self, ticket: Ticket) {
        *self = Self { ticket: Some(ticket), step: None };
    }

    /// How far it is.
    pub(super) fn at(&mut self, step: OfficeStep) {
        self.step = Some(step);
    }

    /// The list is here, or is not to be had.
    pub(super) fn ended(&mut self) {
        self.step = None;
    }

    /// Whether there is anything to count.
    pub(super) fn is_on(&self) -> bool {
        self.step.as_ref().is_some_and(|step| step.total > 0)
    }

    /// Draws it while there is something to count; gives what it is stopped by.
    pub(super) fn show(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let step = self.step.as_ref().filter(|_| self.is_on())?;
        let stopped = show(ui, cx, &cx.say("office-report-counting"), Some(step), true);
        ui.add_space(space::M);
        self.ticket.filter(|_| stopped).map(Action::Cancel)
    }
}

fn numbers(cx: &Cx<'_>, step: &OfficeStep) -> String {
    let size = |amount| match step.unit {
        Unit::Bytes => size_of_bytes(cx.words, amount),
        Unit::Entries => cx.count("office-work-entries", amount),
        Unit::People => cx.count("office-people-shown", amount),
    };
    let of = |done: String, all: String| cx.with("progress-of", &[("done", done.into()), ("all", all.into())]);
    let mut parts = Vec::new();
    if step.files.1 > 0 {
        let files = of(whole(step.files.0), whole(step.files.1));
        parts.push(cx.with("office-work-files", &[("files", files.into())]));
    }
    match step.unit {
        Unit::Bytes => parts.push(of(size(step.done), size(step.total))),
        Unit::Entries | Unit::People => parts.push(of(whole(step.done), size(step.total))),
    }
    if step.per_sec > 0 {
        parts.push(cx.with("carry-speed", &[("size", size(step.per_sec).into())]));
    }
    match step.secs_left {
        Some(secs @ 1..60) => parts.push(cx.with("carry-seconds-left", &[("seconds", secs.into())])),
        Some(secs @ 60..) => parts.push(cx.with("minutes-left", &[("minutes", secs.div_ceil(60).into())])),
        Some(0) | None => {}
    }
    parts.join(" · ")
}
