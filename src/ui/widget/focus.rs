//! The ring that shows where the keyboard is: 3 points wide, 2 points outside.

use super::super::tokens::{Tokens, space};
use egui::{CornerRadius, Rect, Response, Stroke, StrokeKind, Ui};

/// Draws the ring round `rect` while `response` has the keyboard.
pub fn ring(ui: &Ui, response: &Response, rect: Rect, corner: u8) {
    if response.has_focus() {
        let reach = space::RING_GAP + space::RING + 1.0;
        let painter = ui.painter().with_clip_rect(ui.clip_rect().expand(reach));
        let stroke = Stroke::new(space::RING, Tokens::of(ui).palette.focus);
        let corner = CornerRadius::same(corner.saturating_add(space::RING_GAP as u8));
        painter.rect_stroke(rect.expand(space::RING_GAP), corner, stroke, StrokeKind::Outside);
    }
}

/// Brings what the keyboard has just reached into view.
pub fn follow(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// Whether what is drawn here may take keys that no control has: nobody types, and no dialog lies above it.
#[must_use]
pub fn hears_keys(ui: &Ui) -> bool {
    let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some_and(|layer| layer != ui.layer_id()));
    !is_covered && !ui.ctx().text_edit_focused()
}

/// Makes a form ready to be typed in: its first field takes the keyboard while it is empty and nothing else has it.
pub fn first(ui: &Ui, field: &Response, text: &str) {
    if text.is_empty() && ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
}
