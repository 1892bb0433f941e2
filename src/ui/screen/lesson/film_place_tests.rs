//! Ways to a place of a film: the slider with its small picture, the words that follow, the lesson after it.

use super::film_screen_tests::until_so;
use super::film_tests::{Desk, captions, film, film_view, open_lesson, until, view};
use crate::model::id::LessonId;
use crate::model::progress::LessonState;
use crate::worker::view::{LessonContentView, VideoView};
use crate::worker::{Event, News, Request, Ticket};
use egui::accesskit::Role;
use egui::{Key, Pos2, Rect, Shape, TextureId, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

fn opened<'a>(view: VideoView) -> Harness<'a, Desk> {
    let mut harness = open_lesson(LessonContentView::Video(view), vec2(1366.0, 768.0));
    until(&mut harness, "0:00 of 0:02");
    harness
}

/// The small picture that stands above a place of the slider.
fn small_picture(harness: &Harness<'_, Desk>, slider: Rect) -> Option<Rect> {
    let mut found = Vec::new();
    harness.output().shapes.iter().for_each(|clipped| pictures(&clipped.shape, &mut found));
    found.into_iter().find(|rect| (rect.width() - 160.0).abs() < 1.0 && rect.bottom() < slider.top())
}

fn pictures(shape: &Shape, found: &mut Vec<Rect>) {
    match shape {
        Shape::Vec(all) => all.iter().for_each(|shape| pictures(shape, found)),
        Shape::Mesh(mesh) if mesh.texture_id != TextureId::default() => found.push(mesh.calc_bounds()),
        Shape::Rect(rect) if rect.brush.as_ref().is_some_and(|it| it.fill_texture_id != TextureId::default()) => {
            found.push(rect.rect);
        }
        _ => {}
    }
}

fn says_near(harness: &Harness<'_, Desk>, words: &str, at: Pos2) -> bool {
    harness.output().shapes.iter().any(|clipped| match &clipped.shape {
        Shape::Text(text) => text.galley.text() == words && text.pos.distance(at) < 80.0,
        _ => false,
    })
}

#[test]
fn a_place_of_the_slider_is_shown_before_it_is_gone_to() {
    let mut harness = opened(film_view(film()));
    let slider = harness.get_by_label_contains("Place in the film").rect();
    let at = pos2(slider.left() + slider.width() * 0.75, slider.center().y);
    harness.hover_at(at);
    until_so(&mut harness, "the small picture", |harness| small_picture(harness, slider).is_some());
    let picture = small_picture(&harness, slider).expect("it came");
    assert!((picture.center().x - at.x).abs() < 2.0 && (picture.height() - 120.0).abs() < 1.0, "{picture:?}");
    assert!(says_near(&harness, "0:01", at), "its time stands below it");
    assert!(harness.query_by_label("0:00 of 0:02").is_some(), "looking goes nowhere");
    harness.drag_at(at);
    harness.drop_at(at);
    until(&mut harness, "Place in the film: 0:01 of 0:02");
    until_so(&mut harness, "the small picture's going", |harness| small_picture(harness, slider).is_none());
    harness.get_by_label_contains("Place in the film").focus();
    harness.run_steps(2);
    harness.key_press(Key::Home);
    until(&mut harness, "Place in the film: 0:00 of 0:02");
}

#[test]
fn the_last_place_counts_also_while_the_picture_of_another_is_on_its_way() {
    let mut harness = opened(film_view(film()));
    harness.get_by_label_contains("Place in the film").focus();
    harness.run_steps(2);
    for key in [Key::End, Key::Home, Key::End, Key::Home] {
        harness.key_press(key);
        harness.step();
    }
    until(&mut harness, "Place in the film: 0:00 of 0:02");
    for key in [Key::Home, Key::End] {
        harness.key_press(key);
        harness.step();
    }
    until(&mut harness, "Place in the film: 0:02 of 0:02");
}

/// The film with so many lines said in it, one each `every` ms, each for so many ms.
fn with_lines<'a>(count: u32, every: u32, each_for: u32) -> Harness<'a, Desk> {
    let time = |ms: u32| format!("{}.{:03}", ms / 1000, ms % 1000);
    let line = |n: u32| format!("{} --> {}\nLine {n}\n\n", time(n * every), time(n * every + each_for));
    let words: String = (0..count).map(line).collect();
    let mut view = film_view(film());
    view.captions = vec![captions("en", words.as_bytes())];
    view.position_ms = 0;
    let mut harness = opened(view);
    until(&mut harness, "0:00: Line 0");
    harness
}

#[test]
fn the_words_follow_the_film() {
    let mut harness = with_lines(40, 50, 50);
    assert!(harness.query_by_label("0:01: Line 36").is_none(), "far below what is in sight");
    harness.get_by_label("Play").click();
    harness.remove_cursor(); // where a hand is on the words they do not move
    until(&mut harness, "Watch again");
    assert!(harness.query_by_label("0:01: Line 36").is_some(), "brought into sight");
}

#[test]
fn ten_thousand_lines_are_drawn_where_they_are_seen_and_searched_to_the_last() {
    let mut harness = with_lines(10_000, 400, 390);
    assert!(harness.query_all_by_label_contains(": Line ").count() < 100, "only what is near is drawn");
    harness.get_by_role_and_label(Role::TextInput, "Search what is said").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text("line 9999".into()));
    until(&mut harness, "1 of 1");
    until(&mut harness, "1:06:39: Line 9999");
    harness.get_by_label("Play").click();
    until(&mut harness, "Watch again");
}

#[test]
fn the_lesson_after_it_is_offered_at_its_end() {
    let mut view = view(LessonContentView::Video(film_view(film())));
    let mut next = view.row.clone();
    next.lesson = LessonId::parse("second").expect("an id");
    (next.title, next.state) = ("A second film".into(), LessonState::New);
    view.after = Some(next.lesson.clone());
    view.course.modules[0].lessons.push(next.clone());
    let mut harness = opened(film_view(film()));
    let news = News::Lesson(Box::new(view));
    drop(harness.state_mut().stage.as_mut().expect("drawn").take(Event { ticket: Ticket(2), news }));
    harness.run_steps(2);
    until(&mut harness, "0:00 of 0:02");
    harness.key_press(Key::End);
    until(&mut harness, "Next: A second film");
    harness.get_by_label("Go on").click();
    until_so(&mut harness, "the next lesson", |harness| {
        let is_it = |request: &Request| matches!(request, Request::OpenLesson { lesson, .. } if *lesson == next.lesson);
        harness.state().asked.iter().any(is_it)
    });
}

#[test]
fn without_a_device_the_screen_says_that_there_is_no_sound() {
    let mut harness = opened(film_view(film()));
    until(&mut harness, "This computer gives no sound. You can read what is said.");
    assert!(harness.query_by_label("Turn the sound off").is_none());
}
