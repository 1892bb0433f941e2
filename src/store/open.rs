//! Opening the database: pragmas, migrations, checks, and this opening's epoch.

use super::schema::{APPLICATION_ID, STEPS};
use super::write::Head;
use super::{StoreError, Writer, row};
use crate::format::event_log;
use crate::model::id::EpochId;
use crate::model::ports::{Clock, Random};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, config::DbConfig};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The open database. Held by one thread; the home folder's lock keeps other programs out.
pub struct Store {
    pub(super) db: Connection,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) random: Arc<dyn Random>,
    /// Drawn now, written with the first event.
    pub(super) epoch: EpochId,
    pub(super) epoch_mono_ms: u64,
    /// The end of the log as the last transaction left it; none after one that failed. This is the only connection
    /// that writes, so nobody else moves it.
    pub(super) head: Option<Head>,
    pub(super) path: PathBuf,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("path", &self.path).field("epoch", &self.epoch).finish_non_exhaustive()
    }
}

impl Store {
    /// From now on the database does not grow, as on a full disk.
    ///
    /// # Errors
    /// [`StoreError`].
    #[cfg(test)]
    pub(crate) fn fill_up(&self) -> Result<(), StoreError> {
        Ok(self.db.query_row("PRAGMA max_page_count = 1", [], |_| Ok(()))?)
    }

    /// Opens the database at `path`, or makes it, and brings its tables up to date.
    ///
    /// # Errors
    /// [`StoreError::Newer`] and [`StoreError::NotOurs`] leave the file as it is; [`StoreError::Damaged`] if its
    /// quick check or its last event fails.
    pub fn open(path: &Path, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Result<Self, StoreError> {
        keep_to_owner(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags)?;
        check_owner(&db)?;
        set_pragmas(&db)?;
        migrate(&mut db)?;
        let epoch = EpochId(random.bytes16());
        let epoch_mono_ms = clock.mono_ms();
        let store = Self { db, clock, random, epoch, epoch_mono_ms, head: None, path: path.to_owned() };
        store.check("quick_check")?;
        store.check_last_event()?;
        Ok(store)
    }

    /// The clock this store writes its times by.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// The random source this store draws salts from.
    #[must_use]
    pub fn random(&self) -> &dyn Random {
        &*self.random
    }

    /// Both, for a [`super::Snapshot`] of another thread.
    #[must_use]
    pub fn ports(&self) -> (Arc<dyn Clock>, Arc<dyn Random>) {
        (Arc::clone(&self.clock), Arc::clone(&self.random))
    }

    /// Where the database is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The epoch of this opening; in the log only once an event was appended.
    #[must_use]
    pub fn epoch(&self) -> EpochId {
        self.epoch
    }

    /// Does `work` in one transaction: all of it is on the disk when this returns `Ok`, nothing of it otherwise.
    ///
    /// # Errors
    /// Those of `work`, and of the commit.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let head = self.head.take();
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let mut writer = Writer {
            db: &tx,
            random: &*self.random,
            epoch: self.epoch,
            clock: &*self.clock,
            epoch_mono_ms: self.epoch_mono_ms,
            head,
        };
        let done = work(&mut writer)?;
        let head = writer.head;
        tx.commit().map_err(StoreError::from)?;
        self.head = head;
        Ok(done)
    }

    /// Checks every page and index, slowly.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with SQLite's words.
    pub fn check_whole(&self) -> Result<(), StoreError> {
        self.check("integrity_check")
    }

    fn check(&self, pragma: &str) -> Result<(), StoreError> {
        let words: String = self.db.query_row(&format!("PRAGMA {pragma}(1)"), [], |row| row.get(0))?;
        if words == "ok" { Ok(()) } else { Err(StoreError::Damaged(words)) }
    }

    fn check_last_event(&self) -> Result<(), StoreError> {
        match self.last_event()? {
            Some(event) if !event_log::is_sound(&event) => Err(row::damaged("last event")),
            _ => Ok(()),
        }
    }
}

/// Makes an empty file only its owner reads, before SQLite puts anything in it. On Windows the folder's rights hold.
pub(super) fn keep_to_owner(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    Ok(())
}

/// Refuses a database of another program or of a newer Foothold before anything in it is touched.
fn check_owner(db: &Connection) -> Result<(), StoreError> {
    let found: i64 = db.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let is_new = found == 0 && version == 0 && tables == 0;
    if !is_new && found != APPLICATION_ID {
        return Err(StoreError::NotOurs);
    }
    let known = row::int(STEPS.len() as u64);
    if version > known { Err(StoreError::Newer { found: version, known }) } else { Ok(()) }
}

fn set_pragmas(db: &Connection) -> Result<(), StoreError> {
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    db.set_prepared_statement_cache_capacity(64);
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    let mode: String = db.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::Damaged(format!("the journal is {mode}, not wal")));
    }
    db.execute_batch(
        "PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON;
         PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;
         PRAGMA wal_autocheckpoint=4000;", // 16 MB: fewer of the long waits in which the journal is put in its place
    )?;
    db.query_row("PRAGMA mmap_size=0", [], |_| Ok(())).or_else(|error| match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(()),
        other => Err(other),
    })?;
    Ok(())
}

/// Takes every missing step in one transaction.
fn migrate(db: &mut Connection) -> Result<(), StoreError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(version).unwrap_or(0);
    if done < STEPS.len() {
        for step in &STEPS[done..] {
            tx.execute_batch(step)?;
        }
        tx.execute_batch(&format!("PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={};", STEPS.len()))?;
    }
    tx.commit()?;
    Ok(())
}
