//! Comparing words: letter for letter, folded (case, accents, spaces), or near (one slip for every six letters).

use crate::model::question::{Accept, AcceptBy};
use crate::model::text::Text;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Slips are counted up to this many letters; longer texts must fit folded.
const NEAR_CHARS_MAX: usize = 400;
/// How many letters buy one slip.
const LETTERS_PER_SLIP: usize = 6;

/// Whether `given` fits any of `accept`, in any of its languages.
pub(super) fn is_accepted(accept: &[Accept], given: &str) -> bool {
    accept.iter().any(|accept| match &accept.text {
        Text::One(text) => fits(text, accept.by, given),
        Text::By(map) => map.values().any(|text| fits(text, accept.by, given)),
    })
}

fn fits(wanted: &str, by: AcceptBy, given: &str) -> bool {
    match by {
        AcceptBy::Exact => wanted.trim().nfc().eq(given.trim().nfc()),
        AcceptBy::Folded => folded(wanted) == folded(given) && !folded(given).is_empty(),
        AcceptBy::Near => {
            let (wanted, given) = (folded(wanted), folded(given));
            let slips = wanted.len() / LETTERS_PER_SLIP;
            !given.is_empty() && (wanted == given || is_within(&wanted, &given, slips))
        }
    }
}

/// Without case, accents, spaces, and without the full stop that a sentence ends with.
pub(super) fn folded(text: &str) -> Vec<char> {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let mut folded: Vec<char> = plain.filter(|c| !c.is_whitespace()).map(straight).collect();
    let end =
        folded.iter().rposition(|c| !matches!(c, '.' | '!' | '?' | ',' | ';' | ':')).map_or(folded.len(), |at| at + 1);
    folded.truncate(end);
    folded
}

fn straight(c: char) -> char {
    match c {
        '’' | '‘' | '´' | '`' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        other => other,
    }
}

/// Whether at most `slips` letters are wrong, missing, too many, or changed with their neighbour (optimal string alignment).
fn is_within(a: &[char], b: &[char], slips: usize) -> bool {
    if a.len().abs_diff(b.len()) > slips || a.len() > NEAR_CHARS_MAX {
        return false;
    }
    let mut older: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(older[j - 2] + 1);
            }
            row.push(least);
        }
        older = std::mem::replace(&mut above, row);
    }
    above[b.len()] <= slips
}
