//! Screens as the software painter draws them: what it brings up to date is what it draws from nothing, and it draws
//! again only what changed. With FOOTHOLD_PICTURES=FOLDER each screen is left there as a PNG file.

use super::person::{Person, Seat};
use super::samples;
use egui::{Color32, Key};
use foothold::text::Language;
use foothold::ui::soft::area::Damage;
use foothold::ui::soft::painter::Painter;
use foothold::ui::tokens::{Palette, Theme};
use foothold::ui::{Action, Screen};

const SIZE: (u32, u32) = (1366, 768);
/// A colour that no screen has, to see what was never drawn.
const NEVER: u32 = 0x00FE_01FD;

/// A person's window with the painter behind it.
struct Sheet<'a> {
    person: Person<'a>,
    painter: Painter,
    pixels: Vec<u32>,
    is_fresh: bool,
    ground: Color32,
}

impl Sheet<'_> {
    fn new() -> Self {
        Self {
            person: Person::new(),
            painter: Painter::default(),
            pixels: vec![NEVER; (SIZE.0 * SIZE.1) as usize],
            is_fresh: true,
            ground: Palette::of(Theme::Light).paper,
        }
    }

    /// Brings the pixels up to date and tells what was drawn.
    fn bring_up(&mut self) -> Damage {
        self.person.painted_by(&mut self.painter, SIZE, self.ground);
        let is_fresh = std::mem::replace(&mut self.is_fresh, false);
        self.painter.draw(&mut self.pixels, u8::from(!is_fresh))
    }

    /// What there would be if everything were drawn again.
    fn drawn_anew(&mut self) -> Vec<u32> {
        let mut pixels = vec![NEVER; self.pixels.len()];
        self.painter.draw(&mut pixels, 0);
        pixels
    }

    #[track_caller]
    fn check(&mut self, name: &str) {
        self.bring_up();
        let whole = self.drawn_anew();
        let wrong = self.pixels.iter().zip(&whole).filter(|(now, whole)| now != whole).count();
        assert_eq!(wrong, 0, "{name}: pixels that were not brought up to date");
        assert!(!self.pixels.contains(&NEVER), "{name}: pixels that were never drawn");
        assert!(colours(&self.pixels) > 50, "{name}: letters have edges of many colours");
        leave(name, SIZE, &self.pixels);
    }
}

fn colours(pixels: &[u32]) -> usize {
    let mut all = pixels.to_vec();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// Leaves a picture for whoever wants to look.
fn leave(name: &str, size: (u32, u32), pixels: &[u32]) {
    let Some(folder) = std::env::var_os("FOOTHOLD_PICTURES") else { return };
    let rgb = pixels.iter().flat_map(|pixel| pixel.to_be_bytes().into_iter().skip(1)).collect();
    let image = image::RgbImage::from_raw(size.0, size.1, rgb).expect("three bytes a pixel");
    std::fs::create_dir_all(&folder).unwrap();
    image.save(std::path::Path::new(&folder).join(format!("{name}.png"))).unwrap();
}

/// Pictures of a person's screens as they come by, for whoever wants to look.
pub struct Gallery {
    painter: Painter,
    size: (u32, u32),
    is_wanted: bool,
}

impl Gallery {
    /// Of a window of this size; leaves nothing unless FOOTHOLD_PICTURES is set.
    pub fn new(size: (f32, f32)) -> Self {
        let is_wanted = std::env::var_os("FOOTHOLD_PICTURES").is_some();
        Self { painter: Painter::default(), size: (size.0 as u32, size.1 as u32), is_wanted }
    }

    /// Leaves what is on screen now as NAME.png.
    pub fn leave<'a, R: Seat + 'a>(&mut self, person: &Person<'a, R>, theme: Theme, name: &str) {
        if self.is_wanted {
            person.painted_by(&mut self.painter, self.size, Palette::of(theme).paper);
            let mut pixels = vec![NEVER; (self.size.0 * self.size.1) as usize];
            self.painter.draw(&mut pixels, 0);
            leave(name, self.size, &pixels);
        }
    }
}

/// A learner's screens, by name.
pub fn screens() -> Vec<(&'static str, Screen)> {
    let course = samples::course_id("work");
    vec![
        ("home", Screen::Home),
        ("library", Screen::Library),
        ("course", Screen::Course(course.clone())),
        ("lesson", Screen::Lesson(course.clone(), samples::lesson_id("your-record"))),
        ("programme", Screen::Programme(samples::programme().card.programme)),
        ("certificate", Screen::Certificate(course, samples::slug("done"))),
        ("record", Screen::Record),
        ("help", Screen::Help),
        ("settings", Screen::Settings),
    ]
}

#[test]
fn what_is_brought_up_to_date_is_what_is_drawn_anew() {
    let mut sheet = Sheet::new();
    sheet.check("sign-in");
    sheet.person.sign_in();
    for (name, screen) in screens() {
        sheet.person.act(Action::Go(screen));
        sheet.check(name);
        sheet.person.point_at(300.0, 300.0);
        sheet.check(name);
        sheet.person.key(Key::Tab);
        sheet.check(name);
    }
    for (theme, percent) in [(Theme::Dark, 100), (Theme::HighContrast, 200), (Theme::Light, 130)] {
        sheet.person.act(Action::Go(Screen::Home));
        sheet.person.look(Language::Spanish, theme, percent);
        sheet.ground = Palette::of(theme).paper;
        sheet.check(&format!("home-{theme:?}-{percent}"));
    }
    sheet.person.act(Action::Lock);
    sheet.check("lock");
}

#[test]
fn a_pass_that_changes_nothing_touches_no_pixel() {
    let mut sheet = Sheet::new();
    sheet.person.sign_in();
    sheet.bring_up();
    for _ in 0..5 {
        sheet.person.settle();
        assert!(sheet.bring_up().is_empty());
    }
}

#[test]
fn the_focus_that_moves_damages_little() {
    let mut sheet = Sheet::new();
    sheet.person.sign_in();
    sheet.person.key(Key::Tab);
    sheet.bring_up();
    let all = i64::from(SIZE.0 * SIZE.1);
    for _ in 0..4 {
        sheet.person.key(Key::Tab);
        let drawn = sheet.bring_up().pixels();
        assert!(drawn > 0 && drawn < all / 10, "{drawn} of {all} pixels drawn for a frame that moves");
    }
}

#[test]
fn a_picture_two_times_old_is_brought_up_by_both_changes() {
    let mut sheet = Sheet::new();
    sheet.person.sign_in();
    sheet.bring_up();
    let mut other = sheet.pixels.clone();
    sheet.person.key(Key::Tab);
    sheet.bring_up();
    sheet.person.key(Key::Tab);
    sheet.person.painted_by(&mut sheet.painter, SIZE, sheet.ground);
    sheet.painter.draw(&mut other, 2);
    assert!(other == sheet.drawn_anew());
}
