//! A teacher's folder of ordinary files becomes a course by one command: named, ordered, with captions and chapters.

use foothold::author::{Depth, DraftFault, Plan, Watch, draft, read_source};
use foothold::model::course::Course;
use foothold::model::day::Day;
use foothold::model::id::{Lang, PackId};
use foothold::model::lesson::{LessonContent, TrackKind};
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

fn plan() -> Plan {
    Plan {
        pack_id: PackId::parse("org.example.welding").unwrap(),
        title: "Welding \"at home\"".into(),
        publisher: "Shop class".into(),
        licence: "CC-BY-4.0".into(),
        lang: Lang::parse("en").unwrap(),
        created: Day::parse("2026-11-01").unwrap(),
    }
}

fn media(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/media").join(name)).unwrap()
}

fn fill(folder: &Path) {
    fs::create_dir_all(folder.join("02_Torches & gas")).unwrap();
    let words = b"WEBVTT\n\n00:00.000 --> 00:01.000\nPut on the gloves.\n";
    for (name, bytes) in [
        ("10 Last_things.mp4", media("main.mp4")),
        ("2 - Safety first.mp4", media("high.mp4")),
        ("2 - Safety first.vtt", words.to_vec()),
        ("2 - Safety first.es.srt", b"1\n00:00:00,000 --> 00:00:01,000\nLos guantes.\n".to_vec()),
        ("2 - Safety first.chapters.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nGloves\n".to_vec()),
        ("2 - Safety first aid.mp4", media("tiny.mp4")),
        ("notes.docx", b"not for a player".to_vec()),
        (".DS_Store", b"of a system".to_vec()),
        ("02_Torches & gas/1.mp3", media("sound.mp3")),
        ("02_Torches & gas/Read me.md", b"# Gas\n\nOpen the valve slowly.\n".to_vec()),
    ] {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

#[test]
fn a_folder_of_films_becomes_a_course_that_is_without_mistakes() {
    let place = tempfile::tempdir().unwrap();
    fill(place.path());
    let drafted = draft(place.path(), &plan()).unwrap();
    assert_eq!((drafted.modules, drafted.lessons), (2, 5));
    assert_eq!(drafted.left_out, ["notes.docx"]);
    let cancel = AtomicBool::new(false);
    let checked = read_source(place.path(), Depth::Full, &Watch { report: &|_, _, _| {}, cancel: &cancel }).unwrap();
    assert!(checked.findings.mistakes.is_empty(), "{:#?}", checked.findings.mistakes);
    let source = checked.source.unwrap();
    let course = source.entries.iter().find(|entry| entry.path.ends_with("course.json")).unwrap();
    let foothold::author::Content::Made(bytes) = &course.content else { panic!("a course is made") };
    let course: Course = serde_json::from_slice(bytes).unwrap();
    let first = Lang::parse("en").unwrap();
    let titles: Vec<&str> = course.modules.iter().map(|module| module.title.get(&first, &first)).collect();
    assert_eq!(titles, ["Welding \"at home\"", "Torches & gas"]);
    let lessons: Vec<&str> = course
        .modules
        .iter()
        .flat_map(|module| &module.lessons)
        .map(|lesson| lesson.title.get(&first, &first))
        .collect();
    assert_eq!(lessons, ["Safety first", "Safety first aid", "Last things", "1", "Read me"]);
    let LessonContent::Video(film) = &course.modules[0].lessons[0].content else { panic!("a film") };
    let kinds = |kind: &TrackKind| film.tracks.iter().filter(|track| track.kind == *kind).count();
    assert_eq!((kinds(&TrackKind::Main), kinds(&TrackKind::Captions), kinds(&TrackKind::Chapters)), (1, 2, 1));
    let LessonContent::Video(aid) = &course.modules[0].lessons[1].content else { panic!("a film") };
    assert_eq!(aid.tracks.len(), 1, "captions of a film whose name begins alike are not its own");
}

#[test]
fn nothing_is_overwritten_and_nothing_is_made_of_nothing() {
    let place = tempfile::tempdir().unwrap();
    assert!(matches!(draft(place.path(), &plan()), Err(DraftFault::Nothing)));
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    fill(place.path());
    fs::write(place.path().join("course.toml"), "mine").unwrap();
    assert!(matches!(draft(place.path(), &plan()), Err(DraftFault::Exists("course.toml"))));
    assert!(!place.path().join("pack.toml").exists());
    assert_eq!(fs::read_to_string(place.path().join("course.toml")).unwrap(), "mine");
}

#[test]
fn names_of_every_kind_give_a_course_that_can_be_read() {
    let place = tempfile::tempdir().unwrap();
    for name in ["…!.mp3", "01.mp3", "١٢.mp3", "quote\" and \\ slash.mp3", "Größe.mp3", "größe.mp3", "a\u{202e}b.mp3"]
    {
        let made = fs::write(place.path().join(name), media("tiny.mp3"));
        assert!(made.is_ok() || cfg!(windows), "{name}");
    }
    draft(place.path(), &plan()).unwrap();
    let text = fs::read_to_string(place.path().join("course.toml")).unwrap();
    assert!(text.parse::<toml::Table>().is_ok(), "{text}");
}
