//! Bodies of what happens to people: staff, sign-in, learners, groups, enrolment, sittings, preferences.

use super::Actor;
use crate::model::id::{CourseId, Hash, Lang, LearnerId, Slug, StaffId, StationId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a member of staff may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Teaches: people, marks, reports, carrying in and out.
    Educator,
    /// All of that, and staff, settings and backups.
    Administrator,
}

/// A member of staff as of now (`staff.added`, `staff.changed`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffSet {
    /// Who.
    pub staff: StaffId,
    /// The name they sign in with.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// False once they have left.
    pub active: bool,
}

/// How somebody signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A PIN of their own.
    Pin,
    /// Four pictures of their own, in order.
    Pictures,
    /// The PIN staff gave, good for one use.
    OneTimePin,
    /// A passphrase.
    Passphrase,
    /// The recovery code printed at set-up.
    RecoveryCode,
}

/// Somebody's way to sign in was set. The verifier itself is in no event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthMethodSet {
    /// A learner or a member of staff.
    pub subject: Actor,
    /// How they now sign in.
    pub method: Method,
}

/// So many wrong tries that the next must wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthDelayed {
    /// A learner or a member of staff.
    pub subject: Actor,
    /// Wrong tries since the last right one.
    pub tries: u32,
}

/// Years of birth that can be.
pub const BIRTH_YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// A new learner; the header names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnerAdded {
    /// Their name.
    pub name: String,
    /// The number the facility knows them by.
    pub number: String,
    /// Year of birth, to tell two people of one name apart.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub birth_year: Option<u32>,
    /// The language they read.
    pub lang: Lang,
}

/// What can be changed of a learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LearnerField {
    /// The name.
    Name,
    /// The facility's number.
    Number,
    /// Year of birth, in digits; empty for none.
    BirthYear,
    /// The language.
    Lang,
}

/// Something of a learner changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnerChanged {
    /// What.
    pub field: LearnerField,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
}

/// Two ids are one person, or are not after all (`learner.merged`, `learner.unmerged`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnerAlias {
    /// The other id; the header names the one.
    pub other: LearnerId,
    /// Why.
    pub reason: String,
}

/// Where a learner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LearnerStatus {
    /// Here and learning.
    Active,
    /// Here, but apart.
    Segregated,
    /// At another facility.
    Transferred,
    /// Out.
    Released,
    /// Back again.
    Returned,
    /// Kept, not shown at sign-in.
    Archived,
}

impl LearnerStatus {
    /// All.
    pub const ALL: [Self; 6] =
        [Self::Active, Self::Segregated, Self::Transferred, Self::Released, Self::Returned, Self::Archived];
}

/// A learner's status changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnerStatusSet {
    /// The new one.
    pub status: LearnerStatus,
    /// The day it holds from, `YYYY-MM-DD`.
    pub day: String,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

/// The office says at which station a learner goes on (`learner.placed`, the office's own log).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnerPlaced {
    /// Where.
    pub station: StationId,
    /// The day it holds from, `YYYY-MM-DD`.
    pub day: String,
    /// Their record goes there: they learned elsewhere before.
    pub with_record: bool,
    /// Why, and who decided.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

/// A group as of now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupSet {
    /// Which.
    pub group: Slug,
    /// Its name; empty takes the group away.
    pub name: String,
    /// Who is in it.
    pub members: Vec<LearnerId>,
}

/// What an enrolment or a certificate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// A course.
    Course,
    /// A programme; its id has the form of a course's.
    Programme,
}

/// Where an enrolment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnrolmentState {
    /// Going on.
    Active,
    /// Ended by staff.
    Withdrawn,
    /// Waiting.
    Paused,
}

/// A learner's enrolment as of now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentSet {
    /// The course or programme.
    pub target: CourseId,
    /// Which of the two.
    pub kind: TargetKind,
    /// Its edition.
    pub edition: u32,
    /// The day it should be done by, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<String>,
    /// Where it stands.
    pub state: EnrolmentState,
}

/// A learner goes on in another edition of a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentMoved {
    /// The course.
    pub course: CourseId,
    /// The edition before.
    pub from_edition: u32,
    /// The edition now.
    pub to_edition: u32,
}

/// A sitting began; the header names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionStarted {
    /// How they signed in.
    pub method: Method,
}

/// Why a sitting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionEnd {
    /// They left.
    Left,
    /// Nobody was there.
    Idle,
    /// Called away.
    Call,
    /// Staff ended it.
    Staff,
    /// Power or program ended it.
    Crash,
}

/// A sitting ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionEnded {
    /// Active time, ms.
    pub active_ms: u64,
    /// Why.
    pub cause: SessionEnd,
}

/// A setting of the learner's own, such as text size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreferenceSet {
    /// Which.
    pub key: Slug,
    /// Its value.
    pub value: String,
}

/// What a correction does to its targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionAction {
    /// They count for nothing.
    Void,
    /// `body` stands in their place.
    Replace,
}

/// A mistake put right. Nothing is deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The events it is about.
    pub targets: Vec<Hash>,
    /// The corrections it takes the place of.
    pub supersedes: Vec<Hash>,
    /// What it does.
    pub action: CorrectionAction,
    /// The body in the targets' place, of the same kind as theirs.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub body: Option<Value>,
    /// Why.
    pub reason: String,
}
