//! Carrying in and out: packs, notices, receipts, sealed progress.

use super::arguments::Staff;
use super::desk::Desk;
use super::outcome::{Outcome, Terminal};
use foothold::job::import_pack::{self, ImportRequest};
use foothold::job::notice::Carried;
use foothold::job::speed::Speed;
use foothold::job::take_record::RecordTaken;
use foothold::job::take_roster::{Change, RosterPlan};
use foothold::job::watch::{Step, Watch};
use foothold::job::{editions, export_progress, import_receipt, notice};
use foothold::library::fault::NoFaults;
use foothold::library::home::Home;
use foothold::library::shelf::Shelf;
use foothold::model::event::LearnerStatus;
use foothold::model::problem::{Code, Problem};
use foothold::system::stop_on_ctrl_c;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// `foothold import PACK…`
pub fn import(
    home: &Home,
    packs: &[PathBuf],
    allow_older: bool,
    staff: &Staff,
    terminal: &Terminal,
) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let by = desk.staff(staff, terminal)?.actor();
    let (mut lines, mut data) = (Vec::new(), Vec::new());
    for path in packs {
        let request = ImportRequest { allow_older, make_current: true, ..ImportRequest::of(path) };
        let done = watched(terminal, |watch| {
            import_pack::run(&desk.open.home, &mut desk.open.store, &request, by, &NoFaults, watch)
        });
        let done = done.map_err(|problem| problem.with("before", lines.join("\n")))?;
        let key = if done.was_here { "command-pack-was-here" } else { "command-pack-ready" };
        let (pack, version) = (done.pack.pack.to_string(), done.pack.version);
        lines.push(terminal.with(key, &[("pack", pack.as_str().into()), ("version", version.into())]));
        data.push(json!({"pack": pack, "version": version, "manifest": done.pack.manifest, "was_here": done.was_here}));
    }
    Ok(Outcome { lines, data: data.into() })
}

/// `foothold library list`
pub fn library(home: &Home, terminal: &Terminal) -> Result<Outcome, Problem> {
    let desk = Desk::of_station(home)?;
    let packs = desk.open.store.packs()?;
    let mut lines: Vec<String> = packs
        .iter()
        .map(|pack| {
            let mark = if pack.is_withdrawn { "✕" } else { ["·", "✓"][usize::from(pack.is_active)] };
            format!("{mark} {} {} {}", pack.pack, pack.version, pack.manifest)
        })
        .collect();
    if lines.is_empty() {
        lines.push(terminal.with("command-library-empty", &[]));
    }
    let data = packs.iter().map(|pack| {
        json!({"pack": pack.pack, "version": pack.version, "manifest": pack.manifest, "bytes": pack.bytes,
            "is_active": pack.is_active, "is_withdrawn": pack.is_withdrawn})
    });
    Ok(Outcome { lines, data: data.collect() })
}

/// `foothold library remove ID`: every version of it.
pub fn remove(home: &Home, id: &str, staff: &Staff, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let by = desk.staff(staff, terminal)?.actor();
    let installed = desk.open.store.packs()?;
    let wanted: Vec<_> = installed.iter().filter(|pack| pack.pack.as_str() == id).collect();
    if wanted.is_empty() {
        return Err(Problem::new(Code::PackNotInstalled).with("pack", id));
    }
    let shelf = Shelf::new(desk.open.home.clone());
    for pack in &wanted {
        editions::remove(&desk.open.home, &shelf, &mut desk.open.store, &pack.manifest, by)?;
    }
    let line = terminal.with("command-pack-removed", &[("pack", id.into())]);
    Ok(Outcome::said(line, json!({"pack": id, "versions": wanted.len()})))
}

/// `foothold export --to DIR`
pub fn export(home: &Home, to: &Path, staff: &Staff, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    if desk.open.station()?.is_try_out {
        return Err(Problem::new(Code::StationTryOut));
    }
    let staff = desk.staff(staff, terminal)?;
    let trust = desk.trust()?;
    let made = watched(terminal, |watch| {
        export_progress::run(&mut desk.open.store, &trust, &staff.keys.signing, to, Some(staff.staff.id), watch)
    })?;
    let (mut lines, mut data) = (Vec::new(), Vec::new());
    for export in &made {
        let file = export.written.path.display().to_string();
        lines.push(
            terminal.with("command-exported", &[("file", file.as_str().into()), ("events", export.events.into())]),
        );
        data.push(
            json!({"file": file, "events": export.events, "export": export.export, "sha256": export.written.sha256}),
        );
    }
    lines.push(terminal.with("command-safe-to-take-out", &[]));
    Ok(Outcome { lines, data: data.into() })
}

/// `foothold receipt FILE`: also the office's list of people, or a person's record.
pub fn receipt(home: &Home, file: &Path, staff: &Staff, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let staff = desk.staff(staff, terminal)?;
    let store = &mut desk.open.store;
    let (lines, data) = match Carried::of(file) {
        Some(Carried::Roster) => told_roster(&notice::take_people(store, file, &staff)?, terminal),
        Some(Carried::Record) => told_record(&notice::take_person(store, file, &staff)?, terminal),
        Some(Carried::Receipt) | None => told_receipt(&notice::take_receipt(store, file, &staff)?, terminal),
    };
    Ok(Outcome { lines, data })
}

fn told_receipt(taken: &import_receipt::Taken, terminal: &Terminal) -> (Vec<String>, Value) {
    let mut lines = vec![
        terminal.with("command-receipt", &[("held", taken.events_held.into()), ("unsent", taken.events_unsent.into())]),
    ];
    if taken.certificates > 0 {
        lines.push(terminal.with("command-receipt-certificates", &[("count", taken.certificates.into())]));
    }
    if taken.names_newer {
        lines.push(terminal.with("command-receipt-newer", &[]));
    }
    let data = json!({"events_held": taken.events_held, "events_unsent": taken.events_unsent,
        "certificates": taken.certificates, "is_confirmed": taken.is_confirmed, "names_newer": taken.names_newer,
        "was_known": taken.was_known});
    (lines, data)
}

/// What a list of people did, or would do: person by person.
fn told_roster(plan: &RosterPlan, terminal: &Terminal) -> (Vec<String>, Value) {
    let counts = plan.counts();
    let values = [("added", counts.added.into()), ("changed", counts.changed.into()), ("kept", counts.refused.into())];
    let mut lines = vec![terminal.with("command-people", &values)];
    for row in &plan.rows {
        for change in &row.changes {
            lines.push(format!("  {} ({}): {}", row.name, row.number, change_line(change, terminal)));
        }
    }
    let rows = plan.rows.iter().map(|row| {
        let changes: Vec<Value> = row.changes.iter().map(change_json).collect();
        json!({"learner": row.learner, "name": row.name, "number": row.number, "changes": changes})
    });
    let data = json!({"added": counts.added, "changed": counts.changed, "kept": counts.refused,
        "was_known": plan.was_known, "rows": rows.collect::<Vec<_>>()});
    (lines, data)
}

fn change_line(change: &Change, terminal: &Terminal) -> String {
    let say = |key: &str, old: &str, new: &str| terminal.with(key, &[("old", old.into()), ("new", new.into())]);
    let status = |status: &LearnerStatus| terminal.with(&format!("status-{}", status_word(*status)), &[]);
    match change {
        Change::Added => terminal.with("command-people-added", &[]),
        Change::Set(_, new, old) => say("command-people-set", old, new),
        Change::Moved(new, old) => say("command-people-set", &status(old), &status(new)),
        Change::Kept(_, told, stays) => say("command-people-kept", stays, told),
        Change::KeptStatus(told, stays) => say("command-people-kept", &status(stays), &status(told)),
        Change::NumberTaken(other) => terminal.with("command-people-number", &[("other", other.as_str().into())]),
    }
}

fn change_json(change: &Change) -> Value {
    match change {
        Change::Added => json!({"change": "added"}),
        Change::Set(field, new, old) => json!({"change": "set", "field": field, "new": new, "old": old}),
        Change::Moved(new, old) => json!({"change": "set", "field": "status", "new": new, "old": old}),
        Change::Kept(field, told, stays) => json!({"change": "kept", "field": field, "told": told, "stays": stays}),
        Change::KeptStatus(told, stays) => json!({"change": "kept", "field": "status", "told": told, "stays": stays}),
        Change::NumberTaken(other) => json!({"change": "number_taken", "other": other}),
    }
}

fn status_word(status: LearnerStatus) -> String {
    let word = serde_json::to_value(status).unwrap_or_default(); // a word of ours is always text
    word.as_str().unwrap_or_default().to_owned()
}

fn told_record(taken: &RecordTaken, terminal: &Terminal) -> (Vec<String>, Value) {
    let key = match (taken.is_here, taken.was_known) {
        (false, _) => "command-record-away",
        (true, true) => "command-record-known",
        (true, false) => "command-record",
    };
    let mut lines = vec![terminal.with(key, &[("name", taken.name.as_str().into()), ("events", taken.events.into())])];
    if taken.needs_pin {
        lines.push(terminal.with("command-record-pin", &[("name", taken.name.as_str().into())]));
    }
    let data = json!({"learner": taken.learner, "name": taken.name, "events": taken.events,
        "certificates": taken.certificates, "needs_pin": taken.needs_pin, "was_known": taken.was_known,
        "is_here": taken.is_here});
    (lines, data)
}

/// `foothold notice DIR [--dry-run]`
pub fn notice(home: &Home, dir: &Path, is_dry: bool, staff: &Staff, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let staff = desk.staff(staff, terminal)?;
    if is_dry {
        let plan = notice::preview_people(&desk.open.store, dir, &staff)?.unwrap_or_default();
        let (lines, people) = told_roster(&plan, terminal);
        return Ok(Outcome { lines, data: json!({"people": people}) });
    }
    let taken = notice::take_folder(&mut desk.open.store, dir, &staff)?;
    let documents = &taken.documents;
    let key = if documents.is_news { "command-notice" } else { "command-notice-known" };
    let mut lines = vec![terminal.with(key, &[])];
    if !documents.withdrawn.is_empty() {
        let count = (documents.withdrawn.len() as u64).into();
        lines.push(terminal.with("command-notice-withdrawn", &[("count", count)]));
    }
    if documents.revoked > 0 {
        lines.push(terminal.with("command-notice-revoked", &[("count", documents.revoked.into())]));
    }
    let mut data = json!({"is_news": documents.is_news, "withdrawn": documents.withdrawn.len(),
        "revoked": documents.revoked});
    if let Some(receipt) = &taken.receipt {
        let (said, receipt) = told_receipt(receipt, terminal);
        lines.extend(said);
        data["receipt"] = receipt;
    }
    if let Some(plan) = &taken.roster {
        let (said, people) = told_roster(plan, terminal);
        lines.extend(said);
        data["people"] = people;
    }
    let mut records = Vec::new();
    for record in &taken.records {
        let (said, record) = told_record(record, terminal);
        lines.extend(said);
        records.push(record);
    }
    if !records.is_empty() {
        data["records"] = records.into();
    }
    match taken.problems.into_iter().next() {
        None => Ok(Outcome { lines, data }),
        Some(problem) => Err(problem.with("before", lines.join("\n"))),
    }
}

/// Runs a long job with a bar, speed and time left where a person reads along; Ctrl-C asks it to stop.
fn watched<T>(terminal: &Terminal, job: impl FnOnce(&mut Watch<'_>) -> T) -> T {
    let target = if terminal.is_for_people() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(0), target);
    let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())); // a template of ours that does not parse
    let (started, mut speed) = (Instant::now(), Speed::new());
    let mut report = |step: Step| {
        let pace = speed.at(step, u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX));
        bar.set_length(step.total);
        bar.set_position(step.done);
        if let Some(secs) = pace.secs_left {
            let rate = pace.per_sec / 1_000_000;
            bar.set_message(terminal.with("command-pace", &[("rate", rate.into()), ("secs", secs.into())]));
        }
    };
    let out = job(&mut Watch::new(&mut report, stop_on_ctrl_c()));
    bar.finish_and_clear();
    out
}
