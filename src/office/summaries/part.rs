//! What one person adds to the summaries: rows of their own, and their share of the sums over everybody.
//!
//! Sums (lessons, questions, gains) are kept over people, because their rows would be many times as many; what a person
//! added is remembered beside the person, so that it can be taken out again before the person is counted anew.

use crate::model::event::CredentialOutside;
use crate::model::id::{CourseId, Hash, LessonId, QuestionId, Slug, StationId};
use crate::model::report::Month;
use crate::office::people::Person;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// The month's number in the registry; 0 for an instant that no calendar has.
pub(in crate::office) type MonthNumber = i64;

/// A month's number.
pub(in crate::office) fn number_of(month: Option<Month>) -> MonthNumber {
    month.map_or(0, Month::number)
}

/// All of one person.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::office) struct Part {
    /// Who, with every id.
    pub person: Person,
    /// Where they last learned.
    pub facility: Option<Slug>,
    /// When something of theirs was last recorded, ms by a station's wall clock.
    pub last_wall: u64,
    /// Seat time; no course: over all courses, each moment once.
    pub time: BTreeMap<(Option<CourseId>, Slug, MonthNumber), Time>,
    /// Courses begun.
    pub courses: Vec<CoursePart>,
    /// Levels reached.
    pub levels: Vec<LevelPart>,
    /// Official certificates.
    pub certificates: Vec<CertificatePart>,
    /// What they earned elsewhere.
    pub credentials: Vec<(Hash, CredentialOutside)>,
    /// What a person should look at.
    pub hints: Vec<Hint>,
    /// Patterns of wrong answers, to compare with other people's.
    pub patterns: Vec<Pattern>,
    /// Their share of the sums.
    pub sums: Sums,
}

/// Seat time, ms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::office) struct Time {
    pub counted: u64,
    pub twice: u64,
    pub waiting: u64,
}

/// A person in a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct CoursePart {
    pub course: CourseId,
    /// 0: not approved here.
    pub edition: u32,
    /// Where they last worked in it.
    pub facility: Slug,
    /// Where they began.
    pub begun_facility: Slug,
    /// When they began.
    pub began: MonthNumber,
    /// When it was done: the month of its first certificate, else of the last work in it.
    pub done: Option<MonthNumber>,
    pub lessons_done: u32,
    pub lessons_required: u32,
    pub score_permille: Option<u32>,
    pub counted_ms: u64,
    pub waiting_ms: u64,
    pub last_lesson: Option<LessonId>,
}

/// A level that was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct LevelPart {
    pub programme: CourseId,
    pub level: Slug,
    pub facility: Slug,
    pub month: MonthNumber,
}

/// An official certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct CertificatePart {
    pub id: String,
    pub course: CourseId,
    pub cert: Slug,
    pub facility: Slug,
    pub month: MonthNumber,
    pub is_revoked: bool,
}

/// Something that is not usual. Never a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct Hint {
    /// One of [`super::hints::KINDS`].
    pub kind: &'static str,
    pub course: Option<CourseId>,
    pub lesson: Option<LessonId>,
    pub facility: Option<Slug>,
    pub month: MonthNumber,
    /// How much, in the unit of its kind.
    pub measured: u64,
}

/// The wrong answers of an attempt, as one hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct Pattern {
    pub pattern: Hash,
    pub course: CourseId,
    pub lesson: LessonId,
    pub facility: Slug,
    pub month: MonthNumber,
}

/// What stations tell of themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::office) struct StationPart {
    /// Newest root, catalogue and policy it told of.
    pub versions: [u64; 3],
    /// When it told of the newest catalogue, ms by its wall clock.
    pub told: Option<u64>,
    /// Jumps of its clock: month, whole hours.
    pub jumps: Vec<(MonthNumber, u64)>,
}

/// By station.
pub(in crate::office) type StationParts = BTreeMap<StationId, StationPart>;

/// Key of a lesson's sum: course, lesson, facility and month in which the course was begun.
pub(in crate::office) type LessonKey = (CourseId, LessonId, Slug, MonthNumber);
/// Key of a question's sum: course, lesson, question, revision, facility, month.
pub(in crate::office) type QuestionKey = (CourseId, LessonId, QuestionId, u32, Slug, MonthNumber);
/// Key of a gain's sum: course, quiz before, quiz after, facility, month.
pub(in crate::office) type GainKey = (CourseId, LessonId, LessonId, Slug, MonthNumber);
/// Four numbers that add up.
pub(in crate::office) type Sum = [i64; 4];

/// Sums over people, or one person's share of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::office) struct Sums {
    /// People who came to it, who did it, who stopped there, counted ms.
    #[serde(with = "pairs")]
    pub lessons: BTreeMap<LessonKey, Sum>,
    /// Answers, right ones, ms, hints.
    #[serde(with = "pairs")]
    pub questions: BTreeMap<QuestionKey, Sum>,
    /// People, ‰ before, ‰ after, who did better.
    #[serde(with = "pairs")]
    pub gains: BTreeMap<GainKey, Sum>,
}

impl Sums {
    /// Adds (`sign` 1) or takes out (−1) another's.
    pub fn add(&mut self, other: &Self, sign: i64) {
        add(&mut self.lessons, &other.lessons, sign);
        add(&mut self.questions, &other.questions, sign);
        add(&mut self.gains, &other.gains, sign);
    }
}

fn add<K: Ord + Clone>(to: &mut BTreeMap<K, Sum>, from: &BTreeMap<K, Sum>, sign: i64) {
    for (key, sum) in from {
        let place = to.entry(key.clone()).or_default();
        for (at, more) in place.iter_mut().zip(sum) {
            *at += sign * more;
        }
    }
}

/// Maps whose keys are no text, as lists of pairs.
mod pairs {
    use super::{BTreeMap, Debug, Deserialize, Serialize, Sum};
    use serde::{Deserializer, Serializer};

    pub fn serialize<K: Serialize, S: Serializer>(map: &BTreeMap<K, Sum>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub fn deserialize<'de, K: Deserialize<'de> + Ord + Debug, D: Deserializer<'de>>(
        from: D,
    ) -> Result<BTreeMap<K, Sum>, D::Error> {
        Ok(Vec::<(K, Sum)>::deserialize(from)?.into_iter().collect())
    }
}
