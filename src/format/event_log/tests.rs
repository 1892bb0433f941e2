use super::*;
use crate::model::event::{Actor, EpochStarted, SessionEnd, SessionEnded, Tip};
use crate::model::id::EpochId;

fn header(seq: u64, kind: &str) -> Header {
    Header {
        v: HEADER_VERSION,
        station: StationId([7; 16]),
        epoch: EpochId([9; 16]),
        seq,
        kind: kind.to_owned(),
        learner: None,
        actor: Actor::Station,
        session: None,
        lamport: seq + 1,
        wall: 1_800_000_000_000,
        signed_time: 1_790_000_000_000,
        mono: seq * 10,
    }
}

fn event(seq: u64, prev: Hash, body: Body) -> Event {
    link(header(seq, body.kind()), prev, Salt([u8::try_from(seq).unwrap(); 16]), body).unwrap()
}

#[test]
fn the_first_event_of_an_epoch_has_the_committed_bytes() {
    let first = event(0, NO_HASH, Body::EpochStarted(EpochStarted { parent: None }));
    let line = String::from_utf8(to_line(&first, false).unwrap()).unwrap();
    assert_eq!(
        line,
        concat!(
            r#"{"body":{},"header":{"actor":"station","epoch":"09090909090909090909090909090909","kind":"epoch.started","#,
            r#""lamport":1,"mono":0,"seq":0,"signed_time":1790000000000,"station":"07070707070707070707070707070707","#,
            r#""v":1,"wall":1800000000000},"salt":"00000000000000000000000000000000"}"#,
            "\n"
        )
    );
}

fn chain(count: u64) -> (Range, Vec<Event>) {
    let mut events = vec![event(0, NO_HASH, Body::EpochStarted(EpochStarted { parent: None }))];
    for seq in 1..count {
        let prev = events.last().unwrap().hash;
        let body = if seq % 2 == 0 {
            Body::SessionEnded(SessionEnded { cause: SessionEnd::Left, active_ms: seq })
        } else {
            Body::Opaque { kind: "later.kind".into(), value: serde_json::json!({"text": "x", "n": seq}) }
        };
        events.push(event(seq, prev, body));
    }
    let head_hash = events.last().unwrap().hash;
    (Range { epoch: EpochId([9; 16]), from_seq: 0, to_seq: count - 1, prev_hash: NO_HASH, head_hash, count }, events)
}

fn read(range: Range, lines: &[Vec<u8>]) -> Result<Vec<Event>, EventFault> {
    let mut reader = ChainReader::new(StationId([7; 16]), range)?;
    let events = lines.iter().map(|line| reader.line(&line[..line.len() - 1])).collect::<Result<_, _>>()?;
    reader.finish()?;
    Ok(events)
}

fn lines(events: &[Event], withhold: bool) -> Vec<Vec<u8>> {
    events.iter().map(|event| to_line(event, withhold).unwrap()).collect()
}

#[test]
fn a_range_reads_back_as_it_was_written() {
    let (range, events) = chain(6);
    assert_eq!(read(range, &lines(&events, false)).unwrap(), events);
    assert!(events.iter().all(is_sound));
}

#[test]
fn a_part_of_a_chain_reads_with_the_hash_before_it() {
    let (range, events) = chain(6);
    let part = Range { from_seq: 2, prev_hash: events[1].hash, count: 4, ..range };
    assert_eq!(read(part, &lines(&events[2..], false)).unwrap(), events[2..]);
}

#[test]
fn withheld_bodies_keep_the_chain_and_hide_what_they_held() {
    let (range, events) = chain(6);
    let lines = lines(&events, true);
    let seen = read(range, &lines).unwrap();
    assert!(seen[1].body.is_none() && seen[2].body.is_some(), "only the kinds that may are withheld");
    assert_eq!(seen[5].hash, events[5].hash);
    assert!(!String::from_utf8_lossy(&lines[1]).contains("salt"), "a salt would let a body be guessed");
}

#[test]
fn any_flipped_bit_of_any_line_is_refused() {
    let (range, events) = chain(4);
    let good = lines(&events, false);
    for (n, line) in good.iter().enumerate() {
        for at in 0..line.len() - 1 {
            let mut bad = good.clone();
            bad[n][at] ^= 1;
            assert!(read(range, &bad).is_err(), "line {n} byte {at}");
        }
    }
}

#[test]
fn reordered_missing_doubled_and_foreign_events_are_refused() {
    let (range, events) = chain(5);
    let good = lines(&events, false);
    let pick = |order: &[usize]| order.iter().map(|n| good[*n].clone()).collect::<Vec<_>>();
    for order in [&[0, 2, 1, 3, 4][..], &[0, 1, 3, 4], &[0, 1, 2, 3], &[0, 1, 1, 2, 3, 4], &[1, 2, 3, 4], &[]] {
        assert!(read(range, &pick(order)).is_err(), "{order:?}");
    }
    let other = ChainReader::new(StationId([8; 16]), range).unwrap().line(&good[0][..good[0].len() - 1]);
    assert!(matches!(other, Err(EventFault::Chain { .. })));
    for range in [
        Range { count: 4, ..range },
        Range { count: 0, ..range },
        Range { from_seq: 9, ..range },
        Range { to_seq: u64::MAX, ..range },
        Range { head_hash: NO_HASH, ..range },
        Range { prev_hash: Hash([1; 32]), ..range },
        Range { epoch: EpochId([1; 16]), ..range },
    ] {
        assert!(read(range, &good).is_err(), "{range:?}");
    }
}

#[test]
fn an_epoch_starts_once_and_chains_to_its_parent() {
    let parent = Tip { epoch: EpochId([1; 16]), seq: 3, hash: Hash([5; 32]) };
    let body = Body::EpochStarted(EpochStarted { parent: Some(parent) });
    let one = |prev: Hash, seq: u64, body: Body| {
        let event = event(seq, prev, body);
        let range = Range {
            epoch: EpochId([9; 16]),
            from_seq: seq,
            to_seq: seq,
            prev_hash: prev,
            head_hash: event.hash,
            count: 1,
        };
        read(range, &lines(&[event], false))
    };
    assert!(one(parent.hash, 0, body.clone()).is_ok());
    assert!(one(NO_HASH, 0, body.clone()).is_err(), "names a parent, chains to none");
    assert!(one(parent.hash, 0, Body::EpochStarted(EpochStarted { parent: None })).is_err());
    assert!(one(parent.hash, 4, body).is_err(), "in the middle");
    assert!(one(NO_HASH, 0, Body::SessionEnded(SessionEnded { cause: SessionEnd::Left, active_ms: 1 })).is_err());
}

#[test]
fn hostile_lines_are_refused() {
    let (_, events) = chain(3);
    let good = String::from_utf8(to_line(&events[2], false).unwrap()).unwrap();
    let good = good.trim_end();
    assert!(from_line(good.as_bytes(), events[1].hash, 2).is_ok());
    let cases: Vec<(&str, String)> = vec![
        ("empty", String::new()),
        ("not JSON", "{".into()),
        ("an array", "[]".into()),
        ("another version", good.replace(r#""v":1"#, r#""v":2"#)),
        ("an unknown key in the header", good.replace(r#""v":1"#, r#""u":1,"v":1"#)),
        ("an unknown key", good.replace(r#"{"body""#, r#"{"a":1,"body""#)),
        ("a null learner", good.replace(r#""mono""#, r#""learner":null,"mono""#)),
        ("white space", good.replace(r#""v":1"#, r#""v": 1"#)),
        ("a body that is no object", good.replace(r#"{"active_ms":2,"cause":"left"}"#, "[]")),
        ("a fraction", good.replace(r#""active_ms":2"#, r#""active_ms":2.5"#)),
        ("no salt", good.replace(r#","salt":"02020202020202020202020202020202""#, "")),
        ("no body", good.replace(r#""body":{"active_ms":2,"cause":"left"},"#, "")),
        ("upper-case ids", good.replace("07070707070707070707070707070707", "0A070707070707070707070707070707")),
        ("an actor of no kind", good.replace(r#""station","epoch"#, r#""robot","epoch"#)),
        ("too large", good.replace("left", &"x".repeat(EVENT_LINE_BYTES_MAX))),
        ("deep", good.replace(r#""left""#, &format!("{}{}", "[".repeat(200), "]".repeat(200)))),
    ];
    for (what, line) in cases {
        assert!(line.is_empty() || line != good || what == "too large", "{what}: the case changes nothing");
        if line != good {
            assert!(from_line(line.as_bytes(), events[1].hash, 2).is_err(), "{what}: {line}");
        }
    }
    let both = good.replace(
        r#","header""#,
        r#","body_hash":"0000000000000000000000000000000000000000000000000000000000000000","header""#,
    );
    assert!(from_line(both.as_bytes(), events[1].hash, 2).is_err(), "both forms at once");
}

#[test]
fn a_known_kind_in_an_unknown_shape_is_kept_opaque() {
    let value = serde_json::json!({"cause": "left", "active_ms": 1, "mood": "good"});
    let body = Body::read("session.ended", value.clone());
    assert_eq!(body, Body::Opaque { kind: "session.ended".into(), value });
}

proptest::proptest! {
    /// What the quick way takes, the judge takes as the same; so nothing is taken that was refused before.
    #[test]
    fn a_line_read_the_quick_way_is_read_the_same_by_the_judge(
        changes in proptest::collection::vec((proptest::prelude::any::<proptest::sample::Index>(), 0u8..=255), 0..3),
        entry in "\\PC{0,12}",
    ) {
        let body = Body::Opaque { kind: "x.y".into(), value: serde_json::json!({"a": entry, "b": [1, {"c": true}]}) };
        let event = event(1, NO_HASH, body);
        let mut line = to_line(&event, false).unwrap();
        line.pop();
        for (at, byte) in &changes {
            let at = at.index(line.len());
            line[at] = *byte;
        }
        let quick = ReadLine::plain(&line, NO_HASH);
        proptest::prop_assert!(quick.is_some() || !changes.is_empty(), "nearly all lines go the quick way");
        if let Some(quick) = quick {
            proptest::prop_assert_eq!(quick, ReadLine::judged(&line, NO_HASH, 0).unwrap());
        }
    }
}

#[test]
fn an_order_number_that_nobody_reaches_by_counting_is_refused() {
    let first = event(0, NO_HASH, Body::EpochStarted(EpochStarted { parent: None }));
    let ended = Body::SessionEnded(SessionEnded { cause: SessionEnd::Left, active_ms: 1 });
    for (lamport, is_good) in [(LAMPORT_STATION_MAX, true), (LAMPORT_STATION_MAX + 1, false)] {
        let high = Header { lamport, ..header(1, ended.kind()) };
        let high = link(high, first.hash, Salt([1; 16]), ended.clone()).unwrap();
        let range = Range { to_seq: 1, head_hash: high.hash, count: 2, ..chain(2).0 };
        assert_eq!(read(range, &lines(&[first.clone(), high], false)).is_ok(), is_good, "{lamport}");
    }
}
