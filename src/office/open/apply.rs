//! The merge itself: one transaction for everything that was planned. One thread reads the files again, another writes.

use super::read::{Opener, ReadFile, Refusal};
use super::{FileOutcome, Merged, Plan, plan_with};
use crate::model::problem::{Code, Problem};
use crate::office::merge::{FilePlan, Verdict};
use crate::office::registry::{EventAdder, Incoming, MergedRow, Registry, RegistryError, RegistryWriter, StationState};
use std::path::PathBuf;
use std::sync::mpsc::{self, SyncSender};
use std::thread;

/// Events that go from the reading thread to the writing one at a time, and how often it may be ahead: by all of a usual
/// file, so that it reads the next one while a server takes this one in.
const BATCH: usize = 256;
const BATCHES_AHEAD: usize = 32;

/// Hears how many entries are written of how many, and says whether to go on.
type OnStep<'a> = dyn FnMut(u64, u64) -> bool + 'a;

/// Some events of one file.
struct Batch {
    /// Which file of the plan.
    index: usize,
    events: Vec<(Verdict, Incoming)>,
}

impl Plan {
    /// Merges in one transaction: all of it, or nothing. Where somebody else changed something about one of the stations
    /// since it was planned, it is planned once more first, while nobody else can write.
    ///
    /// # Errors
    /// The registry's; those of a file that cannot be read any more.
    pub fn apply(&self, registry: &mut Registry, now: u64) -> Result<Merged, Problem> {
        self.apply_watched(registry, now, |_, _| true)
    }

    /// The same. `on_step` hears how many entries are written of how many, and says whether to go on; if not, nothing is
    /// changed.
    ///
    /// # Errors
    /// As [`Plan::apply`]; [`Code::JobCancelled`].
    pub fn apply_watched(
        &self,
        registry: &mut Registry,
        now: u64,
        mut on_step: impl FnMut(u64, u64) -> bool,
    ) -> Result<Merged, Problem> {
        registry.write(|writer| {
            if self.is_current(writer)? {
                return self.merge(writer, now, &mut on_step);
            }
            let paths: Vec<PathBuf> = self.read.iter().map(|file| file.path.clone()).collect();
            let mut again =
                plan_with(self.opener.clone(), writer.registry(), &paths, now, |_| on_step(0, 0))?.by(&self.by);
            match again.files.iter_mut().find_map(|file| file.outcome.as_mut().err()) {
                Some(problem) => Err(problem.clone()),
                None => again.merge(writer, now, &mut on_step),
            }
        })
    }

    fn is_current(&self, writer: &RegistryWriter<'_>) -> Result<bool, RegistryError> {
        for (station, mark) in &self.marks {
            if writer.registry().station_changes(*station)? != *mark {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn merge(&self, writer: &mut RegistryWriter<'_>, now: u64, on_step: &mut OnStep<'_>) -> Result<Merged, Problem> {
        let mut merged = Merged::default();
        for row in &self.stations {
            let was_asking = writer.station(row.id)?.is_some_and(|held| held.state == StationState::Asking);
            writer.set_station(row, (row.state == StationState::Confirmed).then_some(now))?;
            if was_asking && row.state == StationState::Confirmed {
                merged.released += writer.count_unconfirmed(row.id)? as u64;
            }
        }
        let outcomes: Vec<&FileOutcome> = self.files.iter().filter_map(|file| file.outcome.as_ref().ok()).collect();
        self.add_events(writer, &outcomes, now, on_step)?;
        for (file, outcome) in self.read.iter().zip(&outcomes) {
            file.note(writer, &outcome.plan, &self.by, now)?;
            merged.new += outcome.plan.new;
            merged.known += outcome.plan.known;
            merged.filled += outcome.plan.filled;
            merged.apart += outcome.plan.unconfirmed + outcome.plan.quarantined;
        }
        Ok(merged)
    }

    /// One thread reads the events again, this one writes them.
    fn add_events(
        &self,
        writer: &mut RegistryWriter<'_>,
        outcomes: &[&FileOutcome],
        now: u64,
        on_step: &mut OnStep<'_>,
    ) -> Result<(), Problem> {
        let all = outcomes.iter().map(|outcome| outcome.plan.changes()).sum();
        thread::scope(|scope| {
            let (send, batches) = mpsc::sync_channel::<Batch>(BATCHES_AHEAD);
            let reader = scope.spawn(move || -> Result<(), Refusal> {
                let mut files = self.read.iter().zip(outcomes).enumerate();
                files.try_for_each(|(index, (file, outcome))| send_events(&self.opener, index, file, outcome, &send))
            });
            self.write_batches(writer, batches, now, &mut |done| on_step(done, all))?;
            match reader.join() {
                Ok(Ok(())) => Ok(()),
                Ok(Err(refusal)) => Err(refusal.1),
                Err(_) => Err(RegistryError::Damaged("reading the files again ended early".into()).into()),
            }
        })
    }

    fn write_batches(
        &self,
        writer: &mut RegistryWriter<'_>,
        batches: mpsc::Receiver<Batch>,
        now: u64,
        on_step: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(), Problem> {
        let mut done = 0;
        let mut adder: Option<(usize, EventAdder)> = None;
        for batch in batches {
            if adder.as_ref().is_none_or(|(index, _)| *index != batch.index) {
                if let Some((_, mut before)) = adder.take() {
                    before.finish(writer)?;
                }
                adder = Some((batch.index, EventAdder::new(writer, self.read[batch.index].station(), now)?));
            }
            if !on_step(done) {
                return Err(Problem::new(Code::JobCancelled));
            }
            done += batch.events.len() as u64;
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
        // The last word: what is written now stays.
        if on_step(done) { Ok(()) } else { Err(Problem::new(Code::JobCancelled)) }
    }
}

/// Sends what the plan says is new, or filled in, some events at a time, for as long as somebody takes it.
fn send_events(
    opener: &Opener,
    index: usize,
    file: &ReadFile,
    outcome: &FileOutcome,
    to: &SyncSender<Batch>,
) -> Result<(), Refusal> {
    if outcome.plan.changes() == 0 {
        return Ok(());
    }
    let opened = opener.open(file)?;
    let mut events = Vec::with_capacity(BATCH);
    let mut is_wanted = true;
    let runs = &outcome.plan.runs;
    let parts = runs.iter().map(|run| (run.count, (run.verdict != Verdict::Known).then_some(run.before)));
    let read = opened.read_parts(parts, |run, read| {
        events.push((runs[run].verdict, Incoming::of(read)));
        if events.len() == BATCH {
            let events = std::mem::replace(&mut events, Vec::with_capacity(BATCH));
            is_wanted = to.send(Batch { index, events }).is_ok();
        }
        is_wanted
    });
    read.map_err(|fault| file.broken(&fault))?;
    if is_wanted && !events.is_empty() && to.send(Batch { index, events }).is_err() {
        return Ok(()); // the writer has its own fault to tell
    }
    Ok(())
}

impl ReadFile {
    /// Notes the file, the forks it shows, and the documents its station holds.
    fn note(&self, writer: &mut RegistryWriter<'_>, plan: &FilePlan, by: &str, now: u64) -> Result<(), RegistryError> {
        for after in &plan.forks {
            writer.add_fork(self.header.station, after, now)?;
        }
        let header = &self.header;
        let held = [header.root_version, header.catalogue_version, header.policy_version];
        writer.note_documents(header.station, held)?;
        let file = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        writer.add_export(&MergedRow {
            id: self.header.export_id,
            station: self.header.station,
            file,
            merged: now,
            by: by.to_owned(),
            events: self.header.events(),
            new: plan.new,
            build: self.header.build.clone(),
            ranges: self.header.ranges.clone(),
        })
    }
}
