//! One-time PINs for many people at once. Each costs what the PIN of one person costs (Argon2id), so that a stolen
//! database says as little of them; several are made side by side, outside the store thread, and nothing is written
//! before all are made.

use super::people::random_pin;
use super::watch::{Stage, Watch};
use crate::crypto::pin::{self, PinWork};
use crate::model::ports::Random;
use crate::model::problem::{Code, Problem};
use crate::store::Secret;
use zeroize::Zeroizing;

/// Each takes 64 MiB while it is made: this many side by side.
const AT_ONCE_MAX: usize = 4;

/// A PIN and what the database keeps of it.
pub struct MadePin {
    /// Six digits.
    pub pin: Zeroizing<String>,
    /// Its verifier.
    pub verifier: Secret,
}

/// Makes `count` of them.
///
/// # Errors
/// [`Code::JobCancelled`].
pub fn make(count: usize, work: PinWork, random: &dyn Random, watch: &mut Watch<'_>) -> Result<Vec<MadePin>, Problem> {
    let at_once = std::thread::available_parallelism().map_or(1, usize::from).min(AT_ONCE_MAX);
    let total = count as u64;
    let mut made = Vec::with_capacity(count);
    watch.step(Stage::MakingPins, 0, total)?;
    while made.len() < count {
        let next: Vec<_> =
            (0..at_once.min(count - made.len())).map(|_| (random_pin(random), random.bytes16())).collect();
        let batch: Vec<Option<MadePin>> = std::thread::scope(|scope| {
            let each = next.into_iter().map(|(digits, salt)| {
                scope.spawn(move || {
                    let verifier = Secret(pin::hash(&digits, &salt, work));
                    MadePin { pin: digits, verifier }
                })
            });
            let running: Vec<_> = each.collect();
            running.into_iter().map(|one| one.join().ok()).collect() // a panic: told below
        });
        for one in batch {
            made.push(one.ok_or_else(|| Problem::new(Code::Internal).because("a PIN could not be made"))?);
        }
        watch.step(Stage::MakingPins, made.len() as u64, total)?;
    }
    Ok(made)
}
