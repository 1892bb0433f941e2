//! Whether what a learner does next can be kept, found out before they do it.
//!
//! Where nothing can be written any more, nobody signs in: the sitting itself could not be noted, and the sign-in screen
//! says why. Where little room is left, people sign in and are told at once that work may not be kept: they can read and
//! watch, and no quiz begins that might not be finished.

use super::Home;
use super::drives::free_bytes;
use crate::model::problem::{Code, Problem};

/// With less room than this on the disk no work is begun: a long quiz and the database's own journal fit in it many
/// times over.
pub const LEAST_FREE_BYTES: u64 = 32 << 20;

/// What to tell the learner if work may not be kept.
#[must_use]
pub fn trouble(home: &Home) -> Option<Problem> {
    of(free_bytes(home.root()))
}

fn of(free_bytes: u64) -> Option<Problem> {
    (free_bytes < LEAST_FREE_BYTES).then(|| Problem::new(Code::DiskNearlyFull).with("free_bytes", free_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_room_is_told_and_enough_is_not() {
        assert_eq!(of(0).unwrap().code, Code::DiskNearlyFull);
        assert_eq!(of(LEAST_FREE_BYTES - 1).unwrap().code, Code::DiskNearlyFull);
        assert_eq!(of(LEAST_FREE_BYTES), None);
    }
}
