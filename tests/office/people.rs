//! One person with two ids: found, merged, counted once, and taken apart again.

use super::commands::path;
use super::*;
use serde_json::Value;

impl StationBed {
    /// A learner with the number and year of birth that people are known by.
    pub fn add_known(&mut self, name: &str, id: u128, number: &str) -> LearnerId {
        let learner = LearnerId(uuid::Uuid::from_u128(id));
        let lang = Lang::parse("en").unwrap();
        let body = LearnerAdded { name: name.into(), number: number.into(), birth_year: Some(1990), lang };
        let actor = self.signed_in.actor();
        self.store.append(Draft::by(actor, Body::LearnerAdded(body)).about(learner)).unwrap();
        learner
    }

    /// Takes the receipt of a notice that is for this station.
    fn take_its_receipt(&mut self, office: &OfficeBed) {
        let entries = std::fs::read_dir(office.home.notice()).unwrap().map(|entry| entry.unwrap().path());
        let receipts = entries.filter(|path| path.extension().is_some_and(|ending| ending == "freceipt"));
        assert_eq!(receipts.filter(|path| self.take_receipt(path).is_ok()).count(), 1);
    }
}

fn carry_and_open(office: &OfficeBed, stations: &mut [&mut StationBed]) -> Value {
    let files: Vec<PathBuf> = stations.iter_mut().map(|station| station.export()).collect();
    let mut arguments = vec!["open", "--apply"];
    arguments.extend(files.iter().map(|file| path(file)));
    office.command(&arguments, 0)["data"]["merged"].clone()
}

#[test]
fn two_ids_of_one_person_count_once_and_can_be_taken_apart_again() {
    let mut office = OfficeBed::new();
    approve_course(&mut office);
    let (mut one, mut two) = (StationBed::new(&office, "One", 10), StationBed::new(&office, "Two", 11));
    let ana = one.add_known("Ana L\u{f3}pez", 1, "A-77");
    let again = two.add_known("lopez, ana", 2, "A-78");
    two.add_known("Ben", 3, "B-1");
    carry_and_open(&office, &mut [&mut one, &mut two]);
    office.command(&["confirm", "One"], 0);
    office.command(&["confirm", "Two"], 0);

    let found = office.command(&["people", "duplicates"], 0)["data"]["duplicates"].clone();
    assert_eq!((found.as_array().unwrap().len(), &found[0]["why"]), (1, &"name_and_year".into()));
    assert_eq!(office.command(&["people", "merge", "A-77", "nobody", "--reason", "x"], 1)["code"], "person.unknown");
    assert_eq!(office.command(&["people", "merge", "A-77", "A-77", "--reason", "x"], 1)["code"], "person.decided");
    let merged = office.command(&["people", "merge", "A-77", "A-78", "--reason", "Same fingerprints"], 0);
    assert_eq!(
        (&merged["data"]["one"], &merged["data"]["other"]),
        (&ana.to_string().into(), &again.to_string().into())
    );
    assert_eq!(office.command(&["people", "merge", "A-78", "A-77", "--reason", "x"], 1)["code"], "person.decided");
    let list = || office.command(&["people", "list"], 0)["data"]["people"].clone();
    let people = list();
    assert_eq!(people.as_array().unwrap().len(), 2);
    let front = people.as_array().unwrap().iter().find(|one| one["learner"] == ana.to_string()).unwrap().clone();
    assert_eq!(front["numbers"], serde_json::json!(["A-77", "A-78"]), "an old number stays known");

    // Both finish the course under their own id: one certificate, and the other station hears of it.
    one.finish_course(ana);
    two.finish_course(again);
    let opened = carry_and_open(&office, &mut [&mut one, &mut two]);
    assert_eq!(opened["certificates"].as_array().unwrap().len(), 1, "one person, one certificate");
    for (station, learner) in [(&mut one, ana), (&mut two, again)] {
        station.take_its_receipt(&office);
        assert_eq!(station.store.official(learner).unwrap().len(), 1);
    }
    let rows = foothold::office::report::rows(&office.registry).unwrap();
    assert_eq!(rows.len(), 1, "hours of both ids in one row");

    office.command(&["people", "unmerge", "A-77", &again.to_string(), "--reason", "Twins"], 0);
    assert_eq!(list().as_array().unwrap().len(), 3);
    assert_eq!(foothold::office::report::rows(&office.registry).unwrap().len(), 2);
    let left = office.command(&["people", "duplicates"], 0)["data"]["duplicates"].clone();
    assert!(left.as_array().unwrap().is_empty(), "of whom it was said that they are two, nobody asks again");
    let history = office.command(&["people", "history"], 0)["data"]["decisions"].clone();
    let told: Vec<_> = history.as_array().unwrap().iter().map(|one| one["is_one"].as_bool().unwrap()).collect();
    assert_eq!(told, [true, false], "every decision stays on record");
    let issued = office.command(&["certificates"], 0)["data"]["issued"].clone();
    assert_eq!(issued.as_array().unwrap().len(), 1, "the other person has earned their own");
}

#[test]
fn who_has_the_number_that_another_has_or_had_may_be_the_same_person() {
    let mut office = OfficeBed::new();
    let (mut one, mut two) = (StationBed::new(&office, "One", 10), StationBed::new(&office, "Two", 11));
    one.add_known("Ana", 1, "A-1");
    two.add_known("Maria", 2, "A-2");
    for (station, name) in [(&mut one, "One"), (&mut two, "Two")] {
        office.carry(station);
        office.confirm(name);
    }
    let alike = || office.command(&["people", "duplicates"], 0)["data"]["duplicates"].clone();
    assert_eq!(alike().as_array().unwrap().len(), 0);
    office.command(&["people", "change", "Ana", "--number", "B-7"], 0);
    office.command(&["people", "change", "Maria", "--number", "A-1"], 0);
    let found = alike();
    assert_eq!((found.as_array().unwrap().len(), &found[0]["why"]), (1, &"number".into()), "{found}");
}
