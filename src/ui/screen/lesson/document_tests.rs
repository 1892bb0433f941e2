//! The document screen by its accessible names: pages, number, zoom, contents, search, and what the workers are told.

use super::film_tests::{Desk, asked_marks, marked, open_lesson, until};
use crate::media::pdf::made::{document, lines};
use crate::model::event::SpanUnit;
use crate::model::kept::{Anchor, PAGE_STRIDE};
use crate::ui::tokens::{MARK_HERE, MARK_PEN};
use crate::worker::Request;
use crate::worker::view::{DocumentView, FileHandle, LessonContentView};
use egui::{Color32, Key, Modifiers, PointerButton, Pos2, Shape, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::io::Cursor;
use std::time::{Duration, Instant};

fn open<'a>(bytes: Vec<u8>, position_permille: u64) -> Harness<'a, Desk> {
    let file = FileHandle(Box::new(Cursor::new(bytes)));
    let view = DocumentView { file, position_permille, seen_permille: 0 };
    open_lesson(LessonContentView::Document(view), vec2(1024.0, 768.0))
}

fn twenty() -> Vec<u8> {
    let pages: Vec<String> = (1..=20).map(|n| lines(&format!("This is page {n}\nand its words"))).collect();
    document(&pages, &[("The start", 0), ("The middle", 9)], &[])
}

fn until_contains(harness: &mut Harness<'_, Desk>, part: &str) {
    let start = Instant::now();
    while harness.query_all_by_label_contains(part).next().is_none() {
        assert!(start.elapsed() < Duration::from_secs(30), "{part} does not come");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
}

/// How many places are marked with a colour.
fn marks(harness: &Harness<'_, Desk>, colour: Color32) -> usize {
    let shapes = harness.output().shapes.iter();
    shapes.filter(|clipped| matches!(&clipped.shape, Shape::Rect(rect) if rect.fill == colour)).count()
}

fn reports(harness: &Harness<'_, Desk>) -> Vec<(Vec<[u64; 2]>, u64)> {
    let reports = harness.state().asked.iter().filter_map(|request| match request {
        Request::Watched(report) => {
            assert_eq!(report.unit, SpanUnit::Permille);
            Some((report.ranges.clone(), report.position))
        }
        _ => None,
    });
    reports.collect()
}

#[test]
fn a_document_opens_where_it_was_left_and_pages_are_told_once_they_stood() {
    let mut harness = open(twenty(), 900);
    until_contains(&mut harness, "Page 19 of 20: This is page 19");
    harness.key_press(Key::End);
    until_contains(&mut harness, "Page 20 of 20: This is page 20");
    let start = Instant::now();
    while reports(&harness).is_empty() {
        assert!(start.elapsed() < Duration::from_secs(30), "nothing is told");
        std::thread::sleep(Duration::from_millis(50));
        harness.step();
    }
    let (ranges, position) = reports(&harness).remove(0);
    assert!(ranges.contains(&[950, 1000]), "the last page is told at once: {ranges:?}");
    assert!(!ranges.iter().any(|range| range[0] < 900), "{ranges:?}");
    assert!(position >= 900, "{position}");
}

#[test]
fn contents_number_and_search_lead_to_pages() {
    let mut harness = open(twenty(), 0);
    until_contains(&mut harness, "Page 1 of 20: This is page 1");
    harness.get_by_label("Contents").click();
    until(&mut harness, "The middle");
    harness.get_by_label("The middle").click();
    until_contains(&mut harness, "Page 10 of 20: This is page 10");
    let field = harness.get_by_label("Search this document");
    field.focus();
    field.type_text("PAGE 1");
    until(&mut harness, "1 of 11");
    until_contains(&mut harness, "Page 1 of 20: This is page 1\n");
    harness.run_steps(2);
    assert_eq!(marks(&harness, MARK_HERE), 1, "the place gone to is marked");
    harness.get_by_label("Place before").click();
    until(&mut harness, "11 of 11");
    until_contains(&mut harness, "Page 19 of 20: This is page 19");
    harness.get_by_label("Search this document").focus();
    harness.step();
    harness.get_by_label("Search this document").type_text("nowhere");
    until(&mut harness, "Not found");
}

#[test]
fn zoom_goes_by_button_and_key_and_back_to_the_width() {
    let mut harness = open(twenty(), 0);
    until_contains(&mut harness, "Page 1 of 20: ");
    harness.get_by_label("Larger").click();
    until(&mut harness, "100%");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Minus);
    until(&mut harness, "80%");
    harness.get_by_label("Fit the width").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("80%").is_none() && harness.query_by_label("100%").is_none());
}

#[test]
fn what_is_no_document_says_so() {
    let mut harness = open(b"%PDF-1.7 and no more".to_vec(), 0);
    until_contains(&mut harness, "Your progress is safe");
}

/// Draws the pen from one point to another.
fn stroke(harness: &mut Harness<'_, Desk>, from: Pos2, to: Pos2) {
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    for event in [
        egui::Event::PointerMoved(from),
        button(from, true),
        egui::Event::PointerMoved(from.lerp(to, 0.5)),
        egui::Event::PointerMoved(to),
        button(to, false),
    ] {
        harness.event(event);
        harness.run_steps(2);
    }
}

#[test]
fn words_of_a_page_are_marked_by_hand_and_by_keyboard_and_unmarked_again() {
    let mut harness = open(twenty(), 0);
    until_contains(&mut harness, "Page 1 of 20: This is page 1");
    assert!(harness.query_by_label("This is page 1").is_none(), "without the pen there is nothing to press");
    harness.get_by_label("Marker pen").click();
    harness.run_steps(3);
    let line = harness.get_by_label("This is page 1").rect();
    let into_the_second_word = line.left_center() + vec2(line.width() * 0.42, 0.0);
    stroke(&mut harness, line.left_center() + vec2(2.0, 0.0), into_the_second_word);
    assert_eq!(asked_marks(&mut harness), [([0, 7], true)], "whole words: This is");
    marked(&mut harness, [0, 7], Anchor::Page(1));
    assert_eq!(marks(&harness, MARK_PEN), 1);
    harness.get_by_label("This is page 1").focus();
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert_eq!(asked_marks(&mut harness), [([0, 7], false)], "by the keyboard it goes again");
    let mut harness = open(twenty(), 900);
    until_contains(&mut harness, "Page 19 of 20: This is page 19");
    harness.get_by_label("Marker pen").click();
    harness.run_steps(3);
    harness.get_by_label("This is page 19").focus();
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    let base = 18 * PAGE_STRIDE;
    assert_eq!(asked_marks(&mut harness), [([base, base + 15], true)], "the mark of one page is none of another");
    marked(&mut harness, [base, base + 15], Anchor::Page(19));
    assert_eq!(marks(&harness, MARK_PEN), 1);
    harness.get_by_label("Marker pen").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("This is page 19").is_none());
    assert_eq!(marks(&harness, MARK_PEN), 1, "what is marked stays in sight");
}
