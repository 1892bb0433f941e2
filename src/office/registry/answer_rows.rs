//! Rows of answers out of the summaries: persons, hours, levels, credentials, hints, stations.

use super::answers::{Wanted, Where};
use super::db::values;
use super::measures::Measure;
use super::{Registry, RegistryError, damaged};
use crate::model::event::Header;
use crate::model::id::{CourseId, LearnerId, StationId};
use crate::model::report::{Asked, By, Month};
use std::collections::BTreeMap;

/// A person in a course, as the summaries have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct CourseRowOf {
    pub person: i64,
    pub learner: LearnerId,
    pub name: String,
    pub number: String,
    pub facility: String,
    pub course: String,
    pub counted_ms: u64,
    pub waiting_ms: u64,
    pub lessons: (u32, u32),
    pub is_done: bool,
    pub score_permille: Option<u32>,
}

/// A person's seat time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct TimeRow {
    pub learner: LearnerId,
    pub name: String,
    pub number: String,
    pub facility: String,
    /// In rows by month.
    pub month: Option<Month>,
    pub counted_ms: u64,
    pub twice_ms: u64,
    pub waiting_ms: u64,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct HintRow {
    pub kind: String,
    pub name: String,
    pub number: String,
    pub station: Option<StationId>,
    pub course: String,
    pub lesson: String,
    pub facility: String,
    pub month: Option<Month>,
    pub measured: u64,
}

/// A level: its programme, its id, and how many persons reached it.
pub(in crate::office) type LevelRow = (CourseId, String, u64);

/// Root, catalogue and policy that a station told of, and when, ms.
pub type DocumentsTold = ([u64; 3], Option<u64>);

impl Registry {
    /// Persons in courses, by name; at most so many.
    pub(in crate::office) fn course_rows(
        &self,
        asked: &Asked,
        at_most: u64,
    ) -> Result<Vec<CourseRowOf>, RegistryError> {
        let wanted = Where::of(asked, "began");
        let sql = format!(
            "SELECT t.person, p.name, p.number, t.facility, t.course, t.counted_ms, t.waiting_ms, t.lessons_done,
               t.lessons_required, CASE WHEN t.done IS NULL THEN 0 ELSE 1 END, t.score, p.learner
             FROM summary_course t JOIN summary_person p ON p.person = t.person WHERE 1 = 1{}
             ORDER BY p.name, p.number, p.learner, t.course LIMIT {at_most}",
            wanted.text
        );
        self.db.all(&sql, &wanted.values(), |row| {
            Ok(CourseRowOf {
                person: row.get(0)?,
                name: row.get(1)?,
                number: row.get(2)?,
                facility: row.get(3)?,
                course: row.get(4)?,
                counted_ms: row.get(5)?,
                waiting_ms: row.get(6)?,
                lessons: (row.get(7)?, row.get(8)?),
                is_done: row.get(9)?,
                score_permille: row.get(10)?,
                learner: row.get(11)?,
            })
        })
    }

    /// How many rows [`Registry::course_rows`] has in all.
    pub(in crate::office) fn course_rows_count(&self, asked: &Asked) -> Result<u64, RegistryError> {
        let wanted = Where::of(asked, "began");
        let sql = format!("SELECT count(*) FROM summary_course t WHERE 1 = 1{}", wanted.text);
        Ok(self.db.first(&sql, &wanted.values(), |row| row.get(0))?.unwrap_or(0))
    }

    /// The ids of a person's official certificates in a course, those taken back included.
    pub(in crate::office) fn certificate_ids(&self, person: i64, course: &str) -> Result<Vec<String>, RegistryError> {
        let sql = "SELECT id FROM summary_certificate WHERE person = ?1 AND course = ?2 ORDER BY id";
        self.db.all(sql, values![person, course], |row| row.get(0))
    }

    /// Seat time: a row for each person, or of one person a row for each month and facility.
    pub(in crate::office) fn time_rows(&self, asked: &Asked, at_most: u64) -> Result<Vec<TimeRow>, RegistryError> {
        let mut wanted = Where::of(asked, "month");
        let is_whole = asked.course.is_none() && asked.programme.is_none();
        wanted.text.push_str(if is_whole { " AND t.course = ''" } else { " AND t.course <> ''" });
        let (place, group) = match asked.person {
            Some(person) => {
                let blob = Wanted::Bytes(*person.0.as_bytes());
                wanted.and("t.person = (SELECT person FROM summary_id WHERE learner = ?)", blob);
                ("t.facility, t.month", "t.month, t.facility, p.name, p.number, p.learner")
            }
            None => ("p.facility, 0", "t.person, p.name, p.number, p.facility, p.learner"),
        };
        let order = if asked.person.is_some() { "t.month, t.facility" } else { "p.name, p.number, p.learner" };
        let sql = format!(
            "SELECT p.name, p.number, {place}, CAST(sum(t.counted_ms) AS BIGINT), CAST(sum(t.twice_ms) AS BIGINT),
               CAST(sum(t.waiting_ms) AS BIGINT), p.learner
             FROM summary_time t JOIN summary_person p ON p.person = t.person WHERE 1 = 1{}
             GROUP BY {group} ORDER BY {order} LIMIT {at_most}",
            wanted.text
        );
        self.db.all(&sql, &wanted.values(), |row| {
            Ok(TimeRow {
                name: row.get(0)?,
                number: row.get(1)?,
                facility: row.get::<Option<String>>(2)?.unwrap_or_default(),
                month: Month::from_number(row.get(3)?),
                counted_ms: row.get(4)?,
                twice_ms: row.get(5)?,
                waiting_ms: row.get(6)?,
                learner: row.get(7)?,
            })
        })
    }

    /// Name and number of the person that one of whose ids this is, as summarised.
    pub(in crate::office) fn summarised_name(&self, id: LearnerId) -> Result<Option<(String, String)>, RegistryError> {
        let sql = "SELECT p.name, p.number FROM summary_id i JOIN summary_person p ON p.person = i.person
                   WHERE i.learner = ?1";
        self.db.first(sql, values![id], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Levels reached: programme, level → persons; and for each programme how many took part in one of its courses. Who
    /// reached a level at a place took part there, also if they began elsewhere.
    pub(in crate::office) fn level_rows(
        &self,
        asked: &Asked,
    ) -> Result<(Vec<LevelRow>, BTreeMap<String, u64>), RegistryError> {
        let plain = Asked { programme: None, ..asked.clone() };
        let mut wanted = Where::of(&plain, "month");
        if let Some(programme) = &asked.programme {
            wanted.and("t.programme = ?", Wanted::Text(programme.to_string()));
        }
        let sql = format!(
            "SELECT t.programme, t.level, count(DISTINCT t.person) FROM summary_level t WHERE 1 = 1{}
             GROUP BY t.programme, t.level ORDER BY t.programme, t.level",
            wanted.text
        );
        let rows = self.db.all(&sql, &wanted.values(), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let whole = Asked { from: None, to: asked.to, ..asked.clone() };
        let took_part = self.measured(Measure::Time, Some(By::Programme), &whole)?;
        Ok((rows, took_part.into_iter().map(|(name, numbers)| (name, numbers[0])).collect()))
    }

    /// Official certificates by course and certificate: persons, certificates, those taken back.
    pub(in crate::office) fn certificate_rows(
        &self,
        asked: &Asked,
    ) -> Result<Vec<(String, String, [u64; 3])>, RegistryError> {
        self.counted_rows(
            "SELECT t.course, t.cert, count(DISTINCT t.person), count(*), CAST(sum(t.is_revoked) AS BIGINT) FROM summary_certificate t",
            "t.course, t.cert",
            Where::of(asked, "month"),
        )
    }

    /// Credentials from elsewhere by issuer and name: persons, credentials, 0.
    pub(in crate::office) fn credential_rows(
        &self,
        asked: &Asked,
    ) -> Result<Vec<(String, String, [u64; 3])>, RegistryError> {
        let plain = Asked { course: None, programme: None, ..asked.clone() };
        self.counted_rows(
            "SELECT t.issuer, t.name, count(DISTINCT t.person), count(*), 0 FROM summary_credential t",
            "t.issuer, t.name",
            Where::of(&plain, "month"),
        )
    }

    fn counted_rows(
        &self,
        select: &str,
        group: &str,
        wanted: Where,
    ) -> Result<Vec<(String, String, [u64; 3])>, RegistryError> {
        let sql = format!("{select} WHERE 1 = 1{} GROUP BY {group} ORDER BY {group}", wanted.text);
        self.db
            .all(&sql, &wanted.values(), |row| Ok((row.get(0)?, row.get(1)?, [row.get(2)?, row.get(3)?, row.get(4)?])))
    }

    /// What stands out, and who has the same wrong answers as others.
    pub(in crate::office) fn hint_rows(&self, asked: &Asked) -> Result<Vec<HintRow>, RegistryError> {
        let of_person = |wanted: &mut Where| {
            if let Some(person) = asked.person {
                let blob = Wanted::Bytes(*person.0.as_bytes());
                wanted.and("t.person = (SELECT person FROM summary_id WHERE learner = ?)", blob);
            }
        };
        let mut hints = Where::of(asked, "month");
        of_person(&mut hints);
        let mut out = self.hints_by(
            "SELECT t.kind, p.name, p.number, t.station, t.course, t.lesson, t.facility, t.month, t.measured
             FROM summary_hint t LEFT JOIN summary_person p ON p.person = t.person",
            &hints,
        )?;
        let mut alike = Where::of(asked, "month");
        of_person(&mut alike);
        out.extend(self.hints_by(
            "SELECT 'same-answers', p.name, p.number, NULL, t.course, t.lesson, t.facility, t.month, s.people
             FROM summary_pattern t JOIN summary_person p ON p.person = t.person
             JOIN (SELECT pattern, count(*) AS people FROM summary_pattern GROUP BY pattern HAVING count(*) > 1) s
               ON s.pattern = t.pattern",
            &alike,
        )?);
        Ok(out)
    }

    fn hints_by(&self, select: &str, wanted: &Where) -> Result<Vec<HintRow>, RegistryError> {
        self.db.all(&format!("{select} WHERE 1 = 1{}", wanted.text), &wanted.values(), |row| {
            Ok(HintRow {
                kind: row.get(0)?,
                name: row.get::<Option<String>>(1)?.unwrap_or_default(),
                number: row.get::<Option<String>>(2)?.unwrap_or_default(),
                station: row.get(3)?,
                course: row.get(4)?,
                lesson: row.get(5)?,
                facility: row.get(6)?,
                month: Month::from_number(row.get(7)?),
                measured: row.get(8)?,
            })
        })
    }

    /// When each station's files were last merged, ms.
    pub(in crate::office) fn last_heard(&self) -> Result<BTreeMap<StationId, u64>, RegistryError> {
        let sql = "SELECT station, max(merged) FROM export GROUP BY station";
        Ok(self.db.all(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
    }

    /// The wall clock of a station's newest entries, ms: the latest of its epochs' last ones.
    pub(in crate::office) fn last_entry(&self, station: StationId) -> Result<Option<u64>, RegistryError> {
        let sql = "SELECT e.header FROM epoch p JOIN event e ON e.epoch = p.id
                     AND e.seq = (SELECT max(l.seq) FROM event l WHERE l.epoch = p.id)
                   WHERE p.station = ?1";
        let walls = self.db.all(sql, values![station], |row| {
            let header: Header = serde_json::from_slice(row.get(0)?).map_err(|_| damaged("event"))?;
            Ok(header.wall)
        })?;
        Ok(walls.into_iter().max())
    }

    /// The documents each station told of: root, catalogue, policy, and when.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn station_documents(&self) -> Result<BTreeMap<StationId, DocumentsTold>, RegistryError> {
        let sql = "SELECT station, root, catalogue, policy, told FROM summary_station";
        let rows =
            self.db.all(sql, &[], |row| Ok((row.get(0)?, ([row.get(1)?, row.get(2)?, row.get(3)?], row.get(4)?))))?;
        Ok(rows.into_iter().collect())
    }
}
