//! Setting a station up from a kit: the kit on a stick, the code from paper, the first administrator, the recovery code.

use crate::model::problem::Problem;
use crate::ui::desk::{Saving, Sticks, passphrases, pick, recovery_page};
use crate::ui::tokens::space;
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, Icon, Notice, Tone, card, choice, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{FindKind, KitView, SetUpDone};
use crate::worker::{News, Request, Secret, Ticket};
use egui::Ui;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The characters on the paper, without the dashes between them.
const CODE_CHARS: usize = 20;

/// See the module.
#[derive(Default)]
pub struct SetUpScreen {
    sticks: Sticks,
    waiting: BTreeSet<Ticket>,
    folder: Option<PathBuf>,
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

    fn find_kit(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let mut action = None;
        let kits: Vec<PathBuf> = {
            let drives = self.sticks.all().iter().filter(|drive| self.folder.as_ref() == Some(&drive.folder));
            drives
                .flat_map(|drive| &drive.finds)
                .filter(|find| find.kind == FindKind::Kit)
                .map(|find| find.path.clone())
        }
        .collect();
        if self.folder.is_none() {
            let (asked, chosen) = pick(ui, cx, &self.sticks, &cx.say("set-up-put-in"), true);
            self.folder = chosen;
            action = asked;
        } else if kits.is_empty() {
            Notice::new(Tone::Warn, &cx.say("set-up-no-kit")).mend(&cx.say("set-up-no-kit-mend")).show(ui);
        }
        for kit in kits {
            let name = kit.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let label = cx.with("set-up-use-kit", &[("name", name.into())]);
            if ui.add(Button::primary(&label).icon(Icon::Key)).clicked() {
                action = Some(Action::Ask(Request::ReadKit { path: kit }));
            }
        }
        ui.add_space(space::L);
        if ui.add(Button::secondary(&cx.say("action-back")).icon(Icon::Back)).clicked() {
            if self.folder.take().is_some() {
                return None;
            }
            return Some(Action::Go(Screen::Welcome));
        }
        action
    }

    fn answers(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let kit = self.kit.clone()?;
        card(ui, |ui| {
            say::muted(ui, &cx.say("set-up-is-it"));
            say::heading(ui, &kit.facility);
            say::body(ui, &kit.office);
        });
        card(ui, |ui| {
            Field::new(&cx.say("set-up-code"))
                .mono()
                .hint(&cx.say("set-up-code-why"))
                .chars_max(40)
                .show(ui, &mut self.code);
            Field::new(&cx.say("set-up-name")).hint(&cx.say("set-up-name-why")).chars_max(60).show(ui, &mut self.name);
            Field::new(&cx.say("set-up-administrator")).chars_max(80).show(ui, &mut self.administrator);
            let is_long = passphrases(ui, cx, &mut self.passphrase, &mut self.again);
            let code = self.code.chars().filter(|c| c.is_alphanumeric()).count();
            let may = is_long
                && code == CODE_CHARS
                && !self.name.trim().is_empty()
                && !self.administrator.trim().is_empty()
                && !self.is_working;
            if code != CODE_CHARS {
                let count = [("count", (code as u64).into()), ("all", (CODE_CHARS as u64).into())];
                say::small(ui, &cx.with("set-up-code-count", &count));
            }
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
        })
        .inner
    }

    fn recovery(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let done = self.done.as_ref()?;
        Notice::new(Tone::Ok, &cx.with("set-up-done", &[("name", done.place.station.as_str().into())])).show(ui);
        card(ui, |ui| {
            say::subheading(ui, &cx.say("recovery-title"));
            say::mono(ui, done.recovery_code.as_str());
            say::body(ui, &cx.say("recovery-intro"));
            ui.add_space(space::M);
            say::subheading(ui, &cx.say("slip-station-code"));
            say::mono(ui, &done.fingerprint);
            say::body(ui, &cx.say("set-up-confirm-why"));
        });
        ui.add_space(space::M);
        if ui.add(Button::secondary(&cx.say("set-up-save-page")).icon(Icon::Pdf)).clicked() {
            self.saving = recovery_page(cx, done).map(|page| Saving::new(cx.say("recovery-title"), page));
        }
        ui.add_space(space::M);
        choice::tick(ui, &cx.say("set-up-written-down"), &mut self.is_written_down);
        ui.add_space(space::M);
        let begin = cx.say("set-up-begin");
        ui.add(Button::primary(&begin).enabled(self.is_written_down)).clicked().then_some(Action::Go(Screen::SignIn))
    }
}
