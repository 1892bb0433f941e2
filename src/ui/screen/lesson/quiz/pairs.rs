//! Things to pair: choose one on the left, then what belongs to it on the right. No dragging; numbers and letters do the
//! same from the keyboard.

use super::draft::Draft;
use super::{choose, lost_ui};
use crate::model::id::OptionId;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::choice::{self, Mark};
use crate::ui::widget::say;
use crate::worker::view::OptionView;
use egui::accesskit::Live;
use egui::{Key, Ui};

const NUMBERS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const NUMBER_KEYS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
/// Two columns from this width on, at 100 %.
const TWO_FROM: f32 = 480.0;

/// Draws it; pairs what is paired.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, draft: &mut Draft, left: &[OptionView], right: &[OptionView], by_key: bool) {
    say::small(ui, &cx.say("quiz-match-how"));
    if draft.picked.is_none() {
        draft.picked = next_open(draft, left);
    }
    let (pick, put) = if ui.available_width() >= Tokens::of(ui).scaled(TWO_FROM) {
        ui.spacing_mut().item_spacing.x = space::L;
        ui.columns(2, |columns| {
            let pick = lefts(&mut columns[0], cx, draft, left, right, by_key);
            (pick, rights(&mut columns[1], cx, draft, right))
        })
    } else {
        let pick = lefts(ui, cx, draft, left, right, by_key);
        say::strong(ui, &cx.say("quiz-match-right"));
        (pick, rights(ui, cx, draft, right))
    };
    if pick.is_some() {
        draft.picked = pick;
    }
    if let (Some(put), Some(picked)) = (put, draft.picked.clone()) {
        draft.pair(&picked, &put);
        draft.picked = next_open(draft, left);
    }
    let done = left.iter().filter(|one| draft.right_of(&one.id).is_some()).count() as u32;
    let words = cx.with("quiz-match-done", &[("done", done.into()), ("of", (left.len() as u32).into())]);
    let response = say::small(ui, &words);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

fn next_open(draft: &Draft, left: &[OptionView]) -> Option<OptionId> {
    left.iter().find(|one| draft.right_of(&one.id).is_none()).map(|one| one.id.clone())
}

fn lefts(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    draft: &Draft,
    left: &[OptionView],
    right: &[OptionView],
    by_key: bool,
) -> Option<OptionId> {
    let mut picked = None;
    for (at, option) in left.iter().enumerate() {
        if let Some(alt) = &option.lost {
            lost_ui(ui, cx, alt);
        }
        let is_on = draft.picked.as_ref() == Some(&option.id);
        let other = draft.right_of(&option.id).and_then(|id| right.iter().find(|one| one.id == *id));
        let mark = NUMBERS.get(at).map_or(Mark::Radio, |number| Mark::Letter(number));
        let response = choice::row_with(
            ui,
            mark,
            &option.text,
            choose::beside(cx, option, other.map(|other| other.text.as_str())),
            is_on,
        );
        if by_key && at == 0 {
            response.request_focus();
        }
        if response.clicked() || choose::pressed(ui, NUMBER_KEYS.get(at).copied()) {
            picked = Some(option.id.clone());
        }
    }
    picked
}

fn rights(ui: &mut Ui, cx: &ViewCtx<'_>, draft: &Draft, right: &[OptionView]) -> Option<OptionId> {
    let mut put = None;
    let chosen = draft.picked.as_ref().and_then(|left| draft.right_of(left));
    for (at, option) in right.iter().enumerate() {
        if let Some(alt) = &option.lost {
            lost_ui(ui, cx, alt);
        }
        let mark = choose::LETTERS.get(at).map_or(Mark::Radio, |letter| Mark::Letter(letter));
        let response =
            choice::row_with(ui, mark, &option.text, choose::beside(cx, option, None), chosen == Some(&option.id));
        if response.clicked() || choose::pressed(ui, choose::KEYS.get(at).copied()) {
            put = Some(option.id.clone());
        }
    }
    put
}
