//! Which rows of an answer its chart draws, where there are more than can be read, and the word about the rest.

use super::{Answer, Cell, Chart, ChartKind, Question, Said};

/// Bars of a chart at most; the rest is in the table.
const BARS_MAX: usize = 12;

/// A value's length in a chart; what is below nothing has none.
#[must_use]
pub fn size_of(cell: &Cell) -> u64 {
    cell.number().and_then(|number| u64::try_from(number).ok()).unwrap_or(0)
}

impl Answer {
    /// The rows that a chart of bars draws: of months the newest; else the largest, the longest bar first, or the first
    /// where the table itself begins with what should be looked at.
    #[must_use]
    pub fn drawn(&self, chart: &Chart) -> Vec<usize> {
        let rows = &self.table.rows;
        let mut all: Vec<usize> = (0..rows.len()).collect();
        if chart.kind == ChartKind::Lines {
            return all.split_off(rows.len().saturating_sub(BARS_MAX));
        }
        if !self.is_ordered() {
            let first = chart.values.first().copied().unwrap_or_default();
            all.sort_by_key(|row| std::cmp::Reverse(rows[*row].get(first).map_or(0, size_of)));
        }
        all.truncate(BARS_MAX);
        if self.question == Question::Lessons {
            all.sort_unstable(); // one lesson after the other, as they are learned
        }
        all
    }

    /// The sentence about the rows that are not drawn; none if all are.
    #[must_use]
    pub fn undrawn(&self, chart: &Chart) -> Option<Said> {
        let drawn = self.drawn(chart).len() as u64;
        let rest = (self.table.rows.len() as u64).saturating_sub(drawn);
        let key = match chart.kind {
            ChartKind::Lines => "report-chart-newest",
            ChartKind::Bars if self.is_ordered() => "report-chart-first",
            ChartKind::Bars => "report-chart-largest",
        };
        let values = vec![("drawn", Cell::Count(drawn)), ("count", Cell::Count(rest))];
        (rest > 0).then_some(Said { key, values })
    }

    /// Whether the table begins with what should be looked at first.
    fn is_ordered(&self) -> bool {
        matches!(self.question, Question::Questions | Question::Stations)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::report::{Asked, Column, Kind, Table};

    fn answer(question: Question, kind: ChartKind, values: &[u64]) -> (Answer, Chart) {
        let row = |value: &u64| vec![Cell::text("x"), Cell::Count(*value)];
        let chart = Chart { kind, label: 0, values: vec![1] };
        let table = Table {
            columns: vec![Column::new("facility", Kind::Text), Column::new("people", Kind::Count)],
            rows: values.iter().map(row).collect(),
            total: None,
        };
        let answer = Answer {
            question,
            asked: Asked::default(),
            filters: Vec::new(),
            headline: None,
            table,
            people: Vec::new(),
            chart: Some(chart.clone()),
            notes: Vec::new(),
        };
        (answer, chart)
    }

    #[test]
    fn of_many_rows_the_largest_are_drawn_of_months_the_newest_and_of_ordered_rows_the_first() {
        let values: Vec<u64> = (1..=20).collect();
        let rows = |question, kind| {
            let (answer, chart) = answer(question, kind, &values);
            (answer.drawn(&chart), answer.undrawn(&chart).map(|said| said.key))
        };
        let (bars, lines) = (ChartKind::Bars, ChartKind::Lines);
        assert_eq!(rows(Question::Participation, bars), ((8..20).rev().collect(), Some("report-chart-largest")));
        assert_eq!(rows(Question::Participation, lines), ((8..20).collect(), Some("report-chart-newest")));
        assert_eq!(rows(Question::Questions, bars), ((0..12).collect(), Some("report-chart-first")));
        assert_eq!(rows(Question::Lessons, bars), ((8..20).collect(), Some("report-chart-largest")));
        let (few, chart) = answer(Question::Participation, bars, &[3, 1]);
        assert_eq!((few.drawn(&chart), few.undrawn(&chart)), (vec![0, 1], None));
        assert_eq!(size_of(&Cell::Points(-5)), 0);
    }
}
