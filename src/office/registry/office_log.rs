//! The office's own log: an event chain of the same form as a station's.

use super::db::{Value, marks, values};
use super::{Registry, RegistryError, RegistryWriter};
use crate::format::event_log::{self, NO_HASH};
use crate::format::limits::{LAMPORT_FOLLOWED_MAX, LAMPORT_MAX};
use crate::format::receipt::OfficeEvent;
use crate::format::trust::{station_id, verify_key};
use crate::model::event::{Actor, Body, EpochStarted, Event, HEADER_VERSION, Header, Tip};
use crate::model::id::{EpochId, Hash, LearnerId, Salt, StationId};
use crate::model::ports::{Clock, Random};
use crate::model::problem::Problem;
use crate::office::documents;
use crate::office::home::OfficeHome;
use crate::office::keys::{KeyName, Keys};

/// Who writes in the office's log, and when.
pub(in crate::office) struct OfficePen<'a> {
    /// The office's id in its own log: that of a station with its signing key.
    pub(in crate::office) id: StationId,
    /// Fresh for each run of the program.
    pub(in crate::office) epoch: EpochId,
    /// Salts.
    pub(in crate::office) random: &'a dyn Random,
    /// Now, ms.
    pub(in crate::office) wall: u64,
    /// Newest `created` of the documents in force, ms.
    pub(in crate::office) signed_time: u64,
}

impl<'a> OfficePen<'a> {
    /// Ready to write with the office's key as it is now.
    pub(in crate::office) fn new(
        home: &OfficeHome,
        keys: &Keys,
        clock: &dyn Clock,
        random: &'a dyn Random,
    ) -> Result<Self, Problem> {
        let key = keys.signing(KeyName::Office)?;
        Ok(Self {
            id: station_id(&verify_key(&key.public())),
            epoch: EpochId(random.bytes16()),
            random,
            wall: clock.wall_ms(),
            signed_time: documents::read(home)?.created(),
        })
    }
}

struct End {
    tip: Tip,
    lamport: u64,
}

impl RegistryWriter<'_> {
    /// Appends to the office's log.
    pub(in crate::office) fn append_office(
        &mut self,
        pen: &OfficePen<'_>,
        learner: Option<LearnerId>,
        body: Body,
    ) -> Result<(), RegistryError> {
        self.append_office_after(pen, learner, body, 0)
    }

    /// Appends to the office's log what comes after an event of order number `after`, known from a station's log. Where
    /// that station made its numbers up, this one decision follows them, and the office goes on from its own.
    pub(in crate::office) fn append_office_after(
        &mut self,
        pen: &OfficePen<'_>,
        learner: Option<LearnerId>,
        body: Body,
        after: u64,
    ) -> Result<(), RegistryError> {
        let end = self.office_end()?;
        let end = match end {
            Some(end) if end.tip.epoch == pen.epoch => end,
            other => {
                let parent = other.as_ref().map(|end| end.tip);
                let lamport = self.office_count(other.map_or(0, |end| end.lamport))?;
                let start = Body::EpochStarted(EpochStarted { parent });
                self.link_office(pen, None, start, 0, lamport + 1, parent.map_or(NO_HASH, |tip| tip.hash))?
            }
        };
        let after = after.min(LAMPORT_MAX - 1);
        self.link_office(pen, learner, body, end.tip.seq + 1, end.lamport.max(after) + 1, end.tip.hash)?;
        Ok(())
    }

    fn link_office(
        &mut self,
        pen: &OfficePen<'_>,
        learner: Option<LearnerId>,
        body: Body,
        seq: u64,
        lamport: u64,
        prev: Hash,
    ) -> Result<End, RegistryError> {
        let header = Header {
            v: HEADER_VERSION,
            station: pen.id,
            epoch: pen.epoch,
            seq,
            kind: body.kind().to_owned(),
            learner,
            actor: Actor::Office,
            session: None,
            lamport,
            wall: pen.wall,
            signed_time: pen.signed_time,
            mono: 0,
        };
        let event = event_log::link(header, prev, Salt(pen.random.bytes16()), body)?;
        let mut line = event_log::to_line(&event, false)?;
        line.pop();
        let line = String::from_utf8_lossy(&line);
        self.db.execute(
            "INSERT INTO office_event(hash, prev_hash, epoch, seq, lamport, learner, line, kind)
             VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            values![event.hash, prev, pen.epoch, seq, lamport, learner, *line, event.header.kind],
        )?;
        Ok(End { tip: event.tip(), lamport })
    }

    /// How far the office has counted, its last event having this number.
    fn office_count(&self, last: u64) -> Result<u64, RegistryError> {
        if last <= LAMPORT_FOLLOWED_MAX {
            return Ok(last); // nearly always
        }
        let sql = "SELECT max(lamport) FROM office_event WHERE lamport <= ?1";
        let own = self.db.first(sql, values![LAMPORT_FOLLOWED_MAX], |row| row.get::<Option<u64>>(0))?;
        Ok(own.flatten().unwrap_or(0))
    }

    fn office_end(&self) -> Result<Option<End>, RegistryError> {
        self.db.first("SELECT epoch, seq, hash, lamport FROM office_event ORDER BY id DESC LIMIT 1", &[], |row| {
            let tip = Tip { epoch: row.get(0)?, seq: row.get(1)?, hash: row.get(2)? };
            Ok(End { tip, lamport: row.get(3)? })
        })
    }
}

impl Registry {
    /// The office's events about a learner after a row, each with its row.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn office_events_of(&self, learner: LearnerId, after: u64) -> Result<Vec<(u64, OfficeEvent)>, RegistryError> {
        let sql = "SELECT id, prev_hash, line FROM office_event WHERE learner = ?1 AND id > ?2 ORDER BY id";
        self.db.all(sql, values![learner, after], |row| {
            Ok((row.get(0)?, OfficeEvent { prev_hash: row.get(1)?, line: row.get(2)? }))
        })
    }

    /// The office's events of these kinds, oldest first.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn office_events_of_kinds(&self, kinds: &[&str]) -> Result<Vec<Event>, RegistryError> {
        let marks = marks(1, kinds.len());
        let sql = format!("SELECT prev_hash, line FROM office_event WHERE kind IN ({marks}) ORDER BY id");
        let kinds: Vec<Value<'_>> = kinds.iter().map(|kind| Value::Text(kind)).collect();
        self.db.all(&sql, &kinds, |row| Ok(event_log::from_line(row.get::<&str>(1)?.as_bytes(), row.get(0)?, 0)?))
    }
}
