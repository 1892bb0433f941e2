//! Certificates that were tampered with, each way that there is.

use super::*;

const SEED: &str = "c96ef9ea10c5e414c471723aff9de72c35fa5b70fae97e8832ecac7d2e2b8ed6";

fn key() -> SecretKey {
    let mut seed = [0; 32];
    hex::decode_to_slice(SEED, &mut seed).unwrap();
    SecretKey::from_seed(&seed)
}

pub(super) fn credential() -> Credential {
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
    let method = method(&other.public());
    let by = Signing { key: &other, method: &method, created: "2026-01-01T00:00:00Z" };
    let forged = proof::sign(document, &Suite::SET, by).unwrap();
    let bytes = serde_json::to_vec(&forged).unwrap();
    assert!(matches!(verify(&bytes), Err(CertificateFault::Signature)));
}

/// The file as JSON, and that JSON as a file.
fn document() -> Value {
    serde_json::from_slice(&issue(&credential(), &key(), 1_790_000_001_000).unwrap()).unwrap()
}

fn is_refused(document: &Value) -> bool {
    verify(&serde_json::to_vec(document).unwrap()).is_err()
}

/// Every path to a value that is no object and no list, and to every object and list.
fn paths(value: &Value, at: &str, out: &mut Vec<String>) {
    if !at.is_empty() {
        out.push(at.to_owned());
    }
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| paths(value, &format!("{at}/{}", key.replace('/', "~1")), out));
        }
        Value::Array(list) => list.iter().enumerate().for_each(|(i, value)| paths(value, &format!("{at}/{i}"), out)),
        _ => {}
    }
}

#[test]
fn every_field_altered_removed_or_added_is_refused() {
    let whole = document();
    assert!(!is_refused(&whole));
    let mut all = Vec::new();
    paths(&whole, "", &mut all);
    assert!(all.len() > 40, "{}", all.len());
    for path in all {
        let other = match whole.pointer(&path).unwrap() {
            Value::String(text) => Value::from(format!("{text}x")),
            Value::Bool(is) => Value::from(!is),
            _ => Value::from("x"),
        };
        let mut altered = whole.clone();
        *altered.pointer_mut(&path).unwrap() = other;
        assert!(is_refused(&altered), "{path} altered");
        let (parent, name) = path.rsplit_once('/').unwrap();
        let mut removed = whole.clone();
        match removed.pointer_mut(parent).unwrap() {
            Value::Object(map) => drop(map.remove(&name.replace("~1", "/"))),
            Value::Array(list) => drop(list.remove(name.parse().unwrap())),
            _ => unreachable!(),
        }
        assert!(is_refused(&removed), "{path} removed");
        let mut added = whole.clone();
        match added.pointer_mut(&path).unwrap() {
            Value::Object(map) => drop(map.insert("more".into(), "x".into())),
            Value::Array(list) => list.push("x".into()),
            _ => continue,
        }
        assert!(is_refused(&added), "{path} with more in it");
    }
}

#[test]
fn a_proof_of_another_certificate_and_one_proof_alone_are_refused() {
    let whole = document();
    let other = issue(&Credential { name: "Another".into(), ..credential() }, &key(), 1_790_000_001_000).unwrap();
    let other: Value = serde_json::from_slice(&other).unwrap();
    for at in 0..2 {
        let mut copied = whole.clone();
        copied["proof"][at] = other["proof"][at].clone();
        assert!(is_refused(&copied), "proof {at} copied");
        let mut alone = whole.clone();
        alone["proof"] = whole["proof"][at].clone();
        assert!(is_refused(&alone), "proof {at} alone");
        let mut twice = whole.clone();
        twice["proof"][at] = whole["proof"][1 - at].clone();
        assert!(is_refused(&twice), "proof {at} replaced");
    }
    let mut none = whole;
    none["proof"] = Value::Array(Vec::new());
    assert!(is_refused(&none));
}

#[test]
fn what_no_context_defines_cannot_be_slipped_in() {
    // RDF alone would not notice: the word is in no context and falls away.
    let mut document = document();
    document["credentialSubject"]["achievement"]["nickname"] = "Doctor".into();
    let signed = document.as_object().unwrap();
    let mut bare = signed.clone();
    bare.remove("proof");
    assert!(!String::from_utf8(proof::n_quads(&bare, Bounds::ONE).unwrap()).unwrap().contains("Doctor"));
    assert!(is_refused(&document));
}

#[test]
fn a_key_twice_is_refused() {
    let file = String::from_utf8(issue(&credential(), &key(), 1_790_000_001_000).unwrap()).unwrap();
    let twice = file.replacen("{\"@context\"", "{\"name\":\"Doctor\",\"@context\"", 1);
    assert!(verify(twice.as_bytes()).is_err());
}

#[test]
fn a_certificate_is_good_in_a_picture_a_pdf_and_as_a_code() {
    let file = issue(&credential(), &key(), 1_790_000_001_000).unwrap();
    let plain = verify(&file).unwrap();
    let picture = baked::bake(&file, &[255; 4 * 8 * 8], 8).unwrap();
    let pdf = [b"%PDF-1.7\nstream\n".as_slice(), &file, b"\nendstream"].concat();
    let code = code::sign(&code::PaperClaims::of(&credential(), 1_790_000_001_000), &key()).unwrap();
    for form in [picture, pdf, code.into_bytes()] {
        let checked = verify(&form).unwrap();
        assert_eq!((&checked.id, &checked.name, &checked.title), (&plain.id, &plain.name, &plain.title));
        assert_eq!(
            (checked.key, &checked.valid_from, &checked.created),
            (plain.key, &plain.valid_from, &plain.created)
        );
    }
}
