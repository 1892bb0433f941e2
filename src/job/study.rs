//! A learner's sitting: the only way in which learning changes anything.
//!
//! Every method that writes takes the open transaction; [`Study::save`] makes one of it and returns only when it is on
//! the disk, so that the screen may say "Saved". If that fails, what the sitting believes is read from the disk again.
//! Active time is never more than the monotonic clock allows since it was last counted.

mod attempt;
mod keeping;
#[cfg(test)]
mod tests;
mod watching;

pub use attempt::{Answered, Begun, Finished, GivenTo};
pub use keeping::note_in_packet;

use super::courses::{Courses, StationCourse};
use super::earning;
use super::follow::Followed;
use super::people;
use crate::model::event::{
    Body, Event, GoalSet, LearnerChanged, LearnerField, LessonOpened, LessonRef, Method, PreferenceSet, SessionEnd,
};
use crate::model::id::{Lang, LearnerId, LessonId, ProgrammeId, SessionId, Slug};
use crate::model::problem::{Code, Problem};
use crate::model::progress::{CourseProgress, LessonState};
use crate::store::{Checkpoint, Learner, Store, Writer};
use std::sync::Arc;

use attempt::QuizClock;
use watching::Pending;
pub use watching::Watched;

/// A sitting under way.
#[derive(Debug)]
pub struct Study {
    learner: Learner,
    session: SessionId,
    followed: Followed,
    now: Now,
}

/// What changes within a sitting and is not yet, or not only, in the log.
#[derive(Debug, Clone, Default)]
struct Now {
    open: Option<OpenLesson>,
    pending: Option<Pending>,
    session_active_ms: u64,
    /// Up to which moment of the monotonic clock active time is counted.
    counted_mono_ms: u64,
    clock: Option<QuizClock>,
}

/// The lesson on screen.
#[derive(Debug, Clone)]
struct OpenLesson {
    course: Arc<StationCourse>,
    lesson: LessonId,
}

impl Study {
    /// Begins a sitting of somebody who is signed in.
    ///
    /// # Errors
    /// [`Problem`] if the database does not answer.
    pub fn begin(store: &mut Store, learner: Learner, method: Method) -> Result<Self, Problem> {
        let followed = Followed::of(store, learner.id)?;
        Self::begin_with(store, learner, method, followed)
    }

    /// The same, with what was read of them before.
    ///
    /// # Errors
    /// [`Problem`] if the database does not answer.
    pub fn begin_with(
        store: &mut Store,
        learner: Learner,
        method: Method,
        mut followed: Followed,
    ) -> Result<Self, Problem> {
        let session = people::start_session(store, learner.id, method)?;
        followed.catch_up(store)?;
        let counted_mono_ms = store.write(|writer| Ok::<_, Problem>(writer.mono_ms()))?;
        Ok(Self { learner, session, followed, now: Now { counted_mono_ms, ..Now::default() } })
    }

    /// Ends the sitting: what is pending becomes an event first.
    ///
    /// # Errors
    /// [`Problem`] if the database cannot be written; then the checkpoint row is still there for the next start.
    pub fn end(mut self, store: &mut Store, cause: SessionEnd) -> Result<(), Problem> {
        self.save(store, |study, writer| study.leave(writer))?;
        people::end_session(store, self.session, cause)?;
        self.followed.cache(store)
    }

    /// Does `work` in one transaction and returns when it is on the disk.
    ///
    /// # Errors
    /// Those of `work` and of the commit; then nothing of it happened.
    pub fn save<T>(
        &mut self,
        store: &mut Store,
        work: impl FnOnce(&mut Self, &mut Writer<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let before = self.now.clone();
        let done = store.write(|writer| work(self, writer));
        if done.is_err() {
            self.now = before;
            self.read_again(store)?;
        }
        done
    }

    /// Believes the disk again after a fault.
    ///
    /// # Errors
    /// The database's.
    pub fn read_again(&mut self, store: &Store) -> Result<(), Problem> {
        self.followed = Followed::of(store, self.learner.id)?;
        self.learner = learner(store, self.learner.id)?;
        Ok(())
    }

    /// Who sits here.
    #[must_use]
    pub fn learner(&self) -> &Learner {
        &self.learner
    }

    /// The sitting's id.
    #[must_use]
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// What is known of them.
    #[must_use]
    pub fn followed(&self) -> &Followed {
        &self.followed
    }

    /// The course of the lesson on screen.
    #[must_use]
    pub fn open_course(&self) -> Option<&Arc<StationCourse>> {
        self.now.open.as_ref().map(|open| &open.course)
    }

    /// How far they are in a course, what stands in the checkpoint row included.
    #[must_use]
    pub fn progress(&self, courses: &Courses, course: &StationCourse) -> Arc<CourseProgress> {
        match self.now.pending.as_ref().filter(|pending| pending.span.at.course == course.course.id) {
            Some(pending) => self.followed.course_with(&course.course, courses, &pending.span),
            None => self.followed.course(&course.course, courses),
        }
    }

    /// Opens a lesson. The one open before is left.
    ///
    /// # Errors
    /// [`Code::LessonGone`], [`Code::LessonLocked`], or the database's.
    pub fn open(
        &mut self,
        writer: &mut Writer<'_>,
        courses: &Courses,
        course: &Arc<StationCourse>,
        lesson: &LessonId,
    ) -> Result<(), Problem> {
        let progress = self.progress(courses, course);
        let state = progress.lessons.get(lesson).ok_or_else(|| Problem::new(Code::LessonGone).because(lesson))?;
        if state.state == LessonState::Locked {
            return Err(Problem::new(Code::LessonLocked));
        }
        self.leave(writer)?;
        let at = lesson_ref(course, lesson);
        self.write(writer, Body::LessonOpened(LessonOpened { at, lang: self.learner.lang.clone() }))?;
        self.now.open = Some(OpenLesson { course: Arc::clone(course), lesson: lesson.clone() });
        self.earn(writer, courses, course)?;
        Ok(())
    }

    /// They read in another language from now on. Ids stay, and so does progress.
    ///
    /// # Errors
    /// The database's.
    pub fn set_language(&mut self, writer: &mut Writer<'_>, lang: &Lang) -> Result<(), Problem> {
        if self.learner.lang == *lang {
            return Ok(());
        }
        self.flush(writer)?;
        let (old, new) = (self.learner.lang.to_string(), lang.to_string());
        self.write(writer, Body::LearnerChanged(LearnerChanged { field: LearnerField::Lang, old, new }))?;
        self.learner.lang = lang.clone();
        Ok(())
    }

    /// A setting of their own.
    ///
    /// # Errors
    /// The database's.
    pub fn set_preference(&mut self, writer: &mut Writer<'_>, key: Slug, value: String) -> Result<(), Problem> {
        self.write(writer, Body::PreferenceSet(PreferenceSet { key, value }))?;
        Ok(())
    }

    /// Records every certificate that is due and not recorded yet, of `course` and of what builds on it. Says which of
    /// this course.
    fn earn(
        &mut self,
        writer: &mut Writer<'_>,
        courses: &Courses,
        course: &Arc<StationCourse>,
    ) -> Result<Vec<Slug>, Problem> {
        let progress = self.progress(courses, course);
        let due = earning::due(&self.followed, courses, &progress);
        let own = due.iter().filter(|body| body.target == progress.course).map(|body| body.cert.clone()).collect();
        for body in due {
            self.write(writer, Body::CertificateProvisional(body))?;
        }
        Ok(own)
    }

    /// Ticks a goal of a programme's week, or takes the tick back.
    ///
    /// # Errors
    /// [`Code::LessonGone`] if there is no such goal here; or the database's.
    pub fn set_goal(
        &mut self,
        writer: &mut Writer<'_>,
        courses: &Courses,
        programme: &ProgrammeId,
        goal: &Slug,
        done: bool,
    ) -> Result<(), Problem> {
        let on = courses.programme(programme).ok_or_else(|| Problem::new(Code::LessonGone).because(programme))?;
        if !on.programme.goals().any(|known| known.id == *goal) {
            return Err(Problem::new(Code::LessonGone).because(goal));
        }
        self.write(writer, Body::GoalSet(GoalSet { programme: programme.clone(), goal: goal.clone(), done }))?;
        Ok(())
    }

    fn write(&mut self, writer: &mut Writer<'_>, body: Body) -> Result<Event, Problem> {
        let event = writer.append_learning(self.learner.id, self.session, body)?;
        self.followed.take(&event);
        Ok(event)
    }

    /// The part of `claimed_ms` that the monotonic clock allows since time was last counted.
    fn count_active(&mut self, writer: &Writer<'_>, claimed_ms: u64) -> u64 {
        let now = writer.mono_ms();
        let allowed = claimed_ms.min(now.saturating_sub(self.now.counted_mono_ms));
        self.now.counted_mono_ms = now;
        self.now.session_active_ms = self.now.session_active_ms.saturating_add(allowed);
        allowed
    }

    fn checkpoint(&self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        let span = self.now.pending.as_ref().map(|pending| pending.span.clone());
        let wall_ms = writer.wall_ms();
        let (session, learner) = (self.session, self.learner.id);
        let row = Checkpoint { session, learner, wall_ms, session_active_ms: self.now.session_active_ms, span };
        Ok(writer.set_checkpoint(&row)?)
    }
}

fn lesson_ref(course: &StationCourse, lesson: &LessonId) -> LessonRef {
    LessonRef { course: course.course.id.clone(), edition: course.course.edition, lesson: lesson.clone() }
}

/// The learner of a tile who is here.
///
/// # Errors
/// [`Code::LearnerUnknown`].
pub fn learner(store: &Store, id: LearnerId) -> Result<Learner, Problem> {
    store.learner(id)?.ok_or_else(|| Problem::new(Code::LearnerUnknown))
}
