//! Another speed at the same pitch: samples go in at the speed of the recording, and come out at another.
//!
//! WSOLA (Verhelst and Roelands, ICASSP 1993): the sound is cut into windows that overlap by half, and each next one
//! is taken from where the speed wants it, moved by at most [`REACH_US`] to where it continues the last one best. At
//! the recorded speed nothing is touched.
//!
//! The place in the recording is counted in thousandths of a sample and moves by exactly the speed with each sample
//! given out, so that it never drifts; what is heard is never further from it than [`REACH_US`] and a rounding.

use super::sound::Stereo;
use std::collections::VecDeque;
use std::f32::consts::PI;

/// The speeds that are played, ‰ of the recorded one.
pub const SPEEDS: std::ops::RangeInclusive<u32> = 500..=2000;
/// The recorded speed.
pub const RECORDED: u32 = 1000;

/// Half a window: one cross-fade.
const HOP_US: u64 = 20_000;
/// How far a window may be moved: a whole period of the lowest voices.
const REACH_US: u64 = 12_000;
/// The first search looks at about so many samples a second.
const COARSE_RATE: u32 = 4_000;
/// A window further off must fit better by this factor.
const BETTER: f32 = 1.01;

/// Sound waiting to be heard at some speed.
pub struct Stretch {
    rate: u32,
    speed: u32,
    /// The recording, from sample number `first` on.
    queue: VecDeque<Stereo>,
    first: i64,
    is_complete: bool,
    /// Where the recording is, in thousandths of a sample, for the sample given out next.
    place: i64,
    /// Where the window given out last goes on in the recording; nothing while the recording is given out as it is.
    tail: Option<i64>,
    /// Samples made, the number of them given out, and the speed they were made for.
    made: Vec<Stereo>,
    given: usize,
    made_for: u32,
    fade: Vec<f32>,
}

impl Stretch {
    /// Nothing waits; the recorded speed.
    pub fn new(rate: u32) -> Self {
        let mut stretch = Self {
            rate: 1,
            speed: RECORDED,
            queue: VecDeque::new(),
            first: 0,
            is_complete: false,
            place: 0,
            tail: None,
            made: Vec::new(),
            given: 0,
            made_for: RECORDED,
            fade: Vec::new(),
        };
        stretch.set_rate(rate);
        stretch
    }

    /// Samples a second, both in and out. Forgets what waits.
    pub fn set_rate(&mut self, rate: u32) {
        self.rate = rate.max(1);
        let hop = self.samples(HOP_US).max(2);
        let step = PI / hop as f32;
        self.fade = (0..hop).map(|at| 0.5 - 0.5 * (step * (at as f32 + 0.5)).cos()).collect();
        self.reset();
    }

    /// Samples a second.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// Forgets what waits; the speed stays.
    pub fn reset(&mut self) {
        self.queue.clear();
        self.made.clear();
        (self.first, self.place, self.given, self.tail) = (0, 0, 0, None);
        self.is_complete = false;
    }

    /// The speed from the next window on, ‰.
    pub fn set_speed(&mut self, permille: u32) {
        self.speed = permille.clamp(*SPEEDS.start(), *SPEEDS.end());
    }

    /// Adds sound at the end.
    pub fn push(&mut self, samples: &[Stereo]) {
        self.queue.extend(samples);
    }

    /// Nothing is added any more: silence follows without end.
    pub fn complete(&mut self) {
        self.is_complete = true;
    }

    /// Whether nothing is added any more.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Microseconds of the recording since the last reset, up to the sample given out next.
    pub fn place_us(&self) -> i64 {
        let us = i128::from(self.place) * 1000 / i128::from(self.rate);
        i64::try_from(us).unwrap_or(i64::MAX)
    }

    /// Microseconds of the recording since the last reset, up to the end of what was added.
    pub fn end_us(&self) -> i64 {
        let us = i128::from(self.end()) * 1_000_000 / i128::from(self.rate);
        i64::try_from(us).unwrap_or(i64::MAX)
    }

    /// The next sample; nothing if it is not there yet.
    pub fn next(&mut self) -> Option<Stereo> {
        if self.given == self.made.len() {
            if self.tail.is_none() && self.speed == RECORDED {
                return self.next_as_it_is();
            }
            if !self.make() {
                return None;
            }
        }
        let sample = self.made.get(self.given).copied()?;
        self.given += 1;
        self.place += i64::from(self.made_for);
        Some(sample)
    }

    fn next_as_it_is(&mut self) -> Option<Stereo> {
        let behind = self.place.div_euclid(1000).saturating_sub(self.first);
        self.forget(behind);
        let sample = match self.queue.pop_front() {
            Some(sample) => sample,
            None if self.is_complete => [0.0; 2],
            None => return None,
        };
        self.first += 1;
        self.place += i64::from(RECORDED);
        Some(sample)
    }

    fn samples(&self, us: u64) -> usize {
        usize::try_from(u64::from(self.rate) * us / 1_000_000).unwrap_or(0)
    }

    fn end(&self) -> i64 {
        self.first.saturating_add(self.queue.len() as i64)
    }

    /// Makes one cross-fade from the last window to the next; false if the sound for it is not there yet.
    fn make(&mut self) -> bool {
        let hop = self.fade.len() as i64;
        let reach = self.samples(REACH_US) as i64;
        let place = self.place.div_euclid(1000);
        let tail = self.tail.unwrap_or(place);
        let is_back = self.speed == RECORDED;
        let reach = if is_back { 0 } else { reach };
        if !self.is_complete && self.end() < (tail + hop).max(place + reach + hop) {
            return false;
        }
        let next = if is_back { place } else { self.best(tail, place, reach) };
        let (from, to) = (self.part(tail), self.part(next));
        self.made.clear();
        let faded = self.fade.iter().zip(from.iter().zip(&to));
        self.made.extend(faded.map(|(&up, (from, to))| {
            [from[0] + up * (to[0] - from[0]), from[1] + up * (to[1] - from[1])] // the two weights add up to one
        }));
        self.given = 0;
        self.made_for = self.speed;
        self.tail = (!is_back).then_some(next + hop);
        let after = place + hop * i64::from(self.speed) / 1000;
        let keep = self.tail.map_or(after, |tail| tail.min(after - reach));
        self.forget(keep - self.first);
        true
    }

    fn forget(&mut self, count: i64) {
        let count = usize::try_from(count).unwrap_or(0).min(self.queue.len());
        self.queue.drain(..count);
        self.first += count as i64;
    }

    /// One half window from a sample of the recording on, with silence after its end.
    fn part(&self, from: i64) -> Vec<Stereo> {
        let skipped = usize::try_from(from - self.first).unwrap_or(0);
        let mut part: Vec<Stereo> = self.queue.iter().skip(skipped).take(self.fade.len()).copied().collect();
        part.resize(self.fade.len(), [0.0; 2]);
        part
    }

    /// The window near `place` that continues the one whose tail begins at `tail` best.
    fn best(&self, tail: i64, place: i64, reach: i64) -> i64 {
        let low = (place - reach).max(self.first);
        let high = (place + reach).max(low);
        let goal: Vec<f32> = self.part(tail).iter().map(|sample| sample[0] + sample[1]).collect();
        let length = usize::try_from(high - low).unwrap_or(0) + goal.len();
        let skipped = usize::try_from(low - self.first).unwrap_or(0);
        let mut field: Vec<f32> =
            self.queue.iter().skip(skipped).take(length).map(|sample| sample[0] + sample[1]).collect();
        field.resize(length, 0.0);
        let step = (self.rate / COARSE_RATE).max(1) as usize;
        let middle = usize::try_from(place - low).unwrap_or(0);
        let last = length - goal.len();
        let found = if step > 1 {
            let (goal, field) = (thinned(&goal, step), thinned(&field, step));
            step * nearest_best(&goal, &field, middle / step, (0, field.len().saturating_sub(goal.len())))
        } else {
            middle
        };
        let (from, to) = if step > 1 { (found.saturating_sub(step), (found + step).min(last)) } else { (0, last) };
        low + nearest_best(&goal, &field, found.min(last), (from.min(last), to)) as i64
    }
}

/// Means of so many neighbours each.
fn thinned(samples: &[f32], step: usize) -> Vec<f32> {
    samples.chunks_exact(step).map(|few| few.iter().sum::<f32>() / step as f32).collect()
}

/// Where in `field` something is most like `goal`, looking from `middle` outwards; of like ones the nearest.
fn nearest_best(goal: &[f32], field: &[f32], middle: usize, (from, to): (usize, usize)) -> usize {
    let likeness = |at: usize| {
        let part = field.get(at..at + goal.len()).unwrap_or_default();
        let (mut product, mut energy) = (0.0f32, 1e-9f32);
        for (&wanted, &found) in goal.iter().zip(part) {
            product += wanted * found;
            energy += found * found;
        }
        product / energy.sqrt()
    };
    let mut best = (middle, likeness(middle));
    for off in 1..=(to.saturating_sub(middle)).max(middle.saturating_sub(from)) {
        for at in [middle.checked_add(off), middle.checked_sub(off)].into_iter().flatten() {
            if (from..=to).contains(&at) {
                let found = likeness(at);
                if found > best.1 * BETTER && found > 0.0 {
                    best = (at, found);
                }
            }
        }
    }
    best.0
}
