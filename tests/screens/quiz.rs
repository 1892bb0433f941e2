//! Quizzes at the window: every kind of question answered by the keyboard alone, what is said before, in and after a
//! quiz, and every page in every size, language, colour and size of text.

use super::everywhere::{SIZES, Tour};
use super::person::Person;
use super::quiz_samples::{self as made, KINDS};
use super::samples;
use super::tab_walk::walk;
use egui::Key;
use foothold::model::answer::Answer;
use foothold::model::id::LessonId;
use foothold::model::problem::{Code, Problem};
use foothold::ui::{Action, Screen};
use foothold::worker::view::{Ask, AttemptView, DraftView, PassView, QuizClosed, QuizView, TallyView};
use foothold::worker::{News, Request};
use std::time::Duration;

/// A station whose quizzes have one question each, of the kind that the lesson is named after.
fn answer(request: &Request) -> Option<News> {
    let running = |lesson: &str| QuizView { running: Some(made::attempt(&[lesson])), ..made::quiz(lesson) };
    Some(match request {
        Request::OpenLesson { lesson, .. } => News::Lesson(made::lesson(match lesson.as_str() {
            kind if KINDS.contains(&kind) => running(kind),
            "no-try" => QuizView { closed: Some(QuizClosed::NoAttemptLeft), ..made::quiz("no-try") },
            "staff" => QuizView { closed: Some(QuizClosed::StaffOpen), ..made::quiz("staff") },
            "wait" => {
                let until_wall_ms = samples::NOW_MS + 3 * 60_000;
                QuizView { closed: Some(QuizClosed::Wait { until_wall_ms }), ..made::quiz("wait") }
            }
            "review" => made::finish("review").quiz,
            "drill" => QuizView { pass: PassView::Mastery { right: 3, last: 4 }, ..running("drill") },
            other => running(other),
        })),
        Request::StartAttempt { lesson, .. } => begun(
            lesson.clone(),
            match lesson.as_str() {
                "timed" => {
                    AttemptView { left_ms: Some(90_000), may_change: true, ..made::attempt(&["single", "truth"]) }
                }
                "drill" => {
                    let tally = Some(TallyView { right: 2, of: 3, is_reached: false });
                    AttemptView { tally, ..made::attempt(&["truth", "single"]) }
                }
                "lost" => {
                    let mut attempt = made::attempt(&["point"]);
                    let names = vec![super::quiz_samples::named("ext", "The fire extinguisher")];
                    attempt.questions[0].ask = Ask::Point { image: None, places: 1, names };
                    attempt
                }
                "held" => {
                    let mut attempt = made::attempt(&["open", "truth"]);
                    let (id, text) = (attempt.questions[0].question.clone(), "Half a page".into());
                    attempt.drafts.insert(id, Answer::Words { text });
                    attempt
                }
                "timed-gaps" => AttemptView { left_ms: Some(90_000), ..made::attempt(&["gaps", "truth"]) },
                "timed-order" => AttemptView { left_ms: Some(90_000), ..made::attempt(&["order", "truth"]) },
                "full" => return Some(News::Failed(Problem::new(Code::DiskFull))),
                kind => made::attempt(&[kind, "truth"]),
            },
        ),
        Request::Draft { attempt, question, answer } => News::Drafted(DraftView {
            attempt: *attempt,
            question: question.clone(),
            answer: answer.clone(),
            saved_wall_ms: samples::NOW_MS,
        }),
        Request::Answer { question, answer, .. } => News::Answered(made::answered(question.as_str(), answer.clone())),
        Request::FinishAttempt { .. } => News::Finished(made::finish("review")),
        _ => return None,
    })
}

fn begun(lesson: LessonId, attempt: AttemptView) -> News {
    News::Attempt(AttemptView { lesson, ..attempt })
}

fn before(size: (f32, f32)) -> Person<'static> {
    let mut person = Person::before(size, answer);
    person.sign_in();
    person
}

fn open(person: &mut Person<'_>, lesson: &str) {
    person.act(Action::Go(Screen::Lesson(samples::course_id("work"), samples::lesson_id(lesson))));
    person.settle();
}

/// Until something is there that another thread has to bring.
#[track_caller]
fn until(person: &mut Person<'_>, name: &str) {
    for _ in 0..200 {
        if person.sees(name) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
        person.settle();
    }
    person.must_see(name);
}

const PLAN: &str = "Picture to point at: The plan of a kitchen with two rooms.";

fn given(person: &Person<'_>) -> Option<(Answer, u32)> {
    person.asked().iter().rev().find_map(|asked| match asked {
        Request::Answer { answer, hints, .. } => Some((answer.clone(), *hints)),
        _ => None,
    })
}

/// What the keyboard does for the right answer.
fn answer_by_keys(person: &mut Person<'_>, kind: &str) {
    match kind {
        "single" => press_key(person, made::LONG_OPTION),
        "multiple" => ["Milk", "Raw meat"].iter().for_each(|name| press_key(person, name)),
        "truth" => press_key(person, "True"),
        "number" => {
            person.tab_to("Your number");
            person.keys("750");
            press_key(person, "g");
        }
        "short" | "open" => {
            person.tab_to("Your answer");
            person.keys("poisoning");
        }
        "order" => press_key(person, "Move up: Turn off the heat"),
        "match" => {
            for (left, right) in [("A whisk", "Beating eggs"), ("A ladle", "Serving soup")] {
                press_key(person, left);
                press_key(person, right);
            }
        }
        "gaps" => {
            person.tab_to("Gap 1");
            person.keys("2");
            press_key(person, "refrigerator");
        }
        "point" => {
            until(person, PLAN);
            person.tab_to(PLAN);
            for key in [Key::ArrowRight, Key::ArrowRight, Key::ArrowDown] {
                person.key(key);
            }
            person.must_see("The marker is 55% from the left and 52% from the top.");
        }
        _ => unreachable!(),
    }
}

fn press_key(person: &mut Person<'_>, name: &str) {
    person.tab_to(name);
    person.key(Key::Space);
}

#[test]
fn every_kind_is_answered_with_the_keyboard_alone() {
    for kind in KINDS.into_iter().filter(|kind| *kind != "newer") {
        let mut person = before((1366.0, 768.0));
        open(&mut person, kind);
        assert!(person.sees("Question 1 of 2"), "{kind}: an attempt under way opens by itself");
        assert!(given(&person).is_none());
        answer_by_keys(&mut person, kind);
        person.tab_to(if kind == "open" { "Save and go on" } else { "Check my answer" });
        person.key(Key::Enter);
        assert_eq!(given(&person), Some((made::right(kind), 0)), "{kind}");
        person.must_see("Next question");
        assert_eq!(person.focused_name().as_deref(), Some("Next question"), "{kind}: Enter goes on");
        person.key(Key::Enter);
        person.must_see("Question 2 of 2");
        assert_eq!(person.focused_name().as_deref(), Some("True"), "the keyboard is where the next answer is");
    }
}

#[test]
fn what_lies_where_in_a_picture_is_not_told_before_the_answer() {
    let mut person = before((1366.0, 1000.0));
    open(&mut person, "point");
    until(&mut person, PLAN);
    assert!(!person.sees_part("extinguisher"));
    answer_by_keys(&mut person, "point");
    person.press("Check my answer");
    assert!(person.sees_part("The right answer: The fire extinguisher"), "{}", person.screen_text());
}

#[test]
fn a_missing_picture_is_said_and_there_is_a_way_on() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "lost");
    person.must_see("The picture is missing here. Choose the place by its name.");
    person.press("The fire extinguisher");
    person.press("Check my answer");
    assert_eq!(given(&person), Some((Answer::Choices { options: vec![made::option_id("ext")] }, 0)));
    open(&mut person, "short");
    person.must_see("A picture is missing here. It shows: A pot on a stove.");
    open(&mut person, "newer");
    assert!(person.sees_part("needs a newer Foothold"));
    assert!(!person.sees("Check my answer"));
    person.press("Leave it for now");
    person.must_see("Question 2 of 2");
    person.press("Leave it for now");
    person.must_see("2 questions have no answer yet.");
    person.press("Go to what is open");
    person.must_see("Question 1 of 2");
}

#[test]
fn hints_come_one_at_a_time_and_are_told_with_the_answer() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "truth");
    assert!(!person.sees_part("hint."));
    person.press("Show a hint");
    assert!(person.sees_part("The first hint.") && !person.sees_part("The second hint."));
    person.press("Show one more hint");
    assert!(person.sees_part("The second hint.") && !person.sees("Show one more hint"));
    person.key(Key::A);
    person.key(Key::Enter);
    assert_eq!(given(&person), Some((Answer::Truth { value: true }, 2)), "a letter chooses, Enter checks");
    person.must_see("Partly right. 1 of 2 points.");
}

#[test]
fn the_keyboard_stays_with_the_thing_that_moves() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "order");
    person.tab_to("Move down: Turn off the heat");
    // At an end the one button has nothing to do any more, and the other has the keyboard.
    for (number, then) in [(3, "Move up"), (2, "Move up"), (1, "Move down"), (2, "Move down")] {
        person.key(Key::Space);
        person.must_see(&format!("“Turn off the heat” is now number {number} of 3."));
        person.must_see(&format!("{number}. Turn off the heat"));
        let name = format!("{then}: Turn off the heat");
        assert_eq!(person.focused_name().as_deref(), Some(name.as_str()), "at number {number}");
    }
}

#[test]
fn when_time_is_up_what_was_chosen_is_given_and_all_is_handed_in() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "timed");
    assert!(person.sees_part("1:30 left"));
    person.press(made::LONG_OPTION);
    person.asked_names();
    person.wait_minutes(2);
    person.settle();
    assert_eq!(person.asked_names(), ["Answer", "FinishAttempt"]);
    person.must_see("Time was up. What you had answered was handed in.");
    person.must_see("11 of 20 points.");
    person.must_see("1 of your answers is waiting for your teacher to mark it. Its points come later.");
    person.must_see("Before: 30%. Now: 55%. You have gained 25 points out of 100.");
    let all = person.screen_text();
    let ways_on = all.lines().filter(|name| matches!(*name, "Next" | "Back to the course")).count();
    assert_eq!(ways_on, 2, "in the bar, and first of what can be done while staff mark:\n{all}");
}

/// What was asked to be kept under questions.
fn held(person: &Person<'_>) -> Vec<(String, Option<Answer>)> {
    let draft = |asked: &Request| match asked {
        Request::Draft { question, answer, .. } => Some((question.to_string(), answer.clone())),
        _ => None,
    };
    person.asked().iter().filter_map(draft).collect()
}

fn words(text: &str) -> Option<Answer> {
    Some(Answer::Words { text: text.into() })
}

#[test]
fn what_stands_under_a_question_is_saved_at_a_pause_and_when_it_is_left() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "open");
    person.write("Your answer", "Half a");
    assert!(held(&person).is_empty(), "no key is a save");
    person.wait_minutes(1);
    assert_eq!(held(&person), [("open".into(), words("Half a"))]);
    person.wait_minutes(1);
    assert_eq!(held(&person).len(), 1, "what is saved is not saved again");
    person.write("Your answer", " page");
    person.press("Leave it for now");
    assert_eq!(held(&person).last().unwrap().1, words("Half a page"));
    person.press("True");
    person.act(Action::Lock);
    assert_eq!(held(&person).last().unwrap(), &("truth".into(), Some(Answer::Truth { value: true })));
    let asked = person.asked_names();
    let place = |name: &str| asked.iter().rposition(|asked| asked == name).unwrap();
    assert!(place("Draft") < place("SignOut"), "{asked:?}");
}

#[test]
fn each_question_turned_to_is_told_also_one_that_is_passed_to() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "single");
    person.press("Leave it for now");
    person.press("Leave it for now");
    let turned = |request: &Request| match request {
        Request::TurnTo { question, .. } => Some(question.as_ref().map(ToString::to_string)),
        _ => None,
    };
    let turned: Vec<_> = person.asked().iter().filter_map(turned).collect();
    assert_eq!(turned, [Some("truth".to_owned()), None]);
}

#[test]
fn what_stood_under_a_question_comes_back_with_it_and_goes_when_it_is_given() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "held");
    assert_eq!(person.typed_lines("Your answer"), "Half a page");
    person.press("Leave it for now");
    person.press("Leave it for now");
    person.press("Go to what is open");
    assert_eq!(person.typed_lines("Your answer"), "Half a page");
    assert!(held(&person).is_empty(), "it is on the disk already");
    person.press("Save and go on");
    assert_eq!(given(&person).map(|(answer, _)| answer), words("Half a page"));
    person.act(Action::Lock);
    assert!(held(&person).is_empty(), "the answer is there: nothing else is kept");
}

#[test]
fn when_time_is_up_a_part_is_given_and_what_nobody_touched_is_not() {
    for (kind, part) in [("timed-gaps", true), ("timed-order", false)] {
        let mut person = before((1366.0, 768.0));
        open(&mut person, kind);
        if part {
            person.write("Gap 1", "two");
        }
        person.wait_minutes(2);
        person.settle();
        assert_eq!(given(&person).is_some(), part, "{kind}");
        assert!(person.asked_names().contains(&"FinishAttempt".to_owned()));
    }
}

#[test]
fn an_attempt_at_another_quiz_that_comes_late_is_not_taken_for_this_one() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "truth");
    person.must_see("Question 1 of 2");
    let lesson = samples::lesson_id("elsewhere");
    person.late(begun(lesson, made::attempt(&["single", "single", "single"])));
    person.must_see("Question 1 of 2");
}

#[test]
fn the_look_back_leads_to_the_second_where_it_is_taught() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "review");
    person.press("See my answers");
    person.must_see("Your answers");
    assert!(person.sees_part("Your answer: Milk · Raw meat") && person.sees_part("The right order:"));
    person.press("Back to the quiz");
    person.press("Try again");
    person.must_see("Question 1 of 2");
    open(&mut person, "timed");
    person.wait_minutes(2);
    person.settle();
    person.must_see("Look at these again");
    let all = person.screen_text();
    assert!(all.contains("Look at it again: Washing hands, 4:32"), "{all}");
}

#[test]
fn a_long_look_back_moves_by_the_page_keys() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "review");
    person.press("See my answers");
    let first = person.top_of("Your answers");
    person.key(Key::PageDown);
    assert!(person.top_of("Your answers") < first - 200, "a page on");
    person.key(Key::PageUp);
    assert_eq!(person.top_of("Your answers"), first);
}

#[test]
fn what_keeps_a_quiz_closed_is_said_with_what_to_do() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "staff");
    person.must_see("Ask staff to open this exam.");
    assert!(!person.sees("Start"));
    open(&mut person, "no-try");
    person.must_see("You have used all your tries.");
    person.must_see("Talk to staff. They can open it once more for you.");
    open(&mut person, "wait");
    person.must_see("You can try again in 3 minutes.");
    person.wait_minutes(3);
    person.must_see("Start");
}

#[test]
fn mastery_is_counted_aloud() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "drill");
    person.must_see("2 of the last 3 right. You need 3.");
}

#[test]
fn an_attempt_that_cannot_begin_now_says_why_and_can_be_tried_again() {
    let mut person = before((1366.0, 768.0));
    open(&mut person, "full");
    person.must_see("This computer’s disk is full. Nothing was lost.");
    person.must_see("Start");
    assert_eq!(person.asked_names().iter().filter(|name| *name == "StartAttempt").count(), 1, "asked once");
}

#[test]
fn every_page_of_a_quiz_fits() {
    for size in SIZES {
        let (mut person, mut tour) = (before(size), Tour::new(size));
        for closed in ["staff", "no-try", "wait", "review"] {
            open(&mut person, closed);
            tour.look(&mut person, &format!("quiz-{closed}"));
        }
        person.press("See my answers");
        tour.look(&mut person, "quiz-answers");
        for kind in KINDS {
            open(&mut person, kind);
            if kind == "point" {
                until(&mut person, PLAN);
            }
            tour.look(&mut person, &format!("quiz-{kind}"));
            if kind != "newer" {
                answer_by_keys(&mut person, kind);
                person.press(if kind == "open" { "Save and go on" } else { "Check my answer" });
                tour.look(&mut person, &format!("quiz-{kind}-told"));
            }
        }
    }
}

#[test]
fn tab_alone_reaches_everything_in_a_quiz() {
    let mut person = before(SIZES[0]);
    for closed in ["staff", "no-try", "wait", "review"] {
        open(&mut person, closed);
        walk(&mut person, closed);
    }
    person.press("See my answers");
    walk(&mut person, "answers");
    for kind in KINDS {
        open(&mut person, kind);
        if kind == "point" {
            until(&mut person, PLAN);
        }
        walk(&mut person, kind);
        if kind != "newer" {
            answer_by_keys(&mut person, kind);
            person.press(if kind == "open" { "Save and go on" } else { "Check my answer" });
            walk(&mut person, &format!("{kind}, answered"));
        }
    }
}
