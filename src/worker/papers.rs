//! Papers as PDF files: certificates, slips, and what a screen laid out itself.

use super::event::News;
use super::room::{OnStation, Who};
use super::show::home::local_stamp;
use crate::job::papers::{slip_sheets, write_pdf};
use crate::model::event::{Body, CertificateSaved, Draft, SavedTo};
use crate::model::id::{CourseId, ExportId, Lang, LearnerId, Slug};
use crate::model::problem::{Code, Problem};
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Writes sheets that a screen laid out: for staff, and for who has just set the station up.
pub(super) fn save_paper(
    station: &OnStation,
    name: &str,
    sheets: &[Sheet],
    folder: Option<PathBuf>,
) -> Result<News, Problem> {
    match station.who {
        Who::Learner { .. } => Err(Problem::new(Code::StaffRole)),
        Who::Staff(_) | Who::Nobody => save(station, name, sheets, folder),
    }
}

/// Writes sheets into a folder, or among the papers of the home.
fn save(station: &OnStation, name: &str, sheets: &[Sheet], folder: Option<PathBuf>) -> Result<News, Problem> {
    let folder = folder.unwrap_or_else(|| station.open.home.root().join("papers"));
    let name = format!("{name}-{}", local_stamp(station.open.store.clock().wall_ms(), &station.zone()));
    Ok(News::FileWritten { path: write_pdf(&folder, &name, sheets)? })
}

/// Writes a certificate that was earned, and notes it.
pub(super) fn save_certificate(
    station: &mut OnStation,
    course: &CourseId,
    certificate: &Slug,
    sheet: &Sheet,
    folder: Option<PathBuf>,
    to: SavedTo,
) -> Result<News, Problem> {
    let is_allowed = match to {
        SavedTo::Print => station.settings.print,
        SavedTo::Pdf => station.settings.save_pdf,
    };
    if !is_allowed {
        return Err(Problem::new(Code::StaffRole));
    }
    let (learner, session) = {
        let sitting = station.sitting()?;
        (sitting.study.learner().id, sitting.study.session())
    };
    let written = save(station, &format!("certificate-{certificate}"), std::slice::from_ref(sheet), folder)?;
    let body = CertificateSaved { cert: certificate.clone(), target: course.clone(), to };
    station.open.store.append(Draft::learner(learner, session, Body::CertificateSaved(body)))?;
    Ok(written)
}

/// Staff write a certificate that somebody earned. The policy says what learners may print and save, not what staff may.
pub(super) fn save_certificate_of(
    station: &mut OnStation,
    learner: LearnerId,
    course: &CourseId,
    certificate: &Slug,
    sheet: &Sheet,
    folder: Option<PathBuf>,
    to: SavedTo,
) -> Result<News, Problem> {
    let by = station.actor()?;
    let earned = super::desk::earned(station, learner)?;
    if !earned.iter().any(|view| view.row.course == *course && view.row.certificate == *certificate) {
        return Err(Problem::new(Code::CertificateNotEarned).because(format!("{certificate} of {course}")));
    }
    let written = save(station, &format!("certificate-{certificate}"), std::slice::from_ref(sheet), folder)?;
    let body = CertificateSaved { cert: certificate.clone(), target: course.clone(), to };
    station.open.store.append(Draft::by(by, Body::CertificateSaved(body)).about(learner))?;
    Ok(written)
}

/// Writes the slip of an export.
pub(super) fn save_slip(
    station: &OnStation,
    export: ExportId,
    words: &BTreeMap<String, String>,
    facts: &[String; 3],
    lang: &Lang,
    folder: Option<PathBuf>,
) -> Result<News, Problem> {
    station.staff()?;
    save(station, "slip", &slip_sheets(&station.open.store, export, words, facts, lang)?, folder)
}
