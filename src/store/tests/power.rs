//! Power cuts: whatever of the journal reached the disk, the database opens clean and holds all that was reported.

use super::*;
use std::fs;

/// A database and its journal as they were on the disk, and the journal's length when each event was reported saved.
struct Run {
    database: Vec<u8>,
    journal: Vec<u8>,
    saved_at: Vec<u64>,
}

fn record(events: u64) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    let _busy: (i64, i64, i64) = store
        .db
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap();
    store.db.execute_batch("PRAGMA wal_autocheckpoint=0").unwrap();
    let journal = folder.path().join("station.sqlite-wal");
    let mut saved_at = Vec::new();
    for n in 0..events {
        if n % 3 == 2 {
            let span = Some(span("org.example.work", n));
            let state = Checkpoint { session: session(1), learner: learner(1), wall_ms: n, session_active_ms: n, span };
            store.append_with_checkpoint(vec![opened("org.example.work")], &state).unwrap();
        } else {
            store.append(opened("org.example.work")).unwrap();
        }
        saved_at.push(fs::metadata(&journal).unwrap().len());
    }
    let database = fs::read(folder.path().join("station.sqlite")).unwrap();
    Run { database, journal: fs::read(journal).unwrap(), saved_at }
}

/// Puts the files where a computer that lost power would find them, and opens.
fn check(run: &Run, database: &[u8], journal: &[u8], reached: u64, what: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("station.sqlite");
    fs::write(&path, database).unwrap();
    fs::write(folder.path().join("station.sqlite-wal"), journal).unwrap();
    let mut store = open(&path, 2).unwrap_or_else(|error| panic!("{what}: {error}"));
    store.check_whole().unwrap_or_else(|error| panic!("{what}: {error}"));
    let saved = run.saved_at.iter().filter(|length| **length <= reached).count() as u64;
    let found = store.event_count().unwrap().saturating_sub(1); // but for epoch.started
    assert!(found >= saved, "{what}: {saved} were reported saved, {found} are there");
    store.recover().unwrap();
    store.append(opened("org.example.work")).unwrap();
    let events = store.events_after(0, u64::MAX).unwrap().events;
    assert!(events.windows(2).all(|pair| pair[0].hash == pair[1].prev_hash), "{what}: the chain is broken");
}

#[test]
fn a_journal_cut_at_every_512_bytes_loses_nothing_reported() {
    let run = record(12);
    for cut in (0..=run.journal.len()).step_by(512) {
        check(&run, &run.database, &run.journal[..cut], cut as u64, &format!("cut at {cut}"));
    }
}

#[test]
fn a_journal_torn_at_every_512_bytes_loses_nothing_reported() {
    let run = record(5);
    for cut in (0..=run.journal.len()).step_by(512) {
        let mut torn = run.journal.clone();
        torn[cut..].fill(0xA5); // the length is there, the content is not
        check(&run, &run.database, &torn, cut as u64, &format!("torn at {cut}"));
    }
}

#[test]
fn a_checkpoint_cut_at_every_page_loses_nothing_reported() {
    let run = record(8);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("station.sqlite");
    fs::write(&path, &run.database).unwrap();
    fs::write(folder.path().join("station.sqlite-wal"), &run.journal).unwrap();
    drop(open(&path, 3).unwrap()); // the last connection to close moves the journal into the database
    let moved = fs::read(&path).unwrap();
    let old = |at: usize| run.database.get(at).copied().unwrap_or(0);
    for cut in (0..=moved.len()).step_by(4096) {
        let torn: Vec<u8> = moved[..cut].iter().copied().chain((cut..moved.len()).map(old)).collect();
        check(&run, &torn, &run.journal, u64::MAX, &format!("checkpoint cut at {cut}"));
        let backwards: Vec<u8> = (0..cut).map(old).chain(moved[cut..].iter().copied()).collect();
        check(&run, &backwards, &run.journal, u64::MAX, &format!("checkpoint from {cut}"));
    }
}
