//! How a program of the command line ends: sentences for people, or one JSON object `{ok, code, data|error}` for
//! programs; exit status 0 done, 1 refused or not possible. Shared by the three programs.

use serde_json::{Value, json};
use std::io::Write as _;
use std::process::ExitCode;

/// What is said at the end.
pub struct Ending {
    is_done: bool,
    is_told: bool,
    text: String,
    object: Value,
}

impl Ending {
    /// What was asked is done: all of it, or all but a part that was refused.
    pub fn done(is_all: bool, text: impl Into<String>, data: Value) -> Self {
        let object = json!({"ok": is_all, "code": if is_all { "done" } else { "part" }, "data": data});
        Self { is_done: is_all, is_told: true, text: text.into(), object }
    }

    /// Something was refused or could not be done: `code` says what.
    pub fn refused(code: &str, text: impl Into<String>, error: Value) -> Self {
        let object = json!({"ok": false, "code": code, "error": error});
        Self { is_done: false, is_told: false, text: text.into(), object }
    }

    /// Says it: to the standard output, but sentences of a refusal to the standard error.
    pub fn say(self, is_json: bool) -> ExitCode {
        let text = if is_json { self.object.to_string() } else { self.text.trim_end().to_owned() };
        let mut out: Box<dyn std::io::Write> =
            if is_json || self.is_told { Box::new(std::io::stdout()) } else { Box::new(std::io::stderr()) };
        // A closed pipe is the reader's choice; the work is done either way.
        if writeln!(out, "{text}").is_err() {
            log::warn!("nobody reads the output");
        }
        ExitCode::from(u8::from(!self.is_done))
    }
}
