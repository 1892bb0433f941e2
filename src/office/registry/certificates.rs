//! Official certificates, receipts and exports that were seen.

use super::db::{Row, values};
use super::{Registry, RegistryError, RegistryWriter, damaged};
use crate::format::event_log::ReadLine;
use crate::model::event::{Range, Tip};
use crate::model::id::{CourseId, ExportId, Hash, LearnerId, Slug, StationId};
use crate::office::merge::Standing;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A certificate that a station recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedRow {
    /// The event that says so.
    pub hash: Hash,
    /// Whose.
    pub learner: LearnerId,
    /// Of which course or programme.
    pub target: CourseId,
    /// Which of its certificates.
    pub cert: Slug,
}

/// The kind of the events of [`RecordedRow`], as the index `event_certificate` names it.
const RECORDED: &str = "certificate.provisional";

impl RecordedRow {
    /// What an event on its way records, if it records one.
    pub(in crate::office) fn of(event: &ReadLine) -> Option<Self> {
        let is_it = event.header.kind == RECORDED;
        Self::read(event.hash, event.header.learner.filter(|_| is_it)?, event.text.body.as_deref()?)
    }

    fn read(hash: Hash, learner: LearnerId, body: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Named {
            target: CourseId,
            cert: Slug,
        }
        let Named { target, cert } = serde_json::from_slice(body).ok()?;
        Some(Self { hash, learner, target, cert })
    }
}

/// An official certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedRow {
    /// Its id.
    pub id: String,
    /// 1, 2, 3 … in the order of issue.
    pub number: u64,
    /// Whose.
    pub learner: LearnerId,
    /// Of which course.
    pub course: CourseId,
    /// Which edition of it.
    pub edition: u32,
    /// Which of its certificates.
    pub cert: Slug,
    /// 1 for the first.
    pub serial: u32,
    /// The event that earned it.
    pub earned_by: Hash,
    /// Its official date, ms.
    pub dated: u64,
    /// The date is the office's.
    pub date_from_office: bool,
    /// When it was issued, ms.
    pub issued: u64,
    /// The file.
    pub file: Vec<u8>,
    /// When and why it was revoked.
    pub revoked: Option<(u64, String)>,
}

const COLUMNS: &str = "id, number, learner, course, edition, cert, serial, earned_by, dated, date_from_office, issued,
                       file, revoked, reason";

fn issued_row(row: &Row<'_>) -> Result<IssuedRow, RegistryError> {
    let reason: Option<String> = row.get(13)?;
    Ok(IssuedRow {
        id: row.get(0)?,
        number: row.get(1)?,
        learner: row.get(2)?,
        course: row.get(3)?,
        edition: row.get(4)?,
        cert: row.get(5)?,
        serial: row.get(6)?,
        earned_by: row.get(7)?,
        dated: row.get(8)?,
        date_from_office: row.get(9)?,
        issued: row.get(10)?,
        file: row.get(11)?,
        revoked: row.get::<Option<u64>>(12)?.map(|at| (at, reason.unwrap_or_default())),
    })
}

impl Registry {
    /// Every certificate, in the order of its id.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn certificates(&self) -> Result<Vec<IssuedRow>, RegistryError> {
        self.db.all(&format!("SELECT {COLUMNS} FROM certificate ORDER BY id"), &[], issued_row)
    }

    /// The certificates of a learner.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn certificates_of(&self, learner: LearnerId) -> Result<Vec<IssuedRow>, RegistryError> {
        let sql = format!("SELECT {COLUMNS} FROM certificate WHERE learner = ?1 ORDER BY number");
        self.db.all(&sql, values![learner], issued_row)
    }

    /// The certificate of this id.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn certificate(&self, id: &str) -> Result<Option<IssuedRow>, RegistryError> {
        self.db.first(&format!("SELECT {COLUMNS} FROM certificate WHERE id = ?1"), values![id], issued_row)
    }

    /// Gives every official certificate that holds to `take`: whose, of what, which.
    pub(in crate::office) fn each_issued(
        &self,
        mut take: impl FnMut(LearnerId, CourseId, Slug),
    ) -> Result<(), RegistryError> {
        self.db.each("SELECT learner, course, cert FROM certificate WHERE revoked IS NULL", &[], |row| {
            take(row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(true)
        })
    }

    /// Gives every certificate that a station recorded to `take`: what counts, and what is kept apart of `released`.
    pub(in crate::office) fn each_recorded(
        &self,
        released: &BTreeSet<StationId>,
        mut take: impl FnMut(RecordedRow),
    ) -> Result<(), RegistryError> {
        let sql = format!(
            "SELECT e.hash, e.learner, e.body, e.standing, p.station FROM event e JOIN epoch p ON p.id = e.epoch
             WHERE e.kind = '{RECORDED}' AND e.learner IS NOT NULL AND e.body IS NOT NULL"
        );
        self.db.each(&sql, &[], |row| {
            let counts = match Standing::from_number(row.get(3)?) {
                Some(Standing::Counted) => true,
                Some(Standing::Unconfirmed) => released.contains(&row.get::<StationId>(4)?),
                Some(Standing::Quarantined) | None => false,
            };
            if let Some(recorded) = RecordedRow::read(row.get(0)?, row.get(1)?, row.get(2)?).filter(|_| counts) {
                take(recorded);
            }
            Ok(true)
        })
    }

    /// The learners who have a certificate after a number, or of whom the office said something after a row.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn learners_decided(&self, certificate: u64, office_event: u64) -> Result<Vec<LearnerId>, RegistryError> {
        let sql = "SELECT learner FROM certificate WHERE number > ?1
             UNION SELECT learner FROM office_event WHERE id > ?2 AND learner IS NOT NULL";
        self.db.all(sql, values![certificate, office_event], |row| row.get(0))
    }

    /// How far the receipts went that the station says it took: certificates by number, office events by row.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn delivered(&self, station: StationId, taken: &[Hash]) -> Result<(u64, u64), RegistryError> {
        let mut best = (0, 0);
        for hash in taken {
            let sql = "SELECT certificates, office_events FROM receipt WHERE sha256 = ?1 AND station = ?2";
            let reach = self.db.first(sql, values![hash, station], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let (certificates, events) = reach.unwrap_or((0, 0));
            best = (best.0.max(certificates), best.1.max(events));
        }
        Ok(best)
    }

    /// True if this export was merged before.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn has_export(&self, id: ExportId) -> Result<bool, RegistryError> {
        self.db.has("SELECT 1 FROM export WHERE id = ?1", values![id])
    }
}

impl RegistryWriter<'_> {
    /// Adds a certificate, and gives its number. One for the same person, course, certificate and serial stays.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn add_certificate(&mut self, row: &IssuedRow) -> Result<bool, RegistryError> {
        let added = self.db.execute(
            "INSERT INTO certificate(id, number, learner, course, edition, cert, serial, earned_by, dated,
               date_from_office, issued, file)
             VALUES(?1, (SELECT coalesce(max(number), 0) + 1 FROM certificate), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT DO NOTHING",
            values![
                row.id,
                row.learner,
                row.course,
                row.edition,
                row.cert,
                row.serial,
                row.earned_by,
                row.dated,
                row.date_from_office,
                row.issued,
                row.file,
            ],
        )?;
        Ok(added == 1)
    }

    /// Revokes a certificate. False if there is none of this id.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn revoke_certificate(&mut self, id: &str, reason: &str, now: u64) -> Result<bool, RegistryError> {
        let changed = self.db.execute(
            "UPDATE certificate SET revoked = coalesce(revoked, ?2), reason = coalesce(reason, ?3) WHERE id = ?1",
            values![id, now, reason],
        )?;
        Ok(changed == 1)
    }

    /// Notes a receipt, and how far it goes.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn add_receipt(
        &mut self,
        sha256: &Hash,
        station: StationId,
        reach: (u64, u64),
        now: u64,
    ) -> Result<(), RegistryError> {
        self.db.execute(
            "INSERT INTO receipt(sha256, station, made, certificates, office_events) VALUES(?1, ?2, ?3, ?4, ?5)
             ON CONFLICT(sha256) DO NOTHING",
            values![sha256, station, now, reach.0, reach.1],
        )?;
        Ok(())
    }

    /// Notes a merged export.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn add_export(&mut self, row: &MergedRow) -> Result<(), RegistryError> {
        let ranges = serde_json::to_string(&row.ranges).map_err(|fault| RegistryError::Damaged(fault.to_string()))?;
        self.db.execute(
            "INSERT INTO export(id, station, file, merged, events, new_events, build, merged_by, ranges)
             VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(id) DO NOTHING",
            values![row.id, row.station, row.file, row.merged, row.events, row.new, row.build, row.by, ranges],
        )?;
        Ok(())
    }
}

/// A merged export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedRow {
    /// Which.
    pub id: ExportId,
    /// Whose.
    pub station: StationId,
    /// Its file's name.
    pub file: String,
    /// When, ms.
    pub merged: u64,
    /// Who merged it, as the program was told.
    pub by: String,
    /// How many events it held, and how many of them were new.
    pub events: u64,
    /// Of them, new and counted then.
    pub new: u64,
    /// The program that wrote it.
    pub build: String,
    /// The runs of events it held.
    pub ranges: Vec<Range>,
}

impl Registry {
    /// Every merged export, the newest first.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn merges(&self) -> Result<Vec<MergedRow>, RegistryError> {
        let sql = "SELECT id, station, file, merged, merged_by, events, new_events, build, ranges FROM export
                   ORDER BY merged DESC, id";
        self.db.all(sql, &[], |row| {
            Ok(MergedRow {
                id: row.get(0)?,
                station: row.get(1)?,
                file: row.get(2)?,
                merged: row.get(3)?,
                by: row.get(4)?,
                events: row.get(5)?,
                new: row.get(6)?,
                build: row.get(7)?,
                ranges: serde_json::from_str(row.get(8)?).map_err(|_| damaged("merge"))?,
            })
        })
    }

    /// What a merge brought that was not there before, by kind; empty for one merged before that was written down.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn brought_by(&self, merge: &MergedRow) -> Result<BTreeMap<String, u64>, RegistryError> {
        let mut out = BTreeMap::new();
        for range in &merge.ranges {
            self.db.each(
                "SELECT kind, count(*) FROM event WHERE epoch = (SELECT id FROM epoch WHERE station = ?1 AND epoch = ?2)
                   AND seq BETWEEN ?3 AND ?4 AND opened = ?5 GROUP BY kind",
                values![merge.station, range.epoch, range.from_seq, range.to_seq, merge.merged],
                |row| {
                    *out.entry(row.get(0)?).or_insert(0) += row.get::<u64>(1)?;
                    Ok(true)
                },
            )?;
        }
        Ok(out)
    }

    /// Where an event stands and when it was first opened: its station, its place and the instant, ms. For a person who
    /// asks by hash: a server reads its whole index of places for it.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn place_of(&self, hash: &Hash) -> Result<Option<(StationId, Tip, u64)>, RegistryError> {
        let sql =
            "SELECT p.station, p.epoch, e.seq, e.opened FROM event e JOIN epoch p ON p.id = e.epoch WHERE e.hash = ?1";
        self.db.first(sql, values![hash], |row| {
            Ok((row.get(0)?, Tip { epoch: row.get(1)?, seq: row.get(2)?, hash: *hash }, row.get(3)?))
        })
    }
}
