//! A computer that was set up anew, with or without its data; and what was decided of stations, on record.

use super::commands::path;
use super::transfer::mid_course;
use super::*;
use serde_json::Value;

fn stations_of(office: &OfficeBed) -> Vec<Value> {
    office.command(&["stations"], 0)["data"]["stations"].as_array().unwrap().clone()
}

#[test]
fn a_station_set_up_anew_in_the_same_place_is_a_new_one_and_its_people_go_on_there() {
    let (mut office, mut old, _two, ana) = mid_course();
    let mut anew = StationBed::at(&office, "north", "One", 50);
    let (was, is) = (old.store.station().unwrap().unwrap().id, anew.store.station().unwrap().unwrap().id);
    assert_ne!(was, is, "other keys, another station");
    let export = anew.export();
    let opened = office.command(&["open", "--apply", path(&export)], 0);
    assert_eq!(opened["data"]["files"][0]["plan"]["notes"][0]["code"], "export.unconfirmed");
    assert_eq!(office.command(&["confirm", "One"], 1)["code"], "station.unknown", "two have this name");
    office.command(&["confirm", &was.to_hex(), "--retire", "--reason", "Disk replaced"], 0);
    office.command(&["confirm", &is.to_hex()], 0);
    office.command(&["confirm", &is.to_hex(), "--rename", "One (new)", "--reason", "To tell them apart"], 0);
    office.command(&["transfer", "Ana", "--to", "One (new)"], 0);
    let taken = anew.take_folder(&office.home.notice());
    assert_eq!((taken.problems.len(), taken.records.len()), (0, 1));
    assert!(anew.store.learner(ana).unwrap().unwrap().is_here());
    // What the old disk still writes is kept apart.
    old.write_journal(ana, 1);
    let merged = office.carry(&mut old);
    assert!(merged.new == 0 && merged.apart > 0);

    let told = office.command(&["stations", "--history"], 0)["data"]["decisions"].clone();
    let told: Vec<(String, String, String)> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| ["name", "decision", "reason"].map(|key| one[key].as_str().unwrap().to_owned()))
        .map(|[name, decision, reason]| (name, decision, reason))
        .collect();
    let fact = |name: &str, decision: &str, reason: &str| (name.to_owned(), decision.to_owned(), reason.to_owned());
    assert_eq!(
        told,
        [
            fact("One", "confirmed", ""),
            fact("Two", "confirmed", ""),
            fact("One", "retired", "Disk replaced"),
            fact("One", "confirmed", ""),
            fact("One (new)", "renamed", "To tell them apart"),
        ]
    );
}

#[test]
fn a_station_set_up_anew_with_its_data_is_the_same_one_in_a_new_epoch() {
    let (mut office, one, _two, ana) = mid_course();
    let count = stations_of(&office).len();
    let mut restored = one.cloned(60);
    drop(one); // the old disk is gone
    restored.take_folder(&office.home.notice());
    restored.write_journal(ana, 3);
    let export = restored.export();
    let plan = office.plan(std::slice::from_ref(&export));
    let outcome = plan.files[0].outcome.as_ref().unwrap();
    assert!(outcome.plan.forks.is_empty() && outcome.plan.missing_before.is_empty());
    office.merge(&[export]);
    let (id, registry) = (restored.store.station().unwrap().unwrap().id, &office.registry);
    assert_eq!((stations_of(&office).len(), registry.forks().unwrap().len()), (count, 0));
    assert_eq!(registry.epoch_parents(id).unwrap().len(), 2, "the second epoch follows the first");
    assert_eq!(registry.counts(Some(id)).unwrap().unrooted, 0);
}
