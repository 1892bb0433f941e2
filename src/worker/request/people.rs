//! What staff ask about several people at once.

use crate::job::roster::Plan;
use crate::model::event::{EnrolmentSet, LearnerStatus};
use crate::model::id::{CourseId, LearnerId, LessonId, Slug};
use std::path::PathBuf;
use std::sync::Arc;

/// A change to people → `PeopleNews`. Each is one transaction: all of it, or nothing.
#[derive(Debug, Clone)]
pub enum PeopleChange {
    /// Where they are from now on → `Status`.
    Status {
        /// Whom, and where.
        set: Vec<(LearnerId, LearnerStatus)>,
        /// Why, if staff say.
        reason: Option<String>,
    },
    /// A course or programme for these people → `Assigned`.
    Assign {
        /// Whom.
        learners: Vec<LearnerId>,
        /// What.
        set: EnrolmentSet,
    },
    /// An exam for these people, for one try each → `ExamOpened`.
    OpenExam {
        /// For whom.
        learners: Vec<LearnerId>,
        /// Of which course.
        course: CourseId,
        /// Which.
        lesson: LessonId,
        /// For how long from now.
        minutes: u64,
    },
    /// Closes it again for who has not begun it → `ExamClosed`.
    CloseExam {
        /// For whom.
        learners: Vec<LearnerId>,
        /// Of which course.
        course: CourseId,
        /// Which.
        lesson: LessonId,
    },
    /// A group, new or as it shall be → `Grouped`.
    Group {
        /// Which; none for a new one.
        group: Option<Slug>,
        /// Its name.
        name: String,
        /// Who is in it.
        members: Vec<LearnerId>,
    },
    /// Takes a group away; its people stay → `Grouped`.
    RemoveGroup {
        /// Which.
        group: Slug,
    },
    /// New one-time PINs → `Step`s, then `Pins`. Can be cancelled before anything is written.
    GivePins {
        /// To whom.
        learners: Vec<LearnerId>,
    },
    /// Reads a list of people and says what it would do → `Roster`. Writes nothing.
    ReadRoster {
        /// The file.
        path: PathBuf,
    },
    /// Does what was shown → `Step`s, then `Added`. Can be cancelled before anything is written.
    AddRoster {
        /// What was shown.
        plan: Arc<Plan>,
        /// Whether what changed of people who are here is taken over.
        with_changes: bool,
    },
}
