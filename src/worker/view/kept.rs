//! What a learner keeps: notes, places, marked words, the journal; the words that a course explains; credentials.

use super::{CertificateRow, TermView};
use crate::model::event::{CreditKind, OutsideKind};
use crate::model::id::{CourseId, Hash, LessonId, Slug};
use crate::model::kept::Anchor;
use crate::model::trust::FreeText;

/// What is kept of one lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonKept {
    /// What becomes of what learners write here.
    pub free_text: FreeText,
    /// Notes, places and marked words, in the order of the lesson.
    pub rows: Vec<KeptRow>,
}

impl Default for LessonKept {
    fn default() -> Self {
        Self { free_text: FreeText::Local, rows: Vec::new() }
    }
}

impl LessonKept {
    /// The marked ranges of the text that is shown.
    #[must_use]
    pub fn marked(&self) -> Vec<[u64; 2]> {
        let range = |row: &KeptRow| match row.what {
            Kept::Mark(range) => Some(range),
            Kept::Note(_) | Kept::Place => None,
        };
        self.rows.iter().filter_map(range).collect()
    }

    /// The note at a place; empty where there is none.
    #[must_use]
    pub fn note(&self, anchor: &Anchor) -> &str {
        let rows = self.rows.iter().filter(|row| row.anchor == *anchor);
        rows.filter_map(|row| if let Kept::Note(text) = &row.what { Some(text.as_str()) } else { None })
            .next()
            .unwrap_or_default()
    }

    /// Whether this very place is kept.
    #[must_use]
    pub fn has_place(&self, anchor: &Anchor) -> bool {
        self.rows.iter().any(|row| row.anchor == *anchor && matches!(row.what, Kept::Place))
    }
}

/// One thing kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRow {
    /// What it is.
    pub what: Kept,
    /// Where.
    pub anchor: Anchor,
    /// The number of the slide or question, from 1.
    pub number: Option<u32>,
    /// The words that stand there, if any are known.
    pub excerpt: String,
}

/// What is kept at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// A note.
    Note(String),
    /// The place itself.
    Place,
    /// Marked words: their range in the text shown.
    Mark([u64; 2]),
}

/// A change of what is kept of a lesson is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSaved {
    /// The course.
    pub course: CourseId,
    /// The lesson.
    pub lesson: LessonId,
    /// All that is kept of it now.
    pub kept: LessonKept,
    /// When it was saved, ms since 1970.
    pub wall_ms: u64,
}

/// All that somebody keeps, in every course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllKept {
    /// Whether new notes may be written, and who reads them.
    pub free_text: FreeText,
    /// By lesson, courses together.
    pub lessons: Vec<KeptLesson>,
}

/// What somebody keeps of one lesson, seen from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLesson {
    /// The course.
    pub course: CourseId,
    /// Its name; none where it is not on this station.
    pub course_title: Option<String>,
    /// The lesson.
    pub lesson: LessonId,
    /// Its name; none where it is not on this station.
    pub title: Option<String>,
    /// Whether it is here and can be opened.
    pub is_here: bool,
    /// What is kept.
    pub rows: Vec<KeptRow>,
    /// How often words were marked in a lesson that is not here to show them.
    pub marks_away: u32,
}

/// A journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalView {
    /// What becomes of what learners write here.
    pub free_text: FreeText,
    /// The latest first.
    pub entries: Vec<JournalRow>,
}

/// One entry of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// Which.
    pub entry: Slug,
    /// When it was begun, `YYYY-MM-DD`; empty if its name does not say.
    pub day: String,
    /// The text.
    pub text: String,
}

impl JournalRow {
    /// From its name, which begins with the day.
    #[must_use]
    pub fn new(entry: Slug, text: String) -> Self {
        let day = entry.as_str().get(..10).unwrap_or_default().to_owned();
        let is_day = crate::model::day::Day::parse(&day).is_ok();
        Self { entry, day: if is_day { day } else { String::new() }, text }
    }
}

/// The words that a course explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryView {
    /// The course.
    pub course: CourseId,
    /// Its name.
    pub title: String,
    /// The words, by the alphabet.
    pub terms: Vec<TermView>,
}

/// What a record holds beside hours, certificates and courses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StandingView {
    /// Certificates of courses begun that are not earned yet.
    pub ahead: Vec<CertificateRow>,
    /// What finished courses are recommended to count for, and credit that staff gave.
    pub credits: Vec<CreditRow>,
    /// What was earned elsewhere.
    pub outside: Vec<OutsideRow>,
}

/// Some credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditRow {
    /// In which way; none for a way this program does not know.
    pub kind: Option<CreditKind>,
    /// How much, a decimal number.
    pub amount: String,
    /// For what: the course's name, or what staff wrote.
    pub basis: String,
    /// Who recognises it, and under which conditions.
    pub body: String,
    /// The event that gave it, ms since 1970; none where a course only recommends it.
    pub given: Option<(Hash, u64)>,
}

/// Something earned elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideRow {
    /// The event that wrote it down.
    pub event: Hash,
    /// A paper of another place, or an instructor's word.
    pub kind: OutsideKind,
    /// Its name.
    pub name: String,
    /// Who gave it; of an instructor's word, the instructor.
    pub issuer: String,
    /// When, `YYYY-MM-DD`.
    pub day: String,
    /// What was seen; of an instructor's word, how they know it.
    pub evidence: String,
}
