//! Reading the log: by person and course, by range, by hash.

use super::row::{self, EVENT_COLUMNS};
use super::{Store, StoreError};
use crate::model::event::{Event, Range, Tip};
use crate::model::id::{CourseId, EpochId, Hash, LearnerId};
use rusqlite::{Connection, OptionalExtension as _, ToSql, params};

/// Events in the order of arrival, and how far they reach.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Events {
    /// The events.
    pub events: Vec<Event>,
    /// Ask again from here for what came after.
    pub position: u64,
}

/// `prev_hash` and `hash`.
type HashColumns = (Vec<u8>, Vec<u8>);

/// What of a person's record belongs to every course: corrections, aliases and status.
const FOR_EVERY_COURSE: &str = "('correction', 'learner.merged', 'learner.unmerged', 'learner.status')";

/// The kinds that an index finds, in the words of that index.
const NOTABLE: &str = "('backup.made', 'pack.imported', 'receipt.taken', 'station.damage')";

pub(super) fn holds(db: &Connection, hash: &Hash) -> Result<bool, StoreError> {
    Ok(db.prepare_cached("SELECT 1 FROM events WHERE hash = ?1")?.exists([hash.0])?)
}

impl Store {
    /// Events that the fold of (learner, course) needs and that arrived after `position`: those of the course, and
    /// corrections, aliases and status of the person.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn events_of(&self, learner: LearnerId, course: &CourseId, position: u64) -> Result<Events, StoreError> {
        let sql = format!(
            "SELECT {EVENT_COLUMNS} FROM events
             WHERE learner = ?1 AND id > ?2 AND (course = ?3 OR (course IS NULL AND kind IN {FOR_EVERY_COURSE})) ORDER BY id"
        );
        self.events(&sql, params![learner.0.as_bytes(), row::int(position), course.as_str()], position)
    }

    /// All events about a learner that arrived after `position`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn events_of_learner(&self, learner: LearnerId, position: u64) -> Result<Events, StoreError> {
        let sql = format!("SELECT {EVENT_COLUMNS} FROM events WHERE learner = ?1 AND id > ?2 ORDER BY id");
        self.events(&sql, params![learner.0.as_bytes(), row::int(position)], position)
    }

    /// At most `limit` events of anybody that arrived after `position`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn events_after(&self, position: u64, limit: u64) -> Result<Events, StoreError> {
        let sql = format!("SELECT {EVENT_COLUMNS} FROM events WHERE id > ?1 ORDER BY id LIMIT ?2");
        self.events(&sql, params![row::int(position), row::int(limit)], position)
    }

    /// The newest `limit` events of anybody, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn latest_events(&self, limit: u64) -> Result<Vec<Event>, StoreError> {
        let sql = format!("SELECT {EVENT_COLUMNS} FROM events ORDER BY id DESC LIMIT ?1");
        Ok(self.events(&sql, params![row::int(limit)], 0)?.events)
    }

    /// All events of one of the kinds that staff are told of (backups, packs carried in, receipts, damage), oldest
    /// first; none of any other kind.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn notable_events(&self, kind: &str) -> Result<Vec<Event>, StoreError> {
        let sql = format!("SELECT {EVENT_COLUMNS} FROM events WHERE kind = ?1 AND kind IN {NOTABLE} ORDER BY id");
        Ok(self.events(&sql, params![kind], 0)?.events)
    }

    /// The wall time of the newest of them, ms.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn last_notable_wall_ms(&self, kind: &str) -> Result<Option<u64>, StoreError> {
        let sql = format!("SELECT wall FROM events WHERE kind = ?1 AND kind IN {NOTABLE} ORDER BY id DESC LIMIT 1");
        let wall: Option<i64> = self.db.prepare_cached(&sql)?.query_row([kind], |row| row.get(0)).optional()?;
        Ok(wall.map(row::uint))
    }

    /// The courses a learner has events of.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn courses_of(&self, learner: LearnerId) -> Result<Vec<CourseId>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT DISTINCT course FROM events WHERE learner = ?1 AND course IS NOT NULL ORDER BY course",
        )?;
        let names = query.query_map([learner.0.as_bytes()], |row| row.get::<_, String>(0))?;
        names.map(|name| row::course_id(&name?)).collect()
    }

    /// What the office's log says about a learner.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn office_events_of(&self, learner: LearnerId) -> Result<Vec<Event>, StoreError> {
        let sql = format!("SELECT {EVENT_COLUMNS} FROM office_events WHERE learner = ?1 ORDER BY id");
        Ok(self.events(&sql, params![learner.0.as_bytes()], 0)?.events)
    }

    /// The event of this hash.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn event(&self, hash: &Hash) -> Result<Option<Event>, StoreError> {
        let sql = format!("SELECT {EVENT_COLUMNS} FROM events WHERE hash = ?1");
        Ok(self.events(&sql, params![hash.0], 0)?.events.pop())
    }

    /// The end of the log.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn last_event(&self) -> Result<Option<Event>, StoreError> {
        Ok(self.latest_events(1)?.pop())
    }

    /// True if the log holds an event of this hash.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn holds(&self, hash: &Hash) -> Result<bool, StoreError> {
        holds(&self.db, hash)
    }

    /// How many events there are.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn event_count(&self) -> Result<u64, StoreError> {
        Ok(row::uint(self.db.prepare_cached("SELECT count(*) FROM events")?.query_row([], |row| row.get(0))?))
    }

    /// The last event of each epoch, oldest epoch first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn heads(&self) -> Result<Vec<Tip>, StoreError> {
        let starts = self.epoch_starts()?;
        let mut heads = Vec::with_capacity(starts.len());
        for (n, (epoch, first_id)) in starts.iter().enumerate() {
            let before = starts.get(n + 1).map_or(i64::MAX, |(_, next)| row::int(*next));
            let (id, hash): (i64, Vec<u8>) = self
                .db
                .prepare_cached("SELECT id, hash FROM events WHERE id < ?1 ORDER BY id DESC LIMIT 1")?
                .query_row([before], |row| Ok((row.get(0)?, row.get(1)?)))?;
            heads.push(Tip { epoch: *epoch, seq: row::uint(id).saturating_sub(*first_id), hash: row::hash(&hash)? });
        }
        Ok(heads)
    }

    /// The range of `epoch` from `from_seq` to `to_seq`, if the log holds all of it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn range(&self, epoch: EpochId, from_seq: u64, to_seq: u64) -> Result<Option<Range>, StoreError> {
        let Some(first_id) = self.first_id(epoch)? else { return Ok(None) };
        let hashes = |seq: u64| -> Result<Option<HashColumns>, StoreError> {
            Ok(self
                .db
                .prepare_cached("SELECT prev_hash, hash FROM events WHERE id = ?1 AND epoch = ?2")?
                .query_row(params![row::int(first_id.saturating_add(seq)), epoch.0], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?)
        };
        let (Some((prev, _)), Some((_, head))) = (hashes(from_seq)?, hashes(to_seq)?) else { return Ok(None) };
        let Some(count) = to_seq.checked_sub(from_seq).map(|n| n + 1) else { return Ok(None) };
        Ok(Some(Range { epoch, from_seq, to_seq, prev_hash: row::hash(&prev)?, head_hash: row::hash(&head)?, count }))
    }

    /// At most `limit` events of `range`, from `from_seq` on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn events_in(&self, range: &Range, from_seq: u64, limit: u64) -> Result<Vec<Event>, StoreError> {
        let Some(first_id) = self.first_id(range.epoch)? else { return Ok(Vec::new()) };
        let from = first_id.saturating_add(from_seq.max(range.from_seq));
        let to = first_id.saturating_add(range.to_seq);
        let sql = format!("SELECT {EVENT_COLUMNS} FROM events WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3");
        Ok(self.events(&sql, params![row::int(from), row::int(to), row::int(limit)], 0)?.events)
    }

    pub(super) fn epoch_starts(&self) -> Result<Vec<(EpochId, u64)>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT epoch, first_id FROM epochs ORDER BY first_id")?;
        let rows = query.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?)))?;
        rows.map(|row| row.map_err(StoreError::from).and_then(|(epoch, id)| Ok((row::epoch(&epoch)?, row::uint(id)))))
            .collect()
    }

    fn first_id(&self, epoch: EpochId) -> Result<Option<u64>, StoreError> {
        let id: Option<i64> = self
            .db
            .prepare_cached("SELECT first_id FROM epochs WHERE epoch = ?1")?
            .query_row([epoch.0], |row| row.get(0))
            .optional()?;
        Ok(id.map(row::uint))
    }

    pub(super) fn events(&self, sql: &str, values: &[&dyn ToSql], position: u64) -> Result<Events, StoreError> {
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query(values)?;
        let mut found = Events { events: Vec::new(), position };
        while let Some(row) = rows.next()? {
            let (id, event) = row::event(row)?;
            found.position = found.position.max(id);
            found.events.push(event);
        }
        Ok(found)
    }
}
