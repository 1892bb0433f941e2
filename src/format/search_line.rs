//! `search.jsonl` in a pack: what the library's search indexes, one canonical JSON object on a line, made at build
//! from Markdown, captions and documents.
//!
//! ```text
//! {"anchor":"your-rights","course":"org.example.work","lang":"en","lesson":"rights","text":"…"}
//! {"at_ms":12000,"course":"org.example.work","lang":"en","lesson":"film","text":"…"}
//! ```

use crate::model::id::{CourseId, Lang, LessonId};
use serde::{Deserialize, Serialize};

/// The file's name in a pack.
pub const SEARCH_FILE: &str = "search.jsonl";

/// A stretch of a lesson's text, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchLine {
    /// The course.
    pub course: CourseId,
    /// The lesson in it.
    pub lesson: LessonId,
    /// The language of the text.
    pub lang: Lang,
    /// The heading it stands under, the slide it goes with, or a PDF's page (`page-3`); empty before the first heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// The time it is said at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_ms: Option<u64>,
    /// The plain words.
    pub text: String,
}
