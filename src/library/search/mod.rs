//! `search.sqlite`: the words of the installed packs, for the library's search.
//!
//! It is never a source of truth. It can be thrown away at any time and is made again from the packs: when it is damaged,
//! of another version, or of another program. Each pack version has its own rows, so that carrying one in or withdrawing
//! it touches no other. What was typed is split into words and only ever quoted: it is never read as a query language.
//!
//! ```text
//! pack    number, manifest, is_whole             one row for each pack version
//! lang    number, tag                            up to 63; the rest share the last
//! entry   id, pack, kind, course, named, places, body
//! titles  FTS5 (title, more)                     courses, lessons, glossary; rowid = entry.id
//! texts   FTS5 (title, body)                     stretches of a lesson's text; rowid = entry.id
//! term    term, docs                             the vocabulary, to mend misspelt words
//! beginning  word, is_text, best                 entry ids for the beginnings that fit very many, the best first
//! done    what                                   that the vocabulary and the beginnings are those of the words here
//! ```
//!
//! `entry.id = number << 6 | language`: the index alone tells the language of a match.

mod beginnings;
mod entry;
mod find;
mod index;
mod line;
mod schema;
mod spelling;
#[cfg(test)]
mod tests;
mod tidy;
mod typed;

pub use entry::{Entry, Kind, Place};
pub use find::{Finding, Found};
pub use index::{IndexFault, SearchIndex};
pub use line::{Line, line_of};
pub use tidy::Tidying;
pub use typed::{Asked, TYPED_CHARS_MAX, fold};
