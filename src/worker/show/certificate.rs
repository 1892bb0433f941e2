//! A certificate as it is drawn and printed, for its owner and for staff.

use super::course::{certificates, credit, earned_wall_ms, language, say, shows};
use super::home::local_day;
use crate::job::courses::StationCourse;
use crate::model::course::Shows;
use crate::model::id::{Lang, Slug};
use crate::model::progress::CourseProgress;
use crate::worker::view::CertificateView;
use jiff::tz::TimeZone;

/// What stands on the certificates of one person in one course.
pub(in crate::worker) struct Paper<'a> {
    pub on: &'a StationCourse,
    pub progress: &'a CourseProgress,
    /// The language its owner reads.
    pub lang: &'a Lang,
    /// Its owner's name.
    pub name: &'a str,
    /// The office's name.
    pub issuer: &'a str,
    pub zone: &'a TimeZone,
    /// For a certificate that is not earned yet.
    pub now_ms: u64,
}

impl Paper<'_> {
    /// One of the course's certificates; none if it has no such one. `may` says whether it may be printed and saved.
    pub(in crate::worker) fn view(&self, certificate: &Slug, may: (bool, bool)) -> Option<CertificateView> {
        let (course, lang) = (&self.on.course, self.lang);
        let given = course.certificate(certificate)?;
        let rows = certificates(course, self.progress, lang);
        let row = rows.into_iter().find(|row| row.certificate == *certificate)?;
        let earned_ms = earned_wall_ms(&row.state).unwrap_or(self.now_ms);
        let shows = |what: &Shows| shows(given, what);
        let outcomes = course.outcomes.iter().filter(|_| shows(&Shows::Outcomes));
        let credits = course.credit.iter().filter(|_| shows(&Shows::Credit));
        Some(CertificateView {
            learner_name: self.name.to_owned(),
            day: local_day(earned_ms, self.zone).map(|day| day.to_string()).unwrap_or_default(),
            issuer: self.issuer.to_owned(),
            active_ms: shows(&Shows::Hours).then_some(self.progress.time.credited_ms),
            score_permille: self.progress.score_permille.filter(|_| shows(&Shows::Score)),
            outcomes: outcomes.map(|outcome| say(course, &outcome.text, lang)).collect(),
            credit: credits.map(|one| credit(course, one, lang)).collect(),
            lang: language(course, lang),
            may_print: may.0,
            may_save: may.1,
            row,
        })
    }
}
