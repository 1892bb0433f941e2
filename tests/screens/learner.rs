//! What a learner does once they are in.

use super::person::Person;
use super::samples;
use foothold::model::problem::{Code, Problem};
use foothold::ui::{Action, Screen};
use foothold::worker::view::{CertificateState, CourseRing, HomeView, RecordView, StandingView};
use foothold::worker::{News, Request};

#[test]
fn home_goes_on_where_the_learner_stopped() {
    let mut person = Person::at_home();
    assert!(person.sees_part("from 4:32 · 12 minutes left"));
    person.press("Continue: Talking about your record");
    let (course, lesson) = (samples::course_id("work"), samples::lesson_id("your-record"));
    assert_eq!(person.screen(), Screen::Lesson(course, lesson));
}

#[test]
fn somebody_new_is_invited_to_a_first_course() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Home => Some(News::Home(HomeView { fresh: samples::cards(), ..HomeView::default() })),
        _ => None,
    });
    person.sign_in();
    person.must_see("Begin your first course");
    person.press("Look at it: Looking for work with a record");
    assert_eq!(person.screen(), Screen::Course(samples::course_id("work")));
}

#[test]
fn who_has_finished_all_they_began_is_invited_to_another_course() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Home => {
            let courses = samples::home().courses;
            Some(News::Home(HomeView { fresh: samples::cards(), courses, ..HomeView::default() }))
        }
        _ => None,
    });
    person.sign_in();
    person.must_see("Begin another course");
    assert!(!person.sees("Begin your first course"));
    person.press("Look at it: Looking for work with a record");
}

#[test]
fn whoever_comes_back_to_a_course_that_is_gone_is_told_that_what_they_did_is_kept() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Home => Some(News::Home(HomeView { courses_away: 2, ..HomeView::default() })),
        Request::Record => {
            let weeks = vec![("2026-11-23".to_owned(), 600_000)];
            Some(News::Record(RecordView { weeks, active_ms: 600_000, courses_away: 1, ..RecordView::default() }))
        }
        _ => None,
    });
    person.sign_in();
    person.must_see(
        "2 courses you learned in are not on this computer now. What you did in them is kept. Ask staff about them.",
    );
    assert!(!person.sees("No course begun yet."));
    person.press("My record");
    person.must_see(
        "A course you learned in is not on this computer now. What you did in it is kept. Ask staff about it.",
    );
    assert!(person.sees_part("10 minutes in all"), "the hours count");
}

#[test]
fn a_page_that_cannot_be_loaded_says_so_and_can_be_tried_again() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Home => Some(News::Failed(Problem::new(Code::DiskTrouble).because("EIO"))),
        _ => None,
    });
    person.sign_in();
    person.must_see("This computer’s disk could not be read or written.");
    person.asked_names();
    person.press("Try again");
    assert_eq!(person.asked_names(), ["Home"]);
}

#[test]
fn a_course_shows_its_lessons_and_a_locked_one_cannot_be_opened() {
    let mut person = Person::at_home();
    person.act(Action::Go(Screen::Course(samples::course_id("work"))));
    person.must_see("3 of 6 lessons");
    assert!(person.sees("Quiz: What did you learn?, done"));
    assert!(!person.sees("Quiz: Show what you can do, not open yet"), "no button for what is locked");
    assert!(person.sees_part("12 minutes · not open yet"), "that it is locked is said in words");
    person.must_see("First finish the lesson “A letter that explains”.");
    person.press("Reading: A letter that explains, not begun");
    assert_eq!(person.screen(), Screen::Lesson(samples::course_id("work"), samples::lesson_id("letter")));
}

#[test]
fn the_way_back_from_a_lesson_names_its_own_course() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::OpenLesson { .. } => {
            let mut lesson = samples::lesson();
            lesson.course.title = "Fractions and money".into();
            Some(News::Lesson(Box::new(lesson)))
        }
        _ => None,
    });
    person.sign_in();
    person.act(Action::Go(Screen::Course(samples::course_id("work"))));
    person.must_see("Looking for work with a record");
    person.act(Action::Go(Screen::Lesson(samples::course_id("maths"), samples::lesson_id("halves"))));
    person.must_see("Fractions and money");
    assert!(!person.sees("Looking for work with a record"), "the course looked at before is not this lesson's");
}

#[test]
fn a_record_says_how_many_certificates_are_ahead_where_not_all_stand_there() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Record => {
            let row = samples::certificate_row(CertificateState::Open { done_permille: 300, missing: Vec::new() });
            let standing = StandingView { ahead: vec![row; 8], ..StandingView::default() };
            Some(News::Record(RecordView { standing, ..samples::record() }))
        }
        _ => None,
    });
    person.sign_in();
    person.press("My record");
    person.must_see("6 of 8 are here: those of the courses you opened last.");
}

#[test]
fn a_record_without_time_has_no_empty_picture_of_hours() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Record => {
            let weeks = vec![("2026-11-23".to_owned(), 59_999)];
            Some(News::Record(RecordView { weeks, active_ms: 59_999, ..samples::record() }))
        }
        _ => None,
    });
    person.sign_in();
    person.press("My record");
    person.must_see("0 minutes in all");
    assert!(!person.sees_part("0 minutes in all; week of"), "nothing to look at");
    let mut person = Person::at_home();
    person.press("My record");
    assert!(person.sees_part("in all; week of"), "otherwise it would stand there");
}

#[test]
fn home_leads_to_all_courses_where_more_are_begun_than_stand_there() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Home => {
            let mut home = samples::home();
            let first = home.courses[0].clone();
            home.courses = (1..=7).map(|n| CourseRing { title: format!("Course {n}"), ..first.clone() }).collect();
            Some(News::Home(home))
        }
        _ => None,
    });
    person.sign_in();
    assert!(person.sees("Course 5") && !person.sees("Course 6"));
    person.press("All my 7 courses");
    assert_eq!(person.screen(), Screen::Record);
}

#[test]
fn switching_the_language_keeps_the_place_and_asks_for_it_anew() {
    let mut person = Person::at_home();
    person.act(Action::Go(Screen::Course(samples::course_id("work"))));
    person.asked_names();
    person.press("Español");
    assert_eq!(person.asked_names(), ["SetLanguage", "Course"]);
    person.must_see("Continuar");
    assert_eq!(person.screen(), Screen::Course(samples::course_id("work")));
}

#[test]
fn a_kind_of_lesson_without_a_screen_says_what_to_do() {
    let mut person = Person::at_home();
    person.press("Continue: Talking about your record");
    person.must_see("This lesson needs a newer Foothold. Your progress is safe.");
    person.must_see("60% more to see");
    person.must_see("Video: Talking about your record, begun");
}

#[test]
fn leaving_a_lesson_is_told_before_the_next_page_is_asked_for() {
    let mut person = Person::at_home();
    person.press("Continue: Talking about your record");
    person.asked_names();
    person.press("Next");
    assert_eq!(person.asked_names(), ["LeaveLesson", "OpenLesson"]);
    person.press("Lock");
    assert_eq!(person.asked_names(), ["SignOut"]);
}

#[test]
fn the_certificate_says_all_it_prints_and_what_comes_next() {
    let mut person = Person::at_home();
    person.press("My record");
    person.act(Action::Go(Screen::Certificate(samples::course_id("work"), samples::slug("done"))));
    person.must_see("Well done, Ana");
    person.must_see("Provisional: recorded here, not yet confirmed by the office");
    assert!(person.sees_part("This is to certify that. Ana María Ruiz"));
    person.press("Save as PDF");
    assert!(person.asked().iter().any(|asked| matches!(asked, Request::SaveCertificate { .. })));
}

#[test]
fn what_was_earned_in_a_course_that_has_gone_stays_in_the_record() {
    let mut person = Person::at_home();
    person.press("My record");
    person.must_see("Taken back by the records office");
    person.must_see(
        "One more certificate is from a course that is not on this computer. It is kept. Ask staff about it.",
    );
    assert!(person.sees_part("not on this computer now") && person.sees_part("Money without a bank account"));
    assert!(person.has_button("Looking for work with a record"));
    assert!(!person.has_button("Money without a bank account"), "there is nothing to open");
}

#[test]
fn a_certificate_that_was_taken_back_is_no_moment_of_pride() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Certificate { .. } => Some(News::Certificate(samples::certificate(CertificateState::Revoked))),
        _ => None,
    });
    person.sign_in();
    person.act(Action::Go(Screen::Certificate(samples::course_id("work"), samples::slug("done"))));
    person.must_see("Taken back by the records office");
    person.must_see("The records office has taken this certificate back. Ask staff why.");
    assert!(!person.sees_part("Well done") && !person.sees_part("This is to certify that"));
    assert!(!person.has_button("Save as PDF") && !person.has_button("Print"));
}

#[test]
fn where_policy_forbids_it_nothing_can_be_printed_or_saved() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Certificate { .. } => {
            let state = CertificateState::Provisional { wall_ms: samples::NOW_MS };
            let mut view = samples::certificate(state);
            (view.may_print, view.may_save) = (false, false);
            Some(News::Certificate(view))
        }
        _ => None,
    });
    person.sign_in();
    person.act(Action::Go(Screen::Certificate(samples::course_id("work"), samples::slug("done"))));
    assert!(!person.sees("Print") && !person.sees("Save as PDF"));
}

#[test]
fn an_empty_record_says_how_it_begins() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::Record => Some(News::Record(RecordView::default())),
        _ => None,
    });
    person.sign_in();
    person.press("My record");
    person.must_see("Your record begins with your first lesson.");
}

#[test]
fn larger_text_is_kept_for_the_learner() {
    let mut person = Person::at_home();
    person.asked_names();
    person.press("Larger text");
    assert_eq!(person.asked_names(), ["SetPreference"]);
    person.press("Smaller text");
    assert_eq!(person.asked_names(), ["SetPreference"]);
}

#[test]
fn what_did_not_work_is_said_above_the_page_until_it_is_read() {
    let mut person = Person::before((1366.0, 768.0), |request| match request {
        Request::SetPreference { .. } => Some(News::Failed(Problem::new(Code::DiskFull))),
        _ => None,
    });
    person.sign_in();
    person.press("Larger text");
    person.must_see("This computer’s disk is full. Nothing was lost.");
    person.press("Close");
    assert!(!person.sees("This computer’s disk is full. Nothing was lost."));
}
