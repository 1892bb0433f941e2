//! Private keys as files. What is in them, once unwrapped:
//!
//! ```text
//! FOOTHOLD-SIGNING-KEY-1 ROLE 64-hex-digits LF      Ed25519 seed; ROLE is a slug: root, publisher, office …
//! AGE-SECRET-KEY-1… LF                              an age identity, as stock `age -d -i` reads it
//! ```
//!
//! A file whose owner gave a passphrase is that text in an age file sealed by scrypt.

use crate::crypto::seal::{self, SealFault, SealIdentity, Work};
use crate::crypto::sign::SecretKey;
use crate::model::id::Slug;
use zeroize::Zeroizing;

const SIGNING: &str = "FOOTHOLD-SIGNING-KEY-1";
const AGE_MAGIC: &[u8] = b"age-encryption.org/v1";
/// A key file is two lines at most; wrapped, some hundred bytes more.
const BYTES_MAX: usize = 4096;

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// It needs a passphrase and none was given.
    #[error("this key needs its passphrase")]
    NeedsPassphrase,
    /// The passphrase does not open it.
    #[error("the passphrase does not open this key")]
    Passphrase,
    /// It is no key file.
    #[error("this is not a key file: {0}")]
    Form(&'static str),
}

impl From<SealFault> for KeyFault {
    fn from(fault: SealFault) -> Self {
        match fault {
            SealFault::Passphrase => Self::Passphrase,
            _ => Self::Form("it is damaged"),
        }
    }
}

/// True if the file needs a passphrase.
#[must_use]
pub fn is_wrapped(bytes: &[u8]) -> bool {
    bytes.starts_with(AGE_MAGIC)
}

/// The file of a signing key, wrapped if there is a passphrase.
///
/// # Errors
/// [`KeyFault::Form`] if wrapping failed.
pub fn write_signing(
    role: &Slug,
    key: &SecretKey,
    passphrase: Option<&str>,
    work: Work,
) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    let seed = Zeroizing::new(hex::encode(key.seed().as_slice()));
    write(&Zeroizing::new(format!("{SIGNING} {role} {}\n", *seed)), passphrase, work)
}

/// The file of a sealing identity, wrapped if there is a passphrase.
///
/// # Errors
/// [`KeyFault::Form`] if wrapping failed.
pub fn write_sealing(
    identity: &SealIdentity,
    passphrase: Option<&str>,
    work: Work,
) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    write(&Zeroizing::new(format!("{}\n", *identity.to_text())), passphrase, work)
}

fn write(text: &str, passphrase: Option<&str>, work: Work) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    Ok(Zeroizing::new(match passphrase {
        Some(passphrase) => seal::wrap(text.as_bytes(), passphrase, work)?,
        None => text.as_bytes().to_vec(),
    }))
}

/// Reads a signing key and the role its file names.
///
/// # Errors
/// [`KeyFault`].
pub fn read_signing(bytes: &[u8], passphrase: Option<&str>) -> Result<(Slug, SecretKey), KeyFault> {
    let text = read(bytes, passphrase)?;
    let mut words = text.strip_suffix('\n').unwrap_or(&text).split(' ');
    let (Some(SIGNING), Some(role), Some(seed), None) = (words.next(), words.next(), words.next(), words.next()) else {
        return Err(KeyFault::Form("it does not hold a signing key"));
    };
    let role = Slug::parse(role).map_err(|_| KeyFault::Form("it names no role"))?;
    let mut bytes = Zeroizing::new([0; 32]);
    hex::decode_to_slice(seed, bytes.as_mut_slice()).map_err(|_| KeyFault::Form("its key is damaged"))?;
    Ok((role, SecretKey::from_seed(&bytes)))
}

/// Reads a sealing identity.
///
/// # Errors
/// [`KeyFault`].
pub fn read_sealing(bytes: &[u8], passphrase: Option<&str>) -> Result<SealIdentity, KeyFault> {
    let text = read(bytes, passphrase)?;
    SealIdentity::from_text(&text).map_err(|_| KeyFault::Form("it does not hold a sealing key"))
}

fn read(bytes: &[u8], passphrase: Option<&str>) -> Result<Zeroizing<String>, KeyFault> {
    if bytes.len() > BYTES_MAX {
        return Err(KeyFault::Form("it is too large"));
    }
    let plain = match (is_wrapped(bytes), passphrase) {
        (false, _) => Zeroizing::new(bytes.to_vec()),
        (true, Some(passphrase)) => seal::unwrap(bytes, passphrase)?,
        (true, None) => return Err(KeyFault::NeedsPassphrase),
    };
    let text = std::str::from_utf8(&plain).map_err(|_| KeyFault::Form("it is not text"))?;
    Ok(Zeroizing::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_from_their_files_with_and_without_a_passphrase() {
        let (key, identity) = (SecretKey::from_seed(&[7; 32]), SealIdentity::generate());
        let role = Slug::parse("publisher").unwrap();
        for passphrase in [None, Some("a long enough phrase")] {
            let file = write_signing(&role, &key, passphrase, Work::Trifle).unwrap();
            assert_eq!(is_wrapped(&file), passphrase.is_some());
            let (read_role, read) = read_signing(&file, passphrase).unwrap();
            assert_eq!((read_role, read.public()), (role.clone(), key.public()));
            let file = write_sealing(&identity, passphrase, Work::Trifle).unwrap();
            assert_eq!(read_sealing(&file, passphrase).unwrap().recipient(), identity.recipient());
            assert!(read_signing(&file, passphrase).is_err(), "one kind of key is never another");
        }
    }

    #[test]
    fn a_missing_or_wrong_passphrase_says_so() {
        let file = write_sealing(&SealIdentity::generate(), Some("right"), Work::Trifle).unwrap();
        assert!(matches!(read_sealing(&file, None), Err(KeyFault::NeedsPassphrase)));
        assert!(matches!(read_sealing(&file, Some("wrong")), Err(KeyFault::Passphrase)));
        for bad in [&b""[..], b"FOOTHOLD-SIGNING-KEY-1 root 00", b"x", &[0xff; 10], &[b'a'; 5000]] {
            assert!(read_signing(bad, None).is_err() && read_sealing(bad, None).is_err());
        }
    }
}
