//! Which ids are one person, from what clerks decided. Nothing is joined in the records themselves: taking a decision back
//! leaves everything as it was.

use super::event::{Body, Event};
use super::id::LearnerId;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The id that stays in front.
    pub one: LearnerId,
    /// The other one.
    pub other: LearnerId,
    /// True: one person; false: two.
    pub is_one: bool,
    /// Why, and by whom if they said so.
    pub reason: String,
    /// When, ms.
    pub wall: u64,
}

impl Decision {
    /// The kinds of events that are decisions.
    pub const KINDS: [&str; 2] = ["learner.merged", "learner.unmerged"];

    /// The decision that an event of the office's log is, if it is one.
    #[must_use]
    pub fn of(event: &Event) -> Option<Self> {
        let (is_one, body) = match event.body()? {
            Body::LearnerMerged(body) => (true, body),
            Body::LearnerUnmerged(body) => (false, body),
            _ => return None,
        };
        let one = event.header.learner?;
        Some(Self { one, other: body.other, is_one, reason: body.reason.clone(), wall: event.header.wall })
    }

    /// The two, whichever stands in front.
    fn pair(&self) -> (LearnerId, LearnerId) {
        pair(self.one, self.other)
    }
}

fn pair(a: LearnerId, b: LearnerId) -> (LearnerId, LearnerId) {
    (a.min(b), a.max(b))
}

/// Of each pair the last decision, if by it they are one.
fn joined(decisions: &[Decision]) -> Vec<&Decision> {
    let latest: BTreeMap<_, &Decision> = decisions.iter().map(|decision| (decision.pair(), decision)).collect();
    latest.into_values().filter(|decision| decision.is_one).collect()
}

/// Which ids are one person now, and every decision that led there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {
    /// Every decision, oldest first.
    pub decisions: Vec<Decision>,
    /// By id, if it is one of several: the id in front.
    front: BTreeMap<LearnerId, LearnerId>,
    /// By the id in front: all of them.
    groups: BTreeMap<LearnerId, BTreeSet<LearnerId>>,
}

impl Aliases {
    /// From decisions, oldest first: of two about the same pair the later one holds.
    #[must_use]
    pub fn of(decisions: Vec<Decision>) -> Self {
        let joined = joined(&decisions);
        let mut group_of: BTreeMap<LearnerId, usize> = BTreeMap::new();
        let mut groups: Vec<BTreeSet<LearnerId>> = Vec::new();
        for decision in &joined {
            let mut all = BTreeSet::from([decision.one, decision.other]);
            for id in [decision.one, decision.other] {
                all.extend(group_of.get(&id).map(|at| std::mem::take(&mut groups[*at])).unwrap_or_default());
            }
            group_of.extend(all.iter().map(|id| (*id, groups.len())));
            groups.push(all);
        }
        let behind: BTreeSet<LearnerId> = joined.iter().map(|decision| decision.other).collect();
        let mut out = Self { decisions: Vec::new(), ..Self::default() };
        for group in groups {
            let in_front = group.iter().find(|id| !behind.contains(id)).or(group.first());
            if let Some(front) = in_front.copied() {
                out.front.extend(group.iter().map(|id| (*id, front)));
                out.groups.insert(front, group);
            }
        }
        out.decisions = decisions;
        out
    }

    /// As it would be with one more decision.
    #[must_use]
    pub fn with(&self, decision: Decision) -> Self {
        Self::of(self.decisions.iter().cloned().chain([decision]).collect())
    }

    /// The id in front of the person whose id this is.
    #[must_use]
    pub fn front(&self, learner: LearnerId) -> LearnerId {
        self.front.get(&learner).copied().unwrap_or(learner)
    }

    /// All ids of the person whose id this is, the one in front first.
    #[must_use]
    pub fn ids(&self, learner: LearnerId) -> Vec<LearnerId> {
        let front = self.front(learner);
        let others = self.groups.get(&front).into_iter().flatten().copied().filter(|id| *id != front);
        std::iter::once(front).chain(others).collect()
    }

    /// What was decided of two ids, last.
    #[must_use]
    pub fn decided(&self, a: LearnerId, b: LearnerId) -> Option<&Decision> {
        self.decisions.iter().rev().find(|decision| decision.pair() == pair(a, b))
    }

    /// The pairs by which two ids are one person, from the one to the other; none if they are two people.
    #[must_use]
    pub fn between(&self, one: LearnerId, other: LearnerId) -> Vec<(LearnerId, LearnerId)> {
        let joined = joined(&self.decisions);
        let mut came_from = BTreeMap::from([(one, one)]);
        let mut next = VecDeque::from([one]);
        while let Some(at) = next.pop_front().filter(|at| *at != other) {
            for decision in joined.iter().filter(|decision| [decision.one, decision.other].contains(&at)) {
                let beside = if decision.one == at { decision.other } else { decision.one };
                if let Entry::Vacant(new) = came_from.entry(beside) {
                    new.insert(at);
                    next.push_back(beside);
                }
            }
        }
        let mut pairs = Vec::new();
        let mut at = other;
        while let Some(before) = came_from.get(&at).copied().filter(|before| *before != at) {
            pairs.push((before, at));
            at = before;
        }
        pairs.reverse();
        pairs
    }

    /// The pairs of which somebody said that they are two people, of an id of the one person and an id of the other.
    #[must_use]
    pub fn told_apart(&self, one: LearnerId, other: LearnerId) -> Vec<(LearnerId, LearnerId)> {
        let others = self.ids(other);
        let pairs = self.ids(one).into_iter().flat_map(|a| others.iter().map(move |b| (a, *b)));
        pairs.filter(|(a, b)| self.decided(*a, *b).is_some_and(|decision| !decision.is_one)).collect()
    }

    /// True if it was decided at this instant, ms, that some two are two.
    #[must_use]
    pub fn was_parted_at(&self, wall: u64) -> bool {
        self.decisions.iter().any(|decision| !decision.is_one && decision.wall == wall)
    }

    /// Every person among these ids once, by the id in front.
    #[must_use]
    pub fn persons(&self, ids: &[LearnerId]) -> Vec<LearnerId> {
        ids.iter().map(|id| self.front(*id)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Every id that a decision ever named together with this one, itself left out.
    #[must_use]
    pub fn linked(&self, learner: LearnerId) -> BTreeSet<LearnerId> {
        let of_decisions = self.decisions.iter().filter(|it| it.one == learner || it.other == learner);
        let named = of_decisions.flat_map(|it| [it.one, it.other]);
        named.chain(self.ids(learner)).filter(|id| *id != learner).collect()
    }

    /// Everybody who is several, by the id in front.
    pub fn groups(&self) -> impl Iterator<Item = (LearnerId, &BTreeSet<LearnerId>)> {
        self.groups.iter().map(|(front, ids)| (*front, ids))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> LearnerId {
        LearnerId(uuid::Uuid::from_u128(n))
    }

    fn told(one: u128, other: u128, is_one: bool) -> Decision {
        Decision { one: id(one), other: id(other), is_one, reason: String::new(), wall: 0 }
    }

    #[test]
    fn the_last_word_about_a_pair_holds_and_chains_are_one_person() {
        let aliases = Aliases::of(vec![told(5, 2, true), told(2, 9, true), told(7, 8, true), told(8, 7, false)]);
        assert_eq!(aliases.ids(id(9)), [id(5), id(2), id(9)]);
        assert_eq!(aliases.persons(&[id(2), id(5), id(7), id(8), id(9)]), [id(5), id(7), id(8)]);
        let taken_back = Aliases::of(vec![told(5, 2, true), told(2, 9, true), told(9, 2, false)]);
        assert_eq!((taken_back.front(id(9)), taken_back.front(id(2))), (id(9), id(5)));
        let ring = Aliases::of(vec![told(1, 2, true), told(2, 3, true), told(3, 1, true)]);
        assert_eq!(ring.ids(id(3)), [id(1), id(2), id(3)]);
    }

    #[test]
    fn what_joins_two_ids_is_named_pair_by_pair() {
        let pairs = |pairs: &[(u128, u128)]| pairs.iter().map(|(a, b)| (id(*a), id(*b))).collect::<Vec<_>>();
        let aliases = Aliases::of(vec![told(1, 2, true), told(3, 4, true), told(1, 3, true), told(5, 6, true)]);
        assert_eq!(aliases.between(id(2), id(4)), pairs(&[(2, 1), (1, 3), (3, 4)]));
        assert_eq!(aliases.between(id(1), id(2)), pairs(&[(1, 2)]));
        assert!(aliases.between(id(1), id(6)).is_empty() && aliases.between(id(1), id(1)).is_empty());
        assert_eq!(aliases.with(told(1, 3, false)).between(id(2), id(4)), []);
        let apart = aliases.with(told(6, 2, false));
        assert_eq!(apart.told_apart(id(4), id(5)), pairs(&[(2, 6)]));
        assert!(apart.with(told(2, 6, true)).told_apart(id(4), id(5)).is_empty(), "the last word about a pair holds");
    }
}
