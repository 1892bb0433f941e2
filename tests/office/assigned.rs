//! People out of a list, groups, assignments and where people are: written on a station, carried out, and the same at the
//! office, whichever way it is folded.

use super::*;
use foothold::crypto::pin::PinWork;
use foothold::format::roster::read;
use foothold::job::{assign, groups, pins, roster, status};
use foothold::model::event::{EnrolmentSet, EnrolmentState, LearnerStatus, TargetKind};
use foothold::model::id::CourseId;
use foothold::model::progress::LearnerFold;
use foothold::office::people;

const LIST: &str = "name,number,group\nAna Ruiz,4711,Mornings\nBen Ode,4712,Mornings\nCid Roe,4713,\n";

fn course(due: &str, state: EnrolmentState) -> EnrolmentSet {
    let target = CourseId::parse("org.example.work").unwrap();
    EnrolmentSet { target, kind: TargetKind::Course, edition: 1, due: Some(due.into()), state }
}

#[test]
fn what_staff_do_with_people_reaches_the_office_and_counts_there_alike() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let by = station.signed_in.actor();
    let plan = roster::plan(&station.store, &read(LIST.as_bytes()).unwrap()).unwrap();
    let random = TestRandom::seeded(77);
    let made = watch::unwatched(|watch| pins::make(3, PinWork::Trifle, &random, watch)).unwrap();
    let order = roster::Order { plan, with_changes: false, lang: Lang::parse("en").unwrap() };
    let added = roster::add(&mut station.store, by, &order, made).unwrap();
    let ids: Vec<LearnerId> = added.new.iter().map(|(learner, _)| learner.id).collect();
    let group = station.store.groups().unwrap().remove(0);
    assign::set(&mut station.store, by, &group.members, &course("2026-12-01", EnrolmentState::Active)).unwrap();
    groups::set(&mut station.store, by, Some(&group.id), "Early", &ids).unwrap();
    assign::set(&mut station.store, by, &ids[1..2], &course("2026-12-01", EnrolmentState::Withdrawn)).unwrap();
    status::set(&mut station.store, by, &[(ids[0], LearnerStatus::Released)], Some("home")).unwrap();
    groups::remove(&mut station.store, by, &group.id).unwrap();

    let export = station.export();
    let merged = office.merge(std::slice::from_ref(&export));
    assert!(merged.apart > 10, "kept apart until the station is confirmed");
    office.confirm("One");
    let names: Vec<String> = people::all(&office.registry).unwrap().into_iter().map(|person| person.name).collect();
    assert_eq!(names, ["Ana Ruiz", "Ben Ode", "Cid Roe"]);
    let mut told = Vec::new();
    for learner in &ids {
        let events: Vec<Event> =
            office.registry.events_of(*learner).unwrap().into_iter().map(|(event, _)| event).collect();
        let fold = LearnerFold::of(events.iter());
        let own: Vec<_> = fold.enrolments().map(|(_, one)| (one.due.clone(), one.state)).collect();
        let here: Vec<_> =
            station.store.enrolments(*learner).unwrap().into_iter().map(|one| (one.due, one.state)).collect();
        assert_eq!(own, here, "the office's fold says what the station's tables say");
        told.push(own);
    }
    let day = Some("2026-12-01".to_owned());
    assert_eq!(told[1], [(day.clone(), EnrolmentState::Withdrawn)]);
    assert_eq!(told[2], [(day, EnrolmentState::Active)], "who joined later got what all in the group had");

    assert_eq!(office.merge(&[export]).new, 0, "opened twice, nothing changes");
    let receipt = office.receipt("One");
    station.take_receipt(&receipt).unwrap();
    assert_eq!(station.store.groups().unwrap(), [], "a receipt brings nothing back");
}

#[test]
fn the_tables_made_again_from_the_log_are_the_same() {
    let office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let by = station.signed_in.actor();
    let (ana, ben) = (station.add_learner("Ana", 1), station.add_learner("Ben", 2));
    let kept = groups::set(&mut station.store, by, None, "Mornings", &[ana, ben]).unwrap();
    let gone = groups::set(&mut station.store, by, None, "Evenings", &[ben]).unwrap();
    groups::set(&mut station.store, by, Some(&kept), "Early", &[ana]).unwrap();
    groups::remove(&mut station.store, by, &gone).unwrap();
    assign::set(&mut station.store, by, &[ana, ben], &course("2026-12-01", EnrolmentState::Paused)).unwrap();
    status::set(&mut station.store, by, &[(ben, LearnerStatus::Segregated)], None).unwrap();
    let look = |store: &Store| {
        (store.groups().unwrap(), store.all_enrolments().unwrap(), store.learner(ben).unwrap().unwrap().status)
    };
    let before = look(&station.store);
    station.store.write(|writer| writer.derive_again()).unwrap();
    assert_eq!(look(&station.store), before);
    assert_eq!((before.0.len(), before.0[0].name.as_str(), before.0[0].members.len()), (1, "Early", 1));
}
