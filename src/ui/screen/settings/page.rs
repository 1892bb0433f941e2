//! The page of settings: cards side by side, or the change of a PIN alone.

use super::change::Change;
use super::look;
use super::sound::SoundCheck;
use crate::ui::screen::{page, split};
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, card, say};
use crate::ui::{Action, Screen, ViewCtx};
use egui::Ui;

/// See the module.
#[derive(Default)]
pub struct SettingsScreen {
    change: Change,
    sound: SoundCheck,
}

impl SettingsScreen {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        if self.change.is_open() {
            return page(ui, "change-pin", |ui| self.change.show(ui, cx));
        }
        page(ui, "settings", |ui| {
            say::title(ui, &cx.say("place-settings"));
            say::lead(ui, &cx.say("settings-lead"));
            ui.add_space(space::L);
            let (change, sound) = (&mut self.change, &mut self.sound);
            split(
                ui,
                0.54,
                |ui| look::show(ui, cx),
                |ui| {
                    let mut action = sign_in(ui, cx, change);
                    ui.add_space(space::L);
                    action = action.or(sound.show(ui, cx));
                    ui.add_space(space::L);
                    action.or(help(ui, cx))
                },
            )
        })
    }
}

fn sign_in(ui: &mut Ui, cx: &ViewCtx<'_>, change: &mut Change) -> Option<Action> {
    let has_pictures = cx.state.learner().is_some_and(|learner| learner.has_pictures);
    card(ui, |ui| {
        say::subheading(ui, &cx.say("settings-sign-in"));
        say::body(ui, &cx.say(if has_pictures { "settings-has-pictures" } else { "settings-has-pin" }));
        change.told(ui, cx);
        ui.add_space(space::S);
        let (pin, pictures) = if has_pictures {
            ("settings-pin-instead", "settings-change-pictures")
        } else {
            ("settings-change-pin", "settings-pictures-instead")
        };
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::secondary(&cx.say(pin)).icon(Icon::Password)).clicked() {
                *change = Change::begin(has_pictures, false);
            }
            if ui.add(Button::secondary(&cx.say(pictures)).icon(Icon::Picture)).clicked() {
                *change = Change::begin(has_pictures, true);
            }
        });
    });
    None
}

fn help(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("settings-help"));
        say::body(ui, &cx.say("settings-ask-staff"));
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            let sees = ui.add(Button::secondary(&cx.say("settings-who-sees")).icon(Icon::Eye)).clicked();
            sees.then_some(Action::Go(Screen::Help))
        })
        .inner
    })
    .inner
}
