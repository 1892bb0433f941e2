//! From the parser's events to blocks, refusing what a reading may not hold as it comes.

mod element;

use super::{Block, Callout, Column, DEPTH_MAX, FAULTS_MAX, FORMULAS_MAX, Link, Look, MarkdownFault, Reading, Run};
use super::{anchor_of, words};
use element::Element;
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// What is open while the events go by.
enum Frame {
    Blocks(Vec<Block>),
    List(Option<u64>, Vec<Vec<Block>>),
    Table {
        columns: Vec<Column>,
        head: Vec<Vec<Run>>,
        rows: Vec<Vec<Vec<Run>>>,
    },
    /// A table written in HTML: its rows.
    Grid(Vec<Vec<Vec<Run>>>),
    Note(String, Vec<Block>),
}

/// The reading as far as it has been seen.
pub(super) struct Builder<'t> {
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
    /// Open elements of HTML, and how many of them were open where each open part of the Markdown began.
    elements: Vec<Element>,
    bases: Vec<usize>,
    /// A block of HTML as far as it has been seen, and where it began.
    html: Option<(String, usize)>,
    /// The element that is being dropped, and how many of its name are open.
    dropped: Option<(String, usize)>,
    formulas: usize,
    is_in_heading: bool,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str) -> Self {
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
            elements: Vec::new(),
            bases: Vec::new(),
            html: None,
            dropped: None,
            formulas: 0,
            is_in_heading: false,
        }
    }

    pub(super) fn take(&mut self, event: Event<'_>, at: &Range<usize>) {
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
            Event::Html(text) => match &mut self.html {
                Some((html, _)) => html.push_str(&text),
                None => self.html_block(&text, at.start),
            },
            Event::InlineHtml(text) => self.html_inline(&text, at.start),
            Event::InlineMath(text) => self.formula(&text, at),
            Event::DisplayMath(text) => self.display(&text, at),
            Event::FootnoteReference(name) => self.note_number(&name),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: &Range<usize>) {
        if holds_elements(&tag.to_end()) {
            self.bases.push(self.elements.len());
        }
        match tag {
            Tag::HtmlBlock => self.html = Some((String::new(), at.start)),
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
            Tag::Heading { .. } => self.is_in_heading = true,
            Tag::Emphasis => self.look.is_emphasised = true,
            Tag::Strong => self.look.is_strong = true,
            Tag::Strikethrough => self.look.is_struck = true,
            Tag::Link { dest_url, .. } => {
                self.link = self.target(&dest_url, at);
            }
            Tag::Image { dest_url, .. } => {
                self.check_picture(&dest_url, at);
                self.flush();
                self.picture = Some((dest_url.to_string(), self.runs.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, at: &Range<usize>) {
        if holds_elements(&tag) {
            let base = self.bases.pop().unwrap_or(0);
            self.close_elements(base);
            self.dropped = None;
        }
        match tag {
            TagEnd::HtmlBlock => {
                if let Some((html, start)) = self.html.take() {
                    self.html_block(&html, start);
                }
            }
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
        if self.dropped.is_some() {
            return;
        }
        if let Some((_, text)) = &mut self.code {
            text.push_str(words);
            return;
        }
        let (look, link) = self.dress();
        match self.runs.last_mut() {
            Some(run) if run.look == look && run.link == link && self.picture.is_none() => run.words.push_str(words),
            _ => self.runs.push(Run { words: words.to_owned(), look, link }),
        }
    }

    /// How words look here, and where they lead: by Markdown and by HTML.
    fn dress(&self) -> (Look, Option<Link>) {
        let (look, link) = self.elements.last().map_or((Look::default(), None), |last| (last.look, last.link.as_ref()));
        (self.look.and(look), self.link.as_ref().or(link).cloned())
    }

    /// A formula in the line. Two amounts of money (`$5–$10`) are none: a digit follows the second sign.
    fn formula(&mut self, tex: &str, at: &Range<usize>) {
        let source = self.text.get(at.clone()).unwrap_or(tex);
        let is_money = self.text.get(at.end..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if is_money || self.code.is_some() || self.picture.is_some() {
            return self.words(source);
        }
        if self.dropped.is_some() || self.is_one_too_many(at) {
            return;
        }
        let (look, link) = self.dress();
        self.runs.push(Run { words: tex.trim().to_owned(), look: Look { is_formula: true, ..look }, link });
    }

    /// A formula that stands alone; in a heading or a cell of a table it goes into the line.
    fn display(&mut self, tex: &str, at: &Range<usize>) {
        let is_in_line = matches!(self.frames.last(), Some(Frame::Table { .. } | Frame::Grid(_))) || self.is_in_heading;
        if is_in_line || self.code.is_some() || self.picture.is_some() {
            return self.formula(tex, at);
        }
        if self.dropped.is_none() && !self.is_one_too_many(at) {
            self.flush();
            self.push(Block::Formula(tex.trim().to_owned()));
        }
    }

    fn is_one_too_many(&mut self, at: &Range<usize>) -> bool {
        self.formulas += 1;
        if self.formulas == FORMULAS_MAX + 1 {
            self.fault(at, MarkdownFault::Formulas);
        }
        self.formulas > FORMULAS_MAX
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
        self.is_in_heading = false;
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

    /// Where a link leads; one that leads out is named.
    fn target(&mut self, target: &str, at: &Range<usize>) -> Option<Link> {
        let link = Link::parse(target);
        if link.is_none() {
            self.fault(at, MarkdownFault::Link(target.to_owned()));
        }
        link
    }

    /// A picture from elsewhere is named.
    fn check_picture(&mut self, file: &str, at: &Range<usize>) {
        if file.is_empty() || file.contains(':') || file.starts_with(['/', '\\']) {
            self.fault(at, MarkdownFault::Picture(file.to_owned()));
        }
    }

    /// Words waiting become a paragraph.
    fn flush(&mut self) {
        if matches!(self.frames.last(), Some(Frame::Table { .. } | Frame::Grid(_))) {
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
        if self.reading.faults.len() >= FAULTS_MAX {
            return;
        }
        let before = self.text.as_bytes().get(..at.start).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        self.reading.faults.push((line, fault));
    }

    pub(super) fn finish(mut self) -> Reading {
        self.close_elements(0);
        self.flush();
        let notes = self.notes();
        if let Some(Frame::Blocks(blocks)) = self.frames.into_iter().next() {
            self.reading.blocks = blocks;
            self.reading.blocks.extend(notes);
        }
        self.reading
    }
}

/// Whether elements of HTML that are opened in it end with it at the latest.
fn holds_elements(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition
    )
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
