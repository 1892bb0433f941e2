//! Official certificates: the list, the paper, taking one back, issuing what is due.

use super::merging;
use super::post::Steps;
use super::room::Room;
use super::told::Told;
use super::view::{CertificateQuery, CertificateRow, CertificateView, CertificatesView, IssuedView, SavedView};
use crate::model::id::CourseId;
use crate::model::problem::{Code, Problem};
use crate::office::aliases::Aliases;
use crate::office::home::{Reader, disk_problem, write_file};
use crate::office::issue::{self, IssueReport};
use crate::office::keys::KeyName;
use crate::office::people::{self, Person};
use crate::office::registry::{IssuedRow, ListedCertificate, Registry, RegistryError};
use crate::office::{receipts, revocations};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The forms in which a certificate is kept.
const ENDINGS: [&str; 3] = ["pdf", "png", "json"];

/// What courses and programmes are called, in their first languages.
pub(super) fn titles(registry: &Registry) -> Result<BTreeMap<CourseId, String>, RegistryError> {
    let mut titles = BTreeMap::new();
    for row in registry.courses()? {
        let lang = row.course.first_language();
        titles.insert(row.course.id.clone(), row.course.title.get(lang, lang).to_owned());
    }
    for programme in registry.programmes()? {
        let lang = programme.first_language();
        titles.insert(programme.id.as_target(), programme.title.get(lang, lang).to_owned());
    }
    Ok(titles)
}

/// Names of people, titles of courses.
struct Names {
    people: Vec<Person>,
    titles: BTreeMap<CourseId, String>,
}

impl Names {
    fn read(registry: &Registry) -> Result<Self, RegistryError> {
        Ok(Self { people: people::all(registry)?, titles: titles(registry)? })
    }

    fn title(&self, row: &IssuedRow) -> String {
        self.titles.get(&row.course).cloned().unwrap_or_else(|| row.course.to_string())
    }

    fn of(&self, row: &IssuedRow) -> (String, String) {
        let person = self.people.iter().find(|person| person.ids.contains(&row.learner));
        (person.map(|person| person.name.clone()).unwrap_or_default(), self.title(row))
    }
}

/// A page of certificates, the newest first.
pub(super) fn page(room: &mut Room, query: &CertificateQuery, steps: &mut Steps) -> Result<Told, Problem> {
    room.count(steps)?;
    let registry = room.registry()?;
    let page = registry.certificates_page(query)?;
    let row = |row: ListedCertificate| CertificateRow {
        id: row.id,
        name: row.name,
        number: row.number,
        title: row.title,
        dated_ms: row.dated,
        is_office_date: row.date_from_office,
        issued_ms: row.issued,
        revoked: row.revoked,
    };
    Ok(Told::Certificates(Box::new(CertificatesView {
        rows: page.rows.into_iter().map(row).collect(),
        from: query.from,
        count: page.count,
        all: page.all,
        has_revoked: registry.has_revoked()?,
    })))
}

fn found(registry: &Registry, id: &str) -> Result<IssuedRow, Problem> {
    registry.certificate(id)?.ok_or_else(|| Problem::new(Code::CertificateUnknown).with("certificate", id))
}

/// One certificate with its paper.
pub(super) fn one(room: &mut Room, id: &str) -> Result<Told, Problem> {
    let folder = room.home.certificates();
    let registry = room.registry()?;
    let row = found(registry, id)?;
    let (aliases, title) = (Aliases::read(registry)?, titles(registry)?.remove(&row.course));
    let events = aliases.events(registry, row.learner)?;
    let person = people::one(registry, &aliases, row.learner, &events)?;
    let paper = fs::read(folder.join(&row.id).with_extension("pdf")).ok().map(Arc::new); // told on the page
    let row = CertificateRow {
        id: row.id,
        name: person.name,
        number: person.number,
        title: title.unwrap_or_else(|| row.course.to_string()),
        dated_ms: row.dated,
        is_office_date: row.date_from_office,
        issued_ms: row.issued,
        revoked: row.revoked,
    };
    Ok(Told::Certificate(Box::new(CertificateView { row, paper, folder })))
}

/// Copies a certificate's files.
pub(super) fn save(room: &mut Room, id: &str, folder: &Path) -> Result<Told, Problem> {
    let from = room.home.certificates();
    let row = found(room.registry()?, id)?;
    let mut files = 0;
    for ending in ENDINGS {
        let path = from.join(&row.id).with_extension(ending);
        if path.exists() {
            let bytes = fs::read(&path).map_err(|fault| disk_problem(&path, &fault))?;
            write_file(&folder.join(format!("certificate-{}.{ending}", row.id)), &bytes, Reader::Owner)?;
            files += 1;
        }
    }
    if files == 0 {
        return Err(Problem::new(Code::CertificateUnknown).with("certificate", id));
    }
    Ok(Told::Saved(SavedView { folder: folder.to_owned(), files }))
}

/// Takes one back: the office's log, the signed list and the next notice say so.
pub(super) fn revoke(room: &mut Room, id: &str, reason: &str) -> Result<Told, Problem> {
    let (now, reason) = (room.now(), room.signed(reason));
    let work = room.at_work()?;
    work.keys.signing(KeyName::Issuer)?; // it signs the list: asked for before anything is changed
    issue::revoke(work.home, work.registry, work.keys, id, &reason, work.clock, work.random)?;
    revocations::bring_up_to_date(work.home, work.registry, work.keys, now)?;
    receipts::write_notice(work.home, work.registry, work.keys, work.clock)?;
    Ok(Told::Revoked)
}

/// Issues what is due.
pub(super) fn issue(room: &mut Room) -> Result<Told, Problem> {
    let mut work = room.at_work()?;
    let follow = merging::follow(&mut work, || ());
    match follow.issued.trouble {
        Some(problem) if follow.issued.issued.is_empty() => Err(problem),
        _ => Ok(Told::Issued(follow.issued)),
    }
}

/// What issuing came to, with names.
pub(super) fn issued_view(registry: &Registry, report: &IssueReport) -> IssuedView {
    let named = |names: &Names| -> Result<Vec<(String, String)>, RegistryError> {
        let mut issued = Vec::new();
        for id in &report.issued {
            if let Some(row) = registry.certificate(id)? {
                issued.push(names.of(&row));
            }
        }
        Ok(issued)
    };
    let names = || if report.issued.is_empty() { Ok(Vec::new()) } else { named(&Names::read(registry)?) };
    let issued = names().unwrap_or_else(|fault| {
        log::warn!("names of certificates: {fault}");
        report.issued.iter().map(|id| (id.clone(), String::new())).collect()
    });
    IssuedView {
        issued,
        waiting_for_fork: report.waiting_for_fork,
        not_borne_out: report.not_borne_out,
        unknown_courses: report.unknown_courses.iter().map(ToString::to_string).collect(),
        trouble: None,
    }
}
