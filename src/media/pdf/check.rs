//! Whether a PDF can be shown on every station: asked once, when a pack is built, by drawing every page.

use super::document::{Lack, PageFault, PdfFault};
use super::reader::{PATIENCE, Phase, Reader, Want};
use std::io::Read;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

/// Pages are drawn so wide, in pixels: enough for every font and picture to be decoded.
const WIDTH: u32 = 480;
/// How often a page that does not end is looked after.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// A PDF that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfFacts {
    /// The words of each page, for the library's search.
    pub pages: Vec<String>,
}

/// Why a PDF cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unshowable {
    /// The whole document.
    #[error("{0}")]
    Document(#[from] PdfFault),
    /// One page.
    #[error("page {page}: {fault}")]
    Page {
        /// From 1.
        page: usize,
        /// Why.
        fault: PageFault,
    },
    /// A page that would be shown without a part.
    #[error("page {page}: {}", match lack { Lack::Font => "a font in it is damaged or of an unknown kind", Lack::Picture => "a picture in it cannot be decoded" })]
    Lacking {
        /// From 1.
        page: usize,
        /// What.
        lack: Lack,
    },
}

impl Unshowable {
    /// The command that mends it.
    #[must_use]
    pub fn mend(&self, file: &str) -> String {
        let quoted = |name: &str| format!("'{}'", name.replace('\'', r"'\''"));
        let mended = format!("{}-mended.pdf", file.strip_suffix(".pdf").unwrap_or(file));
        let (from, to) = (quoted(file), quoted(&mended));
        match self {
            Self::Document(PdfFault::Locked) => format!("take the lock off: qpdf --password=… --decrypt {from} {to}"),
            Self::Document(PdfFault::TooLarge) => {
                format!("make its pictures smaller: gs -sDEVICE=pdfwrite -dPDFSETTINGS=/ebook -o {to} {from}")
            }
            Self::Document(PdfFault::TooMany) => {
                format!("divide it into lessons: qpdf {from} --pages . 1-200 -- {to}")
            }
            Self::Document(PdfFault::Read(_)) => "look at the file’s permissions".to_owned(),
            Self::Document(PdfFault::Empty | PdfFault::Damaged | PdfFault::Stuck)
            | Self::Page { .. }
            | Self::Lacking { .. } => {
                format!("write it anew: gs -sDEVICE=pdfwrite -o {to} {from}")
            }
        }
    }
}

/// Draws every page once. `tell` hears of each page done and how many there are, and gives whether to go on.
///
/// # Errors
/// The first reason found. A check that was stopped gives what it has.
pub fn check_pdf(
    file: impl Read + Send + 'static,
    tell: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<PdfFacts, Unshowable> {
    let (rung, bell) = sync_channel(1);
    let wake = Arc::new(move || rung.try_send(()).unwrap_or(())); // rung already: it will look
    let reader = Reader::open(file, PATIENCE, wake);
    let wait = || match bell.recv_timeout(LOOK_EVERY) {
        Ok(()) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => reader.phase(),
    };
    let count = loop {
        match wait() {
            Phase::Opening => {}
            Phase::Open(facts) => break facts.pages.len(),
            Phase::Failed(fault) => return Err(fault.into()),
        }
    };
    let mut pages = Vec::with_capacity(count);
    while pages.len() < count {
        let page = pages.len();
        reader.want(vec![Want { page, width: WIDTH }]);
        let drawn = loop {
            if let Some(drawn) = reader.take_drawn().pop() {
                break drawn;
            }
            if let Some(fault) = reader.fault(page) {
                return Err(Unshowable::Page { page: page + 1, fault });
            }
            if let Phase::Failed(fault) = wait() {
                return Err(fault.into());
            }
        };
        if let Some(lack) = drawn.lack {
            return Err(Unshowable::Lacking { page: page + 1, lack });
        }
        pages.push(drawn.words.text.clone());
        if !tell(page + 1, count) {
            break;
        }
    }
    Ok(PdfFacts { pages })
}
