//! What is not usual in one person's events, as hints for a person who can ask. Never a verdict: each has good reasons
//! too, and the screen says so.

use super::part::{CoursePart, Hint};
use crate::model::course::Course;
use crate::model::id::{LessonId, Slug};
use crate::model::lesson::LessonContent;
use crate::model::progress::{AttemptProgress, CourseProgress, SeatTime};
use crate::model::report::Month;
use jiff::tz::TimeZone;

/// Every kind of hint, and the word of it.
pub(in crate::office) const KINDS: [&str; 7] =
    ["fast-course", "fast-film", "fast-answers", "same-answers", "long-day", "two-stations", "clock"];

/// A course done in less than this part of the time it says it takes.
const COURSE_PERMILLE_MIN: u64 = 250;
/// Films play at most twice as fast; more than this over the time spent was not watched.
const FILM_TIMES_MAX: u64 = 3;
/// Films shorter than this tell nothing.
const FILM_MS_MIN: u64 = 60_000;
/// So many right answers, at least, on average quicker than this.
const ANSWERS_MIN: u64 = 5;
const ANSWER_MS_MIN: u64 = 2_000;
/// A day of more hours than this.
const DAY_MS_MAX: u64 = 16 * HOUR_MS;
/// Longer than this at two stations at once.
const TWICE_MS_MAX: u64 = 10 * 60_000;
/// A jump of a station's clock by more than this.
pub(in crate::office) const JUMP_MS_MAX: u64 = 24 * HOUR_MS;
/// One hour, ms.
pub(in crate::office) const HOUR_MS: u64 = 3_600_000;

fn hint(kind: &'static str, row: &CoursePart, lesson: Option<&LessonId>, month: i64, measured: u64) -> Hint {
    Hint {
        kind,
        course: Some(row.course.clone()),
        lesson: lesson.cloned(),
        facility: Some(row.facility.clone()),
        month,
        measured,
    }
}

/// A course done in little time; films seen in less time than they last.
pub(super) fn of_course(row: &CoursePart, course: &Course, progress: &CourseProgress, hints: &mut Vec<Hint>) {
    let usual = u64::from(course.minutes) * 60_000;
    if let Some(month) = row.done
        && usual > 0
        && progress.time.held_ms == 0
        && row.counted_ms.saturating_mul(1000) < usual.saturating_mul(COURSE_PERMILLE_MIN)
    {
        hints.push(hint("fast-course", row, None, month, row.counted_ms.saturating_mul(100) / usual));
    }
    for lesson in course.lessons() {
        let (LessonContent::Video(_) | LessonContent::Audio(_)) = &lesson.content else { continue };
        let Some(state) = progress.lessons.get(&lesson.id) else { continue };
        let seen = state.seen.len();
        let is_waiting = progress.time.held_ms > 0; // its time may be told of elsewhere
        if seen >= FILM_MS_MIN && !is_waiting && seen > state.active_ms.saturating_mul(FILM_TIMES_MAX) {
            let times = seen / state.active_ms.max(1_000);
            hints.push(hint("fast-film", row, Some(&lesson.id), row.began, times));
        }
    }
}

/// Every answer right, each in no time.
pub(super) fn of_attempt(
    row: &CoursePart,
    lesson: &LessonId,
    attempt: &AttemptProgress,
    (facility, month): (&Slug, i64),
    hints: &mut Vec<Hint>,
) {
    let count = attempt.answers.len() as u64;
    let is_right = attempt.answers.values().all(|given| given.max > 0 && given.points >= given.max);
    let spent = attempt.answers.values().fold(0, |sum: u64, given| sum.saturating_add(given.active_ms));
    if attempt.finish.is_some() && count >= ANSWERS_MIN && is_right && spent < count * ANSWER_MS_MIN {
        let it = hint("fast-answers", row, Some(lesson), month, spent / count / 1000);
        hints.push(Hint { facility: Some(facility.clone()), ..it });
    }
}

/// Very long days, and two stations at once.
pub(super) fn of_time(time: &SeatTime, zone: &TimeZone, facility: Option<&Slug>, hints: &mut Vec<Hint>) {
    let plain =
        |kind, month, measured| Hint { kind, course: None, lesson: None, facility: facility.cloned(), month, measured };
    for (day, ms) in time.by_day(zone).into_iter().filter(|(_, ms)| *ms > DAY_MS_MAX) {
        hints.push(plain("long-day", Month::of(day).number(), ms / HOUR_MS));
    }
    if time.overlap_ms > TWICE_MS_MAX {
        hints.push(plain("two-stations", 0, time.overlap_ms / 60_000));
    }
}
