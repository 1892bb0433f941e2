//! Watching long work on a folder: how far it is, and a way to stop it.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Decoding every film, recording and picture once.
    Checking,
    /// Hashing every file.
    Hashing,
    /// Writing the pack.
    Writing,
}

/// Who is told how far the work is, and who may stop it.
pub struct Watch<'a> {
    /// Told of (stage, bytes done, bytes in all), often, perhaps from several threads.
    pub report: &'a (dyn Fn(Stage, u64, u64) + Sync),
    /// Set by who wants the work to stop.
    pub cancel: &'a AtomicBool,
}

impl Watch<'_> {
    /// Whether somebody wants the work to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    /// A way to tell of the progress of one stage.
    #[must_use]
    pub fn stage(&self, stage: Stage, total: u64) -> Progress<'_> {
        Progress { watch: self, stage, done: AtomicU64::new(0), total }
    }
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

/// The progress of one stage.
#[derive(Debug)]
pub struct Progress<'a> {
    watch: &'a Watch<'a>,
    stage: Stage,
    done: AtomicU64,
    total: u64,
}

impl Progress<'_> {
    /// So many bytes more are done.
    pub fn add(&self, bytes: usize) {
        let done = self.done.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        (self.watch.report)(self.stage, done.min(self.total), self.total);
    }

    /// Fails if the work should stop.
    ///
    /// # Errors
    /// An error that only says so.
    pub fn go_on(&self) -> io::Result<()> {
        if self.watch.is_cancelled() { Err(io::Error::other("stopped")) } else { Ok(()) }
    }
}

/// A reader that tells of what is read the first time, and fails when the work should stop.
#[derive(Debug)]
pub struct Watched<'a, R> {
    inner: R,
    progress: &'a Progress<'a>,
    at: u64,
    told: u64,
}

impl<'a, R> Watched<'a, R> {
    /// A reader whose bytes count for `progress`.
    pub fn new(inner: R, progress: &'a Progress<'a>) -> Self {
        Self { inner, progress, at: 0, told: 0 }
    }
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.progress.go_on()?;
        let len = self.inner.read(buffer)?;
        self.at += len as u64;
        if let Some(more) =
            self.at.checked_sub(self.told).and_then(|more| usize::try_from(more).ok()).filter(|n| *n > 0)
        {
            self.progress.add(more);
            self.told = self.at;
        }
        Ok(len)
    }
}

impl<R: Seek> Seek for Watched<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.inner.seek(to)?;
        Ok(self.at)
    }
}
