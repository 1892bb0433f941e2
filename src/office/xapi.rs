//! Everything the registry counts as xAPI statements, one a line, so that a learning record store can take it all. See
//! [`crate::format::xapi`] for what becomes of an event.

use super::dossier::Dossier;
use super::home::{OfficeHome, disk_problem};
use super::known::Known;
use super::people;
use super::registry::Registry;
use crate::format::xapi::{Part, Teller, statements};
use crate::library::home::folder_of;
use crate::model::course::Course;
use crate::model::event::{Body, Event};
use crate::model::id::{AttemptId, CourseId, Hash, Lang};
use crate::model::problem::{Code, Problem};
use crate::model::programme::Programme;
use crate::model::text::Text;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io::{BufWriter, Write as _};
use std::path::Path;

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Statements, a line each.
    pub statements: u64,
    /// People they are about.
    pub people: u64,
    /// Events that were looked at.
    pub events: u64,
}

/// Whether people are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// By their id alone.
    ById,
    /// By their name too.
    ByName,
}

/// Writes the statements of everybody to a file, whole or not at all. `watch` hears before each person how many are done
/// and how many there are, and says whether to go on.
///
/// # Errors
/// [`Code::JobCancelled`] if it says no; the registry's, the disk's.
pub fn write(
    home: &OfficeHome,
    registry: &Registry,
    to: &Path,
    naming: Naming,
    watch: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Written, Problem> {
    let office = format!("urn:foothold:office:{}", home.config()?.office.as_str());
    let (known, everybody) = (Known::of(registry)?, people::all(registry)?);
    let disk = |fault: &std::io::Error| disk_problem(to, fault);
    let folder = folder_of(to);
    std::fs::create_dir_all(folder).map_err(|fault| disk(&fault))?;
    let mut file = BufWriter::new(tempfile::NamedTempFile::new_in(folder).map_err(|fault| disk(&fault))?);
    let (mut written, all) = (Written::default(), everybody.len());
    for (done, person) in everybody.into_iter().enumerate() {
        if !watch(done, all) {
            return Err(Problem::new(Code::JobCancelled));
        }
        let dossier = Dossier::of(registry, person)?;
        let lines = of_person(&dossier, &office, &known, naming);
        written.events += dossier.events.len() as u64;
        written.people += u64::from(!lines.is_empty());
        for line in lines {
            serde_json::to_writer(&mut file, &line).map_err(|fault| disk(&fault.into()))?;
            file.write_all(b"\n").map_err(|fault| disk(&fault))?;
            written.statements += 1;
        }
    }
    let file = file.into_inner().map_err(|fault| disk(fault.error()))?;
    file.as_file().sync_all().map_err(|fault| disk(&fault))?;
    file.persist(to).map_err(|fault| disk(&fault.error))?;
    Ok(written)
}

/// The statements of one person, in the order of their times.
fn of_person(dossier: &Dossier, office: &str, known: &Known, naming: Naming) -> Vec<Value> {
    let mut finished: BTreeMap<AttemptId, Hash> = BTreeMap::new();
    let mut issued: BTreeMap<&str, Hash> = BTreeMap::new();
    for event in &dossier.events {
        match event.body() {
            Some(Body::QuizFinished(body)) => drop(finished.insert(body.attempt, event.hash)),
            Some(Body::CertificateOfficial(body)) => drop(issued.insert(&body.id, event.hash)),
            _ => {}
        }
    }
    let teller = Teller {
        home: office,
        learner: dossier.person.learner,
        name: (naming == Naming::ByName).then_some(dossier.person.name.as_str()),
        title: &|target, part| title(known, target, part),
        finished: &|attempt| finished.get(attempt).copied(),
        issued: &|id| issued.get(id).copied(),
    };
    dossier.events.iter().flat_map(|event: &Event| statements(event, &teller)).collect()
}

fn title(known: &Known, target: &CourseId, part: Part<'_>) -> Option<Map<String, Value>> {
    let course = known.courses.get(target).and_then(|editions| editions.last());
    if let Some(course) = course {
        let text = of_course(course, part)?;
        return Some(by_language(text, &course.languages, course.first_language()));
    }
    let programme = known.programmes.get(target)?.last()?;
    let text = of_programme(programme, part)?;
    Some(by_language(text, &programme.languages, programme.first_language()))
}

fn of_course<'a>(course: &'a Course, part: Part<'_>) -> Option<&'a Text> {
    match part {
        Part::Whole => Some(&course.title),
        Part::Lesson(id) => course.lessons().find(|lesson| lesson.id.as_str() == id).map(|lesson| &lesson.title),
        Part::Certificate(id) => course.certificates.iter().find(|it| it.id.as_str() == id).map(|it| &it.title),
    }
}

fn of_programme<'a>(programme: &'a Programme, part: Part<'_>) -> Option<&'a Text> {
    match part {
        Part::Whole => Some(&programme.title),
        Part::Lesson(_) => None,
        Part::Certificate(id) => {
            let mut given = programme.levels.iter().filter_map(|level| level.certificate.as_ref());
            given.find(|it| it.id.as_str() == id).map(|it| &it.title)
        }
    }
}

fn by_language(text: &Text, languages: &[Lang], first: &Lang) -> Map<String, Value> {
    let spoken = languages.iter().filter(|lang| matches!(text, Text::By(_)) || *lang == first);
    spoken.map(|lang| (lang.as_str().to_owned(), Value::from(text.get(lang, first)))).collect()
}
