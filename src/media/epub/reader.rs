//! Reading one book: the part that a screen holds. Unpacking and reading go on in a thread of its own.

use super::book::{Book, BookFacts, BookFault, BookPage, FILE_BYTES_MAX};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Called from the book's thread when the screen should look again.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// How the book stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// It is being read.
    Opening,
    /// It can be shown.
    Open(Arc<BookFacts>),
    /// It cannot.
    Failed(BookFault),
}

struct State {
    phase: Phase,
    pages: Vec<Result<BookPage, (usize, BookFault)>>,
}

/// An open book. Dropping it ends its thread.
pub struct BookReader {
    state: Arc<Mutex<State>>,
    asks: Sender<usize>,
}

impl BookReader {
    /// Opens a book without waiting for it.
    #[must_use]
    pub fn open(file: impl Read + Send + 'static, wake: Wake) -> Self {
        let state = Arc::new(Mutex::new(State { phase: Phase::Opening, pages: Vec::new() }));
        let (asks, asked) = channel();
        let theirs = Arc::clone(&state);
        let spawned =
            std::thread::Builder::new().name("book".to_owned()).spawn(move || run(&theirs, file, &asked, &wake));
        if let Err(fault) = spawned {
            lock(&state).phase = Phase::Failed(BookFault::Read(fault.to_string()));
        }
        Self { state, asks }
    }

    /// How it stands.
    #[must_use]
    pub fn phase(&self) -> Phase {
        lock(&self.state).phase.clone()
    }

    /// Asks for a page.
    pub fn want(&self, page: usize) {
        if self.asks.send(page).is_err() {
            log::warn!("a book's thread has ended");
        }
    }

    /// The pages read since this was last asked.
    #[must_use]
    pub fn take(&self) -> Vec<Result<BookPage, (usize, BookFault)>> {
        std::mem::take(&mut lock(&self.state).pages)
    }
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner) // no change is left half done
}

fn run(state: &Mutex<State>, file: impl Read, asked: &Receiver<usize>, wake: &Wake) {
    let opened = contained(|| read(file).and_then(Book::open));
    lock(state).phase = match &opened {
        Ok(book) => Phase::Open(book.facts()),
        Err(fault) => Phase::Failed(fault.clone()),
    };
    wake();
    let Ok(book) = opened else { return };
    for page in asked {
        let read = contained(|| book.page(page)).map_err(|fault| (page, fault));
        lock(state).pages.push(read);
        wake();
    }
}

fn read(mut file: impl Read) -> Result<Arc<Vec<u8>>, BookFault> {
    let mut bytes = Vec::new();
    let read = file.by_ref().take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes);
    read.map_err(|fault| BookFault::Read(fault.to_string()))?;
    if bytes.len() as u64 > FILE_BYTES_MAX { Err(BookFault::TooLarge) } else { Ok(Arc::new(bytes)) }
}

/// Whatever the unpacker or a picture's decoder does, it does it to itself.
pub(super) fn contained<T>(work: impl FnOnce() -> Result<T, BookFault>) -> Result<T, BookFault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(BookFault::NoBook))
}
