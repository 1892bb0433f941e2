//! The office's own log: an event chain of the same form as a station's.

use super::{Registry, RegistryError, RegistryWriter, bytes, int, uint};
use crate::format::event_log::{self, NO_HASH};
use crate::format::receipt::OfficeEvent;
use crate::format::trust::{station_id, verify_key};
use crate::model::event::{Actor, Body, EpochStarted, Event, HEADER_VERSION, Header, Tip};
use crate::model::id::{EpochId, Hash, LearnerId, Salt, StationId};
use crate::model::ports::{Clock, Random};
use crate::model::problem::Problem;
use crate::office::documents;
use crate::office::home::OfficeHome;
use crate::office::keys::{KeyName, Keys};
use rusqlite::{OptionalExtension as _, params};

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
        let end = self.office_end()?;
        let end = match end {
            Some(end) if end.tip.epoch == pen.epoch => end,
            other => {
                let parent = other.as_ref().map(|end| end.tip);
                let lamport = other.map_or(0, |end| end.lamport);
                let start = Body::EpochStarted(EpochStarted { parent });
                self.link_office(pen, None, start, 0, lamport + 1, parent.map_or(NO_HASH, |tip| tip.hash))?
            }
        };
        self.link_office(pen, learner, body, end.tip.seq + 1, end.lamport + 1, end.tip.hash)?;
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
        self.db
            .prepare_cached(
                "INSERT INTO office_event(hash, prev_hash, epoch, seq, lamport, learner, line, kind)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                event.hash.0,
                prev.0,
                pen.epoch.0,
                int(seq),
                int(lamport),
                learner.map(|id| *id.0.as_bytes()),
                String::from_utf8_lossy(&line),
                event.header.kind,
            ])?;
        Ok(End { tip: event.tip(), lamport })
    }

    fn office_end(&self) -> Result<Option<End>, RegistryError> {
        let found: Option<(Vec<u8>, i64, Vec<u8>, i64)> = self
            .db
            .prepare_cached("SELECT epoch, seq, hash, lamport FROM office_event ORDER BY id DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .optional()?;
        found
            .map(|(epoch, seq, hash, lamport)| {
                let tip = Tip {
                    epoch: EpochId(bytes(&epoch, "office event")?),
                    seq: uint(seq),
                    hash: Hash(bytes(&hash, "office event")?),
                };
                Ok(End { tip, lamport: uint(lamport) })
            })
            .transpose()
    }
}

impl Registry {
    /// The office's events about a learner after a row, each with its row.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn office_events_of(&self, learner: LearnerId, after: u64) -> Result<Vec<(u64, OfficeEvent)>, RegistryError> {
        let mut query = self.db.prepare_cached(
            "SELECT id, prev_hash, line FROM office_event WHERE learner = ?1 AND id > ?2 ORDER BY id",
        )?;
        let rows =
            query.query_and_then(params![learner.0.as_bytes(), int(after)], |row| -> Result<_, RegistryError> {
                let prev_hash = Hash(bytes(&row.get::<_, Vec<u8>>(1)?, "office event")?);
                Ok((uint(row.get(0)?), OfficeEvent { prev_hash, line: row.get(2)? }))
            })?;
        rows.collect()
    }

    /// The office's events of these kinds, oldest first.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn office_events_of_kinds(&self, kinds: &[&str]) -> Result<Vec<Event>, RegistryError> {
        let marks = vec!["?"; kinds.len()].join(",");
        let sql = format!("SELECT prev_hash, line FROM office_event WHERE kind IN ({marks}) ORDER BY id");
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_and_then(rusqlite::params_from_iter(kinds), |row| -> Result<Event, RegistryError> {
            let prev_hash = Hash(bytes(&row.get::<_, Vec<u8>>(0)?, "office event")?);
            Ok(event_log::from_line(row.get::<_, String>(1)?.as_bytes(), prev_hash, 0)?)
        })?;
        rows.collect()
    }
}
