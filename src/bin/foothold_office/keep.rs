//! `backup` and `restore`.

use super::desk::{Desk, Done, shown};
use clap::Args;
use foothold::model::problem::Problem;
use foothold::office::backup;
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Backup {
    /// The folder to make.
    #[arg(long)]
    to: PathBuf,
}

impl Backup {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        desk.step("copying and checking…");
        backup::backup(&desk.home, &desk.registry()?, &self.to)?;
        let text = format!(
            "Checked copy of the records in {}. Keys are not in it: keep copies of them apart.",
            shown(&self.to)
        );
        Ok(Done::new(text, json!({"folder": shown(&self.to)})))
    }
}

#[derive(Args)]
pub struct Restore {
    /// The folder that a backup made.
    from: PathBuf,
}

impl Restore {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        backup::restore_to(&self.from, &desk.home, &desk.place()?)?;
        desk.settle_registry()?;
        let text = format!(
            "The records are back in {}. Put the keys into {}.\n\
             Open the newest sealed files again; what is missing will be asked for in the next receipts.",
            shown(desk.home.root()),
            shown(&desk.home.keys())
        );
        Ok(Done::new(text, json!({"office": shown(desk.home.root())})))
    }
}
