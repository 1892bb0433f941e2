//! `foothold-pack check SRCDIR`.

use super::bar::with_bar;
use super::outcome::{Done, Refused};
use clap::Args;
use foothold::author::{Checked, Depth, Findings, read_source};
use foothold::model::problem::Code;
use serde_json::json;
use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Check {
    /// The folder with pack.toml.
    folder: PathBuf,
    /// Leave out what takes long: decoding films, recordings and pictures.
    #[arg(long)]
    quick: bool,
}

impl Check {
    pub fn run(self) -> Result<Done, Refused> {
        let depth = if self.quick { Depth::Quick } else { Depth::Full };
        let checked = look(&self.folder, depth)?;
        let found = &checked.findings;
        let mut text = notes(found);
        let how = if self.quick { " Films, recordings and pictures were not looked at." } else { "" };
        write!(text, "{}: no mistakes.{how}", self.folder.display()).map_err(|_| internal())?;
        Ok(Done { text, data: json!({"mistakes": [], "notes": found.notes}) })
    }
}

/// Checks the folder; its mistakes are a refusal.
pub fn look(folder: &Path, depth: Depth) -> Result<Checked, Refused> {
    let checked = with_bar(|watch| read_source(folder, depth, watch)).map_err(|error| match error.kind() {
        ErrorKind::Interrupted => Refused::new(Code::JobCancelled, "Stopped, as you asked. Nothing was written."),
        _ => Refused::new(Code::DiskTrouble, format!("The folder {} cannot be read: {error}.", folder.display())),
    })?;
    let found = &checked.findings;
    if found.mistakes.is_empty() {
        return Ok(checked);
    }
    let mut text = String::new();
    for mistake in &found.mistakes {
        writeln!(text, "{mistake}").map_err(|_| internal())?;
    }
    if found.mistakes.iter().any(|mistake| mistake.mend.contains(": ffmpeg ")) {
        writeln!(text, "Run the ffmpeg commands in the folder {}.", folder.display()).map_err(|_| internal())?;
    }
    let count = found.mistakes.len();
    let plural = if count == 1 { "" } else { "s" };
    write!(
        text,
        "{}: {count} mistake{plural}; mend {} and check again.",
        folder.display(),
        if count == 1 { "it" } else { "them" }
    )
    .map_err(|_| internal())?;
    Err(Refused { code: Code::CourseMistakes, text, data: json!({"mistakes": found.mistakes, "notes": found.notes}) })
}

/// The remarks, one on a line.
pub fn notes(found: &Findings) -> String {
    found.notes.iter().map(|note| format!("note: {note}\n")).collect()
}

fn internal() -> Refused {
    Refused::new(Code::Internal, "The sentence could not be made.")
}
