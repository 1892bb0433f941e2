//! Why a film does not go on, as a problem with its sentences.

use crate::media::facts::Why;
use crate::media::player::Failure;

/// The problem's code. Whatever an installed film has, it played when its pack was built: what does not play now was
/// changed, unless decoding is off.
pub fn code(failure: &Failure) -> &'static str {
    match failure {
        Failure::Unplayable(Why::Stuck) => "lesson.unplayable",
        Failure::Unplayable(_) | Failure::Damaged { .. } => "lesson.damaged",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Words};

    #[test]
    fn a_decoder_left_alone_is_not_called_a_damaged_file() {
        for (language, start) in [
            (Language::English, "This file cannot be played. Your progress is safe."),
            (Language::Spanish, "Este archivo no se puede reproducir. Su progreso está a salvo."),
        ] {
            let words = Words::new(language);
            let sentence = words.problem(code(&Failure::Unplayable(Why::Stuck)), []);
            assert_eq!(sentence.what, start);
            assert!(sentence.mend.contains("Foothold"), "what to do: {}", sentence.mend);
        }
        assert_eq!(code(&Failure::Unplayable(Why::NoVideo)), "lesson.damaged");
    }
}
