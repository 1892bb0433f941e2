//! The library: a search with results as it is typed; subjects and filters to browse by; a card for each course.

mod filters;
mod results;

use super::course_card::course_card;
use super::goals::programme_card;
use crate::model::id::LearnerId;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::Request;
use crate::worker::view::{CourseCard, LibraryView};
use egui::accesskit::Live;
use egui::{Key, Modifiers, Response, Ui};
use filters::Filters;
use results::Results;

/// More is not searched, and needs no room.
const SEARCH_CHARS_MAX: usize = 120;
/// Below this many courses, filters would only be in the way.
const FILTERS_FROM: usize = 4;

/// See the module.
#[derive(Default)]
pub struct LibraryScreen {
    /// Whose drafts these are: nothing of one person is there for the next.
    whose: Option<(LearnerId, u32)>,
    search: String,
    filters: Filters,
    results: Results,
}

impl LibraryScreen {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let whose = cx.state.learner().map(|learner| (learner.learner, cx.state.departures));
        if self.whose != whose {
            *self = Self { whose, ..Self::default() };
        }
        super::page(ui, "library", |ui| {
            // Undo in a field remembers what was typed: each person has a field of their own.
            let asked = ui.push_id(("library", whose), |ui| self.field(ui, cx)).inner;
            let mine = ui.add(Button::quiet(&cx.say("place-kept")).icon(Icon::Bookmark)).clicked();
            let asked = asked.or_else(|| mine.then(|| Action::Go(Screen::Kept)));
            ui.add_space(space::M);
            let shown = cx.loaded(ui, &cx.state.library, |ui, library| self.content(ui, cx, library));
            asked.or(shown)
        })
    }

    fn field(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let label = cx.say("search-the-library");
        let field = Field::search(&label).chars_max(SEARCH_CHARS_MAX).show(ui, &mut self.search);
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
            field.request_focus();
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) && !self.search.is_empty() {
            self.search.clear();
            field.request_focus();
            return self.asked();
        }
        if crate::ui::widget::field::submitted(ui, &field) {
            self.results.goes_to_first = true;
        }
        if field.changed() { self.asked() } else { None }
    }

    /// Asks for what is typed now.
    fn asked(&mut self) -> Option<Action> {
        self.results = Results::default();
        self.filters.fold();
        let words = self.search.trim().to_owned();
        (!words.is_empty()).then_some(Action::Ask(Request::Search { words }))
    }

    fn content(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, library: &LibraryView) -> Option<Action> {
        if library.courses.is_empty() {
            say::heading(ui, &cx.say("library-is-empty"));
            say::body(ui, &cx.say("library-is-empty-mend"));
            return None;
        }
        if library.courses.len() >= FILTERS_FROM {
            self.filters.show(ui, cx, &library.courses);
            ui.add_space(space::M);
        }
        let search = self.search.trim();
        if search.is_empty() {
            return self.browse(ui, cx, library);
        }
        let shown = self.results.show(ui, cx, search, library, &self.filters);
        if !self.results.wants_all {
            return shown;
        }
        self.results = Results::default();
        self.search.clear();
        self.filters.clear();
        None
    }

    fn browse(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, library: &LibraryView) -> Option<Action> {
        let found: Vec<&CourseCard> = library.courses.iter().filter(|card| self.filters.fit(card)).collect();
        if found.is_empty() {
            counted(ui, &cx.say("no-course-fits"));
            say::body(ui, &cx.say("no-course-fits-mend"));
            ui.add_space(space::S);
            if ui.add(Button::secondary(&cx.say("show-all-courses")).icon(Icon::Library)).clicked() {
                self.filters.clear();
            }
            return None;
        }
        let mut action = None;
        if found.len() == library.courses.len() && !library.programmes.is_empty() {
            say::heading(ui, &cx.say("library-programmes"));
            ui.add_space(space::S);
            let least = Tokens::of(ui).scaled(400.0);
            let cards = &library.programmes;
            action = super::grid(ui, cards.len(), least, |ui, at, _| programme_card(ui, cx, &cards[at]));
            ui.add_space(space::M);
        }
        counted(ui, &cx.with("courses-found", &[("count", found.len().into())]));
        ui.add_space(space::S);
        let least = Tokens::of(ui).scaled(300.0);
        action.or(super::grid(ui, found.len(), least, |ui, at, width| course_card(ui, cx, found[at], width)))
    }
}

/// A heading that a screen reader says by itself when it changes: how much was found.
fn counted(ui: &mut Ui, words: &str) -> Response {
    let heading = say::heading(ui, words);
    live(ui, heading)
}

/// A screen reader says it by itself when it changes.
fn live(ui: &Ui, response: Response) -> Response {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    response
}
