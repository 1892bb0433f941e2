//! What a learner is told without asking: who sees what they write, and that work cannot be kept.

use super::person::Person;
use super::samples;
use foothold::model::problem::{Code, Problem};
use foothold::model::trust::FreeText;
use foothold::ui::{Action, Screen};
use foothold::worker::view::{PlaceView, StartView};
use foothold::worker::{News, Request};

fn at_help(answer: fn(&Request) -> Option<News>) -> Person<'static> {
    let mut person = Person::before((1366.0, 768.0), answer);
    person.sign_in();
    person.act(Action::Go(Screen::Help));
    person
}

fn opened(free_text: FreeText) -> Option<News> {
    Some(News::Opened(StartView::Ready(PlaceView { free_text, ..samples::place() })))
}

const REVIEWED: &str = "Your notes: staff look through them before they go to the records office";
const LOCAL: &str = "Your notes: they stay on this computer";
const JOURNAL: &str = "Your journal: it never leaves this computer";
const BUT: &str = "Your journal, but for the pages that you put into your release packet";

#[test]
fn help_says_who_sees_what_is_written_as_the_policy_has_it() {
    let local = at_help(|request| matches!(request, Request::Open).then(|| opened(FreeText::Local)).flatten());
    local.must_see("What you write as an answer for your teacher to mark");
    assert_eq!([REVIEWED, LOCAL, JOURNAL, BUT].map(|line| local.sees(line)), [false, true, true, false]);
    let reviewed = at_help(|request| matches!(request, Request::Open).then(|| opened(FreeText::Reviewed)).flatten());
    assert_eq!([REVIEWED, LOCAL, JOURNAL, BUT].map(|line| reviewed.sees(line)), [true, false, false, true]);
    let off = at_help(|request| matches!(request, Request::Open).then(|| opened(FreeText::Off)).flatten());
    assert_eq!([REVIEWED, LOCAL, JOURNAL, BUT].map(|line| off.sees(line)), [false; 4], "nobody can write any");
}

const BAND: &str = "This computer cannot save work right now.";

#[test]
fn with_little_room_on_the_disk_a_learner_is_told_before_any_work_and_on_every_page() {
    let mut person = Person::before((1024.0, 768.0), |request| match request {
        Request::SignIn { .. } => {
            let mut learner = samples::signed_in();
            learner.cannot_save = Some(Problem::new(Code::DiskNearlyFull));
            Some(News::SignedIn(learner))
        }
        _ => None,
    });
    person.sign_in();
    person.must_see(BAND);
    for (_, screen) in super::painter::screens() {
        person.act(Action::Go(screen));
        person.must_see(BAND);
    }
    person.must_see("Ask staff. You can read and watch until then, but it may not count.");
    person.act(Action::SignOut);
    assert!(!person.sees(BAND), "it is said to who is in");
}

#[test]
fn sign_out_and_the_lock_are_in_sight_on_every_screen() {
    for size in [(1366.0, 768.0), (1024.0, 768.0)] {
        let mut person = Person::before(size, |_| None);
        person.sign_in();
        for (name, screen) in super::painter::screens() {
            person.act(Action::Go(screen));
            assert!(["Sign out", "Lock"].iter().all(|way| person.is_in_sight(way)), "{name}: {}", person.screen_text());
        }
    }
}

#[test]
fn help_and_settings_say_how_to_ask_staff() {
    let mut person = at_help(|_| None);
    person.must_see(
        "The screen says what happened and what to do. Your progress is safe. If it happens again, tell staff.",
    );
    person.act(Action::Go(Screen::Settings));
    person.must_see(
        "When you need help, tell staff what the screen says. They can give you a new PIN. They cannot see yours.",
    );
}
