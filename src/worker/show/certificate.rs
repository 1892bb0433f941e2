//! A certificate as it is drawn and printed, for its owner and for staff.

use super::course::{certificates, credit, earned_wall_ms, language, say, shows};
use super::home::local_day;
use super::programme::Owner;
use crate::model::course::{Course, Shows};
use crate::model::id::{Lang, Slug};
use crate::model::progress::CourseProgress;
use crate::worker::view::CertificateView;

/// What stands on the certificates of one person in one course.
pub(in crate::worker) struct Paper<'a> {
    pub course: &'a Course,
    pub progress: &'a CourseProgress,
    /// The language its owner reads.
    pub lang: &'a Lang,
    pub owner: &'a Owner<'a>,
}

impl Paper<'_> {
    /// One of the course's certificates; none if it has no such one.
    pub(in crate::worker) fn view(&self, certificate: &Slug) -> Option<CertificateView> {
        let (course, lang, owner) = (self.course, self.lang, self.owner);
        let given = course.certificate(certificate)?;
        let rows = certificates(course, self.progress, lang);
        let row = rows.into_iter().find(|row| row.certificate == *certificate)?;
        let earned_ms = earned_wall_ms(&row.state).unwrap_or(owner.now_ms);
        let shows = |what: &Shows| shows(given, what);
        let outcomes = course.outcomes.iter().filter(|_| shows(&Shows::Outcomes));
        let credits = course.credit.iter().filter(|_| shows(&Shows::Credit));
        Some(CertificateView {
            learner_name: owner.name.to_owned(),
            day: local_day(earned_ms, owner.zone).map(|day| day.to_string()).unwrap_or_default(),
            issuer: owner.issuer.to_owned(),
            active_ms: shows(&Shows::Hours).then_some(self.progress.time.credited_ms),
            score_permille: self.progress.score_permille.filter(|_| shows(&Shows::Score)),
            outcomes: outcomes.map(|outcome| say(course, &outcome.text, lang)).collect(),
            credit: credits.map(|one| credit(course, one, lang)).collect(),
            lang: language(course, lang),
            may_print: owner.may.0,
            may_save: owner.may.1,
            row,
        })
    }
}
