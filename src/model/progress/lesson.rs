//! One lesson of one person, as its events tell it.

use super::Position;
use super::attempts::{AttemptFold, AttemptProgress, StaffOpening, in_order};
use super::fold::{Order, keep_first, keep_latest};
use super::seat_time::Sits;
use super::stamp::Stamp;
use crate::model::event::{
    AssignmentMarked, AssignmentSubmitted, CodeRun, LessonSpan, QuizAnswered, QuizCommented, QuizFinished, QuizHinted,
    QuizMarked, QuizStarted, SpanUnit,
};
use crate::model::id::{AttemptId, Lang, Slug};
use crate::model::ranges::RangeSet;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Ranges in one event beyond this are no honest minute of watching.
const RANGES_MAX: usize = 1_000;

/// One lesson. Editions and languages share it: lesson ids are stable.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LessonFold {
    opened: Option<(Order, u64)>,
    last: Option<(Order, u64)>,
    seen: Seen,
    position: Option<(Order, (SpanUnit, u64, Lang))>,
    pub sits: Sits,
    attempts: BTreeMap<AttemptId, AttemptFold>,
    opened_until: Option<(Order, u64)>,
    submissions: BTreeMap<Slug, SubmissionFold>,
    best_run: Option<(u32, u32)>,
    is_form_saved: bool,
    is_signed_off: bool,
}

/// What was seen, by what is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    ms: RangeSet,
    slide: RangeSet,
    page: RangeSet,
    permille: RangeSet,
}

/// A text handed in, and its marks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct SubmissionFold {
    is_submitted: bool,
    mark: Option<(Order, (u32, u32))>,
}

impl LessonFold {
    pub(super) fn open(&mut self, stamp: &Stamp) {
        keep_first(&mut self.opened, stamp.order, stamp.wall_ms);
        self.touch(stamp);
    }

    pub(super) fn span(&mut self, stamp: &Stamp, body: &LessonSpan) {
        let seen = match body.unit {
            SpanUnit::Ms => &mut self.seen.ms,
            SpanUnit::Slide => &mut self.seen.slide,
            SpanUnit::Page => &mut self.seen.page,
            SpanUnit::Permille => &mut self.seen.permille,
        };
        for [from, to] in body.ranges.iter().take(RANGES_MAX) {
            seen.insert(*from, *to);
        }
        keep_latest(&mut self.position, stamp.order, (body.unit, body.position, body.lang.clone()));
        self.sit(stamp, body.active_ms);
    }

    pub(super) fn sign_off(&mut self, stamp: &Stamp) {
        self.is_signed_off |= stamp.is_by_authority();
    }

    pub(super) fn open_quiz(&mut self, stamp: &Stamp, until: u64) {
        if stamp.is_by_authority() {
            keep_latest(&mut self.opened_until, stamp.order, until);
        }
    }

    pub(super) fn start(&mut self, stamp: &Stamp, body: &QuizStarted) {
        self.attempts.entry(body.attempt).or_default().start(stamp, body);
        self.touch(stamp);
    }

    pub(super) fn hint(&mut self, stamp: &Stamp, body: &QuizHinted) {
        self.attempts.entry(body.attempt).or_default().hint(body);
        self.touch(stamp);
    }

    pub(super) fn answer(&mut self, stamp: &Stamp, body: &QuizAnswered) {
        self.attempts.entry(body.attempt).or_default().answer(stamp, body);
        self.sit(stamp, body.active_ms);
    }

    pub(super) fn finish(&mut self, stamp: &Stamp, body: &QuizFinished) {
        self.attempts.entry(body.attempt).or_default().finish(stamp, body);
        self.touch(stamp);
    }

    pub(super) fn void(&mut self, stamp: &Stamp, attempt: AttemptId) {
        if stamp.is_by_authority() {
            self.attempts.entry(attempt).or_default().void();
        }
    }

    pub(super) fn mark_answer(&mut self, stamp: &Stamp, body: &QuizMarked) {
        if stamp.is_by_authority() {
            self.attempts.entry(body.attempt).or_default().mark(stamp, body);
        }
    }

    pub(super) fn comment(&mut self, stamp: &Stamp, body: &QuizCommented) {
        if stamp.is_by_authority() {
            self.attempts.entry(body.attempt).or_default().comment(stamp, body);
        }
    }

    pub(super) fn submit(&mut self, stamp: &Stamp, body: &AssignmentSubmitted) {
        self.submissions.entry(body.submission.clone()).or_default().is_submitted = true;
        self.touch(stamp);
    }

    pub(super) fn mark(&mut self, stamp: &Stamp, body: &AssignmentMarked) {
        if stamp.is_by_authority() {
            let submission = self.submissions.entry(body.submission.clone()).or_default();
            keep_latest(&mut submission.mark, stamp.order, (body.points.min(body.max), body.max));
        }
    }

    pub(super) fn run(&mut self, stamp: &Stamp, body: &CodeRun) {
        let passed = u32::try_from(body.passed.len()).unwrap_or(u32::MAX).min(body.total);
        self.best_run = self.best_run.max(Some((passed, body.total)));
        self.touch(stamp);
    }

    pub(super) fn save_form(&mut self, stamp: &Stamp) {
        self.is_form_saved = true;
        self.touch(stamp);
    }

    fn touch(&mut self, stamp: &Stamp) {
        keep_latest(&mut self.last, stamp.order, stamp.wall_ms);
    }

    fn sit(&mut self, stamp: &Stamp, active_ms: u64) {
        self.sits.insert(stamp.station, stamp.epoch, stamp.mono_ms, stamp.wall_ms, active_ms);
        self.touch(stamp);
    }

    pub(super) fn is_opened(&self) -> bool {
        self.opened.is_some() || self.last.is_some()
    }

    pub(super) fn opened_wall_ms(&self) -> Option<u64> {
        self.opened.map(|(_, wall_ms)| wall_ms)
    }

    /// When something last happened, with its order.
    pub(super) fn last(&self) -> Option<(Order, u64)> {
        self.last
    }

    pub(super) fn seen(&self, unit: SpanUnit) -> &RangeSet {
        match unit {
            SpanUnit::Ms => &self.seen.ms,
            SpanUnit::Slide => &self.seen.slide,
            SpanUnit::Page => &self.seen.page,
            SpanUnit::Permille => &self.seen.permille,
        }
    }

    pub(super) fn position(&self) -> Option<Position> {
        self.position.as_ref().map(|(_, (unit, at, lang))| Position { unit: *unit, at: *at, lang: lang.clone() })
    }

    pub(super) fn attempts(&self) -> Vec<AttemptProgress> {
        in_order(&self.attempts)
    }

    pub(super) fn has_attempt(&self, attempt: AttemptId) -> bool {
        self.attempts.contains_key(&attempt)
    }

    pub(super) fn opening_by_staff(&self) -> Option<StaffOpening> {
        let (order, until_wall_ms) = self.opened_until?;
        let is_used = self.attempts.values().any(|attempt| attempt.is_begun_after(order));
        Some(StaffOpening { until_wall_ms, is_used })
    }

    pub(super) fn is_submitted(&self) -> bool {
        self.is_form_saved || self.submissions.values().any(|submission| submission.is_submitted)
    }

    /// Whether some of the work handed in has no mark yet.
    pub(super) fn is_waiting(&self) -> bool {
        self.submissions.values().any(|submission| submission.is_submitted && submission.mark.is_none())
    }

    pub(super) fn is_signed_off(&self) -> bool {
        self.is_signed_off
    }

    /// The best mark of its work, ‰: by staff, or by the checks of a program.
    pub(super) fn marked_permille(&self) -> Option<u32> {
        let marks = self.submissions.values().filter_map(|submission| submission.mark.map(|(_, mark)| mark));
        marks.chain(self.best_run).map(|(points, max)| permille(u64::from(points), u64::from(max))).max()
    }
}

/// `part` of `whole` in ‰, rounded down; 1000 of nothing.
pub(super) fn permille(part: u64, whole: u64) -> u32 {
    let ratio = (u128::from(part) * 1000).checked_div(u128::from(whole)).unwrap_or(1000);
    u32::try_from(ratio.min(1000)).unwrap_or(1000)
}
