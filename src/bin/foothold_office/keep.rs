//! `report`, `backup` and `restore`.

use super::desk::{Desk, Done, shown};
use clap::Args;
use foothold::model::problem::Problem;
use foothold::office::{backup, home, report};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Report {
    /// Where the CSV file goes. Without it, the table is printed.
    #[arg(short, long)]
    out: Option<PathBuf>,
}

impl Report {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let rows = report::rows(&desk.registry()?)?;
        let csv = report::csv(&rows);
        let hours: u64 = rows.iter().map(|row| row.credited_ms).sum();
        let done = rows.iter().filter(|row| row.is_done).count();
        let data = json!({"rows": rows.len(), "done": done, "active_ms": hours});
        match self.out {
            Some(path) => {
                home::write_file(&path, csv.as_bytes(), home::Reader::Owner)?;
                Ok(Done::new(format!("{} rows in {}. It names people: keep it safe.", rows.len(), shown(&path)), data))
            }
            None => Ok(Done::new(csv, data)),
        }
    }
}

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
