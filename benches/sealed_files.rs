//! An office, and sealed files of stations as they would send them: what the benches of merging share.
#![allow(missing_docs, dead_code)]

use foothold::crypto::seal::{SealIdentity, Work};
use foothold::crypto::sign::SecretKey;
use foothold::format::event_log::{self, NO_HASH};
use foothold::format::export::{self, BodyWriter, ExportHeader};
use foothold::format::trust::{Trust, sign_station, station_id, verify_key};
use foothold::model::event::{
    Actor, Body, EpochStarted, Event, HEADER_VERSION, Header, LessonRef, LessonSpan, Range, SpanUnit, Tip,
};
use foothold::model::id::{CourseId, EpochId, ExportId, Lang, LearnerId, LessonId, PackId, Salt, Slug};
use foothold::model::trust::{Facility, Settings, StationCertificate};
use foothold::office::home::OfficeHome;
use foothold::office::init::{NewOffice, init};
use foothold::office::issue::{self, IssueReport};
use foothold::office::keys::{KeyName, Keys};
use foothold::office::open::Merged;
use foothold::office::registry::Registry;
use foothold::office::{documents, open, paper_words, receipts, summaries};
use foothold::system::{SystemClock, SystemRandom};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// When the office opens files: after all that stands in them.
const NOW: u64 = 1_800_000_000_000;
const FACILITIES: u8 = 10;
const STATIONS_OF_FACILITY: u8 = 20;

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

pub struct Office {
    folder: PathBuf,
    home: OfficeHome,
    keys: Keys,
    trust: Trust,
    sealing: Vec<SealIdentity>,
    /// Where stock `age` finds how to open the files.
    pub identity: PathBuf,
}

impl Office {
    pub fn new(folder: &Path) -> Self {
        let home = OfficeHome::new(folder.join("office"));
        let (clock, keys) = (SystemClock::start(), Keys::new(&home, None));
        init(&home, &new_office(), &keys, Work::Trifle, &clock, &SystemRandom).expect("an office");
        let (trust, sealing) = (documents::read(&home).expect("ours"), keys.opening().expect("there"));
        let identity = folder.join("identity");
        std::fs::write(&identity, sealing[0].to_text().as_bytes()).expect("written");
        Self { folder: folder.to_owned(), home, keys, trust, sealing, identity }
    }

    /// A sealed file of one station, `events` of one epoch from its beginning.
    pub fn export(&self, n: u8, name: &str, events: &[Event]) -> PathBuf {
        let mut body = BodyWriter::start().expect("memory");
        for event in events {
            body.line(&event_log::to_line(event, true).expect("ours")).expect("within the limits");
        }
        let recipients = self.trust.policy.seal_to().map(str::to_owned).collect();
        let header = header(n, events, &self.keys, recipients);
        let sealed = export::seal(&header, &body.finish().expect("memory"), &station_key(n), Vec::new());
        let path = self.folder.join(format!("{name}-{n}.fexport"));
        std::fs::write(&path, sealed.expect("sealed")).expect("written");
        path
    }

    /// Opens, plans and merges; gives what was merged, the time to the plan and all of it.
    pub fn merge(&self, registry: &mut Registry, files: &[PathBuf]) -> (Merged, Duration, Duration) {
        let start = Instant::now();
        let plan = open::plan(&self.home, registry, &self.trust, &self.sealing, files, NOW, |_| true).expect("planned");
        let planned = start.elapsed();
        let merged = plan.apply(registry, NOW).expect("merged");
        (merged, planned, start.elapsed())
    }

    /// What an office does after a merge: certificates that are due, answers for every station, summaries. Gives what was
    /// issued, and the time of each.
    pub fn after(&self, registry: &mut Registry) -> (IssueReport, [Duration; 3]) {
        let (clock, start) = (SystemClock::start(), Instant::now());
        let shop = |lang: &Lang| paper_words::of(&self.home, lang);
        let report = issue::run(&self.home, registry, &self.keys, &clock, &SystemRandom, &shop).expect("counted");
        let issued = start.elapsed();
        receipts::write_notice(&self.home, registry, &self.keys, &clock).expect("written");
        let answered = start.elapsed();
        summaries::refresh(registry, &self.home.config().expect("ours").tz, |_, _| true).expect("counted");
        (report, [issued, answered - issued, start.elapsed() - answered])
    }

    /// Opens a file and reads every event, verified; gives how many and the time.
    pub fn open(&self, file: &Path) -> (u64, Duration) {
        let start = Instant::now();
        let opened = export::open(&self.sealing, &self.trust.root, std::fs::File::open(file).expect("there"));
        let mut count = 0;
        let read = opened.expect("ours").read_lines(|_, _| {
            count += 1;
            true
        });
        read.expect("sound");
        (count, start.elapsed())
    }
}

/// Where a station stands: twenty to a facility.
fn facility(n: u8) -> Slug {
    slug(&format!("f{}", n.saturating_sub(1) / STATIONS_OF_FACILITY % FACILITIES))
}

pub fn station_key(n: u8) -> SecretKey {
    SecretKey::from_seed(&[n; 32])
}

fn new_office() -> NewOffice {
    NewOffice {
        agency: "Agency".into(),
        office: slug("records"),
        office_name: "Records".into(),
        facilities: (0..FACILITIES)
            .map(|n| Facility { id: slug(&format!("f{n}")), name: format!("Facility {n}") })
            .collect(),
        publisher: slug("maker"),
        publisher_name: "Maker".into(),
        prefixes: vec![PackId::parse("org.example").expect("an id")],
        settings: Settings::default(),
        language: "en".into(),
        names_issuer: true,
    }
}

/// One epoch of lesson spans of twenty-five learners of a station, after an earlier one if it has a parent.
pub fn events(n: u8, epoch: u64, parent: Option<Tip>, count: u64) -> Vec<Event> {
    let course = CourseId::parse("org.example.work").expect("an id");
    let span = |seq: u64| {
        let at = LessonRef { course: course.clone(), edition: 1, lesson: LessonId::parse("read").expect("an id") };
        let body = Body::LessonSpan(LessonSpan {
            at,
            lang: Lang::parse("en").expect("a tag"),
            ranges: vec![[seq * 1000, seq * 1000 + 60_000]],
            unit: SpanUnit::Ms,
            active_ms: 60_000,
            rate_permille: 1000,
            position: seq * 1000 + 60_000,
        });
        let learner = LearnerId(Uuid::from_u128(u128::from(n) * 100 + u128::from(seq % 25)));
        (learner, 1_795_000_000_000 + seq, body)
    };
    epoch_of(n, epoch, parent, epoch * count, (1..count).map(span))
}

/// One epoch of a station: its start, and what its learners did, when, ms. Its order numbers come after `after`.
pub fn epoch_of(
    n: u8,
    epoch: u64,
    parent: Option<Tip>,
    after: u64,
    done: impl IntoIterator<Item = (LearnerId, u64, Body)>,
) -> Vec<Event> {
    let station = station_id(&verify_key(&station_key(n).public()));
    let mut prev = parent.map_or(NO_HASH, |tip| tip.hash);
    let start = (None, 1_795_000_000_000, Body::EpochStarted(EpochStarted { parent }));
    let all = std::iter::once(start).chain(done.into_iter().map(|(learner, wall, body)| (Some(learner), wall, body)));
    let link = |(seq, (learner, wall, body)): (u64, (Option<LearnerId>, u64, Body))| {
        let header = Header {
            v: HEADER_VERSION,
            station,
            epoch: epoch_id(n, epoch),
            seq,
            kind: body.kind().into(),
            learner,
            actor: Actor::Station,
            session: None,
            lamport: after + seq + 1,
            wall,
            signed_time: 1_795_000_000_000,
            mono: seq,
        };
        let place = [u64::from(n), epoch, seq].map(u64::to_be_bytes).concat();
        let mut salt = [0; 16];
        salt.copy_from_slice(&foothold::crypto::hash::sha256(&place)[..16]);
        let event = event_log::link(header, prev, Salt(salt), body).expect("ours");
        prev = event.hash;
        event
    };
    (0..).zip(all).map(link).collect()
}

fn epoch_id(n: u8, epoch: u64) -> EpochId {
    EpochId(((u128::from(n) << 64) | u128::from(epoch)).to_be_bytes())
}

fn header(n: u8, events: &[Event], keys: &Keys, recipients: Vec<String>) -> ExportHeader {
    let public = verify_key(&station_key(n).public());
    let certificate = StationCertificate {
        office: slug("records"),
        station: station_id(&public),
        key: public,
        recipient: SealIdentity::generate().recipient().to_string(),
        name: format!("Station {n}"),
        facility: facility(n),
        created: 1,
        ext: None,
    };
    let office = keys.signing(KeyName::Office).expect("there");
    let certificate = sign_station(&certificate, &office).expect("ours");
    let head = events.last().expect("some").hash;
    let to_seq = events.len() as u64 - 1;
    let (first, count) = (events.first().expect("some"), to_seq + 1);
    let (epoch, prev_hash) = (first.header.epoch, first.prev_hash);
    let range = Range { epoch, from_seq: 0, to_seq, prev_hash, head_hash: head, count };
    ExportHeader {
        export_id: ExportId(Uuid::from_slice(&head.0[..16]).expect("sixteen bytes")),
        facility: facility(n),
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

/// Runs SQL on the server that `tests/postgres.sh` started, as `psql` does; gives the time. None where there is none.
pub fn psql(database: &str, sql: &str) -> Option<Duration> {
    let (socket, port) = (std::env::var("FOOTHOLD_TEST_PG_SOCKET").ok()?, std::env::var("FOOTHOLD_TEST_PG_PORT").ok()?);
    let mut program = Command::new("psql");
    program.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-h", &socket, "-p", &port, "-d", database]);
    let start = Instant::now();
    let output = program.args(sql.lines().flat_map(|line| ["-c", line])).output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(start.elapsed())
}

/// An empty registry on that server.
pub fn registry_on_server(database: &str) -> Option<Registry> {
    use foothold::office::registry::{Place, Secrets};
    psql("postgres", &format!("CREATE DATABASE {database} LOCALE 'C' TEMPLATE template0"))?;
    let (socket, port) = (std::env::var("FOOTHOLD_TEST_PG_SOCKET").ok()?, std::env::var("FOOTHOLD_TEST_PG_PORT").ok()?);
    let address = format!("postgres://postgres@/{database}?host={socket}&port={port}");
    Some(Registry::open_at(&Place::parse(&address, &Secrets::default()).expect("an address")).expect("a server"))
}
