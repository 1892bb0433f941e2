use super::*;

fn hash(n: u8) -> Hash {
    if n == 0 { NO_HASH } else { Hash([n; 32]) }
}

fn epoch(n: u8) -> EpochId {
    EpochId([n; 16])
}

/// Events `hashes` of epoch `of` from `from_seq`, after event `prev`; the third of a log recorded a certificate.
fn chain(of: u8, from_seq: u64, prev: u8, hashes: &[u8]) -> Chain {
    Chain {
        epoch: epoch(of),
        from_seq,
        prev_hash: hash(prev),
        parent: None,
        hashes: hashes.iter().map(|n| hash(*n)).collect(),
        bodiless: Vec::new(),
        certificates: (0..hashes.len()).filter(|place| from_seq + *place as u64 == 2).collect(),
    }
}

/// The same, as the beginning of an epoch after event `seq` of epoch `parent`.
fn child(of: u8, hashes: &[u8], parent: (u8, u64, u8)) -> Chain {
    let tip = Tip { epoch: epoch(parent.0), seq: parent.1, hash: hash(parent.2) };
    Chain { parent: Some(tip), ..chain(of, 0, parent.2, hashes) }
}

fn facts(state: StationState, last_good: Option<Tip>) -> Facts {
    Facts { state: Some(state), good_ends: last_good.into_iter().collect(), ..Facts::default() }
}

fn known(of: u8, seq: u64, prev: u8, n: u8) -> (EpochId, Known) {
    (epoch(of), Known { seq, prev_hash: hash(prev), hash: hash(n), has_body: true })
}

/// What two events follow, in its place.
fn after(of: u8, seq: u64, n: u8) -> After {
    After { hash: hash(n), place: Some((epoch(of), seq)) }
}

fn plans(facts: &Facts, files: &[&[Chain]]) -> Vec<FilePlan> {
    plan_merge(facts, &files.iter().map(|chains| chains.to_vec()).collect::<Vec<_>>())
}

#[test]
fn a_station_decides_whether_its_events_count() {
    let events = [chain(1, 0, 0, &[1, 2, 3])];
    let last = Tip { epoch: epoch(1), seq: 1, hash: hash(2) };
    let cases = [
        (facts(StationState::Confirmed, None), (3, 0, 0)),
        (facts(StationState::Asking, None), (0, 3, 0)),
        (facts(StationState::Retired, Some(last)), (2, 0, 1)),
        (facts(StationState::Retired, None), (0, 0, 3)),
        (Facts::default(), (0, 3, 0)),
    ];
    for (facts, wanted) in cases {
        let plan = plans(&facts, &[&events]).remove(0);
        assert_eq!((plan.new, plan.unconfirmed, plan.quarantined), wanted);
        assert_eq!(plan.recorded.len() == 1, plan.new == 3, "only what counts leads to certificates");
        assert_eq!(plan.runs.iter().map(|run| run.count).sum::<u64>(), 3);
    }
}

#[test]
fn a_second_file_adds_nothing_and_fills_what_was_withheld() {
    let full = [chain(1, 0, 0, &[1, 2])];
    let withheld = [Chain { bodiless: vec![1], ..full[0].clone() }];
    let facts = facts(StationState::Confirmed, None);
    let plans = plans(&facts, &[&withheld, &full, &full]);
    let counts: Vec<_> = plans.iter().map(|plan| (plan.new, plan.known, plan.filled)).collect();
    assert_eq!(counts, [(2, 0, 0), (0, 1, 1), (0, 2, 0)]);
    assert_eq!(plans[1].runs[1], Run { verdict: Verdict::Fill, count: 1, before: hash(1) });
}

#[test]
fn what_the_registry_holds_in_the_places_of_a_file_is_known_and_the_rest_is_one_run() {
    let mut facts = facts(StationState::Confirmed, None);
    let (of, one) = known(1, 0, 0, 1);
    facts.held.insert(of, vec![one, known(1, 1, 1, 2).1]);
    let plan = plans(&facts, &[&[chain(1, 0, 0, &[1, 2, 3, 4])]]).remove(0);
    let new = Verdict::New(Standing::Counted);
    let wanted =
        [Run { verdict: Verdict::Known, count: 2, before: NO_HASH }, Run { verdict: new, count: 2, before: hash(2) }];
    assert_eq!(plan.runs, wanted);
    // From the middle on, beside an event that differs: a fork.
    let plan = plans(&facts, &[&[chain(1, 1, 1, &[9, 10])]]).remove(0);
    assert_eq!((plan.new, plan.forks), (2, vec![after(1, 0, 1)]));
}

#[test]
fn forks_show_within_a_plan_and_against_the_registry() {
    let (one, two) = ([chain(1, 0, 0, &[1, 2])], [child(2, &[3], (1, 0, 1))]);
    let mut facts = facts(StationState::Confirmed, None);
    for files in [[&one[..], &two[..]], [&two[..], &one[..]]] {
        let plans = plans(&facts, &files);
        assert_eq!((plans[0].forks.clone(), plans[1].forks.clone()), (vec![], vec![after(1, 0, 1)]), "in either order");
    }
    facts.followers.insert(hash(1), vec![hash(2)]);
    assert_eq!(plans(&facts, &[&two])[0].forks, [after(1, 0, 1)]);
    facts.starts = vec![(hash(1), hash(3))];
    facts.followers.clear();
    assert_eq!(plans(&facts, &[&one])[0].forks, [after(1, 0, 1)], "another epoch begins there already");
    // Two logs from nothing under one key are a fork too; the same one again is not.
    let beginning = [chain(3, 0, 0, &[9])];
    assert_eq!(plans(&facts, &[&one, &beginning])[1].forks, [After { hash: NO_HASH, place: None }]);
    assert!(plans(&facts, &[&beginning, &beginning])[1].forks.is_empty());
    // An epoch that goes on is not one.
    assert!(plans(&facts, &[&[chain(1, 0, 0, &[1, 2]), child(4, &[5, 6], (1, 1, 2))]])[0].forks.len() == 1);
}

#[test]
fn a_range_that_hangs_on_nothing_known_is_named() {
    let alone = [chain(1, 4, 4, &[5])];
    let mut facts = facts(StationState::Confirmed, None);
    let named = Tip { epoch: epoch(1), seq: 4, hash: hash(5) };
    assert_eq!(plans(&facts, &[&alone])[0].missing_before, [named]);
    let before = [chain(1, 3, 0, &[4])];
    assert!(plans(&facts, &[&alone, &before])[0].missing_before.is_empty(), "another file of the same stick brings it");
    facts.there.insert(hash(4));
    assert!(plans(&facts, &[&alone])[0].missing_before.is_empty());
    let orphan = [child(2, &[7], (6, 10, 8))];
    assert_eq!(plans(&facts, &[&orphan])[0].missing_before.len(), 1, "nothing is known of its parent");
}

#[test]
fn what_is_good_follows_the_parents_even_of_a_lie() {
    let tip = |n: u8, seq: u64, h: u8| Tip { epoch: epoch(n), seq, hash: hash(h) };
    let parents = BTreeMap::from([(epoch(2), Some(tip(1, 5, 7))), (epoch(1), Some(tip(2, 9, 9)))]);
    let good = Good::new(&[tip(2, 3, 8)], &parents);
    assert!(good.has(&tip(2, 3, 8)) && good.has(&tip(2, 0, 1)) && good.has(&tip(1, 5, 7)));
    assert!(
        !good.has(&tip(2, 3, 99)) && !good.has(&tip(2, 4, 1)) && !good.has(&tip(1, 6, 1)) && !good.has(&tip(3, 0, 1))
    );
}

#[test]
fn every_side_of_a_divided_log_is_good_up_to_its_own_end() {
    let tip = |n: u8, seq: u64, h: u8| Tip { epoch: epoch(n), seq, hash: hash(h) };
    // Epoch 2 follows event 3 of epoch 1, which went on to event 9, twice: 19 and 29.
    let parents = BTreeMap::from([(epoch(2), Some(tip(1, 3, 4)))]);
    let ends = [tip(2, 5, 8), tip(1, 9, 19), tip(1, 9, 29)];
    for ends in [ends.to_vec(), ends.iter().rev().copied().collect()] {
        let good = Good::new(&ends, &parents);
        assert!([tip(1, 9, 19), tip(1, 9, 29), tip(1, 4, 5), tip(2, 5, 8)].iter().all(|event| good.has(event)));
        assert!([tip(1, 9, 39), tip(1, 10, 1), tip(2, 6, 1)].iter().all(|event| !good.has(event)));
    }
    assert!(!Good::new(&[], &parents).has(&tip(1, 0, 1)), "nothing that counts, nothing good");
}

#[test]
fn what_is_kept_apart_of_a_retired_station_divides_nothing() {
    let end = Tip { epoch: epoch(1), seq: 1, hash: hash(2) };
    let mut facts = facts(StationState::Retired, Some(end));
    let (of, one) = known(1, 0, 0, 1);
    facts.held.insert(of, vec![one, known(1, 1, 1, 2).1]);
    facts.followers.insert(hash(1), vec![hash(2)]);
    let old_copy = [child(2, &[3], (1, 0, 1))];
    let plan = plans(&facts, &[&old_copy]).remove(0);
    assert_eq!((plan.quarantined, plan.forks.len()), (1, 0));
    facts.state = Some(StationState::Confirmed);
    assert_eq!(plans(&facts, &[&old_copy]).remove(0).forks, [after(1, 0, 1)]);
}
