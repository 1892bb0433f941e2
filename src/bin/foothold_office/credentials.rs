//! `people entries|credential|credit|take-back`: what a clerk writes into a person's record.

use super::desk::{Desk, Done};
use super::report::write_csv;
use clap::Args;
use foothold::model::event::{CredentialOutside, CreditKind, OutsideKind};
use foothold::model::ports::{Clock, Random};
use foothold::model::problem::Problem;
use foothold::office::credentials::{self, Entry, Standing};
use foothold::office::dossier::Dossier;
use foothold::office::keys::{KeyName, Keys};
use foothold::office::receipts;
use foothold::office::registry::Registry;
use foothold::office::reports::decisions;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Args)]
pub struct Entries {
    /// A number, a name, or the beginning of an id (8 digits).
    person: String,
    /// Write it as CSV, which any spreadsheet opens.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

#[derive(Args)]
pub struct Credential {
    /// A number, a name, or the beginning of an id (8 digits).
    person: String,
    /// What was earned.
    #[arg(long)]
    name: String,
    /// Who gave it: a school, a state; of an instructor's word, the instructor.
    #[arg(long)]
    issuer: String,
    /// The day, as 2026-11-01.
    #[arg(long)]
    day: String,
    /// What you have seen: the paper itself, a letter, a telephone call.
    #[arg(long)]
    evidence: String,
    /// It is an instructor's word, no paper of another place.
    #[arg(long)]
    instructor: bool,
    /// Your name: it stays on record.
    #[arg(long)]
    by: String,
}

#[derive(Args)]
pub struct Credit {
    /// A number, a name, or the beginning of an id (8 digits).
    person: String,
    /// seat-hours, academic, ceu, earned-time or outside.
    #[arg(long, value_parser = kind)]
    kind: CreditKind,
    /// How much, as 3 or 1.5.
    #[arg(long)]
    amount: String,
    /// On what ground.
    #[arg(long)]
    basis: String,
    /// Your name: it stays on record.
    #[arg(long)]
    by: String,
}

#[derive(Args)]
pub struct TakeBack {
    /// A number, a name, or the beginning of an id (8 digits).
    person: String,
    /// The beginning of the entry's own id (8 digits), as `people entries` shows it.
    entry: String,
    /// Why, and who decided: it stays on record.
    #[arg(long)]
    reason: String,
}

fn kind(name: &str) -> Result<CreditKind, String> {
    serde_json::from_value(Value::from(name.replace('-', "_")))
        .map_err(|_| "seat-hours, academic, ceu, earned-time or outside".into())
}

impl Entries {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let dossier = Dossier::find(&desk.registry()?, &self.person)?;
        let all = credentials::standing(&dossier);
        if let Some(path) = &self.csv {
            write_csv(path, &decisions::entries(&dossier.person, &all), &desk.zone())?;
        }
        let mut text: String = all.iter().map(|entry| format!("{}\n", line(desk, entry))).collect();
        if all.is_empty() {
            text.push_str("Nothing yet.");
        }
        let data = json!({"learner": dossier.person.learner, "entries": all.iter().map(row).collect::<Vec<_>>()});
        Ok(Done::new(text, data))
    }
}

impl Credential {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let kind = if self.instructor { OutsideKind::Instructor } else { OutsideKind::Credential };
        let Self { person, name, issuer, day, evidence, by, .. } = self;
        let typed = CredentialOutside { name, issuer, day, evidence, kind, by: None };
        decided(desk, "Written down", |registry, keys, ports| {
            credentials::add_outside(&desk.home, registry, keys, (&person, &by), &typed, ports)
        })
    }
}

impl Credit {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let given = (self.kind, self.amount.as_str(), self.basis.as_str());
        decided(desk, "Given", |registry, keys, ports| {
            credentials::grant(&desk.home, registry, keys, (&self.person, &self.by), given, ports)
        })
    }
}

impl TakeBack {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let asked = (self.person.as_str(), self.entry.as_str());
        decided(desk, "Taken back", |registry, keys, ports| {
            credentials::take_back(&desk.home, registry, keys, asked, &self.reason, ports)
        })
    }
}

type Ports<'a> = (&'a dyn Clock, &'a dyn Random);

/// Does it, and writes the receipts that tell the stations.
fn decided(
    desk: &Desk,
    what: &str,
    work: impl FnOnce(&mut Registry, &Keys, Ports<'_>) -> Result<Standing, Problem>,
) -> Result<Done, Problem> {
    let keys = desk.keys(&[KeyName::Office])?;
    let mut registry = desk.registry()?;
    let entry = work(&mut registry, &keys, (&desk.clock, &desk.random))?;
    let sent = receipts::write_notice(&desk.home, &mut registry, &keys, &desk.clock)?;
    let text = format!("{what}: {}\nReceipts written: {}.", line(desk, &entry), sent.len());
    Ok(Done::new(text, json!({"entry": row(&entry), "receipts": sent.len()})))
}

fn line(desk: &Desk, it: &Standing) -> String {
    let what = match &it.entry {
        Entry::Credential(body) => {
            let kind = if body.kind == OutsideKind::Instructor { "instructor’s word" } else { "earned elsewhere" };
            format!("{kind}: {}, {}, {}; seen: {}", body.name, body.issuer, body.day, body.evidence)
        }
        Entry::Credit(body) => format!("credit: {} {}, {}", body.amount, credit(body.kind), body.basis),
    };
    let place = if it.is_from_station { " at a station" } else { "" };
    format!("{} {what}; {} by {}{place}", &it.event.to_string()[..8], desk.day(it.wall_ms), it.who)
}

fn credit(kind: CreditKind) -> String {
    let name = serde_json::to_value(kind).unwrap_or_default();
    name.as_str().unwrap_or_default().replace('_', " ")
}

fn row(it: &Standing) -> Value {
    let entry = match &it.entry {
        Entry::Credential(body) => json!({"credential": body}),
        Entry::Credit(body) => json!({"credit": body}),
    };
    json!({"event": it.event, "wall": it.wall_ms, "who": it.who, "from_station": it.is_from_station, "entry": entry})
}
