//! What other stations wrote of people who learn here now, and which ids the office called one person. Apart from this
//! station's log: never exported, never acknowledged, folded with it. Whoever adds has checked every hash.

use super::row::{self, EVENT_COLUMNS};
use super::{Events, Store, StoreError, Writer};
use crate::format::event_log::EventText;
use crate::model::aliases::{Aliases, Decision};
use crate::model::event::Event;
use crate::model::id::{Hash, LearnerId};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::BTreeSet;

/// The highest order number among them.
pub(super) fn lamport(db: &Connection) -> Result<u64, StoreError> {
    let highest: Option<i64> =
        db.prepare_cached("SELECT max(lamport) FROM foreign_events")?.query_row([], |row| row.get(0))?;
    Ok(row::uint(highest.unwrap_or(0)))
}

impl Writer<'_> {
    /// Adds an event about a learner here. One that is held already, here or in the log, stays as it is; but a body that
    /// was withheld is filled in. Says whether it was new.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn add_foreign(&mut self, learner: LearnerId, event: &Event, text: &EventText) -> Result<bool, StoreError> {
        if self.holds(&event.hash)? {
            return Ok(false);
        }
        let salt = event.body.as_ref().map(|(salt, _)| salt.0);
        let changed = self
            .db
            .prepare_cached(
                "INSERT INTO foreign_events(hash, prev_hash, body_hash, lamport, learner, header, salt, body)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT(hash) DO UPDATE SET salt = excluded.salt, body = excluded.body
                   WHERE body IS NULL AND excluded.body IS NOT NULL",
            )?
            .execute(params![
                event.hash.0,
                event.prev_hash.0,
                event.body_hash.0,
                row::int(event.header.lamport),
                learner.0.as_bytes(),
                text.header,
                salt,
                text.body
            ])?;
        self.head = None; // the next event comes after them
        Ok(changed == 1)
    }

    /// Notes the newest record of a learner.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_record(&mut self, learner: LearnerId, created: u64, sha256: &Hash) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO records(learner, created, sha256) VALUES(?1, ?2, ?3)
                 ON CONFLICT(learner) DO UPDATE SET created = excluded.created, sha256 = excluded.sha256",
            )?
            .execute(params![learner.0.as_bytes(), row::int(created), sha256.0])?;
        Ok(())
    }
}

impl Writer<'_> {
    /// Looks again which ids are one person, from all that the office's log has told; folds are made again if that
    /// changed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn join_same_people(&mut self) -> Result<(), StoreError> {
        let before = same_people(self.db)?;
        let aliases = Aliases::of(decisions(self.db)?);
        let now: Vec<(LearnerId, LearnerId)> =
            aliases.groups().flat_map(|(front, ids)| ids.iter().map(move |id| (*id, front))).collect();
        if now.iter().copied().collect::<BTreeSet<_>>() == before {
            return Ok(());
        }
        self.db.execute_batch("DELETE FROM same_person")?;
        for (learner, front) in &now {
            self.db
                .prepare_cached("INSERT INTO same_person(learner, front) VALUES(?1, ?2)")?
                .execute(params![learner.0.as_bytes(), front.0.as_bytes()])?;
        }
        self.clear_folds()
    }
}

/// What clerks decided of ids here, oldest first.
fn decisions(db: &Connection) -> Result<Vec<Decision>, StoreError> {
    let sql = format!(
        "SELECT {EVENT_COLUMNS} FROM office_events
         WHERE instr(header, CAST('\"kind\":\"learner.' AS BLOB)) > 0 ORDER BY lamport, hash"
    );
    let mut query = db.prepare(&sql)?;
    let rows = query.query_and_then([], |row| row::event(row).map(|(_, event)| Decision::of(&event)))?;
    Ok(rows.collect::<Result<Vec<_>, StoreError>>()?.into_iter().flatten().collect())
}

fn same_people(db: &Connection) -> Result<BTreeSet<(LearnerId, LearnerId)>, StoreError> {
    let mut query = db.prepare_cached("SELECT learner, front FROM same_person")?;
    let rows = query.query_and_then([], |row| -> Result<_, StoreError> {
        Ok((row::learner_id(&row.get::<_, Vec<u8>>(0)?)?, row::learner_id(&row.get::<_, Vec<u8>>(1)?)?))
    })?;
    rows.collect()
}

impl Store {
    /// All ids of the person whose id this is, itself first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn ids_of(&self, learner: LearnerId) -> Result<Vec<LearnerId>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT learner FROM same_person WHERE front = (SELECT front FROM same_person WHERE learner = ?1)
             AND learner <> ?1 ORDER BY learner",
        )?;
        let rows = query.query_and_then([learner.0.as_bytes()], |row| -> Result<LearnerId, StoreError> {
            row::learner_id(&row.get::<_, Vec<u8>>(0)?)
        })?;
        let others: Vec<LearnerId> = rows.collect::<Result<_, _>>()?;
        Ok(std::iter::once(learner).chain(others).collect())
    }

    /// What other stations wrote of a learner, from `position` on, in the order in which it came.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn foreign_events_of(&self, learner: LearnerId, position: u64) -> Result<Events, StoreError> {
        let sql = format!("SELECT {EVENT_COLUMNS} FROM foreign_events WHERE learner = ?1 AND id > ?2 ORDER BY id");
        self.events(&sql, params![learner.0.as_bytes(), row::int(position)], position)
    }

    /// How far they reach: nothing of anybody came after.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn foreign_position(&self) -> Result<u64, StoreError> {
        let last: Option<i64> =
            self.db.prepare_cached("SELECT max(id) FROM foreign_events")?.query_row([], |row| row.get(0))?;
        Ok(row::uint(last.unwrap_or(0)))
    }

    /// When the newest record of a learner was made, ms, if one was taken in.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn record_created(&self, learner: LearnerId) -> Result<Option<u64>, StoreError> {
        let created: Option<i64> = self
            .db
            .prepare_cached("SELECT created FROM records WHERE learner = ?1")?
            .query_row([learner.0.as_bytes()], |row| row.get(0))
            .optional()?;
        Ok(created.map(row::uint))
    }
}
