//! The fold itself: a learner's events in, in any order and any number of times, the same state out.
//!
//! Every part of the state is a set, a union, a first or a last by `(lamport, hash)`; so taking events one by one, in
//! any order, equals taking them all at once. The one exception is a new correction, which reaches back to what was
//! taken before: then the fold asks to be made again from the whole set.

use super::CertificateProgress;
use super::RULES_VERSION;
use super::certificates::CertificateFold;
use super::corrections::Corrections;
use super::keepings::Keepings;
use super::lesson::LessonFold;
use super::stamp::Stamp;
use crate::model::event::{
    AssignmentMarked, AssignmentSubmitted, Body, CertificateNamed, CertificateProvisional, CodeRun, EnrolmentState,
    Event, FormSaved, LessonOpened, LessonRef, LessonSignedOff, LessonSpan, QuizAnswered, QuizCommented, QuizFinished,
    QuizHinted, QuizMarked, QuizOpened, QuizStarted, QuizVoided, TargetKind,
};
use crate::model::id::{CourseId, Hash, LessonId, Slug};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Where order matters: lamport time, then hash.
pub(super) type Order = (u64, Hash);

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is in the state now.
    Counted,
    /// It changes nothing: known, withheld, voided, or of a kind this version does not fold.
    Nothing,
    /// It corrects what was taken before: make the fold again from all events ([`LearnerFold::of`]).
    Refold,
}

/// Whose progress an event changes ([`LearnerFold::touched`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// No course's.
    None,
    /// One course's, and that of courses which build on it.
    Course(CourseId),
    /// Perhaps every course's.
    All,
}

/// What a person is enrolled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// A course or a programme.
    pub kind: TargetKind,
    /// Its edition.
    pub edition: u32,
    /// The day it should be done by.
    pub due: Option<String>,
    /// Where it stands.
    pub state: EnrolmentState,
}

/// All that follows from one person's events. Several ids of one person are folded together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearnerFold {
    rules: u32,
    courses: BTreeMap<CourseId, CourseFold>,
    enrolments: BTreeMap<CourseId, (Order, Enrolment)>,
    keepings: Keepings,
    corrections: Corrections,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CourseFold {
    pub lessons: BTreeMap<LessonId, LessonFold>,
    pub certificates: BTreeMap<Slug, CertificateFold>,
}

impl Default for LearnerFold {
    fn default() -> Self {
        Self {
            rules: RULES_VERSION,
            courses: BTreeMap::new(),
            enrolments: BTreeMap::new(),
            keepings: Keepings::default(),
            corrections: Corrections::default(),
        }
    }
}

impl LearnerFold {
    /// The fold of a whole set of events.
    pub fn of<'a, I>(events: I) -> Self
    where
        I: IntoIterator<Item = &'a Event>,
        I::IntoIter: Clone,
    {
        let events = events.into_iter();
        let mut fold = Self { corrections: Corrections::of(events.clone()), ..Self::default() };
        for event in events {
            fold.take(event);
        }
        fold
    }

    /// Whether a stored fold was made by these rules; otherwise it must be made again.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.rules == RULES_VERSION
    }

    /// Takes one more event.
    pub fn take(&mut self, event: &Event) -> Taken {
        let Some(body) = event.body() else { return Taken::Nothing };
        if let Body::Correction(_) = body {
            return if self.corrections.take(event) { Taken::Refold } else { Taken::Nothing };
        }
        let stamp = Stamp::of(event);
        let is_counted = match self.corrections.instead_of(event) {
            None => self.count(&stamp, body),
            Some(None) => false,
            Some(Some(replacement)) => self.count(&stamp, &replacement),
        };
        if is_counted { Taken::Counted } else { Taken::Nothing }
    }

    /// Of which course an event changes the progress, if of any. A corrected event may be of another course than it says:
    /// then every course may change.
    #[must_use]
    pub fn touched(&self, event: &Event) -> Touched {
        let Some(body) = event.body() else { return Touched::None };
        if self.corrections.instead_of(event).is_some() {
            return Touched::All;
        }
        match body {
            Body::LessonOpened(LessonOpened { at, .. })
            | Body::LessonSpan(LessonSpan { at, .. })
            | Body::LessonSignedOff(LessonSignedOff { at, .. })
            | Body::QuizOpened(QuizOpened { at, .. })
            | Body::QuizStarted(QuizStarted { at, .. })
            | Body::QuizHinted(QuizHinted { at, .. })
            | Body::QuizAnswered(QuizAnswered { at, .. })
            | Body::QuizFinished(QuizFinished { at, .. })
            | Body::QuizVoided(QuizVoided { at, .. })
            | Body::QuizMarked(QuizMarked { at, .. })
            | Body::QuizCommented(QuizCommented { at, .. })
            | Body::AssignmentSubmitted(AssignmentSubmitted { at, .. })
            | Body::AssignmentMarked(AssignmentMarked { at, .. })
            | Body::CodeRun(CodeRun { at, .. })
            | Body::FormSaved(FormSaved { at, .. }) => Touched::Course(at.course.clone()),
            Body::CertificateProvisional(CertificateProvisional { target, .. })
            | Body::CertificateOfficial(CertificateNamed { target, .. })
            | Body::CertificateRevoked(CertificateNamed { target, .. }) => Touched::Course(target.clone()),
            Body::Correction(_) => Touched::All,
            _ => Touched::None,
        }
    }

    /// The fold of the span's course alone, as if the span, which is not an event yet, were the last one.
    #[must_use]
    pub fn with_pending(&self, span: &LessonSpan) -> Self {
        let known = self.courses.get(&span.at.course).cloned().unwrap_or_default();
        let mut fold = Self { courses: BTreeMap::from([(span.at.course.clone(), known)]), ..Self::default() };
        fold.lesson(&span.at).span(&Stamp::pending(span.active_ms), span);
        fold
    }

    /// The courses that anything is known of.
    pub fn courses(&self) -> impl Iterator<Item = &CourseId> {
        self.courses.keys()
    }

    /// The courses of which a lesson was opened; programmes have no lessons.
    pub fn courses_opened(&self) -> impl Iterator<Item = &CourseId> {
        self.courses.iter().filter(|(_, course)| !course.lessons.is_empty()).map(|(id, _)| id)
    }

    /// The certificates that anything is known of, of courses and of levels, whatever editions there are.
    pub fn certificates(&self) -> impl Iterator<Item = (&CourseId, CertificateProgress)> {
        self.courses.iter().flat_map(|(target, course)| {
            course.certificates.iter().map(move |(certificate, fold)| (target, fold.progress(certificate, Vec::new())))
        })
    }

    /// What they are enrolled in.
    pub fn enrolments(&self) -> impl Iterator<Item = (&CourseId, &Enrolment)> {
        self.enrolments.iter().map(|(target, (_, enrolment))| (target, enrolment))
    }

    /// What they keep for themselves: notes, bookmarks, forms, goals.
    #[must_use]
    pub fn keepings(&self) -> &Keepings {
        &self.keepings
    }

    pub(super) fn course(&self, course: &CourseId) -> Option<&CourseFold> {
        self.courses.get(course)
    }

    pub(super) fn all_lessons(&self) -> impl Iterator<Item = (&CourseId, &LessonId, &LessonFold)> {
        self.courses.iter().flat_map(|(id, course)| course.lessons.iter().map(move |(lesson, fold)| (id, lesson, fold)))
    }

    pub(super) fn all_courses(&self) -> impl Iterator<Item = &CourseFold> {
        self.courses.values()
    }

    pub(super) fn all_courses_by_id(&self) -> impl Iterator<Item = (&CourseId, &CourseFold)> {
        self.courses.iter()
    }

    /// What counts of an event: its body, the one a correction put in its place, or nothing.
    #[must_use]
    pub fn counted_body<'a>(&self, event: &'a Event) -> Option<Cow<'a, Body>> {
        match self.corrections.instead_of(event) {
            None => event.body().map(Cow::Borrowed),
            Some(body) => body.map(Cow::Owned),
        }
    }

    fn lesson(&mut self, at: &LessonRef) -> &mut LessonFold {
        self.courses.entry(at.course.clone()).or_default().lessons.entry(at.lesson.clone()).or_default()
    }

    fn certificate(&mut self, target: &CourseId, certificate: &Slug) -> &mut CertificateFold {
        self.courses.entry(target.clone()).or_default().certificates.entry(certificate.clone()).or_default()
    }

    fn count(&mut self, stamp: &Stamp, body: &Body) -> bool {
        match body {
            Body::LessonOpened(body) => self.lesson(&body.at).open(stamp),
            Body::LessonSpan(body) => self.lesson(&body.at).span(stamp, body),
            Body::LessonSignedOff(body) => self.lesson(&body.at).sign_off(stamp),
            Body::QuizOpened(body) => self.lesson(&body.at).open_quiz(stamp, body.until),
            Body::QuizStarted(body) => self.lesson(&body.at).start(stamp, body),
            Body::QuizHinted(body) => self.lesson(&body.at).hint(stamp, body),
            Body::QuizAnswered(body) => self.lesson(&body.at).answer(stamp, body),
            Body::QuizFinished(body) => self.lesson(&body.at).finish(stamp, body),
            Body::QuizVoided(body) => self.lesson(&body.at).void(stamp, body.attempt),
            Body::QuizMarked(body) => self.lesson(&body.at).mark_answer(stamp, body),
            Body::QuizCommented(body) => self.lesson(&body.at).comment(stamp, body),
            Body::AssignmentSubmitted(body) => self.lesson(&body.at).submit(stamp, body),
            Body::AssignmentMarked(body) => self.lesson(&body.at).mark(stamp, body),
            Body::CodeRun(body) => self.lesson(&body.at).run(stamp, body),
            Body::FormSaved(body) => {
                self.lesson(&body.at).save_form(stamp);
                self.keepings.form(stamp.order, body);
            }
            Body::EnrolmentSet(body) => {
                let state =
                    Enrolment { kind: body.kind, edition: body.edition, due: body.due.clone(), state: body.state };
                keep_last(&mut self.enrolments, &body.target, stamp.order, state);
            }
            Body::CertificateProvisional(body) => self.certificate(&body.target, &body.cert).record(stamp),
            Body::CertificateOfficial(body) => self.certificate(&body.target, &body.cert).issue(stamp, body),
            Body::CertificateRevoked(body) => self.certificate(&body.target, &body.cert).revoke(body),
            other => return self.keepings.take(stamp, other),
        }
        true
    }
}

/// The value of the earliest event.
pub(super) fn keep_first<T>(slot: &mut Option<(Order, T)>, order: Order, value: T) {
    if slot.as_ref().is_none_or(|(held, _)| order < *held) {
        *slot = Some((order, value));
    }
}

/// The value of the latest event.
pub(super) fn keep_latest<T>(slot: &mut Option<(Order, T)>, order: Order, value: T) {
    if slot.as_ref().is_none_or(|(held, _)| order > *held) {
        *slot = Some((order, value));
    }
}

/// The value of the latest event, by key.
pub(super) fn keep_last<K: Ord + Clone, T>(map: &mut BTreeMap<K, (Order, T)>, key: &K, order: Order, value: T) {
    if map.get(key).is_none_or(|(held, _)| order > *held) {
        map.insert(key.clone(), (order, value));
    }
}
