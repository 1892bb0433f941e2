//! Official certificates as files: Open Badges 3.0 `OpenBadgeCredential` (W3C Verifiable Credentials 2.0), one JSON
//! object with a `did:key` issuer and a set of two Data Integrity proofs, see [`proof`]. Several of one person in one file
//! are a [`clr`].
//!
//! Nothing on the web is needed to check one: the key is in the issuer's name. Whether that key is our office's is a
//! question to the root document.

pub mod attached;
pub mod baked;
pub mod clr;
pub mod code;
pub mod context;
pub mod proof;
mod strict;

use super::limits::{BAKED_BYTES_MAX, CERTIFICATE_BYTES_MAX, RECORD_BYTES_MAX};
use crate::crypto::hash::sha256_of;
use crate::crypto::sign::{PublicKey, SecretKey};
use proof::{Bounds, Signing, Suite};
use serde_json::{Value, json};
use uuid::Uuid;

/// Multicodec prefix of an Ed25519 public key.
const ED25519: [u8; 2] = [0xed, 0x01];

/// Why a certificate file is refused.
#[derive(Debug, thiserror::Error)]
pub enum CertificateFault {
    /// Not a certificate file.
    #[error("this is not a certificate file: {0}")]
    Form(&'static str),
    /// Not JSON, or too large.
    #[error("this is not a certificate file: {0}")]
    Json(String),
    /// Altered after it was signed.
    #[error("it was altered after it was signed, or signed by another key than it names")]
    Signature,
}

/// What goes into the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Its id, see [`crate::model::certificate::official_id`].
    pub id: Uuid,
    /// The issuer's name, if policy lets it be named.
    pub issuer_name: Option<String>,
    /// The person's name.
    pub name: String,
    /// Title of the certificate.
    pub title: String,
    /// What the course was: its title.
    pub description: String,
    /// What was done to earn it.
    pub criteria: String,
    /// Hours, score and credit in one sentence.
    pub narrative: Option<String>,
    /// Names the achievement: `urn:foothold:COURSE:CERTIFICATE`.
    pub achievement: String,
    /// Official date, ms since 1970.
    pub valid_from: u64,
    /// The date was the office's, because the station's clock could not be right.
    pub date_from_office: bool,
}

impl Credential {
    /// How a person is named.
    fn identity(name: &str) -> Value {
        json!({"type": "IdentityObject", "hashed": false, "identityHash": name, "identityType": "name"})
    }
}

/// The `did:key` of an Ed25519 key.
#[must_use]
pub fn did_key(key: &PublicKey) -> String {
    format!("did:key:{}", multibase(key))
}

fn multibase(key: &PublicKey) -> String {
    format!("z{}", bs58::encode([ED25519.as_slice(), &key.0].concat()).into_string())
}

/// The address of a key in a proof.
fn method(key: &PublicKey) -> String {
    format!("{}#{}", did_key(key), multibase(key))
}

/// The key of a `did:key`, with or without a fragment.
#[must_use]
pub fn key_of_did(did: &str) -> Option<PublicKey> {
    let name = did.strip_prefix("did:key:z")?;
    let name = name.split('#').next().unwrap_or(name);
    if name.len() > DID_LETTERS_MAX {
        return None;
    }
    let bytes = bs58::decode(name).into_vec().ok()?; // whatever it is, it is not a key
    let raw = bytes.strip_prefix(ED25519.as_slice())?;
    Some(PublicKey(raw.try_into().ok()?))
}

/// 34 bytes in Base58 are at most 47 letters; decoding takes the square of the length.
const DID_LETTERS_MAX: usize = 60;

/// Signs a certificate with the issuer's key. The bytes are RFC 8785 text.
///
/// # Errors
/// [`CertificateFault::Form`] for a date outside the calendar.
pub fn issue(credential: &Credential, key: &SecretKey, created_ms: u64) -> Result<Vec<u8>, CertificateFault> {
    let document = document(credential, &key.public())?;
    let (method, created) = (method(&key.public()), instant(created_ms)?);
    let signed = proof::sign(document, &Suite::SET, Signing { key, method: &method, created: &created })?;
    canonical(&signed)
}

fn document(credential: &Credential, key: &PublicKey) -> Result<Value, CertificateFault> {
    let mut issuer = json!({"id": did_key(key), "type": ["Profile"]});
    if let (Some(name), Some(map)) = (&credential.issuer_name, issuer.as_object_mut()) {
        map.insert("name".into(), Value::from(name.as_str()));
    }
    let mut subject = json!({
        "type": ["AchievementSubject"],
        "identifier": [Credential::identity(&credential.name)],
        "achievement": {
            "id": credential.achievement,
            "type": ["Achievement"],
            "name": credential.title,
            "description": credential.description,
            "criteria": {"narrative": credential.criteria},
        },
    });
    let narrative = match (&credential.narrative, credential.date_from_office) {
        (Some(text), false) => Some(text.clone()),
        (Some(text), true) => Some(format!("{text} {OFFICE_DATE}")),
        (None, true) => Some(OFFICE_DATE.to_owned()),
        (None, false) => None,
    };
    if let (Some(text), Some(map)) = (narrative, subject.as_object_mut()) {
        map.insert("narrative".into(), Value::from(text));
    }
    Ok(json!({
        "@context": [context::CREDENTIALS, context::OPEN_BADGES],
        "id": format!("urn:uuid:{}", credential.id),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": credential.title,
        "issuer": issuer,
        "validFrom": instant(credential.valid_from)?,
        "credentialSubject": subject,
    }))
}

/// Marks a date that is the office's, in the file (English, as the keys are).
pub(crate) const OFFICE_DATE: &str = "Dated by the records office.";

fn instant(ms: u64) -> Result<String, CertificateFault> {
    let seconds = i64::try_from(ms / 1000).map_err(|_| CertificateFault::Form("a date outside the calendar"))?;
    let stamp =
        jiff::Timestamp::from_second(seconds).map_err(|_| CertificateFault::Form("a date outside the calendar"))?;
    Ok(stamp.to_string())
}

fn canonical<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, CertificateFault> {
    serde_json_canonicalizer::to_vec(value).map_err(|fault| CertificateFault::Json(fault.to_string()))
}

/// A certificate whose proof holds for the key it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The key that signed it.
    pub key: PublicKey,
    /// Its id, `urn:uuid:…`.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// Title of the certificate.
    pub title: String,
    /// Official date, as written.
    pub valid_from: String,
    /// When it was signed, as written.
    pub created: String,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// The certificates in it, if it is a record of several.
    pub members: Vec<Self>,
}

impl Checked {
    /// Its id as lists of certificates name it, without `urn:uuid:`.
    #[must_use]
    pub fn short_id(&self) -> &str {
        self.id.strip_prefix("urn:uuid:").unwrap_or(&self.id)
    }
}

/// Checks the form and the proofs of a certificate: its JSON, a picture or a PDF with that in it, or the text of the QR
/// code on paper. The mark that some editors put before a text (U+FEFF) and white space around it say nothing.
///
/// # Errors
/// [`CertificateFault`].
pub fn verify(bytes: &[u8]) -> Result<Checked, CertificateFault> {
    if bytes.starts_with(baked::SIGNATURE) {
        return verify_json(&baked::read(bytes)?);
    }
    if bytes.starts_with(attached::SIGNATURE) {
        if bytes.len() > BAKED_BYTES_MAX {
            return Err(CertificateFault::Json("it is too large".into()));
        }
        return verify_json(&attached::read(bytes)?);
    }
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii();
    if text.starts_with(code::PREFIX.as_bytes()) {
        return verify_code(text);
    }
    verify_json(text)
}

/// U+FEFF as UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

fn verify_code(bytes: &[u8]) -> Result<Checked, CertificateFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| CertificateFault::Form("it is not text"))?;
    let (claims, key) = code::verify(text)?;
    let day = |seconds: u64| instant(seconds.saturating_mul(1000));
    Ok(Checked {
        key,
        id: format!("urn:uuid:{}", claims.id),
        name: claims.name,
        title: claims.title,
        valid_from: day(claims.valid_from)?,
        created: day(claims.created)?,
        sha256: sha256_of(&[bytes]),
        members: Vec::new(),
    })
}

fn verify_json(bytes: &[u8]) -> Result<Checked, CertificateFault> {
    if bytes.len() > RECORD_BYTES_MAX {
        return Err(CertificateFault::Json("it is too large".into()));
    }
    let document = strict::parse(bytes).map_err(|fault| CertificateFault::Json(fault.to_string()))?;
    if document["@context"] == clr::contexts() { clr::verify(bytes, &document) } else { verify_one(bytes, &document) }
}

/// Checks the JSON of one certificate.
fn checked_one(bytes: &[u8]) -> Result<Checked, CertificateFault> {
    let document = strict::parse(bytes).map_err(|fault| CertificateFault::Json(fault.to_string()))?;
    verify_one(bytes, &document)
}

fn verify_one(bytes: &[u8], document: &Value) -> Result<Checked, CertificateFault> {
    if bytes.len() > CERTIFICATE_BYTES_MAX {
        return Err(CertificateFault::Json("it is too large".into()));
    }
    if document["@context"] != json!([context::CREDENTIALS, context::OPEN_BADGES]) {
        return Err(CertificateFault::Form("its contexts are not those of an Open Badge"));
    }
    let (key, created) = proof::verify(document)?;
    let text = |pointer: &str| document.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let issuer = text("/issuer/id").or_else(|| text("/issuer")).ok_or(CertificateFault::Form("it names no issuer"))?;
    if key_of_did(&issuer) != Some(key) {
        return Err(CertificateFault::Signature);
    }
    let types = document["type"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !types.iter().any(|kind| kind == "OpenBadgeCredential" || kind == "AchievementCredential") {
        return Err(CertificateFault::Form("it is another kind of credential"));
    }
    let want = |found: Option<String>| found.ok_or(CertificateFault::Form("it lacks a field"));
    Ok(Checked {
        key,
        id: want(text("/id"))?,
        name: text("/credentialSubject/identifier/0/identityHash").unwrap_or_default(),
        title: want(text("/credentialSubject/achievement/name"))?,
        valid_from: want(text("/validFrom"))?,
        created,
        sha256: sha256_of(&[bytes]),
        members: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
