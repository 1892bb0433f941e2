//! The controls of a film: the slider with its place, then one row, or two where there is less room.

use super::film_choice::preference;
use super::film_keys::STEP_MS;
use super::video::Video;
use crate::media::player::{Phase, Snapshot, Sound};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::track::Track;
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, ViewCtx};
use egui::{Ui, vec2};

/// How long the line of loudness is.
const VOLUME_WIDTH: f32 = 100.0;

impl Video {
    pub(super) fn controls(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot, width: f32) -> Option<Action> {
        let mut action = None;
        ui.add_space(space::XS);
        self.place(ui, cx, state, width);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            self.transport(ui, cx, state);
            action = self.loudness(ui, cx, state);
            self.chapter_button(ui, cx, state);
            // The rest stands at the right, or in a row of its own.
            match ui.max_rect().right() - ui.cursor().left() - self.more_width {
                left if left >= 0.0 => ui.add_space(left),
                _ => ui.end_row(),
            }
            let from = ui.cursor().min;
            self.speed(ui, cx, state);
            action = action.take().or(self.caption_button(ui, cx, state));
            self.window_buttons(ui, cx);
            let is_one_row = (ui.cursor().top() - from.y).abs() < 1.0;
            let width = if is_one_row { ui.cursor().left() - space::S - from.x } else { ui.max_rect().width() + 1.0 };
            if (width - self.more_width).abs() > 0.5 {
                self.more_width = width;
                ui.ctx().request_discard("the buttons found their width");
            }
        });
        action
    }

    /// Play, back, on, and the time.
    fn transport(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot) {
        let (key, icon) = match state.phase {
            Phase::Playing => ("video-pause", Icon::Pause),
            Phase::Ended => ("video-again", Icon::Play),
            Phase::Opening | Phase::Paused | Phase::Failed(_) => ("video-play", Icon::Play),
        };
        let label = cx.say(key);
        // At the end the next lesson is the one thing to do.
        let play =
            if matches!(state.phase, Phase::Ended) { Button::secondary(&label) } else { Button::primary(&label) };
        if ui.add(play.icon_only(icon)).clicked() {
            self.toggle();
        }
        let seconds = (STEP_MS / 1000) as u32;
        let step = |key: &str| cx.with(key, &[("seconds", seconds.into())]);
        let (back, forward) = (step("video-back"), step("video-forward"));
        if ui.add(Button::quiet(&back).icon_only(Icon::Rewind)).clicked() {
            self.seek(state.position_ms.saturating_sub(STEP_MS));
        }
        if ui.add(Button::quiet(&forward).icon_only(Icon::Forward)).clicked() {
            self.seek(state.position_ms + STEP_MS);
        }
        say::muted(ui, &times(cx, state));
    }

    fn window_buttons(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        let (key, icon) =
            if self.full.is_on { ("video-full-leave", Icon::SmallScreen) } else { ("video-full", Icon::FullScreen) };
        if !self.is_sound && ui.add(Button::quiet(&cx.say(key)).icon(icon)).clicked() {
            self.full.turn(ui, cx);
        }
        if ui.add(Button::quiet(&cx.say("video-keys")).icon(Icon::Keyboard)).clicked() {
            self.is_keys_shown = true;
        }
    }

    fn place(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot, width: f32) {
        let Some(player) = &self.player else { return };
        let length = state.duration_ms.max(1) as f32;
        let marks: Vec<(f32, f32)> =
            player.watched().into_iter().map(|(from, to)| (from as f32 / length, to as f32 / length)).collect();
        let ticks = self.chapter_ticks(state.duration_ms);
        let (name, value) = (cx.say(if self.is_sound { "audio-place" } else { "video-place" }), times(cx, state));
        let value = match self.chapter_at(state.position_ms) {
            Some(chapter) => format!("{value}, {chapter}"),
            None => value,
        };
        let place = self.next_ms.unwrap_or(state.position_ms) as f32 / length;
        let track = Track::new(place, &name, &value);
        let touched = track.marks(&marks).ticks(&ticks).step(STEP_MS as f32 / length).show(ui, width);
        self.next_ms = touched.asked.map(|place| (place * length) as u64).or(self.next_ms);
        if !state.is_waiting
            && let Some(at_ms) = self.next_ms
        {
            self.seek(at_ms);
        }
        self.preview(ui, cx, state, &touched);
    }

    fn loudness(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot) -> Option<Action> {
        if matches!(state.sound, Sound::None | Sound::NoDevice) {
            return None;
        }
        let (key, icon) = match state.volume_permille {
            0 => ("video-sound-on", Icon::SoundOff),
            1..=500 => ("video-sound-off", Icon::SoundLow),
            _ => ("video-sound-off", Icon::Sound),
        };
        if ui.add(Button::quiet(&cx.say(key)).icon_only(icon)).clicked() {
            return self.toggle_sound(ui, cx, state);
        }
        let value = cx.with("percent", &[("percent", (state.volume_permille / 10).into())]);
        let name = cx.say("video-volume");
        let track = Track::new(state.volume_permille as f32 / 1000.0, &name, &value).step(0.1);
        let slid = track.show(ui, Tokens::of(ui).scaled(VOLUME_WIDTH)).asked;
        self.set_volume(ui, cx, slid.map(|place| (place * 1000.0).round() as u32)?)
    }

    /// Off, or as loud as it was.
    pub(super) fn toggle_sound(&mut self, ui: &Ui, cx: &ViewCtx<'_>, state: &Snapshot) -> Option<Action> {
        let louder = self.choice.as_ref().map_or(1000, |choice| choice.louder_permille.max(1));
        self.set_volume(ui, cx, if state.volume_permille == 0 { louder } else { 0 })
    }

    pub(super) fn set_volume(&mut self, ui: &Ui, cx: &ViewCtx<'_>, permille: u32) -> Option<Action> {
        self.player.as_ref()?.set_volume(permille);
        let choice = self.choice.as_mut()?;
        choice.volume_permille = permille.min(1000);
        if permille > 0 {
            choice.louder_permille = choice.volume_permille;
        }
        choice.keep(ui, cx);
        // A hand on the track asks many times a second; the last place is what is kept.
        let is_settled = ui.input(|input| !input.pointer.any_down());
        is_settled.then(|| preference("film-volume", choice.volume_permille.to_string()))?
    }

    pub(super) fn toggle(&mut self) {
        if let Some(player) = &self.player {
            player.toggle();
        }
    }

    pub(super) fn seek(&mut self, at_ms: u64) {
        self.next_ms = None;
        if let Some(player) = &self.player {
            player.seek(at_ms);
        }
    }

    pub(super) fn go_to(&mut self, sought: Option<u64>) {
        if let Some(at_ms) = sought {
            self.seek(at_ms);
        }
    }
}

fn times(cx: &ViewCtx<'_>, state: &Snapshot) -> String {
    let (position, duration) = (clock(state.position_ms), clock(state.duration_ms));
    cx.with("video-times", &[("position", position.as_str().into()), ("duration", duration.as_str().into())])
}

/// `m:ss`, or `h:mm:ss`.
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_on_a_clock() {
        let cases = [(0, "0:00"), (59_999, "0:59"), (61_000, "1:01"), (3_600_000, "1:00:00"), (36_065_000, "10:01:05")];
        for (ms, written) in cases {
            assert_eq!(clock(ms), written);
        }
    }
}
