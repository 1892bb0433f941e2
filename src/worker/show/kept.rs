//! What a learner keeps, as rows: each place with its number and the words that stand there.

use super::course::{language, say};
use crate::job::courses::{Courses, StationCourse};
use crate::job::spoken::Spoken;
use crate::model::course::{Course, Credit, CreditKind as Way};
use crate::model::event::CreditKind;
use crate::model::id::{CourseId, Lang, LessonId};
use crate::model::kept::{Anchor, BOOK_STRIDE, PAGE_STRIDE};
use crate::model::lesson::{Lesson, LessonContent};
use crate::model::markdown::{LANGUAGE_STRIDE, READING_BYTES_MAX, Reading};
use crate::model::progress::{CourseProgress, Keepings, LessonState};
use crate::model::text::{Text, plain};
use crate::model::trust::FreeText;
use crate::worker::view::{
    AllKept, CreditRow, GlossaryView, JournalRow, JournalView, Kept, KeptLesson, KeptRow, LessonKept, OutsideRow,
    TermView,
};
use std::ops::Range;

/// Characters of the words that stand at a place.
const EXCERPT_CHARS: usize = 90;

/// The numbers that are of the text of `lang` in a lesson's marked ranges.
pub(in crate::worker) fn text_numbers(course: &Course, lesson: &Lesson, lang: &Lang) -> Range<u64> {
    if lesson.content.timed().is_some() {
        return 0..u64::MAX; // times, in every language the same
    }
    let shown = language(course, lang);
    let at = course.languages.iter().position(|one| *one == shown).unwrap_or(0) as u64;
    let stride = if is_book(lesson) { BOOK_STRIDE } else { LANGUAGE_STRIDE };
    stride * at..stride * (at + 1)
}

/// Whether its text has pages.
fn is_book(lesson: &Lesson) -> bool {
    matches!(lesson.content, LessonContent::Document { .. })
}

/// Where a mark stands, as far as it is known without the text.
fn mark_anchor(lesson: &Lesson, from: u64) -> Anchor {
    if lesson.content.timed().is_some() {
        Anchor::Time(from)
    } else if is_book(lesson) {
        Anchor::Page(u32::try_from(from / PAGE_STRIDE + 1).unwrap_or(u32::MAX))
    } else {
        Anchor::Start
    }
}

/// What is kept of a lesson, in the order of the lesson.
pub(in crate::worker) fn lesson_kept(
    on: &StationCourse,
    lesson: &Lesson,
    keepings: &Keepings,
    lang: &Lang,
    free_text: FreeText,
) -> LessonKept {
    let course = &on.course;
    let places = keepings.bookmarks(&course.id, &lesson.id).map(|anchor| (Anchor::parse(anchor), Kept::Place));
    let notes = keepings.notes(&course.id, &lesson.id);
    let notes = notes.map(|(anchor, text)| (Anchor::parse(anchor), Kept::Note(text.to_owned())));
    let numbers = text_numbers(course, lesson, lang);
    let marks = keepings.highlights(&course.id, &lesson.id, course.edition).into_iter().filter_map(|range| {
        let [from, to] = range.map(|at| at.saturating_sub(numbers.start));
        numbers.contains(&range[0]).then(|| (mark_anchor(lesson, from), Kept::Mark([from, to])))
    });
    let all: Vec<_> = places.chain(notes).chain(marks).collect();
    if all.is_empty() {
        return LessonKept { free_text, rows: Vec::new() };
    }
    let text = LessonText::of(on, lesson, lang);
    let mut rows: Vec<KeptRow> = all.into_iter().map(|(anchor, what)| text.row(lesson, anchor, what)).collect();
    rows.sort_by_key(|row| place_in(row, &text));
    LessonKept { free_text, rows }
}

/// The text of a lesson that has one.
struct LessonText {
    reading: Option<Reading>,
    /// Where each block begins in its text.
    starts: Vec<u64>,
    /// What is said in a film or recording.
    said: Spoken,
}

impl LessonText {
    fn of(on: &StationCourse, lesson: &Lesson, lang: &Lang) -> Self {
        let reading = match &lesson.content {
            LessonContent::Reading { body } => {
                let bytes = on.read(body.get(lang, on.course.first_language()), READING_BYTES_MAX as u64);
                bytes.ok().map(|bytes| Reading::parse(&String::from_utf8_lossy(&bytes))) // else without its words
            }
            _ => None,
        };
        let starts = reading.as_ref().map(Reading::block_starts).unwrap_or_default();
        Self { reading, starts, said: Spoken::of(on, lesson, lang) }
    }

    fn row(&self, lesson: &Lesson, anchor: Anchor, what: Kept) -> KeptRow {
        let (anchor, excerpt) = match (&what, &self.reading, &anchor) {
            (Kept::Mark([from, to]), Some(reading), _) => {
                let block = self.starts.partition_point(|start| start <= from).saturating_sub(1);
                (Anchor::Block(u32::try_from(block).unwrap_or(0)), reading.excerpt(*from..*to, EXCERPT_CHARS))
            }
            (_, Some(reading), Anchor::Block(at)) => {
                let excerpt = reading.words_at(*at as usize, EXCERPT_CHARS);
                (anchor, excerpt)
            }
            (_, Some(reading), Anchor::Heading(name)) => {
                let words = reading.headings().find(|(_, anchor, _)| anchor == name).map(|(.., words)| words);
                (anchor, words.unwrap_or_default())
            }
            (Kept::Mark(range), ..) => (anchor, self.said.between(*range, EXCERPT_CHARS)),
            _ => (anchor, String::new()),
        };
        KeptRow { number: number(lesson, &anchor), what, anchor, excerpt }
    }
}

/// The number of a slide or question, from 1.
fn number(lesson: &Lesson, anchor: &Anchor) -> Option<u32> {
    let at = match (&lesson.content, anchor) {
        (LessonContent::Slides { slides }, Anchor::Slide(id)) => slides.iter().position(|one| one.id.as_str() == id),
        _ => None,
    };
    at.and_then(|at| u32::try_from(at + 1).ok())
}

/// What rows stand in order by.
fn place_in(row: &KeptRow, text: &LessonText) -> (u64, u64, u8) {
    let kind = match row.what {
        Kept::Place => 0,
        Kept::Note(_) => 1,
        Kept::Mark(_) => 2,
    };
    let block = |at: u32| text.starts.get(at as usize).copied().unwrap_or(u64::from(at));
    let (first, second) = match (&row.what, &row.anchor) {
        (Kept::Mark([from, _]), Anchor::Page(page)) => (u64::from(*page), from % PAGE_STRIDE),
        (Kept::Mark([from, _]), _) => (*from, 0),
        (_, Anchor::Time(ms)) => (*ms, 0),
        (_, Anchor::Page(page)) => (u64::from(*page), 0),
        (_, Anchor::PageBlock(page, at)) => (u64::from(*page), u64::from(*at)),
        (_, Anchor::Block(at)) => (block(*at), 0),
        (_, Anchor::Slide(_) | Anchor::Question(_)) => (row.number.map_or(u64::MAX, u64::from), 0),
        (_, Anchor::Start | Anchor::Heading(_)) => (0, 0),
    };
    (first, second, kind)
}

/// All that somebody keeps. Courses that are not here any more keep their notes.
pub(in crate::worker) fn all_kept(
    courses: &Courses,
    keepings: &Keepings,
    progress: impl Fn(&StationCourse) -> std::sync::Arc<CourseProgress>,
    (lang, free_text): (&Lang, FreeText),
) -> AllKept {
    let mut lessons: Vec<KeptLesson> = Vec::new();
    let mut known: Option<std::sync::Arc<CourseProgress>> = None;
    for (course, lesson) in keepings.lessons() {
        let Ok(on) = courses.get(course) else {
            lessons.push(gone(course, None, lesson, keepings));
            continue;
        };
        let course_title = say(&on.course, &on.course.title, lang);
        let Some(found) = on.course.lesson(lesson) else {
            lessons.push(gone(course, Some(course_title), lesson, keepings));
            continue;
        };
        if known.as_ref().is_none_or(|known| known.course != *course) {
            known = Some(progress(on));
        }
        let state = known.as_ref().and_then(|known| known.lessons.get(lesson)).map(|known| known.state);
        lessons.push(KeptLesson {
            course: course.clone(),
            course_title: Some(course_title),
            lesson: lesson.clone(),
            title: Some(say(&on.course, &found.title, lang)),
            is_here: state.is_some_and(|state| state != LessonState::Locked),
            rows: lesson_kept(on, found, keepings, lang, free_text).rows,
            marks_away: 0,
        });
    }
    lessons.retain(|lesson| !lesson.rows.is_empty() || lesson.marks_away > 0);
    AllKept { free_text, lessons }
}

/// What is kept of a lesson that is not here: the words are still their writer's.
fn gone(course: &CourseId, course_title: Option<String>, lesson: &LessonId, keepings: &Keepings) -> KeptLesson {
    let row =
        |anchor: &str, what| KeptRow { what, anchor: Anchor::parse(anchor), number: None, excerpt: String::new() };
    let places = keepings.bookmarks(course, lesson).map(|anchor| row(anchor, Kept::Place));
    let notes = keepings.notes(course, lesson).map(|(anchor, text)| row(anchor, Kept::Note(text.to_owned())));
    KeptLesson {
        course: course.clone(),
        course_title,
        lesson: lesson.clone(),
        title: None,
        is_here: false,
        rows: places.chain(notes).collect(),
        marks_away: u32::try_from(keepings.highlight_count(course, lesson)).unwrap_or(u32::MAX),
    }
}

/// The journal, the latest entry first.
pub(in crate::worker) fn journal(keepings: &Keepings, free_text: FreeText) -> JournalView {
    let entries = keepings.journal().map(|(entry, text)| JournalRow::new(entry.clone(), text.to_owned()));
    let mut entries: Vec<JournalRow> = entries.collect();
    entries.reverse();
    JournalView { free_text, entries }
}

/// The words that a course explains, by the alphabet.
pub(in crate::worker) fn glossary(course: &Course, lang: &Lang) -> GlossaryView {
    let mut terms: Vec<TermView> = course
        .glossary
        .iter()
        .map(|term| TermView {
            id: term.id.clone(),
            term: say(course, &term.term, lang),
            meaning: say(course, &term.meaning, lang),
        })
        .collect();
    terms.sort_by_cached_key(|term| plain(&term.term));
    GlossaryView { course: course.id.clone(), title: say(course, &course.title, lang), terms }
}

/// What a finished course is recommended to count for.
pub(in crate::worker) fn recommended(course: &Course, lang: &Lang) -> Vec<CreditRow> {
    let words = |text: &Text| say(course, text, lang);
    course.credit.iter().map(|credit| credit_row(credit, words(&course.title), words)).collect()
}

/// Credit that is recommended for `basis`.
pub(super) fn credit_row(credit: &Credit, basis: String, words: impl Fn(&Text) -> String) -> CreditRow {
    let body = [&credit.body, &credit.note].into_iter().flatten().map(words);
    CreditRow {
        kind: match credit.kind {
            Way::SeatHours => Some(CreditKind::SeatHours),
            Way::Academic => Some(CreditKind::Academic),
            Way::Ceu => Some(CreditKind::Ceu),
            Way::EarnedTime => Some(CreditKind::EarnedTime),
            Way::Outside => Some(CreditKind::Outside),
            Way::Other(_) => None,
        },
        amount: credit.amount.to_string(),
        basis,
        body: body.collect::<Vec<_>>().join(" · "),
        given: None,
    }
}

/// Credit that staff or the office gave, the latest first.
pub(in crate::worker) fn granted(keepings: &Keepings) -> Vec<CreditRow> {
    let mut rows: Vec<CreditRow> = keepings
        .credits()
        .map(|(event, wall_ms, credit)| CreditRow {
            kind: Some(credit.kind),
            amount: credit.amount.clone(),
            basis: credit.basis.clone(),
            body: String::new(),
            given: Some((*event, wall_ms)),
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.given.map(|(_, wall_ms)| wall_ms)));
    rows
}

/// What was earned elsewhere, the latest first.
pub(in crate::worker) fn outside(keepings: &Keepings) -> Vec<OutsideRow> {
    let mut rows: Vec<OutsideRow> = keepings
        .credentials()
        .map(|(event, one)| OutsideRow {
            event: *event,
            kind: one.kind,
            name: one.name.clone(),
            issuer: one.issuer.clone(),
            day: one.day.clone(),
            evidence: one.evidence.clone(),
        })
        .collect();
    rows.sort_by(|a, b| (&b.day, &a.name).cmp(&(&a.day, &b.name)));
    rows
}

#[cfg(test)]
mod tests {
    use super::super::packet::packet;
    use super::*;
    use crate::job::study::note_in_packet;
    use crate::job::tests_pack::{Place as Station, course, course_id, lesson_id};
    use crate::model::id::Hash;
    use crate::worker::view::PacketPage;
    use serde_json::{Value, json};

    /// A note, a place and a mark in `lesson` of `course`; the note is in the packet as `words`.
    fn keepings(course: &CourseId, lesson: &LessonId, words: &str) -> Keepings {
        let at = json!([1, Hash([1; 32])]);
        let mut all = serde_json::to_value(Keepings::default()).unwrap();
        all["lessons"][course.as_str()][lesson.as_str()] = json!({
            "notes": {"block:1": [at, "Ask him."]},
            "bookmarks": {"page-3": [at, true]},
            "highlights": {"1:5-9": [at, true], "1:20-30": [at, false]},
            "form": Value::Null,
        });
        all["packet"][note_in_packet(course, lesson, "block:1").as_str()] = json!([at, words]);
        serde_json::from_value(all).unwrap()
    }

    #[test]
    fn what_is_kept_of_a_lesson_that_is_gone_is_told_without_its_ids() {
        let (_open, courses) = Station::with(&course("end", None)).open();
        let (gone_course, lang) = (CourseId::parse("org.example.gone").unwrap(), Lang::parse("en").unwrap());
        for (course, lesson, is_course_here) in
            [(gone_course, lesson_id("read"), false), (course_id(), lesson_id("of-last-year"), true)]
        {
            let keepings = keepings(&course, &lesson, "read\nAsk him.");
            let no_progress = |_: &StationCourse| unreachable!("nothing of it is here");
            let all = all_kept(&courses, &keepings, no_progress, (&lang, FreeText::Reviewed));
            let [one] = &all.lessons[..] else { panic!("{all:?}") };
            assert_eq!((&one.title, one.course_title.is_some(), one.is_here), (&None, is_course_here, false));
            let kept: Vec<(&Kept, String)> = one.rows.iter().map(|row| (&row.what, row.anchor.to_string())).collect();
            let note = Kept::Note("Ask him.".into());
            assert_eq!(kept, [(&Kept::Place, "page-3".to_owned()), (&note, "block:1".to_owned())]);
            assert_eq!(one.marks_away, 1, "the other was taken away again");
            let [page] = &packet(&courses, &keepings, (&lang, FreeText::Reviewed)).rows[..] else { panic!("one page") };
            assert!(matches!(&page.of, PacketPage::Note { lesson: None, .. }) && page.words == "Ask him.", "{page:?}");
            assert!(!page.is_changed(), "the course went, the words did not change");
        }
    }

    #[test]
    fn the_marks_of_a_book_are_told_by_page_and_those_of_another_language_are_not() {
        let (_open, courses) = Station::with(&course("end", None)).open();
        let on = courses.get(&course_id()).unwrap();
        let book = json!({"id": "book", "title": "A book", "minutes": 5, "required": true, "rule": {"kind": "opened"},
            "kind": "document", "format": "epub", "file": "book.epub"});
        let book: Lesson = serde_json::from_value(book).unwrap();
        let (at, second) = (json!([1, Hash([1; 32])]), PAGE_STRIDE);
        let mut all = serde_json::to_value(Keepings::default()).unwrap();
        let mark = |from: u64| format!("{}:{from}-{}", on.course.edition, from + 4);
        all["lessons"][course_id().as_str()]["book"] = json!({
            "notes": {}, "bookmarks": {"page-2": [at, true]}, "form": Value::Null,
            "highlights": {mark(second + 7): [at, true], mark(3): [at, true], mark(BOOK_STRIDE + 5): [at, true]},
        });
        let keepings: Keepings = serde_json::from_value(all).unwrap();
        let marks = |lang: &str| {
            let lang = Lang::parse(lang).unwrap();
            lesson_kept(on, &book, &keepings, &lang, FreeText::Local).rows.into_iter().map(|row| (row.anchor, row.what))
        };
        let (one, two) = (Kept::Mark([3, 7]), Kept::Mark([second + 7, second + 11]));
        let page = Anchor::Page;
        assert_eq!(marks("en").collect::<Vec<_>>(), [(page(1), one), (page(2), Kept::Place), (page(2), two)]);
        assert_eq!(marks("es").collect::<Vec<_>>(), [(page(1), Kept::Mark([5, 9])), (page(2), Kept::Place)]);
    }

    #[test]
    fn the_marks_of_a_film_are_times_in_every_language() {
        let (_open, courses) = Station::with(&course("end", None)).open();
        let on = courses.get(&course_id()).unwrap();
        let film = json!({"id": "film", "title": "A film", "minutes": 5, "required": true, "rule": {"kind": "opened"},
            "kind": "video", "duration_ms": 60_000, "tracks": [{"id": "main", "kind": "main", "lang": "en", "file": "film.mp4", "origin": "human"}]});
        let film: Lesson = serde_json::from_value(film).unwrap();
        let mut all = serde_json::to_value(Keepings::default()).unwrap();
        let mark = format!("{}:12000-15500", on.course.edition);
        all["lessons"][course_id().as_str()]["film"] = json!({"notes": {}, "bookmarks": {}, "form": Value::Null,
            "highlights": {mark: [[1, Hash([1; 32])], true]}});
        let keepings: Keepings = serde_json::from_value(all).unwrap();
        for lang in ["en", "es"] {
            let kept = lesson_kept(on, &film, &keepings, &Lang::parse(lang).unwrap(), FreeText::Local);
            let [row] = &kept.rows[..] else { panic!("{kept:?}") };
            assert_eq!((&row.anchor, &row.what), (&Anchor::Time(12_000), &Kept::Mark([12_000, 15_500])), "{lang}");
        }
    }

    #[test]
    fn a_note_in_the_packet_is_not_changed_by_another_language() {
        let (_open, courses) = Station::with(&course("end", None)).open();
        let read = |words: &str, lang: &str| {
            let (keepings, lang) = (keepings(&course_id(), &lesson_id("read"), words), Lang::parse(lang).unwrap());
            packet(&courses, &keepings, (&lang, FreeText::Reviewed)).rows.remove(0)
        };
        for lang in ["en", "es"] {
            let page = read("The name of that day\nAsk him.", lang);
            assert!(!page.is_changed() && page.words.ends_with("\nAsk him."), "{page:?}");
            assert!(!read("Ask him.", lang).is_changed(), "put in while the course was gone");
            assert!(read("The name of that day\nAsk her.", lang).is_changed());
        }
    }
}
