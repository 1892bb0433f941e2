//! A learner's progress out of the database: the cached fold, brought up to date with what came since.

use super::courses::Courses;
use crate::model::course::Course;
use crate::model::event::{Event, LessonSpan};
use crate::model::id::{CourseId, EpochId, Hash, LearnerId};
use crate::model::problem::Problem;
use crate::model::programme::Programme;
use crate::model::progress::{
    CourseProgress, CoursesProgress, Elsewhere, LearnerFold, ProgrammeProgress, RULES_VERSION, Taken, Touched,
    levels_done,
};
use crate::model::rule::Rule;
use crate::store::{CachedFold, Store};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

/// The fold of a person holds all their courses; it is cached in one row, under a name of the program's own.
static ALL_COURSES: LazyLock<CourseId> =
    LazyLock::new(|| CourseId::parse("foothold.all").expect("two slugs joined by a dot"));

/// Fewer new events than this are folded again faster than a cache is written.
const NEW_EVENTS_MIN: usize = 200;

/// What is known of one learner, up to a place in the log.
#[derive(Debug, Clone)]
pub struct Followed {
    learner: LearnerId,
    /// All ids that the office called one person with them, their own first.
    ids: Vec<LearnerId>,
    fold: LearnerFold,
    position: u64,
    /// The same for what other stations wrote.
    foreign: u64,
    /// Those of the office's events that the fold has since it was read; they come with each reading.
    office: BTreeSet<Hash>,
    uncached: usize,
    counted: RefCell<Counted>,
}

/// Progress counted before, as long as nothing happened that it follows from: a page that shows every course asks for
/// each, and after years of learning counting takes longer than drawing.
#[derive(Debug, Clone, Default)]
struct Counted {
    /// Of which turn of the station's courses.
    turn: u64,
    /// Every course by itself, as if nothing were done outside it.
    alone: BTreeMap<CourseId, Arc<CourseProgress>>,
    /// Those with a rule about another course or a level: counted again after any event of a course.
    looking: BTreeMap<CourseId, Arc<CourseProgress>>,
}

impl Counted {
    /// What holds for `turn`.
    fn of_turn(&mut self, turn: u64) -> &mut Self {
        if self.turn != turn {
            *self = Self { turn, ..Self::default() };
        }
        self
    }

    fn forget(&mut self, touched: &Touched) {
        match touched {
            Touched::None => {}
            Touched::All => *self = Self::default(),
            Touched::Course(course) => {
                self.alone.remove(course);
                self.looking.clear();
            }
        }
    }
}

/// Events of one person.
struct Read {
    /// The office's come last.
    events: Vec<Event>,
    /// How many of them are not the office's.
    count: usize,
    /// How far they go: in this station's log, and in what other stations wrote.
    reach: (u64, u64),
}

impl Followed {
    /// All that the database holds of a learner.
    ///
    /// # Errors
    /// [`Problem`] if the database does not answer.
    pub fn of(store: &Store, learner: LearnerId) -> Result<Self, Problem> {
        let cached = store.fold(learner, &ALL_COURSES)?.filter(|cached| cached.rules == u64::from(RULES_VERSION));
        let (fold, position) = cached
            .and_then(|cached| Some((serde_json::from_slice(&cached.state).ok()?, cached.position))) // else made again
            .filter(|(fold, _): &(LearnerFold, u64)| fold.is_current())
            .unwrap_or_default();
        // A record taken in drops the cache: what is cached has all of the other stations'.
        let foreign = if position == 0 { 0 } else { store.foreign_position()? };
        let ids = store.ids_of(learner)?;
        let (office, counted) = (BTreeSet::new(), RefCell::default());
        let mut followed = Self { learner, ids, fold, position, foreign, office, uncached: 0, counted };
        followed.catch_up(store)?;
        Ok(followed)
    }

    /// Takes what came since. Office events have no place in the station's log and are few: all of them, each time.
    ///
    /// # Errors
    /// [`Problem`] if the database does not answer.
    pub fn catch_up(&mut self, store: &Store) -> Result<(), Problem> {
        let ids = store.ids_of(self.learner)?;
        if ids != self.ids {
            self.ids = ids; // somebody else is they, or is not after all
            return self.fold_again(store);
        }
        let new = self.read(store, (self.position, self.foreign))?;
        self.uncached += new.count;
        let mut must_refold = false;
        for (n, event) in new.events.iter().enumerate() {
            if n >= new.count && !self.office.insert(event.hash) {
                continue;
            }
            must_refold |= self.fold.take(event) == Taken::Refold;
            self.counted.get_mut().forget(&self.fold.touched(event));
        }
        (self.position, self.foreign) = new.reach;
        if must_refold { self.fold_again(store) } else { Ok(()) }
    }

    fn fold_again(&mut self, store: &Store) -> Result<(), Problem> {
        let all = self.read(store, (0, 0))?;
        self.fold = LearnerFold::of(all.events.iter());
        self.office = all.events.iter().skip(all.count).map(|event| event.hash).collect();
        *self.counted.get_mut() = Counted::default();
        (self.position, self.foreign) = all.reach;
        self.uncached = all.count;
        Ok(())
    }

    /// This station's events after a place in its log, other stations' after a place in theirs, and the office's.
    fn read(&self, store: &Store, (position, foreign): (u64, u64)) -> Result<Read, Problem> {
        let mut read = Read { events: Vec::new(), count: 0, reach: (position, foreign) };
        for id in &self.ids {
            let own = store.events_of_learner(*id, position)?;
            let others = store.foreign_events_of(*id, foreign)?;
            read.reach = (read.reach.0.max(own.position), read.reach.1.max(others.position));
            read.events.extend(own.events.into_iter().chain(others.events));
        }
        read.count = read.events.len();
        for id in &self.ids {
            read.events.extend(store.office_events_of(*id)?);
        }
        Ok(read)
    }

    /// Takes an event that was just written. Learners write no corrections.
    pub fn take(&mut self, event: &Event) {
        self.fold.take(event);
        self.counted.get_mut().forget(&self.fold.touched(event));
    }

    /// Keeps the fold for the next time, if enough is new.
    ///
    /// # Errors
    /// [`Problem`] if the database cannot be written; nothing is lost then.
    pub fn cache(&mut self, store: &mut Store) -> Result<(), Problem> {
        self.catch_up(store)?;
        if self.uncached < NEW_EVENTS_MIN {
            return Ok(());
        }
        let Ok(state) = serde_json::to_vec(&self.fold) else { return Ok(()) }; // a cache that cannot be written is none
        let cached = CachedFold { rules: u64::from(RULES_VERSION), position: self.position, state };
        store.write(|writer| writer.set_fold(self.learner, &ALL_COURSES, &cached))?;
        self.uncached = 0;
        Ok(())
    }

    /// Who.
    #[must_use]
    pub fn learner(&self) -> LearnerId {
        self.learner
    }

    /// All ids that the office called one person with them, their own first.
    #[must_use]
    pub fn ids(&self) -> &[LearnerId] {
        &self.ids
    }

    /// What follows from their events.
    #[must_use]
    pub fn fold(&self) -> &LearnerFold {
        &self.fold
    }

    /// How far they are in a course.
    #[must_use]
    pub fn course(&self, course: &Course, courses: &Courses) -> Arc<CourseProgress> {
        if !looks_elsewhere(course) {
            return self.alone(course, courses);
        }
        let turn = courses.turn();
        if let Some(known) = self.counted.borrow_mut().of_turn(turn).looking.get(&course.id) {
            return Arc::clone(known);
        }
        let elsewhere = self.elsewhere(course, courses);
        let progress = Arc::new(CourseProgress::of(course, &self.fold, &elsewhere, &held()));
        self.counted.borrow_mut().of_turn(turn).looking.insert(course.id.clone(), Arc::clone(&progress));
        progress
    }

    /// Counts every course here, so that the first page which shows them all need not.
    pub fn count(&self, courses: &Courses) {
        for on in courses.all() {
            drop(self.course(&on.course, courses));
        }
    }

    /// The same as if nothing were done outside the course.
    fn alone(&self, course: &Course, courses: &Courses) -> Arc<CourseProgress> {
        let mut counted = self.counted.borrow_mut();
        let alone = &mut counted.of_turn(courses.turn()).alone;
        if let Some(known) = alone.get(&course.id) {
            return Arc::clone(known);
        }
        let progress = Arc::new(CourseProgress::of(course, &self.fold, &Elsewhere::default(), &held()));
        alone.insert(course.id.clone(), Arc::clone(&progress));
        progress
    }

    /// The same as if `pending`, which is not an event yet, were one.
    #[must_use]
    pub fn course_with(&self, course: &Course, courses: &Courses, pending: &LessonSpan) -> Arc<CourseProgress> {
        let elsewhere = if looks_elsewhere(course) { self.elsewhere(course, courses) } else { Elsewhere::default() };
        Arc::new(CourseProgress::of(course, &self.fold.with_pending(pending), &elsewhere, &held()))
    }

    /// How far they are in a programme.
    #[must_use]
    pub fn programme(&self, programme: &Programme, courses: &Courses) -> ProgrammeProgress {
        ProgrammeProgress::of(programme, &self.courses_of(programme, courses), &self.fold)
    }

    fn courses_of(&self, programme: &Programme, courses: &Courses) -> CoursesProgress {
        let here = programme.steps().filter_map(|step| courses.get(&step.course).ok());
        here.map(|on| (on.course.id.clone(), self.course(&on.course, courses))).collect()
    }

    /// The other courses and the levels that are done, by their own rules.
    fn elsewhere(&self, course: &Course, courses: &Courses) -> Elsewhere {
        let others = courses.all().filter(|other| other.course.id != course.id);
        let progress = others.map(|other| (other.course.id.clone(), self.alone(&other.course, courses)));
        let progress: CoursesProgress = progress.collect();
        let levels = courses.programmes().flat_map(|on| levels_done(&on.programme, &progress)).collect();
        let done = progress.into_values().filter(|progress| progress.is_done);
        Elsewhere { courses: done.map(|done| (done.course.clone(), done.score_permille)).collect(), levels }
    }
}

/// Which epochs wait for a decision about a fork: a station sees only its own log, so none. The office decides.
#[must_use]
pub fn held() -> BTreeSet<EpochId> {
    BTreeSet::new()
}

/// Whether any rule of `course` names another course.
fn looks_elsewhere(course: &Course) -> bool {
    let modules = course.modules.iter().flat_map(|module| module.prerequisites.iter().chain([&module.rule]));
    let lessons = course.lessons().flat_map(|lesson| lesson.prerequisites.iter().chain([&lesson.rule]));
    let own = course.prerequisites.iter().chain([&course.rule]);
    let certificates = course.certificates.iter().map(|certificate| &certificate.when);
    modules.chain(lessons).chain(own).chain(certificates).any(|rule| names_other(rule, &course.id))
}

fn names_other(rule: &Rule, own: &CourseId) -> bool {
    match rule {
        Rule::Course { id, .. } => id != own,
        Rule::Level { .. } => true,
        other => other.parts().iter().any(|part| names_other(part, own)),
    }
}

#[cfg(test)]
mod tests;
