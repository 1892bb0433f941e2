//! Statements for a learning record store: each event once, with an id of its own, and nothing that somebody typed.
//!
//! With `FOOTHOLD_CREDENTIALS=FOLDER` the file stays there, for tests/outside.sh to hold before a validator of others.

use super::commands::path;
use super::transcript::office_with_ana;
use super::*;
use foothold::model::event::Body;
use foothold::model::id::SessionId;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One body of each kind that is told, as it stands in the log.
fn bodies() -> Vec<(&'static str, Value)> {
    let at = json!({"course": "org.example.work", "edition": 1, "lesson": "read"});
    let attempt = uuid::Uuid::from_u128(9);
    let zeros = "00".repeat(32);
    let answers = [
        json!({"kind": "choice", "option": "a"}),
        json!({"kind": "choices", "options": ["a", "b"]}),
        json!({"kind": "truth", "value": true}),
        json!({"kind": "number", "text": "12 kg"}),
        json!({"kind": "words", "text": "my own typed words"}),
        json!({"kind": "order", "items": ["a", "b"]}),
        json!({"kind": "pairs", "pairs": [["a", "x"], ["b", "y"]]}),
        json!({"kind": "gaps", "gaps": {"one": "my own typed words"}}),
        json!({"kind": "points", "at": [[100, 200]]}),
    ];
    let answered = answers.iter().map(|answer| {
        ("quiz.answered", json!({"active_ms": 1234, "answer": answer, "at": at, "attempt": attempt, "hints": 0, "max": 3, "points": 2, "question": "q1", "rev": 1}))
    });
    let finished = |cause: &str, passed| {
        (
            "quiz.finished",
            json!({"at": at, "attempt": attempt, "cause": cause, "manifest": zeros, "max": 10, "passed": passed, "score": 8}),
        )
    };
    let mut all = vec![
        ("session.started", json!({"method": "pin"})),
        ("enrolment.set", json!({"edition": 1, "kind": "course", "state": "active", "target": "org.example.work"})),
        ("enrolment.set", json!({"edition": 1, "kind": "course", "state": "withdrawn", "target": "org.example.work"})),
        (
            "quiz.started",
            json!({"at": at, "attempt": attempt, "manifest": zeros, "questions": [{"id": "q1", "rev": 1}], "seed": 7}),
        ),
        ("assignment.marked", json!({"at": at, "max": 5, "points": 4, "rubric": {"clear": 4}, "submission": "s1"})),
        ("goal.set", json!({"done": true, "goal": "g1", "programme": "org.example.way"})),
        ("goal.signed_off", json!({"goal": "g1", "programme": "org.example.way"})),
        ("lesson.signed_off", json!({"at": at})),
    ];
    all.extend(answered);
    all.extend([finished("submitted", true), finished("time_up", false), finished("abandoned", false)]);
    all.push(("quiz.voided", json!({"at": at, "attempt": attempt, "reason": "helped"})));
    all.push(("session.ended", json!({"active_ms": 61_000, "cause": "left"})));
    all
}

#[test]
fn every_event_is_told_once_with_an_id_of_its_own_and_nothing_that_was_typed() {
    let (office, mut station, id) = office_with_ana();
    let ana = LearnerId(uuid::Uuid::from_u128(1));
    for (kind, body) in bodies() {
        let body = Body::read(kind, body);
        assert!(!matches!(body, Body::Opaque { .. }), "{kind}");
        station.store.append(Draft::learner(ana, SessionId(uuid::Uuid::from_u128(5)), body)).unwrap();
    }
    let export = station.export();
    office.command(&["open", "--apply", path(&export)], 0);
    office.command(&["revoke", &id, "--reason", "For the test"], 0);
    let file = office.folder.path().join("statements.jsonl");
    let told = office.command(&["xapi", "--to", path(&file), "--names"], 0);
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(told["data"]["statements"], lines.len());
    let ids: BTreeSet<&str> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), lines.len(), "each id once");
    let verbs: BTreeSet<&str> = lines.iter().map(|line| line["verb"]["display"]["en-US"].as_str().unwrap()).collect();
    for verb in
        ["answered", "passed", "failed", "abandoned", "earned", "satisfied", "voided", "logged in", "registered"]
    {
        assert!(verbs.contains(verb), "{verb} in {verbs:?}");
    }
    assert!(!text.contains("typed words"), "nothing that somebody typed");
    let targets: Vec<&str> = lines
        .iter()
        .filter(|line| line["object"]["objectType"] == "StatementRef")
        .map(|line| line["object"]["id"].as_str().unwrap())
        .collect();
    assert!(targets.len() >= 2 && targets.iter().all(|id| ids.contains(id)), "what is voided was told: {targets:?}");

    let again = office.folder.path().join("again.jsonl");
    office.command(&["xapi", "--to", path(&again), "--names"], 0);
    assert_eq!(std::fs::read_to_string(&again).unwrap(), text, "the same events, the same bytes");
    office.command(&["xapi", "--to", path(&again)], 0);
    assert!(!std::fs::read_to_string(&again).unwrap().contains("\"name\":\"Ana\""), "named only if asked");
    let Some(folder) = std::env::var_os("FOOTHOLD_CREDENTIALS").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(&file, folder.join("statements.jsonl")).unwrap();
}
