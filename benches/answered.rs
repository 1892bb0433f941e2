//! A quiz that somebody took, as a station notes it: what the benches of the office share.

use foothold::model::answer::Answer;
use foothold::model::event::{Body, LessonRef, QuestionRev, QuizAnswered, QuizEnd, QuizFinished, QuizStarted};
use foothold::model::id::{AttemptId, Hash, QuestionId};

/// Begun, each question of `count` true or false, the first `right` of them rightly, and handed in; passed with more than
/// half. Each answer took `active_ms`.
pub fn quiz(at: &LessonRef, attempt: AttemptId, (count, right): (u32, u32), active_ms: u64) -> Vec<Body> {
    let question = |n: u32| QuestionId::parse(&format!("q{n}")).expect("an id");
    let (manifest, score) = (Hash([1; 32]), right.min(count));
    let questions = (0..count).map(|n| QuestionRev { id: question(n), rev: 1 }).collect();
    let started = QuizStarted { at: at.clone(), attempt, manifest, seed: 1, questions };
    let answered = |n: u32| {
        Body::QuizAnswered(QuizAnswered {
            at: at.clone(),
            attempt,
            question: question(n),
            rev: 1,
            answer: Answer::Truth { value: n < right },
            points: u32::from(n < right),
            max: 1,
            hints: 0,
            active_ms,
        })
    };
    let (passed, cause) = (2 * score > count, QuizEnd::Submitted);
    let finished = QuizFinished { at: at.clone(), attempt, manifest, score, max: count, passed, cause };
    let answers = (0..count).map(answered);
    [Body::QuizStarted(started)].into_iter().chain(answers).chain([Body::QuizFinished(finished)]).collect()
}
