//! A document's own table of contents (ISO 32000-1, 12.3.3), and the pages its lines lead to.

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, Name, ObjRef, Object, ObjectIdentifier, String as Text};
use std::collections::{HashMap, HashSet};

/// The most lines that are read.
pub const LINES_MAX: usize = 2_000;
/// The deepest line that is read.
pub const DEPTH_MAX: u8 = 6;
/// The longest line, in characters.
pub const CHARS_MAX: usize = 200;
/// How many nodes of a tree of names are looked at for one name.
const NAME_NODES_MAX: usize = 200;

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What it says.
    pub words: String,
    /// How deep it stands, from 0.
    pub depth: u8,
    /// The page it leads to, from 0.
    pub page: usize,
}

/// Reads the outline; lines that lead to no page are left out.
#[must_use]
pub fn read(pdf: &Pdf) -> Vec<Heading> {
    let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return Vec::new() };
    let Some(outlines) = catalog.get::<Dict<'_>>(b"Outlines") else { return Vec::new() };
    let pages = pdf.pages().iter().enumerate().filter_map(|(n, page)| Some((page.raw().obj_id()?, n))).collect();
    let mut reading = Reading { catalog, pages, visited: HashSet::new(), lines: Vec::new() };
    reading.branch(&outlines, 0);
    reading.lines
}

struct Reading<'a> {
    catalog: Dict<'a>,
    pages: HashMap<ObjectIdentifier, usize>,
    visited: HashSet<ObjectIdentifier>,
    lines: Vec<Heading>,
}

impl<'a> Reading<'a> {
    fn branch(&mut self, parent: &Dict<'a>, depth: u8) {
        let mut next = parent.get_ref(b"First").zip(parent.get::<Dict<'a>>(b"First"));
        while let Some((at, item)) = next {
            if !self.visited.insert(id_of(at)) || self.lines.len() >= LINES_MAX {
                return;
            }
            let words = item.get::<Text<'a>>(b"Title").map(|title| decoded(title.as_bytes())).unwrap_or_default();
            if let Some(page) = self.target(&item).filter(|_| !words.is_empty()) {
                self.lines.push(Heading { words, depth, page });
            }
            if depth < DEPTH_MAX {
                self.branch(&item, depth + 1);
            }
            next = item.get_ref(b"Next").zip(item.get::<Dict<'a>>(b"Next"));
        }
    }

    fn target(&self, item: &Dict<'a>) -> Option<usize> {
        let goes =
            || item.get::<Dict<'a>>(b"A").filter(|action| action.get::<Name<'_>>(b"S").as_deref() == Some(b"GoTo"));
        let place = item.get::<Object<'a>>(b"Dest").or_else(|| goes()?.get::<Object<'a>>(b"D"))?;
        self.page(place, 0)
    }

    fn page(&self, place: Object<'a>, depth: u8) -> Option<usize> {
        if depth > 3 {
            return None;
        }
        match place {
            Object::Array(array) => self.page_of(&array),
            Object::Dict(dict) => self.page(dict.get::<Object<'a>>(b"D")?, depth + 1),
            Object::Name(name) => {
                let named = self.catalog.get::<Dict<'a>>(b"Dests")?.get::<Object<'a>>(&*name)?;
                self.page(named, depth + 1)
            }
            Object::String(name) => self.page(self.named(name.as_bytes())?, depth + 1),
            _ => None,
        }
    }

    fn page_of(&self, array: &Array<'a>) -> Option<usize> {
        let first = array.raw_iter().next()?;
        match first.as_obj_ref() {
            Some(reference) => self.pages.get(&id_of(reference)).copied(),
            None => {
                let number = array.flex_iter().next::<u32>()? as usize;
                (number < self.pages.len()).then_some(number)
            }
        }
    }

    /// Looks a name up in the tree of names.
    fn named(&self, wanted: &[u8]) -> Option<Object<'a>> {
        let root = self.catalog.get::<Dict<'a>>(b"Names")?.get::<Dict<'a>>(b"Dests")?;
        let mut waiting = vec![root];
        let mut seen = 0;
        while let Some(node) = waiting.pop() {
            seen += 1;
            if seen > NAME_NODES_MAX {
                return None;
            }
            if let Some(names) = node.get::<Array<'a>>(b"Names") {
                let mut parts = names.flex_iter();
                while let Some(name) = parts.next::<Text<'a>>() {
                    let value = parts.next::<Object<'a>>();
                    if name.as_bytes() == wanted {
                        return value;
                    }
                }
            }
            let kids = node.get::<Array<'a>>(b"Kids");
            waiting.extend(kids.iter().flat_map(Array::iter::<Dict<'a>>).filter(|kid| holds(kid, wanted)));
        }
        None
    }
}

/// Whether a node's limits leave room for the name.
fn holds(node: &Dict<'_>, wanted: &[u8]) -> bool {
    let Some(limits) = node.get::<Array<'_>>(b"Limits") else { return true };
    let mut limits = limits.iter::<Text<'_>>();
    match (limits.next(), limits.next()) {
        (Some(first), Some(last)) => first.as_bytes() <= wanted && wanted <= last.as_bytes(),
        _ => true,
    }
}

fn id_of(reference: ObjRef) -> ObjectIdentifier {
    reference.into()
}

/// A text string (7.9.2.2): UTF-16 or UTF-8 with a mark, else Latin.
fn decoded(bytes: &[u8]) -> String {
    let words = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        latin => latin.iter().map(|byte| char::from(*byte)).collect(),
    };
    let words = words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|part| !part.is_empty());
    words.collect::<Vec<_>>().join(" ").chars().take(CHARS_MAX).collect()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}
