//! The passphrase of the keys, asked for when they are needed.

use super::context::Cx;
use crate::ui::tokens::space;
use crate::ui::widget::field::{Field, submitted};
use crate::ui::widget::{Button, Icon, Tone, dialog, focus, say};
use crate::worker::Secret;
use crate::worker::office::Ask;
use egui::{Key, Ui};

/// What is typed.
#[derive(Default)]
pub(super) struct Unlock {
    passphrase: String,
}

impl Unlock {
    /// Draws it; gives what to ask, or nothing to ask where it was put away.
    pub(super) fn show(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Option<Ask>> {
        let (answer, should_close) = dialog::show(ui.ctx(), "office-unlock", 460.0, |ui| {
            let field = dialog::body(ui, |ui| {
                say::heading(ui, &cx.say("office-unlock"));
                say::body(ui, &cx.say("office-unlock-why"));
                if let Some(problem) = &cx.state.refused {
                    cx.told(ui, Tone::Bad, problem);
                }
                let field = Field::new(&cx.say("office-passphrase")).secret().show(ui, &mut self.passphrase);
                focus::first(ui, &field, &self.passphrase);
                field
            });
            let is_entered = submitted(ui, &field);
            ui.add_space(space::S);
            let label = cx.say(if cx.state.is_entering { "office-opening-keys" } else { "office-unlock" });
            ui.horizontal_wrapped(|ui| {
                let is_ready = !self.passphrase.is_empty() && !cx.state.is_entering;
                let yes = ui.add(Button::primary(&label).icon(Icon::Unlock).enabled(is_ready)).clicked();
                let no = ui.add(Button::secondary(&cx.say("action-cancel"))).clicked();
                if no { Some(false) } else { ((yes || is_entered) && is_ready).then_some(true) }
            })
            .inner
        });
        let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
        match answer {
            Some(true) => {
                let passphrase = Some(Secret::new(std::mem::take(&mut self.passphrase)));
                let by = cx.state.entered.as_ref().map(|entered| entered.by.clone()).unwrap_or_default();
                Some(Some(Ask::Enter { passphrase, by }))
            }
            Some(false) => Some(None),
            None => (should_close || is_escaped).then_some(None),
        }
    }
}
