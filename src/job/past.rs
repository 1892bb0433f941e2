//! What somebody did in courses that are not in use here: withdrawn, of an earlier version, or learned elsewhere. Their
//! words come from packs that are here but not in use, else from the certificates that the office signed.

use super::courses::Courses;
use super::follow::Followed;
use crate::model::course::Course;
use crate::model::id::{CourseId, ProgrammeId, Slug};
use crate::model::problem::Problem;
use crate::model::programme::{Level, Programme};
use crate::model::progress::CertificateProgress;
use crate::store::{OfficialCertificate, Store};
use serde_json::Value;
use std::collections::BTreeSet;

/// What is known of it.
#[derive(Debug, Default)]
pub struct Past {
    /// Certificates of what is not in use here, and of which course or programme.
    pub earned: Vec<(CourseId, CertificateProgress)>,
    /// Courses learned in that are not in use here.
    pub opened: Vec<CourseId>,
    courses: Vec<Course>,
    programmes: Vec<Programme>,
    signed: Vec<OfficialCertificate>,
}

/// What a certificate that the office signed says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Whom it names.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The course's name.
    pub course_title: String,
    /// What was done to earn it, and the hours and the score where it tells them.
    pub criteria: String,
    /// Who gave it.
    pub issuer: String,
}

impl Past {
    /// Looks for what is not in use here. As a rule there is nothing, and nothing is read.
    ///
    /// # Errors
    /// [`Problem`] if the database does not answer. A pack that cannot be read tells nothing.
    pub fn of(store: &Store, courses: &Courses, followed: &Followed) -> Result<Self, Problem> {
        let fold = followed.fold();
        let gone = |(target, known): &(&CourseId, CertificateProgress)| !is_given(courses, target, &known.id);
        let earned: Vec<_> = fold.certificates().filter(gone).map(|(target, known)| (target.clone(), known)).collect();
        let opened: Vec<_> = fold.courses_opened().filter(|id| courses.get(id).is_err()).cloned().collect();
        let mut past = Self { earned, opened, ..Self::default() };
        let wanted: BTreeSet<_> = past.earned.iter().map(|(target, _)| target).chain(&past.opened).cloned().collect();
        if wanted.is_empty() {
            return Ok(past);
        }
        for pack in store.packs()?.iter().filter(|pack| !pack.is_active) {
            let Ok(reader) = courses.shelf().look_into(&pack.manifest) else { continue };
            let (courses, programmes) = (reader.courses(), reader.programmes());
            let is_wanted = |course: &Course| wanted.contains(&course.id);
            past.courses.extend(courses.unwrap_or_default().into_iter().filter(is_wanted));
            let is_wanted = |one: &Programme| wanted.contains(&one.id.as_target());
            past.programmes.extend(programmes.unwrap_or_default().into_iter().filter(is_wanted));
        }
        past.courses.sort_by_key(|course| std::cmp::Reverse(course.edition));
        past.programmes.sort_by_key(|programme| std::cmp::Reverse(programme.edition));
        for id in followed.ids() {
            past.signed.extend(store.official(*id)?);
        }
        Ok(past)
    }

    /// The newest edition of a course that a pack here still has.
    #[must_use]
    pub fn course(&self, id: &CourseId) -> Option<&Course> {
        self.courses.iter().find(|course| course.id == *id)
    }

    /// The same with the certificate, which an edition may have dropped.
    #[must_use]
    pub fn course_giving(&self, id: &CourseId, certificate: &Slug) -> Option<&Course> {
        self.courses.iter().find(|course| course.id == *id && course.certificate(certificate).is_some())
    }

    /// The newest edition of a programme with the certificate.
    #[must_use]
    pub fn programme_giving(&self, target: &CourseId, certificate: &Slug) -> Option<&Programme> {
        self.programmes
            .iter()
            .find(|one| one.id.as_target() == *target && one.levels.iter().any(|it| gives(it, certificate)))
    }

    /// What the official certificate `id` says; its proof was checked when it came.
    #[must_use]
    pub fn said(&self, id: &str) -> Option<Said> {
        let row = self.signed.iter().find(|row| row.id == id)?;
        let file: Value = serde_json::from_slice(&row.document).ok()?; // it could be verified: it is JSON
        let text = |pointer: &str| file.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        let subject = |what: &str| text(&format!("/credentialSubject/{what}"));
        let criteria = [subject("achievement/criteria/narrative"), subject("narrative")];
        Some(Said {
            name: subject("identifier/0/identityHash"),
            title: subject("achievement/name"),
            course_title: subject("achievement/description"),
            criteria: criteria.iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join(" "),
            issuer: text("/issuer/name"),
        })
    }
}

/// Whether a course or a programme in use here has the certificate.
fn is_given(courses: &Courses, target: &CourseId, certificate: &Slug) -> bool {
    let by_course = courses.get(target).is_ok_and(|on| on.course.certificate(certificate).is_some());
    let programme = || ProgrammeId::parse(target.as_str()).ok().and_then(|id| courses.programme(&id));
    by_course || programme().is_some_and(|on| on.programme.levels.iter().any(|level| gives(level, certificate)))
}

fn gives(level: &Level, certificate: &Slug) -> bool {
    level.certificate.as_ref().is_some_and(|given| given.id == *certificate)
}
