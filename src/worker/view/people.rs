//! The staff desk's people.

use super::{AssignmentRow, CertificateView, GoalRow, MarkRow, RecordRow, StandingView};
use crate::model::event::{LearnerStatus, Role};
use crate::model::id::{CourseId, Lang, LearnerId, LessonId, StaffId};

/// The member of staff who is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffInView {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// A member of staff in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they may still sign in.
    pub is_active: bool,
}

/// The staff desk's first page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TodayView {
    /// People who may sign in.
    pub people: u32,
    /// Active time today, everybody, ms.
    pub active_ms: u64,
    /// Who learned today.
    pub learned: Vec<PersonRow>,
    /// Courses installed.
    pub courses: u32,
    /// Events the office does not hold yet, as far as this station knows.
    pub events_unsent: u64,
    /// When the last export was made, ms since 1970.
    pub last_export_wall_ms: Option<u64>,
    /// When the office's last receipt was taken in, ms since 1970.
    pub last_receipt_wall_ms: Option<u64>,
    /// When the last backup was made, ms since 1970.
    pub last_backup_wall_ms: Option<u64>,
    /// When the list of approved packs was made, ms since 1970.
    pub catalogue_made_ms: u64,
    /// When the rules were made, ms since 1970.
    pub policy_made_ms: u64,
    /// Days since the newer of the two was made, when that is long ago.
    pub stale_days: Option<u64>,
    /// Days since the last backup, or since this computer was set up, when that is long ago.
    pub no_backup_days: Option<u64>,
    /// Answers that wait to be marked, the one that waits longest first; no more than fit on the page.
    pub to_mark: Vec<MarkRow>,
    /// How many wait in all.
    pub to_mark_count: u32,
    /// Packs that are damaged here.
    pub damaged: Vec<DamagedPack>,
}

/// A pack that does not read as it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedPack {
    /// Its name.
    pub title: String,
    /// Files of it that are damaged; 0 if it cannot be opened at all.
    pub files: u32,
}

/// A learner in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Who.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// The facility's number.
    pub number: String,
    /// The language they read.
    pub lang: Lang,
    /// Where they are.
    pub status: LearnerStatus,
    /// When they last learned, ms since 1970.
    pub last_wall_ms: Option<u64>,
    /// Active time this week, ms.
    pub week_ms: u64,
    /// Courses begun and not done.
    pub courses_begun: u32,
    /// Courses done.
    pub courses_done: u32,
    /// Certificates earned.
    pub certificates: u32,
}

/// A learner in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// Their row.
    pub row: PersonRow,
    /// Year of birth.
    pub birth_year: Option<u64>,
    /// Active time in all, ms.
    pub active_ms: u64,
    /// Their courses.
    pub courses: Vec<RecordRow>,
    /// Goals of their programmes that a mentor signs off.
    pub goals: Vec<GoalRow>,
    /// Quizzes that staff open for them.
    pub exams: Vec<ExamRow>,
    /// What they handed in for staff to mark: what waits first.
    pub marks: Vec<MarkRow>,
    /// The certificates they earned, the latest first.
    pub certificates: Vec<CertificateView>,
    /// Credit, and what was earned elsewhere.
    pub standing: StandingView,
    /// What they are assigned, soonest first.
    pub assignments: Vec<AssignmentRow>,
    /// The names of their groups.
    pub groups: Vec<String>,
}

/// A quiz that staff open for a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExamRow {
    /// Of which course.
    pub course: CourseId,
    /// Which lesson.
    pub lesson: LessonId,
    /// The course's name.
    pub course_title: String,
    /// The quiz's name.
    pub title: String,
    /// How it stands.
    pub state: ExamState,
    /// The score that counts so far, ‰.
    pub score_permille: Option<u32>,
}

/// How a quiz that staff open stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExamState {
    /// Not open.
    Closed,
    /// All tries are used.
    NoTryLeft,
    /// Open for one try.
    Open {
        /// Until when, ms since 1970.
        until_wall_ms: u64,
    },
    /// Begun and not handed in.
    UnderWay,
}

/// A one-time PIN, to be told or printed once: it is kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct PinView {
    /// Whose.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// The facility's number.
    pub number: String,
    /// The language they read.
    pub lang: Lang,
    /// Six digits.
    pub pin: super::super::Secret,
}

impl std::fmt::Debug for PinView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PinView({})", self.learner)
    }
}
