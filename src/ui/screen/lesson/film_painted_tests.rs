//! A film in the window without OpenGL: its pictures go into the window as they are, and while it plays only they and
//! the slider are drawn again.

use super::film_screen_tests::long;
use super::film_tests::{Desk, film_view, open_lesson, until};
use crate::ui::soft::area::Damage;
use crate::ui::soft::film;
use crate::ui::soft::painter::Painter;
use crate::worker::view::LessonContentView;
use egui::{Color32, Key, Shape, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::time::{Duration, Instant};

const SIZE: (u32, u32) = (1366, 768);
/// What the time and its neighbours take, in pixels.
const WORDS_PIXELS: i64 = 20_000;

struct Sheet {
    painter: Painter,
    pixels: Vec<u32>,
}

impl Sheet {
    fn bring_up(&mut self, harness: &Harness<'_, Desk>) -> Damage {
        let mut output = harness.output().clone();
        self.painter.take(&harness.ctx, &mut output, SIZE, Color32::WHITE);
        self.painter.draw(&mut self.pixels, 1)
    }
}

#[test]
fn while_a_film_plays_only_its_picture_and_the_slider_are_drawn_again() {
    let mut view = film_view(long());
    view.captions.clear();
    (view.position_ms, view.duration_ms) = (0, 20_000);
    let mut harness = open_lesson(LessonContentView::Video(view), vec2(SIZE.0 as f32, SIZE.1 as f32));
    film::announce(&harness.ctx);
    until(&mut harness, "0:00 of 1:27");
    harness.key_press(Key::K);
    until(&mut harness, "Pause");
    let mut sheet = Sheet { painter: Painter::default(), pixels: vec![0; (SIZE.0 * SIZE.1) as usize] };
    for _ in 0..10 {
        harness.step();
        sheet.bring_up(&harness);
        std::thread::sleep(Duration::from_millis(20));
    }
    let film = harness.get_by_label("Film: A film").rect();
    let slider = harness.get_by_label_contains("Place in the film").rect();
    let most = (film.area() + slider.area()) as i64 + WORDS_PIXELS;
    let (start, mut drawn) = (Instant::now(), 0);
    while drawn < 20 {
        assert!(start.elapsed() < Duration::from_secs(30), "it does not play");
        harness.step();
        let damage = sheet.bring_up(&harness);
        drawn += u32::from(!damage.is_empty());
        assert!(damage.pixels() <= most, "{} pixels, at most {most}: {:?}", damage.pixels(), damage.areas());
        let lowest = damage.areas().iter().map(|area| area.bottom).max().unwrap_or(0);
        assert!(lowest as f32 <= slider.bottom() + 60.0, "the buttons of the lesson stay as they are");
        std::thread::sleep(Duration::from_millis(10));
    }
    let is_straight = harness.output().shapes.iter().any(|clipped| matches!(clipped.shape, Shape::Callback(_)));
    assert!(is_straight, "no texture in between");
    let middle = film.center();
    assert_ne!(sheet.pixels[middle.y as usize * SIZE.0 as usize + middle.x as usize], 0, "it is in the window");
}
