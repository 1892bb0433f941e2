//! This computer: what it is, what it holds, its staff, a backup.

use super::account::working;
use super::call_times::CallTimes;
use super::drives::Sticks;
use super::today::fact;
use crate::model::event::Role;
use crate::model::problem::{Code, Problem};
use crate::text::{size_of_bytes, whole};
use crate::ui::loaded::Loaded;
use crate::ui::shell;
use crate::ui::state::Who;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, Icon, Notice, Tone, card, choice, dialog, focus, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{StaffRow, StationView, StepView};
use crate::worker::{News, Request, Secret, Ticket};
use egui::{Key, Ui};
use std::path::PathBuf;

/// The fewest characters of a passphrase.
pub const PASSPHRASE_MIN: usize = 15;

/// Somebody new on the staff.
#[derive(Default)]
struct Draft {
    name: String,
    passphrase: String,
    again: String,
    is_administrator: bool,
}

/// See the module.
#[derive(Default)]
pub struct StationPage {
    /// The station.
    pub view: Loaded<StationView>,
    /// Its staff.
    pub staff: Loaded<Vec<StaffRow>>,
    draft: Option<Draft>,
    copy: Copying,
    call_times: CallTimes,
}

/// A backup.
#[derive(Default)]
enum Copying {
    #[default]
    Nothing,
    Running(Ticket, Option<StepView>),
    Done(PathBuf),
    Failed(Problem),
}

impl StationPage {
    /// Whether the page waits for sticks.
    pub fn needs_sticks(&self) -> bool {
        !matches!(self.copy, Copying::Running(..))
    }

    /// A backup has its ticket.
    pub fn backing_up(&mut self, ticket: Ticket) {
        self.copy = Copying::Running(ticket, None);
    }

    /// Takes how far it is, and how it ended.
    pub fn backed_up(&mut self, news: News) {
        self.copy = match (news, &self.copy) {
            (News::Step(step), Copying::Running(ticket, _)) => Copying::Running(*ticket, Some(step)),
            (News::FileWritten { path }, _) => Copying::Done(path),
            (News::Failed(problem), _) if problem.code == Code::JobCancelled => Copying::Nothing,
            (News::Failed(problem), _) => Copying::Failed(problem),
            _ => return,
        };
    }

    /// What still has to be asked for.
    pub fn missing(&self) -> Option<Request> {
        match (&self.view, &self.staff) {
            (Loaded::Nothing, _) => Some(Request::Station),
            (_, Loaded::Nothing) => Some(Request::StaffList),
            _ => None,
        }
    }

    /// The new one is on the staff.
    pub fn added(&mut self) {
        self.draft = None;
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, sticks: &Sticks) -> Option<Action> {
        say::title(ui, &cx.say("desk-station"));
        ui.add_space(space::S);
        let action = cx.loaded(ui, &self.view, |ui, view| {
            station(ui, cx, view);
            let times = cx.state.place().map_or(&[][..], |place| &place.call_times);
            let kept = self.call_times.show(ui, cx, times);
            backup(ui, cx, sticks, &self.copy).or(kept)
        });
        let is_administrator = matches!(&cx.state.who, Who::Staff(staff) if staff.role == Role::Administrator);
        let mut wants_new = false;
        let listed = cx.loaded(ui, &self.staff, |ui, staff| {
            wants_new = people(ui, cx, staff, is_administrator);
            None
        });
        if wants_new {
            self.draft = Some(Draft::default());
        }
        let looked = look(ui, cx);
        let closes =
            cx.state.is_kiosk() && ui.add(Button::secondary(&cx.say("station-close")).icon(Icon::Close)).clicked();
        action.or(listed).or(looked).or(self.adding(ui, cx)).or(closes.then_some(Action::Quit))
    }

    fn adding(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let draft = self.draft.as_mut()?;
        let ((is_added, is_cancelled), should_close) = dialog::show(ui.ctx(), "add-staff", 480.0, |ui| {
            let is_long = dialog::body(ui, |ui| {
                say::heading(ui, &cx.say("staff-add"));
                let name = Field::new(&cx.say("staff-their-name")).chars_max(80).show(ui, &mut draft.name);
                focus::first(ui, &name, &draft.name);
                let is_long = passphrases(ui, cx, &mut draft.passphrase, &mut draft.again);
                choice::tick(ui, &cx.say("staff-administrator-may"), &mut draft.is_administrator);
                is_long
            });
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let may = is_long && !draft.name.trim().is_empty();
                let add = ui.add(Button::primary(&cx.say("staff-add")).enabled(may)).clicked();
                (add, ui.add(Button::secondary(&cx.say("action-cancel"))).clicked())
            })
            .inner
        });
        if is_added {
            return Some(Action::Ask(Request::AddStaff {
                name: draft.name.trim().to_owned(),
                role: if draft.is_administrator { Role::Administrator } else { Role::Educator },
                passphrase: Secret::new(std::mem::take(&mut draft.passphrase)),
            }));
        }
        if is_cancelled || should_close || ui.input(|input| input.key_pressed(Key::Escape)) {
            self.draft = None;
        }
        None
    }
}

/// A passphrase typed twice; true when both are the same and long enough. Says what is missing.
pub fn passphrases(ui: &mut Ui, cx: &ViewCtx<'_>, first: &mut String, again: &mut String) -> bool {
    Field::new(&cx.say("passphrase")).secret().show(ui, first);
    say::small(ui, &cx.with("passphrase-short", &[("least", (PASSPHRASE_MIN as u64).into())]));
    ui.add_space(space::S);
    Field::new(&cx.say("passphrase-again")).secret().show(ui, again);
    let is_long = first.chars().count() >= PASSPHRASE_MIN;
    let is_same = first == again;
    if is_long && !is_same && !again.is_empty() {
        say::small(ui, &cx.say("passphrase-differ"));
    }
    is_long && is_same
}

fn station(ui: &mut Ui, cx: &ViewCtx<'_>, view: &StationView) {
    for warning in &view.warnings {
        let sentence = cx.problem(warning);
        Notice::new(Tone::Warn, &sentence.what).mend(&sentence.mend).show(ui);
    }
    card(ui, |ui| {
        say::subheading(ui, &view.place.station);
        fact(ui, &cx.say("slip-facility"), &view.place.facility);
        fact(ui, &cx.say("kit-office"), &view.place.office);
        fact(ui, &cx.say("station-free"), &size_of_bytes(cx.words, view.free_bytes));
        fact(ui, &cx.say("station-events"), &whole(view.events));
        fact(ui, &cx.say("station-unsent"), &whole(view.events_unsent));
        let [root, catalogue, policy] = view.versions.map(|version| version.to_string());
        let versions = [("root", root.into()), ("catalogue", catalogue.into()), ("policy", policy.into())];
        fact(ui, &cx.say("station-documents"), &cx.with("station-versions", &versions));
        if view.signed_time_ms > 0 {
            fact(ui, &cx.say("station-signed"), &cx.words.date(view.signed_time_ms, cx.tz));
        }
        fact(ui, &cx.say("station-program"), &view.program);
        ui.add_space(space::S);
        say::muted(ui, &cx.say("slip-station-code"));
        say::mono(ui, &view.fingerprint);
        say::body(ui, &cx.say(if view.is_confirmed { "station-confirmed" } else { "station-unconfirmed" }));
    });
}

fn backup(ui: &mut Ui, cx: &ViewCtx<'_>, sticks: &Sticks, copy: &Copying) -> Option<Action> {
    if let Copying::Running(ticket, step) = copy {
        return working(ui, cx, &cx.say("station-backup"), step.as_ref()).then_some(Action::Cancel(*ticket));
    }
    card(ui, |ui| {
        say::subheading(ui, &cx.say("station-backup"));
        say::body(ui, &cx.say("station-backup-why"));
        match copy {
            Copying::Done(path) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let what = cx.with("paper-saved", &[("name", name.into())]);
                Notice::new(Tone::Ok, &what).mend(&cx.say("carry-safe")).show(ui);
            }
            Copying::Failed(problem) => {
                let sentence = cx.problem(problem);
                Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
            }
            Copying::Nothing | Copying::Running(..) => {}
        }
        let mut action = None;
        if sticks.all().is_empty() {
            say::labelled(ui, Icon::Stick, &cx.say("station-backup-put-in"), Tokens::of(ui).palette.muted);
        }
        for drive in sticks.all() {
            let label = cx.with("station-backup-to", &[("name", drive.label.as_str().into())]);
            if ui.add(Button::secondary(&label).icon(Icon::Save)).clicked() {
                action = Some(Action::Ask(Request::Backup { folder: drive.folder.clone() }));
            }
        }
        action
    })
    .inner
}

/// Text size and colours, for as long as this person is in.
fn look(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("station-look"));
        ui.horizontal_wrapped(|ui| {
            say::muted(ui, &cx.say("text-size"));
            shell::text_size(ui, cx)
        })
        .inner
        .or(ui.horizontal_wrapped(|ui| shell::themes(ui, cx, false)).inner)
    })
    .inner
}

/// True when somebody new shall be added.
fn people(ui: &mut Ui, cx: &ViewCtx<'_>, staff: &[StaffRow], may_add: bool) -> bool {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("station-staff"));
        for one in staff {
            let role = match (one.is_active, one.role) {
                (false, _) => "staff-gone",
                (true, Role::Administrator) => "staff-administrator",
                (true, Role::Educator) => "staff-educator",
            };
            fact(ui, &one.name, &cx.say(role));
        }
        ui.add_space(space::S);
        if may_add {
            return ui.add(Button::secondary(&cx.say("staff-add")).icon(Icon::Plus)).clicked();
        }
        say::small(ui, &cx.say("staff-add-who"));
        false
    })
    .inner
}
