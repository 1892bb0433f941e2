//! The keys of a film, as in other players, and the page that lists them. While somebody types, or a question is open,
//! no key is the film's; while the keyboard is on a button, space, Enter and the arrows are the button's.

use super::video::Video;
use crate::media::player::Snapshot;
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::{Button, dialog, focus, say};
use crate::ui::{Action, ViewCtx};
use egui::{Context, Frame, Grid, Key, Margin, Modifiers, Stroke, Ui};

/// One press of "back" or "forward".
pub const STEP_MS: u64 = 10_000;
/// The same with Shift.
const SMALL_STEP_MS: u64 = 5_000;
/// One press of "louder", ‰.
const LOUDER_PERMILLE: u32 = 100;

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Toggle,
    Back(u64),
    On(u64),
    /// To so many tenths of the film.
    Tenth(u64),
    Louder,
    Quieter,
    Sound,
    Captions,
    Full,
    ChapterBack,
    ChapterOn,
    Help,
}

const NONE: Modifiers = Modifiers::NONE;

/// Keys that are the film's wherever the keyboard is, unless somebody types.
const ANYWHERE: &[(Modifiers, Key, Does)] = &[
    (NONE, Key::K, Does::Toggle),
    (NONE, Key::J, Does::Back(STEP_MS)),
    (NONE, Key::L, Does::On(STEP_MS)),
    (NONE, Key::M, Does::Sound),
    (NONE, Key::C, Does::Captions),
    (NONE, Key::F, Does::Full),
    (NONE, Key::Questionmark, Does::Help),
    (NONE, Key::PageUp, Does::ChapterBack),
    (NONE, Key::PageDown, Does::ChapterOn),
    (Modifiers::CTRL, Key::ArrowLeft, Does::ChapterBack),
    (Modifiers::CTRL, Key::ArrowRight, Does::ChapterOn),
    (NONE, Key::Num0, Does::Tenth(0)),
    (NONE, Key::Num1, Does::Tenth(1)),
    (NONE, Key::Num2, Does::Tenth(2)),
    (NONE, Key::Num3, Does::Tenth(3)),
    (NONE, Key::Num4, Does::Tenth(4)),
    (NONE, Key::Num5, Does::Tenth(5)),
    (NONE, Key::Num6, Does::Tenth(6)),
    (NONE, Key::Num7, Does::Tenth(7)),
    (NONE, Key::Num8, Does::Tenth(8)),
    (NONE, Key::Num9, Does::Tenth(9)),
];

/// Keys that are the film's while the keyboard is on nothing.
const WHERE_FREE: &[(Modifiers, Key, Does)] = &[
    (NONE, Key::Space, Does::Toggle),
    (Modifiers::SHIFT, Key::ArrowLeft, Does::Back(SMALL_STEP_MS)),
    (Modifiers::SHIFT, Key::ArrowRight, Does::On(SMALL_STEP_MS)),
    (NONE, Key::ArrowLeft, Does::Back(STEP_MS)),
    (NONE, Key::ArrowRight, Does::On(STEP_MS)),
    (NONE, Key::ArrowUp, Does::Louder),
    (NONE, Key::ArrowDown, Does::Quieter),
    (NONE, Key::Home, Does::Tenth(0)),
    (NONE, Key::End, Does::Tenth(10)),
];

impl Video {
    /// Does what the keys of this frame ask for.
    pub(super) fn keys(&mut self, ui: &Ui, cx: &ViewCtx<'_>, state: &Snapshot) -> Option<Action> {
        if self.is_keys_shown || !focus::hears_keys(ui) {
            return None;
        }
        let ctx = ui.ctx();
        let is_free = ctx.memory(|memory| memory.focused().is_none());
        let free = if is_free { WHERE_FREE } else { &[] };
        let mut action = None;
        for (modifiers, key, does) in free.iter().chain(ANYWHERE) {
            if ctx.input_mut(|input| input.consume_key(*modifiers, *key)) {
                action = action.or(self.do_key(ui, cx, state, *does));
            }
        }
        action
    }

    fn do_key(&mut self, ui: &Ui, cx: &ViewCtx<'_>, state: &Snapshot, does: Does) -> Option<Action> {
        match does {
            Does::Toggle => self.toggle(),
            Does::Back(by_ms) => self.seek(state.position_ms.saturating_sub(by_ms)),
            Does::On(by_ms) => self.seek(state.position_ms.saturating_add(by_ms)),
            Does::Tenth(tenth) => self.seek(state.duration_ms / 10 * tenth + state.duration_ms % 10 * tenth / 10),
            Does::Full => self.full.turn(ui, cx),
            Does::ChapterBack => self.step_chapter(state, false),
            Does::ChapterOn => self.step_chapter(state, true),
            Does::Help => self.is_keys_shown = true,
            Does::Sound => return self.toggle_sound(ui, cx, state),
            Does::Captions => return self.toggle_captions(ui, cx, state),
            Does::Louder => return self.set_volume(ui, cx, state.volume_permille + LOUDER_PERMILLE),
            Does::Quieter => return self.set_volume(ui, cx, state.volume_permille.saturating_sub(LOUDER_PERMILLE)),
        }
        None
    }

    /// The page of keys, while it is open.
    pub(super) fn keys_page(&mut self, ctx: &Context, cx: &ViewCtx<'_>) {
        if !self.is_keys_shown {
            return;
        }
        let has_chapters = !self.chapters.list().is_empty();
        let (is_closed, should_close) = dialog::show(ctx, "film-keys", 480.0, |ui| {
            dialog::body(ui, |ui| {
                say::heading(ui, &cx.say("video-keys"));
                ui.add_space(space::S);
                rows(ui, cx, has_chapters);
            });
            ui.add_space(space::M);
            ui.add(Button::primary(&cx.say("action-close"))).clicked()
        });
        let is_escaped = ctx.input_mut(|input| input.consume_key(NONE, Key::Escape));
        if is_closed || should_close || is_escaped {
            self.is_keys_shown = false;
        }
    }
}

/// The keys with what they do, by the words of the locale.
fn rows(ui: &mut Ui, cx: &ViewCtx<'_>, has_chapters: bool) {
    let seconds = |key: &str, ms: u64| cx.with(key, &[("seconds", ((ms / 1000) as u32).into())]);
    let (space_bar, shift) = (cx.say("key-space"), cx.say("key-shift"));
    let (page_up, page_down) = (cx.say("key-page-up"), cx.say("key-page-down"));
    let (home, end) = (cx.say("key-home"), cx.say("key-end"));
    let mut all: Vec<(Vec<&str>, String)> = vec![
        (vec![&space_bar, "K"], cx.say("video-key-play")),
        (vec!["←", "J"], seconds("video-back", STEP_MS)),
        (vec!["→", "L"], seconds("video-forward", STEP_MS)),
        (vec![&shift, "←", "→"], seconds("video-key-small", SMALL_STEP_MS)),
        (vec!["↑", "↓"], cx.say("video-key-volume")),
        (vec!["M"], cx.say("video-key-sound")),
        (vec!["[", "]"], cx.say("video-key-speed")),
        (vec!["C"], cx.say("video-captions")),
        (vec!["F"], cx.say("video-full")),
        (vec![&home, &end], cx.say("video-key-ends")),
        (vec!["0", "9"], cx.say("video-key-tenths")),
    ];
    if has_chapters {
        all.push((vec![&page_up, &page_down], cx.say("video-key-chapters")));
    }
    Grid::new("film-keys-rows").num_columns(2).spacing([space::L, space::XS]).show(ui, |ui| {
        for (keys, does) in all {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                keys.iter().for_each(|key| cap(ui, key));
            });
            say::body(ui, &does);
            ui.end_row();
        }
    });
}

/// The cap of a key.
fn cap(ui: &mut Ui, words: &str) {
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.palette.paper)
        .stroke(Stroke::new(1.0, tokens.palette.edge))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(space::S as i8, 2));
    frame.show(ui, |ui| say::coloured(ui, words, Size::Small, tokens.palette.ink));
}
