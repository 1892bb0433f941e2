//! What an answer is worth: every kind of question, in whole points, without floats, and never a panic on any input.

use serde::{Deserialize, Serialize};

/// How an answer came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// All points.
    Right,
    /// Some points.
    Partly,
    /// No points.
    Wrong,
    /// Staff mark it.
    Waiting,
}

/// The points of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Given.
    pub points: u32,
    /// Possible; 0 while staff have not marked it.
    pub max: u32,
    /// In a word.
    pub verdict: Verdict,
}
