//! The desk locks by itself when nobody is at it: its keys are forgotten, and nothing of anybody stays on the screen.

use crate::model::ports::Clock;
use egui::Context;
use std::sync::Arc;
use std::time::Duration;

/// So many minutes without a key, the pointer or a touch.
pub(super) const LOCK_AFTER_MIN: u64 = 15;

/// See the module.
pub(super) struct Idle {
    clock: Arc<dyn Clock>,
    last_life_mono_ms: u64,
}

impl Idle {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        let last_life_mono_ms = clock.mono_ms();
        Self { clock, last_life_mono_ms }
    }

    /// True once, when nobody was there for so long; a job that is under way is company enough. Wakes the window for
    /// when it may be true.
    pub(super) fn is_over(&mut self, ctx: &Context, is_busy: bool) -> bool {
        let now = self.clock.mono_ms();
        if is_busy || ctx.input(|input| !input.events.is_empty() || input.pointer.any_down()) {
            self.last_life_mono_ms = now;
        }
        let (idle, limit) = (now.saturating_sub(self.last_life_mono_ms), LOCK_AFTER_MIN * 60_000);
        if idle >= limit {
            self.last_life_mono_ms = now;
            return true;
        }
        ctx.request_repaint_after(Duration::from_millis((limit - idle).max(50)));
        false
    }
}
