//! Which stretches of a lesson were really played.

/// Stretches `[from, to)` in milliseconds, apart and in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spans {
    list: Vec<(u64, u64)>,
}

impl Spans {
    /// Adds a stretch; one that is empty or backwards changes nothing.
    pub fn add(&mut self, from: u64, to: u64) {
        if from >= to {
            return;
        }
        let first = self.list.partition_point(|&(_, end)| end < from);
        let after = self.list.partition_point(|&(start, _)| start <= to);
        let mut joined = (from, to);
        for &(start, end) in self.list.get(first..after).unwrap_or_default() {
            joined = (joined.0.min(start), joined.1.max(end));
        }
        self.list.splice(first..after, [joined]);
    }

    /// The stretches, apart and in order.
    #[must_use]
    pub fn list(&self) -> &[(u64, u64)] {
        &self.list
    }

    /// Milliseconds in all.
    #[must_use]
    pub fn total_ms(&self) -> u64 {
        self.list.iter().map(|&(from, to)| to - from).sum()
    }

    /// The stretches, leaving none behind.
    pub fn take(&mut self) -> Vec<(u64, u64)> {
        std::mem::take(&mut self.list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_join_where_they_touch_and_count_once() {
        type Stretches = &'static [(u64, u64)];
        let cases: [(Stretches, Stretches); 6] = [
            (&[(0, 5), (5, 9)], &[(0, 9)]),
            (&[(5, 9), (0, 3)], &[(0, 3), (5, 9)]),
            (&[(0, 3), (5, 9), (2, 6)], &[(0, 9)]),
            (&[(0, 9), (2, 3)], &[(0, 9)]),
            (&[(4, 4), (5, 2)], &[]),
            (&[(0, 1), (2, 3), (4, 5), (1, 4)], &[(0, 5)]),
        ];
        for (added, expected) in cases {
            let mut spans = Spans::default();
            added.iter().for_each(|&(from, to)| spans.add(from, to));
            assert_eq!(spans.list(), expected, "{added:?}");
        }
    }
}
