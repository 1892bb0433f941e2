//! `open FILES|FOLDERS [--apply]`.

use super::desk::{Desk, Done, shown, user_name};
use clap::Args;
use foothold::model::problem::Problem;
use foothold::office::keys::KeyName;
use foothold::office::open::{self, FileReport, Foreseen, Merged, Plan};
use foothold::office::registry::Registry;
use foothold::office::{documents, issue, receipts, summaries};
use foothold::system::stop_on_ctrl_c;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::Ordering;

#[derive(Args)]
pub struct Open {
    /// Sealed files, or folders that hold some.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Merge what is shown: one transaction; then issue certificates and write receipts.
    #[arg(long)]
    apply: bool,
    /// Leave the counting for reports to the next report: where many merge one after the other, it is done once for all.
    #[arg(long, requires = "apply")]
    count_later: bool,
    /// Who does it, for those who ask later. Default: the name this computer knows you by.
    #[arg(long)]
    by: Option<String>,
}

impl Open {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let files = open::find(&self.paths)?;
        let used = [KeyName::Sealing, KeyName::Recovery, KeyName::Office, KeyName::Issuer];
        let keys = desk.keys(if self.apply { &used } else { &used[..2] })?;
        let identities = keys.opening()?;
        let mut registry = desk.registry()?;
        let trust = documents::read(&desk.home)?;
        let total = files.len();
        let stop = stop_on_ctrl_c(); // nothing is changed then: until a merge is written to its end, it can be stopped
        let mut number = 0;
        let plan = open::plan(&desk.home, &registry, &trust, &identities, &files, desk.now(), |path| {
            number += 1;
            desk.step(&format!("reading {number} of {total}: {}", path.display()));
            !stop.load(Ordering::Relaxed)
        })?;
        let mut plan = plan.by(&self.by.or_else(user_name).unwrap_or_default());
        if !self.apply {
            desk.step("counting certificates…");
            plan.foresee(&registry, |_, _| !stop.load(Ordering::Relaxed))?;
        }
        let mut text = table(desk, &plan);
        let mut data = json!({"files": plan.files.iter().map(|file| row_json(desk, file)).collect::<Vec<_>>()});
        if let Some(foreseen) = &plan.foreseen {
            text.push_str(&format!("Certificates after this merge: {}.\n", in_words(foreseen)));
            data["certificates"] = foreseen_json(foreseen);
        }
        if files.is_empty() {
            text.push_str("No sealed file here: their names end in .fexport.\n");
        }
        if self.apply {
            let mut tenth = 0;
            let merged = plan.apply_watched(&mut registry, desk.now(), |done, all| {
                let now = done.saturating_mul(10).checked_div(all).unwrap_or_default();
                if now > tenth {
                    tenth = now;
                    desk.step(&format!("writing: {done} of {all} entries"));
                }
                !stop.load(Ordering::Relaxed)
            })?;
            let (said, more) = after(desk, &mut registry, &keys, merged, self.count_later)?;
            text.push_str(&said);
            data["merged"] = more;
        } else if !files.is_empty() {
            text.push_str("Nothing was changed. Add --apply to merge.\n");
        }
        Ok(Done { text, data, is_all: !plan.has_refused() })
    }
}

/// Certificates and receipts that follow from a merge.
fn after(
    desk: &Desk,
    registry: &mut Registry,
    keys: &foothold::office::keys::Keys,
    merged: Merged,
    is_counted_later: bool,
) -> Result<(String, Value), Problem> {
    desk.step("issuing certificates…");
    let shop = |lang: &_| desk.papers(lang);
    let issued = issue::run(&desk.home, registry, keys, &desk.clock, &desk.random, &shop)?;
    desk.step("writing receipts…");
    let sent = receipts::write_notice(&desk.home, registry, keys, &desk.clock)?;
    if !is_counted_later {
        desk.step("counting for the reports…");
        summaries::refresh(registry, &desk.home.config()?.tz, |_, _| true)?;
    }
    let mut text = format!(
        "\nMerged: {} new, {} known, {} texts filled in, {} kept apart, {} released.\n\
         Certificates issued: {}. Receipts written: {}, in {}.\n",
        merged.new,
        merged.known,
        merged.filled,
        merged.apart,
        merged.released,
        issued.issued.len(),
        sent.len(),
        shown(&desk.home.notice())
    );
    if issued.waiting_for_fork > 0 {
        text.push_str(&format!("Waiting for a decision about a fork: {}.\n", issued.waiting_for_fork));
    }
    if issued.not_borne_out > 0 {
        text.push_str(&format!("Recorded at a station, not borne out by the record here: {}.\n", issued.not_borne_out));
    }
    for course in &issued.unknown_courses {
        text.push_str(&format!(
            "The course {course} is not approved here: approve its pack to issue its certificates.\n"
        ));
    }
    let data = json!({"new": merged.new, "known": merged.known, "filled": merged.filled, "apart": merged.apart,
        "released": merged.released, "certificates": issued.issued, "waiting_for_fork": issued.waiting_for_fork,
        "not_borne_out": issued.not_borne_out, "unknown_courses": issued.unknown_courses,
        "receipts": sent.iter().map(|made| json!({"station": made.station, "name": made.name, "path": shown(&made.path),
            "tips": made.tips, "wanted": made.wanted, "certificates": made.certificates})).collect::<Vec<_>>(),
        "notice": shown(&desk.home.notice())});
    Ok((text, data))
}

/// What would become of certificates, in words.
fn in_words(foreseen: &Foreseen) -> String {
    let parts = [
        ("would be issued", foreseen.issued),
        ("recorded, not borne out by the record here", foreseen.not_borne_out),
        ("waiting for a decision about a fork", foreseen.waiting_for_fork),
        ("of a course that is not approved here", foreseen.unknown_course),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .enumerate()
        .filter(|(at, (_, count))| *at == 0 || *count > 0)
        .map(|(_, (what, count))| format!("{count} {what}"))
        .collect();
    parts.join(", ")
}

fn foreseen_json(foreseen: &Foreseen) -> Value {
    json!({"issued": foreseen.issued, "not_borne_out": foreseen.not_borne_out,
        "waiting_for_fork": foreseen.waiting_for_fork, "unknown_course": foreseen.unknown_course})
}

/// The plan as a table, file by file, with what people should hear.
fn table(desk: &Desk, plan: &Plan) -> String {
    let mut text = String::new();
    for file in &plan.files {
        let name = file.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let station = file.station.as_ref().map_or_else(String::new, |station| {
            format!(" – {} ({}, {})", station.name, station.facility, station.state.as_str())
        });
        text.push_str(&format!("{name}{station}\n"));
        match &file.outcome {
            Err(problem) => text.push_str(&format!("  {}\n", desk.explain(problem).replace('\n', "\n  "))),
            Ok(outcome) => {
                let plan = &outcome.plan;
                text.push_str(&format!(
                    "  new {}  certificates recorded {}  known {}  filled in {}  unconfirmed {}  quarantined {}  gaps {}  forks {}\n",
                    plan.new,
                    plan.recorded.len(),
                    plan.known,
                    plan.filled,
                    plan.unconfirmed,
                    plan.quarantined,
                    plan.missing_before.len(),
                    plan.forks.len()
                ));
                if let Some(foreseen) = outcome.foreseen.filter(|it| *it != Foreseen::default()) {
                    text.push_str(&format!("  certificates: {}\n", in_words(&foreseen)));
                }
                for note in &outcome.notes {
                    text.push_str(&format!("  {}\n", desk.explain(note).replace('\n', "\n  ")));
                }
            }
        }
    }
    text
}

fn row_json(desk: &Desk, file: &FileReport) -> Value {
    let station = file.station.as_ref().map(|station| {
        json!({"station": station.id, "name": station.name, "facility": station.facility,
            "state": station.state.as_str(), "fingerprint": station.fingerprint.to_string()})
    });
    let mut row = json!({"file": shown(&file.path), "ok": file.outcome.is_ok()});
    if let Some(station) = station {
        row["station"] = station;
    }
    match &file.outcome {
        Err(problem) => row["error"] = desk.problem_json(problem),
        Ok(outcome) => {
            let plan = &outcome.plan;
            row["plan"] = json!({"export": outcome.export, "wall": outcome.wall, "new": plan.new, "recorded": plan.recorded.len(), "known": plan.known,
                "filled": plan.filled, "unconfirmed": plan.unconfirmed, "quarantined": plan.quarantined,
                "gaps": plan.missing_before.len(), "forks": plan.forks.len(),
                "notes": outcome.notes.iter().map(|note| desk.problem_json(note)).collect::<Vec<_>>()});
            if let Some(foreseen) = &outcome.foreseen {
                row["plan"]["certificates"] = foreseen_json(foreseen);
            }
        }
    }
    row
}
