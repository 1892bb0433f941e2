//! The straight line, and what mends itself.

use super::*;
use foothold::model::event::Body;
use foothold::office::registry::StationState;

#[test]
fn events_of_an_unconfirmed_station_are_kept_apart_until_a_clerk_confirms_it() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    station.write_journal(ana, 5);
    let here = station.events().len() as u64;
    let file = station.export();
    let plan = office.plan(std::slice::from_ref(&file));
    let outcome = plan.files[0].outcome.as_ref().unwrap();
    assert_eq!((outcome.plan.unconfirmed, outcome.plan.new), (here, 0));
    assert_eq!(outcome.notes[0].code.as_str(), "export.unconfirmed");
    assert_eq!(office.registry.counts(None).unwrap().unconfirmed, 0, "a plan changes nothing");
    office.merge(std::slice::from_ref(&file));
    let counts = office.registry.counts(None).unwrap();
    assert_eq!((counts.unconfirmed, counts.counted), (here, 0));
    assert!(
        receipts::write_notice(&office.home, &mut office.registry, &office.keys, &*office.clock).unwrap().is_empty()
    );

    assert_eq!(office.confirm("One"), here);
    let receipt = office.receipt("One");
    let taken = station.take_receipt(&receipt).unwrap();
    assert!(taken.is_confirmed && taken.events_held == here);
    // From now on the certificate rides in every export, and nothing that is held goes again.
    let merged = office.carry(&mut station);
    assert_eq!((merged.known, merged.apart), (0, 0));
    assert_eq!(merged.new, 3, "export.started, export.finished and receipt.taken");
    assert_eq!(
        office.registry.station(station.store.station().unwrap().unwrap().id).unwrap().unwrap().state,
        StationState::Confirmed
    );
}

#[test]
fn exporting_and_opening_again_adds_only_the_disclosures() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let first = station.export();
    let second = station.export();
    office.merge(std::slice::from_ref(&first));
    let before = office.registry.contents_hash().unwrap();
    let merged = office.merge(std::slice::from_ref(&first));
    assert_eq!((merged.new + merged.apart, merged.filled), (0, 0));
    assert_eq!(office.registry.contents_hash().unwrap(), before);
    let merged = office.merge(&[second, first]);
    assert_eq!(merged.apart, 2, "the first export's started and finished");
}

#[test]
fn free_text_stays_and_the_chain_still_holds() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    station.write_journal(ana, 2);
    let account = export_progress::account(&station.store, &trust::held_trust(&station.store).unwrap()).unwrap();
    assert_eq!((account.withheld, account.texts.len()), (2, 0));
    assert_eq!(account.people[0].name, "Ana");
    office.carry(&mut station);
    office.confirm("One");
    let events = office.registry.events_of(ana).unwrap();
    assert!(events.iter().all(|(event, _)| !matches!(event.body(), Some(Body::JournalSaved(_)))));
    assert_eq!(events.iter().filter(|(event, _)| event.body.is_none()).count(), 2);
    assert_eq!(office.registry.counts(None).unwrap().unrooted, 0);
    let people = foothold::office::people::all(&office.registry).unwrap();
    assert_eq!(people[0].name, "Ana");
}

#[test]
fn a_clone_shows_as_a_fork_and_nothing_is_lost() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    office.carry(&mut station);
    office.confirm("One");
    let mut clone = station.cloned(11);
    station.write_journal(ana, 3);
    clone.write_journal(ana, 4);
    let (one, two) = (station.export(), clone.export());
    let plan = office.plan(&[one.clone(), two.clone()]);
    let forks: Vec<usize> = plan.files.iter().map(|file| file.outcome.as_ref().unwrap().plan.forks.len()).collect();
    assert_eq!(forks, [0, 1]);
    office.merge(&[two, one]);
    assert_eq!(office.registry.forks().unwrap().len(), 1);
    assert!(!office.registry.held_epochs().unwrap().is_empty());
    let journals = office
        .registry
        .events_of(ana)
        .unwrap()
        .iter()
        .filter(|(event, _)| event.header.kind == "journal.saved")
        .count();
    assert_eq!(journals, 7);
    stations::accept_forks(&mut office.registry, "One", 1).unwrap();
    assert!(office.registry.held_epochs().unwrap().is_empty());
    // Both get a receipt of their own events, from one file.
    let receipt = office.receipt("One");
    for bed in [&mut station, &mut clone] {
        assert!(bed.take_receipt(&receipt).unwrap().events_unsent <= 3);
    }
}

#[test]
fn an_office_restored_from_a_backup_gets_everything_again() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    office.carry(&mut station);
    office.confirm("One");
    let backup = office.folder.path().join("backup.sqlite");
    office.registry.backup_to(&backup).unwrap();
    station.take_receipt(&office.receipt("One")).unwrap();
    station.write_journal(ana, 3);
    office.carry(&mut station);
    station.take_receipt(&office.receipt("One")).unwrap();
    // The office falls back. Its next receipt names an older tip, and the station sends the rest again.
    office.registry = Registry::open(&backup).unwrap();
    let file = station.export();
    let plan = office.plan(std::slice::from_ref(&file));
    assert_eq!(plan.files[0].outcome.as_ref().unwrap().plan.missing_before.len(), 1);
    office.merge(&[file]);
    assert!(office.registry.counts(None).unwrap().unrooted > 0);
    let taken = station.take_receipt(&office.receipt("One")).unwrap();
    assert!(taken.events_unsent > 3);
    office.carry(&mut station);
    let counts = office.registry.counts(None).unwrap();
    assert_eq!(counts.unrooted, 0);
    let held = station.events().len() as u64 - 2; // but for the last export's own two
    assert_eq!(counts.counted, held);
}

#[test]
fn a_retired_stations_later_events_are_quarantined() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    office.carry(&mut station);
    office.confirm("One");
    assert_eq!(office.retire("One"), 0);
    station.write_journal(ana, 3);
    let file = station.export();
    let plan = office.plan(std::slice::from_ref(&file));
    let outcome = plan.files[0].outcome.as_ref().unwrap();
    assert_eq!((outcome.plan.new, outcome.plan.quarantined), (0, 5));
    assert_eq!(outcome.notes[0].code.as_str(), "export.retired");
    office.merge(&[file]);
    assert_eq!(office.registry.counts(None).unwrap().quarantined, 5);
}

#[test]
fn a_receipt_for_another_station_is_refused() {
    let mut office = OfficeBed::new();
    let (mut one, mut two) = (StationBed::new(&office, "One", 10), StationBed::new(&office, "Two", 11));
    let files = [one.export(), two.export()];
    office.merge(&files);
    office.confirm("One");
    office.confirm("Two");
    let receipt = office.receipt("One");
    assert_eq!(two.take_receipt(&receipt).unwrap_err().code.as_str(), "receipt.other_station");
    let mut bytes = std::fs::read(&receipt).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&receipt, bytes).unwrap();
    assert_eq!(one.take_receipt(&receipt).unwrap_err().code.as_str(), "receipt.altered");
}

#[test]
fn a_late_receipt_takes_nothing_back() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    office.carry(&mut station);
    office.confirm("One");
    let receipt = office.receipt("One");
    let old = office.folder.path().join("old.freceipt");
    std::fs::copy(&receipt, &old).unwrap();
    station.take_receipt(&receipt).unwrap();
    office.carry(&mut station);
    let newer = office.receipt("One");
    let after = station.take_receipt(&newer).unwrap();
    let late = station.take_receipt(&old).unwrap();
    assert!(late.was_known && late.events_unsent == after.events_unsent);
}
