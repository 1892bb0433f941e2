//! The window's end of the threads: requests go in by ticket, news comes out. Never blocks.

use super::drive_thread;
use super::event::{Event, News};
use super::file_thread::{self, FileJob};
use super::request::{Request, Ticket};
use super::room::{Outside, Room};
use super::search_thread;
use super::store_thread::{self, Others, Post, Work};
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// Requests that may wait. A person cannot ask faster; more is a fault of ours and is told so.
const REQUESTS_MAX: usize = 256;
/// News that may wait for a window that does not look. Steps beyond it are dropped, everything else waits.
const NEWS_MAX: usize = 1024;

/// Which tickets can be asked to stop.
pub(in crate::worker) type Cancels = Arc<Mutex<HashMap<Ticket, Arc<AtomicBool>>>>;

/// What the threads are given.
#[derive(Debug, Clone)]
pub struct Options {
    /// The home folder.
    pub home: PathBuf,
    /// The value of `FOOTHOLD_DRIVES`: folders taken for removable drives, instead of those found.
    pub drives: Option<OsString>,
    /// The packs that a try-out starts with.
    pub starter: Vec<PathBuf>,
}

/// The running threads. Dropping it ends the sitting under way and waits for what is being written.
pub struct Handle {
    work: Option<SyncSender<Work>>,
    news: Receiver<Event>,
    early: RefCell<VecDeque<Event>>,
    last_ticket: Cell<u64>,
    cancels: Cancels,
    threads: Vec<JoinHandle<()>>,
}

impl Handle {
    /// Starts the threads. `wake` is called after each piece of news.
    ///
    /// # Panics
    /// If the system gives no thread at all.
    #[must_use]
    pub fn start(
        options: Options,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        wake: Box<dyn Fn() + Send + Sync>,
    ) -> Self {
        let (work, requests) = sync_channel::<Work>(REQUESTS_MAX);
        let (files, jobs) = sync_channel::<FileJob>(REQUESTS_MAX);
        let (watches, watched) = sync_channel(REQUESTS_MAX);
        let (searches, sought) = sync_channel(REQUESTS_MAX);
        let (tell, news) = sync_channel(NEWS_MAX);
        let cancels = Cancels::default();
        let post = Post::new(tell, Arc::from(wake), Arc::clone(&cancels), Arc::clone(&clock));
        let outside = Outside { options, clock, random };
        let (file_post, drive_post, search_post, back) = (post.clone(), post.clone(), post.clone(), work.clone());
        let others = Others { files, watches, searches };
        let spawn = |name: &str, run: Box<dyn FnOnce() + Send>| {
            std::thread::Builder::new().name(name.into()).spawn(run).expect("a system that runs a window has threads")
        };
        let threads = vec![
            spawn("store", Box::new(move || store_thread::run(Room::new(outside), &requests, &others, &post))),
            spawn("search", Box::new(move || search_thread::run(&sought, &search_post))),
            spawn("drives", Box::new(move || drive_thread::run(&watched, &drive_post))),
            spawn("files", Box::new(move || file_thread::run(&jobs, &back, &file_post))),
        ];
        let (early, last_ticket) = (RefCell::default(), Cell::new(0));
        Self { work: Some(work), news, early, last_ticket, cancels, threads }
    }

    /// Asks. The ticket ends with exactly one last piece of news.
    pub fn send(&self, request: Request) -> Ticket {
        let ticket = Ticket(self.last_ticket.get() + 1);
        self.last_ticket.set(ticket.0);
        self.lock_cancels().insert(ticket, Arc::default());
        let ended = || Problem::new(Code::Internal).because("the store thread has ended");
        let problem = match &self.work {
            None => ended(),
            Some(work) => match work.try_send(Work::Ask(ticket, request)) {
                Ok(()) => return ticket,
                Err(TrySendError::Full(_)) => Problem::new(Code::StationBusy),
                Err(TrySendError::Disconnected(_)) => ended(),
            },
        };
        self.lock_cancels().remove(&ticket);
        self.early.borrow_mut().push_back(Event { ticket, news: News::Failed(problem) });
        ticket
    }

    /// The next piece of news, if there is one.
    pub fn next(&self) -> Option<Event> {
        self.early.borrow_mut().pop_front().or_else(|| self.news.try_recv().ok()) // empty, or all said
    }

    /// The next piece of news, waiting for it at most so long. For tests and for programs without a window.
    pub fn wait(&self, most: std::time::Duration) -> Option<Event> {
        self.early.borrow_mut().pop_front().or_else(|| self.news.recv_timeout(most).ok()) // as above
    }

    /// Asks a long job to stop. Its ticket still ends by itself.
    pub fn cancel(&self, ticket: Ticket) {
        if let Some(cancel) = self.lock_cancels().get(&ticket) {
            cancel.store(true, Ordering::Relaxed);
        }
    }

    /// Takes no more requests, stops long jobs, ends the sitting, and waits until all is on the disk.
    pub fn finish(&mut self) {
        for cancel in self.lock_cancels().values() {
            cancel.store(true, Ordering::Relaxed);
        }
        let mut close = self.work.take().map(|work| (work, Work::Close));
        while let Some((work, message)) = close.take() {
            if let Err(TrySendError::Full(message)) = work.try_send(message) {
                while self.news.try_recv().is_ok() {}
                std::thread::sleep(std::time::Duration::from_millis(2));
                close = Some((work, message));
            }
        }
        for thread in self.threads.drain(..) {
            while !thread.is_finished() {
                while self.news.try_recv().is_ok() {} // nobody looks any more; a full channel must not hold it up
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
            if thread.join().is_err() {
                log::error!("a thread ended by a fault of ours");
            }
        }
    }

    fn lock_cancels(&self) -> std::sync::MutexGuard<'_, HashMap<Ticket, Arc<AtomicBool>>> {
        self.cancels.lock().unwrap_or_else(PoisonError::into_inner) // a map of flags is never half changed
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.finish();
    }
}
