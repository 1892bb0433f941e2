//! People: the table with its search, one person at the right, adding somebody and the one-time PIN.

use super::drives::Sticks;
use super::paper::{pin_slip, spaced};
use super::person::{self, Question};
use super::saving::Saving;
use crate::model::id::{Lang, LearnerId};
use crate::text::LANGUAGES;
use crate::ui::loaded::Loaded;
use crate::ui::screen::{page, split};
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::table::{Column, Pressed, Table};
use crate::ui::widget::{Button, Icon, choice, dialog, focus, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{PersonRow, PersonView, PinView};
use crate::worker::{News, Request, Ticket};
use egui::{Key, Ui};

/// The table scrolls beyond this.
const TABLE_HEIGHT: f32 = 480.0;

/// What is typed for a new person.
#[derive(Default)]
struct Draft {
    name: String,
    number: String,
    birth_year: String,
    lang: usize,
}

/// See the module.
#[derive(Default)]
pub struct PeoplePage {
    /// The table.
    pub rows: Loaded<Vec<PersonRow>>,
    /// The person at the right.
    pub person: Loaded<PersonView>,
    /// A change is on its way.
    pub is_changing: bool,
    search: String,
    chosen: Option<LearnerId>,
    draft: Option<Draft>,
    question: Option<Question>,
    pin: Option<PinView>,
    saving: Option<Saving>,
}

impl PeoplePage {
    /// Asks for the table.
    pub fn again(&self) -> Request {
        Request::People { search: self.search.trim().to_owned() }
    }

    /// Takes news; `is_person` tells a failure of the page at the right.
    pub fn take(&mut self, is_person: bool, news: News) -> Vec<Request> {
        match news {
            News::People(rows) => self.rows = Loaded::Here(rows),
            News::Person(person) => self.person = Loaded::Here(person),
            News::PinGiven(pin) => {
                self.is_changing = false;
                self.draft = None;
                self.chosen = Some(pin.learner);
                let learner = pin.learner;
                self.pin = Some(pin);
                return vec![self.again(), Request::Person { learner }];
            }
            News::Done => {
                self.is_changing = false;
                let person = self.chosen.map(|learner| Request::Person { learner });
                return std::iter::once(self.again()).chain(person).collect();
            }
            News::Failed(problem) if is_person => self.person = Loaded::Failed(problem),
            News::Failed(problem) => {
                // Why a change was refused is said above the page.
                if !self.is_changing && self.rows.here().is_none() {
                    self.rows = Loaded::Failed(problem);
                }
                self.is_changing = false;
            }
            _ => {}
        }
        Vec::new()
    }

    /// Whether a stick is waited for.
    pub(super) fn needs_sticks(&self) -> bool {
        self.saving.as_ref().is_some_and(Saving::needs_sticks)
    }

    /// A paper is on its way to a stick.
    pub fn saving(&mut self, ticket: Ticket) {
        if let Some(saving) = &mut self.saving {
            saving.began(ticket);
        }
    }

    /// How that ended.
    pub fn saved(&mut self, news: News) {
        if let Some(saving) = &mut self.saving {
            saving.take(news);
        }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, sticks: &Sticks) -> Option<Action> {
        let action = page(ui, "desk-people", |ui| self.content(ui, cx));
        let added = self.adding(ui, cx);
        let answered = self.asking(ui, cx);
        if let Some(saving) = &mut self.saving {
            let (saved, is_over) = saving.show(ui, cx, sticks);
            if is_over {
                self.saving = None;
            }
            return action.or(saved);
        }
        self.telling(ui, cx);
        action.or(added).or(answered)
    }

    fn content(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        say::title(ui, &cx.say("desk-people"));
        ui.add_space(space::S);
        let mut action = None;
        if ui.add(Button::primary(&cx.say("people-add")).icon(Icon::Plus)).clicked() {
            self.draft = Some(Draft::default());
        }
        let width = Tokens::of(ui).scaled(420.0).min(ui.available_width());
        if Field::search(&cx.say("people-search")).width(width).show(ui, &mut self.search).changed() {
            action = Some(Action::Ask(self.again()));
        }
        ui.add_space(space::S);
        if self.chosen.is_none() {
            return action.or(self.table(ui, cx));
        }
        let (mut pressed, mut pick) = (None, person::Picked::default());
        let asked = split(
            ui,
            0.56,
            |ui| {
                ui.set_min_height(TABLE_HEIGHT); // a column begins without height, and the table scrolls in what there is
                pressed = table(ui, cx, &self.rows, self.chosen);
                None
            },
            |ui| person::show(ui, cx, &self.person, &mut pick),
        );
        self.question = self.question.take().or(pick.question);
        self.saving = self.saving.take().or(pick.saving);
        action.or(self.pressed(pressed)).or(asked)
    }

    fn table(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let rows = &self.rows;
        if let Loaded::Here(rows) = rows
            && rows.is_empty()
        {
            say::body(ui, &cx.say(if self.search.is_empty() { "nobody-yet" } else { "no-such-name" }));
            return None;
        }
        if matches!(rows, Loaded::Here(_)) {
            let pressed = table(ui, cx, rows, None);
            return self.pressed(pressed);
        }
        cx.loaded(ui, rows, |_, _| None)
    }

    fn pressed(&mut self, pressed: Option<LearnerId>) -> Option<Action> {
        let learner = pressed?;
        if self.chosen != Some(learner) {
            self.person = Loaded::Nothing;
        }
        self.chosen = Some(learner);
        Some(Action::Ask(Request::Person { learner }))
    }

    fn adding(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let draft = self.draft.as_mut()?;
        let is_changing = self.is_changing;
        let (action, should_close) = dialog::show(ui.ctx(), "add-learner", 480.0, |ui| {
            say::heading(ui, &cx.say("people-add"));
            let name = Field::new(&cx.say("people-name")).chars_max(80).show(ui, &mut draft.name);
            focus::first(ui, &name, &draft.name);
            Field::new(&cx.say("people-number"))
                .hint(&cx.say("people-number-why"))
                .mono()
                .chars_max(32)
                .show(ui, &mut draft.number);
            Field::new(&cx.say("people-birth-year")).mono().chars_max(4).width(160.0).show(ui, &mut draft.birth_year);
            say::strong(ui, &cx.say("people-reads"));
            ui.horizontal_wrapped(|ui| {
                for (at, language) in LANGUAGES.iter().enumerate() {
                    if choice::chip(ui, language.own_name(), draft.lang == at).clicked() {
                        draft.lang = at;
                    }
                }
            });
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let may = !draft.name.trim().is_empty() && !draft.number.trim().is_empty() && !is_changing;
                let add = ui.add(Button::primary(&cx.say("people-add-do")).enabled(may)).clicked();
                let cancel = ui.add(Button::secondary(&cx.say("action-cancel"))).clicked();
                (add, cancel)
            })
            .inner
        });
        let (is_added, is_cancelled) = action;
        if is_added {
            return Some(Action::Ask(Request::AddLearner {
                name: draft.name.trim().to_owned(),
                number: draft.number.trim().to_owned(),
                birth_year: draft.birth_year.trim().parse().ok(),
                lang: Lang::parse(LANGUAGES.get(draft.lang)?.tag()).ok()?,
            }));
        }
        if is_cancelled || should_close || ui.input(|input| input.key_pressed(Key::Escape)) {
            self.draft = None;
        }
        None
    }

    fn asking(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let question = self.question.as_ref()?;
        let answer = question.show(ui, cx)?;
        let request = question.request();
        self.question = None;
        (answer == dialog::Answer::Yes).then_some(Action::Ask(request))
    }

    /// The PIN, large enough to be copied, once.
    fn telling(&mut self, ui: &Ui, cx: &ViewCtx<'_>) {
        let Some(pin) = &self.pin else { return };
        let ((is_told, is_saved), _) = dialog::show(ui.ctx(), "pin-given", 480.0, |ui| {
            say::heading(ui, &cx.with("pin-given", &[("name", pin.name.as_str().into())]));
            ui.vertical_centered(|ui| {
                let tokens = Tokens::of(ui);
                let mut font = tokens.mono(Size::Title);
                font.size *= 2.0;
                let text = egui::RichText::new(spaced(pin.pin.as_str())).font(font).color(tokens.palette.ink);
                ui.add(egui::Label::new(text));
            });
            say::body(ui, &cx.say("pin-given-why"));
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let is_told = ui.add(Button::primary(&cx.say("pin-given-done"))).clicked();
                (is_told, ui.add(Button::secondary(&cx.say("pin-given-save")).icon(Icon::Pdf)).clicked())
            })
            .inner
        });
        if is_saved {
            let title = cx.with("pin-given", &[("name", pin.name.as_str().into())]);
            self.saving = pin_slip(cx, pin).map(|request| Saving::new(title, request));
        }
        if is_told {
            self.pin = None;
        }
    }
}

fn table(ui: &mut Ui, cx: &ViewCtx<'_>, rows: &Loaded<Vec<PersonRow>>, chosen: Option<LearnerId>) -> Option<LearnerId> {
    let rows = rows.here()?;
    let mut columns = vec![
        Column::new(&cx.say("column-name"), 3.0),
        Column::new(&cx.say("column-number"), 1.6),
        Column::new(&cx.say("column-last"), 2.0),
    ];
    if chosen.is_none() && ui.available_width() >= Tokens::of(ui).scaled(space::SEVEN_COLUMNS_FROM) {
        columns.push(Column::number(&cx.say("column-week"), 1.6));
        columns.push(Column::number(&cx.say("column-begun"), 1.2));
        columns.push(Column::number(&cx.say("column-done"), 1.2));
        columns.push(Column::number(&cx.say("column-certificates"), 1.4));
    }
    let selected = chosen.and_then(|learner| rows.iter().position(|row| row.learner == learner));
    let pressed =
        Table::new("people", &columns)
            .selected(selected)
            .height(TABLE_HEIGHT)
            .show(ui, rows.len(), |row, column| rows.get(row).map_or_else(String::new, |row| cell(cx, row, column)));
    match pressed {
        Some(Pressed::Row(row)) => rows.get(row).map(|row| row.learner),
        Some(Pressed::Order(_)) | None => None,
    }
}

fn cell(cx: &ViewCtx<'_>, row: &PersonRow, column: usize) -> String {
    match column {
        0 if person::is_here(row.status) => row.name.clone(),
        0 => cx.with("people-archived", &[("name", row.name.as_str().into())]),
        1 => row.number.clone(),
        2 => row.last_wall_ms.map_or_else(|| cx.say("people-never"), |at| cx.words.date(at, cx.tz)),
        3 => cx.words.minutes(row.week_ms.div_ceil(60_000)),
        4 => row.courses_begun.to_string(),
        5 => row.courses_done.to_string(),
        _ => row.certificates.to_string(),
    }
}
