//! A printed page as a list of lines, curves, boxes and words in millimetres: laid out once, drawn alike on the
//! screen and in the PDF.
//!
//! A sheet knows no colour, only [`Ink`] roles; who draws it maps a role to its own token. Widths of words come from
//! a table of the one typeface we print with, so that lines break at the same word everywhere. A test of
//! `format::pdf` compares the table with the font itself.

use super::letterhead::Picture;

/// What a stroke or a word is for. The screen maps it to its theme, the PDF to the light theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The sheet itself.
    Paper,
    /// Words.
    Ink,
    /// Quiet words.
    Muted,
    /// Rules and frames.
    Line,
    /// The colour of things earned.
    Earned,
    /// The same, very light: ornament behind words.
    EarnedSoft,
    /// The product's own colour.
    Primary,
    /// A light wash behind a note.
    Tint,
}

/// Thickness of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// Which point of a line of words stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// Its left end.
    Left,
    /// Its middle.
    Middle,
    /// Its right end.
    Right,
}

/// A point, millimetres from the left and from the top.
pub type Point = (f32, f32);

/// One thing drawn. Later things lie over earlier ones.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A straight line.
    Line {
        /// From here.
        from: Point,
        /// To here.
        to: Point,
        /// Thickness, mm.
        width: f32,
        /// Its ink.
        ink: Ink,
    },
    /// A smooth curve through points.
    Curve {
        /// The points, in order.
        points: Vec<Point>,
        /// True if it ends where it began.
        closed: bool,
        /// Thickness, mm.
        width: f32,
        /// Its ink.
        ink: Ink,
    },
    /// An upright rectangle.
    Box {
        /// Upper left corner.
        at: Point,
        /// Width and height, mm.
        size: (f32, f32),
        /// What fills it.
        fill: Option<Ink>,
        /// Thickness (mm) and ink of its edge.
        edge: Option<(f32, Ink)>,
    },
    /// One line of words.
    Text {
        /// Its anchor, on the base line.
        at: Point,
        /// The words.
        text: String,
        /// Height of an em, mm.
        size: f32,
        /// Thickness of letters.
        weight: Weight,
        /// Which end stands at `at`.
        anchor: Anchor,
        /// Its ink.
        ink: Ink,
    },
    /// A picture, stretched to its place.
    Picture {
        /// Upper left corner.
        at: Point,
        /// Width and height, mm.
        size: (f32, f32),
        /// What is shown.
        picture: Picture,
    },
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Width, mm.
    pub width: f32,
    /// Height, mm.
    pub height: f32,
    /// Title for the reader of the file, and the accessible name on a screen.
    pub title: String,
    /// Language of its words, BCP 47.
    pub language: String,
    /// What is on it, back to front.
    pub items: Vec<Item>,
}

/// US Letter, upright: 215.9 × 279.4 mm.
pub const LETTER: (f32, f32) = (215.9, 279.4);

/// One point of type in millimetres.
pub const POINT: f32 = 25.4 / 72.0;

impl Sheet {
    /// An empty sheet.
    #[must_use]
    pub fn new(size: (f32, f32), title: &str, language: &str) -> Self {
        Self {
            width: size.0,
            height: size.1,
            title: title.to_owned(),
            language: language.to_owned(),
            items: Vec::new(),
        }
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: Point, to: Point, width: f32, ink: Ink) {
        self.items.push(Item::Line { from, to, width, ink });
    }

    /// Adds an empty frame.
    pub fn frame(&mut self, at: Point, size: (f32, f32), width: f32, ink: Ink) {
        self.items.push(Item::Box { at, size, fill: None, edge: Some((width, ink)) });
    }

    /// Adds a filled box.
    pub fn fill(&mut self, at: Point, size: (f32, f32), ink: Ink) {
        self.items.push(Item::Box { at, size, fill: Some(ink), edge: None });
    }

    /// Adds a picture as large as it can be within a box, `left` and `up` of the room beside it left empty: 0.0 puts it
    /// at the left or upper edge, 0.5 in the middle, 1.0 at the right or lower edge.
    pub fn picture(&mut self, at: Point, most: (f32, f32), (left, up): (f32, f32), picture: &Picture) {
        let size = picture.within(most);
        let at = (at.0 + (most.0 - size.0) * left, at.1 + (most.1 - size.1) * up);
        self.items.push(Item::Picture { at, size, picture: picture.clone() });
    }

    /// Adds one line of words.
    pub fn words(&mut self, at: Point, text: &str, style: Style) {
        let Style { size, weight, anchor, ink } = style;
        self.items.push(Item::Text { at, text: text.to_owned(), size, weight, anchor, ink });
    }

    /// Adds words broken into lines no wider than `width`, the first base line at `at`; gives the place of the next
    /// base line. More than `lines_max` lines are set smaller until they fit, to half the size; then they are cut.
    pub fn paragraph(&mut self, at: Point, text: &str, style: Style, width: f32, lines_max: usize) -> f32 {
        let mut style = style;
        let smallest = style.size / 2.0;
        let mut lines = wrap(text, style.size, style.weight, width);
        while lines.len() > lines_max && style.size > smallest {
            style.size *= 0.94;
            lines = wrap(text, style.size, style.weight, width);
        }
        let step = style.size * LINE_HEIGHT;
        let mut y = at.1;
        for line in lines.iter().take(lines_max) {
            self.words((at.0, y), line, style);
            y += step;
        }
        y
    }
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Height of an em, mm.
    pub size: f32,
    /// Thickness of letters.
    pub weight: Weight,
    /// Which end stands at the place.
    pub anchor: Anchor,
    /// Ink.
    pub ink: Ink,
}

impl Style {
    /// Regular words of `points` size, left.
    #[must_use]
    pub fn of(points: f32, ink: Ink) -> Self {
        Self { size: points * POINT, weight: Weight::Regular, anchor: Anchor::Left, ink }
    }

    /// The same, bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same, anchored in the middle.
    #[must_use]
    pub fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    /// The same, anchored at the right.
    #[must_use]
    pub fn right(self) -> Self {
        Self { anchor: Anchor::Right, ..self }
    }
}

/// Line height of paragraphs, in ems.
pub const LINE_HEIGHT: f32 = 1.32;

/// Breaks words into lines no wider than `width` mm. A word wider than a line is cut.
#[must_use]
pub fn wrap(text: &str, size: f32, weight: Weight, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, size, weight, width)) {
        let joined = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
        if !line.is_empty() && width_of(&joined, size, weight) > width {
            lines.push(std::mem::replace(&mut line, word));
        } else {
            line = joined;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

fn pieces(word: &str, size: f32, weight: Weight, width: f32) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut room = width;
    for c in word.chars() {
        let advance = advance_permille(c, weight) * size / 1000.0;
        if advance > room && out.last().is_some_and(|piece| !piece.is_empty()) {
            out.push(String::new());
            room = width;
        }
        room -= advance;
        if let Some(piece) = out.last_mut() {
            piece.push(c);
        }
    }
    out
}

/// Width of one line of words, mm.
#[must_use]
pub fn width_of(text: &str, size: f32, weight: Weight) -> f32 {
    text.chars().map(|c| advance_permille(c, weight)).sum::<f32>() * size / 1000.0
}

/// Advance of a character in thousandths of an em. Letters with marks are as wide as without.
fn advance_permille(c: char, weight: Weight) -> f32 {
    use unicode_normalization::UnicodeNormalization as _;
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let at = |c: char| (c as usize).checked_sub(32).and_then(|i| table.get(i)).copied();
    let found = at(c).or_else(|| std::iter::once(c).nfd().next().and_then(at)).or(match c {
        '—' => Some(if weight == Weight::Bold { 832 } else { 824 }),
        '–' => Some(504),
        '’' | '‘' => Some(if weight == Weight::Bold { 269 } else { 236 }),
        '“' | '”' => Some(if weight == Weight::Bold { 479 } else { 399 }),
        '·' => Some(if weight == Weight::Bold { 294 } else { 240 }),
        '¿' => Some(if weight == Weight::Bold { 526 } else { 450 }),
        '¡' => Some(303),
        _ => None,
    });
    f32::from(found.unwrap_or(UNKNOWN))
}

/// A character outside the table: as wide as the widest common capital, so that nothing runs over the edge.
const UNKNOWN: u16 = 900;

/// Advances of U+0020 to U+007E, Atkinson Hyperlegible Next Regular.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387, 648, 407, 548, 576, 614, 588, 598,
    510, 615, 595, 210, 210, 553, 628, 553, 480, 778, 626, 613, 645, 669, 569, 552, 694, 694, 392, 512, 631, 541, 824,
    693, 714, 592, 724, 614, 592, 558, 690, 593, 856, 623, 575, 607, 317, 387, 344, 552, 372, 243, 525, 566, 485, 564,
    538, 314, 558, 550, 252, 245, 492, 262, 845, 550, 548, 566, 574, 349, 471, 326, 540, 461, 684, 481, 449, 460, 344,
    237, 344, 555,
];

/// Advances of U+0020 to U+007E, Atkinson Hyperlegible Next Bold.
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    312, 303, 390, 765, 610, 969, 725, 210, 335, 335, 485, 595, 271, 373, 272, 440, 659, 440, 579, 600, 624, 607, 626,
    537, 624, 571, 272, 272, 569, 612, 569, 547, 781, 678, 643, 658, 688, 597, 566, 718, 701, 424, 561, 663, 552, 858,
    717, 746, 629, 756, 650, 610, 607, 686, 644, 886, 685, 650, 618, 340, 440, 344, 582, 400, 288, 552, 596, 510, 596,
    563, 365, 593, 571, 300, 259, 555, 318, 882, 571, 576, 596, 599, 376, 508, 376, 567, 530, 740, 539, 521, 505, 381,
    254, 381, 537,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "Buscando trabajo con antecedentes penales, y unapalabraquenocabeenningunalíneaporquenotermina";
        for width in [12.0, 30.0, 80.0] {
            let lines = wrap(text, 5.0, Weight::Bold, width);
            assert!(lines.iter().all(|line| width_of(line, 5.0, Weight::Bold) <= width + 0.01), "{lines:?}");
            let joined: String = lines.concat().split_whitespace().collect();
            assert_eq!(joined, text.split_whitespace().collect::<String>(), "no letter is lost");
        }
    }

    #[test]
    fn a_long_title_is_set_smaller_before_it_is_cut() {
        let mut sheet = Sheet::new(LETTER, "", "en");
        sheet.paragraph((0.0, 10.0), &"word ".repeat(30), Style::of(30.0, Ink::Ink), 190.0, 3);
        assert!(sheet.items.len() <= 3);
        let shown: usize =
            sheet.items.iter().map(|i| if let Item::Text { text, .. } = i { text.split(' ').count() } else { 0 }).sum();
        assert_eq!(shown, 30);
    }
}
