//! A calendar month.

use crate::model::id::IdFault;
use jiff::civil::Date;
use std::fmt;

/// A month of the Gregorian calendar, written `2026-11`, years 1000 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// Takes `YYYY-MM`.
    ///
    /// # Errors
    /// [`IdFault`] says which form is wanted.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        const FAULT: IdFault = IdFault("a month is written like 2026-11");
        let (year, month) = text.split_once('-').ok_or(FAULT)?;
        let number = |part: &str, digits: usize| -> Option<i16> {
            (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let (Some(year @ 1000..), Some(month @ 1..=12)) = (number(year, 4), number(month, 2)) else {
            return Err(FAULT);
        };
        i8::try_from(month).map(|month| Self { year, month }).map_err(|_| FAULT) // 1 to 12 fits
    }

    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.month
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// `202611`: its form in the registry, which sorts as months do.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from(self.year) * 100 + i64::from(self.month)
    }

    /// From [`Month::number`]; nothing if it is none.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        let (year, month) = (i16::try_from(number / 100).ok()?, i8::try_from(number % 100).ok()?);
        ((1..=12).contains(&month) && (1..=9999).contains(&year)).then_some(Self { year, month })
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl std::str::FromStr for Month {
    type Err = IdFault;
    fn from_str(text: &str) -> Result<Self, IdFault> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_months_that_exist_are_months_and_their_numbers_sort_as_they_do() {
        let month = |text: &str| Month::parse(text).unwrap();
        assert_eq!(month("2026-11").to_string(), "2026-11");
        assert_eq!(Month::from_number(month("2026-11").number()), Some(month("2026-11")));
        assert!(month("2026-12").number() < month("2027-01").number() && month("2026-12") < month("2027-01"));
        for bad in ["", "2026", "2026-13", "2026-00", "2026-1", "26-01", "2026-11-01", "+026-11"] {
            assert!(Month::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Month::from_number(202_613), None);
    }
}
