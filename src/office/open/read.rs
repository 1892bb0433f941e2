//! Files, opened again and again instead of kept: whose they are, what they hold, what of it is new.

use super::planning::about;
use super::{StationAbout, export_problem};
use crate::crypto::seal::SealIdentity;
use crate::format::event_log::ReadLine;
use crate::format::export::{self, ExportFault, ExportHeader, Introduction, OpenedExport};
use crate::format::trust::Trust;
use crate::model::event::Event;
use crate::model::id::{CourseId, LearnerId, Slug, StationId};
use crate::model::problem::{Code, Problem};
use crate::office::home::disk_problem;
use crate::office::merge::{Chain, Run, Standing, Verdict};
use crate::office::registry::{RecordedRow, Registry, RegistryError, StationState};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// A file that is refused: its station as far as known, and why.
pub(super) type Refusal = Box<(Option<StationAbout>, Problem)>;

/// In the place of a station's name where a file does not tell it.
const UNKNOWN: &str = "?";

/// A refusal whose sentence names the file and its station.
fn refuse(path: &Path, station: Option<StationAbout>, problem: Problem) -> Refusal {
    let name = station.as_ref().map_or(UNKNOWN, |station| station.name.as_str());
    let problem = problem.with("file", path.display()).with("station", name);
    Box::new((station, problem))
}

/// Who opens files, and for which office.
#[derive(Debug, Clone)]
pub(super) struct Opener {
    pub(super) identities: Vec<SealIdentity>,
    pub(super) trust: Trust,
    pub(super) office: Slug,
}

/// A file that holds, as far as it was read. Nothing of its body is here.
#[derive(Debug, Clone)]
pub(super) struct ReadFile {
    pub(super) path: PathBuf,
    pub(super) header: ExportHeader,
    pub(super) introduction: Introduction,
    /// Every event of it is in the registry, by its tips.
    pub(super) is_known: bool,
}

impl Opener {
    fn file(path: &Path) -> Result<BufReader<File>, Problem> {
        let file = File::open(path).map_err(|fault| disk_problem(path, &fault))?;
        Ok(BufReader::with_capacity(1 << 16, file))
    }

    /// Reads whose a file is, and nothing of its body.
    pub(super) fn header(&self, path: PathBuf) -> Result<ReadFile, Refusal> {
        let sealed = Self::file(&path).map_err(|problem| refuse(&path, None, problem))?;
        let (header, introduction) = export::peek(&self.identities, &self.trust.root, sealed)
            .map_err(|fault| refuse(&path, None, export_problem(&fault)))?;
        let asked = match &introduction {
            Introduction::Certified(certificate) => &certificate.office,
            Introduction::Asking(enrolment) => &enrolment.office,
        };
        if *asked != self.office {
            let station = about(&introduction, StationState::Asking);
            return Err(refuse(&path, Some(station), Problem::new(Code::ExportOtherOffice)));
        }
        Ok(ReadFile { path, header, introduction, is_known: false })
    }

    /// Opens a file whose header was read before.
    pub(super) fn open(&self, file: &ReadFile) -> Result<OpenedExport, Refusal> {
        let sealed = Self::file(&file.path).map_err(|problem| file.refused(problem))?;
        let opened = export::open(&self.identities, &self.trust.root, sealed).map_err(|fault| file.broken(&fault))?;
        if opened.header == file.header {
            return Ok(opened);
        }
        let why = Problem::new(Code::ExportAltered).because("the file is not the one that was there a moment ago");
        Err(file.refused(why))
    }

    /// Reads every event of a file, verified, and keeps what a plan needs; of one that is known, only that it is whole.
    pub(super) fn contents(&self, file: &ReadFile) -> Result<Contents, Refusal> {
        let opened = self.open(file)?;
        if file.is_known {
            return Ok(Contents::default());
        }
        let mut contents =
            Contents { chains: file.header.ranges.iter().map(Chain::of).collect(), ..Contents::default() };
        let read = opened.read_lines(|number, event| {
            contents.chains[number].push(&event);
            contents.editions.extend(edition(&event));
            contents.brings.take(&event);
            true
        });
        read.map_err(|fault| file.broken(&fault))?;
        Ok(contents)
    }

    /// Reads those events of a file again that a plan lets count, or get their body, and that are about these people.
    pub(super) fn events_of(
        &self,
        file: &ReadFile,
        runs: &[Run],
        people: &BTreeSet<LearnerId>,
    ) -> Result<Vec<(Verdict, Event)>, Refusal> {
        let is_wanted = |run: &Run| matches!(run.verdict, Verdict::New(Standing::Counted) | Verdict::Fill);
        let parts = runs.iter().map(|run| (run.count, is_wanted(run).then_some(run.before)));
        let mut events = Vec::new();
        let read = self.open(file)?.read_parts(parts, |run, read| {
            if read.header.learner.is_some_and(|learner| people.contains(&learner)) {
                events.push((runs[run].verdict, read.into_event().0));
            }
            true
        });
        read.map_err(|fault| file.broken(&fault))?;
        Ok(events)
    }
}

/// What a plan needs of a file's events.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) chains: Vec<Chain>,
    /// The courses and programmes that were begun or finished, with their editions.
    pub(super) editions: BTreeSet<(CourseId, u32)>,
    pub(super) brings: Brings,
}

/// What a file brings that certificates hang on.
#[derive(Debug, Clone, Default)]
pub(super) struct Brings {
    /// Whom its events are about, and how many there are of each.
    pub(super) people: BTreeMap<LearnerId, u64>,
    /// The certificates that its station recorded.
    pub(super) recorded: Vec<RecordedRow>,
}

impl Brings {
    fn take(&mut self, event: &ReadLine) {
        if let Some(learner) = event.header.learner {
            *self.people.entry(learner).or_insert(0) += 1;
        }
        self.recorded.extend(RecordedRow::of(event));
    }
}

/// What an event that begins a lesson, or records a certificate, says it is of.
fn edition(event: &ReadLine) -> Option<(CourseId, u32)> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Named {
        Lesson { at: Edition },
        Certificate { target: CourseId, edition: u32 },
    }
    #[derive(Deserialize)]
    struct Edition {
        course: CourseId,
        edition: u32,
    }
    if !matches!(event.header.kind.as_str(), "lesson.opened" | "certificate.provisional") {
        return None;
    }
    match serde_json::from_slice(event.text.body.as_ref()?).ok()? {
        Named::Lesson { at } => Some((at.course, at.edition)),
        Named::Certificate { target, edition } => Some((target, edition)),
    }
}

impl ReadFile {
    pub(super) fn station(&self) -> StationId {
        self.header.station
    }

    /// Why this file is refused, though it said whose it is.
    fn refused(&self, problem: Problem) -> Refusal {
        refuse(&self.path, Some(about(&self.introduction, StationState::Asking)), problem)
    }

    /// The same, by what is wrong with it.
    pub(super) fn broken(&self, fault: &ExportFault) -> Refusal {
        self.refused(export_problem(fault))
    }

    /// True if the registry holds every range of the file to its tip: a hash stands for all that comes before it.
    pub(super) fn is_held(&self, registry: &Registry) -> Result<bool, RegistryError> {
        for range in &self.header.ranges {
            if !registry.holds_range(self.header.station, range)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
