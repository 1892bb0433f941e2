//! Official certificates: from the same fold as at the station, signed by the issuer key, once for each person, course,
//! certificate and serial.

use super::aliases::Aliases;
use super::documents;
use super::home::OfficeHome;
use super::keys::{KeyName, Keys};
use super::known::{Count, Known};
use super::letterhead;
use super::outside::{self, PaperCode};
use super::people::{self, Person};
use super::registry::{IssuedRow, OfficePen, Registry, RegistryError};
use crate::crypto::sign::SecretKey;
use crate::format::certificate::{self as file, Credential};
use crate::format::trust::{Trust, station_id, verify_key};
use crate::model::certificate::{self as paper, Standing, Words};
use crate::model::course::{Certificate, Credit, Shows};
use crate::model::event::{Body, CertificateNamed, CertificateProvisional, Event};
use crate::model::id::{CourseId, EpochId, Hash, Lang, LearnerId, Slug};
use crate::model::letterhead::Letterhead;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::model::programme::Level;
use crate::model::progress::{CourseProgress, LearnerFold, ProgrammeProgress};
use crate::model::text::Text;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The first, and so far only, certificate of its kind for a person.
const SERIAL: u32 = 1;

/// A text by key, with values by name.
pub type TextOf = dyn Fn(&str, &[(&str, &str)]) -> String;

/// The words of papers in one language. A text with values is asked for as `(key, [(name, value)])`.
pub struct PaperWords {
    /// The certificate's fixed words.
    pub words: Words,
    /// A text by key.
    pub text: Box<TextOf>,
    /// A date in words, from ms since 1970.
    pub date: Box<dyn Fn(u64) -> String>,
}

/// Where the papers' words come from, by language.
pub type PaperShop<'a> = &'a dyn Fn(&Lang) -> PaperWords;

/// What issuing came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct IssueReport {
    /// Ids of new certificates.
    pub issued: Vec<String>,
    /// Recorded at a station after a fork that nobody has decided.
    pub waiting_for_fork: u64,
    /// Recorded at a station, but the office's own count does not bear it out.
    pub not_borne_out: u64,
    /// Courses that this office has not approved, so that it cannot count them.
    pub unknown_courses: BTreeSet<CourseId>,
}

/// Issues every certificate that is due and not there yet, and writes its files.
///
/// # Errors
/// A missing issuer key (only if something is due), the registry's, the disk's.
pub fn run(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    clock: &dyn Clock,
    random: &dyn Random,
    shop: PaperShop<'_>,
) -> Result<IssueReport, Problem> {
    let mut report = IssueReport::default();
    let due = due(registry, &mut report)?;
    if due.is_empty() {
        return Ok(report);
    }
    let (config, trust) = (home.config()?, documents::read(home)?);
    let issuer = keys.signing(KeyName::Issuer)?;
    let office_key = keys.signing(KeyName::Office)?;
    let pen = OfficePen {
        id: station_id(&verify_key(&office_key.public())),
        epoch: EpochId(random.bytes16()),
        random,
        wall: clock.wall_ms(),
        signed_time: trust.created(),
    };
    let issuer_name = issuer_name(&trust, &config.office, config.names_issuer);
    let head = letterhead::read(home, &config)?;
    let desk = Desk { issuer, issuer_name, office: config.office.as_str().to_owned(), head, now: pen.wall };
    let mut made = Vec::new();
    for due in &due {
        let words = shop(&due.person.lang);
        let (row, code) = desk.make(due, &words)?;
        // (I7) The papers first: after a power cut the next run issues the same id again and writes over them.
        write_papers(home, &row, due, &desk, &words, &code)?;
        made.push(row);
    }
    registry.write(|writer| -> Result<(), RegistryError> {
        for row in &made {
            if writer.add_certificate(row)? {
                let body = CertificateNamed {
                    cert: row.cert.clone(),
                    target: row.course.clone(),
                    id: row.id.clone(),
                    sha256: Hash(crate::crypto::hash::sha256(&row.file)),
                    reason: None,
                };
                writer.append_office(&pen, Some(row.learner), Body::CertificateOfficial(body))?;
                report.issued.push(row.id.clone());
            }
        }
        Ok(())
    })?;
    Ok(report)
}

fn issuer_name(trust: &Trust, office: &Slug, is_named: bool) -> Option<String> {
    trust.root.office(office).filter(|_| is_named).map(|office| office.name.clone())
}

/// A certificate that somebody has earned and does not have.
struct Due {
    person: Person,
    what: What,
    certificate: Certificate,
    earned_by: Hash,
    dated: u64,
    date_from_office: bool,
    active_ms: u64,
    score_permille: Option<u32>,
}

/// What it is a certificate of: a course, or a level of a programme.
struct What {
    target: CourseId,
    edition: u32,
    first: Lang,
    title: Text,
    outcomes: Vec<Text>,
    credit: Vec<Credit>,
}

impl Known {
    /// The certificate `cert` of `target`, if the office's own count bears it out: what it is of, time and score.
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

/// A certificate that the office's own count bears out.
struct BorneOut {
    what: What,
    certificate: Certificate,
    active_ms: u64,
    score_permille: Option<u32>,
}

fn due(registry: &Registry, report: &mut IssueReport) -> Result<Vec<Due>, RegistryError> {
    let held = registry.held_epochs()?;
    let approved = Known::of(registry)?;
    let mut out = Vec::new();
    let aliases = Aliases::read(registry)?;
    for learner in candidates(registry, &aliases)? {
        let events = aliases.events(registry, learner)?;
        let recorded = recorded(&events);
        if recorded.is_empty() {
            continue;
        }
        let have = aliases.certificates(registry, learner)?;
        let fold = LearnerFold::of(events.iter().map(|(event, _)| event));
        let count = Count { fold: &fold, held: &held, elsewhere: approved.elsewhere(&fold, &held) };
        for ((target, cert), notes) in recorded {
            if have.iter().any(|row| row.course == target && row.cert == cert) {
                continue;
            }
            if !approved.courses.contains_key(&target) && !approved.programmes.contains_key(&target) {
                report.unknown_courses.insert(target);
                continue;
            }
            let free: Vec<_> = notes.iter().filter(|(event, ..)| !held.contains(&event.header.epoch)).collect();
            let Some((event, body, opened)) = free.first() else {
                report.waiting_for_fork += 1;
                continue;
            };
            let Some(borne_out) = approved.borne_out(&target, body, &count) else {
                report.not_borne_out += 1;
                continue;
            };
            let (dated, date_from_office) = official_date(event, *opened);
            out.push(Due {
                person: people::of(learner, events.iter().map(|(event, _)| event)),
                what: borne_out.what,
                certificate: borne_out.certificate,
                earned_by: event.hash,
                dated,
                date_from_office,
                active_ms: borne_out.active_ms,
                score_permille: borne_out.score_permille,
            });
        }
    }
    Ok(out)
}

/// Whoever has a certificate recorded that was not issued yet, by the id in front.
fn candidates(registry: &Registry, aliases: &Aliases) -> Result<BTreeSet<LearnerId>, RegistryError> {
    let issued = registry.issued()?.into_iter().map(|(learner, course, cert)| (aliases.front(learner), course, cert));
    let issued: HashSet<(LearnerId, CourseId, Slug)> = issued.collect();
    let recorded = registry.recorded_certificates()?.into_iter();
    let recorded = recorded.map(|(learner, body)| (aliases.front(learner), body.target, body.cert));
    Ok(recorded.filter(|it| !issued.contains(it)).map(|(learner, ..)| learner).collect())
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

/// The event's own time if it lies between the newest signed date its station held and the office's opening, else
/// the day of the opening, marked.
#[must_use]
pub fn official_date(event: &Event, opened: u64) -> (u64, bool) {
    let (wall, from) = (event.header.wall, event.header.signed_time);
    if (from..=opened).contains(&wall) { (wall, false) } else { (opened, true) }
}

struct Desk {
    issuer: SecretKey,
    issuer_name: Option<String>,
    office: String,
    head: Letterhead,
    now: u64,
}

impl Desk {
    fn make(&self, due: &Due, words: &PaperWords) -> Result<(IssuedRow, PaperCode), Problem> {
        let (what, certificate) = (&due.what, &due.certificate);
        let id = paper::official_id(&self.office, due.person.learner, &what.target, &certificate.id, SERIAL);
        let facts = facts(due, words);
        let credential = Credential {
            id,
            issuer_name: self.issuer_name.clone(),
            name: due.person.name.clone(),
            title: facts.title,
            description: facts.course,
            criteria: facts.criteria,
            narrative: narrative(facts.hours, facts.score, &words.words),
            achievement: format!("urn:foothold:{}:{}", what.target, certificate.id),
            valid_from: due.dated,
            date_from_office: due.date_from_office,
        };
        let file = file::issue(&credential, &self.issuer, self.now)
            .map_err(|fault| Problem::new(Code::Internal).because(fault))?;
        let code = PaperCode::sign(&credential, &self.issuer, self.now)?;
        let row = IssuedRow {
            id: id.to_string(),
            number: 0,
            learner: due.person.learner,
            course: what.target.clone(),
            edition: what.edition,
            cert: certificate.id.clone(),
            serial: SERIAL,
            earned_by: due.earned_by,
            dated: due.dated,
            date_from_office: due.date_from_office,
            issued: self.now,
            file,
            revoked: None,
        };
        Ok((row, code))
    }
}

struct Facts {
    title: String,
    course: String,
    criteria: String,
    hours: Option<String>,
    score: Option<String>,
    outcomes: Vec<String>,
    credit: Vec<String>,
}

fn facts(due: &Due, words: &PaperWords) -> Facts {
    let (what, certificate, lang) = (&due.what, &due.certificate, &due.person.lang);
    let first = &what.first;
    let shows = |what: &Shows| certificate.shows.contains(what);
    let tenths = due.active_ms / 360_000;
    let credit = |credit: &Credit| {
        let kind = serde_json::to_value(&credit.kind).ok().and_then(|kind| kind.as_str().map(|k| k.replace('_', "-")));
        let key = format!("credit-{}", kind.unwrap_or_default());
        (words.text)(&key, &[("amount", &credit.amount.to_string())])
    };
    Facts {
        title: certificate.title.get(lang, first).to_owned(),
        course: what.title.get(lang, first).to_owned(),
        criteria: certificate.criteria.get(lang, first).to_owned(),
        hours: shows(&Shows::Hours).then(|| format!("{}.{}", tenths / 10, tenths % 10)),
        score: due
            .score_permille
            .filter(|_| shows(&Shows::Score))
            .map(|score| (words.text)("percent", &[("percent", &(score / 10).to_string())])),
        outcomes: if shows(&Shows::Outcomes) {
            what.outcomes.iter().map(|outcome| outcome.get(lang, first).to_owned()).collect()
        } else {
            Vec::new()
        },
        credit: if shows(&Shows::Credit) { what.credit.iter().map(credit).collect() } else { Vec::new() },
    }
}

fn narrative(hours: Option<String>, score: Option<String>, words: &Words) -> Option<String> {
    let parts: Vec<String> = [(hours, &words.hours), (score, &words.score)]
        .into_iter()
        .filter_map(|(value, label)| value.map(|value| format!("{label}: {value}.")))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Writes a certificate's files beside each other.
fn write_papers(
    home: &OfficeHome,
    row: &IssuedRow,
    due: &Due,
    desk: &Desk,
    words: &PaperWords,
    code: &PaperCode,
) -> Result<(), Problem> {
    let facts = facts(due, words);
    let number = uuid::Uuid::parse_str(&row.id).map(|id| paper::paper_number(&id)).unwrap_or_default();
    let certificate = paper::Certificate {
        standing: Standing::Official,
        name: due.person.name.clone(),
        title: facts.title,
        course: facts.course,
        criteria: facts.criteria,
        hours: facts.hours,
        score: facts.score,
        outcomes: facts.outcomes,
        credit: facts.credit,
        day: (words.date)(row.dated),
        issuer: desk.issuer_name.clone(),
        number,
        language: due.person.lang.to_string(),
        head: desk.head.clone(),
    };
    let sheet = paper::sheet(&certificate, &words.words);
    outside::write(home, row, sheet, code, words)
}

/// Takes an official certificate back, and says so in the office's log.
///
/// # Errors
/// [`Code::CertificateUnknown`], a missing key, the registry's.
pub fn revoke(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    id: &str,
    reason: &str,
    clock: &dyn Clock,
    random: &dyn Random,
) -> Result<LearnerId, Problem> {
    let unknown = || Problem::new(Code::CertificateUnknown).with("certificate", id);
    let row = registry.certificate(id)?.ok_or_else(unknown)?;
    let office_key = keys.signing(KeyName::Office)?;
    let pen = OfficePen {
        id: station_id(&verify_key(&office_key.public())),
        epoch: EpochId(random.bytes16()),
        random,
        wall: clock.wall_ms(),
        signed_time: documents::read(home)?.created(),
    };
    let body = CertificateNamed {
        cert: row.cert.clone(),
        target: row.course.clone(),
        id: row.id.clone(),
        sha256: Hash(crate::crypto::hash::sha256(&row.file)),
        reason: Some(reason.to_owned()),
    };
    registry.write(|writer| -> Result<(), RegistryError> {
        writer.revoke_certificate(id, reason, pen.wall)?;
        writer.append_office(&pen, Some(row.learner), Body::CertificateRevoked(body))
    })?;
    Ok(row.learner)
}
