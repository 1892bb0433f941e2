//! Official certificates, receipts and exports that were seen.

use super::{Registry, RegistryError, RegistryWriter, bytes, damaged, int, uint};
use crate::model::event::{Range, Tip};
use crate::model::id::{CourseId, EpochId, ExportId, Hash, LearnerId, Slug, StationId};
use rusqlite::{Row, params};
use std::collections::BTreeMap;
use uuid::Uuid;

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
    let what = || damaged("certificate");
    let revoked: Option<i64> = row.get(12)?;
    Ok(IssuedRow {
        id: row.get(0)?,
        number: uint(row.get(1)?),
        learner: LearnerId(Uuid::from_slice(&row.get::<_, Vec<u8>>(2)?).map_err(|_| what())?),
        course: CourseId::parse(&row.get::<_, String>(3)?).map_err(|_| what())?,
        edition: row.get(4)?,
        cert: Slug::parse(&row.get::<_, String>(5)?).map_err(|_| what())?,
        serial: row.get(6)?,
        earned_by: Hash(bytes(&row.get::<_, Vec<u8>>(7)?, "certificate")?),
        dated: uint(row.get(8)?),
        date_from_office: row.get(9)?,
        issued: uint(row.get(10)?),
        file: row.get(11)?,
        revoked: revoked
            .map(|at| Ok::<_, RegistryError>((uint(at), row.get::<_, Option<String>>(13)?.unwrap_or_default())))
            .transpose()?,
    })
}

impl Registry {
    /// Every certificate, in the order of its id.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn certificates(&self) -> Result<Vec<IssuedRow>, RegistryError> {
        let mut query = self.db.prepare_cached(&format!("SELECT {COLUMNS} FROM certificate ORDER BY id"))?;
        let rows = query.query_and_then([], issued_row)?;
        rows.collect()
    }

    /// The certificates of a learner.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn certificates_of(&self, learner: LearnerId) -> Result<Vec<IssuedRow>, RegistryError> {
        let sql = format!("SELECT {COLUMNS} FROM certificate WHERE learner = ?1 ORDER BY number");
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_and_then([learner.0.as_bytes()], issued_row)?;
        rows.collect()
    }

    /// The certificate of this id.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn certificate(&self, id: &str) -> Result<Option<IssuedRow>, RegistryError> {
        let mut query = self.db.prepare_cached(&format!("SELECT {COLUMNS} FROM certificate WHERE id = ?1"))?;
        let mut rows = query.query([id])?;
        rows.next()?.map(issued_row).transpose()
    }

    /// How far the receipts went that the station says it took: certificates by number, office events by row.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn delivered(&self, station: StationId, taken: &[Hash]) -> Result<(u64, u64), RegistryError> {
        let mut best = (0, 0);
        for hash in taken {
            let mut query = self
                .db
                .prepare_cached("SELECT certificates, office_events FROM receipt WHERE sha256 = ?1 AND station = ?2")?;
            let mut rows = query.query(params![hash.0, station.0])?;
            if let Some(row) = rows.next()? {
                best = (best.0.max(uint(row.get(0)?)), best.1.max(uint(row.get(1)?)));
            }
        }
        Ok(best)
    }

    /// True if this export was merged before.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn has_export(&self, id: ExportId) -> Result<bool, RegistryError> {
        Ok(self.db.prepare_cached("SELECT 1 FROM export WHERE id = ?1")?.exists([id.0.as_bytes()])?)
    }
}

impl RegistryWriter<'_> {
    /// Adds a certificate, and gives its number. One for the same person, course, certificate and serial stays.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn add_certificate(&mut self, row: &IssuedRow) -> Result<bool, RegistryError> {
        let added = self
            .db
            .prepare_cached(
                "INSERT INTO certificate(id, number, learner, course, edition, cert, serial, earned_by, dated,
                   date_from_office, issued, file)
                 VALUES(?1, (SELECT coalesce(max(number), 0) + 1 FROM certificate), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                 ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                row.id,
                row.learner.0.as_bytes(),
                row.course.as_str(),
                row.edition,
                row.cert.as_str(),
                row.serial,
                row.earned_by.0,
                int(row.dated),
                row.date_from_office,
                int(row.issued),
                row.file,
            ])?;
        Ok(added == 1)
    }

    /// Revokes a certificate. False if there is none of this id.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn revoke_certificate(&mut self, id: &str, reason: &str, now: u64) -> Result<bool, RegistryError> {
        let changed = self
            .db
            .prepare_cached(
                "UPDATE certificate SET revoked = coalesce(revoked, ?2), reason = coalesce(reason, ?3) WHERE id = ?1",
            )?
            .execute(params![id, int(now), reason])?;
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
        self.db
            .prepare_cached(
                "INSERT INTO receipt(sha256, station, made, certificates, office_events) VALUES(?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT(sha256) DO NOTHING",
            )?
            .execute(params![sha256.0, station.0, int(now), int(reach.0), int(reach.1)])?;
        Ok(())
    }

    /// Notes a merged export.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn add_export(&mut self, row: &MergedRow) -> Result<(), RegistryError> {
        let ranges = serde_json::to_string(&row.ranges).map_err(|fault| RegistryError::Damaged(fault.to_string()))?;
        self.db
            .prepare_cached(
                "INSERT INTO export(id, station, file, merged, events, new_events, build, merged_by, ranges)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(id) DO NOTHING",
            )?
            .execute(params![
                row.id.0.as_bytes(),
                row.station.0,
                row.file,
                int(row.merged),
                int(row.events),
                int(row.new),
                row.build,
                row.by,
                ranges
            ])?;
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
        let mut query = self.db.prepare_cached(
            "SELECT id, station, file, merged, merged_by, events, new_events, build, ranges FROM export
             ORDER BY merged DESC, id",
        )?;
        let rows = query.query_and_then([], |row| -> Result<MergedRow, RegistryError> {
            let ranges = serde_json::from_str(&row.get::<_, String>(8)?).map_err(|_| damaged("merge"))?;
            Ok(MergedRow {
                id: ExportId(Uuid::from_slice(&row.get::<_, Vec<u8>>(0)?).map_err(|_| damaged("merge"))?),
                station: StationId(bytes(&row.get::<_, Vec<u8>>(1)?, "merge")?),
                file: row.get(2)?,
                merged: uint(row.get(3)?),
                by: row.get(4)?,
                events: uint(row.get(5)?),
                new: uint(row.get(6)?),
                build: row.get(7)?,
                ranges,
            })
        })?;
        rows.collect()
    }

    /// What a merge brought that was not there before, by kind; empty for one merged before that was written down.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn brought_by(&self, merge: &MergedRow) -> Result<BTreeMap<String, u64>, RegistryError> {
        let mut out = BTreeMap::new();
        for range in &merge.ranges {
            let mut query = self.db.prepare_cached(
                "SELECT kind, count(*) FROM event WHERE epoch = (SELECT id FROM epoch WHERE station = ?1 AND epoch = ?2)
                   AND seq BETWEEN ?3 AND ?4 AND opened = ?5 GROUP BY kind",
            )?;
            let place =
                params![merge.station.0, range.epoch.0, int(range.from_seq), int(range.to_seq), int(merge.merged)];
            let mut rows = query.query(place)?;
            while let Some(row) = rows.next()? {
                *out.entry(row.get(0)?).or_insert(0) += uint(row.get(1)?);
            }
        }
        Ok(out)
    }

    /// Where an event stands and when it was first opened: its station, its place and the instant, ms.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn place_of(&self, hash: &Hash) -> Result<Option<(StationId, Tip, u64)>, RegistryError> {
        let mut query = self.db.prepare_cached(
            "SELECT p.station, p.epoch, e.seq, e.opened FROM event e JOIN epoch p ON p.id = e.epoch WHERE e.hash = ?1",
        )?;
        let mut rows = query.query([hash.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let station = StationId(bytes(&row.get::<_, Vec<u8>>(0)?, "event")?);
        let epoch = EpochId(bytes(&row.get::<_, Vec<u8>>(1)?, "event")?);
        Ok(Some((station, Tip { epoch, seq: uint(row.get(2)?), hash: *hash }, uint(row.get(3)?))))
    }
}
