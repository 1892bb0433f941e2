//! `foothold-office open --apply`, killed: the registry has all of a stick or nothing of it, and no certificate is
//! listed whose papers are not there.

use super::{Dice, rounds};
use crate::office::{OfficeBed, StationBed, approve_course};
use foothold::office::registry::Registry;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Journal entries of a round: enough that the merge takes a while.
const ENTRIES: u32 = 60;

fn open_apply(office: &Path, stick: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_foothold-office"))
        .args(["--json", "--office"])
        .arg(office)
        .args(["open", "--apply"])
        .arg(stick)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn finish(office: &Path, stick: &Path) -> Duration {
    let began = Instant::now();
    assert!(open_apply(office, stick).wait().unwrap().success(), "an unkilled run completes");
    began.elapsed()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// How far a killed run came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reached {
    Nothing,
    Merged,
    Issued,
}

struct Office {
    home: PathBuf,
    stick: PathBuf,
    events: u64,
    certificates: usize,
}

impl Office {
    fn registry(&self) -> Registry {
        Registry::open(&self.home.join("registry.sqlite")).unwrap()
    }

    fn events_now(registry: &Registry) -> u64 {
        let counts = registry.counts(None).unwrap();
        counts.counted + counts.unconfirmed + counts.quarantined
    }

    /// After a kill: sound, all or nothing, and every listed certificate has its papers.
    fn check(&mut self, new: u64, round: u64) -> Reached {
        let registry = self.registry();
        registry.check_whole().unwrap();
        let events = Self::events_now(&registry);
        assert!(events == self.events || events == self.events + new, "round {round}: all of the stick or nothing");
        let rows = registry.certificates().unwrap();
        for row in &rows {
            let at = self.home.join("certificates").join(&row.id);
            assert_eq!(std::fs::read(at.with_extension("json")).unwrap(), row.file, "round {round}: {}", row.id);
            let paper = std::fs::read(at.with_extension("pdf")).unwrap();
            assert!(paper.ends_with(b"%%EOF") || paper.ends_with(b"%%EOF\n"), "round {round}: half a paper");
        }
        for path in notices(&self.home) {
            assert!(is_whole(&path), "round {round}: {} is half a file", path.display());
        }
        match (events == self.events, rows.len() == self.certificates) {
            (true, _) => Reached::Nothing,
            (false, true) => Reached::Merged,
            (false, false) => Reached::Issued,
        }
    }
}

/// The files that go to the stations; unfinished ones have names that nobody looks for.
fn notices(home: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(home.join("notice")).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| !path.file_name().unwrap().to_string_lossy().starts_with('.')).collect()
}

/// True if the file is one that our writers wrote to its end: a document closes its brace, a receipt is opened by its
/// station in the test.
fn is_whole(path: &Path) -> bool {
    let bytes = std::fs::read(path).unwrap();
    path.extension().is_none_or(|ending| ending != "dsse") || bytes.ends_with(b"}")
}

#[test]
fn a_killed_merge_takes_all_of_a_stick_or_nothing() {
    let mut bed = OfficeBed::new();
    let mut station = StationBed::new(&bed, "One", 10);
    approve_course(&mut bed);
    let first = station.export();
    bed.merge(&[first]);
    bed.confirm("One");
    let unkilled = bed.folder.path().join("unkilled");
    let (home, stick) = (bed.home.root().to_owned(), bed.folder.path().join("stick"));
    std::fs::create_dir(&stick).unwrap();
    let events = Office::events_now(&bed.registry);
    let mut registry = Registry::open(&bed.folder.path().join("none")).unwrap();
    std::mem::swap(&mut registry, &mut bed.registry);
    drop(registry); // the office's own program works on it from here on
    copy(&home, &unkilled);
    let mut office = Office { home, stick, events, certificates: 0 };
    let (mut dice, mut longest, mut reached) = (Dice(0xBF58_476D_1CE4_E5B9), Duration::ZERO, BTreeMap::new());
    let (mut carried, mut earned) = (Vec::new(), 0);
    for round in 0..rounds(24) {
        let learner = station.add_learner(&format!("Learner {round}"), 100 + u128::from(round));
        station.write_journal(learner, ENTRIES);
        if round % 2 == 0 {
            station.finish_course(learner);
            earned += 1;
        }
        let file = station.export();
        let on_stick = office.stick.join(file.file_name().unwrap());
        std::fs::rename(&file, &on_stick).unwrap();
        let new = new_events(&bed, &office, &on_stick);
        if round == 0 {
            let warm = bed.folder.path().join("warm");
            copy(&office.home, &warm);
            longest = finish(&warm, &office.stick).mul_f64(1.1);
        }
        let mut child = open_apply(&office.home, &office.stick);
        std::thread::sleep(Duration::from_micros(dice.below(u64::try_from(longest.as_micros()).unwrap())));
        child.kill().unwrap_or_default(); // it may have ended
        child.wait().unwrap();
        *reached.entry(office.check(new, round)).or_insert(0) += 1;
        let took = finish(&office.home, &office.stick);
        longest = longest.max(took);
        (office.events, office.certificates) = (office.events + new, earned);
        assert_eq!(office.check(0, round), Reached::Nothing);
        assert_eq!(office.registry().certificates().unwrap().len(), earned, "round {round}: every certificate");
        take_receipt(&mut station, &office.home);
        let kept = bed.folder.path().join(file.file_name().unwrap());
        std::fs::rename(on_stick, &kept).unwrap();
        carried.push(kept);
    }
    // An office that nobody killed opens the same files at one go.
    for file in &carried {
        std::fs::copy(file, office.stick.join(file.file_name().unwrap())).unwrap();
    }
    finish(&unkilled, &office.stick);
    let other = Registry::open(&unkilled.join("registry.sqlite")).unwrap();
    assert_eq!(other.contents_hash().unwrap(), office.registry().contents_hash().unwrap());
    println!("killed before, after the merge, after the certificates: {reached:?}");
    assert!(reached.len() > 1, "the plug was always pulled at the same place: {reached:?}");
}

fn new_events(bed: &OfficeBed, office: &Office, file: &Path) -> u64 {
    let registry = office.registry();
    let identities = bed.keys.opening().unwrap();
    let files = [file.to_owned()];
    let plan = foothold::office::open::plan(&bed.home, &registry, &bed.trust(), &identities, &files, 1, |_| true);
    plan.unwrap().files[0].outcome.as_ref().unwrap().plan.new
}

fn take_receipt(station: &mut StationBed, home: &Path) {
    let receipt = notices(home).into_iter().find(|path| path.extension().is_some_and(|e| e == "freceipt")).unwrap();
    station.take_receipt(&receipt).unwrap();
}
