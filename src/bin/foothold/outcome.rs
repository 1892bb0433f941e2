//! What a command says at its end: sentences for people, or one JSON object `{ok, code, data | error}` for programs.

use super::ending::Ending;
use foothold::model::problem::{Problem, Who};
use foothold::text::{Value, Words};
use serde_json::json;
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
        let ending = match result {
            Ok(outcome) => Ending::done(true, outcome.lines.join("\n"), outcome.data),
            Err(problem) => self.refusal(&problem),
        };
        ending.say(self.is_json)
    }

    fn refusal(&self, problem: &Problem) -> Ending {
        let args = problem.args.iter().map(|(name, value)| (*name, value.as_str()));
        let sentence = self.words.problem(problem.code.as_str(), args);
        let who = problem.code.who();
        let error = json!({"what": sentence.what, "mend": sentence.mend, "who": who, "detail": problem.detail});
        let before = problem.args.get("before").filter(|before| !before.is_empty());
        let before = before.map(|before| format!("{before}\n")).unwrap_or_default(); // what was done is said too
        let is_technical = matches!(who, Who::It) && !problem.detail.is_empty();
        let detail = if is_technical { format!("\n({})", problem.detail) } else { String::new() };
        Ending::refused(problem.code.as_str(), format!("{before}{}\n{}{detail}", sentence.what, sentence.mend), error)
    }
}
