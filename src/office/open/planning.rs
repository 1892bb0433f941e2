//! A plan in the making: files come in station by station, and each station is planned once all its files are there.

use super::foresee::Ahead;
use super::read::{Brings, Contents, ReadFile, Refusal};
use super::{FileOutcome, FileReport, StationAbout};
use crate::crypto::sign::PublicKey;
use crate::format::export::Introduction;
use crate::format::json;
use crate::format::trust::{Trust, verify_key};
use crate::model::event::Tip;
use crate::model::id::{CourseId, EpochId, Hash, StationId};
use crate::model::problem::{Code, Problem};
use crate::office::merge::{After, Chain, Facts, FilePlan, plan_merge};
use crate::office::registry::{ForkRow, Registry, RegistryError, StationRow, StationState};
use crate::office::stations::fingerprint;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;

/// A station's clock may be ahead of the office's by a day before somebody is told.
const CLOCK_AHEAD_MS_MAX: u64 = 86_400_000;

/// What is planned so far.
pub(super) struct Planning<'a> {
    registry: &'a Registry,
    trust: &'a Trust,
    paths: &'a [PathBuf],
    now: u64,
    /// By the place of each file.
    reports: Vec<Option<FileReport>>,
    read: Vec<(usize, ReadFile, Brings)>,
    stations: Vec<StationRow>,
    ahead: Ahead,
    /// The files of one station that are not planned yet.
    waiting: Vec<(usize, ReadFile, Contents)>,
    /// The editions that the office has approved, once somebody asked.
    approved: Option<BTreeSet<(CourseId, u32)>>,
}

impl<'a> Planning<'a> {
    pub(super) fn new(registry: &'a Registry, trust: &'a Trust, paths: &'a [PathBuf], now: u64) -> Self {
        let reports = std::iter::repeat_with(|| None).take(paths.len()).collect();
        let (read, stations, waiting, ahead) = (Vec::new(), Vec::new(), Vec::new(), Ahead::default());
        Self { registry, trust, paths, now, reports, read, stations, ahead, waiting, approved: None }
    }

    #[allow(clippy::boxed_local)] // refusals travel in boxes, since results are to be small
    pub(super) fn refuse(&mut self, place: usize, refusal: Refusal) -> Result<(), RegistryError> {
        let (mut station, problem) = *refusal;
        if let Some(about) = &mut station
            && let Some(row) = self.registry.station(about.id)?
        {
            about.state = row.state;
        }
        self.reports[place] = Some(FileReport { path: self.paths[place].clone(), station, outcome: Err(problem) });
        Ok(())
    }

    /// Takes the next file; those of one station come one after the other.
    pub(super) fn take(
        &mut self,
        place: usize,
        file: ReadFile,
        contents: Result<Contents, Refusal>,
    ) -> Result<(), Problem> {
        if self.waiting.first().is_some_and(|(_, first, _)| first.station() != file.station()) {
            self.plan_station()?;
        }
        match contents {
            Ok(contents) => self.waiting.push((place, file, contents)),
            Err(refusal) => self.refuse(place, refusal)?,
        }
        Ok(())
    }

    /// What came of every file in the order given, those that hold, their stations, and what certificates hang on.
    #[allow(clippy::type_complexity)] // three lists and one more, taken apart at once
    pub(super) fn finish(mut self) -> Result<(Vec<FileReport>, Vec<ReadFile>, Vec<StationRow>, Ahead), Problem> {
        self.plan_station()?;
        self.read.sort_by_key(|(place, ..)| *place);
        let (read, brings) = self.read.into_iter().map(|(_, file, brings)| (file, brings)).unzip();
        self.ahead.files = brings;
        Ok((self.reports.into_iter().flatten().collect(), read, self.stations, self.ahead))
    }

    fn plan_station(&mut self) -> Result<(), Problem> {
        let waiting = std::mem::take(&mut self.waiting);
        let files: Vec<&ReadFile> = waiting.iter().map(|(_, file, _)| file).collect();
        let Some((row, is_released)) = station(self.registry, &files, self.now)? else { return Ok(()) };
        self.ahead.released.extend(is_released.then_some(row.id));
        let (mut read, mut chains) = (Vec::new(), Vec::new());
        for (place, file, contents) in waiting {
            read.push((place, file, contents.editions, contents.brings));
            chains.push(contents.chains);
        }
        let facts = facts(self.registry, &row, &chains)?;
        let plans = plan_merge(&facts, &chains);
        self.ahead.held.extend(held_after(self.registry, row.id, &facts, (&chains, &plans))?);
        for ((place, file, editions, mut brings), mut plan) in read.into_iter().zip(plans) {
            if file.is_known {
                plan.known = file.header.events();
            }
            let counted: HashSet<Hash> = plan.recorded.iter().copied().collect();
            brings.recorded.retain(|row| counted.contains(&row.hash));
            let mut report = report_of(&file, plan, &row, (self.trust, self.now));
            if let (Ok(outcome), Some(courses)) = (&mut report.outcome, self.not_approved(&editions)?) {
                outcome
                    .notes
                    .push(Problem::new(Code::ExportUnknownCourse).with("station", &row.name).with("courses", courses));
            }
            self.reports[place] = Some(report);
            self.read.push((place, file, brings));
        }
        self.stations.push(row);
        Ok(())
    }
}

impl Planning<'_> {
    /// Those of some editions that the office has not approved, in words; none if it has all.
    fn not_approved(&mut self, editions: &BTreeSet<(CourseId, u32)>) -> Result<Option<String>, RegistryError> {
        if editions.is_empty() {
            return Ok(None);
        }
        if self.approved.is_none() {
            let courses = self.registry.courses()?.into_iter().map(|row| (row.course.id, row.course.edition));
            let programmes = self.registry.programmes()?.into_iter().map(|one| (one.id.as_target(), one.edition));
            self.approved = Some(courses.chain(programmes).collect());
        }
        let is_new = |edition: &&(CourseId, u32)| self.approved.as_ref().is_some_and(|known| !known.contains(edition));
        let new: Vec<String> =
            editions.iter().filter(is_new).map(|(course, edition)| format!("{course} ({edition})")).collect();
        Ok((!new.is_empty()).then(|| new.join(", ")))
    }
}

/// A station, for people.
pub(super) fn about(introduction: &Introduction, state: StationState) -> StationAbout {
    StationAbout {
        id: introduction.station(),
        name: introduction.name().to_owned(),
        facility: introduction.facility().clone(),
        state,
        fingerprint: fingerprint(&introduction.key()),
    }
}

/// The station of some files as it stands after this run: what the registry knows, or a new one; and confirmed if they
/// bring the office's own certificate, which a registry restored from a backup may not know. And whether what is kept
/// apart of it is released by that.
fn station(registry: &Registry, files: &[&ReadFile], now: u64) -> Result<Option<(StationRow, bool)>, RegistryError> {
    let Some(first) = files.first() else { return Ok(None) };
    let known = registry.station(first.station())?;
    let was_asking = known.as_ref().is_some_and(|row| row.state == StationState::Asking);
    let mut row = known.unwrap_or_else(|| new_station(&first.introduction, &first.introduction.key(), now));
    let certificate = files.iter().find_map(|file| file.header.station_certificate.as_ref());
    if let Some(certificate) = certificate.filter(|_| row.state == StationState::Asking) {
        row.state = StationState::Confirmed;
        row.certificate = json::to_canonical(certificate).ok();
    }
    let is_released = was_asking && row.state == StationState::Confirmed;
    Ok(Some((row, is_released)))
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

/// Asks the registry what the plan of a station needs. What stands in the places of the chains tells of nearly all; only
/// where a chain begins is the event before asked for.
fn facts(registry: &Registry, row: &StationRow, files: &[Vec<Chain>]) -> Result<Facts, RegistryError> {
    let mut facts = Facts { state: Some(row.state), ..Facts::default() };
    if row.state == StationState::Retired {
        facts.good_ends = registry.good_ends(row)?;
    }
    facts.parents = registry.epoch_parents(row.id)?;
    let chains: Vec<&Chain> = files.iter().flatten().collect();
    if facts.parents.is_empty() || chains.is_empty() {
        return Ok(facts);
    }
    facts.starts = registry.starts(row.id)?;
    for chain in &chains {
        let places = chain.from_seq..chain.from_seq + chain.hashes.len() as u64;
        registry.held_in(row.id, chain.epoch, places, facts.held.entry(chain.epoch).or_default())?;
        let after = chain.after(0);
        if let Some((epoch, seq)) = after.place
            && registry.holds(row.id, &Tip { epoch, seq, hash: after.hash })?
        {
            facts.there.insert(after.hash);
        }
        if chain.from_seq == 0 {
            let followers = registry.followers(row.id, &after)?.into_iter().map(|(tip, _)| tip.hash);
            facts.followers.insert(after.hash, followers.collect());
        }
    }
    for held in facts.held.values_mut() {
        held.sort_unstable_by_key(|known| (known.seq, known.hash));
        held.dedup();
    }
    Ok(facts)
}

/// The epochs of a station that wait for a decision about a fork once its files are merged: those in which something
/// follows a fork, and all that follow them. A fork that was decided waits again once the files show a further branch.
fn held_after(
    registry: &Registry,
    station: StationId,
    facts: &Facts,
    (files, plans): (&[Vec<Chain>], &[FilePlan]),
) -> Result<BTreeSet<EpochId>, RegistryError> {
    let noted: Vec<ForkRow> = registry.forks()?.into_iter().filter(|fork| fork.station == station).collect();
    let shown = plans.iter().flat_map(|plan| &plan.forks).copied();
    let undecided = noted.iter().filter(|fork| fork.decided.is_none()).map(|fork| fork.after);
    let open: BTreeMap<Hash, After> = undecided.chain(shown).map(|after| (after.hash, after)).collect();
    let mut held = BTreeSet::new();
    if open.is_empty() {
        return Ok(held);
    }
    for after in open.values() {
        held.extend(registry.followers(station, after)?.into_iter().map(|(tip, _)| tip.epoch));
    }
    let mut parents = facts.parents.clone();
    for chain in files.iter().flatten() {
        if chain.befores().any(|before| open.contains_key(&before)) {
            held.insert(chain.epoch);
        }
        if chain.from_seq == 0 {
            parents.insert(chain.epoch, chain.parent);
        }
    }
    loop {
        let follows = |(epoch, parent): &(&EpochId, &Option<Tip>)| {
            !held.contains(*epoch) && parent.is_some_and(|parent| held.contains(&parent.epoch))
        };
        let more: Vec<EpochId> = parents.iter().filter(follows).map(|(epoch, _)| *epoch).collect();
        if more.is_empty() {
            return Ok(held);
        }
        held.extend(more);
    }
}

fn report_of(file: &ReadFile, plan: FilePlan, row: &StationRow, (trust, now): (&Trust, u64)) -> FileReport {
    let state = row.state;
    let station = about(&file.introduction, state);
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
    let header = &file.header;
    if !(header.signed_time..=now.saturating_add(CLOCK_AHEAD_MS_MAX)).contains(&header.wall) {
        notes.push(note(Code::ExportClock));
    }
    let held = [header.root_version, header.catalogue_version, header.policy_version];
    let ours = [trust.root.version, trust.catalogue.version, trust.policy.version];
    let is_any = |is: fn(&u64, &u64) -> bool| held.iter().zip(&ours).any(|(held, ours)| is(held, ours));
    if is_any(|held, ours| held < ours) {
        notes.push(note(Code::ExportStale));
    }
    if is_any(|held, ours| held > ours) {
        notes.push(note(Code::ExportAhead));
    }
    let outcome = FileOutcome { export: header.export_id, wall: header.wall, plan, foreseen: None, notes };
    FileReport { path: file.path.clone(), station: Some(station), outcome: Ok(outcome) }
}
