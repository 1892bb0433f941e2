//! Bodies of marking: what staff give for an answer that no program can score.
//!
//! Points and words are events of their own: a policy that keeps free text on its station keeps the words there, and the
//! points still leave. The points carry what passes the attempt in the edition it was made in, so that whoever folds
//! them comes to the same end without that edition.

use super::LessonRef;
use crate::model::id::{AttemptId, QuestionId, Slug};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Staff gave points for an answer; the last ones count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizMarked {
    /// Which quiz.
    pub at: LessonRef,
    /// The attempt.
    pub attempt: AttemptId,
    /// The question.
    pub question: QuestionId,
    /// Its revision.
    pub rev: u32,
    /// Points given.
    pub points: u32,
    /// Points possible.
    pub max: u32,
    /// Points by line of the rubric.
    pub rubric: BTreeMap<Slug, u32>,
    /// Points possible in the whole attempt, once all of it is marked.
    pub of: u32,
    /// The part of `of` that passes the attempt, ‰; none where points do not pass it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pass_permille: Option<u32>,
}

/// Staff wrote to the learner about an answer; the last words stand, and empty ones take them away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizCommented {
    /// Which quiz.
    pub at: LessonRef,
    /// The attempt.
    pub attempt: AttemptId,
    /// The question.
    pub question: QuestionId,
    /// Their words. Free text.
    pub text: String,
}
