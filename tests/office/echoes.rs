//! What a station writes when it takes the office's list comes back with its export. It is the office's own word and no
//! newer one: what the office decided meanwhile stays, and nobody is put off where they were sent.

use super::rosters::lists;
use super::transfer::{mid_course, records, transfer};
use super::*;
use foothold::job::{people as learners, status};
use foothold::model::event::{LearnerChanged, LearnerField, LearnerStatus};
use foothold::office::people::{self, Person};

/// Writes the notice anew, by the program's clock: later than what the program wrote before.
pub(super) fn next_notice(office: &OfficeBed) {
    office.command(&["confirm", "One"], 0);
}

fn ana_at(office: &OfficeBed) -> Person {
    people::all(&office.registry).unwrap().into_iter().find(|person| person.number != "9").unwrap()
}

#[test]
fn who_was_sent_to_a_station_stays_there_when_the_old_one_has_told_that_it_heard() {
    for takes_first in [true, false] {
        let (mut office, mut one, mut two, ana) = mid_course();
        transfer(&office, "Two");
        one.take_folder(&office.home.notice());
        if takes_first {
            two.take_folder(&office.home.notice());
        }
        office.carry(&mut one);
        next_notice(&office);
        two.take_folder(&office.home.notice());
        let here = two.store.learner(ana).unwrap().unwrap();
        assert_eq!((here.status, takes_first), (LearnerStatus::Active, takes_first));
        assert!(!one.store.learner(ana).unwrap().unwrap().is_here());
        let person = ana_at(&office);
        let two_id = two.store.station().unwrap().unwrap().id;
        assert_eq!((person.standing(), person.placed.as_ref().unwrap().0), (LearnerStatus::Active, two_id));
        // And back, with everybody telling of everything.
        office.carry(&mut two);
        transfer(&office, "One");
        for _ in 0..2 {
            for station in [&mut two, &mut one] {
                station.take_folder(&office.home.notice());
                office.carry(station);
                next_notice(&office);
            }
        }
        assert!(one.store.learner(ana).unwrap().unwrap().is_here() && ana_at(&office).is_here());
        assert!(!two.store.learner(ana).unwrap().unwrap().is_here());
    }
}

#[test]
fn that_the_old_station_marks_her_as_gone_is_no_word_against_the_new_one() {
    for gone in [LearnerStatus::Transferred, LearnerStatus::Archived] {
        let (mut office, mut one, mut two, ana) = mid_course();
        transfer(&office, "Two");
        let by = one.signed_in.actor();
        status::set(&mut one.store, by, &[(ana, gone)], None).unwrap();
        office.carry(&mut one);
        next_notice(&office);
        assert_eq!((ana_at(&office).standing(), records(&office).len()), (LearnerStatus::Active, 1));
        two.take_folder(&office.home.notice());
        assert!(two.store.learner(ana).unwrap().unwrap().is_here());
        // What her own station says of her holds.
        let by = two.signed_in.actor();
        learners::archive(&mut two.store, by, ana, true).unwrap();
        office.carry(&mut two);
        assert_eq!(ana_at(&office).standing(), LearnerStatus::Archived);
        // Sent there once more, she is sent there.
        transfer(&office, "Two");
        two.take_folder(&office.home.notice());
        assert!(two.store.learner(ana).unwrap().unwrap().is_here());
    }
}

#[test]
fn what_the_office_decides_before_a_station_tells_that_it_heard_of_the_last_decision_stays() {
    let (mut office, mut one, _two, ana) = mid_course();
    one.write_journal(ana, 100); // its order numbers are far beyond the office's
    office.command(&["people", "archive", "Ana"], 0);
    office.command(&["people", "change", "Ana", "--number", "77"], 0);
    one.take_folder(&office.home.notice());
    assert_eq!(one.store.learner(ana).unwrap().unwrap().status, LearnerStatus::Archived);
    office.command(&["people", "status", "Ana", "returned"], 0);
    office.command(&["people", "change", "Ana", "--number", "78"], 0);
    office.carry(&mut one);
    let person = ana_at(&office);
    assert_eq!((person.standing(), person.number.as_str()), (LearnerStatus::Returned, "78"));
    assert!(person.numbers.contains("77") && person.order < 100, "{person:?}");
    next_notice(&office);
    one.take_folder(&office.home.notice());
    let here = one.store.learner(ana).unwrap().unwrap();
    assert_eq!((here.status, here.number.as_str()), (LearnerStatus::Returned, "78"));
    // Staff there say something of their own then: that is the later word on both sides.
    one.set(ana, LearnerField::Number, "78", "79");
    office.carry(&mut one);
    assert_eq!(ana_at(&office).number, "79");
}

#[test]
fn what_a_station_writes_in_the_offices_name_goes_to_no_other_station() {
    let (mut office, mut one, _two, ana) = mid_course();
    let body = LearnerChanged { field: LearnerField::Name, old: "Ana".into(), new: "Somebody".into() };
    one.store.append(Draft::by(Actor::Office, Body::LearnerChanged(body)).about(ana)).unwrap();
    office.carry(&mut one);
    next_notice(&office);
    assert!(lists(&office).is_empty(), "the office decided nothing");
    let person = ana_at(&office);
    assert_eq!(person.name, "Somebody", "it is the word of that station");
    assert!(person.facts.iter().all(|fact| fact.by != Actor::Office));
}

#[test]
fn an_office_without_its_newest_decisions_learns_from_the_stations_what_became_of_them() {
    let (mut office, mut one, _two, ana) = mid_course();
    office.command(&["people", "archive", "Ana", "--day", "2026-11-20"], 0);
    office.command(&["people", "change", "Ana", "--name", "Ana Ruiz"], 0);
    one.take_folder(&office.home.notice());
    one.export();
    let exports: Vec<PathBuf> = std::fs::read_dir(&one.stick)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    office.registry = office.empty_registry("registry-of-last-week.sqlite");
    office.merge(&exports);
    office.confirm("One");
    let person = ana_at(&office);
    assert_eq!((person.name.as_str(), person.standing()), ("Ana Ruiz", LearnerStatus::Archived));
    assert!(person.facts.iter().all(|fact| fact.by != Actor::Office));
    assert_eq!(ana_at(&office).learner, ana);
}
