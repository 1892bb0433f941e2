//! Quizzes and banks.

use super::fault::Trail;
use super::question::check_question;
use super::rules::suggest;
use super::words::Words;
use crate::model::course::Course;
use crate::model::lesson::Lesson;
use crate::model::question::Question;
use crate::model::quiz::{Bank, DrawnPart, Part, Pass, Quiz, QuizMode};
use std::collections::{BTreeMap, BTreeSet};

/// Most questions of one quiz or bank.
const QUESTIONS_MAX: usize = 2000;

/// Checks one quiz.
pub(super) fn check_quiz<'a>(
    trail: &mut Trail,
    words: &mut Words<'a>,
    quiz: &'a Quiz,
    lesson: &Lesson,
    course: &'a Course,
) {
    check_pair(trail, quiz, lesson, course);
    match &quiz.pass {
        Pass::Score { permille } => trail.within("pass", |t| t.range("permille", u64::from(*permille), 1, 1000)),
        Pass::Mastery { right, last } => trail.within("pass", |trail| {
            trail.range("last", u64::from(*last), 1, 100);
            trail.range("right", u64::from(*right), 1, u64::from(*last).max(1));
        }),
        Pass::None {} => {}
        Pass::Unknown(_) => trail.within("pass", |t| t.fault("this kind is not known", "use a newer foothold-pack")),
    }
    let least_one =
        [("attempts", quiz.attempts), ("cooloff_minutes", quiz.cooloff_minutes), ("limit_minutes", quiz.limit_minutes)];
    for (key, number) in least_one {
        if let Some(number) = number {
            trail.range(key, u64::from(number), 1, 100_000);
        }
    }
    let parts = quiz.parts.len();
    trail.check_key("parts", (1..=100).contains(&parts), "there is no part, or more than 100", "give 1 to 100");
    trail.each("parts", &quiz.parts, |trail, part| match part {
        Part::Fixed(fixed) => check_questions(trail, words, &fixed.questions, course),
        Part::Drawn(drawn) => check_draw(trail, drawn, course),
    });
    check_overdrawn(trail, quiz, course);
}

/// Checks one bank.
pub(super) fn check_bank<'a>(trail: &mut Trail, words: &mut Words<'a>, bank: &'a Bank, course: &'a Course) {
    check_questions(trail, words, &bank.questions, course);
}

/// Checks that no question id of the course stands twice.
pub(super) fn check_question_ids(trail: &mut Trail, course: &Course) {
    let mut seen = BTreeSet::new();
    let mut check = |trail: &mut Trail, question: &Question| {
        if !seen.insert(question.id.clone()) {
            let what = format!("the question id `{}` is used twice in the course", question.id);
            trail.within("id", |trail| trail.fault(what, "give each question its own id"));
        }
    };
    trail.each("modules", &course.modules, |trail, module| {
        trail.each("lessons", &module.lessons, |trail, lesson| {
            let Some(quiz) = course.quiz(&lesson.id) else { return };
            trail.within("quiz", |trail| {
                trail.each("parts", &quiz.parts, |trail, part| {
                    if let Part::Fixed(fixed) = part {
                        trail.each("questions", &fixed.questions, &mut check);
                    }
                });
            });
        });
    });
    trail.each("banks", &course.banks, |trail, bank| trail.each("questions", &bank.questions, &mut check));
}

fn check_questions<'a>(trail: &mut Trail, words: &mut Words<'a>, questions: &'a [Question], course: &'a Course) {
    let is_right = (1..=QUESTIONS_MAX).contains(&questions.len());
    trail.check_key("questions", is_right, "there is no question, or too many", format!("give 1 to {QUESTIONS_MAX}"));
    trail.each("questions", questions, |trail, question| check_question(trail, words, question, course));
}

fn check_draw(trail: &mut Trail, drawn: &DrawnPart, course: &Course) {
    let Some(bank) = course.bank(&drawn.bank) else {
        let mend = suggest(drawn.bank.as_str(), course.banks.iter().map(|bank| bank.id.as_str()));
        return trail.within("bank", |t| t.fault(format!("there is no bank `{}` in this course", drawn.bank), mend));
    };
    let candidates = drawn.candidates(bank).count();
    let with = if drawn.tags.is_empty() { "" } else { " with these tags" };
    let what = format!("it draws {} questions of {candidates}{with}", drawn.draw);
    let is_right = drawn.draw >= 1 && drawn.draw as usize <= candidates;
    trail.check_key("draw", is_right, what, format!("draw 1 to {candidates}, or add questions to `{}`", bank.id));
}

/// Several parts may draw from one bank: together not more than it holds.
fn check_overdrawn(trail: &mut Trail, quiz: &Quiz, course: &Course) {
    let mut drawn: BTreeMap<_, u64> = BTreeMap::new();
    for part in &quiz.parts {
        if let Part::Drawn(part) = part {
            *drawn.entry(&part.bank).or_default() += u64::from(part.draw);
        }
    }
    for (id, sum) in drawn {
        let parts = quiz.parts.iter().filter(|part| matches!(part, Part::Drawn(part) if part.bank == *id)).count();
        let held = course.bank(id).map_or(u64::MAX, |bank| bank.questions.len() as u64);
        let what = format!("its parts draw {sum} questions of `{id}`, which holds {held}");
        trail.check_key("parts", parts < 2 || sum <= held, what, "draw fewer, or add questions");
    }
}

fn check_pair(trail: &mut Trail, quiz: &Quiz, lesson: &Lesson, course: &Course) {
    let Some(pair) = &quiz.pair else { return };
    let wanted = match quiz.mode {
        QuizMode::Pre => QuizMode::Post,
        QuizMode::Post => QuizMode::Pre,
        QuizMode::Practice | QuizMode::Test | QuizMode::Exam => {
            return trail.within("pair", |t| t.fault("only `pre` and `post` quizzes have a pair", "leave `pair` out"));
        }
    };
    let is_there = *pair != lesson.id && course.quiz(pair).is_some_and(|other| other.mode == wanted);
    let what = format!("`{pair}` is not a quiz of the other mode (pre or post) in this course");
    trail.check_key("pair", is_there, what, "name the lesson of the other quiz");
}
