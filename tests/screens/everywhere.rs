//! Every screen in every language, theme and text size: everything has a name (the harness looks), everything to press
//! is large enough, nothing runs out of the window, no words are cut or lie over others, every letter has a glyph.

use super::painter::{Gallery, screens};
use super::person::{Person, Seat};
use egui::{Align2, Painter, Rect, TextStyle, Ui, pos2, vec2};
use foothold::text::{Language, Words};
use foothold::ui::Action;
use foothold::ui::tokens::Theme;

/// The windows that must be served.
pub const SIZES: [(f32, f32); 2] = [(1366.0, 768.0), (1024.0, 768.0)];
const LOOKS: [(Theme, u16); 6] = [
    (Theme::Light, 100),
    (Theme::Dark, 100),
    (Theme::HighContrast, 100),
    (Theme::Light, 200),
    (Theme::Dark, 200),
    (Theme::HighContrast, 200),
];

/// The ends of the scale, for the learner's screens.
const ENDS: [(Theme, u16); 3] = [(Theme::Light, 80), (Theme::Light, 250), (Theme::HighContrast, 250)];

/// Buttons that stay in sight however high their dialog is.
const WAYS_ON: [&str; 7] =
    ["action-cancel", "action-done", "mark-save", "assign-do", "pin-given-done", "credential-write", "my-packet-put"];

/// Looks at every screen that a person comes by, in every way. With FOOTHOLD_PICTURES=FOLDER each look leaves a picture.
pub struct Tour {
    size: (f32, f32),
    gallery: Gallery,
}

impl Tour {
    /// In a window of this size.
    pub fn new(size: (f32, f32)) -> Self {
        Self { size, gallery: Gallery::new(size) }
    }

    /// Looks at the screen as it stands in both languages, three sets of colours and two sizes of text, and leaves it
    /// in English at the usual size.
    #[track_caller]
    pub fn look<'a, R: Seat + 'a>(&mut self, person: &mut Person<'a, R>, screen: &str) {
        for language in [Language::English, Language::Spanish] {
            for (theme, percent) in LOOKS {
                self.look_once(person, screen, language, (theme, percent));
            }
        }
        person.look(Language::English, Theme::Light, 100);
    }

    /// The same, and at the smallest and the largest text.
    #[track_caller]
    pub fn look_far(&mut self, person: &mut Person<'_>, screen: &str) {
        self.look(person, screen);
        for language in [Language::English, Language::Spanish] {
            for look in ENDS {
                self.look_once(person, screen, language, look);
            }
        }
        person.look(Language::English, Theme::Light, 100);
    }

    #[track_caller]
    fn look_once<'a, R: Seat + 'a>(
        &mut self,
        person: &mut Person<'a, R>,
        screen: &str,
        language: Language,
        look: (Theme, u16),
    ) {
        let ((theme, percent), size) = (look, self.size);
        person.look(language, theme, percent);
        let small = person.too_small();
        assert!(small.is_empty(), "{screen} {size:?} {language:?} {theme:?} {percent} %: too small: {small:#?}");
        let cut = person.cut_off(size.0);
        assert!(cut.is_empty(), "{screen} {size:?} {language:?} {theme:?} {percent} %: cut off: {cut:#?}");
        let unreadable = person.unreadable();
        assert!(unreadable.is_empty(), "{screen} {size:?} {language:?} {theme:?} {percent} %: {unreadable:#?}");
        let hidden = if person.is_asked_something() { out_of_sight(person, language) } else { Vec::new() };
        assert!(hidden.is_empty(), "{screen} {size:?} {language:?} {theme:?} {percent} %: out of sight: {hidden:?}");
        let name = format!("{screen}-{}-{language:?}-{theme:?}-{percent}", size.0).replace([' ', ':'], "-");
        self.gallery.leave(person, theme, &name.to_lowercase());
    }
}

/// The buttons of a dialog that do not lie in the window as a whole.
fn out_of_sight<'a, R: Seat + 'a>(person: &Person<'a, R>, language: Language) -> Vec<String> {
    let words = Words::new(language);
    let mut ways: Vec<String> =
        WAYS_ON.map(|key| words.get(key)).into_iter().filter(|way| person.has_button(way)).collect();
    if ways.is_empty() {
        ways = vec![words.get("action-close")]; // pages have such a button too
    }
    ways.retain(|way| person.has_button(way) && !person.is_in_sight(way));
    ways
}

/// A window of cut words and of words over others.
#[derive(Default)]
struct Bad {
    has_fonts: bool,
}

impl Seat for Bad {
    fn ui(&mut self, ui: &mut Ui) {
        if !std::mem::replace(&mut self.has_fonts, true) {
            foothold::ui::theme::install_fonts(ui.ctx()); // there from the next frame on
            ui.ctx().request_repaint();
            return;
        }
        let font = TextStyle::Body.resolve(ui.style());
        let ink = ui.visuals().text_color();
        let write = |painter: &Painter, at, words: &str| {
            painter.text(at, Align2::LEFT_TOP, words, font.clone(), ink);
        };
        write(ui.painter(), pos2(20.0, 20.0), "One over");
        write(ui.painter(), pos2(24.0, 22.0), "another");
        let narrow = ui.painter().with_clip_rect(Rect::from_min_size(pos2(20.0, 80.0), vec2(30.0, 40.0)));
        write(&narrow, pos2(22.0, 90.0), "Longer than its place");
        write(ui.painter(), pos2(20.0, 150.0), "All is well");
        let broken = ui.painter().layout("234".into(), font.clone(), ink, 4.0);
        ui.painter().galley(pos2(350.0, 150.0), broken, ink);
        let mut job = egui::text::LayoutJob::simple("Lines that are spread".into(), font.clone(), ink, 90.0);
        job.justify = true;
        let spread = ui.painter().layout_job(job);
        ui.painter().galley(pos2(150.0, 200.0), spread, ink);
    }

    fn look(&mut self, _: Language, _: Theme, _: u16) {}
}

#[test]
fn the_tour_would_see_cut_words_and_words_over_others() {
    let found = Person::seated((400.0, 300.0), Bad::default()).unreadable();
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(found[0].starts_with("cut: \"Longer"), "{found:#?}");
    assert_eq!(found[1..3], ["broken: \"234\"", "spread: \"Lines that are spread\""]);
    assert!(found[3].contains("One over") && found[3].contains("another"), "{found:#?}");
}

#[test]
fn every_screen_of_a_learner_fits() {
    for size in SIZES {
        let (mut person, mut tour) = (Person::before(size, |_| None), Tour::new(size));
        tour.look_far(&mut person, "sign-in");
        person.sign_in();
        for (name, screen) in screens() {
            person.act(Action::Go(screen));
            tour.look_far(&mut person, name);
        }
        person.act(Action::Lock);
        tour.look_far(&mut person, "lock");
    }
}

#[test]
fn the_longest_words_still_fit() {
    for size in SIZES {
        let (mut person, mut tour) = (Person::before(size, |_| None), Tour::new(size));
        person.sign_in();
        for (name, screen) in screens() {
            person.act(Action::Go(screen));
            tour.look_once(&mut person, name, Language::Pseudo, (Theme::Dark, 100));
        }
    }
}
