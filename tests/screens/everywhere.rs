//! Every screen in every language, theme and text size: everything has a name (the harness looks), everything to press
//! is large enough, nothing runs out of the window, every letter has a glyph.

use super::person::Person;
use super::samples;
use foothold::text::Language;
use foothold::ui::tokens::Theme;
use foothold::ui::{Action, Screen};

fn screens() -> Vec<Screen> {
    let course = samples::course_id("work");
    vec![
        Screen::Home,
        Screen::Library,
        Screen::Course(course.clone()),
        Screen::Lesson(course.clone(), samples::lesson_id("your-record")),
        Screen::Certificate(course, samples::slug("done")),
        Screen::Record,
        Screen::Help,
    ]
}

fn look_at_all(size: (f32, f32), language: Language, theme: Theme, percent: u16) {
    let mut person = Person::before(size, |_| None);
    let check = |person: &mut Person<'_>, screen: &str| {
        let small = person.too_small();
        assert!(small.is_empty(), "{screen} {size:?} {language:?} {percent} %: too small: {small:#?}");
        let cut = person.cut_off(size.0);
        assert!(cut.is_empty(), "{screen} {size:?} {language:?} {percent} %: cut off: {cut:#?}");
    };
    person.look(language, theme, percent);
    check(&mut person, "sign-in");
    person.look(Language::English, theme, 100);
    person.sign_in();
    for screen in screens() {
        person.act(Action::Go(screen.clone()));
        person.look(language, theme, percent);
        check(&mut person, &format!("{screen:?}"));
    }
    person.act(Action::Lock);
    check(&mut person, "lock");
}

#[test]
fn english_and_spanish_at_the_usual_size() {
    for language in [Language::English, Language::Spanish] {
        for size in [(1366.0, 768.0), (1024.0, 768.0)] {
            look_at_all(size, language, Theme::Light, 100);
        }
    }
}

#[test]
fn the_longest_words_still_fit() {
    for size in [(1366.0, 768.0), (1024.0, 768.0)] {
        look_at_all(size, Language::Pseudo, Theme::Dark, 100);
    }
}

#[test]
fn text_twice_as_large_reflows_to_one_column() {
    for language in [Language::English, Language::Spanish] {
        look_at_all((1024.0, 768.0), language, Theme::HighContrast, 200);
    }
}
