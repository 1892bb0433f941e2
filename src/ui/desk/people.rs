//! People: the list with its search and filters, one person at the right, several at once, groups, assignments, lists out
//! of spreadsheets, and the one-time PINs.

mod adding;
mod assigning;
mod grouping;
mod list;
mod pins;
mod roster;
mod standing;

use super::credentials::Credentials;
use super::drives::Sticks;
use super::person::{self, Question};
use super::saving::Saving;
use crate::model::event::LearnerStatus;
use crate::model::id::LearnerId;
use crate::ui::loaded::Loaded;
use crate::ui::screen::{page, split};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, Notice, Tone, dialog, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{PeopleNews, PeopleView, PersonView, PinView};
use crate::worker::{News, PeopleChange, Request, Ticket};
use adding::Draft;
use assigning::Assigning;
pub(super) use assigning::set as assignment;
use egui::Ui;
use grouping::{Groups, Joining, Wanted};
use list::List;
use pins::{Made, Running};
use roster::RosterPage;
use standing::Standing;
pub(super) use standing::key as status_key;

/// How long a word of what was done stays, ms.
const NOTE_MS: u64 = 30_000;

/// What lies above the page.
enum Dialog {
    Add(Draft),
    Ask(Question),
    Assign(Assigning),
    Groups(Groups),
    Join(Joining),
    Status(Standing),
    AskPins(Vec<LearnerId>),
    MakingPins(Running),
    Pins(Made),
}

/// What was done, with a way to take it back where there is one.
struct Note {
    key: &'static str,
    count: u64,
    name: &'static str,
    undo: Option<Vec<(LearnerId, LearnerStatus)>>,
    until_ms: Option<u64>,
}

/// See the module.
#[derive(Default)]
pub struct PeoplePage {
    /// Everybody.
    pub view: Loaded<PeopleView>,
    /// The person at the right.
    pub person: Loaded<PersonView>,
    /// A change is on its way.
    pub is_changing: bool,
    list: List,
    chosen: Option<LearnerId>,
    dialog: Option<Dialog>,
    pin: Option<PinView>,
    saving: Option<Saving>,
    note: Option<Note>,
    roster: Option<RosterPage>,
    undoing: bool,
    credentials: Credentials,
}

impl PeoplePage {
    /// A change was sent.
    pub fn began(&mut self, ticket: Ticket) {
        self.is_changing = true;
        let running = match (&mut self.dialog, &mut self.roster) {
            (Some(Dialog::MakingPins(running)), _) => Some(running),
            (_, Some(roster)) => roster.running(),
            _ => None,
        };
        if let Some(running) = running {
            running.ticket = Some(ticket);
        }
    }

    /// Takes news; `is_person` tells a failure of the page at the right.
    pub fn take(&mut self, is_person: bool, news: News) -> Vec<Request> {
        match news {
            News::People(view) => {
                self.list.changed(&view);
                self.view = Loaded::Here(view);
            }
            News::PeopleProgress(rows) => self.list.take(rows),
            News::Person(person) => self.person = Loaded::Here(person),
            News::PinGiven(pin) => {
                self.is_changing = false;
                self.dialog = None;
                self.chosen = Some(pin.learner);
                self.pin = Some(pin);
                return self.refreshed();
            }
            News::PeopleChanged(news) => {
                self.is_changing = false;
                return self.changed(news);
            }
            News::Step(step) => {
                let running = match (&mut self.dialog, &mut self.roster) {
                    (Some(Dialog::MakingPins(running)), _) => Some(running),
                    (_, Some(roster)) => roster.running(),
                    _ => None,
                };
                if let Some(running) = running {
                    running.step = Some(step);
                }
            }
            News::Done => {
                self.is_changing = false;
                self.credentials.done();
                return self.refreshed();
            }
            News::Failed(problem) if is_person => self.person = Loaded::Failed(problem),
            News::Failed(problem) if self.credentials.failed(&problem) => self.is_changing = false,
            News::Failed(problem) => {
                // Why a change was refused is said above the page.
                if !self.is_changing && self.view.here().is_none() {
                    self.view = Loaded::Failed(problem);
                }
                if matches!(self.dialog, Some(Dialog::MakingPins(_))) {
                    self.dialog = None;
                }
                if let Some(roster) = &mut self.roster {
                    roster.failed();
                }
                self.is_changing = false;
            }
            _ => {}
        }
        Vec::new()
    }

    /// What some did cannot be told.
    pub fn progress_failed(&mut self) {
        self.list.failed();
    }

    fn changed(&mut self, news: PeopleNews) -> Vec<Request> {
        match news {
            PeopleNews::Status { before } => {
                let (count, was_undo) = (before.len() as u64, std::mem::take(&mut self.undoing));
                self.dialog = None;
                self.tell(if was_undo { "undone" } else { "status-done" }, count);
                if let Some(note) = self.note.as_mut().filter(|_| !was_undo && count > 0) {
                    note.undo = Some(before);
                }
                if let Some(ticks) = &mut self.list.ticks {
                    ticks.clear();
                }
            }
            PeopleNews::Assigned { changed } => {
                self.dialog = None;
                self.tell("assign-done", changed as u64);
            }
            PeopleNews::Grouped => match &mut self.dialog {
                Some(Dialog::Groups(groups)) => groups.changed(),
                _ => {
                    self.dialog = None;
                    self.tell("group-is-done", 0);
                }
            },
            PeopleNews::Pins(pins) => self.dialog = Some(Dialog::Pins(Made::of(pins))),
            PeopleNews::Roster(plan) => {
                if let Some(roster) = &mut self.roster {
                    roster.read(*plan);
                }
                return Vec::new();
            }
            PeopleNews::Added { pins, back, changed } => {
                if let Some(roster) = &mut self.roster {
                    roster.added(pins, back, changed);
                }
            }
        }
        self.refreshed()
    }

    fn tell(&mut self, key: &'static str, count: u64) {
        self.note = Some(Note { key, count, name: "", undo: None, until_ms: None });
    }

    /// The list, and the person at the right.
    fn refreshed(&self) -> Vec<Request> {
        let person = self.chosen.map(|learner| Request::Person { learner });
        std::iter::once(Request::People).chain(person).collect()
    }

    /// Whether a stick is waited for.
    pub(super) fn needs_sticks(&self) -> bool {
        self.saving.as_ref().is_some_and(Saving::needs_sticks)
            || self.roster.as_ref().is_some_and(RosterPage::needs_sticks)
    }

    /// A paper is on its way to a stick.
    pub fn saving(&mut self, ticket: Ticket) {
        if let Some(saving) = &mut self.saving {
            saving.began(ticket);
        }
    }

    /// How that ended.
    pub fn saved(&mut self, news: News) {
        if matches!(news, News::FileWritten { .. }) {
            if let Some(Dialog::Pins(made)) = &mut self.dialog {
                made.is_saved = true;
            } else if let Some(roster) = &mut self.roster {
                roster.saved();
            }
        }
        if let Some(saving) = &mut self.saving {
            saving.take(news);
        }
    }

    /// Draws it. What a person pressed comes before what the list wants to know.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, sticks: &Sticks) -> Option<Action> {
        let on_page = match self.roster.is_some() {
            true => page(ui, "desk-roster", |ui| self.roster(ui, cx, sticks)),
            false => page(ui, "desk-people", |ui| self.content(ui, cx)),
        };
        let above = self.above(ui, cx, sticks);
        above.or(on_page).or_else(|| self.list.ask(self.view.here()?))
    }

    /// What lies above the page.
    fn above(&mut self, ui: &Ui, cx: &ViewCtx<'_>, sticks: &Sticks) -> Option<Action> {
        if let Some(saving) = &mut self.saving {
            let (saved, is_over) = saving.show(ui, cx, sticks);
            if is_over {
                self.saving = None;
            }
            return saved;
        }
        if let Some(pin) = &self.pin {
            let (is_told, saving) = adding::telling(ui, cx, pin);
            self.saving = saving;
            if is_told {
                self.pin = None;
            }
            return None;
        }
        let written = self.credentials.show(ui, cx);
        self.dialog(ui, cx).or(written)
    }

    fn roster(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, sticks: &Sticks) -> Option<Action> {
        let roster = self.roster.as_mut()?;
        let (action, saving, is_over) = roster.show(ui, cx, sticks);
        self.saving = self.saving.take().or(saving);
        if is_over {
            self.roster = None;
        }
        action
    }

    fn content(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        say::title(ui, &cx.say("desk-people"));
        let undone = self.note(ui, cx);
        let view = std::mem::take(&mut self.view);
        let drawn = cx.loaded(ui, &view, |ui, people| {
            self.buttons(ui, cx);
            self.list.filters(ui, cx, people);
            ui.add_space(space::XS);
            if people.people.is_empty() {
                say::body(ui, &cx.say("nobody-yet"));
                return None;
            }
            let several = self.several(ui, cx, people);
            several.or(self.people(ui, cx, people))
        });
        self.view = view;
        undone.or(drawn)
    }

    fn buttons(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::primary(&cx.say("people-add")).icon(Icon::Plus)).clicked() {
                self.dialog = Some(Dialog::Add(Draft::default()));
            }
            if ui.add(Button::secondary(&cx.say("people-from-file")).icon(Icon::List)).clicked() {
                self.roster = Some(RosterPage::new());
            }
            if ui.add(Button::secondary(&cx.say("people-groups")).icon(Icon::People)).clicked() {
                self.dialog = Some(Dialog::Groups(Groups::default()));
            }
            let is_choosing = self.list.ticks.is_some();
            let label = cx.say(if is_choosing { "people-choose-end" } else { "people-choose" });
            if ui.add(Button::secondary(&label).icon(Icon::Check).selected(is_choosing)).clicked() {
                self.list.ticks = (!is_choosing).then(Default::default);
                self.chosen = None;
            }
        });
    }

    /// The list, and beside it the person who was pressed.
    fn people(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, people: &PeopleView) -> Option<Action> {
        if self.chosen.is_none() {
            let pressed = self.list.table(ui, cx, people, None);
            return self.pressed(pressed);
        }
        let (mut pressed, mut pick) = (None, person::Picked::default());
        let (list, chosen) = (&mut self.list, self.chosen);
        let asked = split(
            ui,
            0.52,
            |ui| {
                ui.set_min_height(Tokens::of(ui).scaled(360.0)); // a column begins without height
                pressed = list.table(ui, cx, people, chosen);
                None
            },
            |ui| person::show(ui, cx, &self.person, &mut pick),
        );
        self.picked(cx, people, pick);
        self.pressed(pressed).or(asked)
    }

    fn picked(&mut self, cx: &ViewCtx<'_>, people: &PeopleView, pick: person::Picked) {
        self.saving = self.saving.take().or(pick.saving);
        self.credentials.open(pick.credential);
        if pick.is_closed {
            self.chosen = None;
        }
        let Some(row) = people.people.iter().find(|row| Some(row.learner) == self.chosen) else { return };
        let one = |key: &str| cx.with(key, &[("count", 1_u64.into()), ("name", row.name.as_str().into())]);
        let dialog = match pick.wish {
            Some(person::Wish::Assign) => Dialog::Assign(Assigning::to(vec![row.learner], one("assign-to"))),
            Some(person::Wish::Day(held)) => Dialog::Assign(Assigning::another_day(row.learner, held)),
            Some(person::Wish::Group) => Dialog::Join(Joining::of(vec![row.learner], one("group-to-title"))),
            Some(person::Wish::Status) => {
                Dialog::Status(Standing::of(vec![(row.learner, row.status)], row.name.clone()))
            }
            None => match pick.question {
                Some(question) => Dialog::Ask(question),
                None => return,
            },
        };
        self.dialog = Some(dialog);
    }

    fn pressed(&mut self, pressed: Option<LearnerId>) -> Option<Action> {
        let learner = pressed?;
        if let Some(ticks) = &mut self.list.ticks {
            if !ticks.remove(&learner) {
                ticks.insert(learner);
            }
            return None;
        }
        if self.chosen != Some(learner) {
            self.person = Loaded::Nothing;
        }
        self.chosen = Some(learner);
        Some(Action::Ask(Request::Person { learner }))
    }

    /// What can be done with those who are chosen.
    fn several(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, people: &PeopleView) -> Option<Action> {
        let ticks = self.list.ticks.as_ref()?;
        let learners: Vec<LearnerId> = ticks.iter().copied().collect();
        let count = learners.len() as u64;
        say::strong(ui, &cx.with("people-chosen", &[("count", count.into())]));
        let shown: Vec<LearnerId> = self.list.shown(people).map(|row| row.learner).collect();
        let group = self.list.group().and_then(|group| people.groups.iter().find(|one| one.group == *group));
        let name = name_of(people, &learners);
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            let of = |key: &str| cx.with(key, &[("count", count.into()), ("name", name.as_str().into())]);
            let press = |ui: &mut Ui, label: &str, icon: Icon, may: bool| {
                ui.add(Button::secondary(label).icon(icon).enabled(may)).clicked()
            };
            let is_any = count > 0 && !self.is_changing;
            if press(ui, &cx.say("assign"), Icon::Assignment, is_any) {
                self.dialog = Some(Dialog::Assign(Assigning::to(learners.clone(), of("assign-to"))));
            }
            if press(ui, &cx.say("group-to"), Icon::People, is_any) {
                self.dialog = Some(Dialog::Join(Joining::of(learners.clone(), of("group-to-title"))));
            }
            if let Some(group) = group
                && press(ui, &cx.with("group-out", &[("name", group.name.as_str().into())]), Icon::Minus, is_any)
            {
                action = Some(Action::Ask(Request::ChangePeople(grouping::without(group, &learners))));
            }
            if press(ui, &cx.say("pins-many"), Icon::Password, is_any) {
                self.dialog = Some(Dialog::AskPins(learners.clone()));
            }
            if press(ui, &cx.say("people-status-change"), Icon::Person, is_any) {
                let with_status = people.people.iter().filter(|row| learners.binary_search(&row.learner).is_ok());
                let with_status = with_status.map(|row| (row.learner, row.status)).collect();
                self.dialog = Some(Dialog::Status(Standing::of(with_status, name.clone())));
            }
            let all = cx.with("people-choose-all", &[("count", (shown.len() as u64).into())]);
            if ui.add(Button::quiet(&all).enabled(!shown.is_empty())).clicked() {
                self.list.ticks = Some(shown.iter().copied().collect());
            }
            if ui.add(Button::quiet(&cx.say("people-choose-none")).enabled(count > 0)).clicked() {
                self.list.ticks = Some(Default::default());
            }
        });
        action
    }

    /// What was done, for a while, with a way back.
    fn note(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let note = self.note.as_mut()?;
        let until = *note.until_ms.get_or_insert(cx.mono_ms.saturating_add(NOTE_MS));
        let left = until.saturating_sub(cx.mono_ms);
        if left == 0 {
            self.note = None;
            return None;
        }
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(left + 20));
        let what = cx.with(note.key, &[("count", note.count.into()), ("name", note.name.into())]);
        let undo = cx.say("action-undo");
        let mut notice = Notice::new(Tone::Ok, &what);
        if note.undo.is_some() {
            notice = notice.action(&undo);
        }
        let is_undone = notice.show(ui).is_some_and(|button| button.clicked());
        ui.add_space(space::S);
        let set = note.undo.take_if(|_| is_undone)?;
        self.note = None;
        self.undoing = true;
        Some(Action::Ask(Request::ChangePeople(PeopleChange::Status { set, reason: None })))
    }

    fn dialog(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let is_changing = self.is_changing;
        let groups = self.view.here().map_or(&[][..], |view| &view.groups);
        let rows = self.view.here().map_or(&[][..], |view| &view.assignable);
        let (change, is_over) = match self.dialog.as_mut()? {
            Dialog::Add(draft) => {
                let (request, is_over) = draft.show(ui, cx, is_changing);
                if is_over {
                    self.dialog = None;
                }
                return request.map(Action::Ask);
            }
            Dialog::Ask(question) => {
                let answer = question.show(ui, cx)?;
                let request = question.request();
                self.dialog = None;
                return (answer == dialog::Answer::Yes).then_some(Action::Ask(request));
            }
            Dialog::Assign(assigning) => assigning.show(ui, cx, rows, is_changing),
            Dialog::Status(standing) => standing.show(ui, cx, is_changing),
            Dialog::Groups(all) => return all.show(ui, cx, groups, is_changing).and_then(|wanted| self.wanted(wanted)),
            Dialog::Join(joining) => {
                return joining.show(ui, cx, groups, is_changing).and_then(|wanted| self.wanted(wanted));
            }
            Dialog::AskPins(learners) => match pins::ask(ui, cx, learners)? {
                Some(change) => {
                    self.dialog = Some(Dialog::MakingPins(Running::default()));
                    (Some(change), false)
                }
                None => (None, true),
            },
            Dialog::MakingPins(running) => {
                return dialog::show(ui.ctx(), "making-pins", 520.0, |ui| running.show(ui, cx, &cx.say("pins-many"))).0;
            }
            Dialog::Pins(made) => {
                let (saving, is_over) = made.show(ui, cx);
                self.saving = saving;
                (None, is_over)
            }
        };
        if is_over {
            self.dialog = None;
        }
        change.map(|change| Action::Ask(Request::ChangePeople(change)))
    }

    fn wanted(&mut self, wanted: Wanted) -> Option<Action> {
        match wanted {
            Wanted::Change(change) => return Some(Action::Ask(Request::ChangePeople(change))),
            Wanted::Show(group) => {
                self.list.show_group(group);
                self.dialog = None;
            }
            Wanted::Assign(learners, title) => self.dialog = Some(Dialog::Assign(Assigning::to(learners, title))),
            Wanted::Over => self.dialog = None,
        }
        None
    }
}

/// The name of a single one.
fn name_of(people: &PeopleView, learners: &[LearnerId]) -> String {
    let [one] = learners else { return String::new() };
    people.people.iter().find(|row| row.learner == *one).map(|row| row.name.clone()).unwrap_or_default()
}
