//! Searching what is said: letters without case and accents, also over the end of one line and the beginning of the next.

use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// More matches than this are not counted.
pub const MATCHES_MAX: usize = 2_000;

/// All lines of a film folded into one text, each letter with the place it comes from.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
    /// For each letter of `text`: where it begins there, its line, and the bytes of that line it comes from.
    letters: Vec<(usize, usize, Range<usize>)>,
}

/// Parts of lines that a search found, each with the number of its match.
#[derive(Debug, Default)]
pub struct Found {
    /// The line in which each match begins.
    pub begins: Vec<usize>,
    /// By line: which bytes belong to which match, in order.
    pub parts: BTreeMap<usize, Vec<(Range<usize>, usize)>>,
}

impl Folded {
    /// Of these lines.
    #[must_use]
    pub fn new<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut out = Self::default();
        for (line, text) in lines.enumerate() {
            for (at, letter) in text.char_indices() {
                out.push(letter, line, at..at + letter.len_utf8());
            }
            out.push(' ', line, text.len()..text.len());
        }
        out
    }

    fn push(&mut self, letter: char, line: usize, from: Range<usize>) {
        if letter.is_whitespace() {
            if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.letters.push((self.text.len(), line, from));
                self.text.push(' ');
            }
            return;
        }
        for plain in fold(letter) {
            self.letters.push((self.text.len(), line, from.clone()));
            self.text.push(plain);
        }
    }

    /// Finds what was typed; nothing where nothing was.
    #[must_use]
    pub fn find(&self, typed: &str) -> Found {
        let words: Vec<String> = typed.split_whitespace().map(|word| word.chars().flat_map(fold).collect()).collect();
        let sought = words.join(" ");
        let mut found = Found::default();
        if sought.is_empty() {
            return found;
        }
        for (from, matched) in self.text.match_indices(&sought).take(MATCHES_MAX) {
            let first = self.letters.partition_point(|(at, ..)| *at < from);
            let after = self.letters.partition_point(|(at, ..)| *at < from + matched.len());
            let number = found.begins.len();
            let Some((_, line, _)) = self.letters.get(first) else { continue };
            found.begins.push(*line);
            for (_, line, bytes) in self.letters.get(first..after).unwrap_or_default() {
                let parts = found.parts.entry(*line).or_default();
                match parts.last_mut() {
                    Some((last, of)) if *of == number => last.end = last.end.max(bytes.end),
                    _ if bytes.is_empty() => {} // the gap between two lines
                    _ => parts.push((bytes.clone(), number)),
                }
            }
        }
        found
    }
}

fn fold(letter: char) -> impl Iterator<Item = char> {
    letter.to_lowercase().nfkd().filter(|plain| !is_combining_mark(*plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_line_ends_do_not_matter() {
        let lines = ["¿Qué dice su", "Récord?  Un récord", "de trabajo. RECORD"];
        let folded = Folded::new(lines.into_iter());
        let parts = |typed: &str| -> Vec<(usize, String, usize)> {
            let found = folded.find(typed);
            let all = found.parts.iter().flat_map(|(line, parts)| parts.iter().map(move |part| (*line, part.clone())));
            all.map(|(line, (bytes, number))| (line, lines[line][bytes].to_owned(), number)).collect()
        };
        let one = |line, words: &str, number| (line, words.to_owned(), number);
        assert_eq!(parts("record"), [one(1, "Récord", 0), one(1, "récord", 1), one(2, "RECORD", 2)]);
        assert_eq!(parts(" su  RÉCORD? un "), [one(0, "su", 0), one(1, "Récord?  Un", 0)]);
        assert_eq!(folded.find("su record").begins, [0]);
        assert_eq!(parts("QUE"), [one(0, "Qué", 0)]);
        assert!(parts("nothing").is_empty() && parts("  ").is_empty());
    }

    #[test]
    fn a_flood_of_matches_is_bounded() {
        let long = "a ".repeat(MATCHES_MAX + 50);
        assert_eq!(Folded::new([long.as_str()].into_iter()).find("a").begins.len(), MATCHES_MAX);
    }
}
