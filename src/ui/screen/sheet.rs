//! Draws a [`Sheet`] in the window, exactly as it prints: its own paper and ink, whatever the theme.

use crate::model::letterhead::Picture;
use crate::model::sheet::{Anchor, Ink, Item, Sheet, Weight};
use crate::ui::tokens::{BOLD, DOCUMENT_PAPER, certificate as c};
use egui::{
    Color32, ColorImage, Context, FontFamily, FontId, Id, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke,
    StrokeKind, TextureHandle, TextureId, TextureOptions, Ui, WidgetInfo, pos2, vec2,
};

/// Draws `sheet`, `width` points wide.
pub fn draw(ui: &mut Ui, sheet: &Sheet, width: f32) -> Response {
    let scale = width / sheet.width.max(1.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, sheet.height * scale), Sense::hover());
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, 2.0, c::PAPER);
    let place = Place { painter: &painter, rect, scale };
    for item in &sheet.items {
        place.item(item);
    }
    ui.painter().rect_stroke(rect, 2.0, Stroke::new(1.0, c::GUILLOCHE), StrokeKind::Outside);
    response.widget_info(|| WidgetInfo::labeled(Role::Document, true, words(sheet)));
    response
}

/// Everything a sheet says, for who cannot see it.
#[must_use]
pub fn words(sheet: &Sheet) -> String {
    let texts = sheet.items.iter().filter_map(|item| match item {
        Item::Text { text, .. } => Some(text.as_str()),
        Item::Line { .. } | Item::Curve { .. } | Item::Box { .. } | Item::Picture { .. } => None,
    });
    std::iter::once(sheet.title.as_str()).chain(texts).collect::<Vec<_>>().join(". ")
}

struct Place<'a> {
    painter: &'a Painter,
    rect: Rect,
    scale: f32,
}

impl Place<'_> {
    fn at(&self, point: (f32, f32)) -> Pos2 {
        self.rect.min + vec2(point.0, point.1) * self.scale
    }

    fn stroke(&self, width: f32, ink: Ink) -> Stroke {
        let points = width * self.scale;
        // A hair line thinner than the screen can show is drawn fainter instead of vanishing.
        Stroke::new(points.max(0.5), colour(ink).gamma_multiply((points / 0.5).clamp(0.35, 1.0)))
    }

    fn item(&self, item: &Item) {
        match item {
            Item::Line { from, to, width, ink } => {
                self.painter.line_segment([self.at(*from), self.at(*to)], self.stroke(*width, *ink));
            }
            Item::Curve { points, closed, width, ink } => {
                let points = points.iter().map(|point| self.at(*point)).collect();
                let stroke = self.stroke(*width, *ink);
                self.painter.add(if *closed {
                    Shape::closed_line(points, stroke)
                } else {
                    Shape::line(points, stroke)
                });
            }
            Item::Box { at, size, fill, edge } => {
                let rect = Rect::from_min_size(self.at(*at), vec2(size.0, size.1) * self.scale);
                if let Some(ink) = fill {
                    self.painter.rect_filled(rect, 0.0, colour(*ink));
                }
                if let Some((width, ink)) = edge {
                    self.painter.rect_stroke(rect, 0.0, self.stroke(*width, *ink), StrokeKind::Middle);
                }
            }
            Item::Picture { at, size, picture } => {
                let rect = Rect::from_min_size(self.at(*at), vec2(size.0, size.1) * self.scale);
                let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                self.painter.image(texture(self.painter.ctx(), picture), rect, whole, DOCUMENT_PAPER);
            }
            Item::Text { at, text, size, weight, anchor, ink } => self.text(*at, text, *size, *weight, *anchor, *ink),
        }
    }

    fn text(&self, at: (f32, f32), text: &str, size: f32, weight: Weight, anchor: Anchor, ink: Ink) {
        let family = match weight {
            Weight::Regular => FontFamily::Proportional,
            Weight::Bold => FontFamily::Name(BOLD.into()),
        };
        let font = FontId::new((size * self.scale).max(1.0), family);
        let galley = self.painter.layout_no_wrap(text.to_owned(), font, colour(ink));
        let at = self.at(at);
        let left = match anchor {
            Anchor::Left => at.x,
            Anchor::Middle => at.x - galley.size().x / 2.0,
            Anchor::Right => at.x - galley.size().x,
        };
        let base = galley.rows.first().and_then(|row| row.glyphs.first()).map_or(0.0, |glyph| glyph.pos.y);
        self.painter.galley(pos2(left, at.y - base), galley, colour(ink));
    }
}

/// A picture's texture, made when it is first shown and kept as long as the window.
fn texture(ctx: &Context, picture: &Picture) -> TextureId {
    let id = Id::unique(("sheet-picture", picture.print()));
    if let Some(kept) = ctx.data(|data| data.get_temp::<TextureHandle>(id)) {
        return kept.id();
    }
    let size = [picture.size().0 as usize, picture.size().1 as usize];
    let image = ColorImage::from_rgba_unmultiplied(size, picture.rgba());
    let made = ctx.load_texture("sheet-picture", image, TextureOptions::LINEAR);
    let shown = made.id();
    ctx.data_mut(|data| data.insert_temp(id, made));
    shown
}

fn colour(ink: Ink) -> Color32 {
    match ink {
        Ink::Paper => c::PAPER,
        Ink::Ink => c::INK,
        Ink::Muted => c::MUTED,
        Ink::Line | Ink::EarnedSoft => c::GUILLOCHE,
        Ink::Earned => c::EARNED,
        Ink::Primary => c::PRIMARY,
        Ink::Tint => c::TINT,
    }
}
