//! A reading as blocks: CommonMark with tables, footnotes (`[^1]`), callouts (`> [!NOTE]`) and formulas (`$x$`, `$$x$$`),
//! parsed by `pulldown-cmark`, cut down to what a course may hold.
//!
//! Links lead only inside the course: `lesson:ID#anchor`, `glossary:ID`, `directory:ID?field=value`. Addresses of the outside
//! world and pictures from elsewhere are [`MarkdownFault`]s: a course with one is not built, and a player shows the words
//! without the link. HTML is read as far as it says what a reading can show ([`html`]); the rest of it is left out and named.

mod builder;
mod canon;
mod html;
mod references;

use super::id::{LessonId, Slug};
use builder::Builder;
pub use canon::LANGUAGE_STRIDE;
use pulldown_cmark::{Options, Parser};
pub use references::{Reference, references};
use unicode_normalization::UnicodeNormalization as _;

/// Lists in lists, quotes in quotes: deeper than this is a fault.
pub const DEPTH_MAX: usize = 12;
/// The most formulas of one reading.
pub const FORMULAS_MAX: usize = 2_000;
/// The most faults that are named of one reading.
pub const FAULTS_MAX: usize = 200;
/// The longest reading, in bytes.
pub const READING_BYTES_MAX: usize = 1 << 20;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// Another lesson, at a heading of it if one is named.
    Lesson(LessonId, Option<String>),
    /// A word of the glossary.
    Glossary(Slug),
    /// A directory, filtered by `field=value` pairs.
    Directory(Slug, Vec<(String, String)>),
    /// A named place of the same text: a footnote. Never written by hand.
    Here(String),
    /// A page of the book that the text is in, at a named place of it. Never written by hand.
    Page(usize, String),
}

impl Link {
    /// Reads a link's target; `None` if it leads anywhere else.
    #[must_use]
    pub fn parse(target: &str) -> Option<Self> {
        let (scheme, rest) = target.split_once(':')?;
        match scheme {
            "lesson" => {
                let (id, anchor) = rest.split_once('#').map_or((rest, None), |(id, a)| (id, Some(a.to_owned())));
                Some(Self::Lesson(id.parse().ok()?, anchor)) // not an id: not one of our links
            }
            "glossary" => Some(Self::Glossary(rest.parse().ok()?)), // as above
            "directory" => {
                let (id, filter) = rest.split_once('?').unwrap_or((rest, ""));
                let pairs = filter
                    .split('&')
                    .filter(|p| !p.is_empty())
                    .map(|pair| pair.split_once('=').map(|(field, value)| (field.to_owned(), value.to_owned())));
                Some(Self::Directory(id.parse().ok()?, pairs.collect::<Option<_>>()?)) // as above
            }
            _ => None,
        }
    }
}

/// How a run of words looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Strong emphasis.
    pub is_strong: bool,
    /// Emphasis.
    pub is_emphasised: bool,
    /// Code.
    pub is_code: bool,
    /// Struck out.
    pub is_struck: bool,
    /// Small and raised: the number of a footnote.
    pub is_raised: bool,
    /// Small and lowered.
    pub is_lowered: bool,
    /// Underlined.
    pub is_underlined: bool,
    /// Marked, as with a pen.
    pub is_marked: bool,
    /// The words are TeX, and shown as a formula.
    pub is_formula: bool,
}

impl Look {
    /// This look and another at once.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            is_strong: self.is_strong || other.is_strong,
            is_emphasised: self.is_emphasised || other.is_emphasised,
            is_code: self.is_code || other.is_code,
            is_struck: self.is_struck || other.is_struck,
            is_raised: self.is_raised || other.is_raised,
            is_lowered: self.is_lowered || other.is_lowered,
            is_underlined: self.is_underlined || other.is_underlined,
            is_marked: self.is_marked || other.is_marked,
            is_formula: self.is_formula || other.is_formula,
        }
    }
}

/// Words that look alike and lead to the same place. A line break is `"\n"` in the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub words: String,
    /// How they look.
    pub look: Look,
    /// Where they lead.
    pub link: Option<Link>,
}

/// A part of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading, level 1 to 6, with the anchor that links and the side index use.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Unique in the reading.
        anchor: String,
        /// Its words.
        runs: Vec<Run>,
    },
    /// Running text.
    Paragraph(Vec<Run>),
    /// A list; `start` is the first number of a numbered one.
    List {
        /// First number, or `None` for bullets.
        start: Option<u64>,
        /// Each item's blocks.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Something to note, of a kind that has its own name and sign.
    Callout(Callout, Vec<Block>),
    /// What links of this name lead to stands here.
    Place(String),
    /// Code, as it is.
    Code {
        /// The language named, if any.
        language: String,
        /// The text.
        text: String,
    },
    /// A table.
    Table {
        /// How each column is set.
        columns: Vec<Column>,
        /// The header's cells.
        head: Vec<Vec<Run>>,
        /// The rows' cells, each as many as the header's.
        rows: Vec<Vec<Vec<Run>>>,
    },
    /// A picture of the pack.
    Picture {
        /// Its path, as written.
        file: String,
        /// What it shows, in words.
        alt: String,
    },
    /// A formula that stands alone, as TeX.
    Formula(String),
    /// A line across.
    Divider,
}

/// What a callout is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Callout {
    /// Good to know.
    Note,
    /// A way to do it better.
    Tip,
    /// Not to be missed.
    Important,
    /// Something may go wrong.
    Warning,
    /// Something will go wrong.
    Caution,
}

/// The form of Markdown that a reading is written in.
#[must_use]
pub fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// From the left.
    Left,
    /// In the middle.
    Centre,
    /// From the right.
    Right,
}

/// What a reading may not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MarkdownFault {
    /// A link that leads out.
    #[error("the link “{0}” does not lead to a lesson, the glossary or a directory of this course")]
    Link(String),
    /// A picture from elsewhere.
    #[error("the picture “{0}” is not a file of this course")]
    Picture(String),
    /// A picture that says nothing to those who cannot see it.
    #[error("the picture “{0}” has no description between its square brackets")]
    PictureWithoutWords(String),
    /// An element of HTML that is left out; `true` with all that is in it.
    #[error("<{0}> is HTML that a reading does not show; {what}", what = what_is_left(*.1))]
    Html(String, bool),
    /// An attribute of HTML that is left out.
    #[error("{0}=… is HTML that a reading does not use; it is left out")]
    HtmlAttribute(String),
    /// Too many formulas.
    #[error("it has more than {FORMULAS_MAX} formulas")]
    Formulas,
    /// Too many levels.
    #[error("its lists or quotes stand in one another too deeply")]
    Depth,
    /// Too long.
    #[error("it is longer than a reading may be")]
    Size,
}

fn what_is_left(is_dropped: bool) -> &'static str {
    if is_dropped { "all that is in it is left out" } else { "only what is in it is shown" }
}

impl MarkdownFault {
    /// Whether the course can be built all the same: nothing is missing but what no reading shows.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        matches!(self, Self::Html(..) | Self::HtmlAttribute(_))
    }
}

/// A reading, parsed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its parts in order.
    pub blocks: Vec<Block>,
    /// What it may not hold, with the line (from 1).
    pub faults: Vec<(usize, MarkdownFault)>,
}

impl Reading {
    /// Parses `text`. Never fails: what may not be there is left out and named in `faults`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text.len() > READING_BYTES_MAX {
            return Self { blocks: Vec::new(), faults: vec![(1, MarkdownFault::Size)] };
        }
        let mut builder = Builder::new(text);
        for (event, at) in Parser::new_ext(text, dialect()).into_offset_iter() {
            builder.take(event, &at);
        }
        builder.finish()
    }

    /// The headings' words and anchors, with their levels, for the side index.
    pub fn headings(&self) -> impl Iterator<Item = (u8, &str, String)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading { level, anchor, runs } => Some((*level, anchor.as_str(), words(runs))),
            _ => None,
        })
    }

    /// Every link, in order.
    #[must_use]
    pub fn links(&self) -> Vec<&Link> {
        let mut out = Vec::new();
        each_run(&self.blocks, &mut |run| out.extend(run.link.as_ref()));
        out
    }

    /// Every formula's TeX, in order; `true` with those that stand alone.
    #[must_use]
    pub fn formulas(&self) -> Vec<(&str, bool)> {
        let mut out = Vec::new();
        each_block(&self.blocks, &mut |block| {
            if let Block::Formula(tex) = block {
                out.push((tex.as_str(), true));
            }
            runs_of(block, &mut |run| {
                if run.look.is_formula {
                    out.push((run.words.as_str(), false));
                }
            });
        });
        out
    }

    /// Every picture's path, in order.
    #[must_use]
    pub fn pictures(&self) -> Vec<&str> {
        let mut out = Vec::new();
        each_block(&self.blocks, &mut |block| {
            if let Block::Picture { file, .. } = block {
                out.push(file.as_str());
            }
        });
        out
    }

    /// The words by the anchor of the heading above them (`""` before the first), for the search index.
    #[must_use]
    pub fn passages(&self) -> Vec<(String, String)> {
        let mut out = vec![(String::new(), String::new())];
        for block in &self.blocks {
            if let Block::Heading { anchor, .. } = block {
                out.push((anchor.clone(), String::new()));
            }
            if let Some((_, text)) = out.last_mut() {
                each_block(std::slice::from_ref(block), &mut |block| push_words(block, text));
            }
        }
        out.retain(|(_, text)| !text.is_empty());
        out
    }
}

/// The plain words of runs.
#[must_use]
pub fn words(runs: &[Run]) -> String {
    runs.iter().map(|run| run.words.as_str()).collect()
}

fn push_words(block: &Block, out: &mut String) {
    let is_cell = matches!(block, Block::Table { .. });
    let mut push = |text: &str| {
        if !out.is_empty() {
            out.push(if is_cell { ' ' } else { '\n' });
        }
        out.push_str(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    };
    match block {
        Block::Heading { runs, .. } | Block::Paragraph(runs) => push(&words(runs)),
        Block::Code { text, .. } | Block::Formula(text) => push(text),
        Block::Picture { alt, .. } => push(alt),
        Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).for_each(|cell| push(&words(cell))),
        Block::List { .. } | Block::Quote(_) | Block::Callout(..) | Block::Place(_) | Block::Divider => {}
    }
}

fn each_block<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List { items, .. } => items.iter().for_each(|item| each_block(item, visit)),
            Block::Quote(inner) | Block::Callout(_, inner) => each_block(inner, visit),
            _ => {}
        }
    }
}

fn each_run<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Run)) {
    each_block(blocks, &mut |block| runs_of(block, visit));
}

fn runs_of<'a>(block: &'a Block, visit: &mut impl FnMut(&'a Run)) {
    match block {
        Block::Heading { runs, .. } | Block::Paragraph(runs) => runs.iter().for_each(visit),
        Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).flatten().for_each(visit),
        _ => {}
    }
}

/// A heading's words as an anchor: lower case, without accents, `-` between words.
#[must_use]
pub fn anchor_of(words: &str) -> String {
    let plain: String = words.nfd().filter(|c| c.is_alphanumeric() || c.is_whitespace() || *c == '-').collect();
    plain
        .to_lowercase()
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests;
