//! TeX as a [`Formula`]: signs and lines with places, in em, and the words for who does not see them.

use super::{face, spoken};
use ratex_layout::{
    FallbackGlyphMetrics, LayoutOptions, layout_with_fallback_metrics, to_display_list, validate_layout,
};
use ratex_parser::{ParseError, ParseNode, parse};
use ratex_types::{DisplayItem, MathStyle};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The longest formula, in bytes of TeX.
pub const SOURCE_BYTES_MAX: usize = 4_000;
/// The most signs and lines of one formula.
const ITEMS_MAX: usize = 4_000;
/// The widest and the highest formula, in em.
const EMS_MAX: f64 = 300.0;
/// Commands that would colour, link, load or mark up.
const FORBIDDEN: &[&str] = &[
    "color",
    "textcolor",
    "colorbox",
    "fcolorbox",
    "definecolor",
    "href",
    "url",
    "includegraphics",
    "htmlClass",
    "htmlData",
    "htmlId",
    "htmlStyle",
    "def",
    "gdef",
    "edef",
    "xdef",
    "let",
    "futurelet",
    "global",
    "long",
    "newcommand",
    "renewcommand",
    "providecommand",
    "char",
    "input",
    "write",
];

/// Why TeX is not a formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MathFault {
    /// Nothing between the dollar signs.
    #[error("the formula is empty")]
    Empty,
    /// Too long.
    #[error("the formula is longer than {SOURCE_BYTES_MAX} characters")]
    Length,
    /// Too many parts, too deep, too wide or too high.
    #[error("the formula has too many parts, or is too large to show")]
    Size,
    /// A command that is not known.
    #[error("the formula says \\{name}, which is not known")]
    Unknown {
        /// The command, without its backslash.
        name: String,
        /// Where, in bytes.
        at: usize,
    },
    /// A command that colours, links, loads or defines.
    #[error("the formula says \\{0}, which a course may not")]
    Forbidden(String),
    /// A sign that the letters of formulas do not have.
    #[error("the formula has “{0}”, which cannot be drawn")]
    Sign(char),
    /// It does not follow the rules of TeX.
    #[error("the formula cannot be read: {what}")]
    Broken {
        /// What is wrong.
        what: String,
        /// Where, in bytes.
        at: usize,
    },
}

impl MathFault {
    /// Where in the TeX it was met, in bytes.
    #[must_use]
    pub fn at(&self) -> usize {
        match self {
            Self::Unknown { at, .. } | Self::Broken { at, .. } => *at,
            Self::Empty | Self::Length | Self::Size | Self::Forbidden(_) | Self::Sign(_) => 0,
        }
    }

    /// How to mend it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::Empty => "write TeX between the dollar signs, or \\$ for a dollar".to_owned(),
            Self::Length | Self::Size => "make several formulas of it".to_owned(),
            Self::Unknown { name, .. } => match near(name) {
                Some(known) => format!("did you mean \\{known}?"),
                None => "use a command that KaTeX knows, or write \\text{…} for words".to_owned(),
            },
            Self::Forbidden(_) => "leave it out: a formula has the colour of the text and leads nowhere".to_owned(),
            Self::Sign(_) => "write it in words beside the formula".to_owned(),
            Self::Broken { .. } => "mend the TeX, or write \\$ if dollars are meant".to_owned(),
        }
    }
}

/// A formula, laid out.
#[derive(Debug, Clone)]
pub struct Formula {
    pub(super) items: Vec<DisplayItem>,
    /// How wide it is, in em.
    pub width: f32,
    /// How far it reaches above its baseline, in em.
    pub ascent: f32,
    /// How far it reaches below its baseline, in em.
    pub depth: f32,
    /// The same in one line of plain text: `x = (−b ± √(b² − 4ac))/(2a)`.
    pub words: String,
}

impl Formula {
    /// Lays out `tex`: in a line of its own if `is_display`, else so that it fits a line of text.
    ///
    /// # Errors
    /// It is not TeX as formulas know it, or too large, or asks for what a course may not do.
    pub fn read(tex: &str, is_display: bool) -> Result<Self, MathFault> {
        if tex.trim().is_empty() {
            return Err(MathFault::Empty);
        }
        if tex.len() > SOURCE_BYTES_MAX {
            return Err(MathFault::Length);
        }
        if let Some(name) = commands(tex).find(|name| FORBIDDEN.contains(name)) {
            return Err(MathFault::Forbidden(name.to_owned()));
        }
        catch_unwind(AssertUnwindSafe(|| Self::lay_out(tex, is_display)))
            .unwrap_or_else(|_| Err(MathFault::Broken { what: "it stops the program that sets it".to_owned(), at: 0 }))
    }

    fn lay_out(tex: &str, is_display: bool) -> Result<Self, MathFault> {
        let nodes: Vec<ParseNode> = parse(tex).map_err(|error| fault_of(&error, tex))?;
        let style = if is_display { MathStyle::Display } else { MathStyle::Text };
        let options = LayoutOptions::default().with_style(style);
        let root = layout_with_fallback_metrics(&nodes, &options, Arc::new(fallbacks(tex)));
        validate_layout(&root).map_err(|_| MathFault::Size)?;
        let list = to_display_list(&root);
        let is_measured = |ems: f64| ems.is_finite() && ems.abs() <= EMS_MAX;
        if list.items.len() > ITEMS_MAX || ![list.width, list.height, list.depth].into_iter().all(is_measured) {
            return Err(MathFault::Size);
        }
        if let Some(sign) = list.items.iter().find_map(missing) {
            return Err(MathFault::Sign(sign));
        }
        Ok(Self {
            items: list.items,
            width: list.width.max(0.0) as f32,
            ascent: list.height as f32,
            depth: list.depth as f32,
            words: spoken::words(&nodes),
        })
    }
}

/// Names of the commands in `tex`.
fn commands(tex: &str) -> impl Iterator<Item = &str> {
    tex.split('\\').skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        &rest[..end]
    })
}

/// The sizes of letters that the formula's own faces lack: words in other languages inside `\text`.
fn fallbacks(tex: &str) -> HashMap<char, FallbackGlyphMetrics> {
    tex.chars().filter(|c| !c.is_ascii()).filter_map(|c| Some((c, face::fallback_metrics(c)?))).collect()
}

/// The sign of an item that no face has.
fn missing(item: &DisplayItem) -> Option<char> {
    let DisplayItem::GlyphPath { font, char_code, .. } = item else { return None };
    let sign = char::from_u32(*char_code).unwrap_or('\u{FFFD}');
    (!sign.is_whitespace() && face::find(font, sign).is_none()).then_some(sign)
}

fn fault_of(error: &ParseError, tex: &str) -> MathFault {
    let at = error.loc.as_ref().map_or(0, |place| place.start.min(tex.len()));
    let what = error.message.trim_end_matches('.').to_owned();
    if what.contains("limit exceeded") {
        return MathFault::Size;
    }
    let unknown = what.strip_prefix("Undefined control sequence").map(|rest| rest.trim_start_matches([':', ' ', '\\']));
    match unknown {
        Some(name) => MathFault::Unknown { name: name.to_owned(), at },
        None => MathFault::Broken { what, at },
    }
}

/// The commands people mean most often, for guesses.
const COMMON: &[&str] = &[
    "frac",
    "dfrac",
    "tfrac",
    "sqrt",
    "times",
    "cdot",
    "div",
    "pm",
    "leq",
    "geq",
    "neq",
    "approx",
    "equiv",
    "infty",
    "pi",
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "theta",
    "lambda",
    "mu",
    "sigma",
    "phi",
    "omega",
    "Delta",
    "Sigma",
    "Omega",
    "sum",
    "prod",
    "int",
    "lim",
    "log",
    "ln",
    "sin",
    "cos",
    "tan",
    "left",
    "right",
    "text",
    "mathrm",
    "mathbf",
    "overline",
    "underline",
    "vec",
    "hat",
    "bar",
    "angle",
    "circ",
    "degree",
    "rightarrow",
    "Rightarrow",
    "leftarrow",
    "to",
    "ldots",
    "cdots",
    "quad",
    "begin",
    "end",
    "binom",
    "partial",
    "nabla",
    "in",
    "notin",
    "subset",
    "cup",
    "cap",
    "forall",
    "exists",
    "percent",
    "triangle",
    "perp",
    "parallel",
    "boxed",
    "cancel",
    "underbrace",
    "overbrace",
];

/// The nearest common command: at most a third of its letters differ.
fn near(name: &str) -> Option<&'static str> {
    let scored = COMMON.iter().map(|known| (distance(name, known), *known));
    scored.filter(|(away, known)| *away <= 1 + known.len() / 4).min().map(|(_, known)| known)
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}
