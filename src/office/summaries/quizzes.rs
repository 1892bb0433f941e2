//! What quizzes add to the summaries: questions and how they were answered, scores before and after, and patterns of
//! wrong answers.

use super::counting::Read;
use super::hints;
use super::months::Months;
use super::part::{CoursePart, GainKey, Part, Pattern};
use crate::crypto::hash::Hasher;
use crate::format::json;
use crate::model::course::Course;
use crate::model::id::{Hash, LessonId, Slug};
use crate::model::lesson::LessonContent;
use crate::model::progress::{AttemptProgress, CourseProgress};
use crate::model::quiz::QuizMode;
use std::collections::BTreeSet;

/// So many wrong answers, at least, make a pattern: fewer are alike by chance.
const WRONG_MIN: usize = 3;

pub(super) fn count(
    row: &CoursePart,
    course: &Course,
    progress: &CourseProgress,
    read: &Read,
    months: &mut Months,
    part: &mut Part,
) {
    for (lesson, state) in &progress.lessons {
        for attempt in &state.attempts {
            let ended = attempt.finish.map(|finish| finish.wall_ms);
            let wall = if attempt.started_wall_ms > 0 { attempt.started_wall_ms } else { ended.unwrap_or(0) };
            let month = months.of(wall).0;
            let facility = read.attempts.get(&attempt.attempt).unwrap_or(&row.facility);
            questions(row, lesson, attempt, (facility, month), part);
            hints::of_attempt(row, lesson, attempt, (facility, month), &mut part.hints);
            if let Some(pattern) = pattern(lesson, attempt) {
                part.patterns.push(Pattern {
                    pattern,
                    course: row.course.clone(),
                    lesson: lesson.clone(),
                    facility: facility.clone(),
                    month,
                });
            }
        }
    }
    part.patterns.sort_by_key(|pattern| pattern.pattern);
    part.patterns.dedup_by_key(|pattern| pattern.pattern);
    for (before, after) in pairs(course) {
        if let Some((key, sum)) = gain(row, progress, (before, after), months) {
            part.sums.gains.insert(key, sum);
        }
    }
}

fn questions(
    row: &CoursePart,
    lesson: &LessonId,
    attempt: &AttemptProgress,
    (facility, month): (&Slug, i64),
    part: &mut Part,
) {
    for (question, given) in attempt.answers.iter().filter(|(_, given)| given.max > 0) {
        let key = (row.course.clone(), lesson.clone(), question.clone(), given.rev, facility.clone(), month);
        let sum = part.sums.questions.entry(key).or_default();
        sum[0] += 1;
        sum[1] += i64::from(given.points >= given.max);
        sum[2] += i64::try_from(given.active_ms).unwrap_or(0); // bounded by the log's limits
        sum[3] += i64::from(given.hints);
    }
}

/// The wrong answers of an attempt as one hash; nothing if there are too few to tell.
fn pattern(lesson: &LessonId, attempt: &AttemptProgress) -> Option<Hash> {
    attempt.finish?;
    let wrong = || attempt.answers.iter().filter(|(_, given)| given.max > 0 && given.points < given.max);
    if wrong().count() < WRONG_MIN {
        return None;
    }
    let mut hasher = Hasher::new();
    hasher.update(lesson.as_str().as_bytes());
    for (question, given) in wrong() {
        hasher.update(question.as_str().as_bytes());
        hasher.update(&given.rev.to_be_bytes());
        hasher.update(&json::to_canonical(&given.answer).ok()?); // an answer that was read can be written
    }
    Some(Hash(hasher.finish()))
}

/// The quizzes of a course that belong together, before and after.
fn pairs(course: &Course) -> BTreeSet<(&LessonId, &LessonId)> {
    let quizzes = course.lessons().filter_map(|lesson| match &lesson.content {
        LessonContent::Quiz { quiz } => Some((&lesson.id, quiz.mode, quiz.pair.as_ref()?)),
        _ => None,
    });
    let both = quizzes.filter_map(|(id, mode, pair)| match mode {
        QuizMode::Pre => Some((id, pair)),
        QuizMode::Post => Some((pair, id)),
        QuizMode::Practice | QuizMode::Test | QuizMode::Exam => None,
    });
    both.collect()
}

/// The first score before and the one that counts after, where there are both.
fn gain(
    row: &CoursePart,
    progress: &CourseProgress,
    (before, after): (&LessonId, &LessonId),
    months: &mut Months,
) -> Option<(GainKey, [i64; 4])> {
    let first = progress.lessons.get(before)?.attempts.iter().find_map(|attempt| attempt.finish)?.permille();
    let post = progress.lessons.get(after)?;
    let last = post.attempts.iter().filter_map(|attempt| attempt.finish).map(|finish| finish.wall_ms).max()?;
    let score = post.score_permille?;
    let key = (row.course.clone(), before.clone(), after.clone(), row.facility.clone(), months.of(last).0);
    Some((key, [1, i64::from(first), i64::from(score), i64::from(score > first)]))
}
