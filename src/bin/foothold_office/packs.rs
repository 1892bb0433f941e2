//! `approve` and `withdraw`.

use super::desk::{Desk, Done, shown};
use clap::Args;
use foothold::model::problem::Problem;
use foothold::office::keys::KeyName;
use foothold::office::{approve, documents};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Approve {
    /// Packs that were reviewed.
    #[arg(required = true)]
    packs: Vec<PathBuf>,
}

impl Approve {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let keys = desk.keys(&[KeyName::Approver])?;
        let mut registry = desk.registry()?;
        let total = self.packs.iter().filter_map(|path| path.metadata().ok()).map(|about| about.len()).sum();
        let bar = ProgressBar::new(total);
        let style = ProgressStyle::with_template("checking {wide_bar} {bytes}/{total_bytes} {eta}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())); // the template is fixed and right
        let result = approve::approve(&desk.home, &mut registry, &keys, &self.packs, desk.now(), &mut |bytes| {
            bar.inc(bytes as u64);
        });
        bar.finish_and_clear();
        let (version, approved) = result?;
        documents::publish(&desk.home)?;
        let mut text = String::new();
        let mut rows = Vec::new();
        for pack in approved {
            let again = if pack.was_listed { " (was on the list)" } else { "" };
            text.push_str(&format!("{} version {}{again}\n", pack.pack, pack.version));
            rows.push(json!({"pack": pack.pack, "version": pack.version, "manifest": pack.manifest,
                "courses": pack.courses, "was_listed": pack.was_listed}));
        }
        text.push_str(&format!("Catalogue {version} is in {}: it goes to every station.", shown(&desk.home.notice())));
        Ok(Done::new(text, json!({"catalogue": version, "packs": rows, "notice": shown(&desk.home.notice())})))
    }
}

#[derive(Args)]
pub struct Withdraw {
    /// Names of packs, or the beginning of a manifest's hash (8 digits or more).
    #[arg(required = true)]
    packs: Vec<String>,
}

impl Withdraw {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let keys = desk.keys(&[KeyName::Approver])?;
        let (version, gone) = approve::withdraw(&desk.home, &desk.registry()?, &keys, &self.packs, desk.now())?;
        documents::publish(&desk.home)?;
        let text = format!("Withdrawn: {}. Catalogue {version} is in {}.", gone.len(), shown(&desk.home.notice()));
        Ok(Done::new(text, json!({"catalogue": version, "withdrawn": gone})))
    }
}
