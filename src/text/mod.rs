//! Every word a person reads, through Fluent: languages, sentences, dates and numbers.
//!
//! Owns the texts in `assets/locales/LANG/*.ftl` and nothing else: it knows keys, never what a key is about, and imports
//! none of ours. No other module may put a literal on a screen. Both languages carry the same keys (a test compares
//! them), and a pseudo-locale lengthens every English text by two fifths, so that a screen which only fits English
//! fails a test.

mod locale;
mod number;
mod when;
mod words;

#[cfg(test)]
mod tests;

pub use locale::{LANGUAGES, Language};
pub use number::{decimal, size_of_bytes, whole};
pub use when::{Ago, day_of, zone};
pub use words::{Sentence, Value, Words};
