//! Points that staff give, on top of what the program gave.

use super::*;
use std::collections::BTreeMap;

/// Two questions of one point and a text of `max`, of which `permille` pass.
pub(super) fn marked(n: u128, (points, max): (u32, u32), pass_permille: Option<u32>) -> Body {
    Body::QuizMarked(QuizMarked {
        at: at("quiz"),
        attempt: attempt(n),
        question: QuestionId::parse("q3").unwrap(),
        rev: 1,
        points,
        max,
        rubric: BTreeMap::new(),
        of: 2 + max,
        pass_permille,
    })
}

pub(super) fn commented(n: u128, text: &str) -> Body {
    let question = QuestionId::parse("q3").unwrap();
    Body::QuizCommented(QuizCommented { at: at("quiz"), attempt: attempt(n), question, text: text.into() })
}

fn quiz_of(events: &[Event]) -> LessonProgress {
    progress(events).lessons[&lesson_id("quiz")].clone()
}

#[test]
fn points_of_staff_come_on_top_and_can_pass_what_was_not() {
    let mut events =
        vec![event(1, started(1)), event(2, finished(1, 1, false)), by_staff(3, marked(1, (2, 3), Some(600)))];
    let quiz = quiz_of(&events);
    let finish = quiz.attempts[0].finish.unwrap();
    assert_eq!((finish.score, finish.max, finish.is_passed, finish.of), (3, 5, true, Some(5)));
    assert_eq!((quiz.score_permille, quiz.is_passed), (Some(600), true));
    events.push(by_staff(4, marked(1, (1, 3), Some(600))));
    assert!(!quiz_of(&events).is_passed, "the last mark counts");
    events.push(by_staff(5, marked(1, (3, 3), None)));
    assert!(!quiz_of(&events).is_passed, "where points do not pass it, they do not");
}

#[test]
fn what_was_passed_for_certain_is_never_failed_by_a_mark() {
    let events = [event(1, started(1)), event(2, finished(1, 2, true)), by_staff(3, marked(1, (0, 9), Some(900)))];
    assert!(quiz_of(&events).is_passed);
}

#[test]
fn only_staff_mark_and_comment() {
    let events = [
        event(1, started(1)),
        event(2, finished(1, 1, false)),
        event(3, marked(1, (3, 3), Some(500))),
        event(4, commented(1, "Well done, I say.")),
    ];
    let quiz = quiz_of(&events);
    assert!(!quiz.is_passed && quiz.attempts[0].marks.is_empty());
}

#[test]
fn words_without_a_mark_wait_for_it_and_empty_ones_take_them_away() {
    let mut events = vec![event(1, started(1)), event(2, finished(1, 1, false)), by_staff(3, commented(1, "Say why."))];
    assert!(quiz_of(&events).attempts[0].marks.is_empty());
    events.push(by_staff(4, marked(1, (1, 3), None)));
    let words = |events: &[Event]| quiz_of(events).attempts[0].marks.values().next().unwrap().comment.clone();
    assert_eq!(words(&events), "Say why.");
    events.push(by_staff(5, commented(1, "")));
    assert_eq!(words(&events), "");
}
