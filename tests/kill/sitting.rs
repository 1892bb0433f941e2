//! Events and checkpoint rows: whatever was reported as saved is there at the next start.

use super::{Dice, Running, open_home, place, report, rounds};
use foothold::job::{people, try_out};
use foothold::library::home::Home;
use foothold::model::event::{Body, Draft, LessonOpened, LessonRef, LessonSpan, Method, SpanUnit, Tip};
use foothold::model::id::{Hash, LearnerId, SessionId};
use foothold::store::{Checkpoint, Store};
use foothold::system::{SystemClock, SystemRandom};
use std::sync::Arc;

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
    let Some(place) = place() else { return };
    let mut open = open_home(&Home::new(place));
    let learner = open.store.learner_by_number("1001").unwrap().unwrap().id;
    let session = people::start_session(&mut open.store, learner, Method::Pin).unwrap();
    report("\nready"); // the test harness has begun a line of its own
    report(&format!("session {session}"));
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

#[test]
fn a_killed_sitting_loses_nothing_reported_as_saved() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path());
    drop(try_out::prepare(&home, &[], Arc::new(SystemClock::start()), Arc::new(SystemRandom)).unwrap());
    let home = home.tryout();
    let (mut dice, mut total) = (Dice(0x9E37_79B9_7F4A_7C15), 0);
    let rounds = rounds(60);
    for round in 0..rounds {
        let mut process = Running::start("kill::sitting::writes_until_killed", home.root(), round);
        process.wait_until_ready();
        let mut reported = Reported::default();
        for line in process.kill_after(1 + dice.below(9), dice.micros_below(6000)) {
            reported.take(&line);
        }
        let mut open = open_home(&home);
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
    check_chain(&open_home(&home).store);
    assert!(total as u64 > rounds / 2, "the processes had time to work: {total} events");
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
