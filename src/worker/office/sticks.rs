//! Sees sticks that are put in or taken out, while a page waits for one. Looks every two seconds, and not at all while
//! nobody waits; the window hears of it only when something changed.

use super::post::Post;
use super::told::Told;
use crate::job::drives;
use crate::model::problem::Problem;
use crate::worker::Ticket;
use crate::worker::store_thread::guarded;
use std::ffi::OsStr;
use std::hash::{Hash as _, Hasher as _};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// How often it hears whether it should stop.
const STEP: Duration = Duration::from_millis(250);
/// Steps between two looks.
const STEPS: u32 = 8;

/// A page that waits for a change.
pub(super) struct Watch {
    pub ticket: Ticket,
    pub seen: u64,
}

/// Works until the window is gone.
pub(super) fn run(watches: &Receiver<Watch>, instead: Option<&OsStr>, post: &Post) {
    let mut next = watches.recv().ok();
    while let Some(watch) = next.take() {
        let (told, newer) = wait(&watch, watches, instead, post);
        post.last(watch.ticket, told);
        next = newer.or_else(|| watches.recv().ok());
    }
}

/// Waits for a change; a newer wait, or a cancelled one, ends it.
fn wait(
    watch: &Watch,
    watches: &Receiver<Watch>,
    instead: Option<&OsStr>,
    post: &Post,
) -> (Result<Told, Problem>, Option<Watch>) {
    let cancel = post.cancel_of(watch.ticket);
    for step in 0_u32.. {
        if cancel.load(Ordering::Relaxed) {
            break;
        }
        if step.is_multiple_of(STEPS) {
            match guarded(|| Ok(seen(instead))) {
                Ok(seen) if seen == watch.seen => {}
                Ok(seen) => return (Ok(Told::SticksChanged { seen }), None),
                Err(problem) => return (Err(problem), None),
            }
        }
        match watches.recv_timeout(STEP) {
            Ok(newer) => return (Ok(Told::Done), Some(newer)),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    (Ok(Told::Done), None)
}

/// A number for the sticks that are in and the sealed files on them; never 0.
fn seen(instead: Option<&OsStr>) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    for drive in drives::drives(instead) {
        (&drive.folder, &drive.label, drive.size_bytes).hash(&mut hasher);
        super::places::exports_in(&drive.folder).hash(&mut hasher);
    }
    hasher.finish().max(1)
}
