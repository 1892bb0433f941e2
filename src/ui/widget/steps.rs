//! The head of a page that goes step by step: numbered places, the done ones ticked, the present one filled.

use super::super::tokens::{Size, Tokens, space};
use super::icon::Icon;
use egui::{Align2, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Draws the steps; `current` counts from 0, and beyond the last means all done. `name` is what a screen reader says
/// ("Step 2 of 4: Look at what is on it").
pub fn header(ui: &mut Ui, labels: &[String], current: usize, name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let side = tokens.scaled(32.0);
    let height = side + space::S + tokens.points(Size::Small) * 2.6;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let step = rect.width() / labels.len().max(1) as f32;
    let centre = |at: usize| pos2(rect.left() + step * (at as f32 + 0.5), rect.top() + side / 2.0);
    for at in 1..labels.len() {
        let colour = if at <= current { p.ok } else { p.line };
        let y = centre(at).y;
        let from = centre(at - 1).x + side / 2.0 + space::S;
        ui.painter().hline(from..=centre(at).x - side / 2.0 - space::S, y, Stroke::new(2.0, colour));
    }
    for (at, label) in labels.iter().enumerate() {
        let (fill, edge, ink) = match at.cmp(&current) {
            std::cmp::Ordering::Less => (p.surface, p.ok, p.ok),
            std::cmp::Ordering::Equal => (p.primary, p.primary, p.on_primary),
            std::cmp::Ordering::Greater => (p.surface, p.edge, p.muted),
        };
        ui.painter().circle(centre(at), side / 2.0, fill, Stroke::new(2.0, edge));
        let (text, font) = if at < current {
            (Icon::Check.char().to_string(), tokens.icons(18.0))
        } else {
            ((at + 1).to_string(), tokens.bold(Size::Body))
        };
        ui.painter().text(centre(at), Align2::CENTER_CENTER, text, font, ink);
        let (font, colour) =
            if at == current { (tokens.bold(Size::Small), p.ink) } else { (tokens.font(Size::Small), p.muted) };
        let mut job = egui::text::LayoutJob::simple(label.clone(), font, colour, step - space::S);
        job.halign = egui::Align::Center;
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(centre(at) + vec2(0.0, side / 2.0 + space::XS), galley, colour);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, name));
    response
}
