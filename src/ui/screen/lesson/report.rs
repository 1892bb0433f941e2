//! Telling the workers what was seen: at most every five seconds, and at once when the lesson is left (I8).

use crate::model::event::SpanUnit;
use crate::model::id::{CourseId, LessonId};
use crate::worker::SpanReport;

/// What a body has shown since it was last asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What the numbers count.
    pub unit: SpanUnit,
    /// What was shown, half-open.
    pub ranges: Vec<[u64; 2]>,
    /// Where to go on.
    pub position: u64,
    /// Playing speed, 1000 = as recorded.
    pub rate_permille: u32,
}

/// Gathers active time and what was seen until a report is due.
#[derive(Debug)]
pub struct Reporter {
    course: CourseId,
    lesson: LessonId,
    active_ms: u64,
    last_mono_ms: u64,
    last_report_mono_ms: u64,
    was_active: bool,
    /// Since the last frame nobody saw the window.
    was_hidden: bool,
    has_stopped: bool,
}

/// A checkpoint this often.
const EVERY_MS: u64 = 5_000;
/// A longer gap between two frames was sleep, and counts for nothing.
const GAP_MS_MAX: u64 = 7_000;

impl Reporter {
    /// For a lesson just opened.
    #[must_use]
    pub fn new(course: CourseId, lesson: LessonId, mono_ms: u64) -> Self {
        Self {
            course,
            lesson,
            active_ms: 0,
            last_mono_ms: mono_ms,
            last_report_mono_ms: mono_ms,
            was_active: false,
            was_hidden: false,
            has_stopped: false,
        }
    }

    /// A frame is drawn: the time since the last one counts if somebody `is_active`.
    pub fn tick(&mut self, mono_ms: u64, is_active: bool) {
        let since = mono_ms.saturating_sub(self.last_mono_ms);
        let was_hidden = std::mem::take(&mut self.was_hidden);
        if is_active && !was_hidden && since <= GAP_MS_MAX {
            self.active_ms += since;
        }
        self.has_stopped |= self.was_active && !is_active;
        self.was_active = is_active;
        self.last_mono_ms = mono_ms;
    }

    /// Nobody sees the window: the time until the next frame counts for nothing.
    pub fn rest(&mut self) {
        self.was_hidden = true;
    }

    /// Whether a checkpoint is due: every five seconds while something counts or plays, and as soon as it stops.
    #[must_use]
    pub fn is_due(&self, is_playing: bool) -> bool {
        let is_time = self.last_mono_ms.saturating_sub(self.last_report_mono_ms) >= EVERY_MS;
        (is_time && (self.active_ms > 0 || is_playing)) || (self.has_stopped && self.active_ms > 0)
    }

    /// The report, with the active time since the last one.
    pub fn report(&mut self, seen: Seen) -> SpanReport {
        self.last_report_mono_ms = self.last_mono_ms;
        self.has_stopped = false;
        SpanReport {
            course: self.course.clone(),
            lesson: self.lesson.clone(),
            unit: seen.unit,
            ranges: seen.ranges,
            position: seen.position,
            active_ms: std::mem::take(&mut self.active_ms),
            rate_permille: seen.rate_permille,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_attended_time_counts_and_no_gap() {
        let course = CourseId::parse("org.example.work").unwrap();
        let lesson = LessonId::parse("one").unwrap();
        let mut reporter = Reporter::new(course, lesson, 1_000);
        reporter.tick(2_000, true);
        reporter.tick(3_000, false);
        reporter.tick(4_000, true);
        reporter.tick(90_000, true);
        reporter.tick(80_000, true);
        assert!(reporter.is_due(false));
        let seen = Seen { unit: SpanUnit::Permille, ranges: vec![[0, 400]], position: 400, rate_permille: 1000 };
        assert_eq!(reporter.report(seen).active_ms, 2_000);
        assert!(!reporter.is_due(true));
        reporter.tick(81_000, true);
        assert!(!reporter.is_due(true), "not yet");
        reporter.tick(82_000, false);
        assert!(reporter.is_due(false), "at once when it stops");
        reporter.tick(83_000, true);
        reporter.rest();
        reporter.tick(86_000, true);
        reporter.tick(86_500, true);
        let seen = Seen { unit: SpanUnit::Permille, ranges: Vec::new(), position: 400, rate_permille: 1000 };
        assert_eq!(reporter.report(seen).active_ms, 2_500, "no time while nobody saw the window");
    }
}
