//! What a learner sees of what staff assigned: days in words, courses that staff open, what must be done first with a way
//! there, and a course that is gone.

use super::person::Person;
use super::samples;
use foothold::model::problem::{Code, Problem};
use foothold::model::progress::Missing;
use foothold::ui::{Action, Screen};
use foothold::worker::view::*;
use foothold::worker::{News, Request};

const SIZE: (f32, f32) = (1366.0, 768.0);

fn course(change: impl Fn(&mut CourseView)) -> CourseView {
    let mut course = samples::course();
    change(&mut course);
    course
}

#[test]
fn this_week_says_days_kindly_and_in_words() {
    let mut person = Person::at_home();
    let late = "Looking for work with a record, It was due 2 days ago. There is still time to finish., 3 of 8 lessons";
    person.must_see(late);
    person.must_see("Fractions and money, Due Friday, November 27, 3 of 8 lessons");
    person.must_see("First steps at a keyboard, Paused by staff. Ask them when it goes on.");
    person.must_see("Not on this computer now. Ask staff.");
    person.press(late);
    assert_eq!(person.screen(), Screen::Course(samples::course_id("work")));
    person.must_see("Assigned by staff");
    person.must_see("Due Friday, November 27");
}

#[test]
fn where_staff_open_courses_the_others_say_so() {
    let mut person = Person::before(SIZE, |request| match request {
        Request::Library => {
            let mut library = samples::library();
            library.courses.iter_mut().skip(1).for_each(|card| card.opening = Opening::AskStaff);
            Some(News::Library(library))
        }
        Request::Course { .. } => Some(News::Course(course(|course| course.terms.opening = Opening::AskStaff))),
        _ => None,
    });
    person.sign_in();
    person.act(Action::Go(Screen::Library));
    person.must_see("Ask staff");
    person.act(Action::Go(Screen::Course(samples::course_id("work"))));
    person.must_see("Staff open this course for you");
    assert!(!person.sees("Continue") && !person.sees("Start"), "nothing to press that is refused");
}

#[test]
fn what_must_be_done_first_has_a_name_and_a_way() {
    let mut person = Person::before(SIZE, |request| match request {
        Request::Course { .. } => Some(News::Course(course(|course| {
            let maths = samples::course_id("maths");
            course.locked = vec![Missing::Course { id: maths.clone(), min_permille: None }];
            course.terms.titles.insert(maths, "Fractions and money".into());
        }))),
        _ => None,
    });
    person.sign_in();
    person.act(Action::Go(Screen::Course(samples::course_id("work"))));
    person.must_see("First finish the course “Fractions and money”.");
    person.press("Go to “Fractions and money”");
    assert_eq!(person.screen(), Screen::Course(samples::course_id("maths")));
}

#[test]
fn a_course_begun_says_what_time_is_left() {
    let mut person = Person::at_home();
    person.act(Action::Go(Screen::Course(samples::course_id("work"))));
    person.must_see("1 h 14 min left");
}

#[test]
fn an_empty_course_says_so() {
    let mut person = Person::before(SIZE, |request| match request {
        Request::Course { .. } => Some(News::Course(course(|course| {
            course.modules.clear();
            course.next = None;
        }))),
        _ => None,
    });
    person.sign_in();
    person.act(Action::Go(Screen::Course(samples::course_id("work"))));
    person.must_see("There are no lessons in this course yet");
}

#[test]
fn a_lesson_that_is_gone_says_so_and_leads_on() {
    let mut person = Person::before(SIZE, |request| match request {
        Request::OpenLesson { .. } => Some(News::Failed(Problem::new(Code::LessonGone))),
        _ => None,
    });
    person.sign_in();
    person.act(Action::Go(Screen::Lesson(samples::course_id("work"), samples::lesson().row.lesson)));
    person.must_see("This lesson is not in the library any more. Your progress is safe.");
    person.press("Library");
    assert_eq!(person.screen(), Screen::Library);
}
