//! Damage for the tests of parsers. The same seed does the same, so that a failure can be had again.

/// A small generator with a seed (xorshift64), and what it does to bytes.
pub struct Damage(u64);

impl Damage {
    /// From a seed; the first number is thrown away, for seeds that are alike.
    pub fn seeded(seed: u64) -> Self {
        let mut damage = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        damage.below(1);
        damage
    }

    /// A number from 0 to below `below`; 0 if there is none.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }

    /// Cuts, changes, flips or doubles some of a text-like file, or puts one of `marks` in it: up to `times` times.
    pub fn spoil(&mut self, bytes: &mut Vec<u8>, times: usize, marks: &[u8]) {
        for _ in 0..=self.below(times) {
            let at = self.below(bytes.len());
            match self.below(4 + usize::from(!marks.is_empty())) {
                0 => bytes.truncate(at.max(20)),
                1 => bytes[at] = self.below(256) as u8,
                2 => bytes[at] ^= 1 << self.below(8),
                3 => {
                    let end = (at + self.below(50)).min(bytes.len());
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => bytes[at] = marks[self.below(marks.len())],
            }
        }
    }
}
