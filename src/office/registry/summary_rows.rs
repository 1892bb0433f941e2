//! One person's rows in the summaries, in the place of the old ones, and the sums over people brought up to date with
//! them.

use super::db::{AsValue as _, Value, values};
use super::summary_tables::OF_PERSON;
use super::{Registry, RegistryError, RegistryWriter, damaged};
use crate::model::day::Day;
use crate::model::id::{LearnerId, Slug, StationId};
use crate::model::report::Month;
use crate::model::text::plain;
use crate::office::reports::lists::status_word;
use crate::office::summaries::part::{Hint, Part, Sum, Sums, Time, number_of};
use std::collections::{BTreeMap, BTreeSet};

impl Registry {
    /// What a summarised person added to the sums, by one of their ids.
    fn sums_of(&self, ids: &BTreeSet<LearnerId>) -> Result<Vec<(i64, LearnerId, Vec<u8>)>, RegistryError> {
        let sql = "SELECT p.person, p.learner, p.sums FROM summary_id i JOIN summary_person p ON p.person = i.person
                   WHERE i.learner = ?1";
        let mut out: BTreeMap<i64, (LearnerId, Vec<u8>)> = BTreeMap::new();
        for id in ids {
            out.extend(self.db.all(sql, values![id], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?);
        }
        Ok(out.into_iter().map(|(person, (learner, sums))| (person, learner, sums)).collect())
    }
}

fn packed(sums: &Sums) -> Result<Vec<u8>, RegistryError> {
    let text = serde_json::to_vec(sums).map_err(|fault| RegistryError::Damaged(fault.to_string()))?;
    Ok(zstd::bulk::compress(&text, 1)?)
}

/// Largest share of one person in the sums: a hundred times what years of study make.
const SUMS_BYTES_MAX: usize = 64 << 20;

fn unpacked(bytes: &[u8]) -> Result<Sums, RegistryError> {
    let text = zstd::bulk::decompress(bytes, SUMS_BYTES_MAX)?;
    serde_json::from_slice(&text).map_err(|_| damaged("summary"))
}

impl RegistryWriter<'_> {
    /// Puts `parts` in the place of every summarised person that one of `ids` belongs to; none of `ids` is dirty then.
    pub(in crate::office) fn replace_parts(
        &mut self,
        ids: &BTreeSet<LearnerId>,
        parts: &[Part],
    ) -> Result<(), RegistryError> {
        let old = self.registry().sums_of(ids)?;
        let mut delta = Sums::default();
        for (_, _, sums) in &old {
            delta.add(&unpacked(sums)?, -1);
        }
        let known: BTreeMap<LearnerId, i64> = old.iter().map(|(person, learner, _)| (*learner, *person)).collect();
        let last = "SELECT coalesce(max(person), 0) FROM summary_person";
        let mut next: i64 = self.db.first(last, &[], |row| row.get(0))?.unwrap_or(0);
        for (person, ..) in &old {
            self.forget_person(*person)?;
        }
        for part in parts {
            let person = known.get(&part.person.learner).copied().unwrap_or_else(|| {
                next += 1;
                next
            });
            self.add_part(person, part)?;
            delta.add(&part.sums, 1);
        }
        self.add_sums(&delta)?;
        for id in ids {
            self.db.execute("DELETE FROM summary_dirty WHERE learner = ?1", values![id])?;
        }
        Ok(())
    }

    fn forget_person(&mut self, person: i64) -> Result<(), RegistryError> {
        for table in OF_PERSON {
            self.db.execute(&format!("DELETE FROM {table} WHERE person = ?1"), values![person])?;
        }
        Ok(())
    }

    fn add_part(&mut self, person: i64, part: &Part) -> Result<(), RegistryError> {
        let who = &part.person;
        let facility = part.facility.as_ref().map(|facility| facility.as_str());
        let words = std::iter::once(&who.name).chain(&who.names).chain(&who.numbers);
        self.db.execute(
            "INSERT INTO summary_person(person, learner, name, number, birth_year, language, status, status_day,
                   facility, last_wall, sums, plain) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            values![
                person,
                who.learner,
                who.name,
                who.number,
                who.birth_year,
                who.lang.as_str(),
                status_word(who.status.as_ref().map(|(status, _)| *status)),
                who.status.as_ref().map(|(_, day)| day.as_str()),
                facility,
                part.last_wall,
                packed(&part.sums)?,
                words.map(|word| plain(word)).collect::<Vec<_>>().join(" "),
            ],
        )?;
        for id in &who.ids {
            self.db.execute("INSERT INTO summary_id(learner, person) VALUES(?1, ?2)", values![id, person])?;
        }
        for ((course, facility, month), time) in &part.time {
            let course = course.as_ref().map_or("", |course| course.as_str());
            self.add_time(person, (course, facility.as_str(), *month), *time)?;
        }
        self.add_courses(person, part)?;
        self.add_earned(person, part)?;
        for hint in &part.hints {
            self.add_hint(Some(person), None, hint)?;
        }
        for it in &part.patterns {
            self.db.execute(
                "INSERT INTO summary_pattern(person, pattern, course, lesson, facility, month)
                     VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                values![person, it.pattern, it.course.as_str(), it.lesson.as_str(), it.facility.as_str(), it.month],
            )?;
        }
        Ok(())
    }

    fn add_time(
        &mut self,
        person: i64,
        (course, facility, month): (&str, &str, i64),
        time: Time,
    ) -> Result<(), RegistryError> {
        self.db.execute(
            "INSERT INTO summary_time(person, course, facility, month, counted_ms, twice_ms, waiting_ms)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            values![person, course, facility, month, time.counted, time.twice, time.waiting],
        )?;
        Ok(())
    }

    fn add_courses(&mut self, person: i64, part: &Part) -> Result<(), RegistryError> {
        for it in &part.courses {
            self.db.execute(
                "INSERT INTO summary_course(person, course, edition, facility, began, done, lessons_done,
                       lessons_required, score, counted_ms, waiting_ms, last_lesson, begun_facility)
                     VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                values![
                    person,
                    it.course.as_str(),
                    it.edition,
                    it.facility.as_str(),
                    it.began,
                    it.done,
                    it.lessons_done,
                    it.lessons_required,
                    it.score_permille,
                    it.counted_ms,
                    it.waiting_ms,
                    it.last_lesson.as_ref().map(|lesson| lesson.as_str()),
                    it.begun_facility.as_str(),
                ],
            )?;
        }
        Ok(())
    }

    fn add_earned(&mut self, person: i64, part: &Part) -> Result<(), RegistryError> {
        for it in &part.levels {
            self.db.execute(
                "INSERT INTO summary_level(person, programme, level, facility, month) VALUES(?1, ?2, ?3, ?4, ?5)",
                values![person, it.programme.as_str(), it.level.as_str(), it.facility.as_str(), it.month],
            )?;
        }
        for it in &part.certificates {
            self.db.execute(
                "INSERT INTO summary_certificate(person, id, course, cert, facility, month, is_revoked)
                     VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                values![
                    person,
                    it.id,
                    it.course.as_str(),
                    it.cert.as_str(),
                    it.facility.as_str(),
                    it.month,
                    i64::from(it.is_revoked)
                ],
            )?;
        }
        let facility = part.facility.as_ref().map_or("", |facility| facility.as_str());
        for (event, it) in &part.credentials {
            let month = Day::parse(&it.day).ok().map(|day| Month::of(day.date()));
            self.db.execute(
                "INSERT INTO summary_credential(person, event, issuer, name, month, facility)
                     VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                values![person, event, it.issuer.trim(), it.name.trim(), number_of(month), facility],
            )?;
        }
        Ok(())
    }

    fn add_hint(&mut self, person: Option<i64>, station: Option<StationId>, hint: &Hint) -> Result<(), RegistryError> {
        self.db.execute(
            "INSERT INTO summary_hint(person, station, kind, course, lesson, facility, month, measured)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            values![
                person,
                station,
                hint.kind,
                hint.course.as_ref().map_or("", |course| course.as_str()),
                hint.lesson.as_ref().map_or("", |lesson| lesson.as_str()),
                hint.facility.as_ref().map_or("", |facility| facility.as_str()),
                hint.month,
                hint.measured,
            ],
        )?;
        Ok(())
    }

    /// Notes that a station's clock jumped.
    pub(super) fn add_jump(
        &mut self,
        station: StationId,
        facility: &str,
        month: i64,
        hours: u64,
    ) -> Result<(), RegistryError> {
        let facility = Slug::parse(facility).ok(); // as the registry has it
        let hint = Hint { kind: "clock", course: None, lesson: None, facility, month, measured: hours };
        self.add_hint(None, Some(station), &hint)
    }

    /// Adds to the sums over people; a sum that nobody is in any more goes.
    fn add_sums(&mut self, delta: &Sums) -> Result<(), RegistryError> {
        const LESSON: SumTable = SumTable {
            name: "summary_lesson",
            key: "course, lesson, facility, month",
            sums: ["people", "done", "stopped", "counted_ms"],
        };
        const QUESTION: SumTable = SumTable {
            name: "summary_question",
            key: "course, lesson, question, rev, facility, month",
            sums: ["tries", "right_tries", "active_ms", "hints"],
        };
        const GAIN: SumTable = SumTable {
            name: "summary_gain",
            key: "course, quiz_before, quiz_after, facility, month",
            sums: ["people", "before_sum", "after_sum", "better"],
        };
        for ((course, lesson, facility, month), sum) in &delta.lessons {
            self.add_sum(&LESSON, values![course, lesson.as_str(), facility, month], sum)?;
        }
        for ((course, lesson, question, rev, facility, month), sum) in &delta.questions {
            self.add_sum(&QUESTION, values![course, lesson.as_str(), question.as_str(), rev, facility, month], sum)?;
        }
        for ((course, before, after, facility, month), sum) in &delta.gains {
            self.add_sum(&GAIN, values![course, before.as_str(), after.as_str(), facility, month], sum)?;
        }
        Ok(())
    }

    fn add_sum(&mut self, table: &SumTable, key: &[Value<'_>], sum: &Sum) -> Result<(), RegistryError> {
        if *sum == [0; 4] {
            return Ok(());
        }
        let mut values = key.to_vec();
        values.extend(sum.iter().map(|number| number.as_value()));
        self.db.execute(&table.upsert(), &values)?;
        if sum[0] < 0 {
            self.db.execute(&table.sweep(), key)?;
        }
        Ok(())
    }
}

/// A table of sums.
struct SumTable {
    name: &'static str,
    key: &'static str,
    sums: [&'static str; 4],
}

impl SumTable {
    fn upsert(&self) -> String {
        let (name, key) = (self.name, self.key);
        let columns = key.split(", ").count() + self.sums.len();
        let marks: Vec<String> = (1..=columns).map(|n| format!("?{n}")).collect();
        let adds: Vec<String> = self.sums.iter().map(|sum| format!("{sum} = {name}.{sum} + excluded.{sum}")).collect();
        format!(
            "INSERT INTO {name}({key}, {}) VALUES({}) ON CONFLICT({key}) DO UPDATE SET {}",
            self.sums.join(", "),
            marks.join(", "),
            adds.join(", ")
        )
    }

    fn sweep(&self) -> String {
        let wanted: Vec<String> =
            self.key.split(", ").enumerate().map(|(n, column)| format!("{column} = ?{}", n + 1)).collect();
        format!("DELETE FROM {} WHERE {} AND {} = 0", self.name, wanted.join(" AND "), self.sums[0])
    }
}
