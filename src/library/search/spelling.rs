//! The index's own words, to find what a misspelt word was meant to be.

use std::cmp::Reverse;

/// A shorter word is never mended: too many others are one letter away.
const MENDED_CHARS_MIN: usize = 4;
/// Nor is a longer one.
const MENDED_CHARS_MAX: usize = 40;
/// From so many letters on, two may be wrong.
const TWO_WRONG_FROM: usize = 6;

/// Words in order, with how many entries have each.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    letters: String,
    terms: Vec<Term>,
}

#[derive(Debug)]
struct Term {
    end: u32,
    chars: u8,
    docs: u32,
}

impl Vocabulary {
    /// Adds a word; they come in order. One that does not fit is left out.
    pub(super) fn push(&mut self, term: &str, docs: i64) {
        let chars = u8::try_from(term.chars().count()).unwrap_or(u8::MAX);
        if let Ok(end) = u32::try_from(self.letters.len() + term.len()) {
            self.letters.push_str(term);
            self.terms.push(Term { end, chars, docs: u32::try_from(docs).unwrap_or(u32::MAX) });
        }
    }

    fn term(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.terms[before].end as usize);
        &self.letters[start..self.terms[at].end as usize]
    }

    /// Whether a word begins so.
    pub(super) fn has_beginning(&self, word: &str) -> bool {
        let (mut low, mut high) = (0, self.terms.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.term(middle) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low < self.terms.len() && self.term(low).starts_with(word)
    }

    /// The word that `word` was most likely meant to be, or, if it is not typed to its end, to become. `word` has no case
    /// and no accents.
    pub(super) fn nearest(&self, word: &str, is_whole: bool) -> Option<&str> {
        let sought: Vec<char> = word.chars().collect();
        if !(MENDED_CHARS_MIN..=MENDED_CHARS_MAX).contains(&sought.len()) || sought.iter().any(char::is_ascii_digit) {
            return None; // a number is what it is
        }
        let most = if sought.len() < TWO_WRONG_FROM { 1 } else { 2 };
        let mut other = Vec::with_capacity(32);
        let mut best: Option<(Rank, usize)> = None;
        for (at, term) in self.terms.iter().enumerate() {
            let chars = usize::from(term.chars);
            if chars + most < sought.len() || (is_whole && chars > sought.len() + most) {
                continue;
            }
            other.clear();
            other.extend(self.term(at).chars());
            let Some(steps) = steps(&sought, &other, most) else { continue };
            let (wrong, is_unfinished) = match steps {
                Steps { whole: Some(whole), .. } => (whole, false),
                Steps { beginning, .. } if !is_whole => (beginning, true),
                Steps { .. } => continue,
            };
            let rank = Rank {
                wrong,
                has_other_letters: wrong > 0 && !undoubled(&sought).eq(undoubled(&other)),
                has_other_first: sought[0] != other[0],
                is_unfinished,
                docs: Reverse(term.docs),
            };
            if best.as_ref().is_none_or(|(held, _)| rank < *held) {
                best = Some((rank, at));
            }
        }
        best.map(|(_, at)| self.term(at))
    }
}

/// The letters, each only once where it stands twice.
fn undoubled(letters: &[char]) -> impl Iterator<Item = char> {
    let is_first = |n: usize| n == 0 || letters[n - 1] != letters[n];
    letters.iter().enumerate().filter(move |(n, _)| is_first(*n)).map(|(_, letter)| *letter)
}

/// What makes one word likelier than another, the most telling first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    wrong: usize,
    /// It is not only a letter doubled, or not doubled.
    has_other_letters: bool,
    has_other_first: bool,
    is_unfinished: bool,
    docs: Reverse<u32>,
}

/// How many letters are wrong, missing, too many or exchanged with their neighbour.
#[derive(Debug, PartialEq, Eq)]
struct Steps {
    /// Between the whole words, if no more than allowed.
    whole: Option<usize>,
    /// Between the first and the nearest beginning of the second.
    beginning: usize,
}

/// The steps from `a` to `b`, if at most `most` to a beginning of `b`. `a` has at most [`MENDED_CHARS_MAX`] letters.
fn steps(a: &[char], b: &[char], most: usize) -> Option<Steps> {
    let far = most + 1;
    // Row n holds the steps from the first n letters of `a` to each beginning of `b` that is not too long.
    let width = b.len().min(a.len() + most) + 1;
    let mut rows = [[far; MENDED_CHARS_MAX + 3]; 3];
    let [mut before, mut last, mut new] = rows.each_mut();
    (0..width).for_each(|m| last[m] = m.min(far));
    for (n, letter) in a.iter().enumerate() {
        let (from, to) = ((n + 1).saturating_sub(most).max(1), (n + 1 + most).min(width - 1));
        new[from - 1] = if from == 1 { (n + 1).min(far) } else { far };
        let mut least = new[from - 1];
        for m in from..=to {
            let is_same = *letter == b[m - 1];
            let mut step = (last[m - 1] + usize::from(!is_same)).min(last[m] + 1).min(new[m - 1] + 1);
            if n > 0 && m > 1 && *letter == b[m - 2] && a[n - 1] == b[m - 1] {
                step = step.min(before[m - 2] + 1);
            }
            new[m] = step.min(far);
            least = least.min(step);
        }
        if to + 1 < width {
            new[to + 1] = far;
        }
        if least > most {
            return None;
        }
        (before, last, new) = (last, new, before);
    }
    let from = a.len().saturating_sub(most).min(width);
    let beginning = last[from..width].iter().copied().min().filter(|wrong| *wrong <= most)?;
    let whole = (b.len() < width).then(|| last[b.len()]).filter(|wrong| b.len() >= from && *wrong <= most);
    Some(Steps { whole, beginning })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let mut words = [
            ("apartment", 9),
            ("application", 40),
            ("certain", 80),
            ("certificate", 50),
            ("certificates", 20),
            ("certified", 5),
            ("employer", 60),
            ("interview", 70),
            ("letter", 90),
            ("later", 95),
            ("necessary", 30),
            ("parole", 12),
            ("payroll", 8),
            ("receipt", 4),
            ("separate", 22),
            ("trabajo", 33),
            ("vivienda", 7),
        ];
        words.sort_unstable();
        let mut vocabulary = Vocabulary::default();
        words.iter().for_each(|(word, docs)| vocabulary.push(word, *docs));
        vocabulary
    }

    #[test]
    fn words_as_people_misspell_them() {
        let vocabulary = vocabulary();
        for (typed, meant) in [
            ("certifcate", "certificate"),
            ("sertificate", "certificate"),
            ("certificat", "certificate"),
            ("cretificate", "certificate"),
            ("certifficate", "certificate"),
            ("aplication", "application"),
            ("appartment", "apartment"),
            ("interveiw", "interview"),
            ("inteview", "interview"),
            ("emploier", "employer"),
            ("neccesary", "necessary"),
            ("seperate", "separate"),
            ("reciept", "receipt"),
            ("leter", "letter"),
            ("parol", "parole"),
            ("parrole", "parole"),
            ("travajo", "trabajo"),
            ("bivienda", "vivienda"),
        ] {
            assert_eq!(vocabulary.nearest(typed, true), Some(meant), "{typed}");
        }
        for typed in ["xyzzyx", "cat", "zzzz", "qwertyuiop", "2026", "", "é"] {
            assert_eq!(vocabulary.nearest(typed, true), None, "{typed}");
        }
    }

    #[test]
    fn a_word_not_typed_to_its_end_is_mended_too() {
        let vocabulary = vocabulary();
        for (typed, meant) in [("certifc", "certificate"), ("interveu", "interview"), ("aplica", "application")] {
            assert_eq!(vocabulary.nearest(typed, false), Some(meant), "{typed}");
        }
        assert_eq!(vocabulary.nearest("certifc", true), None);
    }

    #[test]
    fn steps_are_counted_as_a_person_would() {
        let count = |a: &str, b: &str| {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            steps(&a, &b, 2).and_then(|steps| steps.whole)
        };
        for (a, b, wrong) in [
            ("work", "work", Some(0)),
            ("wrok", "work", Some(1)),
            ("wok", "work", Some(1)),
            ("worrk", "work", Some(1)),
            ("mork", "work", Some(1)),
            ("mokr", "work", Some(2)),
            ("a", "abc", Some(2)),
            ("abc", "a", Some(2)),
            ("", "ab", Some(2)),
            ("abcd", "a", None),
            ("abcdef", "uvwxyz", None),
        ] {
            assert_eq!(count(a, b), wrong, "{a} {b}");
        }
    }

    #[test]
    fn a_beginning_is_known() {
        let vocabulary = vocabulary();
        assert!(vocabulary.has_beginning("cert") && vocabulary.has_beginning("vivienda"));
        assert!(vocabulary.has_beginning("a") && !vocabulary.has_beginning("certz"));
        assert!(!vocabulary.has_beginning("zz") && !Vocabulary::default().has_beginning("a"));
    }
}
