use super::*;
use crate::format::event_log::{ChainReader, to_line};

/// Reads every range as an office would.
fn verify(store: &Store) -> u64 {
    let ranges = store.ranges_to_export().unwrap();
    let mut count = 0;
    for range in ranges {
        let mut reader = ChainReader::new(StationId([7; 16]), range).unwrap();
        for event in store.events_in(&range, range.from_seq, u64::MAX).unwrap() {
            let line = to_line(&event, false).unwrap();
            assert_eq!(reader.line(&line[..line.len() - 1]).unwrap(), event);
            count += 1;
        }
        reader.finish().unwrap();
    }
    count
}

#[test]
fn the_first_event_brings_its_epoch_and_the_chain_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    let event = store.append(opened("org.example.work")).unwrap();
    assert_eq!(event.header.seq, 1);
    store.append_all(vec![opened("org.example.work"), opened("org.example.home")]).unwrap();
    assert_eq!(verify(&store), 4);
    drop(store);
    let mut store = open(&folder.path().join("station.sqlite"), 2).unwrap();
    let event = store.append(opened("org.example.work")).unwrap();
    assert_eq!((event.header.seq, event.header.lamport), (1, 6));
    assert_eq!(verify(&store), 6);
    let start = store.events_after(4, 1).unwrap().events.pop().unwrap();
    let Some(Body::EpochStarted(EpochStarted { parent: Some(parent) })) = start.body() else { panic!("{start:?}") };
    assert_eq!((parent.seq, parent.hash), (3, start.prev_hash));
    assert_eq!(store.heads().unwrap().iter().map(|tip| tip.seq).collect::<Vec<_>>(), [3, 1]);
}

#[test]
fn a_transaction_that_fails_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    let result: Result<(), StoreError> = store.write(|writer| {
        writer.append(opened("org.example.work"))?;
        writer.set_setting("a", "b")?;
        Err(StoreError::NotOurs)
    });
    assert!(result.is_err());
    assert_eq!((store.event_count().unwrap(), store.setting("a").unwrap()), (0, None));
    let too_large =
        Draft::station(Body::Opaque { kind: "x.y".into(), value: serde_json::json!({"a": "x".repeat(300_000)}) });
    assert!(store.append_all(vec![opened("org.example.work"), too_large]).is_err());
    assert_eq!(store.event_count().unwrap(), 0);
    store.append(opened("org.example.work")).unwrap();
    assert_eq!(verify(&store), 2);
}

#[test]
fn the_next_event_follows_what_the_last_transaction_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    let first = store.append(opened("org.example.work")).unwrap();
    let failed: Result<(), StoreError> = store.write(|writer| {
        writer.append(opened("org.example.work"))?;
        Err(StoreError::NotOurs)
    });
    assert!(failed.is_err());
    let second = store.append(opened("org.example.work")).unwrap();
    assert_eq!((second.prev_hash, second.header.seq), (first.hash, first.header.seq + 1));
    let held = TrustRow { series: 1, version: 1, hash: Hash([1; 32]), created: 1_900_000_000_000, document: vec![1] };
    store.write(|writer| writer.set_trust("policy", &held)).unwrap();
    let third = store.append(opened("org.example.work")).unwrap();
    assert_eq!((third.prev_hash, third.header.signed_time), (second.hash, held.created));
    assert_eq!(verify(&store), 4);
}

#[test]
fn a_fold_gets_its_course_and_what_is_for_every_course() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    let course = CourseId::parse("org.example.work").unwrap();
    store.append_all(vec![opened("org.example.work"), opened("org.example.home")]).unwrap();
    let correction = Correction {
        targets: vec![],
        supersedes: vec![],
        action: CorrectionAction::Void,
        body: None,
        reason: "r".into(),
    };
    store.append(Draft::station(Body::Correction(correction)).about(learner(1))).unwrap();
    store
        .append(Draft::station(Body::SessionStarted(SessionStarted { method: Method::Pin })).about(learner(1)))
        .unwrap();
    let found = store.events_of(learner(1), &course, 0).unwrap();
    assert_eq!(
        found.events.iter().map(|event| event.header.kind.as_str()).collect::<Vec<_>>(),
        ["lesson.opened", "correction"]
    );
    let later = store.events_of(learner(1), &course, found.position).unwrap();
    assert_eq!((later.events.len(), later.position), (0, found.position));
    assert_eq!(store.events_of(learner(2), &course, 0).unwrap().events.len(), 0);
    assert_eq!(store.events_of_learner(learner(1), 0).unwrap().events.len(), 4);
    assert_eq!(store.courses_of(learner(1)).unwrap().len(), 2);
}

#[test]
fn a_checkpoint_becomes_events_at_the_time_it_was_true() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    let state = Checkpoint {
        session: session(1),
        learner: learner(1),
        wall_ms: 1_700_000_000_000,
        session_active_ms: 9_000,
        span: Some(span("org.example.work", 5_000)),
    };
    store.save_checkpoint(&Checkpoint { span: None, ..state.clone() }).unwrap();
    store.save_checkpoint(&state).unwrap();
    drop(store);
    let mut store = open(&folder.path().join("station.sqlite"), 2).unwrap();
    assert_eq!(store.checkpoints().unwrap(), [state]);
    let events = store.recover().unwrap();
    assert_eq!(
        events.iter().map(|event| event.header.kind.as_str()).collect::<Vec<_>>(),
        ["lesson.span", "session.ended"]
    );
    assert!(
        events.iter().all(|event| event.header.wall == 1_700_000_000_000 && event.header.learner == Some(learner(1)))
    );
    assert!(store.recover().unwrap().is_empty(), "once only");
    assert_eq!(verify(&store), 3);
}

#[test]
fn an_export_carries_what_is_not_acknowledged_and_what_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    for _ in 0..9 {
        store.append(opened("org.example.work")).unwrap();
    }
    let at = |store: &Store, seq: u64| store.events_after(seq, 1).unwrap().events[0].tip();
    let spans =
        |store: &Store| store.ranges_to_export().unwrap().iter().map(|r| (r.from_seq, r.to_seq)).collect::<Vec<_>>();
    assert_eq!(spans(&store), [(0, 9)]);
    assert_eq!(store.unacknowledged().unwrap().events, 10);
    let (tip, lie) = (at(&store, 4), Tip { hash: Hash([9; 32]), ..at(&store, 8) });
    assert_eq!(
        store.write(|writer| writer.set_tips(&[tip, lie])).unwrap(),
        [tip],
        "a tip this log does not hold is no tip"
    );
    assert_eq!(spans(&store), [(5, 9)]);
    let want = |from_seq, to_seq| Wanted { epoch: store.epoch(), from_seq, to_seq };
    let wanted = [want(1, 2), want(2, 3), want(7, u64::MAX), want(20, 30), want(9, 1)];
    store.write(|writer| writer.set_wanted(&wanted)).unwrap();
    assert_eq!(spans(&store), [(1, 3), (5, 9)]);
    let last = at(&store, 9);
    store.write(|writer| writer.set_tips(&[last]).and_then(|_| writer.set_wanted(&[]))).unwrap();
    assert_eq!((spans(&store).len(), store.unacknowledged().unwrap()), (0, Unacknowledged::default()));
}

#[test]
fn office_events_raise_the_order_number() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut store = fresh(&folder, 1);
    let mut office = fresh(&other, 9);
    for _ in 0..5 {
        office.append(opened("org.example.work")).unwrap();
    }
    let event = office.last_event().unwrap().unwrap();
    let add = |writer: &mut Writer<'_>| writer.add_office_events(std::slice::from_ref(&event));
    assert_eq!(store.write(add).unwrap(), 1);
    assert_eq!(store.write(add).unwrap(), 0, "the same again is nothing new");
    assert_eq!(store.append(opened("org.example.work")).unwrap().header.lamport, 8);
    assert_eq!(store.office_events_of(learner(1)).unwrap(), [event]);
}

#[test]
fn signed_time_follows_the_documents_held_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    let held = |created| TrustRow { series: 1, version: 1, hash: Hash([1; 32]), created, document: vec![1] };
    assert_eq!(store.append(opened("org.example.work")).unwrap().header.signed_time, 0);
    store
        .write(|writer| writer.set_trust("root", &held(500)).and_then(|()| writer.set_trust("policy", &held(900))))
        .unwrap();
    assert_eq!(store.append(opened("org.example.work")).unwrap().header.signed_time, 900);
    store.write(|writer| writer.set_trust("policy", &held(600))).unwrap();
    assert_eq!(store.append(opened("org.example.work")).unwrap().header.signed_time, 600, "a mistake heals");
    assert_eq!(store.trust("root").unwrap(), Some(held(500)));
}

#[test]
fn a_clock_set_back_is_noted_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, 1);
    let last = store.append(opened("org.example.work").at(1_900_000_000_000)).unwrap();
    let kinds = |store: &Store| {
        let events = store.events_after(2, u64::MAX).unwrap().events;
        events.iter().map(|event| event.header.kind.clone()).collect::<Vec<_>>()
    };
    store.append(opened("org.example.work")).unwrap();
    assert_eq!(kinds(&store), ["clock.jumped", "lesson.opened"]);
    store.append(opened("org.example.work")).unwrap();
    assert_eq!(kinds(&store).len(), 3);
    let Some(Body::ClockJumped(jump)) = store.events_after(2, 1).unwrap().events[0].body().cloned() else { panic!() };
    assert_eq!(jump.from, last.header.wall);
    assert_eq!(verify(&store), 5);
}
