//! Pulling the plug while a pack is carried in: whenever it happens, the library is the old one or the new one.

use super::{Dice, PLACE, place, rounds};
use crate::made_up;
use foothold::job::import_pack::{ImportRequest, run};
use foothold::job::sweep_library::sweep_library;
use foothold::job::watch::unwatched;
use foothold::library::fault::NoFaults;
use foothold::library::home::Home;
use foothold::model::event::Actor;
use foothold::store::Store;
use foothold::system::{SystemClock, SystemRandom};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

fn open(home: &Home) -> Store {
    Store::open(&home.station_db(), Arc::new(SystemClock::start()), Arc::new(SystemRandom)).unwrap()
}

fn import(folder: &Path) {
    let home = Home::new(folder.join("home"));
    let mut store = open(&home);
    sweep_library(&home, &store).unwrap();
    let request = ImportRequest::of(folder.join("x.fpack"));
    unwatched(|watch| run(&home, &mut store, &request, Actor::Station, &NoFaults, watch)).unwrap();
}

/// Not a test of its own: what the parent starts and kills.
#[test]
#[ignore = "the child of killing_an_import_at_any_moment"]
fn child_that_is_killed() {
    if let Some(folder) = place() {
        import(&folder);
    }
}

fn child(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "kill::import::child_that_is_killed"])
        .env(PLACE, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killing_an_import_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let (manifest, hash) = made_up::write(&folder.path().join("x.fpack"), 3, 1_500_000);
    let whole = std::fs::read(folder.path().join("x.fpack")).unwrap();
    let (home, store) = made_up::station(&folder.path().join("home"), &manifest, hash);
    drop(store);
    let (mut cut, mut done, mut longest_ms) = (0, 0, 100);
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    for round in 0..rounds(60) {
        let start = Instant::now();
        let mut child = child(folder.path());
        if round == 0 {
            assert!(child.wait().unwrap().success());
            longest_ms = u64::try_from(start.elapsed().as_millis()).unwrap() * 11 / 10 + 1;
        } else {
            std::thread::sleep(Duration::from_millis(dice.below(longest_ms)));
        }
        child.kill().unwrap_or_default(); // it may have ended
        child.wait().unwrap();
        let mut store = open(&home);
        store.check_whole().unwrap();
        sweep_library(&home, &store).unwrap();
        let has_row = store.pack(&hash).unwrap().is_some();
        assert_eq!(has_row, home.pack(&hash).exists(), "round {round}: a row and a file, or neither");
        if has_row {
            assert!(std::fs::read(home.pack(&hash)).unwrap() == whole, "round {round}: the file is not the pack");
            store.write(|writer| writer.remove_pack(&hash)).unwrap();
            std::fs::remove_file(home.pack(&hash)).unwrap();
            done += 1;
        } else {
            cut += 1;
        }
    }
    import(folder.path());
    assert!(cut > 0 && done > 0, "{cut} cut, {done} whole: the plug was pulled too early or too late");
    assert!(std::fs::read(home.pack(&hash)).unwrap() == whole, "after {cut} cut and {done} whole imports");
}
