//! The library and what is found in it.

use super::{CourseCard, LessonKind, ProgrammeCard};
use crate::model::id::{CourseId, LessonId, Slug};

/// The library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LibraryView {
    /// All courses, by name.
    pub courses: Vec<CourseCard>,
    /// All programmes.
    pub programmes: Vec<ProgrammeCard>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchView {
    /// What was typed.
    pub words: String,
    /// What was looked for instead, because nothing fits what was typed.
    pub instead: Option<String>,
    /// Nothing holds all the words: these hold some.
    pub is_partial: bool,
    /// Not all texts can be found yet: the station is still reading its courses.
    pub is_building: bool,
    /// Courses whose own words fit, the best first.
    pub courses: Vec<CourseId>,
    /// Lessons and words that fit, the best first.
    pub hits: Vec<SearchHit>,
}

/// Words with the places of those that were looked for, in bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkedLine {
    /// The words.
    pub text: String,
    /// From and to of each place.
    pub marks: Vec<[usize; 2]>,
}

/// A lesson or a word that fits a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The course.
    pub course: CourseId,
    /// The course's name.
    pub course_title: String,
    /// What it is.
    pub what: HitWhat,
    /// Its name.
    pub title: MarkedLine,
    /// The line that fits, or what the word means; empty where only the name fits.
    pub line: MarkedLine,
    /// The heading, slide (its id) or page (`page-3`) where the line stands.
    pub anchor: Option<String>,
    /// The time it is said at.
    pub at_ms: Option<u64>,
}

/// What a hit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HitWhat {
    /// A lesson.
    Lesson {
        /// Which.
        lesson: LessonId,
        /// What it is made of.
        kind: LessonKind,
    },
    /// A word that the course explains.
    Term {
        /// Which.
        term: Slug,
    },
}
