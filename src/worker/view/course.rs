//! A course, its outline, its certificates.

use super::{Opening, PictureView};
use crate::model::id::{CourseId, Lang, LessonId, ModuleId, Slug};
use crate::model::progress::{LessonState, Missing};
use std::collections::BTreeMap;

/// What a lesson is, for its icon and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LessonKind {
    /// A text.
    Reading,
    /// Pictures one after another.
    Slides,
    /// A film.
    Video,
    /// A recording.
    Audio,
    /// A document of pages.
    Document,
    /// Questions.
    Quiz,
    /// Work to hand in.
    Assignment,
    /// A form.
    Form,
    /// A list to search.
    Directory,
    /// A program to write.
    Code,
    /// A kind this player does not know.
    Unknown,
}

/// A course page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseView {
    /// The course.
    pub course: CourseId,
    /// Its edition.
    pub edition: u32,
    /// Its name.
    pub title: String,
    /// What it is.
    pub summary: String,
    /// Its picture.
    pub picture: Option<PictureView>,
    /// What it is about.
    pub subjects: Vec<Slug>,
    /// How hard.
    pub level: Slug,
    /// What a person can do after it.
    pub outcomes: Vec<String>,
    /// About how long it takes.
    pub minutes: u32,
    /// In which languages; the first is the one of what is not translated.
    pub languages: Vec<Lang>,
    /// In which language this view is.
    pub lang: Lang,
    /// Who made it.
    pub authors: Vec<String>,
    /// Where its facts are from: name, where, day looked at.
    pub sources: Vec<(String, String, String)>,
    /// Its modules.
    pub modules: Vec<ModuleView>,
    /// The lesson to begin or go on with; none if all is done.
    pub next: Option<LessonId>,
    /// Whether any lesson was opened.
    pub is_begun: bool,
    /// Whether it is done.
    pub is_done: bool,
    /// ‰ done.
    pub done_permille: u32,
    /// Required lessons done.
    pub lessons_done: u32,
    /// Required lessons.
    pub lessons: u32,
    /// Active time, ms.
    pub active_ms: u64,
    /// What it earns.
    pub certificates: Vec<CertificateRow>,
    /// What must be done before it opens.
    pub locked: Vec<Missing>,
    /// What staff said about it, and what is left.
    pub terms: CourseTerms,
    /// How many words it explains.
    pub words_explained: u32,
}

/// What staff said about a course for a learner, and what is left of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseTerms {
    /// Whether they may open it.
    pub opening: Opening,
    /// Whether staff assigned it.
    pub is_assigned: bool,
    /// Whether staff paused it.
    pub is_paused: bool,
    /// The day it should be done by, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// About how many minutes of what must be done are left.
    pub minutes_left: u32,
    /// The names of other courses that must be done first, as far as they are here.
    pub titles: BTreeMap<CourseId, String>,
}

/// A module of a course page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleView {
    /// Which.
    pub module: ModuleId,
    /// Its name.
    pub title: String,
    /// What it is.
    pub summary: Option<String>,
    /// Its lessons.
    pub lessons: Vec<LessonRow>,
    /// Whether it is done.
    pub is_done: bool,
    /// What must be done before it opens.
    pub locked: Vec<Missing>,
}

/// A lesson of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonRow {
    /// Which.
    pub lesson: LessonId,
    /// Its name.
    pub title: String,
    /// What it is.
    pub kind: LessonKind,
    /// About how long it takes.
    pub minutes: u32,
    /// Whether it must be done.
    pub is_required: bool,
    /// How far it is.
    pub state: LessonState,
    /// Whether it is the one to go on with.
    pub is_next: bool,
    /// The score that counts, ‰.
    pub score_permille: Option<u32>,
    /// What must be done before it opens; empty if it is open.
    pub locked: Vec<Missing>,
}

/// A certificate in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateRow {
    /// Of which course.
    pub course: CourseId,
    /// Which.
    pub certificate: Slug,
    /// Its title.
    pub title: String,
    /// What it is given for.
    pub criteria: String,
    /// The course's name.
    pub course_title: String,
    /// How far it is.
    pub state: CertificateState,
}

/// How far a certificate is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateState {
    /// Not earned yet.
    Open {
        /// ‰ of the way.
        done_permille: u32,
        /// What is missing.
        missing: Vec<Missing>,
    },
    /// Recorded on this station; the office has not issued it yet.
    Provisional {
        /// When, ms since 1970.
        wall_ms: u64,
    },
    /// Issued by the office.
    Official {
        /// When this station heard of it, ms since 1970.
        wall_ms: u64,
        /// The official id.
        id: String,
    },
    /// Taken back by the office.
    Revoked,
}

/// A certificate drawn on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateView {
    /// The row it has in lists.
    pub row: CertificateRow,
    /// Who earned it.
    pub learner_name: String,
    /// The day, `YYYY-MM-DD`, local.
    pub day: String,
    /// Who gives it: the office's name.
    pub issuer: String,
    /// Hours spent, ms; none if it does not show them.
    pub active_ms: Option<u64>,
    /// The score, ‰; none if it does not show it.
    pub score_permille: Option<u32>,
    /// Outcomes reached; empty if it does not show them.
    pub outcomes: Vec<String>,
    /// What it counts for; empty if it does not show it.
    pub credit: Vec<String>,
    /// In which language it is.
    pub lang: Lang,
    /// Whether policy allows to print.
    pub may_print: bool,
    /// Whether policy allows to save files.
    pub may_save: bool,
}
