//! The controls of a film, below its picture, and their keys: space, arrows, C.

use super::film_choice::{OFF, preference};
use super::video::Video;
use crate::media::caption::Cue;
use crate::media::player::{Phase, Snapshot, Sound};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::track::Track;
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::CaptionsView;
use egui::{Id, Key, Modifiers, Popup, Ui, vec2};

/// One press of "back" or "forward".
const STEP_MS: u64 = 10_000;

impl Video {
    pub(super) fn controls(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot, width: f32) -> Option<Action> {
        let mut action = None;
        ui.add_space(space::XS);
        self.place(ui, cx, state, width);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            let (key, icon) = match state.phase {
                Phase::Playing => ("video-pause", Icon::Pause),
                Phase::Ended => ("video-again", Icon::Play),
                Phase::Opening | Phase::Paused | Phase::Failed(_) => ("video-play", Icon::Play),
            };
            if ui.add(Button::primary(&cx.say(key)).icon_only(icon)).clicked() {
                self.toggle();
            }
            let seconds = (STEP_MS / 1000) as u32;
            let step = |key: &str| cx.with(key, &[("seconds", seconds.into())]);
            let (back, forward) = (step("video-back"), step("video-forward"));
            if ui.add(Button::quiet(&back).icon(Icon::Rewind)).clicked() {
                self.seek(state.position_ms.saturating_sub(STEP_MS));
            }
            if ui.add(Button::quiet(&forward).icon_last(Icon::Forward)).clicked() {
                self.seek(state.position_ms + STEP_MS);
            }
            say::muted(ui, &times(cx, state));
            action = self.loudness(ui, cx, state);
            action = action.take().or(self.caption_button(ui, cx, state));
        });
        action
    }

    fn place(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot, width: f32) {
        let Some(player) = &self.player else { return };
        let length = state.duration_ms.max(1) as f32;
        let marks: Vec<(f32, f32)> =
            player.watched().into_iter().map(|(from, to)| (from as f32 / length, to as f32 / length)).collect();
        let (name, value) = (cx.say("video-place"), times(cx, state));
        let track = Track::new(state.position_ms as f32 / length, &name, &value);
        let asked = track.marks(&marks).step(STEP_MS as f32 / length).show(ui, width);
        // One seek at a time: while the hand moves, the next waits for the picture of the last.
        if let Some(place) = asked.filter(|_| !state.is_waiting) {
            self.seek((place * length) as u64);
        }
    }

    fn loudness(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot) -> Option<Action> {
        if matches!(state.sound, Sound::None | Sound::NoDevice) {
            return None;
        }
        let (key, icon) = match state.volume_permille {
            0 => ("video-sound-on", Icon::SoundOff),
            1..=499 => ("video-sound-off", Icon::SoundLow),
            _ => ("video-sound-off", Icon::Sound),
        };
        let mut asked = None;
        if ui.add(Button::quiet(&cx.say(key)).icon_only(icon)).clicked() {
            asked = Some(if state.volume_permille == 0 { 1000 } else { 0 });
        }
        let value = cx.with("percent", &[("percent", (state.volume_permille / 10).into())]);
        let name = cx.say("video-volume");
        let track = Track::new(state.volume_permille as f32 / 1000.0, &name, &value).step(0.1);
        let slid = track.show(ui, 110.0).map(|place| (place * 1000.0).round() as u32);
        self.set_volume(ui, cx, asked.or(slid)?)
    }

    fn set_volume(&mut self, ui: &Ui, cx: &ViewCtx<'_>, permille: u32) -> Option<Action> {
        self.player.as_ref()?.set_volume(permille);
        let choice = self.choice.as_mut()?;
        choice.volume_permille = permille.min(1000);
        choice.keep(ui, cx);
        // A hand on the track asks many times a second; the last place is what is kept.
        let is_settled = ui.input(|input| !input.pointer.any_down());
        is_settled.then(|| preference("film-volume", choice.volume_permille.to_string()))?
    }

    /// One language: on and off. Several: a menu of them.
    fn caption_button(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot) -> Option<Action> {
        let on = self.chosen(state);
        let (first, _) = self.captions.first()?;
        let label = cx.say("video-captions");
        let button = ui.add(Button::quiet(&label).icon(Icon::Captions).selected(on.is_some()));
        if self.captions.len() == 1 {
            let lang = if on.is_some() { OFF } else { first.lang.as_str() }.to_owned();
            return if button.clicked() { self.choose_captions(ui, cx, lang) } else { None };
        }
        let menu = Popup::menu(&button).id(Id::unique("film-captions"));
        let asked = menu.show(|ui| self.caption_menu(ui, cx, on)).and_then(|menu| menu.inner);
        self.choose_captions(ui, cx, asked?)
    }

    fn caption_menu(&self, ui: &mut Ui, cx: &ViewCtx<'_>, on: Option<usize>) -> Option<String> {
        let mut asked = None;
        ui.set_width(Tokens::of(ui).scaled(220.0));
        for (index, (captions, _)) in self.captions.iter().enumerate() {
            let language = captions.label.clone().unwrap_or_else(|| cx.language_name(captions.lang.as_str()));
            if ui.add(Button::quiet(&language).selected(on == Some(index)).wide()).clicked() {
                asked = Some(captions.lang.as_str().to_owned());
            }
        }
        if ui.add(Button::quiet(&cx.say("video-captions-off")).selected(on.is_none()).wide()).clicked() {
            asked = Some(OFF.to_owned());
        }
        asked
    }

    fn choose_captions(&mut self, ui: &Ui, cx: &ViewCtx<'_>, lang: String) -> Option<Action> {
        let choice = self.choice.as_mut()?;
        choice.captions = Some(lang.clone());
        choice.keep(ui, cx);
        preference("film-captions", lang)
    }

    /// Which captions are on: what was chosen, or else the default ones, or the first where there is no sound.
    fn chosen(&self, state: &Snapshot) -> Option<usize> {
        let chosen = self.choice.as_ref().and_then(|choice| choice.captions.as_deref());
        let of = |is_it: &dyn Fn(&CaptionsView) -> bool| self.captions.iter().position(|(view, _)| is_it(view));
        match chosen {
            Some(OFF) => None,
            Some(lang) => of(&|view| view.lang.as_str() == lang).or_else(|| of(&|_| true)),
            None if state.sound == Sound::NoDevice => of(&|view| view.is_default).or_else(|| of(&|_| true)),
            None => of(&|view| view.is_default),
        }
    }

    pub(super) fn shown_captions(&self, state: &Snapshot) -> Vec<Cue> {
        let chosen = self.chosen(state).and_then(|index| self.captions.get(index));
        chosen.map_or_else(Vec::new, |(_, parsed)| parsed.at(state.position_ms).into_iter().cloned().collect())
    }

    pub(super) fn keys(&mut self, ui: &Ui, cx: &ViewCtx<'_>, state: &Snapshot) -> Option<Action> {
        if ui.memory(|memory| memory.focused().is_some()) {
            return None; // the key belongs to what the keyboard is on
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Space) || pressed(Key::K) {
            self.toggle();
        }
        if pressed(Key::ArrowLeft) {
            self.seek(state.position_ms.saturating_sub(STEP_MS));
        }
        if pressed(Key::ArrowRight) {
            self.seek(state.position_ms + STEP_MS);
        }
        if pressed(Key::C) && !self.captions.is_empty() {
            let lang = self.captions.first().map(|(view, _)| view.lang.as_str().to_owned())?;
            let is_on = self.chosen(state).is_some();
            return self.choose_captions(ui, cx, if is_on { OFF.to_owned() } else { lang });
        }
        if pressed(Key::ArrowUp) {
            return self.set_volume(ui, cx, state.volume_permille + 100);
        }
        if pressed(Key::ArrowDown) {
            return self.set_volume(ui, cx, state.volume_permille.saturating_sub(100));
        }
        None
    }

    pub(super) fn toggle(&mut self) {
        if let Some(player) = &self.player {
            player.toggle();
        }
    }

    pub(super) fn seek(&mut self, at_ms: u64) {
        if let Some(player) = &self.player {
            player.seek(at_ms);
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
