//! What somebody typed, as words: split where the index splits, bounded, without case and accents.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// More of what was typed is not looked at.
pub const TYPED_CHARS_MAX: usize = 200;
/// Nor are more words.
const WORDS_MAX: usize = 8;
/// Nor longer ones.
const WORD_CHARS_MAX: usize = 40;
/// From so many letters on, the beginning of a word finds it.
pub(super) const BEGINNING_CHARS_MIN: usize = 3;
/// A word of so many letters finds its longer forms too, also when it is typed to its end.
const FORMS_CHARS_MIN: usize = 4;

/// A word as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Letters, digits and their accents only: safe between quotes.
    typed: String,
    /// Without case and accents.
    pub(super) plain: String,
    /// Whether longer words that begin so fit too.
    pub(super) is_beginning: bool,
    /// Whether the person is past it.
    pub(super) is_whole: bool,
}

/// What is asked for: at most eight words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    words: Vec<Word>,
}

impl Asked {
    /// The words of what was typed.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let typed: String = typed.chars().take(TYPED_CHARS_MAX).collect();
        let is_ended = typed.chars().next_back().is_some_and(|c| !is_of_word(c));
        let all: Vec<&str> = typed.split(|c| !is_of_word(c)).filter(|word| !word.is_empty()).take(WORDS_MAX).collect();
        let count = all.len();
        let mut words: Vec<Word> =
            all.into_iter().enumerate().filter_map(|(n, word)| Word::of(word, is_ended || n + 1 < count)).collect();
        let is_short = |word: &Word| word.plain.chars().count() < BEGINNING_CHARS_MIN;
        if words.iter().all(is_short) {
            words.iter_mut().for_each(|word| word.is_beginning |= !word.is_whole);
        } else if words.last().is_some_and(|word| !word.is_whole && is_short(word)) {
            words.pop(); // hardly begun: the words before it say more
        }
        Self { words }
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether there are fewer than three letters in each word: only names are searched then.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.words.iter().all(|word| word.plain.chars().count() < BEGINNING_CHARS_MIN)
    }

    /// Whether a text holds words that fit all of these.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        let plain = fold(text);
        let fits = |word: &Word| plain.split(|c| !is_of_word(c)).any(|other| word.fits(other));
        !self.words.is_empty() && self.words.iter().all(fits)
    }

    /// The only word, without case and accents, if longer words that begin so fit too.
    pub(super) fn beginning(&self) -> Option<&str> {
        match self.words.as_slice() {
            [word] if word.is_beginning => Some(&word.plain),
            _ => None,
        }
    }

    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The same with other words in the places of some.
    pub(super) fn with(&self, others: &[Option<String>]) -> Self {
        let each = self.words.iter().zip(others).map(|(word, other)| match other {
            Some(other) => Word { typed: other.clone(), plain: other.clone(), ..word.clone() },
            None => word.clone(),
        });
        Self { words: each.collect() }
    }

    /// The words, as a person would type them.
    #[must_use]
    pub fn said(&self) -> String {
        self.words.iter().map(|word| word.typed.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// An FTS5 query for what holds all the words.
    pub(super) fn all(&self) -> String {
        self.joined(" AND ")
    }

    /// An FTS5 query for what holds any of the words.
    pub(super) fn any(&self) -> String {
        self.joined(" OR ")
    }

    fn joined(&self, joint: &str) -> String {
        let each = self.words.iter().map(|word| {
            let star = if word.is_beginning { "*" } else { "" };
            format!("\"{}\"{star}", word.typed)
        });
        each.collect::<Vec<_>>().join(joint)
    }
}

impl Word {
    fn of(typed: &str, is_whole: bool) -> Option<Self> {
        let typed: String = typed.chars().take(WORD_CHARS_MAX).collect();
        let plain = fold(&typed);
        if plain.is_empty() {
            return None; // accents without a letter
        }
        let least = if is_whole { FORMS_CHARS_MIN } else { BEGINNING_CHARS_MIN };
        let is_beginning = plain.chars().count() >= least;
        Some(Self { typed, plain, is_beginning, is_whole })
    }

    /// Whether a word without case and accents is what is asked for.
    pub(super) fn fits(&self, plain: &str) -> bool {
        if self.is_beginning { plain.starts_with(&self.plain) } else { plain == self.plain }
    }

    /// Whether its first letter is this one of ASCII, without case.
    pub(super) fn begins_with(&self, letter: char) -> bool {
        self.plain.starts_with(letter.to_ascii_lowercase())
    }
}

/// Whether a character belongs to a word, as the index sees it.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)))
}

/// Adds a character without case and accents.
pub(super) fn fold_into(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else {
        out.extend(c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).nfc());
    }
}

/// Without case and accents.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_into(c, &mut out));
    out
}
