//! What went to the office, what it holds, and what it asks for.

use super::{Store, StoreError, Writer, row};
use crate::model::event::{Range, Tip};
use crate::model::id::{EpochId, ExportId, Hash};
use rusqlite::{OptionalExtension as _, params};
use uuid::Uuid;

/// Events the office asks for, whether or not it once acknowledged them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Of this epoch.
    pub epoch: EpochId,
    /// The first.
    pub from_seq: u64,
    /// The last; more than there are means all that follow.
    pub to_seq: u64,
}

/// An export made here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRow {
    /// Which.
    pub id: ExportId,
    /// When it was begun, ms.
    pub started_wall_ms: u64,
    /// What it discloses.
    pub ranges: Vec<Range>,
    /// To whom: age recipients.
    pub recipients: Vec<String>,
    /// The file's name on the stick, its hash and size in bytes, and when it was finished, ms; none if it was not.
    pub finished: Option<FinishedExport>,
}

/// The file of an export that was read back and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedExport {
    /// Its name on the stick.
    pub file: String,
    /// Its hash.
    pub sha256: Hash,
    /// Its size.
    pub bytes: u64,
    /// When, ms.
    pub wall_ms: u64,
}

/// What the office does not hold yet, as far as this station knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unacknowledged {
    /// How many events.
    pub events: u64,
    /// The wall time of the first of them, ms.
    pub since_wall_ms: Option<u64>,
}

impl Writer<'_> {
    /// Sets what the office holds. Tips whose hash this log does not hold are left out; gives those that count.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_tips(&mut self, tips: &[Tip]) -> Result<Vec<Tip>, StoreError> {
        let mut good = Vec::new();
        self.db.prepare_cached("DELETE FROM tips")?.execute([])?;
        for tip in tips {
            let is_here = self
                .db
                .prepare_cached("SELECT 1 FROM events WHERE hash = ?1 AND epoch = ?2 AND seq = ?3")?
                .exists(params![tip.hash.0, tip.epoch.0, row::int(tip.seq)])?;
            if is_here {
                self.db
                    .prepare_cached(
                        "INSERT INTO tips(epoch, seq, hash) VALUES(?1, ?2, ?3)
                         ON CONFLICT(epoch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash WHERE excluded.seq > seq",
                    )?
                    .execute(params![tip.epoch.0, row::int(tip.seq), tip.hash.0])?;
                good.push(*tip);
            }
        }
        Ok(good)
    }

    /// Sets what the office asks for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_wanted(&mut self, wanted: &[Wanted]) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM wanted")?.execute([])?;
        for want in wanted {
            self.db
                .prepare_cached("INSERT OR REPLACE INTO wanted(epoch, from_seq, to_seq) VALUES(?1, ?2, ?3)")?
                .execute(params![want.epoch.0, row::int(want.from_seq), row::int(want.to_seq)])?;
        }
        Ok(())
    }

    /// Notes that an export begins, before its file exists.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn add_export(&mut self, id: ExportId, ranges: &[Range], recipients: &[String]) -> Result<(), StoreError> {
        self.db
            .prepare_cached("INSERT INTO exports(id, started_wall, ranges, recipients) VALUES(?1, ?2, ?3, ?4)")?
            .execute(params![
                id.0.as_bytes(),
                row::int(self.wall_ms()),
                row::json(&ranges)?,
                row::json(&recipients)?
            ])?;
        Ok(())
    }

    /// Notes that an export's file was read back and compared.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn finish_export(&mut self, id: ExportId, file: &str, sha256: &Hash, bytes: u64) -> Result<(), StoreError> {
        self.db
            .prepare_cached("UPDATE exports SET file = ?2, sha256 = ?3, bytes = ?4, finished_wall = ?5 WHERE id = ?1")?
            .execute(params![id.0.as_bytes(), file, sha256.0, row::int(bytes), row::int(self.wall_ms())])?;
        Ok(())
    }
}

impl Store {
    /// What the office holds, as its last receipt said.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn tips(&self) -> Result<Vec<Tip>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT epoch, seq, hash FROM tips ORDER BY epoch")?;
        let rows = query.query_and_then([], |row| -> Result<Tip, StoreError> {
            Ok(Tip {
                epoch: row::epoch(&row.get::<_, Vec<u8>>(0)?)?,
                seq: row::uint(row.get(1)?),
                hash: row::hash(&row.get::<_, Vec<u8>>(2)?)?,
            })
        })?;
        rows.collect()
    }

    /// What the office asks for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn wanted(&self) -> Result<Vec<Wanted>, StoreError> {
        let mut query =
            self.db.prepare_cached("SELECT epoch, from_seq, to_seq FROM wanted ORDER BY epoch, from_seq")?;
        let rows = query.query_and_then([], |row| -> Result<Wanted, StoreError> {
            Ok(Wanted {
                epoch: row::epoch(&row.get::<_, Vec<u8>>(0)?)?,
                from_seq: row::uint(row.get(1)?),
                to_seq: row::uint(row.get(2)?),
            })
        })?;
        rows.collect()
    }

    /// What an export made now carries: in each epoch all that follows the office's tip, and what it asks for.
    /// Oldest epoch first, ranges of one epoch never overlapping.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn ranges_to_export(&self) -> Result<Vec<Range>, StoreError> {
        let (tips, wanted) = (self.tips()?, self.wanted()?);
        let mut ranges = Vec::new();
        for head in self.heads()? {
            let after_tip = tips.iter().find(|tip| tip.epoch == head.epoch).map_or(0, |tip| tip.seq + 1);
            let mut spans: Vec<(u64, u64)> = wanted
                .iter()
                .filter(|want| want.epoch == head.epoch && want.from_seq <= head.seq && want.from_seq <= want.to_seq)
                .map(|want| (want.from_seq, want.to_seq.min(head.seq)))
                .collect();
            if after_tip <= head.seq {
                spans.push((after_tip, head.seq));
            }
            for (from, to) in joined(spans) {
                ranges.extend(self.range(head.epoch, from, to)?);
            }
        }
        Ok(ranges)
    }

    /// How much the office does not hold yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn unacknowledged(&self) -> Result<Unacknowledged, StoreError> {
        let mut sum = Unacknowledged::default();
        for range in self.ranges_to_export()? {
            let first = self.events_in(&range, range.from_seq, 1)?.first().map(|event| event.header.wall);
            sum.events += range.count;
            sum.since_wall_ms = match (sum.since_wall_ms, first) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        Ok(sum)
    }

    /// The exports made here, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn exports(&self) -> Result<Vec<ExportRow>, StoreError> {
        self.exports_where("1", &[])
    }

    /// One of them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn export(&self, id: ExportId) -> Result<Option<ExportRow>, StoreError> {
        Ok(self.exports_where("id = ?1", &[id.0.as_bytes()])?.pop())
    }

    fn exports_where(&self, condition: &str, values: &[&[u8; 16]]) -> Result<Vec<ExportRow>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT id, started_wall, ranges, recipients, file, sha256, bytes, finished_wall FROM exports
             WHERE {condition} ORDER BY started_wall DESC, rowid DESC"
        ))?;
        let rows =
            query.query_and_then(rusqlite::params_from_iter(values), |row| -> Result<ExportRow, StoreError> {
                let file: Option<String> = row.get(4)?;
                let finished = match (file, row.get::<_, Option<Vec<u8>>>(5)?) {
                    (Some(file), Some(sha256)) => Some(FinishedExport {
                        file,
                        sha256: row::hash(&sha256)?,
                        bytes: row::uint(row.get::<_, Option<i64>>(6)?.unwrap_or(0)),
                        wall_ms: row::uint(row.get::<_, Option<i64>>(7)?.unwrap_or(0)),
                    }),
                    _ => None,
                };
                Ok(ExportRow {
                    id: ExportId(Uuid::from_slice(&row.get::<_, Vec<u8>>(0)?).map_err(|_| row::damaged("id"))?),
                    started_wall_ms: row::uint(row.get(1)?),
                    ranges: row::from_json(&row.get::<_, String>(2)?)?,
                    recipients: row::from_json(&row.get::<_, String>(3)?)?,
                    finished,
                })
            })?;
        rows.collect()
    }

    /// True if a receipt of this hash was taken in before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn has_receipt(&self, sha256: &Hash) -> Result<bool, StoreError> {
        let name = format!("receipt:{}", sha256.to_hex());
        let found: Option<i64> = self
            .db
            .prepare_cached("SELECT 1 FROM documents WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        Ok(found.is_some())
    }
}

/// Joins spans that touch or overlap; ascending.
fn joined(mut spans: Vec<(u64, u64)>) -> Vec<(u64, u64)> {
    spans.sort_unstable();
    let mut out: Vec<(u64, u64)> = Vec::new();
    for (from, to) in spans {
        match out.last_mut() {
            Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}
