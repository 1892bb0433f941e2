//! Stations that are out of use: what counted goes on counting, what comes later waits for somebody's word.

use super::transfer::mid_course;
use super::*;

/// A station that was confirmed, and the same one again as its disk was set back.
fn set_back(office: &mut OfficeBed, seed: u64) -> (StationBed, StationBed, LearnerId) {
    let mut station = StationBed::new(office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    office.carry(&mut station);
    office.confirm("One");
    let back = station.cloned(seed);
    (station, back, ana)
}

#[test]
fn every_side_of_a_divided_log_that_counts_goes_on_counting_when_its_station_is_retired() {
    for seed in 20..24 {
        let mut office = OfficeBed::new();
        let (mut station, mut back, ana) = set_back(&mut office, seed);
        station.write_journal(ana, 3);
        back.write_journal(ana, 40);
        for bed in [&mut station, &mut back] {
            office.carry(bed);
        }
        stations::accept_forks(&mut office.registry, "One", 1).unwrap();
        let before = office.registry.counts(None).unwrap();
        assert_eq!(office.retire("One"), 0, "nothing that counts is kept apart");
        assert_eq!(office.registry.counts(None).unwrap(), before);
        assert!(office.registry.held_epochs().unwrap().is_empty());
        // What either of them writes from now on is.
        for bed in [&mut station, &mut back] {
            bed.write_journal(ana, 1);
            let merged = office.carry(bed);
            assert!(merged.new == 0 && merged.apart > 0, "{merged:?}");
        }
        assert_eq!(office.registry.counts(None).unwrap().counted, before.counted);
    }
}

#[test]
fn what_waits_for_a_decision_about_a_fork_goes_on_waiting_and_can_still_be_decided() {
    let mut office = OfficeBed::new();
    approve_course(&mut office);
    let (mut station, mut back, ana) = set_back(&mut office, 20);
    station.write_journal(ana, 1);
    back.finish_course(ana);
    for bed in [&mut station, &mut back] {
        office.carry(bed);
    }
    assert_eq!(office.retire("One"), 0);
    let report = issue_all(&mut office);
    assert_eq!((report.issued.len(), report.waiting_for_fork), (0, 1));
    assert_eq!(office.decides(|writing| stations::decide_forks(writing, "One", "A disk was copied")).1, 1);
    assert_eq!(issue_all(&mut office).issued.len(), 1);
}

#[test]
fn what_an_old_computer_still_wrote_counts_once_somebody_says_so() {
    let (mut office, mut old, _two, ana) = mid_course();
    let mut copy = old.cloned(30);
    old.write_journal(ana, 1);
    office.carry(&mut old);
    office.retire("One");
    let counted = office.registry.counts(None).unwrap().counted;
    // An old copy of its disk divides the log, but nothing that counts waits for that.
    copy.write_journal(ana, 2);
    old.finish_course(ana);
    for bed in [&mut copy, &mut old] {
        office.carry(bed);
    }
    let counts = office.registry.counts(None).unwrap();
    assert!(counts.counted == counted && counts.quarantined > 0);
    assert!(office.registry.held_epochs().unwrap().is_empty() && office.registry.forks().unwrap().is_empty());
    assert!(issue_all(&mut office).issued.is_empty());

    let (row, released) = office.decides(|writing| stations::release(writing, "One", Some("Used by mistake")));
    assert_eq!((row.state.as_str(), released), ("retired", counts.quarantined));
    assert_eq!(issue_all(&mut office).issued.len(), 1);
    let told = stations::history(&office.registry).unwrap().pop().unwrap();
    assert_eq!((told.name.as_str(), told.reason.as_str()), ("One", "Used by mistake"));
    old.write_journal(ana, 1);
    let merged = office.carry(&mut old);
    assert!(merged.new == 0 && merged.apart > 0, "it is still retired");
}
