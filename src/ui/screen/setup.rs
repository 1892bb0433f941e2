//! Setting a station up from a kit: the kit on a stick, the code from paper, the first administrator, the recovery code.

use super::split;
use crate::model::problem::Problem;
use crate::ui::desk::{Saving, Sticks, Title, passphrases, recovery_page};
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, Card, Icon, Notice, Tone, card, choice, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{FindKind, KitView, SetUpDone};
use crate::worker::{News, Request, Secret, Ticket};
use egui::Ui;
use std::collections::BTreeSet;

/// The characters on the paper, without the dashes between them.
const CODE_CHARS: usize = 20;

/// See the module.
#[derive(Default)]
pub struct SetUpScreen {
    sticks: Sticks,
    waiting: BTreeSet<Ticket>,
    kit: Option<KitView>,
    code: String,
    name: String,
    administrator: String,
    passphrase: String,
    again: String,
    problem: Option<Problem>,
    is_working: bool,
    done: Option<SetUpDone>,
    is_written_down: bool,
    saving: Option<Saving>,
    leaving: Option<Screen>,
}

impl SetUpScreen {
    /// Notes that `request` was sent.
    pub fn sent(&mut self, ticket: Ticket, request: &Request) {
        match request {
            Request::Drives | Request::WatchDrives { .. } => {
                self.sticks.sent(ticket, request);
                self.waiting.insert(ticket);
                return;
            }
            Request::SavePaper { .. } => {
                if let Some(saving) = &mut self.saving {
                    saving.began(ticket);
                }
            }
            Request::ReadKit { .. } => {}
            Request::SetUp { .. } => self.is_working = true,
            _ => return,
        }
        self.problem = None;
        self.waiting.insert(ticket);
    }

    /// Takes the news of its own requests, and gives what follows; gives back those of others.
    ///
    /// # Errors
    /// News that are for another screen.
    pub fn take(&mut self, ticket: Ticket, news: News) -> Result<Vec<Request>, Box<News>> {
        if !self.waiting.remove(&ticket) {
            return Err(Box::new(news));
        }
        if self.sticks.has_asked(ticket) {
            return Ok(self.sticks.take(ticket, news));
        }
        match news {
            news if self.saving.is_some() => {
                if let Some(saving) = &mut self.saving {
                    saving.take(news);
                }
            }
            News::Kit(kit) => self.kit = Some(kit),
            News::SetUp(done) => {
                *self = Self { done: Some(done), ..Self::default() }; // what was typed is forgotten
            }
            News::Failed(problem) => {
                self.is_working = false;
                self.problem = Some(problem);
            }
            other => return Err(Box::new(other)),
        }
        Ok(Vec::new())
    }

    /// Whether a stick is waited for: for the kit, or for the page with the code.
    fn needs_sticks(&self) -> bool {
        (self.kit.is_none() && self.done.is_none()) || self.saving.as_ref().is_some_and(Saving::needs_sticks)
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let action = super::page(ui, "set-up", |ui| {
            say::title(ui, &cx.say("welcome-kit"));
            ui.add_space(space::M);
            if let Some(problem) = &self.problem {
                let sentence = cx.problem(problem);
                Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
            }
            let action = if self.done.is_some() {
                self.recovery(ui, cx)
            } else if self.kit.is_some() {
                self.answers(ui, cx)
            } else {
                self.find_kit(ui, cx)
            };
            match action {
                Some(Action::Refresh) => Some(Action::Ask(Request::Drives)),
                Some(Action::Go(screen)) => {
                    self.leaving = Some(screen);
                    None
                }
                action => action,
            }
        });
        let saved = self.saving.as_mut().map(|saving| saving.show(ui, cx, &self.sticks));
        let (saved, is_over) = saved.unwrap_or_default();
        if is_over {
            self.saving = None;
        }
        // Nobody waits for sticks any more before the page is left.
        let kept_up = self.sticks.keep_up(self.needs_sticks() && self.leaving.is_none());
        action.or(saved).or(kept_up).or_else(|| {
            let screen = self.leaving.take()?;
            *self = Self::default(); // the code is gone
            Some(Action::Go(screen))
        })
    }

    /// The kits on all sticks; one press takes one.
    fn find_kit(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let mut chosen = None;
        let asked = cx.loaded(ui, self.sticks.loaded(), |ui, drives| {
            let kits = || drives.iter().flat_map(|drive| drive.finds.iter().map(move |find| (drive, find)));
            if drives.is_empty() {
                card(ui, |ui| {
                    Icon::Stick.show(ui, 48.0, Tokens::of(ui).palette.primary);
                    say::subheading(ui, &cx.say("carry-put-in"));
                    say::body(ui, &cx.say("set-up-put-in"));
                });
            } else if kits().all(|(_, find)| find.kind != FindKind::Kit) {
                Notice::new(Tone::Warn, &cx.say("set-up-no-kit")).mend(&cx.say("set-up-no-kit-mend")).show(ui);
            }
            for (drive, find) in kits().filter(|(_, find)| find.kind == FindKind::Kit) {
                let title = cx.with("set-up-use-kit", &[("name", find.name.as_str().into())]);
                let pressed = Card::new().padding(space::L).pressable(ui, &title, |ui| {
                    say::labelled(ui, Icon::Key, &title, Tokens::of(ui).palette.primary);
                    say::fact(ui, Icon::Stick, &drive.label);
                });
                if pressed.clicked() {
                    chosen = Some(Action::Ask(Request::ReadKit { path: find.path.clone() }));
                }
            }
            None
        });
        ui.add_space(space::L);
        let back = ui.add(Button::secondary(&cx.say("action-back")).icon(Icon::Back)).clicked();
        chosen.or(asked).or(back.then_some(Action::Go(Screen::Welcome)))
    }

    fn answers(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let kit = self.kit.clone()?;
        card(ui, |ui| {
            say::muted(ui, &cx.say("set-up-is-it"));
            say::heading(ui, &kit.facility);
            say::body(ui, &kit.office);
        });
        ui.add_space(space::S);
        let Self { code, name, administrator, passphrase, again, .. } = self;
        let (mut has_code, mut is_long) = (false, false);
        split(
            ui,
            0.5,
            |ui| {
                card(ui, |ui| has_code = computer(ui, cx, code, name));
                None::<Action>
            },
            |ui| {
                card(ui, |ui| {
                    Field::new(&cx.say("set-up-administrator")).chars_max(80).show(ui, administrator);
                    ui.add_space(space::S);
                    is_long = passphrases(ui, cx, passphrase, again);
                });
                None
            },
        );
        let is_named = !self.name.trim().is_empty() && !self.administrator.trim().is_empty();
        let may = is_long && has_code && is_named && !self.is_working;
        ui.add_space(space::M);
        let label = cx.say(if self.is_working { "set-up-working" } else { "welcome-kit-do" });
        ui.horizontal_wrapped(|ui| {
            let go = ui.add(Button::primary(&label).enabled(may)).clicked();
            if ui.add(Button::secondary(&cx.say("action-back")).icon(Icon::Back)).clicked() {
                self.kit = None;
            }
            go.then(|| {
                Action::Ask(Request::SetUp {
                    kit: kit.path.clone(),
                    fingerprint: self.code.trim().to_owned(),
                    name: self.name.trim().to_owned(),
                    administrator: self.administrator.trim().to_owned(),
                    passphrase: Secret::new(self.passphrase.clone()),
                })
            })
        })
        .inner
    }

    fn recovery(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let done = self.done.as_ref()?;
        Notice::new(Tone::Ok, &cx.with("set-up-done", &[("name", done.place.station.as_str().into())])).show(ui);
        ui.add_space(space::S);
        card(ui, |ui| {
            say::subheading(ui, &cx.say("recovery-title"));
            large_code(ui, done.recovery_code.as_str());
            say::body(ui, &cx.say("recovery-intro"));
            ui.add_space(space::M);
            say::subheading(ui, &cx.say("slip-station-code"));
            large_code(ui, &done.fingerprint);
            say::body(ui, &cx.say("set-up-confirm-why"));
        });
        ui.add_space(space::M);
        if ui.add(Button::secondary(&cx.say("set-up-save-page")).icon(Icon::Pdf)).clicked() {
            self.saving = recovery_page(cx, done).map(|page| Saving::new(Title::of("recovery-title", 1, ""), page));
        }
        ui.add_space(space::M);
        choice::tick(ui, &cx.say("set-up-written-down"), &mut self.is_written_down);
        ui.add_space(space::M);
        let begin = cx.say("set-up-begin");
        ui.add(Button::primary(&begin).enabled(self.is_written_down)).clicked().then_some(Action::Go(Screen::SignIn))
    }
}

/// The code from the paper and the computer's name; true when the code has all its characters.
fn computer(ui: &mut Ui, cx: &ViewCtx<'_>, code: &mut String, name: &mut String) -> bool {
    Field::new(&cx.say("set-up-code")).mono().hint(&cx.say("set-up-code-why")).chars_max(40).show(ui, code);
    let count = code.chars().filter(|c| c.is_alphanumeric()).count();
    let values = [("count", (count as u64).into()), ("all", (CODE_CHARS as u64).into())];
    say::small(ui, &cx.with("set-up-code-count", &values));
    ui.add_space(space::S);
    Field::new(&cx.say("set-up-name")).hint(&cx.say("set-up-name-why")).chars_max(60).show(ui, name);
    count == CODE_CHARS
}

/// A code to be copied from the screen, large.
fn large_code(ui: &mut Ui, code: &str) {
    let tokens = Tokens::of(ui);
    let text = egui::RichText::new(code).font(tokens.mono(Size::Heading)).color(tokens.palette.ink);
    ui.add(egui::Label::new(text).wrap());
}
