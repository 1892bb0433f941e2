//! How things work, and who sees what: said before anybody has to ask.

use crate::model::trust::FreeText;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, card, say};
use crate::ui::{Action, Screen, ViewCtx};
use egui::Ui;

const HOW: &[(Icon, &str)] = &[
    (Icon::Save, "help-saved"),
    (Icon::Clock, "help-time"),
    (Icon::Lock, "help-lock"),
    (Icon::TextSize, "help-text-size"),
    (Icon::Certificate, "help-certificate"),
    (Icon::Warning, "help-trouble"),
];
const STAFF_SEE: &[&str] =
    &["help-see-name", "help-see-courses", "help-see-time", "help-see-scores", "help-see-answers"];
const STAFF_DO_NOT_SEE: &[&str] = &["help-hide-pin", "help-hide-screen", "help-hide-search"];
const KEYS: &[(&str, &str)] = &[
    ("key-tab", "help-key-tab"),
    ("key-enter", "help-key-enter"),
    ("key-escape", "help-key-escape"),
    ("key-lock", "help-key-lock"),
    ("key-size", "help-key-size"),
];

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    super::page(ui, "help", |ui| {
        say::title(ui, &cx.say("place-help"));
        say::lead(ui, &cx.say("help-lead"));
        ui.add_space(space::S);
        let to_settings = ui.add(Button::secondary(&cx.say("help-settings")).icon(Icon::Settings)).clicked();
        ui.add_space(space::L);
        let two = super::split(ui, 0.54, |ui| how(ui, cx), |ui| who_sees(ui, cx));
        ui.add_space(space::L);
        keys(ui, cx);
        two.or(to_settings.then_some(Action::Go(Screen::Settings)))
    })
}

fn how(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    card(ui, |ui| {
        for (at, (icon, key)) in HOW.iter().enumerate() {
            if at > 0 {
                ui.add_space(space::M);
            }
            let p = Tokens::of(ui).palette;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                icon.show(ui, 26.0, p.primary);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    say::subheading(ui, &cx.say(&format!("{key}-title")));
                    say::body(ui, &cx.say(key));
                });
            });
        }
    });
    None
}

fn who_sees(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("help-staff-see"));
        let (seen, unseen) = written(cx.state.place().map(|place| place.free_text));
        list(ui, cx, Icon::Eye, STAFF_SEE);
        list(ui, cx, Icon::Eye, seen);
        ui.add_space(space::M);
        say::subheading(ui, &cx.say("help-staff-do-not-see"));
        list(ui, cx, Icon::EyeSlash, STAFF_DO_NOT_SEE);
        list(ui, cx, Icon::EyeSlash, unseen);
        ui.add_space(space::M);
        say::small(ui, &cx.say("help-leaves"));
    });
    None
}

/// What of the learner's own words staff can see, and what they cannot, as the policy says.
fn written(policy: Option<FreeText>) -> (&'static [&'static str], &'static [&'static str]) {
    match policy {
        Some(FreeText::Reviewed) => (&["help-see-notes"], &["help-hide-journal-but"]),
        Some(FreeText::Local) => (&[], &["help-hide-notes", "help-hide-journal"]),
        Some(FreeText::Off) | None => (&[], &[]), // nobody can write any
    }
}

fn list(ui: &mut Ui, cx: &ViewCtx<'_>, icon: Icon, keys: &[&str]) {
    let p = Tokens::of(ui).palette;
    for key in keys {
        ui.horizontal_top(|ui| {
            icon.show(ui, 20.0, p.muted);
            say::body(ui, &cx.say(key));
        });
    }
}

fn keys(ui: &mut Ui, cx: &ViewCtx<'_>) {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("help-keys"));
        for (key, what) in KEYS {
            ui.horizontal_wrapped(|ui| {
                say::strong(ui, &cx.say(key));
                say::body(ui, &cx.say(what));
            });
        }
    });
}
