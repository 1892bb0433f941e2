//! Hostile records: each is refused, and says why.

use super::*;
use crate::crypto::hash::sha256;
use crate::format::event_log::{NO_HASH, link};
use crate::format::fixture;
use crate::format::{dsse, json};
use crate::model::event::{
    Actor, Body, GoalSet, HEADER_VERSION, Header, JournalSaved, LearnerStatus, LearnerStatusSet,
};
use crate::model::id::{ProgrammeId, Salt};
use uuid::Uuid;

const STATION: StationId = StationId([9; 16]);

fn learner(n: u128) -> LearnerId {
    LearnerId(Uuid::from_u128(n))
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn goal(n: u64) -> Body {
    let programme = ProgrammeId::parse("org.example.plan").unwrap();
    Body::GoalSet(GoalSet { programme, goal: slug(&format!("goal-{n}")), done: true })
}

fn event(who: u128, (station, epoch): (u8, u8), seq: u64, prev: Hash, body: Body) -> Event {
    let header = Header {
        v: HEADER_VERSION,
        station: StationId([station; 16]),
        epoch: EpochId([epoch; 16]),
        seq,
        kind: body.kind().to_owned(),
        learner: Some(learner(who)),
        actor: Actor::Station,
        session: None,
        lamport: 10 + seq,
        wall: 5,
        signed_time: 1,
        mono: 0,
    };
    link(header, prev, Salt([3; 16]), body).unwrap()
}

/// Two runs of one epoch, and one event of another station.
fn events() -> Vec<Event> {
    let a = event(1, (1, 1), 3, Hash([7; 32]), goal(0));
    let b = event(1, (1, 1), 4, a.hash, goal(1));
    let c = event(1, (1, 1), 9, Hash([8; 32]), goal(2));
    let d = event(1, (2, 2), 1, Hash([6; 32]), goal(3));
    vec![c, d, a, b]
}

struct Place {
    root: Root,
    seal: SealIdentity,
    header: RecordHeader,
}

impl Place {
    fn new() -> Self {
        let person = RecordPerson {
            learner: learner(1),
            others: vec![learner(2)],
            name: "Ana".into(),
            number: "A-1".into(),
            birth_year: None,
            lang: Lang::parse("en").unwrap(),
        };
        let header = RecordHeader {
            office: slug("office"),
            station: STATION,
            created: 7,
            person,
            certificates: Vec::new(),
            events: 0,
            body_sha256: Hash([0; 32]),
            body_size: 0,
            raw_size: 0,
            ext: None,
        };
        Self { root: fixture::root(), seal: SealIdentity::generate(), header }
    }

    fn sealed(&self, events: &[Event]) -> Vec<u8> {
        let key = fixture::key(fixture::OFFICE_KEY);
        seal(self.header.clone(), events, &key, &self.seal.recipient()).unwrap().1
    }

    /// A record whose body is these bytes, well signed.
    fn with_body(&self, raw: &[u8], events: u64) -> Vec<u8> {
        let bytes = zstd::encode_all(raw, 3).unwrap();
        self.signed(&bytes, (raw.len() as u64, events))
    }

    fn signed(&self, body: &[u8], (raw_size, events): (u64, u64)) -> Vec<u8> {
        let header = RecordHeader {
            events,
            raw_size,
            body_size: body.len() as u64,
            body_sha256: Hash(sha256(body)),
            ..self.header.clone()
        };
        let key = fixture::key(fixture::OFFICE_KEY);
        let envelope = dsse::sign(DocumentKind::Record, &json::to_canonical(&header).unwrap(), &[&key]);
        export::seal_parts(&[self.seal.recipient()], &envelope, body, Vec::new()).unwrap()
    }

    fn open(&self, bytes: &[u8]) -> Result<OpenedRecord, RecordFault> {
        open(&self.seal, &self.root, &slug("office"), STATION, bytes)
    }

    fn read(&self, bytes: &[u8]) -> Result<Vec<Hash>, RecordFault> {
        let mut hashes = Vec::new();
        self.open(bytes)?.read_events(|event, _| {
            hashes.push(event.hash);
            Ok::<_, RecordFault>(())
        })?;
        Ok(hashes)
    }

    /// What is said of a body with these lines.
    fn fault(&self, lines: &[Vec<u8>]) -> String {
        let raw: Vec<u8> = lines.iter().flat_map(|line| [line.as_slice(), b"\n"].concat()).collect();
        self.read(&self.with_body(&raw, lines.len() as u64)).unwrap_err().to_string()
    }
}

fn plain(event: &Event) -> Vec<u8> {
    let mut line = event_log::to_line(event, false).unwrap();
    line.pop();
    line
}

fn after(event: &Event) -> Vec<u8> {
    [event.prev_hash.to_hex().as_bytes(), b" ", &plain(event)].concat()
}

#[test]
fn a_selection_comes_out_as_it_went_in_whatever_its_order() {
    let place = Place::new();
    let events = events();
    let read = place.read(&place.sealed(&events)).unwrap();
    let hash = |n: usize| events[n].hash;
    assert_eq!(read, [hash(2), hash(3), hash(0), hash(1)]);
    let twice: Vec<Event> = events.iter().chain(&events).cloned().collect();
    assert_eq!(place.read(&place.sealed(&twice)).unwrap(), read);
    assert!(place.read(&place.sealed(&[])).unwrap().is_empty());
}

#[test]
fn a_withheld_body_stays_withheld() {
    let place = Place::new();
    let body = Body::JournalSaved(JournalSaved { entry: slug("one"), text: "secret".into() });
    let mut withheld = event(1, (1, 1), 1, NO_HASH, body);
    withheld.body = None;
    assert_eq!(place.read(&place.sealed(&[withheld.clone()])).unwrap(), [withheld.hash]);
    let mut other = events().remove(0);
    other.body = None;
    let fault = place.read(&place.sealed(&[other])).unwrap_err().to_string();
    assert!(fault.contains("not one that may be withheld"), "{fault}");
}

#[test]
fn what_is_no_selection_of_this_person_is_refused() {
    let place = Place::new();
    let Ok([c, _, a, b]) = <[Event; 4]>::try_from(events()) else { panic!("four events") };
    let somebody_else = event(3, (1, 1), 3, Hash([7; 32]), goal(0));
    let of_list = LearnerStatusSet { status: LearnerStatus::Released, day: "2026-11-30".into(), reason: None };
    let of_list = event(1, (1, 1), 3, Hash([7; 32]), Body::LearnerStatusSet(of_list));
    let other_station = event(1, (2, 1), 5, Hash([5; 32]), goal(0));
    let broken = event(1, (1, 1), 4, Hash([5; 32]), goal(1));
    let mut high = a.clone();
    high.header.lamport = LAMPORT_MAX + 1;
    let high = link(high.header.clone(), high.prev_hash, Salt([3; 16]), goal(0)).unwrap();
    let cases: [(&str, Vec<Vec<u8>>); 11] = [
        ("nothing says which event it follows", vec![plain(&a)]),
        ("says again which event", vec![after(&a), after(&b)]),
        ("about somebody else", vec![after(&somebody_else)]),
        ("do not leave their station so", vec![after(&of_list)]),
        ("another station's", vec![after(&a), after(&other_station)]),
        ("wrong order", vec![after(&c), after(&a)]),
        ("wrong order", vec![after(&a), after(&a)]),
        ("does not follow the event before", vec![after(&a), after(&broken)]),
        ("beyond all counting", vec![after(&high)]),
        ("it is no event", vec![b"x".to_vec()]),
        ("no hash", vec![[b"A".repeat(64).as_slice(), b" ", &plain(&a)].concat()]),
    ];
    for (wanted, lines) in cases {
        let fault = place.fault(&lines);
        assert!(fault.contains(wanted), "{wanted}: {fault}");
    }
    // An event that was altered is another event: what follows it names the one that it was.
    let mut text = after(&a);
    let at = text.windows(6).position(|window| window == b"goal-0").unwrap() + 5;
    text[at] = b'9';
    let fault = place.fault(&[text, after(&b)]);
    assert!(fault.contains("does not follow the event before"), "{fault}");
}

#[test]
fn only_this_office_and_this_station_are_served() {
    let place = Place::new();
    let sealed = place.sealed(&events());
    let other = SealIdentity::generate();
    let office = slug("office");
    let root = &place.root;
    let not_ours = open(&other, root, &office, STATION, &sealed[..]).unwrap_err();
    assert!(matches!(not_ours, RecordFault::Frame(ExportFault::Seal(SealFault::NotForUs))));
    let elsewhere = open(&place.seal, root, &office, StationId([1; 16]), &sealed[..]).unwrap_err();
    assert!(matches!(elsewhere, RecordFault::Header(LetterFault::Other)));
    let of_other = open(&place.seal, root, &slug("other"), STATION, &sealed[..]).unwrap_err();
    assert!(matches!(of_other, RecordFault::Header(LetterFault::Other)));
    let issuer = fixture::key(fixture::ISSUER_KEY);
    let (_, by_issuer) = seal(place.header.clone(), &events(), &issuer, &place.seal.recipient()).unwrap();
    assert!(matches!(place.open(&by_issuer).unwrap_err(), RecordFault::Header(LetterFault::Signature(_))));
    let as_receipt = dsse::sign(
        DocumentKind::Receipt,
        &json::to_canonical(&place.header).unwrap(),
        &[&fixture::key(fixture::OFFICE_KEY)],
    );
    let as_receipt = export::seal_parts(&[place.seal.recipient()], &as_receipt, b"", Vec::new()).unwrap();
    assert!(
        matches!(place.open(&as_receipt).unwrap_err(), RecordFault::Header(LetterFault::Signature(_))),
        "one kind is never another"
    );
}

#[test]
fn sizes_and_counts_are_checked_before_anything_is_decompressed() {
    let place = Place::new();
    let bomb = zstd::encode_all(std::io::repeat(0).take(200 << 20), 3).unwrap();
    let told = place.signed(&bomb, (100, 1));
    assert!(place.open(&told).is_ok() && place.read(&told).is_err(), "a bomb is read no further than was signed");
    let cases =
        [place.signed(&bomb, (EXPORT_BODY_BYTES_MAX + 1, 1)), place.signed(&bomb, (100, RECORD_EVENTS_MAX + 1)), {
            let mut many = Place::new();
            many.seal = place.seal.clone();
            many.header.person.others = (10..200).map(learner).collect();
            many.signed(b"", (0, 0))
        }];
    for bytes in cases {
        let fault = place.open(&bytes).unwrap_err();
        assert!(matches!(fault, RecordFault::Frame(ExportFault::TooLarge { .. })), "{fault}");
    }
    let more = place.with_body(&[after(&events()[0]), b"\n".to_vec()].concat(), 2);
    assert!(place.read(&more).unwrap_err().to_string().contains("more or less"));
}

#[test]
fn what_is_cut_or_altered_is_refused_at_every_place() {
    let place = Place::new();
    let sealed = place.sealed(&events());
    for at in (0..sealed.len()).step_by(97) {
        assert!(place.read(&sealed[..at]).is_err(), "cut at {at}");
        let mut bad = sealed.clone();
        bad[at] ^= 1;
        assert!(place.read(&bad).is_err(), "altered at {at}");
    }
    assert!(place.read(&vec![0; 1 << 20]).is_err(), "zeros");
}
