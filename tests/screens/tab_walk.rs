//! With the Tab key alone: every screen is gone through from the first control to the last and round again, nothing is
//! left out, nothing holds the keyboard, and Shift+Tab goes back the same way.

use super::painter::screens;
use super::person::Person;
use egui::{Key, Modifiers};
use foothold::ui::{Action, Screen};
use foothold::worker::StaffWish;

/// More controls than any screen of the samples has.
const STEPS_MAX: usize = 250;

/// Goes round once with `modifiers` and Tab; the controls come by in this order.
pub fn round(person: &mut Person<'_>, screen: &str, modifiers: Modifiers) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for _ in 0..STEPS_MAX {
        person.chord(modifiers, Key::Tab);
        let Some(here) = person.focused() else { continue };
        if seen.first() == Some(&here) {
            return seen; // round
        }
        assert!(!seen.contains(&here), "{screen}: {here} holds the keyboard, after {seen:#?}");
        seen.push(here);
    }
    panic!("{screen}: no end after {seen:#?}");
}

/// Goes through all of it forwards and back.
#[track_caller]
pub fn walk(person: &mut Person<'_>, screen: &str) {
    let there = round(person, screen, Modifiers::NONE);
    // Of a list of people one row is enough: the arrows go through the others.
    let is_row = |control: &String| control.starts_with("\"Ana María Ruiz, ") && control.contains("CheckBox");
    for wanted in person.controls().into_iter().filter(|control| !is_row(control)) {
        assert!(there.contains(&wanted), "{screen}: Tab does not reach {wanted}, only {there:#?}");
    }
    back_again(person, screen, &there);
}

/// Goes through a dialog forwards and back; what lies behind it is not reached, so that Tab stays inside.
#[track_caller]
pub fn walk_dialog(person: &mut Person<'_>, dialog: &str) {
    let there = round(person, dialog, Modifiers::NONE);
    assert!(there.len() < person.controls().len(), "{dialog}: Tab leaves it: {there:#?}");
    back_again(person, dialog, &there);
}

#[track_caller]
fn back_again(person: &mut Person<'_>, screen: &str, there: &[String]) {
    assert!(
        there.iter().all(|control| !control.starts_with("\"\"")),
        "{screen}: a control without a name in {there:#?}"
    );
    let mut back = round(person, screen, Modifiers::SHIFT);
    let turn = back.iter().position(|control| *control == there[0]).expect("the first control comes by");
    back.rotate_left(turn);
    back[1..].reverse();
    assert_eq!(back, there, "{screen}: the same way back");
}

#[test]
fn tab_alone_reaches_everything_a_learner_can_use() {
    let mut person = Person::new();
    walk(&mut person, "sign-in");
    person.press("Luz Ortiz");
    walk(&mut person, "pictures");
    person.press("I use a PIN");
    walk(&mut person, "pin");
    person.press("That is not me");
    person.press("I use a number instead");
    walk(&mut person, "number");
    person.press("Staff sign in here");
    walk(&mut person, "staff");
    person.press("Back");
    person.sign_in();
    for (name, screen) in screens() {
        person.act(Action::Go(screen));
        walk(&mut person, name);
    }
    person.act(Action::Lock);
    walk(&mut person, "lock");
}

#[test]
fn a_dialog_keeps_the_keyboard_until_escape_and_gives_it_back() {
    let mut person = Person::at_home();
    person.act(Action::Go(Screen::Settings));
    person.chord(Modifiers::NONE, Key::Tab);
    person.chord(Modifiers::NONE, Key::Tab);
    let before = person.focused();
    assert!(before.is_some());
    person.act(Action::AskStaff(Some(StaffWish::EndSession)));
    let inside = round(&mut person, "dialog", Modifiers::NONE);
    let names = ["Your name", "Passphrase", "Cancel"];
    assert!(names.iter().all(|name| inside.iter().any(|control| control.contains(name))), "{inside:#?}");
    assert_eq!(inside.len(), names.len(), "only the dialog: {inside:#?}");
    person.key(Key::Escape);
    assert_eq!(person.focused(), before, "the keyboard is back where it was");
}

#[test]
fn a_tile_a_tab_and_a_menu_are_used_without_a_mouse() {
    let mut person = Person::new();
    person.reach("Ana María Ruiz");
    person.key(Key::Enter);
    person.must_see("Hello, Ana María Ruiz");
    for digit in ["2", "4", "6", "8", "1", "3"] {
        person.reach(digit);
        person.key(Key::Space);
    }
    person.must_see("Good afternoon, Ana");
    person.reach("Library");
    person.key(Key::Enter);
    person.must_see("7 courses");
    person.reach("Ana María Ruiz: language, colors, settings");
    person.key(Key::Enter);
    person.reach("Settings");
    person.key(Key::Enter);
    person.must_see("Sound check");
}

#[test]
fn what_changes_by_itself_is_said() {
    let mut person = Person::new();
    person.press("Ana María Ruiz");
    person.type_pin("111222");
    assert!(person.is_live("That was not the right PIN."));
    person.keys("12");
    assert!(person.is_live("2 of 6 digits"));
    person.press("Clear");
    person.type_pin("246813");
    person.wait_ms(4 * 60_000);
    assert!(person.is_live("Still there? The screen locks in 1:00. Press any key to stay."));
}
