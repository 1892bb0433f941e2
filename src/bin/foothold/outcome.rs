//! What a command says at its end: sentences for people, or one JSON object `{ok, code, data | error}` for programs.

use foothold::model::problem::{Problem, Who};
use foothold::text::{Value, Words};
use serde_json::json;
use std::io::Write as _;
use std::process::ExitCode;

/// A command that did what it was asked.
pub struct Outcome {
    /// Sentences, a line each.
    pub lines: Vec<String>,
    /// The same for programs.
    pub data: serde_json::Value,
}

impl Outcome {
    /// One sentence.
    pub fn said(line: String, data: serde_json::Value) -> Self {
        Self { lines: vec![line], data }
    }
}

/// The words of the person at the terminal, and how they are written.
pub struct Terminal {
    words: Words,
    is_json: bool,
}

impl Terminal {
    /// In the language of the environment (`LC_ALL`, `LC_MESSAGES`, `LANG`).
    pub fn new(is_json: bool) -> Self {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
        let tag = named.map(|tag| tag.split(['.', '_']).next().unwrap_or("en").to_owned()).find(|tag| !tag.is_empty());
        Self { words: Words::for_tag(tag.as_deref().unwrap_or("en")), is_json }
    }

    /// A text with its values.
    pub fn with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.words.with(key, values)
    }

    /// Whether a person reads along.
    pub fn is_for_people(&self) -> bool {
        !self.is_json
    }

    /// Writes the end of a command. Exit status 0 done, 1 refused or not possible.
    pub fn finish(&self, result: Result<Outcome, Problem>) -> ExitCode {
        let (text, code) = match &result {
            Ok(outcome) if self.is_json => (json!({"ok": true, "code": "done", "data": outcome.data}).to_string(), 0),
            Ok(outcome) => (outcome.lines.join("\n"), 0),
            Err(problem) => (self.problem(problem), 1),
        };
        let mut out: Box<dyn std::io::Write> =
            if code == 0 || self.is_json { Box::new(std::io::stdout()) } else { Box::new(std::io::stderr()) };
        // A closed pipe is the reader's choice; the work is done either way.
        if writeln!(out, "{text}").is_err() {
            log::warn!("nobody reads the output");
        }
        ExitCode::from(code)
    }

    fn problem(&self, problem: &Problem) -> String {
        let args = problem.args.iter().map(|(name, value)| (*name, value.as_str()));
        let sentence = self.words.problem(problem.code.as_str(), args);
        if self.is_json {
            let who = serde_json::to_value(problem.code.who()).unwrap_or_default();
            let error = json!({"what": sentence.what, "mend": sentence.mend, "who": who, "detail": problem.detail});
            return json!({"ok": false, "code": problem.code.as_str(), "error": error}).to_string();
        }
        let before = problem.args.get("before").filter(|before| !before.is_empty());
        let before = before.map(|before| format!("{before}\n")).unwrap_or_default(); // what was done is said too
        let is_technical = matches!(problem.code.who(), Who::It) && !problem.detail.is_empty();
        let detail = if is_technical { format!("\n({})", problem.detail) } else { String::new() };
        format!("{before}{}\n{}{detail}", sentence.what, sentence.mend)
    }
}
