//! The questions an office answers.

use super::post::Steps;
use super::room::Room;
use super::told::Told;
use super::view::{ChoicesView, OfficeStep, SavedView, Unit};
use crate::model::id::{CourseId, Lang};
use crate::model::problem::Problem;
use crate::model::report::{Answer, Asked, Question};
use crate::model::text::{Text, plain};
use crate::office::registry::CourseRow;
use crate::office::{report_files, reports};
use std::collections::BTreeMap;
use std::path::Path;

fn answer(
    room: &mut Room,
    question: Question,
    asked: &Asked,
    lang: &str,
    steps: &mut Steps,
) -> Result<Answer, Problem> {
    let (now, home) = (room.now(), room.home.clone());
    let registry = room.registry()?;
    let at = || "report-counting".to_owned();
    let on_step =
        |done, total| steps.tell(OfficeStep { at: at(), unit: Unit::People, done, total, ..OfficeStep::default() });
    reports::ask_in(&home, registry, question, asked, (now, Some(lang)), on_step)
}

/// The courses and programmes that are approved here, by title.
pub(super) fn choices(room: &mut Room, lang: &str) -> Result<Told, Problem> {
    let registry = room.registry()?;
    let lang = Lang::parse(lang).ok(); // an unknown tag: each title in its first language
    let titled = |title: &Text, first: &Lang| title.get(lang.as_ref().unwrap_or(first), first).to_owned();
    let mut courses = BTreeMap::new();
    for CourseRow { course, .. } in registry.courses()? {
        courses.insert(course.id.clone(), titled(&course.title, course.first_language())); // the newest edition stays
    }
    let mut programmes = BTreeMap::new();
    for programme in registry.programmes()? {
        programmes.insert(programme.id.as_target(), titled(&programme.title, programme.first_language()));
    }
    let by_title = |all: BTreeMap<CourseId, String>| {
        let mut all: Vec<_> = all.into_iter().collect();
        all.sort_by_cached_key(|(_, title)| plain(title));
        all
    };
    Ok(Told::Choices(ChoicesView { courses: by_title(courses), programmes: by_title(programmes) }))
}

/// Answers one.
pub(super) fn ask(
    room: &mut Room,
    question: Question,
    asked: &Asked,
    lang: &str,
    steps: &mut Steps,
) -> Result<Told, Problem> {
    Ok(Told::Answer(Box::new(answer(room, question, asked, lang, steps)?)))
}

/// Answers one anew, and writes it as CSV and PDF.
pub(super) fn save(
    room: &mut Room,
    (question, asked): (Question, &Asked),
    lang: &str,
    folder: &Path,
    steps: &mut Steps,
) -> Result<Told, Problem> {
    let answer = answer(room, question, asked, lang, steps)?;
    let files = report_files::save(&room.home, &answer, lang, room.now(), folder)?;
    Ok(Told::Saved(SavedView { folder: folder.to_owned(), files }))
}
