//! What stands round a film, by accessible names: captions, chapters, keys, the whole window, the transcript's search,
//! the end.

use super::film_tests::{Desk, asked_marks, captions, film, film_view, marked, open_lesson, open_lesson_of, until};
use crate::model::kept::Anchor;
use crate::ui::{Action, Screen};
use crate::worker::Request;
use crate::worker::view::{LessonContentView, VideoView};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::time::{Duration, Instant};

const WIDE: Vec2 = vec2(1366.0, 768.0);
/// The harness leaves this free round what it draws.
const FRAME: Vec2 = vec2(16.0, 16.0);
const CHAPTERS: &[u8] = b"WEBVTT\n\n0 --> 0.900\nThe beginning\n\n0.900 --> 1.500\nThe middle\n\n1.500 --> 2\nThe end";

fn full_film() -> VideoView {
    let mut view = film_view(film());
    view.captions.push(captions("es", "WEBVTT\n\n0 --> 2\n¿Qué más?".as_bytes()));
    view.chapters = Some(CHAPTERS.to_vec());
    view
}

fn opened<'a>(view: VideoView, size: Vec2) -> Harness<'a, Desk> {
    let mut harness = open_lesson(LessonContentView::Video(view), size);
    until(&mut harness, "0:00 of 0:02");
    harness
}

fn has(harness: &Harness<'_, Desk>, name: &str) -> bool {
    harness.query_by_label(name).is_some()
}

fn press(harness: &mut Harness<'_, Desk>, key: Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

/// Steps until something is so.
pub(super) fn until_so(harness: &mut Harness<'_, Desk>, what: &str, is_so: impl Fn(&Harness<'_, Desk>) -> bool) {
    let start = Instant::now();
    while !is_so(harness) {
        assert!(start.elapsed() < Duration::from_secs(30), "{what} does not come");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
}

/// The words of the captions on show.
fn caption(harness: &Harness<'_, Desk>) -> Option<String> {
    harness.get_by_label("Film: A film").accesskit_node().description()
}

fn kept(harness: &Harness<'_, Desk>, key: &str) -> Option<String> {
    let all = harness.state().asked.iter().rev();
    let mut found = all.filter_map(|request| match request {
        Request::SetPreference { key: of, value } if of.as_str() == key => Some(value.clone()),
        _ => None,
    });
    found.next()
}

#[test]
fn captions_are_chosen_by_language_and_size_and_the_choice_is_kept() {
    let mut harness = opened(full_film(), WIDE);
    until_so(&mut harness, "the first words", |harness| caption(harness).as_deref() == Some("First words"));
    harness.get_by_label("Captions").click();
    harness.run_steps(3);
    harness.get_by_label("Spanish").click();
    harness.run_steps(3);
    assert_eq!(caption(&harness).as_deref(), Some("¿Qué más?"));
    assert_eq!(kept(&harness, "film-captions").as_deref(), Some("es"));
    harness.get_by_label("Size of captions: Very large").click();
    harness.run_steps(3);
    assert_eq!(kept(&harness, "film-caption-size").as_deref(), Some("very-large"));
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::C);
    assert_eq!((caption(&harness), kept(&harness, "film-captions").as_deref()), (None, Some("off")));
    press(&mut harness, Key::C);
    assert_eq!(caption(&harness).as_deref(), Some("¿Qué más?"), "on again in the language they were in");
}

#[test]
fn what_was_chosen_at_an_earlier_visit_holds_for_the_first_film() {
    let first_words = |chosen: &[(&str, &str)]| {
        let preferences = chosen.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let mut harness = open_lesson_of(LessonContentView::Video(full_film()), WIDE, None, preferences);
        until(&mut harness, "0:00 of 0:02");
        harness.run_steps(3);
        caption(&harness)
    };
    assert_eq!(first_words(&[]).as_deref(), Some("First words"), "where nobody chose, the maker's choice");
    assert_eq!(first_words(&[("film-captions", "es")]).as_deref(), Some("¿Qué más?"));
    assert_eq!(first_words(&[("film-captions", "off")]), None);
}

#[test]
fn captions_in_another_encoding_are_read() {
    let mut view = film_view(film());
    view.captions = vec![captions("en", b"0 --> 2\nMa\xF1ana \x96 s\xED")];
    let mut harness = opened(view, WIDE);
    until_so(&mut harness, "the words", |harness| caption(harness).as_deref() == Some("Mañana – sí"));
}

#[test]
fn chapters_are_chosen_and_stepped_through() {
    let mut harness = opened(full_film(), WIDE);
    harness.get_by_label("Chapters, now: The beginning").click();
    harness.run_steps(3);
    harness.get_by_label("0:01: The end").click();
    until(&mut harness, "Chapters, now: The end");
    press(&mut harness, Key::PageUp);
    until(&mut harness, "Chapters, now: The middle");
    harness.key_press_modifiers(Modifiers::CTRL, Key::ArrowRight);
    until(&mut harness, "Chapters, now: The end");
    press(&mut harness, Key::Home);
    until(&mut harness, "Place in the film: 0:00 of 0:02, The beginning");
    let plain = opened(film_view(film()), WIDE);
    assert!(plain.query_by_label_contains("Chapters").is_none(), "a film without chapters has no button for them");
}

#[test]
fn keys_do_what_they_do_in_other_players() {
    let mut harness = opened(full_film(), WIDE);
    press(&mut harness, Key::K);
    until(&mut harness, "Pause");
    press(&mut harness, Key::Space);
    until(&mut harness, "Play");
    press(&mut harness, Key::Num9);
    until(&mut harness, "Place in the film: 0:01 of 0:02, The end");
    press(&mut harness, Key::J);
    until(&mut harness, "Place in the film: 0:00 of 0:02, The beginning");
    press(&mut harness, Key::M);
    assert_eq!(kept(&harness, "film-volume").as_deref(), Some("0"));
    press(&mut harness, Key::M);
    assert_eq!(kept(&harness, "film-volume").as_deref(), Some("1000"));
    press(&mut harness, Key::ArrowDown);
    assert_eq!(kept(&harness, "film-volume").as_deref(), Some("900"));
    harness.get_by_label("Keys").click();
    harness.run_steps(3);
    until(&mut harness, "The chapter before or after");
    press(&mut harness, Key::K);
    assert!(has(&harness, "Play"), "while the page of keys is open, they are not the film's");
    press(&mut harness, Key::Escape);
    harness.run_steps(3);
    assert!(!has(&harness, "The chapter before or after"));
}

#[test]
fn with_the_keyboard_on_a_button_letters_are_the_films_and_space_the_buttons() {
    let mut harness = opened(full_film(), WIDE);
    harness.get_by_label("10 s on").focus();
    harness.run_steps(2);
    press(&mut harness, Key::K);
    until(&mut harness, "Pause");
    press(&mut harness, Key::Space);
    until(&mut harness, "Place in the film: 0:02 of 0:02, The end");
}

#[test]
fn while_somebody_types_no_key_is_the_films() {
    let mut harness = opened(full_film(), WIDE);
    harness.get_by_role_and_label(Role::TextInput, "Search what is said").focus();
    harness.run_steps(2);
    for key in [Key::K, Key::F, Key::M, Key::C, Key::Space, Key::Num5, Key::End] {
        press(&mut harness, key);
    }
    harness.event(Event::Text("words".into()));
    harness.run_steps(3);
    assert!(has(&harness, "Play") && has(&harness, "Full window") && has(&harness, "0:00 of 0:02"));
    assert_eq!(kept(&harness, "film-volume"), None);
    assert!(has(&harness, "1 of 2"), "two lines say it");
    press(&mut harness, Key::Enter);
    assert!(has(&harness, "2 of 2"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run_steps(3);
    assert!(has(&harness, "1 of 2"));
    press(&mut harness, Key::ArrowDown);
    harness.run_steps(2);
    let line = harness.get_by_label("0:00: First words");
    assert!(line.accesskit_node().is_focused(), "down goes to the line found");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    until(&mut harness, "Place in the film: 0:01 of 0:02, The middle");
}

#[test]
fn the_search_says_when_nothing_is_found() {
    for size in [WIDE, vec2(1024.0, 1400.0)] {
        let mut harness = opened(full_film(), size);
        harness.get_by_role_and_label(Role::TextInput, "Search what is said").focus();
        harness.run_steps(2);
        harness.event(Event::Text("nobody".into()));
        harness.run_steps(3);
        assert!(has(&harness, "Not found"));
    }
}

#[test]
fn the_film_takes_the_window_and_gives_it_back() {
    let mut harness = opened(full_film(), WIDE);
    press(&mut harness, Key::F);
    assert!(!has(&harness, "Lock") && !has(&harness, "What is said"));
    let film = harness.get_by_label("Film: A film").rect();
    assert_eq!(film.size(), WIDE - FRAME);
    let play = harness.get_by_label("Play").rect();
    assert!(play.bottom() <= WIDE.y && play.top() > WIDE.y - 140.0, "{play:?}");
    press(&mut harness, Key::Escape);
    assert!(has(&harness, "Lock") && has(&harness, "Full window"));
    harness.get_by_label("Full window").click();
    harness.run_steps(3);
    harness.get_by_label("Leave full window").click();
    harness.run_steps(3);
    assert!(has(&harness, "Lock"));
}

#[test]
fn over_the_whole_window_controls_stand_at_its_foot_from_the_first_frame() {
    for (size, percent, most) in [(WIDE, 100, 130.0), (vec2(1024.0, 768.0), 200, 290.0)] {
        let mut harness = opened(full_film(), size);
        harness.state_mut().stage.as_mut().expect("drawn").state.text_percent = percent;
        harness.run_steps(3);
        harness.key_press(Key::F);
        let mut seen = Vec::new();
        for _ in 0..6 {
            harness.step();
            if has(&harness, "Leave full window") {
                seen.push(harness.get_by_label("Play").rect().top());
            }
        }
        assert!(seen.len() >= 4 && seen.iter().all(|top| *top == seen[0]), "{percent} %: {seen:?}");
        assert!(seen[0] > size.y - most && seen[0] < size.y - 60.0, "{percent} %: {seen:?}");
    }
}

/// Whether anything is painted in the lowest part of the window besides the film: the controls' ground.
fn shows_controls(harness: &Harness<'_, Desk>) -> bool {
    let surface = crate::ui::tokens::Palette::of(crate::ui::tokens::Theme::Light).surface;
    harness.output().shapes.iter().any(|clipped| match &clipped.shape {
        egui::Shape::Rect(rect) if rect.rect.height() > WIDE.y / 2.0 => false, // the picture itself
        egui::Shape::Rect(rect) => rect.fill == surface && rect.rect.width() >= WIDE.x - FRAME.x - 1.0,
        _ => false,
    })
}

#[test]
fn over_the_whole_window_controls_go_when_nothing_moves_and_stay_for_the_keyboard() {
    let mut view = full_film();
    view.position_ms = 0;
    view.file = crate::worker::view::FileHandle(Box::new(std::io::Cursor::new(long())));
    view.duration_ms = 20_000;
    let mut harness = open_lesson(LessonContentView::Video(view), WIDE);
    until(&mut harness, "Play");
    harness.event(Event::PointerMoved(pos2(600.0, 300.0)));
    press(&mut harness, Key::F);
    assert!(shows_controls(&harness), "they are there at first");
    press(&mut harness, Key::K);
    until(&mut harness, "Pause");
    until_so(&mut harness, "the controls' going", |harness| !shows_controls(harness));
    assert!(has(&harness, "Pause") && has(&harness, "Leave full window"), "a screen reader still finds them");
    assert_eq!(harness.output().platform_output.cursor_icon, egui::CursorIcon::None);
    harness.event(Event::PointerMoved(pos2(640.0, 320.0)));
    harness.run_steps(2);
    until_so(&mut harness, "the controls' coming back", shows_controls);
    until_so(&mut harness, "the controls' going again", |harness| !shows_controls(harness));
    press(&mut harness, Key::Tab);
    until_so(&mut harness, "the controls' coming for a key", shows_controls);
}

/// A film that plays for longer than controls stay.
pub(super) fn long() -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/content-packs/looking-for-work/course/video/what-checks-show.mp4");
    std::fs::read(path).expect("a film of the starter course")
}

#[test]
fn at_the_end_the_next_lesson_is_offered_and_nothing_goes_on_by_itself() {
    let mut harness = opened(full_film(), WIDE);
    press(&mut harness, Key::End);
    until(&mut harness, "Watch again");
    harness.run_steps(5);
    assert!(has(&harness, "You reached the end."));
    assert_eq!(harness.get_all_by_label("Back to the course").count(), 2, "in the card and in the bar below");
    assert!(!harness.state().asked.iter().any(|request| matches!(request, Request::OpenLesson { .. })));
    harness.get_by_label("Watch again").click();
    until(&mut harness, "Pause");
    assert!(!has(&harness, "Watch again"));
}

#[test]
fn locking_ends_the_whole_window() {
    let mut harness = opened(full_film(), WIDE);
    press(&mut harness, Key::F);
    let requests = harness.state_mut().stage.as_mut().expect("drawn").act(Action::Lock);
    assert!(requests.iter().any(|request| matches!(request, Request::SignOut { .. })));
    harness.run_steps(3);
    assert!(!has(&harness, "Leave full window"), "the lock has the window");
    let screen = harness.state().stage.as_ref().expect("drawn").state.screen.clone();
    assert!(matches!(screen, Screen::Lesson(..) | Screen::SignIn));
}

#[test]
fn lines_of_what_is_said_are_marked_and_unmarked_and_without_the_pen_they_lead_to_their_place() {
    for size in [WIDE, vec2(1024.0, 1400.0)] {
        let mut harness = opened(full_film(), size);
        until(&mut harness, "0:01: Last words");
        harness.get_by_label("Marker pen").click();
        harness.run_steps(3);
        let press = |harness: &mut Harness<'_, Desk>, line: &str| {
            harness.get_by_label(line).focus();
            harness.run_steps(2);
            harness.key_press(Key::Enter);
            harness.run_steps(3);
            asked_marks(harness)
        };
        let (first, last) = ([0, 1000], [1200, 2000]);
        assert_eq!(press(&mut harness, "0:01: Last words"), [(last, true)]);
        marked(&mut harness, last, Anchor::Time(1200));
        assert_eq!(press(&mut harness, "0:00: First words"), [(first, true)]);
        assert_eq!(press(&mut harness, "Marked: 0:01: Last words"), [(last, false)]);
        harness.get_by_label("Marker pen").click();
        harness.run_steps(3);
        assert_eq!(press(&mut harness, "Marked: 0:01: Last words"), [], "it leads to its place again");
        until(&mut harness, "0:01 of 0:02");
    }
}
