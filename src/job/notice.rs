//! Taking a notice in: a newer root, catalogue, policy or revocation list, all or nothing, never an older one; and then,
//! in the same step, what lies beside it for this station: the office's receipt, its list of people, and the records of
//! those who come from elsewhere.

use super::import_receipt::{self, RECEIPT_ENDING};
use super::revocations;
use super::staff::SignedInStaff;
use super::take_record::{self, RECORD_ENDING, RecordTaken};
use super::take_roster::{self, ROSTER_ENDING, RosterPlan};
use super::trust::{folder_of, held_trust, held_trust_in, hold_trust, read_notice, trust_problem};
use crate::format::trust::{Trust, TrustFiles};
use crate::model::event::{Actor, Body, PackNamed, TrustUpdated};
use crate::model::problem::{Code, Problem};
use crate::model::trust::Approval;
use crate::store::{Store, Writer};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// What a notice changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeTaken {
    /// The versions now held.
    pub now: TrustUpdated,
    /// False if all of it was here already.
    pub is_news: bool,
    /// Packs that it withdrew.
    pub withdrawn: Vec<PackNamed>,
    /// Certificates here that were good until now.
    pub revoked: u64,
}

/// Takes in the notice that lies in a folder.
///
/// # Errors
/// A document that is missing, altered, older, or not signed by those who may; nothing is changed then.
pub fn take_notice(store: &mut Store, folder: &Path, by: Actor) -> Result<NoticeTaken, Problem> {
    let list = revocations::read(&folder_of(folder))?;
    take(store, Some(&read_notice(folder)?), list.as_deref(), by)
}

/// What a notice's folder brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderTaken {
    /// Its documents.
    pub documents: NoticeTaken,
    /// The receipt for this station.
    pub receipt: Option<import_receipt::Taken>,
    /// The list of people for this station, and what came of it.
    pub roster: Option<RosterPlan>,
    /// People whose record came.
    pub records: Vec<RecordTaken>,
    /// What could not be used, file by file: the rest was taken.
    pub problems: Vec<Problem>,
}

/// Takes in all of a notice's folder that is for this station.
///
/// # Errors
/// As [`take_notice`]: without the documents nothing else is taken. But where they are older than those held, and the
/// receipt is not, an office brought back from an older copy has forgotten what it signed: all that is newer is taken,
/// and the rest is a problem that is told.
pub fn take_folder(store: &mut Store, folder: &Path, staff: &SignedInStaff) -> Result<FolderTaken, Problem> {
    // The documents first: the others are checked against what they now say.
    let (documents, problems) = match take_notice(store, folder, staff.actor()) {
        Err(problem) if is_behind(&problem) && has_newest_receipt(store, folder, staff)? => {
            take_newer(store, folder, staff.actor())?
        }
        taken => (taken?, Vec::new()),
    };
    let mut taken = FolderTaken { documents, receipt: None, roster: None, records: Vec::new(), problems };
    // Then the list: who is on it already is known when their record comes.
    for file in files_for(store, &folder_of(folder))? {
        let done = match file.kind {
            Carried::Receipt => take_receipt(store, &file.path, staff).map(|receipt| taken.receipt = Some(receipt)),
            Carried::Roster => take_people(store, &file.path, staff).map(|plan| taken.roster = Some(plan)),
            Carried::Record => take_person(store, &file.path, staff).map(|record| taken.records.push(record)),
        };
        if let Err(problem) = done {
            let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            taken.problems.push(problem.with("file", name));
        }
    }
    Ok(taken)
}

/// True if a document was refused because of one that is held.
fn is_behind(problem: &Problem) -> bool {
    matches!(problem.code, Code::DocumentOlder | Code::DocumentConflicting)
}

/// True if no newer receipt than a folder's was taken: the stick is no old one.
fn has_newest_receipt(store: &Store, folder: &Path, staff: &SignedInStaff) -> Result<bool, Problem> {
    let Some(path) = receipt_in(store, folder)? else { return Ok(false) };
    import_receipt::is_newest(store, &held_trust(store)?, &staff.keys.sealing, open_file(&path)?)
}

/// Takes the documents without the list, then the list without the documents: of two that do not fit what is held, the
/// other is still news.
fn take_newer(store: &mut Store, folder: &Path, by: Actor) -> Result<(NoticeTaken, Vec<Problem>), Problem> {
    let (list, files) = (revocations::read(&folder_of(folder))?, read_notice(folder)?);
    let now = versions(&held_trust(store)?);
    let mut taken = NoticeTaken { now, is_news: false, withdrawn: Vec::new(), revoked: 0 };
    let mut problems = Vec::new();
    for (files, list) in [(Some(&files), None), (None, list.as_deref())] {
        match take(store, files, list, by) {
            Ok(one) => {
                taken.now = one.now;
                taken.is_news |= one.is_news;
                taken.withdrawn.extend(one.withdrawn);
                taken.revoked += one.revoked;
            }
            Err(problem) if is_behind(&problem) => problems.push(problem),
            Err(problem) => return Err(problem),
        }
    }
    Ok((taken, problems))
}

/// What a file of the office for one station is, by its ending. They are taken in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carried {
    /// The answer to exports.
    Receipt,
    /// A list of people.
    Roster,
    /// A person's record.
    Record,
}

impl Carried {
    /// By a file's name; none if it is no such file.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?;
        let table = [(RECEIPT_ENDING, Self::Receipt), (ROSTER_ENDING, Self::Roster), (RECORD_ENDING, Self::Record)];
        table.into_iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, kind)| kind)
    }
}

/// A file that says by its name that it is for this station.
struct ForUs {
    kind: Carried,
    path: PathBuf,
}

/// More files than this are looked at in no folder.
const NAMES_MAX: usize = 10_000;

/// The files of a folder that begin as this station's id does, in the order in which they are taken.
fn files_for(store: &Store, folder: &Path) -> Result<Vec<ForUs>, Problem> {
    let Some(station) = store.station()? else { return Ok(Vec::new()) };
    let prefix = station.id.to_hex()[..16].to_owned();
    let gone = |fault| Problem::new(Code::StickGone).because(fault);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(gone)?.take(NAMES_MAX).flatten() {
        let path = entry.path();
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(&prefix));
        if let Some(kind) = Carried::of(&path).filter(|_| is_ours && path.is_file()) {
            found.push(ForUs { kind, path });
        }
    }
    found.sort_by(|a, b| (a.kind, &a.path).cmp(&(b.kind, &b.path)));
    Ok(found)
}

fn open_file(path: &Path) -> Result<BufReader<File>, Problem> {
    let file = File::open(path).map_err(|fault| Problem::new(Code::StickGone).because(fault))?;
    Ok(BufReader::with_capacity(1 << 16, file))
}

/// Takes a receipt in.
///
/// # Errors
/// As [`import_receipt::take`]; [`Code::StickGone`].
pub fn take_receipt(store: &mut Store, path: &Path, staff: &SignedInStaff) -> Result<import_receipt::Taken, Problem> {
    let trust = held_trust(store)?;
    import_receipt::take(store, &trust, &staff.keys.sealing, Some(staff.staff.id), open_file(path)?)
}

/// Takes the office's list of people in.
///
/// # Errors
/// As [`take_roster::open`] and [`take_roster::take`]; [`Code::StickGone`].
pub fn take_people(store: &mut Store, path: &Path, staff: &SignedInStaff) -> Result<RosterPlan, Problem> {
    let trust = held_trust(store)?;
    let opened = take_roster::open(store, &trust, &staff.keys.sealing, open_file(path)?)?;
    take_roster::take(store, &opened, staff.actor())
}

/// Takes a person's record in.
///
/// # Errors
/// As [`take_record::take`]; [`Code::StickGone`].
pub fn take_person(store: &mut Store, path: &Path, staff: &SignedInStaff) -> Result<RecordTaken, Problem> {
    let trust = held_trust(store)?;
    take_record::take(store, &trust, &staff.keys.sealing, staff.actor(), open_file(path)?)
}

/// What the list of people in a notice's folder would do, if there is one. Changes nothing.
///
/// # Errors
/// As [`take_roster::open`]; the store's.
pub fn preview_people(store: &Store, folder: &Path, staff: &SignedInStaff) -> Result<Option<RosterPlan>, Problem> {
    let files = files_for(store, &folder_of(folder))?;
    let Some(file) = files.into_iter().find(|file| file.kind == Carried::Roster) else { return Ok(None) };
    let opened = take_roster::open(store, &held_trust(store)?, &staff.keys.sealing, open_file(&file.path)?)?;
    take_roster::plan(store, &opened).map(Some)
}

/// The receipt for this station in a notice's folder, if there is one: its name begins as the station's id does. Whether
/// it is really for this station is seen when it is opened.
///
/// # Errors
/// The store's.
pub fn receipt_in(store: &Store, folder: &Path) -> Result<Option<PathBuf>, Problem> {
    let Some(station) = store.station()? else { return Ok(None) };
    let path = folder_of(folder).join(format!("{}.{RECEIPT_ENDING}", &station.id.to_hex()[..16]));
    Ok(path.is_file().then_some(path))
}

/// Takes in a notice whose files were read already, and which brings no revocation list.
///
/// # Errors
/// As [`take_notice`].
pub fn take_notice_files(store: &mut Store, files: &TrustFiles, by: Actor) -> Result<NoticeTaken, Problem> {
    take(store, Some(files), None, by)
}

/// Takes documents in, or leaves those that are held; and a list.
fn take(store: &mut Store, files: Option<&TrustFiles>, list: Option<&[u8]>, by: Actor) -> Result<NoticeTaken, Problem> {
    let advance = |held: Trust| match files {
        Some(files) => held.advance(files).map_err(|fault| trust_problem(&fault)),
        None => Ok(held),
    };
    let next = advance(held_trust(store)?)?; // before the lock is taken
    let held_list = revocations::held(store, &next)?;
    let new_list = match list {
        Some(bytes) => revocations::offered(bytes, &next, held_list.as_ref())
            .map_err(|fault| trust_problem(&fault))?
            .map(|list| (list, bytes)),
        None => None,
    };
    let here = store.all_official()?;
    store.write(|writer| {
        let held = held_trust_in(writer)?;
        let next = advance(held.clone())?;
        let now = versions(&next);
        let (is_new, has_list) = (!next.is_same(&held), new_list.is_some());
        let mut taken = NoticeTaken { now, is_news: is_new || has_list, withdrawn: Vec::new(), revoked: 0 };
        if let Some((list, bytes)) = new_list {
            taken.revoked = revocations::hold(writer, &list, bytes, &here)?;
        }
        if let Some(files) = files.filter(|_| is_new) {
            hold_trust(writer, &next, files)?;
            writer.append_by(by, Body::TrustUpdated(taken.now.clone()))?;
            taken.withdrawn = withdraw(writer, &next, by)?;
        }
        Ok(taken)
    })
}

/// The versions of a set, as the log tells them.
#[must_use]
pub fn versions(trust: &Trust) -> TrustUpdated {
    TrustUpdated { root: trust.root.version, catalogue: trust.catalogue.version, policy: trust.policy.version }
}

fn withdraw(writer: &mut Writer<'_>, trust: &Trust, by: Actor) -> Result<Vec<PackNamed>, Problem> {
    let mut withdrawn = Vec::new();
    for pack in writer.packs()? {
        if pack.is_withdrawn || trust.catalogue.approval(&pack.manifest) != Approval::Withdrawn {
            continue;
        }
        writer.withdraw_pack(&pack.manifest)?;
        let named = PackNamed { pack: pack.pack, version: pack.version };
        writer.append_by(by, Body::PackWithdrawn(named.clone()))?;
        withdrawn.push(named);
    }
    Ok(withdrawn)
}
