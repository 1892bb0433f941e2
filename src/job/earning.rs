//! Certificates that are due and not recorded yet: what follows from a learner's progress, for whoever writes it down —
//! their own sitting, or staff who marked what was still missing.

use super::courses::Courses;
use super::follow::Followed;
use crate::model::event::CertificateProvisional;
use crate::model::progress::{CertificateProgress, CourseProgress};

/// Every certificate that is due by `progress` and by what builds on it: of the course, of other courses, of the levels of
/// programmes. The course's own come first.
pub(super) fn due(followed: &Followed, courses: &Courses, progress: &CourseProgress) -> Vec<CertificateProvisional> {
    let mut due = due_in(progress);
    if progress.is_done {
        let others = courses.all().filter(|other| other.course.id != progress.course);
        for other in others.filter(|other| !other.course.certificates.is_empty()) {
            due.extend(due_in(&followed.course(&other.course, courses)));
        }
        due.extend(levels(followed, courses));
    }
    due
}

fn due_in(progress: &CourseProgress) -> Vec<CertificateProvisional> {
    let new = progress.certificates.iter().filter(|certificate| is_new(certificate));
    let body = |certificate: &CertificateProgress| CertificateProvisional {
        cert: certificate.id.clone(),
        target: progress.course.clone(),
        edition: progress.edition,
        rule_id: certificate.id.to_string(),
        active_ms: progress.time.credited_ms,
        score: progress.score_permille.unwrap_or(0),
    };
    new.map(body).collect()
}

/// Those of levels stand under the programme's id.
fn levels(followed: &Followed, courses: &Courses) -> Vec<CertificateProvisional> {
    let mut due = Vec::new();
    for on in courses.programmes() {
        let progress = followed.programme(&on.programme, courses);
        for level in &progress.levels {
            let Some(certificate) = level.certificate.as_ref().filter(|certificate| is_new(certificate)) else {
                continue;
            };
            due.push(CertificateProvisional {
                cert: certificate.id.clone(),
                target: progress.programme.as_target(),
                edition: progress.edition,
                rule_id: certificate.id.to_string(),
                active_ms: progress.active_ms,
                score: level.score_permille.unwrap_or(0),
            });
        }
    }
    due
}

/// Due, and never recorded.
fn is_new(certificate: &CertificateProgress) -> bool {
    certificate.is_due
        && certificate.provisional_wall_ms.is_none()
        && certificate.official.is_none()
        && !certificate.is_revoked
}
