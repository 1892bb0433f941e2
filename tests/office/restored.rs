//! An office whose disk died is brought back from a copy, and has forgotten what it signed and decided after the copy. The
//! stations have not.

use super::commands::{one_object, path};
use super::registry::copy_folder;
use super::*;
use foothold::job::notice::{self, FolderTaken};
use foothold::model::problem::Code;
use serde_json::Value;
use std::process::Command;

/// What was left of an office, and a station that had its last notice.
struct Drill {
    dead: OfficeBed,
    station: StationBed,
    /// A certificate that was taken back after the copy.
    id: String,
    /// The last notice, as it lies on a stick.
    stick: PathBuf,
    /// The office as it was brought back.
    back: OfficeHome,
}

impl Drill {
    /// After the copy a pack was approved, a rule changed, a certificate taken back, and done what `more` says.
    fn after(more: &[&str]) -> Self {
        let mut dead = OfficeBed::new();
        let (mut station, _, id) = dead.with_certificate();
        let (copy, stick) = (dead.folder.path().join("copy"), dead.folder.path().join("stick/notice"));
        let back = OfficeHome::new(dead.folder.path().join("back"));
        dead.command(&["backup", "--to", path(&copy)], 0);
        let pack = dead.build_pack("org.example.garden");
        dead.command(&["approve", path(&pack)], 0);
        dead.command(&["policy", "--set", "idle_lock_min=7"], 0);
        dead.command(&["revoke", &id, "--reason", "By mistake"], 0);
        if !more.is_empty() {
            dead.command(more, 0);
        }
        copy_folder(&dead.home.notice(), &stick);
        assert!(station.take_folder(&stick).problems.is_empty());
        let drill = Self { dead, station, id, stick, back };
        drill.command(&["restore", path(&copy)], 0);
        copy_folder(&drill.dead.home.keys(), &drill.back.keys());
        drill
    }

    /// Runs a command of the office that was brought back.
    fn command(&self, arguments: &[&str], code: i32) -> Value {
        let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
        program.args(["--json", "--office"]).arg(self.back.root()).args(arguments);
        program.envs(crate::place::environment(&self.back.registry()));
        one_object(program, code)
    }

    /// The station's next file comes to the office; gives the codes of what the clerk is told of its documents.
    fn carry(&mut self) -> Vec<String> {
        let export = self.station.export();
        let told = self.command(&["open", "--apply", path(&export)], 0);
        std::fs::remove_file(export).unwrap();
        let notes = told["data"]["files"][0]["plan"]["notes"].as_array().unwrap().clone();
        let codes = notes.iter().map(|note| note["code"].as_str().unwrap().to_owned());
        codes.filter(|code| code != "export.clock").collect() // the station's is the tests' own
    }

    fn take(&mut self) -> FolderTaken {
        self.station.take_folder(&self.back.notice())
    }

    /// The numbers of root, catalogue and policy that the station holds.
    fn held(&self) -> [u64; 3] {
        let held = trust::held_trust(&self.station.store).unwrap();
        [held.root.version, held.catalogue.version, held.policy.version]
    }
}

fn codes(taken: &FolderTaken) -> Vec<Code> {
    taken.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn receipts_come_through_and_a_stick_brings_the_documents_back() {
    let mut drill = Drill::after(&[]);
    assert_eq!(drill.held(), [1, 2, 2]);
    assert_eq!(drill.carry(), ["export.ahead"], "the clerk hears of it");
    let taken = drill.take();
    assert_eq!((codes(&taken), taken.receipt.is_some()), (vec![Code::DocumentOlder], true));
    assert_eq!(drill.held(), [1, 2, 2], "nothing goes back");
    assert!(drill.take().receipt.unwrap().was_known, "and once more it is the same");
    drill.carry();

    let file = drill.back.certificates().join(&drill.id).with_extension("json");
    assert_eq!(drill.command(&["verify", path(&file)], 0)["data"]["word"], "valid", "the office knows no better");
    let brought = drill.command(&["documents", path(&drill.stick)], 0)["data"].clone();
    assert_eq!((&brought["is_news"], &brought["catalogue"], &brought["policy"]), (&true.into(), &2.into(), &2.into()));
    assert_eq!(drill.command(&["documents", path(&drill.stick)], 0)["data"]["is_news"], false);
    assert_eq!(drill.command(&["verify", path(&file)], 1)["code"], "certificate.revoked");
    assert!(drill.carry().is_empty(), "it is behind no more");
    let rows = drill.command(&["certificates", "--list"], 0)["data"]["certificates"].clone();
    assert_eq!((rows.as_array().unwrap().len(), &rows[0]["revoked"]), (1, &true.into()), "in the records too");
    assert!(codes(&drill.take()).is_empty());
}

#[test]
fn what_was_issued_and_taken_back_after_the_copy_is_not_good_when_it_is_issued_again() {
    let mut office = OfficeBed::new();
    approve_course(&mut office);
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    station.finish_course(ana);
    let export = station.export();
    let older = office.empty_registry("older");
    office.command(&["open", "--apply", path(&export)], 0);
    let id = office.command(&["confirm", "One"], 0)["data"]["certificates"][0].as_str().unwrap().to_owned();
    office.command(&["revoke", &id, "--reason", "By mistake"], 0);
    // The registry is an older one, the documents are not.
    office.registry = older;
    approve_course(&mut office);
    office.merge(&[export]);
    office.confirm("One");
    assert!(issue_all(&mut office).issued.is_empty());
    let row = office.registry.certificate(&id).unwrap().unwrap();
    assert!(row.revoked.is_some(), "the same certificate, and taken back");
    assert!(issue_all(&mut office).issued.is_empty());
}

#[test]
fn without_a_stick_what_is_signed_next_has_numbers_that_no_station_has_seen() {
    let mut drill = Drill::after(&[]);
    assert_eq!(drill.carry(), ["export.ahead"]);
    let bread = drill.dead.build_pack("org.example.bread");
    assert_eq!(drill.command(&["approve", path(&bread)], 0)["data"]["catalogue"], 3);
    assert_eq!(drill.command(&["approve", path(&bread)], 0)["data"]["catalogue"], 3, "once is enough");
    let rule = drill.command(&["policy"], 0)["data"]["settings"]["idle_lock_min"].to_string();
    let same = ["policy", "--set", &format!("idle_lock_min={rule}")];
    let signed = drill.command(&same, 0)["data"].clone();
    assert_eq!((&signed["policy"], &signed["is_new"]), (&3.into(), &true.into()), "the same rules once more");
    assert_eq!(drill.command(&same, 0)["data"]["is_new"], false);
    drill.command(&["revoke", &drill.id, "--reason", "Once more"], 0);
    let taken = drill.take();
    assert_eq!((codes(&taken), taken.receipt.is_some(), taken.documents.is_news), (vec![], true, true));
    assert_eq!(drill.held(), [1, 3, 3]);
    assert!(drill.carry().is_empty());
}

#[test]
fn a_root_that_was_lost_is_brought_back_before_another_is_signed() {
    let mut drill = Drill::after(&["add-facility", "West Camp"]);
    assert_eq!((drill.held(), drill.carry()), ([2, 2, 2], vec!["export.ahead".to_owned()]));
    let refused = drill.command(&["add-facility", "East Camp"], 1);
    assert_eq!((&refused["code"], &refused["error"]["args"]["file"]), (&"office.behind".into(), &"root.2.dsse".into()));
    assert_eq!(drill.command(&["documents", path(&drill.stick)], 0)["data"]["root"], 2);
    assert_eq!(drill.command(&["add-facility", "East Camp"], 0)["data"]["root"], 3);
    assert!(codes(&drill.take()).is_empty());
    assert_eq!(drill.held(), [3, 2, 2]);
}

#[test]
fn another_root_of_the_same_number_keeps_no_receipt_away() {
    let mut drill = Drill::after(&["add-facility", "West Camp"]);
    drill.command(&["add-facility", "East Camp"], 0); // before any file told that there is a root 2
    drill.carry();
    let taken = drill.take();
    assert_eq!((codes(&taken), taken.receipt.is_some()), (vec![Code::DocumentConflicting], true));
    assert_eq!(drill.command(&["documents", path(&drill.stick)], 1)["code"], "document.conflicting");
}

#[test]
fn an_old_stick_brings_nothing() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    office.carry(&mut station);
    office.confirm("One");
    office.receipt("One");
    let old = office.folder.path().join("old");
    copy_folder(&office.home.notice(), &old);
    office.next_policy();
    office.receipt("One");
    station.take_folder(&office.home.notice());
    let events = station.store.event_count().unwrap();
    let refused = notice::take_folder(&mut station.store, &old, &station.signed_in).unwrap_err();
    assert_eq!((refused.code, station.store.event_count().unwrap()), (Code::DocumentOlder, events));
}
