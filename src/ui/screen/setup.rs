//! Setting a station up from a kit.

use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, Screen, ViewCtx};
use egui::Ui;

/// See the module.
#[derive(Default)]
pub struct SetUpScreen {}

impl SetUpScreen {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        super::page(ui, "set-up", |ui| {
            say::title(ui, &cx.say("welcome-kit"));
            say::body(ui, &cx.say("set-up-by-command"));
            say::mono(ui, "foothold setup");
            ui.add_space(space::L);
            let clicked = ui.add(Button::secondary(&cx.say("action-back")).icon(Icon::Back)).clicked();
            clicked.then_some(Action::Go(Screen::Welcome))
        })
    }
}
