//! A recording by its accessible names: it plays, leads to what is said, and offers nothing that only a film has.

use super::film_tests::{film_view, open_lesson, until};
use crate::worker::view::{LessonContentView, VideoView};
use egui::{Key, vec2};
use egui_kittest::kittest::Queryable;

fn recording(ending: &str) -> LessonContentView {
    let file = format!("{}/tests/media/sound.{ending}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(file).expect("the recording of the tests");
    LessonContentView::Video(VideoView { is_sound: true, ..film_view(bytes) })
}

#[test]
fn a_recording_of_each_kind_plays_to_its_end() {
    for ending in ["wav", "flac", "mp3", "m4a", "ogg", "opus"] {
        let mut harness = open_lesson(recording(ending), vec2(1024.0, 768.0));
        until(&mut harness, "Recording: A film");
        until(&mut harness, "0:00: First words");
        harness.get_by_label("Play").click();
        until(&mut harness, "Listen again");
        assert!(harness.query_by_label("One moment…").is_none(), "{ending}");
    }
}

#[test]
fn a_recording_never_takes_the_window() {
    let mut harness = open_lesson(recording("m4a"), vec2(1366.0, 768.0));
    until(&mut harness, "Play");
    assert!(harness.query_by_label("Full window").is_none());
    harness.key_press(Key::F);
    harness.run_steps(3);
    assert!(harness.query_by_label("Lock").is_some(), "the bar on top is still there");
}
