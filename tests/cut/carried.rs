//! What crosses the wall: packs, notices, kits, receipts, certificates.

use super::{at, cut_and_torn};
use crate::made_up;
use crate::office::{OfficeBed, StationBed, finished_and_carried, issue_all, slug};
use foothold::format::certificate;
use foothold::job::import_pack::{ImportRequest, run};
use foothold::job::notice::{Carried, take_notice, take_people, take_person};
use foothold::job::trust::{held_trust, read_kit};
use foothold::job::watch::unwatched;
use foothold::library::fault::NoFaults;
use foothold::model::event::Actor;
use foothold::model::problem::Code;
use foothold::office::{documents, kit};
use std::path::{Path, PathBuf};

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn a_pack_on_the_stick() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.fpack");
    let (manifest, hash) = made_up::write(&path, 2, 30_000);
    let good = std::fs::read(&path).unwrap();
    let (home, mut store) = made_up::station(&folder.path().join("home"), &manifest, hash);
    let events = store.event_count().unwrap();
    for (what, bytes) in cut_and_torn(&good) {
        std::fs::write(&path, bytes).unwrap();
        let request = ImportRequest::of(&path);
        let problem = at(&what, || {
            unwatched(|watch| run(&home, &mut store, &request, Actor::Station, &NoFaults, watch)).unwrap_err()
        });
        let code = problem.code.as_str();
        assert!(code.starts_with("pack.") || code == "stick.gone", "{what}: {problem}");
        assert!(store.packs().unwrap().is_empty() && !home.pack(&hash).exists(), "{what}");
        assert_eq!(store.event_count().unwrap(), events, "{what}");
    }
    std::fs::write(&path, &good).unwrap();
    let request = ImportRequest::of(&path);
    unwatched(|watch| run(&home, &mut store, &request, Actor::Station, &NoFaults, watch)).unwrap();
    assert!(std::fs::read(home.pack(&hash)).unwrap() == good, "and the whole one still comes in");
}

#[test]
fn a_pack_in_staging() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.fpack");
    let (manifest, hash) = made_up::write(&path, 2, 15_000);
    let good = std::fs::read(&path).unwrap();
    let (home, mut store) = made_up::station(&folder.path().join("home"), &manifest, hash);
    for (what, bytes) in cut_and_torn(&good) {
        std::fs::write(home.staging().join(format!("{hash}.part")), bytes).unwrap();
        let request = ImportRequest::of(&path);
        at(&what, || unwatched(|watch| run(&home, &mut store, &request, Actor::Station, &NoFaults, watch)).unwrap());
        assert!(std::fs::read(home.pack(&hash)).unwrap() == good, "{what}");
        store.write(|writer| writer.remove_pack(&hash)).unwrap();
        std::fs::remove_file(home.pack(&hash)).unwrap();
    }
}

#[test]
fn a_notice() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    // The notice is news: a policy and a catalogue that the station does not hold.
    office.next_policy();
    let folder = office.folder.path().join("stick");
    documents::copy_to(&office.home, &folder).unwrap();
    let before = held_trust(&station.store).unwrap();
    let events = station.store.event_count().unwrap();
    for file in files_of(&folder) {
        let good = std::fs::read(&file).unwrap();
        for (what, bytes) in cut_and_torn(&good) {
            let what = format!("{} {what}", file.display());
            std::fs::write(&file, bytes).unwrap();
            let problem = at(&what, || take_notice(&mut station.store, &folder, Actor::Station).unwrap_err());
            assert!(problem.code.as_str().starts_with("document."), "{what}: {problem}");
            assert!(held_trust(&station.store).unwrap().is_same(&before), "{what}");
            assert_eq!(station.store.event_count().unwrap(), events, "{what}");
        }
        std::fs::write(&file, &good).unwrap();
    }
    assert!(take_notice(&mut station.store, &folder, Actor::Station).unwrap().is_news);
}

#[test]
fn a_kit() {
    let office = OfficeBed::new();
    let made = kit::make(&office.home, &office.keys, &slug("north"), &*office.clock, &|key| key.into(), "today");
    let folder = made.unwrap().folder;
    for file in files_of(&folder) {
        let good = std::fs::read(&file).unwrap();
        for (what, bytes) in cut_and_torn(&good) {
            let what = format!("{} {what}", file.display());
            std::fs::write(&file, bytes).unwrap();
            let problem = at(&what, || read_kit(&folder).unwrap_err());
            assert_eq!(problem.code, Code::KitDamaged, "{what}: {problem}");
        }
        std::fs::write(&file, &good).unwrap();
    }
    read_kit(&folder).unwrap();
}

#[test]
fn a_receipt() {
    let (mut office, mut station, ana) = finished_and_carried();
    issue_all(&mut office);
    let path = office.receipt("One");
    let good = std::fs::read(&path).unwrap();
    let events = station.store.event_count().unwrap();
    let unsent = station.store.unacknowledged().unwrap();
    for (what, bytes) in cut_and_torn(&good) {
        std::fs::write(&path, bytes).unwrap();
        let problem = at(&what, || station.take_receipt(&path).unwrap_err());
        assert!(matches!(problem.code, Code::ReceiptAltered | Code::ReceiptOtherStation), "{what}: {problem}");
        assert_eq!(station.store.event_count().unwrap(), events, "{what}");
        assert_eq!(station.store.unacknowledged().unwrap(), unsent, "{what}");
        assert!(station.store.official(ana).unwrap().is_empty(), "{what}");
    }
    std::fs::write(&path, &good).unwrap();
    assert_eq!(station.take_receipt(&path).unwrap().certificates, 1);
}

#[test]
fn a_certificate() {
    let (mut office, _station, _) = finished_and_carried();
    let id = issue_all(&mut office).issued.remove(0);
    let good = std::fs::read(office.home.certificates().join(format!("{id}.json"))).unwrap();
    for (what, bytes) in cut_and_torn(&good) {
        at(&what, || certificate::verify(&bytes).map(|_| ()).unwrap_err());
    }
    for place in 0..good.len() {
        let mut bytes = good.clone();
        bytes[place] ^= 1;
        assert!(certificate::verify(&bytes).is_err(), "byte {place} altered");
    }
    certificate::verify(&good).unwrap();
}

#[test]
fn a_persons_record_and_a_list_of_people() {
    let (mut office, mut station, ana) = finished_and_carried();
    issue_all(&mut office);
    let mut two = StationBed::at(&office, "south", "Two", 20);
    office.carry(&mut two);
    office.confirm("Two");
    office.command(&["transfer", "Ana", "--to", "Two"], 0);
    office.command(&["people", "change", "Ana", "--name", "Ana Ruiz"], 0);
    for path in files_of(&office.home.notice()) {
        let kind = Carried::of(&path);
        if !matches!(kind, Some(Carried::Record | Carried::Roster)) {
            continue;
        }
        let good = std::fs::read(&path).unwrap();
        let prefix = two.store.station().unwrap().unwrap().id.to_hex()[..16].to_owned();
        let is_for_two = path.file_name().unwrap().to_str().unwrap().starts_with(&prefix);
        let (store, signed_in) =
            if is_for_two { (&mut two.store, &two.signed_in) } else { (&mut station.store, &station.signed_in) };
        let before = (store.event_count().unwrap(), store.learners().unwrap());
        let mut take = |path: &Path| match kind {
            Some(Carried::Record) => take_person(store, path, signed_in).map(|_| ()),
            _ => take_people(store, path, signed_in).map(|_| ()),
        };
        let name = path.display();
        for (what, bytes) in cut_and_torn(&good) {
            let what = format!("{name} {what}");
            std::fs::write(&path, bytes).unwrap();
            let problem = at(&what, || take(&path).unwrap_err());
            let wanted = ["record.altered", "record.other_station", "roster.altered", "roster.other_station"];
            assert!(wanted.contains(&problem.code.as_str()), "{what}: {problem}");
        }
        assert_eq!((store.event_count().unwrap(), store.learners().unwrap()), before, "{name}");
        std::fs::write(&path, &good).unwrap();
        match kind {
            Some(Carried::Record) => drop(take_person(store, &path, signed_in).unwrap()),
            _ => drop(take_people(store, &path, signed_in).unwrap()),
        }
    }
    assert_eq!(two.store.learner(ana).unwrap().unwrap().name, "Ana Ruiz");
    assert_eq!(two.store.official(ana).unwrap().len(), 1);
}
