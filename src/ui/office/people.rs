//! People: search, filters, the table a page at a time, the chosen person at the right, and those who may be one.

use super::action::Action;
use super::alike::Alike;
use super::choose::{self, Chosen};
use super::context::Cx;
use super::leaving::Leaving;
use super::pages::beside;
use super::part::Part;
use super::work::Counting;
use super::{pages, person, reason};
use crate::model::event::LearnerStatus;
use crate::model::id::LearnerId;
use crate::model::problem::Problem;
use crate::model::trust::Facility;
use crate::ui::loaded::Loaded;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::table::{Column, Order, Pressed, Table};
use crate::ui::widget::{Button, Icon, Notice, Tone, choice, say};
use crate::worker::Ticket;
use crate::worker::office::view::{
    DecidedView, LikeRow, PeopleOrder, PeopleQuery, PeopleRow, PeopleView, PersonView, Whom,
};
use crate::worker::office::{Ask, Told};
use egui::Ui;

/// The least and the greatest height of the table, and what stands above it.
const HEIGHTS: (f32, f32, f32) = (280.0, 900.0, 400.0);
/// A table of so many points at 100 % has room for every column.
const ALL_COLUMNS_FROM: f32 = 560.0;

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
    /// The page that is wanted, and the one last asked for.
    query: PeopleQuery,
    asked: Option<PeopleQuery>,
    is_coming: bool,
    counting: Counting,
    pairs: Vec<LikeRow>,
    alike: Alike,
    is_choosing_place: bool,
    place_words: String,
    leaving: Leaving,
    deciding: Option<Deciding>,
    is_deciding: bool,
    problem: Option<Problem>,
    done: Option<DecidedView>,
}

impl PeoplePage {
    /// The page as it is wanted now, and who may be one.
    pub(super) fn again(&self) -> Vec<Ask> {
        vec![self.page(), Ask::Alike]
    }

    fn page(&self) -> Ask {
        Ask::People { query: Box::new(self.query.clone()) }
    }

    /// Something was asked for.
    pub(super) fn began(&mut self, ticket: Ticket, ask: &Ask) {
        match ask {
            Ask::People { query } => {
                (self.asked, self.is_coming) = (Some((**query).clone()), true);
                self.counting.began(ticket);
                self.view.ask();
            }
            Ask::Person { learner } => {
                if self.chosen != Some(*learner) {
                    self.person = Loaded::Nothing;
                }
                self.chosen = Some(*learner);
                self.person.ask();
            }
            Ask::Decide { .. } => {
                self.is_deciding = true;
                self.problem = None;
            }
            Ask::Alike => {}
            ask => self.leaving.began(ask),
        }
    }

    /// What came of somebody's going elsewhere.
    pub(super) fn left(&mut self, told: Told) -> Vec<Ask> {
        let has_moved = self.leaving.take(told);
        if has_moved { self.chosen.map(|learner| Ask::Person { learner }).into_iter().collect() } else { Vec::new() }
    }

    /// What came of a decision.
    pub(super) fn decided(&mut self, told: Told) -> Vec<Ask> {
        self.is_deciding = false;
        match told {
            Told::Decided(view) => {
                self.chosen = Some(view.one);
                let mut asks = self.again();
                asks.push(Ask::Person { learner: view.one });
                self.done = Some(view);
                asks
            }
            Told::Failed(problem) => {
                self.problem = Some(problem);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Takes what was asked for.
    pub(super) fn take(&mut self, part: Part, told: Told) {
        match (part, told) {
            (_, Told::Step(step)) => self.counting.at(step),
            (Part::People, told) => {
                self.is_coming = false;
                self.counting.ended();
                match told {
                    Told::People(view) => self.view = Loaded::Here(view),
                    Told::Failed(problem) => self.view = Loaded::Failed(problem),
                    _ => {}
                }
            }
            (_, Told::Alike(pairs)) => self.pairs = pairs,
            (_, Told::Person(view)) => self.person = Loaded::Here(view),
            (Part::Person, Told::Failed(problem)) => self.person = Loaded::Failed(problem),
            _ => {} // that nobody knows who may be one keeps nobody from the list
        }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let action = self.decide_dialog(ui, cx).or_else(|| {
            let Self { leaving, person, .. } = self;
            leaving.dialogs(ui, cx, person.here()?)
        });
        self.place_dialog(ui, cx);
        say::title(ui, &cx.say("office-people"));
        let stopped = self.counting.show(ui, cx);
        if stopped.is_some() || (self.counting.is_on() && self.view.here().is_none()) {
            return stopped.or(action);
        }
        let view = std::mem::take(&mut self.view);
        let inner = cx.loaded(ui, &view, |ui, view| self.content(ui, cx, view));
        if self.view.is_nothing() {
            self.view = view;
        }
        let is_other = self.asked.as_ref().is_some_and(|asked| *asked != self.query) && !self.is_coming;
        action.or(inner).or_else(|| is_other.then(|| Action::Ask(self.page())))
    }

    fn content(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &PeopleView) -> Option<Action> {
        if let Some(view) = &self.done {
            tell(ui, cx, view);
        }
        if let Some(problem) = &self.problem {
            cx.told(ui, Tone::Bad, problem);
        }
        self.leaving.tell(ui, cx);
        if view.all == 0 {
            say::body(ui, &cx.say("office-people-none"));
            say::muted(ui, &cx.say("office-people-none-mend"));
            return None;
        }
        if self.alike.is_open {
            return self.alike.show(ui, cx, &self.pairs, &mut self.deciding, self.is_deciding);
        }
        if !self.pairs.is_empty() {
            let what = cx.count("office-alike", self.pairs.len() as u64);
            let label = cx.say("office-alike-look");
            let notice = Notice::new(Tone::Info, &what).action(&label);
            if notice.show(ui).is_some_and(|button| button.clicked()) {
                self.alike.is_open = true;
            }
        }
        ui.add_space(space::S);
        if self.chosen.is_none() || pages::has_two_columns(ui) {
            self.filters(ui, cx, view);
            ui.add_space(space::S);
        }
        if self.chosen.is_none() {
            return self.table(ui, cx, view);
        }
        self.beside(ui, cx, view)
    }

    /// The table and the chosen person.
    fn beside(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &PeopleView) -> Option<Action> {
        let person = std::mem::take(&mut self.person);
        let (mut is_closed, mut deciding) = (false, None);
        let mut leaving = std::mem::take(&mut self.leaving);
        let action = beside(
            ui,
            0.5,
            |ui| self.table(ui, cx, view),
            |ui| {
                let label = cx.say("office-person-close");
                let close = Button::quiet(&label).icon(Icon::Close);
                is_closed = ui.add(close).clicked();
                cx.loaded(ui, &person, |ui, person| person::show(ui, cx, person, &mut deciding, &mut leaving))
            },
        );
        self.leaving = leaving;
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
        let before = PeopleQuery { from: 0, ..self.query.clone() };
        let width = Tokens::of(ui).scaled(420.0).min(ui.available_width());
        Field::search(&cx.say("office-people-search")).width(width).chars_max(100).show(ui, &mut self.query.words);
        ui.horizontal_wrapped(|ui| {
            for (whom, key) in [
                (Whom::All, "office-filter-all"),
                (Whom::Here, "office-filter-here"),
                (Whom::Away, "office-filter-away"),
            ] {
                if choice::chip(ui, &cx.say(key), self.query.whom == whom).clicked() {
                    self.query.whom = whom;
                }
            }
            let places = facilities(cx);
            if places.len() > 1 {
                let chosen = places.iter().find(|place| Some(&place.id) == self.query.facility.as_ref());
                let value = chosen.map_or_else(|| cx.say("office-narrow-all"), |place| place.name.clone());
                let label = cx.with("office-narrow-facility", &[("value", value.into())]);
                let button = Button::secondary(&label).icon_last(Icon::Down).selected(chosen.is_some());
                self.is_choosing_place |= ui.add(button).clicked();
            }
        });
        if before != (PeopleQuery { from: 0, ..self.query.clone() }) {
            self.query.from = 0;
        }
        say::small(ui, &pages::sum(cx, ["office-people-shown", "office-people-of"], view.count, view.all));
    }

    fn place_dialog(&mut self, ui: &Ui, cx: &Cx<'_>) {
        if !self.is_choosing_place {
            return;
        }
        let places = facilities(cx);
        let question = choose::Question {
            title: cx.say("office-choose-facility"),
            any: Some(cx.say("office-narrow-any")),
            options: places.iter().map(|place| place.name.as_str()).collect(),
            chosen: places.iter().position(|place| Some(&place.id) == self.query.facility.as_ref()),
            is_found: false,
        };
        let Some(answer) = choose::show(ui, cx, &question, &mut self.place_words) else { return };
        self.is_choosing_place = false;
        match answer {
            Chosen::Close => return,
            Chosen::Any => self.query.facility = None,
            Chosen::One(at) => self.query.facility = places.get(at).map(|place| place.id.clone()),
        }
        self.query.from = 0;
    }

    fn table(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &PeopleView) -> Option<Action> {
        if view.people.is_empty() {
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
        let selected = self.chosen.and_then(|chosen| view.people.iter().position(|row| row.learner == chosen));
        let order = Order { column: column_of(self.query.order), is_descending: self.query.is_descending };
        let table = Table::new("office-people", &columns).order(order).selected(selected).height(height);
        let cell = |at: usize, column| view.people.get(at).map(|row| cell(cx, row, column)).unwrap_or_default();
        let pressed = table.show(ui, view.people.len(), cell);
        let at = pages::At { from: view.from, rows: view.people.len() as u64, count: view.count };
        if let Some(from) = pages::show(ui, cx, at) {
            self.query.from = from;
        }
        match pressed? {
            Pressed::Order(order) => {
                self.query.order = order_of(order.column);
                self.query.is_descending = order.is_descending;
                self.query.from = 0;
                None
            }
            Pressed::Row(at) => view.people.get(at).map(|row| Action::Ask(Ask::Person { learner: row.learner })),
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

/// What a decision came to.
fn tell(ui: &mut Ui, cx: &Cx<'_>, view: &DecidedView) {
    let what = cx.say(if view.is_one { "office-now-one" } else { "office-now-two" });
    let taken_back = cx.count("office-now-parted", view.revoked);
    let notice = Notice::new(Tone::Ok, &what);
    if view.revoked > 0 {
        notice.mend(&taken_back).show(ui)
    } else {
        notice.show(ui)
    };
    if let Some(problem) = &view.trouble {
        cx.told(ui, Tone::Warn, problem);
    }
}

/// The words of a status.
pub(super) fn status(cx: &Cx<'_>, status: LearnerStatus) -> String {
    cx.say(match status {
        LearnerStatus::Active => "office-status-active",
        LearnerStatus::Segregated => "office-status-segregated",
        LearnerStatus::Transferred => "office-status-transferred",
        LearnerStatus::Released => "office-status-released",
        LearnerStatus::Returned => "office-status-returned",
        LearnerStatus::Archived => "office-status-archived",
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

/// The orders, as the columns stand.
const ORDERS: [PeopleOrder; 5] =
    [PeopleOrder::Name, PeopleOrder::Number, PeopleOrder::Facility, PeopleOrder::Status, PeopleOrder::Certificates];

fn order_of(column: usize) -> PeopleOrder {
    ORDERS.get(column).copied().unwrap_or_default()
}

fn column_of(order: PeopleOrder) -> usize {
    ORDERS.iter().position(|one| *one == order).unwrap_or(0)
}

fn facilities<'a>(cx: &Cx<'a>) -> &'a [Facility] {
    cx.state.entered.as_ref().map(|entered| entered.facilities.as_slice()).unwrap_or_default()
}
