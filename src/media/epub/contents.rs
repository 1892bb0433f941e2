//! The table of contents: EPUB 3's navigation document, or EPUB 2's NCX.

use super::content::Place;
use super::markup::{Mark, value, walk};
use super::unpack::resolve;

/// The most lines.
const LINES_MAX: usize = 2_000;
/// The longest line.
const CHARS_MAX: usize = 200;

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub words: String,
    /// How deep it stands, from 0.
    pub depth: u8,
    /// Where it leads.
    pub place: Place,
}

/// The lines of the table at `path` (`text`), whose links lead to files of `order`.
pub fn read(path: &str, text: &str, order: &[String], is_ncx: bool) -> Vec<Line> {
    let mut reading = Reading { path, order, lines: Vec::new(), depth: 0, open: None, is_in: is_ncx, labels: 0 };
    walk(text, &mut |mark| reading.take(mark, is_ncx));
    reading.close();
    reading.lines
}

struct Reading<'a> {
    path: &'a str,
    order: &'a [String],
    lines: Vec<Line>,
    depth: u8,
    /// The line being read: words, depth, where it leads.
    open: Option<(String, u8, String)>,
    is_in: bool,
    labels: u32,
}

impl Reading<'_> {
    fn take(&mut self, mark: Mark, is_ncx: bool) {
        if is_ncx { self.take_ncx(mark) } else { self.take_nav(mark) }
    }

    fn take_nav(&mut self, mark: Mark) {
        match mark {
            Mark::Start(name, attributes) => match name.as_str() {
                "nav" => self.is_in = value(&attributes, "type").is_none_or(|kind| kind == "toc"),
                "ol" if self.is_in => self.depth = self.depth.saturating_add(1),
                "a" if self.is_in => {
                    let href = value(&attributes, "href").unwrap_or_default().to_owned();
                    self.open = Some((String::new(), self.depth.saturating_sub(1), href));
                }
                _ => {}
            },
            Mark::End(name) => match name.as_str() {
                "nav" => self.is_in = false,
                "ol" => self.depth = self.depth.saturating_sub(1),
                "a" => self.close(),
                _ => {}
            },
            Mark::Text(words) => self.say(&words),
        }
    }

    fn take_ncx(&mut self, mark: Mark) {
        match mark {
            Mark::Start(name, attributes) => match name.as_str() {
                "navpoint" => {
                    self.close();
                    self.open = Some((String::new(), self.depth, String::new()));
                    self.depth = self.depth.saturating_add(1);
                }
                "navlabel" => self.labels += 1,
                "content" => {
                    if let (Some((_, _, href)), Some(src)) = (&mut self.open, value(&attributes, "src")) {
                        src.clone_into(href);
                    }
                }
                "navmap" => self.is_in = true,
                "pagelist" | "navlist" => self.is_in = false,
                _ => {}
            },
            Mark::End(name) => match name.as_str() {
                "navpoint" => {
                    self.close();
                    self.depth = self.depth.saturating_sub(1);
                }
                "navlabel" => self.labels = self.labels.saturating_sub(1),
                _ => {}
            },
            Mark::Text(words) if self.labels > 0 => self.say(&words),
            Mark::Text(_) => {}
        }
    }

    fn say(&mut self, words: &str) {
        if let Some((line, ..)) = &mut self.open
            && line.len() < CHARS_MAX * 4
        {
            line.push_str(words);
        }
    }

    fn close(&mut self) {
        let Some((words, depth, href)) = self.open.take() else { return };
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(CHARS_MAX).collect();
        let Some((path, name)) = resolve(self.path, &href) else { return };
        let Some(chapter) = self.order.iter().position(|file| *file == path) else { return };
        if self.is_in && !words.is_empty() && self.lines.len() < LINES_MAX {
            self.lines.push(Line { words, depth, place: Place { chapter, name } });
        }
    }
}
