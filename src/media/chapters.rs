//! The chapters of a film: WebVTT whose cues are names of stretches. Only their beginnings count when a film plays, so a
//! film is always in the last chapter that has begun.

use super::caption::{CaptionFaultKind, read};

/// The most chapters of a film.
pub const CHAPTERS_MAX: usize = 200;
/// The longest name; the rest is cut.
pub const NAME_CHARS_MAX: usize = 100;

/// A named stretch of a film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its first millisecond.
    pub start_ms: u64,
    /// Its name, on one line.
    pub name: String,
    /// Where it stands in its file, from 1.
    pub line: usize,
}

/// Chapters by their start; no two begin at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chapters {
    list: Vec<Chapter>,
}

/// Something left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterFault {
    /// The line in the file, from 1.
    pub line: usize,
    /// What was found.
    pub what: ChapterFaultKind,
}

/// What a file of chapters can have wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChapterFaultKind {
    /// It does not begin with `WEBVTT`.
    #[error("a file of chapters begins with the line WEBVTT")]
    Form,
    /// Too long to be read.
    #[error("the file of chapters is too large")]
    TooLarge,
    /// Bytes that are not UTF-8.
    #[error("the file of chapters is not UTF-8 text")]
    Encoding,
    /// A line with `-->` whose times cannot be read.
    #[error("these times cannot be read")]
    Times,
    /// A chapter that ends before it begins.
    #[error("this chapter ends before it begins")]
    Backwards,
    /// A chapter without a name.
    #[error("this chapter has no name")]
    NoName,
    /// A longer name than [`NAME_CHARS_MAX`].
    #[error("this name is longer than {NAME_CHARS_MAX} characters")]
    LongName,
    /// A chapter that begins before the one above it has ended.
    #[error("this chapter begins before the one above it has ended")]
    Overlap,
    /// More than [`CHAPTERS_MAX`].
    #[error("there are more than {CHAPTERS_MAX} chapters")]
    TooMany,
    /// None in the whole file.
    #[error("there are no chapters in the file")]
    None,
}

impl From<CaptionFaultKind> for ChapterFaultKind {
    fn from(fault: CaptionFaultKind) -> Self {
        match fault {
            CaptionFaultKind::TooLarge => Self::TooLarge,
            CaptionFaultKind::Encoding => Self::Encoding,
            CaptionFaultKind::Times => Self::Times,
            CaptionFaultKind::Backwards => Self::Backwards,
            CaptionFaultKind::Empty => Self::NoName,
            CaptionFaultKind::NoCues => Self::None,
        }
    }
}

impl Chapters {
    /// Reads a file; the faults are for those who make courses.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> (Self, Vec<ChapterFault>) {
        let (cues, faults) = read(bytes);
        let mut faults: Vec<_> =
            faults.into_iter().map(|fault| ChapterFault { line: fault.line, what: fault.what.into() }).collect();
        let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if !start.starts_with(b"WEBVTT") && !cues.is_empty() {
            faults.push(ChapterFault { line: 1, what: ChapterFaultKind::Form });
        }
        if let Some((line, _)) = cues.get(CHAPTERS_MAX) {
            faults.push(ChapterFault { line: *line, what: ChapterFaultKind::TooMany });
        }
        let mut list: Vec<Chapter> = Vec::new();
        let mut end_ms = 0;
        for (line, cue) in cues.into_iter().take(CHAPTERS_MAX) {
            if cue.start_ms < end_ms {
                faults.push(ChapterFault { line, what: ChapterFaultKind::Overlap });
            }
            let name = cue.text.replace('\n', " ");
            if name.chars().count() > NAME_CHARS_MAX {
                faults.push(ChapterFault { line, what: ChapterFaultKind::LongName });
            }
            end_ms = end_ms.max(cue.end_ms);
            list.push(Chapter { start_ms: cue.start_ms, name: name.chars().take(NAME_CHARS_MAX).collect(), line });
        }
        list.sort_by_key(|chapter| chapter.start_ms);
        list.dedup_by_key(|chapter| chapter.start_ms);
        faults.sort_by_key(|fault| fault.line);
        (Self { list }, faults)
    }

    /// All of them, by their start.
    #[must_use]
    pub fn list(&self) -> &[Chapter] {
        &self.list
    }

    /// The index of the chapter at a time; none before the first.
    #[must_use]
    pub fn at(&self, ms: u64) -> Option<usize> {
        self.list.partition_point(|chapter| chapter.start_ms <= ms).checked_sub(1)
    }

    /// Where the next chapter begins.
    #[must_use]
    pub fn next_ms(&self, ms: u64) -> Option<u64> {
        let begun = self.list.partition_point(|chapter| chapter.start_ms <= ms);
        self.list.get(begun).map(|chapter| chapter.start_ms)
    }

    /// Where to go for "back": the beginning of this chapter, or of the one before within the first `slack_ms` of it.
    #[must_use]
    pub fn back_ms(&self, ms: u64, slack_ms: u64) -> Option<u64> {
        let here = self.at(ms)?;
        let start_ms = self.list.get(here)?.start_ms;
        if ms - start_ms >= slack_ms {
            return Some(start_ms);
        }
        Some(here.checked_sub(1).and_then(|before| self.list.get(before)).map_or(0, |chapter| chapter.start_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "WEBVTT\n\n00:00.000 --> 00:10.000\nHello\n\n00:10.000 --> 00:30.000\nWhat it <b>shows</b>\n\n\
                        00:30.000 --> 00:40.000\nThe end";

    #[test]
    fn a_film_is_in_the_chapter_that_began_last() {
        let (chapters, faults) = Chapters::parse(FILE.as_bytes());
        assert_eq!(faults, []);
        let names: Vec<_> = chapters.list().iter().map(|chapter| chapter.name.as_str()).collect();
        assert_eq!(names, ["Hello", "What it shows", "The end"]);
        for (ms, here, back, next) in [
            (0, Some(0), Some(0), Some(10_000)),
            (9_999, Some(0), Some(0), Some(10_000)),
            (10_000, Some(1), Some(0), Some(30_000)),
            (14_000, Some(1), Some(10_000), Some(30_000)),
            (31_000, Some(2), Some(10_000), None),
            (99_000, Some(2), Some(30_000), None),
        ] {
            assert_eq!(
                (chapters.at(ms), chapters.back_ms(ms, 3_000), chapters.next_ms(ms)),
                (here, back, next),
                "{ms}"
            );
        }
        let late = Chapters::parse(b"WEBVTT\n\n5 --> 6\nLate").0;
        assert_eq!((late.at(0), late.back_ms(0, 3_000), late.next_ms(0)), (None, None, Some(5_000)));
    }

    #[test]
    fn what_is_wrong_is_named_by_its_line_and_the_rest_is_kept() {
        let long = format!("WEBVTT\n\n1 --> 2\n{}", "x".repeat(NAME_CHARS_MAX + 1));
        let mut many = String::from("WEBVTT\n\n");
        (0..=CHAPTERS_MAX).for_each(|n| many += &format!("{n} --> {}\nx\n\n", n + 1));
        let cases: [(&str, usize, ChapterFaultKind, usize); 8] = [
            ("1\n00:00:00,000 --> 00:00:01,000\nx", 1, ChapterFaultKind::Form, 1),
            ("WEBVTT\n\nsoon --> later\nx\n\n1 --> 2\nx", 3, ChapterFaultKind::Times, 1),
            ("WEBVTT\n\n2 --> 1\nx\n\n1 --> 2\nx", 3, ChapterFaultKind::Backwards, 1),
            ("WEBVTT\n\n1 --> 2\n\n3 --> 4\nx", 3, ChapterFaultKind::NoName, 1),
            ("WEBVTT\n\n0 --> 9\na\n\n4 --> 12\nb", 6, ChapterFaultKind::Overlap, 2),
            ("WEBVTT", 1, ChapterFaultKind::None, 0),
            (&long, 3, ChapterFaultKind::LongName, 1),
            (&many, 3 * CHAPTERS_MAX + 3, ChapterFaultKind::TooMany, CHAPTERS_MAX),
        ];
        for (file, line, what, kept) in cases {
            let (chapters, faults) = Chapters::parse(file.as_bytes());
            assert_eq!(faults, [ChapterFault { line, what }], "{file}");
            assert_eq!(chapters.list().len(), kept, "{file}");
            assert!(chapters.list().iter().all(|chapter| chapter.name.len() <= NAME_CHARS_MAX));
        }
        assert_eq!(Chapters::parse(b"WEBVTT\n\n1 --> 2\nni\xF1o").1[0].what, ChapterFaultKind::Encoding);
    }
}
