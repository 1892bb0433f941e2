//! What stays on a station: a journal always, notes unless the policy lets them go. Looked for in every decrypted byte.

use super::*;
use foothold::crypto::seal;
use foothold::model::event::{LessonRef, NoteSaved};
use foothold::model::id::{CourseId, LessonId};
use std::io::Read as _;

const JOURNAL: &str = "I dreamt of the harbour again.";
const NOTE: &str = "Ask the teacher about the second form.";

/// Every byte of an export as the office can read it: the sealed file's, and the events' once decompressed.
fn decrypted(office: &OfficeBed, export: &Path) -> (Vec<u8>, Vec<u8>) {
    let identities = office.keys.opening().unwrap();
    let sealed = std::fs::File::open(export).unwrap();
    let all = seal::open_all(&identities, sealed, 64 << 20).unwrap();
    let header = u32::from_be_bytes(all[..4].try_into().unwrap()) as usize;
    let mut events = Vec::new();
    let body = zstd::Decoder::new(&all[4 + header..]).unwrap().single_frame();
    let mut body = body;
    body.read_to_end(&mut events).unwrap();
    (all, events)
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|at| at == text.as_bytes())
}

/// A station under a policy, on which somebody wrote a note and in their journal, and its export.
fn written_under(policy: &str) -> (OfficeBed, StationBed, PathBuf) {
    let office = OfficeBed::new();
    let change =
        policy::PolicyChange { set: vec![("free_text".into(), policy.into())], ..policy::PolicyChange::default() };
    policy::change(&office.home, &office.keys, &change, office.clock.wall_ms()).unwrap();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    let at = LessonRef {
        course: CourseId::parse("org.example.work").unwrap(),
        edition: 1,
        lesson: LessonId::parse("read").unwrap(),
    };
    let note = NoteSaved { at, anchor: "block:2".into(), text: NOTE.into() };
    let entry = JournalSaved { entry: slug("2026-11-22-141400"), text: JOURNAL.into() };
    for body in [Body::NoteSaved(note), Body::JournalSaved(entry)] {
        station.store.append(Draft::by(Actor::Learner(ana), body).about(ana)).unwrap();
    }
    let export = station.export();
    (office, station, export)
}

#[test]
fn a_journal_never_leaves_whatever_the_policy_says() {
    for policy in ["off", "local", "reviewed"] {
        let (mut office, _station, export) = written_under(policy);
        let (all, events) = decrypted(&office, &export);
        assert!(!has(&all, JOURNAL) && !has(&events, JOURNAL), "{policy}");
        assert!(has(&events, "journal.saved"), "{policy}: that it was written is told, so that the chain holds");
        office.merge(std::slice::from_ref(&export));
        office.confirm("One");
        let ana = LearnerId(uuid::Uuid::from_u128(1));
        let held = office.registry.events_of(ana).unwrap();
        let journal = held.iter().find(|(event, _)| event.header.kind == "journal.saved").unwrap();
        assert!(journal.0.body().is_none(), "{policy}");
    }
}

#[test]
fn a_note_leaves_only_where_the_policy_has_it_reviewed() {
    for (policy, leaves) in [("off", false), ("local", false), ("reviewed", true)] {
        let (office, _station, export) = written_under(policy);
        let (_, events) = decrypted(&office, &export);
        assert_eq!(has(&events, NOTE), leaves, "{policy}");
    }
}

#[test]
fn what_is_shown_before_an_export_leaves_has_no_journal_in_it() {
    let (_office, station, _) = written_under("reviewed");
    let account = export_progress::account(&station.store, &trust::held_trust(&station.store).unwrap()).unwrap();
    let kinds: Vec<&str> = account.texts.iter().map(|text| text.kind.as_str()).collect();
    assert_eq!((kinds, account.withheld), (vec!["note.saved"], 1));
}
