//! One person with two ids: found, merged, counted once, and taken apart again.

use super::commands::path;
use super::*;
use foothold::office::aliases::{self, Decided};
use foothold::office::registry::IssuedRow;
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
    let rows = office.registry.certificates().unwrap();
    let holders: std::collections::BTreeSet<LearnerId> = rows.iter().map(|row| row.learner).collect();
    assert_eq!(holders, [ana, again].into(), "each has earned their own");
    assert!(rows.iter().all(|row| row.revoked.is_none()), "the one that was issued stays with who earned it");
}

/// An office with Ana, who did nothing yet, and Anna at another station, whom a clerk takes for the same person.
fn taken_for_one(name: &str) -> (OfficeBed, StationBed, StationBed, [LearnerId; 2]) {
    let mut office = OfficeBed::new();
    approve_course(&mut office);
    let (mut one, mut two) = (StationBed::new(&office, "One", 10), StationBed::new(&office, "Two", 11));
    let other = two.add_known(name, 2, "A-78");
    one.write_journal(LearnerId(uuid::Uuid::from_u128(9)), 30); // what One says later is the last word
    let ana = one.add_known("Ana", 1, "A-77");
    for (station, name) in [(&mut one, "One"), (&mut two, "Two")] {
        office.carry(station);
        office.confirm(name);
    }
    office.join(ana, other, true).unwrap();
    (office, one, two, [ana, other])
}

impl OfficeBed {
    /// Decides that two ids are one person, or two.
    fn join(&mut self, one: LearnerId, other: LearnerId, is_one: bool) -> Result<Decided, Problem> {
        let random = TestRandom::seeded(self.clock.wall_ms());
        let asked = (one.to_string(), other.to_string());
        let Self { home, registry, keys, clock, .. } = self;
        aliases::decide(home, registry, keys, (&asked.0, &asked.1), (is_one, "test"), (&**clock, &random))
    }

    /// Every certificate: whose, by the name on its paper, and whether it holds.
    fn held(&self) -> Vec<(LearnerId, String, bool)> {
        let mut rows = self.registry.certificates().unwrap();
        rows.sort_by_key(|row| row.number);
        let name = |file: &[u8]| foothold::format::certificate::verify(file).unwrap().name;
        rows.iter().map(|row| (row.learner, name(&row.file), row.revoked.is_none())).collect()
    }

    fn on_the_list(&self, id: &str) -> bool {
        let list = foothold::office::revocations::in_force(&self.home, &self.trust()).unwrap();
        list.is_some_and(|list| list.into_inner().revoked.iter().any(|revoked| revoked.id == id))
    }
}

#[test]
fn what_one_of_two_earned_stays_theirs_when_they_are_parted_and_is_certified_once() {
    let (mut office, mut one, mut two, [ana, anna]) = taken_for_one("ana");
    two.finish_course(anna);
    office.carry(&mut two);
    let id = issue_all(&mut office).issued.remove(0);
    assert_eq!(office.held(), [(anna, "Ana".to_owned(), true)], "it is issued to the id that earned it");
    let account = |office: &OfficeBed, who| foothold::office::person::account(&office.registry, who).unwrap();
    assert_eq!(account(&office, ana).certificates.len(), 1, "and theirs while they are one person");
    // Both stations hear of it under the id that learns there.
    for (station, name, learner) in [(&mut one, "One", ana), (&mut two, "Two", anna)] {
        station.take_receipt(&office.receipt(name)).unwrap();
        assert_eq!(station.store.official(learner).unwrap().len(), 1);
    }
    let decided = office.join(ana, anna, false).unwrap();
    assert_eq!((decided.is_one, decided.revoked.len()), (false, 0), "ana and Ana are written alike");
    assert!(issue_all(&mut office).issued.is_empty(), "the same work is not certified twice");
    assert_eq!(account(&office, ana).certificates.len(), 0);
    assert_eq!(account(&office, anna).certificates[0].id, id);
}

#[test]
fn a_certificate_that_stands_under_an_id_that_did_not_earn_it_is_taken_back_when_they_are_parted() {
    let (mut office, one, mut two, [ana, anna]) = taken_for_one("Ana");
    two.finish_course(anna);
    office.carry(&mut two);
    // As an earlier program issued it: to the id in front.
    let id = issue_all(&mut office).issued.remove(0);
    let row = office.registry.certificate(&id).unwrap().unwrap();
    let id = foothold::model::certificate::official_id("records", ana, &row.course, &row.cert, 1).to_string();
    office.registry = office.empty_registry("earlier");
    approve_course(&mut office);
    let inside = |bed: &StationBed| std::fs::read_dir(&bed.stick).unwrap();
    let files: Vec<PathBuf> = inside(&one).chain(inside(&two)).map(|entry| entry.unwrap().path()).collect();
    office.merge(&files);
    office.confirm("One");
    office.confirm("Two");
    office.join(ana, anna, true).unwrap();
    let earlier = IssuedRow { id: id.clone(), learner: ana, ..row };
    office.registry.write(|writer| writer.add_certificate(&earlier)).unwrap();
    assert!(issue_all(&mut office).issued.is_empty());

    assert_eq!(office.join(ana, anna, false).unwrap().revoked, std::slice::from_ref(&id));
    assert!(office.on_the_list(&id), "the signed list says so at once");
    assert_eq!(issue_all(&mut office).issued.len(), 1);
    assert_eq!(office.held(), [(ana, "Ana".to_owned(), false), (anna, "Ana".to_owned(), true)]);
    let told = office.registry.office_events_of(ana, 0).unwrap();
    assert!(told.iter().any(|(_, event)| event.line.contains("certificate.revoked")), "the stations hear of it");
}

#[test]
fn what_only_both_together_had_done_is_taken_back_and_earned_again() {
    let (mut office, mut one, mut two, [ana, anna]) = taken_for_one("Ana");
    // Anna's station records a certificate that only what Ana read bears out.
    one.finish_course(ana);
    two.record_certificate(anna);
    let late = one.export();
    office.carry(&mut two);
    assert!(issue_all(&mut office).issued.is_empty());
    office.merge(&[late]);
    let first = issue_all(&mut office).issued.remove(0);
    assert_eq!(office.held(), [(anna, "Ana".to_owned(), true)], "Anna's station said it first");
    assert_eq!(office.join(ana, anna, false).unwrap().revoked, [first], "Anna's own record does not bear it out");
    issue_all(&mut office);
    let good = |office: &OfficeBed| {
        let held = office.held().into_iter().filter(|(_, _, is_good)| *is_good);
        held.map(|(learner, ..)| learner).collect::<Vec<_>>()
    };
    assert_eq!(good(&office), [ana]);
    two.finish_course(anna);
    office.carry(&mut two);
    assert_eq!(issue_all(&mut office).issued.len(), 1, "what was taken back by the parting can be earned");
    assert_eq!(good(&office), [ana, anna]);
}

#[test]
fn a_certificate_that_names_the_other_one_is_written_again() {
    let (mut office, _one, mut two, [ana, maria]) = taken_for_one("Maria");
    two.finish_course(maria);
    office.carry(&mut two);
    let wrong = issue_all(&mut office).issued.remove(0);
    assert_eq!(office.held(), [(maria, "Ana".to_owned(), true)], "so the person is called by now");
    let done = office.command(&["people", "unmerge", "A-77", "A-78", "--reason", "Two women"], 0)["data"].clone();
    assert_eq!((&done["revoked"][0], &done["is_one"]), (&wrong.as_str().into(), &false.into()));
    assert_eq!(done["certificates"].as_array().unwrap().len(), 1);
    assert_eq!(office.held(), [(maria, "Ana".to_owned(), false), (maria, "Maria".to_owned(), true)]);
    assert!(office.on_the_list(&wrong));
    office.join(ana, maria, true).unwrap();
    assert!(issue_all(&mut office).issued.is_empty(), "she has it");
}

#[test]
fn what_a_clerk_took_back_for_its_own_sake_is_not_issued_again() {
    let (mut office, _one, mut two, [ana, anna]) = taken_for_one("Ana");
    two.finish_course(anna);
    office.carry(&mut two);
    let id = issue_all(&mut office).issued.remove(0);
    office.command(&["revoke", &id, "--reason", "Somebody else sat there"], 0);
    assert!(issue_all(&mut office).issued.is_empty());
    office.join(ana, anna, false).unwrap();
    assert!(issue_all(&mut office).issued.is_empty());
}

#[test]
fn a_decision_about_two_says_what_is_so_or_is_refused_with_the_pairs_that_forbid_it() {
    let mut office = OfficeBed::new();
    let mut one = StationBed::new(&office, "One", 10);
    for (number, name) in ["Ana", "Bea", "Cy", "Dee", "Eve"].iter().enumerate() {
        one.add_known(name, number as u128 + 1, &format!("N-{number}"));
    }
    office.carry(&mut one);
    office.confirm("One");
    let say = |what: &str, a: &str, b: &str, code: i32| office.command(&["people", what, a, b, "--reason", "x"], code);
    let names = || {
        let people = office.command(&["people", "list"], 0)["data"]["people"].clone();
        let names = people.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    for (a, b) in [("Ana", "Bea"), ("Cy", "Dee"), ("Ana", "Cy")] {
        say("merge", a, b, 0);
    }
    assert_eq!(names().len(), 2, "four are one, and Eve");
    let refused = say("unmerge", "Ana", "Dee", 1);
    let pairs = "Ana (N-0) – Cy (N-2); Cy (N-2) – Dee (N-3)";
    assert_eq!((&refused["code"], &refused["error"]["args"]["pairs"]), (&"person.joined".into(), &pairs.into()));
    assert!(refused["error"]["what"].as_str().unwrap().contains(pairs), "{refused}");
    assert_eq!(names().len(), 2, "nothing was changed");
    let history = office.command(&["people", "history"], 0)["data"]["decisions"].clone();
    assert_eq!(history.as_array().unwrap().len(), 3, "nor written down");
    let parted = say("unmerge", "Ana", "Cy", 0);
    assert_eq!(parted["data"]["is_one"], false);
    assert_eq!(names().len(), 3, "Ana and Bea, Cy and Dee, Eve");
    assert_eq!(say("unmerge", "Ana", "Cy", 1)["code"], "person.decided");

    // Of whom it was said that they are two, they are not joined through others either.
    say("unmerge", "Bea", "Eve", 0);
    let refused = say("merge", "Eve", "Ana", 1);
    let pairs = "Eve (N-4) – Bea (N-1)";
    assert_eq!((&refused["code"], &refused["error"]["args"]["pairs"]), (&"person.parted".into(), &pairs.into()));
    assert_eq!(names().len(), 3);
    say("merge", "Eve", "Bea", 0); // that very word is taken back
    assert_eq!(names().len(), 2);
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
