//! Events on their way into the registry: added run by run, rooted, filled in, kept apart or let count.
//!
//! What an event hangs on is looked for in the place that it names, not by hash: a server keeps no index of hashes.

use super::db::{AsValue, Row, Table, Value, values};
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

    /// Where it stands.
    fn tip(&self) -> Tip {
        let header = &self.read.header;
        Tip { epoch: header.epoch, seq: header.seq, hash: self.read.hash }
    }

    /// The event that it follows: the one before it in its epoch, or the one that its epoch names.
    fn follows(&self) -> Option<Tip> {
        let header = &self.read.header;
        match header.seq.checked_sub(1) {
            Some(seq) => Some(Tip { epoch: header.epoch, seq, hash: self.read.prev_hash }),
            None => self.parent,
        }
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
    before: Option<(Tip, bool)>,
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
        // As the index of what is loose has it: SQLite would read a whole other one.
        let sql = "SELECT 1 FROM event WHERE rooted = 0 AND prev_hash >= ?1 LIMIT 1";
        let has_unrooted = writer.db.has(sql, values![NO_HASH])?;
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
        let at = event.tip();
        let epoch_row = self.epoch_row(writer, at.epoch)?;
        let rooted = match (event.follows(), self.before) {
            _ if event.read.prev_hash == NO_HASH => true,
            (Some(follows), Some((before, rooted))) if before == follows => rooted,
            (Some(follows), _) => {
                self.finish(writer)?;
                writer.is_rooted(self.station, &follows)?
            }
            (None, _) => false, // an epoch that begins after an event names it, or it would not have been read
        };
        self.before = Some((at, rooted));
        if let Some(parent) = &event.parent {
            writer.set_epoch_parent(epoch_row, parent)?;
        }
        self.waiting.push((event, EventRow { epoch: epoch_row, standing, rooted, opened: self.opened }));
        self.has_unrooted |= !rooted;
        if rooted && self.has_unrooted {
            self.finish(writer)?;
            writer.root_followers((epoch_row, at.seq, at.hash))?;
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
        let epoch = self.epoch_row(writer, event.read.header.epoch)?;
        writer.fill_body(epoch, event)
    }

    fn epoch_row(&mut self, writer: &mut RegistryWriter<'_>, epoch: EpochId) -> Result<i64, RegistryError> {
        let row = match self.epoch {
            Some((known, row)) if known == epoch => row,
            _ => writer.epoch(self.station, epoch)?,
        };
        self.epoch = Some((epoch, row));
        Ok(row)
    }

    /// Writes what waits.
    pub(in crate::office) fn finish(&mut self, writer: &mut RegistryWriter<'_>) -> Result<(), RegistryError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
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
    fn is_rooted(&self, station: StationId, tip: &Tip) -> Result<bool, RegistryError> {
        let sql = "SELECT rooted FROM event
             WHERE epoch = (SELECT id FROM epoch WHERE station = ?1 AND epoch = ?2) AND seq = ?3 AND hash = ?4";
        let found = self.db.first(sql, values![station, tip.epoch, tip.seq, tip.hash], |row| row.get(0))?;
        Ok(found.unwrap_or(false))
    }

    /// The numbers of so many new events, where the database does not number them by itself.
    fn event_numbers(&self, count: usize) -> Result<Option<std::ops::RangeInclusive<i64>>, RegistryError> {
        let Some(sql) = self.db.dialect().event_numbers() else { return Ok(None) };
        let last: i64 = self.db.first(sql, values![count], |row| row.get(0))?.ok_or_else(|| damaged("number"))?;
        Ok(Some(last - i64::try_from(count).unwrap_or(i64::MAX) + 1..=last))
    }

    fn insert(&mut self, events: &[(Incoming, EventRow)]) -> Result<(), RegistryError> {
        let mut numbers = self.event_numbers(events.len())?;
        let columns: Vec<&str> = numbers.iter().map(|_| "id").chain(EVENT.iter().copied()).collect();
        let mut rows: Vec<Value<'_>> = Vec::with_capacity(events.len() * columns.len());
        for (event, about) in events {
            let read = &event.read;
            rows.extend(numbers.as_mut().and_then(Iterator::next).map(Value::Int));
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
        let added = self.db.add(&Table::new("event", &columns), &rows)?;
        if added == events.len() as u64 { Ok(()) } else { Err(damaged("event that was taken for a new one")) }
    }

    /// Roots every event that hangs on this one, given by its epoch's row, number and hash, however long the run.
    fn root_followers(&mut self, event: (i64, u64, Hash)) -> Result<(), RegistryError> {
        let sql = "UPDATE event SET rooted = 1 WHERE prev_hash = ?3 AND rooted = 0
               AND (epoch = ?1 AND seq = CAST(?2 AS BIGINT) + 1 OR seq = 0 AND epoch IN
                 (SELECT c.id FROM epoch p JOIN epoch c ON c.station = p.station AND c.parent_epoch = p.epoch
                   WHERE p.id = ?1 AND c.parent_seq = ?2))
             RETURNING epoch, seq, hash";
        let mut stack = vec![event];
        while let Some((epoch, seq, hash)) = stack.pop() {
            let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            stack.extend(self.db.all(sql, values![epoch, seq, hash], read)?);
        }
        Ok(())
    }

    fn fill_body(&mut self, epoch: i64, event: &Incoming) -> Result<(), RegistryError> {
        let (Some(salt), Tip { seq, hash, .. }) = (&event.read.salt, event.tip()) else { return Ok(()) };
        self.db.execute(
            "UPDATE event SET salt = ?4, body = ?5, course = ?6 WHERE epoch = ?1 AND seq = ?2 AND hash = ?3
               AND body IS NULL",
            values![epoch, seq, hash, salt, event.read.text.body, event.course],
        )?;
        // The one change of an event that its row number does not tell the summaries of.
        self.db.execute(
            "INSERT INTO summary_dirty(learner) SELECT learner FROM event
               WHERE epoch = ?1 AND seq = ?2 AND hash = ?3 AND learner IS NOT NULL
             ON CONFLICT(learner) DO NOTHING",
            values![epoch, seq, hash],
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
            "SELECT e.epoch, p.epoch, e.seq, e.hash FROM event e JOIN epoch p ON p.id = e.epoch WHERE p.station = ?1";
        let mut bad: Vec<(i64, Tip)> = Vec::new();
        self.db.each(sql, values![station], |row| {
            let event = Tip { epoch: row.get(1)?, seq: row.get(2)?, hash: row.get(3)? };
            if !is_good(&event) {
                bad.push((row.get(0)?, event));
            }
            Ok(true)
        })?;
        for (epoch, event) in &bad {
            self.db.execute(
                "UPDATE event SET standing = 2 WHERE epoch = ?1 AND seq = ?2 AND hash = ?3",
                values![epoch, event.seq, event.hash],
            )?;
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
