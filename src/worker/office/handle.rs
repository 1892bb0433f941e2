//! The window's end of the office's threads: asks go in by ticket, what is told comes out. Never blocks.

use super::answer;
use super::ask::Ask;
use super::post::Post;
use super::room::Room;
use super::sticks::{self, Watch};
use super::told::{OfficeEvent, Told};
use crate::model::ports::{Clock, Random};
use crate::office::keys::Work;
use crate::office::registry::Place;
use crate::worker::Ticket;
use crate::worker::line::{self, Cancels, Line, NEWS_MAX, REQUESTS_MAX, give};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

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
    line: Line<OfficeEvent>,
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
        let (work, asks) = sync_channel::<Job>(REQUESTS_MAX);
        let (watches, watched) = sync_channel::<Watch>(REQUESTS_MAX);
        let (tell, told) = sync_channel(NEWS_MAX);
        let cancels = Cancels::default();
        let post = Post::new(tell, Arc::from(wake), Arc::clone(&cancels), Arc::clone(&clock));
        let (stick_post, drives) = (post.clone(), options.drives.clone());
        let threads: Vec<line::Work> = vec![
            ("office", Box::new(move || answer::run(Room::new(options, clock, random), &asks, &post))),
            ("sticks", Box::new(move || sticks::run(&watched, drives.as_deref(), &stick_post))),
        ];
        Self { work: Some(work), watches: Some(watches), line: Line::start(told, cancels, threads) }
    }

    /// Asks. The ticket ends with exactly one last piece of news.
    pub fn send(&self, ask: Ask) -> Ticket {
        let give = |ticket| match ask {
            Ask::WatchSticks { seen } => give(self.watches.as_ref(), Watch { ticket, seen }),
            ask => give(self.work.as_ref(), Job::Ask(ticket, ask)),
        };
        self.line.send(give, |ticket, problem| OfficeEvent { ticket, told: Told::Failed(problem) })
    }

    /// The next piece of news, if there is one.
    pub fn next(&self) -> Option<OfficeEvent> {
        self.line.next()
    }

    /// The next piece of news, waiting for it at most so long. For tests.
    pub fn wait(&self, most: std::time::Duration) -> Option<OfficeEvent> {
        self.line.wait(most)
    }

    /// Asks a long job to stop. Its ticket still ends by itself.
    pub fn cancel(&self, ticket: Ticket) {
        self.line.cancel(ticket);
    }

    /// Takes no more asks, stops long jobs, and waits until all is on the disk.
    pub fn finish(&mut self) {
        self.watches = None;
        self.line.finish(self.work.take(), Job::Close);
    }
}

impl Drop for OfficeHandle {
    fn drop(&mut self) {
        self.finish();
    }
}
