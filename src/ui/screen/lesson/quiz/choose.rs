//! Choosing and typing: options as cards with letters, true or false, a number with its unit, words.

use super::draft::Draft;
use super::lost_ui;
use crate::ui::ViewCtx;
use crate::ui::tokens::Tokens;
use crate::ui::widget::choice::{self, Beside, Mark};
use crate::ui::widget::field::{Field, submitted};
use crate::ui::widget::{Icon, say};
use crate::worker::view::{OptionView, ToldView};
use egui::{Key, Ui};

/// Letters before options.
pub const LETTERS: [&str; 8] = ["A", "B", "C", "D", "E", "F", "G", "H"];
/// The keys of these letters.
pub const KEYS: [Key; 8] = [Key::A, Key::B, Key::C, Key::D, Key::E, Key::F, Key::G, Key::H];
/// The longest number with its unit.
const NUMBER_CHARS_MAX: usize = 40;
const FIELD_WIDTH: f32 = 480.0;

/// Whether the key was pressed while nobody types. The keyboard then leaves whatever it was on: Enter checks.
pub fn pressed(ui: &Ui, key: Option<Key>) -> bool {
    let is_pressed = |key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
    if !key.is_some_and(is_pressed) {
        return false;
    }
    let focused = ui.memory(|memory| memory.focused());
    if focused.is_some_and(|id| egui::TextEdit::load_state(ui.ctx(), id).is_some()) {
        return false;
    }
    if let Some(id) = focused {
        ui.memory_mut(|memory| memory.surrender_focus(id));
    }
    true
}

/// The picture of an option, once it is decoded, and what was put to it.
pub fn beside<'a>(cx: &ViewCtx<'_>, option: &'a OptionView, below: Option<&'a str>) -> Beside<'a> {
    let picture = option.picture.as_ref();
    let alt = picture.map(|picture| picture.alt.as_str());
    Beside { below, picture: picture.and_then(|picture| cx.pictures.texture(picture)), alt }
}

/// One or some of several.
pub fn options(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    draft: &mut Draft,
    options: &[OptionView],
    is_one_only: bool,
    told: Option<&ToldView>,
    by_key: bool,
) {
    for (at, option) in options.iter().enumerate() {
        let is_on = draft.options.contains(&option.id);
        let mark = match LETTERS.get(at) {
            Some(letter) if is_one_only => Mark::Letter(letter),
            _ if is_one_only => Mark::Radio,
            _ => Mark::Check,
        };
        if let Some(alt) = &option.lost {
            lost_ui(ui, cx, alt);
        }
        let response = choice::row_with(ui, mark, &option.text, beside(cx, option, None), is_on);
        if by_key && at == 0 {
            response.request_focus();
        }
        if told.is_none() && (response.clicked() || pressed(ui, KEYS.get(at).copied())) {
            draft.choose(&option.id, is_one_only);
        }
        if let Some(told) = told {
            mark_ui(ui, cx, told.right_options.contains(&option.id), is_on);
        }
    }
}

/// A word under an option once it may be told: right, or chosen though wrong.
fn mark_ui(ui: &mut Ui, cx: &ViewCtx<'_>, is_right: bool, is_chosen: bool) {
    let p = Tokens::of(ui).palette;
    if is_right {
        say::labelled(ui, Icon::Check, &cx.say("quiz-right-answer"), p.ok);
    } else if is_chosen {
        say::labelled(ui, Icon::Close, &cx.say("quiz-your-choice"), p.bad);
    }
}

/// True or false.
pub fn truth(ui: &mut Ui, cx: &ViewCtx<'_>, draft: &mut Draft, told: Option<&ToldView>, by_key: bool) {
    let rows = [(true, "quiz-true", "true"), (false, "quiz-false", "false")];
    for (at, (value, key, id)) in rows.into_iter().enumerate() {
        let is_on = draft.truth == Some(value);
        let response = choice::row(ui, Mark::Letter(LETTERS[at]), &cx.say(key), is_on);
        if by_key && value {
            response.request_focus();
        }
        if told.is_none() && (response.clicked() || pressed(ui, KEYS.get(at).copied())) {
            draft.truth = Some(value);
        }
        if let Some(told) = told {
            mark_ui(ui, cx, told.right_options.iter().any(|right| right.as_str() == id), is_on);
        }
    }
}

/// A number, perhaps with its unit; true when the Enter key ended the field.
pub fn number(ui: &mut Ui, cx: &ViewCtx<'_>, draft: &mut Draft, units: &[String], is_told: bool, by_key: bool) -> bool {
    let is_enter = words(ui, cx, draft, ("quiz-your-number", NUMBER_CHARS_MAX, 1), is_told, by_key);
    if !units.is_empty() && !is_told {
        ui.horizontal_wrapped(|ui| {
            for unit in units {
                let is_on = draft.unit.as_deref() == Some(unit);
                if choice::chip(ui, unit, is_on).clicked() {
                    draft.unit = (!is_on).then(|| unit.clone());
                }
            }
        });
    }
    is_enter
}

/// Words, in one line or several; true when the Enter key ended the field.
pub fn words(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    draft: &mut Draft,
    (label, chars_max, rows): (&str, usize, usize),
    is_told: bool,
    by_key: bool,
) -> bool {
    if is_told {
        let unit = draft.unit.as_deref().unwrap_or_default();
        let text = format!("{} {unit}", draft.text);
        say::body(ui, &cx.with("quiz-you-wrote", &[("text", text.trim().into())]));
        return false;
    }
    let label = cx.say(label);
    let width = if rows > 1 { f32::INFINITY } else { FIELD_WIDTH };
    let response = Field::new(&label).chars_max(chars_max).rows(rows).width(width).show(ui, &mut draft.text);
    if by_key {
        response.request_focus();
    }
    rows == 1 && submitted(ui, &response)
}
