//! The band that tells what is about to happen: calm, in words, with the time that is left.

use super::ViewCtx;
use super::state::Countdown;
use super::tokens::{Size, Tokens, space};
use super::widget::{Icon, say};
use egui::accesskit::Live;
use egui::{Align, Frame, Layout, Margin, Panel, Ui};

/// Draws it on top of everything, while there is something to tell.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>) {
    let Some(countdown) = cx.state.countdown else { return };
    let tokens = Tokens::of(ui);
    let (ground, ink) = tokens.palette.soft[3];
    let (icon, words) = match countdown {
        Countdown::Lock { left_ms } => (Icon::Lock, cx.with("locks-in", &[("time", clock(left_ms).into())])),
        Countdown::End { left_ms, at_wall_ms } => {
            let time = cx.words.time(at_wall_ms, cx.tz);
            let left = if left_ms > 60_000 { cx.words.minutes(left_ms.div_ceil(60_000)) } else { clock(left_ms) };
            (Icon::Clock, cx.with("session-ends", &[("time", time.into()), ("left", left.into())]))
        }
    };
    let frame = Frame::new().fill(ground).inner_margin(Margin::symmetric(space::L as i8, space::S as i8));
    let panel = Panel::top("countdown").resizable(false).show_separator_line(tokens.is_high_contrast()).frame(frame);
    panel.show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            icon.show(ui, 22.0, ink);
            let response = say::coloured(ui, &words, Size::Body, ink);
            // Said once when it comes; the seconds are not read out one by one.
            let live = if is_told(countdown) { Live::Polite } else { Live::Off };
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(live));
        });
    });
}

/// Whether this second is one that a screen reader says.
fn is_told(countdown: Countdown) -> bool {
    let (Countdown::Lock { left_ms } | Countdown::End { left_ms, .. }) = countdown;
    let secs = left_ms.div_ceil(1000);
    secs.is_multiple_of(60) || matches!(secs, 30 | 10)
}

/// "0:45".
fn clock(left_ms: u64) -> String {
    let secs = left_ms.div_ceil(1000);
    format!("{}:{:02}", secs / 60, secs % 60)
}
