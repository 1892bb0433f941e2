//! The registry: every event of every station exactly once, the stations, the courses and the certificates.
//!
//! It lives in a file (SQLite) or on a server (PostgreSQL, feature `postgres`); what both do is said once, in SQL that
//! both understand. What follows from the events is never stored, but the certificates that were issued.

mod adding;
mod answer_rows;
mod answers;
mod certificates;
mod copying;
mod courses;
mod db;
mod events;
mod hash;
mod lists;
mod measures;
mod office_log;
mod schema;
mod server;
mod stations;
mod summaries;
mod summary_rows;
mod summary_tables;
mod summary_views;
mod travelling;

pub(super) use adding::{EventAdder, Incoming};
pub use answer_rows::DocumentsTold;
pub(super) use answer_rows::HintRow;
pub(super) use answers::SumOf;
pub use certificates::{IssuedRow, MergedRow, RecordedRow};
pub use courses::CourseRow;
pub(super) use events::StoredEvent;
pub use events::{EventCounts, Known};
pub use hash::RegistryHash;
pub use lists::{CertificateQuery, ListedCertificate, ListedPerson, PAGE_ROWS, Page, PeopleOrder, PeopleQuery, Whom};
pub(super) use measures::{Group, Measure};
pub(super) use office_log::OfficePen;
pub use server::{Place, Secrets, Server};
pub use stations::{ForkRow, StationRow, StationState};
pub(super) use summaries::{CatalogueEntry, CatalogueMarks, StationMark, SummaryState};
pub(super) use travelling::EventPlace;

use crate::format::event_log::EventFault;
use crate::model::problem::{Code, Problem};
use db::{Db, Sqlite};
use rusqlite::{Connection, ErrorCode};
use std::path::Path;
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
    /// A server refused, or the way to it is cut.
    #[error("the registry's server: {1}")]
    Server(ServerFault, String),
    /// A database of something else, or one that fails its check.
    #[error("the registry is damaged: {0}")]
    Damaged(String),
    /// A file could not be read or written.
    #[error("the disk refused: {0}")]
    Disk(#[from] std::io::Error),
}

/// What is the matter with a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerFault {
    /// It is not there, or its certificate does not hold.
    Unreachable,
    /// It does not let us in.
    Login,
    /// Its disk is full.
    DiskFull,
    /// This program was built without it.
    NotBuiltIn,
    /// It says something else.
    Other,
}

impl From<RegistryError> for Problem {
    fn from(error: RegistryError) -> Self {
        let code = match &error {
            RegistryError::Newer { .. } => Code::RegistryNewer,
            RegistryError::Sqlite(fault) if fault.sqlite_error_code() == Some(ErrorCode::DiskFull) => Code::DiskFull,
            RegistryError::Server(ServerFault::DiskFull, _) => Code::RegistryDiskFull,
            RegistryError::Server(ServerFault::Unreachable, _) => Code::RegistryUnreachable,
            RegistryError::Server(ServerFault::Login, _) => Code::RegistryLogin,
            RegistryError::Server(ServerFault::NotBuiltIn, _) => Code::RegistryNoServer,
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
    db: Db,
}

impl Registry {
    /// Opens the registry in a file, or makes it, and brings its tables up to date.
    ///
    /// # Errors
    /// [`RegistryError::Newer`] leaves the file as it is.
    pub fn open(path: &Path) -> Result<Self, RegistryError> {
        let db = Db::new(Sqlite::open(path)?);
        schema::migrate(&db)?;
        Ok(Self { db })
    }

    /// Opens the registry where it lives, and brings its tables up to date.
    ///
    /// # Errors
    /// As [`Registry::open`]; [`RegistryError::Server`].
    pub fn open_at(place: &Place) -> Result<Self, RegistryError> {
        match place {
            Place::File(path) => Self::open(path),
            #[cfg(feature = "postgres")]
            Place::Server(server) => {
                let db = Db::new(db::Postgres::open(server)?);
                schema::migrate(&db)?;
                Ok(Self { db })
            }
            #[cfg(not(feature = "postgres"))]
            Place::Server(server) => Err(RegistryError::Server(ServerFault::NotBuiltIn, format!("{server:?}"))),
        }
    }

    /// Does `work` in one transaction: all of it is on the disk when this returns `Ok`, nothing of it otherwise.
    ///
    /// # Errors
    /// Those of `work`, and of the commit.
    pub fn write<T, E: From<RegistryError>>(
        &mut self,
        work: impl FnOnce(&mut RegistryWriter<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx = self.db.begin()?;
        let done = work(&mut RegistryWriter { registry: self, db: &self.db })?;
        tx.commit()?;
        Ok(done)
    }

    /// Checks that all it holds hangs together, slowly: SQLite every page, index and reference.
    ///
    /// # Errors
    /// [`RegistryError::Damaged`] with the database's words.
    pub fn check_whole(&self) -> Result<(), RegistryError> {
        self.db.check_whole()
    }

    /// Copies the registry to a new file, through SQLite's backup interface where it is one, and checks the copy.
    ///
    /// # Errors
    /// The disk's; [`RegistryError::Damaged`] if the copy fails its check.
    pub fn backup_to(&self, path: &Path) -> Result<(), RegistryError> {
        let mut copy = match self.db.sqlite() {
            Some(_) => Connection::open(path)?,
            None => {
                self.copy_to(&mut Self::open(path)?)?;
                Connection::open(path)?
            }
        };
        if let Some(sqlite) = self.db.sqlite() {
            rusqlite::backup::Backup::new(sqlite, &mut copy)?.run_to_completion(4096, Duration::ZERO, None)?;
        }
        copy.execute_batch("PRAGMA journal_mode=DELETE")?;
        let words: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        drop(copy);
        std::fs::File::open(path)?.sync_all()?;
        if words == "ok" { Ok(()) } else { Err(RegistryError::Damaged(words)) }
    }
}

/// The registry within a transaction.
pub struct RegistryWriter<'a> {
    registry: &'a Registry,
    db: &'a Db,
}

impl RegistryWriter<'_> {
    /// The registry as this transaction sees it, what it has written so far included.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        self.registry
    }
}
