//! A new PIN or new pictures: the old ones first, then the new ones twice.

use crate::model::picture_code;
use crate::model::pin::{Owner, Weak, weakness};
use crate::model::problem::Code;
use crate::ui::screen::secret_entry::{SecretEntry, asked_for, say_warning, weak_words};
use crate::ui::state::PinChange;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, Notice, Tone, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::{Request, Secret};
use egui::{Key, Ui};

/// How far it is.
#[derive(Default)]
enum Step {
    #[default]
    Closed,
    Old,
    New(Secret),
    Again(Secret, Secret),
    Asked(Secret),
}

/// See the module.
#[derive(Default)]
pub struct Change {
    step: Step,
    entry: SecretEntry,
    from_pictures: bool,
    to_pictures: bool,
    weak: Option<Weak>,
    did_differ: bool,
}

impl Change {
    /// From a PIN or pictures to a PIN or pictures.
    #[must_use]
    pub fn begin(from_pictures: bool, to_pictures: bool) -> Self {
        let entry = SecretEntry::of(from_pictures);
        Self { step: Step::Old, entry, from_pictures, to_pictures, ..Self::default() }
    }

    /// Whether it is under way.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.step, Step::Closed)
    }

    /// That it is done, on the page of settings.
    pub fn told(&self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        if cx.state.pin_change == PinChange::Done {
            ui.add_space(space::S);
            Notice::new(Tone::Ok, &cx.say("pin-changed")).show(ui);
        }
    }

    /// Draws the step.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        self.follow(cx);
        let (mut given, mut is_left) = (None, ui.input(|input| input.key_pressed(Key::Escape)));
        ui.vertical_centered(|ui| {
            Icon::Password.show(ui, 56.0, Tokens::of(ui).palette.primary);
            let [title, why] = self.words();
            say::title(ui, &cx.say(title));
            asked_for(ui, cx, why);
            ui.add_space(space::M);
            if let Some(weak) = self.weak {
                say_warning(ui, &weak_words(cx, weak.word()), &cx.say("pin-weak-mend"));
            } else if self.did_differ {
                say_warning(ui, &cx.say("pin-differ"), "");
            }
            let problem = match &cx.state.pin_change {
                PinChange::Failed(problem) => Some(problem),
                PinChange::None | PinChange::Done => None,
            };
            given = self.entry.show(ui, cx, problem);
            ui.add_space(space::M);
            is_left |= ui.add(Button::secondary(&cx.say("action-cancel"))).clicked();
        });
        if is_left {
            *self = Self::default();
            return None;
        }
        self.take(given?)
    }

    fn words(&self) -> [&'static str; 2] {
        match (&self.step, self.to_pictures) {
            (Step::Closed | Step::Old, _) if self.from_pictures => ["pictures-old", "pictures-old-why"],
            (Step::Closed | Step::Old, _) => ["pin-old", "pin-old-why"],
            (Step::New(_), false) => ["pin-choose", "pin-choose-why"],
            (Step::New(_), true) => ["pictures-choose", "pictures-choose-why"],
            (Step::Again(..) | Step::Asked(_), false) => ["pin-again", "pin-again-why"],
            (Step::Again(..) | Step::Asked(_), true) => ["pictures-again", "pictures-again-why"],
        }
    }

    /// What the station said to the change.
    fn follow(&mut self, cx: &ViewCtx<'_>) {
        let Step::Asked(old) = &self.step else { return };
        match &cx.state.pin_change {
            _ if cx.state.is_signing_in => {}
            PinChange::None => {}
            PinChange::Done => *self = Self::default(),
            PinChange::Failed(problem) if problem.code == Code::PinWeak => {
                self.step = Step::New(old.clone());
                self.entry = SecretEntry::again(self.to_pictures);
            }
            PinChange::Failed(_) => {
                self.step = Step::Old;
                self.entry = SecretEntry::again(self.from_pictures);
            }
        }
    }

    /// Takes what was entered, and goes on.
    fn take(&mut self, given: Secret) -> Option<Action> {
        (self.weak, self.did_differ) = (None, false);
        let (step, action) = match std::mem::take(&mut self.step) {
            Step::Closed | Step::Old => (Step::New(given), None),
            Step::New(old) => {
                let typed = given.as_str();
                self.weak = if picture_code::is_code(typed) {
                    picture_code::weakness(typed)
                } else {
                    weakness(typed, Owner::default())
                };
                (if self.weak.is_some() { Step::New(old) } else { Step::Again(old, given) }, None)
            }
            Step::Again(old, first) if first == given => {
                let request = Request::ChangePin { old: old.clone(), new: given };
                (Step::Asked(old), Some(Action::Ask(request)))
            }
            Step::Again(old, _) => {
                self.did_differ = true;
                (Step::New(old), None)
            }
            Step::Asked(old) => (Step::Asked(old), None),
        };
        self.entry = SecretEntry::of(self.to_pictures);
        self.step = step;
        action
    }
}
