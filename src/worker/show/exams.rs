//! The quizzes of one learner that staff have a hand in: exams they open, and quizzes whose tries are used up.

use super::course::say;
use crate::job::courses::Courses;
use crate::job::follow::Followed;
use crate::model::id::Lang;
use crate::model::progress::Opening;
use crate::model::quiz::OpenedBy;
use crate::worker::view::{ExamRow, ExamState};

/// Those of the courses they began, and not passed yet.
pub(in crate::worker) fn exams(courses: &Courses, followed: &Followed, lang: &Lang, wall_ms: u64) -> Vec<ExamRow> {
    let fold = followed.fold();
    let mut rows = Vec::new();
    for on in courses.all() {
        let progress = followed.course(&on.course, courses);
        for lesson in on.course.lessons().filter(|_| progress.is_begun) {
            let Some(quiz) = on.course.quiz(&lesson.id) else { continue };
            let Some(known) = progress.lessons.get(&lesson.id).filter(|known| !known.is_passed) else { continue };
            let by_staff = fold.opening_by_staff(&on.course.id, &lesson.id);
            let open_until = by_staff.filter(|opening| !opening.is_used && opening.until_wall_ms > wall_ms);
            let state = match (fold.opening(&on.course, &lesson.id, wall_ms), open_until) {
                (Some(Opening::GoOn(_)), _) => ExamState::UnderWay,
                (_, Some(opening)) => ExamState::Open { until_wall_ms: opening.until_wall_ms },
                (Some(Opening::NoAttemptLeft), None) => ExamState::NoTryLeft,
                (_, None) => ExamState::Closed,
            };
            if quiz.opened_by == OpenedBy::Staff || matches!(state, ExamState::NoTryLeft | ExamState::Open { .. }) {
                rows.push(ExamRow {
                    course: on.course.id.clone(),
                    lesson: lesson.id.clone(),
                    course_title: say(&on.course, &on.course.title, lang),
                    title: say(&on.course, &lesson.title, lang),
                    state,
                    score_permille: known.score_permille,
                });
            }
        }
    }
    rows
}
