//! PIN and passphrase verifiers: Argon2id (RFC 9106) in PHC text. They stay on their station and out of the log.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::{Engine as _, prelude::BASE64_STANDARD_NO_PAD};
use subtle::ConstantTimeEq as _;

/// How much work one try costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinWork {
    /// RFC 9106's second choice: 64 MiB, 3 passes, 4 lanes.
    Full,
    /// OWASP's floor, for computers where [`PinWork::Full`] takes more than a second: 19 MiB, 2 passes, 1 lane.
    Floor,
    /// Next to nothing: for tests and for made-up stations.
    Trifle,
}

impl PinWork {
    /// Memory in KiB, passes, lanes.
    fn costs(self) -> (u32, u32, u32) {
        match self {
            Self::Full => (65_536, 3, 4),
            Self::Floor => (19_456, 2, 1),
            Self::Trifle => (8, 1, 1),
        }
    }
}

/// Memory that a verifier may ask of us, in KiB, and its passes and lanes: verifiers come from our own database,
/// which somebody may have changed.
const COSTS_MAX: (u32, u32, u32) = (262_144, 10, 8);
const HASH_BYTES: usize = 32;

/// The verifier of `secret`: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. The salt must be random.
#[must_use]
pub fn hash(secret: &str, salt: &[u8; 16], work: PinWork) -> String {
    let (memory, passes, lanes) = work.costs();
    let digest = argon2id(secret, salt, work.costs()).expect("our own costs and sizes are in range");
    format!(
        "$argon2id$v=19$m={memory},t={passes},p={lanes}${}${}",
        BASE64_STANDARD_NO_PAD.encode(salt),
        BASE64_STANDARD_NO_PAD.encode(digest)
    )
}

/// True if `verifier` was made from `secret`. A text that is no verifier fits nothing.
#[must_use]
pub fn verify(secret: &str, verifier: &str) -> bool {
    let Some((costs, salt, wanted)) = parse(verifier) else { return false };
    argon2id(secret, &salt, costs).is_some_and(|found| found.ct_eq(&wanted).into())
}

type Parts = ((u32, u32, u32), Vec<u8>, Vec<u8>);

fn parse(verifier: &str) -> Option<Parts> {
    let mut fields = verifier.strip_prefix("$argon2id$v=19$m=")?.split('$');
    let (costs, salt, hash) = (fields.next()?, fields.next()?, fields.next()?);
    let mut costs = costs.split(',');
    let memory = costs.next()?.parse().ok()?; // not a number: no verifier of ours
    let passes = costs.next()?.strip_prefix("t=")?.parse().ok()?;
    let lanes = costs.next()?.strip_prefix("p=")?.parse().ok()?;
    let salt = BASE64_STANDARD_NO_PAD.decode(salt).ok()?;
    let hash = BASE64_STANDARD_NO_PAD.decode(hash).ok()?;
    let ends = fields.next().is_none() && costs.next().is_none();
    let fits = memory <= COSTS_MAX.0 && passes <= COSTS_MAX.1 && lanes <= COSTS_MAX.2 && hash.len() == HASH_BYTES;
    (ends && fits).then_some(((memory, passes, lanes), salt, hash))
}

fn argon2id(secret: &str, salt: &[u8], (memory, passes, lanes): (u32, u32, u32)) -> Option<[u8; HASH_BYTES]> {
    let params = Params::new(memory, passes, lanes, Some(HASH_BYTES)).ok()?; // out of range: no verifier of ours
    let mut out = [0; HASH_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret.as_bytes(), salt, &mut out)
        .ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_secret_verifies() {
        for work in [PinWork::Trifle, PinWork::Floor] {
            let verifier = hash("482913", &[1; 16], work);
            assert!(verify("482913", &verifier), "{verifier}");
            assert!(!verify("482914", &verifier));
        }
    }

    #[test]
    fn the_reference_programs_verifier_fits() {
        // echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -e, from the reference implementation's tests.
        let verifier = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert!(verify("password", verifier));
        assert!(!verify("Password", verifier));
    }

    #[test]
    fn damaged_and_greedy_verifiers_fit_nothing() {
        let good = hash("1", &[1; 16], PinWork::Trifle);
        for at in 0..good.len() {
            assert!(!verify("1", &good[..at]), "cut at {at}");
        }
        let bad = [
            "",
            "$argon2i$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
            "$argon2id$v=19$m=4294967295,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$argon2id$v=19$m=8,t=0,p=0$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$argon2id$v=19$m=8,t=1,p=1$$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ];
        for verifier in bad {
            assert!(!verify("1", verifier), "{verifier}");
        }
        assert!(!verify("1", &format!("{good}$")));
    }
}
