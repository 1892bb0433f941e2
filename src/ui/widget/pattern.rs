//! The picture of a course that has none: calm shapes in soft colours, the same for the same course every time, with
//! the icon of its subject.

use super::super::tokens::{Tokens, space};
use super::icon::Icon;
use egui::load::SizedTexture;
use egui::{
    Align2, Color32, ColorImage, Context, CornerRadius, FontId, Id, Image, Rect, Stroke, StrokeKind, TextureHandle,
    TextureOptions, Ui, Vec2, pos2, vec2,
};

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

/// Paints the picture for `seed` into `rect`, rounded by `corner`, with the icon over it.
pub fn paint(ui: &Ui, rect: Rect, corner: CornerRadius, seed: u64, icon: Icon) {
    let tokens = Tokens::of(ui);
    let (ground, ink) = tokens.soft(seed);
    if tokens.is_high_contrast() {
        ui.painter().rect(rect, corner, ground, Stroke::new(2.0, ink), StrokeKind::Inside);
    } else {
        let texture = texture(ui.ctx(), seed, ground, ink);
        Image::from_texture(SizedTexture::from_handle(&texture)).corner_radius(corner).paint_at(ui, rect);
    }
    let side = (rect.height() * 0.44).min(88.0);
    let font = FontId { size: side, ..tokens.icons(side) };
    let at = pos2(rect.left() + space::XL + side / 2.0, rect.bottom() - space::L - side / 2.0);
    let at = if rect.width() < side * 3.0 { rect.center() } else { at };
    ui.painter().text(at, Align2::CENTER_CENTER, icon.char(), font, ink);
}

/// Pixels of a made picture; it is stretched, and soft shapes bear that.
const SIZE: [usize; 2] = [240, 150];

/// The picture, made once for each seed and colour and kept for as long as the window lives.
fn texture(ctx: &Context, seed: u64, ground: Color32, ink: Color32) -> TextureHandle {
    let key = Id::unique(("pattern", seed, ground.to_array()));
    if let Some(texture) = ctx.data(|data| data.get_temp::<TextureHandle>(key)) {
        return texture;
    }
    let texture = ctx.load_texture("pattern", made(seed, ground, ink), TextureOptions::LINEAR);
    ctx.data_mut(|data| data.insert_temp(key, texture.clone()));
    texture
}

#[derive(Clone, Copy)]
enum Shape {
    Disc,
    Ring,
    Band,
}

/// A soft shape: its middle and size in parts of the height, how strongly it is inked.
struct Blot {
    shape: Shape,
    at: Vec2,
    radius: f32,
    ink: f32,
}

impl Blot {
    /// How far inside a point is, in parts of the height; negative outside.
    fn depth(&self, point: Vec2) -> f32 {
        let from = point - self.at;
        match self.shape {
            Shape::Disc => self.radius - from.length(),
            Shape::Ring => self.radius / 6.0 - (from.length() - self.radius).abs(),
            Shape::Band => {
                let half = self.radius * 0.35;
                half - vec2((from.x.abs() - self.radius).max(0.0), from.y).length()
            }
        }
    }
}

fn blots(seed: u64) -> [Blot; 4] {
    let mut state = seed | 1;
    let mut next = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % limit) as f32 / 100.0
    };
    [0.10, 0.06, 0.10, 0.06].map(|ink| Blot {
        shape: match next(300) as u8 {
            0 => Shape::Disc,
            1 => Shape::Ring,
            _ => Shape::Band,
        },
        at: vec2(0.5 + next(110), next(100)),
        radius: 0.25 + next(40),
        ink,
    })
}

fn made(seed: u64, ground: Color32, ink: Color32) -> ColorImage {
    let blots = blots(seed);
    let height = SIZE[1] as f32;
    let mut pixels = Vec::with_capacity(SIZE[0] * SIZE[1]);
    for y in 0..SIZE[1] {
        for x in 0..SIZE[0] {
            let point = vec2(x as f32 + 0.5, y as f32 + 0.5) / height;
            let colour = blots.iter().fold(ground, |colour, blot| {
                let inside = (blot.depth(point) * height + 0.5).clamp(0.0, 1.0);
                if inside > 0.0 { colour.lerp_to_gamma(ink, blot.ink * inside) } else { colour }
            });
            pixels.push(colour);
        }
    }
    ColorImage::new(SIZE, pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_course_has_the_same_picture_and_another_has_another() {
        let (ground, ink) = Tokens::default().soft(3);
        assert_eq!(made(3, ground, ink), made(3, ground, ink));
        assert_ne!(made(3, ground, ink), made(11, ground, ink));
    }
}
