//! `backup`, `restore`, and `documents`.

use super::desk::{Desk, Done, shown};
use clap::Args;
use foothold::model::problem::Problem;
use foothold::office::{backup, documents, forgotten};
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
             Is there a stick that took a notice made after the copy? “documents” brings the approvals, the rules and the \
             list of certificates taken back from it.\n\
             Open the newest sealed files again; what is missing will be asked for in the next receipts. What clerks \
             decided of people and stations after the copy is not in it: decide it again.",
            shown(desk.home.root()),
            shown(&desk.home.keys())
        );
        Ok(Done::new(text, json!({"office": shown(desk.home.root())})))
    }
}

#[derive(Args)]
pub struct Documents {
    /// A stick with a notice on it, or the folder of a notice or kit.
    from: PathBuf,
}

impl Documents {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let back = forgotten::bring_back(&desk.home, &self.from)?;
        documents::publish(&desk.home)?;
        let trust = &back.trust;
        let [root, catalogue, policy] = [trust.root.version, trust.catalogue.version, trust.policy.version];
        let head = if back.is_news { "Brought back" } else { "Nothing in it is newer than what is here" };
        let text = format!(
            "{head}. In force: root {root} ({}), catalogue {catalogue}, policy {policy}.\n\
             Approve the packs of courses that are not known here once more, so that their certificates can be issued.",
            trust.fingerprint()
        );
        let data = json!({"is_news": back.is_news, "root": root, "fingerprint": trust.fingerprint().to_string(),
            "catalogue": catalogue, "policy": policy});
        Ok(Done::new(text, data))
    }
}
