//! The book and the reading by their accessible names: turning pages, contents, links, footnotes, and what the workers
//! are told.

use super::film_tests::{Desk, asked_marks, marked, open_lesson, open_lesson_at, until};
use crate::media::epub::made::book;
use crate::model::kept::{Anchor, PAGE_STRIDE};
use crate::worker::Request;
use crate::worker::view::{DocumentView, FileHandle, LessonContentView, ReadingView};
use egui::{Key, Role, vec2};
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
fn words_of_a_book_are_marked_on_their_page_and_unmarked_again() {
    let mut harness = open(0);
    until(&mut harness, "The start");
    harness.get_all_by_label("Next page").next().unwrap().click();
    until(&mut harness, "The middle");
    harness.get_by_label("Marker pen").click();
    harness.run_steps(3);
    let press = |harness: &mut Harness<'_, Desk>, words: &str| {
        harness.get_by_label(words).focus();
        harness.run_steps(2);
        harness.key_press(Key::Enter);
        harness.run_steps(3);
        asked_marks(harness)
    };
    let range = [PAGE_STRIDE, PAGE_STRIDE + 10];
    assert_eq!(press(&mut harness, "The middle"), [(range, true)]);
    marked(&mut harness, range, Anchor::Page(2));
    assert_eq!(press(&mut harness, "The middle"), [(range, false)]);
    harness.get_all_by_label("Page before").next().unwrap().click();
    until(&mut harness, "The start");
    harness.run_steps(2);
    assert_eq!(press(&mut harness, "The start"), [([0, 9], true)], "the mark of one page is none of another");
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

#[test]
fn formulas_are_said_in_signs_and_what_is_none_as_it_was_written() {
    let text = "# Of $x^2$\n\nA slope is $\\frac{\\Delta y}{\\Delta x}$ here. $\\nope{1}$\n\n$$x = \\sqrt{2}$$\n\n\
                | $a^2$ | b |\n|--|--|\n| 1 | $\\pi$ |\n";
    let mut harness = open_lesson(reading(text.into()), vec2(1024.0, 900.0));
    harness.run_steps(2);
    for name in ["Of x²", "A slope is (Δy)/(Δx) here. \\nope{1}", "x = √2", "a²", "π"] {
        assert!(harness.query_all_by_label(name).next().is_some(), "{name}");
    }
    assert!(harness.query_by_role_and_label(Role::Heading, "Of x²").is_some(), "a heading is one to who listens");
    assert!(harness.query_by_role_and_label(Role::Math, "x = √2").is_some());
}

#[test]
fn a_word_of_the_glossary_opens_by_the_keyboard_and_gives_it_back() {
    let mut harness = open_lesson(reading("Your [record](glossary:record) counts.".into()), vec2(1024.0, 900.0));
    harness.run_steps(2);
    for way_out in [Key::Escape, Key::Enter] {
        harness.get_by_label("record").focus();
        harness.run_steps(2);
        harness.key_press(Key::Enter);
        harness.run_steps(3);
        assert!(harness.query_by_label("What is written of you.").is_some());
        assert!(harness.get_by_label("Close").is_focused(), "the way out has the keyboard");
        harness.key_press(way_out);
        harness.run_steps(6);
        assert!(harness.query_by_label("What is written of you.").is_none(), "{way_out:?} closes it");
        assert!(harness.get_by_label("record").is_focused(), "the keyboard is on the word again");
    }
}

#[test]
fn wide_program_text_moves_sideways_by_the_keyboard() {
    let text = format!("```python\nprint('{}')\n```\n", "wide ".repeat(60));
    let mut harness = open_lesson(reading(text), vec2(1024.0, 900.0));
    harness.run_steps(2);
    let code = |harness: &Harness<'_, Desk>| harness.get_by_role(Role::Code).rect().left();
    let before = code(&harness);
    harness.get_by_role_and_label(Role::ScrollView, "python").focus();
    harness.run_steps(2);
    harness.key_press(Key::ArrowRight);
    harness.run_steps(3);
    assert!(code(&harness) < before - 20.0);
    harness.key_press(Key::ArrowLeft);
    harness.run_steps(3);
    assert_eq!(code(&harness), before);
}
