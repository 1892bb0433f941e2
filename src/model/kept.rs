//! Places in a lesson that a learner comes back to, and how much they may write there.
//!
//! A place is written as `start`, `ms-4000`, `page-12`, `page-3:block:7`, `slide:ID`, `block:7`, `question:ID`; anything
//! else is the anchor of a heading. `:` stands in no heading's anchor.

use std::fmt;

/// The longest note, in characters.
pub const NOTE_CHARS_MAX: usize = 4_000;
/// The longest entry of a journal, in characters.
pub const JOURNAL_CHARS_MAX: usize = 10_000;
/// The longest name of a place, in bytes.
pub const ANCHOR_BYTES_MAX: usize = 200;
/// The most notes, kept places and highlights of one lesson, each.
pub const KEPT_PER_LESSON_MAX: usize = 300;
/// The most entries of a journal.
pub const JOURNAL_ENTRIES_MAX: usize = 5_000;
/// The most entries and notes that one packet holds.
pub const PACKET_PAGES_MAX: usize = 300;

/// The text of each page of a book begins at a multiple of this in the numbers of a marked range: more characters than
/// any page has.
pub const PAGE_STRIDE: u64 = 1 << 22;
/// The pages of a book in each language of a course begin at a multiple of this: more pages than any book has.
pub const BOOK_STRIDE: u64 = PAGE_STRIDE << 22;

/// A place in a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Anchor {
    /// Its beginning, or all of it.
    Start,
    /// A time of a film or recording, ms.
    Time(u64),
    /// A page of a document or a book, from 1.
    Page(u32),
    /// A part of a book's page: the page from 1, its block from 0.
    PageBlock(u32, u32),
    /// A slide.
    Slide(String),
    /// A block of a reading, from 0.
    Block(u32),
    /// A question.
    Question(String),
    /// A heading.
    Heading(String),
}

impl Anchor {
    /// Reads what [`Anchor`]'s `Display` writes; whatever else there is names a heading.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let number = |text: &str| text.parse::<u32>().ok();
        let known = match text.split_once([':', '-']) {
            _ if text == "start" => Some(Self::Start),
            Some(("ms", ms)) => ms.parse().ok().map(Self::Time),
            Some(("block", at)) if text.starts_with("block:") => number(at).map(Self::Block),
            Some(("slide", id)) if text.starts_with("slide:") => Some(Self::Slide(id.to_owned())),
            Some(("question", id)) if text.starts_with("question:") => Some(Self::Question(id.to_owned())),
            Some(("page", rest)) => match rest.split_once(":block:") {
                Some((page, block)) => {
                    number(page).zip(number(block)).map(|(page, block)| Self::PageBlock(page, block))
                }
                None => number(rest).map(Self::Page),
            },
            _ => None,
        };
        known.filter(|known| known.to_string() == text).unwrap_or_else(|| Self::Heading(text.to_owned()))
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("start"),
            Self::Time(ms) => write!(f, "ms-{ms}"),
            Self::Page(page) => write!(f, "page-{page}"),
            Self::PageBlock(page, block) => write!(f, "page-{page}:block:{block}"),
            Self::Slide(id) => write!(f, "slide:{id}"),
            Self::Block(at) => write!(f, "block:{at}"),
            Self::Question(id) => write!(f, "question:{id}"),
            Self::Heading(anchor) => f.write_str(anchor),
        }
    }
}

/// Takes `range` into the ranges that are marked: those it touches become one with it. Gives what changes, each range
/// with whether it is set or taken away.
#[must_use]
pub fn mark(marked: &[[u64; 2]], range: [u64; 2]) -> Vec<([u64; 2], bool)> {
    let touched: Vec<[u64; 2]> =
        marked.iter().copied().filter(|one| one[0] <= range[1] && range[0] <= one[1]).collect();
    let from = touched.iter().map(|one| one[0]).min().unwrap_or(range[0]).min(range[0]);
    let to = touched.iter().map(|one| one[1]).max().unwrap_or(range[1]).max(range[1]);
    if touched == [[from, to]] {
        return Vec::new();
    }
    touched.into_iter().map(|one| (one, false)).chain([([from, to], true)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_reads_back_as_it_was_written() {
        for anchor in [
            Anchor::Start,
            Anchor::Time(272_000),
            Anchor::Page(12),
            Anchor::PageBlock(3, 7),
            Anchor::Slide("checks-two".into()),
            Anchor::Block(0),
            Anchor::Question("q1".into()),
            Anchor::Heading("what-a-check-shows".into()),
        ] {
            assert_eq!(Anchor::parse(&anchor.to_string()), anchor);
        }
    }

    #[test]
    fn a_heading_that_looks_like_a_place_is_a_heading() {
        for text in ["block-7", "slide-two", "page-three", "ms-", "page-007", "block:x", "", "page-1:block:"] {
            assert_eq!(Anchor::parse(text), Anchor::Heading(text.into()), "{text}");
        }
    }

    #[test]
    fn marked_ranges_that_touch_become_one() {
        assert_eq!(mark(&[], [3, 9]), [([3, 9], true)]);
        assert_eq!(mark(&[[3, 9]], [4, 6]), [], "it is marked already");
        assert_eq!(mark(&[[3, 9], [20, 30]], [8, 12]), [([3, 9], false), ([3, 12], true)]);
        assert_eq!(mark(&[[3, 9], [12, 14]], [5, 13]), [([3, 9], false), ([12, 14], false), ([3, 14], true)]);
        assert_eq!(mark(&[[3, 9]], [9, 11]), [([3, 9], false), ([3, 11], true)]);
    }
}
