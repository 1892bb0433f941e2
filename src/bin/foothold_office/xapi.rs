//! `xapi`: everything as statements for a learning record store.

use super::desk::{Desk, Done, shown};
use clap::Args;
use foothold::model::problem::Problem;
use foothold::office::xapi::{self, Naming};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Xapi {
    /// The file to write: one xAPI statement a line (JSON lines).
    #[arg(long)]
    to: PathBuf,
    /// Name people; without this they are known by their ids alone.
    #[arg(long)]
    names: bool,
}

impl Xapi {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let naming = if self.names { Naming::ByName } else { Naming::ById };
        let mut watch = |done: usize, all: usize| {
            if done > 0 && done.is_multiple_of(500) {
                desk.step(&format!("{done} of {all} people…"));
            }
            true
        };
        let written = xapi::write(&desk.home, &desk.registry()?, &self.to, naming, &mut watch)?;
        let file = shown(&self.to);
        let text = format!(
            "{} statements about {} people, out of {} entries, in {file}. It says what people did: keep it safe.",
            written.statements, written.people, written.events
        );
        let data =
            json!({"file": file, "statements": written.statements, "people": written.people, "events": written.events});
        Ok(Done::new(text, data))
    }
}
