//! The search thread: the only one with the library's search index. It builds in small steps and answers between them,
//! so that no search waits for the index and nothing else waits for a search.

use super::event::News;
use super::request::Ticket;
use super::show;
use super::store_thread::{Post, guarded};
use crate::job::courses::StationCourse;
use crate::job::search::Searcher;
use crate::model::id::Lang;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

/// What this thread is given.
pub(super) enum SearchWork {
    /// The courses of the station, and where its index is.
    Library {
        /// The file.
        place: PathBuf,
        /// The courses.
        courses: Vec<Arc<StationCourse>>,
    },
    /// A search.
    Find {
        /// Its ticket.
        ticket: Ticket,
        /// As typed.
        words: String,
        /// The language of the person.
        lang: Lang,
    },
}

/// A search that waits.
type Wish = (Ticket, String, Lang);

/// Works until the store thread has ended.
pub(super) fn run(work: &Receiver<SearchWork>, post: &Post) {
    let mut searcher: Option<Searcher> = None;
    loop {
        let is_busy = searcher.as_ref().is_some_and(Searcher::is_busy);
        let first = if is_busy {
            match work.try_recv() {
                Ok(first) => Some(first),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => return,
            }
        } else {
            match work.recv() {
                Ok(first) => Some(first),
                Err(_) => return, // the store thread has ended
            }
        };
        let mut wish: Option<Wish> = None;
        for next in first.into_iter().chain(std::iter::from_fn(|| work.try_recv().ok())) {
            match next {
                SearchWork::Library { place, courses } => follow(&mut searcher, place, courses),
                SearchWork::Find { ticket, words, lang } => {
                    if let Some((stale, ..)) = wish.replace((ticket, words, lang)) {
                        post.last(stale, Ok(News::Done));
                    }
                }
            }
        }
        match (wish, &mut searcher) {
            (Some(wish), searcher) => answer(searcher, wish, post),
            (None, Some(searcher)) => step(searcher),
            (None, None) => {}
        }
    }
}

fn follow(searcher: &mut Option<Searcher>, place: PathBuf, courses: Vec<Arc<StationCourse>>) {
    match searcher {
        Some(held) if held.place() == place => held.follow(courses),
        _ => *searcher = Some(Searcher::new(&place, courses)),
    }
}

fn answer(searcher: &mut Option<Searcher>, (ticket, words, lang): Wish, post: &Post) {
    let found = guarded(|| {
        let answer = searcher.as_mut().map(|searcher| searcher.search(&words, &lang)).unwrap_or_default();
        Ok(News::Found(show::library::found(words, answer, &lang)))
    });
    if found.is_err()
        && let Some(searcher) = searcher
    {
        searcher.begin_again();
    }
    post.last(ticket, found);
}

fn step(searcher: &mut Searcher) {
    let done = guarded(|| {
        searcher.step();
        Ok(())
    });
    if let Err(problem) = done {
        log::error!("the search index: {problem}");
        searcher.begin_again();
    }
}
