//! The text of the QR code on a paper certificate: `FH1:` and then Base45 (RFC 9285) of zlib (RFC 1950) of a
//! COSE_Sign1 (RFC 9052), as the health certificates of EU and WHO are made.
//!
//! Protected header: `alg` EdDSA, `content type` [`CONTENT_TYPE`], `kid` = the 32 bytes of the public key. Nothing is
//! unprotected. The payload is a CBOR map, its keys ascending:
//!
//! | key | value |
//! |---|---|
//! | 1 | the certificate's id, 16 bytes, the same as in its file |
//! | 2 | the person's name |
//! | 3 | title |
//! | 4 | official date, seconds since 1970 |
//! | 5 | when it was signed, seconds since 1970 |
//! | 6 | hours and score in one sentence, if shown |
//! | 7 | the issuer's name, if policy lets it be named |

use super::{CertificateFault, Credential};
use crate::crypto::sign::{PublicKey, SecretKey};
use ciborium::Value;
use coset::iana::{Algorithm, CborTag};
use coset::{CoseSign1, CoseSign1Builder, HeaderBuilder, TaggedCborSerializable as _};
use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use std::io::Read as _;
use uuid::Uuid;

/// How the text begins.
pub const PREFIX: &str = "FH1:";
/// What the payload is.
pub const CONTENT_TYPE: &str = "application/vnd.foothold.paper.v1+cbor";
/// Longest text: what the largest QR code holds in letters and digits.
pub const LETTERS_MAX: usize = 4296;
/// Largest COSE_Sign1: [`LETTERS_MAX`] letters, unpacked by a factor that words never reach.
const BYTES_MAX: usize = 16 << 10;
/// Letters of a name or title on paper; what is longer is cut, with an ellipsis.
const WORDS_MAX: usize = 120;

/// What a paper certificate says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperClaims {
    /// Its id, the same as in its file.
    pub id: Uuid,
    /// The person's name.
    pub name: String,
    /// Title of the certificate.
    pub title: String,
    /// Official date, seconds since 1970.
    pub valid_from: u64,
    /// When it was signed, seconds since 1970.
    pub created: u64,
    /// Hours and score in one sentence.
    pub narrative: Option<String>,
    /// The issuer's name.
    pub issuer_name: Option<String>,
}

impl PaperClaims {
    /// Of a certificate's file.
    #[must_use]
    pub fn of(credential: &Credential, created_ms: u64) -> Self {
        let short = |text: &str| match text.char_indices().nth(WORDS_MAX) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        };
        Self {
            id: credential.id,
            name: short(&credential.name),
            title: short(&credential.title),
            valid_from: credential.valid_from / 1000,
            created: created_ms / 1000,
            narrative: credential.narrative.as_deref().map(short),
            issuer_name: credential.issuer_name.as_deref().map(short),
        }
    }

    fn to_cbor(&self) -> Result<Vec<u8>, CertificateFault> {
        let text = |text: &str| Value::Text(text.to_owned());
        let mut entries = vec![
            (1, Value::Bytes(self.id.as_bytes().to_vec())),
            (2, text(&self.name)),
            (3, text(&self.title)),
            (4, Value::Integer(self.valid_from.into())),
            (5, Value::Integer(self.created.into())),
        ];
        entries.extend(self.narrative.as_deref().map(|narrative| (6, text(narrative))));
        entries.extend(self.issuer_name.as_deref().map(|name| (7, text(name))));
        let map = entries.into_iter().map(|(key, value)| (Value::Integer(key.into()), value)).collect();
        let mut out = Vec::new();
        ciborium::into_writer(&Value::Map(map), &mut out).map_err(|fault| CertificateFault::Json(fault.to_string()))?;
        Ok(out)
    }

    fn from_cbor(bytes: &[u8]) -> Option<Self> {
        let Ok(Value::Map(entries)) = ciborium::from_reader::<Value, _>(bytes) else { return None };
        let get =
            |key: u64| entries.iter().find(|(name, _)| *name == Value::Integer(key.into())).map(|(_, value)| value);
        let text = |key| get(key).and_then(Value::as_text).map(str::to_owned);
        let number = |key| get(key).and_then(Value::as_integer).and_then(|number| u64::try_from(number).ok());
        let claims = Self {
            id: Uuid::from_slice(get(1)?.as_bytes()?).ok()?, // another length is no id
            name: text(2)?,
            title: text(3)?,
            valid_from: number(4)?,
            created: number(5)?,
            narrative: text(6),
            issuer_name: text(7),
        };
        (claims.to_cbor().ok()? == bytes).then_some(claims) // one form only: nothing twice, nothing besides
    }
}

/// Signs the text of a QR code.
///
/// # Errors
/// [`CertificateFault`] if it is too long for a QR code.
pub fn sign(claims: &PaperClaims, key: &SecretKey) -> Result<String, CertificateFault> {
    let fault = |fault: &dyn std::fmt::Display| CertificateFault::Json(fault.to_string());
    let message = CoseSign1Builder::new()
        .protected(header(&key.public()))
        .payload(claims.to_cbor()?)
        .create_signature(b"", |bytes| key.sign(bytes).to_vec())
        .build()
        .to_tagged_vec()
        .map_err(|error| fault(&error))?;
    let mut packed = Vec::new();
    ZlibEncoder::new(message.as_slice(), Compression::best())
        .read_to_end(&mut packed)
        .map_err(|error| fault(&error))?;
    let text = format!("{PREFIX}{}", base45::encode(packed));
    if text.len() > LETTERS_MAX { Err(CertificateFault::Form("it is too long for a QR code")) } else { Ok(text) }
}

fn header(key: &PublicKey) -> coset::Header {
    HeaderBuilder::new()
        .algorithm(Algorithm::EdDSA)
        .content_type(CONTENT_TYPE.to_owned())
        .key_id(key.0.to_vec())
        .build()
}

/// Checks the text of a QR code; gives what it says and the key that signed it. Base45 never ends in a space (its last
/// letter stands for at most 32 times 2025), so white space around it says nothing.
///
/// # Errors
/// [`CertificateFault`].
pub fn verify(text: &str) -> Result<(PaperClaims, PublicKey), CertificateFault> {
    let form = CertificateFault::Form("this is not the code of a certificate");
    let letters = text.trim().strip_prefix(PREFIX);
    let Some(letters) = letters.filter(|letters| letters.len() <= LETTERS_MAX) else { return Err(form) };
    let Ok(packed) = base45::decode(letters) else { return Err(CertificateFault::Signature) };
    let mut message = Vec::new();
    let unpacked = ZlibDecoder::new(packed.as_slice()).take(BYTES_MAX as u64 + 1).read_to_end(&mut message);
    if unpacked.is_err() || message.len() > BYTES_MAX {
        return Err(CertificateFault::Signature);
    }
    let Ok(message) = CoseSign1::from_tagged_slice(&message) else { return Err(CertificateFault::Signature) };
    open(&message).ok_or(CertificateFault::Signature)
}

fn open(message: &CoseSign1) -> Option<(PaperClaims, PublicKey)> {
    let key = PublicKey(message.protected.header.key_id.as_slice().try_into().ok()?); // another length is no key
    if message.protected.header != header(&key) || !message.unprotected.is_empty() {
        return None;
    }
    let check = |signature: &[u8], bytes: &[u8]| if key.verifies(bytes, signature) { Ok(()) } else { Err(()) };
    message.verify_signature(b"", check).ok()?; // no signature, no claims
    Some((PaperClaims::from_cbor(message.payload.as_deref()?)?, key))
}

/// The CBOR tag of a COSE_Sign1, for those who read the bytes by other means.
pub const TAG: u64 = CborTag::CoseSign1 as u64;

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SecretKey {
        SecretKey::from_seed(&[7; 32])
    }

    fn claims() -> PaperClaims {
        PaperClaims {
            id: Uuid::from_u128(0x1234_5678_9abc_def0_1234_5678_9abc_def0),
            name: "María José Fernández Álvarez".into(),
            title: "Looking for work with a record".into(),
            valid_from: 1_790_000_000,
            created: 1_790_000_100,
            narrative: Some("Hours of study: 6.5. Score: 87 %.".into()),
            issuer_name: Some("State Corrections, Records office".into()),
        }
    }

    #[test]
    fn a_code_says_what_was_signed_and_fits_a_small_square() {
        let text = sign(&claims(), &key()).unwrap();
        assert_eq!(verify(&text).unwrap(), (claims(), key().public()));
        assert!(text.len() < 500, "{}", text.len());
        assert!(text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b" $%*+-./:".contains(&b)));
        assert_eq!(TAG, 18);
    }

    #[test]
    fn every_letter_that_is_changed_is_seen() {
        let text = sign(&claims(), &key()).unwrap();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            if let Ok((told, by)) = verify(&changed) {
                assert_eq!((told, by), (claims(), key().public()), "letter {at}"); // of the packing, not of the words
            }
        }
        for end in 0..text.len() {
            assert!(verify(&text[..end]).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn every_claim_and_the_key_are_signed() {
        let message = |text: &str| {
            let packed = base45::decode(&text[PREFIX.len()..]).unwrap();
            let mut bytes = Vec::new();
            ZlibDecoder::new(packed.as_slice()).read_to_end(&mut bytes).unwrap();
            CoseSign1::from_tagged_slice(&bytes).unwrap()
        };
        let whole = message(&sign(&claims(), &key()).unwrap());
        assert!(open(&whole).is_some());
        type Change = fn(&mut PaperClaims);
        let changes: [Change; 7] = [
            |claims| claims.id = Uuid::from_u128(1),
            |claims| claims.name.push('x'),
            |claims| claims.title.push('x'),
            |claims| claims.valid_from += 1,
            |claims| claims.created += 1,
            |claims| claims.narrative = None,
            |claims| claims.issuer_name = Some("Another office".into()),
        ];
        for change in changes {
            let mut other = claims();
            change(&mut other);
            let mut message = whole.clone();
            message.payload = Some(other.to_cbor().unwrap());
            assert!(open(&message).is_none());
        }
        let mut by_other = whole.clone();
        by_other.protected.header = header(&SecretKey::from_seed(&[8; 32]).public());
        by_other.protected.original_data = None;
        assert!(open(&by_other).is_none());
        let mut with_more = whole;
        with_more.unprotected = header(&key().public());
        assert!(open(&with_more).is_none());
    }

    #[test]
    fn a_bomb_and_long_texts_are_refused() {
        let mut packed = Vec::new();
        ZlibEncoder::new([0; 1 << 20].as_slice(), Compression::best()).read_to_end(&mut packed).unwrap();
        assert!(verify(&format!("{PREFIX}{}", base45::encode(packed))).is_err());
        assert!(verify(&format!("{PREFIX}{}", "A".repeat(5000))).is_err());
        assert!(verify("").is_err());
    }
}
