//! Stations, and what is decided of them.

use super::merging;
use super::room::{Room, facility_name};
use super::told::Told;
use super::view::{BranchRow, ConfirmedView, ForkRow, MergeRow, StationRow};
use crate::model::id::StationId;
use crate::model::problem::Problem;
use crate::office::registry::{self, MergedRow, Registry, RegistryError};
use crate::office::standing::Writing;
use crate::office::{documents, receipts, stations, summaries};

/// Files told of each station.
const MERGES_MAX: usize = 30;

/// Every station, by place and name.
pub(super) fn all(room: &mut Room) -> Result<Told, Problem> {
    let tz = room.home.config()?.tz;
    summaries::note(room.registry()?, &tz)?; // what stations told of themselves
    let (facilities, trust) = (room.facilities()?, documents::read(&room.home)?);
    let newest = [trust.root.version, trust.catalogue.version, trust.policy.version];
    let registry = room.registry()?;
    let (merges, forks) = (registry.merges()?, registry.forks()?);
    let told = registry.station_documents()?;
    let mut rows = Vec::new();
    for row in registry.stations()? {
        let mine: Vec<&MergedRow> = merges.iter().filter(|merge| merge.station == row.id).collect();
        let counts = registry.counts(Some(row.id))?;
        let mut forked = Vec::new();
        for fork in forks.iter().filter(|fork| fork.station == row.id) {
            forked.push(fork_row(registry, fork)?);
        }
        let (documents, documents_ms) = told.get(&row.id).copied().unwrap_or_default();
        rows.push(StationRow {
            documents,
            documents_ms,
            newest,
            station: row.id,
            facility: facility_name(&facilities, &row.facility),
            state: row.state,
            fingerprint: stations::fingerprint_of(&row).to_string(),
            first_seen_ms: row.first_seen,
            last_heard_ms: mine.first().map(|merge| merge.merged),
            build: mine.first().map(|merge| merge.build.clone()).unwrap_or_default(),
            counted: counts.counted,
            apart: counts.unconfirmed + counts.quarantined,
            gaps: registry.gaps(row.id)?.len() as u64,
            forks: forked,
            merges: mine.into_iter().take(MERGES_MAX).map(merge_row).collect(),
            name: row.name,
        });
    }
    rows.sort_by(|a, b| (&a.facility, &a.name).cmp(&(&b.facility, &b.name)));
    Ok(Told::Stations(rows))
}

fn merge_row(merge: &MergedRow) -> MergeRow {
    MergeRow {
        file: merge.file.clone(),
        merged_ms: merge.merged,
        by: merge.by.clone(),
        events: merge.events,
        new: merge.new,
    }
}

fn fork_row(registry: &Registry, fork: &registry::ForkRow) -> Result<ForkRow, RegistryError> {
    let mut branches = Vec::new();
    for (tip, opened_ms) in registry.followers(fork.station, &fork.after)? {
        let epoch: String = tip.epoch.to_string().chars().take(8).collect();
        branches.push(BranchRow { seq: tip.seq, epoch, opened_ms });
    }
    branches.sort_by_key(|branch| branch.opened_ms);
    Ok(ForkRow { decided_ms: fork.decided, branches })
}

/// Confirms a station, and issues what its events bear out.
pub(super) fn confirm(room: &mut Room, station: StationId) -> Result<Told, Problem> {
    let by = room.signed("");
    decided(room, |writing| stations::confirm(writing, &station.to_hex(), Some(&by)))
}

/// Lets all branches of a station's forks count.
pub(super) fn decide_forks(room: &mut Room, station: StationId, reason: &str) -> Result<Told, Problem> {
    let reason = room.signed(reason);
    decided(room, |writing| stations::decide_forks(writing, &station.to_hex(), &reason))
}

/// Lets what was kept apart of a retired station count.
pub(super) fn release(room: &mut Room, station: StationId, reason: &str) -> Result<Told, Problem> {
    let reason = room.signed(reason);
    decided(room, |writing| stations::release(writing, &station.to_hex(), Some(&reason)))
}

/// Decides something by which events of a station count, and does what follows.
fn decided(
    room: &mut Room,
    decide: impl FnOnce(&mut Writing<'_>) -> Result<(registry::StationRow, u64), Problem>,
) -> Result<Told, Problem> {
    let mut work = room.at_work()?;
    let (row, released) = decide(&mut work.writing())?;
    let follow = merging::follow(&mut work, || ());
    Ok(Told::Confirmed(ConfirmedView {
        station: row.id,
        name: row.name,
        released,
        issued: follow.issued.issued,
        receipts: follow.receipts.len() as u64,
        trouble: follow.issued.trouble,
    }))
}

/// Gives a station another name.
pub(super) fn rename(room: &mut Room, station: StationId, name: &str) -> Result<Told, Problem> {
    let by = room.signed("");
    let mut work = room.at_work()?;
    stations::rename(&mut work.writing(), (&station.to_hex(), name), Some(&by))?;
    receipts::write_notice(work.home, work.registry, work.keys, work.clock)?;
    Ok(Told::StationChanged { apart: 0 })
}

/// Takes no more from a station.
pub(super) fn retire(room: &mut Room, station: StationId, reason: &str) -> Result<Told, Problem> {
    let reason = room.signed(reason);
    let mut work = room.at_work()?;
    let (_, apart) = stations::retire(&mut work.writing(), &station.to_hex(), Some(&reason))?;
    receipts::write_notice(work.home, work.registry, work.keys, work.clock)?;
    Ok(Told::StationChanged { apart })
}
