//! Trying the headphones: a short sound, and what to do when it was not heard.

use crate::media::tone::{Heard, Tone};
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, Notice, Tone as Mood, card, say};
use crate::ui::{Action, ViewCtx};
use egui::Ui;

/// The three loudnesses offered, ‰, with the keys of their names.
const LOUDNESSES: [(u32, &str); 3] = [(250, "sound-soft"), (500, "sound-middle"), (1000, "sound-loud")];

/// See the module.
#[derive(Default)]
pub struct SoundCheck {
    tone: Option<Tone>,
    was_heard: Option<bool>,
    permille: Option<u32>,
}

impl SoundCheck {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        card(ui, |ui| {
            say::subheading(ui, &cx.say("sound-check"));
            say::body(ui, &cx.say("sound-check-why"));
            let now = self.permille.unwrap_or(500);
            ui.horizontal_wrapped(|ui| {
                for (permille, key) in LOUDNESSES {
                    if ui.add(Button::quiet(&cx.say(key)).selected(permille == now)).clicked() {
                        self.permille = Some(permille);
                    }
                }
            });
            let heard = self.tone.as_ref().map(Tone::heard);
            let key = if heard == Some(Heard::Playing) { "sound-playing" } else { "sound-play" };
            let label = cx.say(key);
            let is_playing = heard == Some(Heard::Playing);
            if ui.add(Button::secondary(&label).icon(Icon::Sound).enabled(!is_playing)).clicked() {
                let window = ui.ctx().clone();
                self.was_heard = None;
                self.tone = Some(Tone::play(now, move || window.request_repaint()));
            }
            match heard {
                Some(Heard::Played) => self.ask(ui, cx),
                Some(Heard::NoDevice) => {
                    ui.add_space(space::S);
                    Notice::new(Mood::Warn, &cx.say("sound-none")).mend(&cx.say("sound-none-mend")).show(ui);
                }
                Some(Heard::Playing) | None => {}
            }
            None
        })
        .inner
    }

    fn ask(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        ui.add_space(space::S);
        match self.was_heard {
            None => {
                say::strong(ui, &cx.say("sound-heard"));
                ui.horizontal_wrapped(|ui| {
                    if ui.add(Button::secondary(&cx.say("sound-yes")).icon(Icon::Check)).clicked() {
                        self.was_heard = Some(true);
                    }
                    if ui.add(Button::secondary(&cx.say("sound-no")).icon(Icon::Close)).clicked() {
                        self.was_heard = Some(false);
                    }
                });
            }
            Some(true) => {
                Notice::new(Mood::Ok, &cx.say("sound-good")).show(ui);
            }
            Some(false) => {
                Notice::new(Mood::Info, &cx.say("sound-bad")).mend(&cx.say("sound-bad-mend")).show(ui);
            }
        }
    }
}
