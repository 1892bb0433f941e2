//! What a learner keeps: notes, places, marked words, a journal. Each change is one event, and none that changes nothing.
//!
//! At rest all of it lies in the station's database and in its backups as it was written, like every other event: what
//! protects it there are the rights on the folder and whatever encryption the disk has. A journal leaves the station in no
//! export ([`crate::model::event::Body::is_private`]); a note does only under the policy `reviewed`, and so do the words
//! that the learner puts into their packet: a copy of an entry or a note as it stood then.

use super::{Study, lesson_ref};
use crate::crypto::hash::sha256_of;
use crate::job::courses::StationCourse;
use crate::model::event::{Body, BookmarkSet, HighlightSet, JournalSaved, NoteSaved, PacketChosen};
use crate::model::id::{CourseId, LessonId, Slug};
use crate::model::kept::{
    ANCHOR_BYTES_MAX, JOURNAL_CHARS_MAX, JOURNAL_ENTRIES_MAX, KEPT_PER_LESSON_MAX, NOTE_CHARS_MAX, PACKET_PAGES_MAX,
};
use crate::model::problem::{Code, Problem};
use crate::model::trust::FreeText;
use crate::store::Writer;

impl Study {
    /// Keeps the note at a place of a lesson; an empty text takes it away.
    ///
    /// # Errors
    /// [`Code::NotesOff`], [`Code::TextTooLong`], [`Code::KeptFull`], [`Code::LessonGone`], or the database's.
    pub fn note(
        &mut self,
        writer: &mut Writer<'_>,
        policy: FreeText,
        (course, lesson): (&StationCourse, &LessonId),
        anchor: &str,
        text: &str,
    ) -> Result<(), Problem> {
        let keepings = self.followed.fold().keepings();
        let held = keepings.notes(&course.course.id, lesson).find(|(at, _)| *at == anchor).map_or("", |(_, text)| text);
        if held == text {
            return Ok(());
        }
        if !text.is_empty() {
            let count = keepings.notes(&course.course.id, lesson).count();
            may_write(policy)?;
            fits(text, NOTE_CHARS_MAX)?;
            has_room(held.is_empty() && count >= KEPT_PER_LESSON_MAX)?;
        }
        is_place(course, lesson, anchor)?;
        let at = lesson_ref(course, lesson);
        self.write(writer, Body::NoteSaved(NoteSaved { at, anchor: anchor.to_owned(), text: text.to_owned() }))?;
        Ok(())
    }

    /// Keeps a place of a lesson, or no longer.
    ///
    /// # Errors
    /// [`Code::KeptFull`], [`Code::LessonGone`], or the database's.
    pub fn bookmark(
        &mut self,
        writer: &mut Writer<'_>,
        (course, lesson): (&StationCourse, &LessonId),
        anchor: &str,
        on: bool,
    ) -> Result<(), Problem> {
        let held: Vec<&str> = self.followed.fold().keepings().bookmarks(&course.course.id, lesson).collect();
        if held.contains(&anchor) == on {
            return Ok(());
        }
        has_room(on && held.len() >= KEPT_PER_LESSON_MAX)?;
        is_place(course, lesson, anchor)?;
        let at = lesson_ref(course, lesson);
        self.write(writer, Body::BookmarkSet(BookmarkSet { at, anchor: anchor.to_owned(), on }))?;
        Ok(())
    }

    /// Marks ranges of a reading, or takes marks away. The ranges are of the lesson's text.
    ///
    /// # Errors
    /// [`Code::KeptFull`], [`Code::LessonGone`], or the database's.
    pub fn highlight(
        &mut self,
        writer: &mut Writer<'_>,
        (course, lesson): (&StationCourse, &LessonId),
        changes: &[([u64; 2], bool)],
    ) -> Result<(), Problem> {
        let at = lesson_ref(course, lesson);
        is_place(course, lesson, "")?;
        for (range, on) in changes.iter().take(KEPT_PER_LESSON_MAX) {
            let held = self.followed.fold().keepings().highlights(&at.course, lesson, at.edition);
            if range[0] >= range[1] || held.contains(range) == *on {
                continue;
            }
            has_room(*on && held.len() >= KEPT_PER_LESSON_MAX)?;
            let body = HighlightSet { at: at.clone(), range: *range, on: *on };
            self.write(writer, Body::HighlightSet(body))?;
        }
        Ok(())
    }

    /// Keeps an entry of the journal; an empty text takes it away, out of the packet too.
    ///
    /// # Errors
    /// [`Code::NotesOff`], [`Code::TextTooLong`], [`Code::KeptFull`], or the database's.
    pub fn journal(
        &mut self,
        writer: &mut Writer<'_>,
        policy: FreeText,
        entry: &Slug,
        text: &str,
    ) -> Result<(), Problem> {
        let keepings = self.followed.fold().keepings();
        let held = keepings.journal().find(|(at, _)| *at == entry).map_or("", |(_, text)| text);
        if held == text {
            return Ok(());
        }
        if !text.is_empty() {
            may_write(policy)?;
            fits(text, JOURNAL_CHARS_MAX)?;
            has_room(held.is_empty() && keepings.journal().count() >= JOURNAL_ENTRIES_MAX)?;
        }
        self.write(writer, Body::JournalSaved(JournalSaved { entry: entry.clone(), text: text.to_owned() }))?;
        if text.is_empty() { self.put_into_packet(writer, policy, entry, None) } else { Ok(()) }
    }

    /// Puts words into the packet that the learner takes along, under the name of the entry or note they are of; `None`
    /// takes it out again, whatever the policy.
    ///
    /// # Errors
    /// [`Code::PacketClosed`] where the policy keeps what learners write, [`Code::TextTooLong`], [`Code::KeptFull`], or
    /// the database's.
    pub fn put_into_packet(
        &mut self,
        writer: &mut Writer<'_>,
        policy: FreeText,
        entry: &Slug,
        words: Option<&str>,
    ) -> Result<(), Problem> {
        let keepings = self.followed.fold().keepings();
        let held = keepings.packet().find(|(at, _)| *at == entry).map(|(_, text)| text);
        if held == words {
            return Ok(());
        }
        if let Some(words) = words {
            if policy != FreeText::Reviewed {
                return Err(Problem::new(Code::PacketClosed));
            }
            fits(words, JOURNAL_CHARS_MAX)?;
            has_room(held.is_none() && keepings.packet().count() >= PACKET_PAGES_MAX)?;
        }
        let body = PacketChosen { entry: entry.clone(), text: words.map(str::to_owned) };
        self.write(writer, Body::PacketChosen(body))?;
        Ok(())
    }
}

/// The name under which a note goes into the packet, always the same for one place of a lesson.
#[must_use]
pub fn note_in_packet(course: &CourseId, lesson: &LessonId, anchor: &str) -> Slug {
    let parts = [course.as_str().as_bytes(), b"\0", lesson.as_str().as_bytes(), b"\0", anchor.as_bytes()];
    let name = format!("note-{}", hex::encode(&sha256_of(&parts)[..16]));
    Slug::parse(&name).expect("small letters, digits and a hyphen, 37 of them")
}

fn may_write(policy: FreeText) -> Result<(), Problem> {
    match policy {
        FreeText::Off => Err(Problem::new(Code::NotesOff)),
        FreeText::Local | FreeText::Reviewed => Ok(()),
    }
}

fn fits(text: &str, chars_max: usize) -> Result<(), Problem> {
    if text.chars().count() > chars_max { Err(Problem::new(Code::TextTooLong)) } else { Ok(()) }
}

fn has_room(is_full: bool) -> Result<(), Problem> {
    if is_full { Err(Problem::new(Code::KeptFull)) } else { Ok(()) }
}

fn is_place(course: &StationCourse, lesson: &LessonId, anchor: &str) -> Result<(), Problem> {
    let is_here = course.course.lesson(lesson).is_some() && anchor.len() <= ANCHOR_BYTES_MAX;
    if is_here { Ok(()) } else { Err(Problem::new(Code::LessonGone).because(lesson)) }
}
