//! The certificates that would follow from a merge, counted before anything is changed, by the rules of issuing
//! ([`crate::office::due`]): for everybody of whom one is recorded and not issued, what the registry holds of them and
//! what the files bring.
//!
//! The files are read once more, for so many people at a time that their events have room: no file is kept, and those
//! that bring nothing of these people stay closed.

use super::Plan;
use super::read::{Brings, Refusal};
use crate::model::event::Event;
use crate::model::id::{EpochId, Hash, LearnerId, StationId};
use crate::model::problem::{Code, Problem};
use crate::office::due::{Becomes, Counting};
use crate::office::in_parallel::in_parallel;
use crate::office::merge::{FilePlan, Verdict};
use crate::office::registry::{RecordedRow, Registry};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Events of the files that are kept at once, unless one person alone has more.
const EVENTS_AT_ONCE: u64 = 50_000;

/// What would become of certificates that stations recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Foreseen {
    /// The office's own count bears them out: they would be issued.
    pub issued: u64,
    /// It does not bear them out.
    pub not_borne_out: u64,
    /// They were recorded after a fork that nobody decided.
    pub waiting_for_fork: u64,
    /// This office has not approved what they are of.
    pub unknown_course: u64,
}

impl Foreseen {
    fn note(&mut self, becomes: &Becomes) {
        match becomes {
            Becomes::Issued(_) => self.issued += 1,
            Becomes::NotBorneOut => self.not_borne_out += 1,
            Becomes::WaitsForFork => self.waiting_for_fork += 1,
            Becomes::UnknownCourse => self.unknown_course += 1,
        }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            issued: self.issued + other.issued,
            not_borne_out: self.not_borne_out + other.not_borne_out,
            waiting_for_fork: self.waiting_for_fork + other.waiting_for_fork,
            unknown_course: self.unknown_course + other.unknown_course,
        }
    }
}

/// What certificates hang on, as far as a merge would change it.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    /// By the place of each file that holds.
    pub(super) files: Vec<Brings>,
    /// Epochs of the files' stations that would wait for a decision about a fork.
    pub(super) held: BTreeSet<EpochId>,
    /// Stations that would be confirmed: what is kept apart of them would count.
    pub(super) released: BTreeSet<StationId>,
}

/// What files bring of one person: how many events, and in which files.
#[derive(Default)]
struct Share {
    events: u64,
    files: BTreeSet<usize>,
}

impl Plan {
    /// Counts the certificates that would follow from this merge, by file and in sum. Changes nothing. `on_people` hears
    /// how many people are counted of how many, and says whether to go on.
    ///
    /// # Errors
    /// The registry's; those of a file that cannot be read any more; [`Code::JobCancelled`].
    pub fn foresee(&mut self, registry: &Registry, mut on_people: impl FnMut(u64, u64) -> bool) -> Result<(), Problem> {
        let mut counting = Counting::of(registry)?;
        counting.held.extend(self.ahead.held.iter().copied());
        let recorded: Vec<RecordedRow> = self.ahead.files.iter().flat_map(|file| &file.recorded).cloned().collect();
        let people = counting.open(registry, &self.ahead.released, &recorded)?;
        let files = self.ahead.files.iter().enumerate();
        let file_of: HashMap<Hash, usize> =
            files.flat_map(|(file, brings)| brings.recorded.iter().map(move |row| (row.hash, file))).collect();
        let mut by_file = vec![Foreseen::default(); self.ahead.files.len()];
        let (mut sum, mut done, total) = (Foreseen::default(), 0, people.len() as u64);
        for part in parts(self.shares(&counting, people)) {
            let mut brought = self.brought(&counting, &part)?;
            for person in part.keys() {
                if !on_people(done, total) {
                    return Err(Problem::new(Code::JobCancelled));
                }
                done += 1;
                let brought = brought.remove(person).unwrap_or_default();
                let events = self.events(registry, &counting, *person, brought)?;
                let have = counting.aliases.certificates(registry, *person)?;
                for judged in counting.judge(&events, &have) {
                    sum.note(&judged.becomes);
                    if let Some(file) = file_of.get(&judged.event.hash) {
                        by_file[*file].note(&judged.becomes);
                    }
                }
            }
        }
        let outcomes = self.files.iter_mut().filter_map(|file| file.outcome.as_mut().ok());
        for (outcome, foreseen) in outcomes.zip(by_file) {
            outcome.foreseen = Some(foreseen);
        }
        self.foreseen = Some(sum);
        Ok(())
    }

    /// What the files bring of each of these people.
    fn shares(&self, counting: &Counting, people: BTreeSet<LearnerId>) -> BTreeMap<LearnerId, Share> {
        let mut shares: BTreeMap<LearnerId, Share> =
            people.into_iter().map(|person| (person, Share::default())).collect();
        for (number, brings) in self.ahead.files.iter().enumerate() {
            for (learner, events) in &brings.people {
                if let Some(share) = shares.get_mut(&counting.aliases.front(*learner)) {
                    share.events += events;
                    share.files.insert(number);
                }
            }
        }
        shares
    }

    /// Reads again what the files bring of some people, by the id in front.
    fn brought(
        &self,
        counting: &Counting,
        part: &BTreeMap<LearnerId, Share>,
    ) -> Result<BTreeMap<LearnerId, Vec<(Verdict, Event)>>, Problem> {
        let ids: BTreeSet<LearnerId> = part.keys().flat_map(|person| counting.aliases.ids(*person)).collect();
        let numbers: BTreeSet<usize> = part.values().flat_map(|share| &share.files).copied().collect();
        let plans: Vec<&FilePlan> =
            self.files.iter().filter_map(|file| Some(&file.outcome.as_ref().ok()?.plan)).collect();
        let changing: Vec<usize> = numbers.into_iter().filter(|number| plans[*number].changes() > 0).collect();
        let work = |number: usize| self.opener.events_of(&self.read[number], &plans[number].runs, &ids);
        let mut out: BTreeMap<LearnerId, Vec<(Verdict, Event)>> = BTreeMap::new();
        for events in in_parallel(changing, work, |_| true)? {
            for (verdict, event) in events.map_err(|refusal: Refusal| refusal.1)? {
                if let Some(learner) = event.header.learner {
                    out.entry(counting.aliases.front(learner)).or_default().push((verdict, event));
                }
            }
        }
        Ok(out)
    }

    /// The counted events of a person as they would be after the merge.
    fn events(
        &self,
        registry: &Registry,
        counting: &Counting,
        person: LearnerId,
        brought: Vec<(Verdict, Event)>,
    ) -> Result<Vec<(Event, u64)>, Problem> {
        let mut events = counting.aliases.events(registry, person)?;
        for id in counting.aliases.ids(person) {
            for station in &self.ahead.released {
                events.extend(registry.unconfirmed_of(id, *station)?);
            }
        }
        let (fills, new): (Vec<_>, Vec<_>) = brought.into_iter().partition(|(verdict, _)| *verdict == Verdict::Fill);
        events.extend(new.into_iter().map(|(_, event)| (event, 0))); // when it was opened decides no more than a date
        let mut fills: HashMap<Hash, Event> = fills.into_iter().map(|(_, event)| (event.hash, event)).collect();
        for (event, _) in events.iter_mut().filter(|(event, _)| event.body.is_none()) {
            if let Some(whole) = fills.remove(&event.hash) {
                *event = whole;
            }
        }
        Ok(events)
    }
}

/// People in parts whose events have room, those of one file together.
fn parts(shares: BTreeMap<LearnerId, Share>) -> Vec<BTreeMap<LearnerId, Share>> {
    let mut people: Vec<(LearnerId, Share)> = shares.into_iter().collect();
    people.sort_by_key(|(person, share)| (share.files.first().copied(), *person));
    let mut parts: Vec<BTreeMap<LearnerId, Share>> = Vec::new();
    let mut room = 0;
    for (person, share) in people {
        if share.events > room || parts.is_empty() {
            parts.push(BTreeMap::new());
            room = EVENTS_AT_ONCE.max(share.events);
        }
        room -= share.events;
        if let Some(part) = parts.last_mut() {
            part.insert(person, share);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_counted_in_parts_that_have_room_and_file_by_file() {
        let person = |n: u128| LearnerId(uuid::Uuid::from_u128(n));
        let share = |events: u64, file: usize| Share { events, files: BTreeSet::from([file]) };
        let shares = BTreeMap::from([
            (person(1), share(30_000, 1)),
            (person(2), share(20_000, 0)),
            (person(3), share(30_000, 0)),
            (person(4), share(90_000, 2)),
            (person(5), Share::default()),
            (person(6), share(1, 2)),
        ]);
        let parts: Vec<Vec<LearnerId>> = parts(shares).into_iter().map(|part| part.into_keys().collect()).collect();
        let of = |ids: &[u128]| ids.iter().map(|n| person(*n)).collect::<Vec<_>>();
        assert_eq!(parts, [of(&[2, 3, 5]), of(&[1]), of(&[4]), of(&[6])]);
    }
}
