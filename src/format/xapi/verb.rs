//! The verbs, by their addresses at ADL, cmi5 and their neighbours.

use crate::model::event::EnrolmentState;
use serde_json::{Value, json};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// Left an attempt.
    Abandoned,
    /// Answered a question.
    Answered,
    /// Began an attempt.
    Attempted,
    /// Did all of it.
    Completed,
    /// Got a certificate.
    Earned,
    /// Read or looked.
    Experienced,
    /// Did not reach what passes.
    Failed,
    /// Opened.
    Initialized,
    /// Filled in.
    Interacted,
    /// No longer enrolled.
    Left,
    /// Signed in.
    LoggedIn,
    /// Signed out.
    LoggedOut,
    /// Reached what passes.
    Passed,
    /// Watched or listened.
    Played,
    /// Enrolled.
    Registered,
    /// Met the rule of a course.
    Satisfied,
    /// Was given points.
    Scored,
    /// Handed in.
    Submitted,
    /// Counts for nothing.
    Voided,
}

impl Verb {
    /// Of an enrolment; none where it only pauses.
    pub(super) fn of_enrolment(state: EnrolmentState) -> Option<Self> {
        match state {
            EnrolmentState::Active => Some(Self::Registered),
            EnrolmentState::Withdrawn => Some(Self::Left),
            EnrolmentState::Paused => None,
        }
    }

    /// Its address and its English word.
    fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Abandoned => ("https://w3id.org/xapi/adl/verbs/abandoned", "abandoned"),
            Self::Answered => ("http://adlnet.gov/expapi/verbs/answered", "answered"),
            Self::Attempted => ("http://adlnet.gov/expapi/verbs/attempted", "attempted"),
            Self::Completed => ("http://adlnet.gov/expapi/verbs/completed", "completed"),
            Self::Earned => ("http://id.tincanapi.com/verb/earned", "earned"),
            Self::Experienced => ("http://adlnet.gov/expapi/verbs/experienced", "experienced"),
            Self::Failed => ("http://adlnet.gov/expapi/verbs/failed", "failed"),
            Self::Initialized => ("http://adlnet.gov/expapi/verbs/initialized", "initialized"),
            Self::Interacted => ("http://adlnet.gov/expapi/verbs/interacted", "interacted"),
            Self::Left => ("http://activitystrea.ms/schema/1.0/leave", "left"),
            Self::LoggedIn => ("https://w3id.org/xapi/adl/verbs/logged-in", "logged in"),
            Self::LoggedOut => ("https://w3id.org/xapi/adl/verbs/logged-out", "logged out"),
            Self::Passed => ("http://adlnet.gov/expapi/verbs/passed", "passed"),
            Self::Played => ("https://w3id.org/xapi/video/verbs/played", "played"),
            Self::Registered => ("http://adlnet.gov/expapi/verbs/registered", "registered"),
            Self::Satisfied => ("https://w3id.org/xapi/adl/verbs/satisfied", "satisfied"),
            Self::Scored => ("http://adlnet.gov/expapi/verbs/scored", "scored"),
            Self::Submitted => ("http://activitystrea.ms/schema/1.0/submit", "submitted"),
            Self::Voided => ("http://adlnet.gov/expapi/verbs/voided", "voided"),
        }
    }

    pub(super) fn to_json(self) -> Value {
        let (id, word) = self.parts();
        json!({"id": id, "display": {"en-US": word}})
    }
}
