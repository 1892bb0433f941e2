//! Lessons: what each kind must have.

use super::fault::Trail;
use super::question::{WORK_CHARS_MAX, check_rubric};
use super::rules::{Place, check_rule, suggest};
use super::words::Words;
use super::{form, quiz};
use crate::model::course::Course;
use crate::model::id::Slug;
use crate::model::lesson::{
    Assignment, Code, DocumentFormat, Lesson, LessonContent as L, Slide, Timed, Track, TrackKind,
};
use crate::model::text::FileRef;
use std::collections::BTreeMap;

/// A day, in minutes: no lesson is longer.
const MINUTES_MAX: u64 = 24 * 60;
const HOURS_24_MS: u64 = 24 * 60 * 60 * 1000;

/// Checks one lesson.
pub(super) fn check_lesson<'a>(trail: &mut Trail, words: &mut Words<'a>, lesson: &'a Lesson, course: &'a Course) {
    words.title(trail, "title", &lesson.title);
    trail.range("minutes", u64::from(lesson.minutes), 1, MINUTES_MAX);
    check_rule(trail, "rule", &lesson.rule, Place::Lesson(lesson), course);
    if let Some(rule) = &lesson.prerequisites {
        check_rule(trail, "prerequisites", rule, Place::Prerequisite, course);
    }
    trail.unique("outcomes", &lesson.outcomes, |id| id);
    trail.each("outcomes", &lesson.outcomes, |trail, id| {
        let is_there = course.outcomes.iter().any(|outcome| outcome.id == *id);
        let mend = suggest(id.as_str(), course.outcomes.iter().map(|outcome| outcome.id.as_str()));
        trail.check(is_there, format!("there is no outcome `{id}` in this course"), mend);
    });
    check_content(trail, words, lesson, course);
}

fn check_content<'a>(trail: &mut Trail, words: &mut Words<'a>, lesson: &'a Lesson, course: &'a Course) {
    match &lesson.content {
        L::Reading { body } => markdown(trail, words, "body", body),
        L::Slides { slides } => check_slides(trail, words, slides),
        L::Video(timed) => check_timed(trail, words, timed, &["mp4", "webm"]),
        L::Audio(timed) => check_timed(trail, words, timed, &["m4a", "mp3", "ogg", "opus", "flac", "wav", "mp4"]),
        L::Document { format, file } => {
            words.file(trail, "file", file);
            let ending = if *format == DocumentFormat::Pdf { "pdf" } else { "epub" };
            file_endings(trail, "file", file, &[ending]);
        }
        L::Quiz { quiz } => trail.within("quiz", |trail| quiz::check_quiz(trail, words, quiz, lesson, course)),
        L::Assignment(assignment) => check_assignment(trail, words, assignment),
        L::Form { form } => trail.within("form", |trail| form::check_form(trail, words, form, course)),
        L::Directory { directory, filter } => check_directory(trail, directory, filter, course),
        L::Code(code) => check_code(trail, words, code),
        L::Unknown(opaque) => {
            trail.fault(
                format!("the kind `{}` is not known to this version", opaque.kind()),
                "use a newer foothold-pack",
            );
        }
    }
}

fn markdown<'a>(trail: &mut Trail, words: &mut Words<'a>, key: &str, file: &'a FileRef) {
    words.file(trail, key, file);
    file_endings(trail, key, file, &["md"]);
}

/// Records each path that does not end as it must.
pub(super) fn file_endings(trail: &mut Trail, key: &str, file: &FileRef, endings: &[&str]) {
    trail.within(key, |trail| match file {
        FileRef::One(path) => ending(trail, path, endings),
        FileRef::By(map) => {
            map.iter().for_each(|(lang, path)| trail.within(lang, |trail| ending(trail, path, endings)));
        }
    });
}

/// What to do about a file of a form that packs do not hold. What cameras and recorders write is often only named otherwise:
/// it needs no more than a copy.
fn another_form(path: &str) -> String {
    let (stem, has) = path.rsplit_once('.').unwrap_or((path, ""));
    let wanted = match has.to_ascii_lowercase().as_str() {
        "mov" | "m4v" | "qt" => "mp4",
        "aac" => "m4a",
        _ => return "name a file of that form".to_owned(),
    };
    let quoted = |name: &str| format!("'{}'", name.replace('\'', r"'\''"));
    let (from, to) = (quoted(path), quoted(&format!("{stem}-mended.{wanted}")));
    format!("make a copy of that form, and name it in the course: ffmpeg -i {from} -c copy -movflags +faststart {to}")
}

fn ending(trail: &mut Trail, path: &str, endings: &[&str]) {
    let has = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_right = has.is_some_and(|has| endings.contains(&has.as_str()));
    trail.check(is_right, format!("`{path}` is not a .{} file", endings.join(" or .")), another_form(path));
}

fn check_slides<'a>(trail: &mut Trail, words: &mut Words<'a>, slides: &'a [Slide]) {
    trail.check_key(
        "slides",
        (1..=500).contains(&slides.len()),
        "there is no slide, or more than 500",
        "give 1 to 500",
    );
    trail.unique("slides", slides, |slide| &slide.id);
    trail.each("slides", slides, |trail, slide| {
        words.file(trail, "image", &slide.image);
        words.text(trail, "alt", &slide.alt);
        if let Some(notes) = &slide.notes {
            markdown(trail, words, "notes", notes);
        }
        words.maybe_file(trail, "audio", slide.audio.as_ref());
    });
}

fn check_timed<'a>(trail: &mut Trail, words: &mut Words<'a>, timed: &'a Timed, endings: &[&str]) {
    trail.range("duration_ms", timed.duration_ms, 1, HOURS_24_MS);
    words.maybe_file(trail, "poster", timed.poster.as_ref());
    trail.unique("tracks", &timed.tracks, |track| &track.id);
    let mains: Vec<&Track> = timed.of_kind(&TrackKind::Main).collect();
    trail.check_key(
        "tracks",
        !mains.is_empty(),
        "there is no track of kind `main`",
        "add the film or recording itself",
    );
    trail.each("tracks", &timed.tracks, |trail, track| check_track(trail, words, track, timed, endings));
    for main in mains {
        if !timed.of_kind(&TrackKind::Captions).any(|captions| captions.lang == main.lang) {
            let what = format!("it has no captions in `{}`", main.lang);
            trail.within("tracks", |trail| trail.note(what, "people who cannot hear it need them"));
        }
    }
}

fn check_track<'a>(trail: &mut Trail, words: &mut Words<'a>, track: &'a Track, timed: &'a Timed, endings: &[&str]) {
    if let Some(label) = &track.label {
        words.title(trail, "label", label);
    }
    let earlier =
        || timed.tracks.iter().take_while(|other| !std::ptr::eq(*other, track)).filter(|t| t.kind == track.kind);
    if track.kind == TrackKind::Main {
        let is_first = !earlier().any(|other| other.lang == track.lang);
        trail.check_key("lang", is_first, format!("there are two main tracks in `{}`", track.lang), "keep one");
    }
    let is_first = !track.default || !earlier().any(|other| other.default);
    trail.check_key("default", is_first, "two tracks of a kind are the default", "keep one");
    let endings = match &track.kind {
        TrackKind::Main => endings,
        TrackKind::Audio | TrackKind::Descriptions => &["m4a", "mp3", "ogg", "opus", "flac", "wav", "mp4"],
        TrackKind::Captions => &["vtt", "srt"],
        TrackKind::Chapters => &["vtt"],
        TrackKind::Transcript => &["md", "vtt", "srt"],
        TrackKind::Other(kind) => {
            return trail
                .within("kind", |t| t.fault(format!("the kind `{kind}` is not known"), "use a newer foothold-pack"));
        }
    };
    trail.within("file", |trail| ending(trail, &track.file, endings));
}

fn check_assignment<'a>(trail: &mut Trail, words: &mut Words<'a>, assignment: &'a Assignment) {
    markdown(trail, words, "task", &assignment.task);
    trail.range("max_chars", u64::from(assignment.max_chars), 1, WORK_CHARS_MAX);
    trail.range("points", u64::from(assignment.points), 1, 1000);
    check_rubric(trail, words, &assignment.rubric, assignment.points);
}

fn check_directory(trail: &mut Trail, id: &Slug, filter: &BTreeMap<Slug, Vec<String>>, course: &Course) {
    let Some(directory) = course.directory(id) else {
        let mend = suggest(id.as_str(), course.directories.iter().map(|directory| directory.id.as_str()));
        return trail.within("directory", |t| t.fault(format!("there is no directory `{id}` in this course"), mend));
    };
    trail.within("filter", |trail| {
        for (field, values) in filter {
            trail.within(field, |trail| {
                let Some(known) = directory.fields.iter().find(|known| known.id == *field) else {
                    let mend = suggest(field.as_str(), directory.fields.iter().map(|known| known.id.as_str()));
                    return trail.fault(format!("`{id}` has no field `{field}`"), mend);
                };
                trail.check(known.facet, format!("`{field}` is no filter of `{id}`"), "set `facet = true` there");
                for value in values.iter().filter(|_| !known.options.is_empty()) {
                    let is_there = known.options.iter().any(|option| option.id.as_str() == value);
                    let mend = suggest(value, known.options.iter().map(|option| option.id.as_str()));
                    trail.check(is_there, format!("`{value}` is not one of the options of `{field}`"), mend);
                }
            });
        }
    });
}

fn check_code<'a>(trail: &mut Trail, words: &mut Words<'a>, code: &'a Code) {
    markdown(trail, words, "task", &code.task);
    trail.check_key("checks", !code.checks.is_empty(), "nothing is tried", "add at least one check");
    trail.unique("checks", &code.checks, |check| &check.id);
    trail.each("checks", &code.checks, |trail, check| words.text(trail, "text", &check.text));
    trail.within("limits", |trail| {
        trail.range("ms", code.limits.ms, 1, 60_000);
        trail.range("steps", code.limits.steps, 1, 10_000_000_000);
        trail.range("bytes", code.limits.bytes, 1, 1 << 30);
    });
}
