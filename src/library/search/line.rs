//! The line of a text that is shown for a search, with the places of its words.

use super::typed::{Asked, fold_into, is_of_word};

/// Longest line shown, in characters.
const LINE_CHARS_MAX: usize = 160;
/// Of a longer one, so many characters stand before the first word found.
const BEFORE_CHARS: usize = 50;

/// A line to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Where the words asked for stand in it, in bytes.
    pub marks: Vec<[usize; 2]>,
    /// Where it stands in the whole text, in bytes.
    pub at: usize,
}

/// What is worth showing of a sentence.
struct Best {
    /// How many of the words it holds, and whether it is no heading.
    worth: (usize, bool),
    from: usize,
    to: usize,
    marks: Vec<[usize; 2]>,
}

/// A word found, and in which sentence.
struct Hit {
    from: usize,
    to: usize,
    word: usize,
}

/// The sentence of `body` that holds most of what is asked for, the first of several; a heading above the text only where
/// no sentence holds as much, since it is often the name of the lesson over again. Sentences end with a full stop, or with
/// the line.
#[must_use]
pub fn line_of(body: &str, asked: &Asked) -> Option<Line> {
    let mut best: Option<Best> = None;
    let mut hits: Vec<Hit> = Vec::new();
    let mut keep = |from: usize, to: usize, is_said: bool, hits: &mut Vec<Hit>| {
        let mut words: Vec<usize> = hits.iter().map(|hit| hit.word).collect();
        words.sort_unstable();
        words.dedup();
        let worth = (words.len(), is_said);
        if !words.is_empty() && best.as_ref().is_none_or(|best| worth > best.worth) {
            best = Some(Best { worth, from, to, marks: hits.iter().map(|hit| [hit.from, hit.to]).collect() });
        }
        hits.clear();
        is_said && words.len() == asked.words().len()
    };
    let (mut sentence, mut word, mut plain, mut is_ending) = (0, None, String::new(), false);
    // Most words begin with another letter than any that is asked for: they are passed over, not folded.
    let mut is_other = false;
    for (at, c) in body.char_indices().chain([(body.len(), '\n')]) {
        if is_of_word(c) {
            is_ending = false;
            if word.is_none() {
                word = Some(at);
                is_other = c.is_ascii() && !asked.words().iter().any(|asked| asked.begins_with(c));
            }
            if !is_other {
                fold_into(c, &mut plain);
            }
            continue;
        }
        if let Some(from) = word.take().filter(|_| !is_other) {
            if let Some(found) = asked.words().iter().position(|asked| asked.fits(&plain)) {
                hits.push(Hit { from, to: at, word: found });
            }
            plain.clear();
        }
        let is_heading = sentence == 0 && c == '\n' && !is_ending && at < body.len();
        let is_end = c == '\n' || (is_ending && c.is_whitespace());
        is_ending = matches!(c, '.' | '!' | '?' | '…');
        if is_end {
            if keep(sentence, at, !is_heading, &mut hits) {
                break; // no later one holds more
            }
            sentence = at;
        }
    }
    best.map(|best| cut(body, best.from, best.to, &best.marks))
}

/// The sentence without the space round it, and no longer than is shown.
fn cut(body: &str, from: usize, to: usize, marks: &[[usize; 2]]) -> Line {
    let mut start = from + (body[from..to].len() - body[from..to].trim_start().len());
    let first = marks.first().map_or(start, |mark| mark[0]).max(start);
    let is_cut_before =
        body[start..to].chars().count() > LINE_CHARS_MAX && body[start..first].chars().count() > BEFORE_CHARS;
    if is_cut_before {
        let near = body[start..first].char_indices().rev().nth(BEFORE_CHARS - 1).map_or(start, |(at, _)| start + at);
        start = body[near..first].find(char::is_whitespace).map_or(near, |at| near + at);
        start += body[start..first].len() - body[start..first].trim_start().len();
    }
    let end = body[start..to].char_indices().nth(LINE_CHARS_MAX).map_or(to, |(at, _)| start + at);
    let is_cut_after = end < to;
    let mut text = String::with_capacity(end - start + 6);
    if is_cut_before {
        text.push('…');
    }
    let before = text.len();
    text.push_str(body[start..end].trim_end());
    let said = text.len();
    if is_cut_after {
        text.push('…');
    }
    let marks = marks.iter().filter(|mark| mark[0] >= start && mark[1] - start + before <= said);
    Line { marks: marks.map(|mark| mark.map(|at| at - start + before)).collect(), text, at: start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, typed: &str, line: &str, marked: &[&str]) {
        let found = line_of(body, &Asked::of(typed)).unwrap_or_default();
        let words: Vec<&str> = found.marks.iter().map(|[from, to]| &found.text[*from..*to]).collect();
        assert_eq!((found.text.as_str(), words.as_slice()), (line, marked), "{typed}");
    }

    #[test]
    fn the_sentence_with_most_of_the_words_is_shown() {
        let body = "Work is good. A letter gets you work! Bring 2.5 copies of the letter.\nElse, wait";
        check(body, "letter work", "A letter gets you work!", &["letter", "work"]);
        check(body, "WÓRK", "Work is good.", &["Work"]);
        check(body, "copies", "Bring 2.5 copies of the letter.", &["copies"]);
        check(body, "wai", "Else, wait", &["wait"]);
        check(body, "nothing", "", &[]);
        check(body, "", "", &[]);
        check("", "work", "", &[]);
    }

    #[test]
    fn a_heading_is_shown_where_no_sentence_holds_as_much() {
        let body = "See your own record\nSome states expunge. A record says that.";
        check(body, "expunge record", "Some states expunge.", &["expunge"]);
        check(body, "record", "A record says that.", &["record"]);
        check(body, "own record", "See your own record", &["own", "record"]);
        check("Records", "record", "Records", &["Records"]);
    }

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        check("Your RÉSUMÉ tells the truth.", "resume truth", "Your RÉSUMÉ tells the truth.", &["RÉSUMÉ", "truth"]);
        check("re\u{301}sume\u{301} fine", "résumé", "re\u{301}sume\u{301} fine", &["re\u{301}sume\u{301}"]);
        check("ﬁne ß İ", "fine", "ﬁne ß İ", &["ﬁne"]);
        check("저는 한국어를 배워요", "한국", "저는 한국어를 배워요", &["한국어를"]);
        check("אני לומד עברית", "עברית", "אני לומד עברית", &["עברית"]);
    }

    #[test]
    fn a_long_sentence_is_cut_round_its_words() {
        let body = format!("{}a needle {}", "hay and more hay ".repeat(30), "straw ".repeat(60));
        let line = line_of(&body, &Asked::of("needle")).unwrap();
        assert!(line.text.starts_with('…') && line.text.ends_with('…'), "{}", line.text);
        assert!(line.text.chars().count() <= LINE_CHARS_MAX + 2, "{}", line.text);
        assert_eq!(&line.text[line.marks[0][0]..line.marks[0][1]], "needle");
        assert!(body[line.at..].starts_with(line.text.trim_matches('…')));
    }
}
