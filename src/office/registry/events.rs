//! Events in the registry: what is there of them, and reading them for the fold.

use super::db::{AsValue, Row, Value, marks, values};
use super::{Registry, RegistryError, damaged};
use crate::model::event::{Body, Event, Header, Range, Tip};
use crate::model::id::{EpochId, Hash, LearnerId, Salt, StationId};
use crate::office::merge::{After, Standing};

/// An event that is there, in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its number in its epoch.
    pub seq: u64,
    /// The event before it.
    pub prev_hash: Hash,
    /// What it is known by.
    pub hash: Hash,
    /// Its body is there.
    pub has_body: bool,
}

/// How many events there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EventCounts {
    /// They count.
    pub counted: u64,
    /// Of stations nobody confirmed yet.
    pub unconfirmed: u64,
    /// Of retired stations: kept apart.
    pub quarantined: u64,
    /// Below which something is missing.
    pub unrooted: u64,
}

pub(super) const COLUMNS: &str = "hash, prev_hash, body_hash, header, salt, body";

pub(super) fn event(row: &Row<'_>) -> Result<Event, RegistryError> {
    StoredEvent::of(row)?.read()
}

/// An event as it lies there. To read it takes longer than to fetch it, and needs no database.
pub(in crate::office) struct StoredEvent {
    hash: Hash,
    prev_hash: Hash,
    body_hash: Hash,
    header: Vec<u8>,
    body: Option<(Salt, Vec<u8>)>,
}

impl StoredEvent {
    fn of(row: &Row<'_>) -> Result<Self, RegistryError> {
        let (salt, body) = (row.get::<Option<Salt>>(4)?, row.get::<Option<&[u8]>>(5)?);
        Ok(Self {
            hash: row.get(0)?,
            prev_hash: row.get(1)?,
            body_hash: row.get(2)?,
            header: row.get::<&[u8]>(3)?.to_vec(),
            body: salt.zip(body.map(<[u8]>::to_vec)),
        })
    }

    /// Bytes of its header and body.
    pub(in crate::office) fn size(&self) -> usize {
        self.header.len() + self.body.as_ref().map_or(0, |(_, body)| body.len())
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`RegistryError::Damaged`].
    pub(in crate::office) fn read(&self) -> Result<Event, RegistryError> {
        let header: Header = serde_json::from_slice(&self.header).map_err(|_| damaged("event"))?;
        let body = match &self.body {
            Some((salt, body)) => Some((*salt, Body::from_text(&header.kind, body).map_err(|_| damaged("event"))?)),
            None => None,
        };
        Ok(Event { header, prev_hash: self.prev_hash, body_hash: self.body_hash, hash: self.hash, body })
    }
}

impl Registry {
    /// True if an event of a station is here, in its place.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn holds(&self, station: StationId, event: &Tip) -> Result<bool, RegistryError> {
        let sql = "SELECT 1 FROM event
             WHERE epoch = (SELECT id FROM epoch WHERE station = ?1 AND epoch = ?2) AND seq = ?3 AND hash = ?4";
        self.db.has(sql, values![station, event.epoch, event.seq, event.hash])
    }

    /// True if any event of this station is here.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn has_events(&self, station: StationId) -> Result<bool, RegistryError> {
        self.db.has("SELECT 1 FROM epoch WHERE station = ?1", values![station])
    }

    /// True if all of `range` is here with its bodies: its last event is, and so is the whole chain below it.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn holds_range(&self, station: StationId, range: &Range) -> Result<bool, RegistryError> {
        let epoch: Option<i64> = self.db.first(
            "SELECT epoch FROM event
             WHERE epoch = (SELECT id FROM epoch WHERE station = ?1 AND epoch = ?2) AND seq = ?3 AND hash = ?4
               AND rooted = 1",
            values![station, range.epoch, range.to_seq, range.head_hash],
            |row| row.get(0),
        )?;
        let Some(epoch) = epoch else { return Ok(false) };
        let lacks_body = self.db.has(
            "SELECT 1 FROM event WHERE epoch = ?1 AND seq BETWEEN ?2 AND ?3 AND body IS NULL",
            values![epoch, range.from_seq, range.to_seq],
        )?;
        Ok(!lacks_body)
    }

    /// The events of a station that directly follow one, or its beginnings; with the instant the office first saw each, ms.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn followers(&self, station: StationId, after: &After) -> Result<Vec<(Tip, u64)>, RegistryError> {
        let sql = "SELECT p.epoch, e.seq, e.hash, e.opened FROM event e JOIN epoch p ON p.id = e.epoch
              WHERE e.prev_hash = ?1 AND e.seq = 0 AND p.station = ?2
             UNION SELECT p.epoch, e.seq, e.hash, e.opened FROM event e JOIN epoch p ON p.id = e.epoch
              WHERE e.prev_hash = ?1 AND e.rooted = 0 AND p.station = ?2
             UNION SELECT p.epoch, e.seq, e.hash, e.opened FROM event e JOIN epoch p ON p.id = e.epoch
              WHERE e.epoch = (SELECT id FROM epoch WHERE station = ?2 AND epoch = ?3) AND e.seq = ?4
                AND e.prev_hash = ?1";
        let next = after.place.map(|(epoch, seq)| (epoch, seq + 1));
        let (epoch, seq) = next.unzip();
        self.db.all(sql, values![after.hash, station, epoch, seq], |row| {
            Ok((Tip { epoch: row.get(0)?, seq: row.get(1)?, hash: row.get(2)? }, row.get(3)?))
        })
    }

    /// The first events of a station's epochs, each with the one before it.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn starts(&self, station: StationId) -> Result<Vec<(Hash, Hash)>, RegistryError> {
        let sql =
            "SELECT e.prev_hash, e.hash FROM epoch p JOIN event e ON e.epoch = p.id AND e.seq = 0 WHERE p.station = ?1";
        self.db.all(sql, values![station], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The events already there in some places of an epoch, into `out`.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn held_in(
        &self,
        station: StationId,
        epoch: EpochId,
        places: std::ops::Range<u64>,
        out: &mut Vec<Known>,
    ) -> Result<(), RegistryError> {
        let sql = "SELECT seq, prev_hash, hash, body IS NOT NULL FROM event
             WHERE epoch = (SELECT id FROM epoch WHERE station = ?1 AND epoch = ?2) AND seq >= ?3 AND seq < ?4";
        self.db.each(sql, values![station, epoch, places.start, places.end], |row| {
            let (seq, prev_hash) = (row.get(0)?, row.get(1)?);
            out.push(Known { seq, prev_hash, hash: row.get(2)?, has_body: row.get(3)? });
            Ok(true)
        })
    }

    /// How many events there are, of one station or of all.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn counts(&self, station: Option<StationId>) -> Result<EventCounts, RegistryError> {
        let of_station = if station.is_some() { "JOIN epoch p ON p.id = e.epoch WHERE p.station = ?1" } else { "" };
        let sql = format!(
            "SELECT e.standing, count(*), CAST(sum(1 - e.rooted) AS BIGINT) FROM event e {of_station} GROUP BY e.standing"
        );
        let mut counts = EventCounts::default();
        let station: Vec<Value<'_>> = station.iter().map(AsValue::as_value).collect();
        self.db.each(&sql, &station, |row| {
            let count = row.get(1)?;
            match Standing::from_number(row.get(0)?) {
                Some(Standing::Counted) => counts.counted = count,
                Some(Standing::Unconfirmed) => counts.unconfirmed = count,
                Some(Standing::Quarantined) => counts.quarantined = count,
                None => return Err(damaged("event")),
            }
            counts.unrooted += row.get::<u64>(2)?;
            Ok(true)
        })?;
        Ok(counts)
    }

    /// The counted events about a learner, with the instant the office first saw each.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn events_of(&self, learner: LearnerId) -> Result<Vec<(Event, u64)>, RegistryError> {
        let stored = self.stored_events_of(learner)?;
        stored.into_iter().map(|(event, opened)| Ok((event.read()?, opened))).collect()
    }

    /// The same, not read yet.
    pub(in crate::office) fn stored_events_of(
        &self,
        learner: LearnerId,
    ) -> Result<Vec<(StoredEvent, u64)>, RegistryError> {
        let sql = format!("SELECT {COLUMNS}, opened FROM event WHERE learner = ?1 AND standing = 0 ORDER BY id");
        self.db.all(&sql, values![learner], |row| Ok((StoredEvent::of(row)?, row.get(6)?)))
    }

    /// The events about a learner that are kept apart because nobody has confirmed this station.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub(in crate::office) fn unconfirmed_of(
        &self,
        learner: LearnerId,
        station: StationId,
    ) -> Result<Vec<(Event, u64)>, RegistryError> {
        let sql = format!(
            "SELECT {COLUMNS}, opened FROM event WHERE learner = ?1 AND standing = 1
               AND epoch IN (SELECT id FROM epoch WHERE station = ?2)"
        );
        self.db.all(&sql, values![learner, station], |row| Ok((event(row)?, row.get(6)?)))
    }

    /// The counted events of these kinds, all people's.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn events_of_kinds(&self, kinds: &[&str]) -> Result<Vec<Event>, RegistryError> {
        let kinds_asked: Vec<Value<'_>> = kinds.iter().map(|kind| Value::Text(kind)).collect();
        self.db.all(&format!("{} ORDER BY id", of_kinds(kinds)), &kinds_asked, event)
    }

    /// Every learner with counted events.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn learners(&self) -> Result<Vec<LearnerId>, RegistryError> {
        let sql = "SELECT DISTINCT learner FROM event WHERE standing = 0 AND learner IS NOT NULL ORDER BY learner";
        self.db.all(sql, &[], |row| row.get(0))
    }

    /// The stations that wrote something about a learner.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn stations_of(&self, learner: LearnerId) -> Result<Vec<StationId>, RegistryError> {
        let sql = "SELECT DISTINCT p.station FROM (SELECT DISTINCT epoch FROM event WHERE learner = ?1) e
             JOIN epoch p ON p.id = e.epoch";
        self.db.all(sql, values![learner], |row| row.get(0))
    }

    /// Gives every event of the registry to `take`, by hash: its hash and standing, whether it is rooted and has its body.
    pub(super) fn each_event(&self, mut take: impl FnMut([u8; 32], i64, bool, bool)) -> Result<(), RegistryError> {
        let sql = "SELECT hash, standing, rooted, body IS NOT NULL FROM event ORDER BY hash";
        self.db.each(sql, &[], |row| {
            take(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(true)
        })
    }
}

/// What asks for counted events of these kinds.
fn of_kinds(kinds: &[&str]) -> String {
    let marks = marks(1, kinds.len());
    // As the index names them: only then is it used.
    let register = if kinds.iter().all(|kind| REGISTER.contains(kind)) {
        format!("kind IN ('{}') AND", REGISTER.join("', '"))
    } else {
        String::new()
    };
    format!("SELECT {COLUMNS} FROM event WHERE {register} standing = 0 AND kind IN ({marks})")
}

/// The kinds of the index `event_register`.
const REGISTER: [&str; 6] =
    ["learner.added", "learner.changed", "learner.status", "learner.merged", "learner.unmerged", "receipt.taken"];
