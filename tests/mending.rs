//! The commands that `foothold-pack` prints for files no station could play are really run, and then the pack builds.
//!
//! They need ffmpeg. Where it is not, these tests look no further, unless `FOOTHOLD_NEEDS_TOOLS` is set, as
//! `tests/run.sh` sets it.

use super::course_folder::write;
use foothold::author::{Checked, Depth, Watch, build, read_source};
use foothold::crypto::sign::SecretKey;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;

const FILM: &str = "kind = \"main\"\nlang = \"en\"\nfile = \"film.mp4\"";

fn is_there() -> bool {
    let found = Command::new("ffmpeg").arg("-version").output().is_ok_and(|output| output.status.success());
    assert!(found || std::env::var_os("FOOTHOLD_NEEDS_TOOLS").is_none(), "ffmpeg is not installed");
    found
}

fn with_watch<T>(work: impl FnOnce(&Watch<'_>) -> T) -> T {
    work(&Watch { report: &|_, _, _| {}, cancel: &AtomicBool::new(false) })
}

fn check(root: &Path) -> Checked {
    with_watch(|watch| read_source(root, Depth::Full, watch)).unwrap()
}

fn sh(folder: &Path, command: &str) {
    let output = Command::new("sh").current_dir(folder).args(["-c", command]).output().unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Makes a file, quietly and quickly.
fn ffmpeg(folder: &Path, arguments: &str) {
    sh(folder, &format!("ffmpeg -v error -nostdin -y -threads 1 {arguments}"));
}

fn media(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/media").join(name)
}

/// The course folder with that file in the place of its film.
fn course_with(root: &Path, name: &str) -> PathBuf {
    write(root);
    let course = root.join("The Course");
    let text = fs::read_to_string(course.join("course.toml")).unwrap();
    assert!(text.contains(FILM));
    fs::write(course.join("course.toml"), text.replace("\"film.mp4\"", &format!("\"{name}\""))).unwrap();
    fs::remove_file(course.join("film.mp4")).unwrap();
    course
}

/// Runs the one command of the one mistake in the folder that its paths are relative to, does what its words say, and
/// builds. Gives back what was wrong.
fn mend(root: &Path, name: &str) -> String {
    let checked = check(root);
    // Beside it stands, for an ending like .avi, that the course names no .mp4 or .webm: one renaming mends both.
    let of_the_file = checked.findings.mistakes.iter().filter(|mistake| mistake.file.ends_with(name));
    let [mistake] = of_the_file.collect::<Vec<_>>()[..] else { panic!("{name}: {:#?}", checked.findings) };
    let (words, command) = mistake.mend.split_once(": ffmpeg ").unwrap_or_else(|| panic!("{mistake}"));
    assert!(words.contains("name the new file in the course"), "{mistake}");
    sh(root, &format!("ffmpeg -v error -nostdin -threads 1 {command}"));
    let stem = name.rsplit_once('.').unwrap().0;
    let made: Vec<String> = fs::read_dir(root.join("The Course"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|found| found.starts_with(&format!("{stem}-mended.")))
        .collect();
    let [made] = made.as_slice() else { panic!("{name}: {made:?}") };
    let course = root.join("The Course/course.toml");
    fs::write(&course, fs::read_to_string(&course).unwrap().replace(name, made)).unwrap();
    fs::remove_file(root.join("The Course").join(name)).unwrap();
    let checked = check(root);
    let source = checked.source.unwrap_or_else(|| panic!("{name} as {made}: {:#?}", checked.findings));
    let slow = checked.findings.notes.iter().find(|note| note.what.contains("is slow"));
    assert_eq!(slow, None, "{name} as {made}");
    let built = with_watch(|watch| {
        build(&source, &[&SecretKey::from_seed(&[7; 32])], &root.join("out.fpack"), None, watch).unwrap()
    });
    assert!(built.bytes > 0);
    mistake.what.clone()
}

#[test]
fn every_command_printed_for_a_film_makes_one_that_builds() {
    if !is_there() {
        return;
    }
    let cases = [
        ("live.webm", "no index"),
        ("interlaced.mp4", "interlaced"),
        ("ten_bit.mp4", "10 bits"),
        ("chroma444.mp4", "4:4:4"),
        ("hevc.mp4", "HEVC"),
        ("large.mp4", "larger than 1920 × 1080"),
        ("ten_bit.webm", "10 bits"),
        ("ten_bit_av1.mp4", "10 bits"),
        ("chroma444.webm", "4:4:4"),
        ("vp8.webm", "VP8"),
        ("h264.mkv", "Matroska"),
        ("surround.mp4", "6 channels"),
        ("ac3.mp4", "AC-3"),
    ];
    for (name, wanted) in cases {
        let place = tempfile::tempdir().unwrap();
        let course = course_with(place.path(), name);
        fs::copy(media(name), course.join(name)).unwrap();
        let what = mend(place.path(), name);
        assert!(what.contains(wanted), "{name}: {what}");
    }
}

/// What cameras, phones, screen recorders and old computers make; several things are wrong with some of them.
#[test]
fn one_command_mends_all_that_is_wrong_with_a_file() {
    if !is_there() {
        return;
    }
    let tone = "-f lavfi -i sine=440:r=48000:d=1";
    let card = |size: &str, rate: u32| format!("-f lavfi -i testsrc2=s={size}:r={rate}:d=1");
    let cases = [
        (
            "old film.avi",
            "not MP4 or WebM",
            format!("{} {tone} -c:v mpeg4 -vtag DIVX -c:a libmp3lame", card("176x144", 25)),
        ),
        (
            "phone.mov",
            "HEVC",
            format!(
                "{} {tone} -c:v libx265 -preset ultrafast -x265-params log-level=error -tag:v hvc1 -pix_fmt yuv420p10le -c:a aac",
                card("2560x1440", 5)
            ),
        ),
        (
            "fast.mp4",
            "60 pictures a second",
            format!("{} -c:v libx264 -preset ultrafast -pix_fmt yuv420p", card("96x64", 120)),
        ),
        ("odd sides.mp4", "4:4:4", format!("{} -c:v libx264 -preset ultrafast -pix_fmt yuv444p", card("161x99", 15))),
        (
            "tall.mp4",
            "larger than",
            format!("{} -c:v libx264 -preset ultrafast -pix_fmt yuv420p", card("1216x2160", 3)),
        ),
        (
            "it's taped.mp4",
            "interlaced",
            format!(
                "{} {tone} -c:v libx264 -preset ultrafast -pix_fmt yuv420p -flags +ildct+ilme -x264-params tff=1 -c:a ac3",
                card("176x144", 25)
            ),
        ),
        ("grey.mp4", "grey", format!("{} -c:v libx264 -preset ultrafast -pix_fmt gray", card("96x64", 15))),
    ];
    for (name, wanted, coding) in cases {
        let place = tempfile::tempdir().unwrap();
        let course = course_with(place.path(), name);
        ffmpeg(&course, &format!("{coding} \"{name}\""));
        let what = mend(place.path(), name);
        assert!(what.contains(wanted), "{name}: {what}");
    }
}

#[test]
fn a_mirrored_film_is_made_straight() {
    if !is_there() {
        return;
    }
    // The transformation matrix of the track (14496-12, 8.3.2) begins with 1.0, at 40 bytes after the version.
    let mut mirrored = fs::read(media("silent.mp4")).unwrap();
    let header = mirrored.windows(4).position(|four| four == b"tkhd").unwrap() + 4;
    assert_eq!(mirrored[header + 40..header + 44], 0x0001_0000_u32.to_be_bytes());
    mirrored[header + 40..header + 44].copy_from_slice(&(-0x0001_0000_i32).to_be_bytes());
    let place = tempfile::tempdir().unwrap();
    let course = course_with(place.path(), "mirrored.mp4");
    fs::write(course.join("mirrored.mp4"), mirrored).unwrap();
    let what = mend(place.path(), "mirrored.mp4");
    assert!(what.contains("turned by a mark"), "{what}");
}

#[test]
fn far_key_frames_are_remarked_with_a_command_that_brings_them_near() {
    if !is_there() {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let course = course_with(place.path(), "talk.mp4");
    ffmpeg(&course, "-f lavfi -i testsrc2=s=96x64:r=10:d=9 -c:v libx264 -g 80 -keyint_min 80 -sc_threshold 0 talk.mp4");
    let checked = check(place.path());
    assert!(checked.source.is_some(), "it builds: {:#?}", checked.findings);
    let note = checked.findings.notes.iter().find(|note| note.what.contains("up to 8 s")).expect("a remark");
    let (_, command) = note.mend.split_once(": ffmpeg ").unwrap();
    sh(place.path(), &format!("ffmpeg -v error -nostdin {command}"));
    fs::rename(course.join("talk-mended.mp4"), course.join("talk.mp4")).unwrap();
    let checked = check(place.path());
    assert!(
        checked.source.is_some() && !checked.findings.notes.iter().any(|note| note.what.contains("slow")),
        "{:#?}",
        checked.findings
    );
}

#[test]
fn what_no_command_mends_is_told_in_words() {
    for (name, source, wanted) in [
        ("only sound.m4a", "sound.m4a", "make it a lesson of the kind `audio`"),
        ("cut.mp4", "high.mp4", "copy it again from where it came"),
    ] {
        let place = tempfile::tempdir().unwrap();
        let course = course_with(place.path(), name);
        let mut bytes = fs::read(media(source)).unwrap();
        if name == "cut.mp4" {
            bytes.truncate(bytes.len() / 2);
        }
        fs::write(course.join(name), bytes).unwrap();
        let checked = check(place.path());
        assert!(
            checked.findings.mistakes.iter().any(|mistake| mistake.mend.contains(wanted)),
            "{:#?}",
            checked.findings
        );
    }
}
