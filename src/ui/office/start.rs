//! Before anybody is in: making an office where there is none, the passphrase where there is one, and the first sight of
//! the code of a new office.

use super::action::{Action, Purpose};
use super::context::Cx;
use super::idle::LOCK_AFTER_MIN;
use super::look;
use crate::text::Language;
use crate::ui::screen::{page, split};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::field::{Field, submitted};
use crate::ui::widget::{Button, Card, Icon, Notice, Tone, card, choice, focus, say};
use crate::worker::Secret;
use crate::worker::office::view::StartView;
use crate::worker::office::{Ask, NewOfficeForm};
use egui::Ui;

/// The zones of the United States, by the key of their name.
const ZONES: &[(&str, &str)] = &[
    ("America/New_York", "office-zone-eastern"),
    ("America/Chicago", "office-zone-central"),
    ("America/Denver", "office-zone-mountain"),
    ("America/Phoenix", "office-zone-arizona"),
    ("America/Los_Angeles", "office-zone-pacific"),
    ("America/Anchorage", "office-zone-alaska"),
    ("Pacific/Honolulu", "office-zone-hawaii"),
    ("America/Puerto_Rico", "office-zone-puerto-rico"),
];

/// The least length of a passphrase.
const PASSPHRASE_CHARS_MIN: usize = 15;

/// What is typed.
#[derive(Default)]
pub(super) struct StartPage {
    by: String,
    passphrase: String,
    again: String,
    agency: String,
    name: String,
    facilities: String,
    zone: usize,
    is_unnamed: bool,
}

impl StartPage {
    /// It is known whether there is an office.
    pub(super) fn begin(&mut self, view: &StartView) {
        if self.by.is_empty() {
            self.by.clone_from(&view.by);
        }
    }

    /// Somebody is in: what was typed is forgotten.
    pub(super) fn entered(&mut self) {
        *self = Self { by: std::mem::take(&mut self.by), ..Self::default() };
    }

    /// Nobody is there: a passphrase that was begun is forgotten.
    pub(super) fn rest(&mut self) {
        (self.passphrase, self.again) = (String::new(), String::new());
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        page(ui, "office-start", |ui| {
            let looked = look::row(ui, cx);
            ui.add_space(space::L);
            let inner = cx.loaded(ui, &cx.state.start, |ui, view| {
                if view.exists { self.unlock(ui, cx, view) } else { self.make(ui, cx, view) }
            });
            looked.or(inner)
        })
    }

    fn unlock(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &StartView) -> Option<Action> {
        let width = Tokens::of(ui).scaled(520.0).min(ui.available_width());
        ui.vertical_centered(|ui| {
            ui.set_max_width(width);
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                card(ui, |ui| self.unlock_form(ui, cx, view)).inner
            })
            .inner
        })
        .inner
    }

    fn unlock_form(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &StartView) -> Option<Action> {
        Icon::Key.show(ui, 40.0, Tokens::of(ui).palette.primary);
        say::title(ui, &view.name);
        say::small(ui, &view.folder.display().to_string());
        ui.add_space(space::S);
        if cx.state.is_left {
            Notice::new(Tone::Info, &cx.words.with("office-left", &[("minutes", LOCK_AFTER_MIN.into())])).show(ui);
        }
        if let Some(problem) = &cx.state.refused {
            cx.told(ui, Tone::Bad, problem);
        }
        let name = Field::new(&cx.say("office-your-name")).chars_max(80).show(ui, &mut self.by);
        focus::first(ui, &name, &self.by);
        let mut is_entered = submitted(ui, &name);
        if view.is_wrapped {
            let field = Field::new(&cx.say("office-passphrase")).secret().show(ui, &mut self.passphrase);
            focus::first(ui, &field, &self.passphrase);
            is_entered |= submitted(ui, &field);
        }
        ui.add_space(space::S);
        let is_ready = !cx.state.is_entering && (!view.is_wrapped || !self.passphrase.is_empty());
        let label = match (cx.state.is_entering, view.is_wrapped) {
            (true, true) => "office-opening-keys",
            (_, true) => "office-unlock",
            (_, false) => "office-enter",
        };
        let label = cx.say(label);
        let pressed = ui.add(Button::primary(&label).icon(Icon::Unlock).wide().enabled(is_ready)).clicked();
        if (pressed || is_entered) && is_ready {
            let passphrase = view.is_wrapped.then(|| Secret::new(std::mem::take(&mut self.passphrase)));
            return Some(Action::Ask(Ask::Enter { passphrase, by: self.by.clone() }));
        }
        if view.is_wrapped {
            let label = cx.say("office-look-only");
            let look = Button::quiet(&label).wide().enabled(!cx.state.is_entering);
            if ui.add(look).clicked() {
                return Some(Action::Ask(Ask::Enter { passphrase: None, by: self.by.clone() }));
            }
            say::small(ui, &cx.say("office-look-only-why"));
        }
        None
    }

    fn make(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &StartView) -> Option<Action> {
        say::title(ui, &cx.say("office-make"));
        say::lead(ui, &cx.say("office-make-why"));
        let folder = view.folder.display().to_string();
        say::small(ui, &cx.with("office-make-folder", &[("folder", folder.into())]));
        ui.add_space(space::L);
        if let Some(problem) = &cx.state.refused {
            cx.told(ui, Tone::Bad, problem);
            ui.add_space(space::M);
        }
        // Drafts are held apart, so that both columns may change theirs.
        let Self { agency, name, facilities, zone, is_unnamed, passphrase, again, .. } = self;
        let asked = split(
            ui,
            0.5,
            |ui| {
                card(ui, |ui| who(ui, cx, [agency, name, facilities]));
                None::<Action>
            },
            |ui| {
                card(ui, |ui| place_and_time(ui, cx, zone, is_unnamed));
                ui.add_space(space::L);
                card(ui, |ui| secret(ui, cx, passphrase, again));
                None
            },
        );
        ui.add_space(space::L);
        let done = self.make_buttons(ui, cx);
        asked.or(done)
    }

    fn make_buttons(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let missing = self.missing();
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            let label = cx.say(if cx.state.is_entering { "office-making" } else { "office-make-do" });
            let button = Button::primary(&label).icon(Icon::Check).enabled(missing.is_none() && !cx.state.is_entering);
            if ui.add(button).clicked() {
                action = Some(Action::Ask(Ask::Make(Box::new(self.form(cx.state.language)))));
            }
            let label = cx.say("office-restore");
            let restore = Button::quiet(&label).icon(Icon::Sync).enabled(!cx.state.is_entering);
            if ui.add(restore).clicked() {
                action = Some(Action::Pick(Purpose::Restore));
            }
        });
        if let Some(key) = missing {
            say::muted(ui, &cx.say(key));
        }
        action
    }

    /// The key of what is still wanted.
    fn missing(&self) -> Option<&'static str> {
        let has_place = self.facilities.lines().any(|line| !line.trim().is_empty());
        if self.agency.trim().is_empty() || self.name.trim().is_empty() {
            Some("office-missing-names")
        } else if !has_place {
            Some("office-missing-facility")
        } else if self.passphrase.chars().count() < PASSPHRASE_CHARS_MIN {
            Some("office-missing-passphrase")
        } else if self.passphrase != self.again {
            Some("office-missing-again")
        } else {
            None
        }
    }

    fn form(&self, language: Language) -> NewOfficeForm {
        NewOfficeForm {
            agency: self.agency.clone(),
            name: self.name.clone(),
            facilities: self.facilities.lines().map(str::to_owned).collect(),
            tz: ZONES.get(self.zone).map_or("UTC", |(zone, _)| *zone).to_owned(),
            language: if language == Language::Spanish { "es" } else { "en" }.to_owned(),
            names_issuer: !self.is_unnamed,
            passphrase: Secret::new(self.passphrase.clone()),
        }
    }
}

fn who(ui: &mut Ui, cx: &Cx<'_>, [agency, name, facilities]: [&mut String; 3]) {
    say::subheading(ui, &cx.say("office-make-who"));
    let field = Field::new(&cx.say("office-agency")).chars_max(120).show(ui, agency);
    focus::first(ui, &field, agency);
    Field::new(&cx.say("office-name")).chars_max(120).show(ui, name);
    Field::new(&cx.say("office-facilities")).rows(5).chars_max(8_000).show(ui, facilities);
    say::small(ui, &cx.say("office-facilities-why"));
}

fn place_and_time(ui: &mut Ui, cx: &Cx<'_>, zone: &mut usize, is_unnamed: &mut bool) {
    say::subheading(ui, &cx.say("office-make-papers"));
    say::strong(ui, &cx.say("office-zone"));
    ui.horizontal_wrapped(|ui| {
        for (at, (_, key)) in ZONES.iter().enumerate() {
            if choice::chip(ui, &cx.say(key), *zone == at).clicked() {
                *zone = at;
            }
        }
    });
    choice::tick(ui, &cx.say("office-unnamed"), is_unnamed);
    say::small(ui, &cx.say("office-unnamed-why"));
}

fn secret(ui: &mut Ui, cx: &Cx<'_>, passphrase: &mut String, again: &mut String) {
    say::subheading(ui, &cx.say("office-make-passphrase"));
    Field::new(&cx.say("office-passphrase")).secret().show(ui, passphrase);
    Field::new(&cx.say("office-passphrase-again")).secret().show(ui, again);
    say::small(ui, &cx.say("office-passphrase-why"));
}

/// The code of an office that was made just now.
pub(super) fn made(ui: &mut Ui, cx: &Cx<'_>) {
    let Some(code) = cx.state.entered.as_ref().and_then(|entered| entered.made.as_ref()) else { return };
    Card::new().lifted(true).show(ui, |ui| {
        say::labelled(ui, Icon::Done, &cx.say("office-made"), Tokens::of(ui).palette.ok);
        say::body(ui, &cx.say("office-made-next"));
        say::small(ui, &cx.say("office-code"));
        super::facts::code(ui, code);
    });
    ui.add_space(space::L);
}
