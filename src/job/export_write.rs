//! Putting a sealed export on a drive: a temporary name, fsync, rename, reopen, compare. After a fault nothing but
//! perhaps a temporary file is left, and the next try takes that away.

use super::export_progress::Gathered;
use super::watch::{Stage, Watch};
use crate::crypto::hash::sha256;
use crate::crypto::sign::SecretKey;
use crate::format::export;
use crate::model::id::Hash;
use crate::model::ports::Random;
use crate::model::problem::{Code, Problem};
use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Ending of a sealed export's name.
pub const EXPORT_ENDING: &str = "fexport";
/// How names of files begin that are not finished.
const UNFINISHED: &str = ".foothold-";
/// Every file's time, 2020-01-01T00:00:00Z: when it was written is nobody's business outside.
const FILE_TIME_SECS: u64 = 1_577_836_800;
/// Bytes between two reports.
const PIECE: usize = 1 << 20;

/// A file on the drive, read back and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where.
    pub path: PathBuf,
    /// Its size.
    pub size_bytes: u64,
    /// Its hash.
    pub sha256: Hash,
}

/// Seals an export into `folder` under a random name.
///
/// # Errors
/// [`Code::StickFull`], [`Code::StickGone`], [`Code::StickBad`] if it reads back differently, [`Code::JobCancelled`].
pub fn write(
    gathered: &Gathered,
    key: &SecretKey,
    folder: &Path,
    random: &dyn Random,
    watch: &mut Watch<'_>,
) -> Result<Written, Problem> {
    watch.step(Stage::Sealing, 0, gathered.events)?;
    let sealed = export::seal(&gathered.header, &gathered.body, key, Vec::new())
        .map_err(|fault| Problem::new(Code::Internal).because(fault))?;
    let name = hex::encode(&random.bytes16()[..8]);
    let path = folder.join(format!("{name}.{EXPORT_ENDING}"));
    let unfinished = folder.join(format!("{UNFINISHED}{name}.tmp"));
    sweep(folder);
    let result = write_file(&unfinished, &sealed, watch)
        .and_then(|()| fs::rename(&unfinished, &path).map_err(|fault| drive_problem(folder, &fault)))
        .and_then(|()| sync_folder(folder));
    if let Err(problem) = result {
        drop(fs::remove_file(&unfinished)); // gone with the drive, or swept next time
        return Err(problem);
    }
    compare(&path, &sealed, watch)?;
    Ok(Written { path, size_bytes: sealed.len() as u64, sha256: Hash(sha256(&sealed)) })
}

/// Takes away what an earlier, interrupted try left.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(UNFINISHED) {
            drop(fs::remove_file(entry.path())); // if it stays, it only takes space
        }
    }
}

fn write_file(path: &Path, bytes: &[u8], watch: &mut Watch<'_>) -> Result<(), Problem> {
    let folder = path.parent().unwrap_or(path);
    let fault = |fault: io::Error| drive_problem(folder, &fault);
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(fault)?;
    let total = bytes.len() as u64;
    for (number, piece) in bytes.chunks(PIECE).enumerate() {
        watch.step(Stage::Writing, (number * PIECE) as u64, total)?;
        file.write_all(piece).map_err(fault)?;
    }
    let time = UNIX_EPOCH + Duration::from_secs(FILE_TIME_SECS);
    file.set_times(times(time)).map_err(fault)?;
    file.sync_all().map_err(fault)?;
    watch.step(Stage::Writing, total, total)
}

fn times(time: SystemTime) -> FileTimes {
    FileTimes::new().set_accessed(time).set_modified(time)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), Problem> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|fault| drive_problem(folder, &fault))
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> Result<(), Problem> {
    Ok(())
}

fn compare(path: &Path, wanted: &[u8], watch: &mut Watch<'_>) -> Result<(), Problem> {
    let folder = path.parent().unwrap_or(path);
    let mut file = File::open(path).map_err(|fault| drive_problem(folder, &fault))?;
    let mut buffer = vec![0; PIECE];
    for (number, piece) in wanted.chunks(PIECE).enumerate() {
        watch.step(Stage::Comparing, (number * PIECE) as u64, wanted.len() as u64)?;
        let read = &mut buffer[..piece.len()];
        file.read_exact(read).map_err(|fault| match fault.kind() {
            io::ErrorKind::UnexpectedEof => bad(path),
            _ => drive_problem(folder, &fault),
        })?;
        if read != piece {
            return Err(bad(path));
        }
    }
    let left = file.read(&mut buffer).map_err(|fault| drive_problem(folder, &fault))?;
    if left > 0 { Err(bad(path)) } else { watch.step(Stage::Comparing, wanted.len() as u64, wanted.len() as u64) }
}

fn bad(path: &Path) -> Problem {
    Problem::new(Code::StickBad).with("file", path.display())
}

/// What a fault of the drive is for a person.
#[must_use]
pub fn drive_problem(folder: &Path, fault: &io::Error) -> Problem {
    let code = match fault.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Code::StickFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem if folder.is_dir() => Code::DiskTrouble,
        _ => Code::StickGone,
    };
    Problem::new(code).with("folder", folder.display()).because(fault)
}
