//! Playing one file: the part that a screen holds. Nothing here waits: decoding goes on in a thread of its own.
//!
//! ```text
//! play, pause, seek ─► state ◄─ decode thread ─► pictures waiting (few)      ─► picture()
//!                        ▲                    └► sound waiting (deck, < 1 s) ─► device
//!                        └──────────── clock (deck): what is heard, or monotonic ◄─┘
//! ```
//!
//! A screen calls [`Player::picture`] and [`Player::snapshot`] in each frame and asks to be drawn again after
//! [`Player::next_change_ms`]; `Options::wake` tells it of what happens in between.

pub use super::deck::{Ticks, real_ticks};
use super::engine::{self, Parts};
use super::facts::Why;
pub use super::feed::Source;
pub use super::state::{Failure, Frame, Phase, Snapshot, Sound};
use super::state::{Shared, State};
pub use super::stretch::{RECORDED, SPEEDS};
pub use super::yuv::{Colour, Order, Yuv, to_pixels};
use std::sync::Arc;

/// While the decoder is at work, or the disk, and nothing plays, the screen looks again so often.
const BUSY_MS: u64 = 500;

/// Called from other threads when the screen should look again.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// How a file is opened.
#[derive(Clone)]
pub struct Options {
    /// Where to stand at first.
    pub start_ms: u64,
    /// Whether to play at once.
    pub is_playing: bool,
    /// Loudness, ‰.
    pub volume_permille: u32,
    /// Whether to ask for a sound device.
    pub has_device: bool,
    /// The clock that counts when no device does.
    pub ticks: Ticks,
    /// Called when something happened that a screen shows.
    pub wake: Option<Wake>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            start_ms: 0,
            is_playing: false,
            volume_permille: 1000,
            has_device: true,
            ticks: real_ticks(),
            wake: None,
        }
    }
}

/// An open file. Dropping it ends its thread and closes the file soon after.
pub struct Player {
    shared: Arc<Shared>,
}

impl Player {
    /// Opens a file without waiting for it: [`Phase::Opening`] comes first.
    #[must_use]
    pub fn open(reader: Box<dyn Source>, options: Options) -> Self {
        let parts = Parts::of_program(options.has_device);
        Self::open_with(reader, options, parts)
    }

    /// The same with other parts: for tests.
    pub(super) fn open_with(reader: Box<dyn Source>, options: Options, parts: Parts) -> Self {
        let is_off = parts.watch.is_off();
        let shared = Arc::new(Shared::new(&options, parts.watch.clone()));
        if is_off {
            shared.lock().failure = Some(Failure::Unplayable(Why::Stuck));
            return Self { shared };
        }
        let theirs = Arc::clone(&shared);
        let spawned =
            std::thread::Builder::new().name("media".to_owned()).spawn(move || engine::run(&theirs, reader, parts));
        if let Err(fault) = spawned {
            shared.lock().failure = Some(Failure::Damaged { at_ms: 0, source: Arc::new(fault) });
        }
        Self { shared }
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.shared.lock();
        state.settle(&self.shared.deck, &self.shared.reads);
        change(&mut state);
        state.is_rung = true;
        drop(state);
        self.shared.bell.notify_all();
    }

    /// Plays on; from the start if the end was reached.
    pub fn play(&self) {
        self.change(|state| {
            if state.has_ended {
                state.ask_seek(0);
            }
            state.is_wanted = true;
        });
    }

    /// Stands still.
    pub fn pause(&self) {
        self.change(|state| {
            state.is_wanted = false;
            self.shared.deck.stop();
        });
    }

    /// Plays if it stands still, stands still if it plays.
    pub fn toggle(&self) {
        match self.snapshot().phase {
            Phase::Playing => self.pause(),
            Phase::Opening | Phase::Paused | Phase::Ended | Phase::Failed(_) => self.play(),
        }
    }

    /// Goes to exactly that millisecond, playing on if it played.
    pub fn seek(&self, at_ms: u64) {
        self.change(|state| {
            state.ask_seek(at_ms);
            self.shared.deck.stop();
        });
    }

    /// Loudness, ‰ of the file's own.
    pub fn set_volume(&self, permille: u32) {
        self.shared.lock().volume_permille = permille.min(1000);
        self.shared.deck.set_loudness(permille);
    }

    /// How fast it plays, ‰ of the recorded speed, within [`SPEEDS`]; the pitch stays.
    pub fn set_speed(&self, permille: u32) {
        self.change(|_| self.shared.deck.set_speed(permille));
    }

    /// All that a screen shows of the state.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let mut state = self.shared.lock();
        if self.shared.pulse.is_stuck() && !matches!(state.failure, Some(Failure::Unplayable(Why::Stuck))) {
            log::error!("a decoder does not come back: it is left alone, and decoding is off");
            self.shared.pulse.watch().turn_off();
            self.shared.deck.stop();
            state.is_wanted = false;
            state.failure = Some(Failure::Unplayable(Why::Stuck));
        }
        state.settle(&self.shared.deck, &self.shared.reads);
        state.snapshot(&self.shared.deck, &self.shared.reads)
    }

    /// The picture on show now; the same `serial` means the same picture.
    #[must_use]
    pub fn picture(&self) -> Option<Frame> {
        let mut state = self.shared.lock();
        state.settle(&self.shared.deck, &self.shared.reads);
        state.current.clone()
    }

    /// Milliseconds until the next picture is due; nothing while it stands still.
    #[must_use]
    pub fn next_change_ms(&self) -> Option<u64> {
        let state = self.shared.lock();
        let is_working = state.failure.is_none() && (self.shared.pulse.is_busy() || self.shared.reads.is_busy());
        let next = state.next_change_ms(&self.shared.deck);
        next.or_else(|| is_working.then_some(BUSY_MS)) // somebody must see if it is stuck, or slow
    }

    /// The stretches really played since the player was opened. What a seek passes over is not among them.
    #[must_use]
    pub fn watched(&self) -> Vec<(u64, u64)> {
        let mut state = self.shared.lock();
        state.settle(&self.shared.deck, &self.shared.reads);
        state.watched.list().to_vec()
    }

    /// The stretches really played since this was last asked.
    #[must_use]
    pub fn take_watched(&self) -> Vec<(u64, u64)> {
        let mut state = self.shared.lock();
        state.settle(&self.shared.deck, &self.shared.reads);
        state.watched_new.take()
    }
}

impl Drop for Player {
    /// Asks the thread to end and does not wait for it: a slow disk must not hold the window up.
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        log::info!("a file is closed: {} pictures came too late to be shown", state.late_count);
        state.is_quitting = true;
        state.is_rung = true;
        drop(state);
        self.shared.bell.notify_all();
    }
}
