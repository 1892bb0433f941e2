//! Export and merge of 100,000 events, beside stock `age` sealing the same bytes and beside Python's
//! `INSERT … ON CONFLICT DO NOTHING` of as many rows into SQLite (WAL, FULL, 1,000 rows a transaction).
//!
//! ```text
//! cargo bench --no-default-features --bench merge [-- EVENTS]
//! ```
//!
//! Prints seconds of each step and the two ratios; a peer that is not installed is left out. The aim: export under
//! ten seconds for 100,000 events.
//!
//! Seen on 2 virtual cores, other builds running beside: export 0.27 s (6.0 × stock `age` of the bytes it seals), plan
//! and merge 2.26 s, every hash and signature checked (2.7 × Python's bare INSERT, which checks nothing); the same file
//! again 0.01 s, by its tips.
#![allow(missing_docs, clippy::print_stdout)]

use foothold::crypto::seal::SealIdentity;
use foothold::crypto::seal::Work;
use foothold::crypto::sign::SecretKey;
use foothold::format::event_log::{self, NO_HASH};
use foothold::format::export::{self, BodyWriter, ExportHeader};
use foothold::format::trust::{sign_station, station_id, verify_key};
use foothold::model::event::{
    Actor, Body, EpochStarted, Event, HEADER_VERSION, Header, LessonRef, LessonSpan, Range, SpanUnit,
};
use foothold::model::id::{CourseId, EpochId, ExportId, Lang, LearnerId, LessonId, PackId, Salt, Slug};
use foothold::model::trust::{Facility, Settings, StationCertificate};
use foothold::office::home::OfficeHome;
use foothold::office::init::{NewOffice, init};
use foothold::office::keys::{KeyName, Keys};
use foothold::office::registry::Registry;
use foothold::office::{documents, open};
use foothold::system::{SystemClock, SystemRandom};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use uuid::Uuid;

const PYTHON: &str = "
import sqlite3, sys, hashlib, time
db = sqlite3.connect(sys.argv[1]); n = int(sys.argv[2])
db.executescript('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE e(hash BLOB PRIMARY KEY, device BLOB, seq INTEGER, body TEXT, UNIQUE(device, seq));')
rows = [(hashlib.sha256(str(i).encode()).digest(), b'd' * 16, i, '{\"x\":\"' + 'y' * 150 + '\"}') for i in range(n)]
t = time.time()
for at in range(0, n, 1000):
    with db: db.executemany('INSERT INTO e VALUES(?,?,?,?) ON CONFLICT DO NOTHING', rows[at:at + 1000])
print(time.time() - t)
";

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

fn main() {
    let count: u64 = std::env::args().skip(1).find_map(|text| text.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a place to write");
    let home = OfficeHome::new(folder.path().join("office"));
    let (clock, keys) = (SystemClock::start(), Keys::new(&home, None));
    init(&home, &new_office(), &keys, Work::Trifle, &clock, &SystemRandom).expect("an office");
    let (trust, sealing) = (documents::read(&home).expect("ours"), keys.opening().expect("there"));
    let station = SecretKey::from_seed(&[7; 32]);
    let events = events(&station, count);

    let file = folder.path().join("one.fexport");
    let start = Instant::now();
    let mut body = BodyWriter::start().expect("memory");
    for event in &events {
        body.line(&event_log::to_line(event, true).expect("ours")).expect("within the limits");
    }
    let body = body.finish().expect("memory");
    let raw_size = body.raw_size;
    let header = header(&events, &station, &keys, trust.policy.seal_to().map(str::to_owned).collect());
    let sealed = export::seal(&header, &body, &station, Vec::new()).expect("sealed");
    std::fs::write(&file, &sealed).expect("written");
    let export_secs = start.elapsed().as_secs_f64();

    let mut registry = Registry::open(&home.registry()).expect("ours");
    let start = Instant::now();
    let plan = open::plan(&home, &registry, &trust, &sealing, std::slice::from_ref(&file), 1, |_| ()).expect("planned");
    let plan_secs = start.elapsed().as_secs_f64();
    let merged = plan.apply(&mut registry, 1).expect("merged");
    let merge_secs = start.elapsed().as_secs_f64();
    assert_eq!(merged.new, count);
    let start = Instant::now();
    let again =
        open::plan(&home, &registry, &trust, &sealing, std::slice::from_ref(&file), 1, |_| ()).expect("planned");
    assert_eq!(again.apply(&mut registry, 1).expect("merged").known, count);
    let again_secs = start.elapsed().as_secs_f64();

    println!("{count} events, {raw_size} bytes as lines, {} sealed", sealed.len());
    println!("export  {export_secs:.2} s");
    println!("plan    {plan_secs:.2} s; plan and merge {merge_secs:.2} s ({:.0} events/s)", count as f64 / merge_secs);
    println!("all known already: {again_secs:.2} s");
    if let Some(secs) = age(folder.path(), raw_size, &sealing[0]) {
        println!("stock age of the same bytes {secs:.2} s: export takes {:.1} times as long", export_secs / secs);
    }
    if let Some(secs) = python(folder.path(), count) {
        println!("Python INSERT … ON CONFLICT {secs:.2} s: plan and merge take {:.2} times as long", merge_secs / secs);
    }
}

fn new_office() -> NewOffice {
    NewOffice {
        agency: "Agency".into(),
        office: slug("records"),
        office_name: "Records".into(),
        facilities: vec![Facility { id: slug("north"), name: "North".into() }],
        publisher: slug("maker"),
        publisher_name: "Maker".into(),
        prefixes: vec![PackId::parse("org.example").expect("an id")],
        settings: Settings::default(),
        language: "en".into(),
        names_issuer: true,
    }
}

/// One epoch of lesson spans of a hundred learners.
fn events(key: &SecretKey, count: u64) -> Vec<Event> {
    let station = station_id(&verify_key(&key.public()));
    let course = CourseId::parse("org.example.work").expect("an id");
    let mut prev = NO_HASH;
    (0..count)
        .map(|seq| {
            let at = LessonRef { course: course.clone(), edition: 1, lesson: LessonId::parse("read").expect("an id") };
            let body = if seq == 0 {
                Body::EpochStarted(EpochStarted { parent: None })
            } else {
                Body::LessonSpan(LessonSpan {
                    at,
                    lang: Lang::parse("en").expect("a tag"),
                    ranges: vec![[seq * 1000, seq * 1000 + 60_000]],
                    unit: SpanUnit::Ms,
                    active_ms: 60_000,
                    rate_permille: 1000,
                    position: seq * 1000 + 60_000,
                })
            };
            let header = Header {
                v: HEADER_VERSION,
                station,
                epoch: EpochId([1; 16]),
                seq,
                kind: body.kind().into(),
                learner: (seq > 0).then(|| LearnerId(Uuid::from_u128(u128::from(seq % 100)))),
                actor: Actor::Station,
                session: None,
                lamport: seq + 1,
                wall: 1_795_000_000_000 + seq,
                signed_time: 1_795_000_000_000,
                mono: seq,
            };
            let mut salt = [0; 16];
            salt[..8].copy_from_slice(&foothold::crypto::hash::sha256(&seq.to_be_bytes())[..8]);
            let event = event_log::link(header, prev, Salt(salt), body).expect("ours");
            prev = event.hash;
            event
        })
        .collect()
}

fn header(events: &[Event], key: &SecretKey, keys: &Keys, recipients: Vec<String>) -> ExportHeader {
    let public = verify_key(&key.public());
    let certificate = StationCertificate {
        office: slug("records"),
        station: station_id(&public),
        key: public,
        recipient: SealIdentity::generate().recipient().to_string(),
        name: "One".into(),
        facility: slug("north"),
        created: 1,
        ext: None,
    };
    let office = keys.signing(KeyName::Office).expect("there");
    let certificate = sign_station(&certificate, &office).expect("ours");
    let head = events.last().expect("some").hash;
    let to_seq = events.len() as u64 - 1;
    let range =
        Range { epoch: EpochId([1; 16]), from_seq: 0, to_seq, prev_hash: NO_HASH, head_hash: head, count: to_seq + 1 };
    ExportHeader {
        export_id: ExportId(Uuid::from_u128(1)),
        facility: slug("north"),
        station: station_id(&public),
        station_certificate: Some(serde_json::from_slice(&certificate).expect("JSON")),
        enrolment: None,
        recipients,
        ranges: vec![range],
        believed_tips: vec![],
        body_sha256: NO_HASH,
        body_size: 0,
        raw_size: 0,
        root_version: 1,
        catalogue_version: 1,
        policy_version: 1,
        build: "bench".into(),
        wall: 1,
        signed_time: 1,
        ext: None,
    }
}

/// Seconds that stock `age` takes for as many bytes.
fn age(folder: &Path, bytes: u64, identity: &SealIdentity) -> Option<f64> {
    let plain = folder.join("plain");
    std::fs::write(&plain, vec![b'x'; usize::try_from(bytes).ok()?]).ok()?;
    let start = Instant::now();
    let mut command = Command::new("age");
    command.arg("-r").arg(identity.recipient().to_string()).arg("-o").arg(folder.join("sealed.age")).arg(plain);
    command.status().ok()?.success().then(|| start.elapsed().as_secs_f64())
}

fn python(folder: &Path, count: u64) -> Option<f64> {
    let mut command = Command::new("python3");
    command.arg("-c").arg(PYTHON).arg(folder.join("peer.sqlite")).arg(count.to_string()).stderr(Stdio::null());
    String::from_utf8(command.output().ok()?.stdout).ok()?.trim().parse().ok()
}
