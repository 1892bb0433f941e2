//! Certificates that stations recorded and that are not issued: what becomes of each by the office's own count. Issuing
//! and foreseeing share it, so that what was foreseen is what is issued.

use super::aliases::Aliases;
use super::known::{Count, Known};
use super::registry::{IssuedRow, RecordedRow, Registry, RegistryError};
use crate::model::course::{Certificate, Credit};
use crate::model::event::{Body, CertificateProvisional, Event};
use crate::model::id::{CourseId, EpochId, Lang, LearnerId, Slug, StationId};
use crate::model::programme::Level;
use crate::model::progress::{CourseProgress, LearnerFold, ProgrammeProgress};
use crate::model::text::Text;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// What the office counts with, the same for everybody.
pub(super) struct Counting {
    pub(super) aliases: Aliases,
    /// Epochs after a fork that nobody decided.
    pub(super) held: BTreeSet<EpochId>,
    approved: Known,
}

/// What becomes of a certificate that a station recorded.
pub(super) enum Becomes {
    /// The office's own count bears it out.
    Issued(Box<BorneOut>),
    /// It does not.
    NotBorneOut,
    /// It was recorded only after a fork that nobody decided.
    WaitsForFork,
    /// This office has not approved what it is of, and cannot count it.
    UnknownCourse,
}

/// A certificate that was recorded and is not issued.
pub(super) struct Judged<'a> {
    /// The course or programme.
    pub(super) target: CourseId,
    /// The event that decides: the earliest that is not held, if there is one.
    pub(super) event: &'a Event,
    /// When the office first saw it, ms.
    pub(super) opened: u64,
    pub(super) becomes: Becomes,
}

impl Counting {
    pub(super) fn of(registry: &Registry) -> Result<Self, RegistryError> {
        let (aliases, held) = (Aliases::read(registry)?, registry.held_epochs()?);
        Ok(Self { aliases, held, approved: Known::of(registry)? })
    }

    /// As if every fork were decided: what becomes of people's ids waits for none.
    pub(super) fn after_all_forks(registry: &Registry, aliases: Aliases) -> Result<Self, RegistryError> {
        Ok(Self { aliases, held: BTreeSet::new(), approved: Known::of(registry)? })
    }

    /// Everybody of whom a certificate is recorded that they do not have, or had and was taken back (whether it may be
    /// issued again is for [`Counting::judge`] to say), by the id in front. What is kept apart of `released` stations
    /// counts too, and so does `more`.
    pub(super) fn open(
        &self,
        registry: &Registry,
        released: &BTreeSet<StationId>,
        more: &[RecordedRow],
    ) -> Result<BTreeSet<LearnerId>, RegistryError> {
        let mut have: BTreeSet<(LearnerId, CourseId, Slug)> = BTreeSet::new();
        registry.each_issued(|learner, course, cert| {
            have.insert((self.aliases.front(learner), course, cert));
        })?;
        let mut open = BTreeSet::new();
        let mut look = |row: RecordedRow| {
            let front = self.aliases.front(row.learner);
            if !have.contains(&(front, row.target, row.cert)) {
                open.insert(front);
            }
        };
        registry.each_recorded(released, &mut look)?;
        more.iter().cloned().for_each(look);
        Ok(open)
    }

    /// What becomes of each certificate that is recorded in a person's events, but of those they `have`. One that was taken
    /// back for its own sake is not issued again; one that was only because two turned out to be two may be.
    pub(super) fn judge<'a>(&self, events: &'a [(Event, u64)], have: &[IssuedRow]) -> Vec<Judged<'a>> {
        let fold = LazyCell::new(|| LearnerFold::of(events.iter().map(|(event, _)| event)));
        let count = LazyCell::new(|| Count {
            fold: &fold,
            held: &self.held,
            elsewhere: self.approved.elsewhere(&fold, &self.held),
        });
        let mut out = Vec::new();
        for ((target, cert), notes) in recorded(events) {
            if have.iter().any(|row| row.course == target && row.cert == cert && !self.is_parted(row)) {
                continue;
            }
            let free = notes.iter().find(|(event, ..)| !self.held.contains(&event.header.epoch));
            let Some((event, note, opened)) = free.or(notes.first()).copied() else { continue };
            let becomes = if !self.approved.has(&target) {
                Becomes::UnknownCourse
            } else if free.is_none() {
                Becomes::WaitsForFork
            } else {
                let borne_out = self.approved.borne_out(&target, note, &count);
                borne_out.map_or(Becomes::NotBorneOut, |it| Becomes::Issued(Box::new(it)))
            };
            out.push(Judged { target, event, opened, becomes });
        }
        out
    }
}

impl Counting {
    /// True if a certificate was taken back by the decision that two are two.
    fn is_parted(&self, row: &IssuedRow) -> bool {
        row.revoked.as_ref().is_some_and(|(at, _)| self.aliases.was_parted_at(*at))
    }
}

/// A certificate that the office's own count bears out.
pub(super) struct BorneOut {
    pub(super) what: What,
    pub(super) certificate: Certificate,
    pub(super) active_ms: u64,
    pub(super) score_permille: Option<u32>,
}

/// What it is a certificate of: a course, or a level of a programme.
pub(super) struct What {
    pub(super) target: CourseId,
    pub(super) edition: u32,
    pub(super) first: Lang,
    pub(super) title: Text,
    pub(super) outcomes: Vec<Text>,
    pub(super) credit: Vec<Credit>,
}

impl Known {
    fn has(&self, target: &CourseId) -> bool {
        self.courses.contains_key(target) || self.programmes.contains_key(target)
    }

    /// The certificate that `note` records of `target`, if the count bears it out: what it is of, time and score.
    fn borne_out(&self, target: &CourseId, note: &CertificateProvisional, count: &Count<'_>) -> Option<BorneOut> {
        let of_edition = |edition: u32| edition == note.edition;
        if let Some(editions) = self.courses.get(target) {
            let course = editions.iter().find(|course| of_edition(course.edition)).or(editions.last())?;
            let progress = CourseProgress::of(course, count.fold, &count.elsewhere, count.held);
            progress.certificates.iter().find(|known| known.id == note.cert && known.is_due)?;
            return Some(BorneOut {
                certificate: course.certificate(&note.cert)?.clone(),
                active_ms: progress.time.credited_ms,
                score_permille: progress.score_permille,
                what: What {
                    target: target.clone(),
                    edition: course.edition,
                    first: course.first_language().clone(),
                    title: course.title.clone(),
                    outcomes: course.outcomes.iter().map(|outcome| outcome.text.clone()).collect(),
                    credit: course.credit.clone(),
                },
            });
        }
        let editions = self.programmes.get(target)?;
        let programme = editions.iter().find(|programme| of_edition(programme.edition)).or(editions.last())?;
        let progress = ProgrammeProgress::of(programme, &self.progress(programme, count), count.fold);
        let both = programme.levels.iter().zip(&progress.levels);
        let is_it = |level: &Level| level.certificate.as_ref().is_some_and(|given| given.id == note.cert);
        let (level, known) = both.into_iter().find(|(level, _)| is_it(level))?;
        known.certificate.as_ref().filter(|certificate| certificate.is_due)?;
        let titles = level.steps.iter().filter_map(|step| Some(self.courses.get(&step.course)?.last()?.title.clone()));
        Some(BorneOut {
            certificate: level.certificate.clone()?,
            active_ms: progress.active_ms,
            score_permille: known.score_permille,
            what: What {
                target: target.clone(),
                edition: programme.edition,
                first: programme.first_language().clone(),
                title: programme.title.clone(),
                outcomes: titles.collect(),
                credit: level.credit.clone(),
            },
        })
    }
}

type Note<'a> = (&'a Event, &'a CertificateProvisional, u64);

/// What stations recorded, by course and certificate, the earliest first.
fn recorded(events: &[(Event, u64)]) -> BTreeMap<(CourseId, Slug), Vec<Note<'_>>> {
    let mut out: BTreeMap<_, Vec<Note<'_>>> = BTreeMap::new();
    for (event, opened) in events {
        if let Some(Body::CertificateProvisional(body)) = event.body() {
            out.entry((body.target.clone(), body.cert.clone())).or_default().push((event, body, *opened));
        }
    }
    for notes in out.values_mut() {
        notes.sort_by_key(|(event, ..)| event.order());
    }
    out
}
