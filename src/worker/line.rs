//! A window's end of its threads, whatever they do: tickets go out, news comes in, a job is asked to stop, and at the end
//! all is waited for. Never blocks but in that.

use super::request::Ticket;
use crate::model::problem::{Code, Problem};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// Requests that may wait. A person cannot ask faster; more is a fault of ours and is told so.
pub(in crate::worker) const REQUESTS_MAX: usize = 256;
/// News that may wait for a window that does not look. Steps beyond it are dropped, everything else waits.
pub(in crate::worker) const NEWS_MAX: usize = 1024;

/// Which tickets can be asked to stop.
pub(in crate::worker) type Cancels = Arc<Mutex<HashMap<Ticket, Arc<AtomicBool>>>>;

/// What a thread does, with its name.
pub(in crate::worker) type Work = (&'static str, Box<dyn FnOnce() + Send>);

/// See the module. `E` is the news.
pub(in crate::worker) struct Line<E> {
    news: Receiver<E>,
    early: RefCell<VecDeque<E>>,
    last_ticket: Cell<u64>,
    cancels: Cancels,
    threads: Vec<JoinHandle<()>>,
}

impl<E> Line<E> {
    /// Starts the threads.
    ///
    /// # Panics
    /// If the system gives no thread at all.
    pub(in crate::worker) fn start(news: Receiver<E>, cancels: Cancels, threads: Vec<Work>) -> Self {
        let spawn = |(name, run): Work| {
            std::thread::Builder::new().name(name.into()).spawn(run).expect("a system that runs a window has threads")
        };
        let threads = threads.into_iter().map(spawn).collect();
        Self { news, early: RefCell::default(), last_ticket: Cell::new(0), cancels, threads }
    }

    /// Opens a ticket and sends what it is for; where that cannot be sent, `refused` is the news that ends it.
    pub(in crate::worker) fn send(
        &self,
        give: impl FnOnce(Ticket) -> Result<(), Problem>,
        refused: impl FnOnce(Ticket, Problem) -> E,
    ) -> Ticket {
        let ticket = Ticket(self.last_ticket.get() + 1);
        self.last_ticket.set(ticket.0);
        self.lock_cancels().insert(ticket, Arc::default());
        if let Err(problem) = give(ticket) {
            self.lock_cancels().remove(&ticket);
            self.early.borrow_mut().push_back(refused(ticket, problem));
        }
        ticket
    }

    /// The next piece of news, if there is one.
    pub(in crate::worker) fn next(&self) -> Option<E> {
        self.early.borrow_mut().pop_front().or_else(|| self.news.try_recv().ok()) // empty, or all said
    }

    /// The next piece of news, waiting for it at most so long.
    pub(in crate::worker) fn wait(&self, most: Duration) -> Option<E> {
        self.early.borrow_mut().pop_front().or_else(|| self.news.recv_timeout(most).ok()) // as above
    }

    /// Asks a long job to stop. Its ticket still ends by itself.
    pub(in crate::worker) fn cancel(&self, ticket: Ticket) {
        if let Some(cancel) = self.lock_cancels().get(&ticket) {
            cancel.store(true, Ordering::Relaxed);
        }
    }

    /// Stops long jobs, sends the last word, and waits until every thread has ended.
    pub(in crate::worker) fn finish<M>(&mut self, to: Option<SyncSender<M>>, last: M) {
        for cancel in self.lock_cancels().values() {
            cancel.store(true, Ordering::Relaxed);
        }
        let mut close = to.map(|to| (to, last));
        while let Some((to, message)) = close.take() {
            if let Err(TrySendError::Full(message)) = to.try_send(message) {
                self.rest();
                close = Some((to, message));
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
        while self.news.try_recv().is_ok() {}
        std::thread::sleep(Duration::from_millis(2));
    }

    fn lock_cancels(&self) -> MutexGuard<'_, HashMap<Ticket, Arc<AtomicBool>>> {
        self.cancels.lock().unwrap_or_else(PoisonError::into_inner) // a map of flags is never half changed
    }
}

/// Gives a thread something to do, if it is there and not overrun.
pub(in crate::worker) fn give<M>(to: Option<&SyncSender<M>>, what: M) -> Result<(), Problem> {
    let ended = || Problem::new(Code::Internal).because("the thread has ended");
    match to.ok_or_else(ended)?.try_send(what) {
        Ok(()) => Ok(()),
        Err(TrySendError::Full(_)) => Err(Problem::new(Code::StationBusy)),
        Err(TrySendError::Disconnected(_)) => Err(ended()),
    }
}
