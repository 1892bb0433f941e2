//! What the fold and its meanings keep to.

mod evidence;
mod marking;
mod programmes;

use super::*;
use crate::model::answer::Answer;
use crate::model::course::Course;
use crate::model::event::*;
use crate::model::id::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const MINUTE: u64 = 60_000;
const START: u64 = 1_790_000_000_000;

fn lesson_id(id: &str) -> LessonId {
    LessonId::parse(id).unwrap()
}

fn lesson(id: &str, rule: Value, own: Value) -> Value {
    let mut value = json!({"id": id, "title": id, "minutes": 5, "required": true, "rule": rule});
    value.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
    value
}

fn quiz(attempts: u32, keep: &str, pass: Value) -> Value {
    json!({"kind": "quiz", "quiz": {"mode": "test", "parts": [{"questions": [
        {"id": "q1", "rev": 1, "points": 1, "prompt": "?", "kind": "true_false", "answer": true},
        {"id": "q2", "rev": 1, "points": 1, "prompt": "?", "kind": "true_false", "answer": true}]}],
        "pass": pass, "attempts": attempts, "cooloff_minutes": 10, "limit_minutes": 30, "opened_by": "learner",
        "shuffle_questions": false, "shuffle_options": false, "feedback": "end", "keep": keep}})
}

fn course_of(modules: Value) -> Course {
    serde_json::from_value(json!({"schema": 1, "id": "org.example.c", "edition": 3, "title": "C", "summary": "C",
        "languages": ["en", "es"], "subjects": [], "level": "beginner", "outcomes": [], "minutes": 1, "authors": [],
        "sources": [], "rule": {"kind": "all_required"}, "modules": modules,
        "certificates": [{"id": "done", "title": "D", "criteria": "C", "when": {"kind": "course", "id": "org.example.c"}, "shows": []}]}))
    .unwrap()
}

fn course() -> Course {
    let film = json!({"kind": "video", "duration_ms": 100_000, "tracks": []});
    let slides: Vec<_> =
        ["a", "b", "c", "d"].iter().map(|id| json!({"id": id, "image": "a.png", "alt": "A"})).collect();
    course_of(json!([
        {"id": "one", "title": "1", "rule": {"kind": "all_required"}, "lessons": [
            lesson("read", json!({"kind": "seen", "permille": 900}), json!({"kind": "reading", "body": "a.md"})),
            lesson("film", json!({"kind": "seen", "permille": 800}), film),
            lesson("pics", json!({"kind": "seen", "permille": 1000}), json!({"kind": "slides", "slides": slides}))]},
        {"id": "two", "title": "2", "rule": {"kind": "all_required"}, "prerequisites": {"kind": "module", "id": "one"}, "lessons": [
            lesson("quiz", json!({"kind": "passed"}), quiz(3, "best", json!({"kind": "score", "permille": 500})))]}]))
}

fn at(lesson: &str) -> LessonRef {
    LessonRef { course: CourseId::parse("org.example.c").unwrap(), edition: 3, lesson: lesson_id(lesson) }
}

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).unwrap()
}

/// An event at minute `n` of a station's first epoch; its hash is made of `n` and the station.
fn event_of(station: u8, n: u64, actor: Actor, body: Body) -> Event {
    let mut hash = [station; 32];
    hash[..8].copy_from_slice(&n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    let header = Header {
        v: HEADER_VERSION,
        station: StationId([station; 16]),
        epoch: EpochId([station; 16]),
        seq: n,
        kind: body.kind().to_owned(),
        learner: Some(LearnerId(uuid::Uuid::nil())),
        actor,
        session: None,
        lamport: n,
        wall: START + n * MINUTE,
        signed_time: 0,
        mono: n * MINUTE,
    };
    Event {
        header,
        prev_hash: Hash([0; 32]),
        body_hash: Hash([0; 32]),
        hash: Hash(hash),
        body: Some((Salt([0; 16]), body)),
    }
}

fn event(n: u64, body: Body) -> Event {
    event_of(1, n, Actor::Learner(LearnerId(uuid::Uuid::nil())), body)
}

fn by_staff(n: u64, body: Body) -> Event {
    event_of(1, n, Actor::Staff(StaffId(uuid::Uuid::nil())), body)
}

fn opened(lesson: &str) -> Body {
    Body::LessonOpened(LessonOpened { at: at(lesson), lang: lang("en") })
}

fn span(lesson: &str, unit: SpanUnit, ranges: &[[u64; 2]], position: u64) -> Body {
    Body::LessonSpan(LessonSpan {
        at: at(lesson),
        lang: lang("en"),
        ranges: ranges.to_vec(),
        unit,
        active_ms: MINUTE,
        rate_permille: 1000,
        position,
    })
}

fn attempt(n: u128) -> AttemptId {
    AttemptId(uuid::Uuid::from_u128(n))
}

fn started(n: u128) -> Body {
    let questions = ["q1", "q2"].map(|id| QuestionRev { id: QuestionId::parse(id).unwrap(), rev: 1 }).to_vec();
    Body::QuizStarted(QuizStarted { at: at("quiz"), attempt: attempt(n), manifest: Hash([9; 32]), seed: 5, questions })
}

fn answered(n: u128, question: &str, points: u32) -> Body {
    Body::QuizAnswered(QuizAnswered {
        at: at("quiz"),
        attempt: attempt(n),
        question: QuestionId::parse(question).unwrap(),
        rev: 1,
        answer: Answer::Truth { value: points > 0 },
        points,
        max: 1,
        hints: 0,
        active_ms: 5_000,
    })
}

fn finished(n: u128, score: u32, passed: bool) -> Body {
    Body::QuizFinished(QuizFinished {
        at: at("quiz"),
        attempt: attempt(n),
        manifest: Hash([9; 32]),
        score,
        max: 2,
        passed,
        cause: QuizEnd::Submitted,
    })
}

fn correction(targets: &[&Event], supersedes: &[&Event], body: Option<Body>) -> Body {
    let hashes = |events: &[&Event]| events.iter().map(|event| event.hash).collect();
    Body::Correction(Correction {
        targets: hashes(targets),
        supersedes: hashes(supersedes),
        action: if body.is_some() { CorrectionAction::Replace } else { CorrectionAction::Void },
        body: body.map(|body| body.to_value().unwrap()),
        reason: "A mistake.".into(),
    })
}

fn progress(events: &[Event]) -> CourseProgress {
    progress_in(&course(), events)
}

fn progress_in(course: &Course, events: &[Event]) -> CourseProgress {
    CourseProgress::of(course, &LearnerFold::of(events), &Elsewhere::default(), &BTreeSet::new())
}

fn whole_course() -> Vec<Event> {
    vec![
        event(1, opened("read")),
        event(2, span("read", SpanUnit::Permille, &[[0, 500]], 480)),
        event(3, span("read", SpanUnit::Permille, &[[400, 950]], 930)),
        event(4, opened("film")),
        event(5, span("film", SpanUnit::Ms, &[[0, 40_000]], 40_000)),
        event(6, span("film", SpanUnit::Ms, &[[50_000, 90_000]], 90_000)),
        event(7, span("pics", SpanUnit::Slide, &[[0, 1], [2, 3], [1, 2], [3, 4]], 3)),
        event(8, started(1)),
        event(9, answered(1, "q1", 1)),
        event(10, answered(1, "q2", 0)),
        event(11, finished(1, 1, true)),
    ]
}

#[test]
fn a_course_is_done_step_by_step() {
    let events = whole_course();
    let start = progress(&[]);
    assert_eq!((start.is_begun, start.is_done, start.done_permille()), (false, false, 0));
    assert_eq!(start.next, Some(lesson_id("read")));
    assert_eq!(start.lessons[&lesson_id("quiz")].state, LessonState::Locked);
    assert_eq!(start.modules[1].locked, [Missing::Module { id: ModuleId::parse("one").unwrap(), min_permille: None }]);

    let half = progress(&events[..2]);
    let read = &half.lessons[&lesson_id("read")];
    assert_eq!(
        (read.state, read.seen_permille, &read.missing),
        (LessonState::Begun, 500, &vec![Missing::See { permille: 400 }])
    );
    assert_eq!(read.position.as_ref().unwrap().at, 480);
    assert_eq!(half.next, Some(lesson_id("read")));

    let film = progress(&events[..6]);
    assert_eq!(film.lessons[&lesson_id("film")].seen_permille, 810, "two parts, and the cut end");
    assert_eq!(film.next, Some(lesson_id("pics")));

    let asked = progress(&events[..9]);
    assert_eq!(asked.next, Some(lesson_id("quiz")));
    let running = &asked.lessons[&lesson_id("quiz")].attempts[0];
    assert_eq!((running.finish, running.answers.len(), running.questions.len()), (None, 1, 2));

    let end = progress(&events);
    assert!(end.is_done && end.certificates[0].is_due);
    assert_eq!((end.done_permille(), end.score_permille, end.next), (1000, Some(500), None));
    assert_eq!(end.time.credited_ms, 5 * MINUTE + 2 * 5_000);
}

#[test]
fn progress_is_one_in_every_language_and_edition() {
    let mut other = event(3, span("read", SpanUnit::Permille, &[[500, 1000]], 999));
    if let Some((_, Body::LessonSpan(body))) = &mut other.body {
        body.lang = lang("es");
        body.at.edition = 4;
    }
    let done = progress(&[event(2, span("read", SpanUnit::Permille, &[[0, 500]], 480)), other]);
    assert_eq!(done.lessons[&lesson_id("read")].state, LessonState::Done);
    assert_eq!(done.lessons[&lesson_id("read")].position.as_ref().unwrap().lang, lang("es"));
}

#[test]
fn the_attempt_that_is_kept_counts() {
    let events = [
        event(1, started(1)),
        event(2, finished(1, 0, false)),
        event(3, started(2)),
        event(4, finished(2, 2, true)),
        event(5, started(3)),
        event(6, finished(3, 1, true)),
    ];
    for (keep, score, passed) in [("best", 1000, true), ("last", 500, true), ("first", 0, false)] {
        let pass = json!({"kind": "score", "permille": 500});
        let course = course_of(json!([{"id": "m", "title": "M", "rule": {"kind": "all_required"},
            "lessons": [lesson("quiz", json!({"kind": "passed"}), quiz(9, keep, pass))]}]));
        let quiz = progress_in(&course, &events).lessons[&lesson_id("quiz")].clone();
        assert_eq!((quiz.score_permille, quiz.is_passed), (Some(score), passed), "{keep}");
    }
    let voided = [
        &events[..],
        &[by_staff(7, Body::QuizVoided(QuizVoided { at: at("quiz"), attempt: attempt(2), reason: "R".into() }))],
    ]
    .concat();
    let quiz = &progress(&voided).lessons[&lesson_id("quiz")];
    assert_eq!((quiz.attempts.len(), quiz.score_permille), (2, Some(500)));
    let by_learner = [
        &events[..],
        &[event(7, Body::QuizVoided(QuizVoided { at: at("quiz"), attempt: attempt(2), reason: "R".into() }))],
    ]
    .concat();
    assert_eq!(progress(&by_learner).lessons[&lesson_id("quiz")].attempts.len(), 3, "only staff void");
}

#[test]
fn nothing_is_scored_again() {
    let events = [event(1, started(1)), event(2, answered(1, "q1", 0)), event(3, finished(1, 2, true))];
    let finish = progress(&events).lessons[&lesson_id("quiz")].attempts[0].finish.unwrap();
    assert_eq!((finish.score, finish.is_passed), (2, true), "what was recorded stands, whatever the answers now say");
}

#[test]
fn attempts_end_and_wait() {
    let course = course();
    let opening = |events: &[Event], minute: u64| {
        LearnerFold::of(events).opening(&course, &lesson_id("quiz"), START + minute * MINUTE).unwrap()
    };
    let mut events = vec![event(1, started(1))];
    assert_eq!(opening(&events, 2), Opening::GoOn(attempt(1)));
    events.push(event(2, finished(1, 0, false)));
    assert_eq!(opening(&events, 5), Opening::Wait { until_wall_ms: START + 12 * MINUTE });
    assert_eq!(opening(&events, 12), Opening::Open);
    assert_eq!(opening(&events, 1), Opening::Open, "a clock set back makes nobody wait");
    events.extend([
        event(20, started(2)),
        event(21, finished(2, 0, false)),
        event(40, started(3)),
        event(41, finished(3, 0, false)),
    ]);
    assert_eq!(opening(&events, 100), Opening::NoAttemptLeft);
}

#[test]
fn staff_open_an_exam_for_one_more_try() {
    let mut exam = serde_json::to_value(course()).unwrap();
    let text = serde_json::to_string(&exam).unwrap().replace("\"opened_by\":\"learner\"", "\"opened_by\":\"staff\"");
    exam = serde_json::from_str(&text).unwrap();
    let course: Course = serde_json::from_value(exam).unwrap();
    let opening = |events: &[Event], minute: u64| {
        LearnerFold::of(events).opening(&course, &lesson_id("quiz"), START + minute * MINUTE).unwrap()
    };
    let say_open = |until: u64| Body::QuizOpened(QuizOpened { at: at("quiz"), until: START + until * MINUTE });
    assert_eq!(opening(&[], 1), Opening::StaffOpen);
    assert_eq!(opening(&[event(1, say_open(60))], 2), Opening::StaffOpen, "not by the learner");
    let mut events = vec![by_staff(1, say_open(60))];
    assert_eq!(opening(&events, 2), Opening::Open);
    assert_eq!(opening(&events, 60), Opening::StaffOpen, "closed again by itself");
    events.push(event(3, started(1)));
    assert_eq!(opening(&events, 70), Opening::GoOn(attempt(1)), "one under way is gone on with");
    events.push(event(4, finished(1, 0, false)));
    assert_eq!(opening(&events, 5), Opening::Wait { until_wall_ms: START + 14 * MINUTE });
    events.push(by_staff(6, say_open(50)));
    assert_eq!(opening(&events, 7), Opening::Open, "staff need not wait");
    for n in 2..=3 {
        events.push(event(u64::try_from(n).unwrap() * 10, started(n)));
        events.push(event(u64::try_from(n).unwrap() * 10 + 1, finished(n, 0, false)));
    }
    assert_eq!(opening(&events, 45), Opening::NoAttemptLeft);
    events.push(by_staff(46, say_open(90)));
    assert_eq!(opening(&events, 47), Opening::Open, "one more");
}

#[test]
fn time_away_counts_in_an_exam_only() {
    let mut answer = answered(1, "q1", 1);
    let Body::QuizAnswered(body) = &mut answer else { unreachable!() };
    body.active_ms = 90_000;
    let events = [event(1, started(1)), event(2, answer)];
    let attempt = progress(&events).lessons[&lesson_id("quiz")].attempts[0].clone();
    let mut quiz = course().quiz(&lesson_id("quiz")).unwrap().clone();
    assert_eq!(used_ms(&quiz, &attempt, START + 31 * MINUTE), 90_000);
    quiz.opened_by = crate::model::quiz::OpenedBy::Staff;
    assert_eq!(used_ms(&quiz, &attempt, START + 31 * MINUTE), 30 * MINUTE);
    assert_eq!(used_ms(&quiz, &attempt, START), 90_000, "a clock set back gives nothing back");
}

#[test]
fn mastery_looks_at_the_last_answers_over_attempts() {
    let pass = crate::model::quiz::Pass::Mastery { right: 2, last: 3 };
    let attempts = |events: &[Event]| progress(events).lessons[&lesson_id("quiz")].attempts.clone();
    let early = [event(1, started(1)), event(2, answered(1, "q1", 1)), event(3, answered(1, "q2", 0))];
    assert!(!is_passed(&pass, 1, 2, &attempts(&early)));
    assert_eq!(last_right(3, &attempts(&early)), (1, 2));
    let later = [&early[..], &[event(4, started(2)), event(5, answered(2, "q1", 1))]].concat();
    assert!(is_passed(&pass, 1, 2, &attempts(&later)));
    let worse = [&later[..], &[event(6, answered(2, "q2", 0))]].concat();
    assert!(!is_passed(&pass, 1, 2, &attempts(&worse)));
}

#[test]
fn corrections_void_replace_and_supersede() {
    let bad = event(2, span("read", SpanUnit::Permille, &[[0, 1000]], 999));
    let seen = |events: &[Event]| progress(events).lessons[&lesson_id("read")].seen_permille;
    let void = by_staff(3, correction(&[&bad], &[], None));
    assert_eq!(seen(&[bad.clone(), void.clone()]), 0);
    assert_eq!(seen(&[void.clone(), bad.clone()]), 0);
    let half = by_staff(4, correction(&[&bad], &[], Some(span("read", SpanUnit::Permille, &[[0, 500]], 499))));
    assert_eq!(seen(&[bad.clone(), void.clone(), half.clone()]), 500, "the latest holds");
    let undo = by_staff(5, correction(&[], &[&void, &half], None));
    assert_eq!(seen(&[bad.clone(), void, half, undo]), 1000, "superseded corrections hold no more");
    let by_learner = event(3, correction(&[&bad], &[], None));
    assert_eq!(seen(&[bad.clone(), by_learner]), 1000, "only staff and office correct");
    let nonsense = by_staff(
        6,
        Body::Correction(Correction {
            targets: vec![bad.hash],
            supersedes: vec![],
            action: CorrectionAction::Replace,
            body: Some(json!({"no": "span"})),
            reason: "R".into(),
        }),
    );
    assert_eq!(seen(&[bad, nonsense]), 0, "a replacement nobody can read still voids");
}

#[test]
fn withheld_bodies_count_once_they_are_disclosed() {
    let full = event(2, span("read", SpanUnit::Permille, &[[0, 1000]], 999));
    let mut fold = LearnerFold::default();
    assert_eq!(fold.take(&Event { body: None, ..full.clone() }), Taken::Nothing);
    assert_eq!(fold.take(&full), Taken::Counted);
    assert_eq!(fold, LearnerFold::of(&[full]));
}

#[test]
fn rules_in_a_ring_come_to_the_least_answer() {
    let ring = course_of(json!([{"id": "m", "title": "M", "rule": {"kind": "all_required"}, "lessons": [
        lesson("a", json!({"kind": "lesson", "id": "b"}), json!({"kind": "reading", "body": "a.md"})),
        lesson("b", json!({"kind": "any", "of": [{"kind": "lesson", "id": "a"}, {"kind": "opened"}]}), json!({"kind": "reading", "body": "a.md"}))]}]));
    assert!(!progress_in(&ring, &[]).is_done);
    assert!(progress_in(&ring, &[event(1, opened("b"))]).is_done);
}

#[test]
fn rules_say_what_is_missing() {
    let rule = |rule: Value, events: &[Event]| {
        let course = course_of(json!([{"id": "m", "title": "M", "rule": {"kind": "all_required"},
            "lessons": [lesson("read", rule, json!({"kind": "reading", "body": "a.md"}))]}]));
        progress_in(&course, events).lessons[&lesson_id("read")].missing.clone()
    };
    let open = event(1, opened("read"));
    assert_eq!(rule(json!({"kind": "opened"}), &[]), [Missing::Open]);
    assert_eq!(rule(json!({"kind": "opened"}), std::slice::from_ref(&open)), []);
    assert_eq!(
        rule(json!({"kind": "minutes", "min": 3}), &[event(1, span("read", SpanUnit::Permille, &[], 0))]),
        [Missing::Minutes { min: 2 }]
    );
    assert_eq!(
        rule(
            json!({"kind": "signed_off"}),
            &[event(1, Body::LessonSignedOff(LessonSignedOff { at: at("read"), note: None }))]
        ),
        [Missing::SignOff]
    );
    assert_eq!(
        rule(
            json!({"kind": "signed_off"}),
            &[by_staff(1, Body::LessonSignedOff(LessonSignedOff { at: at("read"), note: None }))]
        ),
        []
    );
    let two =
        json!({"kind": "at_least", "n": 2, "of": [{"kind": "opened"}, {"kind": "submitted"}, {"kind": "passed"}]});
    assert_eq!(rule(two, &[open]), [Missing::Some { n: 1, of: vec![Missing::Submit, Missing::Pass] }]);
    assert_eq!(rule(json!({"kind": "dreamt"}), &[]), [Missing::NeedsNewer]);
    assert_eq!(
        rule(json!({"kind": "course", "id": "org.example.other"}), &[]),
        [Missing::Course { id: CourseId::parse("org.example.other").unwrap(), min_permille: None }]
    );
}

#[test]
fn certificates_are_recorded_issued_and_taken_back() {
    let named = |id: &str| CertificateNamed {
        cert: Slug::parse("done").unwrap(),
        target: at("read").course,
        id: id.into(),
        sha256: Hash([3; 32]),
        reason: None,
    };
    let provisional = Body::CertificateProvisional(CertificateProvisional {
        cert: Slug::parse("done").unwrap(),
        target: at("read").course,
        edition: 3,
        rule_id: "done".into(),
        active_ms: 1,
        score: 1,
    });
    let mut events = vec![event(1, provisional)];
    let state = |events: &[Event]| progress(events).certificates[0].clone();
    assert_eq!(state(&events).provisional_wall_ms, Some(START + MINUTE));
    events.push(by_staff(2, Body::CertificateOfficial(named("A"))));
    assert_eq!(state(&events).official.unwrap().id, "A");
    events.push(by_staff(3, Body::CertificateRevoked(named("A"))));
    assert!(state(&events).is_revoked && state(&events).official.is_none());
    events.push(by_staff(4, Body::CertificateOfficial(named("B"))));
    assert_eq!((state(&events).official.unwrap().id.as_str(), state(&events).is_revoked), ("B", false));
}

fn any_body() -> impl Strategy<Value = (bool, Body)> {
    let name = || prop::sample::select(vec!["read", "film", "pics", "quiz", "gone"]);
    let unit = || prop::sample::select(vec![SpanUnit::Ms, SpanUnit::Slide, SpanUnit::Page, SpanUnit::Permille]);
    let number = || prop_oneof![0_u64..1200, Just(u64::MAX)];
    prop_oneof![
        name().prop_map(|l| (false, opened(l))),
        (name(), unit(), prop::collection::vec((number(), number()), 0..4), number(), number()).prop_map(
            |(l, unit, ranges, at_, active)| {
                let Body::LessonSpan(mut body) = span(l, unit, &[], at_) else { unreachable!() };
                body.ranges = ranges.into_iter().map(|(a, b)| [a, b]).collect();
                body.active_ms = active;
                (false, Body::LessonSpan(body))
            }
        ),
        (0_u128..3).prop_map(|n| (false, started(n))),
        (0_u128..3, prop::sample::select(vec!["q1", "q2"]), 0_u32..3).prop_map(|(n, q, p)| (false, answered(n, q, p))),
        (0_u128..3, 0_u32..4, any::<bool>()).prop_map(|(n, s, p)| (false, finished(n, s, p))),
        (any::<bool>(), 0_u128..3, 0_u32..4).prop_map(|(staff, n, p)| (staff, marking::marked(n, (p, 3), Some(500)))),
        (any::<bool>(), 0_u128..3, "[xy]?").prop_map(|(staff, n, text)| (staff, marking::commented(n, &text))),
        (0_u128..3, 0_u32..3).prop_map(|(n, hints)| (
            false,
            Body::QuizHinted(QuizHinted {
                at: at("quiz"),
                attempt: attempt(n),
                question: QuestionId::parse("q1").unwrap(),
                hints
            })
        )),
        (any::<bool>(), 0_u128..3).prop_map(|(staff, n)| (
            staff,
            Body::QuizVoided(QuizVoided { at: at("quiz"), attempt: attempt(n), reason: String::new() })
        )),
        (any::<bool>(), name())
            .prop_map(|(staff, l)| (staff, Body::LessonSignedOff(LessonSignedOff { at: at(l), note: None }))),
        (name(), "[ab]", "[xy]?")
            .prop_map(|(l, anchor, text)| (false, Body::NoteSaved(NoteSaved { at: at(l), anchor, text }))),
        (any::<bool>(), any::<bool>()).prop_map(|(staff, on)| (
            staff,
            Body::GoalSet(GoalSet {
                programme: ProgrammeId::parse("org.example.p").unwrap(),
                goal: Slug::parse("g").unwrap(),
                done: on
            })
        )),
    ]
}

/// Events of two stations, some corrected, some corrections superseded.
fn any_events() -> impl Strategy<Value = Vec<Event>> {
    let plain = prop::collection::vec((1_u8..3, any_body()), 1..24);
    (
        plain,
        prop::collection::vec(
            (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>(), any::<bool>()),
            0..4,
        ),
    )
        .prop_map(|(plain, corrections)| {
            let mut events: Vec<Event> = plain
                .into_iter()
                .enumerate()
                .map(|(n, (station, (is_staff, body)))| {
                    let actor = if is_staff {
                        Actor::Staff(StaffId(uuid::Uuid::nil()))
                    } else {
                        Actor::Learner(LearnerId(uuid::Uuid::nil()))
                    };
                    let mut event = event_of(station, n as u64 + 1, actor, body);
                    event.header.lamport = n as u64 / 2 + 1; // stations share lamport times
                    event
                })
                .collect();
            for (n, (target, other, is_replacing, is_superseding)) in corrections.into_iter().enumerate() {
                let target = target.get(&events).clone();
                let superseded = [other.get(&events).clone()];
                let supersedes: Vec<&Event> = if is_superseding { superseded.iter().collect() } else { Vec::new() };
                let body = correction(&[&target], &supersedes, is_replacing.then(|| opened("film")));
                events.push(by_staff(100 + n as u64, body));
            }
            events
        })
}

/// As a station does it: one event after another, made again where the fold asks for it.
fn one_by_one(events: &[Event]) -> LearnerFold {
    let mut fold = LearnerFold::default();
    for (n, event) in events.iter().enumerate() {
        if fold.take(event) == Taken::Refold {
            fold = LearnerFold::of(&events[..=n]);
        }
    }
    fold
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_fold_is_of_the_set_however_it_is_taken((events, shuffled) in any_events().prop_flat_map(|e| (Just(e.clone()), Just(e).prop_shuffle())), split in 0_usize..30) {
        let full = LearnerFold::of(&events);
        prop_assert_eq!(&one_by_one(&events), &full, "one by one");
        prop_assert_eq!(&one_by_one(&shuffled), &full, "in another order");
        let twice = [&shuffled[..], &events[..]].concat();
        prop_assert_eq!(&LearnerFold::of(&twice), &full, "each twice");
        prop_assert_eq!(&one_by_one(&twice), &full, "each twice, one by one");
        let stored: LearnerFold = serde_json::from_slice(&serde_json::to_vec(&LearnerFold::of(&shuffled[..split.min(shuffled.len())])).unwrap()).unwrap();
        let mut went_on = stored;
        for (n, event) in shuffled.iter().enumerate().skip(split) {
            if went_on.take(event) == Taken::Refold {
                went_on = LearnerFold::of(&shuffled[..=n]);
            }
        }
        prop_assert_eq!(&went_on, &full, "stored, read back, gone on with");
        let progress = CourseProgress::of(&course(), &full, &Elsewhere::default(), &BTreeSet::new());
        prop_assert!(progress.lessons.values().all(|l| l.seen_permille <= 1000 && l.score_permille.is_none_or(|s| s <= 1000)));
        let days: u64 = progress.time.by_day(&jiff::tz::TimeZone::UTC).values().sum();
        prop_assert!(days <= progress.time.credited_ms);
    }

    #[test]
    fn more_events_never_undo_what_is_done(events in any_events(), more in any_events()) {
        let plain = |events: &[Event]| -> Vec<Event> {
            let undoing = |e: &&Event| !matches!(e.body(), Some(Body::Correction(_) | Body::QuizVoided(_)));
            events.iter().filter(undoing).cloned().collect()
        };
        let (before, all) = (plain(&events), plain(&[&events[..], &more[..]].concat()));
        let done = |events: &[Event]| -> Vec<LessonId> {
            let progress = progress(events);
            let lessons = progress.lessons.iter().filter(|(id, p)| p.state == LessonState::Done && id.as_str() != "quiz");
            lessons.map(|(id, _)| id.clone()).collect()
        };
        let now = done(&all);
        prop_assert!(done(&before).iter().all(|id| now.contains(id)));
    }
}
