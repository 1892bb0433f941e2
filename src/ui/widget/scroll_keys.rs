//! The keys that move a page, for people without a mouse.

use egui::{Key, Ui};

/// How much of what is seen one press moves: a line stays in sight.
const SHARE: f32 = 0.85;
/// Farther than any page is long, in points.
const END: f32 = 1e7;

/// How far the keys pressed now move a page of which `height` points are seen; down is positive. The page keys work
/// unless somebody writes; the space bar and the arrows only while nothing has the keyboard, because buttons know them. An arrow moves it `arrow` points: none, if something else goes by the arrows.
#[must_use]
pub fn moved(ui: &Ui, height: f32, arrow: f32) -> f32 {
    if is_silent(ui) {
        return 0.0;
    }
    let is_free = ui.memory(|memory| memory.focused().is_none());
    ui.input(|input| {
        let step = |key, by: f32| if input.key_pressed(key) && input.modifiers.is_none() { by } else { 0.0 };
        let pages = step(Key::PageDown, height * SHARE) - step(Key::PageUp, height * SHARE);
        if !is_free {
            return pages;
        }
        pages + step(Key::Space, height * SHARE) + step(Key::ArrowDown, arrow) - step(Key::ArrowUp, arrow)
    })
}

/// The same with Home and End, for a page that has no other ends to go to.
#[must_use]
pub fn moved_to_ends(ui: &Ui, height: f32, arrow: f32) -> f32 {
    let moved = moved(ui, height, arrow);
    if is_silent(ui) {
        return moved;
    }
    let ends = ui.input(|input| (input.key_pressed(Key::Home), input.key_pressed(Key::End)));
    match ends {
        (true, _) => -END,
        (_, true) => END,
        _ => moved,
    }
}

/// Whether the keys belong to something else: a dialog above the page, or a field.
fn is_silent(ui: &Ui) -> bool {
    let is_covered = !ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    is_covered || ui.ctx().text_edit_focused()
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{ScrollArea, vec2};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    /// A long page with a button and a field at its top; gives where the page stands.
    fn page<'a>() -> Harness<'a, (f32, String, bool)> {
        let draw = |ui: &mut Ui, state: &mut (f32, String, bool)| {
            let area = ScrollArea::vertical().animated(false).auto_shrink([false, false]);
            let out = area.show(ui, |ui| {
                drop(ui.button("Press"));
                drop(crate::ui::widget::field::Field::new("Words").show(ui, &mut state.1));
                ui.allocate_space(vec2(10.0, 5_000.0));
                let moved = moved_to_ends(ui, ui.clip_rect().height(), 40.0);
                if moved != 0.0 {
                    ui.scroll_with_delta_animation(vec2(0.0, -moved), egui::style::ScrollAnimation::none());
                }
            });
            state.0 = out.state.clamped_offset().y;
        };
        let mut harness = Harness::builder().with_size(vec2(300.0, 400.0)).build_ui_state(
            move |ui: &mut Ui, state: &mut (f32, String, bool)| {
                if !state.2 {
                    crate::ui::theme::install_fonts(ui.ctx()); // there from the next frame on
                    state.2 = true;
                    return;
                }
                draw(ui, state);
            },
            (0.0, String::new(), false),
        );
        harness.run();
        harness
    }

    fn after(harness: &mut Harness<'_, (f32, String, bool)>, key: Key) -> f32 {
        harness.key_press(key);
        harness.run();
        harness.state().0
    }

    #[test]
    fn page_keys_move_a_page_also_from_a_button() {
        let mut harness = page();
        let one = after(&mut harness, Key::PageDown);
        assert!(one > 300.0, "{one}");
        assert!(after(&mut harness, Key::Space) > one);
        assert!(after(&mut harness, Key::End) > 4_000.0);
        assert!(after(&mut harness, Key::Home) < 1.0);
        harness.get_by_label("Press").focus();
        harness.run();
        assert!(after(&mut harness, Key::PageDown) > 300.0, "a button needs no page keys");
        assert!(after(&mut harness, Key::PageUp) < 1.0);
    }

    #[test]
    fn a_field_keeps_its_keys() {
        let mut harness = page();
        harness.get_by_role(egui::accesskit::Role::TextInput).focus();
        harness.run();
        assert!(after(&mut harness, Key::PageDown) < 1.0);
        assert!(after(&mut harness, Key::End) < 1.0);
    }
}
