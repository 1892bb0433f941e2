//! What a clerk writes into a person's record: it reaches the station, counts once, and can be taken back, not deleted.

use super::commands::path;
use super::*;
use foothold::job::credentials as at_station;
use foothold::model::event::{CredentialOutside, CreditGranted, CreditKind};
use foothold::model::progress::LearnerFold;
use serde_json::Value;

/// A clerk gives Ana credit.
pub const CREDIT: [&str; 11] =
    ["people", "credit", "Ana", "--kind", "academic", "--amount", "1.5", "--basis", "By letter", "--by", "C. Clerk"];

/// A clerk writes down what somebody earned elsewhere.
pub fn credential<'a>(person: &'a str, name: &'a str, day: &'a str) -> Vec<&'a str> {
    let what = ["people", "credential", person, "--name", name, "--issuer", "State college", "--day", day];
    [what.as_slice(), &["--evidence", "The paper itself", "--by", "C. Clerk"]].concat()
}

#[test]
fn a_clerks_entry_stands_in_the_record_at_the_office_and_at_the_station() {
    let mut office = OfficeBed::new();
    let (mut station, ana, _) = office.with_certificate();
    let told = office.command(&credential("Ana", "Welding, level 1", "2025-05-02"), 0);
    assert_eq!(told["data"]["entry"]["who"], "C. Clerk");
    let mut word = credential("Ana", "May teach welding", "2025-06-02");
    word.push("--instructor");
    office.command(&word, 0);
    office.command(&CREDIT, 0);
    let listed = office.command(&["people", "entries", "Ana"], 0);
    let entries = listed["data"]["entries"].as_array().unwrap().clone();
    assert_eq!(entries.len(), 3);
    assert_eq!(entries[1]["entry"]["credential"]["kind"], "instructor");
    assert_eq!(entries[2]["entry"]["credit"]["amount"], "1.5");

    station.take_receipt(&office.receipt_file()).unwrap();
    let fold = |station: &StationBed| {
        let told = station.store.office_events_of(ana).unwrap();
        LearnerFold::of(&told)
    };
    let kept = fold(&station);
    assert_eq!((kept.keepings().credentials().count(), kept.keepings().credits().count()), (2, 1));

    let event = entries[0]["event"].as_str().unwrap();
    assert_eq!(
        office.command(&["people", "take-back", "Ana", "12345678", "--reason", "x"], 1)["code"],
        "entry.unknown"
    );
    office.command(&["people", "take-back", "Ana", &event[..8], "--reason", "Another Ana"], 0);
    assert_eq!(office.command(&["people", "entries", "Ana"], 0)["data"]["entries"].as_array().unwrap().len(), 2);
    station.take_receipt(&office.receipt_file()).unwrap();
    assert_eq!(fold(&station).keepings().credentials().count(), 1, "the station hears of it");
    let again = office.command(&["people", "take-back", "Ana", &event[..8], "--reason", "x"], 1);
    assert_eq!(again["code"], "entry.unknown", "once");
}

#[test]
fn what_a_station_wrote_is_told_with_its_writer_and_taken_back_here() {
    let mut office = OfficeBed::new();
    let (mut station, ana, _) = office.with_certificate();
    let typed = CredentialOutside {
        name: "Forklift".into(),
        issuer: "Port school".into(),
        day: "2024-01-31".into(),
        evidence: "The card".into(),
        ..CredentialOutside::default()
    };
    let by = station.signed_in.actor();
    let today = "2026-11-30".parse().unwrap();
    at_station::add_outside(&mut station.store, by, ana, &typed, today).unwrap();
    at_station::grant(&mut station.store, by, ana, CreditKind::Ceu, ("2", "Workshop")).unwrap();
    let export = station.export();
    office.command(&["open", "--apply", path(&export)], 0);
    let listed = office.command(&["people", "entries", "Ana"], 0);
    let entries = listed["data"]["entries"].as_array().unwrap();
    assert!(
        entries.len() == 2 && entries.iter().all(|it| it["who"] == "Ada" && it["from_station"] == true),
        "{listed}"
    );
    let event = entries[0]["event"].as_str().unwrap();
    office.command(&["people", "take-back", "Ana", &event[..12], "--reason", "The card is false"], 0);
    station.take_receipt(&office.receipt_file()).unwrap();
    let mut all = station.store.events_of_learner(ana, 0).unwrap().events;
    all.extend(station.store.office_events_of(ana).unwrap());
    assert_eq!(LearnerFold::of(&all).keepings().credentials().count(), 0, "the station hears of it");
}

#[test]
fn what_a_station_writes_in_the_offices_name_is_the_word_of_that_station() {
    let mut office = OfficeBed::new();
    let (mut station, ana, _) = office.with_certificate();
    office.command(&CREDIT, 0);
    let by = Some("C. Clerk".to_owned());
    let credit =
        CreditGranted { kind: CreditKind::Ceu, amount: "30".into(), basis: "By letter".into(), by: by.clone() };
    let outside = CredentialOutside {
        name: "Master of law".into(),
        issuer: "State college".into(),
        day: "2024-01-31".into(),
        evidence: "The paper itself".into(),
        by,
        ..CredentialOutside::default()
    };
    for body in [Body::CreditGranted(credit), Body::CredentialOutside(outside)] {
        station.store.append(Draft::by(Actor::Office, body).about(ana)).unwrap();
    }
    let export = station.export();
    office.command(&["open", "--apply", path(&export)], 0);
    let listed = office.command(&["people", "entries", "Ana"], 0);
    let mut told: Vec<(&str, bool)> = Vec::new();
    for entry in listed["data"]["entries"].as_array().unwrap() {
        told.push((entry["who"].as_str().unwrap(), entry["from_station"].as_bool().unwrap()));
    }
    told.sort_unstable();
    assert_eq!(told, [("C. Clerk", false), ("station", true), ("station", true)]);
    let folder = office.folder.path().join("transcript");
    office.command(&["transcript", "Ana", "--to", path(&folder)], 0);
    let text = std::fs::read_to_string(folder.join("transcript.csv")).unwrap();
    assert_eq!(text.matches("C. Clerk").count(), 1, "{text}");
    // The clerk's next entry is the one that is told of as written.
    let written = office.command(&credential("Ana", "Welding, level 1", "2025-05-02"), 0);
    assert_eq!(
        (&written["data"]["entry"]["who"], &written["data"]["entry"]["from_station"]),
        (&"C. Clerk".into(), &false.into())
    );
}

#[test]
fn an_entry_that_cannot_be_is_refused_and_nothing_is_written() {
    let mut office = OfficeBed::new();
    office.with_certificate();
    let cases: [(Vec<&str>, &str); 6] = [
        (credential("Nobody", "Welding", "2025-05-02"), "person.unknown"),
        (credential("Ana", "  ", "2025-05-02"), "entry.missing"),
        (credential("Ana", "Welding", "2025-02-30"), "entry.day"),
        (credential("Ana", "Welding", "2999-01-01"), "entry.day"),
        (
            vec!["people", "credit", "Ana", "--kind", "ceu", "--amount", "0", "--basis", "x", "--by", "C"],
            "entry.amount",
        ),
        (
            vec!["people", "credit", "Ana", "--kind", "ceu", "--amount", "2", "--basis", "x", "--by", " "],
            "entry.missing",
        ),
    ];
    for (arguments, code) in cases {
        assert_eq!(office.command(&arguments, 1)["code"], Value::from(code), "{arguments:?}");
    }
    assert!(office.command(&["people", "entries", "Ana"], 0)["data"]["entries"].as_array().unwrap().is_empty());
}
