//! What a command gives back, and how it is printed.

use super::ending::Ending;
use super::{build, check, draft, keygen, look};
use clap::Subcommand;
use foothold::model::problem::Code;
use serde_json::{Value, json};
use std::process::ExitCode;

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Write a first pack.toml and course.toml for a folder of films, captions and documents.
    Draft(draft::Draft),
    /// Look for mistakes in a course folder: all at once, each with file, line and how to mend it.
    Check(check::Check),
    /// Check a course folder and build its signed pack.
    Build(build::Build),
    /// Show what a pack says of itself.
    Inspect(look::Inspect),
    /// Check every byte of a pack and, given a root or a key, who signed it.
    Verify(look::Verify),
    /// Take the files out of a pack.
    Extract(look::Extract),
    /// Make a publisher's signing key.
    Keygen(keygen::Keygen),
}

/// A command that was done.
pub struct Done {
    /// For people.
    pub text: String,
    /// For programs.
    pub data: Value,
}

/// A command that was refused, or could not be done.
pub struct Refused {
    /// Which problem.
    pub code: Code,
    /// For people: what happened and how to mend it.
    pub text: String,
    /// For programs.
    pub data: Value,
}

impl Refused {
    /// A refusal with nothing more to tell.
    pub fn new(code: Code, text: impl Into<String>) -> Self {
        Self { code, text: text.into(), data: Value::Null }
    }
}

/// Runs the command and prints what came of it.
pub fn run(command: Command, is_json: bool) -> ExitCode {
    let result = match command {
        Command::Draft(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Build(command) => command.run(),
        Command::Inspect(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Extract(command) => command.run(),
        Command::Keygen(command) => command.run(),
    };
    let ending = match result {
        Ok(done) => Ending::done(true, done.text, done.data),
        Err(refused) => {
            let mut error = json!({"message": refused.text});
            if !refused.data.is_null() {
                error["data"] = refused.data;
            }
            Ending::refused(refused.code.as_str(), refused.text, error)
        }
    };
    ending.say(is_json)
}
