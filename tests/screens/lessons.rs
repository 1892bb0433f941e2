//! Lessons that play, turn and scroll by means of their own: each fits in every look, and Tab alone reaches all of it.

#[path = "../../src/media/epub/made.rs"]
pub mod made_epub;
#[expect(dead_code, reason = "other tests need more of it")]
#[path = "../../src/media/pdf/made.rs"]
pub mod made_pdf;

use super::everywhere::{SIZES, Tour};
use super::person::Person;
use super::samples;
use super::tab_walk::walk;
use foothold::model::id::Lang;
use foothold::ui::{Action, Screen};
use foothold::worker::view::{
    CaptionsView, DocumentView, FileHandle, LessonContentView, LessonView, SlideView, SlidesView, VideoView,
};
use foothold::worker::{News, Request};
use made_pdf::{document, lines};
use std::io::Cursor;
use std::path::Path;
use std::time::Duration;

/// Each with words by which it is there.
const LESSONS: [(&str, &str); 5] = [
    ("film", "of 0:02"),
    ("sound", "of 0:02"),
    ("pages", "Page 1 of 4: The first page"),
    ("book", "Words of the first chapter"),
    ("slides", "1 of 3"),
];
const CHAPTERS: &[u8] = b"WEBVTT\n\n0 --> 0.900\nThe beginning\n\n0.900 --> 2\nThe end";
const WORDS: &[u8] = b"WEBVTT\n\n00:00.000 --> 00:01.000\nFirst words\n\n00:01.200 --> 00:02.000\nLast words";

fn file(bytes: Vec<u8>) -> FileHandle {
    FileHandle(Box::new(Cursor::new(bytes)))
}

fn film(name: &str, is_sound: bool) -> LessonContentView {
    let bytes = std::fs::read(Path::new("tests/media").join(name)).unwrap();
    let captions = ["en", "es"].map(|lang| CaptionsView {
        lang: Lang::parse(lang).unwrap(),
        label: None,
        bytes: WORDS.to_vec(),
        is_default: lang == "en",
        is_machine: lang == "es",
    });
    LessonContentView::Video(VideoView {
        file: file(bytes.clone()),
        preview: file(bytes),
        is_sound,
        duration_ms: 2000,
        poster: None,
        captions: captions.to_vec(),
        chapters: Some(CHAPTERS.to_vec()),
        transcript: None,
        position_ms: 500,
        seen_permille: 0,
    })
}

fn slide(id: &str) -> SlideView {
    let (notes, lost) = ("What is said about it.".to_owned(), "A map of the yard".to_owned());
    SlideView { id: samples::slug(id), picture: None, lost: Some(lost), notes: Some(notes), is_seen: false }
}

fn lesson(id: &str) -> LessonView {
    let pages = || ["The first page", "The second", "The third", "The last"].map(lines).to_vec();
    let content = match id {
        "film" => film("high.mp4", false),
        "sound" => film("sound.mp3", true),
        "pages" => {
            let file = file(document(&pages(), &[("The start", 0), ("The end", 3)], &[]));
            LessonContentView::Document(DocumentView { file, position_permille: 0, seen_permille: 0 })
        }
        "book" => {
            let chapters = ["<h1>One</h1><p>Words of the first chapter.</p>", "<h1>Two</h1><p>And of the second.</p>"];
            let file = file(made_epub::book(&chapters));
            LessonContentView::Book(DocumentView { file, position_permille: 0, seen_permille: 0 })
        }
        _ => {
            let slides = ["one", "two", "three"].map(slide).to_vec();
            LessonContentView::Slides(SlidesView { slides, position: 0 })
        }
    };
    LessonView { content, ..samples::lesson() }
}

/// Somebody before one of them, in a window of this size.
fn before(size: (f32, f32), (id, there): (&str, &str)) -> Person<'static> {
    let mut person = Person::before(size, |request| match request {
        Request::OpenLesson { lesson: id, .. } => Some(News::Lesson(Box::new(lesson(id.as_str())))),
        _ => None,
    });
    person.sign_in();
    person.act(Action::Go(Screen::Lesson(samples::course_id("work"), samples::lesson_id(id))));
    for _ in 0..1000 {
        if person.sees_part(there) {
            return person;
        }
        std::thread::sleep(Duration::from_millis(10)); // another thread reads it
        person.settle();
    }
    panic!("{id} does not come: {}", person.screen_text());
}

#[test]
fn every_lesson_that_plays_or_turns_fits() {
    for size in SIZES {
        let mut tour = Tour::new(size);
        for one in LESSONS {
            let mut person = before(size, one);
            tour.look(&mut person, &format!("lesson-{}", one.0));
        }
        let mut person = before(size, LESSONS[2]);
        person.press("Contents");
        person.press("Marker pen");
        tour.look(&mut person, "lesson-pages-open");
    }
}

#[test]
fn tab_alone_reaches_everything_in_a_lesson_that_plays_or_turns() {
    for one in LESSONS {
        let mut person = before(SIZES[0], one);
        walk(&mut person, one.0);
    }
    let mut person = before(SIZES[0], LESSONS[2]);
    person.press("Contents");
    person.press("Marker pen");
    walk(&mut person, "pages, with their contents and the pen");
}
