//! Searching the lessons of the courses on this station, line by line.

use super::courses::{Courses, StationCourse};
use crate::model::id::{Lang, LessonId};
use crate::model::lesson::LessonContent;
use crate::model::markdown::{READING_BYTES_MAX, Reading};
use std::sync::Arc;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Longest line shown, in characters.
const LINE_CHARS_MAX: usize = 160;

/// A line that fits.
#[derive(Debug, Clone)]
pub struct Found {
    /// In which course.
    pub on: Arc<StationCourse>,
    /// In which lesson.
    pub lesson: LessonId,
    /// The line.
    pub line: String,
    /// Where in the line the words are, in bytes.
    pub marks: Vec<[usize; 2]>,
    /// Under which heading.
    pub anchor: Option<String>,
}

/// The first `most` lines that hold every word of `search`, whatever its case and accents.
#[must_use]
pub fn search(courses: &Courses, search: &str, lang: &Lang, most: usize) -> Vec<Found> {
    let words: Vec<String> =
        search.split_whitespace().map(|word| plain(word).iter().map(|(c, _)| *c).collect()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for on in courses.all() {
        for lesson in on.course.lessons() {
            for (anchor, text) in passages(on, &lesson.content, lang) {
                if let Some((line, marks)) = text.split_inclusive(['.', '!', '?']).find_map(|line| fits(line, &words)) {
                    let anchor = (!anchor.is_empty()).then_some(anchor);
                    found.push(Found { on: Arc::clone(on), lesson: lesson.id.clone(), line, marks, anchor });
                }
                if found.len() >= most {
                    return found;
                }
            }
        }
    }
    found
}

fn passages(on: &StationCourse, content: &LessonContent, lang: &Lang) -> Vec<(String, String)> {
    let LessonContent::Reading { body } = content else { return Vec::new() };
    let path = body.get(lang, on.course.first_language());
    match on.read(path, READING_BYTES_MAX as u64) {
        Ok(bytes) => Reading::parse(&String::from_utf8_lossy(&bytes)).passages(),
        Err(problem) => {
            log::warn!("{problem}");
            Vec::new()
        }
    }
}

/// The line cut to its words' neighbourhood, and where the words are, if it holds all of them.
fn fits(line: &str, words: &[String]) -> Option<(String, Vec<[usize; 2]>)> {
    let line: String = line.trim().chars().take(LINE_CHARS_MAX).collect();
    let letters = plain(&line);
    let text: String = letters.iter().map(|(c, _)| *c).collect();
    let mut marks = Vec::with_capacity(words.len());
    for word in words {
        let at = text[..text.find(word.as_str())?].chars().count();
        let from = letters.get(at)?.1;
        let last = letters.get(at + word.chars().count().checked_sub(1)?)?.1;
        marks.push([from, last + line[last..].chars().next().map_or(0, char::len_utf8)]);
    }
    marks.sort_unstable();
    Some((line, marks))
}

/// Letters without case and accents, each with the byte it comes from.
fn plain(text: &str) -> Vec<(char, usize)> {
    let each = text.char_indices().flat_map(|(at, c)| {
        let folded = c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect::<Vec<_>>();
        folded.into_iter().map(move |c| (c, at))
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (line, marks) = fits("  Your RÉSUMÉ tells the truth.", &words("resume truth")).unwrap();
        let marked: Vec<&str> = marks.iter().map(|[from, to]| &line[*from..*to]).collect();
        assert_eq!(marked, ["RÉSUMÉ", "truth"]);
        assert!(fits("Your résumé", &words("resume truth")).is_none());
        assert!(fits("ﬁne ß İ", &words("fine")).is_some());
    }
}
