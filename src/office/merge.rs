//! What opening some exports of a station would change in the registry: decided here, without touching anything, from
//! what the files hold and what the registry says of it. The same rules whatever the order of files.
//!
//! A plan needs little of an event: its hash, and whether its body came. All else follows from its place in its chain.
//! So a file of a million events is planned in 33 MB, and a folder of many stations in what the largest of them takes.

use super::registry::{Known, StationState};
use crate::format::event_log::{NO_HASH, ReadLine};
use crate::model::event::{Range, Tip};
use crate::model::id::{EpochId, Hash};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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

/// The events of one range of a file, as much of them as a plan needs. The first has place 0 of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Their epoch.
    pub epoch: EpochId,
    /// The number of the first.
    pub from_seq: u64,
    /// The event before the first.
    pub prev_hash: Hash,
    /// The parent that the first names, if it starts an epoch.
    pub parent: Option<Tip>,
    /// What each is known by.
    pub hashes: Vec<Hash>,
    /// The places of those that came without their body, ascending.
    pub bodiless: Vec<usize>,
    /// The places of those by which the station recorded a certificate, ascending.
    pub certificates: Vec<usize>,
}

impl Chain {
    /// Of a range whose events are now read.
    #[must_use]
    pub fn of(range: &Range) -> Self {
        let (bodiless, certificates) = (Vec::new(), Vec::new());
        let (epoch, from_seq, prev_hash) = (range.epoch, range.from_seq, range.prev_hash);
        Self { epoch, from_seq, prev_hash, parent: None, hashes: Vec::new(), bodiless, certificates }
    }

    /// Takes the next event.
    pub fn push(&mut self, event: &ReadLine) {
        if event.salt.is_none() {
            self.bodiless.push(self.hashes.len());
        }
        if event.header.kind == "certificate.provisional" {
            self.certificates.push(self.hashes.len());
        }
        if event.header.seq == 0 {
            self.parent = event.parent();
        }
        self.hashes.push(event.hash);
    }

    /// The event before a place.
    fn before(&self, place: usize) -> Hash {
        place.checked_sub(1).and_then(|before| self.hashes.get(before)).copied().unwrap_or(self.prev_hash)
    }

    /// The event before a place, and where that stands.
    pub(super) fn after(&self, place: usize) -> After {
        let at =
            place.checked_sub(1).map_or_else(|| self.follows(), |at| Some((self.epoch, self.from_seq + at as u64)));
        After { hash: self.before(place), place: at }
    }

    /// The events that these follow, one by one.
    pub(super) fn befores(&self) -> impl Iterator<Item = Hash> + '_ {
        (0..self.hashes.len()).map(|place| self.before(place))
    }

    /// The event of a number, if it is one of these.
    fn at(&self, seq: u64) -> Option<usize> {
        let place = usize::try_from(seq.checked_sub(self.from_seq)?).ok()?;
        (place < self.hashes.len()).then_some(place)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let end = |chain: &Self| chain.from_seq + chain.hashes.len() as u64;
        self.epoch == other.epoch && self.from_seq < end(other) && other.from_seq < end(self)
    }

    fn has_body(&self, place: usize) -> bool {
        self.bodiless.binary_search(&place).is_err()
    }

    /// The event that the first one follows, by its place, if there is one.
    fn follows(&self) -> Option<(EpochId, u64)> {
        match self.from_seq.checked_sub(1) {
            Some(seq) => Some((self.epoch, seq)),
            None => self.parent.map(|tip| (tip.epoch, tip.seq)),
        }
    }
}

/// The event that others follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// What it is known by; zeros for the beginning of a log.
    pub hash: Hash,
    /// Its epoch and number; none of a beginning.
    pub place: Option<(EpochId, u64)>,
}

/// What the registry says of a station and of the events in the places of some chains.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// What was decided of it, this run's certificates counted in.
    pub state: Option<StationState>,
    /// Up to where its events are good, if it is retired.
    pub good_ends: Vec<Tip>,
    /// Its epochs and what each followed.
    pub parents: BTreeMap<EpochId, Option<Tip>>,
    /// The first events of its epochs, each with the one before it.
    pub starts: Vec<(Hash, Hash)>,
    /// The events in the places of the chains, by epoch, ascending by number.
    pub held: HashMap<EpochId, Vec<Known>>,
    /// Of the events that chains begin after: those that are there.
    pub there: HashSet<Hash>,
    /// What follows them there.
    pub followers: HashMap<Hash, Vec<Hash>>,
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

/// Some events of one range, one after the other, of which the same becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// What becomes of them.
    pub verdict: Verdict,
    /// How many.
    pub count: u64,
    /// The event before the first.
    pub before: Hash,
}

/// What becomes of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilePlan {
    /// In the file's order.
    pub runs: Vec<Run>,
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
    /// Those of what is new and counts by which the station recorded a certificate: the office issues those that its own
    /// count bears out.
    pub recorded: Vec<Hash>,
    /// Runs of events that do not hang together with what is there; what is missing will be asked for.
    pub missing_before: Vec<Tip>,
    /// Events that are followed by two: a restored or cloned station. What is kept apart of a retired one divides nothing.
    pub forks: Vec<After>,
}

impl FilePlan {
    /// How many events of it are written, or get their body.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.new + self.unconfirmed + self.quarantined + self.filled
    }

    fn note(&mut self, verdict: Verdict, before: Hash, is_next: bool) {
        match verdict {
            Verdict::Known => self.known += 1,
            Verdict::Fill => self.filled += 1,
            Verdict::New(Standing::Counted) => self.new += 1,
            Verdict::New(Standing::Unconfirmed) => self.unconfirmed += 1,
            Verdict::New(Standing::Quarantined) => self.quarantined += 1,
        }
        match self.runs.last_mut() {
            Some(run) if is_next && run.verdict == verdict => run.count += 1,
            _ => self.runs.push(Run { verdict, count: 1, before }),
        }
    }
}

/// Plans the merge of a station's files, each given by its chains.
#[must_use]
pub fn plan_merge(facts: &Facts, files: &[Vec<Chain>]) -> Vec<FilePlan> {
    let mut planner = Planner::new(facts, files);
    let mut plans: Vec<FilePlan> = files.iter().map(|chains| planner.file(chains)).collect();
    for (chains, plan) in files.iter().zip(&mut plans) {
        plan.missing_before = planner.missing(chains);
    }
    plans
}

struct Planner<'a> {
    facts: &'a Facts,
    /// The chains planned so far, by epoch.
    earlier: HashMap<EpochId, Vec<&'a Chain>>,
    /// Beginnings of epochs, there or planned, by the event before them.
    starts: HashMap<Hash, Vec<Hash>>,
    good: Good,
}

impl<'a> Planner<'a> {
    fn new(facts: &'a Facts, files: &[Vec<Chain>]) -> Self {
        let mut parents = facts.parents.clone();
        let chains = files.iter().flatten();
        parents.extend(chains.filter(|chain| chain.from_seq == 0).map(|chain| (chain.epoch, chain.parent)));
        let mut starts: HashMap<Hash, Vec<Hash>> = HashMap::new();
        for (prev, hash) in &facts.starts {
            starts.entry(*prev).or_default().push(*hash);
        }
        Self { facts, earlier: HashMap::new(), starts, good: Good::new(&facts.good_ends, &parents) }
    }

    fn file(&mut self, chains: &'a [Chain]) -> FilePlan {
        let mut plan = FilePlan::default();
        let mut forks = HashSet::new();
        for chain in chains {
            let beside: Vec<&Chain> = self
                .earlier
                .get(&chain.epoch)
                .into_iter()
                .flatten()
                .copied()
                .filter(|one| one.overlaps(chain))
                .collect();
            let held = self.facts.held.get(&chain.epoch).map_or(&[][..], Vec::as_slice);
            let mut held = &held[held.partition_point(|known| known.seq < chain.from_seq)..];
            for place in 0..chain.hashes.len() {
                let seq = chain.from_seq + place as u64;
                let count = held.iter().take_while(|known| known.seq == seq).count();
                let (here, rest) = held.split_at(count);
                held = rest;
                let verdict = self.verdict(chain, place, here, &beside);
                let before = chain.before(place);
                plan.note(verdict, before, place > 0);
                if let Verdict::New(standing) = verdict {
                    let is_certificate = chain.certificates.binary_search(&place).is_ok();
                    plan.recorded
                        .extend((is_certificate && standing == Standing::Counted).then_some(chain.hashes[place]));
                    let divides = standing != Standing::Quarantined && self.is_forked(chain, place, here, &beside);
                    if divides && forks.insert(before) {
                        plan.forks.push(chain.after(place));
                    }
                }
            }
            if let Some(first) = chain.hashes.first().filter(|_| chain.from_seq == 0) {
                self.starts.entry(chain.prev_hash).or_default().push(*first);
            }
            self.earlier.entry(chain.epoch).or_default().push(chain);
        }
        plan
    }

    fn verdict(&self, chain: &Chain, place: usize, here: &[Known], beside: &[&Chain]) -> Verdict {
        let (hash, seq) = (chain.hashes[place], chain.from_seq + place as u64);
        let (mut is_known, mut has_body) = (false, false);
        for known in here.iter().filter(|known| known.hash == hash) {
            (is_known, has_body) = (true, known.has_body);
        }
        for other in beside {
            if let Some(place) = other.at(seq).filter(|place| other.hashes[*place] == hash) {
                (is_known, has_body) = (true, has_body || other.has_body(place));
            }
        }
        match (is_known, has_body) {
            (true, false) if chain.has_body(place) => Verdict::Fill,
            (true, _) => Verdict::Known,
            (false, _) => Verdict::New(self.standing(&Tip { epoch: chain.epoch, seq, hash })),
        }
    }

    fn standing(&self, event: &Tip) -> Standing {
        match self.facts.state {
            Some(StationState::Confirmed) => Standing::Counted,
            Some(StationState::Retired) if self.good.has(event) => Standing::Counted,
            Some(StationState::Retired) => Standing::Quarantined,
            Some(StationState::Asking) | None => Standing::Unconfirmed,
        }
    }

    /// True if another event follows the same one as this new event: in its own place, as the beginning of an epoch, or,
    /// where this one begins an epoch, in the place after its parent.
    fn is_forked(&self, chain: &Chain, place: usize, here: &[Known], beside: &[&Chain]) -> bool {
        let (hash, before, seq) = (chain.hashes[place], chain.before(place), chain.from_seq + place as u64);
        let at = |others: &[&Chain], seq: u64| {
            others
                .iter()
                .any(|other| other.at(seq).is_some_and(|at| other.before(at) == before && other.hashes[at] != hash))
        };
        if here.iter().any(|known| known.prev_hash == before && known.hash != hash) || at(beside, seq) {
            return true;
        }
        if self.starts.get(&before).is_some_and(|starts| starts.iter().any(|start| *start != hash)) {
            return true;
        }
        let Some(parent) = chain.parent.filter(|_| seq == 0) else { return false };
        let others = self.facts.followers.get(&before).is_some_and(|all| all.iter().any(|one| *one != hash));
        others || self.earlier.get(&parent.epoch).is_some_and(|chains| at(chains, parent.seq + 1))
    }

    /// The chains that begin after an event which is neither there nor in any of the files.
    fn missing(&self, chains: &[Chain]) -> Vec<Tip> {
        let is_there = |chain: &Chain| {
            let planned = chain.follows().is_some_and(|(epoch, seq)| {
                let mut chains = self.earlier.get(&epoch).into_iter().flatten();
                chains.any(|other| other.at(seq).is_some_and(|place| other.hashes[place] == chain.prev_hash))
            });
            chain.prev_hash == NO_HASH || planned || self.facts.there.contains(&chain.prev_hash)
        };
        let missing = chains.iter().filter(|chain| !is_there(chain));
        missing
            .filter_map(|chain| {
                Some(Tip { epoch: chain.epoch, seq: chain.from_seq, hash: chain.hashes.first().copied()? })
            })
            .collect()
    }
}

/// The good events of a retired station: each epoch with a good end up to it, and each epoch before up to the event that
/// the next one followed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Good(BTreeMap<EpochId, (u64, BTreeSet<Hash>)>);

impl Good {
    /// Everything up to each of `ends`, following each epoch's parent.
    #[must_use]
    pub fn new(ends: &[Tip], parents: &BTreeMap<EpochId, Option<Tip>>) -> Self {
        let mut good = Self::default();
        for end in ends {
            let (mut at, mut walked) = (Some(*end), BTreeSet::new());
            // Hashes forbid a ring, but a lie may claim one.
            while let Some(tip) = at.filter(|tip| walked.insert(tip.epoch)) {
                let is_first = !good.0.contains_key(&tip.epoch); // else all before it is good already
                good.reach(&tip);
                at = parents.get(&tip.epoch).copied().flatten().filter(|_| is_first);
            }
        }
        good
    }

    /// Takes in an epoch up to an event; of those with the highest number, only what is named.
    fn reach(&mut self, tip: &Tip) {
        let (seq, hashes) = self.0.entry(tip.epoch).or_insert_with(|| (tip.seq, BTreeSet::new()));
        if tip.seq > *seq {
            (*seq, *hashes) = (tip.seq, BTreeSet::new());
        }
        if tip.seq == *seq {
            hashes.insert(tip.hash);
        }
    }

    /// True if the event is one of them.
    #[must_use]
    pub fn has(&self, event: &Tip) -> bool {
        let reach = self.0.get(&event.epoch);
        reach.is_some_and(|(seq, last)| event.seq < *seq || (event.seq == *seq && last.contains(&event.hash)))
    }
}

#[cfg(test)]
mod tests;
