//! Events on their way into the registry: added run by run, rooted, filled in, kept apart or let count.

use super::db::{AsValue, Table, Value, values};
use super::{RegistryError, RegistryWriter, damaged};
use crate::format::event_log::{NO_HASH, ReadLine};
use crate::model::event::Tip;
use crate::model::id::{CourseId, EpochId, Hash, StationId};
use crate::office::merge::Standing;
use serde::Deserialize;

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

/// The course that a body names, where [`Body::course`](crate::model::event::Body::course) finds it.
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

    /// Lets the events of a retired station count that were kept apart. Gives how many.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn count_quarantined(&mut self, station: StationId) -> Result<usize, RegistryError> {
        self.mark_station(station)?; // nothing else about the station tells the summaries
        let sql =
            "UPDATE event SET standing = 0 WHERE standing = 2 AND epoch IN (SELECT id FROM epoch WHERE station = ?1)";
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
    use crate::model::event::Body;

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
