//! Answers under the hands: typed or chosen and not given yet, so that neither a call nor a power cut takes them; and the
//! question that was on screen.

use super::{Store, StoreError, Writer, row};
use crate::model::answer::Answer;
use crate::model::id::{AttemptId, QuestionId};
use rusqlite::params;
use std::collections::BTreeMap;
use uuid::Uuid;

impl Writer<'_> {
    /// Keeps what stands under a question, or takes it away.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_draft(
        &mut self,
        attempt: AttemptId,
        question: &QuestionId,
        answer: Option<&Answer>,
    ) -> Result<(), StoreError> {
        let (attempt, question) = (attempt.0.as_bytes(), question.as_str());
        match answer {
            Some(answer) => self
                .db
                .prepare_cached(
                    "INSERT INTO drafts(attempt, question, answer) VALUES(?1, ?2, ?3)
                     ON CONFLICT(attempt, question) DO UPDATE SET answer = excluded.answer",
                )?
                .execute(params![attempt, question, row::json(answer)?])?,
            None => self
                .db
                .prepare_cached("DELETE FROM drafts WHERE attempt = ?1 AND question = ?2")?
                .execute(params![attempt, question])?,
        };
        Ok(())
    }

    /// Keeps which question of an attempt is on screen; none on the page to hand in from.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_place(&mut self, attempt: AttemptId, question: Option<&QuestionId>) -> Result<(), StoreError> {
        let attempt = attempt.0.as_bytes();
        match question {
            Some(question) => self
                .db
                .prepare_cached(
                    "INSERT INTO attempt_places(attempt, question) VALUES(?1, ?2)
                     ON CONFLICT(attempt) DO UPDATE SET question = excluded.question",
                )?
                .execute(params![attempt, question.as_str()])?,
            None => self.db.prepare_cached("DELETE FROM attempt_places WHERE attempt = ?1")?.execute([attempt])?,
        };
        Ok(())
    }

    /// Takes all of an attempt away: it is handed in.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn clear_drafts(&mut self, attempt: AttemptId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM drafts WHERE attempt = ?1")?.execute([attempt.0.as_bytes()])?;
        self.set_place(attempt, None)
    }
}

impl Store {
    /// What stands under the questions of an attempt. A row that does not read is left out: it is no record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn drafts(&self, attempt: AttemptId) -> Result<BTreeMap<QuestionId, Answer>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT question, answer FROM drafts WHERE attempt = ?1")?;
        let rows = query.query_map([attempt.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut drafts = BTreeMap::new();
        for row in rows {
            let (question, answer): (String, String) = row?;
            if let (Ok(question), Ok(answer)) = (QuestionId::parse(&question), row::from_json(&answer)) {
                drafts.insert(question, answer);
            }
        }
        Ok(drafts)
    }

    /// The question that was on screen in each attempt under way, of all who learn here. A row that does not read is
    /// left out.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn places(&self) -> Result<BTreeMap<AttemptId, QuestionId>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT attempt, question FROM attempt_places")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut places = BTreeMap::new();
        for row in rows {
            let (attempt, question): (Vec<u8>, String) = row?;
            if let (Ok(attempt), Ok(question)) = (Uuid::from_slice(&attempt), QuestionId::parse(&question)) {
                places.insert(AttemptId(attempt), question);
            }
        }
        Ok(places)
    }
}
