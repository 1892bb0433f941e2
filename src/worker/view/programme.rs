//! Programmes: a card, and a page of levels and weeks.

use super::CertificateRow;
use crate::model::id::{CourseId, Lang, ProgrammeId, Slug};
use crate::model::progress::GoalState;

/// A programme in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeCard {
    /// Which.
    pub programme: ProgrammeId,
    /// Its name.
    pub title: String,
    /// What it is.
    pub summary: String,
    /// How many courses it has, those not on this station included.
    pub courses: u32,
    /// How many weeks its plan has; 0 for none.
    pub weeks: u32,
    /// How many levels it has.
    pub levels: u32,
    /// How many of them are done.
    pub levels_done: u32,
    /// ‰ done; none if nothing of it was begun.
    pub done_permille: Option<u32>,
    /// Whether all of it is done.
    pub is_done: bool,
    /// The day staff want it done by, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// The week they are in, if it has a plan that is not done.
    pub week: Option<WeekView>,
    /// The course to begin or go on with, and its name.
    pub next: Option<(CourseId, String)>,
}

/// The page of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeView {
    /// As in lists.
    pub card: ProgrammeCard,
    /// In which language this view is.
    pub lang: Lang,
    /// Its levels, in order.
    pub levels: Vec<LevelView>,
    /// Its plan.
    pub weeks: Vec<WeekView>,
}

/// A level of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelView {
    /// Which.
    pub level: Slug,
    /// Its name.
    pub title: String,
    /// Whether it is done.
    pub is_done: bool,
    /// Steps done, of those that count.
    pub steps_done: u32,
    /// Steps that count.
    pub steps_counted: u32,
    /// Its courses, in order.
    pub steps: Vec<StepRow>,
    /// What it counts for.
    pub credit: Vec<String>,
    /// What it earns.
    pub certificate: Option<CertificateRow>,
}

/// A course of a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// The course.
    pub course: CourseId,
    /// Its name; none if it is not on this station.
    pub title: Option<String>,
    /// About how long it takes, minutes.
    pub minutes: u32,
    /// Whether the level waits for it.
    pub is_required: bool,
    /// ‰ done; none if it was never opened.
    pub done_permille: Option<u32>,
    /// Whether it is done.
    pub is_done: bool,
}

/// A week of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekView {
    /// Which.
    pub week: Slug,
    /// From 1.
    pub number: u32,
    /// Its name.
    pub title: String,
    /// Whether it is the first that is not done.
    pub is_now: bool,
    /// What to reach in it.
    pub goals: Vec<GoalRow>,
}

impl WeekView {
    /// How many of its goals are reached.
    #[must_use]
    pub fn goals_done(&self) -> usize {
        self.goals.iter().filter(|goal| goal.state == GoalState::Done).count()
    }
}

/// A goal of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalRow {
    /// Of which programme.
    pub programme: ProgrammeId,
    /// Which.
    pub goal: Slug,
    /// What.
    pub text: String,
    /// How far it is.
    pub state: GoalState,
    /// Whether a mentor has to agree.
    pub is_for_mentor: bool,
    /// Whether the learner's own tick stands, and can be taken back.
    pub is_ticked: bool,
    /// The course that it belongs to, if it is on this station.
    pub course: Option<CourseId>,
}
