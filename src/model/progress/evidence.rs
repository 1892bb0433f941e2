//! The evidence behind seat time: event by event, what it told and what of it counts. By the very rule that counts
//! ([`super::seat_time`]), so that the sum of the evidence is the time.

use super::fold::LearnerFold;
use super::seat_time::{Counts, Sit, tell};
use crate::model::event::{Body, Event, LessonRef};
use crate::model::id::{EpochId, Hash, StationId};
use std::collections::{BTreeMap, BTreeSet};

/// What an event told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Told {
    /// A stretch of a lesson.
    Span,
    /// An answer.
    Answer,
}

/// One event's part of the seat time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The event.
    pub event: Hash,
    /// Where it was recorded.
    pub station: StationId,
    /// In which lesson.
    pub at: LessonRef,
    /// What it told of.
    pub told: Told,
    /// When it began and ended, ms by the station's wall clock: the end as told, the beginning by the monotonic clock.
    pub wall: [u64; 2],
    /// What it told, ms.
    pub told_ms: u64,
    /// What counts of it, ms.
    pub counted_ms: u64,
    /// What another station told of too, and counts there, ms.
    pub twice_ms: u64,
    /// What waits for a decision about a fork, ms.
    pub waiting_ms: u64,
}

impl LearnerFold {
    /// The evidence behind the seat time of this person, by the wall clock. `events` are the ones this fold was made of.
    #[must_use]
    pub fn evidence<'a>(&self, events: impl IntoIterator<Item = &'a Event>, held: &BTreeSet<EpochId>) -> Vec<Evidence> {
        let mut out = Vec::new();
        let mut stations: BTreeMap<StationId, BTreeMap<EpochId, Vec<(Sit, usize)>>> = BTreeMap::new();
        for event in events {
            let (told, at, active_ms) = match self.counted_body(event).as_deref() {
                Some(Body::LessonSpan(body)) => (Told::Span, body.at.clone(), body.active_ms),
                Some(Body::QuizAnswered(body)) => (Told::Answer, body.at.clone(), body.active_ms),
                _ => continue,
            };
            let header = &event.header;
            let Some(sit) = Sit::of(header.mono, header.wall, active_ms) else { continue };
            stations.entry(header.station).or_default().entry(header.epoch).or_default().push((sit, out.len()));
            out.push(Evidence {
                event: event.hash,
                station: header.station,
                at,
                told,
                wall: [header.wall.saturating_sub(active_ms), header.wall],
                told_ms: active_ms,
                counted_ms: 0,
                twice_ms: 0,
                waiting_ms: 0,
            });
        }
        let stations = stations.into_iter().map(|(station, epochs)| (station, epochs.into_iter()));
        tell(stations, held, |_, index, [from, to], counts| {
            let place: &mut Evidence = &mut out[index];
            match counts {
                Counts::Once => place.counted_ms += to - from,
                Counts::Twice => place.twice_ms += to - from,
                Counts::Waiting => place.waiting_ms += to - from,
            }
        });
        out.sort_by_key(|evidence| (evidence.wall, evidence.event));
        out
    }
}
