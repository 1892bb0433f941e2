//! How far something is, as a bar or a ring. Both say their number to a screen reader; put the words beside them.

use super::super::tokens::{Size, Tokens, space};
use egui::{
    Align2, CornerRadius, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, epaint::PathStroke, vec2,
};
use std::f32::consts::TAU;

fn info(permille: u16, name: &str) -> WidgetInfo {
    WidgetInfo { value: Some(f64::from(permille) / 10.0), ..WidgetInfo::labeled(Role::ProgressIndicator, true, name) }
}

/// A bar as wide as its place, `permille` of it filled.
pub fn bar(ui: &mut Ui, permille: u16, name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let height = if tokens.is_high_contrast() { 12.0 } else { 8.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let corner = CornerRadius::same((height / 2.0) as u8);
    let ground = if tokens.is_high_contrast() { p.paper } else { p.line };
    ui.painter().rect_filled(rect, corner, ground);
    let width = rect.width() * f32::from(permille.min(1000)) / 1000.0;
    if permille > 0 {
        let done = Rect::from_min_size(rect.min, vec2(width.max(height), height));
        ui.painter().rect_filled(done, corner, if permille >= 1000 { p.ok } else { p.primary });
    }
    if tokens.is_high_contrast() {
        ui.painter().rect_stroke(rect, corner, Stroke::new(1.0, p.ink), egui::StrokeKind::Inside);
    }
    response.widget_info(|| info(permille, name));
    response
}

/// A ring with its per cent inside.
pub fn ring(ui: &mut Ui, permille: u16, diameter: f32, name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let diameter = tokens.scaled(diameter);
    let (rect, response) = ui.allocate_exact_size(vec2(diameter, diameter), Sense::hover());
    let width = (diameter / 11.0).max(5.0);
    let radius = diameter / 2.0 - width / 2.0;
    ui.painter().circle_stroke(rect.center(), radius, Stroke::new(width, p.line));
    let colour = if permille >= 1000 { p.ok } else { p.primary };
    arc(ui, rect.center(), radius, permille, Stroke::new(width, colour));
    if permille >= 1000 {
        let font = tokens.icons(diameter / tokens.scaled(1.0) * 0.42);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, super::Icon::Check.char(), font, p.ok);
    } else {
        let text = format!("{}%", permille / 10);
        let size = if diameter >= tokens.scaled(64.0) { Size::Body } else { Size::Small };
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, tokens.bold(size), p.ink);
    }
    response.widget_info(|| info(permille, name));
    response
}

fn arc(ui: &Ui, centre: Pos2, radius: f32, permille: u16, stroke: Stroke) {
    if permille == 0 {
        return;
    }
    let part = f32::from(permille.min(1000)) / 1000.0;
    let steps = (part * 96.0).ceil() as usize + 1;
    let points: Vec<Pos2> = (0..=steps)
        .map(|step| {
            let angle = TAU * (part * step as f32 / steps as f32 - 0.25);
            centre + radius * vec2(angle.cos(), angle.sin())
        })
        .collect();
    ui.painter().add(Shape::line(points, PathStroke::from(stroke)));
}

/// Three quiet dots for something that takes less than a second; no motion.
pub fn waiting(ui: &mut Ui, words: &str) -> Response {
    ui.vertical_centered(|ui| {
        ui.add_space(space::PAGE);
        super::say::muted(ui, words)
    })
    .inner
}

/// A ring with words beside it, both in the middle of the row.
pub fn ring_row(ui: &mut Ui, permille: u16, diameter: f32, title: &str, words: &str) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, 2.0);
        ring(ui, permille, diameter, words);
        let room = ui.available_width();
        let high = |font, said: &str| ui.painter().layout(said.to_owned(), font, tokens.palette.ink, room).size().y;
        let height = high(tokens.bold(Size::Body), title) + high(tokens.font(Size::Small), words) + 2.0;
        ui.vertical(|ui| {
            ui.add_space(((tokens.scaled(diameter) - height) / 2.0).max(0.0));
            super::say::strong(ui, title);
            super::say::small(ui, words);
        });
    });
}
