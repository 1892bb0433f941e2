//! Sign-in verifiers and wrong tries. In no event and in no export.

use super::{Store, StoreError, Writer, row};
use crate::model::event::{Actor, Method};
use rusqlite::{OptionalExtension as _, params};
use std::collections::BTreeSet;
use std::fmt;

/// A verifier, which must not be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// How somebody signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthRow {
    /// By what.
    pub method: Method,
    /// Argon2id in PHC form.
    pub verifier: Secret,
    /// Wrong tries since the last right one.
    pub tries: u32,
    /// When the last wrong try was, ms by the computer's clock.
    pub last_wall_ms: u64,
}

impl Writer<'_> {
    /// Sets how `subject` signs in, and forgets wrong tries.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_auth(&mut self, subject: Actor, method: Method, verifier: &Secret) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO auth(subject, method, verifier, tries, last_wall) VALUES(?1, ?2, ?3, 0, 0)
                 ON CONFLICT(subject) DO UPDATE SET method = excluded.method, verifier = excluded.verifier, tries = 0, last_wall = 0",
            )?
            .execute(params![subject.to_string(), row::word(&method)?, verifier.0])?;
        Ok(())
    }

    /// Sets the wrong tries of `subject`; the last was at `last_wall_ms`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_tries(&mut self, subject: Actor, tries: u32, last_wall_ms: u64) -> Result<(), StoreError> {
        self.db.prepare_cached("UPDATE auth SET tries = ?2, last_wall = ?3 WHERE subject = ?1")?.execute(params![
            subject.to_string(),
            tries,
            row::int(last_wall_ms)
        ])?;
        Ok(())
    }
}

impl Store {
    /// Who signs in by `method`, as [`Actor`] prints them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn subjects_by(&self, method: Method) -> Result<BTreeSet<String>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT subject FROM auth WHERE method = ?1")?;
        let rows = query.query_map([row::word(&method)?], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How `subject` signs in, if they do.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn auth(&self, subject: Actor) -> Result<Option<AuthRow>, StoreError> {
        let found: Option<(String, String, u32, i64)> = self
            .db
            .prepare_cached("SELECT method, verifier, tries, last_wall FROM auth WHERE subject = ?1")?
            .query_row([subject.to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .optional()?;
        found
            .map(|(method, verifier, tries, last_wall)| {
                Ok(AuthRow {
                    method: row::from_word(method)?,
                    verifier: Secret(verifier),
                    tries,
                    last_wall_ms: row::uint(last_wall),
                })
            })
            .transpose()
    }
}
