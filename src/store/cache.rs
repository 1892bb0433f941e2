//! The fold's cache: a state for each (person, course), good up to a position of the log. May be lost at any time.

use super::{Store, StoreError, Writer, row};
use crate::model::id::{CourseId, LearnerId};
use rusqlite::{OptionalExtension as _, params};

/// A folded state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CachedFold {
    /// The version of the rules it was folded by.
    pub rules: u64,
    /// How far: ask for events after this.
    pub position: u64,
    /// The state, in the fold's own form.
    pub state: Vec<u8>,
}

impl Writer<'_> {
    /// Keeps a state.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_fold(&mut self, learner: LearnerId, course: &CourseId, fold: &CachedFold) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO fold_cache(learner, course, rules, position, state) VALUES(?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT(learner, course) DO UPDATE SET
                   rules = excluded.rules, position = excluded.position, state = excluded.state",
            )?
            .execute(params![
                learner.0.as_bytes(),
                course.as_str(),
                row::int(fold.rules),
                row::int(fold.position),
                fold.state
            ])?;
        Ok(())
    }

    /// Forgets all states.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn clear_folds(&mut self) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM fold_cache")?.execute([])?;
        Ok(())
    }
}

impl Store {
    /// The state kept for (learner, course).
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn fold(&self, learner: LearnerId, course: &CourseId) -> Result<Option<CachedFold>, StoreError> {
        Ok(self
            .db
            .prepare_cached("SELECT rules, position, state FROM fold_cache WHERE learner = ?1 AND course = ?2")?
            .query_row(params![learner.0.as_bytes(), course.as_str()], |row| {
                Ok(CachedFold { rules: row::uint(row.get(0)?), position: row::uint(row.get(1)?), state: row.get(2)? })
            })
            .optional()?)
    }
}
