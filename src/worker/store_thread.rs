//! The store thread: answers requests one after the other with the only connection to the database.

use super::answer::answer;
use super::drive_thread::WatchJob;
use super::event::{Event, News};
use super::file_thread::FileJob;
use super::line::Cancels;
use super::request::{Request, Ticket};
use super::room::Room;
use super::search_thread::SearchWork;
use super::view::StepView;
use crate::job::speed::Speed;
use crate::job::watch::Step;
use crate::model::id::Lang;
use crate::model::ports::Clock;
use crate::model::problem::{Code, Problem};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, SyncSender};
use std::sync::{Arc, PoisonError};

/// What comes after a file job, with the database; it may give the file thread more to do.
pub(super) type InRoom = Box<dyn FnOnce(&mut Room) -> Result<Outcome, Problem> + Send>;

/// What the store thread is given to do.
pub(super) enum Work {
    /// A request.
    Ask(Ticket, Request),
    /// The end of what the file thread began.
    Complete(Ticket, InRoom),
    /// The window is gone: end.
    Close,
}

/// What becomes of a request.
pub(super) enum Outcome {
    /// It is answered.
    News(News),
    /// The file thread does it.
    File(super::file_thread::InFiles),
    /// The search thread looks for it.
    Search {
        /// As typed.
        words: String,
        /// The language of the person.
        lang: Lang,
    },
    /// The drive thread waits for a change.
    Watch {
        /// The drives as last seen.
        seen: u64,
        /// Folders taken for drives.
        instead: Option<std::ffi::OsString>,
    },
}

/// The ways to the other threads.
pub(super) struct Others {
    pub files: SyncSender<FileJob>,
    /// None ends a wait.
    pub watches: SyncSender<Option<WatchJob>>,
    pub searches: SyncSender<SearchWork>,
}

/// Brings news to the window. Shared by the threads.
#[derive(Clone)]
pub(super) struct Post {
    tell: SyncSender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
    cancels: Cancels,
    clock: Arc<dyn Clock>,
}

impl Post {
    pub(super) fn new(
        tell: SyncSender<Event>,
        wake: Arc<dyn Fn() + Send + Sync>,
        cancels: Cancels,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { tell, wake, cancels, clock }
    }

    /// Ends a ticket.
    pub(super) fn last(&self, ticket: Ticket, result: Result<News, Problem>) {
        self.cancels.lock().unwrap_or_else(PoisonError::into_inner).remove(&ticket);
        let news = result.unwrap_or_else(|problem| {
            log::warn!("{problem}");
            News::Failed(problem)
        });
        if self.tell.send(Event { ticket, news }).is_ok() {
            (self.wake)();
        } // else the window is gone
    }

    /// Tells how far a long job is. If the window is far behind, this step is left out.
    fn step(&self, ticket: Ticket, step: StepView) {
        if self.tell.try_send(Event { ticket, news: News::Step(step) }).is_ok() {
            (self.wake)();
        }
    }

    /// Whether the ticket should stop.
    pub(super) fn cancel_of(&self, ticket: Ticket) -> Arc<AtomicBool> {
        let cancels = self.cancels.lock().unwrap_or_else(PoisonError::into_inner);
        cancels.get(&ticket).cloned().unwrap_or_default()
    }

    /// A listener that tells the steps of a ticket, with speed and time left, at most twenty times a second.
    pub(super) fn steps(&self, ticket: Ticket) -> impl FnMut(Step) + use<> {
        let (post, mut speed, mut told) = (self.clone(), Speed::new(), None);
        move |step: Step| {
            let now = post.clock.mono_ms();
            let pace = speed.at(step, now);
            let is_new_stage = told.is_none_or(|(stage, _)| stage != step.stage);
            if is_new_stage || step.done >= step.total || told.is_some_and(|(_, at)| now >= at + 50) {
                told = Some((step.stage, now));
                let (done, total) = (step.done, step.total);
                let view =
                    StepView { stage: step.stage, done, total, per_sec: pace.per_sec, secs_left: pace.secs_left };
                post.step(ticket, view);
            }
        }
    }
}

/// Works until the window is gone, then ends the sitting under way.
pub(super) fn run(mut room: Room, work: &Receiver<Work>, others: &Others, post: &Post) {
    let mut told = None;
    while let Ok(next) = work.recv() {
        let (ticket, result) = match next {
            Work::Close => break,
            Work::Ask(ticket, request) => {
                if matches!(request, Request::SignOut { .. }) && others.watches.try_send(None).is_err() {
                    log::warn!("the drives are still watched");
                }
                (ticket, guarded(|| answer(&mut room, ticket, request, post)))
            }
            Work::Complete(ticket, rest) => (ticket, guarded(|| rest(&mut room))),
        };
        if let Some(station) = &mut room.station
            && let Err(problem) = guarded(|| station.note_damage())
        {
            log::error!("damage could not be written down: {problem}");
        }
        match result {
            Ok(Outcome::News(news)) => post.last(ticket, Ok(news)),
            Ok(Outcome::File(job)) => {
                if others.files.try_send(FileJob { ticket, job }).is_err() {
                    post.last(ticket, Err(Problem::new(Code::StationBusy)));
                }
            }
            Ok(Outcome::Search { words, lang }) => {
                if others.searches.try_send(SearchWork::Find { ticket, words, lang }).is_err() {
                    post.last(ticket, Err(Problem::new(Code::StationBusy)));
                }
            }
            Ok(Outcome::Watch { seen, instead }) => {
                if others.watches.try_send(Some(WatchJob { ticket, seen, instead })).is_err() {
                    post.last(ticket, Err(Problem::new(Code::StationBusy)));
                }
            }
            Err(problem) => failed(&mut room, ticket, problem, post),
        }
        tell_courses(&room, others, &mut told);
    }
    if let Err(problem) = guarded(|| room.close()) {
        log::error!("the sitting could not be ended: {problem}");
    }
}

/// Tells the search thread which courses are here, whenever that may have changed, and after what was asked is answered.
fn tell_courses(room: &Room, others: &Others, told: &mut Option<(PathBuf, u64)>) {
    let Some(station) = &room.station else { return };
    let now = (station.open.home.search_db(), station.courses.turn());
    if told.as_ref() != Some(&now) {
        let courses = station.courses.all().cloned().collect();
        let library = SearchWork::Library { place: now.0.clone(), courses };
        if others.searches.try_send(library).is_ok() {
            *told = Some(now);
        } // else it is far behind: told again after the next request
    }
}

/// Ends a ticket that did not work out. After a fault of ours nothing in memory is believed.
fn failed(room: &mut Room, ticket: Ticket, problem: Problem, post: &Post) {
    if problem.code == Code::Internal
        && let Err(worse) = guarded(|| room.recover())
    {
        log::error!("after {problem}: {worse}");
    }
    post.last(ticket, Err(problem));
}

/// Does `work`; a panic is a problem like any other.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(Problem::new(Code::Internal).because(said(&*panic))))
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic".into())
}
