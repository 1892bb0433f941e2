//! Sets of whole numbers as half-open ranges: what was seen of a lesson, when somebody sat at a station.

use serde::{Deserialize, Serialize};

/// Disjoint, ascending, not touching: one set has one form, whatever the order in which it was put together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<[u64; 2]>", into = "Vec<[u64; 2]>")]
pub struct RangeSet(Vec<[u64; 2]>);

impl From<Vec<[u64; 2]>> for RangeSet {
    fn from(ranges: Vec<[u64; 2]>) -> Self {
        let mut set = Self::default();
        for [from, to] in ranges {
            set.insert(from, to);
        }
        set
    }
}

impl From<RangeSet> for Vec<[u64; 2]> {
    fn from(set: RangeSet) -> Self {
        set.0
    }
}

impl RangeSet {
    /// Adds `from..to`. An empty or reversed range adds nothing.
    pub fn insert(&mut self, from: u64, to: u64) {
        if from >= to {
            return;
        }
        let first = self.0.partition_point(|range| range[1] < from);
        let after = self.0.partition_point(|range| range[0] <= to);
        let merged = match self.0.get(first..after) {
            Some([one]) => [one[0].min(from), one[1].max(to)],
            Some([one, .., last]) => [one[0].min(from), last[1].max(to)],
            _ => [from, to],
        };
        self.0.splice(first..after.max(first), [merged]);
    }

    /// How many numbers are in it.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.0.iter().fold(0, |sum, range| sum.saturating_add(range[1] - range[0]))
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its ranges, ascending.
    pub fn iter(&self) -> impl Iterator<Item = [u64; 2]> {
        self.0.iter().copied()
    }

    /// How many numbers below `below` are in it.
    #[must_use]
    pub fn len_below(&self, below: u64) -> u64 {
        self.0.iter().map(|range| range[1].min(below).saturating_sub(range[0])).sum()
    }

    /// The parts of `from..to` that are not in it.
    #[must_use]
    pub fn gaps_in(&self, from: u64, to: u64) -> Vec<[u64; 2]> {
        let mut gaps = Vec::new();
        let mut at = from;
        let near = self.0.partition_point(|range| range[1] <= from);
        for range in self.0.iter().skip(near).take_while(|range| range[0] < to) {
            if at < range[0] {
                gaps.push([at, range[0]]);
            }
            at = range[1];
        }
        if at < to {
            gaps.push([at, to]);
        }
        gaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn touching_ranges_become_one() {
        let set = RangeSet::from(vec![[5, 9], [0, 5], [20, 10], [12, 12], [30, 31]]);
        assert_eq!(Vec::from(set.clone()), [[0, 9], [30, 31]]);
        assert_eq!(set.len(), 10);
        assert_eq!(set.len_below(4), 4);
        assert_eq!(set.gaps_in(3, 40), [[9, 30], [31, 40]]);
        assert_eq!(RangeSet::from(vec![[0, u64::MAX], [1, 2]]).len(), u64::MAX);
    }

    proptest! {
        #[test]
        fn is_the_set_of_its_numbers(ranges in prop::collection::vec((0_u64..60, 0_u64..60), 0..12), from in 0_u64..60, to in 0_u64..60) {
            let set = RangeSet::from(ranges.iter().map(|(a, b)| [*a, *b]).collect::<Vec<_>>());
            let plain: BTreeSet<u64> = ranges.iter().flat_map(|(a, b)| *a..*b).collect();
            prop_assert_eq!(set.iter().flat_map(|[a, b]| a..b).collect::<Vec<_>>(), plain.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(set.len_below(to), plain.range(..to).count() as u64);
            let gaps: Vec<u64> = set.gaps_in(from, to).into_iter().flat_map(|[a, b]| a..b).collect();
            prop_assert_eq!(gaps, (from..to).filter(|n| !plain.contains(n)).collect::<Vec<_>>());
            let mut back = ranges;
            back.reverse();
            prop_assert_eq!(set, RangeSet::from(back.iter().map(|(a, b)| [*a, *b]).collect::<Vec<_>>()));
        }
    }
}
