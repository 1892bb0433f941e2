//! The drive thread: sees sticks that are put in or taken out, while a page waits for one. Looks every two seconds, and
//! not at all while nobody waits; the window hears of it only when something changed.

use super::event::News;
use super::request::Ticket;
use super::store_thread::{Post, guarded};
use crate::job::drives;
use crate::model::problem::Problem;
use std::ffi::OsString;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// How often it hears whether it should stop.
const STEP: Duration = Duration::from_millis(250);
/// Steps between two looks.
const STEPS: u32 = 8;

/// A page that waits for a change.
pub(super) struct WatchJob {
    pub ticket: Ticket,
    pub seen: u64,
    pub instead: Option<OsString>,
}

enum End {
    Done(Result<News, Problem>),
    /// Another page waits now.
    Newer(WatchJob),
    /// The store thread has ended.
    Gone,
}

/// Works until the store thread has ended.
pub(super) fn run(jobs: &Receiver<Option<WatchJob>>, post: &Post) {
    while let Ok(next) = jobs.recv() {
        let mut waiting = next;
        while let Some(job) = waiting.take() {
            match watch(jobs, &job, post) {
                End::Done(result) => post.last(job.ticket, result),
                End::Newer(newer) => {
                    post.last(job.ticket, Ok(News::Done));
                    waiting = Some(newer);
                }
                End::Gone => {
                    post.last(job.ticket, Ok(News::Done));
                    return;
                }
            }
        }
    }
}

fn watch(jobs: &Receiver<Option<WatchJob>>, job: &WatchJob, post: &Post) -> End {
    let cancel = post.cancel_of(job.ticket);
    for step in 0_u32.. {
        if cancel.load(Ordering::Relaxed) {
            break;
        }
        if step.is_multiple_of(STEPS) {
            match guarded(|| Ok(drives::seen(job.instead.as_deref()))) {
                Ok(seen) if seen == job.seen => {}
                Ok(seen) => return End::Done(Ok(News::DrivesChanged { seen })),
                Err(problem) => return End::Done(Err(problem)),
            }
        }
        match jobs.recv_timeout(STEP) {
            Ok(Some(newer)) => return End::Newer(newer),
            Ok(None) => break, // nobody is in who could wait
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return End::Gone,
        }
    }
    End::Done(Ok(News::Done))
}
