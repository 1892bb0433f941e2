//! Small files of each kind, cut short and changed at random, a thousand times a kind: nothing may panic out of a
//! decoder, go on for ever, or take much memory. The seed of each is its number, so that a failure can be had again.
//!
//! `FOOTHOLD_MUTANTS=100000 FOOTHOLD_SEED=1001 cargo test --release --lib media::mutants` tries others, and more of them.

use super::check::{check_audio, check_video};
use super::damage::Damage;
use super::feed::Feed;
use super::sound::Heard;
use super::tests::file;
use super::video::Step;
use std::io::Cursor;
use std::ops::RangeInclusive;
use std::sync::mpsc::channel;
use std::time::Duration;

const MUTANTS: u64 = 1000;

/// The numbers of the mutants.
fn seeds() -> RangeInclusive<u64> {
    let wanted = |name: &str, usual| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let first = wanted("FOOTHOLD_SEED", 1);
    first..=first.saturating_add(wanted("FOOTHOLD_MUTANTS", MUTANTS) - 1)
}

/// Steps of a file that is played to its end many times over.
const STEPS_MAX: usize = 3000;
/// One mutant takes milliseconds; a machine may be busy.
const STUCK_AFTER: Duration = Duration::from_secs(90);

/// A file cut short, or with up to eight bytes changed: anywhere, near its beginning, or near its end.
fn mutant(whole: &[u8], seed: u64) -> Vec<u8> {
    let mut damage = Damage::seeded(seed);
    let mut out = whole.to_vec();
    let size = out.len();
    if seed.is_multiple_of(10) {
        out.truncate(damage.below(size));
        return out;
    }
    let (from, to) = match seed % 3 {
        0 => (0, size),
        1 => (0, size.min(1500)),
        _ => (size.saturating_sub(1500), size),
    };
    for _ in 0..1 + seed % 8 {
        let at = from + damage.below(to - from);
        out[at] = match seed % 4 {
            0 => out[at] ^ 1 << damage.below(8),
            1 => 255,
            _ => damage.below(256) as u8,
        };
    }
    out
}

/// Plays what can be played, going on after what cannot, and once from the middle.
fn play(bytes: Vec<u8>) {
    drop(check_audio(Cursor::new(&bytes)));
    let Ok(mut feed) = Feed::open(Box::new(Cursor::new(bytes))) else { return };
    for at_us in [None, Some(170_000)] {
        if at_us.is_some_and(|at_us| feed.seek(at_us).is_err()) {
            return;
        }
        for _ in 0..STEPS_MAX {
            match feed.step_video() {
                Ok(Step::Picture(decoded)) => assert!(decoded.frame.is_whole()),
                Ok(Step::More | Step::Undecodable { .. }) => {}
                Ok(Step::End) | Err(_) => break,
            }
        }
        for _ in 0..STEPS_MAX {
            match feed.step_sound() {
                Ok(Heard::Block { .. } | Heard::More | Heard::Undecodable { .. }) => {}
                Ok(Heard::End) | Err(_) => break,
            }
        }
    }
}

/// The most memory this process ever had, in kB, where the system tells.
fn memory_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}

fn all_mutants_of(name: &'static str) {
    let whole = file(name);
    assert!(check_audio(Cursor::new(&whole)).is_ok() || check_video(Cursor::new(&whole)).is_ok(), "{name} plays");
    let before_kb = memory_kb();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for seed in seeds() {
            play(mutant(&whole, seed));
            if tell.send(seed).is_err() {
                return;
            }
        }
    });
    for seed in seeds() {
        let done = told.recv_timeout(STUCK_AFTER);
        assert_eq!(done.ok(), Some(seed), "{name}: mutant {seed} panics or does not end");
    }
    let grown_kb = memory_kb().saturating_sub(before_kb);
    assert!(grown_kb < 700_000, "{name}: {grown_kb} kB more"); // other tests run beside this one
}

macro_rules! mutants {
    ($($test:ident $name:literal),* $(,)?) => {
        $(#[test]
        fn $test() {
            all_mutants_of($name);
        })*
    };
}

mutants! {
    h264_in_mp4 "tiny.mp4",
    h264_in_fragments "tiny_fragments.mp4",
    vp9_and_opus_in_webm "tiny_vp9.webm",
    vp9_and_opus_in_mp4 "tiny_vp9.mp4",
    av1_and_vorbis_in_webm "tiny_av1.webm",
    av1_in_mp4 "tiny_av1.mp4",
    aac_in_mp4 "tiny.m4a",
    vorbis_in_ogg "tiny.ogg",
    opus_in_ogg "tiny.opus",
    mp3 "tiny.mp3",
    flac "tiny.flac",
    wav "tiny.wav",
}
