//! The typefaces of printed pages, and lines of words set in them. What our own typeface lacks (Greek, Cyrillic and more
//! of Latin) is set in Noto Sans; what that lacks too is drawn as an empty box, and stays in the file as the letter it is.

use super::PdfFault;
use crate::model::sheet::Weight;
use krilla::geom::Point as At;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

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

    fn glyph(&self, c: char) -> Option<u32> {
        self.data.charmap().map(c).map(|glyph| glyph.to_u32()).filter(|glyph| *glyph != 0)
    }

    /// Its advance, in ems.
    fn advance(&self, glyph: u32) -> f32 {
        let metrics = self.data.glyph_metrics(Size::new(1.0), LocationRef::default());
        metrics.advance_width(skrifa::GlyphId::new(glyph)).unwrap_or(0.5)
    }
}

/// Our typeface in both weights, and for each what stands in for it.
pub(super) struct Faces {
    regular: [Face; 2],
    bold: [Face; 2],
    signs: Face,
}

/// A stretch of a line in one font.
struct Run<'a> {
    face: &'a Face,
    glyphs: Vec<KrillaGlyph>,
    text: Range<usize>,
    width: f32,
}

/// One line of words, ready to be drawn.
pub(super) struct Line<'a> {
    text: String,
    runs: Vec<Run<'a>>,
}

impl Faces {
    pub(super) fn load() -> Result<Self, PdfFault> {
        let pair = |own, other| Ok::<_, PdfFault>([Face::load(own)?, Face::load(other)?]);
        Ok(Self {
            regular: pair(
                include_bytes!("../../../assets/fonts/AtkinsonNext-Regular.ttf"),
                include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf"),
            )?,
            bold: pair(
                include_bytes!("../../../assets/fonts/AtkinsonNext-Bold.ttf"),
                include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf"),
            )?,
            signs: Face::load(include_bytes!("../../../assets/fonts/NotoSansSymbols2-Regular.ttf"))?,
        })
    }

    fn glyph(&self, weight: Weight, c: char) -> (&Face, u32) {
        let own = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let faces = own.iter().chain([&self.signs]);
        let found = faces.filter_map(|face| Some((face, face.glyph(c)?))).next();
        found.unwrap_or_else(|| (&self.signs, self.signs.glyph(BOX).unwrap_or(1)))
    }

    /// Sets a line.
    pub(super) fn set(&self, text: &str, weight: Weight) -> Line<'_> {
        let text: String = text.nfc().filter_map(printable).collect();
        let mut runs: Vec<Run<'_>> = Vec::new();
        for (start, c) in text.char_indices() {
            let (face, glyph) = self.glyph(weight, c);
            if runs.last().is_none_or(|run| !std::ptr::eq(run.face, face)) {
                runs.push(Run { face, glyphs: Vec::new(), text: start..start, width: 0.0 });
            }
            if let Some(run) = runs.last_mut() {
                let (advance, end) = (face.advance(glyph), start + c.len_utf8());
                let range = start - run.text.start..end - run.text.start;
                run.glyphs.push(KrillaGlyph::new(GlyphId::new(glyph), advance, 0.0, 0.0, 0.0, range, None));
                run.width += advance;
                run.text.end = end;
            }
        }
        Line { text, runs }
    }
}

impl Line<'_> {
    /// Its width, in ems.
    pub(super) fn width(&self) -> f32 {
        self.runs.iter().map(|run| run.width).sum()
    }

    /// Draws it from `at` to the right, `size` points high.
    pub(super) fn draw(&self, surface: &mut Surface<'_>, at: At, size: f32) {
        let mut x = at.x;
        for run in &self.runs {
            let (text, font) = (&self.text[run.text.clone()], run.face.font.clone());
            surface.draw_glyphs(At::from_xy(x, at.y), &run.glyphs, font, text, size, false);
            x += run.width * size;
        }
    }
}

/// Stands for a letter that no typeface here has.
const BOX: char = '□';

/// What is set of a character: nothing of those that only steer others, a box for those that mean nothing elsewhere.
fn printable(c: char) -> Option<char> {
    match c {
        '\t' | '\n' => Some(' '),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => None,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}' => None,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fffd}' => Some(BOX),
        c if c.is_control() || u32::from(c) & 0xfffe == 0xfffe => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sheet::width_of;

    #[test]
    fn the_table_of_widths_is_the_fonts_own() {
        let faces = Faces::load().unwrap();
        for weight in [Weight::Regular, Weight::Bold] {
            let letters = (' '..='~').chain("áéíóúñüÁÉÍÓÚÑÜ¿¡—–’“”·".chars());
            for c in letters {
                let width = faces.set(&c.to_string(), weight).width();
                let table = width_of(&c.to_string(), 1.0, weight);
                assert!(table > width - 0.006 && table < width + 0.06, "{c} {weight:?}: {table} for {width}");
            }
        }
    }

    #[test]
    fn any_name_is_set_and_every_letter_stays_in_the_text() {
        let faces = Faces::load().unwrap();
        for (name, kept) in [
            ("Nguyễn Thị Ánh Tuyết", "Nguyễn Thị Ánh Tuyết"),
            ("Анна Щербакова", "Анна Щербакова"),
            ("Ελένη", "Ελένη"),
            ("李小龙 😀", "李小龙 😀"),
            ("e\u{301}a\u{200d}b\u{202e}c\u{7}\u{e001}", "éabc□"),
        ] {
            let line = faces.set(name, Weight::Bold);
            assert_eq!(line.text, kept);
            assert_eq!(line.runs.iter().map(|run| run.glyphs.len()).sum::<usize>(), kept.chars().count());
        }
        let covered = |c| !std::ptr::eq(faces.glyph(Weight::Bold, c).0, &faces.signs);
        assert!("ễịẾжЩΩőŁžğ".chars().all(covered));
        assert!(faces.signs.glyph(BOX).is_some());
    }
}
