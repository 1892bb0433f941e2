//! Sealed files: exports, receipts, records. Nearly all in them is signed or hangs on a hash, so that a spoiled one is
//! refused at its door. What lies behind each door is spoiled too, and then signed and sealed as whoever holds the key of a
//! station or of an office could do it. Memory is Rust's own: what zstd takes is bounded by its window, which
//! `tests/office/bombs.rs` tries from outside. A sealed file is sealed anew by each run; all else is the same each time.

use foothold::crypto::seal::{self, SealIdentity};
use foothold::crypto::sign::SecretKey;
use foothold::format::dsse::{self, DocumentKind};
use foothold::format::event_log::{self, NO_HASH, ReadLine};
use foothold::format::export::{self, Body as Packed, BodyWriter, ExportHeader};
use foothold::format::json::to_canonical;
use foothold::format::receipt::{self, IssuedCertificate, OfficeEvent, Receipt, Wanted};
use foothold::format::record::{self, RecordHeader, RecordPerson};
use foothold::format::trust::{sign_station, station_id, verify_key};
use foothold::model::event::{
    Actor, Body, EpochStarted, Event, GoalSet, HEADER_VERSION, Header, JournalSaved, Range, Tip,
};
use foothold::model::id::{CourseId, EpochId, ExportId, Hash, Lang, LearnerId, ProgrammeId, Salt, Slug, StationId};
use foothold::model::trust::{Facility, Office, Root, StationCertificate};
use serde::Serialize;
use std::sync::LazyLock;
use uuid::Uuid;

/// An office and a station of it, which open with one and the same key; and whole headers, for whole lines.
struct Post {
    root: Root,
    office: SecretKey,
    station: SecretKey,
    opens: SealIdentity,
    events: Vec<Event>,
    export: ExportHeader,
    record: RecordHeader,
}

static POST: LazyLock<Post> = LazyLock::new(Post::new);

impl Post {
    fn new() -> Self {
        let (office, station) = (SecretKey::from_seed(&[5; 32]), SecretKey::from_seed(&[9; 32]));
        // The example of a test of `age`: the same text each time.
        let opens = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";
        let opens = SealIdentity::from_text(opens).unwrap();
        let events = events(id_of(&station));
        let export = export_header(&office, &station, &opens, &events);
        let person = RecordPerson {
            learner: ana(),
            others: vec![LearnerId(Uuid::from_u128(2))],
            name: "Ana".into(),
            number: "A-1".into(),
            birth_year: Some(1990),
            lang: Lang::parse("en").unwrap(),
        };
        let record = RecordHeader {
            office: slug("office"),
            station: id_of(&station),
            created: 7,
            person,
            certificates: vec![certificate()],
            events: 0,
            body_sha256: NO_HASH,
            body_size: 0,
            raw_size: 0,
            ext: None,
        };
        Self { root: root(&office), office, station, opens, events, export, record }
    }
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn ana() -> LearnerId {
    LearnerId(Uuid::from_u128(1))
}

fn id_of(key: &SecretKey) -> StationId {
    station_id(&verify_key(&key.public()))
}

fn root(office: &SecretKey) -> Root {
    let issuer = SecretKey::from_seed(&[6; 32]);
    let office = Office {
        id: slug("office"),
        name: "Office".into(),
        keys: vec![verify_key(&office.public())],
        issuers: vec![verify_key(&issuer.public())],
        series: 1,
        facilities: vec![Facility { id: slug("north"), name: "North".into() }],
        ext: None,
    };
    let (roles, publishers, offices) = (Vec::new(), Vec::new(), vec![office]);
    Root { agency: "Agency".into(), version: 1, created: 1, roles, publishers, offices, ext: None }
}

fn certificate() -> IssuedCertificate {
    IssuedCertificate {
        learner: ana(),
        course: CourseId::parse("org.example.work").unwrap(),
        cert: slug("done"),
        id: Uuid::from_u128(3).to_string(),
        file: "{\"name\":\"Work done\"}".into(),
    }
}

/// The start of an epoch, then goals and entries of a journal in turns.
fn events(station: StationId) -> Vec<Event> {
    let mut prev = NO_HASH;
    let make = |seq: u64| {
        let body = match seq {
            0 => Body::EpochStarted(EpochStarted { parent: None }),
            seq if seq % 2 == 0 => {
                Body::JournalSaved(JournalSaved { entry: slug(&format!("day-{seq}")), text: "I \"read\" ñ\n".into() })
            }
            seq => {
                let programme = ProgrammeId::parse("org.example.plan").unwrap();
                Body::GoalSet(GoalSet { programme, goal: slug(&format!("goal-{seq}")), done: true })
            }
        };
        let learner = (seq > 0).then(ana);
        let header = Header {
            v: HEADER_VERSION,
            station,
            epoch: EpochId([4; 16]),
            seq,
            kind: body.kind().into(),
            learner,
            actor: learner.map_or(Actor::Station, Actor::Learner),
            session: None,
            lamport: seq + 1,
            wall: 1_795_000_000_000 + seq,
            signed_time: 1_795_000_000_000,
            mono: seq,
        };
        let event = event_log::link(header, prev, Salt([3; 16]), body).unwrap();
        prev = event.hash;
        event
    };
    (0..12).map(make).collect()
}

fn export_header(office: &SecretKey, station: &SecretKey, opens: &SealIdentity, events: &[Event]) -> ExportHeader {
    let recipient = opens.recipient().to_string();
    let certificate = StationCertificate {
        office: slug("office"),
        station: id_of(station),
        key: verify_key(&station.public()),
        recipient: recipient.clone(),
        name: "Station".into(),
        facility: slug("north"),
        created: 1,
        ext: None,
    };
    let certificate = sign_station(&certificate, office).unwrap();
    let (head_hash, count) = (events[events.len() - 1].hash, events.len() as u64);
    let range = Range { epoch: EpochId([4; 16]), from_seq: 0, to_seq: count - 1, prev_hash: NO_HASH, head_hash, count };
    let packed = packed(&export_lines_of(events));
    ExportHeader {
        export_id: ExportId(Uuid::from_u128(8)),
        facility: slug("north"),
        station: id_of(station),
        station_certificate: Some(serde_json::from_slice(&certificate).unwrap()),
        enrolment: None,
        recipients: vec![recipient],
        ranges: vec![range],
        believed_tips: vec![Tip { epoch: EpochId([4; 16]), seq: 0, hash: events[0].hash }],
        body_sha256: packed.sha256,
        body_size: packed.bytes.len() as u64,
        raw_size: packed.raw_size,
        root_version: 1,
        catalogue_version: 1,
        policy_version: 1,
        build: "0.1.0".into(),
        wall: 1,
        signed_time: 1,
        ext: None,
    }
}

fn export_lines_of(events: &[Event]) -> Vec<u8> {
    events.iter().flat_map(|event| event_log::to_line(event, false).unwrap()).collect()
}

fn packed(raw: &[u8]) -> Packed {
    let mut body = BodyWriter::start().unwrap();
    body.line(raw).unwrap();
    body.finish().unwrap()
}

/// The frame of exports and records, filled up to its step.
fn frame(kind: DocumentKind, key: &SecretKey, header: &[u8], body: &[u8]) -> Vec<u8> {
    let envelope = dsse::sign(kind, header, &[key]);
    let length = u32::try_from(envelope.len()).unwrap().to_be_bytes();
    let mut plain = [&length[..], &envelope, body].concat();
    plain.resize(usize::try_from(export::padded(plain.len() as u64)).unwrap(), 0);
    plain
}

fn text(header: &impl Serialize) -> Vec<u8> {
    to_canonical(header).unwrap()
}

fn sealed(plain: &[u8]) -> Vec<u8> {
    seal::seal(&[POST.opens.recipient()], plain).unwrap()
}

// Exports, as the office reads them.

fn open_export(bytes: &[u8]) -> Option<Vec<Hash>> {
    let opened = export::open(std::slice::from_ref(&POST.opens), &POST.root, bytes).ok()?;
    let mut hashes = Vec::new();
    opened.read_events(|_, event, _| hashes.push(event.hash)).ok()?;
    Some(hashes)
}

/// What is read of it are the events of the whole one, and no others.
fn is_whole_export(bytes: &[u8]) -> bool {
    let read = open_export(bytes);
    assert!(read.iter().flatten().eq(POST.events.iter().map(|event| &event.hash)) || read.is_none(), "other events");
    read.is_some()
}

fn export_frame_of(header: &ExportHeader, body: &[u8]) -> Vec<u8> {
    frame(DocumentKind::Export, &POST.station, &text(header), body)
}

pub fn export_frame() -> Vec<u8> {
    export_frame_of(&POST.export, &export_body())
}

pub fn export() -> Vec<u8> {
    sealed(&export_frame())
}

pub fn export_head() -> Vec<u8> {
    text(&POST.export)
}

pub fn export_body() -> Vec<u8> {
    packed(&export_lines()).bytes
}

pub fn export_lines() -> Vec<u8> {
    export_lines_of(&POST.events)
}

pub fn read_export(bytes: &[u8]) -> bool {
    is_whole_export(bytes)
}

pub fn read_export_frame(bytes: &[u8]) -> bool {
    is_whole_export(&sealed(bytes))
}

pub fn read_export_head(bytes: &[u8]) -> bool {
    open_export(&sealed(&frame(DocumentKind::Export, &POST.station, bytes, &export_body()))).is_some()
}

pub fn read_export_body(bytes: &[u8]) -> bool {
    let (body_sha256, body_size) = (Hash(foothold::crypto::hash::sha256(bytes)), bytes.len() as u64);
    let header = ExportHeader { body_sha256, body_size, ..POST.export.clone() };
    is_whole_export(&sealed(&export_frame_of(&header, bytes)))
}

/// With the hashes that such lines would have.
pub fn read_export_lines(bytes: &[u8]) -> bool {
    let packed = packed(bytes);
    let mut header = POST.export.clone();
    (header.body_sha256, header.body_size, header.raw_size) =
        (packed.sha256, packed.bytes.len() as u64, packed.raw_size);
    let (mut head_hash, mut count) = (NO_HASH, 0_u64);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        head_hash = ReadLine::of(line, head_hash, 0).map_or(head_hash, |read| read.hash);
        count += 1;
    }
    let range = &mut header.ranges[0];
    (range.head_hash, range.count, range.to_seq) = (head_hash, count, count.saturating_sub(1));
    open_export(&sealed(&export_frame_of(&header, &packed.bytes))).is_some()
}

// Records and receipts, as a station reads them.

fn open_record(bytes: &[u8]) -> Option<Vec<Hash>> {
    let opened = record::open(&POST.opens, &POST.root, &slug("office"), id_of(&POST.station), bytes).ok()?;
    let mut hashes = Vec::new();
    let read = opened.read_events(|event, _| {
        hashes.push(event.hash);
        Ok::<_, record::RecordFault>(())
    });
    read.ok().map(|()| hashes)
}

fn record_of(raw: &[u8]) -> (RecordHeader, Packed) {
    let packed = packed(raw);
    let mut header = POST.record.clone();
    (header.body_sha256, header.body_size, header.raw_size) =
        (packed.sha256, packed.bytes.len() as u64, packed.raw_size);
    header.events = raw.iter().filter(|byte| **byte == b'\n').count() as u64;
    (header, packed)
}

fn record_frame_of(header: &RecordHeader, body: &[u8]) -> Vec<u8> {
    frame(DocumentKind::Record, &POST.office, &text(header), body)
}

/// All about Ana; the first line says which event it follows.
pub fn record_lines() -> Vec<u8> {
    let first = &POST.events[1];
    [first.prev_hash.to_hex().as_bytes(), b" ", &export_lines_of(&POST.events[1..])].concat()
}

pub fn record_head() -> Vec<u8> {
    text(&record_of(&record_lines()).0)
}

pub fn record_body() -> Vec<u8> {
    record_of(&record_lines()).1.bytes
}

pub fn record() -> Vec<u8> {
    sealed(&record_frame_of(&record_of(&record_lines()).0, &record_body()))
}

/// What is read of it are the events of the whole one, and no others.
fn is_whole_record(bytes: &[u8]) -> bool {
    let read = open_record(bytes);
    let whole = POST.events[1..].iter().map(|event| &event.hash);
    assert!(read.iter().flatten().eq(whole) || read.is_none(), "other events");
    read.is_some()
}

pub fn read_record(bytes: &[u8]) -> bool {
    is_whole_record(bytes)
}

pub fn read_record_head(bytes: &[u8]) -> bool {
    open_record(&sealed(&frame(DocumentKind::Record, &POST.office, bytes, &record_body()))).is_some()
}

/// Here the signature binds, which is made anew: other events may come of it.
pub fn read_record_body(bytes: &[u8]) -> bool {
    let (mut header, _) = record_of(&record_lines());
    (header.body_sha256, header.body_size) = (Hash(foothold::crypto::hash::sha256(bytes)), bytes.len() as u64);
    open_record(&sealed(&record_frame_of(&header, bytes))).is_some()
}

pub fn read_record_lines(bytes: &[u8]) -> bool {
    let (header, packed) = record_of(bytes);
    open_record(&sealed(&record_frame_of(&header, &packed.bytes))).is_some()
}

pub fn receipt_text() -> Vec<u8> {
    let events = &POST.events;
    let line = event_log::to_line(&events[1], false).unwrap();
    let line = String::from_utf8(line).unwrap().trim_end().to_owned();
    text(&Receipt {
        office: slug("office"),
        station: id_of(&POST.station),
        created: 7,
        tips: vec![Tip { epoch: EpochId([4; 16]), seq: 11, hash: events[11].hash }],
        wanted: vec![Wanted { epoch: EpochId([4; 16]), from_seq: 2, to_seq: 5 }],
        certificates: vec![certificate()],
        events: vec![OfficeEvent { prev_hash: events[0].hash, line }],
        station_certificate: POST.export.station_certificate.clone(),
        root_version: 1,
        catalogue_version: 1,
        policy_version: 1,
        ext: None,
    })
}

fn receipt_of(text: &[u8]) -> Vec<u8> {
    sealed(&dsse::sign(DocumentKind::Receipt, text, &[&POST.office]))
}

pub fn receipt() -> Vec<u8> {
    receipt_of(&receipt_text())
}

fn open_receipt(bytes: &[u8]) -> Option<Hash> {
    receipt::open(&POST.opens, &POST.root, &slug("office"), id_of(&POST.station), bytes)
        .ok()
        .map(|opened| opened.sha256)
}

pub fn read_receipt(bytes: &[u8]) -> bool {
    let read = open_receipt(bytes);
    assert!(read.is_none_or(|hash| hash.0 == foothold::crypto::hash::sha256(&receipt_text())), "another receipt");
    read.is_some()
}

pub fn read_receipt_text(bytes: &[u8]) -> bool {
    open_receipt(&receipt_of(bytes)).is_some()
}
