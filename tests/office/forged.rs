//! Forged exports: written by somebody who can seal to the office, and even by somebody who has a station's key. The
//! registry stays byte for byte as it was, or takes exactly what holds.

use super::commands::path;
use super::*;
use foothold::crypto::seal;
use foothold::format::dsse::{self, DocumentKind};
use foothold::format::export::{self, BodyWriter, ExportHeader, OpenedExport};
use foothold::format::limits::{LAMPORT_FOLLOWED_MAX, LAMPORT_STATION_MAX};
use foothold::format::{event_log, json};
use foothold::model::event::{GoalSet, Header, LearnerField};
use foothold::model::id::{EpochId, ExportId, Hash, ProgrammeId};
use foothold::model::problem::Code;
use foothold::office::people::Person;
use foothold::office::standing::{self, Writing};
use foothold::office::transfer;
use serde_json::Value;

/// An office, two stations that it has confirmed, and an export of the first that it has not opened.
pub(super) struct Post {
    pub(super) office: OfficeBed,
    pub(super) one: StationBed,
    two: StationBed,
    pub(super) good: PathBuf,
}

impl Post {
    pub(super) fn new() -> Self {
        let mut office = OfficeBed::new();
        let mut one = StationBed::new(&office, "One", 10);
        let mut two = StationBed::new(&office, "Two", 11);
        for (station, name) in [(&mut one, "One"), (&mut two, "Two")] {
            office.carry(station);
            office.confirm(name);
            let receipt = office.receipt(name);
            station.take_receipt(&receipt).unwrap();
        }
        let (ana, ben) = (one.add_learner("Ana", 1), one.add_learner("Ben", 2));
        for (n, learner) in [ana, ben, ana, ben].into_iter().enumerate() {
            let programme = ProgrammeId::parse("org.example.plan").unwrap();
            let body = Body::GoalSet(GoalSet { programme, goal: slug(&format!("goal-{n}")), done: true });
            one.store.append(Draft::by(Actor::Learner(learner), body).about(learner)).unwrap();
        }
        let good = one.export();
        Self { office, one, two, good }
    }

    pub(super) fn opened(&self) -> (OpenedExport, Vec<Vec<u8>>) {
        let identities = self.office.keys.opening().unwrap();
        let file = std::fs::File::open(&self.good).unwrap();
        let opened = export::open(&identities, &self.office.trust().root, file).unwrap();
        let mut lines = Vec::new();
        opened.read_events(|_, event, _| lines.push(event_log::to_line(&event, true).unwrap())).unwrap();
        (opened, lines)
    }

    /// The good export after a change of its header and lines, signed by the first station's own key.
    fn forged(&self, change: impl FnOnce(&mut ExportHeader, &mut Vec<Vec<u8>>)) -> Vec<u8> {
        let (opened, mut lines) = self.opened();
        let mut header = opened.header;
        header.export_id = ExportId(uuid::Uuid::from_u128(0xF0F0));
        change(&mut header, &mut lines);
        let mut body = BodyWriter::start().unwrap();
        for line in &lines {
            body.line(line).unwrap();
        }
        export::seal(&header, &body.finish().unwrap(), self.one.signing(), Vec::new()).unwrap()
    }

    /// The good export with its events counted up to `last`, which nobody reaches by counting: a station's database needs no
    /// key to be changed, and the station then signs what is in it.
    fn counted_to(&self, last: u64) -> Vec<u8> {
        self.forged(|header, lines| {
            assert_eq!(header.ranges.len(), 1);
            let mut prev = header.ranges[0].prev_hash;
            let count = lines.len() as u64;
            for (line, number) in lines.iter_mut().zip(last + 1 - count..) {
                let told = event_log::from_line(line.strip_suffix(b"\n").unwrap(), prev, 0).unwrap();
                let (salt, body) = told.body.expect("nothing in it is withheld");
                let event = event_log::link(Header { lamport: number, ..told.header }, prev, salt, body).unwrap();
                (*line, prev) = (event_log::to_line(&event, false).unwrap(), event.hash);
            }
            header.ranges[0].head_hash = prev;
        })
    }

    /// A frame sealed by hand to the office: any envelope, any body.
    pub(super) fn by_hand(&self, envelope: &[u8], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(envelope.len()).unwrap().to_be_bytes();
        let mut plain = [&length[..], envelope, body].concat();
        plain.resize(usize::try_from(export::padded(plain.len() as u64)).unwrap(), 0);
        self.sealed(&plain)
    }

    /// Anything at all, sealed to the office.
    pub(super) fn sealed(&self, plain: &[u8]) -> Vec<u8> {
        let recipients: Vec<_> = self.office.keys.opening().unwrap().iter().map(|one| one.recipient()).collect();
        seal::seal(&recipients, plain).unwrap()
    }

    /// A file of these bytes is refused with this code, as one of this station, and nothing changes.
    #[track_caller]
    pub(super) fn refuses(&mut self, what: &str, bytes: &[u8], code: Code, station: &str) {
        assert_eq!(self.office.refusal(what, bytes), (code, station.to_owned()), "{what}");
    }
}

/// A line whose header or body somebody changed, in canonical form again.
fn changed(line: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(line).unwrap();
    change(&mut value);
    [json::to_canonical(&value).unwrap(), b"\n".to_vec()].concat()
}

#[test]
fn a_header_without_its_stations_signature_is_refused() {
    let mut post = Post::new();
    let (opened, _) = post.opened();
    let payload = json::to_canonical(&opened.header).unwrap();
    let stranger = SecretKey::from_seed(&[66; 32]);
    let (own, two) = (post.one.signing().clone(), post.two.signing().clone());
    let sign = |key: &SecretKey| dsse::sign(DocumentKind::Export, &payload, &[key]);
    let mut bare: Value = serde_json::from_slice(&sign(&own)).unwrap();
    bare["signatures"] = Value::Array(Vec::new());
    let as_receipt = dsse::sign(DocumentKind::Receipt, &payload, &[&own]);
    let cases = [
        ("a stripped signature", json::to_canonical(&bare).unwrap()),
        ("a stranger's signature", sign(&stranger)),
        ("another station's signature", sign(&two)),
        ("a document of another kind", as_receipt),
        ("no envelope", b"{}".to_vec()),
        ("nothing", Vec::new()),
    ];
    for (what, envelope) in cases {
        let bytes = post.by_hand(&envelope, b"");
        post.refuses(what, &bytes, Code::ExportAltered, "?");
    }
}

#[test]
fn another_stations_certificate_or_name_is_refused() {
    let mut post = Post::new();
    let two = post.two.store.station().unwrap().unwrap().id;
    let held = post.office.registry.station(two).unwrap().unwrap().certificate.unwrap();
    let certificate: Value = serde_json::from_slice(&held).unwrap();
    let cases = [
        ("another station's certificate", post.forged(|header, _| header.station_certificate = Some(certificate))),
        ("another station's name", post.forged(|header, _| header.station = two)),
        ("another facility", post.forged(|header, _| header.facility = slug("south"))),
        ("no certificate", post.forged(|header, _| header.station_certificate = None)),
    ];
    for (what, bytes) in cases {
        post.refuses(what, &bytes, Code::ExportAltered, "?");
    }
    // Passed on by somebody who could open it: it was signed for others.
    let (opened, _) = post.opened();
    let others = vec![post.two.signed_in.keys.sealing.recipient().to_string()];
    let header = ExportHeader { recipients: others, ..opened.header };
    let payload = json::to_canonical(&header).unwrap();
    let envelope = dsse::sign(DocumentKind::Export, &payload, &[post.one.signing()]);
    let bytes = post.by_hand(&envelope, b"");
    post.refuses("recipients that it does not name", &bytes, Code::ExportOtherOffice, "?");
}

#[test]
fn events_that_are_inserted_left_out_repeated_or_of_another_place_are_refused() {
    let mut post = Post::new();
    let (opened, lines) = post.opened();
    let range = opened.header.ranges[0];
    let last = lines.len() - 1;
    let (somebody, other_epoch) = (uuid::Uuid::from_u128(2).to_string(), EpochId([7; 16]).to_hex());
    let of_another = changed(&lines[1], |line| line["header"]["learner"] = somebody.into());
    let again = lines[1].clone();
    let seq = changed(&lines[2], |line| line["header"]["seq"] = range.from_seq.into());
    let epoch = changed(&lines[2], |line| line["header"]["epoch"] = other_epoch.into());
    let other_station = changed(&lines[2], |line| line["header"]["station"] = "00".repeat(16).into());
    let lamport = changed(&lines[2], |line| line["header"]["lamport"] = 1.into());
    let withheld = changed(&lines[1], |line| {
        let object = line.as_object_mut().unwrap();
        object.remove("body");
        object.remove("salt");
        object.insert("body_hash".into(), "00".repeat(32).into());
    });
    type Forgery = Box<dyn FnOnce(&mut ExportHeader, &mut Vec<Vec<u8>>)>;
    let more = |header: &mut ExportHeader, by: u64| {
        header.ranges[0].count += by;
        header.ranges[0].to_seq += by;
    };
    let cases: Vec<(&str, Forgery)> = vec![
        (
            "an event of another learner in its place",
            Box::new({
                let line = of_another.clone();
                move |_, lines| lines[1] = line
            }),
        ),
        (
            "an event of another learner inserted",
            Box::new(move |header, lines| {
                lines.insert(2, of_another);
                more(header, 1);
            }),
        ),
        (
            "an event twice",
            Box::new(move |header, lines| {
                lines.insert(2, again);
                more(header, 1);
            }),
        ),
        ("a sequence reused", Box::new(move |_, lines| lines[2] = seq)),
        ("an epoch forged in an event", Box::new(move |_, lines| lines[2] = epoch)),
        ("an epoch forged in the header", Box::new(|header, _| header.ranges[0].epoch = EpochId([7; 16]))),
        ("an event of another station", Box::new(move |_, lines| lines[2] = other_station)),
        ("an order number that falls", Box::new(move |_, lines| lines[2] = lamport)),
        ("a body withheld that may not be", Box::new(move |_, lines| lines[1] = withheld)),
        ("an event left out", Box::new(|_, lines| drop(lines.remove(1)))),
        (
            "the last one left out",
            Box::new(move |header, lines| {
                lines.remove(last);
                header.ranges[0].count -= 1;
                header.ranges[0].to_seq -= 1;
            }),
        ),
        ("two in the other order", Box::new(|_, lines| lines.swap(1, 2))),
        ("another beginning", Box::new(|header, _| header.ranges[0].prev_hash = Hash([1; 32]))),
        ("another end", Box::new(|header, _| header.ranges[0].head_hash = Hash([1; 32]))),
        ("a count of nothing", Box::new(|header, _| header.ranges[0].count = 0)),
    ];
    for (what, change) in cases {
        let bytes = post.forged(change);
        post.refuses(what, &bytes, Code::ExportBrokenChain, "One");
    }
    let garbage = post.forged(|_, lines| lines[1] = b"{\"not\":\"ours\"}\n".to_vec());
    post.refuses("a line that is no event", &garbage, Code::ExportBrokenChain, "One");
    let merged = post.office.merge(&[post.good.clone()]);
    assert_eq!(merged.new, lines.len() as u64, "and the good one is still taken");
}

#[test]
fn order_numbers_that_nobody_reaches_by_counting_are_refused() {
    let mut post = Post::new();
    for last in [LAMPORT_STATION_MAX + 1, (1 << 48) + 1, (1 << 53) - 2] {
        let bytes = post.counted_to(last);
        post.refuses("an order number beyond all counting", &bytes, Code::ExportBrokenChain, "One");
    }
}

#[test]
fn the_highest_order_number_stops_neither_the_office_nor_another_station() {
    let mut post = Post::new();
    let highest = post.office.folder.path().join("highest.fexport");
    std::fs::write(&highest, post.counted_to(LAMPORT_STATION_MAX)).unwrap();
    let OfficeBed { home, keys, clock, registry, .. } = &mut post.office;
    let random = TestRandom::seeded(70);
    let identities = keys.opening().unwrap();
    let merge = |registry: &mut Registry, file: PathBuf| {
        let trust = documents::read(home).unwrap();
        let plan = open::plan(home, registry, &trust, &identities, &[file], clock.wall_ms(), |_| true).unwrap();
        assert!(plan.apply(registry, clock.wall_ms()).unwrap().new > 0);
    };
    merge(registry, highest);
    // The clerk has the last word about her all the same, also twice; and goes on counting from where the office was.
    let named = |registry: &mut Registry, who: &str, field: LearnerField, new: &str| -> Person {
        let mut writing = Writing { home, registry, keys, clock: &**clock, random: &random };
        standing::change(&mut writing, who, field, new).unwrap()
    };
    for name in ["Ana Ruiz", "Ana Díaz"] {
        let ana = named(registry, "1", LearnerField::Name, name);
        assert_eq!((ana.name.as_str(), ana.order > LAMPORT_FOLLOWED_MAX), (name, true));
    }
    let dora = post.two.add_learner("Dora", 4);
    let export = post.two.export();
    merge(registry, export);
    assert!(named(registry, "4", LearnerField::Name, "Dora Ek").order < LAMPORT_FOLLOWED_MAX);
    // Lists, records and receipts are written and taken; the other station goes on counting, and the office takes it.
    let mut writing = Writing { home, registry, keys, clock: &**clock, random: &random };
    transfer::send(&mut writing, ("1", "Two"), (None, None)).unwrap();
    receipts::write_notice(home, registry, keys, &**clock).unwrap();
    let taken = post.two.take_folder(&home.notice());
    assert_eq!((taken.problems.len(), taken.records.len()), (0, 1), "{taken:?}");
    assert_eq!(post.two.store.learner(dora).unwrap().unwrap().name, "Dora Ek");
    let last = post.two.write_journal(dora, 3).pop().unwrap();
    assert!(last.header.lamport < LAMPORT_FOLLOWED_MAX + 100, "{}", last.header.lamport);
    assert!(post.office.carry(&mut post.two).new > 3);
}

#[test]
fn ten_copies_are_one() {
    let mut post = Post::new();
    let copies: Vec<PathBuf> = (0..10)
        .map(|n| {
            let copy = post.office.folder.path().join(format!("copy-{n}.fexport"));
            std::fs::copy(&post.good, &copy).unwrap();
            copy
        })
        .collect();
    let count = post.opened().1.len() as u64;
    let plan = post.office.plan(&copies);
    let new: Vec<u64> = plan.files.iter().map(|file| file.outcome.as_ref().unwrap().plan.new).collect();
    assert_eq!((new[0], new[1..].iter().sum::<u64>()), (count, 0));
    let merged = plan.apply(&mut post.office.registry, 1).unwrap();
    assert_eq!((merged.new, merged.known), (count, count * 9));
    let once = post.office.registry.contents_hash().unwrap();
    post.office.merge(&copies);
    assert_eq!(post.office.registry.contents_hash().unwrap(), once);
}

#[test]
fn a_clock_in_1970_or_2106_costs_nobody_anything() {
    for wall in [0, 4_294_967_295_000] {
        let mut office = OfficeBed::new();
        approve_course(&mut office);
        let mut station = StationBed::new(&office, "One", 10);
        let ana = station.add_learner("Ana", 1);
        station.finish_course(ana);
        // The same once more, by a clock that is decades off.
        let certificate = station.events().into_iter().rfind(|event| event.header.kind == "certificate.provisional");
        let body = certificate.unwrap().body().unwrap().clone();
        let ben = station.add_learner("Ben", 2);
        let opened = station.events().into_iter().rfind(|event| event.header.kind == "lesson.opened").unwrap();
        for body in [opened.body().unwrap().clone(), body] {
            station.store.append(Draft::by(Actor::Station, body).about(ben).at(wall)).unwrap();
        }
        office.carry(&mut station);
        office.confirm("One");
        assert_eq!(issue_all(&mut office).issued.len(), 2, "{wall}: what was earned is earned");
        let row = office.registry.certificates_of(ben).unwrap().remove(0);
        assert!(row.date_from_office && row.dated > 1_795_000_000_000 && row.dated < 1_800_000_000_000, "{wall}");
        assert!(!office.registry.certificates_of(ana).unwrap()[0].date_from_office, "{wall}: the right ones stay");
    }
    let mut post = Post::new();
    for wall in [0, 4_294_967_295_000] {
        let bytes = post.forged(|header, _| header.wall = wall);
        let path = post.office.folder.path().join(format!("at-{wall}.fexport"));
        std::fs::write(&path, bytes).unwrap();
        let plan = post.office.plan(std::slice::from_ref(&path));
        let outcome = plan.files[0].outcome.as_ref().unwrap();
        assert!(outcome.notes.iter().any(|note| note.code == Code::ExportClock), "{wall}: somebody is told");
        let merged = post.office.merge(&[path]);
        assert!(merged.new > 0 || merged.known > 0, "{wall}: and nothing is lost");
    }
}

#[test]
fn what_is_said_of_a_bad_file_names_the_file_the_station_and_the_mend() {
    let mut post = Post::new();
    let bytes = post.forged(|_, lines| lines.swap(1, 2));
    let stick = post.office.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    std::fs::write(stick.join("broken.fexport"), bytes).unwrap();
    std::fs::write(stick.join("cut.fexport"), &std::fs::read(&post.good).unwrap()[..3000]).unwrap();
    std::fs::copy(&post.good, stick.join("good.fexport")).unwrap();
    post.office.registry = post.office.empty_registry("none");
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_foothold-office"));
    program.arg("--office").arg(post.office.home.root()).args(["open", path(&stick)]);
    program.envs(crate::place::environment(&post.office.home.registry()));
    let output = program.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let shown = String::from_utf8(output.stdout).unwrap();
    let told = post.office.command(&["open", "--apply", path(&stick)], 1);
    let files = told["data"]["files"].as_array().unwrap().clone();
    let of = |name: &str| files.iter().find(|file| file["file"].as_str().unwrap().ends_with(name)).unwrap().clone();
    let (broken, cut, good) = (of("broken.fexport"), of("cut.fexport"), of("good.fexport"));
    assert_eq!(broken["station"]["name"], "One");
    for (file, name, code, station) in [
        (&broken, "broken.fexport", "export.broken_chain", "station One"),
        (&cut, "cut.fexport", "export.altered", "station ?"),
    ] {
        assert_eq!(file["error"]["code"], code);
        let said = ["what", "mend"].map(|sentence| file["error"][sentence].as_str().unwrap());
        assert!(said[0].contains(path(&stick.join(name))) && said[0].contains(station), "{said:?}");
        assert!(shown.contains(&said.join(" ")), "{said:?} in {shown}");
    }
    assert_eq!(good["ok"], true, "a bad file does not keep a good one out");
    assert!(told["data"]["merged"]["new"].as_u64().unwrap() > 0);
}
