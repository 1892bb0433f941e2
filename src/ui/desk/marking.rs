//! Marking: the answers that wait, and the dialog in which one is read and marked. A mark can be changed later the same way.

use crate::model::kept::NOTE_CHARS_MAX;
use crate::model::markdown::Reading;
use crate::model::problem::Problem;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, Card, Icon, Notice, Tone, card, choice, dialog, reading, say, writing};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::MarkRow;
use crate::worker::{Marking as Given, Request};
use egui::{Key, Ui};

/// Up to so many points there is a chip for each.
const CHIPS_MAX: u32 = 10;
/// Of a question's words, as many stand in a row of the list.
const ROW_CHARS: usize = 80;

/// What is being marked.
struct Draft {
    row: MarkRow,
    prompt: Reading,
    /// Points as chosen or typed, one for each line of the rubric, or one alone.
    points: Vec<String>,
    comment: String,
}

impl Draft {
    fn of(row: MarkRow) -> Self {
        let word = |points: Option<u32>| points.map(|points| points.to_string()).unwrap_or_default();
        let points = match row.rubric.as_slice() {
            [] => vec![word(row.mark.as_ref().map(|mark| mark.points))],
            lines => lines.iter().map(|line| word(line.points)).collect(),
        };
        let comment = row.mark.as_ref().map(|mark| mark.comment.clone()).unwrap_or_default();
        Self { prompt: Reading::parse(&row.prompt), points, comment, row }
    }

    /// The most points of each line.
    fn bounds(&self) -> Vec<u32> {
        if self.row.rubric.is_empty() {
            vec![self.row.max]
        } else {
            self.row.rubric.iter().map(|line| line.max).collect()
        }
    }

    /// The points, once all of them are chosen and none is above its bound.
    fn chosen(&self) -> Option<Vec<u32>> {
        let one = |(typed, max): (&String, u32)| typed.trim().parse().ok().filter(|points: &u32| *points <= max);
        self.points.iter().zip(self.bounds()).map(one).collect()
    }

    fn given(&self, points: &[u32]) -> Given {
        let row = &self.row;
        Given {
            learner: row.learner,
            course: row.course.clone(),
            lesson: row.lesson.clone(),
            attempt: row.attempt,
            question: row.question.clone(),
            points: points.iter().copied().fold(0, u32::saturating_add),
            rubric: row.rubric.iter().map(|line| line.id.clone()).zip(points.iter().copied()).collect(),
            comment: self.comment.clone(),
        }
    }
}

/// The dialog, while it is open.
#[derive(Default)]
pub struct Marking {
    open: Option<Draft>,
    is_sent: bool,
    problem: Option<Problem>,
}

impl Marking {
    /// Opens it for what was pressed.
    pub fn open(&mut self, row: Option<MarkRow>) {
        if let Some(row) = row {
            *self = Self { open: Some(Draft::of(row)), ..Self::default() };
        }
    }

    /// The mark is on the disk.
    pub fn done(&mut self) {
        *self = Self::default();
    }

    /// It could not be written.
    pub fn failed(&mut self, problem: Problem) {
        (self.is_sent, self.problem) = (false, Some(problem));
    }

    /// Draws it, if it is open.
    pub fn show(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let Self { open, is_sent, problem } = self;
        let draft = open.as_mut()?;
        let ((is_saved, is_over), should_close) = dialog::show(ui.ctx(), "marking", 680.0, |ui| {
            dialog::body(ui, |ui| {
                answer(ui, cx, draft);
                points(ui, cx, draft);
                let written = writing::field(ui, &cx.say("mark-comment"), &mut draft.comment, NOTE_CHARS_MAX, 2);
                if written.is_cut || written.left == 0 {
                    say::small(ui, &cx.with("keep-left", &[("count", (written.left as u64).into())]));
                }
            });
            if let Some(problem) = problem {
                let sentence = cx.problem(problem);
                Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
            }
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let may = draft.chosen().is_some() && !*is_sent;
                let is_saved = ui.add(Button::primary(&cx.say("mark-save")).icon(Icon::Check).enabled(may)).clicked();
                (is_saved, ui.add(Button::secondary(&cx.say("action-cancel"))).clicked())
            })
            .inner
        });
        if let (true, Some(points)) = (is_saved, draft.chosen()) {
            (*is_sent, *problem) = (true, None);
            return Some(Action::Ask(Request::Mark(Box::new(draft.given(&points)))));
        }
        if is_over || should_close || ui.input(|input| input.key_pressed(Key::Escape)) {
            *self = Self::default();
        }
        None
    }
}

/// Who, what was asked, and what was answered.
fn answer(ui: &mut Ui, cx: &ViewCtx<'_>, draft: &Draft) {
    let row = &draft.row;
    say::heading(ui, &row.name);
    say::muted(ui, &format!("{} · {}", row.title, row.course_title));
    let when = cx.words.date_time(row.handed_in_wall_ms, cx.tz);
    say::small(ui, &cx.with("mark-handed-in", &[("when", when.as_str().into())]));
    ui.add_space(space::S);
    say::strong(ui, &cx.say("mark-question"));
    reading::show(ui, &draft.prompt.blocks, reading::Around::NOTHING);
    ui.add_space(space::S);
    say::strong(ui, &cx.say("mark-answer"));
    Card::new().padding(space::M).show(ui, |ui| {
        let is_empty = row.answer.trim().is_empty();
        if is_empty {
            say::muted(ui, &cx.say("mark-answer-empty"))
        } else {
            say::body(ui, &row.answer)
        };
    });
    ui.add_space(space::S);
}

/// Points: line by line of the rubric, or for the whole answer.
fn points(ui: &mut Ui, cx: &ViewCtx<'_>, draft: &mut Draft) {
    if draft.row.rubric.is_empty() {
        let label = cx.say("mark-points");
        one(ui, cx, &label, draft.row.max, &mut draft.points[0]);
    } else {
        for (line, typed) in draft.row.rubric.iter().zip(&mut draft.points) {
            one(ui, cx, &line.text, line.max, typed);
        }
    }
    let words = match draft.chosen() {
        Some(points) => {
            let sum = points.into_iter().fold(0, u32::saturating_add).min(draft.row.max);
            cx.with("mark-sum", &[("points", sum.into()), ("max", draft.row.max.into())])
        }
        None => cx.with("mark-sum-open", &[("max", draft.row.max.into())]),
    };
    say::strong(ui, &words);
    ui.add_space(space::S);
}

fn one(ui: &mut Ui, cx: &ViewCtx<'_>, label: &str, max: u32, typed: &mut String) {
    say::body(ui, label);
    if max > CHIPS_MAX {
        let label = cx.with("mark-points-of", &[("what", label.into()), ("max", max.into())]);
        Field::new(&label).mono().chars_max(4).width(Tokens::of(ui).scaled(160.0)).show(ui, typed);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for points in 0..=max {
            let word = points.to_string();
            let chip = choice::chip(ui, &word, *typed == word);
            let name = cx.with("mark-chip", &[("points", points.into()), ("what", label.into())]);
            ui.ctx().accesskit_node_builder(chip.id, |node| node.set_label(name.as_str()));
            if chip.clicked() {
                *typed = word;
            }
        }
    });
    ui.add_space(space::XS);
}

/// The answers that wait, each with a way to mark it; gives the one that was pressed. `count` is how many wait in all.
pub fn waiting(ui: &mut Ui, cx: &ViewCtx<'_>, rows: &[MarkRow], count: u32) -> Option<MarkRow> {
    if rows.is_empty() {
        return None;
    }
    let mut pressed = None;
    card(ui, |ui| {
        say::subheading(ui, &cx.with("mark-title", &[("count", count.into())]));
        for row in rows {
            if line(ui, cx, row, true) {
                pressed = Some(row.clone());
            }
        }
    });
    ui.add_space(space::M);
    pressed
}

/// What one person handed in, with its marks; gives the one that was pressed.
pub fn of_person(ui: &mut Ui, cx: &ViewCtx<'_>, rows: &[MarkRow]) -> Option<MarkRow> {
    if rows.is_empty() {
        return None;
    }
    ui.add_space(space::M);
    say::subheading(ui, &cx.say("mark-of-person"));
    let mut pressed = None;
    for row in rows {
        if line(ui, cx, row, false) {
            pressed = Some(row.clone());
        }
    }
    pressed
}

fn line(ui: &mut Ui, cx: &ViewCtx<'_>, row: &MarkRow, has_name: bool) -> bool {
    ui.add_space(space::S);
    let asked = short(&row.asked);
    say::strong(ui, if has_name { &row.name } else { &asked });
    if has_name {
        say::body(ui, &asked);
    }
    say::small(ui, &format!("{} · {}", row.title, row.course_title));
    let key = match &row.mark {
        None => {
            let when = cx.words.date(row.handed_in_wall_ms, cx.tz);
            say::fact(ui, Icon::Clock, &cx.with("mark-waits-since", &[("day", when.as_str().into())]));
            "mark-do"
        }
        Some(mark) => {
            let points = [("points", mark.points.into()), ("max", row.max.into())];
            say::fact(ui, Icon::Check, &cx.with("mark-is", &points));
            if !mark.comment.is_empty() {
                say::small(ui, &cx.with("mark-you-wrote", &[("text", mark.comment.as_str().into())]));
            }
            "mark-change"
        }
    };
    let label = cx.say(key);
    let values =
        [("action", label.as_str().into()), ("name", row.name.as_str().into()), ("what", asked.as_str().into())];
    let name = cx.with("mark-do-named", &values);
    ui.add(Button::secondary(&label).icon(Icon::Note).named(&name)).clicked()
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    if text.chars().count() <= ROW_CHARS {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(ROW_CHARS - 1).collect();
    cut.push('…');
    cut
}
