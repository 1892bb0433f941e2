//! The registry: every event of every station exactly once, the stations, the courses and the certificates.
//!
//! SQLite in WAL mode with `synchronous=FULL`. What follows from the events is never stored, but the certificates
//! that were issued. Tables use plain types and portable constraints, so that the same schema serves PostgreSQL.

mod certificates;
mod courses;
mod events;
mod hash;
mod office_log;
mod schema;
mod stations;

pub use certificates::{IssuedRow, MergedRow};
pub use courses::CourseRow;
pub(super) use events::{EventAdder, Incoming};
pub use events::{EventCounts, Held};
pub use hash::RegistryHash;
pub(super) use office_log::OfficePen;
pub use stations::{ForkRow, StationRow, StationState};

use crate::format::event_log::EventFault;
use crate::model::problem::{Code, Problem};
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why the registry could not do it. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// SQLite refused.
    #[error("the registry refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// An event cannot be written in our form.
    #[error("the event cannot be kept: {0}")]
    Event(#[from] EventFault),
    /// Made by a newer program.
    #[error("the registry has schema {found}, this program knows {known}")]
    Newer {
        /// Its schema.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// A database of something else, or one that fails its check.
    #[error("the registry is damaged: {0}")]
    Damaged(String),
    /// A file could not be read or written.
    #[error("the disk refused: {0}")]
    Disk(#[from] std::io::Error),
}

impl From<RegistryError> for Problem {
    fn from(error: RegistryError) -> Self {
        let code = match &error {
            RegistryError::Newer { .. } => Code::RegistryNewer,
            RegistryError::Sqlite(fault) if fault.sqlite_error_code() == Some(ErrorCode::DiskFull) => Code::DiskFull,
            RegistryError::Disk(fault) if fault.kind() == std::io::ErrorKind::StorageFull => Code::DiskFull,
            _ => Code::RegistryTrouble,
        };
        Self::new(code).because(error)
    }
}

fn damaged(what: &str) -> RegistryError {
    RegistryError::Damaged(format!("a {what} in it cannot be read"))
}

/// The registry, open.
pub struct Registry {
    db: Connection,
    path: PathBuf,
}

impl Registry {
    /// Opens the registry, or makes it, and brings its tables up to date.
    ///
    /// # Errors
    /// [`RegistryError::Newer`] leaves the file as it is.
    pub fn open(path: &Path) -> Result<Self, RegistryError> {
        let db = Connection::open(path)?;
        db.busy_timeout(Duration::from_secs(10))?;
        db.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;
             PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=20000;",
        )?;
        db.set_prepared_statement_cache_capacity(64);
        schema::migrate(&db)?;
        Ok(Self { db, path: path.to_owned() })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Does `work` in one transaction: all of it is on the disk when this returns `Ok`, nothing of it otherwise.
    ///
    /// # Errors
    /// Those of `work`, and of the commit.
    pub fn write<T, E: From<RegistryError>>(
        &mut self,
        work: impl FnOnce(&mut RegistryWriter<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(RegistryError::from)?;
        let done = work(&mut RegistryWriter { db: &tx })?;
        tx.commit().map_err(RegistryError::from)?;
        Ok(done)
    }

    /// Checks every page, index and reference, slowly.
    ///
    /// # Errors
    /// [`RegistryError::Damaged`] with SQLite's words.
    pub fn check_whole(&self) -> Result<(), RegistryError> {
        let words: String = self.db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if words == "ok" { Ok(()) } else { Err(RegistryError::Damaged(words)) }
    }

    /// Copies the registry to a new file through SQLite's backup interface, and checks the copy.
    ///
    /// # Errors
    /// The disk's; [`RegistryError::Damaged`] if the copy fails its check.
    pub fn backup_to(&self, path: &Path) -> Result<(), RegistryError> {
        let mut copy = Connection::open(path)?;
        rusqlite::backup::Backup::new(&self.db, &mut copy)?.run_to_completion(4096, Duration::ZERO, None)?;
        copy.execute_batch("PRAGMA journal_mode=DELETE")?;
        let words: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        drop(copy);
        std::fs::File::open(path)?.sync_all()?;
        if words == "ok" { Ok(()) } else { Err(RegistryError::Damaged(words)) }
    }
}

/// The registry within a transaction.
pub struct RegistryWriter<'a> {
    db: &'a Transaction<'a>,
}

/// SQLite's integers are signed; ours stay below 2^53.
fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn uint(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

/// A fixed number of bytes from a column.
fn bytes<const N: usize>(blob: &[u8], what: &str) -> Result<[u8; N], RegistryError> {
    blob.try_into().map_err(|_| damaged(what))
}
