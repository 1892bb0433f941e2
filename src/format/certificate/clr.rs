//! A person's certificates in one signed file: a `ClrCredential` of the 1EdTech Comprehensive Learner Record 2.0, with a
//! `did:key` issuer and the same set of two proofs as each certificate in it, which stay whole and can be checked alone.
//!
//! It names nothing but the person and the certificates: whatever else a file of this kind may say is refused here, so that
//! nothing is signed that nobody shows.

use super::{
    Bounds, CertificateFault, Checked, Credential, checked_one, context, did_key, instant, key_of_did, method, proof,
};
use crate::crypto::hash::sha256_of;
use crate::crypto::sign::SecretKey;
use proof::{Signing, Suite};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Certificates in one record: a course finished every week for four years.
pub const MEMBERS_MAX: usize = 200;

/// What goes into the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: Uuid,
    /// The issuer's name, if policy lets it be named.
    pub issuer_name: Option<String>,
    /// The person's name.
    pub name: String,
    /// What it is called, with the person's name.
    pub title: String,
    /// When it was made, ms since 1970.
    pub made_ms: u64,
    /// The certificates' files.
    pub members: Vec<Vec<u8>>,
}

/// The contexts of a record, in their order.
pub(super) fn contexts() -> Value {
    json!([context::CREDENTIALS, context::OPEN_BADGES, context::LEARNER_RECORD])
}

/// Signs a record with the issuer's key. The bytes are RFC 8785 text.
///
/// # Errors
/// [`CertificateFault`] if it holds no certificate, too many, or what is none of ours.
pub fn issue(record: &Record, key: &SecretKey) -> Result<Vec<u8>, CertificateFault> {
    if record.members.is_empty() || record.members.len() > MEMBERS_MAX {
        return Err(CertificateFault::Form("a record holds one certificate or more, up to two hundred"));
    }
    let mut members = Vec::new();
    for member in &record.members {
        checked_one(member)?;
        members.push(super::strict::parse(member).map_err(|fault| CertificateFault::Json(fault.to_string()))?);
    }
    let mut issuer = json!({"id": did_key(&key.public()), "type": ["Profile"]});
    if let (Some(name), Some(map)) = (&record.issuer_name, issuer.as_object_mut()) {
        map.insert("name".into(), Value::from(name.as_str()));
    }
    let created = instant(record.made_ms)?;
    let document = json!({
        "@context": contexts(),
        "id": format!("urn:uuid:{}", record.id),
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": record.title,
        "issuer": issuer,
        "validFrom": created,
        "credentialSubject": {
            "type": ["ClrSubject"],
            "identifier": [Credential::identity(&record.name)],
            "verifiableCredential": members,
        },
    });
    let method = method(&key.public());
    let by = Signing { key, method: &method, created: &created };
    let bounds = Bounds::of_record(record.members.len());
    super::canonical(&proof::sign_within(document, &Suite::SET, by, bounds)?)
}

/// Checks the form and the proofs of a record and of every certificate in it.
pub(super) fn verify(bytes: &[u8], document: &Value) -> Result<Checked, CertificateFault> {
    let form = CertificateFault::Form;
    only(document, &["@context", "id", "type", "name", "issuer", "validFrom", "credentialSubject", "proof"])?;
    only(&document["issuer"], &["id", "type", "name"])?;
    let subject = &document["credentialSubject"];
    only(subject, &["type", "identifier", "verifiableCredential"])?;
    only(&subject["identifier"][0], &["type", "hashed", "identityHash", "identityType"])?;
    let types = json!(["VerifiableCredential", "ClrCredential"]);
    if document["type"] != types || subject["type"] != json!(["ClrSubject"]) || names_a_blank(document) {
        return Err(form("it is another kind of credential"));
    }
    let list = subject["verifiableCredential"].as_array().ok_or(form("it holds no certificates"))?;
    if list.is_empty() || list.len() > MEMBERS_MAX || subject["identifier"].as_array().is_none_or(|it| it.len() != 1) {
        return Err(form("it holds no certificates, or too many"));
    }
    // Each alone first: what is hard to put in order is refused while it is small.
    let mut members = Vec::new();
    for member in list {
        members.push(checked_one(&super::canonical(member)?)?);
    }
    if members.iter().map(|member| member.id.as_str()).collect::<BTreeSet<_>>().len() < members.len() {
        return Err(form("it holds a certificate twice"));
    }
    let (key, created) = proof::verify_within(document, Bounds::of_record(members.len()))?;
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or(form("it lacks a field"));
    if key_of_did(&text(&document["issuer"]["id"])?) != Some(key) {
        return Err(CertificateFault::Signature);
    }
    Ok(Checked {
        key,
        id: text(&document["id"])?,
        name: text(&subject["identifier"][0]["identityHash"])?,
        title: text(&document["name"])?,
        valid_from: text(&document["validFrom"])?,
        created,
        sha256: sha256_of(&[bytes]),
        members,
    })
}

/// Refuses an object with another key than these.
fn only(value: &Value, keys: &[&str]) -> Result<(), CertificateFault> {
    let is_ours = |map: &Map<String, Value>| map.keys().all(|key| keys.contains(&key.as_str()));
    if value.as_object().is_some_and(is_ours) {
        Ok(())
    } else {
        Err(CertificateFault::Form("it says more than a record of certificates says"))
    }
}

/// A name that stands for nothing: with it the parts of a record could be tied together, which makes them hard to put in
/// order.
fn names_a_blank(value: &Value) -> bool {
    match value {
        Value::String(text) => text.starts_with("_:"),
        Value::Array(items) => items.iter().any(names_a_blank),
        Value::Object(map) => map.iter().any(|(key, value)| key.starts_with("_:") || names_a_blank(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{issue as issue_one, tests::credential, verify as verify_any};
    use super::*;

    fn key() -> SecretKey {
        SecretKey::from_seed(&[7; 32])
    }

    fn record(count: u8) -> Record {
        let member = |n: u8| {
            let one = Credential { id: Uuid::from_u128(u128::from(n) + 1), ..credential() };
            issue_one(&one, &key(), 1_790_000_000_000).unwrap()
        };
        Record {
            id: Uuid::from_u128(999),
            issuer_name: Some("Records office".into()),
            name: credential().name,
            title: "Record of learning".into(),
            made_ms: 1_790_000_100_000,
            members: (0..count).map(member).collect(),
        }
    }

    #[test]
    fn a_record_holds_with_every_certificate_in_it() {
        let file = issue(&record(3), &key()).unwrap();
        let checked = verify_any(&file).unwrap();
        assert_eq!((checked.members.len(), checked.title.as_str()), (3, "Record of learning"));
        assert_eq!(checked.key, key().public());
        assert!(issue(&record(0), &key()).is_err());
        let mut bad = record(1);
        bad.members[0][200] ^= 1;
        assert!(issue(&bad, &key()).is_err(), "what does not hold is not put in");
    }

    #[test]
    fn nothing_can_be_changed_taken_out_added_or_said_beside_it() {
        let whole: Value = serde_json::from_slice(&issue(&record(2), &key()).unwrap()).unwrap();
        let refused = |what: &str, change: &dyn Fn(&mut Value)| {
            let mut altered = whole.clone();
            change(&mut altered);
            assert!(verify_any(&serde_json::to_vec(&altered).unwrap()).is_err(), "{what}");
        };
        let members = |it: &mut Value| it["credentialSubject"]["verifiableCredential"].as_array_mut().unwrap().clone();
        refused("the name", &|it| it["credentialSubject"]["identifier"][0]["identityHash"] = "X".into());
        refused("the title", &|it| it["name"] = "X".into());
        refused("the date", &|it| it["validFrom"] = "2020-01-01T00:00:00Z".into());
        refused("one taken out", &|it| it["credentialSubject"]["verifiableCredential"] = json!([members(it)[0]]));
        refused("one twice", &|it| {
            it["credentialSubject"]["verifiableCredential"] = json!([members(it)[0], members(it)[1], members(it)[1]]);
        });
        refused("the order", &|it| {
            it["credentialSubject"]["verifiableCredential"] = json!([members(it)[1], members(it)[0]]);
        });
        refused("one altered", &|it| {
            it["credentialSubject"]["verifiableCredential"][0]["name"] = "Welding".into();
        });
        refused("more", &|it| it["validUntil"] = "2099-01-01T00:00:00Z".into());
        refused("more of the person", &|it| it["credentialSubject"]["achievement"] = json!([]));
        refused("a proof removed", &|it| drop(it["proof"].as_array_mut().unwrap().pop()));
        refused("other contexts", &|it| it["@context"].as_array_mut().unwrap().swap(1, 2));
        refused("without certificates", &|it| it["credentialSubject"]["verifiableCredential"] = json!([]));
    }

    #[test]
    fn as_many_as_there_may_be_are_signed_and_checked() {
        let file = issue(&record(60), &key()).unwrap();
        assert_eq!(verify_any(&file).unwrap().members.len(), 60);
        assert!(file.len() < crate::format::limits::RECORD_BYTES_MAX / 3, "{}", file.len());
    }
}
