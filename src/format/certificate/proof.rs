//! Data Integrity proofs (W3C Data Integrity EdDSA Cryptosuites 1.0). Both suites sign the same way:
//!
//! 1. the proof without `proofValue`, with the document's `@context`, and the document without `proof`, each brought
//!    to its canonical text: RFC 8785 JSON for `eddsa-jcs-2022`, RDFC-1.0 N-Quads for `eddsa-rdfc-2022`;
//! 2. SHA-256 of the first, then SHA-256 of the second, 64 bytes, signed with Ed25519;
//! 3. `proofValue` = `z` + Base58 of the signature.
//!
//! JSON-LD drops words that no context defines, so a proof over RDF alone leaves room for additions. A certificate of
//! ours carries a proof of each suite, and both must hold.

use super::context;
use super::{CertificateFault, canonical, key_of_did};
use crate::crypto::hash::sha256;
use crate::crypto::sign::{PublicKey, SecretKey};
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm, Dataset};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// How a document is brought to its canonical text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    /// `eddsa-rdfc-2022`: what 1EdTech's validator and most wallets check.
    Rdfc,
    /// `eddsa-jcs-2022`: needs nothing but JSON to be checked.
    Jcs,
}

impl Suite {
    /// The proofs of a certificate, in their order.
    pub const SET: [Self; 2] = [Self::Rdfc, Self::Jcs];

    /// Its name in a proof.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rdfc => "eddsa-rdfc-2022",
            Self::Jcs => "eddsa-jcs-2022",
        }
    }

    fn text(self, document: &Map<String, Value>, bounds: Bounds) -> Result<Vec<u8>, CertificateFault> {
        match self {
            Self::Rdfc => n_quads(document, bounds),
            Self::Jcs => canonical(document),
        }
    }

    /// The 64 bytes that are signed.
    fn hashes(
        self,
        proof: &Map<String, Value>,
        document: &Map<String, Value>,
        bounds: Bounds,
    ) -> Result<Vec<u8>, CertificateFault> {
        let mut proof = proof.clone();
        if let (Self::Rdfc, Some(context)) = (self, document.get("@context")) {
            proof.insert("@context".into(), context.clone());
        }
        Ok([sha256(&self.text(&proof, bounds)?), sha256(&self.text(document, bounds)?)].concat())
    }
}

/// Canonical N-Quads (RDFC-1.0) of a JSON-LD document whose contexts are all held here.
pub(super) fn n_quads(document: &Map<String, Value>, bounds: Bounds) -> Result<Vec<u8>, CertificateFault> {
    let fault = |fault: &dyn std::fmt::Display| CertificateFault::Json(fault.to_string());
    let bytes = canonical(document)?;
    let parser = JsonLdParser::new().for_slice(&bytes).with_load_document_callback(|address, _| {
        let document = context::held(address).ok_or_else(|| format!("its context {address} is not known"))?;
        Ok(JsonLdRemoteDocument { document: document.to_vec(), document_url: address.to_owned() })
    });
    let mut dataset = Dataset::new();
    let mut nameless = BTreeSet::new();
    for quad in parser {
        let quad = quad.map_err(|error| fault(&error))?;
        nameless
            .extend([quad.subject.to_string(), quad.object.to_string()].into_iter().filter(|it| it.starts_with("_:")));
        dataset.insert(&quad);
        if dataset.len() > bounds.statements || nameless.len() > bounds.nameless {
            return Err(CertificateFault::Form("it says more than a certificate says"));
        }
    }
    let hash_algorithm = CanonicalizationHashAlgorithm::Sha256;
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    Ok(lines.concat().into_bytes())
}

/// The most that a document may say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    statements: usize,
    nameless: usize,
}

impl Bounds {
    /// Of one certificate. A page of words is about thirty statements. Things without a name: a person, how they are named,
    /// what they did, and two to spare; a graph made to be hard takes time as the factorial of these.
    pub(super) const ONE: Self = Self { statements: 400, nameless: 6 };

    /// Of a record of so many certificates, each of which passed alone: its two proofs, and the graph of each, have no name.
    pub(super) fn of_record(members: usize) -> Self {
        let one = Self::ONE;
        Self { statements: (one.statements + 20) * (members + 1), nameless: (one.nameless + 4) * (members + 1) }
    }
}

/// Who signs, how, and when.
#[derive(Debug, Clone, Copy)]
pub struct Signing<'a> {
    /// The key.
    pub key: &'a SecretKey,
    /// Its address, `did:key:…#…`.
    pub method: &'a str,
    /// When, as RFC 3339 text.
    pub created: &'a str,
}

/// Puts one proof for each suite into a document: one alone as an object, more as a set.
///
/// # Errors
/// [`CertificateFault`] if it is no object, or names a context that is not held here.
pub fn sign(document: Value, suites: &[Suite], by: Signing<'_>) -> Result<Value, CertificateFault> {
    sign_within(document, suites, by, Bounds::ONE)
}

pub(super) fn sign_within(
    document: Value,
    suites: &[Suite],
    by: Signing<'_>,
    bounds: Bounds,
) -> Result<Value, CertificateFault> {
    let Value::Object(mut document) = document else {
        return Err(CertificateFault::Form("it is not an object"));
    };
    document.remove("proof");
    let mut proofs = Vec::new();
    for suite in suites {
        proofs.push(Value::Object(proof(&document, *suite, by, bounds)?));
    }
    let proof = if proofs.len() == 1 { proofs.remove(0) } else { Value::Array(proofs) };
    document.insert("proof".into(), proof);
    Ok(Value::Object(document))
}

fn proof(
    document: &Map<String, Value>,
    suite: Suite,
    by: Signing<'_>,
    bounds: Bounds,
) -> Result<Map<String, Value>, CertificateFault> {
    let mut proof = Map::new();
    if let (Suite::Jcs, Some(context)) = (suite, document.get("@context")) {
        proof.insert("@context".into(), context.clone());
    }
    proof.insert("type".into(), "DataIntegrityProof".into());
    proof.insert("cryptosuite".into(), suite.name().into());
    proof.insert("created".into(), by.created.into());
    proof.insert("verificationMethod".into(), by.method.into());
    proof.insert("proofPurpose".into(), "assertionMethod".into());
    let value = format!("z{}", bs58::encode(by.key.sign(&suite.hashes(&proof, document, bounds)?)).into_string());
    proof.insert("proofValue".into(), value.into());
    Ok(proof)
}

/// Checks that a document carries exactly one proof of each suite of [`Suite::SET`], all by one key and of one time, and
/// gives that key and time.
///
/// # Errors
/// [`CertificateFault`].
pub fn verify(document: &Value) -> Result<(PublicKey, String), CertificateFault> {
    verify_within(document, Bounds::ONE)
}

pub(super) fn verify_within(document: &Value, bounds: Bounds) -> Result<(PublicKey, String), CertificateFault> {
    let form = CertificateFault::Form;
    let mut document = document.as_object().ok_or(form("it is not an object"))?.clone();
    let proofs = match document.remove("proof").ok_or(form("it has no proof"))? {
        Value::Array(proofs) => proofs,
        one => vec![one],
    };
    let mut signed: Option<(PublicKey, String)> = None;
    let mut left = Suite::SET.to_vec();
    for proof in proofs {
        let proof = proof.as_object().ok_or(form("its proof has another form"))?;
        let suite = Suite::SET.into_iter().find(|suite| is(proof, "cryptosuite", suite.name()));
        let place = suite.and_then(|suite| left.iter().position(|wanted| *wanted == suite));
        let suite = left.remove(place.ok_or(form("its proof is of another kind"))?);
        let by = verify_one(&document, proof, suite, bounds)?;
        if signed.as_ref().is_some_and(|other| *other != by) {
            return Err(CertificateFault::Signature);
        }
        signed = Some(by);
    }
    if left.is_empty() { signed.ok_or(form("it has no proof")) } else { Err(form("one of its proofs was removed")) }
}

fn is(proof: &Map<String, Value>, key: &str, wanted: &str) -> bool {
    proof.get(key).and_then(Value::as_str) == Some(wanted)
}

/// What a proof of ours holds. Anything else in it would be signed by one suite and not by the other.
const KEYS: [&str; 7] =
    ["@context", "created", "cryptosuite", "proofPurpose", "proofValue", "type", "verificationMethod"];

fn verify_one(
    document: &Map<String, Value>,
    proof: &Map<String, Value>,
    suite: Suite,
    bounds: Bounds,
) -> Result<(PublicKey, String), CertificateFault> {
    let form = CertificateFault::Form;
    let mut proof = proof.clone();
    let value = proof.remove("proofValue").ok_or(form("its proof has no value"))?;
    if !is(&proof, "type", "DataIntegrityProof") || !is(&proof, "proofPurpose", "assertionMethod") {
        return Err(form("its proof is of another kind"));
    }
    if proof.keys().any(|key| !KEYS.contains(&key.as_str())) {
        return Err(form("its proof says more than it should"));
    }
    let context = proof.get("@context");
    if context.is_some() && context != document.get("@context") || (context.is_none() && suite == Suite::Jcs) {
        return Err(form("its proof is for another context"));
    }
    let method = proof.get("verificationMethod").and_then(Value::as_str).unwrap_or_default();
    let key = key_of_method(method).ok_or(form("it names no key"))?;
    let created = proof.get("created").and_then(Value::as_str).ok_or(form("its proof has no date"))?.to_owned();
    let signature = value.as_str().and_then(|text| text.strip_prefix('z')).ok_or(CertificateFault::Signature)?;
    if signature.len() > SIGNATURE_LETTERS_MAX {
        return Err(CertificateFault::Signature);
    }
    let signature = bs58::decode(signature).into_vec().map_err(|_| CertificateFault::Signature)?;
    let hashes = suite.hashes(&proof, document, bounds)?;
    if key.verifies(&hashes, &signature) { Ok((key, created)) } else { Err(CertificateFault::Signature) }
}

/// 64 bytes in Base58 are at most 88 letters; decoding takes the square of the length.
const SIGNATURE_LETTERS_MAX: usize = 100;

/// The key of `did:key:KEY#KEY`, both alike.
fn key_of_method(method: &str) -> Option<PublicKey> {
    let (did, fragment) = method.split_once('#')?;
    (did.strip_prefix("did:key:")? == fragment).then(|| key_of_did(did)).flatten()
}

#[cfg(test)]
#[path = "proof_tests.rs"]
mod tests;
