//! The question on screen as a place to come back to.

use super::{Quiz, Stage};
use crate::model::kept::Anchor;

impl Quiz {
    /// The place on screen.
    #[must_use]
    pub fn here(&self) -> Anchor {
        let Stage::In(running) = &self.stage else { return Anchor::Start };
        let question = running.attempt.questions.get(running.at);
        question.map_or(Anchor::Start, |question| Anchor::Question(question.question.to_string()))
    }

    /// The number of the question, from 1.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        let Stage::In(running) = &self.stage else { return None };
        running.attempt.questions.get(running.at)?;
        u32::try_from(running.at + 1).ok()
    }

    /// Goes to a question of the attempt under way; says whether there is nothing more to wait for.
    pub fn go(&mut self, to: &Anchor) -> bool {
        let Anchor::Question(id) = to else { return true };
        let Stage::In(running) = &mut self.stage else { return false };
        if let Some(at) = running.attempt.questions.iter().position(|one| one.question.as_str() == id) {
            running.turn(at);
        }
        true
    }
}
