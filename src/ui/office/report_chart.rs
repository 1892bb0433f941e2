//! The picture of an answer, where one would rather look: as many bars as can be read, and a word about the rest. The
//! numbers are in its name, and in the table.

use super::context::Cx;
use super::reports::{sentence, shown};
use crate::model::report::{Answer, ChartKind, size_of};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::bars::{Bar, Lying, bars, legend, lying};
use crate::ui::widget::{card, say};
use egui::Ui;

/// Height of upright bars, at 100 %.
const BARS_HEIGHT: f32 = 120.0;

/// Draws it; one bar, or none, says nothing that the table does not.
pub(super) fn show(ui: &mut Ui, cx: &Cx<'_>, answer: &Answer) {
    let Some(chart) = &answer.chart else { return };
    let drawn = answer.drawn(chart);
    let size = |row: usize, column: usize| answer.table.rows[row].get(column).map_or(0, size_of);
    if answer.table.rows.len() < 2 || drawn.iter().all(|row| chart.values.iter().all(|at| size(*row, *at) == 0)) {
        return;
    }
    let head = |at: &usize| answer.table.columns.get(*at).map(|column| cx.say(&column.head())).unwrap_or_default();
    let heads: Vec<String> = chart.values.iter().map(head).collect();
    let text = |row: usize, at: usize| answer.table.rows[row].get(at).map(|cell| shown(cx, cell)).unwrap_or_default();
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
        if let Some(said) = answer.undrawn(chart) {
            say::small(ui, &sentence(cx, &said));
        }
    });
    ui.add_space(space::M);
}
