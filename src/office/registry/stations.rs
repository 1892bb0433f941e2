//! Stations, their epochs and their forks.

use super::db::{Db, Row, values};
use super::{Registry, RegistryError, RegistryWriter, damaged};
use crate::format::event_log::NO_HASH;
use crate::model::event::Tip;
use crate::model::id::{EpochId, Hash, Slug, StationId};
use crate::model::trust::VerifyKey;
use crate::office::merge::After;
use std::collections::{BTreeMap, BTreeSet};

/// What the office decided of a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StationState {
    /// It asks to be confirmed; its events are kept apart.
    Asking,
    /// Its events count.
    Confirmed,
    /// Its events after the last good one are kept apart.
    Retired,
}

impl StationState {
    /// Its word in the registry and in `--json`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asking => "asking",
            Self::Confirmed => "confirmed",
            Self::Retired => "retired",
        }
    }

    fn parse(text: &str) -> Result<Self, RegistryError> {
        [Self::Asking, Self::Confirmed, Self::Retired]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| damaged("station"))
    }
}

/// A station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationRow {
    /// Which.
    pub id: StationId,
    /// Its signing key.
    pub key: VerifyKey,
    /// Its age recipient.
    pub recipient: String,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub facility: Slug,
    /// What the office decided.
    pub state: StationState,
    /// The office's certificate of it.
    pub certificate: Option<Vec<u8>>,
    /// When the office first saw it, ms.
    pub first_seen: u64,
    /// The last good event of a retired station where one was named; none: what counted when it was retired is good.
    pub last_good: Option<Tip>,
}

/// Two events after one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForkRow {
    /// The event both follow (zeros: two beginnings).
    pub after: After,
    /// Whose log.
    pub station: StationId,
    /// When the office let all branches count, ms; none: they wait, or a further one came since.
    pub decided: Option<u64>,
}

const COLUMNS: &str = "id, signing_key, recipient, name, facility, state, certificate, first_seen, last_good_epoch,
                       last_good_seq, last_good_hash";

fn station_row(row: &Row<'_>) -> Result<StationRow, RegistryError> {
    Ok(StationRow {
        id: row.get(0)?,
        key: row.get(1)?,
        recipient: row.get(2)?,
        name: row.get(3)?,
        facility: row.get(4)?,
        state: StationState::parse(row.get(5)?)?,
        certificate: row.get(6)?,
        first_seen: row.get(7)?,
        last_good: tip(row, 8)?,
    })
}

/// Epoch, number and hash from three columns, if they stand there.
fn tip(row: &Row<'_>, first: usize) -> Result<Option<Tip>, RegistryError> {
    let parts: (Option<EpochId>, Option<u64>, Option<Hash>) =
        (row.get(first)?, row.get(first + 1)?, row.get(first + 2)?);
    let (Some(epoch), Some(seq), Some(hash)) = parts else { return Ok(None) };
    Ok(Some(Tip { epoch, seq, hash }))
}

fn tip_row(row: &Row<'_>) -> Result<Tip, RegistryError> {
    Ok(Tip { epoch: row.get(0)?, seq: row.get(1)?, hash: row.get(2)? })
}

fn station(db: &Db, id: StationId) -> Result<Option<StationRow>, RegistryError> {
    db.first(&format!("SELECT {COLUMNS} FROM station WHERE id = ?1"), values![id], station_row)
}

impl Registry {
    /// A station.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn station(&self, id: StationId) -> Result<Option<StationRow>, RegistryError> {
        station(&self.db, id)
    }

    /// How often anything about a station was changed: its standing, its events. None while it is unknown.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn station_changes(&self, id: StationId) -> Result<Option<u64>, RegistryError> {
        self.db.first("SELECT changes FROM station WHERE id = ?1", values![id], |row| row.get(0))
    }

    /// The highest numbers of root, catalogue and policy, each up to a limit, that confirmed stations said they hold.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn documents_held(&self, limits: [u64; 3]) -> Result<[u64; 3], RegistryError> {
        let sql =
            "SELECT max(CASE WHEN roots <= ?1 THEN roots END), max(CASE WHEN catalogues <= ?2 THEN catalogues END),
             max(CASE WHEN policies <= ?3 THEN policies END) FROM station WHERE state = 'confirmed'";
        let number = |row: &Row<'_>, at| Ok::<u64, RegistryError>(row.get::<Option<u64>>(at)?.unwrap_or(0));
        let held = self.db.first(sql, values![limits[0], limits[1], limits[2]], |row| {
            Ok([number(row, 0)?, number(row, 1)?, number(row, 2)?])
        })?;
        Ok(held.unwrap_or_default())
    }

    /// Every station, by facility and name.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn stations(&self) -> Result<Vec<StationRow>, RegistryError> {
        self.db.all(&format!("SELECT {COLUMNS} FROM station ORDER BY facility, name, id"), &[], station_row)
    }

    /// Every fork.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn forks(&self) -> Result<Vec<ForkRow>, RegistryError> {
        let sql = "SELECT station, decided, after_hash, after_epoch, after_seq FROM fork ORDER BY station, after_hash";
        self.db.all(sql, &[], |row| {
            let place: (Option<EpochId>, Option<u64>) = (row.get(3)?, row.get(4)?);
            let after = After { hash: row.get(2)?, place: place.0.zip(place.1) };
            Ok(ForkRow { after, station: row.get(0)?, decided: row.get(1)? })
        })
    }

    /// The epochs after a fork that nobody decided: those that begin at it or go on over it, and all that follow them.
    /// Their hours and certificates wait.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn held_epochs(&self) -> Result<BTreeSet<EpochId>, RegistryError> {
        if !self.db.has("SELECT 1 FROM fork WHERE decided IS NULL", &[])? {
            return Ok(BTreeSet::new()); // nearly always; what follows looks at the beginning of every epoch
        }
        let sql = "WITH RECURSIVE open_fork AS
               (SELECT station, after_hash, after_epoch, after_seq FROM fork WHERE decided IS NULL),
             held(id, station, epoch) AS (
               SELECT p.id, p.station, p.epoch FROM open_fork f JOIN event e ON e.prev_hash = f.after_hash AND e.seq = 0
                 JOIN epoch p ON p.id = e.epoch AND p.station = f.station
               UNION
               SELECT p.id, p.station, p.epoch FROM open_fork f JOIN event e ON e.prev_hash = f.after_hash AND e.rooted = 0
                 JOIN epoch p ON p.id = e.epoch AND p.station = f.station
               UNION
               SELECT p.id, p.station, p.epoch FROM open_fork f
                 JOIN epoch p ON p.station = f.station AND p.epoch = f.after_epoch
                 JOIN event e ON e.epoch = p.id AND e.seq = f.after_seq + 1 AND e.prev_hash = f.after_hash
               UNION
               SELECT c.id, c.station, c.epoch FROM held h JOIN epoch c ON c.station = h.station AND c.parent_epoch = h.epoch)
             SELECT epoch FROM held";
        Ok(self.db.all(sql, &[], |row| row.get(0))?.into_iter().collect())
    }

    /// The parents of a station's epochs, as far as known: epoch → the event it followed.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn epoch_parents(&self, station: StationId) -> Result<BTreeMap<EpochId, Option<Tip>>, RegistryError> {
        let sql = "SELECT epoch, parent_epoch, parent_seq, parent_hash FROM epoch WHERE station = ?1";
        let parents = self.db.all(sql, values![station], |row| Ok((row.get(0)?, tip(row, 1)?)))?;
        Ok(parents.into_iter().collect())
    }

    /// The last event of each of a station's epochs below which the whole chain is here, and each event that another
    /// epoch follows (a clone may hold an epoch only so far): what a receipt may name. Only events that count.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn tips(&self, station: StationId) -> Result<Vec<Tip>, RegistryError> {
        if !self.db.has("SELECT 1 FROM fork WHERE station = ?1", values![station])? {
            // Each epoch is one chain, so its end is enough: no need to look at every event for what follows it.
            let sql = "SELECT p.epoch, e.seq, e.hash FROM epoch p JOIN event e ON e.epoch = p.id AND e.seq =
                 (SELECT x.seq FROM event x WHERE x.epoch = p.id AND x.rooted = 1 AND x.standing = 0
                   ORDER BY x.seq DESC LIMIT 1)
                 WHERE p.station = ?1 AND e.rooted = 1 AND e.standing = 0 ORDER BY p.epoch";
            return self.db.all(sql, values![station], tip_row);
        }
        let sql = "SELECT p.epoch, e.seq, e.hash FROM epoch p JOIN event e ON e.epoch = p.id
             WHERE p.station = ?1 AND e.rooted = 1 AND e.standing = 0
               AND (NOT EXISTS (SELECT 1 FROM event c WHERE c.epoch = e.epoch AND c.seq = e.seq + 1
                                  AND c.prev_hash = e.hash AND c.standing = 0)
                    OR EXISTS (SELECT 1 FROM event c WHERE c.prev_hash = e.hash AND c.seq = 0))
             ORDER BY p.epoch, e.seq";
        self.db.all(sql, values![station], tip_row)
    }

    /// Up to where the events of a retired station are good: the event that was named, or the last of each epoch that
    /// counts. Nothing that counts is ever added after those, so they stay what they were when it was retired.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub(in crate::office) fn good_ends(&self, row: &StationRow) -> Result<Vec<Tip>, RegistryError> {
        if let Some(named) = row.last_good {
            return Ok(vec![named]);
        }
        let sql = "SELECT p.epoch, e.seq, e.hash FROM epoch p JOIN event e ON e.epoch = p.id AND e.standing = 0
             AND e.seq = (SELECT max(x.seq) FROM event x WHERE x.epoch = p.id AND x.standing = 0)
             WHERE p.station = ?1 ORDER BY p.epoch, e.hash";
        self.db.all(sql, values![row.id], tip_row)
    }

    /// Where events of a station are missing: the runs before events that do not yet hang together, and the parents
    /// of epochs that nothing is known of (from 0 to the event that must be there).
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn gaps(&self, station: StationId) -> Result<Vec<(EpochId, u64, u64)>, RegistryError> {
        let sql = "SELECT p.epoch, e.seq, (SELECT max(b.seq) FROM event b WHERE b.epoch = e.epoch AND b.seq < e.seq),
                    p.parent_epoch, p.parent_seq,
                    (SELECT max(b.seq) FROM epoch q JOIN event b ON b.epoch = q.id
                      WHERE q.station = p.station AND q.epoch = p.parent_epoch)
             FROM event e CROSS JOIN epoch p
             WHERE e.rooted = 0 AND e.prev_hash >= ?2 AND p.id = e.epoch AND p.station = ?1
               AND NOT EXISTS (SELECT 1 FROM event c
                 WHERE c.epoch = e.epoch AND c.seq = e.seq - 1 AND c.hash = e.prev_hash)
               AND NOT EXISTS (SELECT 1 FROM epoch q JOIN event c ON c.epoch = q.id AND c.seq = p.parent_seq
                 WHERE e.seq = 0 AND q.station = p.station AND q.epoch = p.parent_epoch AND c.hash = e.prev_hash)";
        // from what is loose: it is little
        let mut out: Vec<(EpochId, u64, u64)> = Vec::new();
        self.db.each(sql, values![station, NO_HASH], |row| {
            let (seq, before): (u64, Option<u64>) = (row.get(1)?, row.get(2)?);
            if seq > 0 {
                out.push((row.get(0)?, before.map_or(0, |seq| seq + 1), seq - 1));
            } else if let (Some(parent), Some(to)) = (row.get(3)?, row.get(4)?) {
                let held: Option<u64> = row.get(5)?;
                out.push((parent, held.filter(|held| *held < to).map_or(0, |held| held + 1), to));
            }
            Ok(true)
        })?;
        out.sort_unstable();
        out.dedup();
        Ok(out)
    }
}

impl RegistryWriter<'_> {
    /// A station.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn station(&self, id: StationId) -> Result<Option<StationRow>, RegistryError> {
        station(self.db, id)
    }

    /// Writes a station, over what was known of it; before anything else about it is changed in this transaction.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn set_station(&mut self, row: &StationRow, decided: Option<u64>) -> Result<(), RegistryError> {
        let good = row.last_good.as_ref();
        self.db.execute(
            "INSERT INTO station(id, signing_key, recipient, name, facility, state, certificate, first_seen, decided,
                   last_good_epoch, last_good_seq, last_good_hash)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                 ON CONFLICT(id) DO UPDATE SET recipient = excluded.recipient, name = excluded.name,
                   facility = excluded.facility, state = excluded.state, certificate = excluded.certificate,
                   decided = coalesce(excluded.decided, station.decided), last_good_epoch = excluded.last_good_epoch,
                   last_good_seq = excluded.last_good_seq, last_good_hash = excluded.last_good_hash,
               changes = station.changes + 1",
            values![
                row.id,
                row.key,
                row.recipient,
                row.name,
                row.facility,
                row.state.as_str(),
                row.certificate,
                row.first_seen,
                decided,
                good.map(|tip| tip.epoch),
                good.map(|tip| tip.seq),
                good.map(|tip| tip.hash),
            ],
        )?;
        Ok(())
    }

    /// Notes which root, catalogue and policy a station said it holds; what it said before may be newer.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn note_documents(&mut self, station: StationId, held: [u64; 3]) -> Result<(), RegistryError> {
        self.db.execute(
            "UPDATE station SET roots = CASE WHEN roots < ?2 THEN ?2 ELSE roots END,
               catalogues = CASE WHEN catalogues < ?3 THEN ?3 ELSE catalogues END,
               policies = CASE WHEN policies < ?4 THEN ?4 ELSE policies END WHERE id = ?1",
            values![station, held[0], held[1], held[2]],
        )?;
        Ok(())
    }

    /// The row number of a station's epoch, made if it is new.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub(super) fn epoch(&mut self, station: StationId, epoch: EpochId) -> Result<i64, RegistryError> {
        let place = values![station, epoch];
        if let Some(id) =
            self.db.first("SELECT id FROM epoch WHERE station = ?1 AND epoch = ?2", place, |row| row.get(0))?
        {
            return Ok(id);
        }
        let made =
            self.db.first("INSERT INTO epoch(station, epoch) VALUES(?1, ?2) RETURNING id", place, |row| row.get(0))?;
        made.ok_or_else(|| damaged("epoch"))
    }

    pub(super) fn set_epoch_parent(&mut self, epoch: i64, parent: &Tip) -> Result<(), RegistryError> {
        self.db.execute(
            "UPDATE epoch SET parent_epoch = ?2, parent_seq = ?3, parent_hash = ?4 WHERE id = ?1",
            values![epoch, parent.epoch, parent.seq, parent.hash],
        )?;
        Ok(())
    }

    /// Notes a fork. One that was decided waits again: what was decided was not said of the branch that shows it now.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn add_fork(&mut self, station: StationId, after: &After, now: u64) -> Result<(), RegistryError> {
        let (epoch, seq) = after.place.unzip();
        self.db.execute(
            "INSERT INTO fork(station, after_hash, found, after_epoch, after_seq) VALUES(?1, ?2, ?3, ?4, ?5)
             ON CONFLICT(station, after_hash) DO UPDATE SET decided = NULL",
            values![station, after.hash, now, epoch, seq],
        )?;
        Ok(())
    }

    /// Lets all branches of a station's forks count.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn decide_forks(&mut self, station: StationId, now: u64) -> Result<usize, RegistryError> {
        let sql = "UPDATE fork SET decided = ?2 WHERE station = ?1 AND decided IS NULL";
        Ok(usize::try_from(self.db.execute(sql, values![station, now])?).unwrap_or(usize::MAX))
    }
}
