//! A mistake in a course folder: file, line, what is wrong, how to mend it. All of them are gathered before anything
//! is said.

use serde::Serialize;
use std::fmt;

/// One mistake, or one remark.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mistake {
    /// The file, relative to the source folder, with `/`.
    pub file: String,
    /// The line, from 1; none where the whole file is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Mistake {
    /// A mistake of the whole file.
    #[must_use]
    pub fn new(file: &str, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: None, what: what.into(), mend: mend.into() }
    }

    /// The same, at a line.
    #[must_use]
    pub fn at(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {} — {}", self.file, self.what, self.mend),
            None => write!(f, "{}: {} — {}", self.file, self.what, self.mend),
        }
    }
}

/// What was found in a folder so far.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// Mistakes: nothing is built.
    pub mistakes: Vec<Mistake>,
    /// Remarks: worth knowing.
    pub notes: Vec<Mistake>,
}

impl Findings {
    /// Records a mistake.
    pub fn mistake(&mut self, mistake: Mistake) {
        self.mistakes.push(mistake);
    }

    /// Records a remark.
    pub fn note(&mut self, note: Mistake) {
        self.notes.push(note);
    }

    /// In order of file and line, each once.
    pub fn sort(&mut self) {
        for list in [&mut self.mistakes, &mut self.notes] {
            list.sort();
            list.dedup();
        }
    }
}
