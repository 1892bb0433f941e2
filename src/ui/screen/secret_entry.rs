//! Where a PIN or a picture code is given: at the door, at the lock, in the settings. Says what the last try came to,
//! and counts the seconds where the next must wait.

use crate::model::picture_code::PICTURES;
use crate::model::pin::Weak;
use crate::model::problem::{Code, Problem};
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::pictures::{self, Board};
use crate::ui::widget::pin::{self, Pad};
use crate::ui::widget::{Button, Icon, Notice, Tone, say};
use crate::worker::Secret;
use egui::accesskit::Live;
use egui::{Ui, vec2};
use std::time::Duration;

/// See the module.
#[derive(Debug, Default)]
pub struct SecretEntry {
    pad: Pad,
    board: Board,
    /// Pictures instead of digits.
    pub by_pictures: bool,
    /// Something was given since this person came: what is told of the last try is theirs.
    has_tried: bool,
}

impl SecretEntry {
    /// For somebody who signs in with pictures, or with digits.
    #[must_use]
    pub fn of(by_pictures: bool) -> Self {
        Self { by_pictures, ..Self::default() }
    }

    /// For another try: what became of the last is told.
    #[must_use]
    pub fn again(by_pictures: bool) -> Self {
        Self { by_pictures, has_tried: true, ..Self::default() }
    }

    /// Draws it, and `problem` above it if it is about a try made here; gives what was entered.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, problem: Option<&Problem>) -> Option<Secret> {
        let wait_secs = self.problem(ui, cx, problem);
        let is_enabled = !cx.state.is_signing_in && wait_secs == 0;
        let given = if self.by_pictures {
            self.board.show(ui, &board_labels(cx, self.board.len()), is_enabled)
        } else {
            self.pad.show(ui, &pad_labels(cx, self.pad.len()), is_enabled)
        }?;
        self.has_tried = true;
        Some(Secret::new(given.to_string()))
    }

    /// Digits instead of pictures, or the other way round.
    pub fn other_way(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        let (key, icon) =
            if self.by_pictures { ("use-a-pin", Icon::Password) } else { ("use-pictures", Icon::Picture) };
        if ui.add(Button::quiet(&cx.say(key)).icon(icon)).clicked() {
            *self = Self::of(!self.by_pictures);
        }
    }

    fn problem(&self, ui: &mut Ui, cx: &ViewCtx<'_>, problem: Option<&Problem>) -> u64 {
        let Some(problem) = problem.filter(|_| self.has_tried) else { return 0 };
        let left_ms = cx.state.wait_until_mono_ms.saturating_sub(cx.mono_ms);
        let is_wait = problem.code == Code::SignInWait;
        if is_wait && left_ms == 0 {
            return 0; // the wait is over
        }
        let sentence = cx.problem(problem);
        let (mut what, mut mend) = (sentence.what, sentence.mend);
        if let Some(reason) = problem.args.get("reason") {
            what = weak_words(cx, reason);
            mend = cx.say("pin-weak-mend");
        }
        if self.by_pictures && problem.code == Code::PinWrong {
            (what, mend) = (cx.say("pictures-wrong"), cx.say("pictures-wrong-mend"));
        }
        let secs = if is_wait { left_ms.div_ceil(1000) } else { 0 };
        if is_wait {
            mend = cx.with("wait-seconds", &[("seconds", secs.into())]);
            ui.ctx().request_repaint_after(Duration::from_millis((left_ms % 1000).max(50)));
        }
        say_warning(ui, &what, &mend);
        secs
    }
}

/// What is to be given; or, while what was given is checked, that it takes a moment. A screen reader says it by itself.
pub fn asked_for(ui: &mut Ui, cx: &ViewCtx<'_>, key: &str) {
    let said = say::body(ui, &cx.say(if cx.state.is_signing_in { "loading" } else { key }));
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
}

/// A warning no wider than what it stands above.
pub fn say_warning(ui: &mut Ui, what: &str, mend: &str) {
    let width = Tokens::of(ui).scaled(420.0).min(ui.available_width());
    ui.allocate_ui(vec2(width, 0.0), |ui| Notice::new(Tone::Warn, what).mend(mend).show(ui));
    ui.add_space(space::M);
}

/// Why a PIN or a picture code is too easy to guess.
#[must_use]
pub fn weak_words(cx: &ViewCtx<'_>, reason: &str) -> String {
    let known = Weak::ALL.iter().find(|weak| weak.word() == reason).copied().unwrap_or(Weak::Length);
    cx.say(&format!("pin-weak-{}", known.word()))
}

fn pad_labels(cx: &ViewCtx<'_>, filled: usize) -> pin::Labels {
    pin::Labels {
        dots: cx.with("pin-dots", &[("count", filled.into())]),
        backspace: cx.say("pin-backspace"),
        clear: cx.say("action-clear"),
    }
}

fn board_labels(cx: &ViewCtx<'_>, filled: usize) -> pictures::Labels {
    pictures::Labels {
        dots: cx.with("picture-dots", &[("count", filled.into())]),
        back: cx.say("picture-back"),
        names: PICTURES.iter().map(|name| cx.say(&format!("picture-{name}"))).collect(),
    }
}
