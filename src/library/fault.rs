//! Places where disks and sticks let people down, so that tests can make them do it.

use std::io;
use std::path::Path;

/// A moment of an import at which something outside can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// Before reading the carrier at this offset of the pack.
    Read(u64),
    /// Before writing to staging at this offset of the pack.
    Write(u64),
    /// Before the staged file is synced.
    Sync,
    /// Before the staged file gets its name among the packs.
    Rename,
    /// Before the transaction that makes the pack count.
    Commit,
}

/// What stands between us and the disk. The product uses [`NoFaults`].
pub trait FaultPoints: Sync {
    /// Free bytes for us on the volume of `folder`.
    ///
    /// # Errors
    /// The system's.
    fn free_bytes(&self, folder: &Path) -> io::Result<u64> {
        fs4::available_space(folder)
    }

    /// Called at each point; an error is taken as the system's own.
    ///
    /// # Errors
    /// Whatever a test wants to see.
    fn reached(&self, _point: Point) -> io::Result<()> {
        Ok(())
    }
}

/// The real world: nothing fails but what fails.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoFaults;

impl FaultPoints for NoFaults {}
