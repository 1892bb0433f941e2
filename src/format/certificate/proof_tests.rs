//! The published test vectors, byte for byte.

use super::*;
use std::path::Path;

fn vector(name: &str) -> (Value, SecretKey) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/credentials");
    let text = std::fs::read(folder.join(format!("{name}.json"))).unwrap();
    let vector: Value = serde_json::from_slice(&text).unwrap();
    let mut seed = [0; 32];
    hex::decode_to_slice(vector["seed"].as_str().unwrap(), &mut seed).unwrap();
    (vector, SecretKey::from_seed(&seed))
}

fn check(name: &str, suite: Suite) {
    let (vector, key) = vector(name);
    let mut document = vector["signed"].as_object().unwrap().clone();
    let proof = document.remove("proof").unwrap();
    let by = Signing {
        key: &key,
        method: proof["verificationMethod"].as_str().unwrap(),
        created: proof["created"].as_str().unwrap(),
    };
    let mut bare = proof.as_object().unwrap().clone();
    bare.remove("proofValue");
    let hashes = hex::encode(suite.hashes(&bare, &document, Bounds::ONE).unwrap());
    assert_eq!(&hashes[64..], vector["document_sha256"].as_str().unwrap(), "{name}");
    if let Some(hash) = vector["proof_sha256"].as_str() {
        assert_eq!(&hashes[..64], hash, "{name}");
    }
    let signed = sign(Value::Object(document), &[suite], by).unwrap();
    assert_eq!(signed, vector["signed"], "{name}");
    assert_eq!(canonical(&signed).unwrap(), canonical(&vector["signed"]).unwrap());
}

#[test]
fn the_published_vectors_come_out_byte_for_byte() {
    check("w3c-rdfc", Suite::Rdfc);
    check("w3c-rdfc-web", Suite::Rdfc);
    check("1edtech-rdfc", Suite::Rdfc);
    check("w3c-jcs", Suite::Jcs);
    check("w3c-jcs-web", Suite::Jcs);
}

#[test]
fn the_canonical_text_is_the_published_one() {
    let (vector, _) = vector("w3c-rdfc");
    let mut document = vector["signed"].as_object().unwrap().clone();
    document.remove("proof");
    let text = String::from_utf8(n_quads(&document, Bounds::ONE).unwrap()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 8);
    assert_eq!(
        lines[0],
        "<did:example:abcdefgh> <https://www.w3.org/ns/credentials/examples#alumniOf> \"The School of Examples\" ."
    );
    assert!(text.ends_with(" .\n"));
}

#[test]
fn letters_are_escaped_as_canonical_n_quads_ask() {
    let document = serde_json::json!({
        "@context": [context::CREDENTIALS, context::OPEN_BADGES],
        "id": "urn:uuid:00000000-0000-0000-0000-000000000005",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "a\"b\\c\nd\re\tf\u{8}g\u{c}h\u{1}i\u{7f}j\u{e9}k\u{1f600}",
    });
    let text = String::from_utf8(n_quads(document.as_object().unwrap(), Bounds::ONE).unwrap()).unwrap();
    let wanted = "\"a\\\"b\\\\c\\nd\\re\\tf\\bg\\fh\\u0001i\\u007Fj\u{e9}k\u{1f600}\"";
    assert!(text.contains(wanted), "{text}");
}

#[test]
fn an_unknown_context_is_refused_and_nothing_is_loaded() {
    let document = serde_json::json!({"@context": ["https://www.w3.org/2018/credentials/v1"], "type": "Any"});
    let fault = n_quads(document.as_object().unwrap(), Bounds::ONE).unwrap_err().to_string();
    assert!(fault.contains("is not known"), "{fault}");
}

#[test]
fn a_graph_made_to_be_hard_is_refused_before_it_is_sorted() {
    let others: Vec<Value> = (0..40).map(|_| serde_json::json!({"type": "IdentityObject", "hashed": false})).collect();
    let document = serde_json::json!({
        "@context": [context::CREDENTIALS, context::OPEN_BADGES],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "credentialSubject": {"type": "AchievementSubject", "identifier": others},
    });
    let fault = n_quads(document.as_object().unwrap(), Bounds::ONE).unwrap_err().to_string();
    assert!(fault.contains("more than a certificate"), "{fault}");
}
