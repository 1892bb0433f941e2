//! What a learner's fold means for an edition of a course: lessons, modules, the course, its certificates.

use super::attempts::{AttemptProgress, Opening, StaffOpening, kept, opening_of};
use super::certificates::CertificateFold;
use super::fold::{CourseFold, LearnerFold, Order};
use super::lesson::{LessonFold, permille};
use super::rules::{Elsewhere, Scope, Standing};
use super::seat_time::{SeatTime, Sits, Stretch};
use super::{CertificateProgress, LessonProgress, LessonState, Missing};
use crate::model::course::Course;
use crate::model::event::SpanUnit;
use crate::model::id::{AttemptId, CourseId, EpochId, LessonId, ModuleId};
use crate::model::lesson::{Lesson, LessonContent};
use crate::model::question::QuestionContent;
use crate::model::quiz::{Keep, Pass, Quiz};
use std::collections::{BTreeMap, BTreeSet};

/// A film counts as wholly seen though the last frames, or a fiftieth of it, were cut off.
const END_MS: u64 = 1_000;

/// How far a module is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleProgress {
    /// Which.
    pub id: ModuleId,
    /// Whether its rule is met.
    pub is_done: bool,
    /// What its rule still wants.
    pub missing: Vec<Missing>,
    /// What must be done before it opens.
    pub locked: Vec<Missing>,
    /// The mean of its scores, ‰.
    pub score_permille: Option<u32>,
}

/// How far a person is in a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseProgress {
    /// Which course.
    pub course: CourseId,
    /// In which edition.
    pub edition: u32,
    /// Whether any lesson was opened.
    pub is_begun: bool,
    /// Whether its rule is met.
    pub is_done: bool,
    /// What its rule still wants.
    pub missing: Vec<Missing>,
    /// What must be done before it opens.
    pub locked: Vec<Missing>,
    /// Required lessons done.
    pub lessons_done: u32,
    /// Required lessons.
    pub lessons_required: u32,
    /// The mean of its scores, ‰.
    pub score_permille: Option<u32>,
    /// Its lessons.
    pub lessons: BTreeMap<LessonId, LessonProgress>,
    /// Its modules, in order.
    pub modules: Vec<ModuleProgress>,
    /// Its certificates, in order.
    pub certificates: Vec<CertificateProgress>,
    /// The lesson to begin or go on with; none if all are done or locked.
    pub next: Option<LessonId>,
    /// When something last happened in it: place in the order of events, ms by the wall clock.
    pub last: Option<((u64, crate::model::id::Hash), u64)>,
    /// Seat time.
    pub time: SeatTime,
}

impl CourseProgress {
    /// What `fold` means for `course`. Time of the epochs in `held` waits for a decision about a fork.
    #[must_use]
    pub fn of(course: &Course, fold: &LearnerFold, elsewhere: &Elsewhere, held: &BTreeSet<EpochId>) -> Self {
        let nothing = CourseFold::default();
        let known = fold.course(&course.id).unwrap_or(&nothing);
        let mut lessons: BTreeMap<_, _> = course
            .lessons()
            .map(|lesson| (lesson.id.clone(), lesson_progress(course, lesson, known.lessons.get(&lesson.id), held)))
            .collect();
        let bare = lessons.clone();
        let standing = Standing::settle(course, &bare, elsewhere);
        let locked = wants(&standing, course.prerequisites.as_ref(), Scope::Course);
        let modules = module_progress(course, &standing, &locked);
        set_states(course, &standing, &modules, &mut lessons);
        let required: Vec<&Lesson> = required_lessons(course);
        let lessons_done = required.iter().filter(|lesson| standing.lessons_done.contains(&lesson.id)).count();
        let last = known.lessons.values().filter_map(LessonFold::last).max();
        Self {
            course: course.id.clone(),
            edition: course.edition,
            is_begun: known.lessons.values().any(LessonFold::is_opened),
            is_done: standing.is_course_done,
            missing: standing.missing(&course.rule, Scope::Course),
            locked,
            lessons_done: count(lessons_done),
            lessons_required: count(required.len()),
            score_permille: standing.course_score(),
            certificates: certificate_progress(course, &standing, &known.certificates),
            next: next_lesson(course, &lessons, known),
            modules,
            lessons,
            last,
            time: time_of(known.lessons.values(), held),
        }
    }

    /// ‰ done, by required lessons; 1000 only when the course is done.
    #[must_use]
    pub fn done_permille(&self) -> u32 {
        let part = permille(u64::from(self.lessons_done), u64::from(self.lessons_required.max(1)));
        if self.is_done { 1000 } else { part.min(999) }
    }
}

impl LearnerFold {
    /// Seat time over all courses, those not installed included.
    #[must_use]
    pub fn time(&self, held: &BTreeSet<EpochId>) -> SeatTime {
        time_of(self.all_courses().flat_map(|course| course.lessons.values()), held)
    }

    /// The same of what ended at `since_wall_ms` or later: much quicker after years. Ask for a day more than is shown,
    /// because a stretch told of twice is counted once only if both are looked at.
    #[must_use]
    pub fn time_since(&self, held: &BTreeSet<EpochId>, since_wall_ms: u64) -> SeatTime {
        let mut all = Sits::default();
        for lesson in self.all_courses().flat_map(|course| course.lessons.values()) {
            all.add_since(&lesson.sits, since_wall_ms);
        }
        all.count(held)
    }

    /// Every stretch of seat time with what becomes of it, of one course or over all; in one course a moment counts that
    /// was told of by another course too.
    #[must_use]
    pub fn stretches(&self, course: Option<&CourseId>, held: &BTreeSet<EpochId>) -> Vec<Stretch> {
        let (mut all, mut out) = (Sits::default(), Vec::new());
        let courses = self.all_courses_by_id().filter(|(id, _)| course.is_none_or(|course| course == *id));
        for lesson in courses.flat_map(|(_, course)| course.lessons.values()) {
            all.add(&lesson.sits);
        }
        all.tell(held, |stretch| out.push(stretch));
        out
    }

    /// The attempts at a quiz, the oldest first.
    #[must_use]
    pub fn attempts(&self, course: &CourseId, lesson: &LessonId) -> Vec<AttemptProgress> {
        self.course(course).and_then(|known| known.lessons.get(lesson)).map(LessonFold::attempts).unwrap_or_default()
    }

    /// In which course and lesson an attempt was begun.
    #[must_use]
    pub fn place_of(&self, attempt: AttemptId) -> Option<(&CourseId, &LessonId)> {
        self.all_lessons().find(|(_, _, lesson)| lesson.has_attempt(attempt)).map(|(course, id, _)| (course, id))
    }

    /// Whether an attempt at the quiz of `lesson` may begin at `wall_ms`; nothing if it is no quiz.
    #[must_use]
    pub fn opening(&self, course: &Course, lesson: &LessonId, wall_ms: u64) -> Option<Opening> {
        let quiz = course.quiz(lesson)?;
        let known = self.course(&course.id).and_then(|known| known.lessons.get(lesson));
        let attempts = known.map(LessonFold::attempts).unwrap_or_default();
        Some(opening_of(quiz, &attempts, known.and_then(LessonFold::opening_by_staff), wall_ms))
    }

    /// What staff last said about the quiz of `lesson`.
    #[must_use]
    pub fn opening_by_staff(&self, course: &CourseId, lesson: &LessonId) -> Option<StaffOpening> {
        self.course(course)?.lessons.get(lesson)?.opening_by_staff()
    }

    /// When something last happened in a course, installed or not.
    #[must_use]
    pub fn last_in(&self, course: &CourseId) -> Option<(Order, u64)> {
        self.course(course)?.lessons.values().filter_map(LessonFold::last).max()
    }
}

fn time_of<'a>(lessons: impl Iterator<Item = &'a LessonFold>, held: &BTreeSet<EpochId>) -> SeatTime {
    let mut all = Sits::default();
    for lesson in lessons {
        all.add(&lesson.sits);
    }
    all.count(held)
}

fn lesson_progress(
    course: &Course,
    lesson: &Lesson,
    known: Option<&LessonFold>,
    held: &BTreeSet<EpochId>,
) -> LessonProgress {
    let nothing = LessonFold::default();
    let known = known.unwrap_or(&nothing);
    let attempts = known.attempts();
    let keep = if let LessonContent::Quiz { quiz } = &lesson.content { quiz.keep } else { Keep::Best };
    let counts = kept(keep, attempts.iter());
    let (marked_permille, is_waiting) = match &lesson.content {
        LessonContent::Quiz { quiz } => {
            let (waiting, marked): (Vec<_>, Vec<_>) = attempts.iter().partition(|one| is_waiting(course, quiz, one));
            (kept(keep, marked).map(|finish| finish.permille()), !waiting.is_empty())
        }
        _ => (known.marked_permille(), known.is_waiting()),
    };
    LessonProgress {
        state: LessonState::New,
        missing: Vec::new(),
        locked: Vec::new(),
        opened_wall_ms: known.opened_wall_ms(),
        last_wall_ms: known.last().map(|(_, wall_ms)| wall_ms),
        seen_permille: seen_permille(lesson, known),
        seen: known.seen(unit_of(lesson)).clone(),
        position: known.position(),
        active_ms: known.sits.count(held).credited_ms,
        score_permille: counts.map(|finish| finish.permille()).or(known.marked_permille()),
        is_passed: counts.is_some_and(|finish| finish.is_passed),
        is_submitted: known.is_submitted() || counts.is_some(),
        marked_permille,
        is_waiting,
        is_signed_off: known.is_signed_off(),
        attempts,
    }
}

/// Whether staff still have to mark an answer of an attempt that is handed in. The answers themselves may have been
/// withheld, so it is told by points: an attempt whose points do not come to all that was asked waits for the rest.
fn is_waiting(course: &Course, quiz: &Quiz, attempt: &AttemptProgress) -> bool {
    let Some(finish) = attempt.finish else { return false };
    let asked = attempt.questions.iter().filter_map(|asked| quiz.question(&course.banks, &asked.id));
    let mut open = asked.clone().filter(|question| matches!(question.answer, QuestionContent::Open { .. })).peekable();
    if open.peek().is_none() {
        return false;
    }
    if matches!(quiz.pass, Pass::Mastery { .. }) {
        return open
            .any(|question| attempt.answers.contains_key(&question.id) && !attempt.marks.contains_key(&question.id));
    }
    let all = asked.map(|question| question.points).fold(0, u32::saturating_add);
    finish.max < finish.of.unwrap_or(all)
}

fn unit_of(lesson: &Lesson) -> SpanUnit {
    match &lesson.content {
        LessonContent::Video(_) | LessonContent::Audio(_) => SpanUnit::Ms,
        LessonContent::Slides { .. } => SpanUnit::Slide,
        _ => SpanUnit::Permille,
    }
}

fn seen_permille(lesson: &Lesson, known: &LessonFold) -> u32 {
    match &lesson.content {
        LessonContent::Video(timed) | LessonContent::Audio(timed) => {
            let seen = known.seen(SpanUnit::Ms).len_below(timed.duration_ms);
            let slack = END_MS.min(timed.duration_ms / 50);
            if seen == 0 { 0 } else { permille(seen.saturating_add(slack), timed.duration_ms) }
        }
        LessonContent::Slides { slides } => {
            permille(known.seen(SpanUnit::Slide).len_below(slides.len() as u64), slides.len().max(1) as u64)
        }
        LessonContent::Reading { .. } | LessonContent::Document { .. } => {
            permille(known.seen(SpanUnit::Permille).len_below(1000), 1000)
        }
        _ => u32::from(known.is_opened()) * 1000,
    }
}

fn module_progress(course: &Course, standing: &Standing<'_>, course_locked: &[Missing]) -> Vec<ModuleProgress> {
    let progress = course.modules.iter().map(|module| {
        let scope = Scope::Module(module);
        let mut locked = course_locked.to_vec();
        locked.extend(wants(standing, module.prerequisites.as_ref(), scope));
        ModuleProgress {
            id: module.id.clone(),
            is_done: standing.modules_done.contains(&module.id),
            missing: standing.missing(&module.rule, scope),
            locked,
            score_permille: standing.score_of(&module.lessons),
        }
    });
    progress.collect()
}

/// States of lessons. What was done or begun before something locked it stays so: nobody loses what they have.
fn set_states(
    course: &Course,
    standing: &Standing<'_>,
    modules: &[ModuleProgress],
    lessons: &mut BTreeMap<LessonId, LessonProgress>,
) {
    for (module, state) in course.modules.iter().zip(modules) {
        for lesson in &module.lessons {
            let Some(progress) = lessons.get_mut(&lesson.id) else { continue };
            let scope = Scope::Lesson(lesson);
            progress.missing = standing.missing(&lesson.rule, scope);
            progress.locked = state.locked.clone();
            progress.locked.extend(wants(standing, lesson.prerequisites.as_ref(), scope));
            progress.state = if standing.lessons_done.contains(&lesson.id) {
                LessonState::Done
            } else if !progress.locked.is_empty() {
                LessonState::Locked
            } else if progress.last_wall_ms.is_some() {
                LessonState::Begun
            } else {
                LessonState::New
            };
        }
    }
}

fn certificate_progress(
    course: &Course,
    standing: &Standing<'_>,
    known: &BTreeMap<crate::model::id::Slug, CertificateFold>,
) -> Vec<CertificateProgress> {
    let nothing = CertificateFold::default();
    let progress = course.certificates.iter().map(|certificate| {
        let fold = known.get(&certificate.id).unwrap_or(&nothing);
        CertificateProgress {
            is_due: standing.certificates.contains(&certificate.id),
            ..fold.progress(&certificate.id, standing.missing(&certificate.when, Scope::Course))
        }
    });
    progress.collect()
}

/// Where to go on: the lesson last touched if it is not done, else the first open one after it, else the first open one.
fn next_lesson(course: &Course, lessons: &BTreeMap<LessonId, LessonProgress>, known: &CourseFold) -> Option<LessonId> {
    let is_open = |id: &LessonId| {
        lessons.get(id).is_some_and(|progress| matches!(progress.state, LessonState::New | LessonState::Begun))
    };
    let in_course = known.lessons.iter().filter(|(id, _)| lessons.contains_key(*id));
    let last = in_course.filter_map(|(id, fold)| fold.last().map(|at| (at, id))).max().map(|(_, id)| id);
    let from = last.and_then(|last| course.lessons().position(|lesson| lesson.id == *last)).unwrap_or(0);
    let ids = || course.lessons().map(|lesson| &lesson.id);
    ids().skip(from).find(|id| is_open(id)).or_else(|| ids().find(|id| is_open(id))).cloned()
}

fn required_lessons(course: &Course) -> Vec<&Lesson> {
    let required: Vec<_> = course.lessons().filter(|lesson| lesson.required).collect();
    if required.is_empty() { course.lessons().collect() } else { required }
}

fn wants(standing: &Standing<'_>, rule: Option<&crate::model::rule::Rule>, scope: Scope<'_>) -> Vec<Missing> {
    rule.map(|rule| standing.missing(rule, scope)).unwrap_or_default()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
