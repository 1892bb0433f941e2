//! What a question can be narrowed to.

use crate::model::id::CourseId;

/// Courses and programmes, each with its title, by title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChoicesView {
    /// Courses.
    pub courses: Vec<(CourseId, String)>,
    /// Programmes; their ids have the form of a course's.
    pub programmes: Vec<(CourseId, String)>,
}
