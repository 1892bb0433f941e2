//! Staff open a quiz: an exam, or one whose tries are used up. For one person or for many; each may begin it once, and it
//! closes again by itself, or when staff close it.

use super::courses::{Courses, StationCourse};
use super::follow::Followed;
use crate::model::event::{Actor, Body, Draft, LessonRef, QuizOpened};
use crate::model::id::{LearnerId, LessonId};
use crate::model::problem::{Code, Problem};
use crate::model::progress::Opening;
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
    let until = store.clock().wall_ms().saturating_add(minutes.min(MINUTES_MAX) * 60_000);
    set_until(store, by, &[learner], on, lesson, until)
}

/// The same for many, in one transaction. Left out are those who have passed it, those who are in the middle of it, and
/// those who are not here. Gives for whom it is open now.
///
/// # Errors
/// As [`open`]; then it is open for nobody.
pub fn open_for(
    store: &mut Store,
    by: Actor,
    learners: &[LearnerId],
    (courses, on): (&Courses, &StationCourse),
    lesson: &LessonId,
    minutes: u64,
) -> Result<Vec<LearnerId>, Problem> {
    let now = store.clock().wall_ms();
    let mut wanted = Vec::new();
    for learner in learners {
        let known = store.learner(*learner)?.ok_or_else(|| Problem::new(Code::LearnerUnknown))?;
        let followed = Followed::of(store, *learner)?;
        let is_under_way = matches!(followed.fold().opening(&on.course, lesson, now), Some(Opening::GoOn(_)));
        let progress = followed.course(&on.course, courses);
        let is_passed = progress.lessons.get(lesson).is_some_and(|known| known.is_passed);
        if known.is_here() && !is_under_way && !is_passed {
            wanted.push(*learner);
        }
    }
    let until = now.saturating_add(minutes.min(MINUTES_MAX) * 60_000);
    set_until(store, by, &wanted, on, lesson, until)?;
    Ok(wanted)
}

/// Closes what was opened and is not begun; who is in the middle of it goes on.
///
/// # Errors
/// As [`open`].
pub fn close_for(
    store: &mut Store,
    by: Actor,
    learners: &[LearnerId],
    on: &StationCourse,
    lesson: &LessonId,
) -> Result<(), Problem> {
    let now = store.clock().wall_ms();
    set_until(store, by, learners, on, lesson, now)
}

fn set_until(
    store: &mut Store,
    by: Actor,
    learners: &[LearnerId],
    on: &StationCourse,
    lesson: &LessonId,
    until: u64,
) -> Result<(), Problem> {
    on.course.quiz(lesson).ok_or_else(|| Problem::new(Code::LessonGone).because(lesson))?;
    for learner in learners {
        store.learner(*learner)?.ok_or_else(|| Problem::new(Code::LearnerUnknown))?;
    }
    if learners.is_empty() {
        return Ok(());
    }
    let at = LessonRef { course: on.course.id.clone(), edition: on.course.edition, lesson: lesson.clone() };
    store.write(|writer| {
        for learner in learners {
            let body = Body::QuizOpened(QuizOpened { at: at.clone(), until });
            writer.append(Draft::by(by, body).about(*learner))?;
        }
        Ok(())
    })
}
