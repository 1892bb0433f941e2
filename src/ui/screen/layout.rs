//! How pages are laid out: a column in the middle, two columns where they fit, cards in a grid.

use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::scroll_keys;
use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// A page that scrolls: its content in the middle, never wider than 1100 points.
pub fn page<R>(ui: &mut Ui, id: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let place = ui.available_rect_before_wrap();
            let edge = if place.width() < space::TWO_COLUMNS_FROM / 2.0 { space::L } else { space::XXL };
            let width = (place.width() - 2.0 * edge).min(space::CONTENT_WIDTH_MAX);
            let left = place.left() + (place.width() - width) / 2.0;
            let top = place.top() + space::XXL;
            let rect = Rect::from_min_max(pos2(left, top), pos2(left + width, f32::INFINITY));
            let inner = ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)), add);
            ui.add_space(space::PAGE);
            let moved = scroll_keys::moved_to_ends(ui, ui.clip_rect().height(), space::PAGE);
            if moved != 0.0 {
                ui.scroll_with_delta(vec2(0.0, -moved));
            }
            inner.inner
        })
        .inner
}

/// Two columns, the left one `share` of the width, or one under the other where they do not fit.
pub fn split<A>(
    ui: &mut Ui,
    share: f32,
    left: impl FnOnce(&mut Ui) -> Option<A>,
    right: impl FnOnce(&mut Ui) -> Option<A>,
) -> Option<A> {
    let width = ui.available_width();
    if !Tokens::of(ui).fits_two_columns(width + 2.0 * space::XXL) {
        let first = left(ui);
        ui.add_space(space::L);
        return first.or(right(ui));
    }
    let gap = space::XL;
    let left_width = ((width - gap) * share).round();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        let column = Layout::top_down(Align::Min);
        let first = ui.allocate_ui_with_layout(vec2(left_width, 0.0), column, |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.set_width(left_width);
            left(ui)
        });
        let second = ui.allocate_ui_with_layout(vec2(width - gap - left_width, 0.0), column, |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.set_width(width - gap - left_width);
            right(ui)
        });
        first.inner.or(second.inner)
    })
    .inner
}

/// `count` things side by side, each at least `least` wide, in as many columns as fit.
pub fn grid<A>(
    ui: &mut Ui,
    count: usize,
    least: f32,
    mut add: impl FnMut(&mut Ui, usize, f32) -> Option<A>,
) -> Option<A> {
    let gap = space::L;
    let width = ui.available_width();
    let columns = (((width + gap) / (least + gap)).floor() as usize).max(1);
    let each = ((width - gap * (columns - 1) as f32) / columns as f32).floor();
    let mut action = None;
    for row in 0..count.div_ceil(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for at in row * columns..((row + 1) * columns).min(count) {
                ui.allocate_ui_with_layout(vec2(each, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    ui.set_width(each);
                    let asked = add(ui, at, each);
                    action = action.take().or(asked);
                });
            }
        });
        ui.add_space(gap - ui.spacing().item_spacing.y);
    }
    action
}

/// Tiles of one height in as many columns as fit, only those in view drawn; gives the one that was chosen.
pub fn cells(
    ui: &mut Ui,
    count: usize,
    least: f32,
    height: f32,
    mut add: impl FnMut(&mut Ui, usize, f32) -> bool,
) -> Option<usize> {
    let gap = space::M;
    let width = ui.available_width();
    let columns = (((width + gap) / (least + gap)).floor() as usize).clamp(1, 4);
    let each = ((width - gap * (columns - 1) as f32) / columns as f32).floor();
    let mut chosen = None;
    for row in 0..count.div_ceil(columns) {
        let top = ui.cursor().top();
        let place = Rect::from_min_size(pos2(ui.cursor().left(), top), vec2(width, height));
        if ui.is_rect_visible(place) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                for at in row * columns..((row + 1) * columns).min(count) {
                    if add(ui, at, each) {
                        chosen = Some(at);
                    }
                }
            });
        } else {
            // Out of view: the place is kept and the ids stay in step.
            ui.allocate_space(vec2(width, height));
        }
        ui.add_space(gap - ui.spacing().item_spacing.y);
    }
    chosen
}

/// A row in the middle, or one under the other where it does not fit. It is as wide as it was when last drawn.
pub fn centred_row(ui: &mut Ui, id: &str, add: impl FnOnce(&mut Ui)) {
    let id = ui.scope_id().with(id);
    let width = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(0.0);
    let room = ui.available_width();
    let is_row = width <= room;
    let draw = |ui: &mut Ui| {
        let from = ui.cursor().left();
        add(ui);
        (ui.min_rect().right() - from).max(0.0)
    };
    if !is_row {
        ui.vertical_centered(draw);
        return;
    }
    let now = ui.horizontal(|ui| {
        ui.add_space((room - width) / 2.0);
        draw(ui)
    });
    if (now.inner - width).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, now.inner));
        ui.ctx().request_discard("the row found its width");
    }
}
