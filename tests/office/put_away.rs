//! A record brings what somebody did; it never brings back who was put away, however late it comes and however old the
//! file is.

use super::echoes::next_notice;
use super::transfer::{mid_course, records, transfer};
use super::*;
use foothold::job::{people as learners, take_roster::Change};
use foothold::model::event::LearnerStatus;
use foothold::office::{notice_copy, people};

/// Ana, sent to Two, which has let her in and told so.
fn at_two() -> (OfficeBed, StationBed, StationBed, LearnerId) {
    let (mut office, mut one, mut two, ana) = mid_course();
    transfer(&office, "Two");
    for station in [&mut two, &mut one] {
        station.take_folder(&office.home.notice());
        office.carry(station);
    }
    next_notice(&office);
    assert!(records(&office).is_empty());
    (office, one, two, ana)
}

fn is_back(station: &StationBed) -> bool {
    let returned = |event: &Event| matches!(event.body(), Some(Body::LearnerStatusSet(body)) if body.status == LearnerStatus::Returned);
    station.events().iter().any(returned)
}

#[test]
fn who_was_released_gets_no_record_when_something_of_theirs_comes_late() {
    let (mut office, mut one, mut two, ana) = at_two();
    office.command(&["people", "status", "Ana", "released"], 0);
    two.take_folder(&office.home.notice());
    one.watch(ana, 0, 10);
    office.carry(&mut one);
    next_notice(&office);
    assert!(records(&office).is_empty());
    assert!(two.take_folder(&office.home.notice()).records.is_empty());
    assert_eq!(two.store.learner(ana).unwrap().unwrap().status, LearnerStatus::Released);
    office.carry(&mut two);
    assert_eq!(people::all(&office.registry).unwrap()[0].standing(), LearnerStatus::Released);
    assert!(!is_back(&two));
    // Sent there again, she is back with all of it.
    transfer(&office, "Two");
    assert_eq!(records(&office).len(), 1);
    two.take_folder(&office.home.notice());
    assert!(two.store.learner(ana).unwrap().unwrap().is_here());
    assert_eq!(two.progress(&office, ana).time.credited_ms, 85_000);
}

#[test]
fn whom_staff_put_away_a_late_record_leaves_away_and_what_they_did_is_kept() {
    let (mut office, mut one, mut two, ana) = at_two();
    let by = two.signed_in.actor();
    learners::archive(&mut two.store, by, ana, true).unwrap();
    one.watch(ana, 0, 10);
    office.carry(&mut one);
    next_notice(&office);
    assert_eq!(records(&office).len(), 1, "the office does not know it yet");
    let taken = two.take_folder(&office.home.notice());
    let kept = [Change::KeptStatus(LearnerStatus::Active, LearnerStatus::Archived)];
    assert_eq!((taken.problems, taken.roster.unwrap().rows[0].changes.as_slice()), (Vec::new(), &kept[..]));
    let record = &taken.records[0];
    assert_eq!((record.was_known, record.is_here, record.needs_pin), (false, false, false));
    assert!(!two.store.learner(ana).unwrap().unwrap().is_here() && !is_back(&two));
    assert_eq!(two.progress(&office, ana).time.credited_ms, 85_000);
    office.carry(&mut two);
    next_notice(&office);
    assert!(records(&office).is_empty(), "and the office need not send it again");
    assert_eq!(people::all(&office.registry).unwrap()[0].standing(), LearnerStatus::Archived);
}

#[test]
fn a_record_that_an_earlier_notice_left_on_the_stick_lets_nobody_in() {
    let (mut office, mut one, mut two, ana) = mid_course();
    let stick = tempfile::tempdir().unwrap();
    let copy = |office: &OfficeBed| notice_copy::copy(&office.home, stick.path(), &mut |_, _| true).unwrap().folder;
    transfer(&office, "Two");
    copy(&office);
    let old = std::fs::read(&records(&office)[0]).unwrap();
    one.take_folder(&office.home.notice());
    office.carry(&mut one);
    transfer(&office, "One");
    let folder = copy(&office);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), std::fs::read_dir(office.home.notice()).unwrap().count());
    let taken = two.take_folder(&folder);
    assert!(taken.roster.is_none() && taken.records.is_empty());
    assert!(two.store.learner(ana).unwrap().is_none());
    // A file that somebody kept elsewhere is older than the newest list.
    office.command(&["people", "add", "--name", "Eva", "--number", "9", "--language", "en", "--to", "Two"], 0);
    two.take_folder(&copy(&office));
    let record = two.try_record(&old).unwrap();
    assert_eq!((record.name.as_str(), record.was_known, record.is_here), ("Ana", true, false));
    assert!(two.store.learner(ana).unwrap().is_none());
    // The list that sends her lets her in.
    transfer(&office, "Two");
    two.take_folder(&copy(&office));
    assert!(two.store.learner(ana).unwrap().unwrap().is_here());
}
