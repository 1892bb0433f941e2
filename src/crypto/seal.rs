//! Sealing: age files (<https://age-encryption.org/v1>) to X25519 recipients, or to a passphrase by scrypt.
//!
//! age says who can read, never who wrote: what must be trusted is signed inside. Stock `age` opens all that is
//! sealed here with the identity's text.

use age::secrecy::{ExposeSecret as _, SecretString};
use std::fmt;
use std::io::{self, Read, Write};
use std::str::FromStr;
use zeroize::Zeroizing;

/// scrypt cost that a file may ask of us at most (2^20: 1 GiB, some seconds).
const SCRYPT_LOG_N_MAX: u8 = 20;

/// Why something cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealFault {
    /// The text is not an age recipient or identity.
    #[error("this is not an age key")]
    Key,
    /// Nobody to seal to.
    #[error("a sealed file needs at least one recipient")]
    NoRecipients,
    /// Sealed for others.
    #[error("this file is sealed for somebody else")]
    NotForUs,
    /// The passphrase does not open it.
    #[error("the passphrase does not open it")]
    Passphrase,
    /// Not an age file, or a damaged one.
    #[error("the sealed file is damaged: {0}")]
    Damaged(String),
    /// Reading or writing failed.
    #[error("reading or writing a sealed file: {0}")]
    Io(#[from] io::Error),
}

impl From<age::DecryptError> for SealFault {
    fn from(fault: age::DecryptError) -> Self {
        match fault {
            age::DecryptError::NoMatchingKeys => Self::NotForUs,
            age::DecryptError::Io(fault) if fault.kind() == io::ErrorKind::UnexpectedEof => {
                Self::Damaged("it ends in its header".into())
            }
            age::DecryptError::Io(fault) => Self::Io(fault),
            other => Self::Damaged(format!("{other:?}")),
        }
    }
}

/// The private half, which opens. Zeroised when dropped.
#[derive(Clone)]
pub struct SealIdentity(age::x25519::Identity);

impl SealIdentity {
    /// A fresh identity from the operating system's random source.
    #[must_use]
    pub fn generate() -> Self {
        Self(age::x25519::Identity::generate())
    }

    /// Reads `AGE-SECRET-KEY-1…`.
    ///
    /// # Errors
    /// [`SealFault::Key`].
    pub fn from_text(text: &str) -> Result<Self, SealFault> {
        age::x25519::Identity::from_str(text.trim()).map(Self).map_err(|_| SealFault::Key)
    }

    /// `AGE-SECRET-KEY-1…`, to be written where only its owner reads it.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// The public half.
    #[must_use]
    pub fn recipient(&self) -> SealRecipient {
        SealRecipient(self.0.to_public())
    }
}

impl fmt::Debug for SealIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealIdentity(of {})", self.recipient())
    }
}

/// The public half, to which things are sealed: `age1…`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SealRecipient(age::x25519::Recipient);

impl FromStr for SealRecipient {
    type Err = SealFault;
    fn from_str(text: &str) -> Result<Self, SealFault> {
        age::x25519::Recipient::from_str(text).map(Self).map_err(|_| SealFault::Key)
    }
}

impl fmt::Display for SealRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for SealRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealRecipient({self})")
    }
}

/// A sealed file being written. Without [`Sealing::finish`] nobody can open it.
pub struct Sealing<W: Write>(age::stream::StreamWriter<W>);

impl<W: Write> Sealing<W> {
    /// Starts a file that each of `recipients` can open.
    ///
    /// # Errors
    /// [`SealFault::NoRecipients`], or writing failed.
    pub fn start(recipients: &[SealRecipient], out: W) -> Result<Self, SealFault> {
        let encryptor = age::Encryptor::with_recipients(recipients.iter().map(|r| &r.0 as &dyn age::Recipient))
            .map_err(|_| SealFault::NoRecipients)?; // the only fault X25519 recipients can have
        Ok(Self(encryptor.wrap_output(out)?))
    }

    /// Writes the last block and gives the output back, not yet synced.
    ///
    /// # Errors
    /// Writing failed.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Seals `bytes` in memory.
///
/// # Errors
/// [`SealFault::NoRecipients`].
pub fn seal(recipients: &[SealRecipient], bytes: &[u8]) -> Result<Vec<u8>, SealFault> {
    let mut sealing = Sealing::start(recipients, Vec::new())?;
    sealing.write_all(bytes)?;
    Ok(sealing.finish()?)
}

/// The plain bytes of a sealed stream, authenticated block by block; a cut file ends in an error, not in an end.
///
/// # Errors
/// [`SealFault`] from its header; reading gives the rest as [`io::Error`].
pub fn open<R: Read>(identities: &[SealIdentity], input: R) -> Result<impl Read + use<R>, SealFault> {
    let decryptor = age::Decryptor::new(input)?;
    Ok(decryptor.decrypt(identities.iter().map(|i| &i.0 as &dyn age::Identity))?)
}

/// Opens a whole sealed file of at most `max_bytes` plain bytes.
///
/// # Errors
/// [`SealFault`]; [`SealFault::Damaged`] also when it is larger.
pub fn open_all<R: Read>(identities: &[SealIdentity], input: R, max_bytes: u64) -> Result<Vec<u8>, SealFault> {
    read_all(open(identities, input)?, max_bytes)
}

fn read_all(plain: impl Read, max_bytes: u64) -> Result<Vec<u8>, SealFault> {
    let mut out = Vec::new();
    plain
        .take(max_bytes.saturating_add(1))
        .read_to_end(&mut out)
        .map_err(|fault| SealFault::Damaged(fault.to_string()))?;
    if out.len() as u64 > max_bytes {
        return Err(SealFault::Damaged("it is larger than it may be".into()));
    }
    Ok(out)
}

/// How much work one try at a passphrase costs, here and for a thief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// scrypt N = 2^17, 128 MiB: about half a second (OWASP's first choice).
    Full,
    /// Next to nothing: for tests and for made-up offices, where nothing is secret.
    Trifle,
}

impl Work {
    fn log_n(self) -> u8 {
        match self {
            Self::Full => 17,
            Self::Trifle => 4,
        }
    }
}

/// Wraps a secret in a passphrase, as an age file that stock `age -d` opens.
///
/// # Errors
/// Writing to memory failed, which it does not.
pub fn wrap(secret: &[u8], passphrase: &str, work: Work) -> Result<Vec<u8>, SealFault> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(work.log_n());
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .map_err(|_| SealFault::NoRecipients)?;
    let mut out = encryptor.wrap_output(Vec::new())?;
    out.write_all(secret)?;
    Ok(out.finish()?)
}

/// Opens what [`wrap`] made.
///
/// # Errors
/// [`SealFault::Passphrase`] for another passphrase, [`SealFault::Damaged`] for anything that is no such file.
pub fn unwrap(wrapped: &[u8], passphrase: &str) -> Result<Zeroizing<Vec<u8>>, SealFault> {
    let decryptor = age::Decryptor::new(wrapped)?;
    if !decryptor.is_scrypt() {
        return Err(SealFault::Damaged("it is not sealed by a passphrase".into()));
    }
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(SCRYPT_LOG_N_MAX);
    let plain = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|fault| match fault {
        age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => SealFault::Passphrase,
        other => other.into(),
    })?;
    read_all(plain, 1 << 20).map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_recipient_opens_and_nobody_else() {
        let (a, b, c) = (SealIdentity::generate(), SealIdentity::generate(), SealIdentity::generate());
        let sealed = seal(&[a.recipient(), b.recipient()], b"hello").unwrap();
        for one in [&a, &b] {
            assert_eq!(open_all(std::slice::from_ref(one), &sealed[..], 5).unwrap(), b"hello");
        }
        assert!(matches!(open_all(&[c], &sealed[..], 5), Err(SealFault::NotForUs)));
        assert!(open_all(&[a], &sealed[..], 4).is_err(), "larger than the limit");
        assert!(matches!(seal(&[], b""), Err(SealFault::NoRecipients)));
    }

    #[test]
    fn a_cut_or_altered_file_is_never_opened() {
        let identity = [SealIdentity::generate()];
        let sealed = seal(&[identity[0].recipient()], &[7; 300]).unwrap();
        for at in (0..sealed.len()).step_by(3) {
            assert!(open_all(&identity, &sealed[..at], 1000).is_err(), "cut at {at}");
            let mut bad = sealed.clone();
            bad[at] ^= 1;
            assert!(open_all(&identity, &bad[..], 1000).is_err(), "altered at {at}");
        }
    }

    #[test]
    fn keys_survive_their_text() {
        let identity = SealIdentity::generate();
        let text = identity.recipient().to_string();
        assert_eq!(SealIdentity::from_text(&identity.to_text()).unwrap().recipient(), text.parse().unwrap());
        assert!("age1nonsense".parse::<SealRecipient>().is_err());
        assert!(!format!("{identity:?}").contains("SECRET"));
    }

    #[test]
    fn only_the_right_passphrase_unwraps() {
        let wrapped = wrap(b"key", "correct horse battery", Work::Trifle).unwrap();
        assert_eq!(&**unwrap(&wrapped, "correct horse battery").unwrap(), b"key");
        assert!(matches!(unwrap(&wrapped, "wrong"), Err(SealFault::Passphrase)));
        for at in (0..wrapped.len()).step_by(37) {
            assert!(unwrap(&wrapped[..at], "correct horse battery").is_err(), "cut at {at}");
        }
        let to_key = seal(&[SealIdentity::generate().recipient()], b"key").unwrap();
        assert!(matches!(unwrap(&to_key, "x"), Err(SealFault::Damaged(_))));
    }
}
