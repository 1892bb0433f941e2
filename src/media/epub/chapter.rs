//! A chapter's XHTML as parts. What is not named here is let through as plain words; what must not be let through
//! (scripts, styles, what embeds something else) is dropped with all that is in it.

use super::content::{Look, Node, Place, Span};
use super::markup::{Mark, value, walk};
use super::unpack::resolve;

/// The most parts of one chapter.
pub const NODES_MAX: usize = 50_000;
/// Deeper nesting is let through as plain words.
const DEPTH_MAX: usize = 40;
/// Lists in lists, quotations in quotations: deeper ones are not opened.
const FRAMES_MAX: usize = 12;

const DROPPED: &[&str] = &[
    "script", "style", "head", "template", "iframe", "object", "embed", "audio", "video", "canvas", "noscript", "rt",
    "rp", "select", "textarea",
];
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "figure",
    "figcaption",
    "body",
    "html",
    "address",
    "details",
    "summary",
    "center",
    "dl",
    "dt",
    "dd",
    "caption",
    "hgroup",
    "fieldset",
    "form",
];

/// A chapter read.
#[derive(Debug, Default)]
pub struct Chapter {
    /// Its parts.
    pub nodes: Vec<Node>,
    /// Whether its markup could be read to the end.
    pub is_whole: bool,
}

/// Reads the XHTML at `path`; `order` lists the files that links may lead to.
#[must_use]
pub fn read(path: &str, text: &str, order: &[String]) -> Chapter {
    let mut builder = Builder {
        path,
        order,
        frames: vec![Frame::Nodes(Vec::new())],
        spans: Vec::new(),
        elements: Vec::new(),
        dropped: 0,
        code: None,
        count: 0,
    };
    let is_whole = walk(text, &mut |mark| builder.take(mark));
    Chapter { nodes: builder.finish(), is_whole }
}

enum Frame {
    Nodes(Vec<Node>),
    List(Option<u64>, Vec<Vec<Node>>),
    Table(Vec<Vec<Vec<Span>>>),
}

struct Builder<'a> {
    path: &'a str,
    order: &'a [String],
    frames: Vec<Frame>,
    spans: Vec<Span>,
    /// Open elements: name, the look and link before it, whether it opened a frame.
    elements: Vec<Element>,
    /// How deep inside something dropped.
    dropped: usize,
    code: Option<String>,
    count: usize,
}

struct Element {
    name: String,
    look: Look,
    link: Option<Place>,
    frames: usize,
}

impl Builder<'_> {
    fn take(&mut self, mark: Mark) {
        match mark {
            Mark::Start(name, _) if self.dropped > 0 || DROPPED.contains(&name.as_str()) => self.dropped += 1,
            Mark::End(_) if self.dropped > 0 => self.dropped -= 1,
            Mark::Text(_) if self.dropped > 0 => {}
            Mark::Start(name, attributes) => self.start(name, &attributes),
            Mark::End(name) => self.end(&name),
            Mark::Text(words) => self.words(&words),
        }
    }

    fn look(&self) -> (Look, Option<Place>) {
        self.elements.last().map_or((Look::default(), None), |last| (last.look, last.link.clone()))
    }

    fn start(&mut self, name: String, attributes: &[(String, String)]) {
        let (mut look, mut link) = self.look();
        let is_block = BLOCKS.contains(&name.as_str()) || opens(&name) || heading(&name).is_some() || name == "pre";
        if is_block {
            self.flush();
        }
        if let Some(place) = value(attributes, "id").filter(|id| !id.is_empty()) {
            self.place(place);
        }
        match name.as_str() {
            "b" | "strong" | "dt" | "summary" => look.is_strong = true,
            "i" | "em" | "cite" | "dfn" | "var" | "figcaption" | "caption" => look.is_emphasised = true,
            "code" | "kbd" | "samp" | "tt" => look.is_code = true,
            "s" | "del" | "strike" => look.is_struck = true,
            "a" => link = value(attributes, "href").and_then(|href| self.target(href)).or(link),
            "img" => self.picture(value(attributes, "src"), value(attributes, "alt")),
            "image" => self.picture(value(attributes, "href"), value(attributes, "title")),
            "br" => self.push_words("\n"),
            "hr" => {
                self.flush();
                self.push(Node::Divider);
            }
            "pre" => self.code = Some(String::new()),
            _ => {}
        }
        let frames = self.frames.len();
        if opens(&name) && frames < FRAMES_MAX && self.elements.len() < DEPTH_MAX {
            self.open(&name, attributes);
        }
        self.elements.push(Element { name, look, link, frames });
    }

    /// Opens what holds other parts.
    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let in_list = matches!(self.frames.last(), Some(Frame::List(..)));
        let in_table = matches!(self.frames.last(), Some(Frame::Table(_)));
        match name {
            "ul" => self.frames.push(Frame::List(None, Vec::new())),
            "ol" => {
                let first = value(attributes, "start").and_then(|first| first.parse().ok()).unwrap_or(1);
                self.frames.push(Frame::List(Some(first), Vec::new()));
            }
            "li" if in_list => self.frames.push(Frame::Nodes(Vec::new())),
            "blockquote" | "aside" => self.frames.push(Frame::Nodes(Vec::new())),
            "table" => self.frames.push(Frame::Table(Vec::new())),
            "tr" if in_table => {
                if let Some(Frame::Table(rows)) = self.frames.last_mut() {
                    rows.push(Vec::new());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.elements.iter().rposition(|element| element.name == name) else { return };
        let inner: Vec<Element> = self.elements.drain(at..).rev().collect();
        for element in inner {
            self.close(&element);
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name.as_str();
        match (heading(name), name) {
            (Some(level), _) => self.heading(level),
            (None, "pre") => self.end_code(),
            (None, "td" | "th") => self.cell(),
            (None, _) if BLOCKS.contains(&name) || opens(name) => self.flush(),
            _ => {}
        }
        while self.frames.len() > element.frames.max(1) {
            self.close_frame(name);
        }
    }

    fn close_frame(&mut self, name: &str) {
        self.flush();
        match self.frames.pop() {
            Some(Frame::Nodes(nodes)) if matches!(name, "blockquote" | "aside") && !nodes.is_empty() => {
                self.push(Node::Quote(nodes));
            }
            Some(Frame::Nodes(nodes)) => {
                if let Some(Frame::List(_, items)) = self.frames.last_mut() {
                    items.push(nodes);
                }
            }
            Some(Frame::List(first, items)) if !items.is_empty() => self.push(Node::List(first, items)),
            Some(Frame::Table(rows)) => self.table(rows),
            Some(Frame::List(..)) | None => {}
        }
    }

    fn table(&mut self, rows: Vec<Vec<Vec<Span>>>) {
        let mut rows: Vec<_> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return;
        }
        rows.iter_mut().for_each(|row| row.resize(width, Vec::new()));
        let head = rows.remove(0);
        self.push(Node::Table(head, rows));
    }

    fn cell(&mut self) {
        let spans = trimmed(std::mem::take(&mut self.spans));
        if let Some(Frame::Table(rows)) = self.frames.last_mut()
            && let Some(row) = rows.last_mut()
        {
            row.push(spans);
        }
    }

    fn heading(&mut self, level: u8) {
        let spans = trimmed(std::mem::take(&mut self.spans));
        if !spans.is_empty() {
            self.push(Node::Heading(level, spans));
        }
    }

    fn end_code(&mut self) {
        if let Some(text) = self.code.take()
            && !text.trim().is_empty()
        {
            self.push(Node::Code(text.trim_matches('\n').to_owned()));
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(words);
            return;
        }
        let mut out = String::with_capacity(words.len());
        let before = self.spans.last().is_none_or(|span| span.words.ends_with([' ', '\n']));
        for letter in words.chars() {
            let is_space = matches!(letter, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                out.push(letter);
            } else if if out.is_empty() { !before } else { !out.ends_with(' ') } {
                out.push(' ');
            }
        }
        self.push_words(&out);
    }

    fn push_words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let (look, link) = self.look();
        match self.spans.last_mut() {
            Some(span) if span.look == look && span.link == link => span.words.push_str(words),
            _ => self.spans.push(Span { words: words.to_owned(), look, link }),
        }
    }

    fn target(&self, href: &str) -> Option<Place> {
        let (path, name) = resolve(self.path, href)?;
        let chapter = self.order.iter().position(|file| *file == path)?;
        Some(Place { chapter, name })
    }

    fn picture(&mut self, source: Option<&str>, words: Option<&str>) {
        let Some((path, _)) = source.and_then(|source| resolve(self.path, source)) else { return };
        self.flush();
        self.push(Node::Picture(path, words.unwrap_or_default().trim().to_owned()));
    }

    /// A place is named where the next part at the top begins.
    fn place(&mut self, name: &str) {
        self.count += 1;
        if self.count < NODES_MAX
            && let Some(Frame::Nodes(nodes)) = self.frames.first_mut()
        {
            nodes.push(Node::Place(name.to_owned()));
        }
    }

    /// Words waiting become a paragraph.
    fn flush(&mut self) {
        if matches!(self.frames.last(), Some(Frame::Table(_))) {
            return; // words of a cell, or between cells
        }
        let spans = trimmed(std::mem::take(&mut self.spans));
        if !spans.is_empty() {
            self.push(Node::Paragraph(spans));
        }
    }

    fn push(&mut self, node: Node) {
        self.count += 1;
        if self.count > NODES_MAX {
            return;
        }
        if let Some(Frame::Nodes(nodes)) = self.frames.iter_mut().rev().find(|frame| matches!(frame, Frame::Nodes(_))) {
            nodes.push(node);
        }
    }

    fn finish(mut self) -> Vec<Node> {
        self.end_code();
        while self.frames.len() > 1 {
            self.close_frame("");
        }
        self.flush();
        match self.frames.pop() {
            Some(Frame::Nodes(nodes)) => nodes,
            _ => Vec::new(),
        }
    }
}

fn opens(name: &str) -> bool {
    matches!(name, "ul" | "ol" | "li" | "blockquote" | "aside" | "table" | "tr")
}

fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?; // no number: no heading
    (1..=6).contains(&level).then_some(level)
}

/// Without white space at either end; nothing if nothing is left.
fn trimmed(mut spans: Vec<Span>) -> Vec<Span> {
    if let Some(first) = spans.first_mut() {
        first.words = first.words.trim_start().to_owned();
    }
    if let Some(last) = spans.last_mut() {
        last.words = last.words.trim_end().to_owned();
    }
    spans.retain(|span| !span.words.is_empty());
    if spans.iter().all(|span| span.words.trim().is_empty()) { Vec::new() } else { spans }
}
