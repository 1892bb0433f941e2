use super::*;
use crate::format::fixture::{OTHER_PUBLISHER_KEY, PUBLISHER_KEY, build, key, root, usual};
use crate::model::trust::Publisher;
use serde_json::{Value, json};

#[test]
fn paths_that_some_system_cannot_keep_are_refused() {
    let good = ["a", "media/film.mp4", "a-b_c.d/e.f", "conx", "com10", "x.con", &"a/".repeat(99), "com"];
    for path in good.iter().map(|path| path.trim_end_matches('/')) {
        assert_eq!(path_fault(path), None, "{path}");
    }
    let long = "a".repeat(201);
    let bad = [
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        "..",
        "../a",
        "a/../b",
        ".",
        "./a",
        ".a",
        "a.",
        "a./b",
        "A",
        "ä",
        "a b",
        "a\\b",
        "a:b",
        "con",
        "con.txt",
        "a/nul",
        "aux.tar.gz",
        "com1",
        "lpt9.x",
        "com0",
        "pack.dsse",
        "chunks.bin",
        "a\0",
        "a*",
        &long,
    ];
    for path in bad {
        assert!(path_fault(path).is_some(), "{path:?}");
    }
}

#[test]
fn a_manifest_with_a_rule_broken_is_refused() {
    type Break = fn(&mut Manifest);
    let table: [(&str, Break); 15] = [
        ("no files", |m| m.files.clear()),
        ("version 0", |m| m.version = 0),
        ("no language", |m| m.languages.clear()),
        ("no day", |m| m.created = "yesterday".into()),
        ("no such day", |m| m.created = "2026-02-30".into()),
        ("a time", |m| m.created = "2026-02-03T00:00".into()),
        ("path", |m| m.files[0].path = "../x".into()),
        ("path twice", |m| m.files[0].path = m.files[1].path.clone()),
        ("a file and a folder", |m| m.files[1].path = "media".into()),
        ("too large", |m| m.files[0].size = 0xFFFF_FFFF),
        ("empty with a CRC", |m| m.files[2].crc32 = 1),
        ("media type", |m| m.files[0].media_type = "a\nb".into()),
        ("document of no file", |m| m.documents[0].path = "nothing".into()),
        ("document twice", |m| m.documents.push(m.documents[0].clone())),
        ("newer", |m| m.min_reader = 2),
    ];
    for (what, spoil) in table {
        let mut bad = usual(1).manifest;
        assert!(bad.check().is_ok());
        spoil(&mut bad);
        assert!(bad.check().is_err(), "{what}");
        assert!(sign_manifest(&bad, &[&key(PUBLISHER_KEY)]).is_err(), "{what}");
    }
}

#[test]
fn a_manifest_past_the_limits_is_refused() {
    let mut many = usual(1).manifest;
    many.files = vec![many.files[2].clone(); PACK_FILES_MAX + 1];
    assert!(many.check().is_err());
    let mut large = usual(1).manifest;
    let file = large.files[3].clone();
    for i in 0..70 {
        let mut file = file.clone();
        (file.path, file.size) = (format!("f{i}"), PACK_FILE_BYTES_MAX);
        large.files.push(file);
    }
    assert!(matches!(large.check(), Err(ManifestFault::Rule(what)) if what.contains("256 GiB")));
}

#[test]
fn only_a_publisher_of_the_name_may_sign() {
    let open = |pack: &[u8], root: &Root| open_manifest(pack, root, None);
    let files = [("a", b"x".to_vec())];
    assert!(open(&build("org.example.a", 1, PUBLISHER_KEY, &files).envelope, &root()).is_ok());
    let other = build("org.example.a", 1, OTHER_PUBLISHER_KEY, &files);
    assert!(matches!(open(&other.envelope, &root()), Err(ManifestFault::Publisher { .. })));
    let unknown = build("org.example.a", 1, 99, &files);
    let refused = open(&unknown.envelope, &root());
    assert!(matches!(refused, Err(ManifestFault::Envelope(DsseFault::Signatures { found: 0, wanted: 1 }))));
    // Signed apart, by the one who may.
    let payload = dsse::peek_unverified(&unknown.envelope, 1 << 20, DocumentKind::Pack).unwrap();
    let detached = dsse::sign_detached(DocumentKind::Pack, &payload, &key(PUBLISHER_KEY));
    assert!(open_manifest(&unknown.envelope, &root(), Some(&detached)).is_ok());
    let elsewhere = dsse::sign_detached(DocumentKind::Root, &payload, &key(PUBLISHER_KEY));
    assert!(open_manifest(&unknown.envelope, &root(), Some(&elsewhere)).is_err());
    // A root without publishers trusts nobody.
    let nobody = Root { publishers: Vec::<Publisher>::new(), ..root() };
    assert!(open(&build("org.example.a", 1, PUBLISHER_KEY, &files).envelope, &nobody).is_err());
}

/// Signs whatever JSON it is given, as no tool of ours would.
fn signed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value = serde_json::to_value(usual(1).manifest).unwrap();
    change(&mut value);
    dsse::sign(DocumentKind::Pack, &serde_json_canonicalizer::to_vec(&value).unwrap(), &[&key(PUBLISHER_KEY)])
}

#[test]
fn signed_nonsense_is_still_nonsense() {
    assert!(open_manifest(&signed(|_| ()), &root(), None).is_ok());
    type Break = fn(&mut Value);
    let table: [(&str, Break); 9] = [
        ("unknown key", |v| v["more"] = json!(1)),
        ("unknown key in a file", |v| v["files"][0]["more"] = json!(1)),
        ("missing key", |v| drop(v.as_object_mut().unwrap().remove("licence"))),
        ("negative size", |v| v["files"][0]["size"] = json!(-1)),
        ("fraction", |v| v["version"] = json!(1.5)),
        ("null", |v| v["licence"] = Value::Null),
        ("CRC too large", |v| v["files"][0]["crc32"] = json!(1_u64 << 32)),
        ("short hash", |v| v["chunks_sha256"] = json!("00")),
        ("unknown document kind", |v| v["documents"][0]["kind"] = json!("song")),
    ];
    for (what, spoil) in table {
        assert!(open_manifest(&signed(spoil), &root(), None).is_err(), "{what}");
    }
    let tolerated = signed(|v| v["ext"] = json!({"later": [1, {"x": "y"}]}));
    assert!(open_manifest(&tolerated, &root(), None).is_ok());
    let newer = signed(|v| {
        v["min_reader"] = json!(2);
        v["unheard_of"] = json!(true);
    });
    assert!(matches!(open_manifest(&newer, &root(), None), Err(ManifestFault::NeedsNewer { wanted: 2 })));
}

#[test]
fn any_flipped_byte_of_the_envelope_is_refused() {
    let pack = build("org.example.a", 1, PUBLISHER_KEY, &[("a", b"x".to_vec())]);
    for at in 0..pack.envelope.len() {
        let mut bad = pack.envelope.clone();
        bad[at] ^= 1;
        assert!(open_manifest(&bad, &root(), None).is_err(), "byte {at}");
        assert!(open_manifest(&pack.envelope[..at], &root(), None).is_err(), "cut at {at}");
    }
}
