//! A programme: courses in levels, over weeks.

use super::course::{Certificate, Credit, first_of};
use super::id::{CourseId, Lang, ProgrammeId, Slug};
use super::rule::Rule;
use super::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A programme, one document of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// 1.
    pub schema: u32,
    /// Reverse-DNS, stable over editions.
    pub id: ProgrammeId,
    /// Raised with each published change.
    pub edition: u32,
    /// Its name.
    pub title: Text,
    /// What it is, in two lines.
    pub summary: Text,
    /// Languages it is complete in; the first is the default.
    pub languages: Vec<Lang>,
    /// Its levels, in order.
    pub levels: Vec<Level>,
    /// A plan by weeks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weeks: Vec<Week>,
}

impl Programme {
    /// The steps of all its levels, in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.levels.iter().flat_map(|level| &level.steps)
    }

    /// The goals of all its weeks, in order.
    pub fn goals(&self) -> impl Iterator<Item = &Goal> {
        self.weeks.iter().flat_map(|week| &week.goals)
    }

    /// The language of its bare strings.
    #[must_use]
    pub fn first_language(&self) -> &Lang {
        first_of(&self.languages)
    }
}

/// One level of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Unique in the programme.
    pub id: Slug,
    /// Its name.
    pub title: Text,
    /// Its courses, in order.
    pub steps: Vec<Step>,
    /// When it is done.
    pub rule: Rule,
    /// What it earns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    /// What it counts for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credit: Vec<Credit>,
}

/// One course of a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Unique in the programme.
    pub id: Slug,
    /// Which course, of this pack or another.
    pub course: CourseId,
    /// Whether `all_required` counts it.
    pub required: bool,
}

/// One week of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Week {
    /// Unique in the programme.
    pub id: Slug,
    /// Its name.
    pub title: Text,
    /// What to reach in it.
    pub goals: Vec<Goal>,
}

/// Something to reach in a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Unique in the programme.
    pub id: Slug,
    /// What.
    pub text: Text,
    /// Who says that it is reached.
    pub signoff: Signoff,
    /// The step it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Slug>,
}

/// Who says that a goal is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Signoff {
    /// The learner.
    #[serde(rename = "self")]
    Learner,
    /// A mentor.
    Mentor,
}
