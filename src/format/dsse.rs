//! DSSE envelopes (secure-systems-lab/dsse v1.0), stricter than the standard:
//!
//! ```text
//! {"payload":"<padded Base64>","payloadType":"application/vnd.foothold.KIND.v1+json",
//!  "signatures":[{"keyid":"<hex SHA-256 of the raw key>","sig":"<padded Base64>"}, …]}
//! ```
//!
//! - The envelope equals its own re-encoding (RFC 8785): these keys only, no white space.
//! - Signatures are Ed25519 over `PAE(payloadType, payload)`, ascending by `keyid`, no `keyid` twice.
//! - `keyid` is a hint: what counts is which trusted **key** verifies. Thresholds count keys.
//! - Order: size limit → signatures → payload type → only then is the payload parsed (by the caller).
//!
//! Stock DSSE verifiers accept all that is accepted here.

use super::json::{self, JsonFault};
use super::limits::SIGNATURES_MAX;
use crate::crypto::sign::{PublicKey, SecretKey};
use crate::model::trust::DetachedSignature;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};

/// What a signed document is. One kind is never accepted as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// Keys and roles of an agency.
    Root,
    /// Approved packs.
    Catalogue,
    /// Settings of stations.
    Policy,
    /// What sets a station up.
    Kit,
    /// The office's word that a station is one of its own.
    Station,
    /// A station's request to be confirmed.
    Enrolment,
    /// The manifest of a pack.
    Pack,
    /// The header of a sealed export.
    Export,
    /// The office's answer to exports.
    Receipt,
    /// People to add or change.
    Roster,
    /// A selection of one person's record.
    Record,
    /// An official certificate.
    Certificate,
    /// Certificates no longer good.
    Revocations,
}

impl DocumentKind {
    /// The DSSE payload type.
    #[must_use]
    pub fn payload_type(self) -> String {
        format!("application/vnd.foothold.{}.v1+json", self.name())
    }

    fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Catalogue => "catalogue",
            Self::Policy => "policy",
            Self::Kit => "kit",
            Self::Station => "station",
            Self::Enrolment => "enrolment",
            Self::Pack => "pack",
            Self::Export => "export",
            Self::Receipt => "receipt",
            Self::Roster => "roster",
            Self::Record => "record",
            Self::Certificate => "certificate",
            Self::Revocations => "revocations",
        }
    }
}

/// Why an envelope is refused.
#[derive(Debug, thiserror::Error)]
pub enum DsseFault {
    /// Not an envelope in our strict form.
    #[error("this is not a signed document: {0}")]
    Envelope(#[from] JsonFault),
    /// Base64, order or number of signatures.
    #[error("this is not a signed document: {0}")]
    Form(&'static str),
    /// An envelope that nobody signed.
    #[error("nobody signed this")]
    Unsigned,
    /// Too few of the trusted keys have signed these bytes.
    #[error("{found} of the trusted keys signed this, {wanted} must")]
    Signatures {
        /// Distinct trusted keys that verify.
        found: usize,
        /// The threshold.
        wanted: usize,
    },
    /// Signed, but a document of another kind.
    #[error("this is a document of another kind: {found}")]
    Kind {
        /// The payload type it has.
        found: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    payload: String,
    #[serde(rename = "payloadType")]
    payload_type: String,
    signatures: Vec<Signature>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signature {
    keyid: String,
    sig: String,
}

/// A payload whose signatures were checked against trusted keys. Only [`open`] makes one.
#[derive(Debug, Clone)]
pub struct Signed {
    payload: Vec<u8>,
    signers: Vec<PublicKey>,
}

impl Signed {
    /// The signed bytes.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The trusted keys that signed, ascending, each once.
    #[must_use]
    pub fn signers(&self) -> &[PublicKey] {
        &self.signers
    }
}

/// Signs `payload` with each key. The bytes are the envelope's canonical text.
#[must_use]
pub fn sign(kind: DocumentKind, payload: &[u8], keys: &[&SecretKey]) -> Vec<u8> {
    let payload_type = kind.payload_type();
    let message = pae(&payload_type, payload);
    let mut signatures: Vec<Signature> = keys
        .iter()
        .map(|key| Signature { keyid: key.public().key_id(), sig: BASE64_STANDARD.encode(key.sign(&message)) })
        .collect();
    signatures.sort_by(|a, b| a.keyid.cmp(&b.keyid));
    signatures.dedup_by(|a, b| a.keyid == b.keyid);
    let envelope = Envelope { payload: BASE64_STANDARD.encode(payload), payload_type, signatures };
    json::to_canonical(&envelope).expect("strings only: always canonical")
}

/// A signature of `payload` that travels apart from it.
#[must_use]
pub fn sign_detached(kind: DocumentKind, payload: &[u8], key: &SecretKey) -> DetachedSignature {
    let sig = BASE64_STANDARD.encode(key.sign(&pae(&kind.payload_type(), payload)));
    DetachedSignature { keyid: key.public().key_id(), sig }
}

/// Opens an envelope of `kind` that at least `threshold` distinct keys of `trusted` have signed.
///
/// # Errors
/// [`DsseFault`]. The payload is not parsed here.
pub fn open(
    bytes: &[u8],
    max_bytes: usize,
    kind: DocumentKind,
    trusted: &[PublicKey],
    threshold: usize,
) -> Result<Signed, DsseFault> {
    open_with(bytes, max_bytes, kind, trusted, threshold, None)
}

/// Like [`open`], with one more signature over the same payload that travelled apart.
///
/// # Errors
/// [`DsseFault`]. The payload is not parsed here.
pub fn open_with(
    bytes: &[u8],
    max_bytes: usize,
    kind: DocumentKind,
    trusted: &[PublicKey],
    threshold: usize,
    detached: Option<&DetachedSignature>,
) -> Result<Signed, DsseFault> {
    let (mut envelope, payload) = decode(bytes, max_bytes)?;
    if let Some(extra) = detached {
        envelope.signatures.push(Signature { keyid: extra.keyid.clone(), sig: extra.sig.clone() });
    }
    let message = pae(&envelope.payload_type, &payload);
    let mut keys = trusted.to_vec();
    keys.sort();
    keys.dedup();
    let mut signers = Vec::new();
    for key in keys {
        let id = key.key_id();
        for signature in envelope.signatures.iter().filter(|s| s.keyid == id) {
            let sig = from_base64(&signature.sig)?;
            if key.verifies(&message, &sig) {
                signers.push(key);
                break; // a key counts once, also when it signed in the envelope and apart
            }
        }
    }
    if threshold == 0 || signers.len() < threshold {
        return Err(DsseFault::Signatures { found: signers.len(), wanted: threshold });
    }
    if envelope.payload_type != kind.payload_type() {
        return Err(DsseFault::Kind { found: envelope.payload_type });
    }
    Ok(Signed { payload, signers })
}

/// The payload of an envelope whose signatures are **not** checked: to show what a file claims to be, or to find
/// the key to check it with. Never to act on.
///
/// # Errors
/// [`DsseFault`] if it is no envelope of `kind`.
pub fn peek_unverified(bytes: &[u8], max_bytes: usize, kind: DocumentKind) -> Result<Vec<u8>, DsseFault> {
    let (envelope, payload) = decode(bytes, max_bytes)?;
    if envelope.payload_type != kind.payload_type() {
        return Err(DsseFault::Kind { found: envelope.payload_type });
    }
    Ok(payload)
}

fn decode(bytes: &[u8], max_bytes: usize) -> Result<(Envelope, Vec<u8>), DsseFault> {
    let envelope: Envelope = json::from_canonical(bytes, max_bytes)?;
    if envelope.signatures.is_empty() {
        return Err(DsseFault::Unsigned);
    }
    if envelope.signatures.len() > SIGNATURES_MAX {
        return Err(DsseFault::Form("it has too many signatures"));
    }
    if !envelope.signatures.windows(2).all(|pair| pair[0].keyid < pair[1].keyid) {
        return Err(DsseFault::Form("its signatures are not in ascending order"));
    }
    let payload = from_base64(&envelope.payload)?;
    Ok((envelope, payload))
}

fn from_base64(text: &str) -> Result<Vec<u8>, DsseFault> {
    let bytes = BASE64_STANDARD.decode(text).map_err(|_| DsseFault::Form("its Base64 is damaged"))?;
    if BASE64_STANDARD.encode(&bytes) == text { Ok(bytes) } else { Err(DsseFault::Form("its Base64 is not canonical")) }
}

/// Pre-authentication encoding: `DSSEv1 SP len(type) SP type SP len(payload) SP payload`.
fn pae(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let mut out = format!("DSSEv1 {} {payload_type} {} ", payload_type.len(), payload.len()).into_bytes();
    out.extend_from_slice(payload);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u8) -> SecretKey {
        SecretKey::from_seed(&[n; 32])
    }

    #[test]
    fn pae_is_the_specs_example() {
        assert_eq!(
            pae("http://example.com/HelloWorld", b"hello world"),
            b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
        );
    }

    #[test]
    fn thresholds_count_distinct_trusted_keys() {
        let (a, b, c) = (key(1), key(2), key(3));
        let bytes = sign(DocumentKind::Root, b"{}", &[&a, &b, &a]);
        let opened = |trusted: &[PublicKey], n| open(&bytes, 10_000, DocumentKind::Root, trusted, n);
        assert_eq!(opened(&[a.public(), b.public()], 2).unwrap().signers().len(), 2);
        assert!(opened(&[a.public(), a.public()], 2).is_err());
        assert!(opened(&[c.public()], 1).is_err());
        assert!(opened(&[a.public()], 0).is_err(), "a threshold of nobody trusts nobody");
    }

    #[test]
    fn one_kind_is_never_another() {
        let bytes = sign(DocumentKind::Catalogue, b"{}", &[&key(1)]);
        let result = open(&bytes, 10_000, DocumentKind::Policy, &[key(1).public()], 1);
        assert!(matches!(result, Err(DsseFault::Kind { .. })));
    }

    #[test]
    fn any_flipped_byte_is_refused() {
        let bytes = sign(DocumentKind::Root, br#"{"a":1}"#, &[&key(1)]);
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut bad = bytes.clone();
                bad[at] ^= 1 << bit;
                assert!(open(&bad, 10_000, DocumentKind::Root, &[key(1).public()], 1).is_err(), "byte {at} bit {bit}");
            }
        }
    }
}
