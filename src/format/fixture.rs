//! An agency, its keys and its packs, made up for tests.

use super::manifest::{Document, Manifest, PackDocumentKind, sign_manifest};
use super::pack::{Survey, write_pack};
use super::trust::{Trust, TrustFiles, sign_catalogue, sign_policy, sign_root, verify_key};
use crate::crypto::seal::SealIdentity;
use crate::crypto::sign::SecretKey;
use crate::model::id::{Hash, Lang, PackId, Slug};
use crate::model::trust::{
    ApprovedPack, Catalogue, Entry, Facility, Office, PackKind, Policy, Publisher, ROLE_APPROVER, ROLE_ROOT, Role,
    Root, Settings,
};
use std::io::{self, Read};

pub(crate) fn key(n: u8) -> SecretKey {
    SecretKey::from_seed(&[n; 32])
}

pub(crate) const ROOT_KEY: u8 = 1;
pub(crate) const APPROVER_KEY: u8 = 2;
pub(crate) const PUBLISHER_KEY: u8 = 3;
pub(crate) const OTHER_PUBLISHER_KEY: u8 = 4;
pub(crate) const OFFICE_KEY: u8 = 5;
pub(crate) const ISSUER_KEY: u8 = 6;

pub(crate) fn root() -> Root {
    let public = |n| verify_key(&key(n).public());
    let role = |role: &str, n| Role { role: role.into(), keys: vec![public(n)], threshold: 1, series: 1, ext: None };
    let publisher = |id: &str, n, prefix: &str| Publisher {
        id: Slug::parse(id).unwrap(),
        name: id.into(),
        keys: vec![public(n)],
        prefixes: vec![PackId::parse(prefix).unwrap()],
        ext: None,
    };
    Root {
        agency: "Agency".into(),
        version: 1,
        created: 1_000,
        roles: vec![role(ROLE_ROOT, ROOT_KEY), role(ROLE_APPROVER, APPROVER_KEY)],
        publishers: vec![
            publisher("maker", PUBLISHER_KEY, "org.example"),
            publisher("other", OTHER_PUBLISHER_KEY, "org.other"),
        ],
        offices: vec![Office {
            id: Slug::parse("office").unwrap(),
            name: "Office".into(),
            keys: vec![public(OFFICE_KEY)],
            issuers: vec![public(ISSUER_KEY)],
            series: 1,
            facilities: vec![Facility { id: Slug::parse("north").unwrap(), name: "North".into() }],
            ext: None,
        }],
        ext: None,
    }
}

pub(crate) fn catalogue(version: u64, approved: &[&BuiltPack], withdrawn: &[Hash]) -> Catalogue {
    let entry = |pack: &&BuiltPack| {
        Entry::Pack(ApprovedPack {
            kind: PackKind::Pack,
            id: pack.manifest.pack_id.clone(),
            version: pack.manifest.version,
            manifest: pack.hash,
            signature: None,
            ext: None,
        })
    };
    let entries = approved.iter().map(entry).collect();
    Catalogue {
        series: 1,
        version,
        created: 2_000 + version.min(1_000),
        entries,
        withdrawn: withdrawn.to_vec(),
        ext: None,
    }
}

pub(crate) fn policy(version: u64) -> Policy {
    let recipient = |n: u8| {
        // Any two recipients do: nobody opens anything in these tests.
        const TWO: [&str; 2] = [
            "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
            "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg",
        ];
        TWO[usize::from(n)].to_owned()
    };
    Policy {
        office: Slug::parse("office").unwrap(),
        series: 1,
        version,
        created: 3_000,
        recipients: vec![recipient(0)],
        recovery: recipient(1),
        settings: Settings::default(),
        ext: None,
    }
}

pub(crate) fn fresh_recipient() -> String {
    SealIdentity::generate().recipient().to_string()
}

pub(crate) fn files(root: &Root, catalogue: &Catalogue, policy: &Policy) -> TrustFiles {
    TrustFiles {
        roots: vec![sign_root(root, &[&key(ROOT_KEY)]).unwrap()],
        catalogue: sign_catalogue(catalogue, &[&key(APPROVER_KEY)]).unwrap(),
        policy: sign_policy(policy, &key(OFFICE_KEY)).unwrap(),
    }
}

pub(crate) fn trust(approved: &[&BuiltPack], withdrawn: &[Hash]) -> (Trust, TrustFiles) {
    let files = files(&root(), &catalogue(1, approved, withdrawn), &policy(1));
    (Trust::open_unconfirmed(&files).unwrap(), files)
}

/// A pack in memory.
#[derive(Clone)]
pub(crate) struct BuiltPack {
    pub bytes: Vec<u8>,
    pub manifest: Manifest,
    pub envelope: Vec<u8>,
    pub chunks: Vec<u8>,
    pub hash: Hash,
}

/// A course document with lessons of these ids.
pub(crate) fn course(id: &str, edition: u32, lessons: &[&str]) -> Vec<u8> {
    let lesson = |id: &&str| {
        serde_json::json!({"id": id, "title": format!("Lesson {id}"), "minutes": 5, "required": true,
            "rule": {"kind": "opened"}, "kind": "reading", "body": "text.md"})
    };
    let lessons: Vec<_> = lessons.iter().map(lesson).collect();
    super::json::to_canonical(&serde_json::json!({
        "schema": 1, "id": id, "edition": edition, "title": "A course", "summary": "What it is", "languages": ["en"],
        "subjects": ["work"], "level": "beginner", "outcomes": [], "minutes": 5, "authors": ["Somebody"], "sources": [],
        "modules": [{"id": "m", "title": "Module", "rule": {"kind": "all_required"}, "lessons": lessons}],
        "rule": {"kind": "all_required"}
    }))
    .unwrap()
}

/// `len` bytes that do not repeat soon.
pub(crate) fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..len).map(next).collect()
}

pub(crate) fn build(pack_id: &str, version: u64, signer: u8, files: &[(&str, Vec<u8>)]) -> BuiltPack {
    let mut survey = Survey::new();
    for (path, content) in files {
        survey.add(path, "application/octet-stream", &mut &content[..], &mut |_| ()).unwrap();
    }
    let surveyed = survey.finish();
    let has_course = files.iter().any(|(path, _)| *path == "course.json");
    let document =
        Document { kind: PackDocumentKind::Course, id: "org.example.work".into(), path: "course.json".into() };
    let manifest = Manifest {
        pack_id: PackId::parse(pack_id).unwrap(),
        version,
        title: "A pack".into(),
        languages: vec![Lang::parse("en").unwrap()],
        publisher: "Somebody".into(),
        licence: "CC0-1.0".into(),
        created: "2026-11-01".into(),
        min_reader: 1,
        chunks_sha256: surveyed.chunks_sha256,
        files: surveyed.files,
        documents: if has_course { vec![document] } else { Vec::new() },
        ext: None,
    };
    let envelope = sign_manifest(&manifest, &[&key(signer)]).unwrap();
    let mut bytes = Vec::new();
    let mut open = |path: &str| -> io::Result<Box<dyn Read>> {
        let content = files.iter().find(|(known, _)| *known == path).map(|(_, content)| content.clone());
        Ok(Box::new(io::Cursor::new(content.ok_or(io::ErrorKind::NotFound)?)))
    };
    let chunks = surveyed.chunks;
    write_pack(&manifest, &envelope, &chunks, &mut open, &mut bytes, &mut |_| ()).unwrap();
    let hash = super::manifest::peek_manifest(&envelope).unwrap().1;
    BuiltPack { bytes, manifest, envelope, chunks, hash }
}

/// The usual pack: a course, a text, an empty file and a film of two and a half chunks.
pub(crate) fn usual(version: u64) -> BuiltPack {
    usual_with(version, u32::try_from(version).unwrap(), &["one", "two"])
}

pub(crate) fn usual_with(version: u64, edition: u32, lessons: &[&str]) -> BuiltPack {
    build(
        "org.example.work",
        version,
        PUBLISHER_KEY,
        &[
            ("course.json", course("org.example.work", edition, lessons)),
            ("text.md", format!("# Version {version}").into_bytes()),
            ("media/empty.bin", Vec::new()),
            ("media/film.mp4", noise(super::limits::CHUNK_BYTES * 5 / 2)),
        ],
    )
}
