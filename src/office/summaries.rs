//! Summaries: what follows from each person's events, kept so that a question over ten million events is answered at
//! once. Made by the same fold as everything (I5), never the truth (I4): they can be made again whole.
//!
//! Whatever changed since they were made is found by looking at the registry ([`note_changes`]): new events and
//! decisions by their row, stations, courses and forks by comparing them with how they stood. So nothing that writes to
//! the registry need know of summaries, but two steps: what fills in a body that had been withheld, and what lets the
//! events of a retired station count. Persons whose events, decisions or courses changed are counted anew, and their
//! rows replaced, some at a time. Each time all of it, from the look at the registry to the new rows, is one
//! transaction: of two clerks who count at once, neither counts what the other just did, nor by courses and decisions
//! that hold no more.

mod counting;
pub(in crate::office) mod hints;
mod months;
pub(in crate::office) mod part;
mod quizzes;

use super::aliases::Aliases;
use super::each_person::each_person;
use super::known::Known;
use super::registry::{
    CatalogueEntry, CatalogueMarks, Registry, RegistryError, RegistryWriter, StationMark, SummaryState,
};
use crate::model::course::Course;
use crate::model::event::Body;
use crate::model::id::{CourseId, EpochId, LearnerId, StationId};
use crate::model::problem::{Code, Problem};
use crate::model::programme::Programme;
use crate::model::progress::RULES_VERSION;
use crate::text::zone;
use counting::Counting;
use months::Months;
use part::{Part, StationParts};
use std::collections::{BTreeMap, BTreeSet};

/// Raised whenever the same events come to other summaries; they are made again then.
const VERSION: i64 = 4;

/// Persons counted between two commits.
const PERSONS_AT_ONCE: i64 = 100;

fn version() -> i64 {
    i64::from(RULES_VERSION) * 1000 + VERSION
}

/// Everything the summaries depend on, beside the events themselves.
#[derive(PartialEq, Eq)]
struct Now {
    state: SummaryState,
    stations: BTreeMap<StationId, StationMark>,
    catalogue: CatalogueMarks,
    held: BTreeSet<EpochId>,
}

impl Now {
    fn read(registry: &Registry, tz: &str) -> Result<Self, RegistryError> {
        let (events, office_events) = registry.last_rows()?;
        let held = registry.held_epochs()?;
        let names: Vec<String> = held.iter().map(EpochId::to_hex).collect();
        Ok(Self {
            state: SummaryState { version: version(), tz: tz.to_owned(), events, office_events, held: names.join(" ") },
            stations: registry.station_marks(false)?,
            catalogue: registry.catalogue_marks(false)?,
            held,
        })
    }
}

/// True if the summaries are made of all that the registry holds. `tz` is the office's time zone.
///
/// # Errors
/// The registry's.
pub fn is_current(registry: &Registry, tz: &str) -> Result<bool, RegistryError> {
    let now = Now::read(registry, tz)?;
    Ok(registry.summary_state()?.as_ref() == Some(&now.state)
        && registry.dirty_count()? == 0
        && registry.station_marks(true)? == now.stations
        && registry.catalogue_marks(true)? == now.catalogue)
}

/// Brings the summaries up to date, and gives how many ids were counted anew. `on_step` hears how many are done of how
/// many, and says whether to go on; what is done by then stays done.
///
/// # Errors
/// The registry's; [`Code::JobCancelled`].
pub fn refresh(registry: &mut Registry, tz: &str, mut on_step: impl FnMut(u64, u64) -> bool) -> Result<u64, Problem> {
    if is_current(registry, tz)? {
        return Ok(0);
    }
    let mut counting: Option<(Now, Counting)> = None;
    let mut left = registry.write(|writer| count_some(writer, tz, 0, &mut counting))?;
    let mut all = left;
    loop {
        all = all.max(left); // another may have brought more meanwhile
        if !on_step(all - left, all) {
            return Err(Problem::new(Code::JobCancelled));
        }
        if left == 0 {
            return Ok(all);
        }
        left = registry.write(|writer| count_some(writer, tz, PERSONS_AT_ONCE, &mut counting))?;
    }
}

/// Counts some of those anew who wait for it, by all that holds now, and gives how many still wait. What they are counted
/// with is kept in `counting` for as long as it holds.
fn count_some(
    writer: &mut RegistryWriter<'_>,
    tz: &str,
    at_most: i64,
    counting: &mut Option<(Now, Counting)>,
) -> Result<u64, Problem> {
    let now = Now::read(writer.registry(), tz)?;
    let is_noted = writer.registry().summary_state()?.as_ref() == Some(&now.state);
    let made = match counting.take().filter(|(of, _)| is_noted && *of == now) {
        Some((_, made)) => made,
        None => {
            note_changes(writer, &now, tz)?;
            counting_of(writer.registry(), &now, tz)?
        }
    };
    let registry = writer.registry();
    let aliases = Aliases::read(registry)?;
    let ids = whole_persons(registry, &aliases, registry.dirty(at_most)?.into_iter().collect())?;
    let fronts = aliases.persons(&ids.iter().copied().collect::<Vec<_>>());
    let parts = each_person(registry, &aliases, fronts, |whole| made.part(&aliases, &whole))?;
    let parts: Vec<Part> = parts.into_iter().flatten().collect();
    writer.replace_parts(&ids, &parts)?;
    *counting = Some((now, made));
    Ok(writer.registry().dirty_count()?)
}

/// Brings what stations told of themselves up to date, and notes who is to be counted anew, without counting anybody.
///
/// # Errors
/// The registry's.
pub fn note(registry: &mut Registry, tz: &str) -> Result<(), RegistryError> {
    if is_current(registry, tz)? {
        return Ok(());
    }
    registry.write(|writer| {
        let now = Now::read(writer.registry(), tz)?;
        note_changes(writer, &now, tz)
    })
}

/// Makes the summaries again from nothing.
///
/// # Errors
/// As [`refresh`].
pub fn rebuild(registry: &mut Registry, tz: &str, on_step: impl FnMut(u64, u64) -> bool) -> Result<u64, Problem> {
    registry.write(|writer| writer.forget_summaries())?;
    refresh(registry, tz, on_step)
}

/// The ids of every person that one of `ids` belongs to, as it is decided now and as it was when they were summarised.
fn whole_persons(
    registry: &Registry,
    aliases: &Aliases,
    mut ids: BTreeSet<LearnerId>,
) -> Result<BTreeSet<LearnerId>, RegistryError> {
    loop {
        let with = registry.summarised_with(&ids)?;
        let more: BTreeSet<LearnerId> = with.iter().flat_map(|id| aliases.ids(*id)).collect();
        if more == ids {
            return Ok(ids);
        }
        ids = more;
    }
}

/// Finds what changed, marks whom it changes, and notes how far the summaries reach then.
fn note_changes(writer: &mut RegistryWriter<'_>, now: &Now, tz: &str) -> Result<(), RegistryError> {
    let registry = writer.registry();
    let is_usable = |state: &SummaryState| state.version == now.state.version && state.tz == now.state.tz;
    let before = registry.summary_state()?.filter(is_usable);
    let (events, office_events) = before.as_ref().map_or((0, 0), |state| (state.events, state.office_events));
    let known = Known::of(registry)?;
    let decided = registry.office_news(office_events)?;
    let news = station_news(registry, (events, now.state.events), tz)?;
    let (stations, catalogue) = match before {
        Some(_) => (registry.station_marks(true)?, registry.catalogue_marks(true)?),
        None => (BTreeMap::new(), CatalogueMarks::new()),
    };
    let mut moved: BTreeSet<StationId> = now
        .stations
        .iter()
        .filter(|(id, mark)| stations.get(id).is_some_and(|m| m != *mark))
        .map(|(id, _)| *id)
        .collect();
    let held_before: BTreeSet<EpochId> =
        before.iter().flat_map(|state| state.held.split(' ')).filter_map(EpochId::from_hex).collect();
    for epoch in held_before.symmetric_difference(&now.held).filter(|_| before.is_some()) {
        moved.extend(registry.stations_of_epoch(*epoch)?);
    }
    let noted: BTreeMap<StationId, StationMark> = now
        .stations
        .iter()
        .filter(|(id, mark)| stations.get(id) != Some(mark) || news.contains_key(id))
        .map(|(id, mark)| (*id, mark.clone()))
        .collect();
    if before.is_none() {
        writer.forget_summaries()?;
    }
    writer.mark_since(events, now.state.events)?;
    writer.mark_dirty(&decided)?;
    for station in &moved {
        writer.mark_station(*station)?;
    }
    writer.note_stations(&noted, &news)?;
    for key in catalogue.keys().filter(|key| !now.catalogue.contains_key(*key)) {
        writer.mark_course(&key.1)?;
        writer.forget_catalogue(&key.0, &key.1)?;
    }
    for (key, mark) in now.catalogue.iter().filter(|(key, mark)| catalogue.get(*key) != Some(mark)) {
        let Some(entry) = entry_of(&known, &key.0, &key.1) else { continue };
        writer.mark_course(&key.1)?; // those of its courses as they were
        writer.note_catalogue(&entry, &mark.1)?;
        writer.mark_course(&key.1)?; // and as they are
    }
    writer.set_summary_state(&now.state)
}

/// What everybody is counted with.
fn counting_of(registry: &Registry, now: &Now, tz: &str) -> Result<Counting, RegistryError> {
    let facilities = registry.stations()?.into_iter().map(|row| (row.id, row.facility)).collect();
    Ok(Counting { known: Known::of(registry)?, held: now.held.clone(), facilities, zone: zone(tz) })
}

/// What stations told of themselves in some events.
fn station_news(registry: &Registry, (after, to): (i64, i64), tz: &str) -> Result<StationParts, RegistryError> {
    let mut months = Months::new(zone(tz));
    let mut out = StationParts::new();
    registry.station_news(after, to, |header, body| {
        let part = out.entry(header.station).or_default();
        match body {
            Body::TrustUpdated(body) => {
                if body.catalogue > part.versions[1] || part.told.is_none() {
                    part.told = Some(header.wall);
                }
                for (held, told) in part.versions.iter_mut().zip([body.root, body.catalogue, body.policy]) {
                    *held = (*held).max(told);
                }
            }
            Body::ClockJumped(change) | Body::ClockSet(change) => {
                let by = change.from.abs_diff(change.to);
                if by > hints::JUMP_MS_MAX {
                    part.jumps.push((months.of(header.wall).0, by / hints::HOUR_MS));
                }
            }
            _ => {}
        }
    })?;
    Ok(out)
}

/// The newest edition of a course or programme, as the summaries know it.
fn entry_of(known: &Known, kind: &str, id: &str) -> Option<CatalogueEntry> {
    let id = CourseId::parse(id).ok()?;
    if kind == "course" {
        Some(of_course(known.courses.get(&id)?.last()?))
    } else {
        Some(of_programme(id.clone(), known.programmes.get(&id)?.last()?))
    }
}

fn of_course(course: &Course) -> CatalogueEntry {
    let first = course.first_language();
    CatalogueEntry {
        kind: "course",
        id: course.id.clone(),
        edition: course.edition,
        language: first.to_string(),
        title: course.title.get(first, first).to_owned(),
        titles: serde_json::to_string(&course.title).unwrap_or_default(),
        partners: counting::makers(course),
        courses: BTreeSet::new(),
    }
}

fn of_programme(id: CourseId, programme: &Programme) -> CatalogueEntry {
    let first = programme.first_language();
    CatalogueEntry {
        kind: "programme",
        id,
        edition: programme.edition,
        language: first.to_string(),
        title: programme.title.get(first, first).to_owned(),
        titles: serde_json::to_string(&programme.title).unwrap_or_default(),
        partners: BTreeSet::new(),
        courses: programme.steps().map(|step| step.course.clone()).collect(),
    }
}
