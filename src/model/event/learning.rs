//! Bodies of learning: lessons, quizzes, assignments, notes, goals, certificates.
//!
//! Completion is derived by the fold and is never an event. What is recorded is what the person did.

use crate::model::answer::Answer;
use crate::model::id::{AttemptId, CourseId, Hash, Lang, LessonId, ProgrammeId, QuestionId, Slug};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A lesson in an edition of a course. Lesson ids stay the same from edition to edition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonRef {
    /// The course.
    pub course: CourseId,
    /// The edition that was on screen.
    pub edition: u32,
    /// The lesson.
    pub lesson: LessonId,
}

/// A lesson was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonOpened {
    /// Which.
    pub at: LessonRef,
    /// In which language.
    pub lang: Lang,
}

/// What positions and ranges count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanUnit {
    /// Milliseconds of video or sound.
    Ms,
    /// Slides, from 0.
    Slide,
    /// Pages, from 0.
    Page,
    /// ‰ of a reading's height.
    Permille,
}

/// A stretch of a lesson that was on screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonSpan {
    /// Active time, ms: not paused, idle, hidden or locked.
    pub active_ms: u64,
    /// Which lesson.
    pub at: LessonRef,
    /// In which language.
    pub lang: Lang,
    /// Where to go on, in `unit`.
    pub position: u64,
    /// What was seen: half-open `[from, to)` in `unit`, in any order.
    pub ranges: Vec<[u64; 2]>,
    /// Playing speed, 1000 = as recorded.
    pub rate_permille: u32,
    /// What the numbers count.
    pub unit: SpanUnit,
}

/// Staff say that this was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonSignedOff {
    /// Which lesson.
    pub at: LessonRef,
    /// Their words. Free text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// Staff opened a quiz for the learner whom the header names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizOpened {
    /// Which quiz.
    pub at: LessonRef,
    /// Until when, ms by the wall clock.
    pub until: u64,
}

/// A question in a revision.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionRev {
    /// The question.
    pub id: QuestionId,
    /// Its revision.
    pub rev: u32,
}

/// An attempt at a quiz began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizStarted {
    /// Which quiz.
    pub at: LessonRef,
    /// The attempt.
    pub attempt: AttemptId,
    /// The pack on screen: nothing is rescored by a later edition.
    pub manifest: Hash,
    /// The questions drawn, in order.
    pub questions: Vec<QuestionRev>,
    /// What draws and shuffles; below 2^53.
    pub seed: u64,
}

/// A question was answered and scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizAnswered {
    /// Active time on the question, ms.
    pub active_ms: u64,
    /// The answer. Free text, for some kinds.
    pub answer: Answer,
    /// Which quiz.
    pub at: LessonRef,
    /// The attempt.
    pub attempt: AttemptId,
    /// Hints taken.
    pub hints: u32,
    /// Points possible.
    pub max: u32,
    /// Points given.
    pub points: u32,
    /// The question.
    pub question: QuestionId,
    /// Its revision.
    pub rev: u32,
}

/// A hint was shown, before the answer: a crash in between gives it back to nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizHinted {
    /// Which quiz.
    pub at: LessonRef,
    /// The attempt.
    pub attempt: AttemptId,
    /// Hints shown of it by now.
    pub hints: u32,
    /// The question.
    pub question: QuestionId,
}

/// Why an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuizEnd {
    /// They handed it in.
    Submitted,
    /// Time was up.
    TimeUp,
    /// They left it.
    Abandoned,
}

/// An attempt ended, with its score as of that edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizFinished {
    /// Which quiz.
    pub at: LessonRef,
    /// The attempt.
    pub attempt: AttemptId,
    /// Why it ended.
    pub cause: QuizEnd,
    /// The pack on screen.
    pub manifest: Hash,
    /// Points possible.
    pub max: u32,
    /// Whether it is passed.
    pub passed: bool,
    /// Points given.
    pub score: u32,
}

/// Staff void an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizVoided {
    /// Which quiz.
    pub at: LessonRef,
    /// The attempt.
    pub attempt: AttemptId,
    /// Why.
    pub reason: String,
}

/// A text was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignmentSubmitted {
    /// Which assignment.
    pub at: LessonRef,
    /// The submission.
    pub submission: Slug,
    /// The text. Free text.
    pub text: String,
}

/// Staff marked a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignmentMarked {
    /// Which assignment.
    pub at: LessonRef,
    /// The submission.
    pub submission: Slug,
    /// Points given.
    pub points: u32,
    /// Points possible.
    pub max: u32,
    /// Points by line of the rubric.
    pub rubric: BTreeMap<Slug, u32>,
    /// Their words. Free text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<String>,
}

/// A program of the learner's was run against its checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeRun {
    /// Which lesson.
    pub at: LessonRef,
    /// The checks that passed.
    pub passed: Vec<Slug>,
    /// How many checks there are.
    pub total: u32,
    /// The program. Free text.
    pub source: String,
}

/// A form was saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSaved {
    /// Which lesson.
    pub at: LessonRef,
    /// By section and field. Free text.
    pub values: serde_json::Map<String, serde_json::Value>,
}

/// A note was saved; an empty text takes it away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteSaved {
    /// Which lesson.
    pub at: LessonRef,
    /// Where in it.
    pub anchor: String,
    /// The note. Free text.
    pub text: String,
}

/// A highlight was set or taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HighlightSet {
    /// Which lesson.
    pub at: LessonRef,
    /// Half-open `[from, to)` in characters of the lesson's text ([`crate::model::markdown::Reading::text`]), counted from
    /// the place of its language among the course's, each [`crate::model::markdown::LANGUAGE_STRIDE`] wide.
    pub range: [u64; 2],
    /// Set, or taken away.
    pub on: bool,
}

/// A bookmark was set or taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookmarkSet {
    /// Which lesson.
    pub at: LessonRef,
    /// Where in it.
    pub anchor: String,
    /// Set, or taken away.
    pub on: bool,
}

/// An entry of the learner's journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalSaved {
    /// Which entry.
    pub entry: Slug,
    /// The text. Free text.
    pub text: String,
}

/// An entry of the learner's journal, or a note, goes into the packet they take along, as it stood when they chose it; or
/// no longer. The journal itself never leaves a station: this is the one way out, and the learner's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PacketChosen {
    /// Which entry; of a note, a name made of its place.
    pub entry: Slug,
    /// Its words, to be read by others; none takes it out again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
}

/// The learner says whether a goal is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalSet {
    /// Reached, or not.
    pub done: bool,
    /// The goal.
    pub goal: Slug,
    /// The programme.
    pub programme: ProgrammeId,
}

/// A mentor says that a goal is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalSignedOff {
    /// The programme.
    pub programme: ProgrammeId,
    /// The goal.
    pub goal: Slug,
}

/// A question came back for review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardReviewed {
    /// The course.
    pub course: CourseId,
    /// The question.
    pub question: QuestionId,
    /// Its revision.
    pub rev: u32,
    /// How it went, 1 (not at all) to 4 (easily).
    pub rating: u32,
}

/// A record of a directory was kept or let go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortlistSet {
    /// The directory.
    pub directory: Slug,
    /// The record.
    pub record: String,
    /// Kept, or let go.
    pub on: bool,
}

/// The station recorded that a certificate's rule is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateProvisional {
    /// The certificate, in its course or programme.
    pub cert: Slug,
    /// The course or programme.
    pub target: CourseId,
    /// Its edition.
    pub edition: u32,
    /// The rule that was met.
    pub rule_id: String,
    /// Active time counted, ms.
    pub active_ms: u64,
    /// Score, ‰.
    pub score: u32,
}

/// The office issued or revoked a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateNamed {
    /// The certificate, in its course or programme.
    pub cert: Slug,
    /// The course or programme.
    pub target: CourseId,
    /// The official certificate's own id.
    pub id: String,
    /// Hash of the official certificate's file.
    pub sha256: Hash,
    /// Why it was revoked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

/// Where a certificate went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SavedTo {
    /// A PDF file.
    Pdf,
    /// Paper.
    Print,
}

/// A certificate was saved or printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateSaved {
    /// The certificate.
    pub cert: Slug,
    /// The course or programme.
    pub target: CourseId,
    /// Where it went.
    pub to: SavedTo,
}

/// What somebody earned elsewhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutsideKind {
    /// A paper of another school, trade or state.
    #[default]
    Credential,
    /// An instructor's word that the person can do something, or may teach it.
    Instructor,
}

impl OutsideKind {
    fn is_credential(&self) -> bool {
        *self == Self::Credential
    }
}

/// Something earned elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialOutside {
    /// Its name.
    pub name: String,
    /// Who gave it.
    pub issuer: String,
    /// When, `YYYY-MM-DD`.
    pub day: String,
    /// What was seen.
    pub evidence: String,
    /// What it is.
    #[serde(skip_serializing_if = "OutsideKind::is_credential", default)]
    pub kind: OutsideKind,
    /// Who at the office wrote it down; at a station the header tells.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
}

/// What a credit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditKind {
    /// Hours at the seat.
    SeatHours,
    /// Of a school or college.
    Academic,
    /// Continuing education units.
    Ceu,
    /// Time earned off a sentence.
    EarnedTime,
    /// Recognised from elsewhere.
    Outside,
}

/// Credit given by staff or office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditGranted {
    /// What it is.
    pub kind: CreditKind,
    /// A decimal number.
    pub amount: String,
    /// On what ground.
    pub basis: String,
    /// Who at the office wrote it down; at a station the header tells.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
}
