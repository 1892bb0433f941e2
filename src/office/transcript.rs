//! A person's transcript: what they did, how long it took, what they were given for it, and who says so. The same facts
//! as a document for people (`page`), as a table for a spreadsheet and as JSON for programs (`files`).

mod files;
mod page;

pub use files::{COLUMNS, csv, json, pdf};
pub use page::sheets;

use super::credentials::{self, Entry};
use super::documents;
use super::dossier::Dossier;
use super::home::OfficeHome;
use super::known::{Count, Known};
use super::letterhead;
use super::registry::{IssuedRow, Registry, RegistryError};
use crate::model::certificate::paper_number;
use crate::model::course::{Course, Credit};
use crate::model::event::{CreditKind, Event, OutsideKind};
use crate::model::id::{CourseId, Lang};
use crate::model::letterhead::Letterhead;
use crate::model::problem::Problem;
use crate::model::progress::{CourseProgress, ProgrammeProgress};
use jiff::tz::TimeZone;
use serde::Serialize;
use std::collections::BTreeMap;

/// A transcript. Days are written `2026-11-22`, in the office's time zone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Transcript {
    /// The day it was made.
    pub made: String,
    /// The language of its words.
    pub language: Lang,
    /// Agency and office, if they may be named.
    pub issuer: Vec<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// The person's name.
    pub name: String,
    /// The facility's number of now.
    pub number: String,
    /// Numbers and names they had before.
    pub earlier: Vec<String>,
    /// Year of birth.
    pub birth_year: Option<u32>,
    /// Seat time that counts, ms.
    pub credited_ms: u64,
    /// Seat time that waits for a decision, ms.
    pub held_ms: u64,
    /// Courses they have begun, by title.
    pub courses: Vec<CourseLine>,
    /// Seat time that counts by month, `2026-11`, ms.
    pub months: BTreeMap<String, u64>,
    /// Official certificates, also those taken back.
    pub certificates: Vec<CertificateLine>,
    /// Levels of programmes.
    pub levels: Vec<LevelLine>,
    /// Credit they were given, and what finished courses are recommended to count for.
    pub credits: Vec<CreditLine>,
    /// What they earned elsewhere, and the word of instructors.
    pub credentials: Vec<CredentialLine>,
    /// What stands on its paper.
    #[serde(skip)]
    pub head: Letterhead,
}

/// One course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CourseLine {
    /// Its id.
    pub course: CourseId,
    /// Its title; its id where this office has not approved it.
    pub title: String,
    /// Its edition.
    pub edition: Option<u32>,
    /// The first and the last day something was done in it.
    pub days: Option<(String, String)>,
    /// Required lessons done, and how many there are.
    pub lessons: (u32, u32),
    /// Whether it is done.
    pub is_done: bool,
    /// Mean of its scores, ‰.
    pub score_permille: Option<u32>,
    /// Seat time that counts, ms.
    pub credited_ms: u64,
}

/// One official certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CertificateLine {
    /// Its id.
    pub id: String,
    /// Its number as on paper.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its official day.
    pub day: String,
    /// That day is the office's, because the station's clock could not be right.
    pub is_dated_by_office: bool,
    /// When and why it was taken back.
    pub revoked: Option<(String, String)>,
}

/// One level of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelLine {
    /// The programme's title.
    pub programme: String,
    /// The level's title.
    pub level: String,
    /// Courses done, and how many count.
    pub steps: (u32, u32),
    /// Whether it is reached.
    pub is_done: bool,
}

/// Credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CreditLine {
    /// What it is.
    pub kind: String,
    /// How much.
    pub amount: String,
    /// On what ground: words of who gave it, or the course.
    pub basis: String,
    /// Who gave it; none: it is a course's recommendation.
    pub who: Option<String>,
    /// The day it was given.
    pub day: Option<String>,
}

/// Something earned elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CredentialLine {
    /// What it is.
    pub kind: OutsideKind,
    /// Its name.
    pub name: String,
    /// Who gave it.
    pub issuer: String,
    /// The day it was earned.
    pub day: String,
    /// What was seen.
    pub evidence: String,
    /// Who wrote it down, and when.
    pub who: String,
    /// The day it was written down.
    pub entered: String,
}

/// Makes a person's transcript in `language`; without one, in the language they read. `asked` is a number, a name, or the
/// beginning of an id.
///
/// # Errors
/// [`Code::PersonUnknown`](crate::model::problem::Code::PersonUnknown), the registry's, the disk's.
pub fn make(
    home: &OfficeHome,
    registry: &Registry,
    asked: &str,
    language: Option<&Lang>,
    now: u64,
) -> Result<Transcript, Problem> {
    of(home, registry, &Dossier::find(registry, asked)?, language, now)
}

/// The same of a person whose dossier is at hand.
///
/// # Errors
/// The same.
pub fn of(
    home: &OfficeHome,
    registry: &Registry,
    dossier: &Dossier,
    language: Option<&Lang>,
    now: u64,
) -> Result<Transcript, Problem> {
    let config = home.config()?;
    let trust = documents::read(home)?;
    let office = trust.root.office(&config.office).map(|office| office.name.clone());
    let lang = language.unwrap_or(&dossier.person.lang).clone();
    let teller = Teller {
        zone: TimeZone::get(&config.tz).unwrap_or(TimeZone::UTC),
        known: Known::of(registry)?,
        dossier,
        lang: &lang,
    };
    let person = &dossier.person;
    let names = person.names.iter().filter(|name| **name != person.name);
    let numbers = person.numbers.iter().filter(|number| **number != person.number);
    let time = dossier.fold.time(&dossier.held);
    let mut months = BTreeMap::new();
    for (day, ms) in time.by_day(&teller.zone) {
        *months.entry(format!("{:04}-{:02}", day.year(), day.month())).or_insert(0) += ms;
    }
    let progress = teller.progress()?;
    let mut credits = teller.credits();
    credits.extend(teller.recommended(&progress));
    let issuer: Vec<String> = std::iter::once(trust.root.agency.clone()).chain(office).collect();
    Ok(Transcript {
        made: teller.day(now),
        issuer: if config.names_issuer { issuer } else { Vec::new() },
        contact: config.contact.clone(),
        name: person.name.clone(),
        number: person.number.clone(),
        earlier: numbers.chain(names).cloned().collect(),
        birth_year: person.birth_year,
        credited_ms: time.credited_ms,
        held_ms: time.held_ms,
        courses: teller.courses(&progress),
        months,
        certificates: dossier.certificates.iter().map(|row| teller.certificate(row)).collect(),
        levels: teller.levels(),
        credits,
        credentials: teller.credentials(),
        head: letterhead::read(home, &config)?,
        language: lang,
    })
}

/// What the parts of a transcript are told from.
struct Teller<'a> {
    zone: TimeZone,
    known: Known,
    dossier: &'a Dossier,
    lang: &'a Lang,
}

type Progress = BTreeMap<CourseId, CourseProgress>;

impl Teller<'_> {
    fn day(&self, ms: u64) -> String {
        let at = jiff::Timestamp::from_millisecond(i64::try_from(ms).unwrap_or(i64::MAX)).unwrap_or_default();
        at.to_zoned(self.zone.clone()).date().to_string()
    }

    fn count(&self) -> Count<'_> {
        let (fold, held) = (&self.dossier.fold, &self.dossier.held);
        Count { fold, held, elsewhere: self.known.elsewhere(fold, held) }
    }

    fn course(&self, id: &CourseId) -> Option<&Course> {
        self.known.courses.get(id)?.last()
    }

    fn title(&self, id: &CourseId) -> String {
        self.course(id).map_or_else(|| id.to_string(), |it| it.title.get(self.lang, it.first_language()).to_owned())
    }

    fn progress(&self) -> Result<Progress, RegistryError> {
        let count = self.count();
        let courses = self.dossier.fold.courses().filter_map(|id| self.course(id));
        Ok(courses
            .map(|it| (it.id.clone(), CourseProgress::of(it, count.fold, &count.elsewhere, count.held)))
            .collect())
    }

    fn courses(&self, progress: &Progress) -> Vec<CourseLine> {
        let mut days: BTreeMap<&CourseId, (u64, u64)> = BTreeMap::new();
        let with_course = |event: &'_ Event| event.body().and_then(|body| body.course()).is_some();
        // A certificate of a programme names it where others name their course.
        let programmes: Vec<CourseId> =
            self.known.programmes.values().flatten().map(|programme| programme.id.as_target()).collect();
        for event in self.dossier.events.iter().filter(|event| with_course(event)) {
            let Some(course) = event.body().and_then(|body| body.course()) else { continue };
            if is_study(event) && !programmes.contains(course) {
                let (first, last) = days.entry(course).or_insert((event.header.wall, event.header.wall));
                (*first, *last) = ((*first).min(event.header.wall), (*last).max(event.header.wall));
            }
        }
        let line = |(course, (first, last)): (&CourseId, (u64, u64))| {
            let known = progress.get(course);
            CourseLine {
                title: self.title(course),
                edition: known.map(|known| known.edition),
                days: Some((self.day(first), self.day(last))),
                lessons: known.map_or((0, 0), |known| (known.lessons_done, known.lessons_required)),
                is_done: known.is_some_and(|known| known.is_done),
                score_permille: known.and_then(|known| known.score_permille),
                credited_ms: known.map_or(0, |known| known.time.credited_ms),
                course: course.clone(),
            }
        };
        let mut lines: Vec<CourseLine> = days.into_iter().map(line).collect();
        lines.sort_by(|a, b| (&a.title, &a.course).cmp(&(&b.title, &b.course)));
        lines
    }

    fn certificate(&self, row: &IssuedRow) -> CertificateLine {
        let file: serde_json::Value = serde_json::from_slice(&row.file).unwrap_or_default();
        let title = file.pointer("/credentialSubject/achievement/name").and_then(serde_json::Value::as_str);
        CertificateLine {
            id: row.id.clone(),
            number: uuid::Uuid::parse_str(&row.id).map(|id| paper_number(&id)).unwrap_or_default(),
            title: title.map_or_else(|| self.title(&row.course), str::to_owned),
            day: self.day(row.dated),
            is_dated_by_office: row.date_from_office,
            revoked: row.revoked.as_ref().map(|(at, reason)| (self.day(*at), reason.clone())),
        }
    }

    fn levels(&self) -> Vec<LevelLine> {
        let count = self.count();
        let mut lines = Vec::new();
        for programme in self.known.programmes.values().filter_map(|editions| editions.last()) {
            let progress = ProgrammeProgress::of(programme, &self.known.progress(programme, &count), count.fold);
            let first = programme.first_language();
            for (level, known) in programme.levels.iter().zip(&progress.levels).filter(|_| progress.is_begun) {
                lines.push(LevelLine {
                    programme: programme.title.get(self.lang, first).to_owned(),
                    level: level.title.get(self.lang, first).to_owned(),
                    steps: (known.steps_done, known.steps),
                    is_done: known.is_done,
                });
            }
        }
        lines
    }

    fn credits(&self) -> Vec<CreditLine> {
        let line = |it: credentials::Standing| match it.entry {
            Entry::Credential(_) => None,
            Entry::Credit(body) => Some(CreditLine {
                kind: kind_of(body.kind),
                amount: body.amount,
                basis: body.basis,
                who: Some(it.who),
                day: Some(self.day(it.wall_ms)),
            }),
        };
        credentials::standing(self.dossier).into_iter().filter_map(line).collect()
    }

    /// What the courses they finished are recommended to count for.
    fn recommended(&self, progress: &Progress) -> Vec<CreditLine> {
        let done = progress.values().filter(|known| known.is_done);
        let of_course = |known: &CourseProgress| -> Vec<CreditLine> {
            let Some(course) = self.course(&known.course) else { return Vec::new() };
            let line = |credit: &Credit| CreditLine {
                kind: serde_json::to_value(&credit.kind)
                    .ok()
                    .and_then(|it| it.as_str().map(str::to_owned))
                    .unwrap_or_default(),
                amount: credit.amount.to_string(),
                basis: self.title(&course.id),
                who: None,
                day: None,
            };
            course.credit.iter().map(line).collect()
        };
        done.flat_map(of_course).collect()
    }

    fn credentials(&self) -> Vec<CredentialLine> {
        let line = |it: credentials::Standing| match it.entry {
            Entry::Credit(_) => None,
            Entry::Credential(body) => Some(CredentialLine {
                kind: body.kind,
                name: body.name,
                issuer: body.issuer,
                day: body.day,
                evidence: body.evidence,
                who: it.who,
                entered: self.day(it.wall_ms),
            }),
        };
        credentials::standing(self.dossier).into_iter().filter_map(line).collect()
    }
}

/// Whether a learner did it, and so it belongs to the days of a course.
fn is_study(event: &Event) -> bool {
    matches!(event.header.actor, crate::model::event::Actor::Learner(_))
}

fn kind_of(kind: CreditKind) -> String {
    serde_json::to_value(kind).ok().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default()
}
