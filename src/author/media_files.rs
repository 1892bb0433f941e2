//! Every film, recording, picture, caption file and document of a folder, checked once: what a station could not play
//! is refused here, with the command that mends it.

use super::files_of::Use;
use super::folder::Folder;
use super::mistake::{Findings, Mistake};
use super::reading::read_small;
use super::watch::{Stage, Watch, Watched};
use crate::format::limits::PACK_FILE_BYTES_MAX;
use crate::media::caption::{CaptionFaultKind, Captions, FILE_SIZE_MAX};
use crate::media::check::{
    MediaFacts, Unplayable, Why, check_audio, check_image, check_video, keyframes_every_two_seconds,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is known of the media files, by source path and use.
pub type Facts = BTreeMap<(String, Use), MediaFacts>;

/// Decodes every media file of `files` to its end, on as many threads as there are processors.
pub fn check_media(
    folder: &Folder,
    files: &BTreeSet<(String, Use)>,
    watch: &Watch<'_>,
    findings: &mut Findings,
) -> Facts {
    let is_media = |usage: Use| matches!(usage, Use::Film | Use::Sound | Use::Picture);
    let mut jobs: Vec<&(String, Use)> = files.iter().filter(|(_, usage)| is_media(*usage)).collect();
    let size = |file: &str| folder.file(file).metadata().map_or(0, |facts| facts.len());
    jobs.sort_by_key(|(file, _)| std::cmp::Reverse(size(file))); // the longest first, so that no thread waits at the end
    let progress = watch.stage(Stage::Checking, jobs.iter().map(|(file, _)| size(file)).sum());
    let next = AtomicUsize::new(0);
    let results = Mutex::new((Facts::new(), Vec::new(), Vec::new()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8).min(jobs.len().max(1));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((file, usage)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if watch.is_cancelled() {
                        return;
                    }
                    let found = check_one(folder, file, *usage, &progress);
                    let mut results = results.lock().expect("a check that panics is caught by the decoder");
                    match found {
                        Ok(facts) if facts.keyframe_gap_ms_max > KEYFRAME_GAP_MS_MAX => {
                            results.2.push(slow_to_seek(file, &facts));
                            results.0.insert((file.clone(), *usage), facts);
                        }
                        Ok(facts) => drop(results.0.insert((file.clone(), *usage), facts)),
                        Err(mistake) => results.1.push(mistake),
                    }
                }
            });
        }
    });
    let (facts, mistakes, notes) = results.into_inner().expect("all threads have ended well");
    findings.mistakes.extend(mistakes);
    notes.into_iter().for_each(|note| findings.note(note));
    facts
}

/// Pictures that can be gone to directly should be no further apart.
const KEYFRAME_GAP_MS_MAX: u64 = 5000;

fn slow_to_seek(file: &str, facts: &MediaFacts) -> Mistake {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mended = mended(stem);
    let command = keyframes_every_two_seconds(file, &mended);
    let seconds = facts.keyframe_gap_ms_max / 1000;
    let what = format!("going to a place in it is slow: up to {seconds} s between pictures that stand alone");
    Mistake::new(file, what, format!("make it again, and name the new file in the course: {command}"))
}

fn mended(stem: &str) -> String {
    format!("'{}-mended'", stem.replace('\'', r"'\''"))
}

fn check_one(
    folder: &Folder,
    file: &str,
    usage: Use,
    progress: &super::watch::Progress<'_>,
) -> Result<MediaFacts, Mistake> {
    let opened = File::open(folder.file(file));
    let opened = opened
        .map_err(|error| Mistake::new(file, format!("it cannot be read ({error})"), "look at its permissions"))?;
    let reader = Watched::new(BufReader::with_capacity(1 << 16, opened), progress);
    let found = match usage {
        Use::Film => check_video(reader),
        Use::Sound => check_audio(reader),
        _ => check_image(reader),
    };
    found.map_err(|fault| unplayable(file, &fault))
}

fn unplayable(file: &str, fault: &Unplayable) -> Mistake {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let what = format!("a station could not play it: {}", fault.why);
    let command = fault.ffmpeg_for(file, &mended(stem));
    let mend = match &fault.why {
        Why::NoVideo => "give a file with pictures, or make it a lesson of the kind `audio`".to_owned(),
        Why::NoAudio => "give a file with sound".to_owned(),
        Why::Damaged { .. } => format!("copy it again from where it came; if that does not help: {command}"),
        _ => format!("make it again, and name the new file in the course: {command}"),
    };
    Mistake::new(file, what, mend)
}

/// Checks the form of one file that is no media: captions, documents of pages, and every file's size.
pub fn check_form(folder: &Folder, file: &str, usage: Use, findings: &mut Findings) -> Option<Captions> {
    let size = folder.file(file).metadata().map_or(0, |facts| facts.len());
    if size > PACK_FILE_BYTES_MAX {
        findings.mistake(Mistake::new(file, "the file is 4 GiB or larger", "divide it, or make it smaller"));
    }
    match usage {
        Use::Captions => return check_captions(folder, file, findings),
        Use::Pages => check_pages(folder, file, findings),
        _ => {}
    }
    None
}

fn check_captions(folder: &Folder, file: &str, findings: &mut Findings) -> Option<Captions> {
    let bytes = match read_small(folder, file, FILE_SIZE_MAX) {
        Ok(bytes) => bytes,
        Err(mistake) => {
            findings.mistake(mistake);
            return None;
        }
    };
    let (captions, faults) = Captions::parse(&bytes);
    for fault in faults {
        let mend = match fault.what {
            CaptionFaultKind::Encoding => "save it again as UTF-8 text",
            _ => "write WebVTT: 00:01.000 --> 00:04.000, and the words on the next line",
        };
        findings.mistake(Mistake::new(file, fault.what.to_string(), mend).at(fault.line));
    }
    Some(captions)
}

fn check_pages(folder: &Folder, file: &str, findings: &mut Findings) {
    let mut start = [0; 58];
    let mut len = 0;
    if let Ok(mut opened) = File::open(folder.file(file)) {
        while let Ok(more @ 1..) = opened.read(&mut start[len..]) {
            len += more;
        }
    }
    let start = &start[..len];
    // EPUB (OCF 3.3): a ZIP whose first entry is `mimetype`, stored.
    let is_epub = start.starts_with(b"PK\x03\x04")
        && start.get(30..).is_some_and(|s| s.starts_with(b"mimetypeapplication/epub+zip"));
    let (is_right, wanted) =
        if file.ends_with(".pdf") { (start.starts_with(b"%PDF-"), "a PDF") } else { (is_epub, "an EPUB") };
    if !is_right {
        findings.mistake(Mistake::new(file, format!("this is not {wanted}"), "save it in that form"));
    }
}

/// The media type of a file, by its ending and use.
#[must_use]
pub fn media_type(path: &str, usage: Option<Use>) -> &'static str {
    match (path.rsplit_once('.').map_or("", |(_, ending)| ending), usage) {
        ("md", _) => "text/markdown",
        ("png", _) => "image/png",
        ("jpg" | "jpeg", _) => "image/jpeg",
        ("webp", _) => "image/webp",
        ("mp4", Some(Use::Sound)) | ("m4a", _) => "audio/mp4",
        ("mp4", _) => "video/mp4",
        ("webm", _) => "video/webm",
        ("mp3", _) => "audio/mpeg",
        ("ogg" | "opus", _) => "audio/ogg",
        ("flac", _) => "audio/flac",
        ("wav", _) => "audio/wav",
        ("vtt", _) => "text/vtt",
        ("srt", _) => "application/x-subrip",
        ("pdf", _) => "application/pdf",
        ("epub", _) => "application/epub+zip",
        ("json", _) => "application/json",
        ("jsonl", _) => "application/jsonl",
        _ => "application/octet-stream",
    }
}
