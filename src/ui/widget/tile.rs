//! A person's tile on the sign-in screen: initials on a soft colour, and the name. No photographs.

use super::super::tokens::{Size, Tokens, space};
use super::focus;
use egui::text::LayoutJob;
use egui::{Align2, CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// The first letters of the first two words: "Ana María Ruiz" → "AM". Empty for an empty name.
#[must_use]
pub fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).flat_map(char::to_uppercase).collect()
}

/// A number that is the same for the same name, for colours and pictures (FNV-1a).
#[must_use]
pub fn seed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The round mark of a person, `points` across.
pub fn avatar(ui: &mut Ui, name: &str, points: f32) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(points, points), Sense::hover());
    paint_avatar(ui, &tokens, name, rect);
    response
}

fn paint_avatar(ui: &Ui, tokens: &Tokens, name: &str, rect: egui::Rect) {
    let (ground, ink) = tokens.soft(seed(name));
    let edge = if tokens.is_high_contrast() { Stroke::new(2.0, ink) } else { Stroke::NONE };
    ui.painter().circle(rect.center(), rect.width() / 2.0, ground, edge);
    let mut font = tokens.bold(Size::Lead);
    font.size = rect.width() * 0.38;
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, initials(name), font, ink);
}

/// The height every tile of a grid has at this text size.
#[must_use]
pub fn height(tokens: &Tokens) -> f32 {
    68.0 + tokens.points(Size::Body) * 2.0 * 1.3 + 3.0 * space::M
}

/// A tile `width` wide for the person `name`, under which `label` stands; long ones take two lines and then an ellipsis.
pub fn tile(ui: &mut Ui, name: &str, label: &str, width: f32) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height(&tokens)), Sense::click());
    if ui.is_rect_visible(rect) {
        let (fill, edge) = if response.hovered() { (p.tint, p.primary) } else { (p.surface, p.line) };
        let stroke = Stroke::new(if tokens.is_high_contrast() { 2.0 } else { 1.0 }, edge);
        ui.painter().rect(rect, CornerRadius::same(space::CORNER), fill, stroke, StrokeKind::Inside);
        let face = egui::Rect::from_center_size(pos2(rect.center().x, rect.top() + space::L + 32.0), vec2(64.0, 64.0));
        paint_avatar(ui, &tokens, name, face);
        let mut job = LayoutJob::simple(label.to_owned(), tokens.bold(Size::Body), p.ink, width - 2.0 * space::S);
        job.wrap.max_rows = 2;
        job.halign = egui::Align::Center;
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(pos2(rect.center().x, face.bottom() + space::S), galley, p.ink);
        focus::ring(ui, &response, rect, space::CORNER);
    }
    focus::follow(&response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_two_words_whatever_the_script() {
        let check = |name: &str, expected: &str| assert_eq!(initials(name), expected, "{name}");
        check("Ana María Ruiz", "AM");
        check("  lee ", "L");
        check("", "");
        check("ñandú ébano", "ÑÉ");
        check("ßeta", "SS");
        check("李 小龙", "李小");
    }
}
