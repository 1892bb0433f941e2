//! What staff assigned to a learner: for the home screen, a course's page, and who may open what.

use super::course::say;
use super::home::{All, minutes_left};
use crate::job::courses::Courses;
use crate::model::course::Course;
use crate::model::event::{EnrolmentState, TargetKind};
use crate::model::id::{CourseId, Lang};
use crate::model::progress::{CourseProgress, Enrolment, LearnerFold, LessonState, Missing};
use crate::worker::view::{CourseTerms, DutyRow, Opening};
use std::collections::BTreeMap;

/// The courses asked of a learner and not done, soonest first, paused ones last. A course that is not here any more is
/// told without its name, so that nobody looks for it in vain.
pub(in crate::worker) fn duties(all: &All, fold: &LearnerFold, lang: &Lang) -> Vec<DutyRow> {
    let asked = fold.enrolments().filter(|(_, one)| one.kind == TargetKind::Course && is_asked(one));
    let mut rows: Vec<DutyRow> = asked
        .filter_map(|(target, one)| {
            let here = all.get(target);
            if here.is_some_and(|(_, progress)| progress.is_done) {
                return None;
            }
            Some(DutyRow {
                course: target.clone(),
                title: here.map(|(on, _)| say(&on.course, &on.course.title, lang)).unwrap_or_default(),
                due: one.due.clone(),
                done_permille: here.map_or(0, |(_, progress)| progress.done_permille()),
                lessons: here.map_or((0, 0), |(_, progress)| (progress.lessons_done, progress.lessons_required)),
                is_begun: here.is_some_and(|(_, progress)| progress.is_begun),
                is_paused: one.state == EnrolmentState::Paused,
                is_here: here.is_some(),
            })
        })
        .collect();
    rows.sort_by(|a, b| {
        let key = |row: &DutyRow| (!row.is_here, row.is_paused, row.due.is_none(), row.due.clone(), row.title.clone());
        key(a).cmp(&key(b))
    });
    rows
}

fn is_asked(enrolment: &Enrolment) -> bool {
    matches!(enrolment.state, EnrolmentState::Active | EnrolmentState::Paused)
}

/// Whether a learner may open a course: where learners do not choose for themselves, staff assign it, or a programme
/// of which `is_step` says that the course is one of its.
pub(in crate::worker) fn opening(
    fold: &LearnerFold,
    course: &CourseId,
    may_self_enrol: bool,
    is_step: impl Fn(&CourseId, &CourseId) -> bool,
) -> Opening {
    if may_self_enrol {
        return Opening::Free;
    }
    let fits = |target: &CourseId, one: &Enrolment| match one.kind {
        TargetKind::Course => target == course,
        TargetKind::Programme => is_step(target, course),
    };
    let of = |state| fold.enrolments().any(|(target, one)| one.state == state && fits(target, one));
    if of(EnrolmentState::Active) {
        Opening::Free
    } else if of(EnrolmentState::Paused) {
        Opening::Paused
    } else {
        Opening::AskStaff
    }
}

/// What staff said about a course, what is left of it, and the names of what must be done before.
pub(in crate::worker) fn terms(
    course: &Course,
    progress: &CourseProgress,
    fold: &LearnerFold,
    courses: &Courses,
    lang: &Lang,
    opening: Opening,
) -> CourseTerms {
    let enrolment = fold.enrolments().find(|(target, one)| **target == course.id && is_asked(one)).map(|(_, one)| one);
    let locked = progress.locked.iter().chain(progress.modules.iter().flat_map(|module| &module.locked));
    let mut wanted = Vec::new();
    locked.for_each(|missing| named(missing, &mut wanted));
    let titles: BTreeMap<CourseId, String> = wanted
        .into_iter()
        .filter_map(|id| courses.get(&id).ok().map(|on| (id, say(&on.course, &on.course.title, lang)))) // not here: no name
        .collect();
    let is_open = |lesson: &&crate::model::lesson::Lesson| {
        lesson.required && progress.lessons.get(&lesson.id).is_none_or(|known| known.state != LessonState::Done)
    };
    let left = course
        .lessons()
        .filter(is_open)
        .map(|lesson| progress.lessons.get(&lesson.id).map_or(lesson.minutes, |known| minutes_left(lesson, known)));
    CourseTerms {
        opening,
        is_assigned: enrolment.is_some(),
        is_paused: enrolment.is_some_and(|one| one.state == EnrolmentState::Paused),
        due: enrolment.and_then(|one| one.due.clone()),
        minutes_left: left.fold(0, u32::saturating_add),
        titles,
    }
}

fn named(missing: &Missing, into: &mut Vec<CourseId>) {
    match missing {
        Missing::Course { id, .. } => into.push(id.clone()),
        Missing::Some { of, .. } => of.iter().for_each(|one| named(one, into)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::assign;
    use crate::job::follow::Followed;
    use crate::job::tests_pack::{Place, course, course_id, sam};
    use crate::model::event::{Actor, EnrolmentSet};

    #[test]
    fn where_staff_decide_only_what_they_assign_opens() {
        let place = Place::with(&course("end", None));
        let (mut open, _courses) = place.open();
        let (learner, other) = (sam(&open), CourseId::parse("org.example.steps").unwrap());
        let mut after = |target: &CourseId, kind, state| {
            let set = EnrolmentSet { target: target.clone(), kind, edition: 1, due: None, state };
            assign::set(&mut open.store, Actor::Station, &[learner], &set).unwrap();
            let followed = Followed::of(&open.store, learner).unwrap();
            let is_step = |target: &CourseId, _: &CourseId| *target == other;
            let may = |self_enrol| opening(followed.fold(), &course_id(), self_enrol, is_step);
            (may(false), may(true))
        };
        use EnrolmentState::{Active, Paused, Withdrawn};
        use Opening::{AskStaff, Free};
        let own = course_id();
        assert_eq!(after(&own, TargetKind::Course, Withdrawn), (AskStaff, Free), "never assigned");
        assert_eq!(after(&own, TargetKind::Course, Active), (Free, Free));
        assert_eq!(after(&own, TargetKind::Course, Paused), (Opening::Paused, Free));
        assert_eq!(after(&own, TargetKind::Course, Withdrawn), (AskStaff, Free));
        assert_eq!(after(&other, TargetKind::Programme, Active), (Free, Free), "a step of a programme");
    }
}
