//! A course page, its outline, its certificates.

use super::Pictures;
use crate::job::courses::StationCourse;
use crate::model::course::{Certificate, Course, Credit, Module, Shows};
use crate::model::id::Lang;
use crate::model::lesson::{Lesson, LessonContent};
use crate::model::progress::{CertificateProgress, CourseProgress, LessonState};
use crate::model::text::Text;
use crate::worker::view::{
    CertificateRow, CertificateState, CourseTerms, CourseView, LessonKind, LessonRow, ModuleView,
};

/// Words of a course in a language.
pub(in crate::worker) fn say(course: &Course, text: &Text, lang: &Lang) -> String {
    text.get(lang, course.first_language()).to_owned()
}

/// The language a course is shown in: the wanted one where it has it.
pub(in crate::worker) fn language(course: &Course, wanted: &Lang) -> Lang {
    if course.languages.contains(wanted) { wanted.clone() } else { course.first_language().clone() }
}

/// What a lesson is.
pub(in crate::worker) fn kind(lesson: &Lesson) -> LessonKind {
    match &lesson.content {
        LessonContent::Reading { .. } => LessonKind::Reading,
        LessonContent::Slides { .. } => LessonKind::Slides,
        LessonContent::Video(_) => LessonKind::Video,
        LessonContent::Audio(_) => LessonKind::Audio,
        LessonContent::Document { .. } => LessonKind::Document,
        LessonContent::Quiz { .. } => LessonKind::Quiz,
        LessonContent::Assignment(_) => LessonKind::Assignment,
        LessonContent::Form { .. } => LessonKind::Form,
        LessonContent::Directory { .. } => LessonKind::Directory,
        LessonContent::Code(_) => LessonKind::Code,
        LessonContent::Unknown(_) => LessonKind::Unknown,
    }
}

/// The course page.
pub(in crate::worker) fn course(
    on: &StationCourse,
    progress: &CourseProgress,
    lang: &Lang,
    pictures: &mut Pictures,
) -> CourseView {
    let course = &on.course;
    let say = |text: &Text| say(course, text, lang);
    CourseView {
        course: course.id.clone(),
        edition: course.edition,
        title: say(&course.title),
        summary: say(&course.summary),
        picture: course.picture.as_ref().and_then(|picture| pictures.of(on, picture, lang)),
        subjects: course.subjects.clone(),
        level: course.level.clone(),
        outcomes: course.outcomes.iter().map(|outcome| say(&outcome.text)).collect(),
        minutes: course.minutes,
        languages: course.languages.clone(),
        lang: language(course, lang),
        authors: course.authors.iter().map(say).collect(),
        sources: course.sources.iter().map(|s| (s.title.clone(), s.place.clone(), s.checked.to_string())).collect(),
        modules: course.modules.iter().map(|one| module(course, one, progress, lang)).collect(),
        next: progress.next.clone(),
        is_begun: progress.is_begun,
        is_done: progress.is_done,
        done_permille: progress.done_permille(),
        lessons_done: progress.lessons_done,
        lessons: progress.lessons_required,
        active_ms: progress.time.credited_ms,
        certificates: certificates(course, progress, lang),
        locked: progress.locked.clone(),
        terms: CourseTerms::default(),
        words_explained: u32::try_from(course.glossary.len()).unwrap_or(u32::MAX),
    }
}

fn module(course: &Course, module: &Module, progress: &CourseProgress, lang: &Lang) -> ModuleView {
    let known = progress.modules.iter().find(|known| known.id == module.id);
    ModuleView {
        module: module.id.clone(),
        title: say(course, &module.title, lang),
        summary: module.summary.as_ref().map(|summary| say(course, summary, lang)),
        lessons: module.lessons.iter().map(|lesson| row(course, lesson, progress, lang)).collect(),
        is_done: known.is_some_and(|known| known.is_done),
        locked: known.map(|known| known.locked.clone()).unwrap_or_default(),
    }
}

/// A lesson's row in the outline.
pub(in crate::worker) fn row(course: &Course, lesson: &Lesson, progress: &CourseProgress, lang: &Lang) -> LessonRow {
    let known = progress.lessons.get(&lesson.id);
    LessonRow {
        lesson: lesson.id.clone(),
        title: say(course, &lesson.title, lang),
        kind: kind(lesson),
        minutes: lesson.minutes,
        is_required: lesson.required,
        state: known.map_or(LessonState::New, |known| known.state),
        is_next: progress.next.as_ref() == Some(&lesson.id),
        score_permille: known.and_then(|known| known.score_permille),
        locked: known.map(|known| known.locked.clone()).unwrap_or_default(),
    }
}

/// All certificates of a course, in order.
pub(in crate::worker) fn certificates(course: &Course, progress: &CourseProgress, lang: &Lang) -> Vec<CertificateRow> {
    let both = course.certificates.iter().zip(&progress.certificates);
    both.map(|(certificate, known)| certificate_row(course, certificate, known, progress, lang)).collect()
}

fn certificate_row(
    course: &Course,
    certificate: &Certificate,
    known: &CertificateProgress,
    progress: &CourseProgress,
    lang: &Lang,
) -> CertificateRow {
    CertificateRow {
        course: course.id.clone(),
        certificate: certificate.id.clone(),
        title: say(course, &certificate.title, lang),
        criteria: say(course, &certificate.criteria, lang),
        course_title: say(course, &course.title, lang),
        state: state_of(known, progress.done_permille()),
    }
}

/// How far a certificate is, of a course or level that is `done_permille` done.
pub(super) fn state_of(known: &CertificateProgress, done_permille: u32) -> CertificateState {
    match (&known.official, known.provisional_wall_ms) {
        (Some(official), _) => CertificateState::Official { wall_ms: official.wall_ms, id: official.id.clone() },
        (None, _) if known.is_revoked => CertificateState::Revoked,
        (None, Some(wall_ms)) => CertificateState::Provisional { wall_ms },
        (None, None) => CertificateState::Open { done_permille, missing: known.missing.clone() },
    }
}

/// Whether a certificate was earned, and when.
pub(in crate::worker) fn earned_wall_ms(state: &CertificateState) -> Option<u64> {
    match state {
        CertificateState::Provisional { wall_ms } | CertificateState::Official { wall_ms, .. } => Some(*wall_ms),
        CertificateState::Open { .. } | CertificateState::Revoked => None,
    }
}

/// Whether a record tells of a certificate: it was earned, though it may have been taken back.
pub(in crate::worker) fn is_told(state: &CertificateState) -> bool {
    !matches!(state, CertificateState::Open { .. })
}

/// Whether a certificate shows something.
pub(in crate::worker) fn shows(certificate: &Certificate, what: &Shows) -> bool {
    certificate.shows.contains(what)
}

/// What a course counts for, a line each: the amount and who recognises it.
pub(in crate::worker) fn credit(course: &Course, credit: &Credit, lang: &Lang) -> String {
    let body = credit.body.as_ref().map(|body| say(course, body, lang));
    let note = credit.note.as_ref().map(|note| say(course, note, lang));
    let words = [Some(credit.amount.to_string()), body, note];
    words.into_iter().flatten().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")
}
