//! The elements of HTML that a reading may hold, as the same blocks and looks that Markdown makes.

use super::super::html::{self, Attribute, Fate, Mark};
use super::{Block, Builder, Column, DEPTH_MAX, Frame, Link, Look, MarkdownFault, Run};

/// More open elements are let through as plain words.
const ELEMENTS_MAX: usize = 60;
/// Lists in lists, quotes in quotes.
const FRAMES_MAX: usize = DEPTH_MAX * 2 - 6;

/// An open element: what it does to the words in it, and what was open before it.
#[derive(Debug)]
pub(super) struct Element {
    name: String,
    pub(super) look: Look,
    pub(super) link: Option<Link>,
    frames: usize,
}

impl Builder<'_> {
    /// HTML that stands between blocks.
    pub(super) fn html_block(&mut self, text: &str, start: usize) {
        self.flush();
        for (at, mark) in html::marks(text) {
            self.mark(mark, start + at.start, true);
        }
        self.dropped = None;
        while self.elements.len() > self.base() && self.elements.last().is_some_and(|last| !is_block(&last.name)) {
            self.close_elements(self.elements.len() - 1);
        }
        self.part();
    }

    /// A tag among the words of a paragraph.
    pub(super) fn html_inline(&mut self, text: &str, start: usize) {
        for (at, mark) in html::marks(text) {
            self.mark(mark, start + at.start, false);
        }
    }

    fn base(&self) -> usize {
        self.bases.last().copied().unwrap_or(0)
    }

    fn mark(&mut self, mark: Mark, at: usize, is_block: bool) {
        if let Some((name, open)) = &mut self.dropped {
            match mark {
                Mark::Start(other, _) if other == *name => *open += 1,
                Mark::End(other) if other == *name => *open -= 1,
                Mark::Start(..) | Mark::End(_) | Mark::Words(_) => {}
            }
            if *open == 0 {
                self.dropped = None;
            }
            return;
        }
        match mark {
            Mark::Start(name, attributes) => self.element(name, &attributes, at),
            Mark::End(name) => self.end_element(&name),
            Mark::Words(words) if is_block => self.collapsed(&words),
            Mark::Words(words) => self.words(&words),
        }
    }

    /// Words of HTML: any white space is one space, and none begins a paragraph.
    fn collapsed(&mut self, words: &str) {
        if self.code.is_some() {
            return self.words(words);
        }
        let mut out = String::with_capacity(words.len());
        let ends_open = self.runs.last().is_none_or(|run| run.words.ends_with([' ', '\n']));
        for letter in words.chars() {
            let is_space = matches!(letter, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                out.push(letter);
            } else if if out.is_empty() { !ends_open } else { !out.ends_with(' ') } {
                out.push(' ');
            }
        }
        if !out.is_empty() {
            self.words(&out);
        }
    }

    fn element(&mut self, name: String, attributes: &[Attribute], at: usize) {
        let here = at..at;
        let fate = html::fate(&name);
        if matches!(fate, Fate::Dropped | Fate::Unknown) {
            self.fault(&here, MarkdownFault::Html(name.clone(), fate == Fate::Dropped));
        }
        for attribute in attributes.iter().filter(|attribute| !html::is_quiet(&attribute.name) && fate != Fate::Dropped)
        {
            self.fault(&here, MarkdownFault::HtmlAttribute(attribute.name.clone()));
        }
        match fate {
            Fate::Dropped if !html::is_void(&name) => self.dropped = Some((name, 1)),
            Fate::Dropped | Fate::Unknown => {}
            Fate::Shown | Fate::Plain => self.open_element(name, attributes, at),
        }
    }

    /// The end tags that people leave out: before the next item, row or cell.
    fn close_implied(&mut self, name: &str) {
        let (ended, barriers): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th"], &["table"]),
            "tr" | "tbody" | "tfoot" => (&["tr"], &["table"]),
            _ => return,
        };
        let base = self.base();
        let open = self.elements.get(base..).unwrap_or_default();
        let within = open.iter().rposition(|open| barriers.contains(&open.name.as_str())).map_or(0, |at| at + 1);
        let place = open[within..].iter().position(|open| ended.contains(&open.name.as_str()));
        if let Some(place) = place {
            self.close_elements(base + within + place);
        }
    }

    fn open_element(&mut self, name: String, attributes: &[Attribute], at: usize) {
        self.close_implied(&name);
        if is_block(&name) {
            self.part();
        }
        let (mut look, mut link) =
            self.elements.last().map_or((Look::default(), None), |last| (last.look, last.link.clone()));
        match name.as_str() {
            "b" | "strong" | "dt" | "summary" | "th" => look.is_strong = true,
            "i" | "em" | "cite" | "dfn" | "var" | "figcaption" | "caption" => look.is_emphasised = true,
            "u" | "ins" => look.is_underlined = true,
            "s" | "del" | "strike" => look.is_struck = true,
            "sub" => look.is_lowered = true,
            "sup" => look.is_raised = true,
            "mark" => look.is_marked = true,
            "kbd" | "samp" | "tt" => look.is_code = true,
            "code" => match &mut self.code {
                Some((language, _)) => *language = language_of(attributes).unwrap_or_else(|| std::mem::take(language)),
                None => look.is_code = true,
            },
            "a" => {
                if let Some(href) = html::value(attributes, "href") {
                    link = self.target(href, &(at..at));
                }
            }
            "img" => self.html_picture(attributes, at),
            "br" => self.words("\n"),
            "hr" => self.push(Block::Divider),
            "pre" => self.code = Some((language_of(attributes).unwrap_or_default(), String::new())),
            _ => {}
        }
        if html::is_void(&name) || self.elements.len() >= ELEMENTS_MAX {
            return;
        }
        let frames = self.frames.len();
        self.open_frame(&name, attributes, at);
        self.elements.push(Element { name, look, link, frames });
    }

    /// Opens what holds other parts, unless it stands in a cell of a table, which holds words alone.
    fn open_frame(&mut self, name: &str, attributes: &[Attribute], at: usize) {
        let opened = match (self.frames.last(), name) {
            (Some(Frame::Grid(rows)), "tr") => {
                if rows.last().is_none_or(|row| !row.is_empty())
                    && let Some(Frame::Grid(rows)) = self.frames.last_mut()
                {
                    rows.push(Vec::new());
                }
                return;
            }
            (Some(Frame::Grid(_) | Frame::Table { .. }), _) => return,
            (_, "ul") => Frame::List(None, Vec::new()),
            (_, "ol") => {
                let first = html::value(attributes, "start").and_then(|first| first.parse().ok()); // no number: from 1
                Frame::List(Some(first.unwrap_or(1)), Vec::new())
            }
            (Some(Frame::List(..)), "li") | (_, "blockquote" | "aside") => Frame::Blocks(Vec::new()),
            (_, "table") => Frame::Grid(Vec::new()),
            _ => return,
        };
        if self.frames.len() < FRAMES_MAX {
            self.frames.push(opened);
        } else {
            self.fault(&(at..at), MarkdownFault::Depth);
        }
    }

    fn end_element(&mut self, name: &str) {
        let base = self.base();
        let open = self.elements.get(base..).unwrap_or_default();
        if let Some(place) = open.iter().rposition(|element| element.name == name) {
            self.close_elements(base + place);
        }
    }

    /// Closes the elements from the `base`th on, the innermost first.
    pub(super) fn close_elements(&mut self, base: usize) {
        while self.elements.len() > base {
            let Some(element) = self.elements.pop() else { return };
            self.close(&element);
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name.as_str();
        match name {
            "pre" => {
                if let Some((language, text)) = self.code.take().filter(|(_, text)| !text.trim().is_empty()) {
                    self.push(Block::Code { language, text: text.trim_matches('\n').to_owned() });
                }
            }
            "td" | "th" => self.html_cell(),
            "caption" => {
                let mut runs = std::mem::take(&mut self.runs);
                trim(&mut runs);
                if !runs.is_empty() {
                    self.push(Block::Paragraph(runs)); // before the table, which is not ended yet
                }
            }
            _ => match level(name) {
                Some(level) if !self.is_in_table() => {
                    trim(&mut self.runs);
                    if !self.runs.is_empty() {
                        self.heading(level);
                    }
                }
                Some(_) => self.part(),
                None if is_block(name) => self.part(),
                None => {}
            },
        }
        while self.frames.len() > element.frames.max(1) {
            self.close_frame(name);
        }
    }

    fn close_frame(&mut self, name: &str) {
        self.part();
        match self.frames.pop() {
            Some(Frame::Blocks(blocks)) if matches!(name, "blockquote" | "aside") && !blocks.is_empty() => {
                self.push(Block::Quote(blocks));
            }
            Some(Frame::Blocks(blocks)) => {
                if let Some(Frame::List(_, items)) = self.frames.last_mut() {
                    items.push(blocks);
                }
            }
            Some(Frame::List(start, items)) if !items.is_empty() => self.push(Block::List { start, items }),
            Some(Frame::Grid(rows)) => self.grid(rows),
            Some(Frame::List(..)) | None => {}
            Some(frame @ (Frame::Table { .. } | Frame::Note(..))) => self.frames.push(frame),
        }
    }

    /// The first row is the header's.
    fn grid(&mut self, rows: Vec<Vec<Vec<Run>>>) {
        self.runs.clear(); // words between cells
        let mut rows: Vec<_> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width > 0 {
            rows.iter_mut().for_each(|row| row.resize(width, Vec::new()));
            let head = rows.remove(0);
            self.push(Block::Table { columns: vec![Column::Left; width], head, rows });
        }
    }

    fn html_cell(&mut self) {
        let mut runs = std::mem::take(&mut self.runs);
        trim(&mut runs);
        if let Some(Frame::Grid(rows)) = self.frames.last_mut() {
            match rows.last_mut() {
                Some(row) => row.push(runs),
                None => rows.push(vec![runs]),
            }
        }
    }

    fn html_picture(&mut self, attributes: &[Attribute], at: usize) {
        let file = html::value(attributes, "src").unwrap_or_default().to_owned();
        let alt = html::value(attributes, "alt").unwrap_or_default().trim().to_owned();
        self.check_picture(&file, &(at..at));
        if alt.is_empty() {
            self.fault(&(at..at), MarkdownFault::PictureWithoutWords(file.clone()));
        }
        if !file.is_empty() && self.picture.is_none() {
            self.flush();
            self.push(Block::Picture { file, alt });
        }
    }

    fn is_in_table(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Grid(_) | Frame::Table { .. }))
    }

    /// What was said so far is a part of its own: a paragraph, or in a cell a line.
    fn part(&mut self) {
        if self.is_in_table() {
            if self.runs.last().is_some_and(|run| !run.words.ends_with('\n')) {
                self.words("\n");
            }
            return;
        }
        trim(&mut self.runs);
        self.flush();
    }
}

fn level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?; // no number: no heading
    (1..=6).contains(&level).then_some(level)
}

/// Whether an element stands between paragraphs rather than in one.
fn is_block(name: &str) -> bool {
    const IN_LINE: &[&str] = &[
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    ];
    !IN_LINE.contains(&name)
}

/// The language that `class="language-python"` names.
fn language_of(attributes: &[Attribute]) -> Option<String> {
    let classes = html::value(attributes, "class")?;
    let named = classes
        .split_whitespace()
        .find_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")));
    named.map(str::to_owned)
}

/// Without white space at either end.
fn trim(runs: &mut Vec<Run>) {
    if let Some(first) = runs.first_mut() {
        first.words = first.words.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.words = last.words.trim_end().to_owned();
    }
    runs.retain(|run| !run.words.is_empty());
}
