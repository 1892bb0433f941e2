//! Every page of the staff desk and of set-up, at both sizes of window, in both languages, three sets of colours and two
//! sizes of text: everything to press is large enough, nothing runs out of the window.

use super::everywhere::{SIZES, Tour};
use super::{desk, desk_people, marking, set_up};
use foothold::text::{Language, Words};

#[test]
fn every_page_of_the_desk_fits() {
    for size in SIZES {
        let mut tour = Tour::new(size);
        let mut person = desk::at_a_busy_desk(size);
        tour.look(&mut person, "today");
        for page in ["People", "Courses", "Carry in", "Carry out", "This computer"] {
            person.press(page);
            tour.look(&mut person, page);
        }
    }
}

#[test]
fn every_step_of_carrying_in_and_out_fits() {
    for size in SIZES {
        let mut tour = Tour::new(size);
        let mut person = desk::at_a_busy_desk(size);
        person.press("People"); // from where only the list leads on
        person.press("Carry in");
        person.press("STICK, 8 GB free, 4 things for Foothold");
        tour.look(&mut person, "carry in: what is on it");
        person.press("Carry in 1 thing");
        tour.look(&mut person, "carry in: account");
        person.press("Carry out");
        person.press("STICK, 8 GB free");
        tour.look(&mut person, "carry out: what leaves");
        person.press("Save the file to the stick");
        tour.look(&mut person, "carry out: account");
    }
}

#[test]
fn a_person_and_every_dialog_of_the_desk_fit() {
    for size in SIZES {
        let mut tour = Tour::new(size);
        let mut person = desk::at_a_busy_desk(size);
        person.press("People");
        person.press("Add a person");
        tour.look(&mut person, "add a person");
        person.press("Cancel");
        desk::give_pin(&mut person);
        tour.look(&mut person, "one-time PIN");
        person.press("Save as PDF");
        tour.look(&mut person, "which stick");
        person.press("STICK, 8 GB free");
        tour.look(&mut person, "saved");
        person.press("Done");
        person.press("I have copied it");
        tour.look(&mut person, "a person");
        person.press(marking::READ);
        tour.look(&mut person, "marking");
        person.press("Cancel");
        person.press("This computer");
        person.press("Add staff");
        tour.look(&mut person, "add staff");
    }
}

#[test]
fn everything_done_to_several_people_fits() {
    for size in SIZES {
        let mut tour = Tour::new(size);
        let mut person = desk::at_a_busy_desk(size);
        desk_people::tour(&mut person, |person, name| tour.look(person, name));
    }
}

#[test]
fn every_page_of_set_up_fits() {
    for size in SIZES {
        let mut tour = Tour::new(size);
        let mut person = set_up::at_the_first_window(size);
        tour.look(&mut person, "welcome");
        person.press(&Words::new(Language::English).get("welcome-kit-do"));
        tour.look(&mut person, "which kit");
        Tour::new(size).look(&mut set_up::with_answers(size), "answers");
        Tour::new(size).look(&mut set_up::with_code(size), "recovery code");
    }
}
