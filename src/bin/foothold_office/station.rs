//! `confirm` and `stations`.

use super::desk::{Desk, Done};
use super::report::write_csv;
use clap::Args;
use foothold::format::trust::public_key;
use foothold::model::event::StationDecision;
use foothold::model::problem::Problem;
use foothold::office::keys::KeyName;
use foothold::office::registry::{Registry, StationRow};
use foothold::office::reports::{decisions, lists};
use foothold::office::standing::Writing;
use foothold::office::{issue, receipts, stations};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Confirm {
    /// Its name, its fingerprint, or the beginning of its id (4 digits or more).
    station: String,
    /// Retire it instead: what counts by now goes on counting, what comes later is kept apart.
    #[arg(long, conflicts_with_all = ["fork", "release"])]
    retire: bool,
    /// It is retired, and what was kept apart of it is real work: let it count.
    #[arg(long, conflicts_with = "fork")]
    release: bool,
    /// It was restored or copied: let every branch of its log count.
    #[arg(long)]
    fork: bool,
    /// Give it this name instead.
    #[arg(long, conflicts_with_all = ["fork", "retire", "release"])]
    rename: Option<String>,
    /// Why, and who decided: it stays on record.
    #[arg(long, default_value = "")]
    reason: String,
}

impl Confirm {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let keys = desk.keys(&[KeyName::Office, KeyName::Issuer])?;
        let mut registry = desk.registry()?;
        let (home, clock, random) = (&desk.home, &desk.clock, &desk.random);
        let (row, count, what) =
            self.decide(&mut Writing { home, registry: &mut registry, keys: &keys, clock, random })?;
        let shop = |lang: &_| desk.papers(lang);
        let issued = issue::run(&desk.home, &mut registry, &keys, &desk.clock, &desk.random, &shop)?;
        let sent = receipts::write_notice(&desk.home, &mut registry, &keys, &desk.clock)?;
        let text = format!(
            "{} ({}): {what}: {count}.\nCertificates issued: {}. Receipts written: {}.",
            row.name,
            row.facility,
            issued.issued.len(),
            sent.len()
        );
        let data = json!({"station": row.id, "name": row.name, "state": row.state.as_str(), "count": count,
            "certificates": issued.issued, "receipts": sent.len()});
        Ok(Done::new(text, data))
    }

    /// Decides it; gives the station, how many entries or forks it concerned, and what was done, in words.
    fn decide(&self, writing: &mut Writing<'_>) -> Result<(StationRow, u64, &'static str), Problem> {
        let (asked, why) = (self.station.as_str(), Some(self.reason.as_str()));
        let ((row, count), what) = if self.retire {
            (stations::retire(writing, asked, why)?, "retired; entries kept apart")
        } else if self.release {
            (stations::release(writing, asked, why)?, "entries kept apart that now count")
        } else if self.fork {
            (stations::decide_forks(writing, asked, &self.reason)?, "forks decided")
        } else if let Some(name) = &self.rename {
            ((stations::rename(writing, (asked, name), why)?, 1), "the new name; stations renamed")
        } else {
            (stations::confirm(writing, asked, why)?, "confirmed; entries that now count")
        };
        Ok((row, count, what))
    }
}

#[derive(Args)]
pub struct Stations {
    /// What was decided of them: confirmed, renamed, retired, released, forks; when, why and by whom.
    #[arg(long)]
    history: bool,
    /// Write it as CSV, which any spreadsheet opens.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

impl Stations {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let registry = desk.registry()?;
        if self.history {
            if let Some(path) = &self.csv {
                write_csv(path, &decisions::of_stations(&registry)?, &desk.zone())?;
            }
            return history(desk, &registry);
        }
        if let Some(path) = &self.csv {
            write_csv(path, &lists::stations(&registry)?, &desk.zone())?;
        }
        let mut text = String::new();
        let mut rows = Vec::new();
        for row in registry.stations()? {
            let counts = registry.counts(Some(row.id))?;
            let fingerprint = stations::fingerprint(&public_key(&row.key)).to_string();
            let forks = registry.forks()?.iter().filter(|f| f.station == row.id && f.decided.is_none()).count();
            text.push_str(&format!(
                "{} ({}) {} {fingerprint}\n  counted {}, apart {}, incomplete {}, forks to decide {forks}\n",
                row.name,
                row.facility,
                row.state.as_str(),
                counts.counted,
                counts.unconfirmed + counts.quarantined,
                counts.unrooted
            ));
            rows.push(
                json!({"station": row.id, "name": row.name, "facility": row.facility, "state": row.state.as_str(),
                "fingerprint": fingerprint, "counted": counts.counted, "unconfirmed": counts.unconfirmed,
                "quarantined": counts.quarantined, "incomplete": counts.unrooted, "forks": forks}),
            );
        }
        if rows.is_empty() {
            text.push_str("No station yet. Open a sealed file first.");
        }
        Ok(Done::new(text, json!({"stations": rows})))
    }
}

fn history(desk: &Desk, registry: &Registry) -> Result<Done, Problem> {
    let (mut text, mut rows) = (String::new(), Vec::new());
    for fact in stations::history(registry)? {
        let row = registry.station(fact.station)?;
        let name = if fact.name.is_empty() { row.map_or_else(String::new, |row| row.name) } else { fact.name };
        let what = match fact.decision {
            Some(StationDecision::Confirmed) => "confirmed",
            Some(StationDecision::Retired) => "retired",
            Some(StationDecision::Released) => "what was kept apart counts",
            Some(StationDecision::Renamed) => "renamed",
            None => "fork decided",
        };
        let day = desk.day(fact.wall);
        text.push_str(&format!("{day}: {name} ({}) {what}. {}\n", &fact.station.to_hex()[..8], fact.reason));
        rows.push(json!({"station": fact.station, "name": name, "decision": what, "reason": fact.reason,
            "wall": fact.wall}));
    }
    if rows.is_empty() {
        text.push_str("No decision yet.");
    }
    Ok(Done::new(text, json!({"decisions": rows})))
}
