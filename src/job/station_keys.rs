//! The station's two secret keys, and the slots they are wrapped in: one for each member of staff, one for the code
//! printed at set-up. Nobody signed in as staff: nothing can be signed or opened.

use crate::crypto::seal::{SealFault, SealIdentity, Work, unwrap, wrap};
use crate::crypto::sign::SecretKey;
use crate::model::ports::Random;
use crate::model::problem::{Code, Problem};
use crate::store::{KeySlot, SlotOwner, Store};
use zeroize::Zeroizing;

/// Signs exports; opens what is addressed to this station. Wiped when dropped.
#[derive(Debug, Clone)]
pub struct StationKeys {
    /// Ed25519.
    pub signing: SecretKey,
    /// age X25519.
    pub sealing: SealIdentity,
}

impl StationKeys {
    /// Fresh keys.
    #[must_use]
    pub fn generate(random: &dyn Random) -> Self {
        let seed = Zeroizing::new(random.bytes32());
        Self { signing: SecretKey::from_seed(&seed), sealing: SealIdentity::generate() }
    }

    /// What a slot holds: the seed in hexadecimal, a line feed, the age identity.
    fn to_text(&self) -> Zeroizing<String> {
        let seed = Zeroizing::new(hex::encode(*self.signing.seed()));
        Zeroizing::new(format!("{}\n{}", seed.as_str(), self.sealing.to_text().as_str()))
    }

    fn from_text(text: &[u8]) -> Option<Self> {
        let (seed, identity) = std::str::from_utf8(text).ok()?.split_once('\n')?;
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(seed, bytes.as_mut()).ok()?; // not a slot of ours
        Some(Self { signing: SecretKey::from_seed(&bytes), sealing: SealIdentity::from_text(identity).ok()? })
    }

    /// A slot that `secret` opens.
    ///
    /// # Errors
    /// [`Code::Internal`], which does not happen.
    pub fn slot(&self, owner: SlotOwner, secret: &str, work: Work) -> Result<KeySlot, Problem> {
        let wrapped = wrap(self.to_text().as_bytes(), secret, work)
            .map_err(|fault| Problem::new(Code::Internal).because(fault))?;
        Ok(KeySlot { owner, wrapped })
    }

    /// The keys out of `slot`, or `None` if `secret` is not its own. That they are this station's is checked.
    ///
    /// # Errors
    /// [`Code::StationDamaged`] if the slot does not read, or holds another station's keys.
    pub fn open(store: &Store, slot: &KeySlot, secret: &str) -> Result<Option<Self>, Problem> {
        let damaged = |what: String| Problem::new(Code::StationDamaged).because(what);
        let text = match unwrap(&slot.wrapped, secret) {
            Ok(text) => text,
            Err(SealFault::Passphrase | SealFault::NotForUs) => return Ok(None),
            Err(fault) => return Err(damaged(format!("key slot: {fault}"))),
        };
        let keys = Self::from_text(&text).ok_or_else(|| damaged("a key slot does not read".into()))?;
        let station = store.station()?.ok_or_else(|| Problem::new(Code::StationNotSetUp))?;
        if keys.signing.public() == station.signing && keys.sealing.recipient().to_string() == station.sealing {
            Ok(Some(keys))
        } else {
            Err(damaged("a key slot holds another station's keys".into()))
        }
    }
}

/// Crockford's letters and digits: none that look alike.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a recovery code, 5 bits each: 125 bits.
const CODE_LETTERS: usize = 25;

/// A fresh recovery code, as printed: five groups of five.
pub(super) fn fresh_code(random: &dyn Random) -> Zeroizing<String> {
    let bytes = Zeroizing::new(random.bytes32());
    let mut code = Zeroizing::new(String::with_capacity(CODE_LETTERS + 4));
    for (n, byte) in bytes.iter().take(CODE_LETTERS).enumerate() {
        if n > 0 && n % 5 == 0 {
            code.push('-');
        }
        code.push(char::from(LETTERS[usize::from(byte & 31)]));
    }
    code
}

/// What was typed, as it was made: any case, with or without dashes and spaces, with letters that look alike.
pub(super) fn typed_code(typed: &str) -> Zeroizing<String> {
    let letters = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    Zeroizing::new(letters.collect())
}
