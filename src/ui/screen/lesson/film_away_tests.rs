//! A film whose watcher or whose file goes away, or comes slowly: nothing counts that nobody saw, damage is told with its
//! time, and other lessons play.

use super::film_screen_tests::{long, until_so};
use super::film_tests::{Desk, film, film_view, open_lesson, told, until};
use crate::media::bad_disk::BadDisk;
use crate::media::slow_disk::SlowDisk;
use crate::ui::Action;
use crate::worker::Request;
use crate::worker::view::{FileHandle, LessonContentView, VideoView};
use egui::{Key, RawInput, ViewportId, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::time::{Duration, Instant};

const SLOW: &str = "One moment: the computer is still reading this part.";

/// A film that cannot be read from its middle on.
fn damaged() -> LessonContentView {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/media/main.mp4");
    let whole = std::fs::read(path).expect("the film of the tests"); // its table of contents stands first
    let file = FileHandle(Box::new(BadDisk::from_the_middle_of(whole)));
    LessonContentView::Video(VideoView { file, position_ms: 0, ..film_view(film()) })
}

fn says_damage(harness: &Harness<'_, Desk>) -> bool {
    harness.query_all_by_label_contains("This lesson’s file is damaged at 0:0").next().is_some()
}

/// A film of a minute, playing.
fn playing<'a>() -> Harness<'a, Desk> {
    let mut view = film_view(long());
    (view.position_ms, view.duration_ms) = (0, 20_000);
    let mut harness = open_lesson(LessonContentView::Video(view), vec2(1366.0, 768.0));
    until(&mut harness, "0:00 of 1:27");
    harness.key_press(Key::K);
    until(&mut harness, "Pause");
    harness
}

/// What a window does that was made small.
fn hide(harness: &mut Harness<'_, Desk>) {
    let mut input = RawInput::default();
    input.viewports.entry(ViewportId::ROOT).or_default().minimized = Some(true);
    let ctx = harness.ctx.clone();
    let stage = harness.state_mut().stage.as_mut().expect("drawn");
    drop(ctx.run_logic(&input, |ctx| stage.rest_if_hidden(ctx)));
}

#[test]
fn a_window_that_nobody_sees_plays_and_counts_nothing() {
    let start = Instant::now();
    let mut harness = playing();
    hide(&mut harness);
    let most = start.elapsed() + Duration::from_millis(100);
    std::thread::sleep(Duration::from_millis(1_500));
    until(&mut harness, "Play");
    harness.run_steps(5);
    let watched: u64 = told(&harness).iter().map(|[from, to]| to - from).sum();
    assert!(u128::from(watched) <= most.as_millis(), "{watched} ms of at most {most:?}");
    harness.key_press(Key::K);
    until(&mut harness, "Pause");
}

#[test]
fn a_lock_tells_what_was_seen_and_then_nothing_plays() {
    let mut harness = playing();
    std::thread::sleep(Duration::from_millis(200));
    harness.step();
    let requests = harness.state_mut().stage.as_mut().expect("drawn").act(Action::Lock);
    let is_told = requests.iter().position(|request| matches!(request, Request::Watched(_)));
    let is_out = requests.iter().position(|request| matches!(request, Request::SignOut { .. }));
    assert!(is_told.is_some() && is_told < is_out, "first told, then out: {requests:?}");
    let before = told(&harness);
    for _ in 0..20 {
        std::thread::sleep(Duration::from_millis(20));
        harness.step();
    }
    assert_eq!(told(&harness), before);
    assert!(harness.query_by_label("Film: A film").is_none());
}

#[test]
fn damage_in_the_middle_is_told_with_its_time_and_all_else_plays() {
    let mut harness = open_lesson(damaged(), vec2(1366.0, 768.0));
    until(&mut harness, "0:00 of 0:02");
    harness.get_by_label("Play").click();
    until_so(&mut harness, "word of the damage", says_damage);
    assert!(harness.query_all_by_label_contains("Ask staff to import the course again.").next().is_some());
    harness.key_press(Key::Home);
    until_so(&mut harness, "the good part", |harness| !says_damage(harness));
    until(&mut harness, "Place in the film: 0:00 of 0:02");
    harness.state_mut().content = Some(LessonContentView::Video(film_view(film())));
    harness.run_steps(2);
    until(&mut harness, "0:00 of 0:02");
    harness.get_by_label("Play").click();
    until(&mut harness, "Watch again");
    assert!(!says_damage(&harness));
}

#[test]
fn with_large_letters_the_word_of_the_damage_comes_into_sight() {
    let size = vec2(1024.0, 768.0);
    let mut harness = open_lesson(damaged(), size);
    harness.state_mut().stage.as_mut().expect("drawn").state.text_percent = 200;
    until(&mut harness, "0:00 of 0:02");
    harness.key_press(Key::K);
    until_so(&mut harness, "word of the damage", says_damage);
    harness.run_steps(8);
    let again = harness.get_by_label("Try again").rect();
    assert!(egui::Rect::from_min_size(egui::Pos2::ZERO, size).contains_rect(again), "{again}");
}

#[test]
fn a_film_that_waits_for_a_slow_disk_says_so_answers_all_the_while_and_goes_on() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/media/main.mp4");
    let whole = std::fs::read(path).expect("the film of the tests"); // its table of contents stands first
    let mut view = film_view(film());
    let (disk, keeper) = SlowDisk::of(whole, 16_000);
    view.file = FileHandle(Box::new(disk));
    view.position_ms = 0;
    let mut harness = open_lesson(LessonContentView::Video(view), vec2(1366.0, 768.0));
    until(&mut harness, "0:00 of 0:02");
    harness.get_by_label("Play").click();
    until(&mut harness, SLOW);
    let [word, picture] = [SLOW, "Film: A film"].map(|name| harness.get_by_label(name).rect());
    assert!(picture.contains_rect(word), "on the picture, whatever the size of letters: {word} in {picture}");
    harness.get_by_label("Pause").click();
    until(&mut harness, "Play");
    harness.run_steps(2);
    let before = told(&harness);
    harness.get_by_label("Play").click();
    until(&mut harness, "Pause");
    for _ in 0..20 {
        std::thread::sleep(Duration::from_millis(20));
        harness.step();
    }
    assert_eq!(told(&harness), before, "nothing counts while it waits");
    keeper.give(1 << 40);
    until(&mut harness, "Watch again");
    let end = told(&harness).iter().map(|range| range[1]).max();
    assert!(end.is_some_and(|ms| ms >= 2_000), "{:?}", told(&harness));
}
