//! Slides, by their accessible names: pictures that are not there, and the keys that move and turn them.

use super::kept_samples::terms;
use super::person::Person;
use super::samples;
use egui::Key;
use foothold::ui::{Action, Screen};
use foothold::worker::view::{LessonContentView, LessonView, PictureView, SlideView, SlidesView};
use foothold::worker::{News, Request};
use std::time::Duration;

fn slide(id: &str, notes: &str, picture: Option<PictureView>) -> SlideView {
    let lost = picture.is_none().then(|| "A map of the yard".to_owned());
    SlideView { id: samples::slug(id), picture, lost, notes: Some(notes.into()), is_seen: false }
}

/// Three slides: without its picture, with a picture that is none, and one more.
fn lesson() -> LessonView {
    let none = PictureView { key: "none".into(), bytes: b"no picture".as_slice().into(), alt: "A gate".into() };
    let long = format!("The first line.\n\n{}Ask about [parole](glossary:parole).", "Line by line.\n\n".repeat(40));
    let slides = vec![
        slide("one", &long, None),
        slide("two", "Short words.", Some(none)),
        slide("three", "[parole](glossary:parole)", None),
    ];
    LessonView {
        content: LessonContentView::Slides(SlidesView { slides, position: 0 }),
        glossary: terms(),
        ..samples::lesson()
    }
}

fn before_slides() -> Person<'static> {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::OpenLesson { .. } => Some(News::Lesson(Box::new(lesson()))),
        _ => None,
    });
    person.sign_in();
    person.act(Action::Go(Screen::Lesson(samples::course_id("work"), samples::lesson_id("checks"))));
    person
}

#[test]
fn a_slide_whose_picture_is_missing_or_cannot_be_read_says_what_it_shows() {
    let mut person = before_slides();
    person.must_see("A picture is missing here. It shows: A map of the yard");
    person.key(Key::ArrowRight);
    let words = "A picture is missing here. It shows: A gate";
    for _ in 0..200 {
        if person.sees(words) {
            break;
        }
        std::thread::sleep(Duration::from_millis(10)); // another thread tries to read it
        person.settle();
    }
    person.must_see(words);
}

#[test]
fn the_page_keys_move_a_long_slide_and_turn_it_at_its_end() {
    let mut person = before_slides();
    let first = person.top_of("The first line.");
    person.key(Key::PageDown);
    person.must_see("1 of 3");
    assert!(person.top_of("The first line.") < first - 200, "it is lower on the slide");
    person.key(Key::PageUp);
    assert_eq!(person.top_of("The first line."), first);
    person.key(Key::End);
    person.must_see("1 of 3");
    assert!(person.is_in_sight("Ask about parole."), "the last line is read");
    person.key(Key::PageDown);
    person.must_see("2 of 3");
    person.key(Key::PageDown);
    person.must_see("3 of 3");
    person.key(Key::PageUp);
    person.key(Key::PageUp);
    person.must_see("1 of 3");
}

#[test]
fn the_arrows_turn_no_slide_under_a_word_that_is_explained() {
    let mut person = before_slides();
    person.key(Key::ArrowRight);
    person.key(Key::ArrowRight);
    person.must_see("3 of 3");
    person.tab_to("parole");
    person.key(Key::Enter);
    person.must_see("Time served outside, under rules.");
    for key in [Key::ArrowLeft, Key::PageUp] {
        person.key(key);
        person.must_see("3 of 3");
    }
    person.press("Close");
    person.key(Key::ArrowLeft);
    person.must_see("2 of 3");
}
