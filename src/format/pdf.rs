//! PDF files of our [`Sheet`]s: one page each, words as words (they can be searched and read aloud), fonts embedded
//! as subsets. The same sheets give the same bytes.

use crate::model::sheet::{Anchor, Ink, Item, POINT, Point, Sheet, Weight};
use krilla::color::rgb;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Path, PathBuilder, Point as At, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/AtkinsonNext-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/AtkinsonNext-Bold.ttf");

/// A page could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the page could not be made: {0}")]
pub struct PdfFault(String);

/// A file in a file, as it is: not compressed, so that it is found by whoever looks for it.
#[derive(Debug, Clone, Copy)]
pub struct Attachment<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// The file of these pages.
///
/// # Errors
/// [`PdfFault`] for a page without a size, or a fault of the PDF library.
pub fn write(sheets: &[Sheet]) -> Result<Vec<u8>, PdfFault> {
    write_with(sheets, None)
}

/// The same with a file attached.
///
/// # Errors
/// The same.
pub fn write_with(sheets: &[Sheet], attachment: Option<Attachment<'_>>) -> Result<Vec<u8>, PdfFault> {
    let faces = Faces { regular: Face::load(REGULAR)?, bold: Face::load(BOLD)? };
    let mut document = krilla::Document::new();
    let first = sheets.first().ok_or_else(|| PdfFault("no page".into()))?;
    let about = Metadata::new().title(first.title.clone()).language(first.language.clone()).creator("Foothold".into());
    document.set_metadata(about);
    if let Some(attachment) = attachment {
        let file = EmbeddedFile {
            path: attachment.name.to_owned(),
            mime_type: MimeType::new(attachment.media_type),
            description: None,
            association_kind: AssociationKind::Data,
            data: attachment.bytes.to_vec().into(),
            modification_date: None,
            compress: Some(false),
            location: None,
        };
        document.embed_file(file).ok_or_else(|| PdfFault("two files of one name".into()))?;
    }
    for sheet in sheets {
        let size = PageSettings::from_wh(sheet.width / POINT, sheet.height / POINT);
        let mut page = document.start_page_with(size.ok_or_else(|| PdfFault("a page without a size".into()))?);
        let mut surface = page.surface();
        for item in &sheet.items {
            draw(&mut surface, &faces, item);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|fault| PdfFault(format!("{fault:?}")))
}

struct Faces {
    regular: Face,
    bold: Face,
}

/// A font with what is needed to set a line of it: glyph and advance of each character.
struct Face {
    font: Font,
    data: FontRef<'static>,
}

impl Face {
    fn load(data: &'static [u8]) -> Result<Self, PdfFault> {
        let unreadable = || PdfFault("the typeface cannot be read".into());
        let font = Font::new(data.into(), 0).ok_or_else(unreadable)?;
        let data = FontRef::new(data).map_err(|_| unreadable())?;
        Ok(Self { font, data })
    }

    /// Glyphs of a line, their advances in ems, and the width of all, in ems.
    fn set(&self, text: &str) -> (Vec<KrillaGlyph>, f32) {
        let (characters, metrics) =
            (self.data.charmap(), self.data.glyph_metrics(Size::new(1.0), LocationRef::default()));
        let mut width = 0.0;
        let mut glyphs = Vec::new();
        for (start, c) in text.char_indices() {
            let glyph = characters.map(c).unwrap_or_default();
            let advance = metrics.advance_width(glyph).unwrap_or(0.5);
            let range = start..start + c.len_utf8();
            glyphs.push(KrillaGlyph::new(GlyphId::new(glyph.to_u32()), advance, 0.0, 0.0, 0.0, range, None));
            width += advance;
        }
        (glyphs, width)
    }
}

fn draw(surface: &mut Surface<'_>, faces: &Faces, item: &Item) {
    match item {
        Item::Line { from, to, width, ink } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0 / POINT, from.1 / POINT);
            path.line_to(to.0 / POINT, to.1 / POINT);
            stroke(surface, path.finish(), *width, *ink);
        }
        Item::Curve { points, closed, width, ink } => stroke(surface, smooth(points, *closed), *width, *ink),
        Item::Box { at, size, fill, edge } => {
            let rect = Rect::from_xywh(at.0 / POINT, at.1 / POINT, size.0 / POINT, size.1 / POINT);
            let mut path = PathBuilder::new();
            if let Some(rect) = rect {
                path.push_rect(rect);
            }
            let Some(path) = path.finish() else { return };
            surface.set_fill(fill.map(paint));
            surface.set_stroke(edge.map(|(width, ink)| pen(width, ink)));
            if fill.is_some() || edge.is_some() {
                surface.draw_path(&path);
            }
        }
        Item::Text { at, text, size, weight, anchor, ink } => {
            let face = match weight {
                Weight::Regular => &faces.regular,
                Weight::Bold => &faces.bold,
            };
            let (glyphs, width) = face.set(text);
            let size = size / POINT;
            let left = match anchor {
                Anchor::Left => 0.0,
                Anchor::Middle => width * size / 2.0,
                Anchor::Right => width * size,
            };
            surface.set_stroke(None);
            surface.set_fill(Some(paint(*ink)));
            let start = At::from_xy(at.0 / POINT - left, at.1 / POINT);
            surface.draw_glyphs(start, &glyphs, face.font.clone(), text, size, false);
        }
    }
}

fn stroke(surface: &mut Surface<'_>, path: Option<Path>, width: f32, ink: Ink) {
    let Some(path) = path else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(pen(width, ink)));
    surface.draw_path(&path);
}

/// A Catmull-Rom spline through the points, as Bézier curves.
fn smooth(points: &[Point], closed: bool) -> Option<Path> {
    let count = points.len();
    if count < 2 {
        return None;
    }
    let at = |i: isize| -> Point {
        let last = count as isize - 1;
        let i = if closed { i.rem_euclid(count as isize) } else { i.clamp(0, last) };
        points[i as usize]
    };
    let mut path = PathBuilder::new();
    path.move_to(points[0].0 / POINT, points[0].1 / POINT);
    let pieces = if closed { count } else { count - 1 };
    for i in 0..pieces as isize {
        let (before, from, to, after) = (at(i - 1), at(i), at(i + 1), at(i + 2));
        let c1 = (from.0 + (to.0 - before.0) / 6.0, from.1 + (to.1 - before.1) / 6.0);
        let c2 = (to.0 - (after.0 - from.0) / 6.0, to.1 - (after.1 - from.1) / 6.0);
        path.cubic_to(c1.0 / POINT, c1.1 / POINT, c2.0 / POINT, c2.1 / POINT, to.0 / POINT, to.1 / POINT);
    }
    if closed {
        path.close();
    }
    path.finish()
}

fn pen(width: f32, ink: Ink) -> Stroke {
    Stroke { paint: colour(ink).into(), width: width / POINT, ..Stroke::default() }
}

fn paint(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

/// The light theme's colours on white paper.
fn colour(ink: Ink) -> rgb::Color {
    let (r, g, b) = match ink {
        Ink::Paper => (0xFF, 0xFF, 0xFF),
        Ink::Ink => (0x1B, 0x24, 0x30),
        Ink::Muted => (0x51, 0x60, 0x6F),
        Ink::Line => (0x7A, 0x87, 0x94),
        Ink::Earned => (0x8A, 0x52, 0x00),
        Ink::EarnedSoft => (0xEE, 0xE2, 0xCC),
        Ink::Primary => (0x0B, 0x5A, 0x75),
        Ink::Tint => (0xE3, 0xF0, 0xF4),
    };
    rgb::Color::new(r, g, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sheet::{LETTER, Style, width_of};

    #[test]
    fn the_table_of_widths_is_the_fonts_own() {
        for (weight, data) in [(Weight::Regular, REGULAR), (Weight::Bold, BOLD)] {
            let face = Face::load(data).unwrap();
            let letters = (' '..='~').chain("áéíóúñüÁÉÍÓÚÑÜ¿¡—–’“”·".chars());
            for c in letters {
                let (_, width) = face.set(&c.to_string());
                let table = width_of(&c.to_string(), 1.0, weight);
                assert!(table > width - 0.006 && table < width + 0.06, "{c} {weight:?}: {table} for {width}");
            }
        }
    }

    #[test]
    fn a_page_holds_its_words_and_its_size() {
        let mut sheet = Sheet::new(LETTER, "A page", "en");
        sheet.words((20.0, 20.0), "Words", Style::of(12.0, Ink::Ink));
        let file = write(&[sheet.clone(), sheet.clone()]).unwrap();
        assert!(file.starts_with(b"%PDF-"));
        assert_eq!(file, write(&[sheet.clone(), sheet]).unwrap(), "the same sheets, the same bytes");
        assert!(write(&[]).is_err());
    }
}
