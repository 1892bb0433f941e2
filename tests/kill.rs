//! `kill -9` at any moment of a sitting: whatever was reported as saved is there at the next start.
//!
//! A second process of this same program writes and reports each commit on its standard output; it is killed in the
//! midst of it, 200 times over the same home.

use foothold::job::{people, start, try_out};
use foothold::library::home::Home;
use foothold::model::event::{Body, Draft, LessonOpened, LessonRef, LessonSpan, Method, SpanUnit, Tip};
use foothold::model::id::{Hash, LearnerId, SessionId};
use foothold::store::{Checkpoint, Store};
use foothold::system::{SystemClock, SystemRandom};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

const ROUNDS: u64 = 200;
const PLACE: &str = "FOOTHOLD_TEST_KILL";

fn open(home: &Home) -> start::OpenHome {
    start::open(home, Arc::new(SystemClock::start()), Arc::new(SystemRandom)).unwrap()
}

fn at() -> LessonRef {
    LessonRef { course: "org.example.work".parse().unwrap(), edition: 1, lesson: "start".parse().unwrap() }
}

fn span(position: u64) -> LessonSpan {
    LessonSpan {
        at: at(),
        lang: "en".parse().unwrap(),
        ranges: vec![[0, position]],
        unit: SpanUnit::Ms,
        active_ms: 1,
        rate_permille: 1000,
        position,
    }
}

/// The process that is killed. Run by itself it does nothing.
#[test]
#[ignore = "the other half of a test below"]
fn writes_until_killed() {
    let Some(place) = std::env::var_os(PLACE) else { return };
    let mut open = open(&Home::new(place));
    let learner = open.store.learner_by_number("1001").unwrap().unwrap().id;
    let session = people::start_session(&mut open.store, learner, Method::Pin).unwrap();
    report(&format!("\nsession {session}")); // the test harness has begun a line of its own
    for position in 1..10_000 {
        step(&mut open.store, learner, session, position);
    }
}

fn step(store: &mut Store, learner: LearnerId, session: SessionId, position: u64) {
    let row = |span| Checkpoint { session, learner, wall_ms: 1, session_active_ms: position, span };
    let draft = |body| Draft::learner(learner, session, body);
    let tip: Option<Tip> = match position % 4 {
        0 => {
            let body = Body::LessonOpened(LessonOpened { at: at(), lang: "en".parse().unwrap() });
            Some(store.append(draft(body)).unwrap().tip())
        }
        3 => {
            let drafts = vec![draft(Body::LessonSpan(span(position)))];
            store.append_with_checkpoint(drafts, &row(None)).unwrap().last().map(|event| event.tip())
        }
        _ => {
            store.save_checkpoint(&row(Some(span(position)))).unwrap();
            None
        }
    };
    if let Some(tip) = tip {
        report(&format!("saved {}", tip.hash));
    }
    if !position.is_multiple_of(4) {
        report(&format!("seen {position}"));
    }
}

fn report(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).unwrap();
}

/// What the killed process had reported.
#[derive(Default)]
struct Reported {
    session: Option<SessionId>,
    saved: Vec<Hash>,
    seen: u64,
}

impl Reported {
    fn take(&mut self, line: &str) {
        match line.split_once(' ') {
            Some(("session", id)) => self.session = id.parse().ok().map(SessionId),
            Some(("saved", hash)) => self.saved.extend(Hash::from_hex(hash)),
            Some(("seen", position)) => self.seen = position.parse().unwrap_or(self.seen),
            _ => {}
        }
    }
}

/// Lets a process write until it has reported `lines` lines and `jitter` more has passed, then kills it.
fn kill_after(home: &Path, lines: u64, jitter: Duration) -> Reported {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["kill::writes_until_killed", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env(PLACE, home)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut from = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut reported = Reported::default();
    while reported.session.is_none() {
        reported.take(&from.next().expect("the process reports its sitting").unwrap());
    }
    for line in from.by_ref().take(usize::try_from(lines).unwrap()) {
        reported.take(&line.unwrap());
    }
    std::thread::sleep(jitter);
    child.kill().unwrap();
    child.wait().unwrap();
    for line in from {
        reported.take(&line.unwrap()); // reported before the kill, read after it
    }
    reported
}

#[test]
fn a_killed_sitting_loses_nothing_reported_as_saved() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path());
    drop(try_out::prepare(&home, &[], Arc::new(SystemClock::start()), Arc::new(SystemRandom)).unwrap());
    let home = home.tryout();
    let (mut dice, mut total) = (0x9E37_79B9_7F4A_7C15_u64, 0);
    for round in 0..ROUNDS {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let reported = kill_after(home.root(), (dice >> 33) % 9, Duration::from_micros((dice >> 40) % 6000));
        let mut open = open(&home);
        for hash in &reported.saved {
            assert!(open.store.holds(hash).unwrap(), "round {round}: {hash} was reported saved");
        }
        total += reported.saved.len();
        let session = reported.session.unwrap();
        check_sitting(&open.store, session, reported.seen, round);
        if round % 20 == 0 {
            open.store.check_whole().unwrap();
        }
        open.store.recover().unwrap();
    }
    check_chain(&open(&home).store);
    assert!(total > 100, "the processes had time to work: {total} events");
}

/// The sitting has ended, and its last place is what was reported, or later.
fn check_sitting(store: &Store, session: SessionId, seen: u64, round: u64) {
    let events = store.latest_events(200).unwrap();
    let own = || events.iter().filter(|event| event.header.session == Some(session));
    assert!(own().any(|event| matches!(event.body(), Some(Body::SessionEnded(_)))), "round {round}: ended");
    let place = own().filter_map(|event| match event.body() {
        Some(Body::LessonSpan(span)) => Some(span.position),
        _ => None,
    });
    let place = place.max().unwrap_or(0);
    assert!(place >= seen, "round {round}: {seen} was reported saved, {place} is there");
}

fn check_chain(store: &Store) {
    store.check_whole().unwrap();
    let events = store.events_after(0, u64::MAX).unwrap().events;
    assert!(events.windows(2).all(|pair| pair[0].hash == pair[1].prev_hash));
    assert!(events.iter().all(foothold::format::event_log::is_sound));
}
