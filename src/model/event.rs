//! What happened: the header every event has, and the body of each kind.
//!
//! The bytes, the hashes and the chain are [`crate::format::event_log`]'s; what follows from a set of events is the
//! fold's. A kind that this program does not know, or a body of a known kind in a shape it does not know, is kept
//! whole as [`Body::Opaque`]: verified, stored, exported and acknowledged, but not folded. Times are `u64`
//! milliseconds since 1970-01-01T00:00:00Z; ratios are ‰; no body has a null or a fraction.
//!
//! A body may be *withheld* from an export if it holds text somebody wrote freely ([`Body::has_free_text`]).
//! PIN and passphrase verifiers are in no event.

mod header;
mod learning;
mod marking;
mod people;
mod place;

pub use header::{Actor, Draft, Event, HEADER_VERSION, Header, Range, Tip, forks};
pub use learning::*;
pub use marking::*;
pub use people::*;
pub use place::*;

use super::id::CourseId;
use serde::Serialize;
use serde_json::Value;

macro_rules! bodies {
    ($($name:ident($shape:ty) = $kind:literal;)*) => {
        /// The body of an event, by its kind.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Body {
            $(
                #[doc = concat!("`", $kind, "`")]
                $name($shape),
            )*
            /// Of a kind or shape that this program does not know: kept as it came.
            Opaque {
                /// The header's kind.
                kind: String,
                /// The body, an object.
                value: Value,
            },
        }

        impl Body {
            /// The kinds this program knows.
            pub const KINDS: &[&str] = &[$($kind,)*];

            /// The header's `kind`.
            #[must_use]
            pub fn kind(&self) -> &str {
                match self {
                    $(Self::$name(_) => $kind,)*
                    Self::Opaque { kind, .. } => kind,
                }
            }

            /// Reads the body of an event of `kind`. Whatever does not read back as exactly the same value is kept opaque.
            #[must_use]
            pub fn read(kind: &str, value: Value) -> Self {
                let known = match kind {
                    $($kind => read_as::<$shape>(&value).map(Self::$name),)*
                    _ => None,
                };
                known.unwrap_or_else(|| Self::Opaque { kind: kind.to_owned(), value })
            }

            /// Reads the body of an event of `kind` from its text: the same as [`Self::read`], and sooner for those that are
            /// written in the order of their fields' names, as what comes most often is.
            ///
            /// # Errors
            /// A text that is no JSON.
            pub fn from_text(kind: &str, text: &[u8]) -> Result<Self, serde_json::Error> {
                let known = match kind {
                    $($kind => written_as::<$shape>(text).map(Self::$name),)*
                    _ => None,
                };
                known.map_or_else(|| Ok(Self::read(kind, serde_json::from_slice(text)?)), Ok)
            }

            /// The body as a JSON value.
            ///
            /// # Errors
            /// None for bodies read or made in Rust; kept because serde may refuse.
            pub fn to_value(&self) -> Result<Value, serde_json::Error> {
                match self {
                    $(Self::$name(body) => serde_json::to_value(body),)*
                    Self::Opaque { value, .. } => Ok(value.clone()),
                }
            }
        }
    };
}

/// The typed body, if writing it again gives the same value.
fn read_as<T: serde::de::DeserializeOwned + Serialize>(value: &Value) -> Option<T> {
    let body: T = serde::Deserialize::deserialize(value).ok()?;
    (serde_json::to_value(&body).ok()? == *value).then_some(body)
}

/// The typed body, if writing it again gives the same text.
fn written_as<T: serde::de::DeserializeOwned + Serialize>(text: &[u8]) -> Option<T> {
    let body: T = serde_json::from_slice(text).ok()?;
    (serde_json::to_vec(&body).ok()? == text).then_some(body)
}

bodies! {
    EpochStarted(EpochStarted) = "epoch.started";
    StationConfigured(StationConfigured) = "station.configured";
    StationDamage(StationDamage) = "station.damage";
    ClockJumped(ClockChange) = "clock.jumped";
    ClockSet(ClockChange) = "clock.set";
    TrustUpdated(TrustUpdated) = "trust.updated";
    PackImported(PackImported) = "pack.imported";
    PackActivated(PackNamed) = "pack.activated";
    PackRemoved(PackNamed) = "pack.removed";
    PackWithdrawn(PackNamed) = "pack.withdrawn";
    ExportStarted(ExportStarted) = "export.started";
    ExportFinished(ExportFinished) = "export.finished";
    ReceiptTaken(ReceiptTaken) = "receipt.taken";
    RosterTaken(RosterTaken) = "roster.taken";
    RecordTaken(RecordTaken) = "record.taken";
    StaffAdded(StaffSet) = "staff.added";
    StaffChanged(StaffSet) = "staff.changed";
    AuthMethodSet(AuthMethodSet) = "auth.method_set";
    AuthDelayed(AuthDelayed) = "auth.delayed";
    BackupMade(BackupMade) = "backup.made";
    LearnerAdded(LearnerAdded) = "learner.added";
    LearnerChanged(LearnerChanged) = "learner.changed";
    LearnerMerged(LearnerAlias) = "learner.merged";
    LearnerUnmerged(LearnerAlias) = "learner.unmerged";
    LearnerStatusSet(LearnerStatusSet) = "learner.status";
    LearnerPlaced(LearnerPlaced) = "learner.placed";
    GroupSet(GroupSet) = "group.set";
    EnrolmentSet(EnrolmentSet) = "enrolment.set";
    EnrolmentMoved(EnrolmentMoved) = "enrolment.moved";
    SessionStarted(SessionStarted) = "session.started";
    SessionEnded(SessionEnded) = "session.ended";
    LessonOpened(LessonOpened) = "lesson.opened";
    LessonSpan(LessonSpan) = "lesson.span";
    LessonSignedOff(LessonSignedOff) = "lesson.signed_off";
    QuizOpened(QuizOpened) = "quiz.opened";
    QuizStarted(QuizStarted) = "quiz.started";
    QuizHinted(QuizHinted) = "quiz.hinted";
    QuizAnswered(QuizAnswered) = "quiz.answered";
    QuizFinished(QuizFinished) = "quiz.finished";
    QuizVoided(QuizVoided) = "quiz.voided";
    QuizMarked(QuizMarked) = "quiz.marked";
    QuizCommented(QuizCommented) = "quiz.commented";
    AssignmentSubmitted(AssignmentSubmitted) = "assignment.submitted";
    AssignmentMarked(AssignmentMarked) = "assignment.marked";
    CodeRun(CodeRun) = "code.run";
    FormSaved(FormSaved) = "form.saved";
    NoteSaved(NoteSaved) = "note.saved";
    HighlightSet(HighlightSet) = "highlight.set";
    BookmarkSet(BookmarkSet) = "bookmark.set";
    JournalSaved(JournalSaved) = "journal.saved";
    PacketChosen(PacketChosen) = "packet.chosen";
    GoalSet(GoalSet) = "goal.set";
    GoalSignedOff(GoalSignedOff) = "goal.signed_off";
    CardReviewed(CardReviewed) = "card.reviewed";
    ShortlistSet(ShortlistSet) = "shortlist.set";
    PreferenceSet(PreferenceSet) = "preference.set";
    CertificateProvisional(CertificateProvisional) = "certificate.provisional";
    CertificateOfficial(CertificateNamed) = "certificate.official";
    CertificateRevoked(CertificateNamed) = "certificate.revoked";
    CertificateSaved(CertificateSaved) = "certificate.saved";
    CredentialOutside(CredentialOutside) = "credential.outside";
    CreditGranted(CreditGranted) = "credit.granted";
    Correction(Correction) = "correction";
    ForkDecided(ForkDecided) = "fork.decided";
    StationDecided(StationDecided) = "station.decided";
}

/// Kinds whose body may be withheld, because it can hold free text. A withheld body of another known kind is refused.
pub const WITHHOLDABLE_KINDS: &[&str] = &[
    "lesson.signed_off",
    "quiz.answered",
    "quiz.commented",
    "assignment.submitted",
    "assignment.marked",
    "code.run",
    "form.saved",
    "note.saved",
    "journal.saved",
    "packet.chosen",
];

/// True if an event of `kind` may come without its body. Kinds not known here may: a newer station knows which.
#[must_use]
pub fn may_be_withheld(kind: &str) -> bool {
    WITHHOLDABLE_KINDS.contains(&kind) || !Body::KINDS.contains(&kind)
}

impl Body {
    /// True if this very body holds text somebody wrote freely: what a policy of `free_text` other than `reviewed`
    /// keeps on the station. An answer chosen from given options is not free text. Opaque bodies are taken to hold some.
    #[must_use]
    pub fn has_free_text(&self) -> bool {
        match self {
            Self::LessonSignedOff(body) => body.note.is_some(),
            Self::QuizAnswered(body) => body.answer.is_free_text(),
            Self::AssignmentMarked(body) => body.comment.is_some(),
            Self::QuizCommented(_) | Self::AssignmentSubmitted(_) | Self::CodeRun(_) | Self::FormSaved(_) => true,
            Self::PacketChosen(body) => body.text.is_some(),
            Self::NoteSaved(_) | Self::JournalSaved(_) | Self::Opaque { .. } => true,
            _ => false,
        }
    }

    /// True if this body stays on its station whatever the policy says: a journal is its writer's own.
    #[must_use]
    pub fn is_private(&self) -> bool {
        matches!(self, Self::JournalSaved(_))
    }

    /// The course this event belongs to, if it belongs to one: the fold runs per (person, course).
    #[must_use]
    pub fn course(&self) -> Option<&CourseId> {
        match self {
            Self::LessonOpened(LessonOpened { at, .. })
            | Self::LessonSpan(LessonSpan { at, .. })
            | Self::LessonSignedOff(LessonSignedOff { at, .. })
            | Self::QuizOpened(QuizOpened { at, .. })
            | Self::QuizStarted(QuizStarted { at, .. })
            | Self::QuizHinted(QuizHinted { at, .. })
            | Self::QuizAnswered(QuizAnswered { at, .. })
            | Self::QuizFinished(QuizFinished { at, .. })
            | Self::QuizVoided(QuizVoided { at, .. })
            | Self::QuizMarked(QuizMarked { at, .. })
            | Self::QuizCommented(QuizCommented { at, .. })
            | Self::AssignmentSubmitted(AssignmentSubmitted { at, .. })
            | Self::AssignmentMarked(AssignmentMarked { at, .. })
            | Self::CodeRun(CodeRun { at, .. })
            | Self::FormSaved(FormSaved { at, .. })
            | Self::NoteSaved(NoteSaved { at, .. })
            | Self::HighlightSet(HighlightSet { at, .. })
            | Self::BookmarkSet(BookmarkSet { at, .. }) => Some(&at.course),
            Self::CardReviewed(body) => Some(&body.course),
            Self::EnrolmentMoved(body) => Some(&body.course),
            Self::EnrolmentSet(body) if body.kind == TargetKind::Course => Some(&body.target),
            Self::CertificateProvisional(body) => Some(&body.target),
            Self::CertificateOfficial(body) | Self::CertificateRevoked(body) => Some(&body.target),
            Self::CertificateSaved(body) => Some(&body.target),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
