//! A list of people out of a spreadsheet: CSV to entries, each right or with what is wrong in its row.
//!
//! The form: one row of heads, then a row for each person. Columns may stand in any order, others are passed over:
//! `name` (or `first name` and `last name`), `number`, `birth year`, `language`, `group`; name and number are needed.
//! Heads are known in English and Spanish, whatever their case and accents. Fields are parted by comma, semicolon or
//! tab, as the first row shows; quotation marks as in RFC 4180. Text is UTF-8 with or without a mark, UTF-16 with one,
//! or single bytes of Windows-1252, which are told of. At most [`ROSTER_BYTES_MAX`] bytes and [`ROSTER_ROWS_MAX`] rows.
//!
//! A row that cannot be used is told with its line and never stops the others; a whole that cannot be read is refused.

mod heads;
mod letters;
#[cfg(test)]
mod tests;

use super::limits::{ROSTER_BYTES_MAX, ROSTER_ROWS_MAX};
use crate::model::event::BIRTH_YEARS;
use crate::model::id::Lang;
use heads::Heads;
pub use heads::plain;
use std::collections::BTreeMap;

/// Longest name, number or name of a group, in characters.
pub const ENTRY_CHARS_MAX: usize = 100;

/// A list as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// Its rows in order; empty ones are left out.
    pub rows: Vec<Row>,
    /// Whether it was not UTF-8: letters with accents may be others than meant.
    pub is_other_encoding: bool,
    /// Heads of columns that were passed over, cut to a readable length.
    pub passed_over: Vec<String>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line it begins in, from 1.
    pub line: u64,
    /// Its name and number as they stand there, cut, to find it again.
    pub shown: (String, String),
    /// What it says, or why it cannot be used.
    pub entry: Result<Entry, RowFault>,
}

/// Somebody on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Their name.
    pub name: String,
    /// The facility's number.
    pub number: String,
    /// Year of birth.
    pub birth_year: Option<u32>,
    /// The language they read; none if the list does not say.
    pub lang: Option<Lang>,
    /// The name of their group.
    pub group: Option<String>,
}

/// Why a row cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFault {
    /// It has no name.
    NameMissing,
    /// It has no number.
    NumberMissing,
    /// A field is longer than [`ENTRY_CHARS_MAX`] characters.
    TooLong,
    /// A field holds characters that do not print, or that turn the direction of others.
    Hidden,
    /// A field begins with what a spreadsheet takes for a formula.
    Formula,
    /// No year that somebody here can be born in.
    BirthYear,
    /// No language that is known.
    Language,
    /// The number stands in an earlier line already.
    Twice {
        /// Which line.
        line: u64,
    },
}

/// Why a list cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RosterFault {
    /// More than [`ROSTER_BYTES_MAX`] bytes, or [`ROSTER_ROWS_MAX`] rows.
    #[error("larger than a list may be")]
    TooLarge,
    /// It is no text.
    #[error("not a text file")]
    NotText,
    /// The first row has no column for a name or for a number.
    #[error("no column for {0}")]
    NoColumn(&'static str),
    /// A quotation mark opens and never closes, or the like.
    #[error("line {0} cannot be parted into fields")]
    Form(u64),
}

/// Reads a list.
///
/// # Errors
/// [`RosterFault`]; what is wrong in a single row stands in [`Row::entry`].
pub fn read(bytes: &[u8]) -> Result<Roster, RosterFault> {
    if bytes.len() as u64 > ROSTER_BYTES_MAX {
        return Err(RosterFault::TooLarge);
    }
    let (text, is_other_encoding) = letters::decode(bytes).ok_or(RosterFault::NotText)?;
    let (text, skipped) = without_separator_line(&text);
    let delimiter = delimiter(text);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.records();
    let line_of = |record: &csv::StringRecord| record.position().map_or(0, |place| place.line() + skipped);
    let form = |fault: &csv::Error| RosterFault::Form(fault.position().map_or(0, |place| place.line() + skipped));
    let first = records.next().ok_or(RosterFault::NoColumn("name"))?.map_err(|fault| form(&fault))?;
    let heads = Heads::of(&first)?;
    let (mut rows, mut lines) = (Vec::new(), BTreeMap::new());
    for record in records {
        let record = record.map_err(|fault| form(&fault))?;
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if rows.len() >= ROSTER_ROWS_MAX {
            return Err(RosterFault::TooLarge);
        }
        let line = line_of(&record);
        let mut entry = entry(&heads, &record);
        if let Ok(found) = &entry {
            let earlier = *lines.entry(found.number.clone()).or_insert(line);
            if earlier != line {
                entry = Err(RowFault::Twice { line: earlier });
            }
        }
        let shown = (shorten(&heads.name(&record)), shorten(heads.number(&record)));
        rows.push(Row { line, shown, entry });
    }
    Ok(Roster { rows, is_other_encoding, passed_over: heads.passed_over })
}

/// Some spreadsheets write `sep=;` above the heads.
fn without_separator_line(text: &str) -> (&str, u64) {
    match text.split_once('\n') {
        Some((first, rest)) if first.trim().to_ascii_lowercase().starts_with("sep=") => (rest, 1),
        _ => (text, 0),
    }
}

/// What parts the fields of the first row.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |wanted: u8| first.bytes().filter(|byte| *byte == wanted).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|byte| count(*byte)).unwrap_or(b',')
}

fn entry(heads: &Heads, record: &csv::StringRecord) -> Result<Entry, RowFault> {
    let name = field(&heads.name(record))?.ok_or(RowFault::NameMissing)?;
    let number = field(heads.number(record))?.ok_or(RowFault::NumberMissing)?;
    let birth_year = match field(heads.birth_year(record))? {
        None => None,
        Some(text) => Some(year(&text).ok_or(RowFault::BirthYear)?),
    };
    let lang = match field(heads.language(record))? {
        None => None,
        Some(text) => Some(language(&text).ok_or(RowFault::Language)?),
    };
    Ok(Entry { name, number, birth_year, lang, group: field(heads.group(record))? })
}

/// A field without space around it; none if nothing is left.
fn field(text: &str) -> Result<Option<String>, RowFault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" "); // a cell of two lines is one line here
    if text.is_empty() {
        return Ok(None);
    }
    if text.chars().take(ENTRY_CHARS_MAX + 1).count() > ENTRY_CHARS_MAX {
        return Err(RowFault::TooLong);
    }
    if text.chars().any(is_hidden) {
        return Err(RowFault::Hidden);
    }
    if text.starts_with(['=', '+', '-', '@']) {
        return Err(RowFault::Formula);
    }
    Ok(Some(text))
}

/// Controls, and marks that make a name read otherwise than it is written. Letters that run from right to left are none.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}')
}

/// A year, also out of a day of birth: `1988`, `1988-04-01`, `4/1/1988`.
fn year(text: &str) -> Option<u32> {
    let mut parts = text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| part.len() == 4);
    let year = parts.next()?.parse().ok()?; // four digits that are no number: none
    (parts.next().is_none() && BIRTH_YEARS.contains(&year)).then_some(year)
}

fn language(text: &str) -> Option<Lang> {
    let tag = match plain(text).as_str() {
        "english" | "ingles" | "eng" => "en".to_owned(),
        "spanish" | "espanol" | "castellano" | "spa" => "es".to_owned(),
        _ => text.to_ascii_lowercase(),
    };
    let main = tag.split('-').next().unwrap_or_default().len();
    Lang::parse(&tag).ok().filter(|_| main == 2 || main == 3) // else it is no tag of a language
}

fn shorten(text: &str) -> String {
    let shown = text.chars().filter(|letter| !is_hidden(*letter));
    let short: String = shown.take(60).collect();
    short.trim().to_owned()
}
