//! What a learner sets for themselves.

use super::everywhere::{SIZES, Tour};
use super::person::Person;
use super::tab_walk::walk;
use egui::Key;
use foothold::model::problem::{Code, Problem};
use foothold::ui::{Action, Screen};
use foothold::worker::{News, Request};

fn at_settings() -> Person<'static> {
    let mut person = Person::at_home();
    person.act(Action::Go(Screen::Settings));
    person
}

#[test]
fn a_pin_is_changed_by_the_old_one_and_the_new_one_twice() {
    let mut person = at_settings();
    person.press("Change my PIN");
    person.must_see("Type the PIN you have now");
    person.type_pin("000999");
    person.must_see("Choose your own PIN");
    person.keys("111111");
    person.must_see("The same thing again and again is easy to guess.");
    person.keys("739154");
    person.keys("739154");
    person.must_see("That was not the right PIN.");
    person.must_see("Type the PIN you have now");
    person.keys("246813");
    person.keys("739154");
    person.keys("739155");
    person.must_see("The two were not the same. Choose again.");
    person.keys("739154");
    person.keys("739154");
    person.must_see("Done. Use the new one next time.");
    let asked = person.asked().iter().filter(|asked| {
        matches!(asked, Request::ChangePin { old, new } if old.as_str() == "246813" && new.as_str() == "739154")
    });
    assert_eq!(asked.count(), 1);
    person.press("Use pictures instead");
    person.key(Key::Escape);
    person.must_see("Sound check");
}

#[test]
fn a_new_pin_that_the_station_finds_weak_is_chosen_again() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::ChangePin { .. } => Some(News::Failed(Problem::new(Code::PinWeak).with("reason", "number"))),
        _ => None,
    });
    person.sign_in();
    person.act(Action::Go(Screen::Settings));
    person.press("Change my PIN");
    for pin in ["246813", "739154", "739154"] {
        person.keys(pin);
    }
    person.must_see("Your own number is easy to guess.");
    person.must_see("Choose your own PIN");
}

#[test]
fn every_choice_is_kept() {
    let mut person = at_settings();
    person.asked_names();
    person.press("150%");
    person.press("Letters for dyslexia");
    person.press("Nothing moves on the screen");
    person.press("Show captions in every film that has them");
    person.press("Dark");
    let kept: Vec<(String, String)> = person
        .asked()
        .iter()
        .filter_map(|asked| match asked {
            Request::SetPreference { key, value } => Some((key.to_string(), value.clone())),
            _ => None,
        })
        .collect();
    let kept: Vec<(&str, &str)> = kept.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let wanted = [("text", "150"), ("face", "dyslexic"), ("still", "true"), ("film-captions", "en"), ("theme", "dark")];
    assert_eq!(kept, wanted);
    assert!(person.is_still_style(), "nothing of egui's own moves either");
    person.press("Show captions in every film that has them");
    assert!(person.state_text().contains("\"film-captions\": \"off\""));
}

#[test]
fn without_a_sound_device_the_check_says_so() {
    if std::path::Path::new("/dev/snd").exists() || std::env::var_os("PULSE_SERVER").is_some() {
        return; // here a sound would be played
    }
    let mut person = at_settings();
    person.press("Play a sound");
    for _ in 0..100 {
        std::thread::sleep(std::time::Duration::from_millis(10));
        person.settle();
        if person.sees("This computer has no sound now.") {
            return;
        }
    }
    panic!("{}", person.screen_text());
}

#[test]
fn the_steps_of_coming_in_fit_too() {
    for size in SIZES {
        let (mut person, mut tour) = (Person::before(size, |_| None), Tour::new(size));
        person.press("Luz Ortiz");
        tour.look_far(&mut person, "pictures");
        person.press("I use a PIN");
        tour.look_far(&mut person, "pin");
        person.press("That is not me");
        person.press("I use a number instead");
        tour.look_far(&mut person, "number");
        let mut person = Person::before(size, |_| None);
        person.sign_in();
        person.act(Action::Go(Screen::Settings));
        person.press("Use pictures instead");
        tour.look_far(&mut person, "change-pin");
    }
}

#[test]
fn tab_alone_reaches_everything_where_a_pin_is_changed() {
    for by in ["Change my PIN", "Use pictures instead"] {
        let mut person = at_settings();
        person.press(by);
        walk(&mut person, by);
    }
    let mut person = at_settings();
    person.press("Ana María Ruiz: language, colors, settings");
    walk(&mut person, "the menu of the person");
    person.key(Key::Escape);
    person.act(Action::Go(Screen::Library));
    person.write("Search courses and lessons", "check");
    walk(&mut person, "what was found");
}
