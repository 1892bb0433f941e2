//! The decode thread: keeps a little sound and a few pictures ready, and starts the clock when they are.

use super::deck::Deck;
use super::facts::Why;
use super::feed::{Feed, Opened, Source};
use super::output::Output;
use super::resample::Resampler;
use super::sound::{Heard, Stereo};
use super::state::{Failure, Frame, Shared, Sound, State};
use super::track::Fault;
use super::video::{Decoded, Step};
use super::watch::{Rested, Watch};
use super::yuv::Colour;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

/// Sound kept ready, so that a slow picture is not heard.
const SOUND_AHEAD_US: i64 = 700_000;
/// Sound is put one after the other unless its time is off by more than this, or some before it could not be decoded.
const APART_US: i64 = 20_000;
/// The longest silence put for sound that is missing.
const SILENCE_US_MAX: i64 = 2_000_000;
/// Sound that must be ready before the clock starts.
const SOUND_FIRST_US: i64 = 120_000;
/// Memory of pictures kept ready.
const PICTURES_BYTES_MAX: usize = 24 << 20;
/// Behind the clock by so much, pictures that no other needs are left out.
const HURRY_BEHIND_US: i64 = 150_000;
/// However late, a picture is shown so often.
const SHOW_EVERY_US: i64 = 250_000;

/// Before any picture.
const NEVER_US: i64 = i64::MIN / 4;
/// So many pictures in a row that cannot be decoded are no film.
const UNDECODABLE_MAX: u32 = 100;

/// Opens the sound device at a rate, if there is one.
type OpenOutput = Box<dyn FnOnce(u32, &Arc<Deck>) -> Option<Output> + Send>;
/// Opens the file.
pub type OpenFeed = Box<dyn FnOnce(Box<dyn Source>) -> Result<Feed, Fault> + Send>;

/// What playing is made of besides the file; tests put in their own.
pub struct Parts {
    pub feed: OpenFeed,
    pub output: OpenOutput,
    pub watch: Watch,
}

impl Parts {
    /// What the program plays with.
    pub fn of_program(has_device: bool) -> Self {
        Self {
            feed: Box::new(Feed::open),
            output: Box::new(move |rate, deck| if has_device { Output::open(rate, deck) } else { None }),
            watch: Watch::of_program(),
        }
    }
}

/// What to do next.
enum Job {
    Quit,
    Seek(i64),
    Sound,
    Picture,
    Wait(Duration),
}

struct Engine<'a> {
    shared: &'a Shared,
    feed: Feed,
    colour: Option<Colour>,
    output: Option<Output>,
    resampler: Option<Resampler>,
    pictures_max: usize,
    is_sound_over: bool,
    /// Whether the sound last met could not be decoded.
    is_sound_torn: bool,
    has_told_stop: bool,
    serial: u64,
    last_kept_us: i64,
    /// Pictures in a row that could not be decoded.
    undecodable: u32,
}

/// Opens the file and plays it until the player is dropped. A panic anywhere in it stops this file, and no more.
pub fn run(shared: &Shared, reader: Box<dyn Source>, parts: Parts) {
    let outcome = catch_unwind(AssertUnwindSafe(|| play(shared, reader, parts)));
    if outcome.is_err() {
        shared.pulse.end();
        shared.deck.stop();
        let mut state = shared.lock();
        let at_ms = u64::try_from(state.position_us(&shared.deck)).unwrap_or(0) / 1000;
        state.is_wanted = false;
        state.failure = Some(Failure::Unplayable(Why::Damaged { at_ms, detail: "the decoder gave up".to_owned() }));
        drop(state);
        shared.tell();
    }
}

fn play(shared: &Shared, reader: Box<dyn Source>, parts: Parts) {
    let reader = Box::new(Rested::new(reader, shared.pulse.clone(), Arc::clone(&shared.reads)));
    shared.pulse.begin();
    let opened = (parts.feed)(reader);
    shared.pulse.end();
    let feed = match opened {
        Ok(feed) => feed,
        Err(fault) => {
            shared.lock().failure = Some(match fault {
                Fault::Unplayable(why) => Failure::Unplayable(why),
                Fault::Read(source) => Failure::Damaged { at_ms: 0, source: Arc::new(source) },
            });
            shared.tell();
            return;
        }
    };
    let mut engine = Engine::new(shared, feed, parts.output);
    shared.tell();
    loop {
        let job = engine.next_job();
        shared.pulse.begin();
        match job {
            Job::Quit => return,
            Job::Seek(at_us) => engine.seek(at_us),
            Job::Sound => engine.sound(),
            Job::Picture => engine.picture(),
            Job::Wait(time) => {
                shared.pulse.end();
                engine.wait(time);
            }
        }
        shared.pulse.end();
    }
}

impl<'a> Engine<'a> {
    fn new(shared: &'a Shared, feed: Feed, open_output: OpenOutput) -> Self {
        let opened = feed.opened();
        let rate = opened.sound_rate;
        let output = rate.and_then(|rate| open_output(rate, &shared.deck));
        let mut resampler = None;
        if let (Some(output), Some(rate)) = (&output, rate) {
            shared.deck.lead_by_sound(output.rate);
            resampler = (output.rate != rate).then(|| Resampler::new(rate, output.rate));
        }
        let (width, height) = opened.shown_size.unwrap_or((1, 1));
        let bytes = (width as usize * height as usize * 4).max(1);
        let mut state = shared.lock();
        state.sound = match (opened.sound_rate, &output) {
            (None, _) => Sound::None,
            (Some(_), None) => Sound::NoDevice,
            (Some(_), Some(_)) => Sound::Device,
        };
        state.sought =
            state.sought.map(|at_us| if opened.duration_us > 0 { at_us.min(opened.duration_us) } else { at_us });
        state.opened = Some(opened);
        drop(state);
        let colour = feed.colour();
        Self {
            shared,
            feed,
            colour,
            output,
            resampler,
            pictures_max: (PICTURES_BYTES_MAX / bytes).clamp(3, 12),
            is_sound_over: false,
            is_sound_torn: false,
            has_told_stop: false,
            serial: 0,
            last_kept_us: NEVER_US,
            undecodable: 0,
        }
    }

    fn deck(&self) -> &Deck {
        &self.shared.deck
    }

    fn next_job(&mut self) -> Job {
        self.mind_device();
        let shared = self.shared;
        let mut state = shared.lock();
        if state.is_quitting {
            return Job::Quit;
        }
        if let Some(at_us) = state.sought.take() {
            state.waiting.clear();
            state.broken = None;
            state.is_video_over = false;
            state.is_waiting = true;
            state.is_starved = false;
            shared.deck.reset(at_us);
            return Job::Seek(at_us);
        }
        state.settle(&shared.deck, &shared.reads);
        let has_begun = self.begin(&mut state);
        let wants_sound = self.output.is_some() && !self.is_sound_over && shared.deck.waiting_us() < SOUND_AHEAD_US;
        let wants_pictures = !state.is_video_over && state.waiting.len() < self.pictures_max;
        let has_stopped = state.failure.is_some() || state.has_ended;
        let is_running = shared.deck.is_running();
        // Once it plays, a picture may take as long as the sound kept ready.
        let is_sound_short = is_running || shared.deck.waiting_us() < SOUND_FIRST_US;
        drop(state);
        if has_begun || (has_stopped && !self.has_told_stop) {
            shared.tell();
        }
        self.has_told_stop = has_stopped;
        if has_stopped {
            Job::Wait(Duration::from_secs(1))
        } else if wants_sound && (is_sound_short || !wants_pictures) {
            Job::Sound
        } else if wants_pictures {
            Job::Picture
        } else if wants_sound {
            Job::Sound
        } else {
            Job::Wait(Duration::from_millis(if is_running { 15 } else { 1000 }))
        }
    }

    /// Ends the waiting once the next picture and some sound are there; starts the clock if wanted.
    fn begin(&self, state: &mut State) -> bool {
        let deck = self.deck();
        let has_picture = state.is_video_over || !state.waiting.is_empty();
        let has_sound = self.output.is_none() || self.is_sound_over || deck.waiting_us() >= SOUND_FIRST_US;
        let mut has_begun = false;
        if state.is_waiting && has_picture && has_sound {
            state.is_waiting = false;
            has_begun = true;
            if let Some(first) = state.waiting.pop_front() {
                state.current = Some(first);
            }
        }
        if state.is_starved && has_picture && has_sound {
            state.is_starved = false;
            has_begun = true;
        }
        let is_ready = !state.is_waiting && !state.is_starved;
        if is_ready && state.is_wanted && !deck.is_running() && state.failure.is_none() && !state.has_ended {
            deck.start();
            state.counted_us = Some(deck.now_us());
            has_begun = true;
        }
        if !state.is_wanted && deck.is_running() {
            deck.stop();
        }
        has_begun
    }

    /// A device that is gone leaves a clock that goes on.
    fn mind_device(&mut self) {
        let is_gone = self.output.as_ref().is_some_and(|output| output.is_lost() || self.deck().is_lost());
        if is_gone {
            self.output = None;
            self.deck().lead_by_clock();
            self.shared.lock().sound = Sound::NoDevice;
            self.shared.tell();
        }
    }

    fn seek(&mut self, at_us: i64) {
        self.is_sound_over = false;
        self.is_sound_torn = false;
        self.undecodable = 0;
        self.last_kept_us = NEVER_US;
        if let Some(resampler) = &mut self.resampler {
            resampler.reset();
        }
        self.feed.hurry(false);
        if let Err(fault) = self.feed.seek(at_us) {
            self.broken(at_us, fault);
        }
    }

    /// Remembers a failed read until the clock comes there; at once if nothing is there to be played until then.
    fn broken(&mut self, at_us: i64, fault: io::Error) {
        log::warn!("reading stopped at {} ms: {fault}", at_us / 1000);
        let is_dry = self.deck().waiting_us() <= 0;
        self.is_sound_over = true;
        self.deck().complete();
        let now = self.deck().now_us();
        let mut state = self.shared.lock();
        state.is_video_over = true;
        let is_film = state.opened.is_some_and(|opened| opened.shown_size.is_some());
        let is_empty = if is_film { state.waiting.is_empty() } else { is_dry };
        let has_nothing = (state.is_waiting || state.is_starved) && is_empty;
        let is_past = |opened: Opened| opened.duration_us > 0 && at_us > opened.duration_us;
        if state.opened.is_some_and(is_past) && !has_nothing {
            return; // of what an edit list leaves out
        }
        let at_us = at_us.max(now);
        if state.broken.as_ref().is_none_or(|(earlier, _)| at_us < *earlier) {
            state.broken = Some((at_us, Arc::new(fault)));
        }
        if has_nothing {
            state.broken = state.broken.take().map(|(_, fault)| (i64::MIN, fault));
        }
    }

    fn sound(&mut self) {
        let (_, at_us) = self.feed.at_us();
        match self.feed.step_sound() {
            Ok(Heard::Block { at_us, samples }) => self.push(at_us, samples),
            Ok(Heard::More) => {}
            Ok(Heard::Undecodable { at_us, detail }) => {
                log::warn!("sound at {} ms cannot be decoded: {detail}", at_us / 1000);
                self.is_sound_torn = true;
                self.shared.lock().undecodable_count += 1;
            }
            Ok(Heard::End) => {
                self.is_sound_over = true;
                self.deck().complete();
            }
            Err(fault) => self.broken(at_us, fault),
        }
    }

    /// Hands samples to the device at their time: with silence for what is missing before them, without what would be
    /// heard when others already are.
    fn push(&mut self, at_us: i64, mut samples: Vec<Stereo>) {
        let Some(out_rate) = self.output.as_ref().map(|output| output.rate) else { return };
        let count = |us: i64, rate: u32| {
            let samples =
                us.clamp(0, SILENCE_US_MAX).saturating_mul(i64::from(rate)).saturating_add(500_000) / 1_000_000;
            usize::try_from(samples).unwrap_or(0)
        };
        let gap_us = at_us.saturating_sub(self.deck().tail_us());
        if gap_us > APART_US || (gap_us > 0 && self.is_sound_torn) {
            self.deck().push(&vec![[0.0; 2]; count(gap_us, out_rate)]);
        } else if gap_us < -APART_US {
            let rate = self.feed.opened().sound_rate.unwrap_or(out_rate);
            samples.drain(..count(-gap_us, rate).min(samples.len()));
        }
        self.is_sound_torn = false;
        for sample in &mut samples {
            // What a damaged packet gives may be no number, or louder than any sound.
            *sample = sample.map(|side| if side.is_finite() { side.clamp(-1.0, 1.0) } else { 0.0 });
        }
        match &mut self.resampler {
            Some(resampler) => {
                let resampled = resampler.process(&samples);
                self.deck().push(&resampled);
            }
            None => self.deck().push(&samples),
        }
    }

    fn picture(&mut self) {
        let (at_us, _) = self.feed.at_us();
        match self.feed.step_video() {
            Ok(Step::Picture(decoded)) => self.show(decoded),
            Ok(Step::More) => {}
            Ok(Step::Undecodable { at_us, detail }) => self.undecodable(at_us, &detail),
            Ok(Step::End) if self.undecodable > 0 && self.last_kept_us == NEVER_US => {
                self.broken(at_us, io::Error::other("no picture to the end"));
            }
            Ok(Step::End) => self.shared.lock().is_video_over = true,
            Err(fault) => self.broken(at_us, fault),
        }
    }

    /// One picture is a pity; when none comes any more, the file cannot be played from there.
    fn undecodable(&mut self, at_us: i64, detail: &str) {
        log::warn!("a picture at {} ms cannot be decoded: {detail}", at_us / 1000);
        self.shared.lock().undecodable_count += 1;
        self.undecodable += 1;
        if self.undecodable >= UNDECODABLE_MAX {
            self.broken(at_us, io::Error::other(detail.to_owned()));
        }
    }

    fn show(&mut self, decoded: Decoded) {
        self.undecodable = 0;
        let deck = self.deck();
        let now = deck.now_us();
        let is_running = deck.is_running();
        let is_late = is_running && decoded.at_us.saturating_add(decoded.lasts_us) < now;
        self.feed.hurry(is_running && now.saturating_sub(decoded.at_us) > HURRY_BEHIND_US);
        if is_late && now.saturating_sub(self.last_kept_us) < SHOW_EVERY_US {
            self.shared.lock().late_count += 1;
            return;
        }
        self.last_kept_us = now;
        let Some(colour) = self.colour else { return };
        self.serial += 1;
        let frame = Frame {
            serial: self.serial,
            at_ms: u64::try_from(decoded.at_us).unwrap_or(0).div_ceil(1000),
            width: decoded.frame.width as u32,
            height: decoded.frame.height as u32,
            planes: Arc::new(decoded.frame),
            colour,
        };
        self.shared.lock().waiting.push_back(frame);
    }

    fn wait(&self, time: Duration) {
        let mut state = self.shared.lock();
        if std::mem::take(&mut state.is_rung) {
            return;
        }
        let bell = self.shared.bell.wait_timeout(state, time);
        drop(bell.unwrap_or_else(PoisonError::into_inner));
    }
}
