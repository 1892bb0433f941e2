//! The time that is left, as a calm line: in minutes, and in seconds only for the last five. It is counted from what the
//! workers said was left, by the clock that nobody can set.

use crate::ui::ViewCtx;
use crate::ui::tokens::Tokens;
use crate::ui::widget::{Icon, say};
use egui::Ui;
use egui::accesskit::Live;
use std::time::Duration;

/// From here on seconds are shown.
const SECONDS_FROM_MS: u64 = 5 * 60_000;
const MINUTE_MS: u64 = 60_000;

/// See the module.
#[derive(Default)]
pub struct Clock {
    /// As told, until the next frame.
    left_ms: Option<u64>,
    /// When time is up, by the monotonic clock.
    until_mono_ms: Option<u64>,
    /// What was done about the end.
    pub end: End,
}

/// What was done when time was up.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It is not up, or nothing yet.
    #[default]
    Open,
    /// What was chosen and not yet given is on its way.
    AnswerSent,
    /// The attempt is handed in.
    HandedIn,
}

impl Clock {
    /// A clock with so much left; none for no limit.
    #[must_use]
    pub fn of(left_ms: Option<u64>) -> Self {
        Self { left_ms, ..Self::default() }
    }

    /// Takes what the workers last said.
    pub fn set(&mut self, left_ms: Option<u64>) {
        self.left_ms = left_ms;
    }

    /// What is left now; nothing without a limit.
    pub fn left_ms(&mut self, mono_ms: u64) -> Option<u64> {
        if let Some(left) = self.left_ms.take() {
            self.until_mono_ms = Some(mono_ms.saturating_add(left));
        }
        self.until_mono_ms.map(|until| until.saturating_sub(mono_ms))
    }

    /// Draws it, where there is a limit.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        let Some(left_ms) = self.left_ms(cx.mono_ms) else { return };
        let p = Tokens::of(ui).palette;
        let words = words(cx, left_ms);
        let colour = if left_ms < MINUTE_MS { p.warn } else { p.muted };
        let response = say::labelled(ui, Icon::Clock, &words, colour);
        // Said aloud when a minute begins, not every second.
        let is_minute = left_ms >= SECONDS_FROM_MS || left_ms % MINUTE_MS < 1_000;
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_live(if is_minute { Live::Polite } else { Live::Off });
        });
        let step_ms = if left_ms > SECONDS_FROM_MS { left_ms % MINUTE_MS + 1 } else { left_ms % 1_000 + 1 };
        ui.ctx().request_repaint_after(Duration::from_millis(step_ms));
    }
}

fn words(cx: &ViewCtx<'_>, left_ms: u64) -> String {
    if left_ms > SECONDS_FROM_MS {
        let minutes = u32::try_from(left_ms.div_ceil(MINUTE_MS)).unwrap_or(u32::MAX);
        return cx.with("quiz-time-left", &[("count", minutes.into())]);
    }
    // Rounded up: "0:00" is the end, not the last second.
    let seconds = left_ms.div_ceil(1_000) * 1_000;
    cx.with("quiz-seconds-left", &[("time", cx.words.position(seconds).as_str().into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_by_the_clock_that_nobody_sets() {
        let mut clock = Clock::of(Some(60_000));
        assert_eq!(clock.left_ms(5_000), Some(60_000), "counted from when it is first looked at");
        assert_eq!(clock.left_ms(35_000), Some(30_000));
        clock.set(Some(29_000));
        assert_eq!(clock.left_ms(36_000), Some(29_000), "what the workers say holds");
        assert_eq!(clock.left_ms(u64::MAX), Some(0));
        assert_eq!(Clock::of(None).left_ms(1), None);
    }
}
