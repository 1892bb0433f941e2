//! Reading one document: the part that a screen holds. Nothing here waits; parsing, drawing and searching go on in a
//! thread of its own.
//!
//! ```text
//! want(pages), search(words) ─► state ◄─ document thread ─► pages drawn   ─► take_drawn()
//!                                 └─ busy since ─► watch: a thread that never ends is left behind
//! ```
//!
//! Pixels are given out once and not kept: the screen holds the few it shows.

use super::document::{FILE_BYTES_MAX, Facts, Lack, PageFault, PdfFault, Pixels, Session, contained, facts, parse};
use super::words::{PageWords, count};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Called from the document thread when the screen should look again.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// So long may one page take before its thread is left behind.
pub const PATIENCE: Duration = Duration::from_secs(12);
/// So many threads may be left behind; after that the document is closed.
const LEFT_BEHIND_MAX: u32 = 2;
/// The parser keeps decoded page contents: after so many bytes it is begun anew.
const KEPT_BYTES_MAX: usize = 12 << 20;
/// And after so many pages, for its fonts.
const SESSION_PAGES_MAX: usize = 48;
/// Deep nesting is bounded, and fits.
const STACK_BYTES: usize = 32 << 20;
/// The longest words that are searched for, in characters.
pub const SOUGHT_CHARS_MAX: usize = 100;

/// A page that a screen wants to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Want {
    /// Which, from 0.
    pub page: usize,
    /// How wide, in pixels.
    pub width: u32,
}

/// A page that was drawn.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// What was wanted.
    pub want: Want,
    /// Its pixels.
    pub pixels: Pixels,
    /// Its words.
    pub words: Arc<PageWords>,
    /// What is missing on it.
    pub lack: Option<Lack>,
}

/// How the document stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    /// It is being read.
    Opening,
    /// It can be shown.
    Open(Arc<Facts>),
    /// It cannot.
    Failed(PdfFault),
}

/// What a search has found so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What is searched for.
    pub sought: String,
    /// Pages with the number of matches on each, ascending.
    pub pages: Vec<(usize, usize)>,
    /// Whether all pages were looked at.
    pub is_whole: bool,
}

struct Search {
    found: Found,
    next: usize,
}

struct State {
    phase: Phase,
    bytes: Option<Arc<Vec<u8>>>,
    wants: Vec<Want>,
    drawing: Option<Want>,
    drawn: Vec<Drawn>,
    faults: BTreeMap<usize, PageFault>,
    texts: Vec<Option<Arc<str>>>,
    search: Option<Search>,
    busy: Option<(usize, Instant)>,
    /// Which thread may still speak.
    turn: u32,
    is_quitting: bool,
}

struct Shared {
    state: Mutex<State>,
    bell: Condvar,
    wake: Wake,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner) // no change is left half done
    }
}

/// An open document. Dropping it ends its thread.
pub struct Reader {
    shared: Arc<Shared>,
    patience: Duration,
}

impl Reader {
    /// Opens a document without waiting for it.
    #[must_use]
    pub fn open(file: impl Read + Send + 'static, patience: Duration, wake: Wake) -> Self {
        let state = State {
            phase: Phase::Opening,
            bytes: None,
            wants: Vec::new(),
            drawing: None,
            drawn: Vec::new(),
            faults: BTreeMap::new(),
            texts: Vec::new(),
            search: None,
            busy: None,
            turn: 0,
            is_quitting: false,
        };
        let shared = Arc::new(Shared { state: Mutex::new(state), bell: Condvar::new(), wake });
        let theirs = Arc::clone(&shared);
        spawn(&shared, move || load(&theirs, file));
        Self { shared, patience }
    }

    /// How it stands. Leaves a thread behind that has been on one page for too long.
    #[must_use]
    pub fn phase(&self) -> Phase {
        let mut state = self.shared.lock();
        if let Some((page, since)) = state.busy
            && since.elapsed() >= self.patience
        {
            self.leave_behind(&mut state, page);
        }
        state.phase.clone()
    }

    fn leave_behind(&self, state: &mut State, page: usize) {
        log::warn!("page {} of a document took longer than {:?}", page + 1, self.patience);
        state.busy = None;
        state.drawing = None;
        state.turn += 1;
        state.faults.insert(page, PageFault::Slow);
        state.wants.retain(|want| want.page != page);
        if let Some(text) = state.texts.get_mut(page) {
            *text = Some(Arc::from("")); // the search goes on without it
        }
        if state.turn > LEFT_BEHIND_MAX || state.bytes.is_none() || state.texts.is_empty() {
            state.phase = Phase::Failed(PdfFault::Stuck);
            return;
        }
        let (theirs, turn) = (Arc::clone(&self.shared), state.turn);
        spawn_with(&self.shared, state, move || work(&theirs, turn));
    }

    /// Says which pages are wanted now, the most wanted first. Pages drawn and not wanted any more are not drawn.
    pub fn want(&self, wants: Vec<Want>) {
        let mut state = self.shared.lock();
        let is_new = |want: &Want| {
            !state.faults.contains_key(&want.page)
                && state.drawing != Some(*want)
                && !state.drawn.iter().any(|drawn| drawn.want == *want)
        };
        let wants: Vec<Want> = wants.into_iter().filter(is_new).collect();
        if state.wants == wants {
            return;
        }
        state.wants = wants;
        self.shared.bell.notify_all();
    }

    /// Whether a page is on its way.
    #[must_use]
    pub fn is_at_work(&self) -> bool {
        let state = self.shared.lock();
        state.busy.is_some() || !state.wants.is_empty() || matches!(state.phase, Phase::Opening)
    }

    /// The pages drawn since this was last asked.
    #[must_use]
    pub fn take_drawn(&self) -> Vec<Drawn> {
        std::mem::take(&mut self.shared.lock().drawn)
    }

    /// Why a page is not shown.
    #[must_use]
    pub fn fault(&self, page: usize) -> Option<PageFault> {
        self.shared.lock().faults.get(&page).cloned()
    }

    /// Looks for words in the whole document; for none, forgets the search.
    pub fn search(&self, sought: &str) {
        let sought: String = sought.trim().chars().take(SOUGHT_CHARS_MAX).collect();
        let mut state = self.shared.lock();
        if state.search.as_ref().map_or("", |search| search.found.sought.as_str()) == sought {
            return;
        }
        let begun = Search { found: Found { sought, ..Found::default() }, next: 0 };
        state.search = (!begun.found.sought.is_empty()).then_some(begun);
        self.shared.bell.notify_all();
    }

    /// What the search has found so far.
    #[must_use]
    pub fn found(&self) -> Option<Found> {
        self.shared.lock().search.as_ref().map(|search| search.found.clone())
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.shared.lock().is_quitting = true;
        self.shared.bell.notify_all();
    }
}

fn spawn(shared: &Arc<Shared>, work: impl FnOnce() + Send + 'static) {
    let mut state = shared.lock();
    spawn_with(shared, &mut state, work);
}

fn spawn_with(shared: &Arc<Shared>, state: &mut State, work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().name("document".to_owned()).stack_size(STACK_BYTES);
    if let Err(fault) = thread.spawn(work) {
        state.phase = Phase::Failed(PdfFault::Read(fault.to_string()));
        (shared.wake)();
    }
}

/// Reads the file, opens it, and goes on to work.
fn load(shared: &Arc<Shared>, file: impl Read) {
    let opened = read(file).and_then(|bytes| {
        shared.lock().bytes = Some(Arc::clone(&bytes));
        shared.lock().busy = Some((0, Instant::now()));
        contained(|| Ok(parse(&bytes).map(|pdf| facts(&pdf)))).unwrap_or(Err(PdfFault::Damaged))
    });
    let mut state = shared.lock();
    if state.turn != 0 || state.is_quitting {
        return;
    }
    state.busy = None;
    let is_open = opened.is_ok();
    match opened {
        Ok(facts) => {
            state.texts = vec![None; facts.pages.len()];
            state.phase = Phase::Open(Arc::new(facts));
        }
        Err(fault) => state.phase = Phase::Failed(fault),
    }
    drop(state);
    (shared.wake)();
    if is_open {
        work(shared, 0);
    }
}

fn read(mut file: impl Read) -> Result<Arc<Vec<u8>>, PdfFault> {
    let mut bytes = Vec::new();
    let read = file.by_ref().take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes);
    read.map_err(|fault| PdfFault::Read(fault.to_string()))?;
    if bytes.len() as u64 > FILE_BYTES_MAX { Err(PdfFault::TooLarge) } else { Ok(Arc::new(bytes)) }
}

/// What there is to do next.
enum Job {
    Draw(Want),
    Look(usize, String),
}

/// Draws and searches until the reader is dropped, or until this thread is left behind. A parser that has kept much, or
/// that a page made panic, is begun anew.
fn work(shared: &Arc<Shared>, turn: u32) {
    let Some(bytes) = shared.lock().bytes.clone() else { return };
    loop {
        let parsed = contained(|| Ok(parse(&bytes)));
        let Ok(Ok(pdf)) = parsed else { return }; // it was parsed before
        let mut session = Session::new(&pdf);
        for _ in 0..SESSION_PAGES_MAX {
            let Some(job) = next_job(shared, turn) else { return };
            if !done(shared, turn, &mut session, job) || session.kept_bytes > KEPT_BYTES_MAX {
                break;
            }
        }
    }
}

/// Waits for something to do. Nothing: this thread ends.
fn next_job(shared: &Shared, turn: u32) -> Option<Job> {
    let mut state = shared.lock();
    loop {
        if state.is_quitting || state.turn != turn {
            return None;
        }
        if let Some(want) = state.wants.first().copied() {
            state.wants.remove(0);
            state.drawing = Some(want);
            state.busy = Some((want.page, Instant::now()));
            return Some(Job::Draw(want));
        }
        if let Some(job) = next_look(&mut state) {
            return Some(job);
        }
        state = shared.bell.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
}

/// The next page to search whose words are not known yet; those that are known are searched here.
fn next_look(state: &mut State) -> Option<Job> {
    let State { search, texts, busy, .. } = state;
    let search = search.as_mut().filter(|search| !search.found.is_whole)?;
    let page = search.next;
    if page >= texts.len() {
        search.found.is_whole = true;
        return None;
    }
    search.next += 1;
    *busy = Some((page, Instant::now()));
    Some(Job::Look(page, search.found.sought.clone()))
}

/// Does one job; false if the parser should be begun anew.
fn done(shared: &Shared, turn: u32, session: &mut Session<'_>, job: Job) -> bool {
    match job {
        Job::Draw(want) => {
            let drawn = contained(|| {
                let words = session.words(want.page)?;
                session.draw(want.page, want.width).map(|(pixels, lack)| (words, pixels, lack))
            });
            let mut state = shared.lock();
            if state.turn != turn {
                return false;
            }
            state.busy = None;
            state.drawing = None;
            let is_whole = drawn.is_ok();
            match drawn {
                Ok((words, pixels, lack)) => {
                    remember(&mut state, want.page, &words.text);
                    state.drawn.push(Drawn { want, pixels, words: Arc::new(words), lack });
                }
                Err(fault) => drop(state.faults.insert(want.page, fault)),
            }
            drop(state);
            (shared.wake)();
            is_whole
        }
        Job::Look(page, sought) => {
            let known = shared.lock().texts.get(page).cloned().flatten();
            let (text, is_whole) = match known {
                Some(text) => (text, true),
                None => match contained(|| session.words(page)) {
                    Ok(words) => (Arc::from(words.text), true),
                    Err(_) => (Arc::from(""), false), // told when the page is drawn
                },
            };
            note(shared, turn, page, &sought, &text);
            is_whole
        }
    }
}

fn remember(state: &mut State, page: usize, text: &str) {
    if let Some(slot @ None) = state.texts.get_mut(page) {
        *slot = Some(Arc::from(text));
    }
}

/// Notes what one page gave to the search.
fn note(shared: &Shared, turn: u32, page: usize, sought: &str, text: &str) {
    let matches = count(text, sought);
    let mut state = shared.lock();
    if state.turn != turn {
        return;
    }
    state.busy = None;
    remember(&mut state, page, text);
    let pages = state.texts.len();
    let Some(search) = state.search.as_mut().filter(|search| search.found.sought == sought) else { return };
    if matches > 0 {
        search.found.pages.push((page, matches));
    }
    search.found.is_whole = page + 1 == pages;
    let is_news = (matches > 0 && search.found.pages.len() == 1) || search.found.is_whole || page % 32 == 31;
    drop(state);
    if is_news {
        (shared.wake)();
    }
}
