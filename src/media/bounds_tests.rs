//! Files that claim more than any station bears: sizes, counts, clocks and lengths are judged before memory is taken for
//! them, and each is refused with its own reason. Each file here is a good one with a number in its head changed.

use super::check::{Unplayable, Why, check_audio, check_video};
use super::tests::file;
use std::io::Cursor;

/// The good file with bytes put in, `after` bytes behind a mark.
fn with(name: &str, mark: &[u8], after: usize, bytes: &[u8]) -> Vec<u8> {
    let mut out = file(name);
    let at = out.windows(mark.len()).position(|found| found == mark).expect("the mark") + mark.len() + after;
    out[at..at + bytes.len()].copy_from_slice(bytes);
    out
}

fn refused(bytes: Vec<u8>) -> Why {
    let Unplayable { why, .. } = check_video(Cursor::new(bytes)).expect_err("no station could play it");
    why
}

const MOST: [u8; 4] = [0xff; 4];

#[test]
fn an_mp4_that_claims_too_much_is_refused_by_its_head() {
    let large = |what: &str| Why::TooLarge { limit: what.to_owned() };
    let damaged = |detail: &str| Why::Damaged { at_ms: 0, detail: detail.to_owned() };
    let two_million = 2_000_000_u32.to_be_bytes();
    let same_size = [&100_u32.to_be_bytes()[..], &two_million].concat();
    // `stsz`: version, one size for all or 0, how many, then the sizes (14496-12, 8.7.3.2).
    let cases = [
        (with("tiny.mp4", b"stsz", 8, &MOST), large("2,000,000 samples")),
        (with("tiny.mp4", b"stsz", 4, &same_size), damaged("more samples than the file is long")),
        (with("tiny.mp4", b"stsz", 12, &MOST), large("a picture of 16 MiB")),
        (with("tiny.mp4", b"mvhd", 12, &[0; 4]), damaged("a clock without a rate")),
        (with("tiny.mp4", b"mdhd", 12, &[0; 4]), damaged("a clock without a rate")),
    ];
    for (bytes, why) in cases {
        assert_eq!(refused(bytes), why);
    }
    let mut moov = file("tiny.mp4")[..16].to_vec();
    moov[..4].copy_from_slice(&16_u32.to_be_bytes());
    moov.extend([&0x4000_0000_u32.to_be_bytes()[..], b"moov"].concat());
    assert_eq!(refused(moov), large("a table of contents of 64 MiB"));
}

#[test]
fn a_film_of_days_is_refused_by_its_clock() {
    // The edit list may shorten what the table of times claims: both say weeks.
    let mut long = with("tiny.mp4", b"elst", 8, &MOST);
    let at = long.windows(4).position(|found| found == b"stts").expect("the times") + 4;
    long[at + 12..at + 16].copy_from_slice(&MOST);
    assert_eq!(refused(long), Why::TooLarge { limit: "24 hours".to_owned() });
}

#[test]
fn pictures_larger_than_a_station_shows_are_refused_by_the_first_head() {
    // VP9 (6.2.2): behind the mark of a key frame four bits of colour, then width and height less one, 16 bits each.
    let mut vast = file("tiny_vp9.webm");
    let mark = [0x49, 0x83, 0x42];
    let at = vast.windows(3).position(|found| found == mark).expect("a key frame") + 3;
    vast[at] |= 0x0f;
    vast[at + 1..at + 4].fill(0xff);
    vast[at + 4] |= 0xf0;
    assert!(matches!(refused(vast), Why::TooLarge { .. }));
    assert!(matches!(refused(file("large.mp4")), Why::TooLarge { .. }));
}

#[test]
fn sound_that_claims_too_much_is_refused() {
    // WAV: behind "fmt " its length, the form, the channels, the rate.
    for (after, bytes) in [(6, &MOST[..2]), (8, &MOST[..])] {
        let outcome = check_audio(Cursor::new(with("tiny.wav", b"fmt ", after, bytes)));
        assert!(outcome.is_err(), "{after}: {outcome:?}");
    }
    // WebM: the clock's ticks in nanoseconds.
    let mut still = file("tiny_vp9.webm");
    let mark = [0x2a, 0xd7, 0xb1];
    let at = still.windows(3).position(|found| found == mark).expect("a clock") + 3;
    let length = usize::from(still[at] & 0x7f);
    still[at + 1..at + 1 + length].fill(0);
    assert_eq!(refused(still), Why::Damaged { at_ms: 0, detail: "a clock without a rate".to_owned() });
}
