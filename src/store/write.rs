//! One transaction in the making. Whatever belongs together is written through one [`Writer`].

use super::{StoreError, row};
use crate::format::event_log::{self, EventText, NO_HASH};
use crate::format::limits::LAMPORT_FOLLOWED_MAX;
use crate::model::event::{Actor, Body, ClockChange, Draft, EpochStarted, Event, HEADER_VERSION, Header, Tip};
use crate::model::id::{EpochId, Hash, LearnerId, Salt, SessionId, StationId};
use crate::model::ports::{Clock, Random};
use rusqlite::{Connection, OptionalExtension as _, params};

/// The open transaction of [`super::Store::write`].
pub struct Writer<'a> {
    pub(super) db: &'a Connection,
    pub(super) random: &'a dyn Random,
    pub(super) epoch: EpochId,
    pub(super) clock: &'a dyn Clock,
    pub(super) epoch_mono_ms: u64,
    pub(super) head: Option<Head>,
}

/// The end of the log, within a transaction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    station: StationId,
    signed_time: u64,
    id: u64,
    lamport: u64,
    wall: u64,
    tip: Option<Tip>,
}

/// id, lamport, wall, seq, epoch, hash.
type LastColumns = (i64, i64, i64, i64, Vec<u8>, Vec<u8>);

/// A clock set back by less than this is one that was put right.
const CLOCK_BACK_MS_MIN: u64 = 60_000;

impl Writer<'_> {
    /// The wall time now, ms: each event has its own, also within one transaction.
    #[must_use]
    pub fn wall_ms(&self) -> u64 {
        self.clock.wall_ms()
    }

    /// Milliseconds since this epoch began, by the monotonic clock.
    #[must_use]
    pub fn mono_ms(&self) -> u64 {
        self.clock.mono_ms().saturating_sub(self.epoch_mono_ms)
    }

    /// Appends one event; the first of this opening is preceded by `epoch.started`, and one that comes earlier than the
    /// last by the computer's clock by `clock.jumped`.
    ///
    /// # Errors
    /// [`StoreError::NotSetUp`] before the station has an identity.
    pub fn append(&mut self, draft: Draft) -> Result<Event, StoreError> {
        let head = self.head()?;
        if head.tip.map(|tip| tip.epoch) != Some(self.epoch) {
            self.start_epoch(head)?;
        }
        let (from, to) = (head.wall, self.wall_ms());
        if draft.wall_ms.is_none() && to.saturating_add(CLOCK_BACK_MS_MIN) < from {
            self.link(Draft::station(Body::ClockJumped(ClockChange { from, to })))?;
        }
        self.link(draft)
    }

    /// The next event's order number is above `lamport`, which a document of the office named, unless no honest log counts
    /// so far. Whoever calls appends one in the same transaction, so that it stays so.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn come_after(&mut self, lamport: u64) -> Result<(), StoreError> {
        let head = self.head()?;
        self.head = Some(Head { lamport: head.lamport.max(lamport.min(LAMPORT_FOLLOWED_MAX)), ..head });
        Ok(())
    }

    fn head(&mut self) -> Result<Head, StoreError> {
        if let Some(head) = self.head {
            return Ok(head);
        }
        let station = super::settings::station_id(self.db)?.ok_or(StoreError::NotSetUp)?;
        let signed_time = super::trust::signed_time(self.db)?;
        let last: Option<LastColumns> = self
            .db
            .prepare_cached("SELECT id, lamport, wall, seq, epoch, hash FROM events ORDER BY id DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?)))
            .optional()?;
        let office: Option<i64> =
            self.db.prepare_cached("SELECT max(lamport) FROM office_events")?.query_row([], |row| row.get(0))?;
        let office = row::uint(office.unwrap_or(0)).max(super::foreign::lamport(self.db)?).min(LAMPORT_FOLLOWED_MAX);
        let head = match last {
            None => Head { station, signed_time, id: 0, lamport: office, wall: 0, tip: None },
            Some((id, lamport, wall, seq, epoch, hash)) => {
                let tip = Tip { epoch: row::epoch(&epoch)?, seq: row::uint(seq), hash: row::hash(&hash)? };
                Head {
                    station,
                    signed_time,
                    id: row::uint(id),
                    lamport: row::uint(lamport).max(office),
                    wall: row::uint(wall),
                    tip: Some(tip),
                }
            }
        };
        self.head = Some(head);
        Ok(head)
    }

    fn start_epoch(&mut self, head: Head) -> Result<(), StoreError> {
        let parent = head.tip;
        self.db
            .prepare_cached(
                "INSERT INTO epochs(epoch, first_id, parent_epoch, parent_seq, parent_hash) VALUES(?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                self.epoch.0,
                row::int(head.id + 1),
                parent.map(|tip| tip.epoch.0),
                parent.map(|tip| row::int(tip.seq)),
                parent.map(|tip| tip.hash.0)
            ])?;
        self.link(Draft::station(Body::EpochStarted(EpochStarted { parent }))).map(|_| ())
    }

    fn link(&mut self, draft: Draft) -> Result<Event, StoreError> {
        let head = self.head()?;
        let same_epoch = head.tip.filter(|tip| tip.epoch == self.epoch);
        let header = Header {
            v: HEADER_VERSION,
            station: head.station,
            epoch: self.epoch,
            seq: same_epoch.map_or(0, |tip| tip.seq + 1),
            kind: draft.body.kind().to_owned(),
            learner: draft.learner,
            actor: draft.actor,
            session: draft.session,
            lamport: head.lamport + 1,
            wall: draft.wall_ms.unwrap_or_else(|| self.wall_ms()),
            signed_time: head.signed_time,
            mono: self.mono_ms(),
        };
        let prev_hash = head.tip.map_or(NO_HASH, |tip| tip.hash);
        let (event, text) = event_log::link_with_text(header, prev_hash, Salt(self.random.bytes16()), draft.body)?;
        self.insert(head.id + 1, &event, &text)?;
        self.derive(&event)?;
        let (lamport, wall) = (event.header.lamport, event.header.wall);
        self.head = Some(Head { id: head.id + 1, lamport, wall, tip: Some(event.tip()), ..head });
        Ok(event)
    }

    fn insert(&self, id: u64, event: &Event, text: &EventText) -> Result<(), StoreError> {
        let header = &event.header;
        self.db
            .prepare_cached(
                "INSERT INTO events(id, hash, prev_hash, body_hash, epoch, seq, lamport, wall, kind, learner, course, header, salt, body)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                row::int(id),
                event.hash.0,
                event.prev_hash.0,
                event.body_hash.0,
                header.epoch.0,
                row::int(header.seq),
                row::int(header.lamport),
                row::int(header.wall),
                header.kind,
                header.learner.map(|id| *id.0.as_bytes()),
                event.body().and_then(Body::course).map(|id| id.as_str()),
                text.header,
                event.body.as_ref().map(|(salt, _)| salt.0),
                text.body,
            ])?;
        Ok(())
    }

    /// A fresh id for a learner, a member of staff, a sitting, an attempt or an export.
    #[must_use]
    pub fn fresh_uuid(&self) -> uuid::Uuid {
        self.random.uuid()
    }

    /// Appends what a learner does in a sitting.
    ///
    /// # Errors
    /// As [`Writer::append`].
    pub fn append_learning(&mut self, learner: LearnerId, session: SessionId, body: Body) -> Result<Event, StoreError> {
        self.append(Draft::learner(learner, session, body))
    }

    /// Appends what `actor` does.
    ///
    /// # Errors
    /// As [`Writer::append`].
    pub fn append_by(&mut self, actor: Actor, body: Body) -> Result<Event, StoreError> {
        self.append(Draft::by(actor, body))
    }

    /// Takes in events of the office's log, as a receipt brings them; those held already stay as they are.
    /// Gives how many were new. Their hashes are the caller's to check.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn add_office_events(&mut self, events: &[Event]) -> Result<usize, StoreError> {
        let mut added = 0;
        for event in events {
            let body = event.body().map(|body| event_log::body_bytes(body, event.header.seq)).transpose()?;
            added += self
                .db
                .prepare_cached(
                    "INSERT INTO office_events(hash, prev_hash, body_hash, lamport, learner, course, header, salt, body)
                     VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(hash) DO NOTHING",
                )?
                .execute(params![
                    event.hash.0,
                    event.prev_hash.0,
                    event.body_hash.0,
                    row::int(event.header.lamport),
                    event.header.learner.map(|id| *id.0.as_bytes()),
                    event.body().and_then(Body::course).map(|id| id.as_str()),
                    event_log::header_bytes(&event.header)?,
                    event.body.as_ref().map(|(salt, _)| salt.0),
                    body,
                ])?;
        }
        self.head = None; // the next event comes after them
        Ok(added)
    }

    /// True if the log holds an event of this hash.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn holds(&self, hash: &Hash) -> Result<bool, StoreError> {
        super::log::holds(self.db, hash)
    }
}
