//! A week as seven bars, some weeks as one bar each, or things with long names as bars that lie under each other. The
//! numbers are in the accessible name, not only in the picture.

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

/// A row of bars that lie under each other, for things whose names are long.
#[derive(Debug, Clone)]
pub struct Lying {
    /// At the left.
    pub label: String,
    /// How much of each series, and how that is said.
    pub values: Vec<(u64, String)>,
}

/// What each series is, with its colour.
pub fn legend(ui: &mut Ui, heads: &[String]) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        for (series, head) in heads.iter().enumerate() {
            if heads.len() > 1 {
                let side = tokens.scaled(SWATCH);
                let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
                fill(ui, rect, colour(&tokens, series, heads.len()));
            }
            super::say::strong(ui, head);
        }
    });
}

/// Draws rows of bars, each as long as its value. `name` says the same in words.
pub fn lying(ui: &mut Ui, rows: &[Lying], name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let font = tokens.font(Size::Small);
    let width = ui.available_width();
    let text = |said: &str, room: f32| ui.painter().layout(said.to_owned(), font.clone(), p.ink, room);
    let label_width = width * LABEL_SHARE;
    let labels: Vec<_> = rows.iter().map(|row| text(&row.label, label_width)).collect();
    let texts: Vec<Vec<_>> =
        rows.iter().map(|row| row.values.iter().map(|(_, said)| text(said, f32::INFINITY)).collect()).collect();
    let room = texts.iter().flatten().map(|text| text.size().x).fold(0.0, f32::max) + space::S;
    let line = tokens.points(Size::Small) * 1.3;
    let heights: Vec<f32> = rows
        .iter()
        .zip(&labels)
        .map(|(row, label)| label.size().y.max(line * row.values.len() as f32) + space::S)
        .collect();
    let (rect, response) = ui.allocate_exact_size(vec2(width, heights.iter().sum()), Sense::hover());
    let left = rect.left() + label_width + space::M;
    let long = (rect.right() - room - left).max(space::S);
    let largest = rows.iter().flat_map(|row| &row.values).map(|(value, _)| *value).max().unwrap_or(0).max(1);
    let mut top = rect.top();
    for ((row, label), (texts, height)) in rows.iter().zip(labels).zip(texts.into_iter().zip(heights)) {
        let middle = top + height / 2.0;
        ui.painter().galley(pos2(rect.left(), middle - label.size().y / 2.0), label, p.ink);
        let first = middle - line * row.values.len() as f32 / 2.0;
        for (series, ((value, _), text)) in row.values.iter().zip(texts).enumerate() {
            let centre = first + line * (series as f32 + 0.5);
            let end = left + (long * *value as f32 / largest as f32).max(2.0);
            let bar = Rect::from_min_max(pos2(left, centre - line * 0.36), pos2(end, centre + line * 0.36));
            fill(ui, bar, colour(&tokens, series, row.values.len()));
            ui.painter().galley(pos2(end + space::S, centre - text.size().y / 2.0), text, p.ink);
        }
        top += height;
    }
    ui.painter().vline(left, rect.y_range(), Stroke::new(1.0, p.edge));
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, name));
    response
}

/// Side of the square before a series' name, at 100 %.
const SWATCH: f32 = 14.0;
/// What names take of the width.
const LABEL_SHARE: f32 = 0.34;

/// The last series is what one looks for; those before it stand back.
fn colour(tokens: &Tokens, series: usize, all: usize) -> Color32 {
    if series + 1 == all { tokens.palette.primary } else { tokens.palette.edge }
}

fn fill(ui: &Ui, rect: Rect, colour: Color32) {
    ui.painter().rect_filled(rect, CornerRadius::same(2), colour);
}
