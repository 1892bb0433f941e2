//! Small pictures of a film's places, for whoever points at them: the nearest picture that stands alone, decoded on
//! demand by a thread of its own that rests as long as it worked. The newest wish wins, and what was decoded stays in a
//! small memory. Where nothing can be decoded there is no picture, and nobody waits for one.

use super::player::{Source, Wake};
use super::thumb_film::Film;
use super::watch::{self, Pulse};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Memory of pictures kept.
const BYTES_MAX: usize = 4 << 20;
/// A wish that is not followed by another for so long is worth decoding.
const SETTLED_AFTER: Duration = Duration::from_millis(60);
/// A hand that never rests gets a picture this often.
const UNSETTLED_MAX: Duration = Duration::from_millis(240);
/// However long a picture took, the next is not put off for longer.
const REST_MAX: Duration = Duration::from_millis(400);
/// So many places of a film are told apart, unless that would be less than a quarter of a second.
const PLACES: u64 = 400;

/// A small picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumb {
    /// When the film shows it.
    pub at_ms: u64,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Four bytes a pixel, rows from the top, opaque.
    pub rgba: Vec<u8>,
}

/// What is known of a place.
#[derive(Debug, Clone)]
pub enum Look {
    /// Its picture.
    Here(Arc<Thumb>),
    /// Perhaps there will be one.
    Coming,
    /// There is none.
    Nothing,
}

/// Pictures decoded, within [`BYTES_MAX`], the last used at the back.
#[derive(Default)]
struct Kept {
    thumbs: VecDeque<Arc<Thumb>>,
    bytes: usize,
    /// For each place looked at, when its picture is shown; nothing where there is none.
    places: BTreeMap<u64, Option<u64>>,
}

impl Kept {
    fn get(&mut self, at_ms: u64) -> Option<Arc<Thumb>> {
        let index = self.thumbs.iter().position(|thumb| thumb.at_ms == at_ms)?;
        let thumb = self.thumbs.remove(index)?;
        self.thumbs.push_back(Arc::clone(&thumb));
        Some(thumb)
    }

    fn put(&mut self, thumb: Thumb) {
        self.bytes += thumb.rgba.len();
        self.thumbs.push_back(Arc::new(thumb));
        while self.bytes > BYTES_MAX
            && let Some(oldest) = self.thumbs.pop_front()
        {
            self.bytes -= oldest.rgba.len();
        }
    }
}

#[derive(Default)]
struct State {
    wish: Option<u64>,
    wished_at: Option<Instant>,
    is_quitting: bool,
    /// The thread has ended, or will not come back.
    is_over: bool,
    kept: Kept,
}

struct Shared {
    state: Mutex<State>,
    bell: Condvar,
    pulse: Pulse,
    place_ms: u64,
    wake: Wake,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The small pictures of one film. Dropping it ends its thread.
pub struct Thumbs {
    shared: Arc<Shared>,
    reader: Option<Box<dyn Source>>,
}

impl Thumbs {
    /// For a film of that length, read by a reader of its own; nothing is read before the first wish. `wake` is called
    /// when a picture has come.
    #[must_use]
    pub fn new(reader: Box<dyn Source>, duration_ms: u64, wake: Wake) -> Self {
        let place_ms = (duration_ms / PLACES).max(250);
        let state = Mutex::new(State::default());
        let shared = Shared { state, bell: Condvar::new(), pulse: Pulse::default(), place_ms, wake };
        Self { shared: Arc::new(shared), reader: Some(reader) }
    }

    /// The picture of a place if it is there; else it is wished for, and every older wish is forgotten.
    pub fn look(&mut self, at_ms: u64) -> Look {
        self.start();
        let shared = &self.shared;
        let place = at_ms / shared.place_ms;
        let mut state = shared.lock();
        match state.kept.places.get(&place).copied() {
            Some(None) => return Look::Nothing,
            Some(Some(at_ms)) => {
                if let Some(thumb) = state.kept.get(at_ms) {
                    state.wish = None;
                    return Look::Here(thumb);
                }
            }
            None => {}
        }
        if !state.is_over && shared.pulse.is_stuck() {
            log::error!("a small picture does not come back: there will be no more of this film");
            state.is_over = true;
        }
        if !state.is_over && state.wish != Some(place) {
            state.wish = Some(place);
            state.wished_at = Some(Instant::now());
            shared.bell.notify_all();
        }
        if state.is_over { Look::Nothing } else { Look::Coming }
    }

    fn start(&mut self) {
        let Some(reader) = self.reader.take() else { return };
        let shared = Arc::clone(&self.shared);
        let is_started = !watch::is_off()
            && std::thread::Builder::new().name("thumbs".to_owned()).spawn(move || run(&shared, reader)).is_ok();
        self.shared.lock().is_over = !is_started;
    }
}

impl Drop for Thumbs {
    fn drop(&mut self) {
        self.shared.lock().is_quitting = true;
        self.shared.bell.notify_all();
    }
}

/// Decodes what is wished for until the pictures are dropped, or the file cannot be read as a film.
fn run(shared: &Shared, reader: Box<dyn Source>) {
    let mut film = None;
    let mut reader = Some(reader);
    while let Some(place) = next_wish(shared) {
        let began = Instant::now();
        shared.pulse.begin();
        if let Some(reader) = reader.take() {
            film = Film::open(reader);
        }
        let Some(film) = film.as_mut() else { break };
        decode(shared, film, place);
        shared.pulse.end();
        (shared.wake)();
        rest(shared, began.elapsed().min(REST_MAX));
    }
    shared.pulse.end();
    shared.lock().is_over = true;
}

/// Waits for a wish that has settled; nothing once no more will come.
fn next_wish(shared: &Shared) -> Option<u64> {
    let mut state = shared.lock();
    let mut first_at = None;
    loop {
        if state.is_quitting {
            return None;
        }
        let now = Instant::now();
        match state.wished_at.filter(|_| state.wish.is_some()) {
            None => {
                first_at = None;
                state = shared.bell.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            Some(at) => {
                let first = *first_at.get_or_insert(at);
                let due = (at + SETTLED_AFTER).min(first + UNSETTLED_MAX);
                if now >= due {
                    return state.wish;
                }
                let waited = shared.bell.wait_timeout(state, due - now);
                state = waited.unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }
}

/// Leaves the processor to others, unless the film is closed.
fn rest(shared: &Shared, time: Duration) {
    let until = Instant::now() + time;
    let mut state = shared.lock();
    while let Some(left) = until.checked_duration_since(Instant::now()).filter(|_| !state.is_quitting) {
        let waited = shared.bell.wait_timeout(state, left);
        state = waited.unwrap_or_else(PoisonError::into_inner).0;
    }
}

fn decode(shared: &Shared, film: &mut Film, place: u64) {
    let middle_ms = place * shared.place_ms + shared.place_ms / 2;
    let key_ms = film.find(middle_ms);
    let has_it = key_ms.is_some_and(|at_ms| shared.lock().kept.get(at_ms).is_some());
    let thumb = if has_it { None } else { key_ms.and_then(|at_ms| film.picture(at_ms)) };
    let mut state = shared.lock();
    let found = if has_it { key_ms } else { thumb.as_ref().map(|thumb| thumb.at_ms) };
    state.kept.places.insert(place, found);
    if let Some(thumb) = thumb {
        state.kept.put(thumb);
    }
    if state.wish == Some(place) {
        state.wish = None;
    }
}
