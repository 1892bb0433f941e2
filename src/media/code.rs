//! Program text as pieces of a kind, for colour: by `hl-lite` (lexers written by hand, one pass, no patterns to compile and
//! nothing to load), and by [`table`] for languages it lacks. Knows no colour and no screen.
//!
//! A text that is too long, or in a language that is not known, is one plain piece. The pieces put together are always the
//! text, byte for byte.

mod table;

use hl_lite::{Kind as Lexed, Lang, highlight};
use std::ops::Range;
use table::Table;

/// Longer texts are not looked into.
pub const BYTES_MAX: usize = 200_000;

/// What a piece of program text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Anything else.
    Plain,
    /// A word of the language.
    Keyword,
    /// Text between quotation marks.
    Text,
    /// What the program does not read.
    Comment,
    /// A number or another fixed value.
    Value,
    /// The name of a type, of something called, or of an element.
    Name,
    /// The name of a property, an attribute or a variable.
    Property,
}

impl Kind {
    /// All of them.
    pub const ALL: &[Self] =
        &[Self::Plain, Self::Keyword, Self::Text, Self::Comment, Self::Value, Self::Name, Self::Property];
}

/// The pieces of `text`, in order, without gaps. `language` is what a reading names it.
#[must_use]
pub fn pieces(language: &str, text: &str) -> Vec<(Range<usize>, Kind)> {
    let word = language.split([' ', ',', '{']).next().unwrap_or_default();
    let found = if text.len() > BYTES_MAX { None } else { read(word, text) };
    found.unwrap_or_else(|| vec![(0..text.len(), Kind::Plain)])
}

/// Whether a text in this language gets colours.
#[must_use]
pub fn knows(language: &str) -> bool {
    Table::of(language).is_some() || Lang::from_slug(language).is_some()
}

fn read(language: &str, text: &str) -> Option<Vec<(Range<usize>, Kind)>> {
    if let Some(table) = Table::of(language) {
        return Some(joined(table.pieces(text)));
    }
    let lang = Lang::from_slug(language)?;
    let mut at = 0;
    let spans = highlight(lang, text).into_iter().map(|span| {
        let start = at;
        at += span.text.len();
        (start..at, kind(span.kind))
    });
    let spans = joined(spans);
    (at == text.len()).then_some(spans)
}

fn kind(lexed: Lexed) -> Kind {
    match lexed {
        Lexed::Plain | Lexed::Operator | Lexed::Punctuation => Kind::Plain,
        Lexed::Keyword => Kind::Keyword,
        Lexed::String => Kind::Text,
        Lexed::Comment => Kind::Comment,
        Lexed::Number | Lexed::Constant => Kind::Value,
        Lexed::Type | Lexed::Function | Lexed::Tag => Kind::Name,
        Lexed::Attribute | Lexed::Property | Lexed::Variable => Kind::Property,
    }
}

/// Pieces of one kind beside one another as one.
fn joined(pieces: impl IntoIterator<Item = (Range<usize>, Kind)>) -> Vec<(Range<usize>, Kind)> {
    let mut out: Vec<(Range<usize>, Kind)> = Vec::new();
    for (range, kind) in pieces {
        match out.last_mut() {
            Some((last, known)) if *known == kind && last.end == range.start => last.end = range.end,
            _ if range.is_empty() => {}
            _ => out.push((range, kind)),
        }
    }
    out
}

#[cfg(test)]
mod tests;
