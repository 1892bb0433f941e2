//! What stays where it is: backups, the registry's journal, the office's own files.

use super::{at, cut_and_torn, places};
use crate::kill::patiently;
use crate::office::{OfficeBed, StationBed};
use foothold::job::backup::{back_up, restore};
use foothold::library::home::Home;
use foothold::model::event::Actor;
use foothold::model::problem::{Code, Problem};
use foothold::office::home::OfficeHome;
use foothold::office::keys::{KeyName, Keys};
use foothold::office::registry::Registry;
use foothold::office::{backup, documents};
use foothold::store::Store;
use foothold::system::{SystemClock, SystemRandom};
use std::path::Path;
use std::sync::Arc;

#[test]
fn a_backup_of_a_station() {
    let office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    station.add_learner("Ana", 1);
    let folder = tempfile::tempdir().unwrap();
    let done = back_up(&mut station.store, folder.path(), Actor::Station).unwrap();
    let good = std::fs::read(&done.path).unwrap();
    let home = Home::new(folder.path().join("home"));
    let restored = |what: &str| {
        let once = || restore(&home, &done.path, Arc::new(SystemClock::start()), Arc::new(SystemRandom));
        at(what, || patiently(once))
    };
    for place in places(good.len()) {
        let what = format!("cut at {place}");
        std::fs::write(&done.path, &good[..place]).unwrap();
        let problem = restored(&what).unwrap_err();
        assert!(
            matches!(problem.code, Code::StationDamaged | Code::StationNotSetUp | Code::DiskTrouble),
            "{what}: {problem}"
        );
        assert!(!home.staging().join("restore.sqlite").exists(), "{what}: nothing is left");
    }
    let store = Store::open(&home.station_db(), Arc::new(SystemClock::start()), Arc::new(SystemRandom)).unwrap();
    assert!(store.station().unwrap().is_none(), "the home is as it was");
    drop(store);
    std::fs::write(&done.path, &good).unwrap();
    restored("whole").unwrap();
}

#[test]
fn a_backup_of_the_office() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    office.carry(&mut station);
    let copy = office.folder.path().join("copy");
    backup::backup(&office.home, &office.registry, &copy).unwrap();
    let home = OfficeHome::new(office.folder.path().join("again"));
    for name in ["registry.sqlite", "office.json", "trust/root.1.dsse", "trust/catalogue.dsse", "trust/policy.dsse"] {
        let file = copy.join(name);
        let good = std::fs::read(&file).unwrap();
        for place in places(good.len()) {
            let what = format!("{name} cut at {place}");
            std::fs::write(&file, &good[..place]).unwrap();
            let problem = at(&what, || backup::restore(&copy, &home).unwrap_err());
            assert!(matches!(problem.code, Code::OfficeDamaged | Code::RegistryTrouble), "{what}: {problem}");
            assert!(!home.exists() && !home.registry().exists(), "{what}: no office was made");
        }
        std::fs::write(&file, &good).unwrap();
    }
    backup::restore(&copy, &home).unwrap();
    let again = Registry::open(&home.registry()).unwrap();
    assert_eq!(again.contents_hash().unwrap(), office.registry.contents_hash().unwrap());
}

/// What of the registry reached the disk.
struct Disk {
    database: Vec<u8>,
    journal: Vec<u8>,
}

impl Disk {
    fn of(registry: &Path) -> Self {
        let journal = registry.with_file_name("registry.sqlite-wal");
        Self { database: std::fs::read(registry).unwrap(), journal: std::fs::read(journal).unwrap() }
    }
}

#[test]
fn the_registrys_journal() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    let first = station.export();
    let mut reached = vec![(0, office.registry.contents_hash().unwrap())];
    let note = |office: &OfficeBed, reached: &mut Vec<_>| {
        let disk = Disk::of(&office.home.registry());
        reached.push((disk.journal.len(), office.registry.contents_hash().unwrap()));
    };
    office.merge(&[first]);
    note(&office, &mut reached);
    office.confirm("One");
    note(&office, &mut reached);
    station.write_journal(ana, 3);
    let second = station.export();
    office.merge(&[second]);
    note(&office, &mut reached);
    let disk = Disk::of(&office.home.registry());
    assert!(reached.windows(2).all(|pair| pair[0].0 < pair[1].0), "all of it is in the journal: {reached:?}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("registry.sqlite");
    let mut found = std::collections::BTreeSet::new();
    let whole = (format!("whole at {}", disk.journal.len()), disk.journal.clone());
    for (what, journal) in cut_and_torn(&disk.journal).chain([whole]) {
        let cut: usize = what.rsplit(' ').next().unwrap().parse().unwrap();
        std::fs::write(&path, &disk.database).unwrap();
        std::fs::write(folder.path().join("registry.sqlite-wal"), journal).unwrap();
        drop(std::fs::remove_file(folder.path().join("registry.sqlite-shm"))); // of the round before
        let registry = at(&what, || Registry::open(&path)).unwrap();
        registry.check_whole().unwrap();
        let contents = registry.contents_hash().unwrap();
        let at_least = reached.iter().rposition(|(length, _)| *length <= cut).unwrap();
        let is = reached.iter().position(|(_, hash)| *hash == contents);
        let is = is.unwrap_or_else(|| panic!("{what}: a state that never was"));
        assert!(is >= at_least, "{what}: {at_least} was committed, {is} is there");
        found.insert(is);
    }
    assert_eq!(found.len(), reached.len(), "each state was reached");
}

#[test]
fn the_offices_own_files() {
    let office = OfficeBed::new();
    type Read<'a> = &'a dyn Fn() -> Result<(), Problem>;
    let reads: [(&str, Read<'_>); 7] = [
        ("office.json", &|| office.home.config().map(|_| ())),
        ("trust/root.1.dsse", &|| documents::read(&office.home).map(|_| ())),
        ("trust/catalogue.dsse", &|| documents::read(&office.home).map(|_| ())),
        ("trust/policy.dsse", &|| documents::read(&office.home).map(|_| ())),
        ("keys/office.key", &|| Keys::new(&office.home, None).signing(KeyName::Office).map(|_| ())),
        ("keys/sealing.key", &|| Keys::new(&office.home, None).sealing(KeyName::Sealing).map(|_| ())),
        ("registry.sqlite", &|| Ok(Registry::open(&office.home.registry())?.check_whole()?)),
    ];
    for (name, read) in reads {
        read().unwrap();
        let file = office.home.root().join(name);
        let good = std::fs::read(&file).unwrap();
        // An empty database is a new one to SQLite.
        let from = usize::from(name == "registry.sqlite");
        // A line's end is no loss.
        let is_loss = |place: &usize| good[*place..].iter().any(|byte| *byte != 0); // SQLite reads zeros there
        for place in places(good.trim_ascii_end().len()).skip(from).filter(is_loss) {
            let what = format!("{name} cut at {place}");
            std::fs::write(&file, &good[..place]).unwrap();
            let problem = at(&what, || read().unwrap_err());
            let wanted = [Code::OfficeDamaged, Code::KeyPassphrase, Code::RegistryTrouble];
            assert!(wanted.contains(&problem.code), "{what}: {problem}");
        }
        std::fs::write(&file, &good).unwrap();
    }
}
