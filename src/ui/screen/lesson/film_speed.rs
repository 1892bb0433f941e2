//! How fast a film plays: a button that tells the speed and opens the choice, and the keys `[` and `]` (or `<` and
//! `>`). What was chosen stays for the films that follow while the same person is in.

use super::video::Video;
use crate::media::player::{RECORDED, Snapshot};
use crate::ui::ViewCtx;
use crate::ui::tokens::Tokens;
use crate::ui::widget::Button;
use egui::{Id, Key, Modifiers, Popup, Ui};

/// The speeds to choose from, ‰, with the key of the words for each.
const CHOICES: [(u32, &str); 7] = [
    (500, "video-speed-50"),
    (750, "video-speed-75"),
    (RECORDED, "video-speed-100"),
    (1250, "video-speed-125"),
    (1500, "video-speed-150"),
    (1750, "video-speed-175"),
    (2000, "video-speed-200"),
];

impl Video {
    /// The button with its menu, and the keys. Keeps the player at the speed that was chosen.
    pub(super) fn speed(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot) {
        let Some(player) = &self.player else { return };
        let id = Id::unique(("film-speed", cx.state.learner().map(|learner| learner.session.to_string())));
        let chosen = ui.data(|data| data.get_temp::<u32>(id)).unwrap_or(RECORDED);
        let words = cx.say(words_for(chosen));
        let name = cx.with("video-speed", &[("speed", words.as_str().into())]);
        let button = ui.add(Button::quiet(&words).named(&name).selected(chosen != RECORDED));
        let menu = Popup::menu(&button).id(Id::unique("film-speed-menu"));
        let picked = menu.show(|ui| choice(ui, cx, chosen)).and_then(|menu| menu.inner);
        let wanted = picked.or_else(|| keyed(ui, chosen)).unwrap_or(chosen);
        if wanted != chosen {
            ui.data_mut(|data| data.insert_temp(id, wanted));
        }
        if wanted != state.speed_permille {
            player.set_speed(wanted);
        }
    }
}

fn choice(ui: &mut Ui, cx: &ViewCtx<'_>, chosen: u32) -> Option<u32> {
    let mut picked = None;
    ui.set_width(Tokens::of(ui).scaled(180.0));
    for (speed, words) in CHOICES {
        if ui.add(Button::quiet(&cx.say(words)).selected(speed == chosen).row()).clicked() {
            picked = Some(speed);
        }
    }
    picked
}

fn words_for(speed: u32) -> &'static str {
    CHOICES.iter().find(|(choice, _)| *choice == speed).map_or("video-speed-100", |(_, words)| words)
}

/// The next slower or faster choice, if a key asks for it and nobody is writing.
fn keyed(ui: &Ui, chosen: u32) -> Option<u32> {
    let ctx = ui.ctx();
    if ctx.text_edit_focused() || ctx.memory(|memory| memory.top_modal_layer().is_some()) {
        return None;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let is_slower = pressed(Modifiers::NONE, Key::OpenBracket) || pressed(Modifiers::SHIFT, Key::Comma);
    let is_faster = pressed(Modifiers::NONE, Key::CloseBracket) || pressed(Modifiers::SHIFT, Key::Period);
    let mut speeds = CHOICES.iter().map(|&(speed, _)| speed);
    match (is_slower, is_faster) {
        (true, false) => speeds.rfind(|&speed| speed < chosen),
        (false, true) => speeds.find(|&speed| speed > chosen),
        _ => None,
    }
}
