//! One body of each kind, as it stands in the log. These texts are the format: a change here breaks stored logs.

use super::*;

const L: &str = r#"{"course":"org.example.work","edition":1,"lesson":"start"}"#;
const U: &str = "00000000-0000-4000-8000-000000000001";
const H: &str = "0101010101010101010101010101010101010101010101010101010101010101";
const E: &str = "02020202020202020202020202020202";

const BODIES: &[(&str, &str)] = &[
    ("epoch.started", r#"{"parent":{"epoch":"E","hash":"H","seq":3}}"#),
    ("epoch.started", "{}"),
    ("station.configured", r#"{"name":"Room 4","policy_version":1,"tz":"America/New_York"}"#),
    ("station.damage", r#"{"chunk":0,"file":"a.mp4","pack":"H"}"#),
    ("clock.jumped", r#"{"from":2,"to":1}"#),
    ("clock.set", r#"{"from":1,"to":2}"#),
    ("trust.updated", r#"{"catalogue":2,"policy":1,"root":1}"#),
    ("pack.imported", r#"{"manifest":"H","pack":"org.example.work","version":1}"#),
    ("pack.activated", r#"{"pack":"org.example.work","version":1}"#),
    ("pack.removed", r#"{"pack":"org.example.work","version":1}"#),
    ("pack.withdrawn", r#"{"pack":"org.example.work","version":1}"#),
    (
        "export.started",
        r#"{"export_id":"U","ranges":[{"count":1,"epoch":"E","from_seq":0,"head_hash":"H","prev_hash":"H","to_seq":0}],"recipients":["age1x"]}"#,
    ),
    ("export.finished", r#"{"export_id":"U","file_sha256":"H"}"#),
    ("receipt.taken", r#"{"sha256":"H","tips":[{"epoch":"E","hash":"H","seq":3}]}"#),
    ("roster.taken", r#"{"counts":{"added":1,"changed":2,"refused":0},"sha256":"H"}"#),
    ("record.taken", r#"{"certificates":1,"events":40,"sha256":"H"}"#),
    ("staff.added", r#"{"active":true,"name":"Ann","role":"administrator","staff":"U"}"#),
    ("staff.changed", r#"{"active":false,"name":"Ann","role":"educator","staff":"U"}"#),
    ("auth.method_set", r#"{"method":"one_time_pin","subject":"learner:U"}"#),
    ("auth.delayed", r#"{"subject":"staff:U","tries":5}"#),
    ("backup.made", r#"{"sha256":"H"}"#),
    ("learner.added", r#"{"birth_year":1990,"lang":"en","name":"Dee","number":"A-77"}"#),
    ("learner.added", r#"{"lang":"es","name":"Dee","number":"A-77"}"#),
    ("learner.changed", r#"{"field":"birth_year","new":"1991","old":"1990"}"#),
    ("learner.merged", r#"{"other":"U","reason":"one person"}"#),
    ("learner.unmerged", r#"{"other":"U","reason":"two after all"}"#),
    ("learner.status", r#"{"day":"2026-11-22","reason":"moved","status":"transferred"}"#),
    ("learner.placed", r#"{"day":"2026-11-22","reason":"moved","station":"E","with_record":true}"#),
    ("group.set", r#"{"group":"mornings","members":["U"],"name":"Mornings"}"#),
    (
        "enrolment.set",
        r#"{"due":"2026-12-01","edition":1,"kind":"course","state":"active","target":"org.example.work"}"#,
    ),
    ("enrolment.moved", r#"{"course":"org.example.work","from_edition":1,"to_edition":2}"#),
    ("session.started", r#"{"method":"pin"}"#),
    ("session.ended", r#"{"active_ms":1,"cause":"crash"}"#),
    ("lesson.opened", r#"{"at":L,"lang":"en"}"#),
    (
        "lesson.span",
        r#"{"active_ms":5,"at":L,"lang":"en","position":5,"ranges":[[0,5]],"rate_permille":1000,"unit":"permille"}"#,
    ),
    ("lesson.signed_off", r#"{"at":L,"note":"seen"}"#),
    ("quiz.opened", r#"{"at":L,"until":9}"#),
    ("quiz.started", r#"{"at":L,"attempt":"U","manifest":"H","questions":[{"id":"q1","rev":1}],"seed":7}"#),
    ("quiz.hinted", r#"{"at":L,"attempt":"U","hints":2,"question":"q1"}"#),
    (
        "quiz.answered",
        r#"{"active_ms":1,"answer":{"kind":"choice","option":"a"},"at":L,"attempt":"U","hints":0,"max":1,"points":1,"question":"q1","rev":1}"#,
    ),
    ("quiz.finished", r#"{"at":L,"attempt":"U","cause":"time_up","manifest":"H","max":10,"passed":true,"score":8}"#),
    ("quiz.voided", r#"{"at":L,"attempt":"U","reason":"helped"}"#),
    (
        "quiz.marked",
        r#"{"at":L,"attempt":"U","max":5,"of":12,"pass_permille":700,"points":4,"question":"q1","rev":1,"rubric":{"clear":4}}"#,
    ),
    ("quiz.commented", r#"{"at":L,"attempt":"U","question":"q1","text":"well put"}"#),
    ("assignment.submitted", r#"{"at":L,"submission":"s1","text":"words"}"#),
    ("assignment.marked", r#"{"at":L,"comment":"well","max":5,"points":4,"rubric":{"clear":4},"submission":"s1"}"#),
    ("code.run", r#"{"at":L,"passed":["c1"],"source":"print()","total":2}"#),
    ("form.saved", r#"{"at":L,"values":{"name":"Dee"}}"#),
    ("note.saved", r#"{"anchor":"p3","at":L,"text":"words"}"#),
    ("highlight.set", r#"{"at":L,"on":true,"range":[3,9]}"#),
    ("bookmark.set", r#"{"anchor":"p3","at":L,"on":true}"#),
    ("journal.saved", r#"{"entry":"e1","text":"words"}"#),
    ("packet.chosen", r#"{"entry":"e1","text":"words"}"#),
    ("packet.chosen", r#"{"entry":"e1"}"#),
    ("goal.set", r#"{"done":true,"goal":"g1","programme":"org.example.way"}"#),
    ("goal.signed_off", r#"{"goal":"g1","programme":"org.example.way"}"#),
    ("card.reviewed", r#"{"course":"org.example.work","question":"q1","rating":3,"rev":1}"#),
    ("shortlist.set", r#"{"directory":"help","on":true,"record":"r1"}"#),
    ("preference.set", r#"{"key":"text-size","value":"150"}"#),
    (
        "certificate.provisional",
        r#"{"active_ms":1,"cert":"done","edition":1,"rule_id":"r","score":900,"target":"org.example.work"}"#,
    ),
    ("certificate.official", r#"{"cert":"done","id":"c-1","sha256":"H","target":"org.example.work"}"#),
    (
        "certificate.revoked",
        r#"{"cert":"done","id":"c-1","reason":"mistake","sha256":"H","target":"org.example.work"}"#,
    ),
    ("certificate.saved", r#"{"cert":"done","target":"org.example.work","to":"pdf"}"#),
    ("credential.outside", r#"{"day":"2020-01-01","evidence":"paper","issuer":"School","name":"Welding"}"#),
    ("credit.granted", r#"{"amount":"12.5","basis":"attendance","kind":"seat_hours"}"#),
    ("correction", r#"{"action":"replace","body":{"cause":"left"},"reason":"r","supersedes":[],"targets":["H"]}"#),
    ("fork.decided", r#"{"after":"H","reason":"restored from a backup","station":"E"}"#),
    ("station.decided", r#"{"decision":"renamed","name":"Library 2","reason":"moved","station":"E"}"#),
];

fn value(text: &str) -> Value {
    let text = text.replace(":L,", &format!(":{L},")).replace(":L}", &format!(":{L}}}"));
    let text = text.replace("\"H\"", &format!("\"{H}\"")).replace("\"E\"", &format!("\"{E}\""));
    let text = text.replace(":U\"", &format!(":{U}\"")).replace("\"U\"", &format!("\"{U}\""));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_kind_reads_and_writes_the_committed_text() {
    for (kind, text) in BODIES {
        let value = value(text);
        let body = Body::read(kind, value.clone());
        assert!(!matches!(body, Body::Opaque { .. }), "{kind}: {text}");
        assert_eq!((body.kind(), body.to_value().unwrap()), (*kind, value));
    }
    for kind in Body::KINDS {
        assert!(BODIES.iter().any(|(known, _)| known == kind), "{kind} has no text here");
    }
}

#[test]
fn a_body_is_the_same_read_from_its_text_and_what_comes_most_often_is_written_in_the_order_of_its_names() {
    let often = [
        "lesson.opened",
        "lesson.span",
        "quiz.started",
        "quiz.answered",
        "quiz.hinted",
        "quiz.finished",
        "journal.saved",
        "goal.set",
        "session.started",
        "session.ended",
    ];
    for (kind, text) in BODIES {
        let value = value(text);
        let text = serde_json::to_vec(&value).unwrap(); // a map of it is in the order of names
        let body = Body::from_text(kind, &text).unwrap();
        assert_eq!(body, Body::read(kind, value.clone()), "{kind}");
        if often.contains(kind) {
            assert!(written(&body) == text, "{kind}: {}", String::from_utf8_lossy(&text));
        }
        let mut more = value;
        more["surprise"] = Value::from(1);
        let text = serde_json::to_vec(&more).unwrap();
        assert_eq!(Body::from_text(kind, &text).unwrap(), Body::read(kind, more), "{kind}: one key more");
        assert!(Body::from_text(kind, b"{").is_err());
    }
}

/// A body in the order of its fields.
fn written(body: &Body) -> Vec<u8> {
    let text = match body {
        Body::LessonOpened(body) => serde_json::to_vec(body),
        Body::LessonSpan(body) => serde_json::to_vec(body),
        Body::QuizStarted(body) => serde_json::to_vec(body),
        Body::QuizAnswered(body) => serde_json::to_vec(body),
        Body::QuizHinted(body) => serde_json::to_vec(body),
        Body::QuizFinished(body) => serde_json::to_vec(body),
        Body::JournalSaved(body) => serde_json::to_vec(body),
        Body::GoalSet(body) => serde_json::to_vec(body),
        Body::SessionStarted(body) => serde_json::to_vec(body),
        Body::SessionEnded(body) => serde_json::to_vec(body),
        other => panic!("{other:?}"),
    };
    text.unwrap()
}

#[test]
fn an_unknown_key_a_null_or_a_missing_key_keeps_a_body_opaque() {
    for (kind, text) in BODIES {
        let known = value(text);
        let mut more = known.clone();
        more["surprise"] = Value::from(1);
        assert!(matches!(Body::read(kind, more), Body::Opaque { .. }), "{kind}: one key more");
        for key in known.as_object().unwrap().keys() {
            let mut bad = known.clone();
            bad[key] = Value::Null;
            assert!(matches!(Body::read(kind, bad), Body::Opaque { .. }), "{kind}: {key} null");
        }
    }
}

#[test]
fn what_holds_free_text_may_be_withheld() {
    for (kind, text) in BODIES {
        let body = Body::read(kind, value(text));
        assert!(!body.has_free_text() || may_be_withheld(kind), "{kind}");
    }
    let choice =
        Body::read("quiz.answered", value(BODIES.iter().find(|(kind, _)| *kind == "quiz.answered").unwrap().1));
    assert!(!choice.has_free_text(), "a chosen option is no free text");
    assert!(may_be_withheld("later.kind") && !may_be_withheld("session.started"));
}
