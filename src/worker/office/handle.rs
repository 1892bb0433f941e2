//! The window's end of the office's threads: asks go in by ticket, what is told comes out. Never blocks.

use super::answer;
use super::ask::Ask;
use super::post::Post;
use super::room::Room;
use super::sticks::{self, Watch};
use super::told::{OfficeEvent, Told};
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::office::keys::Work;
use crate::office::registry::Place;
use crate::worker::Ticket;
use crate::worker::handle::Cancels;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// Asks that may wait. A person cannot ask faster.
const ASKS_MAX: usize = 256;
/// What may wait for a window that does not look. Steps beyond it are dropped, everything else waits.
const TOLD_MAX: usize = 1024;

/// What the threads are given.
#[derive(Debug, Clone)]
pub struct OfficeOptions {
    /// The office's folder.
    pub office: PathBuf,
    /// The registry, if it is not the file in that folder.
    pub registry: Option<Place>,
    /// The value of `FOOTHOLD_DRIVES`: folders taken for removable drives, instead of those found.
    pub drives: Option<OsString>,
    /// Folders where one begins to look for files, each once.
    pub places: Vec<PathBuf>,
    /// Whom this computer calls the person at it.
    pub by: String,
    /// What one try at a passphrase costs.
    pub work: Work,
}

/// What the office thread is given to do.
pub(super) enum Job {
    Ask(Ticket, Ask),
    Close,
}

/// The running threads. Dropping it waits for what is being written.
pub struct OfficeHandle {
    work: Option<SyncSender<Job>>,
    watches: Option<SyncSender<Watch>>,
    told: Receiver<OfficeEvent>,
    early: RefCell<VecDeque<OfficeEvent>>,
    last_ticket: Cell<u64>,
    cancels: Cancels,
    threads: Vec<JoinHandle<()>>,
}

impl OfficeHandle {
    /// Starts the threads. `wake` is called after each piece of news.
    ///
    /// # Panics
    /// If the system gives no thread at all.
    #[must_use]
    pub fn start(
        options: OfficeOptions,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        wake: Box<dyn Fn() + Send + Sync>,
    ) -> Self {
        let (work, asks) = sync_channel::<Job>(ASKS_MAX);
        let (watches, watched) = sync_channel::<Watch>(ASKS_MAX);
        let (tell, told) = sync_channel(TOLD_MAX);
        let cancels = Cancels::default();
        let post = Post::new(tell, Arc::from(wake), Arc::clone(&cancels), Arc::clone(&clock));
        let (stick_post, drives) = (post.clone(), options.drives.clone());
        let spawn = |name: &str, run: Box<dyn FnOnce() + Send>| {
            std::thread::Builder::new().name(name.into()).spawn(run).expect("a system that runs a window has threads")
        };
        let threads = vec![
            spawn("office", Box::new(move || answer::run(Room::new(options, clock, random), &asks, &post))),
            spawn("sticks", Box::new(move || sticks::run(&watched, drives.as_deref(), &stick_post))),
        ];
        let (early, last_ticket) = (RefCell::default(), Cell::new(0));
        Self { work: Some(work), watches: Some(watches), told, early, last_ticket, cancels, threads }
    }

    /// Asks. The ticket ends with exactly one last piece of news.
    pub fn send(&self, ask: Ask) -> Ticket {
        let ticket = Ticket(self.last_ticket.get() + 1);
        self.last_ticket.set(ticket.0);
        self.lock_cancels().insert(ticket, Arc::default());
        let sent = match ask {
            Ask::WatchSticks { seen } => give(self.watches.as_ref(), Watch { ticket, seen }),
            ask => give(self.work.as_ref(), Job::Ask(ticket, ask)),
        };
        if let Err(problem) = sent {
            self.lock_cancels().remove(&ticket);
            self.early.borrow_mut().push_back(OfficeEvent { ticket, told: Told::Failed(problem) });
        }
        ticket
    }

    /// The next piece of news, if there is one.
    pub fn next(&self) -> Option<OfficeEvent> {
        self.early.borrow_mut().pop_front().or_else(|| self.told.try_recv().ok()) // empty, or all said
    }

    /// The next piece of news, waiting for it at most so long. For tests.
    pub fn wait(&self, most: std::time::Duration) -> Option<OfficeEvent> {
        self.early.borrow_mut().pop_front().or_else(|| self.told.recv_timeout(most).ok()) // as above
    }

    /// Asks a long job to stop. Its ticket still ends by itself.
    pub fn cancel(&self, ticket: Ticket) {
        if let Some(cancel) = self.lock_cancels().get(&ticket) {
            cancel.store(true, Ordering::Relaxed);
        }
    }

    /// Takes no more asks, stops long jobs, and waits until all is on the disk.
    pub fn finish(&mut self) {
        for cancel in self.lock_cancels().values() {
            cancel.store(true, Ordering::Relaxed);
        }
        self.watches = None;
        let mut close = self.work.take().map(|work| (work, Job::Close));
        while let Some((work, message)) = close.take() {
            if let Err(TrySendError::Full(message)) = work.try_send(message) {
                self.rest();
                close = Some((work, message));
            }
        }
        for thread in std::mem::take(&mut self.threads) {
            while !thread.is_finished() {
                self.rest(); // nobody looks any more; a full channel must not hold it up
            }
            if thread.join().is_err() {
                log::error!("a thread ended by a fault of ours");
            }
        }
    }

    fn rest(&self) {
        while self.told.try_recv().is_ok() {}
        std::thread::sleep(std::time::Duration::from_millis(2));
    }

    fn lock_cancels(&self) -> MutexGuard<'_, HashMap<Ticket, Arc<AtomicBool>>> {
        lock(&self.cancels)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner) // a map of flags is never half changed
}

fn give<T>(to: Option<&SyncSender<T>>, what: T) -> Result<(), Problem> {
    let ended = || Problem::new(Code::Internal).because("the office's thread has ended");
    match to.ok_or_else(ended)?.try_send(what) {
        Ok(()) => Ok(()),
        Err(TrySendError::Full(_)) => Err(Problem::new(Code::StationBusy)),
        Err(TrySendError::Disconnected(_)) => Err(ended()),
    }
}

impl Drop for OfficeHandle {
    fn drop(&mut self) {
        self.finish();
    }
}
