//! Pointing at a picture: a marker that is set by a click, or moved by the arrow keys. Nothing says what lies where
//! before the answer is given.

use super::draft::Draft;
use crate::model::question::AreaShape;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Palette, Size, Tokens, space};
use crate::ui::widget::{Button, Icon, focus, say};
use crate::worker::view::{AreaView, PictureView};
use egui::accesskit::Live;
use egui::epaint::EllipseShape;
use egui::{
    Align2, Color32, EventFilter, Image, Key, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

/// The picture is no higher than this at 100 %.
const HEIGHT_MAX: f32 = 340.0;
/// The picture of a look back.
const REVIEW_HEIGHT_MAX: f32 = 260.0;
/// One press of an arrow key, and with Shift, in ‰.
const STEP: u32 = 25;
const SMALL_STEP: u32 = 5;
const WHOLE: u32 = 1000;
const MARKER: f32 = 13.0;

/// Draws the picture and takes where it is pointed at; false while the picture is still being decoded.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, draft: &mut Draft, image: &PictureView, places: u32, by_key: bool) -> bool {
    let how = if places > 1 { "quiz-point-how-many" } else { "quiz-point-how" };
    say::small(ui, &cx.with(how, &[("count", places.into())]));
    let Some((rect, response)) = picture(ui, cx, image, HEIGHT_MAX, Sense::click()) else { return false };
    if by_key {
        response.request_focus();
    }
    point(ui, draft, rect, &response, places as usize);
    let tokens = Tokens::of(ui);
    for at in &draft.points {
        marker(ui.painter(), &tokens.palette, in_picture(rect, *at), false);
    }
    if let Some(cursor) = draft.cursor.filter(|cursor| response.has_focus() && !draft.points.contains(cursor)) {
        marker(ui.painter(), &tokens.palette, in_picture(rect, cursor), true);
    }
    focus::ring(ui, &response, rect, space::CORNER_SMALL);
    focus::follow(&response);
    let name = cx.with("quiz-point-name", &[("alt", image.alt.as_str().into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let words = place_words(cx, draft);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(words.as_str()));
    let said = say::small(ui, &words);
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
    if places > 1 && !draft.points.is_empty() {
        let label = cx.say("quiz-point-undo");
        if ui.add(Button::quiet(&label).icon(Icon::Undo)).clicked() {
            draft.points.pop();
        }
    }
    true
}

/// Where the markers are, in words.
fn place_words(cx: &ViewCtx<'_>, draft: &Draft) -> String {
    let at = |key: &str, (x, y): (u32, u32)| cx.with(key, &[("across", (x / 10).into()), ("down", (y / 10).into())]);
    let set = draft.points.iter().map(|point| at("quiz-point-at", *point));
    let free = draft.cursor.filter(|cursor| !draft.points.contains(cursor)).map(|c| at("quiz-point-cursor", c));
    let words: Vec<_> = set.chain(free).collect();
    if words.is_empty() { cx.say("quiz-point-none") } else { words.join(" ") }
}

fn point(ui: &Ui, draft: &mut Draft, rect: Rect, response: &Response, places: usize) {
    if response.clicked() {
        response.request_focus(); // the arrows move it on from there
        // A press of Enter or Space has no place of its own: it sets the marker where the arrows brought it.
        match response.interact_pointer_pos() {
            Some(at) => draft.point(of_picture(rect, at), places),
            None => draft.point(draft.cursor.unwrap_or((WHOLE / 2, WHOLE / 2)), places),
        }
    }
    if !response.has_focus() {
        return;
    }
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let step = if ui.input(|input| input.modifiers.shift) { SMALL_STEP } else { STEP };
    let count = |key: Key| ui.input(|input| input.num_presses(key)) as u32;
    let moves = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown].map(|key| count(key) * step);
    if moves.iter().all(|steps| *steps == 0) {
        return;
    }
    let (x, y) = draft.cursor.unwrap_or((WHOLE / 2, WHOLE / 2));
    let [left, right, up, down] = moves;
    let at = ((x + right).saturating_sub(left).min(WHOLE), (y + down).saturating_sub(up).min(WHOLE));
    if places <= 1 {
        draft.point(at, 1);
    } else {
        draft.cursor = Some(at);
    }
}

/// The picture after the answer: the markers, and the places that were asked for.
pub fn told(ui: &mut Ui, cx: &ViewCtx<'_>, image: &PictureView, points: &[(u32, u32)], areas: &[AreaView]) {
    let Some((rect, response)) = picture(ui, cx, image, REVIEW_HEIGHT_MAX, Sense::hover()) else { return };
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &image.alt));
    let tokens = Tokens::of(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    for area in areas.iter().filter(|area| area.is_right) {
        outline(&painter, &tokens, rect, area);
    }
    for at in points {
        marker(ui.painter(), &tokens.palette, in_picture(rect, *at), false);
    }
}

fn picture(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    image: &PictureView,
    height_max: f32,
    sense: Sense,
) -> Option<(Rect, Response)> {
    let Some(texture) = cx.pictures.texture(image) else {
        say::muted(ui, &image.alt);
        return None;
    };
    // As large as its place: a small picture is hard to point at.
    let height_max = Tokens::of(ui).scaled(height_max);
    let scale = (ui.available_width() / texture.size.x).min(height_max / texture.size.y);
    let (rect, response) = ui.allocate_exact_size(vec2(texture.size.x * scale, texture.size.y * scale), sense);
    Image::from_texture(texture).corner_radius(space::CORNER_SMALL).paint_at(ui, rect);
    Some((rect, response))
}

/// ‰ of the picture's width and height to the window's points, and back.
fn in_picture(rect: Rect, (x, y): (u32, u32)) -> Pos2 {
    let part = |number: u32| number.min(WHOLE) as f32 / WHOLE as f32;
    pos2(rect.left() + rect.width() * part(x), rect.top() + rect.height() * part(y))
}

fn of_picture(rect: Rect, at: Pos2) -> (u32, u32) {
    let part = |distance: f32, whole: f32| ((distance / whole.max(1.0)).clamp(0.0, 1.0) * WHOLE as f32).round() as u32;
    (part(at.x - rect.left(), rect.width()), part(at.y - rect.top(), rect.height()))
}

/// A ring with a cross in it, dark and light, so that it is seen on any picture.
fn marker(painter: &Painter, p: &Palette, at: Pos2, is_free: bool) {
    let fill = if is_free { Color32::TRANSPARENT } else { p.primary };
    for (width, colour) in [(6.0, p.surface), (3.0, p.primary)] {
        let stroke = Stroke::new(width, colour);
        painter.circle_stroke(at, MARKER, stroke);
        for (dx, dy) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)] {
            let from = vec2(dx, dy) * (MARKER - 4.0);
            painter.line_segment([at + from, at + from * 2.2], stroke);
        }
    }
    painter.circle(at, 3.5, fill, Stroke::new(1.5, p.surface));
}

fn outline(painter: &Painter, tokens: &Tokens, rect: Rect, area: &AreaView) {
    let p = &tokens.palette;
    for stroke in [Stroke::new(7.0, p.surface), Stroke::new(3.0, p.ok)] {
        match (area.shape, area.xy.as_slice()) {
            (AreaShape::Rect, [x, y, w, h]) => {
                let corner = in_picture(rect, (x.saturating_add(*w), y.saturating_add(*h)));
                let place = Rect::from_two_pos(in_picture(rect, (*x, *y)), corner);
                painter.rect_stroke(place, 4.0, stroke, egui::StrokeKind::Middle);
            }
            (AreaShape::Circle, [x, y, radius]) => {
                let part = (*radius).min(WHOLE) as f32 / WHOLE as f32;
                let radius = vec2(rect.width() * part, rect.height() * part);
                painter.add(EllipseShape::stroke(in_picture(rect, (*x, *y)), radius, stroke));
            }
            (AreaShape::Polygon, corners) => {
                let points = corners.chunks_exact(2).map(|xy| in_picture(rect, (xy[0], xy[1]))).collect();
                painter.add(Shape::closed_line(points, stroke));
            }
            _ => {}
        }
    }
    name_plate(painter, tokens, rect, area);
}

/// The place's name, under it or over it, wherever there is room.
fn name_plate(painter: &Painter, tokens: &Tokens, rect: Rect, area: &AreaView) {
    let p = &tokens.palette;
    let (Some(x), Some(y)) = (area.xy.first(), area.xy.get(1)) else { return };
    let galley = painter.layout(area.name.clone(), tokens.bold(Size::Small), p.ink, rect.width() * 0.6);
    let size = galley.size() + vec2(2.0 * space::S, 2.0 * space::XS);
    let wanted = Align2::LEFT_BOTTOM.anchor_size(in_picture(rect, (*x, *y)), size);
    let room = rect.shrink(space::XS);
    let left = wanted.left().min(room.right() - size.x).max(room.left());
    let top = wanted.top().min(room.bottom() - size.y).max(room.top());
    let plate = Rect::from_min_size(pos2(left, top), size);
    painter.rect(plate, space::CORNER_SMALL, p.surface, Stroke::new(1.5, p.ok), egui::StrokeKind::Inside);
    painter.galley(plate.min + vec2(space::S, space::XS), galley, p.ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_same_in_every_size_of_the_picture() {
        for size in [vec2(100.0, 50.0), vec2(1000.0, 1000.0), vec2(333.0, 777.0)] {
            let rect = Rect::from_min_size(pos2(17.0, 40.0), size);
            for at in [(0, 0), (1000, 1000), (500, 250), (123, 999)] {
                assert_eq!(of_picture(rect, in_picture(rect, at)), at, "{size:?}");
            }
        }
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(10.0, 10.0));
        assert_eq!(of_picture(rect, pos2(-5.0, 50.0)), (0, 1000), "beside it is its edge");
    }
}
