//! A copy of the whole database while it is open, through SQLite's backup API, checked before it counts.

use super::{Store, StoreError};
use rusqlite::{Connection, OpenFlags, backup::Backup};
use std::path::Path;
use std::time::Duration;

/// Pages copied at a time.
const PAGES_STEP: i32 = 1024;

impl Store {
    /// Writes a copy to `to`, which must not exist yet, and checks it. It is one file, with no journal beside it.
    ///
    /// # Errors
    /// [`StoreError`]; `to` may then hold a part and is the caller's to remove.
    pub fn copy_to(&self, to: &Path) -> Result<(), StoreError> {
        if to.exists() {
            return Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into());
        }
        super::open::keep_to_owner(to)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(to, flags)?;
        Backup::new(&self.db, &mut copy)?.run_to_completion(PAGES_STEP, Duration::ZERO, None)?;
        let mode: String = copy.query_row("PRAGMA journal_mode=DELETE", [], |row| row.get(0))?;
        let words: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if mode != "delete" || words != "ok" {
            return Err(StoreError::Damaged(words));
        }
        copy.close().map_err(|(_, error)| error)?;
        std::fs::File::open(to)?.sync_all()?;
        Ok(())
    }
}
