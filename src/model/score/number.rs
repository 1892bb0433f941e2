//! Numbers as people type them: `1,234.50`, `1.234,5`, `−3`, `$ 20`, `5 km`. Where a lone separator could mean a
//! thousand or a fraction (`1,234`), both readings are tried: who means the right number is right.

use crate::model::decimal::Dec;
use crate::model::question::{ToleranceIs, Unit};

/// Longer texts are not numbers.
const CHARS_MAX: usize = 64;

/// What a numeric question wants.
pub(super) struct Wanted<'a> {
    pub value: Dec,
    pub tolerance: Dec,
    pub is: ToleranceIs,
    pub units: &'a [Unit],
    pub needs_unit: bool,
}

/// Whether what was typed, with the unit typed or chosen, is the wanted number.
pub(super) fn fits(wanted: &Wanted<'_>, typed: &str, chosen_unit: Option<&str>) -> bool {
    let Some(parts) = Parts::of(typed) else { return false };
    let unit = chosen_unit.map(str::trim).filter(|unit| !unit.is_empty()).unwrap_or(&parts.unit);
    let Some(factor) = factor(wanted, unit) else { return false };
    readings(&parts.digits).iter().any(|text| {
        let signed = if parts.is_negative { format!("-{text}") } else { text.clone() };
        Dec::parse(&signed).ok().and_then(|given| given.times(factor)).is_some_and(|given| is_close(wanted, given))
    })
}

fn is_close(wanted: &Wanted<'_>, given: Dec) -> bool {
    let Some(distance) = given.minus(wanted.value).map(Dec::abs) else { return false };
    match wanted.is {
        ToleranceIs::Absolute => distance <= wanted.tolerance.abs(),
        ToleranceIs::Permille => {
            let allowed = wanted.value.abs().times(wanted.tolerance.abs());
            distance.times(Dec::whole(1000)).zip(allowed).is_some_and(|(distance, allowed)| distance <= allowed)
        }
    }
}

/// What one of `unit` is worth; nothing if the unit is not one of the question's, or missing where it is wanted.
fn factor(wanted: &Wanted<'_>, unit: &str) -> Option<Dec> {
    if unit.is_empty() {
        return (!wanted.needs_unit).then(|| Dec::whole(1));
    }
    if wanted.units.is_empty() {
        let is_second_number = unit.chars().any(|c| c.is_ascii_digit()); // a bare number is wanted: "12 apples" is 12, "12 or 13" is not
        return (!is_second_number).then(|| Dec::whole(1));
    }
    let exact = wanted.units.iter().find(|known| known.unit == unit);
    let folded = || {
        let mut alike = wanted.units.iter().filter(|known| known.unit.to_lowercase() == unit.to_lowercase());
        alike.next().filter(|_| alike.next().is_none()) // mm is not Mm: only where one alone is meant
    };
    exact.or_else(folded).map(|known| known.factor)
}

/// A typed number in its parts.
struct Parts {
    is_negative: bool,
    digits: String,
    unit: String,
}

impl Parts {
    fn of(typed: &str) -> Option<Self> {
        if typed.chars().count() > CHARS_MAX {
            return None;
        }
        let plain: String = typed.trim().chars().map(plain_char).collect();
        let first = plain.find(|c: char| c.is_ascii_digit())?;
        let start = plain[..first].rfind(|c: char| !matches!(c, '.' | ',')).map_or(0, |at| at + char_len(&plain, at));
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'');
        let length = plain[start..].find(|c: char| !is_number(c)).unwrap_or(plain.len() - start);
        let (before, after) = (plain[..start].trim(), plain[start + length..].trim());
        let signs = before.chars().filter(|c| matches!(c, '-' | '+')).count();
        let before_unit = before.replace(['-', '+'], "");
        let unit = match (before_unit.trim(), after) {
            ("", unit) | (unit, "") => unit.to_owned(),
            _ => return None,
        };
        let digits = plain[start..start + length].trim().to_owned();
        let is_word_before = before_unit.chars().any(char::is_alphabetic);
        (signs <= 1 && !is_word_before).then(|| Self { is_negative: before.contains('-'), digits, unit })
    }
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn plain_char(c: char) -> char {
    match c {
        '−' | '–' | '—' | '‐' | '‑' => '-',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '’' | '‘' => '\'',
        other => other,
    }
}

/// The plain decimals that a row of digits and separators can mean.
fn readings(digits: &str) -> Vec<String> {
    let Some(digits) = ungroup(digits, &[' ', '\'']) else { return Vec::new() };
    let (dots, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let as_point = |point: char, group: char| {
        let (whole, part) = digits.split_once(point)?;
        Some(format!("{}.{part}", ungroup(whole, &[group])?))
    };
    let found = match (dots, commas) {
        (0, 0) => vec![Some(digits.clone())],
        (1, 0) => vec![as_point('.', ','), thousands(&digits, '.')],
        (0, 1) => vec![as_point(',', '.'), thousands(&digits, ',')],
        (_, 0) => vec![thousands(&digits, '.')],
        (0, _) => vec![thousands(&digits, ',')],
        (1, _) if digits.rfind('.') > digits.rfind(',') => vec![as_point('.', ',')],
        (_, 1) if digits.rfind(',') > digits.rfind('.') => vec![as_point(',', '.')],
        _ => Vec::new(),
    };
    found.into_iter().flatten().map(|text| canonical(&text)).collect()
}

/// `1.234.567` read as thousands, if it has their form.
fn thousands(digits: &str, group: char) -> Option<String> {
    (!digits.starts_with('0')).then(|| ungroup(digits, &[group]))?
}

/// Takes grouping signs out, if they stand in front of three digits each and 1 to 3 digits stand before the first.
fn ungroup(digits: &str, groups: &[char]) -> Option<String> {
    let mut parts = digits.split(groups);
    let first = parts.next()?;
    let mut out = first.to_owned();
    let mut rest = parts.peekable();
    if rest.peek().is_some() && !(1..=3).contains(&first.len()) {
        return None;
    }
    while let Some(part) = rest.next() {
        let is_last = rest.peek().is_none();
        let whole = part.split(['.', ',']).next().unwrap_or_default();
        if whole.len() != 3 || !is_last && part.len() != 3 {
            return None;
        }
        out.push_str(part);
    }
    Some(out)
}

/// The form that [`Dec`] takes: `.5` → `0.5`, `007` → `7`, `5.` → `5`, no zeros at the end; of the places that a
/// calculator gives those that a course can write.
fn canonical(text: &str) -> String {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let places = Dec::places_beside(whole.len()).min(part.len());
    let part = part[..places].trim_end_matches('0');
    if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
}
