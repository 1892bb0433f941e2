//! The clock that a lesson plays by, and the sound waiting to be heard.
//!
//! The clock tells the place in the recording. With a sound device it is what is heard of what the device was given:
//! pictures follow the sound. Without one, or once it is lost, a monotonic clock leads. Either goes by the speed that
//! is set, and never goes back except by [`Deck::reset`]. While the computer sleeps it stands still: the clocks of some
//! systems go on then.

#![cfg_attr(not(feature = "gui"), allow(dead_code, reason = "without a window no device asks for sound"))]

use super::sound::Stereo;
use super::stretch::{RECORDED, SPEEDS, Stretch};
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
/// Somebody looks at a running clock many times a second: after so long without a look the computer was asleep.
const ASLEEP_AFTER_US: u64 = 3_000_000;
/// How much the loudness may change from one sample to the next: a whole step in about 5 ms.
const GAIN_STEP: f32 = 1.0 / 240.0;
/// With less sound than this a device gets none at some speeds.
const DRY_US: i64 = 60_000;
/// More buffers than this no device holds.
const HEARD_MAX: usize = 64;

/// Clock and sound of one player.
pub struct Deck {
    ticks: Ticks,
    loudness: AtomicU32,
    inner: Mutex<Inner>,
}

/// What the device was given at once.
struct Heard {
    /// When its first sample is heard.
    from_tick: u64,
    /// How long it is heard.
    ticks: u64,
    /// From where to where in the recording it goes.
    from_us: i64,
    to_us: i64,
}

impl Heard {
    fn at(&self, tick: u64) -> i64 {
        let passed = tick.saturating_sub(self.from_tick).min(self.ticks);
        let long = i128::from(self.to_us) - i128::from(self.from_us);
        let us = long * i128::from(passed) / i128::from(self.ticks.max(1));
        self.from_us.saturating_add(i64::try_from(us).unwrap_or(i64::MAX))
    }
}

struct Inner {
    is_running: bool,
    is_by_sound: bool,
    speed: u32,
    sound: Stretch,
    /// The place in the recording of the first sample pushed since the last reset.
    base_us: i64,
    /// What the device has and will play, in order.
    heard: VecDeque<Heard>,
    anchor_us: i64,
    anchor_tick: u64,
    floor_us: i64,
    last_pull: u64,
    /// When somebody last looked.
    last_look: u64,
    gain: f32,
}

impl Inner {
    /// Time of the next sample the device will be given.
    fn head_us(&self) -> i64 {
        self.base_us.saturating_add(self.sound.place_us())
    }

    fn now_us(&mut self, tick: u64) -> i64 {
        if self.is_running {
            self.look(tick);
            let now = if self.is_by_sound { self.heard_us(tick) } else { Some(self.counted_us(tick)) };
            self.floor_us = self.floor_us.max(now.unwrap_or(i64::MIN));
        }
        self.floor_us
    }

    fn counted_us(&self, tick: u64) -> i64 {
        let passed = i128::from(tick) - i128::from(self.anchor_tick);
        let us = passed * i128::from(self.speed) / i128::from(RECORDED);
        self.anchor_us.saturating_add(i64::try_from(us).unwrap_or(0))
    }

    fn heard_us(&mut self, tick: u64) -> Option<i64> {
        while self.heard.get(1).is_some_and(|next| next.from_tick <= tick) {
            self.heard.pop_front();
        }
        self.heard.front().filter(|heard| heard.from_tick <= tick).map(|heard| heard.at(tick))
    }

    /// Leaves out what passed in a sleep, for the clock and for a device that asks for nothing meanwhile.
    fn look(&mut self, tick: u64) {
        if tick.saturating_sub(self.last_look) > ASLEEP_AFTER_US {
            self.anchor_us = self.floor_us;
            self.anchor_tick = tick;
            self.last_pull = tick;
        }
        self.last_look = tick;
    }

    /// From now on the time is counted from where it stands.
    fn anchor(&mut self, tick: u64) {
        self.anchor_us = self.now_us(tick);
        self.anchor_tick = tick;
    }
}

impl Deck {
    /// A stopped clock at zero.
    pub fn new(ticks: Ticks) -> Self {
        let inner = Inner {
            is_running: false,
            is_by_sound: false,
            speed: RECORDED,
            sound: Stretch::new(48_000),
            base_us: 0,
            heard: VecDeque::new(),
            anchor_us: 0,
            anchor_tick: 0,
            floor_us: 0,
            last_pull: 0,
            last_look: 0,
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

    /// How fast, ‰ of the recorded speed.
    pub fn set_speed(&self, permille: u32) {
        let tick = (self.ticks)();
        let mut inner = self.lock();
        inner.anchor(tick);
        inner.speed = permille.clamp(*SPEEDS.start(), *SPEEDS.end());
        let speed = inner.speed;
        inner.sound.set_speed(speed);
    }

    /// How fast, ‰.
    pub fn speed(&self) -> u32 {
        self.lock().speed
    }

    /// From now on a device of that sample rate leads. Called before anything is pushed.
    pub fn lead_by_sound(&self, rate: u32) {
        let mut inner = self.lock();
        inner.is_by_sound = true;
        inner.sound.set_rate(rate);
    }

    /// From now on the monotonic clock leads, without a jump.
    pub fn lead_by_clock(&self) {
        let tick = (self.ticks)();
        let mut inner = self.lock();
        inner.anchor(tick);
        inner.is_by_sound = false;
        inner.heard.clear();
        inner.sound.reset();
    }

    /// Stops, forgets all waiting sound, and stands at a time.
    pub fn reset(&self, at_us: i64) {
        let mut inner = self.lock();
        inner.is_running = false;
        inner.sound.reset();
        inner.heard.clear();
        inner.base_us = at_us;
        inner.anchor_us = at_us;
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
        inner.heard.clear();
        inner.last_pull = tick;
        inner.last_look = tick;
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

    /// The same; a clock that is led by no device goes no further than that.
    pub fn now_until(&self, limit_us: i64) -> i64 {
        let tick = (self.ticks)();
        let mut inner = self.lock();
        let before = inner.floor_us;
        let now = inner.now_us(tick);
        if now > limit_us && !inner.is_by_sound {
            inner.floor_us = before.max(limit_us);
            inner.anchor_us = inner.floor_us;
            inner.anchor_tick = tick;
        }
        inner.floor_us
    }

    /// Whether the device waits for sound.
    pub fn is_dry(&self) -> bool {
        let is_by_sound = self.lock().is_by_sound;
        is_by_sound && self.waiting_us() < DRY_US
    }

    /// Adds sound at the end of what waits.
    pub fn push(&self, samples: &[Stereo]) {
        self.lock().sound.push(samples);
    }

    /// No sound comes any more; silence follows what waits, and the clock goes on.
    pub fn complete(&self) {
        self.lock().sound.complete();
    }

    /// Time of the sample that would be pushed next.
    pub fn tail_us(&self) -> i64 {
        let inner = self.lock();
        inner.base_us.saturating_add(inner.sound.end_us())
    }

    /// For how long the sound that waits will be heard at this speed; a great deal once no more comes.
    pub fn waiting_us(&self) -> i64 {
        let inner = self.lock();
        if inner.sound.is_complete() {
            return i64::MAX;
        }
        let waiting = inner.sound.end_us().saturating_sub(inner.sound.place_us()).max(0);
        waiting.saturating_mul(i64::from(RECORDED)) / i64::from(inner.speed)
    }

    /// Whether the device has stopped asking.
    pub fn is_lost(&self) -> bool {
        let tick = (self.ticks)();
        let mut inner = self.lock();
        inner.look(tick);
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
        let from_us = inner.head_us();
        let mut given = 0;
        for frame in out {
            let Some(sample) = inner.sound.next() else {
                *frame = [0.0; 2]; // late: the clock waits
                continue;
            };
            given += 1;
            inner.gain += (target - inner.gain).clamp(-GAIN_STEP, GAIN_STEP);
            *frame = sample.map(|side| side * inner.gain);
        }
        let heard = Heard {
            from_tick: tick.saturating_add(heard_in_us),
            ticks: given * 1_000_000 / u64::from(inner.sound.rate()),
            from_us,
            to_us: inner.head_us(),
        };
        inner.heard.push_back(heard);
        if inner.heard.len() > HEARD_MAX {
            inner.heard.pop_front();
        }
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
    fn while_the_computer_sleeps_the_clock_stands_still() {
        let (deck, time) = deck();
        deck.start();
        time.store(1_000_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 1_000_000);
        time.store(7_200_000_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 1_000_000);
        time.store(7_200_500_000, Ordering::SeqCst);
        assert_eq!(deck.now_us(), 1_500_000);
        deck.lead_by_sound(1000);
        deck.pull(&mut [[0.0; 2]; 10], 0);
        time.store(9_000_000_000, Ordering::SeqCst);
        assert!(!deck.is_lost(), "it asks for nothing in its sleep");
        time.store(9_002_500_000, Ordering::SeqCst);
        assert!(deck.is_lost(), "nor when all is awake again");
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
