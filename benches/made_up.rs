//! A made-up agency, a pack of a given size, and a station that may carry it in: shared by the benches.

use foothold::crypto::seal::SealIdentity;
use foothold::crypto::sign::SecretKey;
use foothold::format::manifest::{Document, Manifest, PackDocumentKind, sign_manifest};
use foothold::format::pack::{Survey, Surveyed, write_pack};
use foothold::format::trust::{Trust, TrustFiles, sign_catalogue, sign_policy, sign_root, verify_key};
use foothold::job::trust::hold_trust;
use foothold::library::home::Home;
use foothold::model::id::{Hash, Lang, PackId, Slug, StationId};
use foothold::model::trust::{
    ApprovedPack, Catalogue, Entry, Facility, Office, PackKind, Policy, Publisher, ROLE_APPROVER, ROLE_ROOT, Role,
    Root, Settings,
};
use foothold::store::{Station, Store};
use foothold::system::{SystemClock, SystemRandom};
use std::fs::File;
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes that no compression and no luck makes cheaper, without end.
struct Noise(u64);

impl Read for Noise {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        for eight in buffer.chunks_mut(8) {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let bytes = (self.0 ^ (self.0 >> 29)).to_le_bytes();
            eight.copy_from_slice(&bytes[..eight.len()]);
        }
        Ok(buffer.len())
    }
}

fn content(index: u64, size: u64) -> impl Read {
    Noise(index + 1).take(size)
}

fn key(n: u8) -> SecretKey {
    SecretKey::from_seed(&[n; 32])
}

fn manifest(id: &str, title: &str, surveyed: &Surveyed, documents: Vec<Document>) -> Manifest {
    Manifest {
        pack_id: PackId::parse(id).expect("an id"),
        version: 1,
        title: title.into(),
        languages: vec![Lang::parse("en").expect("a language")],
        publisher: "Somebody".into(),
        licence: "CC0-1.0".into(),
        created: "2026-11-01".into(),
        min_reader: 1,
        chunks_sha256: surveyed.chunks_sha256,
        files: surveyed.files.clone(),
        documents,
        ext: None,
    }
}

/// Writes a pack of `count` files of `size` bytes each; gives its manifest and manifest hash.
pub fn write(path: &Path, count: u64, size: u64) -> (Manifest, Hash) {
    write_signed(path, count, size, &key(3))
}

/// The same, signed by somebody's key.
pub fn write_signed(path: &Path, count: u64, size: u64, publisher: &SecretKey) -> (Manifest, Hash) {
    let mut survey = Survey::new();
    for index in 0..count {
        survey.add(&format!("media/{index}.mp4"), "video/mp4", &mut content(index, size), &mut |_| ()).expect("noise");
    }
    let surveyed = survey.finish();
    let manifest = manifest("org.example.bench", "Bench", &surveyed, Vec::new());
    let envelope = sign_manifest(&manifest, &[publisher]).expect("a sound manifest");
    let mut open = |path: &str| -> io::Result<Box<dyn Read>> {
        let index = path.trim_start_matches("media/").trim_end_matches(".mp4").parse().map_err(io::Error::other)?;
        Ok(Box::new(content(index, size)))
    };
    let mut out = BufWriter::new(File::create(path).expect("a place to write"));
    write_pack(&manifest, &envelope, &surveyed.chunks, &mut open, &mut out, &mut |_| ()).expect("written");
    let hash = foothold::format::manifest::peek_manifest(&envelope).expect("our own").1;
    (manifest, hash)
}

/// A station whose catalogue lists that pack.
pub fn station(folder: &Path, manifest: &Manifest, hash: Hash) -> (Home, Store) {
    let home = Home::new(folder);
    home.create().expect("a home");
    let mut store =
        Store::open(&home.station_db(), Arc::new(SystemClock::start()), Arc::new(SystemRandom)).expect("a database");
    let (trust, files) = trust(manifest, hash);
    let slug = |text: &str| Slug::parse(text).expect("a slug");
    let station = Station {
        id: StationId([1; 16]),
        name: "Desk".into(),
        office: slug("office"),
        office_name: "Office".into(),
        facility: slug("north"),
        facility_name: "North".into(),
        root_hash: trust.root.hash(),
        signing: key(50).public(),
        sealing: String::new(),
        is_try_out: false,
    };
    let done = store.write(|writer| {
        writer.set_station(&station)?;
        hold_trust(writer, &trust, &files)
    });
    done.expect("a station");
    (home, store)
}

fn trust(manifest: &Manifest, hash: Hash) -> (Trust, TrustFiles) {
    let public = |n| vec![verify_key(&key(n).public())];
    let role = |role: &str, n| Role { role: role.into(), keys: public(n), threshold: 1, series: 1, ext: None };
    let slug = |text: &str| Slug::parse(text).expect("a slug");
    let prefixes = vec![PackId::parse("org.example").expect("an id")];
    let root = Root {
        agency: "Agency".into(),
        version: 1,
        created: 1,
        roles: vec![role(ROLE_ROOT, 1), role(ROLE_APPROVER, 2)],
        publishers: vec![Publisher { id: slug("maker"), name: "M".into(), keys: public(3), prefixes, ext: None }],
        offices: vec![Office {
            id: slug("office"),
            name: "Office".into(),
            keys: public(5),
            issuers: public(6),
            series: 1,
            facilities: vec![Facility { id: slug("north"), name: "North".into() }],
            ext: None,
        }],
        ext: None,
    };
    let (id, version) = (manifest.pack_id.clone(), manifest.version);
    let entry = ApprovedPack { kind: PackKind::Pack, id, version, manifest: hash, signature: None, ext: None };
    let entries = vec![Entry::Pack(entry)];
    let catalogue = Catalogue { series: 1, version: 1, created: 1, entries, withdrawn: Vec::new(), ext: None };
    let recipient = || SealIdentity::generate().recipient().to_string();
    let policy = Policy {
        office: slug("office"),
        series: 1,
        version: 1,
        created: 1,
        recipients: vec![recipient()],
        recovery: recipient(),
        settings: Settings::default(),
        ext: None,
    };
    let files = TrustFiles {
        roots: vec![sign_root(&root, &[&key(1)]).expect("signed")],
        catalogue: sign_catalogue(&catalogue, &[&key(2)]).expect("signed"),
        policy: sign_policy(&policy, &key(5)).expect("signed"),
    };
    (Trust::open_unconfirmed(&files).expect("our own"), files)
}

/// Writes a course with its one text as a pack, for a try-out station, and gives its place.
#[allow(dead_code)] // of the tests, not of every bench
pub fn write_course(folder: &Path, course: &[u8]) -> PathBuf {
    write_courses(folder, &[("org.example.work".to_owned(), course.to_vec())])
}

/// Writes courses, by their ids, with one text for all of them as a pack.
#[allow(dead_code)] // not of every bench
pub fn write_courses(folder: &Path, courses: &[(String, Vec<u8>)]) -> PathBuf {
    let text = b"# Work\n\nTell the truth.\n".to_vec();
    let mut files = vec![("a.md".to_owned(), "text/markdown", text)];
    let course = |(n, (_, course)): (usize, &(String, Vec<u8>))| (place(n), "application/json", course.clone());
    files.extend(courses.iter().enumerate().map(course));
    let ids: Vec<_> = courses.iter().enumerate().map(|(n, (id, _))| (id.as_str(), place(n))).collect();
    write_files(folder, &files, &ids)
}

/// Writes these files (path, kind and content) as a pack, with the courses that are in it and where; gives its place.
#[allow(dead_code)] // not of every bench
pub fn write_files(folder: &Path, files: &[(String, &str, Vec<u8>)], courses: &[(&str, String)]) -> PathBuf {
    let mut survey = Survey::new();
    for (path, kind, bytes) in files {
        survey.add(path, kind, &mut bytes.as_slice(), &mut |_| ()).expect("in memory");
    }
    let surveyed = survey.finish();
    let document = |(id, path): &(&str, String)| Document {
        kind: PackDocumentKind::Course,
        id: (*id).to_owned(),
        path: path.clone(),
    };
    let documents = courses.iter().map(document).collect();
    let manifest = manifest("org.example.work", "Work", &surveyed, documents);
    let envelope = sign_manifest(&manifest, &[&key(3)]).expect("a sound manifest");
    let mut open = |path: &str| -> io::Result<Box<dyn Read>> {
        let (.., bytes) = files.iter().find(|(name, ..)| *name == path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(io::Cursor::new(bytes.clone())))
    };
    let path = folder.join("course.fpack");
    let mut out = BufWriter::new(File::create(&path).expect("a place to write"));
    write_pack(&manifest, &envelope, &surveyed.chunks, &mut open, &mut out, &mut |_| ()).expect("written");
    path
}

/// Where a pack has its course of this number.
fn place(n: usize) -> String {
    format!("course-{n:03}.json")
}
