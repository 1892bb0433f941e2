//! Answers in words: sentences, heads and cells in the office's language and zone.

use crate::model::report::{Answer, Asked, Cell, Month, Said, Tongue};
use crate::text::{Value, Words, whole};
use jiff::tz::TimeZone;

/// A month in words: "November 2026".
#[must_use]
pub fn month(words: &Words, month: Month) -> String {
    let name = words.get(&format!("month-{}", month.month()));
    words.with("report-month", &[("month", name.into()), ("year", month.year().to_string().into())])
}

/// Gives `show` the language to read an answer in.
pub fn with_tongue<T>(words: &Words, zone: &TimeZone, show: impl FnOnce(&Tongue<'_>) -> T) -> T {
    show(&Tongue {
        word: &|key| words.get(key),
        whole: &whole,
        day: &|day| words.day_text(&day.to_string()),
        month: &|month| self::month(words, month),
        moment: &|ms| words.date_time(ms, zone),
    })
}

/// A sentence. Counts choose its plural; everything else stands in it as it is shown.
#[must_use]
pub fn sentence(said: &Said, words: &Words, zone: &TimeZone) -> String {
    with_tongue(words, zone, |tongue| {
        let value = |cell: &Cell| match cell {
            Cell::Count(n) => Value::from(*n),
            other => Value::from(other.shown(tongue)),
        };
        let values: Vec<(&str, Value<'_>)> = said.values.iter().map(|(name, cell)| (*name, value(cell))).collect();
        words.with(said.key, &values)
    })
}

/// The period asked for, in words.
#[must_use]
pub fn period(asked: &Asked, words: &Words) -> String {
    let of = |month: Month| Value::from(self::month(words, month));
    match (asked.from, asked.to) {
        (None, None) => words.get("report-period-all"),
        (Some(from), None) => words.with("report-period-from", &[("from", of(from))]),
        (None, Some(to)) => words.with("report-period-to", &[("to", of(to))]),
        (Some(from), Some(to)) => words.with("report-period-both", &[("from", of(from)), ("to", of(to))]),
    }
}

/// An answer as lines of a terminal: title, sentence, table, notes.
#[must_use]
pub fn lines(answer: &Answer, words: &Words, zone: &TimeZone) -> String {
    let mut out = format!("{}\n{}\n", words.get(&answer.question.title()), period(&answer.asked, words));
    if let Some(headline) = &answer.headline {
        out.push_str(&format!("{}\n", sentence(headline, words, zone)));
    }
    if answer.table.rows.is_empty() {
        out.push_str(&format!("{}\n", words.get("report-nothing")));
    } else {
        out.push('\n');
        out.push_str(&grid(answer, words, zone));
    }
    for said in &answer.notes {
        out.push_str(&format!("\n{}", sentence(said, words, zone)));
    }
    out
}

/// The table in columns as wide as their widest cell.
fn grid(answer: &Answer, words: &Words, zone: &TimeZone) -> String {
    let table = &answer.table;
    let rows = with_tongue(words, zone, |tongue| {
        let shown = |row: &Vec<Cell>| row.iter().map(|cell| cell.shown(tongue)).collect::<Vec<_>>();
        let mut rows = vec![table.columns.iter().map(|column| words.get(&column.head())).collect()];
        rows.extend(table.rows.iter().map(shown));
        rows.extend(table.total.iter().map(|total| {
            let mut cells = shown(total);
            cells[0] = words.get("report-all");
            cells
        }));
        rows
    });
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
    let mut out = String::new();
    for row in &rows {
        let cells = row.iter().zip(&widths).zip(&table.columns).map(|((cell, width), column)| {
            if column.kind.is_number() { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}
