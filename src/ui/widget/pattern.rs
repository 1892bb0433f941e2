//! The picture of a course that has none: calm shapes in soft colours, the same for the same course every time, with
//! the icon of its subject.

use super::super::tokens::{Tokens, space};
use super::icon::Icon;
use egui::{Align2, Color32, CornerRadius, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

/// The icon for a subject's id; a book when it is none we know.
#[must_use]
pub fn subject_icon(subject: &str) -> Icon {
    const KNOWN: &[(&str, Icon)] = &[
        ("work", Icon::Work),
        ("job", Icon::Work),
        ("career", Icon::Work),
        ("trade", Icon::Trades),
        ("health", Icon::Health),
        ("law", Icon::Law),
        ("right", Icon::Law),
        ("money", Icon::Numbers),
        ("math", Icon::Numbers),
        ("computer", Icon::Computer),
        ("digital", Icon::Computer),
        ("nature", Icon::Nature),
        ("science", Icon::Idea),
        ("communit", Icon::Community),
        ("family", Icon::Community),
        ("mind", Icon::Mind),
        ("wellbeing", Icon::Mind),
        ("language", Icon::Language),
        ("english", Icon::Language),
        ("directory", Icon::Directory),
        ("reentry", Icon::Compass),
        ("orientation", Icon::Compass),
    ];
    KNOWN.iter().find(|(part, _)| subject.contains(part)).map_or(Icon::Book, |(_, icon)| *icon)
}

/// Paints the picture for `seed` into `rect`, rounded by `corner` at the top corners or at all.
pub fn paint(ui: &Ui, rect: Rect, corner: CornerRadius, seed: u64, icon: Icon) {
    let tokens = Tokens::of(ui);
    let (ground, ink) = tokens.soft(seed);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, corner, ground);
    if tokens.is_high_contrast() {
        painter.rect_stroke(rect, corner, Stroke::new(2.0, ink), StrokeKind::Inside);
    } else {
        shapes(&painter, rect.shrink(1.0), seed, ink);
        corners(&painter, rect, corner, tokens.palette.surface);
    }
    let side = (rect.height() * 0.44).min(88.0);
    let mut font = tokens.icons(1.0);
    font.size = side;
    let at = pos2(rect.left() + space::XL + side / 2.0, rect.bottom() - space::L - side / 2.0);
    let at = if rect.width() < side * 3.0 { rect.center() } else { at };
    painter.text(at, Align2::CENTER_CENTER, icon.char(), font, ink);
}

/// Large overlapping rounds and bands, at a tenth of the ink.
fn shapes(painter: &egui::Painter, rect: Rect, seed: u64, ink: Color32) {
    let mut state = seed | 1;
    let mut next = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    let soft = ink.gamma_multiply(0.10);
    let softer = ink.gamma_multiply(0.06);
    for at in 0..4 {
        let x = rect.left() + rect.width() * (0.35 + next(60) as f32 / 100.0);
        let y = rect.top() + rect.height() * next(100) as f32 / 100.0;
        let radius = rect.height() * (0.25 + next(45) as f32 / 100.0);
        let colour = if at % 2 == 0 { soft } else { softer };
        match next(3) {
            0 => painter.circle_filled(pos2(x, y), radius, colour),
            1 => painter.circle_stroke(pos2(x, y), radius, Stroke::new(radius / 4.0, colour)),
            _ => {
                let wide = vec2(radius * 2.4, radius * 0.7);
                let round = CornerRadius::same((radius * 0.35).min(120.0) as u8);
                painter.rect_filled(Rect::from_center_size(pos2(x, y), wide), round, colour)
            }
        };
    }
}

/// Shapes know no rounded clip: the surface is painted back over what stands out at the corners.
fn corners(painter: &egui::Painter, rect: Rect, corner: CornerRadius, surface: Color32) {
    let places = [
        (rect.left_top(), vec2(1.0, 1.0), corner.nw),
        (rect.right_top(), vec2(-1.0, 1.0), corner.ne),
        (rect.left_bottom(), vec2(1.0, -1.0), corner.sw),
        (rect.right_bottom(), vec2(-1.0, -1.0), corner.se),
    ];
    for (at, way, radius) in places {
        let radius = f32::from(radius);
        if radius > 0.0 {
            let centre = at + way * radius;
            // A fan from the corner to each piece of the arc.
            let arc = (0..=8).map(|step| {
                let angle = std::f32::consts::FRAC_PI_2 * step as f32 / 8.0;
                centre - vec2(way.x * angle.cos(), way.y * angle.sin()) * radius
            });
            let arc: Vec<_> = arc.collect();
            for pair in arc.windows(2) {
                painter.add(Shape::convex_polygon(vec![at, pair[0], pair[1]], surface, Stroke::NONE));
            }
        }
    }
}
