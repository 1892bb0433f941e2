//! The real clock, the real randomness and the terminal's Ctrl-C. Everything else takes them as arguments
//! ([`crate::model::ports`]), so that tests and the journey example run on a made clock and a seeded source.

use crate::model::ports::{Clock, Random};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The computer's own clocks.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// A clock whose monotonic side starts at zero now.
    #[must_use]
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn wall_ms(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    fn mono_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// The operating system's random source.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("a computer without a random source must not make keys");
    }
}

/// What the shell gets of a program that Ctrl-C ended: 128 + SIGINT.
const ENDED_BY_CTRL_C: i32 = 130;

/// From now on Ctrl-C asks long work to stop, by the flag given back; pressed again it ends the
/// program at once, which leaves no more than a power cut would.
pub fn stop_on_ctrl_c() -> &'static AtomicBool {
    static STOP: AtomicBool = AtomicBool::new(false);
    static IS_SET: AtomicBool = AtomicBool::new(false);
    if !IS_SET.swap(true, Ordering::SeqCst)
        && let Err(fault) = ctrlc::set_handler(|| ask_to_stop(&STOP))
    {
        log::warn!("Ctrl-C ends the program at once: {fault}");
    }
    &STOP
}

fn ask_to_stop(stop: &AtomicBool) {
    if stop.swap(true, Ordering::SeqCst) {
        #[expect(clippy::exit, reason = "somebody who presses twice does not want to wait")]
        std::process::exit(ENDED_BY_CTRL_C);
    }
}
