//! The desk's own state: what staff look at, what is under way.

use crate::ui::screen::page;
use crate::ui::state::Who;
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::{News, Request, Ticket};
use egui::Ui;

/// See the module.
#[derive(Default)]
pub struct Desk {}

impl Desk {
    /// Notes that `request` was sent, to know whose news comes back.
    pub fn sent(&mut self, _: Ticket, _: &Request) {}

    /// Takes the news that no other screen took; gives what follows from it.
    pub fn take(&mut self, _: Ticket, _: News) -> Vec<Request> {
        Vec::new()
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        page(ui, "desk", |ui| {
            say::title(ui, &cx.say("staff-desk"));
            if let Who::Staff(staff) = &cx.state.who {
                say::lead(ui, &staff.name);
            }
            ui.add_space(space::L);
            let clicked = ui.add(Button::secondary(&cx.say("action-leave")).icon(Icon::SignOut)).clicked();
            clicked.then_some(Action::SignOut)
        })
    }
}
