//! Events in the registry: adding, filling in, rooting, and reading them for the fold.

use super::db::{AsValue, Row, Table, Value, marks, values};
use super::{Registry, RegistryError, RegistryWriter, damaged};
use crate::format::event_log::{NO_HASH, ReadLine};
use crate::model::event::{Body, Event, Header, Range, Tip};
use crate::model::id::{CourseId, EpochId, Hash, LearnerId, Salt, StationId};
use crate::office::merge::Standing;
use serde::Deserialize;

/// What the registry knows of an event already there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Its body is there.
    pub has_body: bool,
    /// Whether it counts.
    pub standing: Standing,
}

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
    /// Of retired stations, after their last good event.
    pub quarantined: u64,
    /// Below which something is missing.
    pub unrooted: u64,
}

pub(super) const COLUMNS: &str = "hash, prev_hash, body_hash, header, salt, body";

pub(super) fn event(row: &Row<'_>) -> Result<Event, RegistryError> {
    let header: Header = serde_json::from_slice(row.get(3)?).map_err(|_| damaged("event"))?;
    let body = match (row.get::<Option<Salt>>(4)?, row.get::<Option<&[u8]>>(5)?) {
        (Some(salt), Some(body)) => {
            let value = serde_json::from_slice(body).map_err(|_| damaged("event"))?;
            Some((salt, Body::read(&header.kind, value)))
        }
        _ => None,
    };
    Ok(Event { header, prev_hash: row.get(1)?, body_hash: row.get(2)?, hash: row.get(0)?, body })
}

/// What is known of an event, from two columns.
fn held(row: &Row<'_>, first: usize) -> Result<Held, RegistryError> {
    let standing = Standing::from_number(row.get(first + 1)?).ok_or_else(|| damaged("event"))?;
    Ok(Held { has_body: row.get(first)?, standing })
}

impl Registry {
    /// What is known of an event.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn held(&self, hash: &Hash) -> Result<Option<Held>, RegistryError> {
        self.db.first("SELECT body IS NOT NULL, standing FROM event WHERE hash = ?1", values![hash], |row| held(row, 0))
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
            "SELECT e.epoch FROM event e JOIN epoch p ON p.id = e.epoch
             WHERE e.hash = ?1 AND e.seq = ?2 AND e.rooted = 1 AND p.station = ?3 AND p.epoch = ?4",
            values![range.head_hash, range.to_seq, station, range.epoch],
            |row| row.get(0),
        )?;
        let Some(epoch) = epoch else { return Ok(false) };
        let lacks_body = self.db.has(
            "SELECT 1 FROM event WHERE epoch = ?1 AND seq BETWEEN ?2 AND ?3 AND body IS NULL",
            values![epoch, range.from_seq, range.to_seq],
        )?;
        Ok(!lacks_body)
    }

    /// The events of a station that directly follow `prev`; for zeros, its beginnings.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn followers(&self, station: StationId, prev: &Hash) -> Result<Vec<Hash>, RegistryError> {
        let sql = "SELECT e.hash FROM event e JOIN epoch p ON p.id = e.epoch
              WHERE e.prev_hash = ?1 AND e.seq = 0 AND p.station = ?2
             UNION SELECT e.hash FROM event e JOIN epoch p ON p.id = e.epoch
              WHERE e.prev_hash = ?1 AND e.rooted = 0 AND p.station = ?2
             UNION SELECT e.hash FROM event x JOIN event e ON e.epoch = x.epoch AND e.seq = x.seq + 1
               JOIN epoch p ON p.id = e.epoch WHERE x.hash = ?1 AND e.prev_hash = ?1 AND p.station = ?2";
        self.db.all(sql, values![prev, station], |row| row.get(0))
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
        let sql = format!("SELECT {COLUMNS}, opened FROM event WHERE learner = ?1 AND standing = 0 ORDER BY id");
        self.db.all(&sql, values![learner], |row| Ok((event(row)?, row.get(6)?)))
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

    /// Gives every event of the registry to `take`, its hash and standing, whether it is rooted and has its body.
    pub(super) fn each_event(&self, mut take: impl FnMut([u8; 32], i64, bool, bool)) -> Result<(), RegistryError> {
        let sql = "SELECT hash, standing, rooted, body IS NOT NULL FROM event WHERE hash > ?1 ORDER BY hash LIMIT ?2";
        let mut after = Vec::new();
        loop {
            let mut count = 0;
            let mut last = [0; 32];
            self.db.each(sql, values![after, EVENTS_AT_ONCE], |row| {
                (count, last) = (count + 1, row.get(0)?);
                take(last, row.get(1)?, row.get(2)?, row.get(3)?);
                Ok(true)
            })?;
            if count < EVENTS_AT_ONCE {
                return Ok(());
            }
            after = last.to_vec();
        }
    }
}

/// How many events are asked for at once where all are wanted: a server's answer is kept in memory.
const EVENTS_AT_ONCE: u64 = 20_000;

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

/// An event on its way into the registry.
pub(in crate::office) struct Incoming {
    read: ReadLine,
    parent: Option<Tip>,
    /// The course it belongs to.
    course: Option<CourseId>,
}

impl Incoming {
    /// What is noted beside an event, without making a value of its body: an office reads millions.
    pub(in crate::office) fn of(read: ReadLine) -> Self {
        let (parent, body) = (read.parent(), read.text.body.as_deref());
        let course = body.and_then(|body| course_named(&read.header.kind, body));
        Self { read, parent, course }
    }
}

/// What tells in a body which course it is about.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Named<'a> {
    #[serde(borrow)]
    at: At<'a>,
    course: Option<&'a str>,
    kind: Option<&'a str>,
    target: Option<&'a str>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct At<'a> {
    course: Option<&'a str>,
}

/// The course that a body names, where [`Body::course`] finds it.
fn course_named(kind: &str, body: &[u8]) -> Option<CourseId> {
    let named: Named<'_> = serde_json::from_slice(body).ok()?;
    let course = match kind {
        "certificate.provisional" | "certificate.official" | "certificate.revoked" | "certificate.saved" => {
            named.target
        }
        "enrolment.set" => named.target.filter(|_| named.kind == Some("course")),
        _ => named.at.course.or(named.course),
    };
    CourseId::parse(course?).ok()
}

/// Adds the events of one station, one after the other: remembers the epoch and the event before.
pub(in crate::office) struct EventAdder {
    station: StationId,
    opened: u64,
    epoch: Option<(EpochId, i64)>,
    before: Option<(Hash, bool)>,
    /// Something in the registry may hang on what comes.
    has_unrooted: bool,
    /// Not yet written.
    waiting: Vec<(Incoming, EventRow)>,
}

impl EventAdder {
    pub(in crate::office) fn new(
        writer: &RegistryWriter<'_>,
        station: StationId,
        opened: u64,
    ) -> Result<Self, RegistryError> {
        let has_unrooted = writer.db.has("SELECT 1 FROM event WHERE rooted = 0 LIMIT 1", &[])?;
        Ok(Self { station, opened, epoch: None, before: None, has_unrooted, waiting: Vec::new() })
    }

    /// Adds an event that is not there yet, and roots it and what hung on it if it can. It is written no later than
    /// [`EventAdder::finish`].
    pub(in crate::office) fn add(
        &mut self,
        writer: &mut RegistryWriter<'_>,
        event: Incoming,
        standing: Standing,
    ) -> Result<(), RegistryError> {
        let (hash, prev_hash, epoch) = (event.read.hash, event.read.prev_hash, event.read.header.epoch);
        let epoch_row = match self.epoch {
            Some((known, id)) if known == epoch => id,
            _ => writer.epoch(self.station, epoch)?,
        };
        self.epoch = Some((epoch, epoch_row));
        let rooted = match self.before {
            _ if prev_hash == NO_HASH => true,
            Some((before, rooted)) if before == prev_hash => rooted,
            _ => {
                self.finish(writer)?;
                writer.is_rooted(&prev_hash)?
            }
        };
        self.before = Some((hash, rooted));
        if let Some(parent) = &event.parent {
            writer.set_epoch_parent(epoch_row, parent)?;
        }
        self.waiting.push((event, EventRow { epoch: epoch_row, standing, rooted, opened: self.opened }));
        self.has_unrooted |= !rooted;
        if rooted && self.has_unrooted {
            self.finish(writer)?;
            writer.root_followers(hash)?;
        }
        if self.waiting.len() >= writer.db.rows_at_once() { self.finish(writer) } else { Ok(()) }
    }

    /// Fills the body of an event that had come without it, perhaps in this very file.
    pub(in crate::office) fn fill(
        &mut self,
        writer: &mut RegistryWriter<'_>,
        event: &Incoming,
    ) -> Result<(), RegistryError> {
        self.finish(writer)?;
        writer.fill_body(event)
    }

    /// Writes what waits.
    pub(in crate::office) fn finish(&mut self, writer: &mut RegistryWriter<'_>) -> Result<(), RegistryError> {
        writer.insert(&self.waiting)?;
        self.waiting.clear();
        Ok(())
    }
}

/// What the registry notes beside an event.
struct EventRow {
    epoch: i64,
    standing: Standing,
    rooted: bool,
    opened: u64,
}

/// The columns of an event, in the order in which it is written.
const EVENT: &[&str] = &[
    "hash",
    "prev_hash",
    "body_hash",
    "epoch",
    "seq",
    "kind",
    "learner",
    "course",
    "header",
    "salt",
    "body",
    "standing",
    "rooted",
    "opened",
];

impl AsValue for Standing {
    fn as_value(&self) -> Value<'_> {
        Value::Int(self.number())
    }
}

impl RegistryWriter<'_> {
    fn is_rooted(&self, hash: &Hash) -> Result<bool, RegistryError> {
        let found = self.db.first("SELECT rooted FROM event WHERE hash = ?1", values![hash], |row| row.get(0))?;
        Ok(found.unwrap_or(false))
    }

    fn insert(&mut self, events: &[(Incoming, EventRow)]) -> Result<(), RegistryError> {
        let mut rows: Vec<Value<'_>> = Vec::with_capacity(events.len() * EVENT.len());
        for (event, about) in events {
            let read = &event.read;
            rows.extend_from_slice(values![
                read.hash,
                read.prev_hash,
                read.body_hash,
                about.epoch,
                read.header.seq,
                read.header.kind,
                read.header.learner,
                event.course,
                read.text.header,
                read.salt,
                read.text.body,
                about.standing,
                about.rooted,
                about.opened,
            ]);
        }
        let added = self.db.add(&Table::new("event", EVENT), &rows)?;
        if added == events.len() as u64 { Ok(()) } else { Err(damaged("event that was taken for a new one")) }
    }

    /// Roots every event that hangs on `hash`, however long the run.
    fn root_followers(&mut self, hash: Hash) -> Result<(), RegistryError> {
        let sql = "UPDATE event SET rooted = 1 WHERE prev_hash = ?1 AND rooted = 0 RETURNING hash";
        let mut stack = vec![hash];
        while let Some(prev) = stack.pop() {
            stack.extend(self.db.all(sql, values![prev], |row| row.get::<Hash>(0))?);
        }
        Ok(())
    }

    fn fill_body(&mut self, event: &Incoming) -> Result<(), RegistryError> {
        let Some(salt) = &event.read.salt else { return Ok(()) };
        self.db.execute(
            "UPDATE event SET salt = ?2, body = ?3, course = ?4 WHERE hash = ?1 AND body IS NULL",
            values![event.read.hash, salt, event.read.text.body, event.course],
        )?;
        // The one change of an event that its row number does not tell the summaries of.
        self.db.execute(
            "INSERT INTO summary_dirty(learner) SELECT learner FROM event WHERE hash = ?1 AND learner IS NOT NULL
             ON CONFLICT(learner) DO NOTHING",
            values![event.read.hash],
        )?;
        Ok(())
    }

    /// Lets the events count that were kept apart because nobody had confirmed their station. Gives how many.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn count_unconfirmed(&mut self, station: StationId) -> Result<usize, RegistryError> {
        let sql =
            "UPDATE event SET standing = 0 WHERE standing = 1 AND epoch IN (SELECT id FROM epoch WHERE station = ?1)";
        Ok(usize::try_from(self.db.execute(sql, values![station])?).unwrap_or(usize::MAX))
    }

    /// Keeps the events of a retired station apart that are not good. Gives how many.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn quarantine(&mut self, station: StationId, is_good: impl Fn(&Tip) -> bool) -> Result<usize, RegistryError> {
        let sql =
            "SELECT e.id, p.epoch, e.seq, e.hash FROM event e JOIN epoch p ON p.id = e.epoch WHERE p.station = ?1";
        let mut bad: Vec<i64> = Vec::new();
        self.db.each(sql, values![station], |row| {
            if !is_good(&Tip { epoch: row.get(1)?, seq: row.get(2)?, hash: row.get(3)? }) {
                bad.push(row.get(0)?);
            }
            Ok(true)
        })?;
        for id in &bad {
            self.db.execute("UPDATE event SET standing = 2 WHERE id = ?1", values![id])?;
        }
        Ok(bad.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_course_noted_beside_an_event_is_the_one_its_body_names() {
        let at = r#"{"course":"org.example.work","edition":1,"lesson":"read"}"#;
        for (kind, body) in [
            ("lesson.opened", format!(r#"{{"at":{at},"lang":"en"}}"#)),
            ("quiz.opened", format!(r#"{{"at":{at},"until":5}}"#)),
            (
                "enrolment.set",
                r#"{"edition":1,"kind":"course","state":"active","target":"org.example.work"}"#.to_owned(),
            ),
            (
                "enrolment.set",
                r#"{"edition":1,"kind":"programme","state":"active","target":"org.example.way"}"#.to_owned(),
            ),
            ("learner.added", r#"{"lang":"en","name":"Ana","number":"1"}"#.to_owned()),
        ] {
            let read = Body::read(kind, serde_json::from_str(&body).unwrap());
            assert!(!matches!(read, Body::Opaque { .. }), "{kind}");
            assert_eq!(course_named(kind, body.as_bytes()).as_ref(), read.course(), "{kind}");
        }
        assert_eq!(course_named("lesson.opened", br#"{"at":5}"#), None);
    }
}
