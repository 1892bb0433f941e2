//! Staff at somebody's screen: their passphrase ends the session, or closes the program of a kiosk.

use crate::ui::widget::field::{Field, submitted};
use crate::ui::widget::{Button, Notice, Tone, dialog, focus, say};
use crate::ui::{Action, ViewCtx, tokens::space};
use crate::worker::{Request, Secret, StaffWish};
use egui::{Key, Ui};
use zeroize::Zeroize as _;

/// See the module.
#[derive(Default)]
pub struct StaffWord {
    name: String,
    passphrase: String,
    is_asked: bool,
}

impl StaffWord {
    /// Draws the question while there is one.
    pub fn show(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let Some(wish) = cx.state.staff_wish else {
            self.forget();
            return None;
        };
        if cx.state.staff_problem.is_some() {
            self.is_asked = false;
        }
        let (key, yes) = match wish {
            StaffWish::EndSession => ("staff-end-session", "staff-end-session-yes"),
            StaffWish::Close => ("staff-close", "staff-close-yes"),
        };
        let ((is_said, is_cancelled), should_close) = dialog::show(ui.ctx(), "staff-word", 480.0, |ui| {
            let response = dialog::body(ui, |ui| {
                say::heading(ui, &cx.say(key));
                say::body(ui, &cx.say(&format!("{key}-why")));
                ui.add_space(space::S);
                if let Some(problem) = &cx.state.staff_problem {
                    let sentence = cx.problem(problem);
                    Notice::new(Tone::Warn, &sentence.what).mend(&sentence.mend).show(ui);
                }
                let name = Field::new(&cx.say("staff-name")).chars_max(80).show(ui, &mut self.name);
                focus::first(ui, &name, &self.name);
                Field::new(&cx.say("passphrase")).secret().chars_max(256).show(ui, &mut self.passphrase)
            });
            ui.add_space(space::M);
            let is_ready = !self.is_asked && !self.name.trim().is_empty() && !self.passphrase.is_empty();
            let is_entered = submitted(ui, &response) && is_ready;
            ui.horizontal_wrapped(|ui| {
                let label = cx.say(if self.is_asked { "loading" } else { yes });
                let said = ui.add(Button::primary(&label).enabled(is_ready)).clicked();
                (said || is_entered, ui.add(Button::secondary(&cx.say("action-cancel"))).clicked())
            })
            .inner
        });
        if is_said {
            self.is_asked = true;
            let passphrase = Secret::new(std::mem::take(&mut self.passphrase));
            return Some(Action::Ask(Request::StaffWord { name: self.name.trim().to_owned(), passphrase, wish }));
        }
        let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
        (is_cancelled || should_close || is_escaped).then_some(Action::AskStaff(None))
    }

    fn forget(&mut self) {
        self.passphrase.zeroize();
        self.name.clear();
        self.is_asked = false;
    }
}
