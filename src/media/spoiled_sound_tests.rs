//! One packet of sound spoiled, its container whole, and the file played to its end: what was to be heard before it and
//! some time after it is heard at its own time, to the sample, and the whole is as long as before.

use super::check::{Why, check_audio};
use super::clock_tests::{Hall, STEP_US};
use super::damage::Damage;
use super::engine::Parts;
use super::player::Phase;
use super::sound::Stereo;
use super::tests::file;
use super::track::{Movie, Packets};
use std::io::Cursor;
use std::ops::Range;
use symphonia::core::formats::FormatOptions;
use symphonia::core::formats::probe::Hint;
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;

/// A file to spoil.
struct Case {
    name: &'static str,
    whole: Vec<u8>,
    /// Its packets of sound, each with the part of it that may be spoiled.
    packets: fn(&[u8]) -> Vec<Range<usize>>,
    /// Makes the sums right that stand for a packet.
    mend: fn(&mut [u8], &Range<usize>),
    /// How long before and after its beginning a spoiled packet may be heard, in milliseconds: itself, and those that
    /// are decoded with its help; of Ogg the page that it is on, which is placed as a whole by its end.
    heard_ms: (usize, usize),
    /// By how much samples may differ where all is well again.
    apart: f32,
}

/// What is done to the bytes of a packet.
const WAYS: [fn(&mut [u8]); 4] = [
    |bytes| [1, 2, 3].into_iter().for_each(|part| bytes[bytes.len() * part / 4] ^= 1 << part),
    |bytes| bytes.fill(0xff),
    |bytes| bytes.fill(0),
    |bytes| {
        let mut damage = Damage::seeded(bytes.len() as u64);
        bytes.iter_mut().for_each(|byte| *byte = damage.below(256) as u8);
    },
];

/// All that the device plays, and how it ended.
fn played(bytes: Vec<u8>) -> (usize, Vec<Stereo>, Phase) {
    let hall = Hall::of(Box::new(Cursor::new(bytes)), Parts::of_program(false).feed);
    let is_stopped = |phase: &Phase| matches!(phase, Phase::Failed(_) | Phase::Ended);
    let state = hall.until("open", |state| !state.is_waiting || is_stopped(&state.phase));
    if is_stopped(&state.phase) {
        return (0, Vec::new(), state.phase);
    }
    hall.play();
    let mut out = Vec::new();
    loop {
        let state = hall.player.snapshot();
        if is_stopped(&state.phase) {
            return (hall.device().1 as usize, out, state.phase);
        }
        out.extend(hall.hear());
        hall.pass_us(STEP_US);
        assert!(out.len() < 10 * hall.device().1 as usize, "it does not end: {state:?}");
    }
}

fn holds(case: &Case) {
    let whole = &case.whole;
    let packets = (case.packets)(whole);
    let (rate, clean, _) = played(whole.clone());
    let same = |a: &Stereo, b: &Stereo| (0..2).all(|side| (a[side] - b[side]).abs() <= case.apart);
    let mut heard = 0;
    for index in [1, packets.len() / 3, packets.len() / 2, packets.len() - 2, packets.len() - 1] {
        for (way, spoil) in WAYS.into_iter().enumerate() {
            let mut bytes = whole.clone();
            spoil(&mut bytes[packets[index].clone()]);
            (case.mend)(&mut bytes, &packets[index]);
            let what = format!("{} with packet {index} of {} spoiled in way {way}", case.name, packets.len());
            let (_, found, phase) = played(bytes);
            assert!(matches!(phase, Phase::Ended), "{what}: it plays on to its end: {phase:?}");
            assert_eq!(found.len(), clean.len(), "{what}: as long as before");
            let differs: Vec<usize> = (0..clean.len()).filter(|&at| !same(&clean[at], &found[at])).collect();
            let (Some(first), Some(last)) = (differs.first(), differs.last()) else { continue };
            heard += 1;
            let ms = |samples: usize| samples * 1000 / rate;
            let at_ms = ms(clean.len()) * index / packets.len();
            let may_be = at_ms.saturating_sub(case.heard_ms.0)..=at_ms + case.heard_ms.1;
            let heard_ms = (ms(*first), ms(*last));
            assert!(may_be.contains(&heard_ms.0), "{what}: heard from {heard_ms:?} ms, not within {may_be:?}");
            assert!(may_be.contains(&heard_ms.1), "{what}: heard until {heard_ms:?} ms, not within {may_be:?}");
            assert!(found.iter().flatten().all(|side| side.abs() <= 1.0), "{what}: louder than any sound");
        }
    }
    assert!(heard >= 8, "{}: damage is damage: {heard}", case.name);
}

/// No sums stand for a packet.
fn as_it_is(_: &mut [u8], _: &Range<usize>) {}

fn of_table(bytes: &[u8]) -> Vec<Range<usize>> {
    let movie = Movie::open(&mut Cursor::new(bytes)).expect("a movie");
    let Packets::Table(table) = movie.audio.expect("sound").packets else { panic!("an MP4 has tables") };
    table.samples.iter().map(|sample| sample.offset as usize..sample.offset as usize + sample.size as usize).collect()
}

/// Packets that follow one another, found by the library's own reader; without so many bytes at both ends.
fn in_a_row(bytes: &[u8], (head, tail): (usize, usize)) -> Vec<Range<usize>> {
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes.to_vec())), Default::default());
    let probe = symphonia::default::get_probe();
    let opened = probe.probe(&Hint::new(), stream, FormatOptions::default(), MetadataOptions::default());
    let (mut format, mut from, mut out) = (opened.expect("sound"), 0, Vec::new());
    while let Some(packet) = format.next_packet().expect("a whole file") {
        let found = bytes[from..].windows(packet.data.len()).position(|bytes| *bytes == *packet.data);
        let at = from + found.expect("the packet's bytes");
        from = at + packet.data.len();
        out.push(at + head..from - tail);
    }
    out
}

/// Where pages of Ogg begin and end.
pub(super) fn pages(bytes: &[u8]) -> Vec<Range<usize>> {
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(head) = bytes.get(at..at + 27) {
        let lengths = &bytes[at + 27..at + 27 + usize::from(head[26])];
        let end = at + 27 + lengths.len() + lengths.iter().map(|length| usize::from(*length)).sum::<usize>();
        out.push(at..end);
        at = end;
    }
    out
}

/// A recording of so many times its first page of sound.
pub(super) fn long_ogg(name: &str, times: i64) -> Vec<u8> {
    let whole = file(name);
    let pages = pages(&whole);
    let mut out = whole[..pages[2].start].to_vec();
    let count = i64::from_le_bytes(whole[pages[2].start + 6..pages[2].start + 14].try_into().expect("eight bytes"));
    for time in 1..=times {
        let mut page = whole[pages[2].clone()].to_vec();
        page[5] = if time == times { 4 } else { 0 };
        page[6..14].copy_from_slice(&(time * count).to_le_bytes());
        let length = page.len();
        mend_page(&mut page, &(0..length));
        out.extend(page);
    }
    out
}

/// The packets of sound that begin and end on one page.
fn of_pages(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for page in pages(bytes).into_iter().filter(|page| bytes[page.start + 6..page.start + 14] != [0; 8]) {
        let segments = usize::from(bytes[page.start + 26]);
        let mut from = page.start + 27 + segments;
        let mut to = from;
        for length in &bytes[page.start + 27..page.start + 27 + segments] {
            to += usize::from(*length);
            if *length < 255 {
                out.push(from..to);
                from = to;
            }
        }
    }
    out
}

/// The sum over the page that a packet is on (RFC 3533, 6).
pub(super) fn mend_page(bytes: &mut [u8], packet: &Range<usize>) {
    let page = pages(bytes).into_iter().find(|page| page.contains(&packet.start)).expect("a page");
    bytes[page.start + 22..page.start + 26].fill(0);
    let mut sum = 0_u32;
    for byte in &bytes[page.clone()] {
        sum ^= u32::from(*byte) << 24;
        (0..8).for_each(|_| sum = sum << 1 ^ if sum >> 31 == 1 { 0x04c1_1db7 } else { 0 });
    }
    bytes[page.start + 22..page.start + 26].copy_from_slice(&sum.to_le_bytes());
}

/// A frame of FLAC begins so many bytes before what is spoiled of it.
const FLAC_HEAD: usize = 10;

/// The sum of a frame, in its last two bytes (RFC 9639, 9.3).
fn mend_frame(bytes: &mut [u8], packet: &Range<usize>) {
    let mut sum = 0_u16;
    for byte in &bytes[packet.start - FLAC_HEAD..packet.end] {
        sum ^= u16::from(*byte) << 8;
        (0..8).for_each(|_| sum = sum << 1 ^ if sum >> 15 == 1 { 0x8005 } else { 0 });
    }
    bytes[packet.end..packet.end + 2].copy_from_slice(&sum.to_be_bytes());
}

#[test]
fn sums_are_made_as_the_files_have_them() {
    for (name, packets, mend) in [
        ("sound.ogg", of_pages as fn(&[u8]) -> Vec<Range<usize>>, mend_page as fn(&mut [u8], &Range<usize>)),
        ("stereo.flac", |bytes| in_a_row(bytes, (FLAC_HEAD, 2)), mend_frame),
    ] {
        let mut bytes = file(name);
        let packet = packets(&bytes).swap_remove(3);
        mend(&mut bytes, &packet);
        assert!(bytes == file(name), "{name}");
    }
}

/// The noise that AAC puts in for noise goes on from packet to packet.
#[test]
fn a_spoiled_packet_of_aac_moves_nothing_after_it() {
    holds(&Case {
        name: "tone.m4a",
        whole: file("tone.m4a"),
        packets: of_table,
        mend: as_it_is,
        heard_ms: (60, 90),
        apart: 0.02,
    });
}

#[test]
fn a_spoiled_packet_of_mp3_moves_nothing_after_it() {
    let packets = |bytes: &[u8]| in_a_row(bytes, (4, 0));
    holds(&Case {
        name: "cover.mp3",
        whole: file("cover.mp3"),
        packets,
        mend: as_it_is,
        heard_ms: (60, 250),
        apart: 1e-4,
    });
}

#[test]
fn a_spoiled_packet_of_flac_moves_nothing_after_it_whether_its_sum_is_right_or_not() {
    let packets = |bytes: &[u8]| in_a_row(bytes, (FLAC_HEAD, 2));
    for mend in [as_it_is, mend_frame] {
        holds(&Case {
            name: "stereo.flac",
            whole: file("stereo.flac"),
            packets,
            mend,
            heard_ms: (40, 150),
            apart: 1e-4,
        });
    }
}

#[test]
fn a_spoiled_packet_of_wav_moves_nothing_after_it() {
    let packets = |bytes: &[u8]| in_a_row(bytes, (0, 0));
    holds(&Case {
        name: "sixteen.wav",
        whole: file("sixteen.wav"),
        packets,
        mend: as_it_is,
        heard_ms: (40, 60),
        apart: 1e-4,
    });
}

#[test]
fn a_spoiled_packet_of_vorbis_moves_nothing_after_it() {
    holds(&Case {
        name: "sound.ogg",
        whole: long_ogg("sound.ogg", 3),
        packets: of_pages,
        mend: mend_page,
        heard_ms: (1_100, 150),
        apart: 1e-4,
    });
}

#[test]
fn a_spoiled_page_of_vorbis_moves_nothing_after_it() {
    holds(&Case {
        name: "sound.ogg",
        whole: long_ogg("sound.ogg", 3),
        packets: of_pages,
        mend: as_it_is,
        heard_ms: (1_100, 1_150),
        apart: 1e-4,
    });
}

#[test]
fn a_spoiled_packet_of_opus_moves_nothing_after_it() {
    holds(&Case {
        name: "sound.opus",
        whole: file("sound.opus"),
        packets: of_pages,
        mend: mend_page,
        heard_ms: (1_100, 400),
        apart: 0.02,
    });
}

#[test]
fn a_spoiled_page_of_opus_moves_nothing_after_it() {
    holds(&Case {
        name: "sound.opus",
        whole: file("sound.opus"),
        packets: of_pages,
        mend: as_it_is,
        heard_ms: (1_100, 1_400),
        apart: 0.02,
    });
}

#[test]
fn where_the_file_has_sums_a_spoiled_packet_anywhere_is_found_when_the_pack_is_built() {
    let flac: fn(&[u8]) -> Vec<Range<usize>> = |bytes| in_a_row(bytes, (FLAC_HEAD, 2));
    for (name, packets, ms, off_ms) in
        [("stereo.flac", flac, 800, 110), ("sound.ogg", of_pages, 2_000, 1_100), ("sound.opus", of_pages, 2_000, 1_100)]
    {
        let whole = file(name);
        let packets = packets(&whole);
        for index in 0..packets.len() {
            let mut bytes = whole.clone();
            bytes[packets[index].start + packets[index].len() / 2] ^= 1;
            let refused = check_audio(Cursor::new(bytes)).expect_err("a packet is damaged");
            let Why::Damaged { at_ms, .. } = refused.why else { panic!("{name}, packet {index}: {refused:?}") };
            let wanted = (ms * index / packets.len()) as u64;
            assert!(at_ms.abs_diff(wanted) <= off_ms, "{name}, packet {index}: told at {at_ms} ms, it is at {wanted}");
        }
    }
}
