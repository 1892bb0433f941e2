//! A calendar day, without a clock and without a time zone.

use super::id::IdFault;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// A day of the Gregorian calendar, written `2026-11-01` (RFC 3339 full-date), years 1000 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(jiff::civil::Date);

impl Day {
    /// Takes `YYYY-MM-DD` of a day that exists.
    ///
    /// # Errors
    /// [`IdFault`] says which form is wanted.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        const FAULT: IdFault = IdFault("a day is written like 2026-11-01");
        let mut parts = text.splitn(3, '-');
        let mut part = |digits: usize| -> Option<i16> {
            let part = parts.next()?;
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let (Some(year @ 1000..), Some(month), Some(day)) = (part(4), part(2), part(2)) else { return Err(FAULT) };
        let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return Err(FAULT) };
        jiff::civil::Date::new(year, month, day).map(Self).map_err(|_| FAULT) // a day that does not exist
    }

    /// The day as the calendar crate knows it.
    #[must_use]
    pub fn date(self) -> jiff::civil::Date {
        self.0
    }
}

impl From<jiff::civil::Date> for Day {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Day({})", self.0)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).map_err(|fault| D::Error::custom(format!("\"{text}\": {fault}")))
    }
}

impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "description": "A day, like 2026-11-01." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_full_dates_of_real_days_are_days() {
        assert_eq!(Day::parse("2026-02-28").unwrap().to_string(), "2026-02-28");
        for bad in [
            "",
            "2026",
            "2026-2-3",
            "2026-02-30",
            "2026-13-01",
            "0026-01-01",
            "2026-01-01T00:00",
            "2026-01-011",
            "+202-01-01",
        ] {
            assert!(Day::parse(bad).is_err(), "{bad}");
        }
    }
}
