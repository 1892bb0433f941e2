//! Carrying a pack in: signature → approval → space → copy once while hashing → sync → rename → one transaction that
//! checks root and catalogue again.
//!
//! [`stage`] does the long part without the database, [`commit`] the short part with it, [`run`] both. Until the
//! transaction is committed, the library is the old one; what is left of an import that was cut is hashed again by the
//! next, or swept.

use super::damage;
use super::editions::make_current;
use super::pack_head::{
    PackHead, PackStanding, carrier_problem, disk_problem, judge, pack_problem, pack_standing, read_head,
};
use super::trust::{held_trust, held_trust_in};
use super::watch::{Stage, Watch};
use crate::format::trust::Trust;
use crate::library::document::DocumentFault;
use crate::library::fault::{FaultPoints, Point};
use crate::library::home::Home;
use crate::library::install::{self, CopyFault, Incoming};
use crate::library::reader::{Damage, PackReader, ReaderFault};
use crate::library::source::{PackSource, SLICE_BYTES};
use crate::library::staging::{self, Part};
use crate::model::event::{Actor, Body, PackImported};
use crate::model::id::Hash;
use crate::model::problem::{Code, Problem};
use crate::store::{InstalledCourse, InstalledPack, Store};
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Duration;

/// Left free on the station's disk, so that the event log can always go on.
const RESERVE_BYTES: u64 = 256 << 20;
/// Between two looks for a stick that was taken out.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// At most this many bytes between two reports.
const REPORT_EVERY_BYTES: u64 = 1 << 20;

/// What to carry in, and how.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// `NAME.fpack`, or any slice of it.
    pub path: PathBuf,
    /// Other folders in which slices may lie.
    pub also: Vec<PathBuf>,
    /// Staff said that an older version than the installed one is wanted.
    pub allow_older: bool,
    /// Make it the version that learners see, also in the place of another one. A pack of which nothing is here yet
    /// always becomes current.
    pub make_current: bool,
    /// Wait for a stick that was taken out, or for the one with the next slice, until it is back or the job is
    /// cancelled. Otherwise end with [`Code::StickGone`] or [`Code::PackSliceMissing`]; what was copied is kept.
    pub wait_for_drive: bool,
    /// [`SLICE_BYTES`], but in tests.
    pub slice_bytes: u64,
}

impl ImportRequest {
    /// The usual way to carry this file in.
    #[must_use]
    pub fn of(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            also: Vec::new(),
            allow_older: false,
            make_current: false,
            wait_for_drive: false,
            slice_bytes: SLICE_BYTES,
        }
    }
}

/// What [`stage`] needs to know of the database.
#[derive(Debug, Clone)]
pub struct Known {
    /// Root, catalogue, policy.
    pub trust: Trust,
    /// The packs that have a row.
    pub installed: Vec<InstalledPack>,
}

impl Known {
    /// Reads it from the database.
    ///
    /// # Errors
    /// [`Code::StationNotSetUp`], or the database's.
    pub fn read(store: &Store) -> Result<Self, Problem> {
        Ok(Self { trust: held_trust(store)?, installed: store.packs()? })
    }
}

/// A pack whose file has its place in the library, but no row yet.
#[derive(Debug)]
pub struct Staged {
    envelope: Vec<u8>,
    row: InstalledPack,
    was_here: bool,
    found: Found,
}

/// What was found of the installed file of a pack that is carried in again.
#[derive(Debug, Default)]
enum Found {
    /// It is good, or there was none.
    #[default]
    Whole,
    /// It was not; the copy took its place. The first damaged chunk, where the file could be read at all.
    Mended(Option<Damage>),
}

/// A pack that was carried in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Its row.
    pub pack: InstalledPack,
    /// It was installed before, and every byte of it is good (again).
    pub was_here: bool,
    /// The version learners see in its stead, if it is not this one.
    pub current: Option<Hash>,
}

/// Carries a pack in.
///
/// # Errors
/// A [`Problem`] for each thing that can stand against it; the library is then as before.
pub fn run(
    home: &Home,
    store: &mut Store,
    request: &ImportRequest,
    by: Actor,
    faults: &dyn FaultPoints,
    watch: &mut Watch<'_>,
) -> Result<Imported, Problem> {
    let known = Known::read(store)?;
    let staged = stage(home, &known, request, faults, watch)?;
    commit(home, store, staged, request, by, faults)
}

/// Everything but the transaction: afterwards the pack's whole file lies in the library, synced.
///
/// # Errors
/// As [`run`].
pub fn stage(
    home: &Home,
    known: &Known,
    request: &ImportRequest,
    faults: &dyn FaultPoints,
    watch: &mut Watch<'_>,
) -> Result<Staged, Problem> {
    loop {
        let fault = match attempt(home, known, request, faults, watch) {
            Err(problem) if request.wait_for_drive && is_away(&problem) => problem,
            done => return done,
        };
        log::info!("waiting for a drive: {fault}");
        watch.step(Stage::WaitingForDrive, 0, 0)?;
        std::thread::sleep(LOOK_AGAIN);
    }
}

fn is_away(problem: &Problem) -> bool {
    matches!(problem.code, Code::StickGone | Code::PackSliceMissing)
}

fn attempt(
    home: &Home,
    known: &Known,
    request: &ImportRequest,
    faults: &dyn FaultPoints,
    watch: &mut Watch<'_>,
) -> Result<Staged, Problem> {
    watch.step(Stage::Checking, 0, 0)?;
    let name = request.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let source = PackSource::open_sliced_by(&request.path, &request.also, request.slice_bytes)
        .map_err(|fault| carrier_problem(&fault, &name))?;
    let head = head_of(home, &source, known)?;
    check_len(&source, &head)?;
    let (manifest, hash) = (&head.manifest, head.manifest.hash());
    let standing = pack_standing(&known.installed, &manifest.pack_id, manifest.version, &hash);
    if standing == PackStanding::Older && !request.allow_older {
        return Err(older(&head));
    }
    let found = if standing == PackStanding::Here { look_through(home, &hash, watch)? } else { Found::Whole };
    if standing == PackStanding::Here && matches!(found, Found::Whole) {
        let row = known.installed.iter().find(|held| held.manifest == hash).cloned();
        let row = row.ok_or_else(|| Problem::new(Code::Internal).because("here, but without a row"))?;
        return Ok(Staged { envelope: head.envelope, row, was_here: true, found });
    }
    let is_installed = standing == PackStanding::Here;
    let row = copy(home, &source, &head, is_installed, faults, watch)?;
    Ok(Staged { envelope: head.envelope, row, was_here: is_installed, found })
}

fn older(head: &PackHead) -> Problem {
    Problem::new(Code::PackOlder).with("pack", &head.manifest.pack_id).with("version", head.manifest.version)
}

/// The head from the carrier, or, where the first slice is on a stick that is not in now, from what is staged.
fn head_of(home: &Home, source: &PackSource, known: &Known) -> Result<PackHead, Problem> {
    let problem = match read_head(&mut BufReader::new(source.stream()), source.name(), &known.trust) {
        Err(problem) if problem.code == Code::PackSliceMissing => problem,
        done => return done,
    };
    for (manifest, name) in staging::parts(home).map_err(|fault| disk_problem(&fault))? {
        if name != source.name() {
            continue;
        }
        let part = File::open(staging::part_path(home, &manifest)).map_err(|fault| disk_problem(&fault))?;
        if let Ok(head) = read_head(&mut BufReader::new(part), source.name(), &known.trust) {
            return Ok(head); // verified like any other: only a hint told where to look
        }
    }
    Err(problem)
}

fn check_len(source: &PackSource, head: &PackHead) -> Result<(), Problem> {
    let total = head.layout.total_bytes();
    match source.compare_len(total) {
        Some(std::cmp::Ordering::Less) => Err(Problem::new(Code::PackCut).with("file", source.name())),
        Some(std::cmp::Ordering::Greater) => {
            let detail = format!("bytes after the end at {total}");
            Err(Problem::new(Code::PackAltered).with("file", source.name()).because(detail))
        }
        Some(std::cmp::Ordering::Equal) | None => Ok(()),
    }
}

/// Whether the installed file is good to its last byte: carrying a pack in again is how a damaged one is mended.
fn look_through(home: &Home, manifest: &Hash, watch: &mut Watch<'_>) -> Result<Found, Problem> {
    let Ok(reader) = PackReader::open(&home.pack(manifest), manifest) else { return Ok(Found::Mended(None)) };
    let total = reader.manifest().content_bytes();
    let (mut done, mut told, mut stopped) = (0, 0, None);
    let checked = reader.check_all(&mut |bytes| {
        done += bytes as u64;
        if stopped.is_none() && done >= told + REPORT_EVERY_BYTES {
            told = done;
            stopped = watch.step(Stage::Checking, done, total).err();
        }
        if stopped.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    match (stopped, checked) {
        (Some(problem), _) => Err(problem),
        (None, Ok(())) => Ok(Found::Whole),
        (None, Err(fault)) => Ok(Found::Mended(Damage::of(&fault).cloned())),
    }
}

fn copy(
    home: &Home,
    source: &PackSource,
    head: &PackHead,
    is_installed: bool,
    faults: &dyn FaultPoints,
    watch: &mut Watch<'_>,
) -> Result<InstalledPack, Problem> {
    let (manifest, hash, total) = (&*head.manifest, head.manifest.hash(), head.layout.total_bytes());
    if !is_installed {
        take_orphan(home, &hash)?;
    }
    let part = Part::open(home, &hash, source.name()).map_err(|fault| disk_problem(&fault))?;
    check_space(home, &part, total, faults)?;
    let incoming = Incoming { envelope: &head.envelope, manifest, chunks: &head.chunks, layout: &head.layout };
    let (mut told, mut stopped) = (0, None);
    let copied = install::copy(source, &part, &incoming, faults, &mut |done| {
        if done < total && done < told + REPORT_EVERY_BYTES {
            return ControlFlow::Continue(());
        }
        told = done;
        let stage = if done < total { Stage::Copying } else { Stage::Settling };
        stopped = watch.step(stage, done, total).err();
        if stopped.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if let Err(fault) = copied {
        let is_worth_keeping = matches!(fault, CopyFault::Carrier(_));
        if !is_worth_keeping {
            part.discard().map_err(|fault| disk_problem(&fault))?;
        }
        return Err(stopped.unwrap_or_else(|| copy_problem(fault, source.name())));
    }
    let row = match row_of(&part, head) {
        Ok(row) => row,
        Err(problem) => {
            part.discard().map_err(|fault| disk_problem(&fault))?;
            return Err(problem);
        }
    };
    faults.reached(Point::Rename).map_err(|fault| disk_problem(&fault))?;
    part.publish().map_err(|fault| disk_problem(&fault))?;
    Ok(row)
}

/// A whole file without a row, from an import that was cut before its transaction, is a part like any other.
fn take_orphan(home: &Home, manifest: &Hash) -> Result<(), Problem> {
    let orphan = home.pack(manifest);
    if !orphan.is_file() {
        return Ok(());
    }
    std::fs::create_dir_all(home.staging())
        .and_then(|()| std::fs::rename(orphan, staging::part_path(home, manifest)))
        .map_err(|fault| disk_problem(&fault))
}

fn check_space(home: &Home, part: &Part, total: u64, faults: &dyn FaultPoints) -> Result<(), Problem> {
    let staged = part.len().map_err(|fault| disk_problem(&fault))?;
    let free = faults.free_bytes(&home.staging()).map_err(|fault| disk_problem(&fault))?;
    let needed = total.saturating_sub(staged).saturating_add(RESERVE_BYTES);
    if free >= needed {
        return Ok(());
    }
    if staged == 0 {
        staging::discard(home, &part.manifest()).map_err(|fault| disk_problem(&fault))?;
    }
    let detail = format!("{free} bytes free, {needed} needed");
    Err(Problem::new(Code::DiskFull).with("needed_bytes", needed).with("free_bytes", free).because(detail))
}

fn copy_problem(fault: CopyFault, name: &str) -> Problem {
    match fault {
        CopyFault::Pack(fault) => pack_problem(fault, name),
        CopyFault::Carrier(fault) => carrier_problem(&fault, name),
        CopyFault::Disk(fault) => disk_problem(&fault),
        CopyFault::Stopped => Problem::new(Code::JobCancelled),
    }
}

/// Reads what the library's shelves need. What is signed and approved may still be of no use to this program.
fn row_of(part: &Part, head: &PackHead) -> Result<InstalledPack, Problem> {
    let manifest = &head.manifest;
    let unusable = |detail: String| Problem::new(Code::PackUnusable).with("pack", &manifest.pack_id).because(detail);
    let reader = PackReader::open(&part.path(), &manifest.hash()).map_err(|fault| match fault {
        ReaderFault::Io(fault) => disk_problem(&fault),
        other => Problem::new(Code::DiskTrouble).because(other),
    })?;
    let courses = reader.courses().map_err(|fault| match fault {
        DocumentFault::NeedsNewer { .. } => Problem::new(Code::PackNeedsNewer).because(fault),
        DocumentFault::Io(fault) => disk_problem(&fault),
        DocumentFault::Missing | DocumentFault::Shape(_) => unusable(fault.to_string()),
    })?;
    let courses = courses.into_iter();
    Ok(InstalledPack {
        manifest: manifest.hash(),
        pack: manifest.pack_id.clone(),
        version: manifest.version,
        title: manifest.title.clone(),
        bytes: head.layout.total_bytes(),
        courses: courses.map(|c| InstalledCourse { id: c.id, edition: c.edition, title: c.title }).collect(),
        added_wall_ms: 0,
        is_active: false,
        is_withdrawn: false,
    })
}

/// The transaction that makes a staged pack count, if root and catalogue still say so.
///
/// # Errors
/// As [`run`]; the staged file is gone then.
pub fn commit(
    home: &Home,
    store: &mut Store,
    staged: Staged,
    request: &ImportRequest,
    by: Actor,
    faults: &dyn FaultPoints,
) -> Result<Imported, Problem> {
    let Staged { envelope, mut row, was_here, found } = staged;
    let known: Vec<_> = damage::outstanding(store)?.into_iter().filter(|one| one.pack == row.manifest).collect();
    let written = store.write(|writer| {
        let manifest = judge(&envelope, &held_trust_in(writer)?)?;
        let installed = writer.packs()?;
        let standing = pack_standing(&installed, &row.pack, row.version, &manifest.hash());
        if standing == PackStanding::Older && !request.allow_older {
            return Err(Problem::new(Code::PackOlder).with("pack", &row.pack).with("version", row.version));
        }
        faults.reached(Point::Commit).map_err(|fault| disk_problem(&fault))?;
        let is_mended = matches!(found, Found::Mended(_)) || !known.is_empty();
        if let Found::Mended(Some(met)) = found {
            let met = damage::body(met);
            if !known.contains(&met) {
                damage::append(writer, met)?;
            }
        }
        if standing != PackStanding::Here {
            row.added_wall_ms = writer.wall_ms();
            writer.add_pack(&row)?;
        }
        if standing != PackStanding::Here || is_mended {
            let named = PackImported { pack: row.pack.clone(), version: row.version, manifest: row.manifest };
            writer.append_by(by, Body::PackImported(named))?;
        }
        let active = installed.into_iter().find(|held| held.pack == row.pack && held.is_active);
        let is_active = active.as_ref().is_some_and(|held| held.manifest == row.manifest);
        if !is_active && (active.is_none() || request.make_current) {
            make_current(writer, &row, by)?;
            return Ok(None);
        }
        Ok(active.map(|held| held.manifest).filter(|held| *held != row.manifest))
    });
    match written {
        Ok(current) => {
            row.is_active = current.is_none();
            Ok(Imported { pack: row, was_here, current })
        }
        Err(problem) => {
            if !was_here && let Err(fault) = std::fs::remove_file(home.pack(&row.manifest)) {
                log::warn!("a refused pack stays until the next start: {fault}"); // the sweep takes it
            }
            Err(problem)
        }
    }
}

#[cfg(test)]
mod tests;
