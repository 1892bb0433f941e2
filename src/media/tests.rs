//! The decoders held against ffmpeg's own hashes, refusals with their commands, and files cut and changed at random.

use super::check::{MediaFacts, Unplayable, Why, check_audio, check_image, check_video};
use super::feed::Feed;
use super::sound::{Heard, SoundStream};
use super::track::{Movie, Packets, Turn};
use super::video::{Decoded, Step, VideoStream};
use super::yuv::Yuv;
use sha2::{Digest, Sha256};
use std::io::Cursor;
use std::path::PathBuf;

pub fn file(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/media").join(name);
    std::fs::read(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn hash(frame: &Yuv) -> String {
    let mut hasher = Sha256::new();
    for plane in [&frame.y, &frame.u, &frame.v] {
        hasher.update(plane);
    }
    hex::encode(hasher.finalize())
}

/// ffmpeg's pictures: microseconds and hash.
fn expected(name: &str) -> Vec<(i64, String)> {
    let text = String::from_utf8(file(&format!("{name}.frames"))).unwrap();
    let base = text.lines().find_map(|line| line.strip_prefix("#tb 0: ")).unwrap();
    let (num, den) = base.split_once('/').unwrap();
    let (num, den) = (num.parse::<i64>().unwrap(), den.parse::<i64>().unwrap());
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let cells: Vec<&str> = row.split(',').map(str::trim).collect();
        (cells[2].parse::<i64>().unwrap() * num * 1_000_000 / den, cells[5].to_owned())
    })
    .collect()
}

struct Open {
    reader: Cursor<Vec<u8>>,
    video: VideoStream,
}

fn open(name: &str) -> Open {
    opened(file(name))
}

fn opened(bytes: Vec<u8>) -> Open {
    let mut reader = Cursor::new(bytes);
    let movie = Movie::open(&mut reader).unwrap();
    let video = VideoStream::open(&movie, movie.video.clone().unwrap(), &mut reader).unwrap();
    Open { reader, video }
}

impl Open {
    fn next(&mut self) -> Option<(i64, String)> {
        self.picture().map(|decoded| (decoded.at_us, hash(&decoded.frame)))
    }

    fn picture(&mut self) -> Option<Decoded> {
        loop {
            match self.video.step(&mut self.reader).unwrap() {
                Step::Picture(decoded) => return Some(decoded),
                Step::More => {}
                Step::Undecodable { at_us, detail } => panic!("at {at_us}: {detail}"),
                Step::End => return None,
            }
        }
    }
}

/// Baseline, Main, High, B-pyramids, open groups, cropped sizes, uneven times, odd clocks, edits, fragments, turned,
/// 1080p60, refresh without key frames, CAVLC, negative shifts; VP9 and AV1 in both containers, with film grain.
const PLAYABLE: [&str; 24] = [
    "silent.mp4",
    "main.mp4",
    "high.mp4",
    "pyramid.mp4",
    "opengop.mp4",
    "uneven.mp4",
    "odd.mp4",
    "cut.mp4",
    "fragmented.mp4",
    "fragments.mp4",
    "turned.mp4",
    "vp9.webm",
    "vp9.mp4",
    "av1.webm",
    "av1.mp4",
    "full60.mp4",
    "fake.mp4",
    "refresh.mp4",
    "cavlc.mp4",
    "negative.mp4",
    "delayed.mp4",
    "over.mov",
    "grain.mp4",
    "svt.mp4",
];

#[test]
fn every_picture_is_ffmpegs_to_the_bit_and_in_its_order() {
    for name in PLAYABLE {
        let mut open = open(name);
        for (index, (at_us, hash)) in expected(name).into_iter().enumerate() {
            let (found_us, found) = open.next().unwrap_or_else(|| panic!("{name}: ends at picture {index}"));
            assert!((found_us - at_us).abs() <= 1000, "{name} picture {index}: {found_us} is not {at_us}");
            assert_eq!(found, hash, "{name} picture {index}");
        }
        assert!(open.next().is_none(), "{name}: too many pictures");
    }
}

#[test]
fn a_film_turned_to_the_right_is_one_turned_to_the_left_upside_down() {
    let mut turned = file("turned.mp4");
    let at = turned.windows(4).position(|four| four == b"tkhd").unwrap() + 44;
    // The matrix (14496-12, 8.3.2): 0, -1, 0, 1, 0 turns to the left; with the signs changed, to the right.
    for cell in [at + 4, at + 12] {
        let number = i32::from_be_bytes(turned[cell..cell + 4].try_into().unwrap());
        assert_eq!(number.abs(), 0x0001_0000);
        turned[cell..cell + 4].copy_from_slice(&(-number).to_be_bytes());
    }
    let (mut left, mut right) = (open("turned.mp4"), opened(turned));
    let mut count = 0;
    while let Some(picture) = left.picture() {
        assert_eq!(hash(&right.picture().unwrap().frame), hash(&picture.frame.turned(Turn::Over)));
        count += 1;
    }
    assert!(count > 20 && right.picture().is_none(), "{count}");
}

/// What the bit-for-bit films stand for.
#[test]
fn the_films_of_the_tests_are_of_the_forms_that_the_world_has() {
    let at = |name: &str, mark: &[u8]| file(name).windows(mark.len()).position(|found| found == mark);
    assert!(at("high.mp4", b"moov") > at("high.mp4", b"mdat"), "a table of contents at the end");
    assert!(at("main.mp4", b"moov") < at("main.mp4", b"mdat"), "and at the beginning");
    for name in ["fragmented.mp4", "fragments.mp4"] {
        assert!(at(name, b"moof").is_some(), "{name} in fragments");
    }
    for (name, mark) in [("cut.mp4", b"elst"), ("negative.mp4", b"ctts"), ("uneven.mp4", b"stts")] {
        assert!(at(name, mark).is_some(), "{name}");
    }
    let steps = |name: &str| -> std::collections::BTreeSet<i64> {
        expected(name).windows(2).map(|two| (two[1].0 - two[0].0) / 1000).collect()
    };
    assert!(steps("uneven.mp4").len() > 2, "pictures that stand for different times: {:?}", steps("uneven.mp4"));
}

#[test]
fn a_seek_shows_exactly_the_picture_of_that_millisecond() {
    for name in PLAYABLE {
        let pictures = expected(name);
        let mut open = open(name);
        for at_ms in [0, 1, 39, 40, 41, 333, 500, 777, 1000, 1234, 700, 20, 5000] {
            let at_us = at_ms * 1000 + 300;
            let index = pictures.iter().rposition(|&(shown, _)| shown <= at_us).unwrap_or(0);
            open.video.seek(&mut open.reader, at_us).unwrap();
            for (_, wanted) in pictures.iter().skip(index).take(3) {
                let (_, found) = open.next().unwrap_or_else(|| panic!("{name} {at_ms} ms: no picture"));
                assert_eq!(&found, wanted, "{name} from {at_ms} ms");
            }
        }
    }
}

#[test]
fn pictures_left_out_in_a_hurry_do_not_harm_the_others() {
    let mut open = open("high.mp4");
    let pictures: Vec<String> = expected("high.mp4").into_iter().map(|(_, hash)| hash).collect();
    open.video.hurry(true);
    let mut found = 0;
    while let Some((_, hash)) = open.next() {
        assert!(pictures.contains(&hash));
        found += 1;
    }
    assert!(found > 5 && found < pictures.len(), "{found}");
}

fn samples(name: &str, from_ms: i64) -> (i64, u32, Vec<[f32; 2]>) {
    let mut reader = Cursor::new(file(name));
    let movie = Movie::open(&mut reader).unwrap();
    let mut sound = SoundStream::open(&movie, movie.audio.clone().unwrap()).unwrap();
    sound.seek(&mut reader, from_ms * 1000).unwrap();
    let (mut start, mut out) = (None, Vec::new());
    loop {
        match sound.step(&mut reader).unwrap() {
            Heard::Block { at_us, samples } => {
                start.get_or_insert(at_us);
                out.extend(samples);
            }
            Heard::More => {}
            Heard::Undecodable { detail, .. } => panic!("{detail}"),
            Heard::End => return (start.unwrap(), sound.rate(), out),
        }
    }
}

#[test]
fn a_click_at_one_second_is_heard_at_one_second_also_after_a_seek() {
    for (name, click_ms, length) in [("high.mp4", 1000, 96_000), ("sound.m4a", 1000, 96_000), ("cut.mp4", 320, 63_360)]
    {
        for from_ms in [0, 100, 255, 290] {
            let (start_us, rate, samples) = samples(name, from_ms);
            let loudest =
                (0..samples.len()).max_by(|&a, &b| samples[a][0].abs().total_cmp(&samples[b][0].abs())).unwrap();
            let at = start_us * i64::from(rate) / 1_000_000 + loudest as i64;
            assert!((at - click_ms * 48).abs() < 48, "{name} from {from_ms}: click at sample {at}");
            assert!(samples[loudest][0].abs() > 0.1 && samples[loudest][1].abs() < 0.05, "{name}: left only");
            let end = start_us * i64::from(rate) / 1_000_000 + samples.len() as i64;
            assert!((end - length).abs() <= 48, "{name}: ends at sample {end}");
        }
    }
}

#[test]
fn a_click_is_heard_at_its_sample_in_files_of_sound_alone() {
    for (name, click, length, off) in [("sound.flac", 8_000, 16_000, 1), ("sound.wav", 8_000, 16_000, 1)] {
        for from_ms in [0, 1, 250, 990] {
            let (rate, samples) = heard(name, from_ms);
            let early = from_ms * i64::from(rate) / 1000;
            let loudest = samples.iter().position(|sample| sample[0].abs() > 0.5).unwrap() as i64 + early;
            assert!((loudest - click).abs() <= off, "{name} from {from_ms} ms: a click at sample {loudest}");
            assert_eq!(samples.len() as i64 + early, length, "{name} from {from_ms} ms");
        }
    }
    let (_, samples) = heard("sound.mp3", 0);
    let loudest = (0..samples.len()).max_by(|&a, &b| samples[a][0].abs().total_cmp(&samples[b][0].abs())).unwrap();
    assert!(loudest.abs_diff(48_000) < 48 * 40, "the frames that MP3 begins with may be heard: {loudest}");
}

/// All sound of a file through the player's own way in, from a time on.
fn heard(name: &str, from_ms: i64) -> (u32, Vec<[f32; 2]>) {
    let mut feed = Feed::open(Box::new(Cursor::new(file(name)))).unwrap();
    let rate = feed.opened().sound_rate.unwrap();
    let mut out = Vec::new();
    if from_ms > 0 {
        feed.seek(from_ms * 1000).unwrap();
    }
    loop {
        match feed.step_sound().unwrap() {
            Heard::Block { samples, .. } => out.extend(samples),
            Heard::More => {}
            Heard::Undecodable { detail, .. } => panic!("{name}: {detail}"),
            Heard::End => return (rate, out),
        }
    }
}

/// Without vp9.mp4: its edit list, copied from a WebM, leaves the samples to skip at the start in.
#[test]
fn sound_is_ffmpegs_sample_for_sample_from_the_first_to_the_last() {
    const NAMES: [&str; 11] = [
        "sixteen.wav",
        "twentyfour.wav",
        "stereo.flac",
        "cover.mp3",
        "sound.ogg",
        "sound.opus",
        "speech.opus",
        "tone.m4a",
        "vp9.webm",
        "av1.webm",
        "av1.mp4",
    ];
    for name in NAMES {
        let bytes = file(&format!("{name}.heard"));
        let count = u32::from_le_bytes(bytes[..4].try_into().unwrap()) as usize;
        let side = |two: &[u8]| f32::from(i16::from_le_bytes([two[0], two[1]])) / 32768.0;
        let kept: Vec<[f32; 2]> = bytes[4..].chunks(4).map(|four| [side(&four[..2]), side(&four[2..])]).collect();
        let (_, samples) = heard(name, 0);
        let apart = |shift: i32| {
            let at = |index: usize| index.checked_mul(16)?.checked_add_signed(shift as isize);
            let pairs = kept.iter().enumerate().filter_map(|(index, kept)| Some((kept, samples.get(at(index)?)?)));
            let sum: f32 = pairs.map(|(a, b)| (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sum();
            (sum / (2 * kept.len()) as f32).sqrt()
        };
        // Opus decoders disagree by some samples on how late speech comes: ffmpeg's two do as well.
        let shifts = if name == "speech.opus" { -12..=12 } else { 0..=0 };
        let rms = shifts.map(apart).fold(f32::MAX, f32::min);
        let own = (kept.iter().map(|a| a[0] * a[0] + a[1] * a[1]).sum::<f32>() / (2 * kept.len()) as f32).sqrt();
        assert!(own > 0.05, "{name}: the file is nearly silent");
        assert!(rms < own / 100.0, "{name}: off by {rms} of {own}");
        // The edit list ends AAC where its last packet holds only padding, which ffmpeg gives out.
        let padding = if name.ends_with("m4a") || name == "av1.mp4" { 1024 } else { 1 };
        assert!(
            (count.saturating_sub(padding)..=count + 1).contains(&samples.len()),
            "{name}: {} samples, not {count}",
            samples.len()
        );
    }
}

#[test]
fn sound_sought_is_the_sound_of_that_moment() {
    const LONG: &[i64] = &[1, 400, 999, 1300, 150];
    const SHORT: &[i64] = &[1, 77, 150, 260, 33];
    let files = [
        ("sound.ogg", LONG),
        ("sound.opus", LONG),
        ("tone.m4a", LONG),
        ("vp9.webm", LONG),
        ("vp9.mp4", LONG),
        ("av1.webm", LONG),
        ("cover.mp3", LONG),
        ("sixteen.wav", SHORT),
        ("twentyfour.wav", SHORT),
        ("stereo.flac", SHORT),
    ];
    for (name, times) in files {
        let (rate, whole) = heard(name, 0);
        for &from_ms in times {
            let (_, part) = heard(name, from_ms);
            // WebM rounds times, and Vorbis in it begins some milliseconds late.
            let from = whole.len() - part.len();
            let wanted = (from_ms * i64::from(rate) / 1000) as usize;
            assert!(from.abs_diff(wanted) <= rate as usize / 200, "{name} from {from_ms} ms: sample {from}");
            let worst = part
                .iter()
                .zip(&whole[from..])
                .skip(rate as usize / 50)
                .map(|(a, b)| (a[0] - b[0]).abs())
                .fold(0.0, f32::max);
            assert!(worst < 0.02, "{name} from {from_ms} ms: off by {worst}");
        }
    }
}

#[test]
fn facts_of_what_plays() {
    let facts = |name: &str| check_video(Cursor::new(file(name))).unwrap();
    let high = MediaFacts {
        duration_ms: 2000,
        width: 160,
        height: 120,
        fps_milli: 25_000,
        has_audio: true,
        keyframe_gap_ms_max: 800,
    };
    assert_eq!(facts("high.mp4"), high);
    let main = facts("main.mp4");
    assert_eq!((main.width, main.height, main.has_audio), (162, 98, true));
    assert!((29_900..30_100).contains(&main.fps_milli), "{main:?}");
    let turned = facts("turned.mp4");
    assert_eq!((turned.width, turned.height), (96, 128));
    let vp9 = facts("vp9.webm");
    assert_eq!((vp9.width, vp9.height, vp9.has_audio, vp9.keyframe_gap_ms_max / 100), (162, 98, true, 8));
    assert_eq!((facts("av1.mp4").width, facts("av1.webm").height), (160, 90));
    assert!(!facts("silent.mp4").has_audio);
    assert_eq!(facts("cut.mp4").duration_ms, 1320);
    for name in ["sound.m4a", "sound.mp3", "sound.flac", "sound.wav", "sound.ogg", "sound.opus"] {
        let facts = check_audio(Cursor::new(file(name))).unwrap_or_else(|refused| panic!("{name}: {refused}"));
        assert!((1990..2100).contains(&facts.duration_ms) && facts.has_audio, "{name}: {facts:?}");
    }
    for (name, ms) in [("sixteen.wav", 400), ("twentyfour.wav", 300), ("stereo.flac", 800), ("cover.mp3", 1600)] {
        let facts = check_audio(Cursor::new(file(name))).unwrap_or_else(|refused| panic!("{name}: {refused}"));
        assert!((ms..ms + 60).contains(&facts.duration_ms) && facts.has_audio, "{name}: {facts:?}");
        assert!(matches!(check_video(Cursor::new(file(name))).unwrap_err().why, Why::NotThisKind { .. }), "{name}");
    }
}

#[test]
fn what_no_station_could_play_is_refused_with_the_command_that_mends_it() {
    let refused = |name: &str| check_video(Cursor::new(file(name))).unwrap_err();
    type Expected = fn(&Why) -> bool;
    let cases: [(&str, Expected, &str); 13] = [
        ("live.webm", |why| *why == Why::NoIndex, "-c copy OUTPUT.webm"),
        ("interlaced.mp4", |why| *why == Why::Interlaced, "-vf \"bwdif=send_frame,scale="),
        ("ten_bit.mp4", |why| *why == Why::BitDepth { found: 10 }, "-pix_fmt yuv420p"),
        ("chroma444.mp4", |why| *why == Why::Chroma { found: "4:4:4" }, "-pix_fmt yuv420p"),
        ("hevc.mp4", |why| matches!(why, Why::VideoCoding { found } if found.contains("HEVC")), "libx264"),
        ("large.mp4", |why| matches!(why, Why::TooLarge { .. }), "-vf \"scale="),
        ("ten_bit.webm", |why| *why == Why::BitDepth { found: 10 }, "-pix_fmt yuv420p"),
        ("ten_bit_av1.mp4", |why| *why == Why::BitDepth { found: 10 }, "-pix_fmt yuv420p"),
        ("chroma444.webm", |why| *why == Why::Chroma { found: "4:4:4" }, "-pix_fmt yuv420p"),
        ("vp8.webm", |why| matches!(why, Why::VideoCoding { found } if found == "VP8"), "libx264"),
        ("h264.mkv", |why| matches!(why, Why::VideoCoding { found } if found.contains("Matroska")), "-c:v copy"),
        ("surround.mp4", |why| *why == Why::Channels { found: 6 }, "-c:v copy -c:a aac"),
        ("ac3.mp4", |why| matches!(why, Why::AudioCoding { found } if found == "AC-3"), "-c:v copy -c:a aac"),
    ];
    for (name, is_expected, command) in cases {
        let Unplayable { why, ffmpeg } = refused(name);
        assert!(is_expected(&why), "{name}: {why:?}");
        assert!(ffmpeg.contains(command), "{name}: {ffmpeg}");
    }
    assert!(matches!(refused("sound.m4a").why, Why::NoVideo));
    assert!(matches!(refused("sound.wav").why, Why::NotThisKind { .. }));
    assert!(matches!(check_audio(Cursor::new(file("silent.mp4"))).unwrap_err().why, Why::NoAudio));
    assert!(matches!(check_image(Cursor::new(file("silent.mp4"))).unwrap_err().why, Why::NotThisKind { .. }));
}

#[test]
fn one_bad_picture_anywhere_is_found_when_the_pack_is_built() {
    let whole = file("main.mp4");
    let movie = Movie::open(&mut Cursor::new(&whole)).unwrap();
    let Packets::Table(table) = movie.video.unwrap().packets else { panic!("an MP4 has tables") };
    for index in [1, table.samples.len() / 2, table.samples.len() - 1] {
        let sample = table.samples[index];
        let mut bad = whole.clone();
        let at = usize::try_from(sample.offset).unwrap();
        bad[at..at + 4].fill(0xff); // the length of its first unit
        let Unplayable { why, .. } = check_video(Cursor::new(bad)).unwrap_err();
        let Why::Damaged { at_ms, .. } = why else { panic!("{why:?}") };
        assert_eq!(at_ms as i64, table.at_us(sample.shown) / 1000, "the time of picture {index}");
    }
}

#[test]
fn the_command_carries_the_names_of_the_files_safely() {
    let refused = check_video(Cursor::new(file("hevc.mp4"))).unwrap_err();
    let command = refused.ffmpeg_for("it's here.mov", "clip");
    assert!(command.starts_with(r"ffmpeg -i 'it'\''s here.mov' -map"), "{command}");
    assert!(command.ends_with(" clip.mp4"), "{command}");
}

#[test]
fn a_file_cut_anywhere_is_refused_and_never_panics() {
    for name in ["high.mp4", "main.mp4", "sound.m4a"] {
        let whole = file(name);
        for cut in (0..whole.len()).step_by(whole.len() / 60 + 1) {
            let short = &whole[..cut];
            assert!(check_video(Cursor::new(short)).is_err(), "{name} cut at {cut}");
            assert!(check_audio(Cursor::new(short)).is_err(), "{name} cut at {cut}");
        }
    }
}
