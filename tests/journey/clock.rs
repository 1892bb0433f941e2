//! A clock that is moved by hand and a random source that repeats itself.

use foothold::crypto::hash::sha256_of;
use foothold::model::ports::{Clock, Random};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// Milliseconds of a day.
pub const DAY_MS: u64 = 86_400_000;
/// When the story begins: 2026-03-02T13:00:00Z, a Monday morning in New York.
pub const START_MS: u64 = 1_772_456_400_000;

/// A computer's clocks. Its wall clock may be set wrong.
#[derive(Debug)]
pub struct MadeClock {
    true_ms: AtomicU64,
    wrong_by_ms: AtomicI64,
}

impl MadeClock {
    /// A right clock.
    pub fn new() -> Self {
        Self { true_ms: AtomicU64::new(START_MS), wrong_by_ms: AtomicI64::new(0) }
    }

    /// Time passes.
    pub fn advance(&self, ms: u64) {
        self.true_ms.fetch_add(ms, Ordering::Relaxed);
    }

    /// It is this late, or later.
    pub fn reach(&self, true_ms: u64) {
        self.true_ms.fetch_max(true_ms, Ordering::Relaxed);
    }

    /// The true time.
    pub fn true_ms(&self) -> u64 {
        self.true_ms.load(Ordering::Relaxed)
    }

    /// Somebody sets the wall clock wrong.
    pub fn set_wrong_by(&self, ms: i64) {
        self.wrong_by_ms.store(ms, Ordering::Relaxed);
    }
}

impl Clock for MadeClock {
    fn wall_ms(&self) -> u64 {
        self.true_ms().saturating_add_signed(self.wrong_by_ms.load(Ordering::Relaxed))
    }

    fn mono_ms(&self) -> u64 {
        self.true_ms() - START_MS
    }
}

/// SHA-256 in counter mode: the same seed gives the same bytes. For stories only, never for secrets.
#[derive(Debug)]
pub struct SeededRandom {
    seed: u64,
    drawn: Mutex<u64>,
}

impl SeededRandom {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self { seed, drawn: Mutex::new(0) }
    }

    /// A number below `limit`, which is at least 1.
    pub fn below(&self, limit: u64) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes) % limit.max(1)
    }

    /// True in `percent` of cases.
    pub fn chance(&self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// Shuffles.
    pub fn shuffle<T>(&self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at as u64 + 1) as usize);
        }
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let mut drawn = self.drawn.lock().expect("no thread panics while it draws");
        for chunk in bytes.chunks_mut(32) {
            *drawn += 1;
            let block = sha256_of(&[b"journey", &self.seed.to_le_bytes(), &drawn.to_le_bytes()]);
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}
