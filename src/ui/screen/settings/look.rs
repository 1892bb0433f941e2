//! Size and kind of letters, colours, motion, captions, language.

use crate::text::LANGUAGES;
use crate::ui::faces::Face;
use crate::ui::screen::lesson::film_choice::{self, OFF, preference};
use crate::ui::shell;
use crate::ui::tokens::{TEXT_PERCENTS, Tokens, space};
use crate::ui::widget::choice::{self, Mark};
use crate::ui::widget::{card, say};
use crate::ui::{Action, ViewCtx};
use egui::Ui;

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let mut action = card(ui, |ui| size(ui, cx)).inner;
    ui.add_space(space::L);
    action = action.or(card(ui, |ui| colours(ui, cx)).inner);
    ui.add_space(space::L);
    action.or(card(ui, |ui| films(ui, cx)).inner)
}

fn size(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let mut action = None;
    let now = Tokens::of(ui).text_percent;
    say::subheading(ui, &cx.say("settings-letters"));
    ui.horizontal_wrapped(|ui| {
        for percent in TEXT_PERCENTS {
            let label = cx.with("settings-percent", &[("percent", u64::from(*percent).into())]);
            if choice::chip(ui, &label, *percent == now).clicked() {
                action = Some(Action::SetText(*percent));
            }
        }
    });
    say::body(ui, &cx.say("settings-sample"));
    ui.add_space(space::S);
    for (key, face) in [("face-plain", Face::Plain), ("face-dyslexic", Face::Dyslexic)] {
        if choice::row(ui, Mark::Radio, &cx.say(key), cx.state.face == face).clicked() {
            action = Some(Action::SetFace(face));
        }
    }
    action
}

fn colours(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    say::subheading(ui, &cx.say("settings-colors"));
    let mut action = ui.horizontal_wrapped(|ui| shell::themes(ui, cx, false)).inner;
    ui.add_space(space::S);
    let mut is_still = cx.state.is_still;
    if choice::tick(ui, &cx.say("settings-still"), &mut is_still).changed() {
        action = Some(Action::SetStill(is_still));
    }
    if LANGUAGES.len() > 1 {
        ui.add_space(space::S);
        say::subheading(ui, &cx.say("language"));
        action = action.or(shell::languages(ui, cx));
    }
    action
}

fn films(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let chosen = cx.state.learner().and_then(|learner| learner.preferences.get("film-captions"));
    let mut are_on = chosen.is_some_and(|lang| lang != OFF);
    say::subheading(ui, &cx.say("settings-films"));
    if choice::tick(ui, &cx.say("settings-captions"), &mut are_on).changed() {
        film_choice::forget(ui, cx);
        let lang = if are_on { cx.state.language.tag() } else { OFF };
        return preference("film-captions", lang.to_owned());
    }
    None
}
