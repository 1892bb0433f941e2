//! Colours, type and space: the only place that names any. A test holds every text pair to 4.5:1 and every control edge
//! to 3:1 in each theme (WCAG 2.2, 1.4.3 and 1.4.11).

use super::faces::Face;
use egui::{Color32, Context, FontFamily, FontId, Id, Ui};
use std::sync::Arc;

/// Which set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Dark on warm paper.
    #[default]
    Light,
    /// Light on night blue.
    Dark,
    /// White and yellow on black, with edges round everything.
    HighContrast,
}

impl Theme {
    /// All of them, in the order offered.
    pub const ALL: &[Self] = &[Self::Light, Self::Dark, Self::HighContrast];

    /// As preferences store it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "contrast",
        }
    }

    /// From a preference; light when unknown.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL.iter().copied().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// The window.
    pub paper: Color32,
    /// Cards and panels.
    pub surface: Color32,
    /// Text.
    pub ink: Color32,
    /// Text that may be missed.
    pub muted: Color32,
    /// Rules between things.
    pub line: Color32,
    /// Edges of what can be pressed or typed in.
    pub edge: Color32,
    /// The one thing to press.
    pub primary: Color32,
    /// The same, with the pointer on it.
    pub primary_hover: Color32,
    /// Text on `primary`.
    pub on_primary: Color32,
    /// Selected, or the pointer on it.
    pub tint: Color32,
    /// Certificates.
    pub earned: Color32,
    /// All is well.
    pub ok: Color32,
    /// Look here.
    pub warn: Color32,
    /// This did not work.
    pub bad: Color32,
    /// The ring round what the keyboard is on.
    pub focus: Color32,
    /// Over the page when a dialog is open.
    pub veil: Color32,
    /// The soft level under what floats.
    pub shadow: Color32,
    /// Name tiles and generated pictures: a ground and the ink that is read on it.
    pub soft: [(Color32, Color32); 8],
    /// Under words that a text marks; `ink` is read on it.
    pub marked: Color32,
    /// Program text, on `surface`.
    pub code: CodeInk,
}

/// The colours of program text. What a piece is can be told by its words alone; colour only helps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CodeInk {
    /// Words of the language.
    pub keyword: Color32,
    /// Text between quotation marks.
    pub text: Color32,
    /// What the program does not read.
    pub comment: Color32,
    /// Numbers and other fixed values.
    pub value: Color32,
    /// Names of types, of what is called, of elements.
    pub name: Color32,
    /// Names of properties, attributes and variables.
    pub property: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: Palette = Palette {
    paper: rgb(0xF6F4EF),
    surface: rgb(0xFFFFFF),
    ink: rgb(0x1B2430),
    muted: rgb(0x51606F),
    line: rgb(0xCFD4DA),
    edge: rgb(0x7A8794),
    primary: rgb(0x0B5A75),
    primary_hover: rgb(0x0E6C8C),
    on_primary: rgb(0xFFFFFF),
    tint: rgb(0xE3F0F4),
    earned: rgb(0x8A5200),
    ok: rgb(0x1D6A3B),
    warn: rgb(0x8A5200),
    bad: rgb(0xA32626),
    focus: rgb(0x1A66E0),
    veil: Color32::from_rgba_premultiplied(12, 17, 24, 130),
    shadow: Color32::from_rgba_premultiplied(10, 14, 20, 40),
    soft: [
        (rgb(0xD8E8EE), rgb(0x0B4A60)),
        (rgb(0xE6E3F3), rgb(0x453A7A)),
        (rgb(0xDDEBDD), rgb(0x23562F)),
        (rgb(0xF5E6D3), rgb(0x6E4310)),
        (rgb(0xF3DFE0), rgb(0x7A2B33)),
        (rgb(0xDFE6F2), rgb(0x2B4676)),
        (rgb(0xEDE7DA), rgb(0x57491F)),
        (rgb(0xD9ECE8), rgb(0x14574D)),
    ],
    marked: rgb(0xFAE9B8),
    code: CodeInk {
        keyword: rgb(0x7A2B8F),
        text: rgb(0x1D6A3B),
        comment: rgb(0x51606F),
        value: rgb(0x963A00),
        name: rgb(0x0B5A75),
        property: rgb(0x2B4696),
    },
};

const DARK: Palette = Palette {
    paper: rgb(0x10161D),
    surface: rgb(0x18212B),
    ink: rgb(0xEDF1F5),
    muted: rgb(0xA7B3BF),
    line: rgb(0x33404D),
    edge: rgb(0x7F8D9B),
    primary: rgb(0x7CC7E2),
    primary_hover: rgb(0x97D5EB),
    on_primary: rgb(0x06222D),
    tint: rgb(0x163442),
    earned: rgb(0xF0B95B),
    ok: rgb(0x7BD39B),
    warn: rgb(0xF0B95B),
    bad: rgb(0xFF9C94),
    focus: rgb(0x8AB4FF),
    veil: Color32::from_rgba_premultiplied(3, 5, 7, 170),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 110),
    soft: [
        (rgb(0x1B3A46), rgb(0xA8DBEC)),
        (rgb(0x2E2B4A), rgb(0xC9C2F2)),
        (rgb(0x20392A), rgb(0xAEDDBB)),
        (rgb(0x40301C), rgb(0xF0CF9F)),
        (rgb(0x43272B), rgb(0xF3BDC1)),
        (rgb(0x22324D), rgb(0xB7CDF2)),
        (rgb(0x38331F), rgb(0xE2D6A8)),
        (rgb(0x173B37), rgb(0xA3DED4)),
    ],
    marked: rgb(0x55450F),
    code: CodeInk {
        keyword: rgb(0xDDB0F5),
        text: rgb(0x9BD8AE),
        comment: rgb(0xA7B3BF),
        value: rgb(0xF0B95B),
        name: rgb(0x7CC7E2),
        property: rgb(0xB7CDF2),
    },
};

const WHITE_ON_BLACK: (Color32, Color32) = (rgb(0x000000), rgb(0xFFFFFF));

const HIGH_CONTRAST: Palette = Palette {
    paper: rgb(0x000000),
    surface: rgb(0x000000),
    ink: rgb(0xFFFFFF),
    muted: rgb(0xFFFFFF),
    line: rgb(0xFFFFFF),
    edge: rgb(0xFFFFFF),
    primary: rgb(0xFFD83D),
    primary_hover: rgb(0xFFE681),
    on_primary: rgb(0x000000),
    tint: rgb(0x1A1A1A),
    earned: rgb(0xFFD83D),
    ok: rgb(0x7CFF9B),
    warn: rgb(0xFFD83D),
    bad: rgb(0xFF9C94),
    focus: rgb(0xFFFFFF),
    veil: Color32::from_rgba_premultiplied(0, 0, 0, 200),
    shadow: Color32::TRANSPARENT,
    soft: [WHITE_ON_BLACK; 8],
    marked: rgb(0x4D3F00),
    code: CodeInk {
        keyword: rgb(0xFFB3FF),
        text: rgb(0x7CFF9B),
        comment: rgb(0xCCCCCC),
        value: rgb(0xFFD83D),
        name: rgb(0x8CE3FF),
        property: rgb(0xFFC9A3),
    },
};

/// A certificate is paper: these hold in every theme, as it will print.
pub mod certificate {
    use super::{Color32, rgb};

    /// The sheet.
    pub const PAPER: Color32 = rgb(0xFFFDF8);
    /// Its text.
    pub const INK: Color32 = rgb(0x1B2430);
    /// Its smaller text.
    pub const MUTED: Color32 = rgb(0x51606F);
    /// Names and seals.
    pub const EARNED: Color32 = rgb(0x8A5200);
    /// Fine line work.
    pub const GUILLOCHE: Color32 = rgb(0xE3CFA8);
    /// The product's own colour.
    pub const PRIMARY: Color32 = rgb(0x0B5A75);
    /// A light wash behind a note.
    pub const TINT: Color32 = rgb(0xF3EFE4);
}

/// A picture that darkens what lies under a film.
pub const FILM_GROUND: Color32 = rgb(0x000000);
/// Over a picture that keeps its own colours.
pub const UNTINTED: Color32 = rgb(0xFFFFFF);
/// The plate under captions: dark enough for [`FILM_WORDS`] on a white picture (over 12:1).
pub const FILM_PLATE: Color32 = Color32::from_rgba_premultiplied(0, 0, 0, 205);
/// Captions.
pub const FILM_WORDS: Color32 = rgb(0xFFFFFF);

/// What stands in the room of a picture that is on its way: seen on light and dark.
pub const PICTURE_ON_ITS_WAY: Color32 = Color32::from_rgba_premultiplied(16, 16, 16, 32);

/// The paper of a document's page, in every theme: its colours are its own.
pub const DOCUMENT_PAPER: Color32 = rgb(0xFFFFFF);
/// What is said on a page that is not there (over 15:1 on its paper).
pub const DOCUMENT_INK: Color32 = rgb(0x1B2430);
/// The reading ruler over a document's page: what lies below it stays legible.
pub const RULER_WASH: Color32 = Color32::from_rgba_premultiplied(6, 40, 60, 34);
/// Its edges.
pub const RULER_EDGE: Color32 = rgb(0x0B5A75);
/// Over words that were searched for: they stay legible below it.
pub const MARK: Color32 = Color32::from_rgba_premultiplied(90, 72, 0, 96);
/// Over words of a document that the marker pen went over: they stay legible below it.
pub const MARK_PEN: Color32 = Color32::from_rgba_premultiplied(38, 84, 30, 96);
/// The line under them, for whoever does not tell the colours apart (over 6:1 on the paper).
pub const MARK_PEN_LINE: Color32 = rgb(0x2B6A2B);
/// Over the one that was gone to.
pub const MARK_HERE: Color32 = Color32::from_rgba_premultiplied(110, 60, 0, 110);

impl Palette {
    /// The colours of `theme`.
    #[must_use]
    pub fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
            Theme::HighContrast => &HIGH_CONTRAST,
        }
    }
}

/// Distances, in points.
pub mod space {
    /// Between parts of one thing.
    pub const XS: f32 = 4.0;
    /// Between things that belong together; the least between two targets.
    pub const S: f32 = 8.0;
    /// Between lines of a list.
    pub const M: f32 = 12.0;
    /// Inside small cards.
    pub const L: f32 = 16.0;
    /// Inside cards, between cards.
    pub const XL: f32 = 24.0;
    /// Between sections.
    pub const XXL: f32 = 32.0;
    /// Round a page.
    pub const PAGE: f32 = 48.0;
    /// Corners of cards.
    pub const CORNER: u8 = 12;
    /// Corners of buttons and fields.
    pub const CORNER_SMALL: u8 = 8;
    /// Least height of anything to press.
    pub const TARGET: f32 = 44.0;
    /// Widest content.
    pub const CONTENT_WIDTH_MAX: f32 = 1100.0;
    /// A page at least this wide has room for a table of seven columns.
    pub const SEVEN_COLUMNS_FROM: f32 = 640.0;
    /// Narrowest window that shows two columns at a text size of 100 %.
    pub const TWO_COLUMNS_FROM: f32 = 900.0;
    /// Top bar.
    pub const TOP_BAR: f32 = 64.0;
    /// The rail of four places.
    pub const RAIL: f32 = 88.0;
    /// The outline of a course beside a lesson.
    pub const DRAWER: f32 = 280.0;
    /// The keyboard's ring: its width and its distance.
    pub const RING: f32 = 3.0;
    /// See [`RING`].
    pub const RING_GAP: f32 = 2.0;
}

/// How long a movement takes, in seconds.
pub const MOTION_SECS: f32 = 0.12;

/// Sizes of type, at 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// 15: notes, labels under icons.
    Small,
    /// 17: everything.
    Body,
    /// 19: readings.
    Reading,
    /// 21: what a screen opens with.
    Lead,
    /// 24: headings.
    Heading,
    /// 32: titles.
    Title,
    /// 44: one number or initial that fills its place.
    Display,
}

impl Size {
    fn points(self) -> f32 {
        match self {
            Self::Small => 15.0,
            Self::Body => 17.0,
            Self::Reading => 19.0,
            Self::Lead => 21.0,
            Self::Heading => 24.0,
            Self::Title => 32.0,
            Self::Display => 44.0,
        }
    }
}

/// The sizes of text offered, in per cent.
pub const TEXT_PERCENTS: &[u16] = &[80, 90, 100, 115, 130, 150, 175, 200, 225, 250];
/// The size nobody chose.
pub const TEXT_PERCENT_USUAL: u16 = 100;

/// Name of the bold family in the font set.
pub const BOLD: &str = "bold";
/// Name of the italic family.
pub const ITALIC: &str = "italic";
/// Name of the bold italic family.
pub const BOLD_ITALIC: &str = "bold-italic";
/// Name of the icon family.
pub const ICONS: &str = "icons";

/// What a person chose, and what follows for every widget.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// The theme's name.
    pub theme: Theme,
    /// Its colours.
    pub palette: Palette,
    /// Text size in per cent, one of [`TEXT_PERCENTS`].
    pub text_percent: u16,
    /// Whether things may move.
    pub is_still: bool,
    /// Which letters.
    pub face: Face,
}

impl Default for Tokens {
    fn default() -> Self {
        Self::new(Theme::Light, 100, false)
    }
}

impl Tokens {
    /// Tokens of a theme at a text size (held to 80–250 %), without motion if `is_still`.
    #[must_use]
    pub fn new(theme: Theme, text_percent: u16, is_still: bool) -> Self {
        Self {
            theme,
            palette: *Palette::of(theme),
            text_percent: text_percent.clamp(80, 250),
            is_still,
            face: Face::Plain,
        }
    }

    /// The tokens that `ui` draws with.
    #[must_use]
    pub fn of(ui: &Ui) -> Arc<Self> {
        Self::of_context(ui.ctx())
    }

    /// The tokens last installed by [`crate::ui::theme::apply`].
    #[must_use]
    pub fn of_context(ctx: &Context) -> Arc<Self> {
        ctx.data(|data| data.get_temp::<Arc<Self>>(Self::key())).unwrap_or_default()
    }

    pub(super) fn install(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Self::key(), Arc::new(self)));
    }

    fn key() -> Id {
        Id::unique("foothold-tokens")
    }

    /// `points` of text, at the chosen text size.
    #[must_use]
    pub fn scaled(&self, points: f32) -> f32 {
        points * f32::from(self.text_percent) / 100.0
    }

    /// Height of `size`, in points.
    #[must_use]
    pub fn points(&self, size: Size) -> f32 {
        // Titles grow less than the text: at 200 % they would leave no room for it.
        let factor = f32::from(self.text_percent) / 100.0;
        let factor = match size {
            Size::Title | Size::Display => 1.0 + (factor - 1.0) * 0.6,
            Size::Small | Size::Body | Size::Reading | Size::Lead | Size::Heading => factor,
        };
        (size.points() * factor).round()
    }

    /// The upright face.
    #[must_use]
    pub fn font(&self, size: Size) -> FontId {
        FontId::new(self.points(size), FontFamily::Proportional)
    }

    /// The bold face.
    #[must_use]
    pub fn bold(&self, size: Size) -> FontId {
        FontId::new(self.points(size), FontFamily::Name(BOLD.into()))
    }

    /// The italic face.
    #[must_use]
    pub fn italic(&self, size: Size) -> FontId {
        FontId::new(self.points(size), FontFamily::Name(ITALIC.into()))
    }

    /// The face for code and fingerprints.
    #[must_use]
    pub fn mono(&self, size: Size) -> FontId {
        FontId::new(self.points(size), FontFamily::Monospace)
    }

    /// The icons, `points` high at the chosen text size.
    #[must_use]
    pub fn icons(&self, points: f32) -> FontId {
        FontId::new(self.scaled(points).round(), FontFamily::Name(ICONS.into()))
    }

    /// The soft ground and ink that belong to `seed`, the same every time.
    #[must_use]
    pub fn soft(&self, seed: u64) -> (Color32, Color32) {
        self.palette.soft[(seed % self.palette.soft.len() as u64) as usize]
    }

    /// Whether edges are drawn round everything.
    #[must_use]
    pub fn is_high_contrast(&self) -> bool {
        self.theme == Theme::HighContrast
    }

    /// Whether a page of this width holds two columns at this text size.
    #[must_use]
    pub fn fits_two_columns(&self, width: f32) -> bool {
        width >= self.scaled(space::TWO_COLUMNS_FROM - 180.0) + 180.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2 contrast ratio.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |c: Color32| {
            let part = |v: u8| {
                let v = f32::from(v) / 255.0;
                if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(c.r()) + 0.7152 * part(c.g()) + 0.0722 * part(c.b())
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn at_least(theme: Theme, name: &str, a: Color32, b: Color32, wanted: f32) {
        let ratio = contrast(a, b);
        assert!(ratio >= wanted, "{theme:?} {name}: {ratio:.2} of {wanted}");
    }

    #[test]
    fn every_text_is_read_on_every_ground() {
        for theme in Theme::ALL {
            let p = Palette::of(*theme);
            let texts = [
                ("ink", p.ink),
                ("muted", p.muted),
                ("primary", p.primary),
                ("earned", p.earned),
                ("ok", p.ok),
                ("warn", p.warn),
                ("bad", p.bad),
            ];
            for (name, text) in texts {
                for (ground, colour) in [("paper", p.paper), ("surface", p.surface), ("tint", p.tint)] {
                    at_least(*theme, &format!("{name} on {ground}"), text, colour, 4.5);
                }
            }
            at_least(*theme, "ink on marked words", p.ink, p.marked, 4.5);
            at_least(*theme, "a link among marked words", p.primary, p.marked, 4.5);
            at_least(*theme, "the line under marked words", p.earned, p.surface, 3.0);
            at_least(*theme, "the line under marked words", p.earned, p.marked, 3.0);
            let code = p.code;
            for ink in [code.keyword, code.text, code.comment, code.value, code.name, code.property] {
                at_least(*theme, "program text", ink, p.surface, 4.5);
            }
            at_least(*theme, "on primary", p.on_primary, p.primary, 4.5);
            at_least(*theme, "on primary, pointed at", p.on_primary, p.primary_hover, 4.5);
            for (ground, ink) in p.soft {
                at_least(*theme, "soft", ink, ground, 4.5);
            }
        }
        for text in [certificate::INK, certificate::MUTED, certificate::EARNED] {
            assert!(contrast(text, certificate::PAPER) >= 4.5);
        }
    }

    #[test]
    fn every_edge_and_ring_is_seen() {
        for theme in Theme::ALL {
            let p = Palette::of(*theme);
            for ground in [p.paper, p.surface] {
                at_least(*theme, "edge", p.edge, ground, 3.0);
                at_least(*theme, "focus", p.focus, ground, 3.0);
                at_least(*theme, "primary", p.primary, ground, 3.0);
            }
        }
    }

    #[test]
    fn text_grows_with_the_choice_and_never_beyond_it() {
        let (plain, large) = (Tokens::default(), Tokens::new(Theme::Light, 200, true));
        assert_eq!(plain.points(Size::Body), 17.0);
        assert_eq!(large.points(Size::Body), 34.0);
        assert_eq!(Tokens::new(Theme::Dark, 9000, false).text_percent, 250);
        assert_eq!(Tokens::new(Theme::Dark, 1, false).text_percent, 80);
        assert!(plain.fits_two_columns(1024.0 - space::RAIL));
        assert!(!large.fits_two_columns(1366.0 - space::RAIL), "at 200 % there is one column");
    }
}
