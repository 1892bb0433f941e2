//! The database as it was at one moment, read beside the store while that goes on: for what takes long (a backup through
//! SQLite's backup API, an export's reading). Nothing can be written through it.

use super::{Store, StoreError};
use crate::model::id::EpochId;
use crate::model::ports::{Clock, Random};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Pages copied at a time.
const PAGES_STEP: i32 = 1024;
/// How long until a page that is held is tried again.
const BUSY: Duration = Duration::from_millis(20);

/// One moment of the database. What is written after it was opened is not in it.
#[derive(Debug)]
pub struct Snapshot(Store);

impl Snapshot {
    /// Opens the database at `path`, which a [`Store`] of this process has open.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(path: &Path, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)?;
        db.busy_timeout(Duration::from_secs(5))?;
        db.execute_batch("PRAGMA query_only=ON; PRAGMA trusted_schema=OFF; BEGIN")?;
        let _: i64 = db.query_row("SELECT count(*) FROM settings", [], |row| row.get(0))?; // from here on it stands still
        let (epoch, epoch_mono_ms) = (EpochId([0; 16]), clock.mono_ms()); // no event is ever written here
        Ok(Self(Store { db, clock, random, epoch, epoch_mono_ms, head: None, path: path.to_owned() }))
    }

    /// Everything that can be read.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0
    }

    /// Writes a copy to `to`, which must not exist yet, and checks it. It is one file, with no journal beside it.
    /// `tell` hears the pages done and all there are, and may stop it; false if it did.
    ///
    /// # Errors
    /// [`StoreError`]; `to` may then hold a part and is the caller's to remove.
    pub fn copy_to(&self, to: &Path, tell: &mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> Result<bool, StoreError> {
        if to.exists() {
            return Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into());
        }
        super::open::keep_to_owner(to)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(to, flags)?;
        if self.copy_pages(&mut copy, tell)?.is_break() {
            return Ok(false);
        }
        let mode: String = copy.query_row("PRAGMA journal_mode=DELETE", [], |row| row.get(0))?;
        let words: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if mode != "delete" || words != "ok" {
            return Err(StoreError::Damaged(words));
        }
        copy.close().map_err(|(_, error)| error)?;
        std::fs::File::open(to)?.sync_all()?;
        Ok(true)
    }

    fn copy_pages(
        &self,
        copy: &mut Connection,
        tell: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, StoreError> {
        let backup = Backup::new(&self.0.db, copy)?;
        loop {
            let step = backup.step(PAGES_STEP)?;
            let progress = backup.progress();
            let pages = |count: i32| u64::try_from(count).unwrap_or(0);
            if tell(pages(progress.pagecount - progress.remaining), pages(progress.pagecount)).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            match step {
                StepResult::Done => return Ok(ControlFlow::Continue(())),
                StepResult::More => {}
                _ => std::thread::sleep(BUSY), // held for a moment
            }
        }
    }
}

impl Store {
    /// Writes a copy of this moment to `to`, which must not exist yet, and checks it.
    ///
    /// # Errors
    /// As [`Snapshot::copy_to`].
    pub fn copy_to(&self, to: &Path) -> Result<(), StoreError> {
        self.snapshot()?.copy_to(to, &mut |_, _| ControlFlow::Continue(())).map(|_| ())
    }

    /// This moment of the database, to be read by another thread.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn snapshot(&self) -> Result<Snapshot, StoreError> {
        Snapshot::open(&self.path, Arc::clone(&self.clock), Arc::clone(&self.random))
    }
}
