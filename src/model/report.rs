//! Reports as data: the questions an office answers, what is asked of each, and the answer: a table of typed cells with
//! a chart, sums and sentences. The window, the PDF, the CSV and `--json` are all made from one [`Answer`].
//!
//! Nothing here knows a word of any language: titles, heads and sentences are text keys (`report-…`), and whoever shows
//! an answer lends a [`Tongue`]. Every count is of persons, never of ids.

mod cell;
mod drawn;
mod month;
mod question;
mod tongue;

pub use cell::{Cell, Kind};
pub use drawn::size_of;
pub use month::Month;
pub use question::{Asked, By, Filter, Question, SILENT_DAYS};
pub use tongue::Tongue;

use super::id::LearnerId;

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Column {
    /// Its name in CSV and JSON: `hours`. Its head is the text `report-col-hours`, what it means
    /// `report-about-hours` (`_` written `-`).
    pub key: &'static str,
    /// What its cells are; a cell may be [`Cell::Empty`] in any column.
    pub kind: Kind,
}

impl Column {
    /// A column.
    #[must_use]
    pub const fn new(key: &'static str, kind: Kind) -> Self {
        Self { key, kind }
    }

    /// The text key of its head.
    #[must_use]
    pub fn head(&self) -> String {
        format!("report-col-{}", self.key.replace('_', "-"))
    }

    /// The text key of what it means.
    #[must_use]
    pub fn about(&self) -> String {
        format!("report-about-{}", self.key.replace('_', "-"))
    }
}

/// Rows under columns. Every row has as many cells as there are columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Its rows, in the order they are first shown.
    pub rows: Vec<Vec<Cell>>,
    /// A last row over all. Not always a sum: people who stand in two rows are counted once.
    pub total: Option<Vec<Cell>>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChartKind {
    /// A bar for each row, the longest first as the rows stand; for things.
    Bars,
    /// A line from row to row; for time.
    Lines,
}

/// A picture of some columns, where one would rather look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// How.
    pub kind: ChartKind,
    /// The column that names each bar or point.
    pub label: usize,
    /// The columns drawn, of one kind, so that one axis serves them all. More than one: side by side.
    pub values: Vec<usize>,
}

/// A sentence by its text key, with values by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its text key.
    pub key: &'static str,
    /// What it says them of.
    pub values: Vec<(&'static str, Cell)>,
}

/// What a question came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which question. Its title is the text `report-QUESTION`, what it tells `report-QUESTION-about`.
    pub question: Question,
    /// What was asked of it, with everything it does not use left out.
    pub asked: Asked,
    /// What that narrows it to, beside the period, each with its name.
    pub filters: Vec<Said>,
    /// The one sentence to quote: "43 people, 477 hours, 177 certificates".
    pub headline: Option<Said>,
    /// The rows.
    pub table: Table,
    /// Whose each row is, row by row; empty where rows are not of one person each.
    pub people: Vec<LearnerId>,
    /// Its picture.
    pub chart: Option<Chart>,
    /// What a reader must know to read it rightly.
    pub notes: Vec<Said>,
}
