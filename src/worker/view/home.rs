//! Sign-in, home, record.

use super::{CertificateRow, LessonKind, MarkedRow, ProgrammeCard, StandingView};
use crate::model::id::{CourseId, Lang, LearnerId, LessonId, SessionId, Slug};
use crate::model::problem::Problem;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A picture out of a pack, still encoded (PNG, JPEG or WebP).
#[derive(Clone, PartialEq, Eq)]
pub struct PictureView {
    /// Names these very bytes for as long as the program runs; textures are kept by it.
    pub key: String,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// What it shows.
    pub alt: String,
}

impl std::fmt::Debug for PictureView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PictureView({}, {} bytes)", self.key, self.bytes.len())
    }
}

/// A person on the sign-in screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonTile {
    /// Who.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// The end of their number, where somebody else here has the same name.
    pub number_end: Option<String>,
    /// The language they read.
    pub lang: Lang,
    /// Whether they sign in with pictures.
    pub has_pictures: bool,
}

/// The learner who is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInView {
    /// Who.
    pub learner: LearnerId,
    /// The sitting.
    pub session: SessionId,
    /// Their name.
    pub name: String,
    /// The language they read.
    pub lang: Lang,
    /// Whether they came in with a one-time PIN and must choose their own before anything else.
    pub must_choose_pin: bool,
    /// Whether they sign in with pictures.
    pub has_pictures: bool,
    /// Why what they do may not be kept, if so.
    pub cannot_save: Option<Problem>,
    /// Their own settings.
    pub preferences: BTreeMap<String, String>,
}

/// The home screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomeView {
    /// Courses learned in that are not on this computer now.
    pub courses_away: u32,
    /// What to go on with.
    pub go_on: Option<GoOnCard>,
    /// What staff have marked since they looked, the latest first.
    pub marked: Vec<MarkedRow>,
    /// What is asked of them, soonest first.
    pub week: Vec<DutyRow>,
    /// Courses begun, the latest first.
    pub courses: Vec<CourseRing>,
    /// Programmes under way or asked of them, with the goals of their week.
    pub programmes: Vec<ProgrammeCard>,
    /// Active time of this week's days, Monday first, ms.
    pub day_ms: [u64; 7],
    /// Today among them, 0 = Monday.
    pub today: usize,
    /// Courses never opened, the newest first.
    pub fresh: Vec<CourseCard>,
}

/// The "Continue" card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoOnCard {
    /// The course.
    pub course: CourseId,
    /// The lesson to go on with.
    pub lesson: LessonId,
    /// The course's name.
    pub course_title: String,
    /// The lesson's name.
    pub lesson_title: String,
    /// What the lesson is.
    pub kind: LessonKind,
    /// The course's picture.
    pub picture: Option<PictureView>,
    /// A subject, for a drawn picture where there is none.
    pub subject: Option<Slug>,
    /// Where in the lesson.
    pub place: Place,
    /// About how many minutes of the lesson are left.
    pub minutes_left: u32,
}

/// Where somebody is in a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Not begun.
    Start,
    /// In a film or recording.
    Time {
        /// ms from its beginning.
        ms: u64,
    },
    /// In a row of slides.
    Slide {
        /// From 1.
        number: u32,
        /// How many there are.
        of: u32,
    },
    /// In a reading.
    Part {
        /// ‰ of its height.
        permille: u32,
    },
    /// In an attempt.
    Question {
        /// From 1.
        number: u32,
        /// How many there are.
        of: u32,
    },
}

/// Something asked of a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// The course.
    pub course: CourseId,
    /// Its name.
    pub title: String,
    /// The day it should be done by, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// ‰ done.
    pub done_permille: u32,
    /// Required lessons done, and all of them.
    pub lessons: (u32, u32),
    /// Whether any lesson was opened.
    pub is_begun: bool,
    /// Whether staff paused it.
    pub is_paused: bool,
    /// Whether it can be learned on this computer now; without it there is no name.
    pub is_here: bool,
}

/// Whether a learner may open a course.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Opening {
    /// They may.
    #[default]
    Free,
    /// Only if staff assign it.
    AskStaff,
    /// Staff have paused it.
    Paused,
}

/// How far one course is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseRing {
    /// The course.
    pub course: CourseId,
    /// Its name.
    pub title: String,
    /// ‰ done.
    pub done_permille: u32,
    /// Required lessons done.
    pub lessons_done: u32,
    /// Required lessons.
    pub lessons: u32,
}

/// A course in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseCard {
    /// The course.
    pub course: CourseId,
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
    /// In which languages.
    pub languages: Vec<Lang>,
    /// About how long it takes.
    pub minutes: u32,
    /// ‰ done; none if never opened.
    pub done_permille: Option<u32>,
    /// Whether it is done.
    pub is_done: bool,
    /// Whether it ends with a certificate.
    pub has_certificate: bool,
    /// What lesson kinds it has, each once.
    pub kinds: Vec<LessonKind>,
    /// Whether any of its films or recordings has captions or its words beside it.
    pub has_captions: bool,
    /// Whether this learner may open it.
    pub opening: Opening,
}

/// The learner's record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordView {
    /// Courses learned in that are not on this computer now.
    pub courses_away: u32,
    /// Active time by week: its Monday `YYYY-MM-DD`, ms; the oldest first, weeks without any included.
    pub weeks: Vec<(String, u64)>,
    /// In all, ms.
    pub active_ms: u64,
    /// Certificates earned.
    pub certificates: Vec<CertificateRow>,
    /// Others, of which this computer knows no words: earned elsewhere, or in a course that was removed.
    pub certificates_away: u32,
    /// Programmes begun.
    pub programmes: Vec<ProgrammeCard>,
    /// Courses begun.
    pub courses: Vec<RecordRow>,
    /// What is ahead, and credit.
    pub standing: StandingView,
    /// Whether policy allows to print.
    pub may_print: bool,
    /// Whether policy allows to save files.
    pub may_save: bool,
}

/// One course in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// The course.
    pub course: CourseId,
    /// Its name.
    pub title: String,
    /// Whether it can be opened here now.
    pub is_here: bool,
    /// ‰ done.
    pub done_permille: u32,
    /// Whether it is done.
    pub is_done: bool,
    /// The score of its quizzes, ‰.
    pub score_permille: Option<u32>,
    /// Active time, ms.
    pub active_ms: u64,
    /// When it was last open, ms since 1970.
    pub last_wall_ms: u64,
}
