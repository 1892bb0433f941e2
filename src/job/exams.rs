//! Staff open a quiz for somebody: an exam, or one whose tries are used up.

use super::courses::StationCourse;
use crate::model::event::{Actor, Body, Draft, LessonRef, QuizOpened};
use crate::model::id::{LearnerId, LessonId};
use crate::model::problem::{Code, Problem};
use crate::store::Store;

/// The longest that a quiz may stand open: a month.
pub const MINUTES_MAX: u64 = 31 * 24 * 60;

/// Opens the quiz of `lesson` for `learner` for so many minutes from now, for one more try. Nothing else of it changes:
/// it closes again by itself.
///
/// # Errors
/// [`Code::LearnerUnknown`], [`Code::LessonGone`] for what is no quiz of the course, or the database's.
pub fn open(
    store: &mut Store,
    by: Actor,
    learner: LearnerId,
    on: &StationCourse,
    lesson: &LessonId,
    minutes: u64,
) -> Result<(), Problem> {
    store.learner(learner)?.ok_or_else(|| Problem::new(Code::LearnerUnknown))?;
    on.course.quiz(lesson).ok_or_else(|| Problem::new(Code::LessonGone).because(lesson))?;
    let at = LessonRef { course: on.course.id.clone(), edition: on.course.edition, lesson: lesson.clone() };
    let until = store.clock().wall_ms().saturating_add(minutes.min(MINUTES_MAX) * 60_000);
    store.append(Draft::by(by, Body::QuizOpened(QuizOpened { at, until })).about(learner))?;
    Ok(())
}
