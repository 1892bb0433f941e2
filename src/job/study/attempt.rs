//! Attempts at quizzes: begun, gone on with after a crash, answered one by one, handed in.
//!
//! Within a sitting the time of an attempt is measured by the monotonic clock alone. What it used before, in a sitting
//! that ended or was cut, is [`used_ms`]: nothing but time at the questions where learners open the quiz themselves, all
//! the time since it began where staff open it. When time is up, what was answered is handed in.

use super::{Study, lesson_ref};
use crate::job::courses::{Courses, StationCourse};
use crate::model::answer::Answer;
use crate::model::draw;
use crate::model::event::{Body, QuizAnswered, QuizEnd, QuizFinished, QuizHinted, QuizStarted};
use crate::model::id::{AttemptId, LessonId, QuestionId, Slug};
use crate::model::problem::{Code, Problem};
use crate::model::progress::{AttemptProgress, LessonState, Opening, is_passed, limit_ms, used_ms};
use crate::model::question::{Question, QuestionContent};
use crate::model::quiz::{Feedback, Pass, Quiz, QuizMode};
use crate::model::score::{Mark, score, unanswered};
use crate::store::Writer;
use std::sync::Arc;

/// An answer that was on its way when time was up still counts.
const GRACE_MS: u64 = 10_000;
/// Handed in within this of the end, it was handed in by the clock.
const LAST_MOMENT_MS: u64 = 1_000;

/// What became of the wish to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// This attempt is under way.
    On(AttemptId),
    /// The one under way could not be gone on with: it is handed in as it was.
    Over(AttemptId, Finished),
}

/// The time of an attempt in this sitting.
#[derive(Debug, Clone, Copy)]
pub(super) struct QuizClock {
    attempt: AttemptId,
    used_ms: u64,
    /// When it was last looked at, by the monotonic clock.
    at_mono_ms: u64,
}

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// It is kept, with these points.
    Kept(Mark),
    /// Time was up: the attempt is handed in without it.
    TimeUp(Finished),
}

/// How an attempt came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// Points given.
    pub score: u32,
    /// Points possible.
    pub max: u32,
    /// Whether it is passed.
    pub is_passed: bool,
    /// Why it ended.
    pub cause: QuizEnd,
    /// Certificates earned by it.
    pub earned: Vec<Slug>,
}

/// A quiz on this station, and where it stands in its course.
struct Place<'a> {
    courses: &'a Courses,
    course: &'a Arc<StationCourse>,
    lesson: &'a LessonId,
    quiz: &'a Quiz,
}

impl<'a> Place<'a> {
    fn of(courses: &'a Courses, course: &'a Arc<StationCourse>, lesson: &'a LessonId) -> Result<Self, Problem> {
        let quiz = course.course.quiz(lesson).ok_or_else(|| Problem::new(Code::LessonGone).because(lesson))?;
        Ok(Self { courses, course, lesson, quiz })
    }
}

impl Study {
    /// Begins an attempt, or finds the one to go on with.
    ///
    /// # Errors
    /// [`Code::LessonLocked`], [`Code::QuizClosed`], [`Code::LessonNeedsNewer`], or the database's.
    pub fn start(
        &mut self,
        writer: &mut Writer<'_>,
        courses: &Courses,
        course: &Arc<StationCourse>,
        lesson: &LessonId,
    ) -> Result<Begun, Problem> {
        let place = Place::of(courses, course, lesson)?;
        let progress = self.progress(courses, course);
        if progress.lessons.get(lesson).is_none_or(|lesson| lesson.state == LessonState::Locked) {
            return Err(Problem::new(Code::LessonLocked));
        }
        self.count_active(writer, 0); // time on the quiz counts from here
        match self.followed.fold().opening(&course.course, lesson, writer.wall_ms()) {
            Some(Opening::GoOn(attempt)) => {
                let running = self.running(&place, attempt)?;
                let is_gone = draw::recall(&course.course, lesson, &running.questions).is_empty();
                let is_late = self.is_late(writer, &place, &running);
                let cause = match (is_gone, is_late) {
                    (true, _) => QuizEnd::Abandoned,
                    (false, true) => QuizEnd::TimeUp,
                    (false, false) => return Ok(Begun::On(attempt)),
                };
                Ok(Begun::Over(attempt, self.close(writer, &place, &running, cause)?))
            }
            Some(Opening::Open) => self.begin_attempt(writer, &place).map(Begun::On),
            _ => Err(Problem::new(Code::QuizClosed)),
        }
    }

    /// What is left of the time of an attempt, ms; nothing where there is no limit, or it is not under way here.
    #[must_use]
    pub fn left_ms(&self, quiz: &Quiz, attempt: AttemptId) -> Option<u64> {
        let clock = self.now.clock.filter(|clock| clock.attempt == attempt)?;
        Some(limit_ms(quiz)?.saturating_sub(clock.used_ms))
    }

    /// The time an attempt has used up to now.
    fn used_ms(&mut self, writer: &Writer<'_>, place: &Place<'_>, running: &AttemptProgress) -> u64 {
        let now = writer.mono_ms();
        let used_ms = match self.now.clock.filter(|clock| clock.attempt == running.attempt) {
            Some(clock) => clock.used_ms.saturating_add(now.saturating_sub(clock.at_mono_ms)),
            None => used_ms(place.quiz, running, writer.wall_ms()),
        };
        self.now.clock = Some(QuizClock { attempt: running.attempt, used_ms, at_mono_ms: now });
        used_ms
    }

    fn is_late(&mut self, writer: &Writer<'_>, place: &Place<'_>, running: &AttemptProgress) -> bool {
        let used_ms = self.used_ms(writer, place, running);
        limit_ms(place.quiz).is_some_and(|limit| used_ms > limit.saturating_add(GRACE_MS))
    }

    fn begin_attempt(&mut self, writer: &mut Writer<'_>, place: &Place<'_>) -> Result<AttemptId, Problem> {
        let seed = draw::seed_of(*writer.fresh_uuid().as_bytes());
        let questions = draw::questions(&place.course.course, place.quiz, seed);
        let is_known = |question: &&Question| !matches!(question.answer, QuestionContent::Unknown(_));
        if questions.is_empty() || !questions.iter().all(is_known) {
            return Err(Problem::new(Code::LessonNeedsNewer));
        }
        let attempt = AttemptId(writer.fresh_uuid());
        let body = QuizStarted {
            at: lesson_ref(place.course, place.lesson),
            attempt,
            manifest: place.course.manifest,
            seed,
            questions: draw::names(&questions),
        };
        self.write(writer, Body::QuizStarted(body))?;
        self.now.clock = Some(QuizClock { attempt, used_ms: 0, at_mono_ms: writer.mono_ms() });
        Ok(attempt)
    }

    /// Keeps an answer. Where each answer is told at once, the first one stands; otherwise the last before handing in.
    ///
    /// # Errors
    /// [`Code::QuizClosed`] if the attempt has ended or does not ask this, or the database's.
    pub fn answer(
        &mut self,
        writer: &mut Writer<'_>,
        courses: &Courses,
        course: &Arc<StationCourse>,
        given: &GivenTo<'_>,
    ) -> Result<Answered, Problem> {
        let place = Place::of(courses, course, given.lesson)?;
        let running = self.running(&place, given.attempt)?;
        let asked = draw::recall(&course.course, given.lesson, &running.questions);
        let closed = || Problem::new(Code::QuizClosed).because(given.question);
        let question = asked.into_iter().find(|question| question.id == *given.question).ok_or_else(closed)?;
        if self.is_late(writer, &place, &running) {
            return Ok(Answered::TimeUp(self.close(writer, &place, &running, QuizEnd::TimeUp)?));
        }
        if let Some(before) = running.answers.get(given.question)
            && (place.quiz.feedback == Feedback::Each || before.answer == *given.answer)
        {
            return Ok(Answered::Kept(Mark::recorded(before.points, before.max)));
        }
        let mark = score(question, given.answer);
        let shown = running.hints.get(given.question).copied().unwrap_or(0);
        let active_ms = self.count_active(writer, given.active_ms);
        let body = QuizAnswered {
            at: lesson_ref(course, given.lesson),
            attempt: given.attempt,
            question: question.id.clone(),
            rev: question.rev,
            answer: given.answer.clone(),
            points: mark.points,
            max: mark.max,
            hints: given.hints.max(shown).min(u32::try_from(question.hints.len()).unwrap_or(u32::MAX)),
            active_ms,
        };
        self.write(writer, Body::QuizAnswered(body))?;
        writer.set_draft(given.attempt, given.question, None)?;
        self.checkpoint(writer)?;
        Ok(Answered::Kept(mark))
    }

    /// Notes that so many hints of a question are shown by now: they count whatever happens before the answer.
    ///
    /// # Errors
    /// [`Code::QuizClosed`] if the attempt has ended or does not ask this, or the database's.
    pub fn hint(
        &mut self,
        writer: &mut Writer<'_>,
        courses: &Courses,
        (course, lesson): (&Arc<StationCourse>, &LessonId),
        attempt: AttemptId,
        (question, hints): (&QuestionId, u32),
    ) -> Result<(), Problem> {
        let place = Place::of(courses, course, lesson)?;
        let running = self.running(&place, attempt)?;
        let asked = draw::recall(&course.course, lesson, &running.questions);
        let found = asked.into_iter().find(|one| one.id == *question);
        let found = found.ok_or_else(|| Problem::new(Code::QuizClosed).because(question))?;
        let hints = hints.min(u32::try_from(found.hints.len()).unwrap_or(u32::MAX));
        if hints > running.hints.get(question).copied().unwrap_or(0) && !running.answers.contains_key(question) {
            let at = lesson_ref(course, lesson);
            self.write(writer, Body::QuizHinted(QuizHinted { at, attempt, question: question.clone(), hints }))?;
        }
        Ok(())
    }

    /// Keeps what stands under a question and is not given yet, or takes it away.
    ///
    /// # Errors
    /// [`Code::QuizClosed`] if the attempt has ended or does not ask this, or the database's.
    pub fn draft(
        &self,
        writer: &mut Writer<'_>,
        courses: &Courses,
        (course, lesson): (&Arc<StationCourse>, &LessonId),
        attempt: AttemptId,
        (question, answer): (&QuestionId, Option<&Answer>),
    ) -> Result<(), Problem> {
        let running = self.running(&Place::of(courses, course, lesson)?, attempt)?;
        if !running.questions.iter().any(|asked| asked.id == *question) {
            return Err(Problem::new(Code::QuizClosed).because(question));
        }
        Ok(writer.set_draft(attempt, question, answer)?)
    }

    /// Keeps which question is on screen, so that somebody who is cut off comes back to it; none on the page to hand in
    /// from. An attempt that was handed in meanwhile has no place.
    ///
    /// # Errors
    /// The database's.
    pub fn turn_to(
        &self,
        writer: &mut Writer<'_>,
        courses: &Courses,
        (course, lesson): (&Arc<StationCourse>, &LessonId),
        attempt: AttemptId,
        question: Option<&QuestionId>,
    ) -> Result<(), Problem> {
        match self.running(&Place::of(courses, course, lesson)?, attempt) {
            Ok(_) => Ok(writer.set_place(attempt, question)?),
            Err(problem) if problem.code == Code::QuizClosed => Ok(()),
            Err(problem) => Err(problem),
        }
    }

    /// Hands an attempt in.
    ///
    /// # Errors
    /// [`Code::QuizClosed`] if it has ended, or the database's.
    pub fn finish(
        &mut self,
        writer: &mut Writer<'_>,
        courses: &Courses,
        course: &Arc<StationCourse>,
        lesson: &LessonId,
        attempt: AttemptId,
    ) -> Result<Finished, Problem> {
        let place = Place::of(courses, course, lesson)?;
        let running = self.running(&place, attempt)?;
        let used_ms = self.used_ms(writer, &place, &running);
        let is_time_up = limit_ms(place.quiz).is_some_and(|limit| used_ms.saturating_add(LAST_MOMENT_MS) >= limit);
        let cause = if is_time_up { QuizEnd::TimeUp } else { QuizEnd::Submitted };
        self.close(writer, &place, &running, cause)
    }

    fn close(
        &mut self,
        writer: &mut Writer<'_>,
        place: &Place<'_>,
        running: &AttemptProgress,
        cause: QuizEnd,
    ) -> Result<Finished, Problem> {
        let (score, max, waiting) = total(place, running);
        let attempts = self.followed.fold().attempts(&place.course.course.id, place.lesson);
        // What comes before a course tells where somebody starts, and never keeps anybody out of it.
        // It is passed now only if it is whatever staff give for what waits; their points may pass it later.
        let of = max.saturating_add(waiting);
        let is_enough = place.quiz.mode == QuizMode::Pre || is_passed(&place.quiz.pass, score, of, &attempts);
        let passed = cause != QuizEnd::Abandoned && is_enough;
        let body = QuizFinished {
            at: lesson_ref(place.course, place.lesson),
            attempt: running.attempt,
            manifest: place.course.manifest,
            score,
            max,
            passed,
            cause,
        };
        self.write(writer, Body::QuizFinished(body))?;
        writer.clear_drafts(running.attempt)?;
        let earned = self.earn(writer, place.courses, place.course)?;
        self.checkpoint(writer)?;
        Ok(Finished { score, max, is_passed: passed, cause, earned })
    }

    fn running(&self, place: &Place<'_>, attempt: AttemptId) -> Result<AttemptProgress, Problem> {
        let attempts = self.followed.fold().attempts(&place.course.course.id, place.lesson);
        let found = attempts.into_iter().find(|one| one.attempt == attempt && one.finish.is_none());
        found.ok_or_else(|| Problem::new(Code::QuizClosed).because(attempt))
    }
}

/// An answer on its way.
#[derive(Debug, Clone, Copy)]
pub struct GivenTo<'a> {
    /// Which quiz.
    pub lesson: &'a LessonId,
    /// Which attempt.
    pub attempt: AttemptId,
    /// Which question.
    pub question: &'a QuestionId,
    /// The answer.
    pub answer: &'a Answer,
    /// Hints taken.
    pub hints: u32,
    /// Active milliseconds on the question.
    pub active_ms: u64,
}

/// Points of an attempt, given and possible: as recorded for what was answered, nothing for the rest; and the points that
/// wait for staff. Mastery is told by answers, and the quiz may end as soon as it is reached: what was not answered does
/// not count there.
fn total(place: &Place<'_>, running: &AttemptProgress) -> (u32, u32, u32) {
    let asked = draw::recall(&place.course.course, place.lesson, &running.questions);
    let is_mastery = matches!(place.quiz.pass, Pass::Mastery { .. });
    let marks = asked.iter().map(|question| match running.answers.get(&question.id) {
        Some(given) if given.max == 0 => (0, 0, question.points),
        Some(given) => (given.points, given.max, 0),
        None if is_mastery => (0, 0, 0),
        None => (0, unanswered(question).max, 0),
    });
    let sum = |a: (u32, u32, u32), b: (u32, u32, u32)| {
        (a.0.saturating_add(b.0), a.1.saturating_add(b.1), a.2.saturating_add(b.2))
    };
    marks.fold((0, 0, 0), sum)
}
