//! Exact decimal numbers as text: `12`, `-0.5`, `3.75`. Answers are compared with these, never with floats.

use super::id::IdFault;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::cmp::Ordering;
use std::fmt;

/// Most digits in all, so that the product of two still fits.
const DIGITS_MAX: usize = 18;
/// Most digits after the point.
const PLACES_MAX: u32 = 9;

/// A decimal number of at most 18 digits, 9 of them after the point: `mantissa / 10^places`. Kept as written.
#[derive(Clone, Copy)]
pub struct Dec {
    mantissa: i128,
    places: u32,
}

impl Dec {
    /// Takes `-?digits(.digits)?`.
    ///
    /// # Errors
    /// [`IdFault`] says which form is wanted.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        const FAULT: IdFault =
            IdFault("a number is written like 12, -3 or 0.25, with at most 18 digits, 9 after the point");
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let canonical = whole == "0" || !whole.starts_with('0');
        if !plain(whole) || !plain(part) || !canonical || digits.len() > DIGITS_MAX + 1 {
            return Err(FAULT);
        }
        let places = digits.split_once('.').map_or(0, |(_, part)| part.len());
        let places = u32::try_from(places).ok().filter(|n| *n <= PLACES_MAX).ok_or(FAULT)?;
        let mantissa: i128 = digits.replace('.', "").parse().map_err(|_| FAULT)?; // more digits than fit
        Ok(Self { mantissa: if text.starts_with('-') { -mantissa } else { mantissa }, places })
    }

    /// How many digits there may be after the point of a number with so many before it.
    #[must_use]
    pub fn places_beside(digits: usize) -> usize {
        DIGITS_MAX.saturating_sub(digits).min(PLACES_MAX as usize)
    }

    /// A whole number.
    #[must_use]
    pub fn whole(n: i64) -> Self {
        Self { mantissa: i128::from(n), places: 0 }
    }

    /// True if it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The same without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { mantissa: self.mantissa.abs(), places: self.places }
    }

    /// `self × other`, or nothing where it does not fit.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        Some(
            Self { mantissa: self.mantissa.checked_mul(other.mantissa)?, places: self.places + other.places }.trimmed(),
        )
    }

    /// `self − other`, or nothing where it does not fit.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        let (a, b, places) = self.aligned(other)?;
        Some(Self { mantissa: a.checked_sub(b)?, places })
    }

    /// `self + other`, or nothing where it does not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.minus(Self { mantissa: -other.mantissa, places: other.places })
    }

    fn aligned(self, other: Self) -> Option<(i128, i128, u32)> {
        let places = self.places.max(other.places);
        let scaled = |d: Self| d.mantissa.checked_mul(10_i128.checked_pow(places - d.places)?);
        Some((scaled(self)?, scaled(other)?, places))
    }

    fn trimmed(mut self) -> Self {
        while self.places > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.places -= 1;
        }
        self
    }
}

impl Ord for Dec {
    fn cmp(&self, other: &Self) -> Ordering {
        let whole = |d: &Self| d.mantissa.div_euclid(10_i128.pow(d.places));
        match self.aligned(*other) {
            Some((a, b, _)) => a.cmp(&b),
            None => whole(self).cmp(&whole(other)), // so far apart that one does not fit at the other's scale
        }
    }
}

impl PartialOrd for Dec {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Dec {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Dec {}

impl fmt::Display for Dec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0>1$}", self.mantissa.unsigned_abs(), self.places as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - self.places as usize);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        if part.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{part}") }
    }
}

impl fmt::Debug for Dec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dec({self})")
    }
}

impl Serialize for Dec {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Dec {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).map_err(|fault| D::Error::custom(format!("\"{text}\": {fault}")))
    }
}

impl schemars::JsonSchema for Dec {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Dec".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]{1,9})?$",
            "description": "A decimal number as text, like \"0.25\"."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Dec {
        Dec::parse(text).unwrap()
    }

    #[test]
    fn text_comes_back_as_written() {
        for text in ["0", "12", "-3", "0.25", "-0.5", "3.750", "999999999999999999", "123456789.123456789"] {
            assert_eq!(dec(text).to_string(), text);
        }
    }

    #[test]
    fn other_forms_are_refused() {
        let bad = [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "01",
            "1e3",
            "+1",
            "1,5",
            " 1",
            "1.0000000001",
            "1000000000000000000000",
            "--1",
            "٣",
        ];
        for text in bad {
            assert!(Dec::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn arithmetic_is_exact() {
        assert_eq!(dec("0.1").plus(dec("0.2")), Some(dec("0.3")));
        assert_eq!(dec("2.5").times(dec("0.4")), Some(dec("1")));
        assert_eq!(dec("1").minus(dec("1.25")).unwrap().to_string(), "-0.25");
        assert!(dec("-1") < dec("0.5") && dec("1.0") == dec("1"));
        let big = dec("999999999999999999");
        assert!(big.times(big).is_some());
    }
}
