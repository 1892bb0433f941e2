//! What the office decides of people reaches their stations by the notice: who is new, another number, another place; and
//! what staff at a station wrote later stays.

use super::commands::path;
use super::echoes::next_notice;
use super::transfer::mid_course;
use super::*;
use foothold::format::roster_document::ROSTER_ENDING;
use foothold::job::take_roster::{self, Change, RosterPlan};
use foothold::job::{notice, people as learners, status};
use foothold::model::event::{LearnerChanged, LearnerField, LearnerStatus};
use foothold::office::people;

pub(super) fn lists(office: &OfficeBed) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(office.home.notice()).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == ROSTER_ENDING)).collect()
}

impl StationBed {
    fn try_list(&mut self, bytes: &[u8]) -> Result<RosterPlan, Problem> {
        let held = trust::held_trust(&self.store)?;
        let opened = take_roster::open(&self.store, &held, &self.signed_in.keys.sealing, bytes)?;
        take_roster::take(&mut self.store, &opened, self.signed_in.actor())
    }

    pub(super) fn set(&mut self, learner: LearnerId, field: LearnerField, old: &str, new: &str) {
        let body = LearnerChanged { field, old: old.into(), new: new.into() };
        let by = self.signed_in.actor();
        self.store.append(Draft::by(by, Body::LearnerChanged(body)).about(learner)).unwrap();
    }
}

#[test]
fn whom_the_office_adds_stands_on_the_stations_list_after_the_notice() {
    let (mut office, _one, mut two, _ana) = mid_course();
    assert!(lists(&office).is_empty(), "as long as the office decided nothing there is no list");
    let add = ["people", "add", "--name", "Eva Ruiz", "--number", "E-9", "--birth-year", "1988", "--language", "es"];
    let added = office.command(&[&add[..], &["--to", "Two"]].concat(), 0);
    let eva = added["data"]["person"]["learner"].as_str().unwrap().to_owned();
    assert_eq!(office.command(&[&add[..], &["--to", "Two"]].concat(), 1)["code"], "learner.number_taken");
    assert_eq!(lists(&office).len(), 1, "only for her station");

    let shown = notice::preview_people(&two.store, &office.home.notice(), &two.signed_in).unwrap().unwrap();
    assert_eq!((shown.rows.len(), &shown.rows[0].changes), (1, &vec![Change::Added]));
    assert!(two.store.learners().unwrap().is_empty(), "a preview changes nothing");
    let taken = two.take_folder(&office.home.notice()).roster.unwrap();
    assert_eq!(taken, shown);
    let here = two.store.learners().unwrap().remove(0);
    assert_eq!(
        (here.id.to_string(), here.number.as_str(), here.birth_year, here.lang.as_str()),
        (eva, "E-9", Some(1988), "es")
    );
    let told = two.events();
    let list = told.iter().find_map(|event| match event.body() {
        Some(Body::RosterTaken(body)) => Some(body.counts.clone()),
        _ => None,
    });
    assert_eq!(list.unwrap().added, 1);
    let events = two.store.event_count().unwrap();
    assert!(two.take_folder(&office.home.notice()).roster.unwrap().was_known);
    assert_eq!(two.store.event_count().unwrap(), events, "taken twice it changes nothing");
    let by = two.signed_in.actor();
    let pin = learners::give_pin(&mut two.store, by, here.id).unwrap();
    learners::sign_in(&mut two.store, here.id, &pin).unwrap();
    office.carry(&mut two);
    let known: Vec<String> = people::all(&office.registry).unwrap().into_iter().map(|person| person.name).collect();
    assert_eq!(known, ["Ana", "Eva Ruiz"], "one person, told of by both");
}

#[test]
fn a_changed_number_and_a_status_reach_the_station_and_every_earlier_word_stays_known() {
    let (mut office, mut one, _two, ana) = mid_course();
    office.command(&["people", "change", "Ana", "--number", "A-200", "--name", "Ana Ruiz"], 0);
    let again = office.command(&["people", "change", "A-200", "--number", "A-200"], 1);
    assert_eq!(again["code"], "person.decided");
    assert_eq!(office.command(&["people", "change", "1", "--number", " "], 1)["code"], "entry.missing");
    let archived = ["people", "archive", "1", "--day", "2026-11-20", "--reason", "Released early"];
    office.command(&archived, 0);
    assert_eq!(office.command(&archived, 1)["code"], "person.decided");
    let first = std::fs::read(&lists(&office)[0]).unwrap();
    one.take_folder(&office.home.notice());
    let here = one.store.learner(ana).unwrap().unwrap();
    assert_eq!((here.name.as_str(), here.number.as_str(), here.status), ("Ana Ruiz", "A-200", LearnerStatus::Archived));
    office.command(&["people", "status", "A-200", "returned", "--day", "2026-11-25"], 0);
    one.take_folder(&office.home.notice());
    assert!(one.store.learner(ana).unwrap().unwrap().is_here());
    assert!(one.try_list(&first).unwrap().was_known, "an older list after a newer one");
    assert!(one.store.learner(ana).unwrap().unwrap().is_here());

    office.carry(&mut one);
    let list = |arguments: &[&str]| {
        let all = office.command(&[&["people", "list"], arguments].concat(), 0)["data"]["people"].clone();
        all.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(list(&["--status", "returned"]), ["Ana Ruiz"]);
    assert!(list(&["--status", "archived"]).is_empty() && list(&["--station", "Two"]).is_empty());
    assert_eq!((list(&["--facility", "north"]), list(&["--facility", "south"])), (vec!["Ana Ruiz".to_owned()], vec![]));
    let history = office.command(&["people", "history", "1"], 0)["data"].clone();
    assert_eq!(history["person"]["numbers"], serde_json::json!(["1", "A-200"]));
    let told: Vec<(String, String)> = history["facts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fact| (fact["what"].as_str().unwrap().to_owned(), fact["value"].as_str().unwrap().to_owned()))
        .collect();
    for wanted in [("number", "1"), ("number", "A-200"), ("status", "archived since 2026-11-20")] {
        assert!(told.contains(&(wanted.0.to_owned(), wanted.1.to_owned())), "{wanted:?} in {told:?}");
    }
    let reasons = history["facts"].to_string();
    assert!(reasons.contains("Released early"), "{reasons}");
}

#[test]
fn what_staff_wrote_after_the_office_decided_stays_and_is_told() {
    let (mut office, mut one, _two, ana) = mid_course();
    office.command(&["people", "change", "Ana", "--name", "Ana Office", "--number", "77"], 0);
    // Staff at the station do not know of it yet, and write a name of their own, and more.
    one.write_journal(ana, 5);
    one.set(ana, LearnerField::Name, "Ana", "Ana Station");
    let taken = one.take_folder(&office.home.notice()).roster.unwrap();
    let kept = Change::Kept(LearnerField::Name, "Ana Office".into(), "Ana Station".into());
    let set = Change::Set(LearnerField::Number, "77".into(), "1".into());
    assert_eq!(taken.rows[0].changes, [kept, set]);
    assert_eq!((taken.counts().changed, taken.counts().refused), (1, 1));
    let here = one.store.learner(ana).unwrap().unwrap();
    assert_eq!((here.name.as_str(), here.number.as_str()), ("Ana Station", "77"));
    // Their word goes to the office, is the later one there too, and does not come back as the office's.
    office.carry(&mut one);
    let person = people::all(&office.registry).unwrap().remove(0);
    assert_eq!((person.name.as_str(), person.number.as_str()), ("Ana Station", "77"));
    next_notice(&office);
    let again = one.take_folder(&office.home.notice()).roster.unwrap();
    assert!(!again.was_known && again.rows.is_empty(), "a new list, with nothing in it to be done: {again:?}");
    assert_eq!(one.store.learner(ana).unwrap().unwrap().name, "Ana Station");
    // What staff write from now on is later than what the office said; what the office says next is later still.
    one.set(ana, LearnerField::Number, "77", "78");
    office.command(&["people", "change", "Ana Station", "--name", "Ana Again"], 0);
    one.take_folder(&office.home.notice());
    let here = one.store.learner(ana).unwrap().unwrap();
    assert_eq!((here.name.as_str(), here.number.as_str()), ("Ana Again", "78"));
}

#[test]
fn a_status_that_staff_set_later_stays_and_a_number_of_another_is_left_alone() {
    let (office, mut one, _two, ana) = mid_course();
    office.command(&["people", "status", "Ana", "released"], 0);
    let by = one.signed_in.actor();
    one.write_journal(ana, 3);
    status::set(&mut one.store, by, &[(ana, LearnerStatus::Segregated)], None).unwrap();
    let taken = one.take_folder(&office.home.notice()).roster.unwrap();
    assert_eq!(taken.rows[0].changes, [Change::KeptStatus(LearnerStatus::Released, LearnerStatus::Segregated)]);
    one.add_learner("Ben", 500);
    office.command(&["people", "change", "Ana", "--number", "500"], 0);
    let taken = one.take_folder(&office.home.notice()).roster.unwrap();
    assert!(taken.rows[0].changes.contains(&Change::NumberTaken("Ben".into())), "{taken:?}");
    assert_eq!(one.store.learner(ana).unwrap().unwrap().number, "1");
}

#[test]
fn a_list_that_is_cut_altered_or_for_another_station_changes_nothing() {
    let (office, mut one, mut two, ana) = mid_course();
    office.command(&["people", "change", "Ana", "--name", "Ana Ruiz"], 0);
    let good = std::fs::read(&lists(&office)[0]).unwrap();
    assert_eq!(two.try_list(&good).unwrap_err().code.as_str(), "roster.other_station");
    let events = one.store.event_count().unwrap();
    let mut bad = vec![Vec::new(), vec![0; 1 << 20], std::fs::read(office.receipt_file()).unwrap()];
    for at in (0..good.len()).step_by(101) {
        let mut flipped = good.clone();
        flipped[at] ^= 1;
        bad.extend([flipped, good[..at].to_vec()]);
    }
    for bytes in bad {
        let code = one.try_list(&bytes).unwrap_err().code;
        assert!(["roster.altered", "roster.other_station"].contains(&code.as_str()), "{code:?}");
    }
    assert_eq!(one.store.event_count().unwrap(), events);
    assert_eq!(one.store.learner(ana).unwrap().unwrap().name, "Ana");
    assert_eq!(one.try_list(&good).unwrap().counts().changed, 1);
}

#[cfg(feature = "player")]
#[test]
fn the_program_of_the_station_takes_all_of_a_notice_in_one_step() {
    let (office, one, _two, _ana) = mid_course();
    office.command(&["people", "change", "Ana", "--name", "Ana Ruiz"], 0);
    let home = one.store.path().parent().unwrap().to_owned();
    let phrase = office.folder.path().join("phrase");
    std::fs::write(&phrase, format!("{PASSPHRASE}\n")).unwrap();
    drop(one.store);
    let folder = office.home.notice();
    let run = |arguments: &[&str]| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_foothold"));
        program.args(["--json", "--home", path(&home)]).args(arguments);
        program.args(["--staff", "Ada", "--passphrase-file", path(&phrase)]);
        commands::one_object(program, 0)["data"].clone()
    };
    let shown = run(&["notice", path(&folder), "--dry-run"]);
    assert_eq!((&shown["people"]["changed"], &shown["people"]["rows"][0]["name"]), (&1.into(), &"Ana".into()));
    let taken = run(&["notice", path(&folder)]);
    assert_eq!((&taken["people"]["changed"], &taken["receipt"]["is_confirmed"]), (&1.into(), &true.into()));
    assert_eq!(run(&["notice", path(&folder)])["people"]["was_known"], true);
}
