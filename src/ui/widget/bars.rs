//! A week as seven bars, or some weeks as one bar each. The numbers are in the accessible name, not only in the picture.

use super::super::tokens::{Size, Tokens, space};
use egui::{
    Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Under it: "Mon".
    pub label: String,
    /// How much.
    pub value: u64,
    /// Above it when it is not zero: "25".
    pub text: String,
    /// Today, or this week.
    pub is_now: bool,
}

/// Draws the bars side by side, `height` points high. `name` says the same in words.
pub fn bars(ui: &mut Ui, bars: &[Bar], height: f32, name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let line = tokens.points(Size::Small) * 1.4;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height + 2.0 * line), Sense::hover());
    let step = rect.width() / bars.len().max(1) as f32;
    let largest = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let floor = rect.bottom() - line;
    let every = every_how_many(ui, bars, step);
    for (at, bar) in bars.iter().enumerate() {
        let x = rect.left() + step * (at as f32 + 0.5);
        let width = (step - space::M).clamp(8.0, 44.0);
        let tall = (height * bar.value as f32 / largest as f32).max(3.0);
        let place = Rect::from_min_max(pos2(x - width / 2.0, floor - tall), pos2(x + width / 2.0, floor));
        let fill = if bar.value == 0 { p.line } else { p.primary };
        ui.painter().rect_filled(place, CornerRadius { nw: 4, ne: 4, sw: 0, se: 0 }, fill);
        if tokens.is_high_contrast() && bar.value > 0 {
            ui.painter().rect_stroke(place, 0.0, Stroke::new(1.0, p.ink), StrokeKind::Inside);
        }
        let is_said = (bars.len() - 1 - at).is_multiple_of(every);
        if bar.value > 0 && (is_said || every <= 2) {
            let at = pos2(x, place.top() - 2.0);
            ui.painter().text(at, Align2::CENTER_BOTTOM, &bar.text, tokens.font(Size::Small), p.ink);
        }
        let (font, ink) =
            if bar.is_now { (tokens.bold(Size::Small), p.ink) } else { (tokens.font(Size::Small), p.muted) };
        if is_said {
            ui.painter().text(pos2(x, floor + space::XS), Align2::CENTER_TOP, &bar.label, font, ink);
        }
    }
    ui.painter().hline(rect.x_range(), floor, Stroke::new(1.0, p.edge));
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, name));
    response
}

/// Of how many labels one has room, counted from the last: large letters leave out those between.
fn every_how_many(ui: &Ui, bars: &[Bar], step: f32) -> usize {
    let font = Tokens::of(ui).bold(Size::Small);
    let width = |bar: &Bar| ui.painter().layout_no_wrap(bar.label.clone(), font.clone(), Color32::PLACEHOLDER).size().x;
    let widest = bars.iter().map(width).fold(0.0, f32::max) + space::XS;
    ((widest / step.max(1.0)).ceil() as usize).max(1)
}
