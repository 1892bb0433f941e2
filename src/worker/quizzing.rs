//! Attempts at quizzes.

use super::event::News;
use super::learning::with_opened;
use super::request::Request;
use super::room::{OnStation, Sitting};
use super::show;
use super::view::{AnswerView, DraftView, FinishView};
use crate::job::courses::StationCourse;
use crate::job::room_to_save;
use crate::job::study::{Answered, Begun, Finished, GivenTo};
use crate::model::answer::Answer;
use crate::model::id::{AttemptId, CourseId, LessonId, QuestionId};
use crate::model::problem::{Code, Problem};
use crate::model::progress::AttemptProgress;
use std::sync::Arc;

/// Answers a request about an attempt.
pub(super) fn answer(station: &mut OnStation, request: Request) -> Result<News, Problem> {
    let mut sitting = station.sitting()?;
    match request {
        Request::StartAttempt { course, lesson } => {
            room_to_save::trouble(&sitting.open.home).map_or(Ok(()), Err)?; // nothing is begun that cannot be kept
            sitting.start(&course, &lesson)
        }
        Request::Answer { attempt, question, answer, hints, active_ms } => {
            sitting.keep(attempt, &question, &answer, hints, active_ms)
        }
        Request::TakeHint { attempt, question, hints } => sitting.hint(attempt, &question, hints),
        Request::Draft { attempt, question, answer } => sitting.draft(attempt, question, answer),
        Request::TurnTo { attempt, question } => sitting.turn_to(attempt, question.as_ref()),
        Request::FinishAttempt { attempt } => sitting.hand_in(attempt),
        other => Err(Problem::new(Code::Internal).because(format!("{other:?} is no matter of quizzes"))),
    }
}

impl Sitting<'_> {
    fn start(&mut self, course: &CourseId, lesson: &LessonId) -> Result<News, Problem> {
        self.check_open(course)?;
        let (courses, on) = (self.courses, Arc::clone(self.courses.get(course)?));
        let begun = self.study.save(&mut self.open.store, |study, writer| study.start(writer, courses, &on, lesson))?;
        let attempt = match begun {
            Begun::On(attempt) => attempt,
            Begun::Over(attempt, finished) => return self.finished(&on, lesson, attempt, finished),
        };
        let (running, wall_ms) = (self.attempt(&on, lesson, attempt)?, self.wall_ms());
        let quiz = on.course.quiz(lesson).ok_or_else(|| Problem::new(Code::LessonGone).because(lesson))?;
        let places = self.open.store.places()?;
        let mut view = with_opened(self.study, courses, &on, lesson, (&places, wall_ms), |opened| {
            show::quiz::attempt(opened, quiz, &running, self.pictures)
        })?;
        view.drafts = self.open.store.drafts(attempt)?;
        Ok(News::Attempt(view))
    }

    fn keep(
        &mut self,
        attempt: AttemptId,
        question: &QuestionId,
        answer: &Answer,
        hints: u32,
        active_ms: u64,
    ) -> Result<News, Problem> {
        let (on, lesson) = self.place_of(attempt)?;
        let courses = self.courses;
        let given = GivenTo { lesson: &lesson, attempt, question, answer, hints, active_ms };
        let kept = self.study.save(&mut self.open.store, |study, writer| study.answer(writer, courses, &on, &given))?;
        if let Answered::TimeUp(finished) = kept {
            return self.finished(&on, &lesson, attempt, finished);
        }
        let saved_wall_ms = self.wall_ms();
        let running = self.attempt(&on, &lesson, attempt)?;
        let quiz = on.course.quiz(&lesson).ok_or_else(|| Problem::new(Code::LessonGone))?;
        let places = self.open.store.places()?;
        let view = with_opened(self.study, courses, &on, &lesson, (&places, saved_wall_ms), |opened| {
            show::quiz::attempt(opened, quiz, &running, self.pictures)
        })?;
        let (position, left_ms, tally) = (view.position, view.left_ms, view.tally);
        let shown = view.questions.into_iter().find(|shown| shown.question == *question);
        let question = shown.ok_or_else(|| Problem::new(Code::QuizClosed))?;
        Ok(News::Answered(AnswerView { attempt, question, position, left_ms, tally, saved_wall_ms }))
    }

    fn hint(&mut self, attempt: AttemptId, question: &QuestionId, hints: u32) -> Result<News, Problem> {
        let (on, lesson) = self.place_of(attempt)?;
        let courses = self.courses;
        self.study.save(&mut self.open.store, |study, writer| {
            study.hint(writer, courses, (&on, &lesson), attempt, (question, hints))
        })?;
        Ok(News::Done)
    }

    fn draft(&mut self, attempt: AttemptId, question: QuestionId, answer: Option<Answer>) -> Result<News, Problem> {
        let (on, lesson) = self.place_of(attempt)?;
        let (courses, held) = (self.courses, (&question, answer.as_ref()));
        self.study
            .save(&mut self.open.store, |study, writer| study.draft(writer, courses, (&on, &lesson), attempt, held))?;
        Ok(News::Drafted(DraftView { attempt, question, answer, saved_wall_ms: self.wall_ms() }))
    }

    fn turn_to(&mut self, attempt: AttemptId, question: Option<&QuestionId>) -> Result<News, Problem> {
        let (on, lesson) = self.place_of(attempt)?;
        let courses = self.courses;
        self.study.save(&mut self.open.store, |study, writer| {
            study.turn_to(writer, courses, (&on, &lesson), attempt, question)
        })?;
        Ok(News::Done)
    }

    fn hand_in(&mut self, attempt: AttemptId) -> Result<News, Problem> {
        let (on, lesson) = self.place_of(attempt)?;
        let courses = self.courses;
        let store = &mut self.open.store;
        let finished = self.study.save(store, |study, writer| study.finish(writer, courses, &on, &lesson, attempt))?;
        self.finished(&on, &lesson, attempt, finished)
    }

    fn finished(
        &mut self,
        on: &Arc<StationCourse>,
        lesson: &LessonId,
        attempt: AttemptId,
        finished: Finished,
    ) -> Result<News, Problem> {
        let (courses, wall_ms, lang) = (self.courses, self.wall_ms(), self.lang());
        let done = self.attempt(on, lesson, attempt)?;
        let quiz = on.course.quiz(lesson).ok_or_else(|| Problem::new(Code::LessonGone).because(lesson))?;
        let pictures = &mut *self.pictures;
        let places = self.open.store.places()?;
        let view = with_opened(self.study, courses, on, lesson, (&places, wall_ms), |opened| {
            let rows = show::course::certificates(&on.course, opened.progress, &lang);
            FinishView {
                attempt,
                score: finished.score,
                max: finished.max,
                is_passed: finished.is_passed,
                cause: finished.cause,
                waiting: show::quiz::waiting(opened, &done),
                restudy: show::quiz::restudy(opened, quiz, &done),
                questions: show::quiz::questions(opened, quiz, &done, pictures),
                quiz: show::quiz::quiz(opened, quiz, pictures),
                course: show::course::course(on, opened.progress, &lang, pictures),
                missing: opened.progress.lessons.get(lesson).map(|known| known.missing.clone()).unwrap_or_default(),
                earned: rows.into_iter().filter(|row| finished.earned.contains(&row.certificate)).collect(),
            }
        })?;
        Ok(News::Finished(view))
    }

    /// In which course and lesson an attempt is under way.
    fn place_of(&self, attempt: AttemptId) -> Result<(Arc<StationCourse>, LessonId), Problem> {
        let fold = self.study.followed().fold();
        let (course, lesson) = fold.place_of(attempt).ok_or_else(|| Problem::new(Code::QuizClosed).because(attempt))?;
        Ok((Arc::clone(self.courses.get(course)?), lesson.clone()))
    }

    fn attempt(&self, on: &StationCourse, lesson: &LessonId, attempt: AttemptId) -> Result<AttemptProgress, Problem> {
        let attempts = self.study.followed().fold().attempts(&on.course.id, lesson);
        attempts.into_iter().find(|one| one.attempt == attempt).ok_or_else(|| Problem::new(Code::QuizClosed))
    }
}
