//! One question of a quiz, in all its kinds. How answers are scored: `score`.

use super::decimal::Dec;
use super::id::{LessonId, OptionId, QuestionId, Slug};
use super::kinds::{Opaque, open_kinds};
use super::lesson::Criterion;
use super::text::{FileRef, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A picture and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// PNG, JPEG or WebP.
    pub file: FileRef,
    /// What it shows, for who cannot see it.
    pub alt: Text,
}

/// One question: what every kind has, and what its kind adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Question {
    /// Unique in the course, stable over editions, never reused.
    pub id: QuestionId,
    /// Raised when the question changes so much that old answers say nothing about it.
    pub rev: u32,
    /// Points for the full answer, at least 1.
    pub points: u32,
    /// What is asked.
    pub prompt: Text,
    /// A picture beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// Hints, one after another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Text>,
    /// Why the answer is what it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explain: Option<Text>,
    /// Words to draw by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Slug>,
    /// Where to read or see it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restudy: Option<Restudy>,
    /// What is asked for.
    #[serde(flatten)]
    pub answer: QuestionContent,
}

/// Where the answer is taught.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Restudy {
    /// Which lesson.
    pub lesson: LessonId,
    /// At which time of a film or recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_ms: Option<u64>,
    /// At which heading of a reading (its anchor), or which slide (its id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
}

/// What a question asks for, by its `kind`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self", tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(!remote)]
pub enum QuestionContent {
    /// One of several.
    Single {
        /// At least two.
        options: Vec<Choice>,
        /// The right one.
        answer: OptionId,
    },
    /// Some of several.
    Multiple {
        /// At least two.
        options: Vec<Choice>,
        /// The right ones.
        answer: Vec<OptionId>,
        /// Whether a part of the points is given for a part of the answer.
        partial: bool,
    },
    /// True or false.
    TrueFalse {
        /// Which.
        answer: bool,
    },
    /// A number.
    Numeric {
        /// The right number.
        value: Dec,
        /// How far off still counts.
        tolerance: Dec,
        /// What the tolerance is of.
        tolerance_is: ToleranceIs,
        /// Units an answer may have: `answer × factor` is compared.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        units: Vec<Unit>,
        /// Whether an answer without a unit is wrong.
        unit_required: bool,
    },
    /// A word or a few.
    Short {
        /// What counts as right.
        accept: Vec<Accept>,
        /// Longest answer.
        max_chars: u32,
    },
    /// Things to bring into order.
    Order {
        /// In the right order.
        items: Vec<Choice>,
        /// Whether a part of the points is given for a part of the answer.
        partial: bool,
    },
    /// Things to pair.
    Match {
        /// One side.
        left: Vec<Choice>,
        /// The other side, perhaps with more.
        right: Vec<Choice>,
        /// What belongs together: (left, right).
        pairs: Vec<(OptionId, OptionId)>,
        /// Whether a part of the points is given for a part of the answer.
        partial: bool,
    },
    /// A text with gaps, written `{{gap-id}}`.
    Gaps {
        /// The text.
        text: Text,
        /// The gaps.
        gaps: Vec<Gap>,
        /// Whether a part of the points is given for a part of the answer.
        partial: bool,
    },
    /// A place in a picture.
    Point {
        /// The picture.
        image: FileRef,
        /// What it shows.
        alt: Text,
        /// The places in it, which can also be chosen by name.
        areas: Vec<Area>,
        /// The right ones.
        answer: Vec<OptionId>,
    },
    /// A text that staff mark.
    Open {
        /// Longest answer.
        max_chars: u32,
        /// What the points are for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rubric: Vec<Criterion>,
    },
    /// A kind that this version does not know: it cannot be asked here.
    #[serde(skip)]
    #[schemars(skip)]
    Unknown(Opaque),
}

open_kinds!(QuestionContent: "single" "multiple" "true_false" "numeric" "short" "order" "match" "gaps" "point" "open");

impl QuestionContent {
    /// The name of the kind as written in documents.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Single { .. } => "single",
            Self::Multiple { .. } => "multiple",
            Self::TrueFalse { .. } => "true_false",
            Self::Numeric { .. } => "numeric",
            Self::Short { .. } => "short",
            Self::Order { .. } => "order",
            Self::Match { .. } => "match",
            Self::Gaps { .. } => "gaps",
            Self::Point { .. } => "point",
            Self::Open { .. } => "open",
            Self::Unknown(opaque) => opaque.kind(),
        }
    }
}

/// One thing to choose, order or pair (an `Option` of the schema).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Unique in the question.
    pub id: OptionId,
    /// What it says.
    pub text: Text,
    /// A picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// What is said to who chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Text>,
}

/// What a tolerance is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ToleranceIs {
    /// The distance itself.
    Absolute,
    /// ‰ of the right number.
    Permille,
}

/// A unit that a numeric answer may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// As people write it: `kg`, `$`.
    pub unit: String,
    /// What one of it is worth.
    pub factor: Dec,
}

/// A text that counts as right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The text.
    pub text: Text,
    /// How closely an answer must fit it.
    #[serde(rename = "match")]
    pub by: AcceptBy,
}

/// How closely an answer must fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AcceptBy {
    /// Letter for letter.
    Exact,
    /// Whatever the case, accents and spaces.
    Folded,
    /// Folded, and one typing slip for every six letters.
    Near,
}

/// One gap of a text: either words that count as right, or options to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// Unique in the question; `{{id}}` in the text.
    pub id: OptionId,
    /// What counts as right, if it is typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<Accept>,
    /// What to choose from, if it is chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The right one of `options`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<OptionId>,
}

/// A place in a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Unique in the question.
    pub id: OptionId,
    /// Its name, for who chooses from a list.
    pub name: Text,
    /// Its shape.
    pub shape: AreaShape,
    /// In ‰ of the picture's width (x, radius) and height (y): rect `[x, y, width, height]`, circle `[x, y, radius]`,
    /// polygon `[x, y, x, y, …]` of at least three corners.
    pub xy: Vec<u32>,
}

/// The shape of a place in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AreaShape {
    /// A rectangle.
    Rect,
    /// A circle.
    Circle,
    /// Corners.
    Polygon,
}
