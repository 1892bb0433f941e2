//! A plain account of what an export discloses, for the staff member who is about to seal it. Never written to a
//! drive: it carries names.

use crate::model::answer::Answer;
use crate::model::event::{Body, Event};
use crate::model::id::LearnerId;
use crate::store::{Store, StoreError};
use std::collections::BTreeMap;

/// What leaves, plainly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// Entries in all.
    pub events: u64,
    /// Entries whose text stays here.
    pub withheld: u64,
    /// Bytes before compression.
    pub raw_bytes: u64,
    /// The station's own entries, by kind.
    pub station: BTreeMap<String, u64>,
    /// People and what leaves about each, by name.
    pub people: Vec<PersonAccount>,
    /// Free text that leaves, word for word.
    pub texts: Vec<DisclosedText>,
}

/// What leaves about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonAccount {
    /// Who.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// The facility's number.
    pub number: String,
    /// How many entries of each kind.
    pub kinds: BTreeMap<String, u64>,
    /// First and last, by this computer's clock, ms.
    pub wall_ms: (u64, u64),
    /// Entries whose text stays here.
    pub withheld: u64,
}

/// One free text that leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosedText {
    /// Who wrote it, if the entry is about somebody.
    pub learner: Option<LearnerId>,
    /// Kind of entry.
    pub kind: String,
    /// The words themselves; of an entry that this program does not know, its whole body.
    pub words: String,
}

/// Gathers an account while an export is gathered.
#[derive(Debug, Default)]
pub struct Accountant {
    account: Account,
    people: BTreeMap<LearnerId, PersonAccount>,
}

impl Accountant {
    /// Notes one event that leaves, `withheld` if without its body, with the size of its line.
    pub fn note(&mut self, event: &Event, withheld: bool, line_bytes: u64) {
        self.account.events += 1;
        self.account.raw_bytes += line_bytes;
        self.account.withheld += u64::from(withheld);
        let (kind, wall) = (event.header.kind.clone(), event.header.wall);
        match event.header.learner {
            None => *self.account.station.entry(kind).or_default() += 1,
            Some(learner) => {
                let person = self.people.entry(learner).or_insert_with(|| PersonAccount {
                    learner,
                    name: String::new(),
                    number: String::new(),
                    kinds: BTreeMap::new(),
                    wall_ms: (wall, wall),
                    withheld: 0,
                });
                *person.kinds.entry(kind).or_default() += 1;
                person.wall_ms = (person.wall_ms.0.min(wall), person.wall_ms.1.max(wall));
                person.withheld += u64::from(withheld);
            }
        }
        if let Some(body) = event.body().filter(|body| !withheld && body.has_free_text()) {
            self.account.texts.push(disclosed(event, body));
        }
    }

    /// The account, with the names that this station knows.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn finish(mut self, store: &Store) -> Result<Account, StoreError> {
        for (id, mut person) in self.people {
            if let Some(learner) = store.learner(id)? {
                (person.name, person.number) = (learner.name, learner.number);
            }
            self.account.people.push(person);
        }
        self.account.people.sort_by(|a, b| a.name.cmp(&b.name).then(a.learner.cmp(&b.learner)));
        Ok(self.account)
    }
}

fn disclosed(event: &Event, body: &Body) -> DisclosedText {
    DisclosedText { learner: event.header.learner, kind: event.header.kind.clone(), words: words(body) }
}

/// What somebody wrote freely in a body.
fn words(body: &Body) -> String {
    match body {
        Body::LessonSignedOff(body) => body.note.clone().unwrap_or_default(),
        Body::QuizAnswered(body) => match &body.answer {
            Answer::Number { text, unit } => {
                [Some(text.as_str()), unit.as_deref()].map(Option::unwrap_or_default).join(" ")
            }
            Answer::Words { text } => text.clone(),
            Answer::Gaps { gaps } => gaps.values().cloned().collect::<Vec<_>>().join(", "),
            _ => String::new(),
        },
        Body::QuizCommented(body) => body.text.clone(),
        Body::AssignmentSubmitted(body) => body.text.clone(),
        Body::AssignmentMarked(body) => body.comment.clone().unwrap_or_default(),
        Body::CodeRun(body) => body.source.clone(),
        Body::NoteSaved(body) => body.text.clone(),
        Body::PacketChosen(body) => body.text.clone().unwrap_or_default(),
        other => other.to_value().map(|value| value.to_string()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_read_the_words_and_not_how_they_are_stored() {
        let cases = [
            ("packet.chosen", r#"{"entry":"e1","text":"I learned to wait."}"#, "I learned to wait."),
            (
                "note.saved",
                r#"{"at":{"course":"org.example.work","edition":1,"lesson":"read"},"anchor":"start","text":"Ask."}"#,
                "Ask.",
            ),
            ("later.kind", r#"{"x":1}"#, r#"{"x":1}"#),
        ];
        for (kind, body, said) in cases {
            let body = Body::read(kind, serde_json::from_str(body).unwrap());
            assert_eq!(words(&body), said);
        }
    }
}
