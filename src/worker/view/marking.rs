//! Answers that staff mark, for the desk and for whoever gave them.

use crate::model::id::{AttemptId, CourseId, LearnerId, LessonId, QuestionId, Slug};

/// An answer that waits for staff, or that they marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkRow {
    /// Whose.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// Of which course.
    pub course: CourseId,
    /// Of which quiz.
    pub lesson: LessonId,
    /// Of which attempt.
    pub attempt: AttemptId,
    /// To which question.
    pub question: QuestionId,
    /// The course's name.
    pub course_title: String,
    /// The quiz's name.
    pub title: String,
    /// What was asked, Markdown.
    pub prompt: String,
    /// The same in plain words, on one line.
    pub asked: String,
    /// What was answered, exactly as it was written.
    pub answer: String,
    /// Points possible.
    pub max: u32,
    /// What the points are for; empty where the course does not say.
    pub rubric: Vec<RubricLine>,
    /// When the attempt was handed in, ms since 1970.
    pub handed_in_wall_ms: u64,
    /// What staff gave for it, if they did.
    pub mark: Option<GivenMark>,
}

/// A line of a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RubricLine {
    /// Which.
    pub id: Slug,
    /// What is looked at.
    pub text: String,
    /// Points possible.
    pub max: u32,
    /// Points given; none while it is not marked.
    pub points: Option<u32>,
}

/// What staff gave for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenMark {
    /// Points.
    pub points: u32,
    /// Their words; empty for none.
    pub comment: String,
    /// When, ms since 1970.
    pub wall_ms: u64,
}

/// A quiz of the learner's that staff have marked since they were last in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedRow {
    /// Of which course.
    pub course: CourseId,
    /// Which.
    pub lesson: LessonId,
    /// Its name.
    pub title: String,
    /// When it was marked, ms since 1970.
    pub wall_ms: u64,
}
