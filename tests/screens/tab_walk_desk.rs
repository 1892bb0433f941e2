//! The staff desk with the Tab key alone: every place, everything that can be opened on it, every dialog.

use super::tab_walk::{round, walk, walk_dialog};
use super::{desk, desk_people, marking};
use egui::{Key, Modifiers};

#[test]
fn tab_alone_reaches_everything_at_the_desk() {
    let mut person = desk::at_a_busy_desk((1366.0, 768.0));
    walk(&mut person, "today");
    for place in ["People", "Courses", "Carry in", "Carry out", "This computer"] {
        person.press(place);
        walk(&mut person, place);
    }
    person.press("Carry in");
    person.press("STICK, 8 GB free, 4 things for Foothold");
    walk(&mut person, "what is on the stick");
    person.press("Carry in 1 thing");
    walk(&mut person, "carried in");
    person.press("Carry out");
    person.press("STICK, 8 GB free");
    walk(&mut person, "what leaves");
    person.press("Save the file to the stick");
    walk(&mut person, "carried out");
}

#[test]
fn tab_alone_reaches_everything_about_a_person_and_marks_an_answer() {
    let mut person = desk::at_the_desk();
    person.press("People");
    person.press("Ana María Ruiz, 4711, Nov 27, not yet, 0 minutes, 0, 0");
    walk(&mut person, "a person");
    person.press(marking::READ);
    walk_dialog(&mut person, "marking");
    person.reach("2 for: It names a person or an office");
    person.key(Key::Space);
    person.reach("3 for: It says why, in whole sentences");
    person.key(Key::Enter);
    person.must_see("5 of 5 points");
    person.key(Key::Escape);
    person.press("Add a credential");
    walk_dialog(&mut person, "a credential");
    person.key(Key::Escape);
    person.press("New one-time PIN");
    walk_dialog(&mut person, "a question");
    person.key(Key::Escape);
    person.press("This computer");
    person.press("Add staff");
    walk_dialog(&mut person, "add staff");
}

#[test]
fn tab_alone_reaches_everything_done_to_several_people() {
    let mut person = desk::at_a_busy_desk((1366.0, 768.0));
    let pages = ["people: which list", "people: the list", "people: added", "people: several", "people: undo"];
    desk_people::tour(&mut person, |person, name| match pages.contains(&name) {
        true => walk(person, name),
        false => walk_dialog(person, name),
    });
}

#[test]
fn five_thousand_people_are_one_stop_and_the_arrows_go_through_them() {
    let mut person = desk::at_a_busy_desk((1366.0, 768.0));
    person.press("People");
    let stops = round(&mut person, "people", Modifiers::NONE);
    assert!(stops.len() < 60, "{} stops", stops.len());
    let row = |at: u32| format!("Ana María Ruiz, {at:06}, Nov 27, not yet, 0 minutes, 0, 0");
    person.reach(&row(0));
    person.key(Key::ArrowDown);
    person.key(Key::ArrowDown);
    person.key(Key::ArrowUp);
    assert_eq!(person.focused_name(), Some(row(1)));
    person.key(Key::End);
    assert_eq!(person.focused_name().map(|name| name.contains("004999")), Some(true), "{:?}", person.focused_name());
    person.key(Key::Home);
    assert_eq!(person.focused_name(), Some(row(0)));
    person.key(Key::ArrowDown);
    person.chord(Modifiers::NONE, Key::Tab);
    person.chord(Modifiers::SHIFT, Key::Tab);
    assert_eq!(person.focused_name(), Some(row(1)), "Tab comes back to where it was");
    person.key(Key::Enter);
    person.must_see("Time in all");
}
