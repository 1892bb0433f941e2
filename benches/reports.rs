//! Each question of the office over a registry of many events: the time of one screen, with the summaries kept at merge.
//!
//! ```text
//! cargo bench --no-default-features --bench reports [-- EVENTS]
//! ```
//!
//! The events (one million, or as many as are asked for: the goal speaks of ten) are written straight into the registry's
//! table, in our own JSON but without a chain of hashes and without signatures: reports look at neither. 194 events a
//! person, fifty persons a station, twenty stations a facility, in the order in which a station writes them. What was
//! seen stands in `reports.md`.
#![allow(missing_docs, clippy::print_stdout)]

mod answered;

use foothold::crypto::hash::sha256;
use foothold::crypto::seal::Work;
use foothold::format::json;
use foothold::model::course::Course;
use foothold::model::event::{
    Actor, Body, HEADER_VERSION, Header, LearnerAdded, LessonOpened, LessonRef, LessonSpan, SpanUnit,
};
use foothold::model::id::{
    AttemptId, CourseId, EpochId, Hash, Lang, LearnerId, LessonId, PackId, SessionId, Slug, StationId,
};
use foothold::model::programme::Programme;
use foothold::model::report::{Asked, By, Question};
use foothold::model::trust::{Facility, Settings};
use foothold::office::home::OfficeHome;
use foothold::office::init::{NewOffice, init};
use foothold::office::keys::Keys;
use foothold::office::registry::{Registry, StationRow, StationState};
use foothold::office::{reports, summaries};
use foothold::system::{SystemClock, SystemRandom};
use rusqlite::{Connection, params};
use serde_json::json;
use std::time::Instant;
use uuid::Uuid;

const COURSES: u64 = 20;
const LESSONS: u64 = 10;
const PERSONS: u64 = 50;
const STATIONS_A_FACILITY: u64 = 20;
/// Courses each person does, and events each person makes by it.
const EACH: u64 = 3;
const EVENTS_A_PERSON: u64 = 1 + EACH * (LESSONS * 5 + 2 * 7);
const START: u64 = 1_767_250_000_000;
const MINUTE: u64 = 60_000;
const SCREEN_ROWS: u32 = 500;

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

fn main() {
    let wanted: u64 = std::env::args().skip(1).find_map(|text| text.parse().ok()).unwrap_or(1_000_000);
    let stations = wanted.div_ceil(EVENTS_A_PERSON * PERSONS);
    let folder = tempfile::tempdir().expect("a place to write");
    let home = OfficeHome::new(folder.path().join("office"));
    let keys = Keys::new(&home, None);
    let facilities = stations.div_ceil(STATIONS_A_FACILITY);
    init(&home, &new_office(facilities), &keys, Work::Trifle, &SystemClock::start(), &SystemRandom).expect("an office");
    let start = Instant::now();
    let mut registry = Registry::open(&home.registry()).expect("ours");
    approve(&mut registry);
    add_stations(&mut registry, stations);
    let mut log = Log::new(&home);
    for station in 0..stations {
        log.station(station);
    }
    let (events, last) = (log.finish(), START + EACH * LESSONS * 86_400_000);
    println!(
        "{events} events of {} persons at {stations} stations of {facilities} facilities, written in {:.0} s",
        stations * PERSONS,
        start.elapsed().as_secs_f64()
    );
    let tz = home.config().expect("ours").tz;
    let start = Instant::now();
    let counted = summaries::rebuild(&mut registry, &tz, |_, _| true).expect("counted");
    println!("summaries from nothing: {counted} persons in {:.1} s", start.elapsed().as_secs_f64());
    let mut log = Log::new(&home);
    log.station(0);
    log.finish();
    let start = Instant::now();
    let counted = summaries::refresh(&mut registry, &tz, |_, _| true).expect("counted");
    println!("summaries after a merge: {counted} persons in {:.2} s", start.elapsed().as_secs_f64());
    let size = std::fs::metadata(home.registry()).map_or(0, |file| file.len());
    println!("registry {:.2} GB", size as f64 / 1e9);
    drop(registry);
    let mut worst = 0.0_f64;
    for (name, question, asked) in questions() {
        // Opened anew for each, as when a screen is the first thing asked for.
        let mut registry = Registry::open(&home.registry()).expect("ours");
        let start = Instant::now();
        let answer = reports::ask(&home, &mut registry, question, &asked, last, |_, _| true).expect("answered");
        let seconds = start.elapsed().as_secs_f64();
        worst = worst.max(seconds);
        println!("{seconds:8.3} s  {name} ({} rows)", answer.table.rows.len());
    }
    println!("the slowest screen: {worst:.3} s");
}

fn questions() -> Vec<(String, Question, Asked)> {
    let screen = || Asked { rows_max: Some(SCREEN_ROWS), ..Asked::default() };
    let mut out = Vec::new();
    for question in Question::ALL {
        let groupings = question.groupings();
        if groupings.is_empty() {
            let person = (question == Question::Evidence).then(|| person_id(0, 0));
            out.push((question.as_str().to_owned(), question, Asked { person, ..screen() }));
        }
        for by in groupings {
            out.push((
                format!("{} by {}", question.as_str(), by.as_str()),
                question,
                Asked { by: Some(*by), ..screen() },
            ));
        }
    }
    let one_course = Asked { course: Some(course_id(0)), ..screen() };
    out.push(("lessons of one course".into(), Question::Lessons, one_course.clone()));
    out.push(("questions of one course".into(), Question::Questions, one_course));
    let facility = Asked { facility: Some(slug("f0")), by: Some(By::Month), ..screen() };
    out.push(("participation of one facility by month".into(), Question::Participation, facility));
    let one = Asked { person: Some(person_id(0, 0)), ..screen() };
    out.push(("seat time of one person".into(), Question::SeatTime, one));
    out
}

fn new_office(facilities: u64) -> NewOffice {
    NewOffice {
        agency: "Agency".into(),
        office: slug("records"),
        office_name: "Records".into(),
        facilities: (0..facilities)
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

fn course_id(n: u64) -> CourseId {
    CourseId::parse(&format!("org.example.course-{n}")).expect("an id")
}

fn course(n: u64) -> Course {
    let questions: Vec<_> = (0..5)
        .map(|q| json!({"id": format!("q{q}"), "rev": 1, "points": 1, "prompt": "Is it so?", "kind": "true_false", "answer": true}))
        .collect();
    let quiz = |id: &str, mode: &str, pair: &str| {
        json!({"id": id, "title": id, "minutes": 5, "required": true, "rule": {"kind": "passed"}, "kind": "quiz",
            "quiz": {"mode": mode, "pair": pair, "parts": [{"questions": questions}],
            "pass": {"kind": "score", "permille": 500}, "opened_by": "learner", "shuffle_questions": false,
            "shuffle_options": false, "feedback": "end", "keep": "best"}})
    };
    let mut lessons = vec![quiz("before", "pre", "after")];
    lessons.extend((0..LESSONS).map(|l| {
        json!({"id": format!("l{l}"), "title": format!("Lesson {l}"), "minutes": 5, "required": true,
            "rule": {"kind": "seen", "permille": 900}, "kind": "video", "duration_ms": 240_000, "tracks": []})
    }));
    lessons.push(quiz("after", "post", "before"));
    serde_json::from_value(json!({"schema": 1, "id": course_id(n).as_str(), "edition": 1, "title": format!("Course {n}"),
        "summary": "S", "languages": ["en"], "subjects": ["work"], "level": "beginner", "outcomes": [], "minutes": 30,
        "authors": [format!("Partner {}", n % 5)], "sources": [], "rule": {"kind": "all_required"},
        "modules": [{"id": "m", "title": "M", "rule": {"kind": "all_required"}, "lessons": lessons}], "certificates": []}))
    .expect("a course")
}

fn programme(n: u64) -> Programme {
    let steps: Vec<_> = (0..5)
        .map(|s| json!({"id": format!("s{s}"), "course": course_id(n * 5 + s).as_str(), "required": s < 2}))
        .collect();
    serde_json::from_value(json!({"schema": 1, "id": format!("org.example.plan-{n}"), "edition": 1,
        "title": format!("Plan {n}"), "summary": "S", "languages": ["en"],
        "levels": [{"id": "one", "title": "One", "rule": {"kind": "all_required"}, "steps": steps}]}))
    .expect("a programme")
}

fn approve(registry: &mut Registry) {
    registry
        .write(|writer| {
            for n in 0..COURSES {
                let course = course(n);
                let document = json::to_canonical(&course).expect("ours");
                writer.set_course(&course, &document, &Hash([1; 32]), 1)?;
            }
            for n in 0..COURSES / 5 {
                let programme = programme(n);
                let document = json::to_canonical(&programme).expect("ours");
                writer.set_programme(&programme, &document, &Hash([1; 32]), 1)?;
            }
            Ok::<_, foothold::office::registry::RegistryError>(())
        })
        .expect("written");
}

fn station_id(n: u64) -> StationId {
    let mut id = [0; 16];
    id.copy_from_slice(&sha256(&n.to_be_bytes())[..16]);
    StationId(id)
}

fn person_id(station: u64, person: u64) -> LearnerId {
    let mut id = [0; 16];
    id.copy_from_slice(&sha256(&(station * PERSONS + person).to_le_bytes())[..16]);
    LearnerId(Uuid::from_bytes(id))
}

fn add_stations(registry: &mut Registry, stations: u64) {
    registry
        .write(|writer| {
            for n in 0..stations {
                let row = StationRow {
                    id: station_id(n),
                    key: Hash(sha256(&[&b"key"[..], &n.to_be_bytes()].concat())),
                    recipient: String::new(),
                    name: format!("Station {n}"),
                    facility: slug(&format!("f{}", n / STATIONS_A_FACILITY)),
                    state: StationState::Confirmed,
                    certificate: None,
                    first_seen: START,
                    last_good: None,
                };
                writer.set_station(&row, Some(START))?;
            }
            Ok::<_, foothold::office::registry::RegistryError>(())
        })
        .expect("written");
}

/// Events on their way into the table.
struct Log {
    db: Connection,
    epoch: i64,
    station: StationId,
    name: EpochId,
    seq: u64,
    count: u64,
    at: u64,
}

impl Log {
    fn new(home: &OfficeHome) -> Self {
        let db = Connection::open(home.registry()).expect("there");
        db.execute_batch("PRAGMA synchronous=OFF; PRAGMA cache_size=-500000; BEGIN").expect("ours");
        db.set_prepared_statement_cache_capacity(16);
        let count: i64 = db.query_row("SELECT coalesce(max(id), 0) FROM event", [], |row| row.get(0)).expect("ours");
        let count = u64::try_from(count).expect("a count");
        Self { db, epoch: 0, station: StationId([0; 16]), name: EpochId([0; 16]), seq: 0, count, at: 0 }
    }

    fn finish(self) -> u64 {
        self.db.execute_batch("COMMIT").expect("written");
        self.count
    }

    /// Fifty persons of a station, each day one lesson of one course each.
    fn station(&mut self, n: u64) {
        self.station = station_id(n);
        let mut name = [0; 16];
        name.copy_from_slice(&sha256(&[n.to_be_bytes(), self.count.to_be_bytes()].concat())[..16]);
        self.name = EpochId(name);
        let epoch = "INSERT INTO epoch(station, epoch) VALUES(?1, ?2)";
        self.db.execute(epoch, params![self.station.0, self.name.0]).expect("new");
        (self.epoch, self.seq, self.at) = (self.db.last_insert_rowid(), 0, START);
        for person in 0..PERSONS {
            let body = LearnerAdded {
                name: format!("Person {n} {person}"),
                number: format!("{n}-{person}"),
                birth_year: None,
                lang: Lang::parse("en").expect("a tag"),
            };
            self.add(person_id(n, person), Body::LearnerAdded(body));
        }
        for part in 0..EACH * (LESSONS + 2) {
            for person in 0..PERSONS {
                let learner = person_id(n, person);
                let course = course_id((n + person + 7 * (part / (LESSONS + 2))) % COURSES);
                match part % (LESSONS + 2) {
                    0 => self.quiz(learner, &course, "before", 3),
                    lesson if lesson <= LESSONS => self.film(learner, &course, lesson - 1),
                    _ => self.quiz(learner, &course, "after", 4 + person % 2),
                }
            }
            self.at += 86_400_000;
        }
        self.db.execute_batch(if n % 100 == 99 { "COMMIT; BEGIN" } else { "" }).expect("written");
    }

    fn film(&mut self, learner: LearnerId, course: &CourseId, lesson: u64) {
        let lang = Lang::parse("en").expect("a tag");
        let at = at(course, &format!("l{lesson}"));
        self.add(learner, Body::LessonOpened(LessonOpened { at: at.clone(), lang: lang.clone() }));
        for minute in 0..4 {
            self.at += MINUTE;
            self.add(
                learner,
                Body::LessonSpan(LessonSpan {
                    at: at.clone(),
                    lang: lang.clone(),
                    ranges: vec![[minute * MINUTE, (minute + 1) * MINUTE]],
                    unit: SpanUnit::Ms,
                    active_ms: MINUTE,
                    rate_permille: 1000,
                    position: (minute + 1) * MINUTE,
                }),
            );
        }
    }

    fn quiz(&mut self, learner: LearnerId, course: &CourseId, lesson: &str, right: u64) {
        let attempt = AttemptId(Uuid::from_u128(u128::from(self.count) | 1 << 100));
        let right = u32::try_from(right).expect("small");
        for body in answered::quiz(&at(course, lesson), attempt, (5, right), 10_000) {
            self.at += if matches!(body, Body::QuizAnswered(_)) { 10_000 } else { 0 };
            self.add(learner, body);
        }
    }

    fn add(&mut self, learner: LearnerId, body: Body) {
        let header = Header {
            v: HEADER_VERSION,
            station: self.station,
            epoch: self.name,
            seq: self.seq,
            kind: body.kind().into(),
            learner: Some(learner),
            actor: Actor::Learner(learner),
            session: Some(SessionId(learner.0)),
            lamport: self.seq + 1,
            wall: self.at,
            signed_time: START,
            mono: self.at - START + MINUTE,
        };
        let hash = |n: u64| {
            let mut hash = [0; 32];
            hash[..8].copy_from_slice(&n.to_be_bytes());
            hash
        };
        let course = body.course().map(|course| course.as_str().to_owned());
        let value = body.to_value().expect("ours");
        self.db
            .prepare_cached(
                "INSERT INTO event(hash, prev_hash, body_hash, epoch, seq, kind, learner, course, header, salt, body,
                   standing, rooted, opened) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, 1, ?12)",
            )
            .and_then(|mut query| {
                query.execute(params![
                    hash(self.count + 1),
                    hash(self.count),
                    [0_u8; 32],
                    self.epoch,
                    self.seq as i64,
                    header.kind,
                    learner.0.as_bytes(),
                    course,
                    serde_json::to_vec(&header).expect("ours"),
                    [0_u8; 16],
                    serde_json::to_vec(&value).expect("ours"),
                    (START + 100 * 86_400_000) as i64,
                ])
            })
            .expect("new");
        self.seq += 1;
        self.count += 1;
    }
}

fn at(course: &CourseId, lesson: &str) -> LessonRef {
    LessonRef { course: course.clone(), edition: 1, lesson: LessonId::parse(lesson).expect("an id") }
}
