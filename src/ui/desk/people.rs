//! People: the list with its search and filters, one person at the right, several at once, groups, assignments, lists out
//! of spreadsheets, and the one-time PINs.

mod above;
mod adding;
mod assigning;
mod examining;
mod grouping;
mod list;
mod note;
mod pins;
mod roster;
mod several;
mod standing;

use super::credentials::Credentials;
use super::drives::Sticks;
use super::person;
use super::saving::Saving;
use super::title::Title;
use crate::model::id::LearnerId;
use crate::ui::loaded::Loaded;
use crate::ui::screen::{page, split};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{MarkRow, PeopleNews, PeopleView, PersonView, PinView};
use crate::worker::{News, PeopleChange, Request, Ticket};
use above::Dialog;
use adding::Draft;
use assigning::Assigning;
pub(super) use assigning::set as assignment;
use egui::{Align, Ui};
use grouping::{Groups, Joining};
use list::List;
use note::Note;
use pins::Made;
use roster::RosterPage;
use standing::Standing;
pub(super) use standing::key as status_key;

/// See the module.
#[derive(Default)]
pub struct PeoplePage {
    /// Everybody.
    pub view: Loaded<PeopleView>,
    /// The person at the right.
    pub person: Loaded<PersonView>,
    /// A change is on its way.
    pub is_changing: bool,
    /// An answer that staff want to mark.
    pub to_mark: Option<MarkRow>,
    list: List,
    chosen: Option<LearnerId>,
    /// The chosen person comes into sight where they stand below the list.
    comes: bool,
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
                    note.undo = Some(PeopleChange::Status { set: before, reason: None });
                }
                if let Some(ticks) = &mut self.list.ticks {
                    ticks.clear();
                }
            }
            PeopleNews::Assigned { changed } => {
                self.dialog = None;
                self.tell("assign-done", changed as u64);
            }
            PeopleNews::ExamOpened { learners, course, lesson } => {
                self.dialog = None;
                self.tell("exam-opened", learners.len() as u64);
                if let Some(note) = self.note.as_mut().filter(|_| !learners.is_empty()) {
                    note.undo = Some(PeopleChange::CloseExam { learners, course, lesson });
                }
            }
            PeopleNews::ExamClosed { count } => {
                self.undoing = false;
                self.tell("exam-closed-again", count as u64);
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
        self.note = Some(Note::new(key, count));
    }

    /// The list, and the person at the right.
    pub(super) fn refreshed(&self) -> Vec<Request> {
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
        let undone = self.show_note(ui, cx);
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
        let (list, chosen, comes, left) = (&mut self.list, self.chosen, &mut self.comes, ui.cursor().left());
        let asked = split(
            ui,
            0.52,
            |ui| {
                ui.set_min_height(Tokens::of(ui).scaled(360.0)); // a column begins without height
                pressed = list.table(ui, cx, people, chosen);
                None
            },
            |ui| {
                let is_below = ui.cursor().left() < left + 1.0;
                if self.person.here().is_some() && std::mem::take(comes) && is_below {
                    ui.scroll_to_cursor(Some(Align::Min));
                }
                person::show(ui, cx, &self.person, &mut pick)
            },
        );
        self.picked(people, pick);
        self.pressed(pressed).or(asked)
    }

    fn picked(&mut self, people: &PeopleView, pick: person::Picked) {
        self.saving = self.saving.take().or(pick.saving);
        self.credentials.open(pick.credential);
        self.to_mark = pick.to_mark;
        if pick.is_closed {
            self.chosen = None;
        }
        let Some(row) = people.people.iter().find(|row| Some(row.learner) == self.chosen) else { return };
        let one = |key| Title::of(key, 1, &row.name);
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
        (self.chosen, self.comes) = (Some(learner), true);
        Some(Action::Ask(Request::Person { learner }))
    }
}
