//! `merges` and `explain`: where everything in the registry came from.

use super::desk::{Desk, Done};
use super::report::write_csv;
use clap::Args;
use foothold::model::id::Hash;
use foothold::model::problem::{Code, Problem};
use foothold::office::registry::{MergedRow, Registry};
use foothold::office::reports::lists;
use foothold::office::stations;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Args)]
pub struct Merges {
    /// Only this station's: its name, its fingerprint, or the beginning of its id.
    #[arg(long)]
    station: Option<String>,
    /// Write it as CSV, which any spreadsheet opens.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

impl Merges {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let registry = desk.registry()?;
        let station = self.station.map(|asked| stations::find(&registry, &asked)).transpose()?;
        if let Some(path) = &self.csv {
            write_csv(path, &lists::merges(&registry, station.as_ref().map(|row| row.id))?, &desk.zone())?;
        }
        let all = registry.merges()?;
        let rows: Vec<&MergedRow> =
            all.iter().filter(|row| station.as_ref().is_none_or(|station| station.id == row.station)).collect();
        let mut text: Vec<String> = rows.iter().map(|row| line(desk, &registry, row)).collect::<Result<_, _>>()?;
        if text.is_empty() {
            text.push("Nothing was merged yet.".to_owned());
        }
        Ok(Done::new(text.join("\n"), json!({"merges": rows.into_iter().map(data).collect::<Vec<_>>()})))
    }
}

#[derive(Args)]
pub struct Explain {
    /// A merge (the beginning of its id, as merges shows it) or an event's whole hash.
    asked: String,
}

impl Explain {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let registry = desk.registry()?;
        if let Some(hash) = Hash::from_hex(&self.asked) {
            return of_event(desk, &registry, &hash);
        }
        let asked = self.asked.to_ascii_lowercase();
        let all = registry.merges()?;
        let mut found = all.iter().filter(|row| asked.len() >= 4 && row.id.to_string().starts_with(&asked));
        let (Some(row), None) = (found.next(), found.next()) else {
            return Err(Problem::new(Code::MergeUnknown).with("merge", &self.asked));
        };
        let kinds = registry.brought_by(row)?;
        let mut text = line(desk, &registry, row)?;
        for (kind, count) in &kinds {
            text.push_str(&format!("\n  {count:>7} {kind}"));
        }
        for range in &row.ranges {
            text.push_str(&format!("\n  epoch {} from {} to {}", range.epoch, range.from_seq, range.to_seq));
        }
        let mut data = data(row);
        data["kinds"] = json!(kinds);
        Ok(Done::new(text, data))
    }
}

/// Which merge brought an event: of its station's, the one of the instant it was first opened that held its place.
fn of_event(desk: &Desk, registry: &Registry, hash: &Hash) -> Result<Done, Problem> {
    let unknown = || Problem::new(Code::MergeUnknown).with("merge", hash);
    let (station, tip, opened) = registry.place_of(hash)?.ok_or_else(unknown)?;
    let holds = |row: &&MergedRow| {
        let ranges = &row.ranges;
        row.station == station
            && row.merged == opened
            && ranges.iter().any(|range| range.epoch == tip.epoch && (range.from_seq..=range.to_seq).contains(&tip.seq))
    };
    let all = registry.merges()?;
    let rows: Vec<&MergedRow> = all.iter().filter(holds).collect();
    let mut text = format!("Event {} of epoch {}, first seen {}.", tip.seq, tip.epoch, desk.day(opened));
    for row in &rows {
        text.push_str(&format!("\n{}", line(desk, registry, row)?));
    }
    let data = json!({"station": station, "epoch": tip.epoch, "seq": tip.seq, "opened": opened,
        "merges": rows.into_iter().map(data).collect::<Vec<_>>()});
    Ok(Done::new(text, data))
}

fn line(desk: &Desk, registry: &Registry, row: &MergedRow) -> Result<String, Problem> {
    let station = registry.station(row.station)?.map_or_else(|| row.station.to_hex(), |station| station.name);
    let by = if row.by.is_empty() { String::new() } else { format!(" by {}", row.by) };
    let id = row.id.to_string();
    Ok(format!(
        "{} {station}: {} on {}{by}: {} entries, {} new",
        &id[..8],
        row.file,
        desk.day(row.merged),
        row.events,
        row.new
    ))
}

fn data(row: &MergedRow) -> Value {
    json!({"export": row.id, "station": row.station, "file": row.file, "merged": row.merged, "by": row.by,
        "events": row.events, "new": row.new, "build": row.build, "ranges": row.ranges})
}
