//! The clock that a lesson plays by, and the sound waiting to be heard.
//!
//! With a sound device the clock is what the device has been given: pictures follow the sound. Without one, or once
//! it is lost, the clock is a monotonic one. It never goes back except by [`Deck::reset`].

#![cfg_attr(not(feature = "gui"), allow(dead_code, reason = "without a window no device asks for sound"))]

use super::sound::Stereo;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Microseconds of a clock that never goes back; tests pass their own.
pub type Ticks = Arc<dyn Fn() -> u64 + Send + Sync>;

/// The computer's monotonic clock.
#[must_use]
pub fn real_ticks() -> Ticks {
    let start = std::time::Instant::now();
    Arc::new(move || u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX))
}

/// A device that asks for nothing for so long is lost.
const LOST_AFTER_US: u64 = 2_000_000;
/// How much the loudness may change from one sample to the next: a whole step in about 5 ms.
const GAIN_STEP: f32 = 1.0 / 240.0;

/// Clock and sound of one player.
pub struct Deck {
    ticks: Ticks,
    loudness: AtomicU32,
    inner: Mutex<Inner>,
}

struct Inner {
    is_running: bool,
    is_by_sound: bool,
    rate: u32,
    samples: VecDeque<Stereo>,
    is_complete: bool,
    base_us: i64,
    given: u64,
    anchor_us: i64,
    anchor_tick: u64,
    ceiling_us: i64,
    floor_us: i64,
    last_pull: u64,
    gain: f32,
}

impl Inner {
    /// Time of the next sample the device will be given.
    fn head_us(&self) -> i64 {
        let us = u128::from(self.given) * 1_000_000 / u128::from(self.rate.max(1));
        self.base_us.saturating_add(i64::try_from(us).unwrap_or(i64::MAX))
    }

    fn now_us(&mut self, tick: u64) -> i64 {
        if self.is_running {
            let passed = i64::try_from(i128::from(tick) - i128::from(self.anchor_tick)).unwrap_or(0);
            let mut now = self.anchor_us.saturating_add(passed);
            if self.is_by_sound {
                now = now.min(self.ceiling_us);
            }
            self.floor_us = self.floor_us.max(now);
        }
        self.floor_us
    }
}

impl Deck {
    /// A stopped clock at zero.
    pub fn new(ticks: Ticks) -> Self {
        let inner = Inner {
            is_running: false,
            is_by_sound: false,
            rate: 48_000,
            samples: VecDeque::new(),
            is_complete: false,
            base_us: 0,
            given: 0,
            anchor_us: 0,
            anchor_tick: 0,
            ceiling_us: 0,
            floor_us: 0,
            last_pull: 0,
            gain: 0.0,
        };
        Self { ticks, loudness: AtomicU32::new(1000), inner: Mutex::new(inner) }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How loud, ‰ of the file's own loudness.
    pub fn set_loudness(&self, permille: u32) {
        self.loudness.store(permille.min(1000), Ordering::Relaxed);
    }

    /// From now on a device of that sample rate leads.
    pub fn lead_by_sound(&self, rate: u32) {
        let mut inner = self.lock();
        inner.is_by_sound = true;
        inner.rate = rate.max(1);
    }

    /// From now on the monotonic clock leads, without a jump.
    pub fn lead_by_clock(&self) {
        let tick = (self.ticks)();
        let mut inner = self.lock();
        inner.anchor_us = inner.now_us(tick);
        inner.anchor_tick = tick;
        inner.is_by_sound = false;
        inner.samples.clear();
    }

    /// Stops, forgets all waiting sound, and stands at a time.
    pub fn reset(&self, at_us: i64) {
        let mut inner = self.lock();
        inner.is_running = false;
        inner.is_complete = false;
        inner.samples.clear();
        inner.base_us = at_us;
        inner.given = 0;
        inner.anchor_us = at_us;
        inner.ceiling_us = at_us;
        inner.floor_us = at_us;
    }

    /// Runs from where it stands.
    pub fn start(&self) {
        let tick = (self.ticks)();
        let mut inner = self.lock();
        if inner.is_running {
            return;
        }
        inner.is_running = true;
        inner.anchor_us = inner.floor_us;
        inner.anchor_tick = tick;
        inner.ceiling_us = inner.floor_us;
        inner.last_pull = tick;
        inner.gain = 0.0;
    }

    /// Stands still.
    pub fn stop(&self) {
        let tick = (self.ticks)();
        let mut inner = self.lock();
        inner.now_us(tick);
        inner.is_running = false;
    }

    /// Whether it runs.
    pub fn is_running(&self) -> bool {
        self.lock().is_running
    }

    /// The time heard and shown now.
    pub fn now_us(&self) -> i64 {
        let tick = (self.ticks)();
        self.lock().now_us(tick)
    }

    /// Adds sound at the end of what waits.
    pub fn push(&self, samples: &[Stereo]) {
        self.lock().samples.extend(samples);
    }

    /// No sound comes any more; silence follows what waits, and the clock goes on.
    pub fn complete(&self) {
        self.lock().is_complete = true;
    }

    /// Time of the sample that would be pushed next.
    pub fn tail_us(&self) -> i64 {
        let inner = self.lock();
        let waiting = inner.samples.len() as i64 * 1_000_000 / i64::from(inner.rate);
        inner.head_us().saturating_add(waiting)
    }

    /// How much sound waits; a great deal once no more comes.
    pub fn waiting_us(&self) -> i64 {
        let inner = self.lock();
        if inner.is_complete { i64::MAX } else { inner.samples.len() as i64 * 1_000_000 / i64::from(inner.rate) }
    }

    /// Whether the device has stopped asking.
    pub fn is_lost(&self) -> bool {
        let tick = (self.ticks)();
        let inner = self.lock();
        inner.is_running && inner.is_by_sound && tick.saturating_sub(inner.last_pull) > LOST_AFTER_US
    }

    /// Called by the device: fills `out`, the first sample of which is heard in `heard_in_us`.
    pub fn pull(&self, out: &mut [Stereo], heard_in_us: u64) {
        let tick = (self.ticks)();
        let target = self.loudness.load(Ordering::Relaxed) as f32 / 1000.0;
        let target = target * target; // near to how loudness is felt
        let mut inner = self.lock();
        inner.last_pull = tick;
        if !inner.is_running || !inner.is_by_sound {
            out.fill([0.0; 2]);
            return;
        }
        let head_us = inner.head_us();
        for frame in out {
            let sample = match inner.samples.pop_front() {
                Some(sample) => sample,
                None if inner.is_complete => [0.0; 2],
                None => {
                    *frame = [0.0; 2]; // late: the clock waits
                    continue;
                }
            };
            inner.given += 1;
            inner.gain += (target - inner.gain).clamp(-GAIN_STEP, GAIN_STEP);
            *frame = sample.map(|side| side * inner.gain);
        }
        inner.anchor_us = head_us;
        inner.anchor_tick = tick.saturating_add(heard_in_us);
        inner.ceiling_us = inner.head_us();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU64;

    fn deck() -> (Deck, Arc<AtomicU64>) {
        let time = Arc::new(AtomicU64::new(0));
        let shared = Arc::clone(&time);
        (Deck::new(Arc::new(move || shared.load(Ordering::SeqCst))), time)
    }

    #[test]
    fn without_a_device_the_clock_follows_the_ticks_and_only_while_running() {
        let (deck, time) = deck();
        deck.reset(5_000);
        time.store(1_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 5_000);
        deck.start();
        time.store(3_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 7_000);
        deck.stop();
        time.store(9_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 7_000);
    }

    #[test]
    fn with_a_device_the_clock_is_what_is_heard_and_waits_when_sound_is_late() {
        let (deck, time) = deck();
        deck.lead_by_sound(1000);
        deck.push(&[[0.5, 0.5]; 30]);
        deck.start();
        time.store(50_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 0, "nothing is heard yet");
        let mut out = [[9.0; 2]; 20];
        deck.pull(&mut out, 10_000);
        assert_eq!(deck.now_us(), 0, "heard in 10 ms");
        time.store(65_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 5_000);
        time.store(500_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 20_000, "no further than what was given");
        deck.pull(&mut out, 0);
        time.store(900_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 30_000, "the last half was silence");
        assert_eq!(out[15], [0.0; 2]);
        deck.complete();
        deck.pull(&mut out, 0);
        time.store(1_000_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 50_000, "after the last sound the clock goes on");
    }

    #[test]
    fn a_lost_device_leaves_a_clock_that_goes_on() {
        let (deck, time) = deck();
        deck.lead_by_sound(1000);
        deck.push(&[[0.5, 0.5]; 30]);
        deck.start();
        deck.pull(&mut [[0.0; 2]; 10], 0);
        time.store(4_000, Ordering::SeqCst);
        assert!(!deck.is_lost());
        time.store(3_000_000, Ordering::SeqCst);
        assert!(deck.is_lost());
        deck.lead_by_clock();
        assert_eq!(deck.now_us(), 10_000);
        time.store(3_500_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 510_000);
    }

    #[test]
    fn loudness_changes_without_a_click() {
        let (deck, _) = deck();
        deck.lead_by_sound(48_000);
        deck.push(&vec![[1.0, 1.0]; 2000]);
        deck.start();
        let mut out = [[0.0; 2]; 1000];
        deck.pull(&mut out, 0);
        assert!((out[999][0] - 1.0).abs() < 1e-3);
        assert!(out.windows(2).all(|two| (two[1][0] - two[0][0]).abs() <= GAIN_STEP + 1e-6));
        deck.set_loudness(500);
        deck.pull(&mut out, 0);
        assert!((out[999][0] - 0.25).abs() < 1e-3);
    }
}
