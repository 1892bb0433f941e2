//! Marking at the desk: the answers that wait, the dialog, another mark later; and what the learner sees of it.

use super::person::Person;
use super::{desk, quiz_samples, samples};
use egui::Key;
use foothold::model::id::AttemptId;
use foothold::model::problem::{Code, Problem};
use foothold::model::score::Verdict;
use foothold::ui::{Action, Screen};
use foothold::worker::view::*;
use foothold::worker::{Marking, News, Request};
use uuid::Uuid;

const ANSWER: &str = "I would ask my cousin first.\nThen the job center: they know who hires.\n<script>";

/// An answer that waits, and one that is marked.
pub fn rows() -> Vec<MarkRow> {
    let line = |id: &str, text: &str, max, points| RubricLine { id: samples::slug(id), text: text.into(), max, points };
    let waiting = MarkRow {
        learner: samples::learner_id(1),
        name: "Ana María Ruiz".into(),
        course: samples::course_id("work"),
        lesson: samples::lesson_id("plan"),
        attempt: AttemptId(Uuid::from_u128(5)),
        question: "first-step".parse().unwrap(),
        course_title: "Looking for work".into(),
        title: "My plan".into(),
        prompt: "Whom do you ask **first** about work, and why?".into(),
        asked: "Whom do you ask first about work, and why?".into(),
        answer: ANSWER.into(),
        max: 5,
        rubric: vec![
            line("who", "It names a person or an office", 2, None),
            line("why", "It says why, in whole sentences", 3, None),
        ],
        handed_in_wall_ms: samples::NOW_MS - 86_400_000,
        mark: None,
    };
    let marked = MarkRow {
        question: "letter".parse().unwrap(),
        asked: "Write the first sentence of your letter.".into(),
        prompt: "Write the first sentence of your letter.".into(),
        max: 20,
        rubric: Vec::new(),
        mark: Some(GivenMark {
            points: 12,
            comment: "Say your name first.".into(),
            wall_ms: samples::NOW_MS - 3_600_000,
        }),
        ..waiting.clone()
    };
    vec![waiting, marked]
}

fn answer(request: &Request) -> Option<News> {
    match request {
        Request::Today => Some(News::Today(TodayView {
            people: 1,
            courses: 1,
            to_mark: rows()[..1].to_vec(),
            to_mark_count: 1,
            ..TodayView::default()
        })),
        Request::Mark(given) if given.comment == "full" => Some(News::Failed(Problem::new(Code::DiskFull))),
        Request::Mark(_) => Some(News::Done),
        other => desk::answer(other),
    }
}

fn at_the_desk() -> Person<'static> {
    let mut person = Person::before((1366.0, 768.0), answer);
    let passphrase = foothold::worker::Secret::new("try foothold today".into());
    person.act(Action::Ask(Request::SignInStaff { name: "Alex Morgan".into(), passphrase }));
    person
}

fn marks(person: &Person<'_>) -> Vec<Marking> {
    let asked = person.asked().iter();
    asked.filter_map(|asked| if let Request::Mark(given) = asked { Some((**given).clone()) } else { None }).collect()
}

/// The button of the answer that waits.
pub const READ: &str = "Read and mark: Ana María Ruiz, Whom do you ask first about work, and why?";

#[test]
fn an_answer_is_read_as_it_was_written_and_marked_line_by_line() {
    let mut person = at_the_desk();
    person.must_see("1 answer to mark");
    person.press(READ);
    person.must_see(ANSWER);
    person.must_see("Choose the points, 5 at most.");
    person.press("2 for: It names a person or an office");
    person.press("Save the mark");
    assert!(marks(&person).is_empty(), "not before every line has its points");
    person.press("1 for: It says why, in whole sentences");
    person.must_see("3 of 5 points");
    person.write("A few words to the learner, if you like", "Good thinking.");
    person.press("Save the mark");
    let given = &marks(&person)[0];
    let by_line: Vec<_> = given.rubric.iter().map(|(line, points)| (line.as_str(), *points)).collect();
    assert_eq!(by_line, [("who", 2), ("why", 1)]);
    assert_eq!((given.points, given.comment.as_str(), given.learner), (3, "Good thinking.", samples::learner_id(1)));
    assert_eq!(person.asked_names().last().map(String::as_str), Some("Today"), "the list is asked for again");
    assert!(!person.sees(ANSWER));
}

#[test]
fn a_mark_can_be_changed_later_and_stays_as_it_was_until_then() {
    let mut person = at_the_desk();
    person.press("People");
    person.press("Ana María Ruiz, 4711, Nov 27, not yet, 0 minutes, 0, 0");
    person.must_see("Marked: 12 of 20 points");
    person.press("Change the mark: Ana María Ruiz, Write the first sentence of your letter.");
    person.must_see("12 of 20 points");
    person.key(Key::Escape);
    assert!(marks(&person).is_empty());
    person.press("Change the mark: Ana María Ruiz, Write the first sentence of your letter.");
    person.write("Points (0 to 20)", "0");
    person.must_see("Choose the points, 20 at most.");
    person.command(Key::A);
    person.keys("18");
    assert_eq!(person.typed("Points (0 to 20)"), "18");
    person.must_see("18 of 20 points");
    person.reach("Save the mark"); // it may lie below what is seen of the dialog
    person.key(Key::Enter);
    assert_eq!((marks(&person)[0].points, marks(&person)[0].comment.as_str()), (18, "Say your name first."));
}

#[test]
fn a_mark_that_cannot_be_kept_stays_on_the_screen() {
    let mut person = at_the_desk();
    person.press(READ);
    person.press("2 for: It names a person or an office");
    person.press("3 for: It says why, in whole sentences");
    person.write("A few words to the learner, if you like", "full");
    person.press("Save the mark");
    person.must_see("5 of 5 points");
    person.must_see(ANSWER);
    person.must_see("This computer’s disk is full. Nothing was lost.");
}

#[test]
fn the_learner_sees_what_waits_then_the_points_and_the_words() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Home => Some(News::Home(HomeView {
            marked: vec![MarkedRow {
                course: samples::course_id("work"),
                lesson: samples::lesson_id("plan"),
                title: "My plan".into(),
                wall_ms: samples::NOW_MS,
            }],
            ..samples::home()
        })),
        Request::OpenLesson { lesson, .. } => {
            let mut told = quiz_samples::told("open", None);
            let marked = told.told.as_mut().unwrap();
            (marked.verdict, marked.points, marked.max) = (Verdict::Partly, 3, 5);
            marked.rubric = rows()[0].rubric.clone();
            marked.rubric[0].points = Some(2);
            marked.comment = "Good thinking.".into();
            let waiting = u32::from(lesson.as_str() == "waits");
            let review = if waiting == 0 { vec![told] } else { Vec::new() };
            let quiz = QuizView { waiting, review, attempts_done: 1, ..quiz_samples::quiz("plan") };
            Some(News::Lesson(quiz_samples::lesson(quiz)))
        }
        _ => None,
    });
    person.sign_in();
    person.must_see("Your teacher has marked your work in “My plan”.");
    person.act(Action::Go(Screen::Lesson(samples::course_id("work"), samples::lesson_id("waits"))));
    person.must_see("1 of your answers is waiting for your teacher to mark it. Its points come later.");
    person.act(Action::Go(Screen::Home));
    person.press("See it");
    person.press("See my answers");
    person.must_see("Your teacher has marked it. 3 of 5 points.");
    person.must_see("It names a person or an office: 2 of 2");
    person.must_see("Good thinking.");
}
