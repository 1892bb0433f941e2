//! A reading as blocks: CommonMark with tables, footnotes (`[^1]`) and callouts (`> [!NOTE]`), parsed by
//! `pulldown-cmark`, cut down to what a course may hold.
//!
//! Links lead only inside the course: `lesson:ID#anchor`, `glossary:ID`, `directory:ID?field=value`. HTML, addresses
//! of the outside world and pictures from elsewhere are [`MarkdownFault`]s: a course with one is not built, and a
//! player shows the words without the link.

use super::id::{LessonId, Slug};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// Lists in lists, quotes in quotes: deeper than this is a fault.
pub const DEPTH_MAX: usize = 12;
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
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM
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
    /// HTML.
    #[error("it holds HTML, which a station does not show")]
    Html,
    /// Too many levels.
    #[error("its lists or quotes stand in one another too deeply")]
    Depth,
    /// Too long.
    #[error("it is longer than a reading may be")]
    Size,
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
    let mut push = |text: &str| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    };
    match block {
        Block::Heading { runs, .. } | Block::Paragraph(runs) => push(&words(runs)),
        Block::Code { text, .. } => push(text),
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
    each_block(blocks, &mut |block| match block {
        Block::Heading { runs, .. } | Block::Paragraph(runs) => runs.iter().for_each(&mut *visit),
        Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).flatten().for_each(&mut *visit),
        _ => {}
    });
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

/// What is open while the events go by.
enum Frame {
    Blocks(Vec<Block>),
    List(Option<u64>, Vec<Vec<Block>>),
    Table { columns: Vec<Column>, head: Vec<Vec<Run>>, rows: Vec<Vec<Vec<Run>>> },
    Note(String, Vec<Block>),
}

struct Builder<'t> {
    text: &'t str,
    frames: Vec<Frame>,
    runs: Vec<Run>,
    look: Look,
    link: Option<Link>,
    code: Option<(String, String)>,
    picture: Option<(String, usize)>,
    reading: Reading,
    anchors: Vec<String>,
    /// Names of footnotes in the order they are met, with their blocks once these are.
    notes: Vec<(String, Vec<Block>)>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            frames: vec![Frame::Blocks(Vec::new())],
            runs: Vec::new(),
            look: Look::default(),
            link: None,
            code: None,
            picture: None,
            reading: Reading::default(),
            anchors: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn take(&mut self, event: Event<'_>, at: &Range<usize>) {
        if self.frames.len() > DEPTH_MAX * 2 {
            return; // named by `open`; nothing deeper is built, so nothing deep is walked or dropped
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Text(text) => self.words(&text),
            Event::Code(text) => {
                self.look.is_code = true;
                self.words(&text);
                self.look.is_code = false;
            }
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.words("\n"),
            Event::Rule => self.push(Block::Divider),
            Event::Html(_) | Event::InlineHtml(_) => self.fault(at, MarkdownFault::Html),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text),
            Event::FootnoteReference(name) => self.note_number(&name),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: &Range<usize>) {
        match tag {
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.open(Frame::Note(name.to_string(), Vec::new()), at);
            }
            Tag::BlockQuote(_) | Tag::Item => self.open(Frame::Blocks(Vec::new()), at),
            Tag::List(first) => {
                self.flush();
                self.open(Frame::List(first, Vec::new()), at);
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(name) => name.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(column).collect();
                self.open(Frame::Table { columns, head: Vec::new(), rows: Vec::new() }, at);
            }
            Tag::TableRow => {
                if let Some(Frame::Table { rows, .. }) = self.frames.last_mut() {
                    rows.push(Vec::new());
                }
            }
            Tag::Emphasis => self.look.is_emphasised = true,
            Tag::Strong => self.look.is_strong = true,
            Tag::Strikethrough => self.look.is_struck = true,
            Tag::Link { dest_url, .. } => {
                self.link = Link::parse(&dest_url);
                if self.link.is_none() {
                    self.fault(at, MarkdownFault::Link(dest_url.to_string()));
                }
            }
            Tag::Image { dest_url, .. } => {
                if dest_url.contains(':') || dest_url.starts_with(['/', '\\']) {
                    self.fault(at, MarkdownFault::Picture(dest_url.to_string()));
                }
                self.flush();
                self.picture = Some((dest_url.to_string(), self.runs.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, at: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(level) => self.heading(level as u8),
            TagEnd::BlockQuote(kind) => {
                if let Some(blocks) = self.close_blocks() {
                    self.push(kind.map_or(Block::Quote(blocks.clone()), |kind| Block::Callout(callout(kind), blocks)));
                }
            }
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Item => {
                if let Some(blocks) = self.close_blocks()
                    && let Some(Frame::List(_, items)) = self.frames.last_mut()
                {
                    items.push(blocks);
                }
            }
            TagEnd::List(_) => {
                if let Some(Frame::List(start, items)) = self.frames.pop() {
                    self.push(Block::List { start, items });
                }
            }
            TagEnd::CodeBlock => {
                if let Some((language, text)) = self.code.take() {
                    self.push(Block::Code { language, text });
                }
            }
            TagEnd::Table => {
                if let Some(Frame::Table { columns, head, mut rows }) = self.frames.pop() {
                    rows.iter_mut().for_each(|row| row.resize(head.len(), Vec::new()));
                    self.push(Block::Table { columns, head, rows });
                }
            }
            TagEnd::TableCell => self.cell(),
            TagEnd::Emphasis => self.look.is_emphasised = false,
            TagEnd::Strong => self.look.is_strong = false,
            TagEnd::Strikethrough => self.look.is_struck = false,
            TagEnd::Link => self.link = None,
            TagEnd::Image => self.end_picture(at),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if let Some((_, text)) = &mut self.code {
            text.push_str(words);
            return;
        }
        match self.runs.last_mut() {
            Some(run) if run.look == self.look && run.link == self.link && self.picture.is_none() => {
                run.words.push_str(words);
            }
            _ => self.runs.push(Run { words: words.to_owned(), look: self.look, link: self.link.clone() }),
        }
    }

    /// The number of a footnote, raised, leading to it.
    fn note_number(&mut self, name: &str) {
        let number = self.note(name) + 1;
        let look = Look { is_raised: true, ..Look::default() };
        self.runs.push(Run { words: number.to_string(), look, link: Some(Link::Here(format!("note-{number}"))) });
    }

    /// Which footnote `name` is, from 0.
    fn note(&mut self, name: &str) -> usize {
        let known = self.notes.iter().position(|(known, _)| known == name);
        known.unwrap_or_else(|| {
            self.notes.push((name.to_owned(), Vec::new()));
            self.notes.len() - 1
        })
    }

    fn end_note(&mut self) {
        self.flush();
        if let Some(Frame::Note(name, blocks)) = self.frames.pop() {
            let at = self.note(&name);
            self.notes[at].1.extend(blocks);
        }
    }

    /// Footnotes stand at the end, in the order they were met, each with its place.
    fn notes(&mut self) -> Vec<Block> {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return Vec::new();
        }
        let items = notes.into_iter().enumerate().map(|(at, (_, mut blocks))| {
            blocks.insert(0, Block::Place(format!("note-{}", at + 1)));
            blocks
        });
        vec![Block::Divider, Block::List { start: Some(1), items: items.collect() }]
    }

    fn heading(&mut self, level: u8) {
        let runs = std::mem::take(&mut self.runs);
        let base = anchor_of(&words(&runs));
        let same = self.anchors.iter().filter(|a| **a == base).count();
        self.anchors.push(base.clone());
        let anchor = if same == 0 { base } else { format!("{base}-{}", same + 1) };
        self.push(Block::Heading { level, anchor, runs });
    }

    fn cell(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if let Some(Frame::Table { head, rows, .. }) = self.frames.last_mut() {
            match rows.last_mut() {
                Some(row) => row.push(runs),
                None => head.push(runs),
            }
        }
    }

    fn end_picture(&mut self, at: &Range<usize>) {
        let Some((file, first)) = self.picture.take() else { return };
        let alt = words(&self.runs.split_off(first.min(self.runs.len())));
        if alt.trim().is_empty() {
            self.fault(at, MarkdownFault::PictureWithoutWords(file.clone()));
        }
        self.push(Block::Picture { file, alt });
    }

    /// Words waiting become a paragraph.
    fn flush(&mut self) {
        if matches!(self.frames.last(), Some(Frame::Table { .. })) {
            return;
        }
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().any(|run| !run.words.trim().is_empty()) {
            self.push(Block::Paragraph(runs));
        }
    }

    fn push(&mut self, block: Block) {
        let holds = |frame: &&mut Frame| matches!(frame, Frame::Blocks(_) | Frame::Note(..));
        if let Some(Frame::Blocks(blocks) | Frame::Note(_, blocks)) = self.frames.iter_mut().rev().find(holds) {
            blocks.push(block);
        }
    }

    fn open(&mut self, frame: Frame, at: &Range<usize>) {
        if self.frames.len() == DEPTH_MAX * 2 {
            self.fault(at, MarkdownFault::Depth);
        }
        self.frames.push(frame);
    }

    fn close_blocks(&mut self) -> Option<Vec<Block>> {
        self.flush();
        match self.frames.pop() {
            Some(Frame::Blocks(blocks)) if !self.frames.is_empty() => Some(blocks),
            Some(frame) => {
                self.frames.push(frame);
                None
            }
            None => None,
        }
    }

    fn fault(&mut self, at: &Range<usize>, fault: MarkdownFault) {
        let before = self.text.as_bytes().get(..at.start).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        self.reading.faults.push((line, fault));
    }

    fn finish(mut self) -> Reading {
        self.flush();
        let notes = self.notes();
        if let Some(Frame::Blocks(blocks)) = self.frames.into_iter().next() {
            self.reading.blocks = blocks;
            self.reading.blocks.extend(notes);
        }
        self.reading
    }
}

fn callout(kind: BlockQuoteKind) -> Callout {
    match kind {
        BlockQuoteKind::Note => Callout::Note,
        BlockQuoteKind::Tip => Callout::Tip,
        BlockQuoteKind::Important => Callout::Important,
        BlockQuoteKind::Warning => Callout::Warning,
        BlockQuoteKind::Caution => Callout::Caution,
    }
}

fn column(alignment: Alignment) -> Column {
    match alignment {
        Alignment::None | Alignment::Left => Column::Left,
        Alignment::Center => Column::Centre,
        Alignment::Right => Column::Right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_becomes_blocks_in_order() {
        let text = "# Work\n\nFirst **bold** [word](glossary:record).\n\n- one\n- two\n  - deeper\n\n| a | b |\n|---|--:|\n| 1 |\n\n![A desk](img/desk.png)\n\n> note\n\n```toml\nx\n```\n\n---\n";
        let reading = Reading::parse(text);
        assert_eq!(reading.faults, []);
        let kinds: Vec<_> = reading
            .blocks
            .iter()
            .map(|block| match block {
                Block::Heading { .. } => "heading",
                Block::Paragraph(_) => "paragraph",
                Block::List { .. } => "list",
                Block::Quote(_) => "quote",
                Block::Callout(..) => "callout",
                Block::Place(_) => "place",
                Block::Code { .. } => "code",
                Block::Table { .. } => "table",
                Block::Picture { .. } => "picture",
                Block::Divider => "divider",
            })
            .collect();
        assert_eq!(kinds, ["heading", "paragraph", "list", "table", "picture", "quote", "code", "divider"]);
        let Block::Table { head, rows, columns } = &reading.blocks[3] else { panic!("a table") };
        assert_eq!((head.len(), rows.len(), rows[0].len(), columns[1]), (2, 1, 2, Column::Right));
        assert_eq!(reading.pictures(), ["img/desk.png"]);
        assert_eq!(reading.links().len(), 1);
        assert_eq!(reading.passages()[0].0, "work");
    }

    #[test]
    fn footnotes_are_numbered_as_met_and_callouts_have_kinds() {
        let reading = Reading::parse(
            "One[^b] two[^a] again[^b].\n\n[^a]: Second note.\n[^b]: First *note*.\n\n> [!WARNING]\n> Take care.\n",
        );
        assert_eq!(reading.faults, []);
        let leads: Vec<_> = reading.links().into_iter().cloned().collect();
        let here = |n: u32| Link::Here(format!("note-{n}"));
        assert_eq!(leads, [here(1), here(2), here(1)]);
        let [Block::Paragraph(_), Block::Callout(Callout::Warning, inside), Block::Divider, Block::List { items, .. }] =
            reading.blocks.as_slice()
        else {
            panic!("{:#?}", reading.blocks)
        };
        assert_eq!(inside.len(), 1);
        assert!(matches!(&items[0][..], [Block::Place(name), Block::Paragraph(runs)]
            if name == "note-1" && words(runs) == "First note."));
        assert_eq!(items.len(), 2);
        assert_eq!(Link::parse("here:x"), None);
    }

    #[test]
    fn what_leads_out_is_named_with_its_line() {
        let cases = [
            ("a\n\n[x](https://example.org)", 3, MarkdownFault::Link("https://example.org".into())),
            ("![x](http://a/b.png)", 1, MarkdownFault::Picture("http://a/b.png".into())),
            ("![](a.png)", 1, MarkdownFault::PictureWithoutWords("a.png".into())),
            ("a\n<b>c</b>", 2, MarkdownFault::Html),
        ];
        for (text, line, fault) in &cases {
            assert_eq!(Reading::parse(text).faults.first(), Some(&(*line, fault.clone())), "{text}");
        }
        assert_eq!(Link::parse("lesson:Bad_Id"), None);
        assert_eq!(Link::parse("file:x"), None);
    }

    #[test]
    fn any_text_parses_without_a_panic_and_depth_is_bounded() {
        for text in
            ["> ".repeat(500_000), "- ".repeat(500), "| ".repeat(300), "![[[".repeat(200), "\u{0}\n|".repeat(99)]
        {
            let reading = Reading::parse(&text);
            assert!(reading.blocks.len() < 1000);
        }
    }

    #[test]
    fn headings_of_the_same_words_have_different_anchors() {
        let reading = Reading::parse("# Año\n\n# Año\n");
        let anchors: Vec<_> = reading.headings().map(|(_, anchor, _)| anchor.to_owned()).collect();
        assert_eq!(anchors, ["ano", "ano-2"]);
    }
}
