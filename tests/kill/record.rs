//! Pulling the plug while a person's record is taken in at the station where they go on: all of it is there, or nothing.

use super::{Dice, Running, place, report, rounds};
use crate::office::{OfficeBed, PASSPHRASE, StationBed, slug};
use foothold::job::take_record::RecordTaken;
use foothold::job::{notice, staff};
use foothold::model::event::{Actor, Body, Draft, GoalSet};
use foothold::model::id::{LearnerId, ProgrammeId};
use foothold::store::Store;
use foothold::system::{SystemClock, SystemRandom};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Events of hers, so many that taking them in lasts a while.
const EVENTS: u32 = 3000;
const RECORD: &str = "her.frecord";

fn open(place: &Path) -> Store {
    Store::open(&place.join("station.sqlite"), Arc::new(SystemClock::start()), Arc::new(SystemRandom)).unwrap()
}

fn take(store: &mut Store, place: &Path, on_begin: impl FnOnce()) -> RecordTaken {
    let signed_in = staff::sign_in(store, "Ada", PASSPHRASE).unwrap();
    on_begin();
    notice::take_person(store, &place.join(RECORD), &signed_in).unwrap()
}

/// The process that is killed. Run by itself it does nothing.
#[test]
#[ignore = "the other half of a test below"]
fn takes_a_record_until_killed() {
    if let Some(place) = place() {
        take(&mut open(&place), &place, || report("\nready")); // the test harness has begun a line of its own
    }
}

/// An office that sends Ana, who has learned much at one station and has a certificate, to another one.
fn sent() -> (OfficeBed, StationBed, LearnerId) {
    let mut office = OfficeBed::new();
    let (mut one, ana, _) = office.with_certificate();
    let programme = ProgrammeId::parse("org.example.plan").unwrap();
    let goal = |n: u32| {
        let body = GoalSet { programme: programme.clone(), goal: slug(&format!("goal-{n}")), done: true };
        Draft::by(Actor::Learner(ana), Body::GoalSet(body)).about(ana)
    };
    one.store.append_all((0..EVENTS).map(goal).collect()).unwrap();
    let mut two = StationBed::at(&office, "south", "Two", 20);
    for station in [&mut one, &mut two] {
        office.carry(station);
    }
    office.confirm("Two");
    office.command(&["transfer", "Ana", "--to", "Two"], 0);
    (office, two, ana)
}

/// What of hers is at a station: its name for the record, she herself, certificates, events, and how often it says that
/// it took the record.
type Held = (Option<u64>, bool, usize, usize, usize);

fn held(store: &Store, ana: LearnerId) -> Held {
    store.check_whole().unwrap();
    let own = store.events_of_learner(ana, 0).unwrap().events;
    (
        store.record_created(ana).unwrap(),
        store.learner(ana).unwrap().is_some(),
        store.official(ana).unwrap().len(),
        store.foreign_events_of(ana, 0).unwrap().events.len(),
        own.iter().filter(|event| event.header.kind == "record.taken").count(),
    )
}

#[test]
fn a_killed_taking_in_leaves_all_of_a_record_or_nothing() {
    let (office, two, ana) = sent();
    let folder = tempfile::tempdir().unwrap();
    let mut files = std::fs::read_dir(office.home.notice()).unwrap().map(|entry| entry.unwrap().path());
    let record = files.find(|path| path.extension().is_some_and(|ending| ending == "frecord")).unwrap();
    std::fs::copy(record, folder.path().join(RECORD)).unwrap();
    let place = folder.path().to_owned();
    let anew = || {
        for ending in ["", "-wal", "-shm"] {
            std::fs::remove_file(place.join(format!("station.sqlite{ending}"))).unwrap_or_default(); // there is none at first
        }
        two.store.copy_to(&place.join("station.sqlite")).unwrap();
    };
    anew();
    let nothing = held(&open(&place), ana);
    take(&mut open(&place), &place, || ());
    let all = held(&open(&place), ana);
    assert_eq!((nothing, all.1, all.2, all.4), ((None, false, 0, 0, 0), true, 1, 1));
    assert!(all.3 > EVENTS as usize, "{all:?}");

    let (mut dice, mut longest, mut seen) = (Dice(0x94D0_49BB_1331_11EB), Duration::ZERO, BTreeSet::new());
    for round in 0..rounds(20) {
        anew();
        let mut running = Running::start("kill::record::takes_a_record_until_killed", &place, round);
        running.wait_until_ready();
        if round == 0 {
            let began = Instant::now();
            running.lines.by_ref().for_each(drop); // until it ends
            running.child.wait().unwrap();
            longest = began.elapsed();
        } else {
            running.kill_after(0, dice.micros_below(u64::try_from(longest.as_micros()).unwrap()));
        }
        let mut store = open(&place);
        let found = held(&store, ana);
        assert!([nothing, all].contains(&found), "round {round}: {found:?}");
        seen.insert(found);
        // And the next try ends it, once.
        assert_eq!(take(&mut store, &place, || ()).was_known, found == all, "round {round}");
        assert_eq!(held(&store, ana), all, "round {round}");
    }
    assert_eq!(seen.len(), 2, "the plug was always pulled at the same place: {seen:?}");
}
