//! Hostile exports: each is refused, and says why.

use super::*;
use crate::format::event_log::{self, NO_HASH};
use crate::model::event::{
    Actor, Body as EventBody, EpochStarted, HEADER_VERSION, Header, JournalSaved, StationConfigured,
};
use crate::model::id::{EpochId, Salt};
use crate::model::trust::{Facility, Office, ROLE_APPROVER, ROLE_ROOT, Role};
use uuid::Uuid;

struct Place {
    root: Root,
    station_key: SecretKey,
    seal: SealIdentity,
    header: ExportHeader,
    events: Vec<Event>,
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn root(office: &SecretKey) -> Root {
    let role = |role: &str, n: u8| Role {
        role: role.into(),
        keys: vec![trust::verify_key(&SecretKey::from_seed(&[n; 32]).public())],
        threshold: 1,
        series: 1,
        ext: None,
    };
    Root {
        agency: "Agency".into(),
        version: 1,
        created: 1,
        roles: vec![role(ROLE_ROOT, 101), role(ROLE_APPROVER, 102)],
        publishers: vec![],
        offices: vec![Office {
            id: slug("records"),
            name: "Records".into(),
            keys: vec![trust::verify_key(&office.public())],
            issuers: vec![],
            series: 1,
            facilities: vec![Facility { id: slug("north"), name: "North".into() }],
            ext: None,
        }],
        ext: None,
    }
}

fn events(station: StationId, count: u64) -> Vec<Event> {
    let mut prev = NO_HASH;
    (0..count)
        .map(|seq| {
            let body = match seq {
                0 => EventBody::EpochStarted(EpochStarted { parent: None }),
                1 => EventBody::StationConfigured(StationConfigured {
                    name: "One".into(),
                    tz: "UTC".into(),
                    policy_version: 1,
                }),
                _ => EventBody::JournalSaved(JournalSaved { entry: slug("day"), text: format!("day {seq}") }),
            };
            let header = Header {
                v: HEADER_VERSION,
                station,
                epoch: EpochId([5; 16]),
                seq,
                kind: body.kind().into(),
                learner: None,
                actor: Actor::Station,
                session: None,
                lamport: seq + 1,
                wall: 1000 + seq,
                signed_time: 1,
                mono: seq,
            };
            let event = event_log::link(header, prev, Salt([seq as u8; 16]), body).unwrap();
            prev = event.hash;
            event
        })
        .collect()
}

fn range(events: &[Event]) -> Range {
    let (first, last) = (&events[0], &events[events.len() - 1]);
    Range {
        epoch: first.header.epoch,
        from_seq: first.header.seq,
        to_seq: last.header.seq,
        prev_hash: first.prev_hash,
        head_hash: last.hash,
        count: events.len() as u64,
    }
}

fn place() -> Place {
    let (office, station_key, seal) =
        (SecretKey::from_seed(&[1; 32]), SecretKey::from_seed(&[2; 32]), SealIdentity::generate());
    let key = trust::verify_key(&station_key.public());
    let station = trust::station_id(&key);
    let certificate = StationCertificate {
        office: slug("records"),
        station,
        key,
        recipient: SealIdentity::generate().recipient().to_string(),
        name: "One".into(),
        facility: slug("north"),
        created: 1,
        ext: None,
    };
    let certificate = trust::sign_station(&certificate, &office).unwrap();
    let events = events(station, 40);
    let header = ExportHeader {
        export_id: ExportId(Uuid::from_u128(3)),
        facility: slug("north"),
        station,
        station_certificate: Some(serde_json::from_slice(&certificate).unwrap()),
        enrolment: None,
        recipients: vec![seal.recipient().to_string()],
        ranges: vec![range(&events)],
        believed_tips: vec![],
        body_sha256: NO_HASH,
        body_size: 0,
        raw_size: 0,
        root_version: 1,
        catalogue_version: 1,
        policy_version: 1,
        build: "0.1.0".into(),
        wall: 5,
        signed_time: 1,
        ext: None,
    };
    Place { root: root(&office), station_key, seal, header, events }
}

fn body(lines: &[Vec<u8>]) -> Body {
    let mut writer = BodyWriter::start().unwrap();
    lines.iter().for_each(|line| writer.line(line).unwrap());
    writer.finish().unwrap()
}

fn lines(events: &[Event]) -> Vec<Vec<u8>> {
    events.iter().map(|event| event_log::to_line(event, true).unwrap()).collect()
}

impl Place {
    fn sealed(&self, body: &Body) -> Vec<u8> {
        seal(&self.header, body, &self.station_key, Vec::new()).unwrap()
    }

    fn open(&self, sealed: &[u8]) -> Result<Vec<Event>, ExportFault> {
        let opened = open(std::slice::from_ref(&self.seal), &self.root, sealed)?;
        let mut events = Vec::new();
        opened.read_events(|_, event, _| events.push(event))?;
        Ok(events)
    }

    /// Seals a plain text made by hand, properly signed where it must be.
    fn by_hand(&self, header: &ExportHeader, body: &[u8], padding: u64) -> Vec<u8> {
        let envelope = dsse::sign(DocumentKind::Export, &json::to_canonical(header).unwrap(), &[&self.station_key]);
        let mut plain = (envelope.len() as u32).to_be_bytes().to_vec();
        plain.extend_from_slice(&envelope);
        plain.extend_from_slice(body);
        plain.resize(plain.len() + padding as usize, 0);
        seal::seal(&[self.seal.recipient()], &plain).unwrap()
    }
}

#[test]
fn an_export_opens_to_its_events_with_free_text_withheld() {
    let place = place();
    let events = place.open(&place.sealed(&body(&lines(&place.events)))).unwrap();
    assert_eq!(
        events.iter().map(|e| e.hash).collect::<Vec<_>>(),
        place.events.iter().map(|e| e.hash).collect::<Vec<_>>()
    );
    assert!(events[5].body.is_none() && events[1].body.is_some());
}

#[test]
fn a_cut_or_altered_file_is_refused_whole() {
    let place = place();
    let sealed = place.sealed(&body(&lines(&place.events)));
    for at in (0..sealed.len()).step_by(41) {
        assert!(place.open(&sealed[..at]).is_err(), "cut at {at}");
        let mut bad = sealed.clone();
        bad[at] ^= 4;
        assert!(place.open(&bad).is_err(), "altered at {at}");
    }
    assert!(place.open(&[sealed.as_slice(), b"x"].concat()).is_err(), "something after the end");
}

#[test]
fn only_the_office_named_by_the_station_opens_it() {
    let (mut place, other) = (place(), SealIdentity::generate());
    let sealed = place.sealed(&body(&lines(&place.events)));
    let refused = open(std::slice::from_ref(&other), &place.root, &sealed[..]);
    assert!(matches!(refused, Err(ExportFault::Seal(SealFault::NotForUs))));
    // The office passes on what it received, sealed to another.
    let plain = seal::open_all(std::slice::from_ref(&place.seal), &sealed[..], 1 << 20).unwrap();
    let passed_on = seal::seal(&[other.recipient()], &plain).unwrap();
    place.seal = other;
    assert!(matches!(place.open(&passed_on), Err(ExportFault::NotNamed)));
}

#[test]
fn a_header_signed_by_any_other_key_is_refused() {
    let mut place = place();
    let body = body(&lines(&place.events));
    place.station_key = SecretKey::from_seed(&[9; 32]);
    assert!(matches!(place.open(&place.sealed(&body)), Err(ExportFault::Signature(_))));
    place.header.station_certificate = None;
    assert!(matches!(place.open(&place.sealed(&body)), Err(ExportFault::Form(_))));
    // A certificate that another office signed.
    let mut other = place;
    let certificate = StationCertificate {
        office: slug("records"),
        station: trust::station_id(&trust::verify_key(&other.station_key.public())),
        key: trust::verify_key(&other.station_key.public()),
        recipient: SealIdentity::generate().recipient().to_string(),
        name: "One".into(),
        facility: slug("north"),
        created: 1,
        ext: None,
    };
    let forged = trust::sign_station(&certificate, &SecretKey::from_seed(&[8; 32])).unwrap();
    other.header.station_certificate = Some(serde_json::from_slice(&forged).unwrap());
    assert!(matches!(other.open(&other.sealed(&body)), Err(ExportFault::Trust(_))));
}

#[test]
fn forged_missing_or_reordered_events_are_refused() {
    let place = place();
    let good = lines(&place.events);
    let mut reordered = good.clone();
    reordered.swap(10, 11);
    let mut short = good.clone();
    short.pop();
    let mut more = good.clone();
    more.push(good[39].clone());
    let mut forged = good.clone();
    let text = String::from_utf8(good[1].clone()).unwrap().replace("One", "Two");
    forged[1] = text.into_bytes();
    let mut withheld = good;
    let text = String::from_utf8(lines(&events(place.header.station, 3))[2].clone()).unwrap();
    withheld[1] = text.replace("journal.saved", "station.configured").replace("\"seq\":2", "\"seq\":1").into_bytes();
    for (name, lines) in
        [("reordered", reordered), ("short", short), ("more", more), ("forged", forged), ("withheld", withheld)]
    {
        assert!(place.open(&place.sealed(&body(&lines))).is_err(), "{name}");
    }
}

#[test]
fn sizes_are_checked_before_anything_is_decompressed() {
    let place = place();
    let lines = lines(&place.events);
    let real = body(&lines);
    let filled = |mut header: ExportHeader, change: fn(&mut ExportHeader)| {
        (header.body_sha256, header.body_size, header.raw_size) = (real.sha256, real.bytes.len() as u64, real.raw_size);
        change(&mut header);
        header
    };
    let padding = |header: &ExportHeader, body: &[u8]| {
        let envelope = dsse::sign(DocumentKind::Export, &json::to_canonical(header).unwrap(), &[&place.station_key]);
        let plain = 4 + envelope.len() as u64 + body.len() as u64;
        padded(plain) - plain
    };
    type Change = fn(&mut ExportHeader);
    let cases: [(&str, Change); 6] = [
        ("raw size too large", |h| h.raw_size = EXPORT_BODY_BYTES_MAX + 1),
        ("raw size too small", |h| h.raw_size -= 1),
        ("raw size one more", |h| h.raw_size += 1),
        ("body size too large", |h| h.body_size = EXPORT_BODY_BYTES_MAX + 1),
        ("too many events", |h| h.ranges[0].count = EXPORT_EVENTS_MAX + 1),
        ("another body", |h| h.body_sha256 = NO_HASH),
    ];
    for (name, change) in cases {
        let header = filled(place.header.clone(), change);
        let sealed = place.by_hand(&header, &real.bytes, padding(&header, &real.bytes));
        assert!(place.open(&sealed).is_err(), "{name}");
    }
    let good = filled(place.header.clone(), |_| ());
    let right = padding(&good, &real.bytes);
    assert!(place.open(&place.by_hand(&good, &real.bytes, right)).is_ok());
    for wrong in [0, right - 1, right + 1, right + 4096] {
        assert!(place.open(&place.by_hand(&good, &real.bytes, wrong)).is_err(), "padding {wrong}");
    }
}

#[test]
fn a_bomb_is_never_unpacked() {
    let place = place();
    let zeros = vec![b'0'; 64 << 20];
    let bomb = zstd::encode_all(&zeros[..], 19).unwrap();
    assert!(bomb.len() < 20_000);
    let bomb = Body { sha256: Hash(sha256(&bomb)), bytes: bomb, raw_size: 20_000 };
    let fault = place.open(&place.sealed(&bomb)).unwrap_err();
    assert!(matches!(fault, ExportFault::Form(_) | ExportFault::Events(_)), "{fault}");
}

/// A body of one raw block that asks to look back over 2^`window_log` bytes (RFC 8878, 3.1.1).
fn looking_back(raw: &[u8], window_log: u8) -> Body {
    let block = (raw.len() as u32) << 3 | 1;
    let bytes = [&[0x28, 0xB5, 0x2F, 0xFD, 0, (window_log - 10) << 3], &block.to_le_bytes()[..3], raw].concat();
    Body { sha256: Hash(sha256(&bytes)), bytes, raw_size: raw.len() as u64 }
}

#[test]
fn a_body_that_asks_for_more_memory_than_a_body_may_is_refused_whatever_it_holds() {
    let place = place();
    let raw = lines(&place.events).concat();
    assert!(raw.len() < 1 << 17, "one block");
    let read = |window_log| place.open(&place.sealed(&looking_back(&raw, window_log)));
    assert_eq!(read(ZSTD_WINDOW_LOG_MAX as u8).unwrap().len(), place.events.len());
    for window_log in [ZSTD_WINDOW_LOG_MAX as u8 + 1, 31] {
        assert!(matches!(read(window_log), Err(ExportFault::Body)), "{window_log}");
    }
}

#[test]
fn padding_hides_the_size_at_small_cost() {
    for bytes in [0, 1, 4095, 4096, 4097, 70_000, 1 << 20, (1 << 20) + 1, 123_456_789] {
        let padded = padded(bytes);
        assert!(padded >= bytes && padded - bytes <= 4096.max(bytes / 16 + 1), "{bytes}: {padded}");
        assert_eq!(padded, super::padded(padded), "a padded size stays as it is");
    }
}
