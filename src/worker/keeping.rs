//! What a learner keeps, and what staff write into a record.

use super::event::{KeptNews, News};
use super::request::{Credential, Keep};
use super::room::{OnStation, Sitting};
use super::show::{kept, packet};
use super::view::{KeptSaved, PacketView};
use crate::job::credentials;
use crate::model::id::{CourseId, LessonId};
use crate::model::problem::{Code, Problem};
use crate::model::trust::FreeText;
use std::sync::Arc;

/// Answers a learner.
pub(super) fn answer(station: &mut OnStation, keep: Keep) -> Result<News, Problem> {
    let sitting = station.sitting()?;
    let news = match keep {
        Keep::Note { course, lesson, anchor, text } => {
            let (on, policy) = (Arc::clone(sitting.courses.get(&course)?), sitting.settings.free_text);
            sitting.study.save(&mut sitting.open.store, |study, writer| {
                study.note(writer, policy, (&on, &lesson), &anchor.to_string(), &text)
            })?;
            sitting.kept(course, lesson)?
        }
        Keep::Place { course, lesson, anchor, on } => {
            let at = Arc::clone(sitting.courses.get(&course)?);
            sitting.study.save(&mut sitting.open.store, |study, writer| {
                study.bookmark(writer, (&at, &lesson), &anchor.to_string(), on)
            })?;
            sitting.kept(course, lesson)?
        }
        Keep::Marks { course, lesson, changes } => {
            let on = Arc::clone(sitting.courses.get(&course)?);
            let found = on.course.lesson(&lesson).ok_or_else(|| Problem::new(Code::LessonGone).because(&lesson))?;
            let numbers = kept::text_numbers(&on.course, found, &sitting.lang());
            let moved = |range: [u64; 2]| range.map(|at| at.saturating_add(numbers.start));
            let changes: Vec<_> = changes.into_iter().map(|(range, is_on)| (moved(range), is_on)).collect();
            sitting
                .study
                .save(&mut sitting.open.store, |study, writer| study.highlight(writer, (&on, &lesson), &changes))?;
            sitting.kept(course, lesson)?
        }
        Keep::All => {
            let (lang, policy) = (sitting.lang(), sitting.settings.free_text);
            let keepings = sitting.study.followed().fold().keepings();
            let progress = |on: &_| sitting.study.progress(sitting.courses, on);
            KeptNews::All(kept::all_kept(sitting.courses, keepings, progress, (&lang, policy)))
        }
        Keep::Journal => {
            let keepings = sitting.study.followed().fold().keepings();
            KeptNews::Journal(kept::journal(keepings, sitting.settings.free_text))
        }
        Keep::JournalEntry { entry, text } => {
            let policy = sitting.settings.free_text;
            sitting
                .study
                .save(&mut sitting.open.store, |study, writer| study.journal(writer, policy, &entry, &text))?;
            KeptNews::JournalSaved { entry, text, wall_ms: sitting.wall_ms() }
        }
        Keep::Packet => KeptNews::Packet(sitting.packet()),
        Keep::IntoPacket { entry, is_in } => {
            let policy = sitting.settings.free_text;
            let row = sitting.packet().rows.into_iter().find(|row| row.entry == entry);
            let words = match (is_in, row) {
                (false, _) => None,
                (true, Some(row)) => Some(row.words),
                (true, None) if policy != FreeText::Reviewed => return Err(Problem::new(Code::PacketClosed)),
                (true, None) => return Err(Problem::new(Code::Internal).because(format!("no page {entry}"))),
            };
            sitting.study.save(&mut sitting.open.store, |study, writer| {
                study.put_into_packet(writer, policy, &entry, words.as_deref())
            })?;
            KeptNews::PacketChanged { packet: sitting.packet(), wall_ms: sitting.wall_ms() }
        }
        Keep::Glossary { course } => {
            let on = sitting.courses.get(&course)?;
            KeptNews::Glossary(kept::glossary(&on.course, &sitting.lang()))
        }
    };
    Ok(News::Kept(Box::new(news)))
}

impl Sitting<'_> {
    /// What is kept of a lesson now.
    fn kept(&self, course: CourseId, lesson: LessonId) -> Result<KeptNews, Problem> {
        let on = self.courses.get(&course)?;
        let found = on.course.lesson(&lesson).ok_or_else(|| Problem::new(Code::LessonGone).because(&lesson))?;
        let keepings = self.study.followed().fold().keepings();
        let kept = kept::lesson_kept(on, found, keepings, &self.lang(), self.settings.free_text);
        Ok(KeptNews::Lesson(KeptSaved { course, lesson, kept, wall_ms: self.wall_ms() }))
    }

    /// What is in their packet now, and what could be.
    fn packet(&self) -> PacketView {
        let keepings = self.study.followed().fold().keepings();
        packet::packet(self.courses, keepings, (&self.lang(), self.settings.free_text))
    }
}

/// Does what staff write into a record.
pub(super) fn credential(station: &mut OnStation, request: Credential) -> Result<News, Problem> {
    let (by, zone) = (station.actor()?, station.zone());
    let store = &mut station.open.store;
    match request {
        Credential::Outside { learner, typed } => {
            let today = super::show::home::local_day(store.clock().wall_ms(), &zone);
            let today = today.ok_or_else(|| Problem::new(Code::EntryDay).because("the clock"))?;
            credentials::add_outside(store, by, learner, &typed, today)?;
        }
        Credential::Grant { learner, kind, amount, basis } => {
            credentials::grant(store, by, learner, kind, (&amount, &basis))?;
        }
        Credential::TakeBack { learner, event, reason } => {
            credentials::take_back(store, by, learner, event, &reason)?;
        }
    }
    Ok(News::Done)
}
