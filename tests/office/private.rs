//! What stays on a station: a journal always, notes unless the policy lets them go. Looked for in every decrypted byte.

use super::*;
use foothold::crypto::seal;
use foothold::model::answer::Answer;
use foothold::model::event::{
    LessonRef, NoteSaved, QuestionRev, QuizAnswered, QuizCommented, QuizEnd, QuizFinished, QuizMarked, QuizStarted,
};
use foothold::model::id::{AttemptId, CourseId, Hash, LessonId, QuestionId};
use foothold::model::progress::LearnerFold;
use std::io::Read as _;

const JOURNAL: &str = "I dreamt of the harbour again.";
const NOTE: &str = "Ask the teacher about the second form.";

/// Every byte of an export as the office can read it: the sealed file's, and the events' once decompressed.
fn decrypted(office: &OfficeBed, export: &Path) -> (Vec<u8>, Vec<u8>) {
    let identities = office.keys.opening().unwrap();
    let sealed = std::fs::File::open(export).unwrap();
    let all = seal::open_all(&identities, sealed, 64 << 20).unwrap();
    let header = u32::from_be_bytes(all[..4].try_into().unwrap()) as usize;
    let mut events = Vec::new();
    let body = zstd::Decoder::new(&all[4 + header..]).unwrap().single_frame();
    let mut body = body;
    body.read_to_end(&mut events).unwrap();
    (all, events)
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|at| at == text.as_bytes())
}

/// A station under a policy, on which somebody wrote a note and in their journal, and its export.
fn written_under(policy: &str) -> (OfficeBed, StationBed, PathBuf) {
    let office = OfficeBed::new();
    let change =
        policy::PolicyChange { set: vec![("free_text".into(), policy.into())], ..policy::PolicyChange::default() };
    policy::change(&office.home, &office.registry, &office.keys, &change, office.clock.wall_ms()).unwrap();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    let at = LessonRef {
        course: CourseId::parse("org.example.work").unwrap(),
        edition: 1,
        lesson: LessonId::parse("read").unwrap(),
    };
    let note = NoteSaved { at, anchor: "block:2".into(), text: NOTE.into() };
    let entry = JournalSaved { entry: slug("2026-11-22-141400"), text: JOURNAL.into() };
    for body in [Body::NoteSaved(note), Body::JournalSaved(entry)] {
        station.store.append(Draft::by(Actor::Learner(ana), body).about(ana)).unwrap();
    }
    let export = station.export();
    (office, station, export)
}

#[test]
fn a_journal_never_leaves_whatever_the_policy_says() {
    for policy in ["off", "local", "reviewed"] {
        let (mut office, _station, export) = written_under(policy);
        let (all, events) = decrypted(&office, &export);
        assert!(!has(&all, JOURNAL) && !has(&events, JOURNAL), "{policy}");
        assert!(has(&events, "journal.saved"), "{policy}: that it was written is told, so that the chain holds");
        office.merge(std::slice::from_ref(&export));
        office.confirm("One");
        let ana = LearnerId(uuid::Uuid::from_u128(1));
        let held = office.registry.events_of(ana).unwrap();
        let journal = held.iter().find(|(event, _)| event.header.kind == "journal.saved").unwrap();
        assert!(journal.0.body().is_none(), "{policy}");
    }
}

#[test]
fn a_note_leaves_only_where_the_policy_has_it_reviewed() {
    for (policy, leaves) in [("off", false), ("local", false), ("reviewed", true)] {
        let (office, _station, export) = written_under(policy);
        let (_, events) = decrypted(&office, &export);
        assert_eq!(has(&events, NOTE), leaves, "{policy}");
    }
}

#[test]
fn what_is_shown_before_an_export_leaves_has_no_journal_in_it() {
    let (_office, station, _) = written_under("reviewed");
    let account = export_progress::account(&station.store, &trust::held_trust(&station.store).unwrap()).unwrap();
    let kinds: Vec<&str> = account.texts.iter().map(|text| text.kind.as_str()).collect();
    assert_eq!((kinds, account.withheld), (vec!["note.saved"], 1));
}

#[test]
fn marks_leave_and_count_at_the_office_while_the_answer_and_the_words_stay() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    let (course, lesson) = (CourseId::parse("org.example.work").unwrap(), LessonId::parse("quiz").unwrap());
    let at = LessonRef { course: course.clone(), edition: 1, lesson: lesson.clone() };
    let (attempt, question) = (AttemptId(uuid::Uuid::from_u128(5)), QuestionId::parse("own").unwrap());
    let (manifest, questions) = (Hash([7; 32]), vec![QuestionRev { id: question.clone(), rev: 1 }]);
    let started = QuizStarted { at: at.clone(), attempt, manifest, seed: 1, questions };
    let answered = QuizAnswered {
        at: at.clone(),
        attempt,
        question: question.clone(),
        rev: 1,
        answer: Answer::Words { text: NOTE.into() },
        points: 0,
        max: 0,
        hints: 0,
        active_ms: 1,
    };
    let finished =
        QuizFinished { at: at.clone(), attempt, manifest, score: 0, max: 0, passed: false, cause: QuizEnd::Submitted };
    for body in [Body::QuizStarted(started), Body::QuizAnswered(answered), Body::QuizFinished(finished)] {
        station.store.append(Draft::by(Actor::Learner(ana), body).about(ana)).unwrap();
    }
    let marked = QuizMarked {
        at: at.clone(),
        attempt,
        question: question.clone(),
        rev: 1,
        points: 3,
        max: 4,
        rubric: Default::default(),
        of: 4,
        pass_permille: Some(700),
    };
    let commented = QuizCommented { at, attempt, question, text: JOURNAL.into() };
    let by = station.signed_in.actor();
    for body in [Body::QuizMarked(marked), Body::QuizCommented(commented)] {
        station.store.append(Draft::by(by, body).about(ana)).unwrap();
    }
    let export = station.export();
    let (_, events) = decrypted(&office, &export);
    assert!(!has(&events, NOTE) && !has(&events, JOURNAL) && has(&events, "quiz.marked"));
    office.merge(&[export]);
    office.confirm("One");
    let held: Vec<Event> = office.registry.events_of(ana).unwrap().into_iter().map(|(event, _)| event).collect();
    let attempts = LearnerFold::of(&held).attempts(&course, &lesson);
    let finish = attempts[0].finish.unwrap();
    assert_eq!((finish.score, finish.max, finish.is_passed), (3, 4, true), "as on the station");
}
