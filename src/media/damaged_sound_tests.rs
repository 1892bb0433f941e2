//! A chunk of a recording that cannot be read: what stands before it is heard to the last of it, the recording stops with
//! the time it came to, and what was good plays again.

use super::bad_disk::BadDisk;
use super::clock_tests::{Hall, STEP_US};
use super::engine::Parts;
use super::player::{Failure, Phase};
use super::sound::Stereo;
use super::tests::file;
use std::io::Cursor;

/// Plays from a time on until it stops: what was heard, and the time it came to if it was stopped by the damage.
fn played(hall: &Hall, from_ms: u64) -> (Vec<Stereo>, Option<u64>) {
    hall.player.seek(from_ms);
    hall.until("the place", |state| !state.is_waiting && state.position_ms == from_ms);
    hall.play();
    let mut out = Vec::new();
    loop {
        match hall.player.snapshot().phase {
            Phase::Ended => return (out, None),
            Phase::Failed(Failure::Damaged { at_ms, source }) => {
                assert_eq!(source.to_string(), "chunk 7 does not match");
                return (out, Some(at_ms));
            }
            Phase::Failed(other) => panic!("{other:?}"),
            _ => {}
        }
        out.extend(hall.hear());
        hall.pass_us(STEP_US);
    }
}

#[test]
fn damage_in_a_recording_is_told_with_the_time_it_came_to_and_the_good_part_plays_again() {
    // Where it plays from and where the damage is, in milliseconds, and by how much that may be off: nothing is heard of a
    // frame of FLAC or a page of Ogg (a second) that is not whole. FLAC is sought by halves: the damage lies where the
    // search begins.
    let cases = [
        ("tone.m4a", file("tone.m4a"), 0, 1_200, 200),
        ("cover.mp3", file("cover.mp3"), 0, 960, 300),
        ("stereo.flac", file("stereo.flac"), 0, 493, 200),
        ("stereo.flac", file("stereo.flac"), 200, 493, 200),
        ("sixteen.wav", file("sixteen.wav"), 0, 200, 60),
        ("sound.ogg", file("sound.ogg"), 0, 1_350, 400),
        ("sound.opus", file("sound.opus"), 0, 1_300, 400),
        ("sound.opus", file("sound.opus"), 0, 1_990, 100), // its last page, which tells how long it is
    ];
    for (name, whole, from_ms, bad_ms, off_ms) in cases {
        let hall = Hall::of(Box::new(Cursor::new(whole.clone())), Parts::of_program(false).feed);
        let state = hall.until("open", |state| !state.is_waiting);
        let (clean, end) = played(&hall, from_ms);
        assert_eq!(end, None, "{name}");
        let bad = whole.len() as u64 * bad_ms / state.duration_ms;
        let disk = BadDisk::with_hole(whole, bad..bad + 2_000);
        let hall = Hall::of(Box::new(disk), Parts::of_program(false).feed);
        hall.until(&format!("{name}, damaged at {bad_ms} ms,"), |state| !state.is_waiting);
        let (heard, at_ms) = played(&hall, from_ms);
        let at_ms = at_ms.unwrap_or_else(|| panic!("{name}: nobody tells of the damage"));
        assert!(at_ms.abs_diff(bad_ms) <= off_ms, "{name}: told at {at_ms} ms, it is at {bad_ms}");
        let rate = u64::from(hall.device().1);
        let good = ((at_ms - STEP_US / 1000 - from_ms) * rate / 1000) as usize; // it is met in a step of the device
        let apart = (0..good).find(|&at| (0..2).any(|side| (heard[at][side] - clean[at][side]).abs() > 0.02));
        assert_eq!(apart, None, "{name}: of {good} good samples");
        assert_eq!(hall.player.watched(), [(from_ms, at_ms)], "{name}");
        let (again, at_again_ms) = played(&hall, from_ms);
        assert_eq!((again.len(), at_again_ms), (heard.len(), Some(at_ms)), "{name}: once more");
    }
}
