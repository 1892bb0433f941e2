//! An open book: its title, its contents, its pages. A page is a chapter, or a part of a long one.

use super::chapter;
use super::content::{Node, Place, each, spans_of};
use super::contents::{self, Line};
use super::package::{self, Package};
use super::unpack::Unpack;
use crate::media::picture::{Picture, shrunk};
use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;
use std::ops::Range;
use std::sync::Arc;

/// The largest book, in bytes: it is held in memory while it is read.
pub const FILE_BYTES_MAX: u64 = 96 << 20;
/// The largest chapter or table of contents, unpacked.
pub const TEXT_BYTES_MAX: usize = 4 << 20;
/// All chapters together, unpacked.
pub const TEXTS_BYTES_MAX: usize = 48 << 20;
/// The largest picture, as a file.
pub const PICTURE_BYTES_MAX: usize = 16 << 20;
/// Pictures are kept no larger than this, in pixels a side.
pub const PICTURE_SIDE_MAX: u32 = 1_400;
/// Pixels of all pictures of one page.
const PAGE_PIXELS_MAX: u64 = 12_000_000;
/// A page of a long chapter ends after so many characters, or so many parts.
const PAGE_CHARS: usize = 30_000;
const PAGE_NODES: usize = 300;

/// Why a book is not shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookFault {
    /// The bytes cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(String),
    /// Not an EPUB.
    #[error("this is not an EPUB, or it is damaged")]
    NoBook,
    /// Copy protection.
    #[error("the book is locked")]
    Locked,
    /// Larger than books are.
    #[error("the book, or a file in it, is larger than can be shown")]
    TooLarge,
    /// A file that the book names is not in it.
    #[error("the file {0} is missing in the book")]
    Missing(String),
    /// A file cannot be unpacked or read.
    #[error("the file {0} in the book is damaged")]
    Damaged(String),
    /// No words.
    #[error("the book has no chapters")]
    Empty,
}

/// One page: a range of a chapter's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFacts {
    /// Which chapter.
    pub chapter: usize,
    /// Which of its parts.
    pub nodes: Range<usize>,
    /// What the table of contents calls it, or its first heading.
    pub title: String,
    /// Characters on it and before it in the whole book.
    pub chars: Range<usize>,
}

/// What is known of a book as soon as it is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookFacts {
    /// Its title.
    pub title: String,
    /// Its pages, at least one.
    pub pages: Vec<PageFacts>,
    /// Its table of contents: words, depth, page, name of the place.
    pub contents: Vec<(String, u8, usize, String)>,
    /// Named places, by chapter and name: the page they are on.
    places: BTreeMap<Place, usize>,
}

impl BookFacts {
    /// Characters of the whole book, at least 1.
    #[must_use]
    pub fn chars(&self) -> usize {
        self.pages.last().map_or(1, |last| last.chars.end).max(1)
    }

    /// The page a place is on.
    #[must_use]
    pub fn page_of(&self, place: &Place) -> Option<usize> {
        let begins = || self.pages.iter().position(|page| page.chapter == place.chapter);
        self.places.get(place).copied().or_else(begins)
    }
}

/// A page, ready to be shown.
#[derive(Debug, Clone, Default)]
pub struct BookPage {
    /// Which.
    pub page: usize,
    /// Its parts; of places only those that something leads to.
    pub nodes: Vec<Node>,
    /// Its pictures by path; those that cannot be decoded are not among them.
    pub pictures: BTreeMap<String, Picture>,
}

/// A book held in memory.
pub struct Book {
    bytes: Arc<Vec<u8>>,
    package: Package,
    facts: Arc<BookFacts>,
    targets: HashSet<Place>,
}

impl Book {
    /// Opens a book and reads all its chapters once.
    ///
    /// # Errors
    /// [`BookFault`].
    pub fn open(bytes: Arc<Vec<u8>>) -> Result<Self, BookFault> {
        let mut unpack = Unpack::open(&bytes)?;
        let package = package::read(&mut unpack)?;
        let lines = table(&mut unpack, &package);
        let mut targets: HashSet<Place> = lines.iter().map(|line| line.place.clone()).collect();
        let mut pages = Vec::new();
        let mut named = Vec::new();
        let mut whole = 0;
        for (index, path) in package.order.iter().enumerate() {
            let text = unpack.text(path, TEXT_BYTES_MAX)?;
            whole += text.len();
            if whole > TEXTS_BYTES_MAX {
                return Err(BookFault::TooLarge);
            }
            let read = chapter::read(path, &text, &package.order);
            if !read.is_whole {
                return Err(BookFault::Damaged(path.clone()));
            }
            each(&read.nodes, &mut |node| targets.extend(spans_of(node).filter_map(|span| span.link.clone())));
            cut(index, &read.nodes, &mut pages, &mut named);
        }
        if pages.is_empty() {
            return Err(BookFault::Empty);
        }
        let places = named.into_iter().filter(|(place, _)| targets.contains(place)).collect();
        let mut facts = BookFacts { title: package.title.clone(), pages, contents: Vec::new(), places };
        name_pages(&mut facts, &lines);
        Ok(Self { bytes, package, facts: Arc::new(facts), targets })
    }

    /// What is known of it.
    #[must_use]
    pub fn facts(&self) -> Arc<BookFacts> {
        Arc::clone(&self.facts)
    }

    /// Reads a page, with its pictures.
    ///
    /// # Errors
    /// [`BookFault`].
    pub fn page(&self, page: usize) -> Result<BookPage, BookFault> {
        let mut read = self.words(page)?;
        let mut unpack = Unpack::open(&self.bytes)?;
        let mut paths = Vec::new();
        each(&read.nodes, &mut |node| {
            if let Node::Picture(path, _) = node {
                paths.push(path.clone());
            }
        });
        let mut pixels = 0;
        for path in paths {
            if pixels > PAGE_PIXELS_MAX || read.pictures.contains_key(&path) {
                continue;
            }
            match picture(&mut unpack, &path) {
                Ok(picture) => {
                    pixels += u64::from(picture.width) * u64::from(picture.height);
                    read.pictures.insert(path, picture);
                }
                Err(fault) => log::warn!("a picture of a book: {fault}"),
            }
        }
        Ok(read)
    }

    /// Reads a page without its pictures.
    ///
    /// # Errors
    /// [`BookFault`].
    pub fn words(&self, page: usize) -> Result<BookPage, BookFault> {
        let facts = self.facts.pages.get(page).ok_or(BookFault::Empty)?;
        let path = self.package.order.get(facts.chapter).ok_or(BookFault::Empty)?;
        let text = Unpack::open(&self.bytes)?.text(path, TEXT_BYTES_MAX)?;
        let nodes = chapter::read(path, &text, &self.package.order).nodes;
        let is_kept = |node: &Node| match node {
            Node::Place(name) => self.targets.contains(&Place { chapter: facts.chapter, name: name.clone() }),
            _ => true,
        };
        let nodes = nodes.into_iter().skip(facts.nodes.start).take(facts.nodes.len()).filter(is_kept).collect();
        Ok(BookPage { page, nodes, pictures: BTreeMap::new() })
    }

    /// Paths of all pictures that its pages show.
    ///
    /// # Errors
    /// [`BookFault`] of a page, or of a picture that cannot be shown.
    pub fn check_pictures(&self, mut go_on: impl FnMut(usize) -> bool) -> Result<(), BookFault> {
        let mut unpack = Unpack::open(&self.bytes)?;
        let mut known = HashSet::new();
        for page in 0..self.facts.pages.len() {
            let mut paths = Vec::new();
            each(&self.words(page)?.nodes, &mut |node| {
                if let Node::Picture(path, _) = node {
                    paths.push(path.clone());
                }
            });
            for path in paths {
                if known.insert(path.clone()) && !path.ends_with(".svg") {
                    picture(&mut unpack, &path)?;
                }
            }
            if !go_on(page) {
                break;
            }
        }
        Ok(())
    }
}

fn picture(unpack: &mut Unpack, path: &str) -> Result<Picture, BookFault> {
    let bytes = unpack.read(path, PICTURE_BYTES_MAX)?;
    shrunk(Cursor::new(bytes), PICTURE_SIDE_MAX, PICTURE_SIDE_MAX).map_err(|_| BookFault::Damaged(path.to_owned()))
}

/// The table of contents, from whichever the book has.
fn table(unpack: &mut Unpack, package: &Package) -> Vec<Line> {
    for (path, is_ncx) in [(&package.nav, false), (&package.ncx, true)] {
        let Some(path) = path else { continue };
        match unpack.text(path, TEXT_BYTES_MAX) {
            Ok(text) => {
                let lines = contents::read(path, &text, &package.order, is_ncx);
                if !lines.is_empty() {
                    return lines;
                }
            }
            Err(fault) => log::warn!("a book's table of contents: {fault}"),
        }
    }
    Vec::new()
}

/// Cuts a chapter to pages, and notes on which page each named place is.
fn cut(chapter: usize, nodes: &[Node], pages: &mut Vec<PageFacts>, named: &mut Vec<(Place, usize)>) {
    if !nodes.iter().any(|node| !matches!(node, Node::Place(_))) {
        return;
    }
    let mut start = 0;
    let mut from = pages.last().map_or(0, |last: &PageFacts| last.chars.end);
    let mut chars = 0;
    for (at, node) in nodes.iter().enumerate() {
        if let Node::Place(name) = node {
            named.push((Place { chapter, name: name.clone() }, pages.len()));
        }
        chars += node.chars().max(1);
        let is_last = at + 1 == nodes.len();
        // A heading, and the name of a place, begin a page rather than end one.
        let begins = matches!(node, Node::Place(_) | Node::Heading(..));
        if is_last || (!begins && (chars >= PAGE_CHARS || at - start >= PAGE_NODES)) {
            let title = first_heading(&nodes[start..=at]);
            pages.push(PageFacts { chapter, nodes: start..at + 1, title, chars: from..from + chars });
            from += chars;
            chars = 0;
            start = at + 1;
        }
    }
}

fn first_heading(nodes: &[Node]) -> String {
    let heading = nodes.iter().find_map(|node| match node {
        Node::Heading(_, words) => Some(words.iter().map(|span| span.words.as_str()).collect::<String>()),
        _ => None,
    });
    heading.unwrap_or_default().replace('\n', " ").chars().take(120).collect()
}

/// Gives pages the names that the table of contents has for them, and the table the pages.
fn name_pages(facts: &mut BookFacts, lines: &[Line]) {
    for line in lines {
        let Some(page) = facts.page_of(&line.place) else { continue };
        facts.contents.push((line.words.clone(), line.depth, page, line.place.name.clone()));
        if let Some(page) = facts.pages.get_mut(page).filter(|page| page.title.is_empty()) {
            page.title.clone_from(&line.words);
        }
    }
    if facts.contents.is_empty() {
        let titled = facts.pages.iter().enumerate().filter(|(_, page)| !page.title.is_empty());
        facts.contents = titled.map(|(n, page)| (page.title.clone(), 0, n, String::new())).collect();
    }
}
