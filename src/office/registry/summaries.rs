//! What changed since the summaries were made. Found by looking, not by being told: whatever writes events, decisions or
//! courses need not know of summaries, and cannot forget them.

use super::db::values;
use super::summary_tables::MADE;
use super::{Registry, RegistryError, RegistryWriter, damaged};
use crate::model::event::{Body, Header};
use crate::model::id::{CourseId, EpochId, LearnerId, StationId};
use crate::office::summaries::part::{StationPart, StationParts};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Of what the summaries were made, and how far they reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct SummaryState {
    /// Of the rules they were made by.
    pub version: i64,
    /// The time zone of their months.
    pub tz: String,
    /// The last event's row.
    pub events: i64,
    /// The last office event's row.
    pub office_events: i64,
    /// Epochs that waited for a decision, in hexadecimal.
    pub held: String,
}

/// How a station stood: what of it decides whether and where its events count.
pub(in crate::office) type StationMark = (String, String, Option<Vec<u8>>);

/// The newest edition of a course or programme: kind, id → edition, manifest.
pub(in crate::office) type CatalogueMarks = BTreeMap<(String, String), (u32, Vec<u8>)>;

impl Registry {
    /// How far the summaries reach; nothing if there are none.
    pub(in crate::office) fn summary_state(&self) -> Result<Option<SummaryState>, RegistryError> {
        let sql = "SELECT version, tz, events, office_events, held FROM summary_state WHERE id = 1";
        self.db.first(sql, &[], |row| {
            Ok(SummaryState {
                version: row.get(0)?,
                tz: row.get(1)?,
                events: row.get(2)?,
                office_events: row.get(3)?,
                held: row.get(4)?,
            })
        })
    }

    fn number(&self, sql: &str) -> Result<i64, RegistryError> {
        Ok(self.db.first(sql, &[], |row| row.get(0))?.unwrap_or(0))
    }

    /// The rows of the last event and the last office event; 0 where there is none.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn last_rows(&self) -> Result<(i64, i64), RegistryError> {
        let events = self.number(self.db.dialect().newest_event())?;
        Ok((events, self.number("SELECT coalesce(max(id), 0) FROM office_event")?))
    }

    /// How many learners wait to be counted anew.
    pub(in crate::office) fn dirty_count(&self) -> Result<u64, RegistryError> {
        Ok(u64::try_from(self.number("SELECT count(*) FROM summary_dirty")?).unwrap_or(0)) // a count is never below zero
    }

    /// Some of them, in order.
    pub(in crate::office) fn dirty(&self, at_most: i64) -> Result<Vec<LearnerId>, RegistryError> {
        let sql = "SELECT learner FROM summary_dirty ORDER BY learner LIMIT ?1";
        self.db.all(sql, values![at_most], |row| row.get(0))
    }

    /// Every id of the summarised persons that these ids belong to, themselves included.
    pub(in crate::office) fn summarised_with(
        &self,
        ids: &BTreeSet<LearnerId>,
    ) -> Result<BTreeSet<LearnerId>, RegistryError> {
        let mut out = ids.clone();
        let sql = "SELECT o.learner FROM summary_id i JOIN summary_id o ON o.person = i.person WHERE i.learner = ?1";
        for id in ids {
            out.extend(self.db.all(sql, values![id], |row| row.get::<LearnerId>(0))?);
        }
        Ok(out)
    }

    /// How the stations stand now, or stood when the summaries were made.
    pub(in crate::office) fn station_marks(
        &self,
        summarised: bool,
    ) -> Result<BTreeMap<StationId, StationMark>, RegistryError> {
        let sql = if summarised {
            "SELECT station, facility, state, last_good FROM summary_station"
        } else {
            "SELECT id, facility, state, last_good_hash FROM station"
        };
        let rows = self.db.all(sql, &[], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?))))?;
        Ok(rows.into_iter().collect())
    }

    /// The newest editions now, or when the summaries were made.
    pub(in crate::office) fn catalogue_marks(&self, summarised: bool) -> Result<CatalogueMarks, RegistryError> {
        let sql = if summarised {
            "SELECT kind, id, edition, manifest FROM summary_catalogue"
        } else {
            "SELECT 'course', course, edition, manifest FROM course
             UNION ALL SELECT 'programme', programme, edition, manifest FROM programme ORDER BY 3"
        };
        let rows = self.db.all(sql, &[], |row| Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?))))?;
        Ok(rows.into_iter().collect()) // editions ascend: the newest stays
    }

    /// The stations that have an epoch of this id.
    pub(in crate::office) fn stations_of_epoch(&self, epoch: EpochId) -> Result<Vec<StationId>, RegistryError> {
        self.db.all("SELECT DISTINCT station FROM epoch WHERE epoch = ?1", values![epoch], |row| row.get(0))
    }

    /// What stations told of themselves (documents taken, clocks that jumped) in the events after a row up to another.
    pub(in crate::office) fn station_news(
        &self,
        after: i64,
        to: i64,
        mut take: impl FnMut(&Header, &Body),
    ) -> Result<(), RegistryError> {
        let sql = "SELECT kind, header, body FROM event WHERE id > ?1 AND id <= ?2
                     AND kind IN ('trust.updated', 'clock.jumped', 'clock.set') AND body IS NOT NULL ORDER BY id";
        self.db.each(sql, values![after, to], |row| {
            let header: Header = serde_json::from_slice(row.get(1)?).map_err(|_| damaged("event"))?;
            take(&header, &Body::from_text(row.get(0)?, row.get(2)?).map_err(|_| damaged("event"))?);
            Ok(true)
        })
    }

    /// The ids that the office's own events after a row are about.
    pub(in crate::office) fn office_news(&self, after: i64) -> Result<BTreeSet<LearnerId>, RegistryError> {
        let mut out = BTreeSet::new();
        self.db.each("SELECT learner, kind, line FROM office_event WHERE id > ?1", values![after], |row| {
            let Some(id) = row.get::<Option<LearnerId>>(0)? else { return Ok(true) };
            out.insert(id);
            if matches!(row.get(1)?, "learner.merged" | "learner.unmerged") {
                let line: serde_json::Value = serde_json::from_str(row.get(2)?).map_err(|_| damaged("office event"))?;
                let other = line.pointer("/body/other").and_then(|id| id.as_str());
                let other = other.and_then(|id| Uuid::parse_str(id).ok()).ok_or_else(|| damaged("office event"))?;
                out.insert(LearnerId(other));
            }
            Ok(true)
        })?;
        Ok(out)
    }
}

/// A course or programme as the summaries know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct CatalogueEntry {
    /// `course` or `programme`.
    pub kind: &'static str,
    /// Its id.
    pub id: CourseId,
    /// Its newest edition.
    pub edition: u32,
    /// Its first language, its title in it, and all its titles as JSON.
    pub language: String,
    pub title: String,
    pub titles: String,
    /// Who made it, of a course.
    pub partners: BTreeSet<String>,
    /// Its courses, of a programme.
    pub courses: BTreeSet<CourseId>,
}

impl RegistryWriter<'_> {
    /// Takes every summary away: all is to be counted anew.
    pub(in crate::office) fn forget_summaries(&mut self) -> Result<(), RegistryError> {
        for table in MADE.iter().chain(&["summary_group", "summary_dirty", "summary_state"]) {
            self.db.execute(&format!("DELETE FROM {table}"), &[])?;
        }
        Ok(())
    }

    /// Notes how far the summaries reach, once everybody who is dirty is counted.
    pub(in crate::office) fn set_summary_state(&mut self, state: &SummaryState) -> Result<(), RegistryError> {
        self.db.execute(
            "INSERT INTO summary_state(id, version, tz, events, office_events, held) VALUES(1, ?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT(id) DO UPDATE SET version = excluded.version, tz = excluded.tz, events = excluded.events,
                   office_events = excluded.office_events, held = excluded.held",
            values![state.version, state.tz, state.events, state.office_events, state.held],
        )?;
        Ok(())
    }

    /// These are to be counted anew.
    pub(in crate::office) fn mark_dirty(&mut self, ids: &BTreeSet<LearnerId>) -> Result<(), RegistryError> {
        for id in ids {
            self.db.execute(
                "INSERT INTO summary_dirty(learner) VALUES(?1) ON CONFLICT(learner) DO NOTHING",
                values![id],
            )?;
        }
        Ok(())
    }

    /// Whoever the events after a row up to another are about is to be counted anew.
    pub(in crate::office) fn mark_since(&mut self, after: i64, to: i64) -> Result<(), RegistryError> {
        let place = if after == 0 { "" } else { "id > ?1 AND id <= ?2 AND" };
        let sql = format!(
            "INSERT INTO summary_dirty(learner) SELECT DISTINCT learner FROM event WHERE {place} learner IS NOT NULL
             ON CONFLICT(learner) DO NOTHING"
        );
        if after == 0 {
            self.db.execute(&sql, &[])?
        } else {
            self.db.execute(&sql, values![after, to])?
        };
        Ok(())
    }

    /// Whoever the events of a station are about is to be counted anew.
    pub(in crate::office) fn mark_station(&mut self, station: StationId) -> Result<(), RegistryError> {
        self.db.execute(
            "INSERT INTO summary_dirty(learner) SELECT DISTINCT e.learner FROM event e JOIN epoch p ON p.id = e.epoch
                 WHERE p.station = ?1 AND e.learner IS NOT NULL ON CONFLICT(learner) DO NOTHING",
            values![station],
        )?;
        Ok(())
    }

    /// Whoever began this course, or one of this programme, is to be counted anew.
    pub(in crate::office) fn mark_course(&mut self, course: &str) -> Result<(), RegistryError> {
        self.db.execute("INSERT INTO summary_dirty(learner) SELECT DISTINCT p.learner FROM summary_course c
                   JOIN summary_person p ON p.person = c.person
                 WHERE c.course = ?1 OR c.course IN (SELECT course FROM summary_group WHERE kind = 'programme' AND name = ?1)
                 ON CONFLICT(learner) DO NOTHING", values![course])?;
        Ok(())
    }

    /// Notes how the stations stand, and what they told of themselves since.
    pub(in crate::office) fn note_stations(
        &mut self,
        marks: &BTreeMap<StationId, StationMark>,
        news: &StationParts,
    ) -> Result<(), RegistryError> {
        let nothing = StationPart::default();
        for (station, (facility, state, last_good)) in marks {
            let part = news.get(station).unwrap_or(&nothing);
            self.db.execute("INSERT INTO summary_station(station, facility, state, last_good, root, catalogue, policy, told)
                     VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                     ON CONFLICT(station) DO UPDATE SET facility = excluded.facility, state = excluded.state,
                       last_good = excluded.last_good,
                       root = CASE WHEN excluded.root > summary_station.root THEN excluded.root ELSE summary_station.root END,
                       policy = CASE WHEN excluded.policy > summary_station.policy THEN excluded.policy
                                ELSE summary_station.policy END,
                       told = CASE WHEN excluded.catalogue > summary_station.catalogue THEN excluded.told
                              ELSE coalesce(summary_station.told, excluded.told) END,
                       catalogue = CASE WHEN excluded.catalogue > summary_station.catalogue THEN excluded.catalogue
                                   ELSE summary_station.catalogue END", values![
                    station,
                    facility,
                    state,
                    last_good,
                    part.versions[0],
                    part.versions[1],
                    part.versions[2],
                    part.told
                ])?;
            for (month, hours) in &part.jumps {
                self.add_jump(*station, facility, *month, *hours)?;
            }
        }
        Ok(())
    }

    /// Notes a course or programme as it is now.
    pub(in crate::office) fn note_catalogue(
        &mut self,
        entry: &CatalogueEntry,
        manifest: &[u8],
    ) -> Result<(), RegistryError> {
        let id = entry.id.as_str();
        self.forget_catalogue(entry.kind, id)?;
        self.db.execute(
            "INSERT INTO summary_catalogue(kind, id, edition, manifest, language, title, titles)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            values![entry.kind, id, entry.edition, manifest, entry.language, entry.title, entry.titles],
        )?;
        let partners = entry.partners.iter().map(|name| ("partner", name.as_str(), id));
        // A certificate of a level names the programme itself.
        let itself = (entry.kind == "programme").then_some(("programme", id, id));
        let courses = entry.courses.iter().map(|course| ("programme", id, course.as_str())).chain(itself);
        for (kind, name, course) in partners.chain(courses) {
            self.db.execute(
                "INSERT INTO summary_group(kind, name, course) VALUES(?1, ?2, ?3)",
                values![kind, name, course],
            )?;
        }
        Ok(())
    }

    /// Takes a course or programme out.
    pub(in crate::office) fn forget_catalogue(&mut self, kind: &str, id: &str) -> Result<(), RegistryError> {
        self.db.execute("DELETE FROM summary_catalogue WHERE kind = ?1 AND id = ?2", values![kind, id])?;
        let sql = if kind == "programme" {
            "DELETE FROM summary_group WHERE kind = 'programme' AND name = ?1"
        } else {
            "DELETE FROM summary_group WHERE kind = 'partner' AND course = ?1"
        };
        self.db.execute(sql, values![id])?;
        Ok(())
    }
}
