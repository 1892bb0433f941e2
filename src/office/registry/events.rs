//! Events in the registry: adding, filling in, rooting, and reading them for the fold.

use super::{Registry, RegistryError, RegistryWriter, bytes, damaged, int, uint};
use crate::format::event_log::{NO_HASH, ReadLine};
use crate::model::event::{Body, Event, Header, Range, Tip};
use crate::model::id::{CourseId, EpochId, Hash, LearnerId, Salt, StationId};
use crate::office::merge::Standing;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

/// What the registry knows of an event already there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Its body is there.
    pub has_body: bool,
    /// Whether it counts.
    pub standing: Standing,
}

/// How many events there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EventCounts {
    /// They count.
    pub counted: u64,
    /// Of stations nobody confirmed yet.
    pub unconfirmed: u64,
    /// Of retired stations, after their last good event.
    pub quarantined: u64,
    /// Below which something is missing.
    pub unrooted: u64,
}

fn blob_hash(row: &Row<'_>, column: usize) -> Result<Hash, RegistryError> {
    Ok(Hash(bytes(row.get_ref(column)?.as_blob().map_err(|_| damaged("event"))?, "event")?))
}

const COLUMNS: &str = "hash, prev_hash, body_hash, header, salt, body";

fn event(row: &Row<'_>) -> Result<Event, RegistryError> {
    let hash = |index: usize| -> Result<Hash, RegistryError> {
        Ok(Hash(bytes(row.get_ref(index)?.as_blob().map_err(|_| damaged("event"))?, "event")?))
    };
    let header = row.get_ref(3)?.as_blob().map_err(|_| damaged("event"))?;
    let header: Header = serde_json::from_slice(header).map_err(|_| damaged("event"))?;
    let salt: Option<Vec<u8>> = row.get(4)?;
    let body: Option<Vec<u8>> = row.get(5)?;
    let body = match (salt, body) {
        (Some(salt), Some(body)) => {
            let value = serde_json::from_slice(&body).map_err(|_| damaged("event"))?;
            Some((Salt(bytes(&salt, "event")?), Body::read(&header.kind, value)))
        }
        _ => None,
    };
    Ok(Event { header, prev_hash: hash(1)?, body_hash: hash(2)?, hash: hash(0)?, body })
}

fn held(db: &Connection, hash: &Hash) -> Result<Option<Held>, RegistryError> {
    let found: Option<(bool, i64)> = db
        .prepare_cached("SELECT body IS NOT NULL, standing FROM event WHERE hash = ?1")?
        .query_row([hash.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found
        .map(|(has_body, standing)| {
            let standing = Standing::from_number(standing).ok_or_else(|| damaged("event"))?;
            Ok(Held { has_body, standing })
        })
        .transpose()
}

impl Registry {
    /// What is known of an event.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn held(&self, hash: &Hash) -> Result<Option<Held>, RegistryError> {
        held(&self.db, hash)
    }

    /// True if any event of this station is here.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn has_events(&self, station: StationId) -> Result<bool, RegistryError> {
        Ok(self.db.prepare_cached("SELECT 1 FROM epoch WHERE station = ?1")?.exists([station.0])?)
    }

    /// True if all of `range` is here with its bodies: its last event is, and so is the whole chain below it.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn holds_range(&self, station: StationId, range: &Range) -> Result<bool, RegistryError> {
        let epoch: Option<i64> = self
            .db
            .prepare_cached(
                "SELECT e.epoch FROM event e JOIN epoch p ON p.id = e.epoch
                 WHERE e.hash = ?1 AND e.seq = ?2 AND e.rooted = 1 AND p.station = ?3 AND p.epoch = ?4",
            )?
            .query_row(params![range.head_hash.0, int(range.to_seq), station.0, range.epoch.0], |row| row.get(0))
            .optional()?;
        let Some(epoch) = epoch else { return Ok(false) };
        let lacks_body = self
            .db
            .prepare_cached("SELECT 1 FROM event WHERE epoch = ?1 AND seq BETWEEN ?2 AND ?3 AND body IS NULL")?
            .exists(params![epoch, int(range.from_seq), int(range.to_seq)])?;
        Ok(!lacks_body)
    }

    /// The events of a station that directly follow `prev`; for zeros, its beginnings.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn followers(&self, station: StationId, prev: &Hash) -> Result<Vec<Hash>, RegistryError> {
        let mut query = self.db.prepare_cached(
            "SELECT e.hash FROM event e JOIN epoch p ON p.id = e.epoch
              WHERE e.prev_hash = ?1 AND e.seq = 0 AND p.station = ?2
             UNION SELECT e.hash FROM event e JOIN epoch p ON p.id = e.epoch
              WHERE e.prev_hash = ?1 AND e.rooted = 0 AND p.station = ?2
             UNION SELECT e.hash FROM event x JOIN event e ON e.epoch = x.epoch AND e.seq = x.seq + 1
               JOIN epoch p ON p.id = e.epoch WHERE x.hash = ?1 AND e.prev_hash = ?1 AND p.station = ?2",
        )?;
        let mut rows = query.query(params![prev.0, station.0])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push(blob_hash(row, 0)?);
        }
        Ok(out)
    }

    /// The first events of a station's epochs, each with the one before it.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn starts(&self, station: StationId) -> Result<Vec<(Hash, Hash)>, RegistryError> {
        let mut query = self.db.prepare_cached(
            "SELECT e.prev_hash, e.hash FROM epoch p JOIN event e ON e.epoch = p.id AND e.seq = 0 WHERE p.station = ?1",
        )?;
        let rows = query.query_and_then([station.0], |row| Ok((blob_hash(row, 0)?, blob_hash(row, 1)?)))?;
        rows.collect()
    }

    /// The events already there in the places of a range: the hash before each, its own, and what is known of it.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn held_in(&self, station: StationId, range: &Range) -> Result<Vec<(Hash, Hash, Held)>, RegistryError> {
        let mut query = self.db.prepare_cached(
            "SELECT prev_hash, hash, body IS NOT NULL, standing FROM event
             WHERE epoch = (SELECT id FROM epoch WHERE station = ?1 AND epoch = ?2) AND seq BETWEEN ?3 AND ?4",
        )?;
        let place = params![station.0, range.epoch.0, int(range.from_seq), int(range.to_seq)];
        let rows = query.query_and_then(place, |row| {
            let standing = Standing::from_number(row.get(3)?).ok_or_else(|| damaged("event"))?;
            Ok((blob_hash(row, 0)?, blob_hash(row, 1)?, Held { has_body: row.get(2)?, standing }))
        })?;
        rows.collect()
    }

    /// How many events there are, of one station or of all.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn counts(&self, station: Option<StationId>) -> Result<EventCounts, RegistryError> {
        let mut query = self.db.prepare_cached(
            "SELECT e.standing, count(*), sum(1 - e.rooted) FROM event e JOIN epoch p ON p.id = e.epoch
             WHERE ?1 IS NULL OR p.station = ?1 GROUP BY e.standing",
        )?;
        let mut rows = query.query([station.map(|id| id.0)])?;
        let mut counts = EventCounts::default();
        while let Some(row) = rows.next()? {
            let (standing, count): (i64, u64) = (row.get(0)?, uint(row.get(1)?));
            match Standing::from_number(standing) {
                Some(Standing::Counted) => counts.counted = count,
                Some(Standing::Unconfirmed) => counts.unconfirmed = count,
                Some(Standing::Quarantined) => counts.quarantined = count,
                None => return Err(damaged("event")),
            }
            counts.unrooted += uint(row.get(2)?);
        }
        Ok(counts)
    }

    /// The counted events about a learner, with the instant the office first saw each.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn events_of(&self, learner: LearnerId) -> Result<Vec<(Event, u64)>, RegistryError> {
        let sql = format!("SELECT {COLUMNS}, opened FROM event WHERE learner = ?1 AND standing = 0 ORDER BY id");
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_and_then([learner.0.as_bytes()], |row| Ok((event(row)?, uint(row.get(6)?))))?;
        rows.collect()
    }

    /// The counted events of these kinds, all people's.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn events_of_kinds(&self, kinds: &[&str]) -> Result<Vec<Event>, RegistryError> {
        let marks = vec!["?"; kinds.len()].join(",");
        // As the index names them: only then is it used.
        let register = if kinds.iter().all(|kind| REGISTER.contains(kind)) {
            format!("kind IN ('{}') AND", REGISTER.join("', '"))
        } else {
            String::new()
        };
        let sql =
            format!("SELECT {COLUMNS} FROM event WHERE {register} standing = 0 AND kind IN ({marks}) ORDER BY id");
        let mut query = self.db.prepare(&sql)?;
        let rows = query.query_and_then(rusqlite::params_from_iter(kinds), event)?;
        rows.collect()
    }

    /// Every learner with counted events.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn learners(&self) -> Result<Vec<LearnerId>, RegistryError> {
        let mut query = self.db.prepare_cached(
            "SELECT DISTINCT learner FROM event WHERE standing = 0 AND learner IS NOT NULL ORDER BY learner",
        )?;
        let rows = query.query_and_then([], |row| learner(row, 0))?;
        rows.collect()
    }

    /// The learners a station's events are about.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn learners_at(&self, station: StationId) -> Result<Vec<LearnerId>, RegistryError> {
        let mut query = self.db.prepare_cached(
            "SELECT DISTINCT e.learner FROM event e JOIN epoch p ON p.id = e.epoch
             WHERE p.station = ?1 AND e.learner IS NOT NULL",
        )?;
        let rows = query.query_and_then([station.0], |row| learner(row, 0))?;
        rows.collect()
    }

    /// Gives every event of the registry to `take`, its hash and standing, whether it is rooted and has its body.
    pub(super) fn each_event(&self, mut take: impl FnMut([u8; 32], i64, bool, bool)) -> Result<(), RegistryError> {
        let mut query =
            self.db.prepare_cached("SELECT hash, standing, rooted, body IS NOT NULL FROM event ORDER BY hash")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let hash = bytes(row.get_ref(0)?.as_blob().map_err(|_| damaged("event"))?, "event")?;
            take(hash, row.get(1)?, row.get(2)?, row.get(3)?);
        }
        Ok(())
    }
}

fn learner(row: &Row<'_>, column: usize) -> Result<LearnerId, RegistryError> {
    let id: Vec<u8> = row.get(column)?;
    Ok(LearnerId(Uuid::from_slice(&id).map_err(|_| damaged("event"))?))
}

/// The kinds of the index `event_register`.
const REGISTER: [&str; 6] =
    ["learner.added", "learner.changed", "learner.status", "learner.merged", "learner.unmerged", "receipt.taken"];

/// An event on its way into the registry.
pub(in crate::office) struct Incoming {
    /// As it was read, but for its body's value.
    read: ReadLine,
    salt: Option<Salt>,
    parent: Option<Tip>,
    /// The course it belongs to.
    course: Option<CourseId>,
}

impl Incoming {
    /// Reads the body by its kind.
    pub(in crate::office) fn of(mut read: ReadLine) -> Self {
        let (salt, body) = match read.body.take() {
            Some((salt, value)) => (Some(salt), Some(Body::read(&read.header.kind, value))),
            None => (None, None),
        };
        let parent = match &body {
            Some(Body::EpochStarted(body)) => body.parent,
            _ => None,
        };
        let course = body.as_ref().and_then(Body::course).cloned();
        Self { read, salt, parent, course }
    }
}

/// Adds the events of one station, one after the other: remembers the epoch and the event before.
pub(in crate::office) struct EventAdder {
    station: StationId,
    opened: u64,
    epoch: Option<(EpochId, i64)>,
    before: Option<(Hash, bool)>,
    /// Something in the registry may hang on what comes.
    has_unrooted: bool,
}

impl EventAdder {
    pub(in crate::office) fn new(
        writer: &RegistryWriter<'_>,
        station: StationId,
        opened: u64,
    ) -> Result<Self, RegistryError> {
        let has_unrooted = writer.db.prepare_cached("SELECT 1 FROM event WHERE rooted = 0 LIMIT 1")?.exists([])?;
        Ok(Self { station, opened, epoch: None, before: None, has_unrooted })
    }

    /// Adds an event that is not there yet, and roots it and what hung on it if it can.
    pub(in crate::office) fn add(
        &mut self,
        writer: &mut RegistryWriter<'_>,
        event: &Incoming,
        standing: Standing,
    ) -> Result<(), RegistryError> {
        let read = &event.read;
        let epoch = match self.epoch {
            Some((epoch, id)) if epoch == read.header.epoch => id,
            _ => writer.epoch(self.station, read.header.epoch)?,
        };
        self.epoch = Some((read.header.epoch, epoch));
        let rooted = match self.before {
            _ if read.prev_hash == NO_HASH => true,
            Some((hash, rooted)) if hash == read.prev_hash => rooted,
            _ => writer.is_rooted(&read.prev_hash)?,
        };
        self.before = Some((read.hash, rooted));
        writer.insert(event, &EventRow { epoch, standing, rooted, opened: self.opened })?;
        if let Some(parent) = &event.parent {
            writer.set_epoch_parent(epoch, parent)?;
        }
        self.has_unrooted |= !rooted;
        if rooted && self.has_unrooted { writer.root_followers(read.hash) } else { Ok(()) }
    }
}

/// What the registry notes beside an event.
struct EventRow {
    epoch: i64,
    standing: Standing,
    rooted: bool,
    opened: u64,
}

impl RegistryWriter<'_> {
    fn is_rooted(&self, hash: &Hash) -> Result<bool, RegistryError> {
        let found: Option<bool> = self
            .db
            .prepare_cached("SELECT rooted FROM event WHERE hash = ?1")?
            .query_row([hash.0], |row| row.get(0))
            .optional()?;
        Ok(found.unwrap_or(false))
    }

    fn insert(&mut self, event: &Incoming, about: &EventRow) -> Result<(), RegistryError> {
        let read = &event.read;
        self.db
            .prepare_cached(
                "INSERT INTO event(hash, prev_hash, body_hash, epoch, seq, kind, learner, course, header, salt, body,
                   standing, rooted, opened) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                read.hash.0,
                read.prev_hash.0,
                read.body_hash.0,
                about.epoch,
                int(read.header.seq),
                read.header.kind,
                read.header.learner.map(|id| *id.0.as_bytes()),
                event.course.as_ref().map(CourseId::as_str),
                read.text.header,
                event.salt.map(|salt| salt.0),
                read.text.body,
                about.standing.number(),
                about.rooted,
                int(about.opened),
            ])?;
        Ok(())
    }

    /// Roots every event that hangs on `hash`, however long the run.
    fn root_followers(&mut self, hash: Hash) -> Result<(), RegistryError> {
        let mut stack = vec![hash.0.to_vec()];
        while let Some(prev) = stack.pop() {
            let mut query = self
                .db
                .prepare_cached("UPDATE event SET rooted = 1 WHERE prev_hash = ?1 AND rooted = 0 RETURNING hash")?;
            let mut rows = query.query([&prev])?;
            while let Some(row) = rows.next()? {
                stack.push(row.get(0)?);
            }
        }
        Ok(())
    }

    /// Fills the body of an event that had come without it.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub(in crate::office) fn fill_body(&mut self, event: &Incoming) -> Result<(), RegistryError> {
        let Some(salt) = &event.salt else { return Ok(()) };
        self.db
            .prepare_cached("UPDATE event SET salt = ?2, body = ?3, course = ?4 WHERE hash = ?1 AND body IS NULL")?
            .execute(params![
                event.read.hash.0,
                salt.0,
                event.read.text.body,
                event.course.as_ref().map(CourseId::as_str),
            ])?;
        Ok(())
    }

    /// Lets the events count that were kept apart because nobody had confirmed their station. Gives how many.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn count_unconfirmed(&mut self, station: StationId) -> Result<usize, RegistryError> {
        Ok(self
            .db
            .prepare_cached(
                "UPDATE event SET standing = 0 WHERE standing = 1 AND epoch IN (SELECT id FROM epoch WHERE station = ?1)",
            )?
            .execute([station.0])?)
    }

    /// Keeps the events of a retired station apart that are not good. Gives how many.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn quarantine(&mut self, station: StationId, is_good: impl Fn(&Tip) -> bool) -> Result<usize, RegistryError> {
        let mut query = self.db.prepare_cached(
            "SELECT e.id, p.epoch, e.seq, e.hash FROM event e JOIN epoch p ON p.id = e.epoch WHERE p.station = ?1",
        )?;
        let mut rows = query.query([station.0])?;
        let mut bad = Vec::new();
        while let Some(row) = rows.next()? {
            let tip = Tip {
                epoch: EpochId(bytes(&row.get::<_, Vec<u8>>(1)?, "epoch")?),
                seq: uint(row.get(2)?),
                hash: Hash(bytes(&row.get::<_, Vec<u8>>(3)?, "event")?),
            };
            if !is_good(&tip) {
                bad.push(row.get::<_, i64>(0)?);
            }
        }
        drop(rows);
        for id in &bad {
            self.db.prepare_cached("UPDATE event SET standing = 2 WHERE id = ?1")?.execute([id])?;
        }
        Ok(bad.len())
    }
}
