//! The picture of an answer, where one would rather look: as many bars as can be read, and a word about the rest. The
//! numbers are in its name, and in the table.

use super::context::Cx;
use crate::model::report::{Answer, Cell, Chart, ChartKind, Question};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::bars::{Bar, Lying, bars, legend, lying};
use crate::ui::widget::{card, say};
use egui::Ui;

/// Bars that are drawn.
const BARS_MAX: usize = 12;
/// Height of upright bars, at 100 %.
const BARS_HEIGHT: f32 = 120.0;

/// Draws it; one bar, or none, says nothing that the table does not.
pub(super) fn show(ui: &mut Ui, cx: &Cx<'_>, answer: &Answer, shown: &dyn Fn(&Cell) -> String) {
    let Some(chart) = &answer.chart else { return };
    let drawn = drawn(answer, chart);
    let size = |row: usize, column: usize| answer.table.rows[row].get(column).map_or(0, size_of);
    if answer.table.rows.len() < 2 || drawn.iter().all(|row| chart.values.iter().all(|at| size(*row, *at) == 0)) {
        return;
    }
    let head = |at: &usize| answer.table.columns.get(*at).map(|column| cx.say(&column.head())).unwrap_or_default();
    let heads: Vec<String> = chart.values.iter().map(head).collect();
    let text = |row: usize, at: usize| answer.table.rows[row].get(at).map(shown).unwrap_or_default();
    let told = |row: &usize| {
        let values: Vec<String> = chart.values.iter().map(|at| text(*row, *at)).collect();
        [text(*row, chart.label), values.join(", ")].join(": ")
    };
    let name = [heads.join(", "), drawn.iter().map(told).collect::<Vec<_>>().join("; ")].join(": ");
    card(ui, |ui| {
        legend(ui, &heads);
        match chart.kind {
            ChartKind::Bars => {
                let row = |row: &usize| Lying {
                    label: text(*row, chart.label),
                    values: chart.values.iter().map(|at| (size(*row, *at), text(*row, *at))).collect(),
                };
                lying(ui, &drawn.iter().map(row).collect::<Vec<_>>(), &name);
            }
            ChartKind::Lines => {
                let value = chart.values.first().copied().unwrap_or_default();
                let bar = |row: &usize| Bar {
                    label: text(*row, chart.label),
                    value: size(*row, value),
                    text: text(*row, value),
                    is_now: false,
                };
                bars(ui, &drawn.iter().map(bar).collect::<Vec<_>>(), Tokens::of(ui).scaled(BARS_HEIGHT), &name);
            }
        }
        let rest = answer.table.rows.len().saturating_sub(drawn.len()) as u64;
        if rest > 0 {
            let values = [("drawn", (drawn.len() as u64).into()), ("count", rest.into())];
            say::small(ui, &cx.with(rest_key(answer, chart), &values));
        }
    });
    ui.add_space(space::M);
}

/// A value's length; what is below nothing has none.
fn size_of(cell: &Cell) -> u64 {
    cell.number().and_then(|number| u64::try_from(number).ok()).unwrap_or(0)
}

/// Whether the table itself begins with what should be looked at first.
fn is_ordered(question: Question) -> bool {
    matches!(question, Question::Questions | Question::Stations)
}

/// The rows that are drawn: of months the newest; else the largest, or the first where the table is in such an order.
fn drawn(answer: &Answer, chart: &Chart) -> Vec<usize> {
    let rows = &answer.table.rows;
    let mut all: Vec<usize> = (0..rows.len()).collect();
    if chart.kind == ChartKind::Lines {
        return all.split_off(rows.len().saturating_sub(BARS_MAX));
    }
    if !is_ordered(answer.question) {
        let first = chart.values.first().copied().unwrap_or_default();
        all.sort_by_key(|row| std::cmp::Reverse(rows[*row].get(first).map_or(0, size_of)));
    }
    all.truncate(BARS_MAX);
    if answer.question == Question::Lessons {
        all.sort_unstable(); // one lesson after the other, as they are learned
    }
    all
}

fn rest_key(answer: &Answer, chart: &Chart) -> &'static str {
    match chart.kind {
        ChartKind::Lines => "office-chart-newest",
        ChartKind::Bars if is_ordered(answer.question) => "office-chart-first",
        ChartKind::Bars => "office-chart-largest",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::report::{Asked, Column, Kind, Month, Table};

    fn answer(question: Question, kind: ChartKind, values: &[u64]) -> Answer {
        let row = |value: &u64| vec![Cell::text("x"), Cell::Count(*value)];
        Answer {
            question,
            asked: Asked::default(),
            filters: Vec::new(),
            headline: None,
            table: Table {
                columns: vec![Column::new("facility", Kind::Text), Column::new("people", Kind::Count)],
                rows: values.iter().map(row).collect(),
                total: None,
            },
            people: Vec::new(),
            chart: Some(Chart { kind, label: 0, values: vec![1] }),
            notes: Vec::new(),
        }
    }

    #[test]
    fn of_many_rows_the_largest_are_drawn_of_months_the_newest_and_of_ordered_rows_the_first() {
        let values: Vec<u64> = (1..=20).collect();
        let rows = |question, kind| {
            let answer = answer(question, kind, &values);
            drawn(&answer, answer.chart.as_ref().unwrap())
        };
        assert_eq!(rows(Question::Participation, ChartKind::Bars), (8..20).rev().collect::<Vec<_>>());
        assert_eq!(rows(Question::Participation, ChartKind::Lines), (8..20).collect::<Vec<_>>());
        assert_eq!(rows(Question::Questions, ChartKind::Bars), (0..12).collect::<Vec<_>>());
        assert_eq!(rows(Question::Lessons, ChartKind::Bars), (8..20).collect::<Vec<_>>());
        assert_eq!(size_of(&Cell::Points(-5)), 0);
        assert_eq!(size_of(&Cell::Month(Month::parse("2026-01").unwrap())), 0);
    }
}
