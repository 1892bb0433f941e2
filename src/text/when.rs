//! Instants as people say them, in the station's time zone.

use super::words::Words;
use jiff::{Timestamp, Zoned, tz::TimeZone};

/// How long ago, in the steps that a screen refreshed once a minute can keep true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ago {
    /// Less than a minute.
    JustNow,
    /// Whole minutes, 1 to 59.
    Minutes(u64),
    /// Longer: say the time instead.
    At,
}

impl Ago {
    /// From two instants in milliseconds; a clock set back counts as now.
    #[must_use]
    pub fn between(then_ms: u64, now_ms: u64) -> Self {
        match now_ms.saturating_sub(then_ms) / 60_000 {
            0 => Self::JustNow,
            minutes @ 1..60 => Self::Minutes(minutes),
            _ => Self::At,
        }
    }
}

/// The zone of this name (`America/Chicago`), or UTC when there is none.
#[must_use]
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// The day of an instant in a zone.
#[must_use]
pub fn day_of(ms: u64, zone: &TimeZone) -> jiff::civil::Date {
    local(ms, zone).date()
}

fn local(ms: u64, zone: &TimeZone) -> Zoned {
    let ms = i64::try_from(ms).unwrap_or(i64::MAX);
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone())
}

impl Words {
    /// "November 22, 2026".
    #[must_use]
    pub fn date(&self, ms: u64, zone: &TimeZone) -> String {
        let at = local(ms, zone);
        self.day(i64::from(at.year()), at.month(), at.day())
    }

    /// "2:14 PM".
    #[must_use]
    pub fn time(&self, ms: u64, zone: &TimeZone) -> String {
        let at = local(ms, zone);
        let hour = match at.hour() % 12 {
            0 => 12,
            hour => hour,
        };
        let key = if at.hour() < 12 { "time-am" } else { "time-pm" };
        self.with(key, &[("hour", hour.to_string().into()), ("minute", format!("{:02}", at.minute()).into())])
    }

    /// "November 22, 2026, 2:14 PM".
    #[must_use]
    pub fn date_time(&self, ms: u64, zone: &TimeZone) -> String {
        self.with("date-time", &[("date", self.date(ms, zone).into()), ("time", self.time(ms, zone).into())])
    }

    /// A day written `2026-11-22` as "November 22, 2026"; anything else comes back as it is.
    #[must_use]
    pub fn day_text(&self, iso: &str) -> String {
        match iso.parse::<jiff::civil::Date>() {
            Ok(day) => self.day(i64::from(day.year()), day.month(), day.day()),
            Err(_) => iso.to_owned(),
        }
    }

    /// A day written `2026-11-27` as "Friday, November 27", with its year where that is not the one of `today`; anything
    /// else comes back as it is.
    #[must_use]
    pub fn weekday_text(&self, iso: &str, today: jiff::civil::Date) -> String {
        match iso.parse::<jiff::civil::Date>() {
            Ok(day) if day.year() == today.year() => self.with(
                "date-weekday",
                &[
                    ("weekday", self.get(&format!("weekday-long-{}", day.weekday().to_monday_one_offset())).into()),
                    ("month", self.get(&format!("month-{}", day.month())).into()),
                    ("day", day.day().to_string().into()),
                ],
            ),
            _ => self.day_text(iso),
        }
    }

    /// A day written `2026-11-27` as "Nov 27"; anything else comes back as it is.
    #[must_use]
    pub fn day_short(&self, iso: &str) -> String {
        match iso.parse::<jiff::civil::Date>() {
            Ok(day) => {
                let month: String = self.get(&format!("month-{}", day.month())).chars().take(3).collect();
                self.with("date-short", &[("month", month.into()), ("day", day.day().to_string().into())])
            }
            Err(_) => iso.to_owned(),
        }
    }

    /// "just now", "5 minutes ago", "2:14 PM".
    #[must_use]
    pub fn ago(&self, then_ms: u64, now_ms: u64, zone: &TimeZone) -> String {
        match Ago::between(then_ms, now_ms) {
            Ago::JustNow => self.get("ago-now"),
            Ago::Minutes(minutes) => self.with("ago-minutes", &[("minutes", minutes.into())]),
            Ago::At => self.time(then_ms, zone),
        }
    }

    /// The greeting of the hour: `greeting-morning`, `-afternoon` or `-evening`.
    #[must_use]
    pub fn greeting(&self, now_ms: u64, zone: &TimeZone) -> String {
        self.get(match local(now_ms, zone).hour() {
            4..12 => "greeting-morning",
            12..18 => "greeting-afternoon",
            _ => "greeting-evening",
        })
    }

    /// "12 minutes", "2 hours", "2 hours 5 minutes"; seconds count as a begun minute.
    #[must_use]
    pub fn minutes(&self, minutes: u64) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60);
        match (hours, rest) {
            (0, _) => self.with("span-minutes", &[("minutes", rest.into())]),
            (_, 0) => self.with("span-hours", &[("hours", hours.into())]),
            _ => self.with("span-both", &[("hours", hours.into()), ("minutes", rest.into())]),
        }
    }

    /// A place in a film: "4:32", "1:02:09".
    #[must_use]
    pub fn position(&self, ms: u64) -> String {
        let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
        if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
    }

    fn day(&self, year: i64, month: i8, day: i8) -> String {
        self.with(
            "date-long",
            &[
                ("year", year.to_string().into()),
                ("month", self.get(&format!("month-{month}")).into()),
                ("day", day.to_string().into()),
            ],
        )
    }
}
