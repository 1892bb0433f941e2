//! Official certificates as files: Open Badges 3.0 `OpenBadgeCredential` (W3C Verifiable Credentials 2.0), one JSON
//! object with a `did:key` issuer and a Data Integrity proof `eddsa-jcs-2022`:
//!
//! 1. the proof without `proofValue`, with the document's `@context`, and the document without `proof`, each as
//!    RFC 8785 text;
//! 2. SHA-256 of the first, then SHA-256 of the second, 64 bytes, signed with Ed25519;
//! 3. `proofValue` = `z` + Base58 of the signature.
//!
//! Nothing on the web is needed to check one: the key is in the issuer's name. Whether that key is our office's is a
//! question to the root document.

use super::limits::CERTIFICATE_BYTES_MAX;
use crate::crypto::hash::{sha256, sha256_of};
use crate::crypto::sign::{PublicKey, SecretKey};
use serde_json::{Map, Value, json};
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

/// The `did:key` of an Ed25519 key.
#[must_use]
pub fn did_key(key: &PublicKey) -> String {
    format!("did:key:{}", multibase(key))
}

fn multibase(key: &PublicKey) -> String {
    format!("z{}", bs58::encode([ED25519.as_slice(), &key.0].concat()).into_string())
}

/// The key of a `did:key`, with or without a fragment.
#[must_use]
pub fn key_of_did(did: &str) -> Option<PublicKey> {
    let name = did.strip_prefix("did:key:z")?;
    let name = name.split('#').next().unwrap_or(name);
    let bytes = bs58::decode(name).into_vec().ok()?; // whatever it is, it is not a key
    let raw = bytes.strip_prefix(ED25519.as_slice())?;
    Some(PublicKey(raw.try_into().ok()?))
}

/// Signs a certificate with the issuer's key. The bytes are RFC 8785 text.
///
/// # Errors
/// [`CertificateFault::Form`] for a date outside the calendar.
pub fn issue(credential: &Credential, key: &SecretKey, created_ms: u64) -> Result<Vec<u8>, CertificateFault> {
    let document = document(credential, &key.public())?;
    let signed = sign_document(document, key, &instant(created_ms)?)?;
    canonical(&signed)
}

fn document(credential: &Credential, key: &PublicKey) -> Result<Value, CertificateFault> {
    let mut issuer = json!({"id": did_key(key), "type": ["Profile"]});
    if let (Some(name), Some(map)) = (&credential.issuer_name, issuer.as_object_mut()) {
        map.insert("name".into(), Value::from(name.as_str()));
    }
    let mut subject = json!({
        "type": ["AchievementSubject"],
        "identifier": [{"type": "IdentityObject", "hashed": false, "identityHash": credential.name, "identityType": "name"}],
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
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": format!("urn:uuid:{}", credential.id),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": credential.title,
        "issuer": issuer,
        "validFrom": instant(credential.valid_from)?,
        "credentialSubject": subject,
    }))
}

/// Marks a date that is the office's, in the file (English, as the keys are).
const OFFICE_DATE: &str = "Dated by the records office.";

fn instant(ms: u64) -> Result<String, CertificateFault> {
    let seconds = i64::try_from(ms / 1000).map_err(|_| CertificateFault::Form("a date outside the calendar"))?;
    let stamp =
        jiff::Timestamp::from_second(seconds).map_err(|_| CertificateFault::Form("a date outside the calendar"))?;
    Ok(stamp.to_string())
}

/// Adds an `eddsa-jcs-2022` proof to a document.
///
/// # Errors
/// [`CertificateFault::Form`] if it is not an object.
pub fn sign_document(document: Value, key: &SecretKey, created: &str) -> Result<Value, CertificateFault> {
    let Value::Object(mut document) = document else {
        return Err(CertificateFault::Form("it is not an object"));
    };
    document.remove("proof");
    let mut proof = Map::new();
    if let Some(context) = document.get("@context") {
        proof.insert("@context".into(), context.clone());
    }
    proof.insert("type".into(), "DataIntegrityProof".into());
    proof.insert("cryptosuite".into(), "eddsa-jcs-2022".into());
    proof.insert("created".into(), created.into());
    proof
        .insert("verificationMethod".into(), format!("{}#{}", did_key(&key.public()), multibase(&key.public())).into());
    proof.insert("proofPurpose".into(), "assertionMethod".into());
    let hashes = hash_data(&proof, &document)?;
    let value = format!("z{}", bs58::encode(key.sign(&hashes)).into_string());
    proof.insert("proofValue".into(), value.into());
    document.insert("proof".into(), Value::Object(proof));
    Ok(Value::Object(document))
}

fn hash_data(proof: &Map<String, Value>, document: &Map<String, Value>) -> Result<Vec<u8>, CertificateFault> {
    let (proof, document) = (canonical(proof)?, canonical(document)?);
    Ok([sha256(&proof), sha256(&document)].concat())
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
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
}

impl Checked {
    /// Its id as lists of certificates name it, without `urn:uuid:`.
    #[must_use]
    pub fn short_id(&self) -> &str {
        self.id.strip_prefix("urn:uuid:").unwrap_or(&self.id)
    }
}

/// Checks the form and the proof of a certificate file.
///
/// # Errors
/// [`CertificateFault`].
pub fn verify(bytes: &[u8]) -> Result<Checked, CertificateFault> {
    if bytes.len() > CERTIFICATE_BYTES_MAX {
        return Err(CertificateFault::Json("it is too large".into()));
    }
    let document: Value = serde_json::from_slice(bytes).map_err(|fault| CertificateFault::Json(fault.to_string()))?;
    let key = verify_document(&document)?;
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
        sha256: sha256_of(&[bytes]),
    })
}

/// Checks the `eddsa-jcs-2022` proof of a document and gives the key that signed it.
///
/// # Errors
/// [`CertificateFault`].
pub fn verify_document(document: &Value) -> Result<PublicKey, CertificateFault> {
    let form = CertificateFault::Form;
    let mut document = document.as_object().ok_or(form("it is not an object"))?.clone();
    let proof = document.remove("proof").ok_or(form("it has no proof"))?;
    let mut proof = proof.as_object().ok_or(form("its proof has another form"))?.clone();
    let value = proof.remove("proofValue").ok_or(form("its proof has no value"))?;
    let is = |key: &str, wanted: &str| proof.get(key).and_then(Value::as_str) == Some(wanted);
    if !is("type", "DataIntegrityProof")
        || !is("cryptosuite", "eddsa-jcs-2022")
        || !is("proofPurpose", "assertionMethod")
    {
        return Err(form("its proof is of another kind"));
    }
    if proof.contains_key("@context") && proof.get("@context") != document.get("@context") {
        return Err(form("its proof is for another context"));
    }
    let method = proof.get("verificationMethod").and_then(Value::as_str).unwrap_or_default();
    let key = key_of_did(method).ok_or(form("it names no key"))?;
    let signature = value.as_str().and_then(|text| text.strip_prefix('z')).unwrap_or_default();
    let signature = bs58::decode(signature).into_vec().map_err(|_| CertificateFault::Signature)?;
    let hashes = hash_data(&proof, &document)?;
    if key.verifies(&hashes, &signature) { Ok(key) } else { Err(CertificateFault::Signature) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: &str = "c96ef9ea10c5e414c471723aff9de72c35fa5b70fae97e8832ecac7d2e2b8ed6";

    fn key() -> SecretKey {
        let mut seed = [0; 32];
        hex::decode_to_slice(SEED, &mut seed).unwrap();
        SecretKey::from_seed(&seed)
    }

    fn alumni() -> Value {
        json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
            "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
            "type": ["VerifiableCredential", "AlumniCredential"],
            "name": "Alumni Credential",
            "description": "A minimum viable example of an Alumni Credential.",
            "issuer": "https://vc.example/issuers/5678",
            "validFrom": "2023-01-01T00:00:00Z",
            "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
        })
    }

    #[test]
    fn the_w3c_vector_comes_out_byte_for_byte() {
        assert_eq!(did_key(&key().public()), "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2");
        let document = alumni();
        let hash = hex::encode(sha256(&canonical(&document).unwrap()));
        assert_eq!(hash, "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19");
        let signed = sign_document(document, &key(), "2023-02-24T23:36:38Z").unwrap();
        let mut proof = signed["proof"].as_object().unwrap().clone();
        let value = proof.remove("proofValue").unwrap();
        let hash = hex::encode(sha256(&canonical(&proof).unwrap()));
        assert_eq!(hash, "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db");
        assert_eq!(value, "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX");
        assert_eq!(verify_document(&signed).unwrap(), key().public());
    }

    fn credential() -> Credential {
        Credential {
            id: Uuid::from_u128(5),
            issuer_name: Some("Records Office".into()),
            name: "José Álvarez".into(),
            title: "Looking for work".into(),
            description: "Looking for work".into(),
            criteria: "Finished every lesson.".into(),
            narrative: Some("6.5 hours of study.".into()),
            achievement: "urn:foothold:org.example.work:done".into(),
            valid_from: 1_790_000_000_000,
            date_from_office: true,
        }
    }

    #[test]
    fn any_change_of_a_certificate_is_seen() {
        let file = issue(&credential(), &key(), 1_790_000_001_000).unwrap();
        let checked = verify(&file).unwrap();
        assert_eq!((checked.name.as_str(), checked.title.as_str()), ("José Álvarez", "Looking for work"));
        assert_eq!(checked.key, key().public());
        for at in 0..file.len() {
            let mut bad = file.clone();
            bad[at] ^= 1;
            assert!(verify(&bad).is_err(), "byte {at}");
        }
        for end in [0, 1, 100, file.len() - 1] {
            assert!(verify(&file[..end]).is_err());
        }
    }

    #[test]
    fn the_key_must_be_the_issuers() {
        let file = issue(&credential(), &key(), 0).unwrap();
        let mut document: Value = serde_json::from_slice(&file).unwrap();
        let other = SecretKey::from_seed(&[9; 32]);
        document["issuer"]["id"] = did_key(&key().public()).into();
        let forged = sign_document(document, &other, "2026-01-01T00:00:00Z").unwrap();
        let bytes = serde_json::to_vec(&forged).unwrap();
        assert!(matches!(verify(&bytes), Err(CertificateFault::Signature)));
    }
}
