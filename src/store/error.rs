//! What can go wrong in the database, and what a person hears of it.

use crate::format::event_log::EventFault;
use crate::model::problem::{Code, Problem};
use rusqlite::ErrorCode;

/// Why the store could not do it. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error("the database refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The event cannot be written in our form.
    #[error("the event cannot be kept: {0}")]
    Event(#[from] EventFault),
    /// A file could not be read or written.
    #[error("the disk refused: {0}")]
    Disk(#[from] std::io::Error),
    /// Written by a newer program.
    #[error("the database has schema {found}, this program knows {known}")]
    Newer {
        /// Its schema.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// A database of something else.
    #[error("the file is a database of another program")]
    NotOurs,
    /// It fails its check.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The station has no identity yet.
    #[error("the station is not set up yet")]
    NotSetUp,
}

impl StoreError {
    fn code(&self) -> Code {
        match self {
            Self::Sqlite(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => Code::DiskFull,
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Code::StationDamaged,
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Code::StationInUse,
                Some(
                    ErrorCode::SystemIoFailure
                    | ErrorCode::ReadOnly
                    | ErrorCode::CannotOpen
                    | ErrorCode::PermissionDenied,
                ) => Code::DiskTrouble,
                _ => Code::Internal,
            },
            Self::Event(_) => Code::Internal,
            Self::Disk(error) if error.kind() == std::io::ErrorKind::StorageFull => Code::DiskFull,
            Self::Disk(_) => Code::DiskTrouble,
            Self::Newer { .. } => Code::StationNewerData,
            Self::NotOurs | Self::Damaged(_) => Code::StationDamaged,
            Self::NotSetUp => Code::StationNotSetUp,
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::new(error.code()).because(error)
    }
}
