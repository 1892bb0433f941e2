//! What is wider than its place: moved sideways by the wheel, by its bar, and by the arrow keys once the keyboard is on it.

use super::super::tokens::space;
use super::focus;
use egui::{EventFilter, Key, Role, ScrollArea, Sense, Ui, WidgetInfo};

/// One press of an arrow moves by so many points.
const STEP: f32 = space::PAGE;

/// Draws `content`, which may be wider than there is room. `name` says what it is to who cannot see it.
pub fn show<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.next_auto_id();
    let wanted = id.with("wanted");
    let mut area = ScrollArea::horizontal().id_salt(id);
    if let Some(offset) = ui.data_mut(|data| data.remove_temp::<f32>(wanted)) {
        area = area.horizontal_scroll_offset(offset);
    }
    let out = area.show(ui, content);
    let hidden = out.content_size.x - out.inner_rect.width();
    if hidden > 1.0 {
        let response = ui.interact(out.inner_rect, id.with("keys"), Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::ScrollView, true, name));
        focus::ring(ui, &response, out.inner_rect, space::XS as u8);
        focus::follow(&response);
        if response.has_focus() {
            let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            let moved = ui.input(|input| {
                STEP * (input.num_presses(Key::ArrowRight) as f32 - input.num_presses(Key::ArrowLeft) as f32)
            });
            if moved != 0.0 {
                let offset = (out.state.clamped_offset().x + moved).clamp(0.0, hidden);
                ui.data_mut(|data| data.insert_temp(wanted, offset));
                ui.ctx().request_repaint();
            }
        }
    }
    out.inner
}
