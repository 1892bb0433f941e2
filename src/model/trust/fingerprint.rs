//! What people compare by eye and by telephone.

use crate::model::id::Hash;
use std::fmt;

/// Twenty characters of a hash that people compare: `XXXXX-XXXXX-XXXXX-XXXXX` in Crockford's Base32, 100 bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 20]);

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Fingerprint {
    /// The fingerprint of what has this hash.
    #[must_use]
    pub fn of(hash: &Hash) -> Self {
        let mut out = [0; 20];
        for (i, slot) in out.iter_mut().enumerate() {
            let bit = i * 5;
            let pair = u16::from_be_bytes([hash.0[bit / 8], hash.0[bit / 8 + 1]]);
            *slot = CROCKFORD[usize::from(pair >> (11 - bit % 8)) & 31];
        }
        Self(out)
    }

    /// What somebody typed from paper: any case, spaces and dashes anywhere, O for 0, I and L for 1.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut out = Vec::with_capacity(20);
        for c in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '_')) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            out.push(u8::try_from(c).ok().filter(|c| CROCKFORD.contains(c))?); // beyond ASCII: not of the alphabet
        }
        out.try_into().ok().map(Self) // another length: no fingerprint
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, c) in self.0.iter().enumerate() {
            if i > 0 && i % 5 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*c))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}
