//! What learners and staff have in common when they sign in: how much work a secret costs, and waiting after wrong
//! tries. Waiting grows and ends; nobody is ever locked out for good.

use crate::crypto::pin::PinWork;
use crate::crypto::seal::Work;
use crate::model::event::{Actor, AuthDelayed, Body, Draft};
use crate::model::ports::Clock;
use crate::model::problem::{Code, Problem};
use crate::store::{AuthRow, Store};

/// Wrong tries that cost nothing: fingers slip.
const TRIES_FREE: u32 = 4;
/// The first wait, doubled by each further wrong try.
const WAIT_FIRST_MS: u64 = 15_000;
/// The longest wait. It bounds what one person can do to another by typing wrong PINs at their name; at one try a minute
/// a PIN holds for two years, and staff see each wait in the log.
const WAIT_MAX_MS: u64 = 60_000;
/// The longest secret that is looked at, in bytes: longer ones are not worth the work.
const SECRET_BYTES_MAX: usize = 1024;

/// How much work a PIN or passphrase costs on this station.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// As much as good practice asks.
    Full,
    /// OWASP's floor for PINs, on computers where more takes over a second.
    Floor,
    /// Next to nothing: for try-outs and made-up stations, where nothing is secret.
    Trifle,
}

const SETTING: &str = "effort";
/// A PIN check that takes longer than this makes people wait.
const PIN_CHECK_MS_MAX: u64 = 1_000;

impl Effort {
    /// [`Effort::Full`], or [`Effort::Floor`] where this computer needs over a second for it.
    #[must_use]
    pub fn measured(clock: &dyn Clock) -> Self {
        let before = clock.mono_ms();
        let verifier = crate::crypto::pin::hash("000000", &[0; 16], PinWork::Full);
        let is_slow = clock.mono_ms().saturating_sub(before) > PIN_CHECK_MS_MAX || verifier.is_empty();
        if is_slow { Self::Floor } else { Self::Full }
    }

    /// For verifiers of PINs.
    #[must_use]
    pub fn pin(self) -> PinWork {
        match self {
            Self::Full => PinWork::Full,
            Self::Floor => PinWork::Floor,
            Self::Trifle => PinWork::Trifle,
        }
    }

    /// For slots that a passphrase opens.
    #[must_use]
    pub fn slot(self) -> Work {
        match self {
            Self::Full | Self::Floor => Work::Full,
            Self::Trifle => Work::Trifle,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Floor => "floor",
            Self::Trifle => "trifle",
        }
    }

    /// What set-up chose for this station.
    ///
    /// # Errors
    /// The database's.
    pub fn of(store: &Store) -> Result<Self, Problem> {
        let word = store.setting(SETTING)?;
        Ok([Self::Floor, Self::Trifle]
            .into_iter()
            .find(|effort| word.as_deref() == Some(effort.word()))
            .unwrap_or(Self::Full))
    }

    /// The setting and its value, for set-up to keep.
    pub(super) fn setting(self) -> (&'static str, &'static str) {
        (SETTING, self.word())
    }
}

/// How long `tries` wrong tries make wait.
fn wait_ms(tries: u32) -> u64 {
    match tries.checked_sub(TRIES_FREE + 1) {
        None => 0,
        Some(doublings) => WAIT_FIRST_MS.saturating_mul(1 << doublings.min(20)).min(WAIT_MAX_MS),
    }
}

/// Refuses while `subject` must wait. A clock that was set back starts the wait anew and no more.
pub(super) fn check_wait(store: &mut Store, subject: Actor, row: &AuthRow) -> Result<(), Problem> {
    let (now, wait) = (store.clock().wall_ms(), wait_ms(row.tries));
    let left = match now.checked_sub(row.last_wall_ms) {
        Some(elapsed) => wait.saturating_sub(elapsed),
        None if wait > 0 => {
            store.write(|writer| writer.set_tries(subject, row.tries, now))?;
            wait
        }
        None => 0,
    };
    if left == 0 { Ok(()) } else { Err(Problem::new(Code::SignInWait).with("seconds", left.div_ceil(1000))) }
}

/// Whether what was typed is the secret of `row`.
pub(super) fn secret_fits(typed: &str, row: &AuthRow) -> bool {
    typed.len() <= SECRET_BYTES_MAX && crate::crypto::pin::verify(typed, &row.verifier.0)
}

/// Notes a wrong try, and in the log when it makes wait.
pub(super) fn note_wrong(store: &mut Store, subject: Actor, row: &AuthRow) -> Result<(), Problem> {
    let tries = row.tries.saturating_add(1);
    store.write(|writer| {
        writer.set_tries(subject, tries, writer.wall_ms())?;
        if wait_ms(tries) > 0 {
            let draft = Draft::station(Body::AuthDelayed(AuthDelayed { subject, tries }));
            writer.append(match subject {
                Actor::Learner(learner) => draft.about(learner),
                Actor::Staff(_) | Actor::Station | Actor::Office => draft,
            })?;
        }
        Ok(())
    })
}

/// Forgets wrong tries after a right one.
pub(super) fn note_right(store: &mut Store, subject: Actor, row: &AuthRow) -> Result<(), Problem> {
    if row.tries == 0 { Ok(()) } else { Ok(store.write(|writer| writer.set_tries(subject, 0, 0))?) }
}

/// Longest name or number, in characters.
const ENTRY_CHARS_MAX: usize = 100;

/// What somebody typed into a field, without space around it.
///
/// # Errors
/// [`Code::EntryMissing`] names the `field` if it is empty, too long, or holds characters that do not print.
pub(super) fn entry(field: &'static str, typed: &str) -> Result<String, Problem> {
    let text = typed.trim();
    let fits = !text.is_empty() && text.chars().count() <= ENTRY_CHARS_MAX && !text.chars().any(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err(Problem::new(Code::EntryMissing).with("field", field)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let waits: Vec<u64> = (0..14).map(|tries| wait_ms(tries) / 1000).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 15, 30, 60, 60, 60, 60, 60, 60, 60]);
        assert_eq!(wait_ms(u32::MAX), WAIT_MAX_MS);
    }

    #[test]
    fn entries_are_trimmed_and_bounded() {
        assert_eq!(entry("name", "  Ana María ").unwrap(), "Ana María");
        for bad in ["", "   ", "a\nb", &"x".repeat(101)] {
            assert_eq!(entry("name", bad).unwrap_err().code, Code::EntryMissing, "{bad:?}");
        }
    }
}
