//! The file thread: what takes long and needs no database. Its end, which may need one, goes to the store thread.

use super::event::News;
use super::request::Ticket;
use super::store_thread::{InRoom, Post, Work, guarded};
use crate::job::watch::Watch;
use crate::model::problem::Problem;
use std::sync::mpsc::{Receiver, SyncSender};

/// How a file job goes on.
pub(super) enum Then {
    /// It is done.
    News(News),
    /// The database is needed to end it.
    Room(InRoom),
}

/// A job for this thread.
pub(super) type InFiles = Box<dyn FnOnce(&mut Watch<'_>) -> Result<Then, Problem> + Send>;

/// A job and its ticket.
pub(super) struct FileJob {
    pub ticket: Ticket,
    pub job: InFiles,
}

/// Works until the store thread has ended.
pub(super) fn run(jobs: &Receiver<FileJob>, back: &SyncSender<Work>, post: &Post) {
    while let Ok(FileJob { ticket, job }) = jobs.recv() {
        let cancel = post.cancel_of(ticket);
        let mut steps = post.steps(ticket);
        match guarded(|| job(&mut Watch::new(&mut steps, &cancel))) {
            Ok(Then::News(news)) => post.last(ticket, Ok(news)),
            Ok(Then::Room(rest)) => {
                if let Err(gone) = back.send(Work::Complete(ticket, rest)) {
                    log::error!("the store thread ended before {ticket:?} was done");
                    drop(gone);
                }
            }
            Err(problem) => post.last(ticket, Err(problem)),
        }
    }
}
