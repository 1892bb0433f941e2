//! Questions to the summaries: one short query each, over rows that are few.

use super::db::{AsValue, Row, Value};
use super::{Registry, RegistryError};
use crate::model::report::Asked;
use std::collections::BTreeMap;

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

    /// What `asked` says of rows of the table `t`, whose month is in `month` and whose place is in `facility`.
    pub fn of(asked: &Asked, month: &str) -> Self {
        Self::at(asked, month, "facility")
    }

    /// The same of rows whose place is in the column `place`.
    pub fn at(asked: &Asked, month: &str, place: &str) -> Self {
        let mut out = Self::default();
        if let Some(from) = asked.from {
            out.and(&format!("t.{month} >= ?"), Wanted::Number(from.number()));
        }
        if let Some(to) = asked.to {
            out.and(&format!("t.{month} <= ?"), Wanted::Number(to.number()));
            out.text.push_str(&format!(" AND t.{month} > 0"));
        }
        if let Some(facility) = &asked.facility {
            out.and(&format!("t.{place} = ?"), Wanted::Text(facility.to_string()));
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

impl Registry {
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
        // The condition inside: outside, SQLite looks up each row by the index over courses.
        let sql = "SELECT count(DISTINCT CASE WHEN edition = 0 THEN course END) FROM summary_course";
        Ok(self.db.first(sql, &[], |row| row.get(0))?.unwrap_or(0))
    }

    /// Seat time that waits for a decision, ms, over everybody.
    pub(in crate::office) fn waiting_ms(&self) -> Result<u64, RegistryError> {
        let sql = "SELECT CAST(coalesce(sum(waiting_ms), 0) AS BIGINT) FROM summary_time WHERE course = '' AND waiting_ms > 0";
        Ok(self.db.first(sql, &[], |row| row.get(0))?.unwrap_or(0))
    }
}

/// Four numbers, from a column on.
pub(super) fn numbers(row: &Row<'_>, first: usize) -> Result<[u64; 4], RegistryError> {
    Ok([row.get(first)?, row.get(first + 1)?, row.get(first + 2)?, row.get(first + 3)?])
}

/// A word or number of a key, as text.
pub(super) fn word(row: &Row<'_>, column: usize) -> Result<String, RegistryError> {
    Ok(match row.get(column)? {
        Value::Text(text) => text.to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Bytes(_) | Value::Null => String::new(),
    })
}
