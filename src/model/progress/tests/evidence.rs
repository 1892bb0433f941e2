//! The evidence behind seat time adds up to it.

use super::*;
use crate::model::progress::Told;

fn minutes(station: u8, n: u64, minutes: u64) -> Event {
    let Body::LessonSpan(body) = span("film", SpanUnit::Ms, &[[0, 1]], 1) else { unreachable!() };
    let body = LessonSpan { active_ms: minutes * MINUTE, ..body };
    event_of(station, n, Actor::Station, Body::LessonSpan(body))
}

fn check(events: &[Event], held: &BTreeSet<EpochId>, counted: u64, twice: u64, waiting: u64) {
    let fold = LearnerFold::of(events);
    let (time, evidence) = (fold.time(held), fold.evidence(events, held));
    let sum = |of: fn(&Evidence) -> u64| evidence.iter().map(of).sum::<u64>();
    assert_eq!(sum(|e| e.counted_ms), time.credited_ms);
    assert_eq!(sum(|e| e.twice_ms), time.overlap_ms);
    assert_eq!(sum(|e| e.waiting_ms), time.held_ms);
    assert_eq!((time.credited_ms, time.overlap_ms, time.held_ms), (counted * MINUTE, twice * MINUTE, waiting * MINUTE));
    let stretches = fold.stretches(None, held);
    let of = |counts| stretches.iter().filter(|s| s.counts == counts).map(|s| s.to - s.from).sum::<u64>();
    assert_eq!(
        (of(Counts::Once), of(Counts::Twice), of(Counts::Waiting)),
        (time.credited_ms, time.overlap_ms, time.held_ms)
    );
}

#[test]
fn what_counts_of_each_event_adds_up_to_the_time_that_counts() {
    let none = BTreeSet::new();
    check(&[minutes(1, 10, 10), minutes(1, 20, 10)], &none, 20, 0, 0);
    check(&[minutes(1, 10, 10), minutes(1, 15, 10)], &none, 15, 0, 0);
    check(&[minutes(1, 10, 10), minutes(2, 15, 10)], &none, 15, 5, 0);
    check(&[minutes(1, 10, 10), minutes(2, 30, 30), minutes(3, 12, 4)], &none, 30, 14, 0);
    check(&[minutes(1, 10, 10), minutes(2, 15, 10)], &BTreeSet::from([EpochId([2; 16])]), 10, 0, 10);
    let wrong = minutes(1, 20, 10);
    let events = [minutes(1, 10, 10), wrong.clone(), by_staff(40, correction(&[&wrong], &[], None))];
    check(&events, &none, 10, 0, 0);
}

#[test]
fn evidence_names_the_event_the_place_and_the_hour() {
    let events = [minutes(1, 30, 10), event(5, answered(1, "q1", 1))];
    let evidence = LearnerFold::of(&events).evidence(&events, &BTreeSet::new());
    let seen: Vec<_> = evidence.iter().map(|e| (e.event, e.told, e.wall[1])).collect();
    assert_eq!(
        seen,
        [(events[1].hash, Told::Answer, START + 5 * MINUTE), (events[0].hash, Told::Span, START + 30 * MINUTE)]
    );
    assert_eq!(evidence[1].wall[0], START + 20 * MINUTE);
}
