//! The film screen by its accessible names: buttons, keys, words to press, and what the workers are told.

use crate::model::id::{CourseId, Lang, LearnerId, LessonId, ModuleId, SessionId, Slug};
use crate::model::kept::Anchor;
use crate::model::ports::Clock;
use crate::model::progress::LessonState;
use crate::model::trust::FreeText;
use crate::system::SystemClock;
use crate::ui::Screen;
use crate::ui::stage::Stage;
use crate::ui::state::{Start, Who};
use crate::worker::view::CourseTerms;
use crate::worker::view::{
    CaptionsView, CourseView, FileHandle, Kept, KeptRow, KeptSaved, LessonContentView, LessonKept, LessonKind,
    LessonRow, LessonView, ModuleView, PlaceView, SignedInView, TermView, VideoView,
};
use crate::worker::{Event, Keep, KeptNews, News, Request, Ticket};
use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[derive(Default)]
pub(super) struct Desk {
    pub(super) stage: Option<Stage>,
    pub(super) asked: Vec<Request>,
    pub(super) content: Option<LessonContentView>,
}

fn text<T>(parsed: Option<T>) -> T {
    parsed.expect("a well-formed id")
}

/// A lesson of that content, the only one of its course.
pub(super) fn view(content: LessonContentView) -> LessonView {
    let lang = text(Lang::parse("en").ok());
    let row = LessonRow {
        lesson: text(LessonId::parse("film").ok()),
        title: "A film".into(),
        kind: LessonKind::Video,
        minutes: 1,
        is_required: true,
        state: LessonState::Begun,
        is_next: true,
        score_permille: None,
        locked: Vec::new(),
    };
    let module = ModuleView {
        module: text(ModuleId::parse("one").ok()),
        title: "One".into(),
        summary: None,
        lessons: vec![row.clone()],
        is_done: false,
        locked: Vec::new(),
    };
    let course = CourseView {
        course: text(CourseId::parse("org.example.work").ok()),
        edition: 1,
        title: "Work".into(),
        summary: String::new(),
        picture: None,
        subjects: Vec::new(),
        level: text(Slug::parse("starter").ok()),
        outcomes: Vec::new(),
        minutes: 1,
        languages: vec![lang.clone()],
        lang: lang.clone(),
        authors: Vec::new(),
        sources: Vec::new(),
        modules: vec![module],
        next: None,
        is_begun: true,
        is_done: false,
        done_permille: 0,
        lessons_done: 0,
        lessons: 1,
        active_ms: 0,
        certificates: Vec::new(),
        locked: Vec::new(),
        terms: CourseTerms::default(),
        words_explained: 1,
    };
    LessonView {
        course,
        row,
        module_title: "One".into(),
        lang,
        before: None,
        after: None,
        missing: Vec::new(),
        glossary: vec![TermView {
            id: text(Slug::parse("record").ok()),
            term: "Record".into(),
            meaning: "What is written of you.".into(),
        }],
        kept: LessonKept::default(),
        content,
    }
}

/// Captions of that language.
pub(super) fn captions(lang: &str, bytes: &[u8]) -> CaptionsView {
    CaptionsView {
        lang: text(Lang::parse(lang).ok()),
        label: None,
        bytes: bytes.to_vec(),
        is_default: lang == "en",
        is_machine: false,
    }
}

const WORDS: &[u8] = b"WEBVTT\n\n00:00.000 --> 00:01.000\nFirst words\n\n00:01.200 --> 00:02.000\nLast words";

/// A film of two seconds, left in the middle of its first words.
pub(super) fn film_view(film: Vec<u8>) -> VideoView {
    VideoView {
        is_sound: false,
        preview: FileHandle(Box::new(Cursor::new(film.clone()))),
        file: FileHandle(Box::new(Cursor::new(film))),
        chapters: None,
        duration_ms: 2000,
        poster: None,
        captions: vec![captions("en", WORDS)],
        transcript: None,
        position_ms: 500,
        seen_permille: 0,
    }
}

fn learner() -> SignedInView {
    SignedInView {
        learner: LearnerId(uuid::Uuid::nil()),
        session: SessionId(uuid::Uuid::nil()),
        name: "Ana".into(),
        lang: text(Lang::parse("en").ok()),
        must_choose_pin: false,
        has_pictures: false,
        cannot_save: None,
        preferences: BTreeMap::new(),
    }
}

fn place() -> PlaceView {
    PlaceView {
        station: "A".into(),
        facility: "Example".into(),
        office: "Office".into(),
        tz: "UTC".into(),
        is_try_out: false,
        has_name_tiles: true,
        idle_lock_min: 0,
        idle_seat_min: 0,
        session_max_min: 240,
        call_times: Vec::new(),
        is_kiosk: false,
        free_text: FreeText::Off,
        may_print: false,
        may_save: false,
        languages: Vec::new(),
        language: None,
    }
}

fn open<'a>(film: Vec<u8>, size: egui::Vec2) -> Harness<'a, Desk> {
    open_lesson(LessonContentView::Video(film_view(film)), size)
}

/// A lesson of that content in a window of that size.
pub(super) fn open_lesson<'a>(content: LessonContentView, size: egui::Vec2) -> Harness<'a, Desk> {
    open_lesson_at(content, size, None)
}

/// The same, at a place that a link named.
pub(super) fn open_lesson_at<'a>(
    content: LessonContentView,
    size: egui::Vec2,
    anchor: Option<&'static str>,
) -> Harness<'a, Desk> {
    open_lesson_of(content, size, anchor, BTreeMap::new())
}

/// The same, of somebody who chose that at an earlier visit.
pub(super) fn open_lesson_of<'a>(
    content: LessonContentView,
    size: egui::Vec2,
    anchor: Option<&'static str>,
    preferences: BTreeMap<String, String>,
) -> Harness<'a, Desk> {
    let draw = move |ui: &mut egui::Ui, desk: &mut Desk| {
        let stage = desk.stage.get_or_insert_with(|| {
            let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
            let mut stage = Stage::new(ui.ctx(), clock);
            stage.state.start = Start::Ready(place());
            stage.state.who = Who::Learner(SignedInView { preferences: preferences.clone(), ..learner() });
            let course = text(CourseId::parse("org.example.work").ok());
            stage.state.screen = Screen::Lesson(course, text(LessonId::parse("film").ok()));
            stage
        });
        if let Some(content) = desk.content.take() {
            if let Some(anchor) = anchor {
                super::leave_for(ui.ctx(), &text(LessonId::parse("film").ok()), anchor);
            }
            stage.take(Event { ticket: Ticket(1), news: News::Lesson(Box::new(view(content))) });
        } else {
            desk.asked.extend(stage.ui(ui));
        }
    };
    let desk = Desk { content: Some(content), ..Desk::default() };
    Harness::builder().with_size(size).build_ui_state(draw, desk)
}

/// The film of the tests.
pub(super) fn film() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/media/high.mp4")).expect("the film of the tests")
}

/// Steps until a name is there.
pub(super) fn until(harness: &mut Harness<'_, Desk>, name: &str) {
    let start = Instant::now();
    while harness.query_by_label(name).is_none() {
        assert!(start.elapsed() < Duration::from_secs(30), "{name} does not come");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
}

/// The stretches that the workers were told of.
pub(super) fn told(harness: &Harness<'_, Desk>) -> Vec<[u64; 2]> {
    let reports = harness.state().asked.iter().filter_map(|request| match request {
        Request::Watched(report) => Some(report.ranges.clone()),
        _ => None,
    });
    reports.flatten().collect()
}

/// The marks that were asked for since this was last asked.
pub(super) fn asked_marks(harness: &mut Harness<'_, Desk>) -> Vec<([u64; 2], bool)> {
    let asked = std::mem::take(&mut harness.state_mut().asked).into_iter();
    let changes = asked.filter_map(|request| match request {
        Request::Keep(Keep::Marks { changes, .. }) => Some(changes),
        _ => None,
    });
    changes.flatten().collect()
}

/// The workers tell of one mark in the lesson.
pub(super) fn marked(harness: &mut Harness<'_, Desk>, range: [u64; 2], anchor: Anchor) {
    let rows = vec![KeptRow { what: Kept::Mark(range), anchor, number: None, excerpt: String::new() }];
    let saved = KeptSaved {
        course: text(CourseId::parse("org.example.work").ok()),
        lesson: text(LessonId::parse("film").ok()),
        kept: LessonKept { free_text: FreeText::Local, rows },
        wall_ms: 1,
    };
    let news = News::Kept(Box::new(KeptNews::Lesson(saved)));
    harness.state_mut().stage.as_mut().expect("a stage").take(Event { ticket: Ticket(9), news });
    harness.run_steps(2);
}

#[test]
fn a_film_goes_on_where_it_was_left_and_what_was_played_is_told_when_it_stops() {
    let mut harness = open(film(), vec2(1366.0, 768.0));
    until(&mut harness, "0:00 of 0:02");
    until(&mut harness, "0:00: First words");
    harness.get_by_label("Play").click();
    until(&mut harness, "Pause");
    until(&mut harness, "0:01 of 0:02");
    harness.get_by_label("Pause").click();
    until(&mut harness, "Play");
    harness.step();
    let ranges = told(&harness);
    assert_eq!(ranges.first().map(|range| range[0]), Some(500), "{ranges:?}");
    assert!(ranges.last().is_some_and(|range| range[1] >= 1000), "{ranges:?}");
}

#[test]
fn words_lead_to_their_place_and_keys_play_and_seek() {
    for size in [vec2(1366.0, 768.0), vec2(1024.0, 1400.0)] {
        let mut harness = open(film(), size);
        until(&mut harness, "0:00 of 0:02");
        let start = Instant::now();
        while harness.query_by_label("0:01 of 0:02").is_none() && start.elapsed() < Duration::from_secs(30) {
            harness.get_by_label("0:01: Last words").click(); // again if the line was still finding its place
            std::thread::sleep(Duration::from_millis(5));
            harness.run_steps(2);
        }
        until(&mut harness, "0:01 of 0:02");
        harness.ctx.memory_mut(egui::Memory::stop_text_input);
        harness.step();
        harness.key_press(Key::ArrowLeft);
        until(&mut harness, "0:00 of 0:02");
        harness.key_press(Key::Space);
        until(&mut harness, "Pause");
        until(&mut harness, "Film: A film");
    }
}

#[test]
fn a_damaged_film_says_so_and_what_to_do() {
    let mut bad = film();
    bad.truncate(bad.len() / 2); // the table of contents stood at its end
    let mut harness = open(bad, vec2(1024.0, 768.0));
    let start = Instant::now();
    while harness.query_by_label_contains("Your progress is safe").is_none() {
        assert!(start.elapsed() < Duration::from_secs(30), "no word of it");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
}
