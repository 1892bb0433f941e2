//! Which courses the learner who is in may open: all, or those that staff assigned, as the office's rules say.

use super::room::Sitting;
use super::show::due;
use super::view::{CourseTerms, LibraryView, Opening};
use crate::job::courses::StationCourse;
use crate::model::id::{CourseId, ProgrammeId};
use crate::model::problem::{Code, Problem};
use crate::model::progress::CourseProgress;

impl Sitting<'_> {
    fn opening(&self, course: &CourseId) -> Opening {
        let is_step = |target: &CourseId, course: &CourseId| {
            let programme = ProgrammeId::parse(target.as_str()).ok().and_then(|id| self.courses.programme(&id));
            let steps = programme.into_iter().flat_map(|on| on.programme.levels.iter().flat_map(|level| &level.steps));
            steps.into_iter().any(|step| step.course == *course)
        };
        due::opening(self.study.followed().fold(), course, self.settings.learner_may_self_enrol, is_step)
    }

    /// Refuses a course that the learner may not open.
    pub(super) fn check_open(&self, course: &CourseId) -> Result<(), Problem> {
        match self.opening(course) {
            Opening::Free => Ok(()),
            Opening::AskStaff | Opening::Paused => Err(Problem::new(Code::CourseNotAssigned)),
        }
    }

    /// What staff said about a course.
    pub(super) fn terms(&self, on: &StationCourse, progress: &CourseProgress) -> CourseTerms {
        let fold = self.study.followed().fold();
        due::terms(&on.course, progress, fold, self.courses, &self.lang(), self.opening(&on.course.id))
    }

    /// Whether the learner may open it.
    pub(super) fn may_open(&self, course: &CourseId) -> bool {
        self.opening(course) == Opening::Free
    }

    /// Says of each course whether it may be opened.
    pub(super) fn narrow_library(&self, library: &mut LibraryView) {
        for card in &mut library.courses {
            card.opening = self.opening(&card.course);
        }
    }
}
