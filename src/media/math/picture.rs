//! A [`Formula`] as pixels: how much of each is covered. The colour is given where it is shown.

use super::face;
use super::formula::Formula;
use super::path::Outline;
use ratex_types::{DisplayItem, PathCommand};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen as _};

/// The most pixels of one formula.
pub const PIXELS_MAX: usize = 4_000_000;
/// Signs may reach out of their places by so much of an em.
const OVERHANG: f32 = 0.25;
/// Lines that are drawn along a path are so thick, in em.
const STROKE: f32 = 0.05;

/// A formula in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MathPicture {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// How many pixels of the width stand left of where the formula begins.
    pub left: usize,
    /// How many rows stand above its baseline.
    pub baseline: usize,
    /// How much each pixel is covered, row by row, 0 to 255.
    pub alpha: Vec<u8>,
}

impl Formula {
    /// Draws it at `em` pixels to the em; nothing if that is more than [`PIXELS_MAX`].
    #[must_use]
    pub fn draw(&self, em: f32) -> Option<MathPicture> {
        if !(1.0..=2_000.0).contains(&em) {
            return None;
        }
        let overhang = (OVERHANG * em).ceil();
        let pixels = |ems: f32| (ems.max(0.0) * em).ceil() + overhang;
        let (baseline, below) = (pixels(self.ascent), pixels(self.depth));
        let (width, height) = ((pixels(self.width) + overhang) as usize, (baseline + below) as usize);
        if width.checked_mul(height)? > PIXELS_MAX {
            return None;
        }
        let mut picture = MathPicture {
            width,
            height,
            left: overhang as usize,
            baseline: baseline as usize,
            alpha: vec![0; width * height],
        };
        let pen = Pen { em, left: overhang, top: baseline - self.ascent * em };
        for item in &self.items {
            if let Some(outline) = pen.outline(item) {
                outline.fill(&mut picture.alpha, (width, height));
            }
        }
        Some(picture)
    }
}

struct Pen {
    em: f32,
    left: f32,
    top: f32,
}

impl Pen {
    fn x(&self, ems: f64) -> f32 {
        self.left + ems as f32 * self.em
    }

    fn y(&self, ems: f64) -> f32 {
        self.top + ems as f32 * self.em
    }

    fn outline(&self, item: &DisplayItem) -> Option<Outline> {
        match item {
            DisplayItem::GlyphPath { x, y, scale, font, char_code, .. } => {
                let (face, glyph) = face::find(font, char::from_u32(*char_code)?)?;
                let size = self.em * *scale as f32;
                let mut outline = Outline::new((1.0, -1.0), (self.x(*x), self.y(*y)));
                let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
                face.outline_glyphs().get(glyph)?.draw(settings, &mut outline).ok()?; // an empty glyph draws nothing
                Some(outline)
            }
            DisplayItem::Line { x, y, width, thickness, .. } => {
                Some(self.bar(*x, *y - thickness / 2.0, *width, *thickness))
            }
            DisplayItem::Rect { x, y, width, height, .. } => Some(self.bar(*x, *y, *width, *height)),
            DisplayItem::Path { x, y, commands, fill, .. } => {
                let outline = self.path((*x, *y), commands, *fill);
                Some(if *fill { outline } else { outline.stroked((STROKE * self.em).max(1.0)) })
            }
        }
    }

    /// A bar whose thin side is a whole number of pixels, at a whole place: it is as black as the letters.
    fn bar(&self, x: f64, y: f64, width: f64, height: f64) -> Outline {
        let whole = |from: f32, long: f32| (from.round(), long.round().max(1.0));
        let (x, y, width, height) = (self.x(x), self.y(y), width as f32 * self.em, height as f32 * self.em);
        if width >= height {
            let (y, height) = whole(y, height);
            return Outline::rect(x, y, width, height);
        }
        let (x, width) = whole(x, width);
        Outline::rect(x, y, width, height)
    }

    fn path(&self, origin: (f64, f64), commands: &[PathCommand], is_filled: bool) -> Outline {
        let mut out = Outline::new((self.em, self.em), (self.x(origin.0), self.y(origin.1)));
        let mut is_open = false;
        for command in commands {
            match *command {
                PathCommand::MoveTo { x, y } => {
                    if is_filled && is_open {
                        out.close();
                    }
                    out.move_to(x as f32, y as f32);
                    is_open = true;
                }
                _ if !is_open => {}
                PathCommand::LineTo { x, y } => out.line_to(x as f32, y as f32),
                PathCommand::QuadTo { x1, y1, x, y } => out.quad_to(x1 as f32, y1 as f32, x as f32, y as f32),
                PathCommand::CubicTo { x1, y1, x2, y2, x, y } => {
                    out.curve_to(x1 as f32, y1 as f32, x2 as f32, y2 as f32, x as f32, y as f32);
                }
                PathCommand::Close => out.close(),
            }
        }
        if is_filled && is_open {
            out.close();
        }
        out
    }
}
