//! A course as packs carry it, schema version 1, and how to find things in it.
//!
//! The document is RFC 8785 text; integers only, ratios in ‰. Unknown keys are refused, unknown kinds kept opaque
//! ([`super::kinds`]). What the types cannot say is checked by `validate`.

use super::day::Day;
use super::decimal::Dec;
use super::directory::Directory;
use super::id::{CourseId, Lang, LessonId, ModuleId, QuestionId, Slug};
use super::kinds::open_names;
use super::lesson::{Lesson, LessonContent};
use super::question::{Picture, Question};
use super::quiz::{Bank, Quiz};
use super::rule::Rule;
use super::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The schema version that this program writes and reads.
pub const SCHEMA: u32 = 1;

/// A course, one document of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Reverse-DNS, stable over editions.
    pub id: CourseId,
    /// Raised with each published change.
    pub edition: u32,
    /// Its name.
    pub title: Text,
    /// What it is, in two lines.
    pub summary: Text,
    /// Languages it is made in; the first is the one of bare strings.
    pub languages: Vec<Lang>,
    /// What it is about: `work`, `reading`, `maths` …
    pub subjects: Vec<Slug>,
    /// How hard: `beginner`, `intermediate`, `advanced`, or a scheme's own.
    pub level: Slug,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Slug>,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// What a person can do after it.
    pub outcomes: Vec<Outcome>,
    /// About how long it takes in all.
    pub minutes: u32,
    /// The age of an average reader who reads it with ease.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading_age: Option<u32>,
    /// Who made it.
    pub authors: Vec<Text>,
    /// Where its facts are from.
    pub sources: Vec<Source>,
    /// What must be done before it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prerequisites: Option<Rule>,
    /// Its modules, in order.
    pub modules: Vec<Module>,
    /// When it is done.
    pub rule: Rule,
    /// Stores of questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub banks: Vec<Bank>,
    /// Words it explains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub glossary: Vec<Term>,
    /// Lists to search.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub directories: Vec<Directory>,
    /// What it earns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<Certificate>,
    /// What it counts for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credit: Vec<Credit>,
}

/// What a person can do after a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Unique in the course.
    pub id: Slug,
    /// "Write a letter that …"
    pub text: Text,
}

/// Where a fact is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name.
    pub title: String,
    /// Where it can be found: a publication, an address.
    #[serde(rename = "where")]
    pub place: String,
    /// When it was last looked at.
    pub checked: Day,
}

/// A part of a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Module {
    /// Unique in the course.
    pub id: ModuleId,
    /// Its name.
    pub title: Text,
    /// What it is, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// What must be done before it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prerequisites: Option<Rule>,
    /// When it is done.
    pub rule: Rule,
    /// Its lessons, in order.
    pub lessons: Vec<Lesson>,
}

/// A word that a course explains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Unique in the course; `glossary:ID` in Markdown.
    pub id: Slug,
    /// The word.
    pub term: Text,
    /// What it means.
    pub meaning: Text,
    /// Other forms of the word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Text>,
}

/// A certificate that a course or a level gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// Unique in the course.
    pub id: Slug,
    /// Its title.
    pub title: Text,
    /// What it was given for.
    pub criteria: Text,
    /// When it is earned.
    pub when: Rule,
    /// What else it shows.
    pub shows: Vec<Shows>,
    /// How long it is good for. None: for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_months: Option<u32>,
}

open_names! {
    /// Something that a certificate shows.
    Shows {
        /// Hours spent.
        Hours = "hours",
        /// The score.
        Score = "score",
        /// Outcomes reached.
        Outcomes = "outcomes",
        /// What it counts for.
        Credit = "credit",
    }

    /// A way to count.
    CreditKind {
        /// Hours in class.
        SeatHours = "seat_hours",
        /// School or college credit.
        Academic = "academic",
        /// Continuing education units.
        Ceu = "ceu",
        /// Days off a sentence.
        EarnedTime = "earned_time",
        /// Something outside.
        Outside = "outside",
    }
}

/// What a course counts for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// In which way.
    pub kind: CreditKind,
    /// How much.
    pub amount: Dec,
    /// Who recognises it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Text>,
    /// Under which conditions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

static ENGLISH: LazyLock<Lang> = LazyLock::new(|| Lang::parse("en").expect("en has the form of a language tag"));

/// The first of `languages`, or English where there is none (which `validate` refuses).
#[must_use]
pub fn first_of(languages: &[Lang]) -> &Lang {
    languages.first().unwrap_or(&ENGLISH)
}

impl Course {
    /// The language of its bare strings.
    #[must_use]
    pub fn first_language(&self) -> &Lang {
        first_of(&self.languages)
    }

    /// Its lessons in order, over all modules.
    pub fn lessons(&self) -> impl DoubleEndedIterator<Item = &Lesson> {
        self.modules.iter().flat_map(|module| &module.lessons)
    }

    /// The lesson `id`.
    #[must_use]
    pub fn lesson(&self, id: &LessonId) -> Option<&Lesson> {
        self.lessons().find(|lesson| lesson.id == *id)
    }

    /// The module `id`.
    #[must_use]
    pub fn module(&self, id: &ModuleId) -> Option<&Module> {
        self.modules.iter().find(|module| module.id == *id)
    }

    /// The module that the lesson `id` stands in.
    #[must_use]
    pub fn module_of(&self, id: &LessonId) -> Option<&Module> {
        self.modules.iter().find(|module| module.lessons.iter().any(|lesson| lesson.id == *id))
    }

    /// The lesson after `id`, over module borders.
    #[must_use]
    pub fn lesson_after(&self, id: &LessonId) -> Option<&Lesson> {
        self.lessons().skip_while(|lesson| lesson.id != *id).nth(1)
    }

    /// The lesson before `id`, over module borders.
    #[must_use]
    pub fn lesson_before(&self, id: &LessonId) -> Option<&Lesson> {
        self.lessons().rev().skip_while(|lesson| lesson.id != *id).nth(1)
    }

    /// The quiz of the lesson `id`, if it is one.
    #[must_use]
    pub fn quiz(&self, id: &LessonId) -> Option<&Quiz> {
        match &self.lesson(id)?.content {
            LessonContent::Quiz { quiz } => Some(quiz),
            _ => None,
        }
    }

    /// The question `question` of the quiz of `lesson`, written there or in a bank it draws from.
    #[must_use]
    pub fn question(&self, lesson: &LessonId, question: &QuestionId) -> Option<&Question> {
        self.quiz(lesson)?.question(&self.banks, question)
    }

    /// The bank `id`.
    #[must_use]
    pub fn bank(&self, id: &Slug) -> Option<&Bank> {
        self.banks.iter().find(|bank| bank.id == *id)
    }

    /// The glossary's word `id`.
    #[must_use]
    pub fn term(&self, id: &Slug) -> Option<&Term> {
        self.glossary.iter().find(|term| term.id == *id)
    }

    /// The directory `id`.
    #[must_use]
    pub fn directory(&self, id: &Slug) -> Option<&Directory> {
        self.directories.iter().find(|directory| directory.id == *id)
    }

    /// The certificate `id`.
    #[must_use]
    pub fn certificate(&self, id: &Slug) -> Option<&Certificate> {
        self.certificates.iter().find(|certificate| certificate.id == *id)
    }
}
