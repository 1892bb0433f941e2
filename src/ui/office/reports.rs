//! Reports: a question, what it is narrowed to, and the answer as a sentence, a chart and a table, whatever it is about.

use super::action::{Action, Purpose};
use super::context::Cx;
use super::work;
use crate::model::problem::Problem;
use crate::model::report::{Answer, Asked, By, Cell, Filter, Month, Question, Said, Tongue};
use crate::text::{Value, whole};
use crate::ui::loaded::Loaded;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::bars::{Bar, bars};
use crate::ui::widget::field::{Field, submitted};
use crate::ui::widget::table::{Column, Order, Pressed, Table};
use crate::ui::widget::{Button, Icon, Notice, Tone, card, choice, say};
use crate::worker::Ticket;
use crate::worker::office::view::{OfficeStep, SavedView};
use crate::worker::office::{Ask, Told};
use egui::Ui;

/// Bars that are drawn; the rest is in the table.
const BARS_MAX: usize = 12;
/// Height of the bars, at 100 %.
const BARS_HEIGHT: f32 = 120.0;
/// The least and the greatest height of the table, and what stands above it.
const HEIGHTS: (f32, f32, f32) = (280.0, 900.0, 420.0);

/// See the module.
pub(super) struct ReportsPage {
    pub view: Loaded<Box<Answer>>,
    question: Question,
    /// The language that was last spoken.
    lang: String,
    asked: Asked,
    from: String,
    to: String,
    order: Option<Order>,
    step: Option<OfficeStep>,
    ticket: Option<Ticket>,
    saved: Option<Result<SavedView, Problem>>,
}

impl Default for ReportsPage {
    fn default() -> Self {
        Self {
            view: Loaded::Nothing,
            question: Question::Participation,
            lang: "en".to_owned(),
            asked: Asked::default(),
            from: String::new(),
            to: String::new(),
            order: None,
            step: None,
            ticket: None,
            saved: None,
        }
    }
}

impl ReportsPage {
    /// What is asked now.
    pub(super) fn again(&self) -> Ask {
        let asked = Box::new(self.asked.of(self.question));
        Ask::Report { question: self.question, asked, lang: self.lang.clone() }
    }

    /// A question, or a saving, is on its way.
    pub(super) fn began(&mut self, ticket: Ticket, ask: &Ask) {
        (self.ticket, self.step, self.saved) = (Some(ticket), None, None);
        if matches!(ask, Ask::Report { .. }) {
            self.view = Loaded::Loading;
            self.order = None;
        }
    }

    /// Takes what came of it.
    pub(super) fn take(&mut self, told: Told) {
        match told {
            Told::Step(step) => self.step = Some(step),
            Told::Answer(answer) => self.view = Loaded::Here(answer),
            Told::Saved(saved) => self.saved = Some(Ok(saved)),
            Told::Failed(problem) if matches!(self.view, Loaded::Here(_)) => self.saved = Some(Err(problem)),
            Told::Failed(problem) => self.view = Loaded::Failed(problem),
            _ => {}
        }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        cx.words.language().tag().clone_into(&mut self.lang);
        say::title(ui, &cx.say("office-reports"));
        let asked = self.questions(ui, cx);
        ui.add_space(space::M);
        if let (Loaded::Loading, Some(step)) = (&self.view, &self.step) {
            let stopped = work::show(ui, cx, &cx.say("office-report-counting"), Some(step), true);
            return self.ticket.filter(|_| stopped).map(Action::Cancel).or(asked);
        }
        let view = std::mem::take(&mut self.view);
        let inner = cx.loaded(ui, &view, |ui, answer| self.answer(ui, cx, answer));
        if self.view.is_nothing() {
            self.view = view;
        }
        asked.or(inner)
    }

    /// The questions, and what the chosen one can be narrowed to.
    fn questions(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let before = (self.question, self.asked.clone());
        ui.horizontal_wrapped(|ui| {
            // The evidence of one person's hours stands with the person.
            for question in Question::ALL.into_iter().filter(|it| *it != Question::Evidence) {
                if choice::chip(ui, &cx.say(&question.title()), self.question == question).clicked() {
                    self.question = question;
                }
            }
        });
        let filters = self.question.filters();
        ui.horizontal_wrapped(|ui| {
            for by in self.question.groupings() {
                let is_on = self.asked.by == Some(*by);
                if choice::chip(ui, &cx.say(by_key(*by)), is_on).clicked() {
                    self.asked.by = (!is_on).then_some(*by);
                }
            }
            if filters.contains(&Filter::Facility)
                && let Some(entered) = &cx.state.entered
            {
                for place in &entered.facilities {
                    let is_on = self.asked.facility.as_ref() == Some(&place.id);
                    if choice::chip(ui, &place.name, is_on).clicked() {
                        self.asked.facility = (!is_on).then(|| place.id.clone());
                    }
                }
            }
        });
        if filters.contains(&Filter::Period) {
            self.period(ui, cx);
        }
        let is_new = before != (self.question, self.asked.clone());
        is_new.then(|| Action::Ask(self.again()))
    }

    fn period(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let width = Tokens::of(ui).scaled(180.0);
        ui.horizontal_wrapped(|ui| {
            for (key, typed, month) in [
                ("office-report-from", &mut self.from, &mut self.asked.from),
                ("office-report-to", &mut self.to, &mut self.asked.to),
            ] {
                let label = cx.say(key);
                let field = Field::new(&label).hint("2026-01").width(width).chars_max(7).show(ui, typed);
                if submitted(ui, &field) || field.lost_focus() {
                    *month = Month::parse(typed.trim()).ok(); // not a month: no bound
                }
            }
        });
    }

    fn answer(&mut self, ui: &mut Ui, cx: &Cx<'_>, answer: &Answer) -> Option<Action> {
        let mut action = None;
        card(ui, |ui| {
            say::subheading(ui, &cx.say(&answer.question.title()));
            say::small(ui, &cx.say(&answer.question.about()));
            if let Some(headline) = &answer.headline {
                say::lead(ui, &sentence(cx, headline));
            }
            for note in &answer.notes {
                say::small(ui, &sentence(cx, note));
            }
            match &self.saved {
                Some(Ok(saved)) => {
                    let folder = saved.folder.display().to_string();
                    let said = cx.with("office-saved", &[("count", saved.files.into()), ("folder", folder.into())]);
                    Notice::new(Tone::Ok, &said).mend(&cx.say("office-report-names-people")).show(ui);
                }
                Some(Err(problem)) => cx.told(ui, Tone::Bad, problem),
                None => {}
            }
            let label = cx.say("office-report-save");
            if ui.add(Button::primary(&label).icon(Icon::Save).enabled(!answer.table.rows.is_empty())).clicked() {
                let asked = Box::new(answer.asked.clone());
                action = Some(Action::Pick(Purpose::SaveReport(answer.question, asked, self.lang.clone())));
            }
        });
        ui.add_space(space::M);
        if answer.table.rows.is_empty() {
            say::body(ui, &cx.say("report-nothing"));
            return action;
        }
        chart(ui, cx, answer);
        self.table(ui, cx, answer);
        action
    }

    fn table(&mut self, ui: &mut Ui, cx: &Cx<'_>, answer: &Answer) {
        let head = |column: &crate::model::report::Column| {
            let title = cx.say(&column.head());
            if column.kind.is_number() { Column::number(&title, 1.2) } else { Column::new(&title, 2.0) }
        };
        let columns: Vec<Column> = answer.table.columns.iter().map(head).collect();
        let mut rows: Vec<&Vec<Cell>> = answer.table.rows.iter().collect();
        if let Some(order) = self.order {
            rows.sort_by(|a, b| a.get(order.column).cmp(&b.get(order.column)));
            if order.is_descending {
                rows.reverse();
            }
        }
        rows.extend(answer.table.total.iter()); // the sums stay last
        let height = (ui.ctx().content_rect().height() - Tokens::of(ui).scaled(HEIGHTS.2)).clamp(HEIGHTS.0, HEIGHTS.1);
        let order = self.order.unwrap_or(Order { column: usize::MAX, is_descending: false });
        let pressed =
            Table::new("office-report", &columns).order(order).height(height).show(ui, rows.len(), |at, column| {
                rows.get(at).and_then(|row| row.get(column)).map(|cell| shown(cx, cell)).unwrap_or_default()
            });
        if let Some(Pressed::Order(order)) = pressed {
            self.order = Some(order);
        }
    }
}

fn by_key(by: By) -> &'static str {
    match by {
        By::Facility => "office-by-facility",
        By::Course => "office-by-course",
        By::Programme => "office-by-programme",
        By::Partner => "office-by-partner",
        By::Month => "office-by-month",
    }
}

fn month(cx: &Cx<'_>, month: Month) -> String {
    let name = cx.say(&format!("month-{}", month.month()));
    cx.with("report-month", &[("month", name.into()), ("year", month.year().to_string().into())])
}

fn shown(cx: &Cx<'_>, cell: &Cell) -> String {
    cell.shown(&Tongue {
        word: &|key| cx.say(key),
        whole: &whole,
        day: &|day| cx.words.day_text(&day.to_string()),
        month: &|it| month(cx, it),
        moment: &|ms| cx.moment(ms),
    })
}

fn sentence(cx: &Cx<'_>, said: &Said) -> String {
    let value = |cell: &Cell| match cell {
        Cell::Count(n) => Value::from(*n),
        other => Value::from(shown(cx, other)),
    };
    let values: Vec<(&str, Value<'_>)> = said.values.iter().map(|(name, cell)| (*name, value(cell))).collect();
    cx.with(said.key, &values)
}

/// The picture of the first column that is drawn; its numbers are in its name, and in the table.
fn chart(ui: &mut Ui, cx: &Cx<'_>, answer: &Answer) {
    let Some(chart) = &answer.chart else { return };
    let Some(value) = chart.values.first().copied() else { return };
    let all: Vec<Bar> = answer
        .table
        .rows
        .iter()
        .take(BARS_MAX)
        .filter_map(|row| {
            let cell = row.get(value)?;
            let number = cell.number().and_then(|number| u64::try_from(number).ok()).unwrap_or(0);
            Some(Bar { label: shown(cx, row.get(chart.label)?), value: number, text: shown(cx, cell), is_now: false })
        })
        .collect();
    let title = answer.table.columns.get(value).map(|column| cx.say(&column.head())).unwrap_or_default();
    let told: Vec<String> = all.iter().map(|bar| [bar.label.as_str(), &bar.text].join(": ")).collect();
    card(ui, |ui| {
        say::strong(ui, &title);
        let height = Tokens::of(ui).scaled(BARS_HEIGHT);
        bars(ui, &all, height, &[title.as_str(), &told.join(", ")].join(": "));
    });
    ui.add_space(space::M);
}
