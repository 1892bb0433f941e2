//! The rules of the store, each on a fresh database with a made clock.

mod forks;
mod log;
mod open;
mod people;
mod power;

use super::*;
use crate::crypto::sign::SecretKey;
use crate::model::event::*;
use crate::model::id::*;
use crate::model::ports::{Clock, Random};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// Both clocks go on by one millisecond at each look.
pub(super) struct Ticks(AtomicU64);

impl Clock for Ticks {
    fn wall_ms(&self) -> u64 {
        1_800_000_000_000 + self.0.fetch_add(1, Ordering::Relaxed)
    }
    fn mono_ms(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }
}

/// Counts up from a seed: different seeds never meet.
pub(super) struct Counting(AtomicU64);

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let n = self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes();
            chunk.copy_from_slice(&n[..chunk.len()]);
        }
    }
}

pub(super) fn open(path: &Path, seed: u64) -> Result<Store, StoreError> {
    Store::open(path, Arc::new(Ticks(AtomicU64::new(0))), Arc::new(Counting(AtomicU64::new(seed << 32))))
}

pub(super) fn station() -> Station {
    let signing = SecretKey::from_seed(&[3; 32]).public();
    Station {
        id: StationId([7; 16]),
        name: "Room 4".into(),
        office: Slug::parse("records").unwrap(),
        office_name: "Records office".into(),
        facility: Slug::parse("north").unwrap(),
        facility_name: "North".into(),
        root_hash: Hash([1; 32]),
        signing,
        sealing: "age1example".into(),
        is_try_out: false,
    }
}

/// A new database with a station in it.
pub(super) fn fresh(folder: &tempfile::TempDir, seed: u64) -> Store {
    let mut store = open(&folder.path().join("station.sqlite"), seed).unwrap();
    store.write(|writer| writer.set_station(&station())).unwrap();
    store
}

pub(super) fn learner(n: u128) -> LearnerId {
    LearnerId(Uuid::from_u128(n))
}

pub(super) fn session(n: u128) -> SessionId {
    SessionId(Uuid::from_u128(n))
}

pub(super) fn lesson(course: &str) -> LessonRef {
    LessonRef { course: CourseId::parse(course).unwrap(), edition: 1, lesson: LessonId::parse("start").unwrap() }
}

pub(super) fn span(course: &str, active_ms: u64) -> LessonSpan {
    LessonSpan {
        at: lesson(course),
        lang: Lang::parse("en").unwrap(),
        ranges: vec![[0, active_ms]],
        unit: SpanUnit::Ms,
        active_ms,
        rate_permille: 1000,
        position: active_ms,
    }
}

pub(super) fn opened(course: &str) -> Draft {
    let body = Body::LessonOpened(LessonOpened { at: lesson(course), lang: Lang::parse("en").unwrap() });
    Draft::learner(learner(1), session(1), body)
}
