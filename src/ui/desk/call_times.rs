//! The times of day at which sittings end, kept by staff for this station.

use crate::model::schedule;
use crate::ui::tokens::space;
use crate::ui::widget::field::{Field, submitted};
use crate::ui::widget::{Button, card, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::Request;
use egui::Ui;

/// What is typed and not yet kept; none before the first key.
#[derive(Default)]
pub struct CallTimes {
    typed: Option<String>,
}

impl CallTimes {
    /// Draws it; `times` are those that hold.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, times: &[u16]) -> Option<Action> {
        card(ui, |ui| {
            say::subheading(ui, &cx.say("call-times"));
            say::body(ui, &cx.say("call-times-why"));
            let held = schedule::text(times);
            let mut typed = self.typed.clone().unwrap_or_else(|| held.clone());
            let (label, hint) = (cx.say("call-times-field"), cx.say("call-times-hint"));
            let response = Field::new(&label).hint(&hint).mono().chars_max(120).show(ui, &mut typed);
            let wanted = schedule::parse(&typed);
            let is_new = wanted.as_deref().is_some_and(|wanted| wanted != times);
            if wanted.is_none() {
                say::small(ui, &cx.say("call-times-wrong"));
            } else if typed.trim().is_empty() {
                say::small(ui, &cx.say("call-times-none"));
            }
            ui.add_space(space::S);
            let is_entered = submitted(ui, &response) && is_new;
            let is_kept = ui.add(Button::secondary(&cx.say("call-times-keep")).enabled(is_new)).clicked() || is_entered;
            self.typed = (typed != held).then_some(typed);
            match wanted {
                Some(times) if is_kept => {
                    self.typed = None;
                    Some(Action::Ask(Request::SetCallTimes { times }))
                }
                _ => None,
            }
        })
        .inner
    }
}
