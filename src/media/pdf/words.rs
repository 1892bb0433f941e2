//! The words of a page with their places, for search and for those who listen; and the count of all that is on it.
//!
//! The walk goes through the page's contents without drawing. What passes a limit ends the walk by unwinding with
//! [`TooMuch`], because the interpreter has no other way out; `document::contained` catches it.

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask, StrokeProps,
};
use hayro::kurbo::{Affine, BezPath, Point, Rect, Shape as _};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// Paths, letters and pictures of one page, each path counted by its parts.
pub const STEPS_MAX: u64 = 4_000_000;
/// Pixels of one picture.
pub const PICTURE_PIXELS_MAX: u64 = 64_000_000;
/// Pixels of all pictures drawn on one page.
pub const PICTURES_PIXELS_MAX: u64 = 160_000_000;
/// Groups in groups: each costs a layer of the whole page.
pub const GROUPS_MAX: u32 = 24;
/// Dashes of all broken lines.
pub const DASHES_MAX: f64 = 2_000_000.0;
/// Letters that are kept for search.
pub const LETTERS_MAX: usize = 200_000;

/// More on a page than a station can draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// Lines and letters.
    #[error("the page has more lines and letters on it than can be drawn")]
    Steps,
    /// Pixels of pictures.
    #[error("a picture on the page has more pixels than can be shown")]
    Pictures,
    /// Layers.
    #[error("the page has more layers than can be drawn")]
    Groups,
}

/// The words of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageWords {
    /// The words, a line of the page on each line.
    pub text: String,
    /// For each character of `text`: where it stands, ‰ of the page's width and height (left, top, right, bottom).
    boxes: Vec<[i16; 4]>,
}

/// Where a match stands: a rectangle for each line it touches, ‰ of the page (left, top, right, bottom).
pub type Match = Vec<[f32; 4]>;

impl PageWords {
    /// Every place where `sought` stands, whatever its capitals, accents and line ends.
    #[must_use]
    pub fn find(&self, sought: &str) -> Vec<Match> {
        let sought: Vec<char> = folded(sought).into_iter().map(|(letter, _)| letter).collect();
        let text = folded(&self.text);
        if sought.is_empty() || text.len() < sought.len() {
            return Vec::new();
        }
        let mut matches = Vec::new();
        let mut at = 0;
        while at + sought.len() <= text.len() {
            let here = &text[at..at + sought.len()];
            if here.iter().zip(&sought).all(|((letter, _), wanted)| letter == wanted) {
                matches.push(self.lines(here.iter().map(|(_, origin)| *origin)));
                at += sought.len();
            } else {
                at += 1;
            }
        }
        matches
    }

    /// Where these characters of the text stand.
    #[must_use]
    pub fn places(&self, range: Range<usize>) -> Match {
        self.lines(range)
    }

    /// The characters of each line that has any.
    #[must_use]
    pub fn line_ranges(&self) -> Vec<Range<usize>> {
        let (mut ranges, mut from, mut at) = (Vec::new(), 0, 0);
        for line in self.text.split('\n') {
            at += line.chars().count();
            if !line.trim().is_empty() {
                ranges.push(from..at);
            }
            at += 1; // the sign of the new line
            from = at;
        }
        ranges
    }

    /// Before which character of the text a place lies, ‰ of the page: in the nearest line, and there at the nearest edge
    /// of a character. None where the page has no words.
    #[must_use]
    pub fn at(&self, x: f32, y: f32) -> Option<usize> {
        let away = |value: f32, from: i16, to: i16| (f32::from(from) - value).max(value - f32::from(to)).max(0.0);
        let letters = self.boxes.iter().enumerate().filter(|(_, [left, _, right, _])| right > left);
        let far = |[left, top, right, bottom]: &[i16; 4]| (away(y, *top, *bottom), away(x, *left, *right));
        let nearest = letters
            .map(|(at, letter)| (far(letter), at, letter))
            .min_by(|(one, ..), (other, ..)| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
        let (_, at, [left, _, right, _]) = nearest?;
        Some(if x > (f32::from(*left) + f32::from(*right)) / 2.0 { at + 1 } else { at })
    }

    /// One rectangle a line from the boxes of characters.
    fn lines(&self, origins: impl Iterator<Item = usize>) -> Match {
        let mut lines: Match = Vec::new();
        for origin in origins {
            let Some(letter) = self.boxes.get(origin) else { continue };
            let [left, top, right, bottom] = letter.map(f32::from);
            if right <= left {
                continue; // a space that was not drawn
            }
            match lines.last_mut() {
                Some(line) if (line[1] - top).abs() < (bottom - top).max(1.0) * 0.6 && left >= line[0] => {
                    line[2] = line[2].max(right);
                    line[1] = line[1].min(top);
                    line[3] = line[3].max(bottom);
                }
                _ => lines.push([left, top, right, bottom]),
            }
        }
        lines
    }
}

/// Lower case without accents, runs of white space as one space, words divided at a line's end joined; each letter with
/// the place of the character it comes from.
fn folded(text: &str) -> Vec<(char, usize)> {
    let mut out: Vec<(char, usize)> = Vec::new();
    let letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let is_division = matches!(letter, '-' | '\u{ad}' | '\u{2010}') && letters.get(at + 1) == Some(&'\n');
        if is_division {
            at += 2;
            continue;
        }
        if letter.is_whitespace() {
            if out.last().is_some_and(|(last, _)| *last != ' ') {
                out.push((' ', at));
            }
        } else if *letter != '\u{ad}' {
            let plain = letter.to_lowercase().nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
            out.extend(plain.map(|c| (c, at)));
        }
        at += 1;
    }
    while out.last().is_some_and(|(last, _)| *last == ' ') {
        out.pop();
    }
    out
}

/// How often `sought` stands in `text`, counted as [`PageWords::find`] counts.
#[must_use]
pub fn count(text: &str, sought: &str) -> usize {
    let fold = |text: &str| folded(text).into_iter().map(|(letter, _)| letter).collect::<String>();
    let sought = fold(sought);
    if sought.is_empty() { 0 } else { fold(text).matches(&sought).count() }
}

/// Goes through a page's contents: gathers words, counts the rest.
pub struct Walk {
    bounds: Rect,
    words: PageWords,
    /// Where the last letter ended, its height, its base line.
    last: Option<(Point, f64)>,
    steps: u64,
    pixels: u64,
    dashes: f64,
    groups: u32,
}

impl Walk {
    /// For a page of this size.
    #[must_use]
    pub fn new(bounds: Rect) -> Self {
        Self { bounds, words: PageWords::default(), last: None, steps: 0, pixels: 0, dashes: 0.0, groups: 0 }
    }

    /// The words found.
    #[must_use]
    pub fn finish(self) -> PageWords {
        self.words
    }

    fn step(&mut self, steps: usize) {
        self.steps += 1 + steps as u64;
        if self.steps > STEPS_MAX {
            stop(TooMuch::Steps);
        }
    }

    fn stroke(&mut self, path: &BezPath, stroke: &StrokeProps) {
        let period: f32 = stroke.dash_array.iter().sum();
        if stroke.dash_array.is_empty() || period <= 0.0 {
            return;
        }
        self.dashes += path.perimeter(1.0) * stroke.dash_array.len() as f64 / f64::from(period);
        if !self.dashes.is_finite() || self.dashes > DASHES_MAX {
            stop(TooMuch::Steps);
        }
    }

    fn letter(&mut self, glyph: &Glyph<'_>, transform: Affine) {
        if self.words.boxes.len() >= LETTERS_MAX {
            return;
        }
        let said = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(letters)) => letters,
            None => return,
        };
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(500.0));
        let origin = transform * Point::ZERO;
        let end = transform * Point::new(advance, 0.0);
        let height = (transform * Point::new(0.0, 1000.0) - origin).hypot();
        if !(origin.is_finite() && end.is_finite() && height.is_finite()) {
            return;
        }
        self.part(origin, height);
        let place = self.place(transform.transform_rect_bbox(Rect::new(0.0, -220.0, advance, 780.0)));
        for letter in said.chars().take(8) {
            let is_space = letter.is_whitespace() || letter.is_control();
            if is_space && self.words.text.ends_with([' ', '\n']) {
                continue;
            }
            self.words.text.push(if is_space { ' ' } else { letter });
            self.words.boxes.push(place);
        }
        self.last = Some((end, height));
    }

    /// Parts this letter from the last: by nothing, a space or a new line.
    fn part(&mut self, origin: Point, height: f64) {
        let Some((end, last_height)) = self.last else { return };
        let height = height.max(last_height).max(0.1);
        let mark = if (origin.y - end.y).abs() > 0.5 * height || origin.x < end.x - 2.0 * height {
            '\n'
        } else if origin.x - end.x > 0.16 * height {
            ' '
        } else {
            return;
        };
        if self.words.text.ends_with('\n') || (mark == ' ' && self.words.text.ends_with(' ')) {
            return;
        }
        self.words.text.push(mark);
        self.words.boxes.push([0; 4]);
    }

    fn place(&self, rect: Rect) -> [i16; 4] {
        let permille = |part: f64, whole: f64| (part / whole * 1000.0).round().clamp(-2000.0, 3000.0) as i16;
        let (w, h) = (self.bounds.width().max(1.0), self.bounds.height().max(1.0));
        [permille(rect.x0, w), permille(rect.y0, h), permille(rect.x1, w), permille(rect.y1, h)]
    }
}

/// Leaves the interpreter, which cannot be asked to stop.
fn stop(why: TooMuch) -> ! {
    std::panic::resume_unwind(Box::new(why))
}

impl<'a> Device<'a> for Walk {
    fn draw_path(&mut self, path: &BezPath, _: DrawProps<'a>, mode: &DrawMode) {
        self.step(path.elements().len());
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            self.stroke(path, stroke);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.step(clip.path.elements().len());
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.step(0);
        self.groups += 1;
        if self.groups > GROUPS_MAX {
            stop(TooMuch::Groups);
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.step(run.glyphs().len());
        for glyph in run.glyphs() {
            self.letter(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, _: ImageDrawProps<'a>) {
        let pixels = u64::from(image.width()) * u64::from(image.height());
        self.pixels += pixels;
        self.step(0);
        if pixels > PICTURE_PIXELS_MAX || self.pixels > PICTURES_PIXELS_MAX {
            stop(TooMuch::Pictures);
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {
        self.groups = self.groups.saturating_sub(1);
    }
}
