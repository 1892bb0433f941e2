//! Official certificates: from the same fold as at the station, signed by the issuer key, once for each person, course,
//! certificate and serial. Each is issued to the very id whose event earned it, so that it stays with who earned it when a
//! clerk finds that two ids are two people; while they are one it is theirs under the id in front.

use super::documents;
use super::due::{Becomes, BorneOut, Counting};
use super::each_person::{Whole, each_person};
use super::home::OfficeHome;
use super::in_parallel::in_order;
use super::keys::{KeyName, Keys};
use super::letterhead;
use super::outside::{self, PaperCode};
use super::people::Person;
use super::registry::{IssuedRow, OfficePen, Registry, RegistryError, RegistryWriter};
use super::revocations;
use crate::crypto::sign::SecretKey;
use crate::format::certificate::{self as file, Credential};
use crate::format::trust::{Trust, station_id, verify_key};
use crate::model::certificate::{self as paper, Standing, Words};
use crate::model::course::{Credit, Shows};
use crate::model::event::{Body, CertificateNamed, Event};
use crate::model::id::{CourseId, EpochId, Hash, Lang, LearnerId};
use crate::model::letterhead::Letterhead;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use std::collections::BTreeSet;

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
pub type PaperShop<'a> = &'a (dyn Fn(&Lang) -> PaperWords + Sync);

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

/// Issues every certificate that is due and not there yet, and writes its files. What the list in force took back is not
/// good for being issued again.
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
    let mut report = issue_due(home, registry, keys, clock, random, shop)?;
    let taken_back = revocations::mark_listed(home, registry, keys, (clock, random))?;
    report.issued.retain(|id| !taken_back.contains(id));
    Ok(report)
}

fn issue_due(
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
    let make = |due: &Due| -> Result<(IssuedRow, PaperCode), Problem> {
        let words = shop(&due.person.lang);
        let (row, code) = desk.make(due, &words)?;
        // (I7) The papers first: after a power cut the next run issues the same id again and writes over them.
        write_papers(home, &row, due, &desk, &words, &code)?;
        Ok((row, code))
    };
    let mut made = Vec::new();
    in_order(
        due.iter().collect(),
        make,
        |_| true,
        |one| {
            made.push(one?);
            Ok(())
        },
    )?;
    let mut issued_meanwhile = Vec::new();
    registry.write(|writer| -> Result<(), RegistryError> {
        for (at, (row, _)) in made.iter().enumerate() {
            if !writer.add_certificate(row)? {
                issued_meanwhile.push(at);
                continue;
            }
            writer.append_office(&pen, Some(row.learner), Body::CertificateOfficial(named(row, None)))?;
            report.issued.push(row.id.clone());
        }
        Ok(())
    })?;
    // Another clerk was faster: the papers are to be of what stands in the registry.
    for at in issued_meanwhile {
        let (due, (row, code)) = (&due[at], &made[at]);
        if let Some(kept) = registry.certificate(&row.id)? {
            write_papers(home, &kept, due, &desk, &shop(&due.person.lang), code)?;
        }
    }
    Ok(report)
}

fn issuer_name(trust: &Trust, office: &crate::model::id::Slug, is_named: bool) -> Option<String> {
    trust.root.office(office).filter(|_| is_named).map(|office| office.name.clone())
}

/// A certificate that somebody has earned and does not have.
struct Due {
    /// The id under which it was earned.
    learner: LearnerId,
    /// 1, or one more than those of its kind that were taken back from this id.
    serial: u32,
    person: Person,
    borne_out: BorneOut,
    earned_by: Hash,
    dated: u64,
    date_from_office: bool,
}

fn due(registry: &Registry, report: &mut IssueReport) -> Result<Vec<Due>, Problem> {
    let counting = Counting::of(registry)?;
    let open = counting.open(registry, &BTreeSet::new(), &[])?;
    let mut out = Vec::new();
    for (due, about) in each_person(registry, &counting.aliases, open, |whole| due_to(&counting, &whole))? {
        out.extend(due);
        report.waiting_for_fork += about.waiting_for_fork;
        report.not_borne_out += about.not_borne_out;
        report.unknown_courses.extend(about.unknown_courses);
    }
    Ok(out)
}

/// What is due to one person, and what is not.
fn due_to(counting: &Counting, whole: &Whole) -> (Vec<Due>, IssueReport) {
    let (mut out, mut about) = (Vec::new(), IssueReport::default());
    let have = &whole.certificates;
    for judged in counting.judge(&whole.events, have) {
        match judged.becomes {
            Becomes::UnknownCourse => {
                about.unknown_courses.insert(judged.target);
            }
            Becomes::WaitsForFork => about.waiting_for_fork += 1,
            Becomes::NotBorneOut => about.not_borne_out += 1,
            Becomes::Issued(borne_out) => {
                let (dated, date_from_office) = official_date(judged.event, judged.opened);
                let person = whole.person(&counting.aliases);
                let (borne_out, earned_by) = (*borne_out, judged.event.hash);
                let learner = judged.event.header.learner.unwrap_or(whole.front);
                let serial = next_serial(have, learner, &borne_out);
                out.push(Due { learner, serial, person, borne_out, earned_by, dated, date_from_office });
            }
        }
    }
    (out, about)
}

/// The serial of an id's next certificate of a kind.
fn next_serial(have: &[IssuedRow], learner: LearnerId, of: &BorneOut) -> u32 {
    let (course, cert) = (&of.what.target, &of.certificate.id);
    let same = have.iter().filter(|row| row.learner == learner && row.course == *course && row.cert == *cert);
    same.map(|row| row.serial).max().unwrap_or(0) + 1
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
        let (what, certificate) = (&due.borne_out.what, &due.borne_out.certificate);
        let id = paper::official_id(&self.office, due.learner, &what.target, &certificate.id, due.serial);
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
            learner: due.learner,
            course: what.target.clone(),
            edition: what.edition,
            cert: certificate.id.clone(),
            serial: due.serial,
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
    let (what, certificate, lang) = (&due.borne_out.what, &due.borne_out.certificate, &due.person.lang);
    let first = &what.first;
    let shows = |what: &Shows| certificate.shows.contains(what);
    let tenths = due.borne_out.active_ms / 360_000;
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
            .borne_out
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

/// A certificate as the office's log names it.
pub(super) fn named(row: &IssuedRow, reason: Option<String>) -> CertificateNamed {
    CertificateNamed {
        cert: row.cert.clone(),
        target: row.course.clone(),
        id: row.id.clone(),
        sha256: Hash(crate::crypto::hash::sha256(&row.file)),
        reason,
    }
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
    registry.write(|writer| take_back(writer, &pen, &row, reason))?;
    Ok(row.learner)
}

/// The same, with what else is written.
pub(super) fn take_back(
    writer: &mut RegistryWriter<'_>,
    pen: &OfficePen<'_>,
    row: &IssuedRow,
    reason: &str,
) -> Result<(), RegistryError> {
    writer.revoke_certificate(&row.id, reason, pen.wall)?;
    writer.append_office(pen, Some(row.learner), Body::CertificateRevoked(named(row, Some(reason.to_owned()))))
}
