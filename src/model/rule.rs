//! When something counts as done, and what must be done before something opens.

use super::id::{CourseId, LessonId, ModuleId, Slug};
use super::kinds::{Opaque, open_kinds};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A condition on a person's progress. The plain ones (`opened` to `signed_off`) speak of the lesson they stand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self", tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(!remote)]
pub enum Rule {
    /// The lesson was opened.
    Opened {},
    /// At least this part of it was seen, in ‰.
    Seen {
        /// 1 to 1000.
        permille: u32,
    },
    /// At least so many active minutes were spent.
    Minutes {
        /// Minutes, at least 1.
        min: u32,
    },
    /// Its quiz was passed.
    Passed {},
    /// Its work was handed in.
    Submitted {},
    /// Its work was marked with at least this part of the points, in ‰.
    Marked {
        /// 0 to 1000.
        permille: u32,
    },
    /// Staff signed it off.
    SignedOff {},
    /// Another lesson of the course is done.
    Lesson {
        /// Which.
        id: LessonId,
        /// Least score, in ‰.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_permille: Option<u32>,
    },
    /// A module of the course is done.
    Module {
        /// Which.
        id: ModuleId,
        /// Least score, in ‰.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_permille: Option<u32>,
    },
    /// A whole course is done.
    Course {
        /// Which.
        id: CourseId,
        /// Least score, in ‰.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_permille: Option<u32>,
    },
    /// A level of a programme is done.
    Level {
        /// Which.
        id: Slug,
        /// Least score, in ‰.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_permille: Option<u32>,
    },
    /// A certificate of the course was earned.
    Certificate {
        /// Which.
        id: Slug,
        /// Least score, in ‰.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_permille: Option<u32>,
    },
    /// All that is marked `required` inside: lessons of a module, modules of a course, steps of a level.
    AllRequired {},
    /// Every one of these.
    All {
        /// At least one.
        of: Vec<Rule>,
    },
    /// Any one of these.
    Any {
        /// At least one.
        of: Vec<Rule>,
    },
    /// At least `n` of these.
    AtLeast {
        /// 1 to the number of rules.
        n: u32,
        /// The rules.
        of: Vec<Rule>,
    },
    /// A kind that this version does not know: never met here.
    #[serde(skip)]
    #[schemars(skip)]
    Unknown(Opaque),
}

open_kinds!(Rule: "opened" "seen" "minutes" "passed" "submitted" "marked" "signed_off" "lesson" "module" "course"
    "level" "certificate" "all_required" "all" "any" "at_least");

impl Rule {
    /// The rules right inside this one.
    #[must_use]
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::All { of } | Self::Any { of } | Self::AtLeast { of, .. } => of,
            _ => &[],
        }
    }
}
