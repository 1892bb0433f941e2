//! Progress: what follows from the set of a learner's events, computed and never stored as truth.
//!
//! [`LearnerFold`] takes events in any order, one by one or all at once, each any number of times, and comes to the
//! same state; where order matters it is `(lamport, hash)`. [`CourseProgress`] is what that state means for an edition
//! of a course, by the rules of version [`RULES_VERSION`]. The same code runs on the station and in the office.

mod attempts;
mod certificates;
mod corrections;
mod course;
mod evidence;
mod fold;
mod keepings;
mod lesson;
mod programme;
mod rules;
mod seat_time;
mod stamp;
#[cfg(test)]
mod tests;

pub use attempts::{
    AttemptFinish, AttemptProgress, GivenAnswer, Opening, StaffMark, StaffOpening, is_passed, kept, last_right,
    limit_ms, opening_of, used_ms,
};
pub use course::{CourseProgress, ModuleProgress};
pub use evidence::{Evidence, Told};
pub use fold::{Enrolment, LearnerFold, Taken, Touched};
pub use keepings::{Card, Keepings};
pub use programme::{CoursesProgress, GoalState, LevelProgress, ProgrammeProgress, levels_done};
pub use rules::Elsewhere;
pub use seat_time::{Counts, SIT_ACTIVE_MS_MAX, SeatTime, Stretch, monday_of};

use super::event::SpanUnit;
use super::id::{CourseId, Lang, LessonId, ModuleId, Slug};
use super::ranges::RangeSet;

/// Raised whenever the same events come to mean something else. A stored fold of another version is made again.
pub const RULES_VERSION: u32 = 3;

/// How far a lesson is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LessonState {
    /// Something else must be done first.
    Locked,
    /// Never opened.
    New,
    /// Opened.
    Begun,
    /// Its rule is met.
    Done,
}

/// What a rule still wants, for "Answer 2 more" and the like.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// Open it.
    Open,
    /// See so much more of it, ‰.
    See {
        /// ‰ still to see.
        permille: u32,
    },
    /// Spend so many more minutes.
    Minutes {
        /// Minutes left.
        min: u32,
    },
    /// Pass its quiz.
    Pass,
    /// Hand its work in.
    Submit,
    /// Staff mark its work (with at least so many ‰).
    Mark {
        /// Points wanted, ‰.
        permille: u32,
    },
    /// Staff sign it off.
    SignOff,
    /// Do another lesson, with at least this score.
    Lesson {
        /// Which.
        id: LessonId,
        /// Least score, ‰.
        min_permille: Option<u32>,
    },
    /// Do a module.
    Module {
        /// Which.
        id: ModuleId,
        /// Least score, ‰.
        min_permille: Option<u32>,
    },
    /// Do another course.
    Course {
        /// Which.
        id: CourseId,
        /// Least score, ‰.
        min_permille: Option<u32>,
    },
    /// Do a level of a programme.
    Level {
        /// Which.
        id: Slug,
    },
    /// Earn a certificate.
    Certificate {
        /// Which.
        id: Slug,
    },
    /// Do so many more required lessons (or modules).
    Required {
        /// How many.
        count: u32,
    },
    /// Do `n` of these.
    Some {
        /// How many.
        n: u32,
        /// Of which.
        of: Vec<Missing>,
    },
    /// A newer player.
    NeedsNewer,
}

/// Where somebody is in a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// What `at` counts.
    pub unit: SpanUnit,
    /// Where to go on.
    pub at: u64,
    /// The language it was in.
    pub lang: Lang,
}

/// How far a lesson is, in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonProgress {
    /// In short.
    pub state: LessonState,
    /// What its rule still wants; empty if it is done.
    pub missing: Vec<Missing>,
    /// What must be done before it opens; empty if it is open.
    pub locked: Vec<Missing>,
    /// When it was first opened, ms by the wall clock.
    pub opened_wall_ms: Option<u64>,
    /// When something last happened in it, ms by the wall clock.
    pub last_wall_ms: Option<u64>,
    /// ‰ of it seen.
    pub seen_permille: u32,
    /// What was seen, in the unit of its kind: ms, slides, or ‰.
    pub seen: RangeSet,
    /// Where to go on.
    pub position: Option<Position>,
    /// Active time, ms.
    pub active_ms: u64,
    /// The score that counts, ‰.
    pub score_permille: Option<u32>,
    /// Whether its quiz is passed.
    pub is_passed: bool,
    /// Whether its work was handed in.
    pub is_submitted: bool,
    /// The best of its work that staff (or the checks of a program) have marked wholly, ‰.
    pub marked_permille: Option<u32>,
    /// Whether staff still have to mark something of what was handed in.
    pub is_waiting: bool,
    /// Whether staff signed it off.
    pub is_signed_off: bool,
    /// Attempts at its quiz, the oldest first. Voided ones are not among them.
    pub attempts: Vec<AttemptProgress>,
}

/// How far a certificate of a course is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateProgress {
    /// Which.
    pub id: Slug,
    /// Whether its rule is met.
    pub is_due: bool,
    /// What its rule still wants.
    pub missing: Vec<Missing>,
    /// When the station recorded it, ms by the wall clock.
    pub provisional_wall_ms: Option<u64>,
    /// The official one, if the office issued it and did not take it back.
    pub official: Option<Official>,
    /// Whether the office took every official one back.
    pub is_revoked: bool,
}

/// An official certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// Its own id.
    pub id: String,
    /// When the event says so, ms by the wall clock.
    pub wall_ms: u64,
}
