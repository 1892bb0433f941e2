//! The window's end of the threads: requests go in by ticket, news comes out. Never blocks.

use super::drive_thread;
use super::event::{Event, News};
use super::file_thread::{self, FileJob};
use super::line::{self, Cancels, Line, NEWS_MAX, REQUESTS_MAX, give};
use super::request::{Request, Ticket};
use super::room::{Outside, Room};
use super::search_thread;
use super::store_thread::{self, Others, Post, Work};
use crate::model::ports::{Clock, Random};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

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
    line: Line<Event>,
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
        let threads: Vec<line::Work> = vec![
            ("store", Box::new(move || store_thread::run(Room::new(outside), &requests, &others, &post))),
            ("search", Box::new(move || search_thread::run(&sought, &search_post))),
            ("drives", Box::new(move || drive_thread::run(&watched, &drive_post))),
            ("files", Box::new(move || file_thread::run(&jobs, &back, &file_post))),
        ];
        Self { work: Some(work), line: Line::start(news, cancels, threads) }
    }

    /// Asks. The ticket ends with exactly one last piece of news.
    pub fn send(&self, request: Request) -> Ticket {
        let refused = |ticket, problem| Event { ticket, news: News::Failed(problem) };
        self.line.send(|ticket| give(self.work.as_ref(), Work::Ask(ticket, request)), refused)
    }

    /// The next piece of news, if there is one.
    pub fn next(&self) -> Option<Event> {
        self.line.next()
    }

    /// The next piece of news, waiting for it at most so long. For tests and for programs without a window.
    pub fn wait(&self, most: std::time::Duration) -> Option<Event> {
        self.line.wait(most)
    }

    /// Asks a long job to stop. Its ticket still ends by itself.
    pub fn cancel(&self, ticket: Ticket) {
        self.line.cancel(ticket);
    }

    /// Takes no more requests, stops long jobs, ends the sitting, and waits until all is on the disk.
    pub fn finish(&mut self) {
        self.line.finish(self.work.take(), Work::Close);
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.finish();
    }
}
