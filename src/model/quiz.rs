//! A quiz: which questions, how they are asked, and when it is passed. The questions themselves: [`super::question`].

use super::id::{QuestionId, Slug};
use super::kinds::{Opaque, open_kinds};
use super::question::Question;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A store of questions that quizzes draw from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// Unique in the course.
    pub id: Slug,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// A quiz.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quiz {
    /// What it is for.
    pub mode: QuizMode,
    /// The lesson whose quiz is asked before or after with it, to compare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<super::id::LessonId>,
    /// Where its questions come from, in order.
    pub parts: Vec<Part>,
    /// When it is passed.
    pub pass: Pass,
    /// Most attempts. None: as many as wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u32>,
    /// Wait between attempts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cooloff_minutes: Option<u32>,
    /// Longest time of one attempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_minutes: Option<u32>,
    /// Who may open it.
    pub opened_by: OpenedBy,
    /// Whether each attempt has its own order of questions.
    pub shuffle_questions: bool,
    /// Whether each attempt has its own order of options.
    pub shuffle_options: bool,
    /// When answers are told.
    pub feedback: Feedback,
    /// Which attempt counts.
    pub keep: Keep,
}

/// What a quiz is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuizMode {
    /// To learn by.
    Practice,
    /// To show what was learned.
    Test,
    /// The same, opened by staff.
    Exam,
    /// Before the course, to compare.
    Pre,
    /// After the course, to compare.
    Post,
}

/// Where some questions of a quiz come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Part {
    /// These, all of them.
    Fixed(FixedPart),
    /// Some of a bank.
    Drawn(DrawnPart),
}

/// Questions written in the quiz.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FixedPart {
    /// The questions.
    pub questions: Vec<Question>,
}

/// Questions drawn from a bank for each attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawnPart {
    /// Which bank.
    pub bank: Slug,
    /// How many.
    pub draw: u32,
    /// Only questions that have all of these tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Slug>,
}

impl DrawnPart {
    /// The questions it may draw, in the bank's order.
    pub fn candidates<'a>(&'a self, bank: &'a Bank) -> impl Iterator<Item = &'a Question> {
        bank.questions.iter().filter(|question| self.tags.iter().all(|tag| question.tags.contains(tag)))
    }
}

/// When a quiz is passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self", tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(!remote)]
pub enum Pass {
    /// With at least this part of the points, in ‰.
    Score {
        /// 0 to 1000.
        permille: u32,
    },
    /// When `right` of the `last` answers were right, over attempts.
    Mastery {
        /// How many right.
        right: u32,
        /// Of how many last answers.
        last: u32,
    },
    /// It cannot be failed: finished is passed.
    None {},
    /// A kind that this version does not know: never met here.
    #[serde(skip)]
    #[schemars(skip)]
    Unknown(Opaque),
}

open_kinds!(Pass: "score" "mastery" "none");

/// Who may open a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpenedBy {
    /// The learner, at any time.
    Learner,
    /// Staff, for each learner.
    Staff,
}

/// When the right answers are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Feedback {
    /// After each question.
    Each,
    /// After the attempt.
    End,
    /// Once it is passed.
    Passed,
    /// Never.
    Never,
}

/// Which attempt counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// The best.
    Best,
    /// The last.
    Last,
    /// The first.
    First,
}

impl Quiz {
    /// Every question that an attempt may ask, in order: written ones, and the candidates of `banks`.
    pub fn questions<'a>(&'a self, banks: &'a [Bank]) -> impl Iterator<Item = &'a Question> {
        self.parts.iter().flat_map(move |part| -> Box<dyn Iterator<Item = &'a Question>> {
            match part {
                Part::Fixed(fixed) => Box::new(fixed.questions.iter()),
                Part::Drawn(drawn) => Box::new(
                    banks.iter().find(|bank| bank.id == drawn.bank).into_iter().flat_map(|bank| drawn.candidates(bank)),
                ),
            }
        })
    }

    /// The question `id`, if an attempt may ask it.
    #[must_use]
    pub fn question<'a>(&'a self, banks: &'a [Bank], id: &QuestionId) -> Option<&'a Question> {
        self.questions(banks).find(|question| question.id == *id)
    }

    /// How many questions one attempt asks.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.parts.iter().fold(0, |sum, part| match part {
            Part::Fixed(fixed) => sum + fixed.questions.len(),
            Part::Drawn(drawn) => sum.saturating_add(drawn.draw as usize),
        })
    }
}
