//! A quiz: before it, in it, after it. No right answer is here before it may be told.

use super::{CertificateRow, CourseView, PictureView, RubricLine};
use crate::model::answer::Answer;
use crate::model::event::QuizEnd;
use crate::model::id::{AttemptId, CourseId, LessonId, OptionId, QuestionId};
use crate::model::progress::Missing;
use crate::model::question::AreaShape;
use crate::model::quiz::{Feedback, QuizMode};
use crate::model::score::Verdict;
use std::collections::BTreeMap;

/// A quiz before it is begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuizView {
    /// The course.
    pub course: CourseId,
    /// The lesson.
    pub lesson: LessonId,
    /// How many questions an attempt asks.
    pub questions: u32,
    /// What it is for.
    pub mode: QuizMode,
    /// When answers are told.
    pub feedback: Feedback,
    /// What passes it.
    pub pass: PassView,
    /// How far mastery is, where that passes it and something was answered.
    pub tally: Option<TallyView>,
    /// The quiz it is compared with.
    pub pair: Option<PairView>,
    /// Whether it is passed.
    pub is_passed: bool,
    /// The score that counts, ‰.
    pub score_permille: Option<u32>,
    /// Attempts handed in.
    pub attempts_done: u32,
    /// Most attempts; none for as many as wanted.
    pub attempts_max: Option<u32>,
    /// Longest time of an attempt.
    pub limit_minutes: Option<u32>,
    /// Answers handed in that staff still have to mark.
    pub waiting: u32,
    /// Why it cannot be begun now.
    pub closed: Option<QuizClosed>,
    /// The attempt to go on with, at its first question without an answer.
    pub running: Option<AttemptView>,
    /// The last attempt handed in, question by question, as far as it may be told; empty while one is under way.
    pub review: Vec<QuestionView>,
}

/// How far mastery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TallyView {
    /// Right answers among the last.
    pub right: u32,
    /// The last answers looked at; fewer than wanted at the beginning.
    pub of: u32,
    /// Whether that is enough.
    pub is_reached: bool,
}

/// The other quiz of a pair: before and after a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairView {
    /// The lesson's name.
    pub title: String,
    /// Its score that counts, ‰.
    pub score_permille: Option<u32>,
}

/// What passes a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassView {
    /// This part of the points, ‰.
    Score {
        /// 0 to 1000.
        permille: u32,
    },
    /// `right` of the `last` answers.
    Mastery {
        /// How many right.
        right: u32,
        /// Of how many.
        last: u32,
    },
    /// Finishing it.
    Finish,
}

/// Why a quiz cannot be begun now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuizClosed {
    /// All attempts are used.
    NoAttemptLeft,
    /// It opens again later.
    Wait {
        /// When, ms since 1970.
        until_wall_ms: u64,
    },
    /// Staff open it.
    StaffOpen,
    /// It has a question this player cannot ask.
    NeedsNewer,
}

/// An attempt under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptView {
    /// Which.
    pub attempt: AttemptId,
    /// Of which quiz.
    pub lesson: LessonId,
    /// What stands under its questions and is not given yet.
    pub drafts: BTreeMap<QuestionId, Answer>,
    /// Its questions in the order they are asked.
    pub questions: Vec<QuestionView>,
    /// The first one without an answer, from 0; the number of questions if all have one.
    pub position: usize,
    /// What is left of its time, ms.
    pub left_ms: Option<u64>,
    /// How far mastery is, where that passes it.
    pub tally: Option<TallyView>,
    /// Whether an answer can still be changed: not where each is told at once.
    pub may_change: bool,
}

/// A question as it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionView {
    /// Which.
    pub question: QuestionId,
    /// What is asked, Markdown.
    pub prompt: String,
    /// A picture beside it.
    pub picture: Option<PictureView>,
    /// What a picture shows that should be beside it and is not in the pack as it should be.
    pub lost: Option<String>,
    /// Points for the full answer.
    pub points: u32,
    /// Hints, one after another.
    pub hints: Vec<String>,
    /// How many of them were shown already.
    pub hints_shown: u32,
    /// What is asked for.
    pub ask: Ask,
    /// What was answered.
    pub given: Option<Answer>,
    /// What may be said about the answer.
    pub told: Option<ToldView>,
}

/// What a question asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// One of these.
    Single {
        /// In the order shown.
        options: Vec<OptionView>,
    },
    /// Some of these.
    Multiple {
        /// In the order shown.
        options: Vec<OptionView>,
    },
    /// True or false.
    TrueFalse,
    /// A number.
    Numeric {
        /// Units to choose from.
        units: Vec<String>,
        /// Whether a unit must be given.
        is_unit_required: bool,
    },
    /// A few words.
    Short {
        /// Longest answer.
        max_chars: u32,
    },
    /// Things to bring into order.
    Order {
        /// As first shown.
        items: Vec<OptionView>,
    },
    /// Things to pair.
    Match {
        /// One side.
        left: Vec<OptionView>,
        /// The other side, as first shown.
        right: Vec<OptionView>,
    },
    /// A text with gaps, written `{{id}}`.
    Gaps {
        /// The text.
        text: String,
        /// The gaps: id, and options to choose from (none: it is typed).
        gaps: Vec<(OptionId, Vec<OptionView>)>,
    },
    /// A place in a picture.
    Point {
        /// The picture.
        image: Option<PictureView>,
        /// How many places are asked for.
        places: u32,
        /// The places by name, to choose from where the picture is missing; empty otherwise: a name may be the answer.
        names: Vec<OptionView>,
    },
    /// A text that staff mark.
    Open {
        /// Longest answer.
        max_chars: u32,
    },
    /// A kind this player does not know.
    NeedsNewer,
}

/// One thing to choose, order or pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionView {
    /// Which.
    pub id: OptionId,
    /// What it says.
    pub text: String,
    /// A picture of it.
    pub picture: Option<PictureView>,
    /// What its picture shows, where that is not in the pack as it should be.
    pub lost: Option<String>,
}

/// What is said about an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldView {
    /// Right, partly, wrong, or waiting for staff.
    pub verdict: Verdict,
    /// Points given.
    pub points: u32,
    /// Points possible.
    pub max: u32,
    /// The right options, where it is about options.
    pub right_options: Vec<OptionId>,
    /// The right answer in words, where it is not.
    pub right_words: Option<String>,
    /// Part by part, where the answer has parts with names of their own: pairs and gaps.
    pub parts: Vec<PartView>,
    /// The places of a picture.
    pub areas: Vec<AreaView>,
    /// What the chosen options have to say.
    pub remarks: Vec<String>,
    /// Why, Markdown.
    pub explain: Option<String>,
    /// Where to read or see it again.
    pub restudy: Option<RestudyView>,
    /// What staff looked at, with the points for each; empty where they have not marked it or the course does not say.
    pub rubric: Vec<RubricLine>,
    /// What staff wrote about it; empty for nothing.
    pub comment: String,
}

/// A part of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartView {
    /// What it is of: the left side of a pair; empty for a gap.
    pub of: String,
    /// What was answered; nothing if nothing was.
    pub given: Option<String>,
    /// What is right.
    pub right: String,
    /// Whether the answer is.
    pub is_right: bool,
}

/// A place in a picture, told once it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaView {
    /// Its name.
    pub name: String,
    /// Its shape.
    pub shape: AreaShape,
    /// Where it is, ‰ of the picture, as in the course.
    pub xy: Vec<u32>,
    /// Whether it was asked for.
    pub is_right: bool,
    /// Whether it was pointed at.
    pub is_hit: bool,
}

/// Where an answer is taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestudyView {
    /// Which lesson.
    pub lesson: LessonId,
    /// Its name.
    pub title: String,
    /// At which time.
    pub at_ms: Option<u64>,
    /// At which heading or slide.
    pub anchor: Option<String>,
}

/// What stands under a question is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftView {
    /// Of which attempt.
    pub attempt: AttemptId,
    /// Under which question.
    pub question: QuestionId,
    /// What stands there.
    pub answer: Option<Answer>,
    /// When it was saved, ms since 1970.
    pub saved_wall_ms: u64,
}

/// An answer is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerView {
    /// Of which attempt.
    pub attempt: AttemptId,
    /// The question, with the answer and what may be said about it.
    pub question: QuestionView,
    /// The first question without an answer; the number of questions if all have one.
    pub position: usize,
    /// What is left of the time, ms.
    pub left_ms: Option<u64>,
    /// How far mastery is, where that passes the quiz.
    pub tally: Option<TallyView>,
    /// When it was saved, ms since 1970.
    pub saved_wall_ms: u64,
}

/// An attempt is handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishView {
    /// Of which attempt.
    pub attempt: AttemptId,
    /// Points given.
    pub score: u32,
    /// Points possible.
    pub max: u32,
    /// Whether it is passed.
    pub is_passed: bool,
    /// Why it ended.
    pub cause: QuizEnd,
    /// Texts that staff still have to read.
    pub waiting: u32,
    /// What to look at again: where the answers that were not right are taught.
    pub restudy: Vec<RestudyView>,
    /// Its questions, with what may be said about them now.
    pub questions: Vec<QuestionView>,
    /// The quiz as it now stands, to try again.
    pub quiz: QuizView,
    /// The course as it now stands.
    pub course: CourseView,
    /// What the lesson's rule still wants.
    pub missing: Vec<Missing>,
    /// Certificates earned by this.
    pub earned: Vec<CertificateRow>,
}
