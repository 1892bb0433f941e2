//! People: search, filters, the table, the chosen person at the right, and those who may be one.

use super::action::Action;
use super::alike::Alike;
use super::context::Cx;
use super::person;
use super::reason;
use crate::model::event::LearnerStatus;
use crate::model::id::LearnerId;
use crate::model::problem::Problem;
use crate::ui::loaded::Loaded;
use crate::ui::screen::split;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::table::{Column, Order, Pressed, Table};
use crate::ui::widget::{Button, Icon, Notice, Tone, choice, say};
use crate::worker::office::view::{PeopleRow, PeopleView, PersonView};
use crate::worker::office::{Ask, Told};
use egui::Ui;

/// The least and the greatest height of the table, and what stands above it.
const HEIGHTS: (f32, f32, f32) = (280.0, 900.0, 360.0);
/// A table of so many points at 100 % has room for every column.
const ALL_COLUMNS_FROM: f32 = 560.0;
/// So many places are offered as filters.
const PLACES_MAX: usize = 12;

/// Whom the table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Whom {
    #[default]
    All,
    Here,
    Away,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Filter {
    words: String,
    whom: Whom,
    facility: Option<String>,
}

/// A decision about two ids that waits for its reason.
pub(super) struct Deciding {
    pub one: (LearnerId, String),
    pub other: (LearnerId, String),
    pub is_one: bool,
    pub reason: String,
}

/// See the module.
#[derive(Default)]
pub(super) struct PeoplePage {
    pub view: Loaded<Box<PeopleView>>,
    person: Loaded<Box<PersonView>>,
    chosen: Option<LearnerId>,
    filter: Filter,
    order: Order,
    shown: Vec<usize>,
    shown_for: Option<(Filter, Order)>,
    places: Vec<String>,
    alike: Alike,
    deciding: Option<Deciding>,
    is_deciding: bool,
    problem: Option<Problem>,
    done: Option<&'static str>,
}

impl PeoplePage {
    /// A person is asked for.
    pub(super) fn asked(&mut self, ask: &Ask) {
        if let Ask::Person { learner } = ask {
            if self.chosen != Some(*learner) {
                self.person = Loaded::Nothing;
            }
            self.chosen = Some(*learner);
            self.person.ask();
        }
    }

    /// A decision is on its way.
    pub(super) fn deciding(&mut self) {
        self.is_deciding = true;
        self.problem = None;
    }

    /// What came of it.
    pub(super) fn decided(&mut self, told: Told) -> Vec<Ask> {
        self.is_deciding = false;
        match told {
            Told::Decided(view) => {
                self.done = Some(if view.is_one { "office-now-one" } else { "office-now-two" });
                self.chosen = Some(view.one);
                vec![Ask::People, Ask::Person { learner: view.one }]
            }
            Told::Failed(problem) => {
                self.problem = Some(problem);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Takes what was asked for.
    pub(super) fn take(&mut self, is_person: bool, told: Told) {
        match told {
            Told::People(view) => {
                self.shown_for = None;
                let mut places: Vec<String> = view.people.iter().map(|row| row.facility.clone()).collect();
                places.retain(|place| !place.is_empty());
                places.sort();
                places.dedup();
                self.places = places;
                self.view = Loaded::Here(view);
            }
            Told::Person(view) => self.person = Loaded::Here(view),
            Told::Failed(problem) if is_person => self.person = Loaded::Failed(problem),
            Told::Failed(problem) => self.view = Loaded::Failed(problem),
            _ => {}
        }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let action = self.decide_dialog(ui, cx);
        let view = std::mem::take(&mut self.view);
        let inner = cx.loaded(ui, &view, |ui, view| self.content(ui, cx, view));
        if self.view.is_nothing() {
            self.view = view;
        }
        action.or(inner)
    }

    fn content(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &PeopleView) -> Option<Action> {
        say::title(ui, &cx.say("office-people"));
        if let Some(key) = self.done {
            Notice::new(Tone::Ok, &cx.say(key)).show(ui);
        }
        if let Some(problem) = &self.problem {
            cx.told(ui, Tone::Bad, problem);
        }
        if view.people.is_empty() {
            say::body(ui, &cx.say("office-people-none"));
            say::muted(ui, &cx.say("office-people-none-mend"));
            return None;
        }
        if self.alike.is_open {
            return self.alike.show(ui, cx, view, &mut self.deciding, self.is_deciding);
        }
        if !view.alike.is_empty() {
            let what = cx.count("office-alike", view.alike.len() as u64);
            let label = cx.say("office-alike-look");
            let notice = Notice::new(Tone::Info, &what).action(&label);
            if notice.show(ui).is_some_and(|button| button.clicked()) {
                self.alike.is_open = true;
            }
        }
        ui.add_space(space::S);
        self.filters(ui, cx, view);
        ui.add_space(space::S);
        if self.chosen.is_none() {
            return self.table(ui, cx, view);
        }
        self.beside(ui, cx, view)
    }

    /// The table and the chosen person.
    fn beside(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &PeopleView) -> Option<Action> {
        let person = std::mem::take(&mut self.person);
        let (mut is_closed, mut deciding) = (false, None);
        let action = split(
            ui,
            0.5,
            |ui| self.table(ui, cx, view),
            |ui| {
                let label = cx.say("office-person-close");
                let close = Button::quiet(&label).icon(Icon::Close);
                is_closed = ui.add(close).clicked();
                cx.loaded(ui, &person, |ui, person| person::show(ui, cx, person, &mut deciding))
            },
        );
        if self.person.is_nothing() {
            self.person = person;
        }
        if deciding.is_some() {
            self.deciding = deciding;
        }
        if is_closed {
            self.chosen = None;
        }
        match (action, self.chosen) {
            // The person alone is asked for again.
            (Some(Action::Again), Some(learner)) => Some(Action::Ask(Ask::Person { learner })),
            (action, _) => action,
        }
    }

    fn filters(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &PeopleView) {
        let width = Tokens::of(ui).scaled(420.0).min(ui.available_width());
        Field::search(&cx.say("office-people-search")).width(width).chars_max(100).show(ui, &mut self.filter.words);
        ui.horizontal_wrapped(|ui| {
            for (whom, key) in [
                (Whom::All, "office-filter-all"),
                (Whom::Here, "office-filter-here"),
                (Whom::Away, "office-filter-away"),
            ] {
                if choice::chip(ui, &cx.say(key), self.filter.whom == whom).clicked() {
                    self.filter.whom = whom;
                }
            }
            if self.places.len() > 1 {
                for place in self.places.iter().take(PLACES_MAX) {
                    let is_on = self.filter.facility.as_ref() == Some(place);
                    if choice::chip(ui, place, is_on).clicked() {
                        self.filter.facility = (!is_on).then(|| place.clone());
                    }
                }
            }
        });
        self.find(view);
        say::small(ui, &cx.count("office-people-shown", self.shown.len() as u64));
    }

    /// Works the shown rows out, when something changed.
    fn find(&mut self, view: &PeopleView) {
        let wanted = (self.filter.clone(), self.order);
        if self.shown_for.as_ref() == Some(&wanted) {
            return;
        }
        let words: Vec<String> = self.filter.words.split_whitespace().map(plain).collect();
        let fits = |row: &PeopleRow| {
            let whom = match self.filter.whom {
                Whom::All => true,
                Whom::Here => is_here(row.status),
                Whom::Away => !is_here(row.status),
            };
            let is_there = self.filter.facility.as_ref().is_none_or(|facility| row.facility == *facility);
            whom && is_there && words.iter().all(|word| row.plain.contains(word.as_str()))
        };
        let mut shown: Vec<usize> = (0..view.people.len()).filter(|at| fits(&view.people[*at])).collect();
        let row = |at: &usize| &view.people[*at];
        match self.order.column {
            0 => shown.sort_by(|a, b| row(a).name.cmp(&row(b).name)),
            1 => shown.sort_by(|a, b| row(a).number.cmp(&row(b).number)),
            2 => shown.sort_by(|a, b| row(a).facility.cmp(&row(b).facility)),
            3 => shown.sort_by_key(|at| row(at).status.map(|status| status as u8)),
            _ => shown.sort_by_key(|at| row(at).certificates),
        }
        if self.order.is_descending {
            shown.reverse();
        }
        self.shown = shown;
        self.shown_for = Some(wanted);
    }

    fn table(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &PeopleView) -> Option<Action> {
        if self.shown.is_empty() {
            say::body(ui, &cx.say("filter-nobody"));
            say::muted(ui, &cx.say("filter-nobody-mend"));
            return None;
        }
        let is_wide = ui.available_width() >= Tokens::of(ui).scaled(ALL_COLUMNS_FROM);
        let mut columns = vec![Column::new(&cx.say("column-name"), 3.0), Column::new(&cx.say("column-number"), 1.5)];
        if is_wide {
            columns.push(Column::new(&cx.say("office-column-facility"), 2.0));
            columns.push(Column::new(&cx.say("office-column-status"), 1.7));
            columns.push(Column::number(&cx.say("column-certificates"), 1.3));
        }
        let height = (ui.ctx().content_rect().height() - Tokens::of(ui).scaled(HEIGHTS.2)).clamp(HEIGHTS.0, HEIGHTS.1);
        let row_at = |at: usize| self.shown.get(at).and_then(|at| view.people.get(*at));
        let selected = self
            .chosen
            .and_then(|chosen| (0..self.shown.len()).find(|at| row_at(*at).is_some_and(|row| row.learner == chosen)));
        let table = Table::new("office-people", &columns).order(self.order).selected(selected).height(height);
        let pressed = table
            .show(ui, self.shown.len(), |at, column| row_at(at).map(|row| cell(cx, row, column)).unwrap_or_default());
        match pressed? {
            Pressed::Order(order) => {
                self.order = order;
                None
            }
            Pressed::Row(at) => row_at(at).map(|row| Action::Ask(Ask::Person { learner: row.learner })),
        }
    }

    /// The question before a decision.
    fn decide_dialog(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        let Deciding { one, other, is_one, reason } = self.deciding.as_mut()?;
        let names = [("one", one.1.as_str().into()), ("other", other.1.as_str().into())];
        let keys = if *is_one {
            ["office-one-title", "office-one-why", "office-one-do"]
        } else {
            ["office-two-title", "office-two-why", "office-two-do"]
        };
        let question = reason::Question {
            title: cx.with(keys[0], &names),
            text: cx.with(keys[1], &names),
            yes: keys[2],
            is_destructive: false,
        };
        let (one, other, is_one) = (one.0, other.0, *is_one);
        match reason::show(ui, cx, &question, reason)? {
            reason::Answer::Yes(reason) => {
                self.deciding = None;
                Some(Action::Ask(Ask::Decide { one, other, is_one, reason }))
            }
            reason::Answer::No => {
                self.deciding = None;
                None
            }
        }
    }
}

/// Whether somebody learns here now.
fn is_here(status: Option<LearnerStatus>) -> bool {
    matches!(status, None | Some(LearnerStatus::Active | LearnerStatus::Returned | LearnerStatus::Segregated))
}

/// The words of a status.
pub(super) fn status(cx: &Cx<'_>, status: Option<LearnerStatus>) -> String {
    cx.say(match status {
        None | Some(LearnerStatus::Active) => "office-status-active",
        Some(LearnerStatus::Segregated) => "office-status-segregated",
        Some(LearnerStatus::Transferred) => "office-status-transferred",
        Some(LearnerStatus::Released) => "office-status-released",
        Some(LearnerStatus::Returned) => "office-status-returned",
        Some(LearnerStatus::Archived) => "office-status-archived",
    })
}

fn cell(cx: &Cx<'_>, row: &PeopleRow, column: usize) -> String {
    match column {
        0 => row.name.clone(),
        1 => row.number.clone(),
        2 => row.facility.clone(),
        3 => status(cx, row.status),
        _ => cx.number(row.certificates),
    }
}

/// As names are searched for: without case and accents.
pub(super) fn plain(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
    text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}
