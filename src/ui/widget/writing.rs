//! A field for many lines with a bound: takes what fits, exactly as it is, and says when something did not.

use super::super::tokens::space;
use super::field::Field;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Event, Response, Ui};

/// What happened to the field.
#[derive(Debug)]
pub struct Written {
    /// The field's own response.
    pub response: Response,
    /// Characters there is still room for.
    pub left: usize,
    /// What was just pasted did not all fit.
    pub is_cut: bool,
}

/// Draws it, at least `rows` lines high.
pub fn field(ui: &mut Ui, label: &str, text: &mut String, chars_max: usize, rows: usize) -> Written {
    let before = text.chars().count();
    let response = Field::new(label).rows(rows).chars_max(chars_max).show(ui, text);
    let after = if response.changed() { text.chars().count() } else { before };
    let pasted = if response.changed() { pasted(ui) } else { 0 };
    let is_cut = pasted > 0 && after >= chars_max && before.saturating_add(pasted) > after;
    ui.add_space(space::XS);
    Written { response, left: chars_max.saturating_sub(after), is_cut }
}

/// The next key goes to the end of `text`, which was changed under the hands.
pub fn to_the_end(ui: &Ui, response: &Response, text: &str) {
    let Some(mut state) = TextEditState::load(ui.ctx(), response.id) else { return };
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), response.id);
}

/// Characters pasted in this frame.
fn pasted(ui: &Ui) -> usize {
    ui.input(|input| {
        let one = |event: &Event| match event {
            Event::Paste(text) => text.chars().count(),
            Event::Text(text) if text.len() > 8 => text.chars().count(), // more than a key gives
            _ => 0,
        };
        input.events.iter().map(one).sum()
    })
}
