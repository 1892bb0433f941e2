//! One station, many people: coming in with pictures, waiting after wrong tries, being told before the end, leaving
//! without a trace.

use super::person::Person;
use super::samples;
use egui::{Key, Modifiers};
use foothold::model::problem::{Code, Problem};
use foothold::text::Language;
use foothold::ui::tokens::Theme;
use foothold::ui::{Action, Screen};
use foothold::worker::view::{SignedInView, Stage, StartView, StepView};
use foothold::worker::{News, Request, StaffWish};

const PICTURES: [&str; 4] = ["Cat", "House", "Ball", "Cup"];

#[test]
fn who_uses_pictures_comes_in_with_pictures() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::SignIn { pin, .. } if pin.as_str() == "pictures:cat house ball cup" => {
            Some(News::SignedIn(samples::signed_in()))
        }
        _ => None,
    });
    person.press("Luz Ortiz");
    person.must_see("Touch your four pictures in order");
    for picture in ["Sun", "Cat", "Dog", "Fish"] {
        person.press(picture);
    }
    person.must_see("Those were not the right pictures.");
    person.press("Cat");
    person.press("Guitar");
    person.must_see("2 of 4 pictures");
    person.key(Key::Backspace);
    person.must_see("1 of 4 pictures");
    for picture in &PICTURES[1..] {
        person.press(picture);
    }
    person.must_see("Good afternoon, Ana");
}

#[test]
fn the_first_choice_can_be_pictures_and_a_row_is_refused() {
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
    person.type_pin("123456");
    person.must_see("A straight row is easy to guess.");
    person.press("I use pictures");
    for picture in ["House", "Sun", "Tree", "Cat"] {
        person.press(picture);
    }
    person.must_see("A straight row is easy to guess.");
    for _ in 0..2 {
        for picture in PICTURES {
            person.press(picture);
        }
    }
    person.must_see("Good afternoon, Ana");
    let chosen = person.asked().iter().find_map(|asked| match asked {
        Request::ChoosePin { pin } => Some(pin.as_str().to_owned()),
        _ => None,
    });
    assert_eq!(chosen.as_deref(), Some("pictures:cat house ball cup"));
}

#[test]
fn a_weak_pin_that_only_the_station_can_tell_is_refused_with_its_reason() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::SignIn { .. } => {
            let mut learner = samples::signed_in();
            learner.must_choose_pin = true;
            Some(News::SignedIn(learner))
        }
        Request::ChoosePin { .. } => Some(News::Failed(Problem::new(Code::PinWeak).with("reason", "birth"))),
        _ => None,
    });
    person.press("Ana María Ruiz");
    person.type_pin("999999");
    person.type_pin("198704");
    person.type_pin("198704");
    person.must_see("Your birthday is easy to guess.");
    person.must_see("Choose your own PIN");
    person.press("Sign out");
    person.press("Leave");
    person.must_see("Who is learning?");
}

#[test]
fn a_wait_is_counted_and_ends_and_is_nobody_elses() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::SignIn { .. } => Some(News::Failed(Problem::new(Code::SignInWait).with("seconds", 30))),
        _ => None,
    });
    person.press("Ana María Ruiz");
    person.type_pin("111222");
    person.must_see("You can try again in 30 seconds. Staff can give you a new PIN.");
    person.wait_ms(12_000);
    person.must_see("You can try again in 18 seconds. Staff can give you a new PIN.");
    person.keys("246813");
    person.must_see("0 of 6 digits");
    person.press("That is not me");
    person.press("Ben Okafor");
    assert!(!person.sees_part("You can try again"), "Ben does not wait for Ana");
    person.keys("12");
    person.must_see("2 of 6 digits");
    person.press("That is not me");
    person.press("Ana María Ruiz");
    person.wait_ms(18_000);
    person.keys("12");
    person.must_see("2 of 6 digits");
}

#[test]
fn the_lock_is_told_a_minute_before_and_any_key_stops_it() {
    let mut person = Person::at_home();
    person.wait_ms(4 * 60_000 + 15_000);
    person.must_see("Still there? The screen locks in 0:45. Press any key to stay.");
    person.key(Key::Space);
    assert!(!person.sees_part("Still there?"));
    person.wait_ms(5 * 60_000 - 1000);
    person.must_see("Still there? The screen locks in 0:01. Press any key to stay.");
    person.wait_ms(1000);
    person.must_see("Locked for Ana María Ruiz");
}

#[test]
fn one_key_locks_at_once() {
    let mut person = Person::at_home();
    person.chord(Modifiers::CTRL, Key::L);
    person.must_see("Locked for Ana María Ruiz");
    assert!(!person.sees("Library"));
}

#[test]
fn call_time_is_told_and_ends_the_session() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Open => {
            let mut place = samples::place();
            place.call_times = vec![samples::NOW_MINUTE + 20];
            place.idle_lock_min = 0;
            Some(News::Opened(StartView::Ready(place)))
        }
        _ => None,
    });
    person.sign_in();
    person.wait_minutes(14);
    assert!(!person.sees_part("Your time here ends"));
    person.wait_minutes(1);
    person
        .must_see(&format!("Your time here ends at {}. You have 5 minutes left. Everything is saved.", samples::CALL));
    person.wait_ms(4 * 60_000 + 10_000);
    assert!(person.sees_part("You have 0:50 left."), "{}", person.screen_text());
    person.asked_names();
    person.wait_minutes(1);
    person.must_see("Who is learning?");
    person.must_see("Your time ended: it is call time.");
    assert_eq!(person.asked_names(), ["SignOut", "Tiles"]);
    person.sign_in();
    person.wait_minutes(30);
    person.must_see("Good afternoon, Ana");
}

#[test]
fn the_longest_sitting_ends_whether_it_was_locked_or_not() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Open => {
            let mut place = samples::place();
            (place.session_max_min, place.idle_lock_min) = (30, 0);
            Some(News::Opened(StartView::Ready(place)))
        }
        _ => None,
    });
    person.sign_in();
    person.wait_minutes(20);
    person.press("Lock");
    person.type_pin("246813");
    person.wait_minutes(9);
    assert!(person.sees_part("Your time here ends"), "locking gives no more time");
    person.wait_minutes(1);
    person.must_see("Your time for now is over.");
}

#[test]
fn staff_end_a_session_with_their_passphrase() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::StaffWord { passphrase, wish, .. } if passphrase.as_str() == "four words of my own" => {
            Some(News::StaffAgreed(*wish))
        }
        Request::StaffWord { .. } => Some(News::Failed(Problem::new(Code::SignInRefused))),
        _ => None,
    });
    person.sign_in();
    person.act(Action::AskStaff(Some(StaffWish::EndSession)));
    person.must_see("End this session?");
    person.write("Your name", "R. Diaz");
    person.write("Passphrase", "guess guess guess");
    person.press("End the session");
    person.must_see("The name and the passphrase do not fit together.");
    person.write("Passphrase", "four words of my own");
    person.press("End the session");
    person.must_see("Staff ended the session.");
    assert!(!person.sees("End this session?"));
    person.sign_in();
    person.act(Action::AskStaff(Some(StaffWish::EndSession)));
    person.key(Key::Escape);
    assert!(!person.sees("End this session?"));
    person.must_see("Good afternoon, Ana");
}

#[test]
fn the_next_person_finds_nothing_of_the_last() {
    let mut person = Person::at_home();
    person.press("Library");
    person.write("Search courses and lessons", "zebra crossing");
    person.look(Language::Spanish, Theme::Dark, 150);
    person.look(Language::English, Theme::Light, 100);
    person.act(Action::Go(Screen::Record));
    person.act(Action::Go(Screen::Library));
    let remembered = person.window_memory();
    person.act(Action::SignOut);
    let kept = person.state_text();
    for word in ["zebra", "SignedInView", "HomeView", "RecordView", "CourseView", "SearchView", "LibraryView"] {
        assert!(!kept.contains(word), "{word} is still there");
    }
    let left = person.window_memory();
    assert!(left < remembered, "{left} of {remembered} things remembered");
    assert!(person.has_no_focus());
    assert_eq!(person.copied(), Some(String::new()), "what was copied is gone");
    person.press("Ana María Ruiz");
    person.type_pin("246813");
    person.press("Library");
    assert_eq!(person.typed("Search courses and lessons"), "");
    person.key(Key::Z);
    person.chord(Modifiers::CTRL, Key::Z);
    assert!(!person.sees_part("zebra"), "undo brings nothing back");
}

#[test]
fn an_answer_that_comes_after_somebody_left_is_nobodys() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::SignOut { .. } => Some(News::Done), // the workers are slow: they have not signed out yet
        _ => None,
    });
    person.sign_in();
    person.act(Action::SignOut);
    person.late(News::Home(samples::home()));
    person.late(News::Record(samples::record()));
    person.late(News::SignedOut);
    assert!(!person.state_text().contains("HomeView") && !person.state_text().contains("RecordView"));
}

#[test]
fn the_next_person_does_not_stand_in_the_last_ones_change_of_pin() {
    let mut person = Person::at_home();
    person.act(Action::Go(Screen::Settings));
    person.press("Change my PIN");
    person.type_pin("246813");
    person.must_see("Choose your own PIN");
    person.press("Lock");
    person.press("Somebody else is learning");
    person.sign_in();
    person.act(Action::Go(Screen::Settings));
    assert!(!person.sees("Choose your own PIN"));
    person.must_see("Change my PIN");
}

#[test]
fn the_passphrase_of_staff_is_no_pin_of_the_learner_behind_it() {
    let mut person = Person::at_home();
    person.press("Lock");
    person.act(Action::AskStaff(Some(StaffWish::Close)));
    person.must_see("Close Foothold?");
    person.asked_names();
    person.write("Passphrase", "12345678");
    assert!(!person.asked_names().contains(&"SignIn".to_owned()), "its digits are no try of the learner's");
    person.key(Key::Escape);
    person.must_see("0 of 6 digits");
    person.keys("246813");
    person.must_see("Good afternoon, Ana");
}

/// The workers are not done yet.
fn looked_at() -> News {
    News::Step(StepView { stage: Stage::Checking, done: 0, total: 0, per_sec: 0, secs_left: None })
}

#[test]
fn who_left_while_their_pin_was_looked_at_stays_out() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::SignIn { pin, .. } if pin.as_str() == "135790" => Some(looked_at()),
        _ => None,
    });
    person.sign_in();
    person.press("Lock");
    person.type_pin("135790");
    person.press("Somebody else is learning");
    let left =
        |person: &Person<'_>| person.asked().iter().filter(|asked| matches!(asked, Request::SignOut { .. })).count();
    assert_eq!(left(&person), 1, "the lock's");
    person.late_to(|asked| matches!(asked, Request::SignIn { .. }), News::SignedIn(samples::signed_in()));
    person.must_see("Who is learning?");
    assert_eq!(left(&person), 2, "and the workers hear of it");
}

#[test]
fn who_comes_next_is_not_signed_out_in_the_place_of_who_came_too_late() {
    let left =
        |person: &Person<'_>| person.asked().iter().filter(|asked| matches!(asked, Request::SignOut { .. })).count();
    let is_of = |pin: &'static str| move |asked: &Request| matches!(asked, Request::SignIn { pin: it, .. } if it.as_str() == pin);
    for is_let_in in [true, false] {
        let mut person = Person::before((1366.0, 768.0), |request| match request {
            Request::SignIn { pin, .. } if pin.as_str() != "246813" => Some(looked_at()),
            _ => None,
        });
        person.sign_in();
        person.press("Lock");
        person.type_pin("135790");
        person.press("Somebody else is learning");
        person.press("Ana María Ruiz");
        person.type_pin("975313");
        assert_eq!(left(&person), 1, "the lock's");
        person.late_to(is_of("135790"), News::SignedIn(samples::signed_in()));
        assert_eq!(left(&person), 1, "the next one's try ends that sitting");
        let (answer, ends) = match is_let_in {
            true => (News::SignedIn(samples::signed_in()), 1),
            false => (News::Failed(Problem::new(Code::PinWrong)), 2),
        };
        person.late_to(is_of("975313"), answer);
        assert_eq!(left(&person), ends, "{is_let_in}");
        person.must_see(if is_let_in { "Good afternoon, Ana" } else { "Who is learning?" });
    }
}

#[test]
fn a_sign_in_screen_that_nobody_touches_comes_to_rest() {
    let mut person = Person::new();
    person.press("I use a number instead");
    person.write("Number", "A-1234");
    person.act(Action::SetText(200));
    person.wait_minutes(2);
    person.must_see("Who is learning?");
    person.press("I use a number instead");
    assert_eq!(person.typed("Number"), "");
    assert!(person.state_text().contains("text_percent: 100"));
}

#[test]
fn what_was_chosen_before_signing_in_stays_where_the_person_never_chose() {
    let mut person = Person::new();
    person.act(Action::SetText(150));
    person.press("Dark");
    person.sign_in();
    assert!(person.state_text().contains("text_percent: 150") && person.state_text().contains("theme: Dark"));
}

/// A room where the first PIN is to be chosen, of somebody whose row says English.
fn first_visit(request: &Request) -> Option<News> {
    let signed_in = |must_choose_pin| Some(News::SignedIn(SignedInView { must_choose_pin, ..samples::signed_in() }));
    match request {
        Request::SignIn { .. } => signed_in(true),
        Request::ChoosePin { .. } => signed_in(false),
        _ => None,
    }
}

#[test]
fn what_is_chosen_on_the_way_in_at_a_first_visit_is_kept() {
    let mut person = Person::before((1366.0, 768.0), first_visit);
    person.press("Español");
    person.act(Action::SetText(150));
    person.press("Ana María Ruiz");
    person.type_pin("999999");
    person.must_see("Elija su propio PIN");
    person.act(Action::SetTheme(Theme::Dark));
    person.type_pin("739154");
    person.type_pin("739154");
    person.must_see("Buenas tardes, Ana");
    let kept = |key: &str, value: &str| {
        let is_it = |asked: &Request| matches!(asked, Request::SetPreference { key: k, value: v } if k.as_str() == key && v == value);
        person.asked().iter().filter(|asked| is_it(asked)).count()
    };
    assert_eq!((kept("text", "150"), kept("theme", "dark")), (1, 1));
    let spoken =
        person.asked().iter().filter(|asked| matches!(asked, Request::SetLanguage { lang } if lang.as_str() == "es"));
    assert_eq!(spoken.count(), 1);
}

#[test]
fn who_has_been_here_before_is_spoken_to_in_their_own_language() {
    let mut person = Person::new();
    person.press("Español"); // somebody else, a moment ago
    person.sign_in();
    person.must_see("Good afternoon, Ana");
    assert!(
        !person
            .asked()
            .iter()
            .any(|asked| matches!(asked, Request::SetLanguage { .. } | Request::SetPreference { .. }))
    );
}

#[test]
fn the_keys_for_larger_text_set_the_size_of_the_text_and_go_with_the_person() {
    let mut person = Person::at_home();
    let size = |person: &mut Person<'_>| {
        let state = person.state_text();
        let at = state.find("text_percent: ").expect("it is there") + "text_percent: ".len();
        state[at..].chars().take_while(char::is_ascii_digit).collect::<String>()
    };
    person.chord(Modifiers::COMMAND, Key::Plus);
    assert_eq!(size(&mut person), "115");
    person.chord(Modifiers::COMMAND, Key::Equals);
    assert_eq!(size(&mut person), "130");
    person.chord(Modifiers::COMMAND, Key::Minus);
    assert_eq!(size(&mut person), "115");
    let sizes = person
        .asked()
        .iter()
        .filter(|asked| matches!(asked, Request::SetPreference { key, .. } if key.as_str() == "text"));
    assert_eq!(sizes.count(), 3);
    assert_eq!(person.zoom(), 1.0, "the window keeps its scale");
    person.act(Action::SignOut);
    assert_eq!(size(&mut person), "100");
    for _ in 0..20 {
        person.chord(Modifiers::COMMAND, Key::Minus);
    }
    assert_eq!((size(&mut person).as_str(), person.zoom()), ("80", 1.0));
    person.chord(Modifiers::COMMAND, Key::Num0);
    assert_eq!(size(&mut person), "100");
}

#[test]
fn two_people_of_one_name_tell_their_tiles_apart() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Tiles { .. } => {
            let mut tiles = samples::tiles();
            let twin = tiles.iter().position(|tile| tile.name == "Luz Ortiz").expect("a sample");
            tiles[twin].number_end = Some("09".into());
            let mut other = tiles[twin].clone();
            (other.learner, other.number_end) = (samples::learner_id(77), Some("41".into()));
            tiles.push(other);
            Some(News::Tiles(tiles))
        }
        _ => None,
    });
    person.must_see("Luz Ortiz · number ends in 09");
    person.press("Luz Ortiz · number ends in 41");
    let seen = person.screen_text();
    assert!(seen.contains("Luz"), "{seen}");
}

#[test]
fn any_text_can_be_typed_before_signing_in() {
    let long = "x".repeat(1 << 20);
    let texts = ["<script>alert(1)</script>", "مرحبا ا", "👩🏽‍🎓🇺🇸", "a\u{0}\u{1b}[31m\u{202e}b", "{ $name } %s %n", &long];
    for text in texts {
        let mut person = Person::new();
        person.allow_boxes();
        person.write("Find your name", text);
        person.must_see("No name like this. Check the spelling, or ask staff.");
        assert!(person.typed("Find your name").chars().count() <= 60);
        person.press("I use a number instead");
        person.write("Number", text);
        person.press("Continue");
        person.type_pin("246813");
        let number = person.asked().iter().find_map(|asked| match asked {
            Request::SignInByNumber { number, .. } => Some(number.clone()),
            _ => None,
        });
        let number = number.expect("asked");
        assert!(
            number.chars().count() <= 40 && text.contains(&number),
            "{number:?} is the beginning of what was typed"
        );
        assert!(person.cut_off(1366.0).is_empty());
    }
}
