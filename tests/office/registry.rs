//! What the registry remembers of its merges and stations, and how it comes back from a backup.

use super::commands::{one_object, path};
use super::*;
use foothold::system::SystemClock;
use serde_json::Value;
use std::process::Command;

fn at(office: &Path, arguments: &[&str]) -> Value {
    let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
    program.args(["--json", "--office"]).arg(office).args(arguments);
    program.envs(crate::place::environment(&OfficeHome::new(office).registry()));
    one_object(program, 0)["data"].clone()
}

#[test]
fn every_merge_can_be_explained_afterwards() {
    let mut office = OfficeBed::new();
    let (mut station, ana, _) = office.with_certificate();
    let written = station.write_journal(ana, 2);
    let export = station.export();
    office.command(&["open", "--apply", "--by", "Clerk Kim", path(&export)], 0);
    let merges = office.command(&["merges", "--station", "One"], 0)["data"]["merges"].clone();
    let newest = merges.as_array().unwrap().iter().find(|row| row["by"] == "Clerk Kim").unwrap().clone();
    assert_eq!(newest["file"], export.file_name().unwrap().to_str().unwrap());
    let hour_ms = 3_600_000;
    let since_ms = SystemClock::start().wall_ms().abs_diff(newest["merged"].as_u64().unwrap());
    assert!(since_ms < hour_ms, "when: {newest}");
    assert_eq!(newest["ranges"][0]["to_seq"].as_u64(), Some(written[1].header.seq), "which events");
    let id = newest["export"].as_str().unwrap();
    let told = office.command(&["explain", &id[..8]], 0)["data"].clone();
    assert_eq!(told["kinds"]["journal.saved"], 2);
    let of_event = office.command(&["explain", &written[0].hash.to_hex()], 0)["data"].clone();
    assert_eq!((&of_event["seq"], &of_event["merges"][0]["export"]), (&written[0].header.seq.into(), &id.into()));
    assert_eq!(office.command(&["explain", &"0".repeat(64)], 1)["code"], "merge.unknown");
}

#[test]
fn a_decision_about_a_fork_and_a_new_name_are_on_record() {
    let mut office = OfficeBed::new();
    let (mut station, ana, _) = office.with_certificate();
    let mut clone = station.cloned(11);
    station.write_journal(ana, 1);
    clone.write_journal(ana, 1);
    for bed in [&mut station, &mut clone] {
        let export = bed.export();
        office.command(&["open", "--apply", path(&export)], 0);
    }
    office.command(&["confirm", "One", "--fork", "--reason", "The disk was copied in May"], 0);
    let decisions = office.registry.office_events_of_kinds(&["fork.decided"]).unwrap();
    let told: Vec<_> = decisions
        .iter()
        .filter_map(|event| match event.body() {
            Some(Body::ForkDecided(body)) => Some(body.reason.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(told, ["The disk was copied in May"]);
    office.command(&["confirm", "One", "--rename", "Library 2"], 0);
    assert_eq!(office.command(&["stations"], 0)["data"]["stations"][0]["name"], "Library 2");
    assert!(station.take_receipt(&office.receipt_file()).unwrap().is_confirmed);
    let export = station.export();
    let plan = office.plan(&[export]);
    assert_eq!(plan.files[0].station.as_ref().unwrap().name, "Library 2", "it rides in the next export");
}

pub(super) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn a_drill_an_office_brought_back_from_its_backup_gets_again_what_it_lost() {
    let mut office = OfficeBed::new();
    office.registry = Registry::open_at(&crate::place::apart(&office.home.registry())).unwrap();
    let (mut station, ana, id) = office.with_certificate();
    let old = office.folder.path().join("copied");
    // Nobody has it open while it is copied: a copy within the program would undo the locks of SQLite's own.
    office.registry = office.empty_registry("none");
    copy_folder(office.home.root(), &old);
    crate::place::back_up();
    // Weeks go by; all of it is acknowledged, so the station would not send it again by itself.
    let mut carried = Vec::new();
    for entries in 1..4 {
        station.write_journal(ana, entries);
        let export = station.export();
        let kept = office.folder.path().join(export.file_name().unwrap());
        std::fs::rename(export, &kept).unwrap();
        office.command(&["open", "--apply", path(&kept)], 0);
        station.take_receipt(&office.receipt_file()).unwrap();
        carried.push(kept);
    }
    // The disk dies. The backup is put in its place, and the next stick comes.
    crate::place::bring_back(&office.home.registry(), &OfficeHome::new(&old).registry());
    let receipt = || {
        let mut entries = std::fs::read_dir(old.join("notice")).unwrap().map(|entry| entry.unwrap().path());
        entries.find(|path| path.extension().is_some_and(|ending| ending == "freceipt")).unwrap()
    };
    let next = |station: &mut StationBed, carried: &mut Vec<PathBuf>| {
        let export = station.export();
        let data = at(&old, &["open", "--apply", path(&export)]);
        let kept = office.folder.path().join(export.file_name().unwrap());
        std::fs::rename(export, &kept).unwrap();
        carried.push(kept);
        data
    };
    let first = next(&mut station, &mut carried);
    assert_eq!(first["files"][0]["plan"]["gaps"], 1, "the office sees that something is missing");
    assert!(at(&old, &["stations"])["stations"][0]["incomplete"].as_u64().unwrap() > 0);
    station.take_receipt(&receipt()).unwrap();
    next(&mut station, &mut carried);
    assert_eq!(at(&old, &["stations"])["stations"][0]["incomplete"], 0, "one exchange later all of it is back");
    // An office that never lost anything has the same.
    for file in &carried {
        office.command(&["open", "--apply", path(file)], 0);
    }
    let back = Registry::open_at(&crate::place::of(&OfficeHome::new(&old).registry())).unwrap();
    let kept = Registry::open_at(&crate::place::of(&office.home.registry())).unwrap();
    assert_eq!(back.contents_hash().unwrap(), kept.contents_hash().unwrap());
    assert_eq!(back.certificates().unwrap()[0].id, id, "the same certificate under the same id");
}

#[test]
fn the_records_come_back_by_the_commands_with_all_that_stands_on_papers() {
    let mut office = OfficeBed::new();
    let (mut station, ana, id) = office.with_certificate();
    let logo = letterhead::drawing(&office, "logo.png", (100, 50), false);
    let head = office.command(&["letterhead", "--paper", "a4", "--logo", path(&logo), "--signer", "Ada Byrne"], 0);
    let copy = office.folder.path().join("copy");
    office.command(&["backup", "--to", path(&copy)], 0);
    assert_eq!(office.command(&["backup", "--to", path(&copy)], 1)["code"], "office.exists", "no copy over another");
    let has_keys = std::fs::read_dir(copy.join("keys")).is_ok_and(|mut keys| keys.next().is_some());
    assert!(!has_keys, "keys are kept apart");
    let records = office.command(&["verify"], 0)["data"].clone();

    let home = OfficeHome::new(office.folder.path().join("back"));
    let back = |arguments: &[&str], code| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
        program.args(["--json", "--office"]).arg(home.root()).args(arguments);
        program.envs(crate::place::environment(&home.registry()));
        one_object(program, code)
    };
    back(&["restore", path(&copy)], 0);
    assert_eq!(back(&["verify"], 0)["data"], records, "the same records under the same root");
    assert_eq!(back(&["letterhead"], 0)["data"], head["data"]);
    let file = home.certificates().join(&id).with_extension("json");
    assert_eq!(back(&["verify", path(&file)], 0)["data"]["word"], "valid");
    assert_eq!(back(&["restore", path(&copy)], 1)["code"], "office.exists", "never over an office");
    // The keys are brought from where they were kept, and the office goes on.
    station.write_journal(ana, 1);
    let export = station.export();
    assert_eq!(back(&["open", path(&export)], 1)["code"], "key.missing");
    copy_folder(&office.home.keys(), &home.keys());
    assert!(back(&["open", "--apply", path(&export)], 0)["data"]["merged"]["new"].as_u64().unwrap() > 0);
}

#[test]
fn a_notice_folder_holds_the_stations_own_receipt_beside_the_documents() {
    use foothold::job::notice::{receipt_in, take_notice};
    let mut office = OfficeBed::new();
    let (mut one, mut two) = (StationBed::new(&office, "One", 10), StationBed::new(&office, "Two", 11));
    let files = [one.export(), two.export()];
    office.merge(&files);
    let notice = office.home.notice();
    assert_eq!(receipt_in(&one.store, &notice).unwrap(), None, "nobody has confirmed it yet");
    office.confirm("One");
    office.confirm("Two");
    office.next_policy();
    office.receipt("One");
    for bed in [&mut one, &mut two] {
        assert!(take_notice(&mut bed.store, &notice, Actor::Station).unwrap().is_news);
        let receipt = receipt_in(&bed.store, &notice).unwrap().unwrap();
        let taken = bed.take_receipt(&receipt).unwrap();
        assert!(taken.is_confirmed && !taken.names_newer);
    }
}
