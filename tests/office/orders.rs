//! Any order, repetition and split of exports gives the same registry.

use super::*;
use foothold::model::id::Hash;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Exports of three stations, one of them cloned, made at different times; some lost receipts in between.
fn exports(office: &mut OfficeBed) -> (Vec<PathBuf>, Vec<StationBed>) {
    let mut files = Vec::new();
    let mut beds = vec![StationBed::new(office, "One", 20), StationBed::new(office, "Two", 21)];
    for (n, bed) in beds.iter_mut().enumerate() {
        let learner = bed.add_learner("Ana", n as u128);
        bed.write_journal(learner, 3);
        files.push(bed.export());
    }
    let clone = beds[0].cloned(22);
    beds.push(clone);
    for (n, bed) in beds.iter_mut().enumerate() {
        let learner = bed.add_learner("Bea", 10 + n as u128);
        files.push(bed.export());
        bed.write_journal(learner, 2);
        files.push(bed.export());
    }
    // Split ones: a station that knows what the office holds sends only what follows.
    office.merge(&files);
    office.confirm("Two");
    let receipt = office.receipt("Two");
    beds[1].take_receipt(&receipt).unwrap();
    beds[1].write_journal(LearnerId(uuid::Uuid::from_u128(1)), 4);
    files.push(beds[1].export());
    (files, beds)
}

fn hash_of(office: &OfficeBed, name: &str, groups: &[Vec<PathBuf>]) -> Hash {
    let mut registry = office.empty_registry(name);
    let identities = office.keys.opening().unwrap();
    for group in groups {
        let now = office.clock.wall_ms();
        let plan = open::plan(&office.home, &registry, &office.trust(), &identities, group, now, |_| true).unwrap();
        assert!(
            !plan.has_refused(),
            "{:?}",
            plan.files.iter().filter_map(|file| file.outcome.as_ref().err()).collect::<Vec<_>>()
        );
        plan.apply(&mut registry, now).unwrap();
    }
    registry.check_whole().unwrap();
    registry.contents_hash().unwrap()
}

#[test]
fn any_order_repetition_and_split_gives_the_same_registry() {
    let mut office = OfficeBed::new();
    let (files, _beds) = exports(&mut office);
    let wanted = hash_of(&office, "in-order", std::slice::from_ref(&files));
    let count = files.len();
    let orders = prop::collection::vec(prop::collection::vec(0..count, 1..4), 1..6);
    let round = std::cell::Cell::new(0);
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    runner
        .run(&(orders, Just((0..count).collect::<Vec<_>>()).prop_shuffle()), |(repeated, all)| {
            round.set(round.get() + 1);
            let mut groups: Vec<Vec<PathBuf>> =
                repeated.iter().map(|group| group.iter().map(|n| files[*n].clone()).collect()).collect();
            groups.extend(all.chunks(2).map(|pair| pair.iter().map(|n| files[*n].clone()).collect::<Vec<_>>()));
            prop_assert_eq!(hash_of(&office, &format!("round-{}", round.get()), &groups), wanted);
            Ok(())
        })
        .unwrap();
}
