use super::*;
use crate::format::event_log::NO_HASH;

fn hash(n: u8) -> Hash {
    Hash([n; 32])
}

/// Event `n` of epoch `epoch`, after event `prev`.
fn seen(n: u8, prev: u8, epoch: u8, seq: u64) -> Seen {
    let prev_hash = if prev == 0 { NO_HASH } else { hash(prev) };
    Seen {
        hash: hash(n),
        prev_hash,
        epoch: EpochId([epoch; 16]),
        seq,
        has_body: true,
        parent: None,
        starts_range: seq == 0,
        is_certificate: seq == 2,
    }
}

const STATION: StationId = StationId([1; 16]);

fn facts(state: StationState, last_good: Option<Tip>) -> Facts {
    let station = StationFacts { state, last_good, parents: BTreeMap::new() };
    Facts { stations: BTreeMap::from([(STATION, station)]), ..Facts::default() }
}

#[test]
fn a_station_decides_whether_its_events_count() {
    let events = [seen(1, 0, 1, 0), seen(2, 1, 1, 1), seen(3, 2, 1, 2)];
    let last = Tip { epoch: EpochId([1; 16]), seq: 1, hash: hash(2) };
    let cases = [
        (facts(StationState::Confirmed, None), (3, 0, 0)),
        (facts(StationState::Asking, None), (0, 3, 0)),
        (facts(StationState::Retired, Some(last)), (2, 0, 1)),
        (facts(StationState::Retired, None), (0, 0, 3)),
        (Facts::default(), (0, 3, 0)),
    ];
    for (facts, wanted) in cases {
        let plan = plan_merge(&facts, &[(STATION, &events)]).remove(0);
        assert_eq!((plan.new, plan.unconfirmed, plan.quarantined), wanted);
        assert_eq!(plan.certificates, u64::from(plan.new == 3), "only what counts leads to certificates");
    }
}

#[test]
fn a_second_file_adds_nothing_and_fills_what_was_withheld() {
    let full = [seen(1, 0, 1, 0), seen(2, 1, 1, 1)];
    let withheld = full.map(|one| Seen { has_body: one.seq == 0, ..one });
    let facts = facts(StationState::Confirmed, None);
    let plans = plan_merge(&facts, &[(STATION, &withheld), (STATION, &full), (STATION, &full)]);
    let counts: Vec<_> = plans.iter().map(|plan| (plan.new, plan.known, plan.filled)).collect();
    assert_eq!(counts, [(2, 0, 0), (0, 1, 1), (0, 2, 0)]);
}

#[test]
fn forks_show_within_a_plan_and_against_the_registry() {
    let (one, two) = ([seen(1, 0, 1, 0), seen(2, 1, 1, 1)], [seen(3, 1, 2, 0)]);
    let mut facts = facts(StationState::Confirmed, None);
    let plans = plan_merge(&facts, &[(STATION, &one), (STATION, &two)]);
    assert_eq!((plans[0].forks.clone(), plans[1].forks.clone()), (vec![], vec![hash(1)]));
    facts.followers.insert((STATION, hash(1)), vec![hash(2)]);
    assert_eq!(plan_merge(&facts, &[(STATION, &two)])[0].forks, [hash(1)]);
    // Two logs from nothing under one key are a fork too; the same one again is not.
    let beginning = [seen(9, 0, 3, 0)];
    assert_eq!(plan_merge(&facts, &[(STATION, &one), (STATION, &beginning)])[1].forks, [NO_HASH]);
    assert!(plan_merge(&facts, &[(STATION, &beginning), (STATION, &beginning)])[1].forks.is_empty());
}

#[test]
fn a_range_that_hangs_on_nothing_known_is_named() {
    let alone = [Seen { starts_range: true, ..seen(5, 4, 1, 4) }];
    let facts = facts(StationState::Confirmed, None);
    assert_eq!(plan_merge(&facts, &[(STATION, &alone)])[0].missing_before.len(), 1);
    let before = [seen(4, 0, 1, 0)];
    let plans = plan_merge(&facts, &[(STATION, &alone), (STATION, &before)]);
    assert!(plans[0].missing_before.is_empty(), "another file of the same stick brings it");
}

#[test]
fn what_is_good_follows_the_parents_even_of_a_lie() {
    let epoch = |n: u8| EpochId([n; 16]);
    let tip = |n: u8, seq: u64, h: u8| Tip { epoch: epoch(n), seq, hash: hash(h) };
    let parents = BTreeMap::from([(epoch(2), Some(tip(1, 5, 7))), (epoch(1), Some(tip(2, 9, 9)))]);
    let good = Good::new(Some(&tip(2, 3, 8)), &parents);
    assert!(good.has(&tip(2, 3, 8)) && good.has(&tip(2, 0, 1)) && good.has(&tip(1, 5, 7)));
    assert!(
        !good.has(&tip(2, 3, 99)) && !good.has(&tip(2, 4, 1)) && !good.has(&tip(1, 6, 1)) && !good.has(&tip(3, 0, 1))
    );
}
