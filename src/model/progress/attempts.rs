//! Attempts at quizzes: what was drawn, answered, handed in. Nothing is scored again.

use crate::model::answer::Answer;
use crate::model::event::{QuestionRev, QuizEnd};
use crate::model::id::{AttemptId, Hash, QuestionId};
use std::collections::BTreeMap;

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
    /// How it ended; none while it is under way.
    pub finish: Option<AttemptFinish>,
}

/// An answer as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAnswer {
    /// The answer.
    pub answer: Answer,
    /// Points given.
    pub points: u32,
    /// Points possible.
    pub max: u32,
    /// Hints taken.
    pub hints: u32,
}

/// How an attempt ended, as recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

impl AttemptFinish {
    /// The score in ‰, rounded down; 1000 where nothing could be scored.
    #[must_use]
    pub fn permille(&self) -> u32 {
        let permille = (u64::from(self.score) * 1000).checked_div(u64::from(self.max)).unwrap_or(1000);
        u32::try_from(permille.min(1000)).unwrap_or(1000)
    }
}
