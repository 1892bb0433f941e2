//! What is said in a film or recording, for those who marked some of it.

use super::courses::StationCourse;
use crate::media::caption::{Captions, FILE_SIZE_MAX};
use crate::model::id::Lang;
use crate::model::lesson::{Lesson, TrackKind};

/// What is said in a lesson, with its times.
#[derive(Debug, Default)]
pub struct Spoken(Captions);

impl Spoken {
    /// Of a lesson, as its transcript shows it; nothing where it has none or the file is damaged.
    #[must_use]
    pub fn of(on: &StationCourse, lesson: &Lesson, lang: &Lang) -> Self {
        let Some(timed) = lesson.content.timed() else { return Self::default() };
        let first = on.course.first_language();
        let in_lang = |kind: &'static TrackKind, lang: &Lang| timed.of_kind(kind).find(|track| track.lang == *lang);
        let (transcript, captions) = (&TrackKind::Transcript, &TrackKind::Captions);
        let track = in_lang(transcript, lang)
            .or_else(|| in_lang(transcript, first))
            .or_else(|| in_lang(captions, lang))
            .or_else(|| timed.of_kind(captions).next());
        let bytes = track.and_then(|track| on.read(&track.file, FILE_SIZE_MAX as u64).ok());
        Self(bytes.map(|bytes| Captions::parse(&bytes).0).unwrap_or_default())
    }

    /// The words between two times, ms, at most so many characters of them.
    #[must_use]
    pub fn between(&self, [from, to]: [u64; 2], chars_max: usize) -> String {
        let cues = self.0.cues().iter().filter(|cue| cue.start_ms < to && from < cue.end_ms);
        let words: Vec<&str> = cues.flat_map(|cue| cue.text.split_whitespace()).collect();
        words.join(" ").chars().take(chars_max).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_stretch_are_those_that_begin_before_its_end_and_end_after_its_beginning() {
        let file = "WEBVTT\n\n0 --> 1.000\nFirst\nwords\n\n1.000 --> 2.000\nLast words";
        let spoken = Spoken(Captions::parse(file.as_bytes()).0);
        for (range, words) in [
            ([0, 1000], "First words"),
            ([1000, 2000], "Last words"),
            ([500, 1500], "First words L"),
            ([2000, 9000], ""),
        ] {
            assert_eq!(spoken.between(range, 13), words, "{range:?}");
        }
    }
}
