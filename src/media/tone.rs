//! A short sound to try the headphones with: three notes, on the same way to the ear that films take.

use super::deck::{Deck, real_ticks};
use super::output::Output;
use super::sound::Stereo;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

/// Samples a second.
const RATE: u32 = 48_000;
/// The notes, in Hz: a chord, from below.
const NOTES: [f32; 3] = [392.0, 493.9, 587.3];
/// How long each is heard.
const NOTE_MS: u32 = 400;
/// Soft, beside a film at its loudest.
const LOUDNESS: f32 = 0.35;

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Heard {
    /// On its way.
    Playing = 0,
    /// It was played to the end.
    Played = 1,
    /// There is no sound device.
    NoDevice = 2,
}

/// A sound being played by a thread of its own.
#[derive(Debug)]
pub struct Tone {
    state: Arc<AtomicU8>,
}

impl Tone {
    /// Plays it, at so many ‰ of loudness, and calls `wake` when it has ended or there is no device.
    #[must_use]
    pub fn play(loudness_permille: u32, wake: impl Fn() + Send + 'static) -> Self {
        let state = Arc::new(AtomicU8::new(Heard::Playing as u8));
        let told = Arc::clone(&state);
        let work = move || {
            let heard = if sound(loudness_permille) { Heard::Played } else { Heard::NoDevice };
            told.store(heard as u8, Ordering::Relaxed);
            wake();
        };
        if let Err(fault) = std::thread::Builder::new().name("tone".into()).spawn(work) {
            log::error!("no thread for a sound: {fault}");
            state.store(Heard::NoDevice as u8, Ordering::Relaxed);
        }
        Self { state }
    }

    /// How far it is.
    #[must_use]
    pub fn heard(&self) -> Heard {
        match self.state.load(Ordering::Relaxed) {
            0 => Heard::Playing,
            1 => Heard::Played,
            _ => Heard::NoDevice,
        }
    }
}

/// Plays the notes; false if there is no device, or it went away.
fn sound(loudness_permille: u32) -> bool {
    let deck = Arc::new(Deck::new(real_ticks()));
    let Some(output) = Output::open(RATE, &deck) else { return false };
    deck.lead_by_sound(output.rate);
    deck.set_loudness(loudness_permille.min(1000));
    deck.push(&samples(output.rate));
    deck.complete();
    deck.start();
    std::thread::sleep(Duration::from_millis(u64::from(NOTE_MS) * NOTES.len() as u64 + 250));
    !output.is_lost() && !deck.is_lost()
}

/// The notes one after the other, each rising and falling gently.
fn samples(rate: u32) -> Vec<Stereo> {
    let each = rate / 1000 * NOTE_MS;
    let note = |hertz: f32| {
        (0..each).map(move |at| {
            let (secs, part) = (at as f32 / rate as f32, at as f32 / each as f32);
            let swell = (part * std::f32::consts::PI).sin();
            [(secs * hertz * std::f32::consts::TAU).sin() * swell * LOUDNESS; 2]
        })
    };
    NOTES.into_iter().flat_map(note).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notes_are_heard_and_never_too_loud() {
        let all = samples(RATE);
        assert_eq!(all.len(), 57_600, "1.2 seconds");
        let loudest = all.iter().flatten().fold(0.0_f32, |most, sample| most.max(sample.abs()));
        assert!((0.3..=LOUDNESS).contains(&loudest), "{loudest}");
        let steps = all.windows(2).map(|pair| (pair[1][0] - pair[0][0]).abs());
        assert!(steps.fold(0.0, f32::max) < 0.05, "no click");
    }
}
