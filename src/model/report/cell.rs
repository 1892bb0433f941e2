//! One cell of a table, typed: whoever shows it, sorts it or adds it up knows what it is.

use super::{Month, Tongue};
use crate::model::day::Day;
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words as they came: a name, a title, an id. Left.
    Text,
    /// One of our own words, by text key. Left.
    Word,
    /// A whole number. Right.
    Count,
    /// A length of time, shown in hours. Right.
    Hours,
    /// A part of a whole, shown in percent. Right.
    Permille,
    /// A difference of parts, shown in points of a hundred with its sign. Right.
    Points,
    /// A day.
    Day,
    /// A month.
    Month,
    /// An instant, shown to the minute in the office's zone.
    Moment,
}

impl Kind {
    /// True if its cells are numbers: set at the right, and fit for a chart.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Hours | Self::Permille | Self::Points)
    }
}

/// One cell. Cells of a column sort as people expect; empty ones first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Words as they came.
    Text(String),
    /// The text `report-word-…`.
    Word(&'static str),
    /// A whole number.
    Count(u64),
    /// A length of time, ms.
    Hours(u64),
    /// A part of a whole, ‰.
    Permille(u32),
    /// A difference of parts, ‰.
    Points(i32),
    /// A day.
    Day(Day),
    /// A month.
    Month(Month),
    /// An instant, ms since 1970.
    Moment(u64),
}

impl Cell {
    /// Words; none of them is an empty cell.
    #[must_use]
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// A share in ‰, rounded down; empty if there is no whole.
    #[must_use]
    pub fn share(part: u64, whole: u64) -> Self {
        let permille = (u128::from(part) * 1000).checked_div(u128::from(whole));
        permille.and_then(|permille| u32::try_from(permille).ok()).map_or(Self::Empty, Self::Permille)
    }

    /// As a number to draw or add up, in the unit of its kind; none if it is not one.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Count(n) | Self::Hours(n) => i64::try_from(*n).ok(),
            Self::Permille(n) => Some(i64::from(*n)),
            Self::Points(n) => Some(i64::from(*n)),
            _ => None,
        }
    }

    /// As a person reads it.
    #[must_use]
    pub fn shown(&self, tongue: &Tongue<'_>) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Word(word) => (tongue.word)(&format!("report-word-{word}")),
            Self::Count(n) => (tongue.whole)(*n),
            Self::Hours(ms) => {
                let tenths = ms / 360_000;
                format!("{}.{}", (tongue.whole)(tenths / 10), tenths % 10)
            }
            Self::Permille(permille) => format!("{} %", tenths(i64::from(*permille), "")),
            Self::Points(permille) => tenths(i64::from(*permille), "+").replace('-', "−"),
            Self::Day(day) => (tongue.day)(*day),
            Self::Month(month) => (tongue.month)(*month),
            Self::Moment(ms) => (tongue.moment)(*ms),
        }
    }

    /// As a spreadsheet reads it, the same in every language: `1.50` hours, `45.6` percent, ISO 8601 days and times (of
    /// `zone`).
    #[must_use]
    pub fn plain(&self, zone: &TimeZone) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Word(word) => (*word).to_owned(),
            Self::Count(n) => n.to_string(),
            Self::Hours(ms) => format!("{}.{:02}", ms / 3_600_000, ms / 36_000 % 100),
            Self::Permille(permille) => tenths(i64::from(*permille), ""),
            Self::Points(permille) => tenths(i64::from(*permille), ""),
            Self::Day(day) => day.to_string(),
            Self::Month(month) => month.to_string(),
            Self::Moment(ms) => moment(*ms, zone),
        }
    }

    /// As a program reads it: numbers in ms and ‰, instants in ms since 1970.
    #[must_use]
    pub fn value(&self) -> Value {
        match self {
            Self::Empty => Value::Null,
            Self::Text(text) => json!(text),
            Self::Word(word) => json!(word),
            Self::Count(n) | Self::Hours(n) | Self::Moment(n) => json!(n),
            Self::Permille(n) => json!(n),
            Self::Points(n) => json!(n),
            Self::Day(day) => json!(day.to_string()),
            Self::Month(month) => json!(month.to_string()),
        }
    }
}

/// ‰ as percent with one decimal.
fn tenths(permille: i64, plus: &str) -> String {
    let sign = if permille < 0 { "-" } else { plus };
    let size = permille.unsigned_abs();
    format!("{sign}{}.{}", size / 10, size % 10)
}

/// `2026-11-22 14:14:05`, which Excel takes for a date; an instant beyond the calendar as it is.
fn moment(ms: u64, zone: &TimeZone) -> String {
    let known = i64::try_from(ms).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
    known.map_or_else(|| ms.to_string(), |at| at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_the_same_for_every_spreadsheet() {
        let zone = TimeZone::UTC;
        for (cell, wanted) in [
            (Cell::Empty, ""),
            (Cell::Hours(5_400_000), "1.50"),
            (Cell::Hours(3_599_999), "0.99"),
            (Cell::Permille(456), "45.6"),
            (Cell::Points(-55), "-5.5"),
            (Cell::Points(-1005), "-100.5"),
            (Cell::Count(12_345), "12345"),
            (Cell::Moment(1_795_378_440_000), "2026-11-22 20:14:00"),
            (Cell::Moment(u64::MAX), "18446744073709551615"),
            (Cell::text(""), ""),
            (Cell::Word("asking"), "asking"),
        ] {
            assert_eq!(cell.plain(&zone), wanted);
        }
        assert_eq!(Cell::share(1, 3), Cell::Permille(333));
        assert_eq!(Cell::share(1, 0), Cell::Empty);
    }

    #[test]
    fn people_read_hours_and_shares_with_their_units() {
        let tongue = Tongue {
            word: &|key| format!("<{key}>"),
            whole: &|n| format!("{n}"),
            day: &|day| day.to_string(),
            month: &|month| month.to_string(),
            moment: &|ms| ms.to_string(),
        };
        for (cell, wanted) in [
            (Cell::Hours(5_400_000), "1.5"),
            (Cell::Permille(1000), "100.0 %"),
            (Cell::Points(55), "+5.5"),
            (Cell::Points(-55), "−5.5"),
            (Cell::Word("clock"), "<report-word-clock>"),
        ] {
            assert_eq!(cell.shown(&tongue), wanted);
        }
    }
}
