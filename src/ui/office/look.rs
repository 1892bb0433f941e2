//! How the window looks and speaks, and the copies of the records.

use super::action::{Action, Purpose};
use super::back::Back;
use super::context::Cx;
use super::facts;
use super::saving::Saving;
use crate::text::LANGUAGES;
use crate::ui::tokens::{Size, TEXT_PERCENTS, Theme, Tokens, space};
use crate::ui::widget::{Button, Icon, Notice, Tone, card, progress, say};
use crate::worker::office::Told;
use egui::Ui;

/// The page about the records.
#[derive(Default)]
pub(super) struct DeskPage {
    copying: Saving,
    /// What was signed after the copy.
    pub back: Back,
}

impl DeskPage {
    /// A copy is being made.
    pub(super) fn began(&mut self) {
        self.copying = Saving::Working;
    }

    /// Takes what came of it.
    pub(super) fn take(&mut self, told: Told) {
        match told {
            Told::Saved(saved) => self.copying = Saving::Done(saved),
            Told::Failed(problem) => self.copying = Saving::Failed(problem),
            _ => {}
        }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        say::title(ui, &cx.say("office-records"));
        ui.add_space(space::M);
        let mut action = card(ui, |ui| self.backup(ui, cx)).inner;
        ui.add_space(space::L);
        let brought = card(ui, |ui| self.back.show(ui, cx)).inner;
        action = action.or(brought);
        ui.add_space(space::L);
        let looked = card(ui, |ui| {
            say::subheading(ui, &cx.say("office-look"));
            row(ui, cx)
        });
        action = action.or(looked.inner);
        ui.add_space(space::L);
        if let Some(entered) = &cx.state.entered {
            card(ui, |ui| {
                say::subheading(ui, &cx.say("office-about"));
                let places: Vec<&str> = entered.facilities.iter().map(|place| place.name.as_str()).collect();
                let facts = [
                    (cx.say("office-agency"), entered.agency.clone()),
                    (cx.say("office-name"), entered.name.clone()),
                    (cx.say("office-facilities-short"), places.join(", ")),
                    (cx.say("office-zone"), entered.tz.clone()),
                    (cx.say("office-program"), env!("CARGO_PKG_VERSION").to_owned()),
                ];
                facts::show(ui, &facts);
            });
        }
        action
    }

    fn backup(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        say::subheading(ui, &cx.say("office-backup"));
        say::body(ui, &cx.say("office-backup-why"));
        ui.add_space(space::S);
        match &self.copying {
            Saving::None => {}
            Saving::Working => {
                progress::bar(ui, 0, &cx.say("office-backup-working"));
                say::body(ui, &cx.say("office-backup-working"));
                return None;
            }
            Saving::Done(saved) => {
                let folder = saved.folder.display().to_string();
                let said = cx.with("office-backup-done", &[("folder", folder.into())]);
                Notice::new(Tone::Ok, &said).mend(&cx.say("office-backup-keys")).show(ui);
            }
            Saving::Failed(problem) => cx.told(ui, Tone::Bad, problem),
        }
        let pressed = ui.add(Button::primary(&cx.say("office-backup-do")).icon(Icon::Disk)).clicked();
        ui.add_space(space::S);
        say::small(ui, &cx.say("office-restore-why"));
        pressed.then_some(Action::Pick(Purpose::Backup))
    }
}

/// What the two buttons for the size of text need at most: they stay side by side.
const PAIR: f32 = 3.0 * space::TARGET;

/// Language, colours and size of text, in rows that wrap.
pub(super) fn row(ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        for language in LANGUAGES {
            let is_on = cx.state.language == *language;
            if ui.add(Button::quiet(language.own_name()).selected(is_on)).clicked() && !is_on {
                action = Some(Action::SetLanguage(*language));
            }
        }
        for theme in Theme::ALL {
            let (key, icon) = match theme {
                Theme::Light => ("theme-light", Icon::Sun),
                Theme::Dark => ("theme-dark", Icon::Moon),
                Theme::HighContrast => ("theme-contrast", Icon::Contrast),
            };
            let is_on = cx.state.theme == *theme;
            if ui.add(Button::quiet(&cx.say(key)).icon(icon).selected(is_on)).clicked() && !is_on {
                action = Some(Action::SetTheme(*theme));
            }
        }
        let at = TEXT_PERCENTS.iter().position(|percent| *percent >= Tokens::of(ui).text_percent).unwrap_or(0);
        let smaller = at.checked_sub(1).map(|at| TEXT_PERCENTS[at]);
        let larger = TEXT_PERCENTS.get(at + 1).copied();
        if ui.available_size_before_wrap().x < PAIR {
            ui.end_row();
        }
        for (key, size, to) in [("text-smaller", Size::Small, smaller), ("text-larger", Size::Lead, larger)] {
            let (name, letter) = (cx.say(key), cx.say("text-letter"));
            let button = Button::quiet(&letter).size(size).named(&name).enabled(to.is_some());
            if let (true, Some(percent)) = (ui.add(button).clicked(), to) {
                action = Some(Action::SetText(percent));
            }
        }
    });
    action
}
