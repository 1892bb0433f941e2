//! The watchdog: a decoder that does not come back is left alone, and no other is started until the program restarts.
//!
//! A thread cannot be ended from outside, so one that loops keeps a processor busy; the rest of the program goes on.
//! Time spent in the file's reader does not count, as a slow disk is no fault of a decoder; but each read costs a
//! little, so that a loop of quick reads comes to its end too. How long a read takes is known to the clock of the
//! lesson, which waits for a slow one.

use super::deck::Ticks;
use super::feed::Source;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// A step of decoding takes milliseconds; after so long it will not end.
const STUCK_AFTER: Duration = Duration::from_secs(20);
/// Taken for each read: 400,000 of them in one step are a loop. Opening the longest film takes a few thousand.
const READ_COST_US: u64 = 50;

/// Whether decoding is off, and how long a step may take.
#[derive(Debug, Clone)]
pub struct Watch {
    is_off: Arc<AtomicBool>,
    stuck_after_us: u64,
}

impl Watch {
    /// One of its own, with another patience: for tests.
    pub fn with_patience(patience: Duration) -> Self {
        let stuck_after_us = u64::try_from(patience.as_micros()).unwrap_or(u64::MAX);
        Self { is_off: Arc::default(), stuck_after_us }
    }

    /// The one of the program.
    pub fn of_program() -> Self {
        static PROGRAM: OnceLock<Watch> = OnceLock::new();
        PROGRAM.get_or_init(|| Self::with_patience(STUCK_AFTER)).clone()
    }

    /// Whether decoding is off until the program restarts.
    pub fn is_off(&self) -> bool {
        self.is_off.load(Ordering::Relaxed)
    }

    /// Turns decoding off until the program restarts.
    pub fn turn_off(&self) {
        self.is_off.store(true, Ordering::Relaxed);
    }
}

/// Whether decoding is off in this program until it restarts.
pub fn is_off() -> bool {
    Watch::of_program().is_off()
}

/// How long the step under way has been at it.
#[derive(Clone)]
pub struct Pulse {
    watch: Watch,
    start: Instant,
    /// Microseconds after `start`, plus one, since when the decoder has been at it; 0 while it rests.
    since: Arc<AtomicU64>,
    /// Microseconds that the step took before.
    spent: Arc<AtomicU64>,
}

impl Default for Pulse {
    fn default() -> Self {
        Self::new(Watch::of_program())
    }
}

impl Pulse {
    /// Between steps.
    pub fn new(watch: Watch) -> Self {
        Self { watch, start: Instant::now(), since: Arc::default(), spent: Arc::default() }
    }

    /// What it is watched by.
    pub fn watch(&self) -> &Watch {
        &self.watch
    }

    fn now_us(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_micros()).unwrap_or(u64::MAX - 1)
    }

    /// A step begins.
    pub fn begin(&self) {
        self.spent.store(0, Ordering::Relaxed);
        self.since.store(self.now_us().saturating_add(1), Ordering::Relaxed);
    }

    /// The step has ended.
    pub fn end(&self) {
        self.since.store(0, Ordering::Relaxed);
        self.spent.store(0, Ordering::Relaxed);
    }

    /// The step reads.
    fn rest(&self) {
        let spent = self.spent_us(self.now_us()).saturating_add(READ_COST_US);
        self.since.store(0, Ordering::Relaxed);
        self.spent.store(spent, Ordering::Relaxed);
    }

    /// The step goes on after a read.
    fn go_on(&self) {
        self.since.store(self.now_us().saturating_add(1), Ordering::Relaxed);
    }

    fn spent_us(&self, now_us: u64) -> u64 {
        let since = self.since.load(Ordering::Relaxed);
        let running = if since == 0 { 0 } else { now_us.saturating_add(1).saturating_sub(since) };
        self.spent.load(Ordering::Relaxed).saturating_add(running)
    }

    /// Whether the decoder is at work, and not waiting for the reader.
    pub fn is_busy(&self) -> bool {
        self.since.load(Ordering::Relaxed) > 0
    }

    /// Whether the step under way will not end.
    pub fn is_stuck(&self) -> bool {
        self.is_stuck_at(self.now_us())
    }

    fn is_stuck_at(&self, now_us: u64) -> bool {
        self.spent_us(now_us) > self.watch.stuck_after_us
    }
}

/// A read that takes longer than this, by the clock of the lesson, is a slow one.
pub const SLOW_US: u64 = 200_000;
/// It also takes so long in truth: a test may turn that clock by hand while a quick read is under way.
const SLOW_IN_TRUTH: Duration = Duration::from_millis(100);

/// Since when the file is being read.
pub struct Reads {
    ticks: Ticks,
    since: Mutex<Option<(u64, Instant)>>,
}

impl Reads {
    /// Nothing is read.
    pub fn new(ticks: Ticks) -> Self {
        Self { ticks, since: Mutex::new(None) }
    }

    fn lock(&self) -> MutexGuard<'_, Option<(u64, Instant)>> {
        self.since.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&self) {
        *self.lock() = Some(((self.ticks)(), Instant::now()));
    }

    fn end(&self) {
        *self.lock() = None;
    }

    /// Whether something is being read.
    pub fn is_busy(&self) -> bool {
        self.lock().is_some()
    }

    /// Whether the read under way is a slow one.
    pub fn is_slow(&self) -> bool {
        let since = *self.lock();
        since.is_some_and(|(tick, instant)| {
            (self.ticks)().saturating_sub(tick) > SLOW_US && instant.elapsed() > SLOW_IN_TRUTH
        })
    }
}

/// A reader during whose reads the watchdog rests.
pub struct Rested {
    inner: Box<dyn Source>,
    pulse: Pulse,
    reads: Arc<Reads>,
}

impl Rested {
    /// Around a reader.
    pub fn new(inner: Box<dyn Source>, pulse: Pulse, reads: Arc<Reads>) -> Self {
        Self { inner, pulse, reads }
    }
}

impl Read for Rested {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.pulse.rest();
        self.reads.begin();
        let outcome = self.inner.read(out);
        self.reads.end();
        self.pulse.go_on();
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

    const LIMIT_US: u64 = STUCK_AFTER.as_micros() as u64;

    fn rested(inner: Box<dyn Source>, pulse: &Pulse) -> Rested {
        Rested::new(inner, pulse.clone(), Arc::new(Reads::new(Arc::new(|| 0))))
    }

    #[test]
    fn only_a_step_that_does_not_end_is_stuck() {
        let pulse = Pulse::new(Watch::with_patience(STUCK_AFTER));
        assert!(!pulse.is_stuck_at(10 * LIMIT_US), "no step is under way");
        pulse.begin();
        assert!(!pulse.is_stuck_at(LIMIT_US));
        assert!(pulse.is_stuck_at(LIMIT_US + 1_000_000));
        pulse.end();
        assert!(!pulse.is_stuck_at(10 * LIMIT_US));
    }

    #[test]
    fn time_in_the_reader_does_not_count_but_reading_does_not_make_young_again() {
        let pulse = Pulse::new(Watch::with_patience(Duration::from_millis(50)));
        let mut reader = rested(Box::new(Slow), &pulse);
        pulse.begin();
        reader.read_exact(&mut [0; 1]).unwrap();
        assert!(!pulse.is_stuck(), "a slow disk");
        for _ in 0..10 {
            std::thread::sleep(Duration::from_millis(8)); // a decoder that loops, and reads now and then
            rested(Box::new(Cursor::new(vec![1])), &pulse).read_exact(&mut [0; 1]).unwrap();
        }
        assert!(pulse.is_stuck());
        pulse.begin();
        assert!(!pulse.is_stuck(), "the next step begins anew");
    }

    #[test]
    fn a_loop_of_quick_reads_is_stuck_at_last() {
        let pulse = Pulse::new(Watch::with_patience(Duration::from_secs(1)));
        let mut reader = rested(Box::new(Cursor::new(vec![0; 30_000])), &pulse);
        pulse.begin();
        let mut count = 0;
        while !pulse.is_stuck() {
            reader.read_exact(&mut [0; 1]).unwrap();
            count += 1;
            assert!(count <= 20_001, "each read costs something");
        }
    }

    /// A disk that takes its time.
    struct Slow;

    impl Read for Slow {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            std::thread::sleep(Duration::from_millis(80));
            Ok(out.len())
        }
    }

    impl Seek for Slow {
        fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
            Ok(0)
        }
    }
}
