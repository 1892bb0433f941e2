//! The questions an office answers.

use super::post::Steps;
use super::room::Room;
use super::told::Told;
use super::view::{OfficeStep, SavedView};
use crate::model::problem::Problem;
use crate::model::report::{Answer, Asked, Question};
use crate::office::{report_files, reports};
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
    let on_step = |done, total| {
        steps.tell(OfficeStep { at: "report-counting".into(), files: (done, total), ..OfficeStep::default() })
    };
    reports::ask_in(&home, registry, question, asked, (now, Some(lang)), on_step)
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
