//! Carrying in and out: packs, notices, receipts, sealed progress.

use super::arguments::Staff;
use super::desk::Desk;
use super::outcome::{Outcome, Terminal};
use foothold::job::import_pack::{self, ImportRequest};
use foothold::job::speed::Speed;
use foothold::job::staff::SignedInStaff;
use foothold::job::watch::{Step, Watch};
use foothold::job::{editions, export_progress, import_receipt, notice};
use foothold::library::fault::NoFaults;
use foothold::library::home::Home;
use foothold::library::shelf::Shelf;
use foothold::model::problem::{Code, Problem};
use foothold::system::stop_on_ctrl_c;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};
use std::fs::File;
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

/// `foothold receipt FILE`
pub fn receipt(home: &Home, file: &Path, staff: &Staff, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let staff = desk.staff(staff, terminal)?;
    let (lines, data) = take_receipt(&mut desk, &staff, file, terminal)?;
    Ok(Outcome { lines, data })
}

fn take_receipt(
    desk: &mut Desk,
    staff: &SignedInStaff,
    file: &Path,
    terminal: &Terminal,
) -> Result<(Vec<String>, Value), Problem> {
    let trust = desk.trust()?;
    let input = File::open(file).map_err(|fault| Problem::new(Code::ReceiptAltered).because(fault))?;
    let taken = import_receipt::take(&mut desk.open.store, &trust, &staff.keys.sealing, Some(staff.staff.id), input)?;
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
    Ok((lines, data))
}

/// `foothold notice DIR`
pub fn notice(home: &Home, dir: &Path, staff: &Staff, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let staff = desk.staff(staff, terminal)?;
    let taken = notice::take_notice(&mut desk.open.store, dir, staff.actor())?;
    let key = if taken.is_news { "command-notice" } else { "command-notice-known" };
    let mut lines = vec![terminal.with(key, &[])];
    if !taken.withdrawn.is_empty() {
        let count = (taken.withdrawn.len() as u64).into();
        lines.push(terminal.with("command-notice-withdrawn", &[("count", count)]));
    }
    if taken.revoked > 0 {
        lines.push(terminal.with("command-notice-revoked", &[("count", taken.revoked.into())]));
    }
    let mut data = json!({"is_news": taken.is_news, "withdrawn": taken.withdrawn.len(), "revoked": taken.revoked});
    // The documents first: the receipt is checked against what they now say.
    if let Some(file) = notice::receipt_in(&desk.open.store, dir)? {
        let (said, receipt) = take_receipt(&mut desk, &staff, &file, terminal)?;
        lines.extend(said);
        data["receipt"] = receipt;
    }
    Ok(Outcome { lines, data })
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
