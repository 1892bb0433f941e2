//! Whether an EPUB can be shown on every station: asked once, when a pack is built.

use super::book::{Book, BookFault, FILE_BYTES_MAX};
use super::content::{Node, each, spans_of};
use super::reader::contained;
use std::io::Read;
use std::sync::Arc;

/// A book that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpubFacts {
    /// The words of each page, for the library's search.
    pub pages: Vec<String>,
}

/// Reads every chapter and decodes every picture once. `go_on` hears of each page and how many there are.
///
/// # Errors
/// The first reason found.
pub fn check_epub(file: impl Read, go_on: &mut dyn FnMut(usize, usize) -> bool) -> Result<EpubFacts, BookFault> {
    let mut bytes = Vec::new();
    let read = file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes);
    read.map_err(|fault| BookFault::Read(fault.to_string()))?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(BookFault::TooLarge);
    }
    contained(|| {
        let book = Book::open(Arc::new(bytes))?;
        let count = book.facts().pages.len();
        book.check_pictures(|page| go_on(page + 1, count))?;
        let mut pages = Vec::with_capacity(count);
        for page in 0..count {
            pages.push(words(&book.words(page)?.nodes));
        }
        Ok(EpubFacts { pages })
    })
}

fn words(nodes: &[Node]) -> String {
    let mut out = String::new();
    each(nodes, &mut |node| {
        out.push(' ');
        spans_of(node).for_each(|span| out.push_str(&span.words));
        if let Node::Code(text) = node {
            out.push_str(text);
        }
    });
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl BookFault {
    /// What mends it.
    #[must_use]
    pub fn mend(&self, file: &str) -> String {
        let quoted = |name: &str| format!("'{}'", name.replace('\'', r"'\''"));
        let mended = format!("{}-mended.epub", file.strip_suffix(".epub").unwrap_or(file));
        match self {
            Self::Locked => "get a copy without copy protection from who made it".to_owned(),
            Self::TooLarge => "divide it, or make its pictures smaller".to_owned(),
            Self::Read(_) => "look at the file’s permissions".to_owned(),
            Self::NoBook | Self::Missing(_) | Self::Damaged(_) | Self::Empty => {
                format!("write it anew: ebook-convert {} {}", quoted(file), quoted(&mended))
            }
        }
    }
}
