//! The checkpoint row: where a sitting stands, overwritten every few seconds and turned into events when it pauses,
//! ends, or when the next start finds it after a power cut.

use super::{Store, StoreError, Writer, row};
use crate::model::event::{Body, Draft, Event, LessonSpan, SessionEnd, SessionEnded};
use crate::model::id::{LearnerId, SessionId};
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// Where a sitting stands. There is one row for each sitting that has begun and not ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// The sitting.
    pub session: SessionId,
    /// Whose.
    pub learner: LearnerId,
    /// When this was true, ms.
    pub wall_ms: u64,
    /// Active time of the whole sitting so far, ms.
    pub session_active_ms: u64,
    /// What was seen of the lesson on screen since its last `lesson.span` event.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub span: Option<LessonSpan>,
}

impl Writer<'_> {
    /// Overwrites the sitting's row.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_checkpoint(&mut self, checkpoint: &Checkpoint) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO checkpoints(session, learner, state) VALUES(?1, ?2, ?3)
                 ON CONFLICT(session) DO UPDATE SET state = excluded.state",
            )?
            .execute(params![
                checkpoint.session.0.as_bytes(),
                checkpoint.learner.0.as_bytes(),
                row::json(checkpoint)?
            ])?;
        Ok(())
    }

    /// Takes the sitting's row away: it has ended.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn clear_checkpoint(&mut self, session: SessionId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM checkpoints WHERE session = ?1")?.execute([session.0.as_bytes()])?;
        Ok(())
    }
}

impl Store {
    /// Overwrites the sitting's row. Once this returns it is on the disk.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn save_checkpoint(&mut self, checkpoint: &Checkpoint) -> Result<(), StoreError> {
        self.write(|writer| writer.set_checkpoint(checkpoint))
    }

    /// The sittings that have begun and not ended.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn checkpoints(&self) -> Result<Vec<Checkpoint>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT state FROM checkpoints ORDER BY session")?;
        let texts = query.query_map([], |row| row.get::<_, String>(0))?;
        texts.map(|text| row::from_json(&text?)).collect()
    }

    /// Ends what a crash or power cut left open: each row becomes a `lesson.span` and a `session.ended`, at the time
    /// of the row, and goes. Gives the events.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn recover(&mut self) -> Result<Vec<Event>, StoreError> {
        let open = self.checkpoints()?;
        if open.is_empty() {
            return Ok(Vec::new()); // without an event this opening stays out of the log
        }
        self.write(|writer| {
            let mut events = Vec::new();
            for checkpoint in open {
                let Checkpoint { session, learner, wall_ms, session_active_ms, span } = checkpoint;
                let mut bodies: Vec<Body> = span.map(Body::LessonSpan).into_iter().collect();
                bodies
                    .push(Body::SessionEnded(SessionEnded { cause: SessionEnd::Crash, active_ms: session_active_ms }));
                for body in bodies {
                    let draft = Draft::station(body).about(learner).in_session(session).at(wall_ms);
                    events.push(writer.append(draft)?);
                }
                writer.clear_checkpoint(session)?;
            }
            Ok(events)
        })
    }
}
