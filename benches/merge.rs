//! The office's day beside its peers: 200,000 events of 40 stations from 40 sealed files into an empty registry, every
//! hash and signature checked, beside Python's bare `INSERT … ON CONFLICT DO NOTHING` of as many rows into SQLite (WAL,
//! FULL, 1,000 rows a transaction, two indexes, nothing checked); the same files again; files that overlap; and one
//! export of 100,000 events opened, beside Python doing the same (stock `age` and `zstd`, `json`, `hashlib`, no
//! signature).
//!
//! ```text
//! cargo bench --no-default-features --bench merge [-- TURNS]
//! ```
//!
//! Ours and theirs in turns; the medians and their ratios are printed. What was seen stands in `merge.md`.
#![allow(missing_docs, clippy::print_stdout)]

use foothold::crypto::seal::{SealIdentity, Work};
use foothold::crypto::sign::SecretKey;
use foothold::format::event_log::{self, NO_HASH};
use foothold::format::export::{self, BodyWriter, ExportHeader};
use foothold::format::trust::{Trust, sign_station, station_id, verify_key};
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
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use uuid::Uuid;

const STATIONS: u8 = 40;
/// Events of each station that the merge brings.
const EVENTS: u64 = 5_000;
/// Events that a second export of each station adds to them.
const MORE: u64 = 500;
const LARGE: u64 = 100_000;

const INSERT: &str = "
import sqlite3, sys, hashlib, time
db = sqlite3.connect(sys.argv[1]); n = int(sys.argv[2])
db.executescript('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE e(hash BLOB PRIMARY KEY, device BLOB, seq INTEGER, body TEXT, UNIQUE(device, seq));')
rows = [(hashlib.sha256(str(i).encode()).digest(), b'd' * 16, i, '{\"x\":\"' + 'y' * 150 + '\"}') for i in range(n)]
t = time.time()
for at in range(0, n, 1000):
    with db: db.executemany('INSERT INTO e VALUES(?,?,?,?) ON CONFLICT DO NOTHING', rows[at:at + 1000])
print(time.time() - t)
";

const OPEN: &str = "
import sys, json, hashlib, subprocess, time, base64
t = time.time()
plain = subprocess.run(['age', '-d', '-i', sys.argv[2], sys.argv[1]], capture_output=True, check=True).stdout
n = int.from_bytes(plain[:4], 'big')
header = json.loads(base64.b64decode(json.loads(plain[4:4 + n])['payload']))
body = plain[4 + n:4 + n + header['body_size']]
assert hashlib.sha256(body).hexdigest() == header['body_sha256']
raw = subprocess.run(['zstd', '-dc'], input=body, capture_output=True, check=True).stdout
prev, seq = bytes(32), 0
plain_of = lambda value: json.dumps(value, separators=(',', ':'), sort_keys=True, ensure_ascii=False).encode()
for line in raw.splitlines():
    event = json.loads(line)
    body_hash = hashlib.sha256(b'foothold.body.v1\0' + bytes.fromhex(event['salt']) + plain_of(event['body'])).digest()
    prev = hashlib.sha256(b'foothold.event.v1\0' + prev + hashlib.sha256(plain_of(event['header'])).digest() + body_hash).digest()
    assert event['header']['seq'] == seq
    seq += 1
assert prev.hex() == header['ranges'][0]['head_hash']
print(time.time() - t)
";

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

fn main() {
    let turns: usize = std::env::args().skip(1).find_map(|text| text.parse().ok()).unwrap_or(5);
    let folder = tempfile::tempdir().expect("a place to write");
    let office = Office::new(folder.path());
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for n in 1..=STATIONS {
        let events = events(n, EVENTS + MORE);
        let head = &events[..usize::try_from(EVENTS).expect("small")];
        first.push(office.export(n, "first", head));
        second.push(office.export(n, "second", &events));
    }
    let large = office.export(200, "large", &events(200, LARGE));
    let mut rows: Vec<(&str, Vec<f64>)> =
        ["new", "again", "overlapping", "python", "open", "python opens"].map(|name| (name, Vec::new())).into();
    for turn in 0..turns {
        let mut registry = Registry::open(&folder.path().join(format!("{turn}.sqlite"))).expect("ours");
        let count = u64::from(STATIONS) * EVENTS;
        let seconds = [
            Some(office.merge(&mut registry, &first, (count, 0))),
            Some(office.merge(&mut registry, &first, (0, count))),
            Some(office.merge(&mut registry, &second, (u64::from(STATIONS) * MORE, count))),
            python(
                INSERT,
                &[folder.path().join(format!("peer-{turn}.sqlite")).as_path(), Path::new(&count.to_string())],
            ),
            Some(office.open(&large)),
            python(OPEN, &[&large, &office.identity]),
        ];
        for ((name, all), seconds) in rows.iter_mut().zip(seconds) {
            println!("{name:>14} {}", seconds.map_or("-".into(), |seconds| format!("{seconds:.3} s")));
            all.extend(seconds);
        }
    }
    for (_, all) in &mut rows {
        all.sort_by(f64::total_cmp);
    }
    let median = |n: usize| rows[n].1.get(rows[n].1.len() / 2).copied().unwrap_or(f64::NAN);
    println!("medians: merge of new / Python's INSERT {:.2}", median(0) / median(3));
    println!("         new / again {:.0}, new / overlapping {:.1}", median(0) / median(1), median(0) / median(2));
    println!("         opening {LARGE} events / Python {:.2}", median(4) / median(5));
    for (name, all) in &rows {
        println!("{name:>14} {all:.3?}");
    }
}

struct Office {
    folder: PathBuf,
    home: OfficeHome,
    keys: Keys,
    trust: Trust,
    sealing: Vec<SealIdentity>,
    /// Where stock `age` finds how to open the files.
    identity: PathBuf,
}

impl Office {
    fn new(folder: &Path) -> Self {
        let home = OfficeHome::new(folder.join("office"));
        let (clock, keys) = (SystemClock::start(), Keys::new(&home, None));
        init(&home, &new_office(), &keys, Work::Trifle, &clock, &SystemRandom).expect("an office");
        let (trust, sealing) = (documents::read(&home).expect("ours"), keys.opening().expect("there"));
        let identity = folder.join("identity");
        std::fs::write(&identity, sealing[0].to_text().as_bytes()).expect("written");
        Self { folder: folder.to_owned(), home, keys, trust, sealing, identity }
    }

    fn export(&self, n: u8, name: &str, events: &[Event]) -> PathBuf {
        let mut body = BodyWriter::start().expect("memory");
        for event in events {
            body.line(&event_log::to_line(event, true).expect("ours")).expect("within the limits");
        }
        let recipients = self.trust.policy.seal_to().map(str::to_owned).collect();
        let header = header(n, name, events, &self.keys, recipients);
        let sealed = export::seal(&header, &body.finish().expect("memory"), &station_key(n), Vec::new());
        let path = self.folder.join(format!("{name}-{n}.fexport"));
        std::fs::write(&path, sealed.expect("sealed")).expect("written");
        path
    }

    /// Opens, plans and merges; gives the seconds that took.
    fn merge(&self, registry: &mut Registry, files: &[PathBuf], wanted: (u64, u64)) -> f64 {
        let start = Instant::now();
        let plan = open::plan(&self.home, registry, &self.trust, &self.sealing, files, 1, |_| true).expect("planned");
        let planned = start.elapsed().as_secs_f64();
        let merged = plan.apply(registry, 1).expect("merged");
        let all = start.elapsed().as_secs_f64();
        assert_eq!((merged.new, merged.known), wanted);
        println!("{:>14} {planned:.3} s of it", "plan");
        all
    }

    /// Opens a file and reads every event, verified.
    fn open(&self, file: &Path) -> f64 {
        let start = Instant::now();
        let opened = export::open(&self.sealing, &self.trust.root, std::fs::File::open(file).expect("there"));
        let mut count = 0;
        opened
            .expect("ours")
            .read_lines(|_, _| {
                count += 1;
                true
            })
            .expect("sound");
        assert_eq!(count, LARGE);
        start.elapsed().as_secs_f64()
    }
}

fn station_key(n: u8) -> SecretKey {
    SecretKey::from_seed(&[n; 32])
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

/// One epoch of lesson spans of twenty-five learners of a station.
fn events(n: u8, count: u64) -> Vec<Event> {
    let station = station_id(&verify_key(&station_key(n).public()));
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
                epoch: EpochId([n; 16]),
                seq,
                kind: body.kind().into(),
                learner: (seq > 0).then(|| LearnerId(Uuid::from_u128(u128::from(n) * 100 + u128::from(seq % 25)))),
                actor: Actor::Station,
                session: None,
                lamport: seq + 1,
                wall: 1_795_000_000_000 + seq,
                signed_time: 1_795_000_000_000,
                mono: seq,
            };
            let mut salt = [0; 16];
            salt[..8].copy_from_slice(&foothold::crypto::hash::sha256(&(u64::from(n) << 32 | seq).to_be_bytes())[..8]);
            let event = event_log::link(header, prev, Salt(salt), body).expect("ours");
            prev = event.hash;
            event
        })
        .collect()
}

fn header(n: u8, file: &str, events: &[Event], keys: &Keys, recipients: Vec<String>) -> ExportHeader {
    let public = verify_key(&station_key(n).public());
    let certificate = StationCertificate {
        office: slug("records"),
        station: station_id(&public),
        key: public,
        recipient: SealIdentity::generate().recipient().to_string(),
        name: format!("Station {n}"),
        facility: slug("north"),
        created: 1,
        ext: None,
    };
    let office = keys.signing(KeyName::Office).expect("there");
    let certificate = sign_station(&certificate, &office).expect("ours");
    let head = events.last().expect("some").hash;
    let to_seq = events.len() as u64 - 1;
    let range =
        Range { epoch: EpochId([n; 16]), from_seq: 0, to_seq, prev_hash: NO_HASH, head_hash: head, count: to_seq + 1 };
    ExportHeader {
        export_id: ExportId(Uuid::from_u128(u128::from(n) << 64 | file.len() as u128)),
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

/// Seconds that a Python program prints; none where it or what it calls is not installed.
fn python(program: &str, arguments: &[&Path]) -> Option<f64> {
    let mut command = Command::new("python3");
    command.arg("-c").arg(program).args(arguments).stderr(Stdio::null());
    String::from_utf8(command.output().ok()?.stdout).ok()?.trim().parse().ok()
}
