//! A quiz: before it, in it, after it. No right answer is here before it may be told.

use super::{CertificateRow, CourseView, PictureView};
use crate::model::answer::Answer;
use crate::model::id::{AttemptId, CourseId, LessonId, OptionId, QuestionId};
use crate::model::progress::Missing;
use crate::model::score::Verdict;

/// A quiz before it is begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuizView {
    /// The course.
    pub course: CourseId,
    /// The lesson.
    pub lesson: LessonId,
    /// How many questions an attempt asks.
    pub questions: u32,
    /// What passes it.
    pub pass: PassView,
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
    /// Why it cannot be begun now.
    pub closed: Option<QuizClosed>,
    /// The attempt to go on with, at its first question without an answer.
    pub running: Option<AttemptView>,
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
    /// Its questions in the order they are asked.
    pub questions: Vec<QuestionView>,
    /// The first one without an answer, from 0; the number of questions if all have one.
    pub position: usize,
    /// When time is up, ms since 1970.
    pub until_wall_ms: Option<u64>,
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
    /// Points for the full answer.
    pub points: u32,
    /// Hints, one after another.
    pub hints: Vec<String>,
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
        /// The places by name, for who chooses from a list.
        areas: Vec<(OptionId, String)>,
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
    /// What the chosen options have to say.
    pub remarks: Vec<String>,
    /// Why, Markdown.
    pub explain: Option<String>,
    /// Where to read or see it again.
    pub restudy: Option<RestudyView>,
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

/// An answer is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerView {
    /// Of which attempt.
    pub attempt: AttemptId,
    /// The question, with the answer and what may be said about it.
    pub question: QuestionView,
    /// The first question without an answer; the number of questions if all have one.
    pub position: usize,
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
