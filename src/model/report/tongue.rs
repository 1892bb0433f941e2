//! What an answer needs to be read in somebody's language. The words themselves are not here.

use super::Month;
use crate::model::day::Day;

/// A language and a zone, lent by whoever shows an answer.
#[derive(Clone, Copy)]
pub struct Tongue<'a> {
    /// A text by key.
    pub word: &'a dyn Fn(&str) -> String,
    /// A whole number with its groups.
    pub whole: &'a dyn Fn(u64) -> String,
    /// A day.
    pub day: &'a dyn Fn(Day) -> String,
    /// A month.
    pub month: &'a dyn Fn(Month) -> String,
    /// An instant, ms since 1970, to the minute.
    pub moment: &'a dyn Fn(u64) -> String,
}
