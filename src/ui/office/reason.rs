//! A decision that wants a reason: what follows from it, a field, and two answers.

use super::context::Cx;
use crate::ui::tokens::space;
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, dialog, focus, say};
use egui::{Key, Ui};

/// What was answered.
pub(super) enum Answer {
    /// Do it, for this reason.
    Yes(String),
    /// Leave it.
    No,
}

/// The words of the question.
pub(super) struct Question<'a> {
    pub title: String,
    pub text: String,
    pub yes: &'a str,
    /// It takes something away.
    pub is_destructive: bool,
}

/// Draws the question; the reason typed so far is the caller's draft.
pub(super) fn show(ui: &Ui, cx: &Cx<'_>, question: &Question<'_>, reason: &mut String) -> Option<Answer> {
    let (answer, should_close) = dialog::show(ui.ctx(), "office-reason", 520.0, |ui| {
        dialog::body(ui, |ui| {
            say::heading(ui, &question.title);
            say::body(ui, &question.text);
            ui.add_space(space::S);
            let field = Field::new(&cx.say("office-reason")).rows(2).chars_max(300).show(ui, reason);
            focus::first(ui, &field, reason);
            say::small(ui, &cx.say("office-reason-kept"));
        });
        ui.add_space(space::S);
        let yes = cx.say(question.yes);
        ui.horizontal_wrapped(|ui| {
            let button = Button::primary(&yes).enabled(!reason.trim().is_empty());
            let button = if question.is_destructive { button.destructive() } else { button };
            let yes = ui.add(button).clicked().then(|| Answer::Yes(reason.trim().to_owned()));
            ui.add(Button::secondary(&cx.say("action-cancel"))).clicked().then_some(Answer::No).or(yes)
        })
        .inner
    });
    let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
    answer.or((should_close || is_escaped).then_some(Answer::No))
}
