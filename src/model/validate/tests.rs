//! One good course with every kind of lesson and question, and a table of ways to spoil it.

use super::{Fault, course, programme};
use serde_json::{Value, json};

fn lesson(id: &str, rule: Value, add: Value) -> Value {
    let mut lesson = json!({"id": id, "title": "T", "minutes": 5, "required": true, "rule": rule});
    lesson.as_object_mut().unwrap().extend(add.as_object().unwrap().clone());
    lesson
}

fn question(id: &str, add: Value) -> Value {
    let mut question = json!({"id": id, "rev": 1, "points": 2, "prompt": {"en": "What?", "es": "¿Qué?"}});
    question.as_object_mut().unwrap().extend(add.as_object().unwrap().clone());
    question
}

fn two() -> Value {
    json!([{"id": "a", "text": "A"}, {"id": "b", "text": {"en": "B", "es": "Be"}, "feedback": "No."}])
}

fn quiz(parts: Value) -> Value {
    json!({"kind": "quiz", "quiz": {"mode": "test", "parts": parts, "pass": {"kind": "score", "permille": 700},
        "attempts": 3, "opened_by": "learner", "shuffle_questions": true, "shuffle_options": false, "feedback": "end",
        "keep": "best"}})
}

fn questions() -> Value {
    json!([
        question(
            "q-single",
            json!({"kind": "single", "options": two(), "answer": "b",
            "restudy": {"lesson": "film", "at_ms": 500}})
        ),
        question("q-multiple", json!({"kind": "multiple", "options": two(), "answer": ["a", "b"], "partial": true})),
        question(
            "q-true",
            json!({"kind": "true_false", "answer": true, "restudy": {"lesson": "slides", "anchor": "s1"}})
        ),
        question(
            "q-number",
            json!({"kind": "numeric", "value": "12.5", "tolerance": "0.5", "tolerance_is": "absolute",
            "units": [{"unit": "$", "factor": "1"}], "unit_required": true})
        ),
        question("q-short", json!({"kind": "short", "accept": [{"text": "work", "match": "near"}], "max_chars": 20})),
        question("q-order", json!({"kind": "order", "items": two(), "partial": false})),
        question(
            "q-match",
            json!({"kind": "match", "left": two(), "right": two(), "pairs": [["a", "b"], ["b", "a"]],
            "partial": false})
        ),
        question(
            "q-gaps",
            json!({"kind": "gaps", "text": "I {{g1}} and {{g2}}.", "partial": true, "gaps": [
            {"id": "g1", "accept": [{"text": "work", "match": "folded"}]}, {"id": "g2", "options": two(), "answer": "a"}]})
        ),
        question(
            "q-point",
            json!({"kind": "point", "image": "map.png", "alt": "A map", "answer": ["r"], "areas": [
            {"id": "r", "name": "Here", "shape": "rect", "xy": [0, 0, 500, 500]},
            {"id": "c", "name": "There", "shape": "circle", "xy": [700, 700, 100]}]})
        ),
        question(
            "q-open",
            json!({"kind": "open", "max_chars": 500,
            "rubric": [{"id": "clear", "text": "Clear", "points": 2}]})
        ),
    ])
}

fn first_module() -> Value {
    let seen = json!({"kind": "seen", "permille": 900});
    let track = |id: &str, kind: &str, file: &str| json!({"id": id, "kind": kind, "lang": "en", "file": file, "origin": "human"});
    json!({"id": "one", "title": {"en": "One", "es": "Uno"}, "rule": {"kind": "all_required"}, "lessons": [
        lesson("start", seen.clone(), json!({"kind": "reading", "body": {"en": "a.md", "es": "a.es.md"}, "outcomes": ["know"]})),
        lesson("slides", seen.clone(), json!({"kind": "slides", "slides": [
            {"id": "s1", "image": "1.png", "alt": "One", "notes": "1.md"}]})),
        lesson("film", seen.clone(), json!({"kind": "video", "duration_ms": 1000, "tracks": [
            track("m", "main", "f.mp4"), track("c", "captions", "f.vtt")]})),
        lesson("radio", seen.clone(), json!({"kind": "audio", "duration_ms": 1000, "tracks": [
            track("m", "main", "f.m4a"), track("t", "transcript", "f.md"), track("c", "captions", "f.srt")]})),
        lesson("paper", seen, json!({"kind": "document", "format": "pdf", "file": "p.pdf"})),
        lesson("ask", json!({"kind": "passed"}), quiz(json!([{"questions": questions()}, {"bank": "store", "draw": 1, "tags": ["x"]}]))),
    ]})
}

fn second_module() -> Value {
    json!({"id": "two", "title": "Two", "rule": {"kind": "at_least", "n": 1, "of": [
            {"kind": "lesson", "id": "essay", "min_permille": 500}, {"kind": "minutes", "min": 10}]},
        "prerequisites": {"kind": "module", "id": "one"}, "lessons": [
        lesson("essay", json!({"kind": "marked", "permille": 500}), json!({"kind": "assignment", "task": "t.md",
            "max_chars": 2000, "points": 10, "rubric": [{"id": "r1", "text": "R", "points": 4}, {"id": "r2", "text": "S", "points": 6}]})),
        lesson("resume", json!({"kind": "submitted"}), json!({"kind": "form", "prerequisites": {"kind": "lesson", "id": "essay"},
            "form": {"print": {"title": "R", "style": "resume"}, "sections": [{"id": "s", "title": "S", "repeat_max": 4, "fields": [
                {"id": "name", "label": "N", "required": true, "leaves": "never", "kind": "text", "max_chars": 80},
                {"id": "jobs", "label": "J", "required": false, "leaves": "packet", "kind": "table", "rows_max": 5, "columns": [
                    {"id": "pay", "label": "P", "required": false, "leaves": "never", "kind": "money"}]},
                {"id": "all", "label": "A", "required": false, "leaves": "policy", "kind": "sum", "of": ["pay"]},
                {"id": "where", "label": "W", "required": false, "leaves": "never", "kind": "from_directory", "directory": "jobs"}]}]}})),
        lesson("list", json!({"kind": "opened"}), json!({"kind": "directory", "directory": "jobs", "filter": {"trades": ["food"]}})),
        lesson("code", json!({"kind": "passed"}), json!({"kind": "code", "language": "python", "task": "c.md", "starter": "c.py",
            "checks": [{"id": "k", "text": "K", "file": "k.py", "hidden": false}], "limits": {"ms": 1000, "steps": 1000, "bytes": 1000}})),
    ]})
}

fn good() -> Value {
    json!({"schema": 1, "id": "org.example.course", "edition": 1, "title": {"en": "C", "es": "C"},
        "summary": {"en": "S", "es": "S"}, "languages": ["en", "es"], "subjects": ["work"], "level": "basic", "minutes": 60,
        "outcomes": [{"id": "know", "text": "Know"}], "authors": ["A"],
        "sources": [{"title": "Law", "where": "15 U.S.C.", "checked": "2026-11-01"}],
        "prerequisites": {"kind": "course", "id": "org.example.before"}, "rule": {"kind": "all_required"},
        "modules": [first_module(), second_module()],
        "banks": [{"id": "store", "questions": [question("b-1", json!({"kind": "true_false", "answer": false, "tags": ["x"]}))]}],
        "glossary": [{"id": "parole", "term": "Parole", "meaning": "M", "forms": ["paroled"]}],
        "directories": [{"id": "jobs", "title": "Jobs", "records": "jobs.jsonl", "fields": [
            {"id": "trades", "label": "Trades", "kind": "tags", "facet": true, "search": true, "options": [{"id": "food", "text": "Food"}]}]}],
        "certificates": [{"id": "done", "title": "D", "criteria": "C", "when": {"kind": "course", "id": "org.example.course"},
            "shows": ["hours", "score"], "valid_months": 24}],
        "credit": [{"kind": "seat_hours", "amount": "1.5"}]})
}

/// Spoils the good course at `at` by `to` (nothing: removes it) and gives all faults.
fn spoilt(at: &str, to: Option<Value>) -> Vec<Fault> {
    let mut document = good();
    set(&mut document, at, to);
    course(&document).faults
}

fn set(document: &mut Value, at: &str, to: Option<Value>) {
    let (above, key) = at.rsplit_once('/').unwrap();
    match (document.pointer_mut(above).unwrap(), to) {
        (Value::Object(map), Some(to)) => drop(map.insert(key.into(), to)),
        (Value::Object(map), None) => drop(map.remove(key)),
        (Value::Array(items), Some(to)) if key == "-" => items.push(to),
        (Value::Array(items), Some(to)) => items[key.parse::<usize>().unwrap()] = to,
        (Value::Array(items), None) => drop(items.remove(key.parse().unwrap())),
        _ => panic!("{at}"),
    }
}

#[test]
fn a_good_course_with_every_kind_has_no_fault() {
    let report = course(&good());
    assert!(report.faults.is_empty(), "{}", list(&report.faults));
    let notes = list(&report.notes);
    assert!(notes.contains("texts are in `es`"), "{notes}");
}

fn list(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

const Q: &str = "/modules/0/lessons/5/quiz/parts/0/questions";

#[test]
fn each_way_to_spoil_it_is_named_at_its_place() {
    let q = |n: usize, key: &str| format!("{Q}/{n}/{key}");
    let l = |n: usize, key: &str| format!("/modules/0/lessons/{n}/{key}");
    let m = |n: usize, key: &str| format!("/modules/1/lessons/{n}/{key}");
    let table: Vec<(String, Option<Value>, String, &str)> = vec![
        // The shape.
        ("/title".into(), None, "".into(), "`title` is missing"),
        ("/tagz".into(), Some(json!([])), "/tagz".into(), "write `tags`"),
        ("/colour".into(), Some(json!(1)), "/colour".into(), "not known here"),
        ("/edition".into(), Some(json!("1")), "/edition".into(), "whole number"),
        ("/edition".into(), Some(json!(1.5)), "/edition".into(), "whole number"),
        ("/edition".into(), Some(Value::Null), "/edition".into(), "whole number"),
        ("/id".into(), Some(json!("Course 1")), "/id".into(), "right form"),
        ("/modules".into(), Some(json!({})), "/modules".into(), "a list"),
        ("/sources/0/checked".into(), Some(json!("yesterday")), "/sources/0/checked".into(), "2026-11-01"),
        ("/title".into(), Some(json!({"EN!": "x"})), "/title/EN!".into(), "language tag"),
        ("/title".into(), Some(json!(7)), "/title".into(), "a text, or a table of texts by language"),
        (l(0, "kind"), Some(json!("readin")), l(0, "kind"), "write `reading`"),
        (l(0, "kind"), None, "/modules/0/lessons/0".into(), "`kind` is missing"),
        (l(0, "rule"), Some(json!({"kind": "seen"})), l(0, "rule"), "`permille` is missing"),
        (l(0, "rule"), Some(json!({"kind": "opened", "x": 1})), l(0, "rule/x"), "not known here"),
        (l(2, "tracks/0/origin"), Some(json!("robot")), l(2, "tracks/0/origin"), "human, machine"),
        (q(6, "pairs/0"), Some(json!(["a"])), q(6, "pairs/0"), "a list of 2"),
        (q(3, "value"), Some(json!(12)), q(3, "value"), "a text in quotes"),
        (q(3, "value"), Some(json!("1e9")), q(3, "value"), "0.25"),
        // The course.
        ("/schema".into(), Some(json!(2)), "/schema".into(), "schema = 1"),
        ("/edition".into(), Some(json!(0)), "/edition".into(), "from 1"),
        ("/languages".into(), Some(json!([])), "/languages".into(), "at least one"),
        ("/languages".into(), Some(json!(["en", "es", "en"])), "/languages/2/id".into(), "used twice"),
        ("/languages".into(), Some(json!(["en"])), "/title/es".into(), "not a language of the document"),
        ("/title".into(), Some(json!("C")), "/title".into(), "not given in `es`"),
        ("/title".into(), Some(json!({"es": "C"})), "/title".into(), "missing in `en`"),
        ("/summary".into(), Some(json!({"en": " ", "es": "S"})), "/summary/en".into(), "is empty"),
        ("/summary".into(), Some(json!({"en": "a\u{202e}b", "es": "S"})), "/summary/en".into(), "control characters"),
        ("/subjects".into(), Some(json!([])), "/subjects".into(), "at least one"),
        ("/modules".into(), Some(json!([])), "/modules".into(), "there are 0 modules"),
        ("/modules/1/id".into(), Some(json!("one")), "/modules/1/id".into(), "used twice"),
        (m(0, "id"), Some(json!("start")), m(0, "id"), "used twice in the course"),
        ("/modules/1/lessons".into(), Some(json!([])), "/modules/1/lessons".into(), "has no lesson"),
        ("/rule".into(), Some(json!({"kind": "passed"})), "/rule".into(), "makes no sense here"),
        (
            "/prerequisites".into(),
            Some(json!({"kind": "course", "id": "org.example.course"})),
            "/prerequisites".into(),
            "waits for itself",
        ),
        ("/certificates/0/shows/-".into(), Some(json!("hours")), "/certificates/0/shows/2/id".into(), "used twice"),
        (
            "/certificates/0/when".into(),
            Some(json!({"kind": "module", "id": "tow"})),
            "/certificates/0/when/id".into(),
            "did you mean `two`",
        ),
        ("/credit/0/amount".into(), Some(json!("0")), "/credit/0/amount".into(), "above zero"),
        ("/directories/0/records".into(), Some(json!("jobs.csv")), "/directories/0/records".into(), ".jsonl"),
        // Lessons and rules.
        (l(0, "minutes"), Some(json!(0)), l(0, "minutes"), "from 1"),
        (l(0, "outcomes/0"), Some(json!("knwo")), l(0, "outcomes/0"), "did you mean `know`"),
        (l(0, "rule"), Some(json!({"kind": "passed"})), l(0, "rule"), "seen, opened"),
        (l(0, "rule"), Some(json!({"kind": "seen", "permille": 1001})), l(0, "rule/permille"), "1 to 1000"),
        (l(0, "rule"), Some(json!({"kind": "any", "of": []})), l(0, "rule/of"), "empty"),
        (l(0, "rule"), Some(json!({"kind": "at_least", "n": 3, "of": [{"kind": "opened"}]})), l(0, "rule/n"), "1 to 1"),
        (l(0, "rule"), Some(json!({"kind": "lesson", "id": "film"})), l(0, "rule"), "prerequisites"),
        (
            l(0, "prerequisites"),
            Some(json!({"kind": "lesson", "id": "start"})),
            "/modules/0/lessons/0".into(),
            "can never be opened",
        ),
        (
            l(0, "prerequisites"),
            Some(json!({"kind": "module", "id": "two"})),
            "/modules/0/lessons/0".into(),
            "can never be opened",
        ),
        (
            l(0, "prerequisites"),
            Some(json!({"kind": "lesson", "id": "film", "min_permille": 5})),
            l(0, "prerequisites/id"),
            "no score",
        ),
        (l(0, "body"), Some(json!("a.txt")), l(0, "body"), "not a .md file"),
        (l(1, "slides"), Some(json!([])), l(1, "slides"), "1 to 500"),
        (l(2, "duration_ms"), Some(json!(0)), l(2, "duration_ms"), "from 1"),
        (l(2, "tracks/0/kind"), Some(json!("audio")), l(2, "tracks"), "no track of kind `main`"),
        (l(2, "tracks/1/id"), Some(json!("m")), l(2, "tracks/1/id"), "used twice"),
        (l(2, "tracks/1/file"), Some(json!("f.txt")), l(2, "tracks/1/file"), ".vtt or .srt"),
        (l(2, "tracks/1/kind"), Some(json!("main")), l(2, "tracks/1/lang"), "two main tracks"),
        (l(4, "file"), Some(json!("p.epub")), l(4, "file"), ".pdf"),
        (m(0, "points"), Some(json!(11)), m(0, "rubric"), "make 10"),
        (
            m(1, "form/sections/0/fields/2/of"),
            Some(json!(["name"])),
            m(1, "form/sections/0/fields/2/of/0"),
            "number or money",
        ),
        (
            m(1, "form/sections/0/fields/3/directory"),
            Some(json!("job")),
            m(1, "form/sections/0/fields/3/directory"),
            "`jobs`",
        ),
        (m(2, "filter"), Some(json!({"trades": ["wood"]})), m(2, "filter/trades"), "not one of the options"),
        (m(2, "filter"), Some(json!({"trade": ["food"]})), m(2, "filter/trade"), "did you mean `trades`"),
        (m(3, "checks"), Some(json!([])), m(3, "checks"), "nothing is tried"),
        // Quizzes and questions.
        (l(5, "quiz/parts/1/bank"), Some(json!("shop")), l(5, "quiz/parts/1/bank"), "no bank `shop`"),
        (l(5, "quiz/parts/1/draw"), Some(json!(2)), l(5, "quiz/parts/1/draw"), "draws 2 questions of 1"),
        (l(5, "quiz/pair"), Some(json!("start")), l(5, "quiz/pair"), "only `pre` and `post`"),
        (l(5, "quiz/pass"), Some(json!({"kind": "mastery", "right": 4, "last": 3})), l(5, "quiz/pass/right"), "1 to 3"),
        (l(5, "quiz/attempts"), Some(json!(0)), l(5, "quiz/attempts"), "from 1"),
        (q(0, "answer"), Some(json!("c")), q(0, "answer"), "not one of the options"),
        (q(0, "options/1/id"), Some(json!("a")), q(0, "options/1/id"), "used twice"),
        (q(0, "options/1/text"), Some(json!("A")), q(0, "options/1/text"), "says the same"),
        (q(0, "options"), Some(json!([{"id": "b", "text": "B"}])), q(0, "options"), "2 to 26"),
        (q(0, "points"), Some(json!(0)), q(0, "points"), "from 1"),
        (q(0, "restudy/lesson"), Some(json!("flim")), q(0, "restudy/lesson"), "did you mean `film`"),
        (q(0, "restudy/at_ms"), Some(json!(1000)), q(0, "restudy/at_ms"), "after the end"),
        (q(1, "answer"), Some(json!([])), q(1, "answer"), "no answer is right"),
        (q(1, "answer"), Some(json!(["a", "a"])), q(1, "answer/1/id"), "used twice"),
        (q(2, "restudy/anchor"), Some(json!("s9")), q(2, "restudy/anchor"), "no slide"),
        (q(3, "tolerance"), Some(json!("-1")), q(3, "tolerance"), "below zero"),
        (q(3, "units"), None, q(3, "unit_required"), "add `units`"),
        (q(4, "max_chars"), Some(json!(2)), q(4, "accept/0/text"), "longer than"),
        (q(6, "pairs"), Some(json!([["a", "b"]])), q(6, "pairs"), "exactly one pair"),
        (q(7, "text"), Some(json!("I {{g1}}.")), q(7, "gaps/1"), "exactly once"),
        (q(7, "text"), Some(json!("I {{g1}} {{g2}} {{g3}}")), q(7, "text"), "not in `gaps`"),
        (q(7, "gaps/0/answer"), Some(json!("a")), q(7, "gaps/0"), "neither typed nor chosen"),
        (q(8, "areas/0/xy"), Some(json!([600, 0, 500, 5])), q(8, "areas/0/xy"), "does not lie in the picture"),
        (q(9, "points"), Some(json!(3)), q(9, "rubric"), "make 2"),
        (
            "/banks/0/questions/0/id".into(),
            Some(json!("q-true")),
            "/banks/0/questions/0/id".into(),
            "used twice in the course",
        ),
    ];
    for (at, to, wanted_at, wanted) in table {
        let faults = spoilt(&at, to.clone());
        let is_named = faults.iter().any(|f| f.at == wanted_at && format!("{} — {}", f.what, f.mend).contains(wanted));
        assert!(is_named, "{at} = {to:?}: wanted {wanted_at}: {wanted}; got\n{}", list(&faults));
    }
}

#[test]
fn what_cameras_and_recorders_write_is_made_a_form_that_packs_hold_by_a_command() {
    let mend = |lesson: usize, file: &str| {
        let faults = spoilt(&format!("/modules/0/lessons/{lesson}/tracks/0/file"), Some(json!(file)));
        assert_eq!(faults.len(), 1, "{}", list(&faults));
        faults[0].mend.clone()
    };
    assert!(
        mend(2, "my film.MOV").ends_with("ffmpeg -i 'my film.MOV' -c copy -movflags +faststart 'my film-mended.mp4'")
    );
    assert!(mend(3, "it's/talk.aac").contains(r"ffmpeg -i 'it'\''s/talk.aac' -c copy"));
    assert_eq!(mend(2, "f.doc"), "name a file of that form");
    assert_eq!(mend(2, "film"), "name a file of that form");
}

#[test]
fn one_wrong_shape_hides_no_other_mistake_and_makes_none_up() {
    let mut document = good();
    set(&mut document, "/edition", Some(json!("one")));
    set(&mut document, "/modules/0/lessons/0/kind", Some(json!("hologram")));
    set(&mut document, &format!("{Q}/0/answer"), Some(json!("c")));
    set(&mut document, "/credit/0/amount", Some(json!(1)));
    let faults = course(&document).faults;
    assert_eq!(faults.len(), 4, "{}", list(&faults));
}

#[test]
fn hostile_documents_never_panic() {
    let deep = (0..100).fold(json!({"kind": "opened"}), |rule, _| json!({"kind": "all", "of": [rule]}));
    for document in [json!(null), json!([]), json!("x"), json!({}), json!({"modules": [null, 3, [], {}]}), deep.clone()]
    {
        assert!(!course(&document).faults.is_empty());
        assert!(!programme(&document).faults.is_empty());
    }
    let faults = spoilt("/rule", Some(deep));
    assert!(list(&faults).contains("too deeply"));
}

fn good_programme() -> Value {
    json!({"schema": 1, "id": "org.example.programme", "edition": 1, "title": "P", "summary": "S", "languages": ["en"],
        "levels": [{"id": "l1", "title": "L", "steps": [{"id": "s1", "course": "org.example.course", "required": true}],
                "rule": {"kind": "all_required"}, "certificate": {"id": "c", "title": "C", "criteria": "C",
                    "when": {"kind": "level", "id": "l1"}, "shows": []}},
            {"id": "l2", "title": "M", "steps": [{"id": "s2", "course": "org.example.other", "required": false}],
                "rule": {"kind": "all", "of": [{"kind": "level", "id": "l1"}, {"kind": "course", "id": "org.example.other"}]}}],
        "weeks": [{"id": "w1", "title": "W", "goals": [{"id": "g1", "text": "G", "signoff": "self", "step": "s1"}]}]})
}

#[test]
fn programmes_are_checked_alike() {
    let report = programme(&good_programme());
    assert!(report.faults.is_empty(), "{}", list(&report.faults));
    let table = [
        ("/levels/0/rule", json!({"kind": "level", "id": "l2"}), "/levels/0/rule/id", "later one"),
        ("/levels/1/rule", json!({"kind": "all_required"}), "/levels/1/rule", "no step is"),
        ("/levels/1/rule", json!({"kind": "opened"}), "/levels/1/rule", "makes no sense"),
        (
            "/levels/0/rule",
            json!({"kind": "course", "id": "org.example.none"}),
            "/levels/0/rule/id",
            "no step is the course",
        ),
        ("/weeks/0/goals/0/step", json!("s9"), "/weeks/0/goals/0/step", "no step `s9`"),
        ("/levels/1/steps/0/id", json!("s1"), "/levels/1/steps/0/id", "used twice"),
    ];
    for (at, to, wanted_at, wanted) in table {
        let mut document = good_programme();
        set(&mut document, at, Some(to));
        let faults = programme(&document).faults;
        let is_named = faults.iter().any(|f| f.at == wanted_at && format!("{} — {}", f.what, f.mend).contains(wanted));
        assert!(is_named, "{at}: wanted {wanted_at}: {wanted}; got\n{}", list(&faults));
    }
}
