//! What the office knows of courses and programmes, and what a person's events mean for them: the same fold as at the
//! station, over every approved edition.

use super::registry::{Registry, RegistryError};
use crate::model::course::Course;
use crate::model::id::{CourseId, EpochId};
use crate::model::programme::Programme;
use crate::model::progress::{CourseProgress, CoursesProgress, Elsewhere, LearnerFold, levels_done};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the office knows of courses and programmes, each edition, the oldest first.
pub(super) struct Known {
    pub(super) courses: BTreeMap<CourseId, Vec<Course>>,
    pub(super) programmes: BTreeMap<CourseId, Vec<Programme>>,
}

impl Known {
    pub(super) fn of(registry: &Registry) -> Result<Self, RegistryError> {
        let mut known = Self { courses: BTreeMap::new(), programmes: BTreeMap::new() };
        for row in registry.courses()? {
            known.courses.entry(row.course.id.clone()).or_default().push(row.course);
        }
        for programme in registry.programmes()? {
            known.programmes.entry(programme.id.as_target()).or_default().push(programme);
        }
        Ok(known)
    }

    /// Progress in the courses of a programme, by their latest editions.
    pub(super) fn progress(&self, programme: &Programme, count: &Count<'_>) -> CoursesProgress {
        let courses = programme.steps().filter_map(|step| self.courses.get(&step.course)?.last());
        let progress = courses.map(|course| CourseProgress::of(course, count.fold, &count.elsewhere, count.held));
        progress.map(|progress| (progress.course.clone(), Arc::new(progress))).collect()
    }

    /// Which courses and levels a person has done, for rules that name others.
    pub(super) fn elsewhere(&self, fold: &LearnerFold, held: &BTreeSet<EpochId>) -> Elsewhere {
        let mut count = Count { fold, held, elsewhere: Elsewhere::default() };
        loop {
            let mut more = Elsewhere::default();
            for course in fold.courses().filter_map(|id| self.courses.get(id)?.last()) {
                if !count.elsewhere.courses.contains_key(&course.id) {
                    let progress = CourseProgress::of(course, fold, &count.elsewhere, held);
                    if progress.is_done {
                        more.courses.insert(course.id.clone(), progress.score_permille);
                    }
                }
            }
            for programme in self.programmes.values().filter_map(|editions| editions.last()) {
                let done = levels_done(programme, &self.progress(programme, &count));
                more.levels.extend(done.into_iter().filter(|(id, _)| !count.elsewhere.levels.contains_key(id)));
            }
            if more == Elsewhere::default() {
                return count.elsewhere;
            }
            count.elsewhere.courses.extend(more.courses);
            count.elsewhere.levels.extend(more.levels);
        }
    }
}

/// What is counted of one person.
pub(super) struct Count<'a> {
    pub(super) fold: &'a LearnerFold,
    pub(super) held: &'a BTreeSet<EpochId>,
    pub(super) elsewhere: Elsewhere,
}
