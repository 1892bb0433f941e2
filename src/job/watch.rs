//! How a long job tells how far it is, and hears that it should stop.

use crate::model::problem::{Code, Problem};
use std::sync::atomic::{AtomicBool, Ordering};

/// What a long job is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Looking at signatures and approval.
    Checking,
    /// Copying while hashing.
    Copying,
    /// Making sure that it is on the disk.
    Settling,
    /// Gathering what is to be sent.
    Gathering,
    /// Signing and sealing.
    Sealing,
    /// Writing to the drive.
    Writing,
    /// Reading back and comparing.
    Comparing,
    /// The drive went away: put it back, it goes on by itself.
    WaitingForDrive,
    /// Making keys and documents.
    Preparing,
    /// Making one-time PINs.
    MakingPins,
}

/// How far a long job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What it is doing.
    pub stage: Stage,
    /// Bytes (or events) done.
    pub done: u64,
    /// Bytes (or events) in all; 0 while not known.
    pub total: u64,
}

/// The listener of a long job: hears each step, and may ask it to stop.
pub struct Watch<'a> {
    report: &'a mut dyn FnMut(Step),
    cancel: &'a AtomicBool,
}

impl<'a> Watch<'a> {
    /// Reports to `report`; stops once `cancel` is true.
    pub fn new(report: &'a mut dyn FnMut(Step), cancel: &'a AtomicBool) -> Self {
        Self { report, cancel }
    }

    /// Tells how far it is.
    ///
    /// # Errors
    /// [`Code::JobCancelled`] if it should stop here.
    pub fn step(&mut self, stage: Stage, done: u64, total: u64) -> Result<(), Problem> {
        (self.report)(Step { stage, done, total });
        if self.cancel.load(Ordering::Relaxed) { Err(Problem::new(Code::JobCancelled)) } else { Ok(()) }
    }
}

/// Runs a job that nobody watches.
pub fn unwatched<T>(job: impl FnOnce(&mut Watch<'_>) -> T) -> T {
    let never = AtomicBool::new(false);
    job(&mut Watch::new(&mut |_| (), &never))
}
