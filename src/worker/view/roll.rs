//! The people of the staff desk: the list, groups, assignments, and lists out of spreadsheets.

use super::PinView;
pub use crate::job::roster::Plan as RosterPlan;
pub use crate::job::roster::{Entry as RosterEntry, Field as RosterField, PlanRow, RowFault, Verdict};
use crate::model::event::{EnrolmentState, LearnerStatus, TargetKind};
use crate::model::id::{CourseId, Lang, LearnerId, LessonId, Slug};

/// Everybody who learns or learned here, with what there is to assign.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleView {
    /// The people, by name.
    pub people: Vec<PeopleRow>,
    /// The groups, by name.
    pub groups: Vec<GroupRow>,
    /// What can be assigned, by title.
    pub assignable: Vec<AssignableRow>,
    /// The exams that staff open, by course.
    pub exams: Vec<ExamChoice>,
}

/// Somebody in the list; what they did comes as [`RowProgress`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleRow {
    /// Who.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// The facility's number.
    pub number: String,
    /// Name and number as they are searched for: without case and accents.
    pub plain: String,
    /// The language they read.
    pub lang: Lang,
    /// Where they are.
    pub status: LearnerStatus,
    /// The soonest day of what they are assigned, done or not.
    pub due: Option<String>,
}

/// What somebody in the list did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowProgress {
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
    /// The soonest day of what they are assigned and have not done.
    pub due: Option<String>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow {
    /// Which.
    pub group: Slug,
    /// Its name.
    pub name: String,
    /// Who is in it.
    pub members: Vec<LearnerId>,
}

/// A course or programme that can be assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignableRow {
    /// Which.
    pub target: CourseId,
    /// Which of the two.
    pub kind: TargetKind,
    /// Its edition here.
    pub edition: u32,
    /// Its name.
    pub title: String,
}

/// An exam that staff can open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExamChoice {
    /// Of which course.
    pub course: CourseId,
    /// Which.
    pub lesson: LessonId,
    /// The course's name.
    pub course_title: String,
    /// Its name.
    pub title: String,
}

/// What somebody is assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentRow {
    /// The course or programme.
    pub target: CourseId,
    /// Which of the two.
    pub kind: TargetKind,
    /// Their edition.
    pub edition: u32,
    /// Its name, or its id where it is not here.
    pub title: String,
    /// Whether it is here.
    pub is_here: bool,
    /// The day it should be done by, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// Where it stands.
    pub state: EnrolmentState,
    /// Required lessons done, and all of them; none for what is not here.
    pub lessons: Option<(u32, u32)>,
    /// Whether it is done.
    pub is_done: bool,
}

/// What became of a change to people.
#[derive(Debug)]
pub enum PeopleNews {
    /// They are where they were wanted; where they were before.
    Status {
        /// To take it back.
        before: Vec<(LearnerId, LearnerStatus)>,
    },
    /// It is assigned.
    Assigned {
        /// For how many something changed.
        changed: usize,
    },
    /// An exam is open.
    ExamOpened {
        /// For these; those who passed it or are in the middle of it are left out.
        learners: Vec<LearnerId>,
        /// Of which course.
        course: CourseId,
        /// Which.
        lesson: LessonId,
    },
    /// It is closed again.
    ExamClosed {
        /// For how many.
        count: usize,
    },
    /// The group is as wanted.
    Grouped,
    /// New one-time PINs.
    Pins(Vec<PinView>),
    /// What a list would do.
    Roster(Box<RosterPlan>),
    /// The people of a list are here.
    Added {
        /// The new ones' PINs.
        pins: Vec<PinView>,
        /// How many came back.
        back: usize,
        /// Of how many something changed.
        changed: usize,
    },
}
