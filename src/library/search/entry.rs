//! What is put into the index: a name with what is said of it, or a stretch of a lesson's text.

use crate::model::id::{CourseId, Lang};
use serde::{Deserialize, Serialize};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A course: its name, and what it says of itself.
    Course,
    /// A lesson's name.
    Lesson,
    /// A word that a course explains, and what it means.
    Term,
    /// A stretch of a lesson's text.
    Text,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Course, Self::Lesson, Self::Term, Self::Text];

    pub(super) fn number(self) -> i64 {
        self as i64
    }

    pub(super) fn of(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }
}

/// A place in a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// From which byte of the stretch on.
    #[serde(rename = "f")]
    pub from: usize,
    /// The heading, slide or page.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// The time it is said at.
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub at_ms: Option<u64>,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Of which course.
    pub course: CourseId,
    /// The lesson's or the term's id; empty for a course.
    pub named: String,
    /// In which language.
    pub lang: Lang,
    /// The name: of the course, of the lesson, the term.
    pub title: String,
    /// The text, or what is said of the thing.
    pub body: String,
    /// Where in the lesson the text stands, by byte of `body`.
    pub places: Vec<Place>,
}

impl Entry {
    /// About how many bytes the index is given.
    #[must_use]
    pub fn size(&self) -> usize {
        self.title.len() + self.body.len()
    }
}
