//! Seat time: active seconds by the monotonic clock. Never negative, never doubled within a station; across stations
//! the union of wall intervals counts, and what overlaps is shown to a person.

use crate::model::id::{EpochId, StationId};
use crate::model::ranges::RangeSet;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most that one event can bring. Spans are a minute; a longer stretch without an event is no proof of presence.
pub const SIT_ACTIVE_MS_MAX: u64 = 4 * 3_600_000;
/// Later instants (beyond the year 9999) count in totals, but belong to no day.
const WALL_MS_MAX: u64 = 253_402_207_200_000;

/// One stretch of active time, as an event tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Sit {
    mono_end: u64,
    active_ms: u64,
    wall_end: u64,
}

/// All stretches told of, as a set: the same event twice changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sits(BTreeMap<StationId, BTreeMap<EpochId, BTreeSet<Sit>>>);

/// Seat time that counts, and what waits for a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeatTime {
    /// Counted, ms.
    pub credited_ms: u64,
    /// In epochs after a fork: counted once the office has decided.
    pub held_ms: u64,
    /// Told of by two stations for one moment and counted once.
    pub overlap_ms: u64,
    pieces: Vec<[u64; 2]>,
}

impl Sit {
    /// What an event tells; nothing if it tells of no time.
    pub(super) fn of(mono_end: u64, wall_end: u64, active_ms: u64) -> Option<Self> {
        let active_ms = active_ms.min(SIT_ACTIVE_MS_MAX);
        (active_ms > 0).then_some(Self { mono_end, active_ms, wall_end })
    }
}

impl Sits {
    pub(super) fn insert(&mut self, station: StationId, epoch: EpochId, mono_end: u64, wall_end: u64, active_ms: u64) {
        if let Some(sit) = Sit::of(mono_end, wall_end, active_ms) {
            self.0.entry(station).or_default().entry(epoch).or_default().insert(sit);
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.add_since(other, 0);
    }

    /// Adds the stretches that ended at `since_wall_ms` or later.
    pub(super) fn add_since(&mut self, other: &Self, since_wall_ms: u64) {
        for (station, epochs) in &other.0 {
            for (epoch, sits) in epochs {
                let new = sits.iter().filter(|sit| sit.wall_end >= since_wall_ms);
                self.0.entry(*station).or_default().entry(*epoch).or_default().extend(new);
            }
        }
    }

    /// Counts. Time of the epochs in `held` is told apart.
    pub(super) fn count(&self, held: &BTreeSet<EpochId>) -> SeatTime {
        let mut time = SeatTime::default();
        self.tell(held, |stretch| {
            let length = stretch.to - stretch.from;
            match stretch.counts {
                Counts::Once => {
                    time.credited_ms = time.credited_ms.saturating_add(length);
                    time.pieces.push([stretch.from, stretch.to]);
                }
                Counts::Twice => time.overlap_ms = time.overlap_ms.saturating_add(length),
                Counts::Waiting => time.held_ms = time.held_ms.saturating_add(length),
            }
        });
        time.pieces.sort_unstable();
        time
    }

    /// Every stretch, station by station, with what becomes of it.
    pub(super) fn tell(&self, held: &BTreeSet<EpochId>, mut take: impl FnMut(Stretch)) {
        let stations = self.0.iter().map(|(station, epochs)| {
            let told = |sits: &BTreeSet<Sit>| sits.iter().map(|sit| (*sit, ())).collect();
            (*station, epochs.iter().map(move |(epoch, sits)| (*epoch, told(sits))))
        });
        tell(stations, held, |station, (), [from, to], counts| take(Stretch { station, from, to, counts }));
    }
}

/// What becomes of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counts {
    /// It counts.
    Once,
    /// Another station tells of the same moment, and that one counts.
    Twice,
    /// It waits for a decision about a fork.
    Waiting,
}

/// One stretch of seat time at one station: half-open, ms by its wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Where.
    pub station: StationId,
    /// When it began.
    pub from: u64,
    /// When it ended.
    pub to: u64,
    /// What becomes of it.
    pub counts: Counts,
}

/// The one rule of seat time: within an epoch each moment of the monotonic clock once, over stations each moment of the
/// wall clock once. Whatever is told of a stretch goes with each of its pieces.
pub(super) fn tell<T: Copy + Ord, E: Iterator<Item = (EpochId, Vec<(Sit, T)>)>>(
    stations: impl Iterator<Item = (StationId, E)>,
    held: &BTreeSet<EpochId>,
    mut take: impl FnMut(StationId, T, [u64; 2], Counts),
) {
    let mut elsewhere = RangeSet::default();
    for (station, epochs) in stations {
        let mut here = Vec::new();
        for (epoch, sits) in epochs {
            let pieces = once(sits);
            if held.contains(&epoch) {
                pieces.into_iter().for_each(|(what, piece)| take(station, what, piece, Counts::Waiting));
            } else {
                here.extend(pieces);
            }
        }
        for (what, [from, to]) in &here {
            let mut at = *from;
            for [free, end] in elsewhere.gaps_in(*from, *to) {
                if at < free {
                    take(station, *what, [at, free], Counts::Twice);
                }
                take(station, *what, [free, end], Counts::Once);
                at = end;
            }
            if at < *to {
                take(station, *what, [at, *to], Counts::Twice);
            }
        }
        for (_, [from, to]) in here {
            elsewhere.insert(from, to);
        }
    }
}

impl SeatTime {
    /// Milliseconds by local day.
    #[must_use]
    pub fn by_day(&self, zone: &TimeZone) -> BTreeMap<Date, u64> {
        let mut days = BTreeMap::new();
        let mut last: Option<(u64, (Date, u64))> = None; // the pieces are in order: most are of the day of the one before
        for [from, to] in &self.pieces {
            let mut at = *from;
            while at < *to {
                let known = last.filter(|(since, (_, next))| (*since..*next).contains(&at)).map(|(_, found)| found);
                let Some((day, next)) = known.or_else(|| day_of(at, zone)) else { break };
                last = Some((at, (day, next)));
                let end = next.clamp(at.saturating_add(1), *to);
                *days.entry(day).or_insert(0) += end - at;
                at = end;
            }
        }
        days
    }

    /// Milliseconds by local week; a week is known by its Monday.
    #[must_use]
    pub fn by_week(&self, zone: &TimeZone) -> BTreeMap<Date, u64> {
        let mut weeks = BTreeMap::new();
        for (day, ms) in self.by_day(zone) {
            *weeks.entry(monday_of(day)).or_insert(0) += ms;
        }
        weeks
    }
}

/// The Monday of a day's week.
#[must_use]
pub fn monday_of(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(jiff::Span::new().days(back)).unwrap_or(day)
}

/// The local day of an instant, and when the next day begins.
fn day_of(wall_ms: u64, zone: &TimeZone) -> Option<(Date, u64)> {
    if wall_ms > WALL_MS_MAX {
        return None;
    }
    let day = Timestamp::from_millisecond(i64::try_from(wall_ms).ok()?).ok()?.to_zoned(zone.clone()).date();
    let next = day.tomorrow().ok()?.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond();
    Some((day, u64::try_from(next).ok()?))
}

/// The wall intervals of one epoch's stretches, each moment of its monotonic clock once.
fn once<T: Copy + Ord>(sits: Vec<(Sit, T)>) -> Vec<(T, [u64; 2])> {
    let mut ordered: Vec<(i128, Sit, T)> = sits.into_iter().map(|(sit, what)| (start(&sit), sit, what)).collect();
    ordered.sort_unstable();
    let mut counted_to = i128::MIN;
    let mut pieces = Vec::new();
    for (start, sit, what) in ordered {
        let end = i128::from(sit.mono_end);
        let fresh = end - start.max(counted_to);
        counted_to = counted_to.max(end);
        if let Ok(fresh @ 1..) = u64::try_from(fresh) {
            // A wall clock near 1970 must not shorten what the monotonic clock counted.
            let wall_end = sit.wall_end.max(fresh);
            pieces.push((what, [wall_end - fresh, wall_end]));
        }
    }
    pieces
}

fn start(sit: &Sit) -> i128 {
    i128::from(sit.mono_end) - i128::from(sit.active_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60_000;

    fn place(n: u8) -> (StationId, EpochId) {
        (StationId([n; 16]), EpochId([n; 16]))
    }

    fn sits(list: &[(u8, u64, u64, u64)]) -> Sits {
        let mut sits = Sits::default();
        for (n, mono, wall, active) in list {
            let (station, epoch) = place(*n);
            sits.insert(station, epoch, *mono, *wall, *active);
        }
        sits
    }

    fn counted(list: &[(u8, u64, u64, u64)]) -> (u64, u64) {
        let time = sits(list).count(&BTreeSet::new());
        (time.credited_ms, time.overlap_ms)
    }

    #[test]
    fn one_moment_of_a_station_counts_once() {
        assert_eq!(counted(&[(1, 60_000, 1_060_000, 60_000), (1, 120_000, 1_120_000, 60_000)]), (120_000, 0));
        assert_eq!(counted(&[(1, 60_000, 1_060_000, 60_000), (1, 90_000, 1_090_000, 60_000)]), (90_000, 0));
        assert_eq!(counted(&[(1, 10, 50, 5), (1, 20, 60, 20)]), (20, 0));
    }

    #[test]
    fn setting_the_wall_clock_back_takes_nothing_away() {
        assert_eq!(counted(&[(1, 60_000, 1_060_000, 60_000), (1, 120_000, 1_060_000, 60_000)]), (120_000, 0));
        assert_eq!(counted(&[(1, 60_000, 0, 60_000)]), (60_000, 0));
    }

    #[test]
    fn two_stations_at_one_moment_count_once_and_say_so() {
        assert_eq!(counted(&[(1, 60_000, 1_060_000, 60_000), (2, 500_000, 1_090_000, 60_000)]), (90_000, 30_000));
    }

    #[test]
    fn a_span_found_after_a_crash_may_be_older_than_its_epoch() {
        assert_eq!(counted(&[(1, 300, 1_060_000, 60_000), (1, 90_000, 1_900_000, 60_000)]), (120_000, 0));
    }

    #[test]
    fn a_forked_epoch_waits() {
        let all = sits(&[(1, 60_000, 1_060_000, 60_000), (2, 60_000, 9_060_000, 30_000)]);
        let time = all.count(&BTreeSet::from([EpochId([2; 16])]));
        assert_eq!((time.credited_ms, time.held_ms), (60_000, 30_000));
    }

    #[test]
    fn no_event_brings_days_of_time() {
        assert_eq!(counted(&[(1, u64::MAX, u64::MAX, u64::MAX)]), (SIT_ACTIVE_MS_MAX, 0));
        assert!(sits(&[(1, u64::MAX, u64::MAX, u64::MAX)]).count(&BTreeSet::new()).by_day(&TimeZone::UTC).is_empty());
    }

    #[test]
    fn the_last_days_are_counted_alike_with_and_without_the_years_before_them() {
        let (zone, day) = (TimeZone::get("America/Chicago").expect("bundled zone data"), 86_400_000);
        let start = 1_793_599_200_000 - 400 * day;
        let list: Vec<_> = (0..4_000u64).map(|n| (1, 9 * n * MINUTE, start + n * day / 10, 9 * MINUTE)).collect();
        let all = sits(&list);
        let since = start + 380 * day;
        let mut late = Sits::default();
        late.add_since(&all, since - day);
        let days = |sits: &Sits| sits.count(&BTreeSet::new()).by_day(&zone);
        let (whole, late) = (days(&all), days(&late));
        assert_eq!(whole.values().sum::<u64>(), 4_000 * 9 * MINUTE);
        let last = |days: &BTreeMap<Date, u64>| days.iter().rev().take(19).map(|(d, ms)| (*d, *ms)).collect::<Vec<_>>();
        assert_eq!(last(&whole), last(&late));
        assert!(whole.len() > 390 && late.len() < 25);
    }

    #[test]
    fn a_stretch_over_midnight_belongs_to_both_days() {
        let zone = TimeZone::get("America/Chicago").expect("bundled zone data");
        // 2026-11-02T05:30:00Z is half past eleven at night of Sunday the first, by winter time.
        let midnight = 1_793_599_200_000;
        let time = sits(&[(1, 3_600_000, midnight + 30 * MINUTE, 60 * MINUTE)]).count(&BTreeSet::new());
        let days: Vec<_> = time.by_day(&zone).into_iter().map(|(day, ms)| (day.to_string(), ms)).collect();
        assert_eq!(days, [("2026-11-01".to_owned(), 30 * MINUTE), ("2026-11-02".to_owned(), 30 * MINUTE)]);
        let weeks: Vec<_> = time.by_week(&zone).into_keys().map(|day| day.to_string()).collect();
        assert_eq!(weeks, ["2026-10-26", "2026-11-02"]);
    }
}
