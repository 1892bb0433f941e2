//! Opening exports: decrypt → recipients → station → chain → limits → plan, shown; and then, if wanted, one
//! transaction. A file that does not hold is named with what to do, and the others go on.

use super::home::OfficeHome;
use super::in_parallel::in_parallel;
use super::merge::{Facts, FilePlan, Seen, StationFacts, Verdict, plan_merge};
use super::registry::{
    EventAdder, Incoming, MergedRow, Registry, RegistryError, RegistryWriter, StationRow, StationState,
};
use crate::crypto::seal::{SealFault, SealIdentity};
use crate::crypto::sign::PublicKey;
use crate::format::export::{self, ExportFault, Introduction, OpenedExport};
use crate::format::json;
use crate::format::trust::{Trust, TrustFault, verify_key};
use crate::model::id::{ExportId, Hash, Slug, StationId};
use crate::model::problem::{Code, Problem};
use crate::model::trust::Fingerprint;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, SyncSender};
use std::thread;

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
    /// What people should hear beside the numbers: unconfirmed, retired, forked; clock and documents.
    pub notes: Vec<Problem>,
}

/// What a set of files would change.
#[derive(Debug)]
pub struct Plan {
    /// File by file, in the order given.
    pub files: Vec<FileReport>,
    read: Vec<ReadFile>,
    stations: Vec<StationRow>,
    /// Who merges it.
    by: String,
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

/// Reads files, as many at once as there are cores, and plans their merge. Changes nothing. `on_file` hears of each
/// file before it is read, and says whether to go on.
///
/// # Errors
/// The registry's; [`Code::JobCancelled`]. A file that is refused is in the plan.
pub fn plan(
    home: &OfficeHome,
    registry: &Registry,
    trust: &Trust,
    identities: &[SealIdentity],
    paths: &[PathBuf],
    now: u64,
    mut on_file: impl FnMut(&Path) -> bool,
) -> Result<Plan, Problem> {
    let office = home.config()?.office;
    let opened = in_parallel(paths.to_vec(), |path| open_file(path, identities, trust, &office), |_| true)?;
    let mut files = Vec::with_capacity(opened.len());
    for (path, opened) in paths.iter().zip(opened) {
        files.push(match opened {
            Ok(export) => {
                let is_known = all_known(registry, &export)?;
                Ok(ReadFile { path: path.clone(), export, seen: Vec::new(), is_known })
            }
            Err(refusal) => Err(refusal),
        });
    }
    let files = in_parallel(files, |file| file.and_then(ReadFile::with_events), |index| on_file(&paths[index]))?;
    let (mut read, mut reports) = (Vec::new(), Vec::new());
    for (path, file) in paths.iter().zip(files) {
        match file {
            Ok(file) => {
                read.push(file);
                reports.push(None);
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
        None => Some(report_of(in_order.next()?, plans.next()?, &stations, (trust, now))),
    });
    Ok(Plan { files: files.collect(), read, stations, by: String::new() })
}

/// A station's clock may be ahead of the office's by a day before somebody is told.
const CLOCK_AHEAD_MS_MAX: u64 = 86_400_000;

/// A file that is refused: its station as far as known, and why.
type Refusal = Box<(Option<StationAbout>, Problem)>;

fn refused(path: &Path, station: Option<StationAbout>, problem: Problem) -> FileReport {
    FileReport { path: path.to_owned(), station, outcome: Err(problem) }
}

/// Opens one file: everything but its events.
fn open_file(
    path: PathBuf,
    identities: &[SealIdentity],
    trust: &Trust,
    office: &Slug,
) -> Result<OpenedExport, Refusal> {
    let file = File::open(&path).map_err(|fault| Box::new((None, super::home::disk_problem(&path, &fault))))?;
    let export = export::open(identities, &trust.root, BufReader::with_capacity(1 << 16, file))
        .map_err(|fault| Box::new((None, export_problem(&fault))))?;
    let asked = match &export.introduction {
        Introduction::Certified(certificate) => &certificate.office,
        Introduction::Asking(enrolment) => &enrolment.office,
    };
    if asked == office { Ok(export) } else { Err(Box::new((None, Problem::new(Code::ExportOtherOffice)))) }
}

impl ReadFile {
    /// Reads the events of a file, unless the registry holds them all.
    fn with_events(mut self) -> Result<Self, Refusal> {
        if self.is_known {
            return Ok(self);
        }
        let count = usize::try_from(self.export.header.events()).unwrap_or(0); // within the limits, checked when opened
        let mut seen: Vec<Seen> = Vec::with_capacity(count.min(SEEN_AT_ONCE));
        let mut range = usize::MAX;
        let result = self.export.read_lines(|number, event| {
            seen.push(Seen::of(&event, number != range));
            range = number;
            true
        });
        if let Err(fault) = result {
            let station = about(&self.export.introduction, StationState::Asking);
            return Err(Box::new((Some(station), export_problem(&fault))));
        }
        self.seen = seen;
        Ok(self)
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
    for file in files.iter().filter(|file| !file.is_known) {
        let station = file.export.header.station;
        if registry.has_events(station)? {
            file.facts(registry, station, &mut facts)?;
        }
    }
    Ok(facts)
}

fn report_of(file: &ReadFile, plan: FilePlan, stations: &[StationRow], (trust, now): (&Trust, u64)) -> FileReport {
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
    if !(header.signed_time..=now.saturating_add(CLOCK_AHEAD_MS_MAX)).contains(&header.wall) {
        notes.push(note(Code::ExportClock));
    }
    let behind = header.root_version < trust.root.version
        || header.catalogue_version < trust.catalogue.version
        || header.policy_version < trust.policy.version;
    if behind {
        notes.push(note(Code::ExportStale));
    }
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

    /// Names who merges it, for those who ask later.
    #[must_use]
    pub fn by(mut self, who: &str) -> Self {
        who.clone_into(&mut self.by);
        self
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
            self.add_events(writer, &outcomes, now)?;
            for (file, outcome) in self.read.iter().zip(&outcomes) {
                file.note(writer, &outcome.plan, &self.by, now)?;
                merged.new += outcome.plan.new;
                merged.known += outcome.plan.known;
                merged.filled += outcome.plan.filled;
                merged.apart += outcome.plan.unconfirmed + outcome.plan.quarantined;
            }
            Ok(merged)
        })?;
        Ok(merged)
    }

    /// One thread reads the events again, this one writes them.
    fn add_events(
        &self,
        writer: &mut RegistryWriter<'_>,
        outcomes: &[&FileOutcome],
        now: u64,
    ) -> Result<(), RegistryError> {
        thread::scope(|scope| {
            let (send, batches) = mpsc::sync_channel::<Batch>(BATCHES_AHEAD);
            let reader = scope.spawn(move || -> Result<(), ExportFault> {
                let mut files = self.read.iter().zip(outcomes).enumerate();
                files.try_for_each(|(index, (file, outcome))| file.send(index, &outcome.plan, &send))
            });
            let mut adder: Option<(usize, EventAdder)> = None;
            for batch in batches {
                if adder.as_ref().is_none_or(|(index, _)| *index != batch.index) {
                    if let Some((_, mut before)) = adder.take() {
                        before.finish(writer)?;
                    }
                    let station = self.read[batch.index].export.header.station;
                    adder = Some((batch.index, EventAdder::new(writer, station, now)?));
                }
                let Some((_, adder)) = &mut adder else { continue };
                for (verdict, event) in batch.events {
                    match verdict {
                        Verdict::New(standing) => adder.add(writer, event, standing)?,
                        Verdict::Fill => adder.fill(writer, &event)?,
                        Verdict::Known => {}
                    }
                }
            }
            if let Some((_, mut last)) = adder {
                last.finish(writer)?;
            }
            match reader.join() {
                Ok(Ok(())) => Ok(()),
                Ok(Err(fault)) => Err(RegistryError::Damaged(fault.to_string())),
                Err(_) => Err(RegistryError::Damaged("reading the files again ended early".into())),
            }
        })
    }
}

/// Events that go from the reading thread to the writing one at a time, and how often it may be ahead.
const BATCH: usize = 256;
const BATCHES_AHEAD: usize = 8;
/// Room that is made for a file's events before they are counted.
const SEEN_AT_ONCE: usize = 1 << 16;

impl ReadFile {
    /// What the registry knows of this file's events. What stands in the places of its ranges tells of nearly all; only
    /// where a range begins, or an epoch, is the event before asked for.
    fn facts(&self, registry: &Registry, station: StationId, facts: &mut Facts) -> Result<(), RegistryError> {
        let mut add = |prev: Hash, hash: Hash| {
            let followers = facts.followers.entry((station, prev)).or_default();
            if !followers.contains(&hash) {
                followers.push(hash);
            }
        };
        for range in &self.export.header.ranges {
            for (prev, hash, held) in registry.held_in(station, range)? {
                facts.held.insert(hash, held);
                add(prev, hash);
            }
        }
        for (prev, hash) in registry.starts(station)? {
            add(prev, hash);
        }
        for seen in self.seen.iter().filter(|seen| seen.seq == 0 || seen.starts_range) {
            for hash in registry.followers(station, &seen.prev_hash)? {
                add(seen.prev_hash, hash);
            }
            for hash in [&seen.hash, &seen.prev_hash] {
                if let Some(held) = registry.held(hash)? {
                    facts.held.insert(*hash, held);
                }
            }
        }
        Ok(())
    }

    /// Sends what the plan says is new, or filled in, some events at a time, for as long as somebody takes it.
    fn send(&self, index: usize, plan: &FilePlan, to: &SyncSender<Batch>) -> Result<(), ExportFault> {
        if plan.new + plan.unconfirmed + plan.quarantined + plan.filled == 0 {
            return Ok(());
        }
        let mut verdicts = plan.verdicts.iter();
        let mut events = Vec::with_capacity(BATCH);
        let mut is_wanted = true;
        self.export.read_lines(|_, read| {
            if let Some(verdict @ (Verdict::New(_) | Verdict::Fill)) = verdicts.next() {
                events.push((*verdict, Incoming::of(read)));
            }
            if events.len() == BATCH {
                is_wanted =
                    to.send(Batch { index, events: std::mem::replace(&mut events, Vec::with_capacity(BATCH)) }).is_ok();
            }
            is_wanted
        })?;
        if is_wanted && !events.is_empty() && to.send(Batch { index, events }).is_err() {
            return Ok(()); // the writer has its own fault to tell
        }
        Ok(())
    }

    /// Notes the file, and the forks it shows.
    fn note(&self, writer: &mut RegistryWriter<'_>, plan: &FilePlan, by: &str, now: u64) -> Result<(), RegistryError> {
        let header = &self.export.header;
        for after in &plan.forks {
            writer.add_fork(header.station, after, now)?;
        }
        let file = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        writer.add_export(&MergedRow {
            id: header.export_id,
            station: header.station,
            file,
            merged: now,
            by: by.to_owned(),
            events: header.events(),
            new: plan.new,
            build: header.build.clone(),
            ranges: header.ranges.clone(),
        })
    }
}

/// Some events of one file.
struct Batch {
    /// Which file of the plan.
    index: usize,
    events: Vec<(Verdict, Incoming)>,
}
