//! Attempts at quizzes: what was drawn, answered, handed in, marked; whether another may begin. Nothing is scored again:
//! points that staff give come on top of what the program gave when the attempt was handed in.

use super::fold::{Order, keep_first, keep_last};
use super::stamp::Stamp;
use crate::model::answer::Answer;
use crate::model::event::{
    QuestionRev, QuizAnswered, QuizCommented, QuizEnd, QuizFinished, QuizHinted, QuizMarked, QuizStarted,
};
use crate::model::id::{AttemptId, Hash, QuestionId, Slug};
use crate::model::quiz::{Keep, OpenedBy, Pass, Quiz};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const MINUTE_MS: u64 = 60_000;

/// One attempt at a quiz.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptProgress {
    /// Which.
    pub attempt: AttemptId,
    /// The edition it was begun in.
    pub edition: u32,
    /// The pack it was begun with.
    pub manifest: Hash,
    /// When it was begun, ms by the wall clock.
    pub started_wall_ms: u64,
    /// What draws and shuffles.
    pub seed: u64,
    /// Its questions in the order asked.
    pub questions: Vec<QuestionRev>,
    /// What was answered.
    pub answers: BTreeMap<QuestionId, GivenAnswer>,
    /// Hints shown, by question.
    pub hints: BTreeMap<QuestionId, u32>,
    /// What staff gave for answers that no program can score.
    pub marks: BTreeMap<QuestionId, StaffMark>,
    /// How it ended, with the points staff gave since; none while it is under way.
    pub finish: Option<AttemptFinish>,
}

impl AttemptProgress {
    /// The question to go on at: the one `left_at`, unless its answer stands for good; else the next without an answer.
    /// None when all have one.
    #[must_use]
    pub fn place(&self, left_at: Option<&QuestionId>, may_change: bool) -> Option<usize> {
        let is_open = |at: &usize| !self.answers.contains_key(&self.questions[*at].id);
        let left_at = left_at.and_then(|left| self.questions.iter().position(|question| question.id == *left));
        let from = left_at.unwrap_or(0);
        let next = || (from..self.questions.len()).chain(0..from).find(is_open);
        left_at.filter(|_| may_change).or_else(next)
    }
}

/// An answer as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAnswer {
    /// The question's revision.
    pub rev: u32,
    /// The answer.
    pub answer: Answer,
    /// Points given.
    pub points: u32,
    /// Points possible; 0 while staff have not marked it.
    pub max: u32,
    /// Hints taken.
    pub hints: u32,
    /// Active time on the question, ms.
    pub active_ms: u64,
    /// Its place among all answers.
    pub order: (u64, Hash),
}

/// What staff gave for an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMark {
    /// Points given.
    pub points: u32,
    /// Points possible.
    pub max: u32,
    /// Points by line of the rubric.
    pub rubric: BTreeMap<Slug, u32>,
    /// Their words to the learner; empty for none.
    pub comment: String,
    /// When, ms by the wall clock.
    pub wall_ms: u64,
}

/// How an attempt ended, as recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptFinish {
    /// Points given.
    pub score: u32,
    /// Points possible.
    pub max: u32,
    /// Whether it is passed.
    pub is_passed: bool,
    /// Why it ended.
    pub cause: QuizEnd,
    /// When, ms by the wall clock.
    pub wall_ms: u64,
    /// Points possible once all of it is marked; none while staff marked nothing of it.
    pub of: Option<u32>,
}

impl AttemptFinish {
    /// The score in ‰, rounded down; 1000 where nothing could be scored.
    #[must_use]
    pub fn permille(&self) -> u32 {
        let permille = (u64::from(self.score) * 1000).checked_div(u64::from(self.max)).unwrap_or(1000);
        u32::try_from(permille.min(1000)).unwrap_or(1000)
    }
}

/// Whether an attempt may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Now.
    Open,
    /// One is under way: go on with it.
    GoOn(AttemptId),
    /// All are used.
    NoAttemptLeft,
    /// Later.
    Wait {
        /// When, ms by the wall clock.
        until_wall_ms: u64,
    },
    /// Once staff open it.
    StaffOpen,
}

/// What staff last said about a quiz for one learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffOpening {
    /// Until when it is open, ms by the wall clock.
    pub until_wall_ms: u64,
    /// Whether an attempt was begun since they said it.
    pub is_used: bool,
}

/// Whether an attempt at `quiz` may begin at `wall_ms`. One that staff open may begin once more at once, however many
/// there were and however long the wait would be: staff decided it. One under way is gone on with after the opening has
/// passed; its own time limit ends it.
#[must_use]
pub fn opening_of(quiz: &Quiz, attempts: &[AttemptProgress], by_staff: Option<StaffOpening>, wall_ms: u64) -> Opening {
    if let Some(running) = attempts.iter().rev().find(|attempt| attempt.finish.is_none()) {
        return Opening::GoOn(running.attempt);
    }
    let in_force = by_staff.filter(|opening| opening.until_wall_ms > wall_ms);
    if in_force.is_some_and(|opening| !opening.is_used) {
        return Opening::Open;
    }
    if quiz.attempts.is_some_and(|most| attempts.len() >= most as usize) {
        return Opening::NoAttemptLeft;
    }
    if quiz.opened_by == OpenedBy::Staff && in_force.is_none() {
        return Opening::StaffOpen;
    }
    let wait_ms = u64::from(quiz.cooloff_minutes.unwrap_or(0)) * MINUTE_MS;
    let last = attempts.iter().filter_map(|attempt| attempt.finish.map(|finish| finish.wall_ms)).max();
    match last {
        // A clock that was set back must not make anybody wait longer than the course says.
        Some(last) if wait_ms > 0 && last <= wall_ms && wall_ms - last < wait_ms => {
            Opening::Wait { until_wall_ms: last.saturating_add(wait_ms) }
        }
        _ => Opening::Open,
    }
}

/// The time an attempt may take, ms.
#[must_use]
pub fn limit_ms(quiz: &Quiz) -> Option<u64> {
    quiz.limit_minutes.map(|minutes| u64::from(minutes) * MINUTE_MS)
}

/// How much of its time an attempt has used when it is gone on with in a new sitting. In a quiz that learners open
/// themselves only time at its questions counts: nobody loses it to a power cut, a count or a call. In one that staff
/// open time runs from beginning to end, as in any examination room; a clock that was set back gives none of it back.
#[must_use]
pub fn used_ms(quiz: &Quiz, attempt: &AttemptProgress, wall_ms: u64) -> u64 {
    let active_ms = attempt.answers.values().fold(0, |sum: u64, given| sum.saturating_add(given.active_ms));
    match quiz.opened_by {
        OpenedBy::Learner => active_ms,
        OpenedBy::Staff => wall_ms.saturating_sub(attempt.started_wall_ms).max(active_ms),
    }
}

/// How many of the last `last` answers were right, and how many there are of them: what mastery is told by.
#[must_use]
pub fn last_right(last: u32, attempts: &[AttemptProgress]) -> (u32, u32) {
    let mut answers: Vec<&GivenAnswer> =
        attempts.iter().flat_map(|a| a.answers.values()).filter(|a| a.max > 0).collect();
    answers.sort_by_key(|answer| std::cmp::Reverse(answer.order));
    answers.truncate(last as usize);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (count(answers.iter().filter(|answer| answer.points >= answer.max).count()), count(answers.len()))
}

/// Whether an attempt with this score passes. `attempts` are all of the lesson's, this one and its answers among them.
#[must_use]
pub fn is_passed(pass: &Pass, score: u32, max: u32, attempts: &[AttemptProgress]) -> bool {
    match pass {
        Pass::Score { permille } => {
            let reached = u64::from(score) * 1000 >= u64::from(*permille) * u64::from(max);
            if max == 0 { *permille == 0 } else { reached }
        }
        Pass::Mastery { right, last } => last_right(*last, attempts).0 >= *right,
        Pass::None {} => true,
        Pass::Unknown(_) => false,
    }
}

/// The attempt that counts, among those handed in.
#[must_use]
pub fn kept<'a>(keep: Keep, attempts: impl IntoIterator<Item = &'a AttemptProgress>) -> Option<AttemptFinish> {
    let mut finished = attempts.into_iter().filter_map(|attempt| attempt.finish);
    match keep {
        Keep::First => finished.next(),
        Keep::Last => finished.last(),
        Keep::Best => finished.max_by_key(|finish| (finish.is_passed, finish.permille())),
    }
}

/// An attempt as its events tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct AttemptFold {
    started: Option<(Order, Started)>,
    answers: BTreeMap<QuestionId, (Order, GivenAnswer)>,
    finished: Option<(Order, AttemptFinish)>,
    hints: BTreeMap<QuestionId, u32>,
    marks: BTreeMap<QuestionId, (Order, MarkFold)>,
    comments: BTreeMap<QuestionId, (Order, String)>,
    is_voided: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Started {
    edition: u32,
    manifest: Hash,
    wall_ms: u64,
    seed: u64,
    questions: Vec<QuestionRev>,
}

/// Points that staff gave, and what they know of the attempt's whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct MarkFold {
    mark: StaffMark,
    of: u32,
    pass_permille: Option<u32>,
}

impl AttemptFold {
    pub(super) fn start(&mut self, stamp: &Stamp, body: &QuizStarted) {
        let started = Started {
            edition: body.at.edition,
            manifest: body.manifest,
            wall_ms: stamp.wall_ms,
            seed: body.seed,
            questions: body.questions.clone(),
        };
        keep_first(&mut self.started, stamp.order, started);
    }

    pub(super) fn answer(&mut self, stamp: &Stamp, body: &QuizAnswered) {
        let given = GivenAnswer {
            rev: body.rev,
            answer: body.answer.clone(),
            points: body.points.min(body.max),
            max: body.max,
            hints: body.hints,
            active_ms: body.active_ms,
            order: stamp.order,
        };
        keep_last(&mut self.answers, &body.question, stamp.order, given);
    }

    pub(super) fn finish(&mut self, stamp: &Stamp, body: &QuizFinished) {
        let finish = AttemptFinish {
            score: body.score.min(body.max),
            max: body.max,
            is_passed: body.passed,
            cause: body.cause,
            wall_ms: stamp.wall_ms,
            of: None,
        };
        keep_first(&mut self.finished, stamp.order, finish);
    }

    pub(super) fn hint(&mut self, body: &QuizHinted) {
        let shown = self.hints.entry(body.question.clone()).or_default();
        *shown = body.hints.max(*shown);
    }

    pub(super) fn mark(&mut self, stamp: &Stamp, body: &QuizMarked) {
        let mark = StaffMark {
            points: body.points.min(body.max),
            max: body.max,
            rubric: body.rubric.clone(),
            comment: String::new(),
            wall_ms: stamp.wall_ms,
        };
        let mark = MarkFold { mark, of: body.of, pass_permille: body.pass_permille };
        keep_last(&mut self.marks, &body.question, stamp.order, mark);
    }

    pub(super) fn comment(&mut self, stamp: &Stamp, body: &QuizCommented) {
        keep_last(&mut self.comments, &body.question, stamp.order, body.text.clone());
    }

    /// How it ended, with what staff gave since. Handing in passed it only where that was certain whatever staff give,
    /// so their points can pass it and never fail it.
    fn finish_marked(&self) -> Option<AttemptFinish> {
        let (_, mut finish) = self.finished?;
        let Some((_, newest)) = self.marks.values().max_by_key(|(order, _)| *order) else { return Some(finish) };
        for (_, given) in self.marks.values() {
            finish.score = finish.score.saturating_add(given.mark.points);
            finish.max = finish.max.saturating_add(given.mark.max);
        }
        finish.of = Some(newest.of);
        if let Some(permille) = newest.pass_permille.filter(|_| finish.cause != QuizEnd::Abandoned) {
            let of = newest.of.max(finish.max);
            finish.is_passed |= u64::from(finish.score) * 1000 >= u64::from(permille) * u64::from(of);
        }
        Some(finish)
    }

    fn staff_marks(&self) -> BTreeMap<QuestionId, StaffMark> {
        let with_words = |(question, (_, given)): (&QuestionId, &(Order, MarkFold))| {
            let comment = self.comments.get(question).map(|(_, text)| text.clone()).unwrap_or_default();
            (question.clone(), StaffMark { comment, ..given.mark.clone() })
        };
        self.marks.iter().map(with_words).collect()
    }

    /// Whether it was begun after `order`.
    pub(super) fn is_begun_after(&self, order: Order) -> bool {
        self.started.as_ref().is_some_and(|(began, _)| *began > order)
    }

    pub(super) fn void(&mut self) {
        self.is_voided = true;
    }

    /// The attempt and its place among the lesson's; nothing if it was voided. An attempt whose beginning is not known
    /// (it was withheld, or is still on its way) counts by its end.
    fn progress(&self, attempt: AttemptId) -> Option<(Order, AttemptProgress)> {
        let began = self.started.as_ref();
        let order = began.map(|(order, _)| *order).or(self.finished.as_ref().map(|(order, _)| *order))?;
        if self.is_voided {
            return None;
        }
        let started = began.map(|(_, started)| started);
        let progress = AttemptProgress {
            attempt,
            edition: started.map_or(0, |s| s.edition),
            manifest: started.map_or(Hash([0; 32]), |s| s.manifest),
            started_wall_ms: started.map_or(0, |s| s.wall_ms),
            seed: started.map_or(0, |s| s.seed),
            questions: started.map(|s| s.questions.clone()).unwrap_or_default(),
            answers: self.answers.iter().map(|(question, (_, given))| (question.clone(), given.clone())).collect(),
            hints: self.hints.clone(),
            marks: self.staff_marks(),
            finish: self.finish_marked(),
        };
        Some((order, progress))
    }
}

/// The attempts of a lesson, the oldest first.
pub(super) fn in_order(attempts: &BTreeMap<AttemptId, AttemptFold>) -> Vec<AttemptProgress> {
    let mut ordered: Vec<_> = attempts.iter().filter_map(|(id, fold)| fold.progress(*id)).collect();
    ordered.sort_by_key(|(order, progress)| (*order, progress.attempt));
    ordered.into_iter().map(|(_, progress)| progress).collect()
}
