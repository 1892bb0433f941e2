//! What opening some exports would change in the registry: decided here, without touching anything, from what the
//! files hold and what the registry says of it. The same rules whatever the order of files.

use super::registry::{Held, StationState};
use crate::format::event_log::ReadLine;
use crate::model::event::Tip;
use crate::model::id::{EpochId, Hash, StationId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Whether an event counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// It counts.
    Counted,
    /// Its station is not confirmed: kept apart, neither lost nor counted nor acknowledged.
    Unconfirmed,
    /// Its station was retired before it: kept apart for a decision.
    Quarantined,
}

impl Standing {
    /// Its number in the registry.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Counted => 0,
            Self::Unconfirmed => 1,
            Self::Quarantined => 2,
        }
    }

    /// From its number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        [Self::Counted, Self::Unconfirmed, Self::Quarantined].into_iter().find(|standing| standing.number() == number)
    }
}

/// What a plan needs to know of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// What it is known by.
    pub hash: Hash,
    /// The event before it.
    pub prev_hash: Hash,
    /// Its epoch.
    pub epoch: EpochId,
    /// Its place.
    pub seq: u64,
    /// Its body came with it.
    pub has_body: bool,
    /// The parent it names, if it starts an epoch.
    pub parent: Option<Tip>,
    /// It is the first of a range.
    pub starts_range: bool,
    /// The station recorded a certificate by it.
    pub is_certificate: bool,
}

impl Seen {
    /// From an event read from an export.
    #[must_use]
    pub fn of(event: &ReadLine, starts_range: bool) -> Self {
        Self {
            hash: event.hash,
            prev_hash: event.prev_hash,
            epoch: event.header.epoch,
            seq: event.header.seq,
            has_body: event.body.is_some(),
            parent: event.parent(),
            starts_range,
            is_certificate: event.header.kind == "certificate.provisional",
        }
    }

    fn tip(&self) -> Tip {
        Tip { epoch: self.epoch, seq: self.seq, hash: self.hash }
    }
}

/// What the registry says of a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationFacts {
    /// What was decided of it, this run's certificates counted in.
    pub state: StationState,
    /// The last good event, if it is retired.
    pub last_good: Option<Tip>,
    /// Its epochs and what each followed.
    pub parents: BTreeMap<EpochId, Option<Tip>>,
}

/// What the registry says of the events in some files.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Events already there.
    pub held: HashMap<Hash, Held>,
    /// Events already there that follow the event before a new one.
    pub followers: HashMap<(StationId, Hash), Vec<Hash>>,
    /// The stations.
    pub stations: BTreeMap<StationId, StationFacts>,
}

/// What becomes of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is added.
    New(Standing),
    /// It is there already.
    Known,
    /// It is there without its body, which now comes.
    Fill,
}

/// What becomes of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilePlan {
    /// By event, in the file's order.
    pub verdicts: Vec<Verdict>,
    /// Added and counted.
    pub new: u64,
    /// There already.
    pub known: u64,
    /// Bodies that now come.
    pub filled: u64,
    /// Kept apart: the station is not confirmed.
    pub unconfirmed: u64,
    /// Kept apart: the station is retired.
    pub quarantined: u64,
    /// Certificates recorded at the station among what is new and counts: the office issues those that its own count
    /// bears out.
    pub certificates: u64,
    /// Runs of events that do not hang together with what is there; what is missing will be asked for.
    pub missing_before: Vec<Tip>,
    /// Events that are followed by two: a restored or cloned station.
    pub forks: Vec<Hash>,
}

/// Plans the merge of files, each of one station.
#[must_use]
pub fn plan_merge(facts: &Facts, files: &[(StationId, &[Seen])]) -> Vec<FilePlan> {
    let mut planner = Planner::new(facts, files);
    let mut plans: Vec<FilePlan> = files.iter().map(|(station, events)| planner.file(*station, events)).collect();
    for ((_, events), plan) in files.iter().zip(&mut plans) {
        plan.missing_before = planner.missing(events);
    }
    plans
}

struct Planner<'a> {
    facts: &'a Facts,
    /// What earlier files of this plan add: true with its body.
    added: HashMap<Hash, bool>,
    /// What follows an event, of this plan: the first is enough, since an event is new only once.
    followers: HashMap<(StationId, Hash), Hash>,
    good: BTreeMap<StationId, Option<Good>>,
}

impl<'a> Planner<'a> {
    fn new(facts: &'a Facts, files: &[(StationId, &[Seen])]) -> Self {
        let mut good = BTreeMap::new();
        for (id, station) in &facts.stations {
            let mut parents = station.parents.clone();
            for (_, events) in files.iter().filter(|(of, _)| of == id) {
                parents.extend(events.iter().filter(|seen| seen.seq == 0).map(|seen| (seen.epoch, seen.parent)));
            }
            let of_retired = station.state == StationState::Retired;
            good.insert(*id, of_retired.then(|| Good::new(station.last_good.as_ref(), &parents)));
        }
        let count = files.iter().map(|(_, events)| events.len()).sum();
        let (added, followers) = (HashMap::with_capacity(count), HashMap::with_capacity(count));
        Self { facts, added, followers, good }
    }

    fn file(&mut self, station: StationId, events: &[Seen]) -> FilePlan {
        let mut plan = FilePlan { verdicts: Vec::with_capacity(events.len()), ..FilePlan::default() };
        let mut forks = HashSet::new();
        for seen in events {
            let verdict = self.verdict(station, seen);
            match verdict {
                Verdict::Known => plan.known += 1,
                Verdict::Fill => plan.filled += 1,
                Verdict::New(Standing::Counted) => {
                    plan.new += 1;
                    plan.certificates += u64::from(seen.is_certificate);
                }
                Verdict::New(Standing::Unconfirmed) => plan.unconfirmed += 1,
                Verdict::New(Standing::Quarantined) => plan.quarantined += 1,
            }
            if matches!(verdict, Verdict::New(_)) {
                let place = (station, seen.prev_hash);
                let is_forked = self.facts.followers.get(&place).is_some_and(|others| !others.is_empty())
                    || *self.followers.entry(place).or_insert(seen.hash) != seen.hash;
                if is_forked && forks.insert(seen.prev_hash) {
                    plan.forks.push(seen.prev_hash);
                }
            }
            plan.verdicts.push(verdict);
        }
        plan
    }

    fn verdict(&mut self, station: StationId, seen: &Seen) -> Verdict {
        let has_body = match (self.added.get(&seen.hash), self.facts.held.get(&seen.hash)) {
            (Some(has_body), _) => Some(*has_body),
            (None, Some(held)) => Some(held.has_body),
            (None, None) => None,
        };
        match has_body {
            Some(false) if seen.has_body => {
                self.added.insert(seen.hash, true);
                Verdict::Fill
            }
            Some(_) => Verdict::Known,
            None => {
                self.added.insert(seen.hash, seen.has_body);
                Verdict::New(self.standing(station, seen))
            }
        }
    }

    fn standing(&self, station: StationId, seen: &Seen) -> Standing {
        match self.facts.stations.get(&station).map(|facts| facts.state) {
            Some(StationState::Confirmed) => Standing::Counted,
            Some(StationState::Retired) => {
                let good = self.good.get(&station).and_then(Option::as_ref);
                if good.is_some_and(|good| good.has(&seen.tip())) { Standing::Counted } else { Standing::Quarantined }
            }
            Some(StationState::Asking) | None => Standing::Unconfirmed,
        }
    }

    fn missing(&self, events: &[Seen]) -> Vec<Tip> {
        let is_there = |hash: &Hash| {
            *hash == crate::format::event_log::NO_HASH
                || self.added.contains_key(hash)
                || self.facts.held.contains_key(hash)
        };
        events.iter().filter(|seen| seen.starts_range && !is_there(&seen.prev_hash)).map(Seen::tip).collect()
    }
}

/// The events up to the last good one of a retired station: its epoch up to it, and each epoch before up to the event
/// that the next one followed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Good(BTreeMap<EpochId, (u64, Option<Hash>)>);

impl Good {
    /// Everything up to `last`, following each epoch's parent.
    #[must_use]
    pub fn new(last: Option<&Tip>, parents: &BTreeMap<EpochId, Option<Tip>>) -> Self {
        let mut good = BTreeMap::new();
        let mut at = last.copied();
        while let Some(tip) = at {
            if good.contains_key(&tip.epoch) {
                break; // hashes forbid a ring; but a lie may claim one
            }
            good.insert(tip.epoch, (tip.seq, Some(tip.hash)));
            at = parents.get(&tip.epoch).copied().flatten();
        }
        Self(good)
    }

    /// True if the event is one of them.
    #[must_use]
    pub fn has(&self, event: &Tip) -> bool {
        self.0.get(&event.epoch).is_some_and(|(seq, hash)| {
            event.seq < *seq || (event.seq == *seq && hash.is_none_or(|hash| hash == event.hash))
        })
    }
}

#[cfg(test)]
mod tests;
