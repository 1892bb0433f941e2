//! The desk locks by itself when nobody is at it: its keys are forgotten, and nothing of anybody stays on the screen.

use crate::model::ports::Clock;
use crate::ui::life::Life;
use egui::Context;
use std::sync::Arc;
use std::time::Duration;

/// So many minutes without a key, the pointer or a touch.
pub(super) const LOCK_AFTER_MIN: u64 = 15;

/// See the module.
pub(super) struct Idle {
    clock: Arc<dyn Clock>,
    life: Life,
}

impl Idle {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        let life = Life::new(&*clock);
        Self { clock, life }
    }

    /// True once, when nobody was there for so long; a job that is under way is company enough. Wakes the window for
    /// when it may be true.
    pub(super) fn is_over(&mut self, ctx: &Context, is_busy: bool) -> bool {
        let now = self.clock.mono_ms();
        self.life.look(ctx, self.clock.wall_ms(), now);
        if is_busy {
            self.life.begin(now);
        }
        let (idle, limit) = (self.life.idle_ms(now), LOCK_AFTER_MIN * 60_000);
        if idle >= limit {
            self.life.begin(now);
            return true;
        }
        ctx.request_repaint_after(Duration::from_millis((limit - idle).max(50)));
        false
    }
}
