//! Call times: the times of day at which sittings end, because people are counted, fed or called away.
//!
//! A list is written as `11:30, 16:00`, on the 24-hour clock of the station's time zone.

use jiff::civil::time;
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};

/// The most times in a list.
pub const TIMES_MAX: usize = 12;
const DAY_MINUTES: u16 = 24 * 60;

/// Minutes after midnight, ascending, none twice; `None` if something is no time, or there are too many.
#[must_use]
pub fn parse(text: &str) -> Option<Vec<u16>> {
    let parts = text.split([',', ';', ' ']).map(str::trim).filter(|part| !part.is_empty());
    let mut times = parts.map(minute_of).collect::<Option<Vec<u16>>>()?;
    times.sort_unstable();
    times.dedup();
    (times.len() <= TIMES_MAX).then_some(times)
}

fn minute_of(part: &str) -> Option<u16> {
    let (hour, minute) = part.split_once(':')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// The list as it is written.
#[must_use]
pub fn text(times: &[u16]) -> String {
    let each = times.iter().map(|time| format!("{}:{:02}", time / 60, time % 60));
    each.collect::<Vec<_>>().join(", ")
}

/// The first call time after `since_ms`, in ms since 1970.
#[must_use]
pub fn next_call_ms(times: &[u16], since_ms: u64, zone: &TimeZone) -> Option<u64> {
    let since = Timestamp::from_millisecond(i64::try_from(since_ms).ok()?).ok()?;
    let today = since.to_zoned(zone.clone()).date();
    let days = [today, today.checked_add(1.day()).ok()?];
    let calls = days.iter().flat_map(|day| {
        times.iter().filter(|time| **time < DAY_MINUTES).filter_map(|minute| {
            let at = day.to_datetime(time((minute / 60) as i8, (minute % 60) as i8, 0, 0));
            at.to_zoned(zone.clone()).ok().map(|at| at.timestamp())
        })
    });
    let next = calls.filter(|call| *call > since).min()?;
    u64::try_from(next.as_millisecond()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_times_are_read_and_written() {
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(parse(typed).map(|times| text(&times)).as_deref(), expected, "{typed:?}");
        };
        check("", Some(""));
        check(" 16:00 , 11:30,16:00", Some("11:30, 16:00"));
        check("0:00; 23:59", Some("0:00, 23:59"));
        check("7:05 9:00", Some("7:05, 9:00"));
        for bad in ["24:00", "11:60", "11", "11.30", "1130", "a:bc", "+1:00", "11:3", "111:30", "١١:٣٠", "\u{0}"] {
            check(bad, None);
        }
        assert_eq!(parse(&"1:00,".repeat(500_000)).map(|times| times.len()), Some(1));
        let many: Vec<String> = (0..13).map(|hour| format!("{hour}:00")).collect();
        assert_eq!(parse(&many.join(",")), None);
    }

    #[test]
    fn the_next_call_is_today_or_tomorrow_by_the_stations_clock() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let at = |text: &str| {
            let civil: jiff::civil::DateTime = text.parse().unwrap();
            civil.to_zoned(zone.clone()).unwrap().timestamp().as_millisecond() as u64
        };
        let times = parse("11:30, 16:00").unwrap();
        let check = |since: &str, expected: &str| {
            assert_eq!(next_call_ms(&times, at(since), &zone), Some(at(expected)), "after {since}");
        };
        check("2026-11-23T09:00", "2026-11-23T11:30");
        check("2026-11-23T11:29:59.999", "2026-11-23T11:30");
        check("2026-11-23T11:30", "2026-11-23T16:00");
        check("2026-11-23T16:00:00.001", "2026-11-24T11:30");
        check("2026-12-31T23:00", "2027-01-01T11:30");
        check("2026-03-08T01:00", "2026-03-08T11:30"); // the clocks go forward that night
        assert_eq!(next_call_ms(&[], at("2026-11-23T09:00"), &zone), None);
        assert_eq!(next_call_ms(&times, u64::MAX, &zone), None);
    }
}
