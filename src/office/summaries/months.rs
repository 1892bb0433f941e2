//! Which month an instant belongs to, in the office's time zone: the month before is remembered, because instants come
//! in order and nearly all are of one month.

use super::part::{MonthNumber, number_of};
use crate::model::report::Month;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};

/// Months of instants.
pub(in crate::office) struct Months {
    zone: TimeZone,
    /// A month, from its first instant to the one after its last, ms.
    last: Option<(u64, u64, MonthNumber)>,
}

impl Months {
    pub(in crate::office) fn new(zone: TimeZone) -> Self {
        Self { zone, last: None }
    }

    /// The month of `wall_ms`, and when the next one begins. An instant beyond the calendar is of no month.
    pub(in crate::office) fn of(&mut self, wall_ms: u64) -> (MonthNumber, u64) {
        if let Some((from, to, month)) = self.last
            && (from..to).contains(&wall_ms)
        {
            return (month, to);
        }
        let Some(found) = self.find(wall_ms) else { return (number_of(None), u64::MAX) };
        self.last = Some(found);
        (found.2, found.1)
    }

    fn find(&self, wall_ms: u64) -> Option<(u64, u64, MonthNumber)> {
        let at = Timestamp::from_millisecond(i64::try_from(wall_ms).ok()?).ok()?;
        let first = at.to_zoned(self.zone.clone()).date().first_of_month();
        let instant = |day: Date| day.to_zoned(self.zone.clone()).map(|at| at.timestamp().as_millisecond());
        let next = first.checked_add(jiff::Span::new().months(1)).ok()?;
        let from = u64::try_from(instant(first).ok()?).unwrap_or(0); // the month that 1970 begins in, west of Greenwich
        let to = u64::try_from(instant(next).ok()?).ok()?;
        Some((from, to, number_of(Some(Month::of(first)))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_at_midnight_of_the_offices_zone() {
        let mut months = Months::new(TimeZone::get("America/Chicago").unwrap());
        let december = 1_796_104_800_000; // 2026-12-01T06:00:00Z
        assert_eq!(months.of(december - 1), (202_611, december));
        assert_eq!(months.of(december).0, 202_612);
        assert_eq!(months.of(0).0, 196_912);
        assert_eq!(months.of(december - 5).0, 202_611);
        assert_eq!(months.of(u64::MAX), (0, u64::MAX));
    }
}
