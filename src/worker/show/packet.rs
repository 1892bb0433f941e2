//! What a learner put into their packet, and what they could put in.

use super::course::say;
use super::kept;
use crate::job::courses::Courses;
use crate::job::study::note_in_packet;
use crate::model::id::{CourseId, Lang, LessonId, Slug};
use crate::model::progress::Keepings;
use crate::model::trust::FreeText;
use crate::worker::view::{PacketPage, PacketRow, PacketView};
use std::collections::BTreeMap;

/// The pages. Where the policy keeps what learners write, only those that are in from before.
pub(in crate::worker) fn packet(
    courses: &Courses,
    keepings: &Keepings,
    (lang, free_text): (&Lang, FreeText),
) -> PacketView {
    let mut chosen: BTreeMap<Slug, String> =
        keepings.packet().map(|(entry, words)| (entry.clone(), words.to_owned())).collect();
    let mut rows = Vec::new();
    for row in kept::journal(keepings, free_text).entries {
        let words = chosen.remove(&row.entry);
        rows.push(PacketRow::of_journal(row, words));
    }
    for (course, lesson) in keepings.lessons() {
        for (anchor, note) in keepings.notes(course, lesson) {
            let entry = note_in_packet(course, lesson, anchor);
            let lesson = lesson_title(courses, course, lesson, lang);
            let words = lesson.as_ref().map_or_else(|| note.to_owned(), |lesson| format!("{lesson}\n{note}"));
            let (of, chosen) = (PacketPage::Note { lesson, note: note.to_owned() }, chosen.remove(&entry));
            rows.push(PacketRow { entry, of, words, chosen });
        }
    }
    let gone = chosen.into_iter().map(|(entry, words)| PacketRow {
        entry,
        of: PacketPage::Gone,
        words: words.clone(),
        chosen: Some(words),
    });
    rows.extend(gone);
    if free_text != FreeText::Reviewed {
        rows.retain(|row| row.chosen.is_some());
    }
    PacketView { free_text, rows }
}

/// None where it is not on this station.
fn lesson_title(courses: &Courses, course: &CourseId, lesson: &LessonId, lang: &Lang) -> Option<String> {
    let on = courses.get(course).ok()?; // it may be gone, and what was written in it is not
    Some(say(&on.course, &on.course.lesson(lesson)?.title, lang))
}
