//! When somebody was last at the window: a key, the pointer, a touch. A computer that slept was attended by nobody,
//! whether or not its steady clock went on meanwhile (Linux's stands still, Windows' does not).

use crate::model::ports::Clock;
use egui::Context;

/// So much further went the clock on the wall than the steady one: the computer slept, or was set right.
const SLEPT_MS_LEAST: u64 = 60_000;

/// See the module.
pub(super) struct Life {
    last_mono_ms: u64,
    slept_ms: u64,
    frame: (u64, u64),
}

impl Life {
    /// Somebody is there now.
    pub(super) fn new(clock: &dyn Clock) -> Self {
        let frame = (clock.wall_ms(), clock.mono_ms());
        Self { last_mono_ms: frame.1, slept_ms: 0, frame }
    }

    /// Asked in each frame.
    pub(super) fn look(&mut self, ctx: &Context, wall_ms: u64, mono_ms: u64) {
        let (wall, mono) = std::mem::replace(&mut self.frame, (wall_ms, mono_ms));
        let slept_ms = wall_ms.saturating_sub(wall).saturating_sub(mono_ms.saturating_sub(mono));
        if ctx.input(|input| !input.events.is_empty() || input.pointer.any_down()) {
            self.begin(mono_ms);
        }
        if slept_ms >= SLEPT_MS_LEAST {
            self.slept_ms = slept_ms; // also where a key woke it: whose hand that was is not known
        }
    }

    /// Something is company enough for now: a film that plays, a job under way.
    pub(super) fn keep(&mut self, mono_ms: u64) {
        if self.slept_ms == 0 {
            self.last_mono_ms = mono_ms;
        }
    }

    /// From here on anew.
    pub(super) fn begin(&mut self, mono_ms: u64) {
        (self.last_mono_ms, self.slept_ms) = (mono_ms, 0);
    }

    /// So long nobody was there, ms.
    pub(super) fn idle_ms(&self, mono_ms: u64) -> u64 {
        mono_ms.saturating_sub(self.last_mono_ms).saturating_add(self.slept_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Event, RawInput};

    struct Start;

    impl Clock for Start {
        fn wall_ms(&self) -> u64 {
            0
        }
        fn mono_ms(&self) -> u64 {
            0
        }
    }

    fn look(life: &mut Life, at: (u64, u64), has_key: bool) -> u64 {
        let ctx = Context::default();
        let events = has_key.then(|| Event::Text("a".into())).into_iter().collect();
        let output = ctx.run_ui(RawInput { events, ..RawInput::default() }, |ui| life.look(ui.ctx(), at.0, at.1));
        output.drop_without_applying_deltas();
        life.idle_ms(at.1)
    }

    #[test]
    fn a_computer_that_slept_was_attended_by_nobody() {
        const HOUR: u64 = 3_600_000;
        let mut life = Life::new(&Start);
        assert_eq!(look(&mut life, (5_000, 5_000), false), 5_000);
        assert_eq!(look(&mut life, (9_000, 9_000), true), 0);
        assert_eq!(look(&mut life, (9_000 + HOUR, 9_100), true), HOUR - 100, "the key that woke it is nobody's");
        life.keep(9_100);
        assert_eq!(life.idle_ms(9_200), HOUR, "nor is a film company");
        assert_eq!(look(&mut life, (9_300 + HOUR, 9_300), true), 0, "the next key is");
        assert_eq!(look(&mut life, (9_300 + 2 * HOUR, 9_300 + HOUR), false), HOUR, "where the steady clock went on");
        assert_eq!(look(&mut life, (0, 9_300 + HOUR), true), 0, "a clock set back is no sleep");
    }
}
