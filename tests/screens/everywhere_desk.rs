//! Every page of the staff desk and of set-up, at both sizes of window, in both languages, three sets of colours and two
//! sizes of text: everything to press is large enough, nothing runs out of the window.

use super::person::Person;
use super::{desk, set_up};
use foothold::text::{Language, Words};
use foothold::ui::tokens::Theme;

const SIZES: [(f32, f32); 2] = [(1366.0, 768.0), (1024.0, 768.0)];
const LOOKS: [(Theme, u16); 6] = [
    (Theme::Light, 100),
    (Theme::Dark, 100),
    (Theme::HighContrast, 100),
    (Theme::Light, 200),
    (Theme::Dark, 200),
    (Theme::HighContrast, 200),
];

/// Looks at the page as it stands in every way, and leaves it in English at the usual size.
#[track_caller]
fn look_everywhere(person: &mut Person<'_>, page: &str, size: (f32, f32)) {
    for language in [Language::English, Language::Spanish] {
        for (theme, percent) in LOOKS {
            person.look(language, theme, percent);
            let small = person.too_small();
            assert!(small.is_empty(), "{page} {size:?} {language:?} {theme:?} {percent} %: too small: {small:#?}");
            let cut = person.cut_off(size.0);
            assert!(cut.is_empty(), "{page} {size:?} {language:?} {theme:?} {percent} %: cut off: {cut:#?}");
        }
    }
    person.look(Language::English, Theme::Light, 100);
}

#[test]
fn every_page_of_the_desk_fits() {
    for size in SIZES {
        let mut person = desk::at_a_busy_desk(size);
        look_everywhere(&mut person, "today", size);
        for page in ["People", "Courses", "Carry in", "Carry out", "This computer"] {
            person.press(page);
            look_everywhere(&mut person, page, size);
        }
    }
}

#[test]
fn every_step_of_carrying_in_and_out_fits() {
    for size in SIZES {
        let mut person = desk::at_a_busy_desk(size);
        person.press("People"); // from where only the list leads on
        person.press("Carry in");
        person.press("STICK, 8 GB free, 3 things for Foothold");
        look_everywhere(&mut person, "carry in: what is on it", size);
        person.press("Carry in 1 thing");
        look_everywhere(&mut person, "carry in: account", size);
        person.press("Carry out");
        person.press("STICK, 8 GB free");
        look_everywhere(&mut person, "carry out: what leaves", size);
        person.press("Save the file to the stick");
        look_everywhere(&mut person, "carry out: account", size);
    }
}

#[test]
fn a_person_and_every_dialog_of_the_desk_fit() {
    for size in SIZES {
        let mut person = desk::at_a_busy_desk(size);
        person.press("People");
        person.press("Add a person");
        look_everywhere(&mut person, "add a person", size);
        person.press("Cancel");
        desk::give_pin(&mut person);
        look_everywhere(&mut person, "one-time PIN", size);
        person.press("Save as PDF");
        look_everywhere(&mut person, "which stick", size);
        person.press("STICK, 8 GB free");
        look_everywhere(&mut person, "saved", size);
        person.press("Done");
        person.press("I have copied it");
        look_everywhere(&mut person, "a person", size);
        person.press("This computer");
        person.press("Add staff");
        look_everywhere(&mut person, "add staff", size);
    }
}

#[test]
fn every_page_of_set_up_fits() {
    for size in SIZES {
        let mut person = set_up::at_the_first_window(size);
        look_everywhere(&mut person, "welcome", size);
        person.press(&Words::new(Language::English).get("welcome-kit-do"));
        look_everywhere(&mut person, "which kit", size);
        look_everywhere(&mut set_up::with_answers(size), "answers", size);
        look_everywhere(&mut set_up::with_code(size), "recovery code", size);
    }
}
