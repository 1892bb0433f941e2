//! Watching and reading: reports every few seconds into the checkpoint row, and from there into spans.

use super::{Study, lesson_ref};
use crate::job::courses::Courses;
use crate::model::event::{Body, LessonSpan, SpanUnit};
use crate::model::id::{CourseId, LessonId};
use crate::model::problem::{Code, Problem};
use crate::model::progress::{CourseProgress, LessonState};
use crate::model::ranges::RangeSet;
use crate::store::Writer;

/// A pending span becomes an event after this long, so that no more than a minute hangs on one row.
const SPAN_MS: u64 = 60_000;
/// More ranges than a minute of jumping about can make.
const RANGES_MAX: usize = 200;

/// What was on screen since the last report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// In which course.
    pub course: CourseId,
    /// In which lesson.
    pub lesson: LessonId,
    /// What the numbers count.
    pub unit: SpanUnit,
    /// What was seen, half-open.
    pub ranges: Vec<[u64; 2]>,
    /// Where to go on.
    pub position: u64,
    /// Active milliseconds: not paused, idle, hidden or locked.
    pub active_ms: u64,
    /// Playing speed, 1000 = as recorded.
    pub rate_permille: u32,
}

/// A span in the making, as the checkpoint row holds it.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub span: LessonSpan,
    seen: RangeSet,
    since_mono_ms: u64,
}

impl Study {
    /// Keeps what was reported: in the checkpoint row, or as an event once a minute is full. Says the wall time of it.
    ///
    /// # Errors
    /// [`Code::LessonGone`] if another lesson is open, or the database's.
    pub fn watched(&mut self, writer: &mut Writer<'_>, courses: &Courses, report: &Watched) -> Result<u64, Problem> {
        let open =
            self.now.open.clone().filter(|open| open.course.course.id == report.course && open.lesson == report.lesson);
        let open =
            open.ok_or_else(|| Problem::new(Code::LessonGone).because("a report of a lesson that is not open"))?;
        let active_ms = self.count_active(writer, report.active_ms);
        let is_alike = |pending: &Pending| {
            let span = &pending.span;
            span.at.lesson == report.lesson
                && span.unit == report.unit
                && span.rate_permille == report.rate_permille
                && span.lang == self.learner.lang
        };
        if !self.now.pending.as_ref().is_some_and(is_alike) {
            self.flush(writer)?;
        }
        let pending = self.now.pending.get_or_insert_with(|| Pending {
            span: LessonSpan {
                at: lesson_ref(&open.course, &open.lesson),
                lang: self.learner.lang.clone(),
                ranges: Vec::new(),
                unit: report.unit,
                active_ms: 0,
                rate_permille: report.rate_permille,
                position: report.position,
            },
            seen: RangeSet::default(),
            since_mono_ms: writer.mono_ms(),
        });
        for [from, to] in report.ranges.iter().take(RANGES_MAX) {
            pending.seen.insert(*from, *to);
        }
        pending.span.ranges = pending.seen.iter().collect();
        pending.span.active_ms = pending.span.active_ms.saturating_add(active_ms);
        pending.span.position = report.position;
        let is_full = writer.mono_ms().saturating_sub(pending.since_mono_ms) >= SPAN_MS
            || pending.span.ranges.len() >= RANGES_MAX;
        if is_full || self.meets_rule_with_pending(courses) {
            self.flush(writer)?;
        } else {
            self.checkpoint(writer)?;
        }
        self.earn(writer, courses, &open.course)?;
        Ok(writer.wall_ms())
    }

    /// Makes an event of what is pending: on pause, on leaving, on locking.
    ///
    /// # Errors
    /// The database's.
    pub fn flush(&mut self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        if let Some(pending) = self.now.pending.take() {
            self.write(writer, Body::LessonSpan(pending.span))?;
        }
        self.checkpoint(writer)
    }

    /// Leaves the lesson on screen, if there is one.
    ///
    /// # Errors
    /// The database's.
    pub fn leave(&mut self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        self.flush(writer)?;
        self.now.open = None;
        Ok(())
    }

    /// Whether the pending span completes the lesson: then it becomes an event at once, so that nothing that lights up
    /// "Next" hangs on one row.
    fn meets_rule_with_pending(&self, courses: &Courses) -> bool {
        let Some(open) = &self.now.open else { return false };
        let is_done = |progress: std::sync::Arc<CourseProgress>| {
            progress.lessons.get(&open.lesson).is_some_and(|l| l.state == LessonState::Done)
        };
        is_done(self.progress(courses, &open.course)) && !is_done(self.followed.course(&open.course.course, courses))
    }
}
