//! What the decode thread and the screen share, and the rules between clock, pictures and stretches watched.

use super::deck::Deck;
use super::facts::Why;
use super::feed::Opened;
use super::player::{Options, Wake};
use super::span::Spans;
use super::watch::{Pulse, Reads, SLOW_US, Watch};
use super::yuv::{Colour, Order, Yuv, to_pixels};
use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A picture to show.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Counts up; another number is another picture.
    pub serial: u64,
    /// When it is shown.
    pub at_ms: u64,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// As it was decoded.
    pub planes: Arc<Yuv>,
    /// What its planes mean.
    pub colour: Colour,
}

impl Frame {
    /// Four bytes a pixel, red first, rows from the top, opaque.
    #[must_use]
    pub fn rgba(&self) -> Vec<u8> {
        let mut out = vec![0; self.planes.width * self.planes.height * 4];
        if let Err(fault) = to_pixels(&self.planes, self.colour, Order::Rgba, &mut out) {
            log::warn!("a picture cannot be turned into colours: {fault}");
        }
        out
    }
}

/// Why playing stopped for good, or until another place is sought.
#[derive(Debug, Clone)]
pub enum Failure {
    /// The file is of a form that is not played.
    Unplayable(Why),
    /// The file could not be read on; the reader's own error tells why.
    Damaged {
        /// How far it came.
        at_ms: u64,
        /// The reader's error.
        source: Arc<io::Error>,
    },
}

/// What the player is doing.
#[derive(Debug, Clone)]
pub enum Phase {
    /// Reading the table of contents.
    Opening,
    /// Standing still.
    Paused,
    /// Playing, or about to.
    Playing,
    /// At the end.
    Ended,
    /// Stopped by a failure.
    Failed(Failure),
}

/// Where the sound goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sound {
    /// Not known yet.
    Unknown,
    /// The file has none.
    None,
    /// To a device.
    Device,
    /// There is no device, or it was lost: pictures and captions go on.
    NoDevice,
}

/// The state at one moment.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// What it is doing.
    pub phase: Phase,
    /// Where it stands.
    pub position_ms: u64,
    /// How long the file is; 0 until known.
    pub duration_ms: u64,
    /// Width and height in which pictures should be shown.
    pub shown_size: Option<(u32, u32)>,
    /// Loudness, ‰.
    pub volume_permille: u32,
    /// How fast it plays, ‰ of the recorded speed.
    pub speed_permille: u32,
    /// Where the sound goes.
    pub sound: Sound,
    /// Whether a place is being sought, or playing waits for pictures and sound.
    pub is_waiting: bool,
    /// Whether what it waits for takes long to be read.
    pub is_slow: bool,
    /// Pictures that came too late and were not shown.
    pub late_count: u64,
    /// Pictures and sounds that could not be decoded.
    pub undecodable_count: u64,
}

/// Shared by the two threads.
pub struct Shared {
    pub state: Mutex<State>,
    pub bell: Condvar,
    pub deck: Arc<Deck>,
    pub wake: Option<Wake>,
    pub pulse: Pulse,
    pub reads: Arc<Reads>,
}

impl Shared {
    pub fn new(options: &Options, watch: Watch) -> Self {
        let deck = Deck::new(Arc::clone(&options.ticks));
        deck.set_loudness(options.volume_permille);
        let at_us = us(options.start_ms);
        deck.reset(at_us);
        let state = State {
            is_wanted: options.is_playing,
            sought: Some(at_us),
            is_waiting: true,
            is_starved: false,
            is_quitting: false,
            is_rung: false,
            volume_permille: options.volume_permille.min(1000),
            opened: None,
            sound: Sound::Unknown,
            failure: None,
            broken: None,
            waiting: VecDeque::new(),
            current: None,
            is_video_over: false,
            has_ended: false,
            counted_us: None,
            watched: Spans::default(),
            watched_new: Spans::default(),
            late_count: 0,
            undecodable_count: 0,
        };
        Self {
            state: Mutex::new(state),
            bell: Condvar::new(),
            deck: Arc::new(deck),
            wake: options.wake.clone(),
            pulse: Pulse::new(watch),
            reads: Arc::new(Reads::new(Arc::clone(&options.ticks))),
        }
    }

    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the screen to look again; never call it with the state locked.
    pub fn tell(&self) {
        if let Some(wake) = &self.wake {
            wake();
        }
    }
}

/// Behind the lock.
pub struct State {
    /// Whether the person wants it to play.
    pub is_wanted: bool,
    /// A place to go to, not yet begun.
    pub sought: Option<i64>,
    /// Between a seek and its first picture, sound ready.
    pub is_waiting: bool,
    /// Stopped on the way, as the disk is slow, until there is something to show and to hear again.
    pub is_starved: bool,
    pub is_quitting: bool,
    /// Something was asked since the decode thread last looked.
    pub is_rung: bool,
    pub volume_permille: u32,
    pub opened: Option<Opened>,
    pub sound: Sound,
    pub failure: Option<Failure>,
    /// A read that failed, and the time from which it matters.
    pub broken: Option<(i64, Arc<io::Error>)>,
    /// Pictures to come, in order.
    pub waiting: VecDeque<Frame>,
    pub current: Option<Frame>,
    pub is_video_over: bool,
    pub has_ended: bool,
    /// Up to where the running stretch has been counted as watched.
    pub counted_us: Option<i64>,
    pub watched: Spans,
    pub watched_new: Spans,
    pub late_count: u64,
    pub undecodable_count: u64,
}

fn us(ms: u64) -> i64 {
    i64::try_from(ms.saturating_mul(1000)).unwrap_or(i64::MAX / 4).min(i64::MAX / 4)
}

fn ms(us: i64) -> u64 {
    u64::try_from(us).unwrap_or(0) / 1000
}

impl State {
    /// Notes a place to go to.
    pub fn ask_seek(&mut self, at_ms: u64) {
        let end = self.opened.map_or(i64::MAX / 4, |opened| opened.duration_us);
        self.sought = Some(if end > 0 { us(at_ms).min(end) } else { us(at_ms) });
        self.is_waiting = true;
        self.has_ended = false;
        self.counted_us = None;
        if matches!(self.failure, Some(Failure::Damaged { .. })) && self.opened.is_some() {
            self.failure = None;
        }
    }

    /// Brings everything to the clock's time: the picture on show, what was watched, the end.
    pub fn settle(&mut self, deck: &Deck, reads: &Reads) {
        if self.sought.is_some() || self.is_waiting || self.is_starved {
            return;
        }
        let is_slow = reads.is_slow();
        let limit_us = if is_slow { self.limit_us() } else { i64::MAX };
        let now = deck.now_until(limit_us);
        self.count(now);
        if is_slow && deck.is_running() && (now >= limit_us || deck.is_dry()) {
            deck.stop();
            self.is_starved = true;
            self.counted_us = None;
        }
        while self.waiting.front().is_some_and(|frame| us(frame.at_ms) <= now) {
            let next = self.waiting.pop_front();
            if let (Some(skipped), Some(_)) = (self.waiting.front(), &next)
                && us(skipped.at_ms) <= now
            {
                self.late_count += 1;
            }
            self.current = next;
        }
        if let Some((_, source)) = self.broken.take_if(|(at_us, _)| now >= *at_us) {
            deck.stop();
            self.counted_us = None;
            self.is_wanted = false;
            self.failure = Some(Failure::Damaged { at_ms: ms(now), source });
        }
        let Some(opened) = self.opened else { return };
        if self.broken.is_none() && opened.duration_us > 0 && now >= opened.duration_us && !self.has_ended {
            deck.stop();
            self.counted_us = None;
            self.has_ended = true;
            self.is_wanted = false;
            if let Some(last) = self.waiting.pop_back() {
                self.current = Some(last);
                self.waiting.clear();
            }
        }
    }

    /// How far the clock may go while nothing more is read: a little past the last picture that is there.
    fn limit_us(&self) -> i64 {
        let last = self.waiting.back().or(self.current.as_ref());
        match last {
            Some(last) if !self.is_video_over => us(last.at_ms).saturating_add(SLOW_US as i64),
            _ => i64::MAX,
        }
    }

    fn count(&mut self, now: i64) {
        let Some(from) = self.counted_us else { return };
        let end = self.opened.map(|opened| opened.duration_us).filter(|&end| end > 0).unwrap_or(now);
        let to = now.min(end);
        if to > from {
            self.watched.add(ms(from), ms(to));
            self.watched_new.add(ms(from), ms(to));
            self.counted_us = Some(to);
        }
    }

    /// Where it stands: the place sought while on the way there.
    pub fn position_us(&self, deck: &Deck) -> i64 {
        let now = self.sought.unwrap_or_else(|| deck.now_us());
        match self.opened {
            Some(opened) if opened.duration_us > 0 => now.clamp(0, opened.duration_us),
            _ => now.max(0),
        }
    }

    pub fn snapshot(&self, deck: &Deck, reads: &Reads) -> Snapshot {
        let phase = match (&self.failure, &self.opened) {
            (Some(failure), _) => Phase::Failed(failure.clone()),
            (None, None) => Phase::Opening,
            _ if self.has_ended => Phase::Ended,
            _ if self.is_wanted => Phase::Playing,
            _ => Phase::Paused,
        };
        Snapshot {
            phase,
            position_ms: ms(self.position_us(deck)),
            duration_ms: self.opened.map_or(0, |opened| ms(opened.duration_us)),
            shown_size: self.opened.and_then(|opened| opened.shown_size),
            volume_permille: self.volume_permille,
            speed_permille: deck.speed(),
            sound: self.sound,
            is_waiting: self.is_waiting || self.is_starved,
            is_slow: self.is_starved || (self.is_waiting && reads.is_slow()),
            late_count: self.late_count,
            undecodable_count: self.undecodable_count,
        }
    }

    pub fn next_change_ms(&self, deck: &Deck) -> Option<u64> {
        if !self.is_wanted || self.failure.is_some() || self.is_waiting || self.is_starved || self.has_ended {
            return None;
        }
        let now = deck.now_us();
        let next = match self.waiting.front() {
            Some(frame) => us(frame.at_ms).saturating_sub(now).saturating_mul(1000) / i64::from(deck.speed()),
            None => 20_000,
        };
        // Rounded up: a screen that looks a little too soon would be drawn twice for each picture.
        Some(u64::try_from(next.clamp(1_000, 100_000)).unwrap_or(1_000).div_ceil(1000))
    }
}
