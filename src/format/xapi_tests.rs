//! What becomes of an event, and what never does.

use super::*;
use crate::format::event_log;
use crate::model::event::{HEADER_VERSION, Header};
use crate::model::id::{AttemptId, EpochId, Salt, SessionId, StationId};
use std::collections::BTreeSet;

const LEARNER: LearnerId = LearnerId(Uuid::from_u128(7));

fn event(kind: &str, body: Value) -> Event {
    let header = Header {
        v: HEADER_VERSION,
        station: StationId([1; 16]),
        epoch: EpochId([2; 16]),
        seq: 3,
        kind: kind.into(),
        learner: Some(LEARNER),
        actor: Actor::Learner(LEARNER),
        session: Some(SessionId(Uuid::from_u128(5))),
        lamport: 4,
        wall: 1_790_000_000_123,
        signed_time: 0,
        mono: 0,
    };
    event_log::link(header, Hash([9; 32]), Salt([0; 16]), Body::read(kind, body)).unwrap()
}

fn told(kind: &str, body: Value) -> Vec<Value> {
    let finished = |_: &AttemptId| Some(Hash([8; 32]));
    let teller = Teller {
        home: "urn:foothold:office:records",
        learner: LEARNER,
        name: None,
        title: &|_, _| None,
        finished: &finished,
        issued: &|_| Some(Hash([8; 32])),
    };
    statements(&event(kind, body), &teller)
}

fn at() -> Value {
    json!({"course": "org.example.work", "edition": 1, "lesson": "start"})
}

#[test]
fn an_id_is_the_events_own_and_a_version_5_uuid() {
    // Python: uuid5(uuid5(NAMESPACE_URL, "urn:foothold:xapi").bytes as namespace, 32 bytes of 0x08 as name).
    let id = statement_id(&Hash([8; 32]));
    assert_eq!((id.get_version_num(), id), (5, statement_id(&Hash([8; 32]))));
    assert_eq!(
        name_based(Uuid::NAMESPACE_URL, b"http://www.example.com/").to_string(),
        "fcde3c85-2270-590f-9e7c-ee003d65e0e2"
    );
    assert_ne!(id, statement_id(&Hash([9; 32])));
}

#[test]
fn an_answer_says_its_score_and_what_was_chosen_but_no_words_that_were_typed() {
    let answer = |answer: Value| {
        let body = json!({"active_ms": 61_239, "answer": answer, "at": at(), "attempt": Uuid::from_u128(1), "hints": 0,
            "max": 4, "points": 3, "question": "q1", "rev": 1});
        told("quiz.answered", body).remove(0)
    };
    let chosen = answer(json!({"kind": "choices", "options": ["a", "c"]}));
    assert_eq!(chosen["result"]["response"], "a[,]c");
    assert_eq!(chosen["result"]["score"], json!({"scaled": 0.75, "raw": 3, "min": 0, "max": 4}));
    assert_eq!((&chosen["result"]["success"], &chosen["result"]["duration"]), (&false.into(), &"PT61.23S".into()));
    assert_eq!(chosen["object"]["definition"]["interactionType"], "choice");
    assert_eq!(chosen["timestamp"], "2026-09-21T14:13:20.123Z");
    assert_eq!(chosen["context"]["contextActivities"]["grouping"][0]["id"], "urn:foothold:course:org.example.work");
    let typed = answer(json!({"kind": "words", "text": "my own secret"}));
    assert!(typed["result"].get("response").is_none() && !typed.to_string().contains("secret"), "{typed}");
}

#[test]
fn what_is_voided_names_the_statement_it_voids() {
    let voided = told("quiz.voided", json!({"at": at(), "attempt": Uuid::from_u128(1), "reason": "helped"}));
    assert_eq!(voided[0]["verb"]["id"], "http://adlnet.gov/expapi/verbs/voided");
    assert_eq!(
        voided[0]["object"],
        json!({"objectType": "StatementRef", "id": statement_id(&Hash([8; 32])).to_string()})
    );
    let targets = json!({"targets": [Hash([1; 32]), Hash([2; 32])], "supersedes": [], "action": "void", "reason": "x"});
    let both = told("correction", targets);
    let ids: BTreeSet<String> = both.iter().map(|it| it["id"].to_string()).collect();
    assert_eq!((both.len(), ids.len()), (2, 2));
}

/// Kinds that become no statement: a learner's own, the station's business, and people's names and places.
const SILENT: &[&str] = &[
    "epoch.started",
    "station.configured",
    "station.damage",
    "clock.jumped",
    "clock.set",
    "trust.updated",
    "pack.imported",
    "pack.activated",
    "pack.removed",
    "pack.withdrawn",
    "export.started",
    "export.finished",
    "receipt.taken",
    "roster.taken",
    "staff.added",
    "staff.changed",
    "auth.method_set",
    "auth.delayed",
    "backup.made",
    "learner.added",
    "learner.changed",
    "learner.merged",
    "learner.unmerged",
    "learner.status",
    "group.set",
    "enrolment.moved",
    "quiz.opened",
    "note.saved",
    "highlight.set",
    "bookmark.set",
    "journal.saved",
    "packet.chosen",
    "card.reviewed",
    "shortlist.set",
    "preference.set",
    "certificate.saved",
    "credit.granted",
    "fork.decided",
    "record.taken",
    "learner.placed",
    "station.decided",
    "quiz.hinted",
    "quiz.commented",
];

#[test]
fn every_kind_is_told_or_is_silent_on_purpose() {
    let spoken: BTreeSet<&str> = [
        "session.started",
        "session.ended",
        "enrolment.set",
        "lesson.opened",
        "lesson.span",
        "lesson.signed_off",
        "quiz.started",
        "quiz.answered",
        "quiz.finished",
        "quiz.voided",
        "quiz.marked",
        "assignment.submitted",
        "assignment.marked",
        "code.run",
        "form.saved",
        "goal.set",
        "goal.signed_off",
        "certificate.provisional",
        "certificate.official",
        "certificate.revoked",
        "credential.outside",
        "correction",
    ]
    .into();
    let silent: BTreeSet<&str> = SILENT.iter().copied().collect();
    assert!(spoken.is_disjoint(&silent));
    for kind in Body::KINDS {
        assert!(
            spoken.contains(kind) || silent.contains(kind),
            "{kind}: decide what a learning record store hears of it"
        );
    }
    for (kind, body) in [
        ("note.saved", json!({"anchor": "p3", "at": at(), "text": "words"})),
        ("journal.saved", json!({"entry": "e1", "text": "words"})),
        ("preference.set", json!({"key": "text-size", "value": "150"})),
    ] {
        assert!(told(kind, body).is_empty(), "{kind}");
    }
}
