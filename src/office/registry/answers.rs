//! Questions to the summaries: one short query each, over rows that are few.

use super::db::{AsValue, Row, Value};
use super::{Registry, RegistryError};
use crate::model::report::{Asked, By};
use std::collections::BTreeMap;

/// What of the summaries is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::office) enum Measure {
    /// Persons, and their counted time.
    Time,
    /// Persons, courses begun, the sum of scores and how many there are.
    Began,
    /// Persons, courses done.
    Done,
    /// Persons, official certificates that hold.
    Certificates,
    /// Persons who took both quizzes, the sum of ‰ before and after.
    Gain,
}

/// By what is counted, and the numbers of each.
pub(in crate::office) type Group = BTreeMap<String, [u64; 4]>;

/// A sum over people: the words of its key, its numbers.
pub(in crate::office) type SumRow = (Vec<String>, [u64; 4]);

/// Which sum over people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::office) enum SumOf {
    /// Course, lesson → people, done, stopped, ms.
    Lessons,
    /// Course, lesson, question, revision → answers, right ones, ms, hints.
    Questions,
    /// Course, quiz before, quiz after → people, ‰ before, ‰ after, better.
    Gains,
}

/// Conditions and their values.
#[derive(Default)]
pub(super) struct Where {
    pub text: String,
    values: Vec<Wanted>,
}

/// What a column must be.
pub(super) enum Wanted {
    Number(i64),
    Text(String),
    Bytes([u8; 16]),
}

impl AsValue for Wanted {
    fn as_value(&self) -> Value<'_> {
        match self {
            Self::Number(number) => Value::Int(*number),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
        }
    }
}

impl Where {
    pub fn and(&mut self, condition: &str, value: Wanted) {
        self.values.push(value);
        self.text.push_str(&format!(" AND {}", condition.replace("?", &format!("?{}", self.values.len()))));
    }

    /// The values, in the order of their numbers.
    pub fn values(&self) -> Vec<Value<'_>> {
        self.values.iter().map(AsValue::as_value).collect()
    }

    /// What `asked` says of rows of the table `t`, whose month is in `month`.
    pub fn of(asked: &Asked, month: &str) -> Self {
        let mut out = Self::default();
        if let Some(from) = asked.from {
            out.and(&format!("t.{month} >= ?"), Wanted::Number(from.number()));
        }
        if let Some(to) = asked.to {
            out.and(&format!("t.{month} <= ?"), Wanted::Number(to.number()));
            out.text.push_str(&format!(" AND t.{month} > 0"));
        }
        if let Some(facility) = &asked.facility {
            out.and("t.facility = ?", Wanted::Text(facility.to_string()));
        }
        if let Some(course) = &asked.course {
            out.and("t.course = ?", Wanted::Text(course.to_string()));
        }
        if let Some(programme) = &asked.programme {
            let courses = "t.course IN (SELECT course FROM summary_group WHERE kind = 'programme' AND name = ?)";
            out.and(courses, Wanted::Text(programme.to_string()));
        }
        out
    }
}

impl Measure {
    fn table(self) -> &'static str {
        match self {
            Self::Time => "summary_time",
            Self::Began | Self::Done => "summary_course",
            Self::Certificates => "summary_certificate",
            Self::Gain => "summary_gain",
        }
    }

    fn month(self) -> &'static str {
        match self {
            Self::Time | Self::Certificates | Self::Gain => "month",
            Self::Began => "began",
            Self::Done => "done",
        }
    }

    fn numbers(self) -> &'static str {
        match self {
            Self::Time => "count(DISTINCT t.person), CAST(coalesce(sum(t.counted_ms), 0) AS BIGINT), 0, 0",
            Self::Began => {
                "count(DISTINCT t.person), count(*), CAST(coalesce(sum(t.score), 0) AS BIGINT), count(t.score)"
            }
            Self::Done | Self::Certificates => "count(DISTINCT t.person), count(*), 0, 0",
            Self::Gain => {
                "CAST(coalesce(sum(t.people), 0) AS BIGINT), CAST(coalesce(sum(t.before_sum), 0) AS BIGINT),
                 CAST(coalesce(sum(t.after_sum), 0) AS BIGINT), 0"
            }
        }
    }

    fn only(self) -> &'static str {
        match self {
            Self::Done => " AND t.done IS NOT NULL",
            Self::Certificates => " AND t.is_revoked = 0",
            Self::Time | Self::Began | Self::Gain => "",
        }
    }
}

impl Registry {
    /// Counts by `by`, or over all: then under the empty name. Over all each moment and each person counts once.
    pub(in crate::office) fn measured(
        &self,
        measure: Measure,
        by: Option<By>,
        asked: &Asked,
    ) -> Result<Group, RegistryError> {
        let mut wanted = Where::of(asked, measure.month());
        let by_course = matches!(by, Some(By::Course | By::Programme | By::Partner));
        let is_whole = measure == Measure::Time && !by_course && asked.course.is_none() && asked.programme.is_none();
        if measure == Measure::Time {
            wanted.text.push_str(if is_whole { " AND t.course = ''" } else { " AND t.course <> ''" });
        }
        let (name, join) = match by {
            None => ("''".to_owned(), ""),
            Some(By::Facility) => ("t.facility".to_owned(), ""),
            Some(By::Course) => ("t.course".to_owned(), ""),
            Some(By::Month) => (format!("t.{}", measure.month()), ""),
            Some(By::Programme) => {
                ("g.name".to_owned(), " JOIN summary_group g ON g.kind = 'programme' AND g.course = t.course")
            }
            Some(By::Partner) => {
                ("g.name".to_owned(), " JOIN summary_group g ON g.kind = 'partner' AND g.course = t.course")
            }
        };
        let group = if by.is_some() { format!(" GROUP BY {name}") } else { String::new() };
        let sql = format!(
            "SELECT {name}, {} FROM {} t{join} WHERE 1 = 1{}{}{group}",
            measure.numbers(),
            measure.table(),
            measure.only(),
            wanted.text
        );
        let rows = self.db.all(&sql, &wanted.values(), |row| Ok((word(row, 0)?, numbers(row, 1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// Sums over people, each under the words of its key; the revision of a question as text.
    pub(in crate::office) fn sums(&self, of: SumOf, asked: &Asked) -> Result<Vec<SumRow>, RegistryError> {
        let (table, key, sums) = match of {
            SumOf::Lessons => ("summary_lesson", &["course", "lesson"][..], "people, done, stopped, counted_ms"),
            SumOf::Questions => (
                "summary_question",
                &["course", "lesson", "question", "rev"][..],
                "tries, right_tries, active_ms, hints",
            ),
            SumOf::Gains => {
                ("summary_gain", &["course", "quiz_before", "quiz_after"][..], "people, before_sum, after_sum, better")
            }
        };
        let wanted = Where::of(asked, "month");
        let key_text = key.join(", ");
        let sums: Vec<String> = sums.split(", ").map(|sum| format!("CAST(sum({sum}) AS BIGINT)")).collect();
        let sql = format!(
            "SELECT {key_text}, {} FROM {table} t WHERE 1 = 1{} GROUP BY {key_text} ORDER BY {key_text}",
            sums.join(", "),
            wanted.text
        );
        self.db.all(&sql, &wanted.values(), |row| {
            let words = (0..key.len()).map(|column| word(row, column)).collect::<Result<_, RegistryError>>()?;
            Ok((words, numbers(row, key.len())?))
        })
    }

    /// The titles of courses and programmes, as JSON by language, with their first language.
    pub(in crate::office) fn summary_titles(&self) -> Result<BTreeMap<String, (String, String)>, RegistryError> {
        let sql = "SELECT id, titles, language FROM summary_catalogue";
        Ok(self.db.all(sql, &[], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?.into_iter().collect())
    }

    /// How many courses that somebody began are not approved here.
    pub(in crate::office) fn unknown_courses(&self) -> Result<u64, RegistryError> {
        let sql = "SELECT count(DISTINCT course) FROM summary_course WHERE edition = 0";
        Ok(self.db.first(sql, &[], |row| row.get(0))?.unwrap_or(0))
    }

    /// Seat time that waits for a decision, ms, over everybody.
    pub(in crate::office) fn waiting_ms(&self) -> Result<u64, RegistryError> {
        let sql = "SELECT CAST(coalesce(sum(waiting_ms), 0) AS BIGINT) FROM summary_time WHERE course = '' AND waiting_ms > 0";
        Ok(self.db.first(sql, &[], |row| row.get(0))?.unwrap_or(0))
    }
}

fn numbers(row: &Row<'_>, first: usize) -> Result<[u64; 4], RegistryError> {
    Ok([row.get(first)?, row.get(first + 1)?, row.get(first + 2)?, row.get(first + 3)?])
}

/// A word or number of a key, as text.
fn word(row: &Row<'_>, column: usize) -> Result<String, RegistryError> {
    Ok(match row.get(column)? {
        Value::Text(text) => text.to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Bytes(_) | Value::Null => String::new(),
    })
}
