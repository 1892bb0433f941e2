//! The library, and what is found in it.

use super::Pictures;
use super::course::{kind, say};
use super::home::{All, card};
use crate::job::search::{Answer, Hit, What};
use crate::model::id::Lang;
use crate::model::text::plain;
use crate::worker::view::{HitWhat, LessonKind, LibraryView, MarkedLine, SearchHit, SearchView};

/// The library.
pub(in crate::worker) fn library(all: &All, lang: &Lang, pictures: &mut Pictures) -> LibraryView {
    let mut courses: Vec<_> = all.values().map(|(on, progress)| card(on, progress, lang, pictures)).collect();
    courses.sort_by_cached_key(|card| (plain(&card.title), card.course.clone()));
    LibraryView { courses, programmes: Vec::new() }
}

/// What was found.
pub(in crate::worker) fn found(words: String, answer: Answer, lang: &Lang) -> SearchView {
    SearchView {
        words,
        instead: answer.instead,
        is_partial: answer.is_partial,
        is_building: answer.is_building,
        courses: answer.courses.iter().map(|on| on.course.id.clone()).collect(),
        hits: answer.hits.into_iter().map(|hit| search_hit(hit, lang)).collect(),
    }
}

fn search_hit(hit: Hit, lang: &Lang) -> SearchHit {
    let course = &hit.on.course;
    let what = match hit.what {
        What::Lesson(lesson) => {
            let kind = course.lesson(&lesson).map_or(LessonKind::Unknown, kind);
            HitWhat::Lesson { lesson, kind }
        }
        What::Term(term) => HitWhat::Term { term },
    };
    SearchHit {
        course: course.id.clone(),
        course_title: say(course, &course.title, lang),
        what,
        title: MarkedLine { text: hit.title.text, marks: hit.title.marks },
        line: MarkedLine { text: hit.line.text, marks: hit.line.marks },
        anchor: hit.anchor,
        at_ms: hit.at_ms,
    }
}
