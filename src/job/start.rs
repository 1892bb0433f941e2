//! Opening a home: its folders, its lock, its database, and what a crash or power cut left open.

use crate::library::home::Home;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::store::{Station, Store};
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::sync::Arc;

/// A home that this process, and no other, has open. The lock goes with it.
#[derive(Debug)]
pub struct OpenHome {
    /// Its folders.
    pub home: Home,
    /// Its database.
    pub store: Store,
    /// Sittings that ended without a goodbye and were brought to the last five seconds.
    pub recovered: usize,
    lock: HomeLock,
}

impl OpenHome {
    /// Takes it apart for the threads that share it; the home stays open as long as the lock is kept.
    #[must_use]
    pub fn into_parts(self) -> (Home, Store, HomeLock) {
        (self.home, self.store, self.lock)
    }

    /// Who this station is.
    ///
    /// # Errors
    /// [`Code::StationNotSetUp`], or the database's.
    pub fn station(&self) -> Result<Station, Problem> {
        self.store.station()?.ok_or_else(|| Problem::new(Code::StationNotSetUp))
    }
}

/// The lock of an open home. The system lets it go when the process ends, however it ends.
#[derive(Debug)]
pub struct HomeLock(#[expect(dead_code, reason = "held, not used: the lock lives as long as the file is open")] File);

/// Opens `home`, making it if it is not there.
///
/// # Errors
/// [`Code::StationInUse`] if another process has it open; the disk's and the database's.
pub fn open(home: &Home, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Result<OpenHome, Problem> {
    home.create().map_err(|fault| disk_problem(&fault))?;
    let lock = lock(home)?;
    let mut store = Store::open(&home.station_db(), clock, random)?;
    let recovered = store.checkpoints()?.len();
    store.recover()?;
    Ok(OpenHome { home: home.clone(), store, recovered, lock })
}

fn lock(home: &Home) -> Result<HomeLock, Problem> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(home.lock())
        .map_err(|fault| disk_problem(&fault))?;
    match file.try_lock() {
        Ok(()) => Ok(HomeLock(file)),
        Err(TryLockError::WouldBlock) => Err(Problem::new(Code::StationInUse)),
        Err(TryLockError::Error(fault)) => Err(disk_problem(&fault)),
    }
}

/// What a person hears of a disk that refuses.
pub(super) fn disk_problem(fault: &io::Error) -> Problem {
    let code = if fault.kind() == io::ErrorKind::StorageFull { Code::DiskFull } else { Code::DiskTrouble };
    Problem::new(code).because(fault)
}
