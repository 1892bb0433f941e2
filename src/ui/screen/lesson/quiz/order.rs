//! Things to bring into order: each on a row with its number, moved by two buttons or dragged to its place.

use super::draft::Draft;
use super::{lost_ui, picture_ui};
use crate::ui::ViewCtx;
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::{Button, Icon, say};
use crate::worker::view::OptionView;
use egui::accesskit::Live;
use egui::{Align2, CursorIcon, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// A picture on a row is no higher than this.
const PICTURE_HEIGHT: f32 = 120.0;

/// A row after it is drawn.
struct Row {
    rect: Rect,
    is_up: bool,
    is_down: bool,
    is_dragged: bool,
}

/// Draws it; moves what is moved.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, draft: &mut Draft, items: &[OptionView], by_key: bool) {
    say::small(ui, &cx.say("quiz-order-how"));
    let order = draft.order.clone();
    let rows: Vec<Row> = order
        .iter()
        .enumerate()
        .filter_map(|(at, id)| {
            let item = items.iter().find(|item| item.id == *id)?;
            // By the thing, not by its place: a drag and the keyboard stay with what moves.
            let own = UiBuilder::new().scope_id(Id::unique(("quiz-order", id.as_str())));
            let ends = (at == 0, at + 1 == order.len());
            Some(ui.scope_builder(own, |ui| row(ui, cx, at, ends, item, by_key && at == 0)).inner)
        })
        .collect();
    let last = rows.len().saturating_sub(1);
    if let Some(at) = rows.iter().position(|row| row.is_up) {
        draft.put(at, at.saturating_sub(1));
    } else if let Some(at) = rows.iter().position(|row| row.is_down) {
        draft.put(at, (at + 1).min(last));
    } else if let Some(at) = rows.iter().position(|row| row.is_dragged)
        && let Some(pointer) = ui.input(|input| input.pointer.interact_pos())
    {
        // It changes places as soon as the pointer is past the middle of its neighbour.
        if at > 0 && pointer.y < rows[at - 1].rect.center().y {
            draft.put(at, at - 1);
        } else if at < last && pointer.y > rows[at + 1].rect.center().y {
            draft.put(at, at + 1);
        }
    }
    announce(ui, cx, draft, items);
}

/// Says where the moved thing stands now.
fn announce(ui: &mut Ui, cx: &ViewCtx<'_>, draft: &Draft, items: &[OptionView]) {
    let Some(moved) = &draft.moved else { return };
    let place = draft.order.iter().position(|id| id == moved);
    let item = items.iter().find(|item| item.id == *moved);
    if let (Some(at), Some(item)) = (place, item) {
        let number = (at as u32 + 1).into();
        let of = (draft.order.len() as u32).into();
        let words = cx.with("quiz-order-now", &[("item", item.text.as_str().into()), ("number", number), ("of", of)]);
        let response = say::small(ui, &words);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    }
}

/// `ends`: whether it stands first, and whether it stands last.
fn row(ui: &mut Ui, cx: &ViewCtx<'_>, at: usize, ends: (bool, bool), item: &OptionView, by_key: bool) -> Row {
    if let Some(picture) = &item.picture {
        picture_ui(ui, cx, picture, PICTURE_HEIGHT);
    }
    if let Some(alt) = &item.lost {
        lost_ui(ui, cx, alt);
    }
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let number_room = tokens.scaled(28.0) + space::M;
    let side = (tokens.scaled(24.0) + 2.0 * space::S).max(space::TARGET); // of a button with its icon
    let buttons = 2.0 * (side + space::S);
    let wrap = ui.available_width() - number_room - buttons - 2.0 * space::L;
    let galley = ui.painter().layout(item.text.clone(), tokens.font(Size::Body), p.ink, wrap.max(space::TARGET));
    let size = vec2(ui.available_width(), (galley.size().y + 2.0 * space::M).max(side + 2.0 * space::XS));
    // Dragged by the pointer; the keyboard has the buttons.
    let (rect, response) = ui.allocate_exact_size(size, Sense::DRAG);
    let response = response.on_hover_cursor(CursorIcon::Grab);
    let is_dragged = response.dragged();
    let (fill, edge) = if is_dragged || response.hovered() { (p.tint, p.primary) } else { (p.surface, p.edge) };
    let width = if is_dragged || tokens.is_high_contrast() { 2.0 } else { 1.0 };
    ui.painter().rect(rect, space::CORNER_SMALL, fill, Stroke::new(width, edge), StrokeKind::Inside);
    let number = (at + 1).to_string();
    let centre = pos2(rect.left() + space::L + tokens.scaled(13.0), rect.center().y);
    ui.painter().circle(centre, tokens.scaled(13.0), p.surface, Stroke::new(2.0, p.edge));
    ui.painter().text(centre, Align2::CENTER_CENTER, &number, tokens.bold(Size::Small), p.ink);
    let text_at = pos2(rect.left() + space::L + number_room, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(text_at, galley, p.ink);
    let name = cx.with("quiz-order-item", &[("number", (at as u32 + 1).into()), ("item", item.text.as_str().into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let button = |ui: &mut Ui, key: &str, icon: Icon, from_right: f32, is_enabled: bool| {
        let name = cx.with(key, &[("item", item.text.as_str().into())]);
        let left = rect.right() - space::S - from_right * (side + space::XS);
        let place = Rect::from_min_size(pos2(left, rect.center().y - side / 2.0), vec2(side, side));
        let add = |ui: &mut Ui| ui.add(Button::quiet(&name).icon_only(icon).enabled(is_enabled));
        ui.scope_builder(UiBuilder::new().max_rect(place), add).inner
    };
    let (is_first, is_last) = ends;
    let up = button(ui, "quiz-order-up", Icon::Up, 2.0, !is_first);
    let down = button(ui, "quiz-order-down", Icon::Down, 1.0, !is_last);
    // What came to an end by the keyboard goes the other way next: the focus is not lost with the button.
    if is_first && !is_last && (by_key || up.lost_focus()) {
        down.request_focus();
    } else if is_last && !is_first && down.lost_focus() {
        up.request_focus();
    }
    Row { rect, is_up: up.clicked(), is_down: down.clicked(), is_dragged }
}
