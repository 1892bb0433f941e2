//! A thousand and more spoiled copies for each parser of what sticks carry in signed or sealed files: refused or read,
//! never a panic. (What courses are made of has its own in `tests/mutants`; `fuzz/` goes on for as long as one likes.)
//!
//! `FOOTHOLD_MUTANTS=100000 FOOTHOLD_SEED=7` tries others, and more of them.

#[path = "../src/media/damage.rs"]
mod damage;

use super::made_up;
use super::office::{OfficeBed, StationBed};
use damage::Damage;
use foothold::crypto::seal::{open_all, seal};
use foothold::format::event_log::{NO_HASH, from_line, to_line};
use foothold::format::export;
use foothold::format::manifest::peek_manifest;
use foothold::format::pack::{Layout, read_chunk_list, read_envelope};
use std::fs;

fn wanted(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Gives spoiled copies of `whole` to `is_read`, and tells how many were read.
fn spoiled(whole: &[u8], marks: &[u8], mut is_read: impl FnMut(&[u8]) -> bool) -> u64 {
    let mut damage = Damage::seeded(wanted("FOOTHOLD_SEED", 1));
    let mut read = 0;
    for _ in 0..wanted("FOOTHOLD_MUTANTS", 1200) {
        let mut bytes = whole.to_vec();
        damage.spoil(&mut bytes, 4, marks);
        read += u64::from(bytes != whole && is_read(&bytes));
    }
    read
}

#[test]
fn heads_of_packs() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("x.fpack");
    made_up::write(&path, 2, 300_000);
    let whole = fs::read(&path).unwrap();
    let head = &whole[..whole.len().min(6000)];
    let is_read = |bytes: &[u8]| {
        let mut from = bytes;
        let Ok(envelope) = read_envelope(&mut from) else { return false };
        let Ok((manifest, _)) = peek_manifest(&envelope) else { return false };
        let Ok(chunks) = read_chunk_list(&mut from, &manifest, envelope.len()) else { return false };
        Layout::new(&manifest, &envelope, chunks.bytes()).is_ok()
    };
    assert!(is_read(head));
    spoiled(head, b"{}\":,0PK", is_read);
    let mut from = head;
    let envelope = read_envelope(&mut from).unwrap();
    spoiled(&envelope, b"{}\":,0=", |bytes| peek_manifest(bytes).is_ok());
}

#[test]
fn exports_and_what_is_in_them() {
    let office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    station.write_journal(ana, 3);
    let sealed = fs::read(station.export()).unwrap();
    let identities = office.keys.opening().unwrap();
    let trust = office.trust();
    let is_read = |bytes: &[u8]| {
        export::open(&identities, &trust.root, bytes).is_ok_and(|opened| opened.read_events(|_, _, _| ()).is_ok())
    };
    assert!(is_read(&sealed));
    assert_eq!(spoiled(&sealed, b"", is_read), 0, "not one altered byte goes unseen");
    let plain = open_all(&identities, sealed.as_slice(), 1 << 24).unwrap();
    let recipient = identities[0].recipient();
    let again = seal(std::slice::from_ref(&recipient), &plain).unwrap();
    assert!(is_read(&again));
    let read = spoiled(&plain, b"{}\":,0=", |bytes| is_read(&seal(std::slice::from_ref(&recipient), bytes).unwrap()));
    assert_eq!(read, 0, "sealed by whom it may, the station's signature stands for each byte");
}

#[test]
fn lines_of_events() {
    let office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    station.write_journal(ana, 1);
    for event in station.events() {
        let line = to_line(&event, false).unwrap();
        let line = line.strip_suffix(b"\n").unwrap();
        spoiled(line, b"{}\":,0\\", |bytes| match from_line(bytes, NO_HASH, 1) {
            Ok(found) => {
                assert_eq!(to_line(&found, found.body.is_none()).unwrap().strip_suffix(b"\n"), Some(bytes));
                true
            }
            Err(_) => false,
        });
    }
}
