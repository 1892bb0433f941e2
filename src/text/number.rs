//! Numbers and sizes. Both our languages, as used in the United States, write 1,234.5.

use super::words::Words;

/// A whole number with its groups: 12,345.
#[must_use]
pub fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Tenths as a number with one decimal, without a needless zero: 15 → "1.5", 20 → "2".
#[must_use]
pub fn decimal(tenths: u64) -> String {
    match tenths % 10 {
        0 => whole(tenths / 10),
        rest => format!("{}.{rest}", whole(tenths / 10)),
    }
}

/// A size as people say it: "640 KB", "1.2 GB" (powers of ten, as printed on sticks).
#[must_use]
pub fn size_of_bytes(words: &Words, bytes: u64) -> String {
    let (key, unit) = match bytes {
        0..1_000_000 => ("size-kb", 1_000),
        1_000_000..1_000_000_000 => ("size-mb", 1_000_000),
        _ => ("size-gb", 1_000_000_000),
    };
    let tenths = bytes.saturating_mul(10).div_ceil(unit);
    // Past a hundred the decimal says nothing.
    let tenths = if tenths >= 1000 || unit == 1_000 { tenths.div_ceil(10) * 10 } else { tenths };
    words.with(key, &[("size", decimal(tenths).into())])
}

pub(super) fn grouped(value: f64) -> String {
    let sign = if value < 0.0 { "-" } else { "" };
    // Whole and below 9e15 by the caller's test, so the cast is exact.
    format!("{sign}{}", whole(value.abs() as u64))
}
