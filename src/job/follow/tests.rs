//! What is counted once and when it is counted again.

use super::*;
use crate::job::start::OpenHome;
use crate::job::study::{Study, learner};
use crate::job::tests_pack::{Place, course, course_id, lesson_id, sam, watched};
use crate::model::event::{Method, SpanUnit};
use crate::model::progress::Missing;

/// A station with a course of one reading.
fn place() -> Place {
    let mut course = course("end", None);
    course.modules.truncate(1);
    course.modules[0].lessons.truncate(1);
    Place::with(&course)
}

fn begin(open: &mut OpenHome, followed: Followed) -> Study {
    let person = learner(&open.store, followed.learner()).unwrap();
    Study::begin_with(&mut open.store, person, Method::Pin, followed).unwrap()
}

#[test]
fn what_was_counted_before_the_sitting_is_not_counted_again() {
    let place = place();
    let (mut open, courses) = place.open();
    let on = Arc::clone(courses.get(&course_id()).unwrap());
    let followed = Followed::of(&open.store, sam(&open)).unwrap();
    followed.count(&courses);
    let counted = followed.course(&on.course, &courses);
    let study = begin(&mut open, followed);
    assert!(Arc::ptr_eq(&counted, &study.progress(&courses, &on)));
}

#[test]
fn a_course_that_waits_for_another_opens_once_that_is_done() {
    let mut next = course("end", None);
    next.id = CourseId::parse("org.example.next").unwrap();
    next.prerequisites = Some(Rule::Course { id: course_id(), min_permille: None });
    let place = place();
    let (mut open, courses) = place.open();
    let on = Arc::clone(courses.get(&course_id()).unwrap());
    let followed = Followed::of(&open.store, sam(&open)).unwrap();
    let mut study = begin(&mut open, followed);
    let locked = |study: &Study| study.followed().course(&next, &courses).locked.clone();
    assert_eq!(locked(&study), [Missing::Course { id: course_id(), min_permille: None }]);
    study.save(&mut open.store, |study, writer| study.open(writer, &courses, &on, &lesson_id("read"))).unwrap();
    assert_eq!(locked(&study).len(), 1, "begun is not done");
    let seen = watched("read", SpanUnit::Permille, [0, 1000], 5_000);
    place.clock.pass(5_000);
    study.save(&mut open.store, |study, writer| study.watched(writer, &courses, &seen)).unwrap();
    study.save(&mut open.store, |study, writer| study.flush(writer)).unwrap();
    assert!(locked(&study).is_empty());
}
