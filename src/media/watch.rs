//! The watchdog: a decoder that does not come back is left alone, and no other is started until the program restarts.
//!
//! A thread cannot be ended from outside, so one that loops keeps a processor busy; the rest of the program goes on.
//! Time spent in the file's reader does not count: a slow disk is no fault of a decoder.

use super::feed::Source;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// A step of decoding takes milliseconds; after so long it will not end.
const STUCK_AFTER_MS: u64 = 20_000;

/// Set once a decoder was left alone.
static IS_OFF: AtomicBool = AtomicBool::new(false);

/// Whether decoding is off until the program restarts.
pub fn is_off() -> bool {
    IS_OFF.load(Ordering::Relaxed)
}

/// Turns decoding off until the program restarts.
pub fn turn_off() {
    IS_OFF.store(true, Ordering::Relaxed);
}

/// When the step under way began.
#[derive(Clone)]
pub struct Pulse {
    start: Instant,
    /// Milliseconds after `start`, plus one; 0 between steps.
    since: Arc<AtomicU64>,
}

impl Default for Pulse {
    fn default() -> Self {
        Self { start: Instant::now(), since: Arc::new(AtomicU64::new(0)) }
    }
}

impl Pulse {
    fn now_ms(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX - 1)
    }

    /// A step begins, or goes on after a read.
    pub fn begin(&self) {
        self.since.store(self.now_ms().saturating_add(1), Ordering::Relaxed);
    }

    /// The step has ended, or reads.
    pub fn end(&self) {
        self.since.store(0, Ordering::Relaxed);
    }

    /// Whether the step under way will not end.
    pub fn is_stuck(&self) -> bool {
        self.is_stuck_at(self.now_ms())
    }

    fn is_stuck_at(&self, now_ms: u64) -> bool {
        let since = self.since.load(Ordering::Relaxed);
        since > 0 && now_ms.saturating_add(1).saturating_sub(since) > STUCK_AFTER_MS
    }
}

/// A reader during whose reads the watchdog rests.
pub struct Rested {
    inner: Box<dyn Source>,
    pulse: Pulse,
}

impl Rested {
    /// Around a reader.
    pub fn new(inner: Box<dyn Source>, pulse: Pulse) -> Self {
        Self { inner, pulse }
    }
}

impl Read for Rested {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.pulse.end();
        let outcome = self.inner.read(out);
        self.pulse.begin();
        outcome
    }
}

impl Seek for Rested {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn only_a_step_that_does_not_end_is_stuck() {
        let pulse = Pulse::default();
        assert!(!pulse.is_stuck_at(1_000_000), "no step is under way");
        pulse.begin();
        assert!(!pulse.is_stuck_at(STUCK_AFTER_MS));
        assert!(pulse.is_stuck_at(STUCK_AFTER_MS + 1000));
        pulse.end();
        assert!(!pulse.is_stuck_at(1_000_000));
    }

    #[test]
    fn a_read_begins_the_count_anew() {
        let pulse = Pulse::default();
        let mut reader = Rested::new(Box::new(Cursor::new(vec![1, 2, 3])), pulse.clone());
        let mut out = [0; 3];
        reader.read_exact(&mut out).unwrap();
        assert_eq!(out, [1, 2, 3]);
        assert!(pulse.since.load(Ordering::Relaxed) > 0, "decoding goes on");
    }
}
