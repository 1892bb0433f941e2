//! Why a film does not go on, in sentences.

use super::film_controls::clock;
use crate::media::facts::Why;
use crate::media::player::Failure;
use crate::text::{Sentence, Words};

/// The sentences of a failure; for a file that was open (`is_open`) with the time it came to. Whatever an installed film
/// has, it played when its pack was built: what does not play now was changed, unless decoding is off.
pub fn sentence(words: &Words, failure: &Failure, is_open: bool) -> Sentence {
    match failure {
        Failure::Unplayable(Why::Stuck) => words.problem("lesson.unplayable", []),
        Failure::Damaged { at_ms, .. } | Failure::Unplayable(Why::Damaged { at_ms, .. }) if is_open => {
            words.problem("lesson.damaged_at", [("time", clock(*at_ms).as_str())])
        }
        Failure::Unplayable(_) | Failure::Damaged { .. } => words.problem("lesson.damaged", []),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;
    use std::io;
    use std::sync::Arc;

    #[test]
    fn a_decoder_left_alone_is_not_called_a_damaged_file() {
        for (language, start) in [
            (Language::English, "This file cannot be played. Your progress is safe."),
            (Language::Spanish, "Este archivo no se puede reproducir. Su progreso está a salvo."),
        ] {
            let sentence = sentence(&Words::new(language), &Failure::Unplayable(Why::Stuck), true);
            assert_eq!(sentence.what, start);
            assert!(sentence.mend.contains("Foothold"), "what to do: {}", sentence.mend);
        }
    }

    #[test]
    fn damage_met_on_the_way_is_told_with_its_time() {
        let words = Words::new(Language::English);
        let said = |failure: &Failure, is_open| sentence(&words, failure, is_open).what;
        let plain = "This lesson’s file is damaged. Your progress is safe.";
        let broken = |at_ms| Failure::Damaged { at_ms, source: Arc::new(io::Error::other("chunk 7 does not match")) };
        assert_eq!(said(&broken(725_400), true), "This lesson’s file is damaged at 12:05. Your progress is safe.");
        assert_eq!(said(&broken(0), false), plain, "nothing of it was reached");
        let gone = Failure::Unplayable(Why::Damaged { at_ms: 61_000, detail: "the decoder gave up".to_owned() });
        assert_eq!(said(&gone, true), "This lesson’s file is damaged at 1:01. Your progress is safe.");
        assert_eq!(said(&Failure::Unplayable(Why::NoVideo), true), plain);
    }
}
