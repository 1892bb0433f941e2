//! Which courses the learner who is in may open: all, or those that staff assigned, as the office's rules say.

use super::room::Sitting;
use super::show::due;
use super::view::{CourseCard, CourseTerms, HomeView, LibraryView, Opening};
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

    /// Leads nobody to what they may not open.
    pub(super) fn narrow_home(&self, home: &mut HomeView) {
        home.fresh.retain(|card| self.opening(&card.course) == Opening::Free);
        home.go_on.take_if(|card| self.opening(&card.course) != Opening::Free);
        // What staff ask for comes before what is only new.
        let is_asked = |card: &CourseCard| home.week.iter().any(|duty| duty.course == card.course && !duty.is_paused);
        home.fresh.sort_by_key(|card| !is_asked(card));
    }

    /// Says of each course whether it may be opened.
    pub(super) fn narrow_library(&self, library: &mut LibraryView) {
        for card in &mut library.courses {
            card.opening = self.opening(&card.course);
        }
    }
}
