//! Reports: a question, what it is narrowed to, and the answer as a sentence, a chart and a table, whatever it is about.

use super::action::{Action, Purpose};
use super::context::Cx;
use super::report_asking::Asking;
use super::saving::Saving;
use super::{report_chart, work};
use crate::model::id::LearnerId;
use crate::model::report::{Answer, Asked, Cell, Column as Heading, Kind, Month, Question, Said, Tongue};
use crate::text::{Value, whole};
use crate::ui::loaded::Loaded;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::table::{Column, Order, Pressed, Table};
use crate::ui::widget::{Button, Icon, Notice, Tone, card, say};
use crate::worker::Ticket;
use crate::worker::office::view::{ChoicesView, OfficeStep};
use crate::worker::office::{Ask, Told};
use egui::Ui;

/// The least and the greatest height of the table, and what stands above it.
const HEIGHTS: (f32, f32, f32) = (280.0, 900.0, 420.0);
/// Of "2026-11-22 14:14:05" the minute is enough.
const MOMENT_CHARS: usize = 16;
/// Columns for programs and spreadsheets only.
const NOT_SHOWN: [&str; 4] = ["course_id", "question_id", "certificate_ids", "event"];

/// See the module.
#[derive(Default)]
pub(super) struct ReportsPage {
    pub view: Loaded<Box<Answer>>,
    choices: Loaded<ChoicesView>,
    asking: Asking,
    /// The language of the titles.
    lang: String,
    order: Option<Order>,
    step: Option<OfficeStep>,
    ticket: Option<Ticket>,
    /// Something else is asked, once the question before is stopped.
    is_wanted: bool,
    saving: Saving,
}

impl ReportsPage {
    /// What is asked now, with titles in the language of this tag.
    pub(super) fn again(&mut self, lang: &str) -> Vec<Ask> {
        lang.clone_into(&mut self.lang);
        vec![Ask::Choices { lang: self.lang.clone() }, self.ask()]
    }

    fn ask(&self) -> Ask {
        Ask::Report { question: self.asking.question, asked: self.asking.asked(), lang: self.lang.clone() }
    }

    /// The hours of one person are wanted.
    pub(super) fn hours_of(&mut self, learner: LearnerId, name: String) {
        self.asking.hours_of(learner, name);
    }

    /// A question, or a saving, is on its way.
    pub(super) fn began(&mut self, ticket: Ticket, ask: &Ask) {
        match ask {
            Ask::Report { .. } => {
                self.view = Loaded::Loading;
                (self.ticket, self.step, self.order) = (Some(ticket), None, None);
                self.saving = Saving::None;
            }
            Ask::SaveReport { .. } => self.saving = Saving::Working,
            _ => self.choices.ask(),
        }
    }

    /// Takes what came of it; of an older question nothing is wanted any more.
    pub(super) fn take(&mut self, ticket: Ticket, told: Told) {
        match told {
            Told::Choices(choices) => self.choices = Loaded::Here(choices),
            Told::Saved(saved) => self.saving = Saving::Done(saved),
            Told::Failed(problem) if matches!(self.saving, Saving::Working) => self.saving = Saving::Failed(problem),
            Told::Step(step) if self.ticket == Some(ticket) => self.step = Some(step),
            Told::Answer(answer) if self.ticket == Some(ticket) => self.view = Loaded::Here(answer),
            Told::Failed(problem) if self.ticket == Some(ticket) => self.view = Loaded::Failed(problem),
            _ => {}
        }
    }

    /// Takes people that were searched for.
    pub(super) fn found(&mut self, told: Told) {
        self.asking.found(told);
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        say::title(ui, &cx.say("office-reports"));
        ui.add_space(space::S);
        let (is_new, search) = self.asking.show(ui, cx, &self.choices);
        let asked = self.ask_anew(is_new).or(search);
        ui.add_space(space::M);
        if self.asking.lacks_person() {
            say::body(ui, &cx.say("office-report-whose"));
            if ui.add(Button::primary(&cx.say("office-choose-person")).icon(Icon::Person)).clicked() {
                self.asking.choose_person();
            }
            return asked;
        }
        if let (Loaded::Loading, Some(step)) = (&self.view, &self.step) {
            let stopped = work::show(ui, cx, &cx.say("office-report-counting"), Some(step), true);
            return self.ticket.filter(|_| stopped).map(Action::Cancel).or(asked);
        }
        let view = std::mem::take(&mut self.view);
        let inner = cx.loaded(ui, &view, |ui, answer| self.answer(ui, cx, answer));
        if self.view.is_nothing() {
            self.view = view;
        }
        let is_other = !self.lang.is_empty() && self.lang != cx.words.language().tag();
        asked.or(inner).or_else(|| is_other.then_some(Action::Again))
    }

    /// Asks where something else is wanted than before; a question that is still being counted for is stopped first.
    fn ask_anew(&mut self, is_new: bool) -> Option<Action> {
        if !is_new && !self.is_wanted {
            return None;
        }
        let under_way = self.ticket.take().filter(|_| matches!(self.view, Loaded::Loading));
        self.is_wanted = under_way.is_some();
        Some(under_way.map_or_else(|| Action::Ask(self.ask()), Action::Cancel))
    }

    fn answer(&mut self, ui: &mut Ui, cx: &Cx<'_>, answer: &Answer) -> Option<Action> {
        let mut action = None;
        card(ui, |ui| {
            say::subheading(ui, &cx.say(&answer.question.title()));
            if let Some(headline) = &answer.headline {
                say::lead(ui, &sentence(cx, headline));
            }
            for note in answer.filters.iter().chain(&answer.notes) {
                say::small(ui, &sentence(cx, note));
            }
            ui.add_space(space::S);
            action = self.save(ui, cx, answer);
        });
        ui.add_space(space::M);
        if answer.table.rows.is_empty() {
            say::body(ui, &cx.say(if answer.asked.is_narrowed() { "office-report-nothing" } else { "report-nothing" }));
            return action;
        }
        report_chart::show(ui, cx, answer);
        let followed = self.table(ui, cx, answer);
        action.or(followed)
    }

    fn save(&self, ui: &mut Ui, cx: &Cx<'_>, answer: &Answer) -> Option<Action> {
        match &self.saving {
            Saving::Done(saved) => {
                let folder = saved.folder.display().to_string();
                let said = cx.with("office-saved", &[("count", saved.files.into()), ("folder", folder.into())]);
                Notice::new(Tone::Ok, &said).mend(&cx.say("office-report-names-people")).show(ui);
                ui.add_space(space::S);
            }
            Saving::Failed(problem) => cx.told(ui, Tone::Bad, problem),
            Saving::None | Saving::Working => {}
        }
        let is_working = matches!(self.saving, Saving::Working);
        let label = cx.say(if is_working { "office-working" } else { "office-report-save" });
        let is_ready = !answer.table.rows.is_empty() && !is_working;
        let save = ui.add(Button::primary(&label).icon(Icon::Save).enabled(is_ready));
        save.clicked().then(|| {
            let asked = Box::new(Asked { rows_max: None, ..answer.asked.clone() }); // files have every row
            Action::Pick(Purpose::SaveReport(answer.question, asked, self.lang.clone()))
        })
    }

    fn table(&mut self, ui: &mut Ui, cx: &Cx<'_>, answer: &Answer) -> Option<Action> {
        let leads_on = !answer.people.is_empty() && answer.question != Question::Evidence;
        if leads_on {
            say::small(ui, &cx.say("office-report-row"));
        }
        let places = places(&answer.table.columns, ui.available_width() / Tokens::of(ui).scaled(1.0));
        let head = |at: &usize| {
            let column = &answer.table.columns[*at];
            let (title, share) = (cx.say(&column.head()), least(column.kind));
            if column.kind.is_number() { Column::number(&title, share) } else { Column::new(&title, share) }
        };
        let columns: Vec<Column> = places.iter().map(head).collect();
        let mut rows: Vec<(Option<usize>, &Vec<Cell>)> =
            answer.table.rows.iter().enumerate().map(|(at, row)| (Some(at), row)).collect();
        if let Some(order) = self.order
            && let Some(at) = places.get(order.column)
        {
            rows.sort_by(|(_, a), (_, b)| a.get(*at).cmp(&b.get(*at)));
            if order.is_descending {
                rows.reverse();
            }
        }
        rows.extend(answer.table.total.iter().map(|total| (None, total))); // the sums stay last
        let height = (ui.ctx().content_rect().height() - Tokens::of(ui).scaled(HEIGHTS.2)).clamp(HEIGHTS.0, HEIGHTS.1);
        let order = self.order.unwrap_or(Order { column: usize::MAX, is_descending: false });
        let cell = |at: usize, column: usize| {
            let Some((whose, row)) = rows.get(at) else { return String::new() };
            let cell = places.get(column).and_then(|place| row.get(*place));
            match cell {
                Some(Cell::Empty) if whose.is_none() && column == 0 => cx.say("report-all"),
                // In a table instants stand under each other, as short as can be.
                Some(at @ Cell::Moment(_)) => at.plain(cx.tz).chars().take(MOMENT_CHARS).collect(),
                cell => cell.map(|cell| shown(cx, cell)).unwrap_or_default(),
            }
        };
        let pressed = Table::new("office-report", &columns).order(order).height(height).show(ui, rows.len(), cell);
        let hidden = answer.table.columns.len().saturating_sub(places.len()) as u64;
        if hidden > 0 {
            say::small(ui, &cx.count("office-report-columns", hidden));
        }
        match pressed? {
            Pressed::Order(order) => {
                self.order = Some(order);
                None
            }
            Pressed::Row(at) => {
                let (whose, row) = rows.get(at).copied()?;
                let learner = answer.people.get(whose?).copied().filter(|_| leads_on)?;
                self.asking.evidence_of(learner, name_in(cx, answer, row), of_kind(answer, row, "month"));
                Some(Action::Ask(self.ask()))
            }
        }
    }
}

/// The cell of a row under the column of this key.
fn of_kind<'a>(answer: &Answer, row: &'a [Cell], key: &str) -> Option<&'a Cell> {
    row.get(answer.table.columns.iter().position(|column| column.key == key)?)
}

/// What a row's person is called.
fn name_in(cx: &Cx<'_>, answer: &Answer, row: &[Cell]) -> String {
    let part = |key| of_kind(answer, row, key).map(|cell| shown(cx, cell)).filter(|part| !part.is_empty());
    ["name", "number"].into_iter().filter_map(part).collect::<Vec<_>>().join(" · ")
}

/// The columns that are shown in so much room at 100 %: words go before numbers do, the last first, but never the first
/// column. Those that have no room are in the files only.
fn places(columns: &[Heading], room: f32) -> Vec<usize> {
    let mut places: Vec<usize> = (0..columns.len()).filter(|at| !NOT_SHOWN.contains(&columns[*at].key)).collect();
    while places.len() > 2 && places.iter().map(|at| least(columns[*at].kind)).sum::<f32>() > room {
        let is_number = |at: &usize| columns[*at].kind.is_number();
        let last_words = places.iter().rposition(|at| !is_number(at)).filter(|place| *place > 0);
        places.remove(last_words.unwrap_or(places.len() - 1));
    }
    places
}

/// The least width of a column, points at 100 %, and its share beside the others.
fn least(kind: Kind) -> f32 {
    match kind {
        Kind::Text => 130.0,
        Kind::Moment | Kind::Month => 168.0,
        Kind::Word | Kind::Day => 110.0,
        Kind::Count | Kind::Hours | Kind::Permille | Kind::Points => 96.0,
    }
}

fn month(cx: &Cx<'_>, month: Month) -> String {
    let name = cx.say(&format!("month-{}", month.month()));
    cx.with("report-month", &[("month", name.into()), ("year", month.year().to_string().into())])
}

/// A cell as it is read.
pub(super) fn shown(cx: &Cx<'_>, cell: &Cell) -> String {
    cell.shown(&Tongue {
        word: &|key| cx.say(key),
        whole: &whole,
        day: &|day| cx.words.day_text(&day.to_string()),
        month: &|it| month(cx, it),
        moment: &|ms| cx.moment(ms),
    })
}

/// A sentence with its values.
pub(super) fn sentence(cx: &Cx<'_>, said: &Said) -> String {
    let value = |cell: &Cell| match cell {
        Cell::Count(n) => Value::from(*n),
        other => Value::from(shown(cx, other)),
    };
    let values: Vec<(&str, Value<'_>)> = said.values.iter().map(|(name, cell)| (*name, value(cell))).collect();
    cx.with(said.key, &values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_there_is_little_room_numbers_stay_and_the_last_words_go() {
        let columns = [
            Heading::new("name", Kind::Text),
            Heading::new("course", Kind::Text),
            Heading::new("course_id", Kind::Text),
            Heading::new("hours", Kind::Hours),
            Heading::new("is_done", Kind::Word),
            Heading::new("lessons_done", Kind::Count),
        ];
        assert_eq!(places(&columns, 900.0), [0, 1, 3, 4, 5], "ids are for spreadsheets");
        assert_eq!(places(&columns, 460.0), [0, 1, 3, 5]);
        assert_eq!(places(&columns, 330.0), [0, 3, 5]);
        assert_eq!(places(&columns, 10.0), [0, 3]);
    }
}
