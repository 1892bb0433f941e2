//! The first window of a computer on which nothing is set up: a kit, or a try-out.

use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::{Button, Icon, card, say};
use crate::ui::{Action, Screen, ViewCtx, shell};
use crate::worker::Request;
use egui::Ui;

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    super::page(ui, "welcome", |ui| {
        let p = Tokens::of(ui).palette;
        let mut action = ui.horizontal(|ui| shell::languages(ui, cx)).inner;
        ui.add_space(space::XL);
        Icon::Book.show(ui, 64.0, p.primary);
        say::title(ui, &cx.say("welcome-title"));
        say::lead(ui, &cx.say("welcome-lead"));
        ui.add_space(space::XL);
        let two = super::split(ui, 0.5, |ui| from_kit(ui, cx), |ui| try_it(ui, cx));
        action = action.or(two);
        action
    })
}

fn from_kit(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    card(ui, |ui| {
        Icon::Key.show(ui, 36.0, Tokens::of(ui).palette.primary);
        say::heading(ui, &cx.say("welcome-kit"));
        say::body(ui, &cx.say("welcome-kit-why"));
        ui.add_space(space::M);
        let clicked = ui.add(Button::primary(&cx.say("welcome-kit-do")).size(Size::Lead)).clicked();
        clicked.then_some(Action::Go(Screen::SetUp))
    })
    .inner
}

fn try_it(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    card(ui, |ui| {
        Icon::Compass.show(ui, 36.0, Tokens::of(ui).palette.primary);
        say::heading(ui, &cx.say("welcome-try"));
        say::body(ui, &cx.say("welcome-try-why"));
        ui.add_space(space::M);
        let clicked = ui.add(Button::secondary(&cx.say("welcome-try-do")).size(Size::Lead)).clicked();
        clicked.then_some(Action::Ask(Request::TryOut))
    })
    .inner
}
