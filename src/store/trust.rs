//! The signed documents now held, one of each kind, with their roll-back marks.

use super::{Store, StoreError, Writer, row};
use crate::model::id::Hash;
use rusqlite::{Connection, OptionalExtension as _, params};

/// A signed document as held: its place in time, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustRow {
    /// Which run of versions it belongs to.
    pub series: u64,
    /// Its number in the run.
    pub version: u64,
    /// SHA-256 of its payload.
    pub hash: Hash,
    /// When its signer says it was made, ms.
    pub created: u64,
    /// The whole envelope.
    pub document: Vec<u8>,
}

/// series, version, hash, created, document.
type TrustColumns = (i64, i64, Vec<u8>, i64, Vec<u8>);

/// The newest `created` of all that is held: the time that nobody here can have set.
pub(super) fn signed_time(db: &Connection) -> Result<u64, StoreError> {
    let newest: Option<i64> = db.prepare_cached("SELECT max(created) FROM trust")?.query_row([], |row| row.get(0))?;
    Ok(row::uint(newest.unwrap_or(0)))
}

impl Writer<'_> {
    /// Takes a document as the one now held of its kind (`root`, `catalogue`, `policy`, `receipt`). That it may
    /// replace the one held is the caller's to check, in this same transaction.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_trust(&mut self, kind: &str, held: &TrustRow) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO trust(kind, series, version, hash, created, document) VALUES(?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT(kind) DO UPDATE SET series = excluded.series, version = excluded.version,
                   hash = excluded.hash, created = excluded.created, document = excluded.document",
            )?
            .execute(params![
                kind,
                row::int(held.series),
                row::int(held.version),
                held.hash.0,
                row::int(held.created),
                held.document
            ])?;
        self.head = None; // later events of this transaction carry the new signed time
        Ok(())
    }

    /// The document now held of a kind.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn trust(&self, kind: &str) -> Result<Option<TrustRow>, StoreError> {
        held(self.db, kind)
    }
}

impl Store {
    /// The document now held of a kind.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn trust(&self, kind: &str) -> Result<Option<TrustRow>, StoreError> {
        held(&self.db, kind)
    }

    /// The newest `created` of all that is held, ms: never the computer's clock.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn signed_time(&self) -> Result<u64, StoreError> {
        signed_time(&self.db)
    }
}

fn held(db: &Connection, kind: &str) -> Result<Option<TrustRow>, StoreError> {
    let found: Option<TrustColumns> = db
        .prepare_cached("SELECT series, version, hash, created, document FROM trust WHERE kind = ?1")?
        .query_row([kind], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        .optional()?;
    found
        .map(|(series, version, hash, created, document)| {
            let (series, version, created) = (row::uint(series), row::uint(version), row::uint(created));
            Ok(TrustRow { series, version, hash: row::hash(&hash)?, created, document })
        })
        .transpose()
}
