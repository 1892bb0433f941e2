//! Progress carried out to a stick: no half file is ever announced, and the office gets every event once.

use super::{Dice, Running, own_dice, place, report, rounds};
use crate::office::{OfficeBed, PASSPHRASE, StationBed, slug};
use foothold::job::watch::{Stage, Step, Watch};
use foothold::job::{export_progress, import_receipt, staff, trust};
use foothold::model::event::{Actor, Body, Draft, JournalSaved};
use foothold::model::id::{Hash, LearnerId};
use foothold::store::Store;
use foothold::system::{SystemClock, SystemRandom};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// More lines than a process reports that pulls its own plug.
const LINES_MAX: u64 = 1000;
/// Rounds between two receipts.
const RECEIPT_EVERY: u64 = 8;

fn open(place: &Path) -> (Store, staff::SignedInStaff) {
    let path = place.join("station.sqlite");
    let mut store = Store::open(&path, Arc::new(SystemClock::start()), Arc::new(SystemRandom)).unwrap();
    let signed_in = staff::sign_in(&mut store, "Ada", PASSPHRASE).unwrap();
    (store, signed_in)
}

fn export(place: &Path, heard: &mut dyn FnMut(Step)) -> Vec<export_progress::Exported> {
    let (mut store, signed_in) = open(place);
    export_with(&mut store, &signed_in, place, heard)
}

fn export_with(
    store: &mut Store,
    signed_in: &staff::SignedInStaff,
    place: &Path,
    heard: &mut dyn FnMut(Step),
) -> Vec<export_progress::Exported> {
    let held = trust::held_trust(store).unwrap();
    let (never, by) = (AtomicBool::new(false), Some(signed_in.staff.id));
    let mut watch = Watch::new(heard, &never);
    export_progress::run(store, &held, &signed_in.keys.signing, &place.join("stick"), by, &mut watch).unwrap()
}

/// The process that is killed. Run by itself it does nothing.
#[test]
#[ignore = "the other half of a test below"]
fn exports_until_killed() {
    let Some(place) = place() else { return };
    let mut dice = own_dice();
    let (mut store, signed_in) = open(&place);
    let learner = LearnerId(uuid::Uuid::from_u128(1));
    report("\nready"); // the test harness has begun a line of its own
    // Now and then the plug is pulled exactly at a step of the export instead of anywhere.
    let at = [Stage::Gathering, Stage::Sealing, Stage::Writing, Stage::Comparing].get(dice.below(8) as usize).copied();
    let after = dice.below(3);
    for number in 0.. {
        let body = JournalSaved { entry: slug(&format!("n-{number}")), text: "Today.".into() };
        let event = store.append(Draft::by(Actor::Learner(learner), Body::JournalSaved(body)).about(learner)).unwrap();
        report(&format!("saved {}", event.hash));
        let mut step = |step: Step| {
            if number == after && at == Some(step.stage) {
                std::process::abort();
            }
        };
        for done in export_with(&mut store, &signed_in, &place, &mut step) {
            report(&format!("carried {} {}", done.written.path.display(), done.written.sha256));
        }
    }
}

/// A seed; if `step` is given, one with which the process aborts at that step.
fn seed_that(dice: &mut Dice, step: Option<u64>) -> u64 {
    loop {
        let seed = dice.below(u64::MAX);
        if step.is_none_or(|step| Dice(seed).below(8) == step) {
            return seed;
        }
    }
}

fn files(stick: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(stick).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn is_export(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "fexport")
}

fn sha256(path: &Path) -> Hash {
    Hash(foothold::crypto::hash::sha256(&std::fs::read(path).unwrap()))
}

/// What was reported holds, and the log tells of no file that is not whole.
fn check(place: &Path, said: &[String], round: u64) {
    let store =
        Store::open(&place.join("station.sqlite"), Arc::new(SystemClock::start()), Arc::new(SystemRandom)).unwrap();
    store.check_whole().unwrap();
    for line in said {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["saved", hash] => {
                let hash = Hash::from_hex(hash).unwrap();
                assert!(store.holds(&hash).unwrap(), "round {round}: {hash} was shown as saved");
            }
            ["carried", path, hash] => {
                assert_eq!(sha256(Path::new(path)).to_hex(), hash, "round {round}: {path} was shown as safe");
            }
            _ => {}
        }
    }
    let here: BTreeSet<String> =
        files(&place.join("stick")).iter().map(|path| path.file_name().unwrap().to_string_lossy().into()).collect();
    let mut told = BTreeSet::new();
    for finished in store.exports().unwrap().into_iter().filter_map(|row| row.finished) {
        let path = place.join("stick").join(&finished.file);
        if path.exists() {
            assert_eq!(sha256(&path), finished.sha256, "round {round}: {}", finished.file);
        }
        told.insert(finished.file);
    }
    for name in here.iter().filter(|name| told.contains(*name)) {
        assert!(is_export(Path::new(name)), "round {round}: the log tells of {name}");
    }
}

#[test]
fn a_killed_export_leaves_whole_files_and_the_office_gets_every_event_once() {
    let mut office = OfficeBed::new();
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    let mut bed = StationBed::new(&office, "One", 10);
    bed.add_learner("Ana", 1);
    bed.store.copy_to(&place.join("station.sqlite")).unwrap();
    drop(bed);
    for name in ["stick", "carried"] {
        std::fs::create_dir(place.join(name)).unwrap();
    }
    office.merge(&export(place, &mut |_| ()).into_iter().map(|one| one.written.path).collect::<Vec<_>>());
    office.confirm("One");
    let mut dice = Dice(0x94D0_49BB_1331_11EB);
    let (mut carried, mut unfinished, mut since) = (Vec::new(), 0, Vec::new());
    for round in 0..rounds(30) {
        // Every third process pulls its own plug while it writes or compares: at those steps a file surely lies there.
        let pulls_its_own = (round % 3 == 0).then(|| 2 + round % 2);
        let seed = seed_that(&mut dice, pulls_its_own);
        let mut process = Running::start("kill::export::exports_until_killed", place, seed);
        process.wait_until_ready();
        let lines = if pulls_its_own.is_some() { LINES_MAX } else { dice.below(5) };
        let said = process.kill_after(lines, dice.micros_below(9000));
        check(place, &said, round);
        let left: Vec<PathBuf> = files(&place.join("stick")).into_iter().filter(|path| !is_export(path)).collect();
        unfinished += left.len();
        let next = export(place, &mut |_| ());
        assert!(next.iter().all(|one| one.written.path.exists()), "round {round}: the next try completes");
        assert!(files(&place.join("stick")).iter().all(|path| is_export(path)), "round {round}: and tidies up");
        for path in files(&place.join("stick")) {
            let to = place.join("carried").join(path.file_name().unwrap());
            std::fs::rename(&path, &to).unwrap();
            since.push(to.clone());
            carried.push(to);
        }
        if round % RECEIPT_EVERY == RECEIPT_EVERY - 1 {
            let plan = office.plan(&since);
            assert!(!plan.has_refused(), "round {round}: {:?}", plan.files);
            plan.apply(&mut office.registry, 1).unwrap();
            since.clear();
            take_receipt(&mut office, place);
        }
    }
    let last: Vec<PathBuf> = export(place, &mut |_| ()).into_iter().map(|one| one.written.path).collect();
    since.extend(last.clone());
    office.merge(&since);
    carried.extend(last);
    compare(&mut office, place, &carried);
    assert!(unfinished > 0, "no file was cut while it was written: the plug is pulled at the wrong times");
}

fn take_receipt(office: &mut OfficeBed, place: &Path) {
    let receipt = office.receipt("One");
    let (mut store, signed_in) = open(place);
    let held = trust::held_trust(&store).unwrap();
    let file = std::fs::File::open(receipt).unwrap();
    import_receipt::take(&mut store, &held, &signed_in.keys.sealing, Some(signed_in.staff.id), file).unwrap();
}

/// Every event of the station, but for the last export's own, is in the registry once; and the same files opened
/// at one go by an office that nobody ever interrupted give the same registry.
fn compare(office: &mut OfficeBed, place: &Path, carried: &[PathBuf]) {
    let (store, _) = open(place);
    let events = store.events_after(0, u64::MAX).unwrap().events;
    let last = events.iter().rposition(|event| event.header.kind == "export.started").unwrap();
    let last = last - usize::from(events[last - 1].header.kind == "epoch.started"); // written with it
    for event in &events[..last] {
        assert!(office.registry.place_of(&event.hash).unwrap().is_some(), "{} is missing", event.header.kind);
    }
    let counts = office.registry.counts(None).unwrap();
    assert_eq!((counts.counted, counts.unrooted), (last as u64, 0));
    office.registry.check_whole().unwrap();
    let wanted = office.registry.contents_hash().unwrap();
    let mut at_one_go = office.empty_registry("at-one-go");
    std::mem::swap(&mut office.registry, &mut at_one_go);
    let mut backwards: Vec<PathBuf> = carried.to_vec();
    backwards.reverse();
    office.merge(&backwards);
    assert_eq!(office.registry.contents_hash().unwrap(), wanted);
}
