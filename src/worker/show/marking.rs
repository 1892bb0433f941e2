//! Answers that staff mark: those of one learner, and the quizzes of theirs that were marked since they looked.

use super::course::say;
use super::home::All;
use crate::job::courses::{Courses, StationCourse};
use crate::job::marking::is_for_staff;
use crate::model::answer::Answer;
use crate::model::draw;
use crate::model::id::{Lang, LearnerId, LessonId};
use crate::model::lesson::{Criterion, Lesson, LessonContent};
use crate::model::markdown::Reading;
use crate::model::progress::{AttemptProgress, LearnerFold, StaffMark};
use crate::model::question::{Question, QuestionContent};
use crate::worker::view::{GivenMark, MarkRow, MarkedRow, RubricLine};
use std::cmp::Reverse;
use std::sync::Arc;

/// Quizzes told of on one page as newly marked.
const MARKED_MAX: usize = 3;

/// The quizzes with questions that staff mark: looked up once for many people.
pub(in crate::worker) fn quizzes(courses: &Courses) -> Vec<(Arc<StationCourse>, LessonId)> {
    let of = |on: &Arc<StationCourse>| {
        let is_asked = |lesson: &&Lesson| match &lesson.content {
            LessonContent::Quiz { quiz } => quiz.questions(&on.course.banks).any(is_open),
            _ => false,
        };
        let lessons = on.course.lessons().filter(is_asked).map(|lesson| (Arc::clone(on), lesson.id.clone()));
        lessons.collect::<Vec<_>>()
    };
    courses.all().flat_map(of).collect()
}

fn is_open(question: &Question) -> bool {
    matches!(question.answer, QuestionContent::Open { .. })
}

/// What one learner handed in for staff to mark: what waits longest first, then what is marked, the latest first.
pub(in crate::worker) fn rows(
    quizzes: &[(Arc<StationCourse>, LessonId)],
    fold: &LearnerFold,
    (learner, name): (LearnerId, &str),
    lang: &Lang,
) -> Vec<MarkRow> {
    let mut rows = Vec::new();
    for (on, lesson) in quizzes {
        let Some(title) = on.course.lesson(lesson).map(|found| say(&on.course, &found.title, lang)) else { continue };
        for attempt in fold.attempts(&on.course.id, lesson) {
            for question in draw::recall(&on.course, lesson, &attempt.questions) {
                if !is_for_staff(&attempt, question) {
                    continue;
                }
                let shown = Shown { on, lesson, attempt: &attempt, question, lang };
                rows.push(shown.row(learner, name, &title));
            }
        }
    }
    rows.sort_by_key(|row| match &row.mark {
        None => (0, row.handed_in_wall_ms, Reverse(0)),
        Some(mark) => (1, 0, Reverse(mark.wall_ms)),
    });
    rows
}

struct Shown<'a> {
    on: &'a StationCourse,
    lesson: &'a LessonId,
    attempt: &'a AttemptProgress,
    question: &'a Question,
    lang: &'a Lang,
}

impl Shown<'_> {
    fn row(&self, learner: LearnerId, name: &str, title: &str) -> MarkRow {
        let course = &self.on.course;
        let mark = self.attempt.marks.get(&self.question.id);
        let answer = match self.attempt.answers.get(&self.question.id).map(|given| &given.answer) {
            Some(Answer::Words { text }) => text.clone(),
            _ => String::new(),
        };
        let prompt = say(course, &self.question.prompt, self.lang);
        MarkRow {
            learner,
            name: name.to_owned(),
            course: course.id.clone(),
            lesson: self.lesson.clone(),
            attempt: self.attempt.attempt,
            question: self.question.id.clone(),
            course_title: say(course, &course.title, self.lang),
            title: title.to_owned(),
            asked: one_line(&prompt),
            prompt,
            answer,
            max: self.question.points,
            rubric: rubric(self.on, self.question, mark, self.lang),
            handed_in_wall_ms: self.attempt.finish.map_or(0, |finish| finish.wall_ms),
            mark: mark.map(given),
        }
    }
}

fn one_line(markdown: &str) -> String {
    Reading::parse(markdown).text().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn given(mark: &StaffMark) -> GivenMark {
    GivenMark { points: mark.points, comment: mark.comment.clone(), wall_ms: mark.wall_ms }
}

/// What the points of a question are for, with those that staff gave.
pub(super) fn rubric(
    on: &StationCourse,
    question: &Question,
    mark: Option<&StaffMark>,
    lang: &Lang,
) -> Vec<RubricLine> {
    let QuestionContent::Open { rubric, .. } = &question.answer else { return Vec::new() };
    let line = |criterion: &Criterion| RubricLine {
        id: criterion.id.clone(),
        text: say(&on.course, &criterion.text, lang),
        max: criterion.points,
        points: mark.map(|mark| mark.rubric.get(&criterion.id).copied().unwrap_or(0)),
    };
    rubric.iter().map(line).collect()
}

/// The quizzes that staff marked after the learner was last in them, the latest first.
pub(in crate::worker) fn marked(all: &All, lang: &Lang) -> Vec<MarkedRow> {
    let mut rows = Vec::new();
    for (on, progress) in all.values().filter(|(_, progress)| progress.is_begun) {
        for (lesson, known) in &progress.lessons {
            let at = known.attempts.iter().flat_map(|attempt| attempt.marks.values()).map(|mark| mark.wall_ms).max();
            let Some(wall_ms) = at.filter(|at| known.last_wall_ms.is_none_or(|last| last < *at)) else { continue };
            let Some(found) = on.course.lesson(lesson) else { continue };
            let title = say(&on.course, &found.title, lang);
            rows.push(MarkedRow { course: on.course.id.clone(), lesson: lesson.clone(), title, wall_ms });
        }
    }
    rows.sort_by_key(|row| Reverse(row.wall_ms));
    rows.truncate(MARKED_MAX);
    rows
}
