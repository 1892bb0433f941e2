//! How a long job tells where it is, and how it is told to stop.

use crate::model::ports::Clock;
use crate::model::problem::{Code, Problem};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a long job is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// The drive went away: once it is back, the job goes on by itself.
    WaitingForDrive,
    /// Making keys and documents.
    Preparing,
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
    /// A second, lately.
    pub per_sec: u64,
    /// Seconds left, if it can be told.
    pub secs_left: Option<u64>,
}

/// Asks a job to stop. Clones ask the same job.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Not asked yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// For `?` between the steps of a job.
    ///
    /// # Errors
    /// [`Code::JobCancelled`] once asked.
    pub fn check(&self) -> Result<(), Problem> {
        if self.is_asked() { Err(Problem::new(Code::JobCancelled)) } else { Ok(()) }
    }
}

/// At most this often a job says how far it is, ms: more than the eye follows is work for nothing.
const REPORT_EVERY_MS: u64 = 100;
/// The speed shown is that of about the last this many ms.
const SPEED_OVER_MS: u64 = 3_000;

/// Turns counts of bytes into [`Step`]s, by the monotonic clock.
pub struct Meter<'a> {
    clock: &'a dyn Clock,
    on_step: &'a mut dyn FnMut(Step),
    stage: Stage,
    total: u64,
    reported_ms: Option<u64>,
    window: (u64, u64),
    speed: u64,
}

impl<'a> Meter<'a> {
    /// A meter that tells `on_step`.
    pub fn new(clock: &'a dyn Clock, on_step: &'a mut dyn FnMut(Step)) -> Self {
        let window = (clock.mono_ms(), 0);
        Self { clock, on_step, stage: Stage::Preparing, total: 0, reported_ms: None, window, speed: 0 }
    }

    /// Starts a stage with `done` of `total` already there.
    pub fn stage(&mut self, stage: Stage, done: u64, total: u64) {
        (self.stage, self.total) = (stage, total);
        (self.window, self.speed) = ((self.clock.mono_ms(), done), 0);
        self.tell(done);
    }

    /// Tells how far the stage is, if it is time to.
    pub fn at(&mut self, done: u64) {
        let now = self.clock.mono_ms();
        if done < self.total && self.reported_ms.is_some_and(|last| now < last + REPORT_EVERY_MS) {
            return;
        }
        let (since_ms, since_done) = self.window;
        let elapsed_ms = now.saturating_sub(since_ms);
        if elapsed_ms > 0 {
            self.speed = done.saturating_sub(since_done).saturating_mul(1000) / elapsed_ms;
        }
        if elapsed_ms > SPEED_OVER_MS {
            self.window = (now, done); // the next reports start from here, with this speed until then
        }
        self.tell(done);
    }

    fn tell(&mut self, done: u64) {
        self.reported_ms = Some(self.clock.mono_ms());
        let secs_left = (self.speed > 0).then(|| self.total.saturating_sub(done).div_ceil(self.speed));
        (self.on_step)(Step { stage: self.stage, done, total: self.total, per_sec: self.speed, secs_left });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU64;

    struct Ticking(AtomicU64);

    impl Clock for Ticking {
        fn wall_ms(&self) -> u64 {
            0
        }
        fn mono_ms(&self) -> u64 {
            self.0.load(Ordering::Relaxed)
        }
    }

    #[test]
    fn speed_and_time_left_follow_the_clock() {
        let clock = Ticking(AtomicU64::new(5));
        let mut steps = Vec::new();
        let mut on_step = |step| steps.push(step);
        let mut meter = Meter::new(&clock, &mut on_step);
        meter.stage(Stage::Copying, 0, 1000);
        for i in 1..=10 {
            clock.0.fetch_add(50, Ordering::Relaxed);
            meter.at(i * 100);
        }
        let last = steps.last().copied().unwrap();
        assert_eq!((last.done, last.per_sec, last.secs_left), (1000, 2000, Some(0)));
        assert_eq!(steps.len(), 6, "first, and every 100 ms");
        assert_eq!(steps[1].secs_left, Some(1));
    }

    #[test]
    fn cancelling_is_heard_by_all_clones() {
        let cancel = Cancel::new();
        assert!(cancel.clone().check().is_ok());
        cancel.clone().ask();
        assert_eq!(cancel.check().unwrap_err().code, Code::JobCancelled);
    }
}
