//! Why a film does not go on or is not heard, in sentences.

use super::film_controls::clock;
use super::video::Video;
use crate::media::facts::Why;
use crate::media::player::{Failure, Phase, Snapshot, Sound};
use crate::text::{Sentence, Words};
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Icon, Notice, Tone, say};
use egui::accesskit::Live;
use egui::{Frame, Margin, Rect, Ui, UiBuilder};

/// The sentences of a failure; for a file that was open (`is_open`) with the time it came to. Whatever an installed film
/// has, it played when its pack was built: what does not play now was changed, unless decoding is off.
pub fn sentence(words: &Words, failure: &Failure, is_open: bool) -> Sentence {
    match failure {
        Failure::Unplayable(Why::Stuck) => words.problem("lesson.unplayable", []),
        Failure::Damaged { at_ms, .. } | Failure::Unplayable(Why::Damaged { at_ms, .. }) if is_open => {
            words.problem("lesson.damaged_at", [("time", clock(*at_ms).as_str())])
        }
        Failure::Unplayable(_) | Failure::Damaged { .. } => words.problem("lesson.damaged", []),
    }
}

/// On the picture, where it is seen with letters of any size: that the film waits for the disk.
pub(super) fn waits(ui: &mut Ui, cx: &ViewCtx<'_>, picture: Rect, state: &Snapshot) {
    if !state.is_slow || matches!(state.phase, Phase::Failed(_)) {
        ui.skip_ahead_auto_ids(1); // as many as the word takes: the keyboard stays on its button when it goes
        return;
    }
    let mut over = ui.new_child(UiBuilder::new().max_rect(picture.shrink(space::M)));
    let paper = Frame::new().fill(Tokens::of(ui).palette.surface).corner_radius(space::CORNER_SMALL);
    paper.inner_margin(Margin::same(space::S as i8)).show(&mut over, |ui| {
        let said = say::fact(ui, Icon::Clock, &cx.say("video-slow"));
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
    });
}

impl Video {
    /// What is to be known below the controls: no sound, or why it does not go on.
    pub(super) fn said(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot) {
        let Phase::Failed(failure) = &state.phase else {
            self.is_trouble_seen = false;
            if state.sound == Sound::NoDevice && !self.full.is_on {
                say::fact(ui, Icon::SoundOff, &cx.say("video-no-device"));
            }
            return;
        };
        let sentence = sentence(cx.words, failure, state.duration_ms > 0);
        let again = cx.say("action-retry");
        let notice = Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend);
        let can_retry = matches!(failure, Failure::Damaged { .. }) && state.duration_ms > 0;
        let notice = if can_retry { notice.action(&again) } else { notice };
        let shown = ui.scope(|ui| notice.show(ui));
        if !std::mem::replace(&mut self.is_trouble_seen, true) {
            shown.response.scroll_to_me(None); // with large letters it stands below the window
        }
        if shown.inner.is_some_and(|button| button.clicked()) {
            self.seek(state.position_ms);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;
    use std::io;
    use std::sync::Arc;

    #[test]
    fn a_decoder_left_alone_is_not_called_a_damaged_file() {
        for (language, start) in [
            (Language::English, "This file cannot be played. Your progress is safe."),
            (Language::Spanish, "Este archivo no se puede reproducir. Su progreso está a salvo."),
        ] {
            let sentence = sentence(&Words::new(language), &Failure::Unplayable(Why::Stuck), true);
            assert_eq!(sentence.what, start);
            assert!(sentence.mend.contains("Foothold"), "what to do: {}", sentence.mend);
        }
    }

    #[test]
    fn damage_met_on_the_way_is_told_with_its_time() {
        let words = Words::new(Language::English);
        let said = |failure: &Failure, is_open| sentence(&words, failure, is_open).what;
        let plain = "This lesson’s file is damaged. Your progress is safe.";
        let broken = |at_ms| Failure::Damaged { at_ms, source: Arc::new(io::Error::other("chunk 7 does not match")) };
        assert_eq!(said(&broken(725_400), true), "This lesson’s file is damaged at 12:05. Your progress is safe.");
        assert_eq!(said(&broken(0), false), plain, "nothing of it was reached");
        let gone = Failure::Unplayable(Why::Damaged { at_ms: 61_000, detail: "the decoder gave up".to_owned() });
        assert_eq!(said(&gone, true), "This lesson’s file is damaged at 1:01. Your progress is safe.");
        assert_eq!(said(&Failure::Unplayable(Why::NoVideo), true), plain);
    }
}
