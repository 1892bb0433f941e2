//! The book and the reading by their accessible names: turning pages, contents, links, footnotes, and what the workers
//! are told.

use super::film_tests::{Desk, open_lesson, open_lesson_at, until};
use crate::media::epub::made::book;
use crate::worker::Request;
use crate::worker::view::{DocumentView, FileHandle, LessonContentView, ReadingView};
use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::time::{Duration, Instant};

fn three() -> Vec<u8> {
    let middle = format!("<h1>The middle</h1>{}", "<p>Some words in the middle of the book.</p>".repeat(60));
    book(&[
        "<h1>The start</h1><p>Go to <a href='c2.xhtml'>the end</a> at once.</p>",
        &middle,
        "<h1>The end</h1><p>It is over.</p>",
    ])
}

fn open<'a>(position_permille: u64) -> Harness<'a, Desk> {
    let file = FileHandle(Box::new(Cursor::new(three())));
    let view = DocumentView { file, position_permille, seen_permille: 0 };
    open_lesson(LessonContentView::Book(view), vec2(1024.0, 768.0))
}

fn told(harness: &mut Harness<'_, Desk>, until: impl Fn(&[[u64; 2]], u64) -> bool) {
    let start = Instant::now();
    loop {
        let told = harness.state().asked.iter().any(|request| match request {
            Request::Watched(report) => until(&report.ranges, report.position),
            _ => false,
        });
        if told {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "it is not told");
        std::thread::sleep(Duration::from_millis(50));
        harness.step();
    }
}

#[test]
fn a_book_turns_by_button_contents_and_link() {
    let mut harness = open(0);
    until(&mut harness, "The start");
    until(&mut harness, "1 of 3");
    harness.get_all_by_label("Next page").next().unwrap().click();
    until(&mut harness, "2 of 3");
    until(&mut harness, "The middle");
    harness.get_by_label("Contents").click();
    until(&mut harness, "A & B");
    harness.get_by_label("Chapter 1").click();
    until(&mut harness, "1 of 3");
    until(&mut harness, "the end");
    harness.get_by_label("the end").click();
    until(&mut harness, "3 of 3");
    until(&mut harness, "It is over.");
    told(&mut harness, |ranges, _| ranges.iter().any(|range| range[1] == 1000));
}

#[test]
fn a_book_opens_where_it_was_left() {
    let mut harness = open(500);
    until(&mut harness, "2 of 3");
    until(&mut harness, "The middle");
    told(&mut harness, |ranges, position| {
        (450..550).contains(&position) && !ranges.iter().any(|range| range[0] < 400 || range[1] == 1000)
    });
}

fn reading(markdown: String) -> LessonContentView {
    let view = ReadingView { markdown, pictures: BTreeMap::new(), position_permille: 0, seen_permille: 0 };
    LessonContentView::Reading(view)
}

#[test]
fn a_reading_begins_at_the_heading_that_a_link_named() {
    let filling = "Some words.\n\n".repeat(80);
    let text = format!("# Top\n\n{filling}## Your rights\n\n{filling}");
    let mut harness = open_lesson_at(reading(text), vec2(1024.0, 768.0), Some("your-rights"));
    told(&mut harness, |_, position| (450..560).contains(&position));
}

#[test]
fn a_reading_shows_notes_and_callouts_with_their_names() {
    let text = "Words[^1].\n\n> [!WARNING]\n> Mind the step.\n\n```rust\nlet x = 1;\n```\n\n[^1]: The note.\n";
    let mut harness = open_lesson(reading(text.into()), vec2(1024.0, 900.0));
    harness.run_steps(2);
    for name in ["Words1.", "Take care", "Mind the step.", "rust", "The note.", "1"] {
        assert!(harness.query_all_by_label(name).next().is_some(), "{name}");
    }
}
