//! Opening exports: decrypt → recipients → station → chain → limits → plan, shown; and then, if wanted, one
//! transaction. A file that does not hold is named with what to do, and the others go on.
//!
//! No file stays in memory: its header is read to learn whose it is, its events to plan with their hashes, and once
//! more to write those that are new. A file that is not the same by then is refused, and nothing was changed.

mod apply;
mod foresee;
mod planning;
mod read;

use super::home::OfficeHome;
use super::in_parallel::{in_order, in_parallel};
use super::merge::FilePlan;
use super::registry::{Registry, StationRow, StationState};
use crate::crypto::seal::{SealFault, SealIdentity};
use crate::format::export::ExportFault;
use crate::format::trust::{Trust, TrustFault};
use crate::model::id::{ExportId, Slug, StationId};
use crate::model::problem::{Code, Problem};
use crate::model::trust::Fingerprint;
use foresee::Ahead;
pub use foresee::Foreseen;
use planning::Planning;
use read::{Opener, ReadFile};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Ending of a sealed export's name.
pub const EXPORT_ENDING: &str = "fexport";

/// What came of one file.
#[derive(Debug)]
pub struct FileReport {
    /// Where it lies.
    pub path: PathBuf,
    /// Its station, as far as known.
    pub station: Option<StationAbout>,
    /// What it would change, or why it was refused.
    pub outcome: Result<FileOutcome, Problem>,
}

/// A station, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationAbout {
    /// Which.
    pub id: StationId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub facility: Slug,
    /// What was decided of it.
    pub state: StationState,
    /// What to compare by telephone before confirming it.
    pub fingerprint: Fingerprint,
}

/// What a file would change.
#[derive(Debug, Clone)]
pub struct FileOutcome {
    /// The export.
    pub export: ExportId,
    /// When its station says it was made, ms.
    pub wall: u64,
    /// By event and in sum.
    pub plan: FilePlan,
    /// What would become of the certificates that it brings word of, once [`Plan::foresee`] counted them.
    pub foreseen: Option<Foreseen>,
    /// What people should hear beside the numbers: unconfirmed, retired, forked; clock and documents.
    pub notes: Vec<Problem>,
}

/// What a set of files would change.
#[derive(Debug)]
pub struct Plan {
    /// File by file, in the order given.
    pub files: Vec<FileReport>,
    /// What would become of every certificate that is recorded and not issued, once [`Plan::foresee`] counted them: those
    /// of the files, and those that waited in the registry.
    pub foreseen: Option<Foreseen>,
    /// Those that hold, in the same order.
    read: Vec<ReadFile>,
    stations: Vec<StationRow>,
    /// How often something had been changed about each station when this was planned.
    marks: BTreeMap<StationId, Option<u64>>,
    /// What certificates hang on.
    ahead: Ahead,
    /// How to open the files again.
    opener: Opener,
    /// Who merges it.
    by: String,
}

/// What was merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    /// Events added and counted.
    pub new: u64,
    /// Events there already.
    pub known: u64,
    /// Bodies filled in.
    pub filled: u64,
    /// Events kept apart.
    pub apart: u64,
    /// Events that were kept apart and now count.
    pub released: u64,
}

/// The sealed exports among files and folders, by name. Other files are left alone.
///
/// # Errors
/// [`Code::DiskTrouble`] if a named file or folder cannot be read.
pub fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
    let mut out = Vec::new();
    for path in paths {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        let entries = fs::read_dir(path).map_err(|fault| super::home::disk_problem(path, &fault))?;
        let mut inside: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(|path| is_export(path)).collect();
        inside.sort();
        out.extend(inside);
    }
    Ok(out)
}

fn is_export(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(EXPORT_ENDING))
}

/// Reads files, as many at once as there are cores, and plans their merge. Changes nothing. `on_file` hears of each
/// file before its events are read, and says whether to go on.
///
/// # Errors
/// The registry's; [`Code::JobCancelled`]. A file that is refused is in the plan.
pub fn plan(
    home: &OfficeHome,
    registry: &Registry,
    trust: &Trust,
    identities: &[SealIdentity],
    paths: &[PathBuf],
    now: u64,
    on_file: impl FnMut(&Path) -> bool,
) -> Result<Plan, Problem> {
    let opener = Opener { identities: identities.to_vec(), trust: trust.clone(), office: home.config()?.office };
    plan_with(opener, registry, paths, now, on_file)
}

fn plan_with(
    opener: Opener,
    registry: &Registry,
    paths: &[PathBuf],
    now: u64,
    mut on_file: impl FnMut(&Path) -> bool,
) -> Result<Plan, Problem> {
    let headers = in_parallel(paths.to_vec(), |path| opener.header(path), |_| true)?;
    let mut planning = Planning::new(registry, &opener.trust, paths, now);
    let mut files = Vec::with_capacity(headers.len());
    let mut marks = BTreeMap::new();
    for (place, header) in headers.into_iter().enumerate() {
        match header {
            Ok(mut file) => {
                // Before anything else is asked of its station: whatever is changed about it later will show.
                marks.insert(file.station(), registry.station_changes(file.station())?);
                file.is_known = file.is_held(registry)?;
                files.push((place, file));
            }
            Err(refusal) => planning.refuse(place, refusal)?,
        }
    }
    // Station by station, so that what is known of one need not be kept for the next.
    files.sort_by_key(|(place, file)| (file.station(), *place));
    let shown: Vec<PathBuf> = files.iter().map(|(_, file)| file.path.clone()).collect();
    in_order(
        files,
        |(place, file)| {
            let contents = opener.contents(&file);
            (place, file, contents)
        },
        |index| on_file(&shown[index]),
        |(place, file, contents)| planning.take(place, file, contents),
    )?;
    let (files, read, stations, ahead) = planning.finish()?;
    Ok(Plan { files, foreseen: None, read, stations, marks, ahead, opener, by: String::new() })
}

/// What a fault of an export is for a person.
#[must_use]
pub fn export_problem(fault: &ExportFault) -> Problem {
    let code = match fault {
        ExportFault::Seal(SealFault::NotForUs) | ExportFault::NotNamed => Code::ExportOtherOffice,
        ExportFault::Trust(TrustFault::Names(_)) => Code::ExportOtherOffice,
        ExportFault::TooLarge { .. } => Code::ExportTooLarge,
        ExportFault::Events(_) => Code::ExportBrokenChain,
        _ => Code::ExportAltered,
    };
    Problem::new(code).because(fault)
}

impl Plan {
    /// True if any file was refused.
    #[must_use]
    pub fn has_refused(&self) -> bool {
        self.files.iter().any(|file| file.outcome.is_err())
    }

    /// The stations whose files hold.
    pub fn stations(&self) -> impl Iterator<Item = StationId> + '_ {
        self.stations.iter().map(|row| row.id)
    }

    /// Names who merges it, for those who ask later.
    #[must_use]
    pub fn by(mut self, who: &str) -> Self {
        who.clone_into(&mut self.by);
        self
    }
}
