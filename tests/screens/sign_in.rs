//! Coming in and going out.

use super::person::Person;
use super::samples;
use egui::Key;
use foothold::model::problem::{Code, Problem};
use foothold::ui::{Action, Screen};
use foothold::worker::view::StartView;
use foothold::worker::{News, Request};

#[test]
fn a_learner_comes_in_by_tile_and_pin() {
    let mut person = Person::new();
    person.must_see("Who is learning?");
    person.sign_in();
    person.must_see("Good afternoon, Ana");
    let pins = person.asked().iter().filter(|asked| matches!(asked, Request::SignIn { .. })).count();
    assert_eq!(pins, 1);
}

#[test]
fn a_wrong_pin_is_said_kindly_and_can_be_typed_again() {
    let mut person = Person::new();
    person.press("Ana María Ruiz");
    person.type_pin("111222");
    person.must_see("That was not the right PIN.");
    person.must_see("0 of 6 digits");
    person.type_pin("246813");
    person.must_see("Good afternoon, Ana");
}

#[test]
fn the_keyboard_alone_is_enough() {
    let mut person = Person::new();
    person.write("Find your name", "ana m");
    assert!(!person.sees("Ben Okafor"), "the search narrows the tiles");
    person.key(Key::Tab);
    person.key(Key::Enter);
    person.must_see("Hello, Ana María Ruiz");
    person.keys("2468");
    person.key(Key::Backspace);
    person.keys("813");
    person.must_see("Good afternoon, Ana");
}

#[test]
fn a_one_time_pin_leads_to_ones_own_typed_twice() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::SignIn { .. } => {
            let mut learner = samples::signed_in();
            learner.must_choose_pin = true;
            Some(News::SignedIn(learner))
        }
        _ => None,
    });
    person.press("Ana María Ruiz");
    person.type_pin("999999");
    person.must_see("Choose your own PIN");
    person.type_pin("246813");
    person.must_see("Type it once more");
    person.type_pin("246814");
    person.must_see("The two were not the same. Choose again.");
    person.type_pin("246813");
    person.type_pin("246813");
    person.must_see("Good afternoon, Ana");
    let chosen = person.asked().iter().filter(|asked| matches!(asked, Request::ChoosePin { .. })).count();
    assert_eq!(chosen, 1);
}

#[test]
fn going_without_a_pin_of_ones_own_is_asked_about_since_it_uses_up_the_one_from_staff() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::SignIn { .. } => {
            let mut learner = samples::signed_in();
            learner.must_choose_pin = true;
            Some(News::SignedIn(learner))
        }
        _ => None,
    });
    let come_in = |person: &mut Person<'_>| {
        person.press("Ana María Ruiz");
        person.type_pin("999999");
        person.must_see("Choose your own PIN");
    };
    come_in(&mut person);
    person.press("Sign out");
    person.must_see("Leave without a PIN of your own?");
    person.press("Stay and choose");
    person.must_see("Choose your own PIN");
    let spent = |person: &Person<'_>| person.asked().iter().filter(|asked| matches!(asked, Request::SpendPin)).count();
    person.act(Action::Lock);
    assert_eq!(spent(&person), 0, "who is called away has not used it");
    come_in(&mut person);
    person.press("Sign out");
    person.key(Key::Escape);
    person.must_see("Choose your own PIN");
    person.press("Sign out");
    person.press("Leave");
    assert_eq!(spent(&person), 1);
    person.must_see("Who is learning?");
}

#[test]
fn where_names_are_not_shown_people_use_a_number() {
    let mut person = Person::before((1024.0, 768.0), |request| match request {
        Request::Open => {
            let mut place = samples::place();
            place.has_name_tiles = false;
            Some(News::Opened(StartView::Ready(place)))
        }
        _ => None,
    });
    person.must_see("What is your number?");
    assert!(!person.sees("Ana María Ruiz"));
    person.write("Number", "A-1234");
    person.press("Continue");
    person.type_pin("246813");
    assert!(person.asked().iter().any(|asked| {
        matches!(asked, Request::SignInByNumber { number, pin } if number == "A-1234" && pin.as_str() == "246813")
    }));
    person.must_see("One moment…");
    assert!(!person.sees("Type your PIN"), "what was typed is being checked, and that is said");
}

#[test]
fn staff_sign_in_by_a_quiet_link() {
    let mut person = Person::new();
    person.press("Staff sign in here");
    person.write("Your name", "R. Diaz");
    person.write("Passphrase", "four words of my own");
    person.press("Sign in");
    assert!(person.asked().iter().any(|asked| {
        matches!(asked, Request::SignInStaff { name, passphrase }
            if name == "R. Diaz" && passphrase.as_str() == "four words of my own")
    }));
}

#[test]
fn the_lock_covers_everything_and_the_same_pin_goes_back_to_the_same_place() {
    let mut person = Person::at_home();
    person.press("Library");
    person.must_see("7 courses");
    person.press("Lock");
    person.must_see("Locked for Ana María Ruiz");
    assert!(!person.sees("7 courses"));
    person.type_pin("246813");
    person.must_see("7 courses");
    assert_eq!(person.screen(), Screen::Library);
}

#[test]
fn the_screen_locks_by_itself_when_nobody_is_there() {
    let mut person = Person::at_home();
    person.wait_minutes(4);
    assert!(!person.sees("Locked for Ana María Ruiz"));
    person.wait_minutes(2);
    person.must_see("Locked for Ana María Ruiz");
    assert!(person.asked_names().contains(&"SignOut".to_owned()), "the sitting ends, so that no time is counted");
}

#[test]
fn the_next_person_sees_nothing_of_the_one_before() {
    let mut person = Person::at_home();
    person.press("Library");
    person.press("Lock");
    person.press("Somebody else is learning");
    person.must_see("Who is learning?");
    assert!(!person.sees_part("Good afternoon, Ana") && !person.sees("7 courses"));
}

#[test]
fn a_home_that_cannot_be_opened_says_why_and_can_be_tried_again() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Open => Some(News::Failed(Problem::new(Code::StationInUse).because("lock held by 4711"))),
        _ => None,
    });
    person.must_see("Foothold is open already.");
    assert!(!person.sees_part("4711"), "what is for the log is not for the screen");
    person.press("Try again");
    assert_eq!(person.asked().len(), 2);
}

#[test]
fn a_computer_that_is_not_set_up_offers_a_kit_or_a_try_out() {
    let mut person = Person::before((1024.0, 768.0), |request| match request {
        Request::Open => Some(News::Opened(StartView::NotSetUp)),
        Request::TryOut => {
            let mut place = samples::place();
            place.is_try_out = true;
            Some(News::Opened(StartView::Ready(place)))
        }
        _ => None,
    });
    person.must_see("Welcome to Foothold");
    person.press("Try Foothold");
    person.must_see("Who is learning?");
    person.must_see("Try-out: nothing here counts, and nothing leaves this computer.");
}

#[test]
fn an_empty_list_of_people_says_who_can_fill_it() {
    let person = Person::before((1366.0, 768.0), |request| match request {
        Request::Tiles { .. } => Some(News::Tiles(Vec::new())),
        _ => None,
    });
    person.must_see("Nobody is on the list yet.");
}

#[test]
fn a_try_out_tells_how_to_come_in() {
    use foothold::job::try_out::{PEOPLE, STAFF_NAME, STAFF_PASSPHRASE};
    for language in foothold::text::LANGUAGES {
        let words = foothold::text::Words::new(*language);
        let (pins, staff) = (words.get("try-out-pins"), words.get("try-out-staff"));
        assert!(PEOPLE.iter().all(|(_, _, pin, _)| pins.contains(pin)), "{pins}");
        assert!(staff.contains(STAFF_NAME) && staff.contains(STAFF_PASSPHRASE), "{staff}");
    }
}
