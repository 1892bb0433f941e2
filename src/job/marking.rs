//! Staff mark answers that no program can score: points, by the lines of a rubric where there is one, and words to the
//! learner. A mark can be changed at any time; the last one counts, and all of them stay in the log.

use super::courses::{Courses, StationCourse};
use super::earning;
use super::follow::Followed;
use crate::model::draw;
use crate::model::event::{Actor, Body, Draft, LessonRef, QuizCommented, QuizMarked};
use crate::model::id::{AttemptId, CourseId, LearnerId, LessonId, QuestionId, Slug};
use crate::model::kept::NOTE_CHARS_MAX;
use crate::model::problem::{Code, Problem};
use crate::model::progress::AttemptProgress;
use crate::model::question::{Question, QuestionContent};
use crate::model::quiz::{Pass, Quiz, QuizMode};
use crate::store::{Store, Writer};
use std::collections::BTreeMap;

/// What staff give for one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// Whose answer.
    pub learner: LearnerId,
    /// Of which course.
    pub course: CourseId,
    /// Of which quiz.
    pub lesson: LessonId,
    /// Of which attempt.
    pub attempt: AttemptId,
    /// To which question.
    pub question: QuestionId,
    /// Points, where the question has no rubric.
    pub points: u32,
    /// Points by line of the rubric; their sum is the mark.
    pub rubric: BTreeMap<Slug, u32>,
    /// Words to the learner; empty for none.
    pub comment: String,
}

/// Whether an attempt has an answer that waits for staff: a text, in an attempt handed in, without a mark.
#[must_use]
pub fn is_waiting(attempt: &AttemptProgress, question: &Question) -> bool {
    is_for_staff(attempt, question) && !attempt.marks.contains_key(&question.id)
}

/// Whether staff mark this answer of an attempt, or did.
#[must_use]
pub fn is_for_staff(attempt: &AttemptProgress, question: &Question) -> bool {
    let is_open = matches!(question.answer, QuestionContent::Open { .. });
    is_open && attempt.finish.is_some() && attempt.answers.contains_key(&question.id)
}

/// Marks an answer, writes the comment if it changed, and records the certificates that the points complete: all of it
/// in one transaction. No line of a rubric, and no mark, is above what the course gives for it.
///
/// # Errors
/// [`Code::LearnerUnknown`]; [`Code::LessonGone`] if this edition does not ask the question or the attempt is not
/// there; [`Code::TextTooLong`]; or the database's.
pub fn mark(store: &mut Store, by: Actor, courses: &Courses, given: &Marking) -> Result<(), Problem> {
    store.learner(given.learner)?.ok_or_else(|| Problem::new(Code::LearnerUnknown))?;
    if given.comment.chars().count() > NOTE_CHARS_MAX {
        return Err(Problem::new(Code::TextTooLong));
    }
    let on = courses.get(&given.course)?;
    let gone = || Problem::new(Code::LessonGone).because(&given.question);
    let quiz = on.course.quiz(&given.lesson).ok_or_else(gone)?;
    let mut followed = Followed::of(store, given.learner)?;
    let attempts = followed.fold().attempts(&given.course, &given.lesson);
    let attempt = attempts.iter().find(|one| one.attempt == given.attempt).ok_or_else(gone)?;
    let asked = draw::recall(&on.course, &given.lesson, &attempt.questions);
    let question = asked.iter().find(|one| one.id == given.question).ok_or_else(gone)?;
    if !is_for_staff(attempt, question) {
        return Err(gone());
    }
    let bodies = bodies(on, quiz, (attempt, &asked), question, given);
    store.write(|writer| {
        for body in bodies {
            let event = writer.append(Draft::by(by, body).about(given.learner))?;
            followed.take(&event);
        }
        earn(writer, &followed, courses, on, given.learner)
    })
}

fn bodies(
    on: &StationCourse,
    quiz: &Quiz,
    (attempt, asked): (&AttemptProgress, &[&Question]),
    question: &Question,
    given: &Marking,
) -> Vec<Body> {
    let at = LessonRef { course: on.course.id.clone(), edition: on.course.edition, lesson: given.lesson.clone() };
    let held = attempt.marks.get(&question.id);
    let (points, rubric) = points(question, given);
    let marked = QuizMarked {
        at: at.clone(),
        attempt: given.attempt,
        question: question.id.clone(),
        rev: question.rev,
        points,
        max: question.points,
        rubric,
        of: whole(attempt, asked),
        pass_permille: match quiz.pass {
            Pass::Score { permille } if quiz.mode != QuizMode::Pre => Some(permille),
            _ => None,
        },
    };
    let mut bodies = vec![Body::QuizMarked(marked)];
    let comment = given.comment.trim();
    if held.map_or("", |held| held.comment.as_str()) != comment {
        let (attempt, question) = (given.attempt, question.id.clone());
        bodies.push(Body::QuizCommented(QuizCommented { at, attempt, question, text: comment.to_owned() }));
    }
    bodies
}

fn points(question: &Question, given: &Marking) -> (u32, BTreeMap<Slug, u32>) {
    let QuestionContent::Open { rubric, .. } = &question.answer else { return (0, BTreeMap::new()) };
    if rubric.is_empty() {
        return (given.points.min(question.points), BTreeMap::new());
    }
    let line = |criterion: &crate::model::lesson::Criterion| {
        let points = given.rubric.get(&criterion.id).copied().unwrap_or(0).min(criterion.points);
        (criterion.id.clone(), points)
    };
    let by_line: BTreeMap<Slug, u32> = rubric.iter().map(line).collect();
    let sum = by_line.values().copied().fold(0, u32::saturating_add);
    (sum.min(question.points), by_line)
}

/// Points possible in the attempt once all of it is marked: what the program gave them of, and the texts.
fn whole(attempt: &AttemptProgress, asked: &[&Question]) -> u32 {
    let by_staff = attempt.marks.values().map(|mark| mark.max).fold(0, u32::saturating_add);
    let by_program = attempt.finish.map_or(0, |finish| finish.max).saturating_sub(by_staff);
    let texts = asked.iter().filter(|question| is_for_staff(attempt, question)).map(|question| question.points);
    texts.fold(by_program, u32::saturating_add)
}

fn earn(
    writer: &mut Writer<'_>,
    followed: &Followed,
    courses: &Courses,
    on: &StationCourse,
    learner: LearnerId,
) -> Result<(), Problem> {
    let progress = followed.course(&on.course, courses);
    for body in earning::due(followed, courses, &progress) {
        writer.append(Draft::station(Body::CertificateProvisional(body)).about(learner))?;
    }
    Ok(())
}
