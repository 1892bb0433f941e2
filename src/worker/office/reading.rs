//! Reading sealed files, and the plan of their merge as the screens show it.

use super::post::Steps;
use super::room::{AtWork, Room, facility_name};
use super::told::Told;
use super::view::{FileView, Foreseen, OfficeStep, PlanView, StationPlan};
use crate::model::id::StationId;
use crate::model::problem::{Code, Problem};
use crate::model::trust::Facility;
use crate::office::documents;
use crate::office::open::{self, FileReport, Plan};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// People whose certificates are counted between two words to the window.
const PEOPLE_A_STEP: u64 = 32;

/// Reads files, and folders with some, and plans their merge.
pub(super) fn read(room: &mut Room, paths: &[PathBuf], steps: &mut Steps) -> Result<Told, Problem> {
    let (now, by) = (room.now(), room.by.clone().unwrap_or_default());
    let facilities = room.facilities()?;
    let work = room.at_work()?;
    *work.plan = None;
    let files = found(paths)?;
    let sizes: BTreeMap<&Path, u64> = files.iter().map(|path| (path.as_path(), size_of(path))).collect();
    let total = sizes.values().sum();
    let AtWork { home, registry, keys, plan: held, .. } = work;
    let trust = documents::read(home)?;
    if !steps.tell(OfficeStep {
        at: "files-opening".into(),
        files: (0, files.len() as u64),
        total,
        ..Default::default()
    }) {
        return Err(Problem::new(Code::JobCancelled));
    }
    let identities = keys.opening()?;
    let (mut number, mut done) = (0, 0);
    let mut plan = open::plan(home, registry, &trust, &identities, &files, now, |path| {
        let at = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        number += 1;
        let goes_on =
            steps.tell(OfficeStep { at, files: (number, files.len() as u64), done, total, ..Default::default() });
        done += sizes.get(path).copied().unwrap_or(0);
        goes_on
    })?
    .by(&by);
    plan.foresee(registry, |done, _| {
        done % PEOPLE_A_STEP != 0 || steps.tell(OfficeStep { at: "files-counting".into(), ..Default::default() })
    })?;
    let view = view(&plan, &facilities);
    *held = Some(plan);
    Ok(Told::Plan(Box::new(view)))
}

/// The sealed files meant by paths, each once.
///
/// # Errors
/// [`Code::ExportNone`] if there is none.
fn found(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(if path.is_dir() {
            super::places::exports_in(path)
        } else {
            open::find(std::slice::from_ref(path))?
        });
    }
    files.sort();
    files.dedup();
    if files.is_empty() { Err(Problem::new(Code::ExportNone)) } else { Ok(files) }
}

fn size_of(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |facts| facts.len()) // a file that cannot be read is told in the plan
}

/// The plan by station, those with something to look at first.
pub(super) fn view(plan: &Plan, facilities: &[Facility]) -> PlanView {
    let mut stations: BTreeMap<StationId, StationPlan> = BTreeMap::new();
    let mut view = PlanView { certificates: plan.foreseen.unwrap_or_default(), ..PlanView::default() };
    for file in &plan.files {
        let row = file_view(file);
        let (Some(about), Ok(outcome)) = (&file.station, &file.outcome) else {
            view.refused.push(row);
            continue;
        };
        view.files += 1;
        let station = stations.entry(about.id).or_insert_with(|| StationPlan {
            station: about.id,
            name: about.name.clone(),
            facility: facility_name(facilities, &about.facility),
            state: about.state,
            fingerprint: about.fingerprint.to_string(),
            files: Vec::new(),
            new: 0,
            known: 0,
            filled: 0,
            apart: 0,
            missing: 0,
            forks: 0,
            certificates: Foreseen::default(),
            made_ms: 0,
            notes: Vec::new(),
        });
        station.files.push(row);
        station.new += outcome.plan.new;
        station.known += outcome.plan.known;
        station.filled += outcome.plan.filled;
        station.apart += outcome.plan.unconfirmed + outcome.plan.quarantined;
        station.missing += outcome.plan.missing_before.len() as u64;
        station.forks += outcome.plan.forks.len() as u64;
        station.certificates = station.certificates.and(outcome.foreseen.unwrap_or_default());
        station.made_ms = station.made_ms.max(outcome.wall);
        for note in &outcome.notes {
            if station.notes.iter().all(|known| known.code != note.code) {
                station.notes.push(note.clone());
            }
        }
    }
    view.stations = stations.into_values().collect();
    view.stations
        .sort_by(|a, b| (a.notes.is_empty(), &a.facility, &a.name).cmp(&(b.notes.is_empty(), &b.facility, &b.name)));
    view
}

fn file_view(file: &FileReport) -> FileView {
    FileView {
        path: file.path.clone(),
        size_bytes: size_of(&file.path),
        station: file.station.as_ref().map(|station| station.name.clone()),
        problem: file.outcome.as_ref().err().cloned(),
    }
}
