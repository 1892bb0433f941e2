//! Stretched sound keeps its pitch, its length and its calm, and the place in the recording is exact.

use super::sound::Stereo;
use super::stretch::{RECORDED, Stretch};
use std::f64::consts::TAU;

const RATES: [u32; 4] = [8_000, 22_050, 44_100, 48_000];
const SPEEDS: [u32; 7] = [500, 750, 1000, 1250, 1500, 1750, 2000];

fn tone(rate: u32, hertz: f64, seconds: f64) -> Vec<Stereo> {
    let count = (f64::from(rate) * seconds) as usize;
    (0..count).map(|n| [(0.5 * (TAU * hertz * n as f64 / f64::from(rate)).sin()) as f32; 2]).collect()
}

/// All of it at one speed: as long as the recording lasts.
fn stretched(samples: &[Stereo], rate: u32, speed: u32) -> Vec<Stereo> {
    let mut stretch = Stretch::new(rate);
    stretch.set_speed(speed);
    stretch.push(samples);
    stretch.complete();
    let end_us = stretch.end_us();
    let mut out = Vec::new();
    while stretch.place_us() < end_us {
        out.push(stretch.next().expect("all of it is there"));
    }
    out
}

/// Oscillations a second, by the ups through zero, each placed between two samples.
fn hertz(samples: &[Stereo], rate: u32) -> f64 {
    let ups: Vec<f64> = samples
        .windows(2)
        .enumerate()
        .filter(|(_, two)| two[0][0] < 0.0 && two[1][0] >= 0.0)
        .map(|(at, two)| at as f64 + f64::from(two[0][0] / (two[0][0] - two[1][0])))
        .collect();
    (ups.len() - 1) as f64 * f64::from(rate) / (ups[ups.len() - 1] - ups[0])
}

fn steepest(samples: &[Stereo]) -> f32 {
    samples.windows(2).map(|two| (two[1][0] - two[0][0]).abs()).fold(0.0, f32::max)
}

#[test]
fn a_tone_keeps_its_pitch_and_lasts_as_long_as_the_speed_says() {
    for rate in RATES {
        for speed in SPEEDS {
            for pitch in [110.0, 440.0, 1000.0] {
                let input = tone(rate, pitch, 2.0);
                let out = stretched(&input, rate, speed);
                let middle = &out[out.len() / 10..out.len() * 9 / 10];
                let found = hertz(middle, rate);
                assert!((found / pitch - 1.0).abs() < 0.01, "{pitch} Hz at {rate}, {speed} ‰: {found} Hz");
                let expected = input.len() as u64 * u64::from(RECORDED) / u64::from(speed);
                let frame = rate as usize / 50;
                assert!(out.len().abs_diff(expected as usize) <= frame, "{rate}, {speed} ‰: {} samples", out.len());
            }
        }
    }
}

#[test]
fn nothing_clicks_and_nothing_fades() {
    for rate in RATES {
        for speed in SPEEDS {
            let input = tone(rate, 440.0, 2.0);
            let out = stretched(&input, rate, speed);
            let middle = &out[..out.len() - rate as usize / 20];
            assert!(steepest(middle) <= steepest(&input) * 1.25, "{rate}, {speed} ‰: {}", steepest(middle));
            let loud = |part: &[Stereo]| part.iter().map(|sample| sample[0].abs()).fold(0.0, f32::max);
            for part in middle.chunks_exact(rate as usize / 50) {
                assert!(loud(part) > 0.42, "{rate}, {speed} ‰: a part is as loud as {}", loud(part));
            }
        }
    }
}

#[test]
fn at_the_recorded_speed_nothing_is_touched() {
    let input: Vec<Stereo> = (0..9_000).map(|n| [(n * 7919 % 1000) as f32 / 1000.0, n as f32]).collect();
    assert_eq!(stretched(&input, 48_000, RECORDED), input);
}

#[test]
fn the_place_is_exact_through_all_changes_of_speed_and_no_change_clicks() {
    let rate = 48_000;
    let input = tone(rate, 440.0, 40.0);
    let mut stretch = Stretch::new(rate);
    stretch.push(&input);
    let mut out = Vec::new();
    for round in 0..300u32 {
        let speed = SPEEDS[(round * 5 % 7) as usize];
        stretch.set_speed(speed);
        for _ in 0..rate / 50 {
            out.push(stretch.next().expect("enough is there")); // a change waits for the end of a cross-fade
        }
        let (before, count) = (stretch.place_us(), 1 + round * 37 % 2900);
        for _ in 0..count {
            out.push(stretch.next().expect("enough is there"));
        }
        let moved = i64::from(count) * i64::from(speed) * 1000 / i64::from(rate);
        assert!((stretch.place_us() - before - moved).abs() <= 1, "{count} samples at {speed} ‰");
    }
    assert!(out.len() > 500_000);
    assert!(steepest(&out) <= steepest(&input) * 1.25, "{}", steepest(&out));
    assert!((hertz(&out, rate) / 440.0 - 1.0).abs() < 0.01);
}

#[test]
fn what_is_heard_is_near_the_place() {
    let rate = 16_000;
    // Noise bursts: what was recorded at each whole second.
    let input: Vec<Stereo> = (0..rate * 20)
        .map(|n| {
            let is_loud = n % rate < rate / 25 && n > rate / 2;
            [if is_loud { (n * 7919 % 2001) as f32 / 1000.0 - 1.0 } else { 0.0 }; 2]
        })
        .collect();
    for speed in SPEEDS {
        let mut stretch = Stretch::new(rate);
        stretch.set_speed(speed);
        stretch.push(&input);
        stretch.complete();
        let (mut quiet, mut bursts) = (0, 0);
        while stretch.place_us() < 19_500_000 {
            let place = stretch.place_us();
            let sample = stretch.next().expect("all of it is there");
            if sample[0].abs() < 0.3 {
                quiet += 1;
                continue;
            }
            if quiet > rate / 5 {
                bursts += 1;
                let off = place - (place + 500_000) / 1_000_000 * 1_000_000;
                assert!(off.abs() < 35_000, "{speed} ‰: a burst is heard {off} µs off its place");
            }
            quiet = 0;
        }
        assert_eq!(bursts, 19, "{speed} ‰");
    }
}

#[test]
fn too_little_sound_is_waited_for_and_after_the_end_there_is_silence() {
    for speed in SPEEDS {
        let mut stretch = Stretch::new(48_000);
        stretch.set_speed(speed);
        assert_eq!(stretch.next(), None, "{speed} ‰");
        assert_eq!(stretch.place_us(), 0);
        stretch.push(&[[0.5; 2]; 10]);
        stretch.complete();
        let out: Vec<Stereo> = (0..48_000).filter_map(|_| stretch.next()).collect();
        assert_eq!(out.len(), 48_000, "the clock goes on");
        assert!(out[4_800..].iter().all(|sample| *sample == [0.0; 2]));
        assert!((stretch.place_us() - i64::from(speed) * 1000).abs() < 1000);
        stretch.reset();
        assert_eq!((stretch.place_us(), stretch.next()), (0, None));
    }
}
