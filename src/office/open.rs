//! Opening exports: decrypt → recipients → station → chain → limits → plan, shown; and then, if wanted, one
//! transaction. A file that does not hold is named with what to do, and the others go on.

use super::home::OfficeHome;
use super::merge::{Facts, FilePlan, Seen, StationFacts, Verdict, plan_merge};
use super::registry::{Registry, RegistryError, RegistryWriter, StationRow, StationState};
use crate::crypto::seal::{SealFault, SealIdentity};
use crate::crypto::sign::PublicKey;
use crate::format::export::{self, ExportFault, Introduction, OpenedExport};
use crate::format::json;
use crate::format::trust::{Trust, TrustFault, verify_key};
use crate::model::id::{ExportId, Slug, StationId};
use crate::model::problem::{Code, Problem};
use crate::model::trust::Fingerprint;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Ending of a sealed export's name.
pub const EXPORT_ENDING: &str = "fexport";

/// A file that holds, read but not merged.
#[derive(Debug, Clone)]
pub struct ReadFile {
    /// Where it lies.
    pub path: PathBuf,
    /// The export.
    pub export: OpenedExport,
    seen: Vec<Seen>,
    /// Every event of it is in the registry, by its tips: none was read.
    is_known: bool,
}

/// What came of one file.
#[derive(Debug)]
pub struct FileReport {
    /// Where it lies.
    pub path: PathBuf,
    /// Its station, as far as known.
    pub station: Option<StationAbout>,
    /// What it would change, or why it was refused.
    pub outcome: Result<FileOutcome, Problem>,
}

/// A station, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationAbout {
    /// Which.
    pub id: StationId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub facility: Slug,
    /// What was decided of it.
    pub state: StationState,
    /// What to compare by telephone before confirming it.
    pub fingerprint: Fingerprint,
}

/// What a file would change.
#[derive(Debug, Clone)]
pub struct FileOutcome {
    /// The export.
    pub export: ExportId,
    /// When its station says it was made, ms.
    pub wall: u64,
    /// By event and in sum.
    pub plan: FilePlan,
    /// What people should hear beside the numbers: unconfirmed, retired, forked.
    pub notes: Vec<Problem>,
}

/// What a set of files would change.
#[derive(Debug)]
pub struct Plan {
    /// File by file, in the order given.
    pub files: Vec<FileReport>,
    read: Vec<ReadFile>,
    stations: Vec<StationRow>,
}

/// What was merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    /// Events added and counted.
    pub new: u64,
    /// Events there already.
    pub known: u64,
    /// Bodies filled in.
    pub filled: u64,
    /// Events kept apart.
    pub apart: u64,
    /// Events that were kept apart and now count.
    pub released: u64,
}

/// The sealed exports among files and folders, by name. Other files are left alone.
///
/// # Errors
/// [`Code::DiskTrouble`] if a named file or folder cannot be read.
pub fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
    let mut out = Vec::new();
    for path in paths {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        let entries = fs::read_dir(path).map_err(|fault| super::home::disk_problem(path, &fault))?;
        let mut inside: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(|path| is_export(path)).collect();
        inside.sort();
        out.extend(inside);
    }
    Ok(out)
}

fn is_export(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(EXPORT_ENDING))
}

/// Reads files and plans their merge. Changes nothing. `on_file` hears of each file before it is read.
///
/// # Errors
/// The registry's. A file that is refused is in the plan.
pub fn plan(
    home: &OfficeHome,
    registry: &Registry,
    trust: &Trust,
    identities: &[SealIdentity],
    paths: &[PathBuf],
    now: u64,
    mut on_file: impl FnMut(&Path),
) -> Result<Plan, Problem> {
    let office = home.config()?.office;
    let mut read = Vec::new();
    let mut reports = Vec::new();
    for path in paths {
        on_file(path);
        match read_file(registry, path, identities, trust) {
            Ok(file) => {
                let ours = match &file.export.introduction {
                    Introduction::Certified(certificate) => certificate.office == office,
                    Introduction::Asking(enrolment) => enrolment.office == office,
                };
                if ours {
                    read.push(file);
                    reports.push(None);
                } else {
                    reports.push(Some(refused(path, None, Problem::new(Code::ExportOtherOffice))));
                }
            }
            Err(refusal) => {
                let (station, problem) = *refusal;
                reports.push(Some(refused(path, station, problem)));
            }
        }
    }
    let stations = stations(registry, &read, now)?;
    let facts = facts(registry, &read, &stations)?;
    let inputs: Vec<(StationId, &[Seen])> =
        read.iter().map(|file| (file.export.header.station, file.seen.as_slice())).collect();
    let mut plans = plan_merge(&facts, &inputs);
    for (file, plan) in read.iter().zip(&mut plans).filter(|(file, _)| file.is_known) {
        plan.known = file.export.header.events();
    }
    let mut plans = plans.into_iter();
    let mut in_order = read.iter();
    let files = reports.into_iter().filter_map(|report| match report {
        Some(report) => Some(report),
        None => Some(report_of(in_order.next()?, plans.next()?, &stations)),
    });
    Ok(Plan { files: files.collect(), read, stations })
}

fn refused(path: &Path, station: Option<StationAbout>, problem: Problem) -> FileReport {
    FileReport { path: path.to_owned(), station, outcome: Err(problem) }
}

/// Reads one file: everything but the merge.
fn read_file(
    registry: &Registry,
    path: &Path,
    identities: &[SealIdentity],
    trust: &Trust,
) -> Result<ReadFile, Box<(Option<StationAbout>, Problem)>> {
    let file = File::open(path).map_err(|fault| Box::new((None, super::home::disk_problem(path, &fault))))?;
    let export = export::open(identities, &trust.root, BufReader::with_capacity(1 << 16, file))
        .map_err(|fault| Box::new((None, export_problem(&fault))))?;
    let is_known = all_known(registry, &export).map_err(|fault| Box::new((None, Problem::from(fault))))?;
    if is_known {
        return Ok(ReadFile { path: path.to_owned(), export, seen: Vec::new(), is_known });
    }
    let mut seen: Vec<Seen> = Vec::new();
    let mut range = usize::MAX;
    let result = export.read_events(|number, event, _| {
        seen.push(Seen::of(&event, number != range));
        range = number;
    });
    match result {
        Ok(()) => Ok(ReadFile { path: path.to_owned(), export, seen, is_known }),
        Err(fault) => Err(Box::new((Some(about(&export.introduction, StationState::Asking)), export_problem(&fault)))),
    }
}

/// True if the registry holds every range of a file to its tip: a hash stands for all that comes before it.
fn all_known(registry: &Registry, export: &OpenedExport) -> Result<bool, RegistryError> {
    let header = &export.header;
    for range in &header.ranges {
        if !registry.holds_range(header.station, range)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What a fault of an export is for a person.
#[must_use]
pub fn export_problem(fault: &ExportFault) -> Problem {
    let code = match fault {
        ExportFault::Seal(SealFault::NotForUs) | ExportFault::NotNamed => Code::ExportOtherOffice,
        ExportFault::Trust(TrustFault::Names(_)) => Code::ExportOtherOffice,
        ExportFault::TooLarge { .. } => Code::ExportTooLarge,
        ExportFault::Events(_) => Code::ExportBrokenChain,
        _ => Code::ExportAltered,
    };
    Problem::new(code).because(fault)
}

fn about(introduction: &Introduction, state: StationState) -> StationAbout {
    StationAbout {
        id: introduction.station(),
        name: introduction.name().to_owned(),
        facility: introduction.facility().clone(),
        state,
        fingerprint: super::stations::fingerprint(&introduction.key()),
    }
}

/// The stations of the files as they stand after this run: what the registry knows, new ones, and those that bring
/// the office's own certificate, which a registry restored from a backup may not know.
fn stations(registry: &Registry, files: &[ReadFile], now: u64) -> Result<Vec<StationRow>, Problem> {
    let mut rows: BTreeMap<StationId, StationRow> = BTreeMap::new();
    for file in files {
        let introduction = &file.export.introduction;
        let id = introduction.station();
        if let Entry::Vacant(place) = rows.entry(id) {
            let known = registry.station(id)?;
            place.insert(known.unwrap_or_else(|| new_station(introduction, &introduction.key(), now)));
        }
        let certificate = file.export.header.station_certificate.as_ref();
        if let (Some(row), Some(certificate)) = (rows.get_mut(&id), certificate)
            && row.state == StationState::Asking
        {
            row.state = StationState::Confirmed;
            row.certificate = json::to_canonical(certificate).ok();
        }
    }
    Ok(rows.into_values().collect())
}

fn new_station(introduction: &Introduction, key: &PublicKey, now: u64) -> StationRow {
    StationRow {
        id: introduction.station(),
        key: verify_key(key),
        recipient: introduction.recipient().to_owned(),
        name: introduction.name().to_owned(),
        facility: introduction.facility().clone(),
        state: StationState::Asking,
        certificate: None,
        first_seen: now,
        last_good: None,
    }
}

/// Asks the registry what the plan needs: only about the events of these files.
fn facts(registry: &Registry, files: &[ReadFile], stations: &[StationRow]) -> Result<Facts, RegistryError> {
    let mut facts = Facts::default();
    for row in stations {
        let parents = registry.epoch_parents(row.id)?;
        let station = StationFacts { state: row.state, last_good: row.last_good, parents };
        facts.stations.insert(row.id, station);
    }
    for file in files {
        let station = file.export.header.station;
        if !registry.has_events(station)? {
            continue;
        }
        for seen in &file.seen {
            if let Some(held) = registry.held(&seen.hash)? {
                facts.held.insert(seen.hash, held);
                continue;
            }
            if let Some(held) = registry.held(&seen.prev_hash)? {
                facts.held.insert(seen.prev_hash, held);
            }
            let followers = registry.followers(station, &seen.prev_hash)?;
            if !followers.is_empty() {
                facts.followers.insert((station, seen.prev_hash), followers);
            }
        }
    }
    Ok(facts)
}

fn report_of(file: &ReadFile, plan: FilePlan, stations: &[StationRow]) -> FileReport {
    let introduction = &file.export.introduction;
    let row = stations.iter().find(|row| row.id == introduction.station());
    let state = row.map_or(StationState::Asking, |row| row.state);
    let station = about(introduction, state);
    let note = |code: Code| Problem::new(code).with("station", &station.name).with("fingerprint", station.fingerprint);
    let mut notes = Vec::new();
    if state == StationState::Asking {
        notes.push(note(Code::ExportUnconfirmed));
    }
    if plan.quarantined > 0 {
        notes.push(note(Code::ExportRetired));
    }
    if !plan.forks.is_empty() {
        notes.push(note(Code::StationFork));
    }
    let header = &file.export.header;
    let outcome = FileOutcome { export: header.export_id, wall: header.wall, plan, notes };
    FileReport { path: file.path.clone(), station: Some(station), outcome: Ok(outcome) }
}

impl Plan {
    /// True if any file was refused.
    #[must_use]
    pub fn has_refused(&self) -> bool {
        self.files.iter().any(|file| file.outcome.is_err())
    }

    /// The stations whose files hold.
    pub fn stations(&self) -> impl Iterator<Item = StationId> + '_ {
        self.stations.iter().map(|row| row.id)
    }

    /// Merges in one transaction: all of it, or nothing.
    ///
    /// # Errors
    /// The registry's.
    pub fn apply(&self, registry: &mut Registry, now: u64) -> Result<Merged, Problem> {
        let outcomes: Vec<&FileOutcome> = self.files.iter().filter_map(|file| file.outcome.as_ref().ok()).collect();
        let merged = registry.write(|writer| -> Result<Merged, RegistryError> {
            let mut merged = Merged::default();
            for row in &self.stations {
                let was_asking = writer.station(row.id)?.is_some_and(|held| held.state == StationState::Asking);
                writer.set_station(row, (row.state == StationState::Confirmed).then_some(now))?;
                if was_asking && row.state == StationState::Confirmed {
                    merged.released += writer.count_unconfirmed(row.id)? as u64;
                }
            }
            for (file, outcome) in self.read.iter().zip(outcomes) {
                file.add_to(writer, &outcome.plan, now)?;
                merged.new += outcome.plan.new;
                merged.known += outcome.plan.known;
                merged.filled += outcome.plan.filled;
                merged.apart += outcome.plan.unconfirmed + outcome.plan.quarantined;
            }
            Ok(merged)
        })?;
        Ok(merged)
    }
}

impl ReadFile {
    /// Adds what the plan says is new, and notes the file.
    fn add_to(&self, writer: &mut RegistryWriter<'_>, plan: &FilePlan, now: u64) -> Result<(), RegistryError> {
        if !self.is_known {
            self.add_events(writer, plan, now)?;
        }
        let header = &self.export.header;
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        writer.add_export(header.export_id, header.station, &name, &header.build, (header.events(), plan.new), now)
    }

    fn add_events(&self, writer: &mut RegistryWriter<'_>, plan: &FilePlan, now: u64) -> Result<(), RegistryError> {
        let station = self.export.header.station;
        let mut adder = super::registry::EventAdder::new(station, now);
        let mut verdicts = plan.verdicts.iter();
        let mut fault = None;
        let read = self.export.read_events(|_, event, text| {
            if fault.is_some() {
                return;
            }
            let done = match verdicts.next() {
                Some(Verdict::New(standing)) => adder.add(writer, &event, text, *standing),
                Some(Verdict::Fill) => writer.fill_body(&event).and_then(|()| adder.pass(writer, &event)),
                Some(Verdict::Known) | None => adder.pass(writer, &event),
            };
            fault = done.err();
        });
        if let Some(fault) = fault {
            return Err(fault);
        }
        read.map_err(|fault| RegistryError::Damaged(fault.to_string()))?;
        for after in &plan.forks {
            writer.add_fork(station, after, now)?;
        }
        Ok(())
    }
}
