//! People and their ids.

use crate::model::event::LearnerStatus;
use crate::model::id::LearnerId;
use crate::model::problem::Problem;
pub use crate::office::aliases::Likeness;
pub use crate::office::person::CourseAccount;

pub use crate::office::registry::{PAGE_ROWS, PeopleOrder, PeopleQuery, Whom};

/// A page of people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleView {
    /// Each person once.
    pub people: Vec<PeopleRow>,
    /// How many come before them.
    pub from: u64,
    /// How many fit what was asked.
    pub count: u64,
    /// How many there are.
    pub all: u64,
}

/// A person in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleRow {
    /// Who; of several ids the one in front.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// The facility's number.
    pub number: String,
    /// Year of birth.
    pub birth_year: Option<u32>,
    /// The place where they last learned, or that told of them.
    pub facility: String,
    /// Where they are.
    pub status: LearnerStatus,
    /// How many official certificates they have.
    pub certificates: u64,
    /// How many ids they have.
    pub ids: u64,
}

/// Two who may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikeRow {
    /// The one.
    pub one: PeopleRow,
    /// The other.
    pub other: PeopleRow,
    /// Why.
    pub why: Likeness,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// As in the table.
    pub row: PeopleRow,
    /// All names they ever had.
    pub names: Vec<String>,
    /// All numbers they ever had.
    pub numbers: Vec<String>,
    /// Since which day the status holds.
    pub since: Option<String>,
    /// Language they read.
    pub lang: String,
    /// Entries that count.
    pub events: u64,
    /// When the newest was made, ms.
    pub last_ms: Option<u64>,
    /// Their courses.
    pub courses: Vec<CourseAccount>,
    /// Their official certificates.
    pub certificates: Vec<PersonCertificate>,
    /// What clerks decided about their ids, the newest first.
    pub decisions: Vec<DecisionRow>,
}

/// A certificate of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCertificate {
    /// Its id.
    pub id: String,
    /// What it is of.
    pub title: String,
    /// Its date, ms.
    pub dated_ms: u64,
    /// It was taken back.
    pub is_revoked: bool,
}

/// A decision about two ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    /// The one, with a name to show.
    pub one: (LearnerId, String),
    /// The other.
    pub other: (LearnerId, String),
    /// One person.
    pub is_one: bool,
    /// It still stands, and can be taken back.
    pub stands: bool,
    /// Why.
    pub reason: String,
    /// When, ms.
    pub wall_ms: u64,
}

/// A decision that was made just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedView {
    /// The one in front.
    pub one: LearnerId,
    /// They are one person now.
    pub is_one: bool,
    /// Certificates that were taken back, since they belong to neither alone.
    pub revoked: u64,
    /// Why certificates or receipts could not be made, though the decision is.
    pub trouble: Option<Problem>,
}
