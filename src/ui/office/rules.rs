//! The rules of stations: as they are, and a dialog to change the plain ones, which shows what changes before it is
//! signed. And a dialog to add places.

use super::action::Action;
use super::context::Cx;
use crate::model::trust::{FreeText, Settings};
use crate::ui::tokens::space;
use crate::ui::widget::choice::{self, Mark};
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, Icon, dialog, focus, say};
use crate::worker::office::Ask;
use egui::{Key, Ui};

/// Longest time in minutes: a week.
const MINUTES_MAX: u64 = 7 * 24 * 60;

/// The rules, each with its value in words.
pub(super) fn told(cx: &Cx<'_>, s: &Settings) -> Vec<(String, String)> {
    let yes = |is: bool| cx.say(if is { "action-yes" } else { "action-no" });
    let minutes = |minutes: u64| if minutes == 0 { cx.say("office-rule-off") } else { cx.words.minutes(minutes) };
    vec![
        (cx.say("office-zone"), s.tz.clone()),
        (cx.say("office-rule-lock"), minutes(s.idle_lock_min)),
        (cx.say("office-rule-seat"), minutes(s.idle_seat_min)),
        (cx.say("office-rule-session"), minutes(s.session_max_min)),
        (cx.say("office-rule-text"), cx.say(text_key(s.free_text))),
        (cx.say("office-rule-enrol"), yes(s.learner_may_self_enrol)),
        (cx.say("office-rule-print"), yes(s.print)),
        (cx.say("office-rule-save"), yes(s.save_pdf)),
        (cx.say("office-rule-names"), yes(s.name_tiles)),
        (cx.say("office-rule-kiosk"), yes(s.kiosk)),
    ]
}

fn text_key(free: FreeText) -> &'static str {
    match free {
        FreeText::Off => "office-rule-text-off",
        FreeText::Local => "office-rule-text-local",
        FreeText::Reviewed => "office-rule-text-reviewed",
    }
}

/// Rules that are being changed.
pub(super) struct Draft {
    before: Settings,
    now: Settings,
    /// The three times, as typed.
    minutes: [String; 3],
    /// What changes is shown, and waits for the word.
    is_asked: bool,
}

impl Draft {
    pub(super) fn of(settings: &Settings) -> Self {
        let minutes = [settings.idle_lock_min, settings.idle_seat_min, settings.session_max_min];
        let minutes = minutes.map(|minutes| minutes.to_string());
        Self { before: settings.clone(), now: settings.clone(), minutes, is_asked: false }
    }

    /// Draws it; gives what to do, or nothing to do where it was put away.
    pub(super) fn show(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Option<Action>> {
        let (answer, should_close) = dialog::show(ui.ctx(), "office-rules", 620.0, |ui| {
            if self.is_asked { self.ask(ui, cx) } else { self.form(ui, cx) }
        });
        let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
        answer.or((should_close || is_escaped).then_some(None))
    }

    fn form(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Option<Action>> {
        let is_whole = dialog::body(ui, |ui| self.fields(ui, cx));
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            let is_ready = is_whole && self.now != self.before;
            if ui.add(Button::primary(&cx.say("office-rules-look")).icon_last(Icon::Next).enabled(is_ready)).clicked() {
                self.is_asked = true;
            }
            ui.add(Button::secondary(&cx.say("action-cancel"))).clicked().then_some(None)
        })
        .inner
    }

    /// What can be chosen; true if all of it can be kept.
    fn fields(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        say::heading(ui, &cx.say("office-rules-change"));
        let mut is_whole = true;
        let times = [&mut self.now.idle_lock_min, &mut self.now.idle_seat_min, &mut self.now.session_max_min];
        let keys = ["office-rule-lock", "office-rule-seat", "office-rule-session"];
        for ((key, typed), time) in keys.into_iter().zip(&mut self.minutes).zip(times) {
            let label = cx.with("office-rule-minutes", &[("rule", cx.say(key).into())]);
            Field::new(&label).chars_max(5).show(ui, typed);
            match typed.trim().parse().ok().filter(|minutes| (1..=MINUTES_MAX).contains(minutes)) {
                Some(minutes) => *time = minutes,
                None => is_whole = false,
            }
        }
        say::strong(ui, &cx.say("office-rule-text"));
        for free in [FreeText::Off, FreeText::Local, FreeText::Reviewed] {
            if choice::row(ui, Mark::Radio, &cx.say(text_key(free)), self.now.free_text == free).clicked() {
                self.now.free_text = free;
            }
        }
        for (key, is_on) in [
            ("office-rule-enrol", &mut self.now.learner_may_self_enrol),
            ("office-rule-print", &mut self.now.print),
            ("office-rule-save", &mut self.now.save_pdf),
            ("office-rule-names", &mut self.now.name_tiles),
            ("office-rule-kiosk", &mut self.now.kiosk),
        ] {
            choice::tick(ui, &cx.say(key), is_on);
        }
        if !is_whole {
            say::small(ui, &cx.count("office-rule-minutes-wrong", MINUTES_MAX));
        }
        is_whole
    }

    /// What changes, and the word that does it.
    fn ask(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Option<Action>> {
        dialog::body(ui, |ui| {
            say::heading(ui, &cx.say("office-rules-change"));
            say::body(ui, &cx.say("office-rules-sign-why"));
            for ((name, was), (_, is)) in told(cx, &self.before).into_iter().zip(told(cx, &self.now)) {
                if was != is {
                    say::strong(ui, &name);
                    say::body(ui, &cx.with("office-rules-changed", &[("was", was.into()), ("is", is.into())]));
                }
            }
        });
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            let sign = ui.add(Button::primary(&cx.say("office-rules-sign")).icon(Icon::Check)).clicked();
            if ui.add(Button::secondary(&cx.say("action-back"))).clicked() {
                self.is_asked = false;
            }
            let settings = || Box::new(self.now.clone());
            let cancel = ui.add(Button::quiet(&cx.say("action-cancel"))).clicked().then_some(None);
            cancel.or_else(|| sign.then(|| Some(Action::Ask(Ask::SetRules { settings: settings() }))))
        })
        .inner
    }
}

/// The dialog that adds places, one a line; gives what to do, or nothing to do where it was put away.
pub(super) fn add_places(ui: &Ui, cx: &Cx<'_>, typed: &mut String) -> Option<Option<Action>> {
    let (answer, should_close) = dialog::show(ui.ctx(), "office-places", 560.0, |ui| {
        dialog::body(ui, |ui| {
            say::heading(ui, &cx.say("office-facility-add"));
            say::body(ui, &cx.say("office-facility-why"));
            let field = Field::new(&cx.say("office-facility-names")).rows(3).chars_max(4_000).show(ui, typed);
            focus::first(ui, &field, typed);
            say::small(ui, &cx.say("office-facility-code"));
        });
        ui.add_space(space::S);
        let names: Vec<String> =
            typed.lines().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        ui.horizontal_wrapped(|ui| {
            let label = cx.say("office-facility-do");
            let add = ui.add(Button::primary(&label).icon(Icon::Plus).enabled(!names.is_empty())).clicked();
            let cancel = ui.add(Button::secondary(&cx.say("action-cancel"))).clicked().then_some(None);
            cancel.or_else(|| add.then(|| Some(Action::Ask(Ask::AddFacilities { names }))))
        })
        .inner
    });
    let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
    answer.or((should_close || is_escaped).then_some(None))
}
