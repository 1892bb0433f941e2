//! The choice of speed by its accessible names and keys, and what other speeds tell of time.

use super::film_tests::{Desk, film, film_view, open_lesson, until};
use crate::worker::view::LessonContentView;
use crate::worker::{Request, SpanReport};
use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn open<'a>() -> Harness<'a, Desk> {
    let mut harness = open_lesson(LessonContentView::Video(film_view(film())), vec2(1366.0, 768.0));
    until(&mut harness, "0:00 of 0:02");
    harness
}

fn reports(harness: &Harness<'_, Desk>) -> Vec<SpanReport> {
    let asked = harness.state().asked.iter();
    asked
        .filter_map(|request| if let Request::Watched(report) = request { Some(report.clone()) } else { None })
        .collect()
}

/// Chooses a speed in the menu and plays to the end: milliseconds of the film watched, and of the seat.
fn played_at(now: &str, choice: &str, rate_permille: u32) -> (u64, u64) {
    let mut harness = open();
    harness.get_by_label(now).click();
    until(&mut harness, choice);
    harness.get_by_label(choice).click();
    until(&mut harness, &format!("Speed: {choice}"));
    harness.get_by_label("Play").click();
    until(&mut harness, "Play again");
    harness.run_steps(3);
    let reports = reports(&harness);
    assert!(reports.iter().all(|report| report.rate_permille == rate_permille), "{reports:?}");
    let ranges = reports.iter().flat_map(|report| &report.ranges);
    (ranges.map(|[from, to]| to - from).sum(), reports.iter().map(|report| report.active_ms).sum())
}

#[test]
fn twice_as_fast_the_film_counts_whole_and_the_seat_half() {
    let (film_ms, seat_ms) = played_at("Speed: 1×", "2×", 2000);
    assert_eq!(film_ms, 1500, "from where it was left to the end");
    assert!((650..1500).contains(&seat_ms), "{seat_ms} ms in the seat");
}

#[test]
fn half_as_fast_the_film_counts_once_and_the_seat_double() {
    let (film_ms, seat_ms) = played_at("Speed: 1×", "0.5×", 500);
    assert_eq!(film_ms, 1500);
    assert!(seat_ms > 2800, "{seat_ms} ms in the seat");
}

#[test]
fn keys_choose_the_speed_and_it_stays_for_the_next_film() {
    let mut harness = open();
    harness.key_press(Key::CloseBracket);
    until(&mut harness, "Speed: 1.25×");
    harness.key_press(Key::OpenBracket);
    until(&mut harness, "Speed: 1×");
    for name in ["Speed: 0.75×", "Speed: 0.5×", "Speed: 0.5×"] {
        harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::Comma);
        until(&mut harness, name);
    }
    harness.state_mut().content = Some(LessonContentView::Video(film_view(film())));
    harness.run_steps(2);
    until(&mut harness, "0:00 of 0:02");
    until(&mut harness, "Speed: 0.5×");
    harness.get_by_label("Play").click();
    until(&mut harness, "0:01 of 0:02");
    harness.get_by_label("Pause").click();
    until(&mut harness, "Play");
    harness.run_steps(2);
    assert_eq!(reports(&harness).last().map(|report| report.rate_permille), Some(500));
}
