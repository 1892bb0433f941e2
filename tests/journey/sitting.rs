//! One sitting of one learner: about 40 minutes of lessons, watched, read and answered through the same code as at the
//! window, saved in one transaction.

use super::clock::SeededRandom;
use super::station::Station;
use foothold::job::courses::{Courses, StationCourse};
use foothold::job::study::{Begun, GivenTo, Study, Watched, learner};
use foothold::model::answer::Answer;
use foothold::model::event::{Method, SessionEnd, SpanUnit};
use foothold::model::id::{LearnerId, LessonId};
use foothold::model::lesson::{Lesson, LessonContent};
use foothold::model::problem::Problem;
use foothold::model::progress::LessonState;
use foothold::model::question::{Question, QuestionContent};
use foothold::store::Writer;
use std::sync::Arc;

const SITTING_MS: u64 = 40 * 60_000;
/// A checkpoint this often, as at the window.
const CHECKPOINT_MS: u64 = 5_000;

/// Lets `who` sit at `station`. Gives how many certificates were earned.
pub fn sit(station: &mut Station, who: LearnerId, random: &SeededRandom) -> Result<u64, Problem> {
    let clock = station.clock.clone();
    let until = clock.true_ms() + SITTING_MS;
    let (store, courses) = station.parts();
    let person = learner(store, who)?;
    let mut study = Study::begin(store, person, Method::Pin)?;
    let mut earned = 0;
    study.save(store, |study, writer| {
        while clock.true_ms() < until {
            let Some((course, lesson)) = next_lesson(study, courses) else { break };
            study.open(writer, courses, &course, &lesson)?;
            let Some(of) = course.course.lesson(&lesson).cloned() else { break };
            let mut pass = |ms: u64| clock.advance(ms);
            let done = take_lesson(study, writer, courses, &course, &of, random, &mut pass)?;
            earned += done;
            if random.chance(3) {
                break; // called away
            }
        }
        study.leave(writer)
    })?;
    let cause = if random.chance(10) { SessionEnd::Idle } else { SessionEnd::Left };
    study.end(store, cause)?;
    Ok(earned)
}

fn next_lesson(study: &Study, courses: &Courses) -> Option<(Arc<StationCourse>, LessonId)> {
    courses.all().find_map(|course| {
        let progress = study.progress(courses, course);
        let open = course.course.lessons().find(|lesson| {
            progress.lessons.get(&lesson.id).is_some_and(|l| matches!(l.state, LessonState::New | LessonState::Begun))
        });
        open.map(|lesson| (Arc::clone(course), lesson.id.clone()))
    })
}

fn take_lesson(
    study: &mut Study,
    writer: &mut Writer<'_>,
    courses: &Courses,
    course: &Arc<StationCourse>,
    lesson: &Lesson,
    random: &SeededRandom,
    pass: &mut dyn FnMut(u64),
) -> Result<u64, Problem> {
    let mut watched = |study: &mut Study, writer: &mut Writer<'_>, unit, from: u64, to: u64, ms: u64| {
        let mut left = ms.max(CHECKPOINT_MS);
        while left > 0 {
            let active_ms = left.min(CHECKPOINT_MS);
            pass(active_ms);
            left -= active_ms;
            let report = Watched {
                course: course.course.id.clone(),
                lesson: lesson.id.clone(),
                unit,
                ranges: vec![[from, to]],
                position: to,
                active_ms,
                rate_permille: 1000,
            };
            study.watched(writer, courses, &report)?;
        }
        Ok::<_, Problem>(())
    };
    match &lesson.content {
        LessonContent::Reading { .. } => {
            let ms = 60_000 * (2 + random.below(5));
            watched(study, writer, SpanUnit::Permille, 0, 1000, ms)?;
        }
        LessonContent::Slides { slides } => {
            for at in 0..slides.len() as u64 {
                watched(study, writer, SpanUnit::Slide, at, at + 1, 20_000 + random.below(30_000))?;
            }
        }
        LessonContent::Video(timed) | LessonContent::Audio(timed) => {
            watched(study, writer, SpanUnit::Ms, 0, timed.duration_ms, timed.duration_ms)?;
        }
        LessonContent::Quiz { .. } => return take_quiz(study, writer, courses, course, &lesson.id, random, pass),
        _ => pass(60_000),
    }
    study.leave(writer)?;
    Ok(0)
}

fn take_quiz(
    study: &mut Study,
    writer: &mut Writer<'_>,
    courses: &Courses,
    course: &Arc<StationCourse>,
    lesson: &LessonId,
    random: &SeededRandom,
    pass: &mut dyn FnMut(u64),
) -> Result<u64, Problem> {
    let Begun::On(attempt) = study.start(writer, courses, course, lesson)? else { return Ok(0) };
    let attempts = study.followed().fold().attempts(&course.course.id, lesson);
    let asked = attempts.iter().find(|known| known.attempt == attempt);
    let asked: Vec<_> = asked.map(|known| known.questions.iter().map(|q| q.id.clone()).collect()).unwrap_or_default();
    for id in &asked {
        let Some(question) = course.course.question(lesson, id) else { continue };
        let ms = 15_000 + random.below(45_000);
        pass(ms);
        let answer = if random.chance(85) { right(question) } else { wrong(question) };
        let Some(answer) = answer else { continue };
        let given = GivenTo { lesson, attempt, question: id, answer: &answer, hints: 0, active_ms: ms };
        study.answer(writer, courses, course, &given)?;
    }
    let finished = study.finish(writer, courses, course, lesson, attempt)?;
    Ok(finished.earned.len() as u64)
}

fn right(question: &Question) -> Option<Answer> {
    match &question.answer {
        QuestionContent::Single { answer, .. } => Some(Answer::Choice { option: answer.clone() }),
        QuestionContent::Multiple { answer, .. } => Some(Answer::Choices { options: answer.clone() }),
        QuestionContent::TrueFalse { answer } => Some(Answer::Truth { value: *answer }),
        QuestionContent::Numeric { value, units, .. } => {
            Some(Answer::Number { text: value.to_string(), unit: units.first().map(|unit| unit.unit.clone()) })
        }
        QuestionContent::Short { accept, .. } => {
            let first = accept.first()?;
            let (en, any) = ("en".parse().ok()?, "en".parse().ok()?); // a language tag of ours
            Some(Answer::Words { text: first.text.get(&en, &any).to_owned() })
        }
        QuestionContent::Order { items, .. } => {
            Some(Answer::Order { items: items.iter().map(|item| item.id.clone()).collect() })
        }
        QuestionContent::Match { pairs, .. } => Some(Answer::Pairs { pairs: pairs.clone() }),
        _ => None,
    }
}

fn wrong(question: &Question) -> Option<Answer> {
    match &question.answer {
        QuestionContent::Single { answer, options } => {
            let other = options.iter().find(|option| option.id != *answer)?;
            Some(Answer::Choice { option: other.id.clone() })
        }
        QuestionContent::TrueFalse { answer } => Some(Answer::Truth { value: !answer }),
        QuestionContent::Numeric { .. } => Some(Answer::Number { text: "0.001".into(), unit: None }),
        QuestionContent::Short { .. } => Some(Answer::Words { text: "I do not know".into() }),
        _ => right(question),
    }
}
