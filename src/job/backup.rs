//! A checked copy of the records, and putting one back on a computer where nothing is set up. The copy holds
//! everybody's records: it stays where the station stands. A log that goes on after a restore shows as a fork in the
//! office, where nothing is lost.

use super::start::disk_problem;
use super::watch::{Stage, Watch, unwatched};
use crate::crypto::hash::Hasher;
use crate::format::database_file;
use crate::library::home::{Home, sync_folder};
use crate::model::event::{Actor, BackupMade, Body};
use crate::model::id::Hash;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::store::{Snapshot, Store};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A page of the database, for the bar.
const PAGE_BYTES: u64 = 4096;

/// A backup that was written and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupDone {
    /// Where.
    pub path: PathBuf,
    /// Its hash.
    pub sha256: Hash,
    /// Its size.
    pub bytes: u64,
}

/// Writes a copy into `folder` and notes it in the log.
///
/// # Errors
/// As [`write`], and the database's.
pub fn back_up(store: &mut Store, folder: &Path, by: Actor) -> Result<BackupDone, Problem> {
    let done = unwatched(|watch| write(&store.snapshot()?, folder, watch))?;
    note(store, &done, by)?;
    Ok(done)
}

/// Writes a copy of one moment of the database into `folder`. The database itself goes on meanwhile.
///
/// # Errors
/// [`Code::DiskFull`], [`Code::DiskTrouble`], [`Code::JobCancelled`], [`Code::StationDamaged`] if the copy does not pass
/// its check; no file is left then.
pub fn write(snapshot: &Snapshot, folder: &Path, watch: &mut Watch<'_>) -> Result<BackupDone, Problem> {
    fs::create_dir_all(folder).map_err(|fault| disk_problem(&fault))?;
    let name = format!("station-{}.sqlite", snapshot.store().clock().wall_ms());
    let (path, part) = (folder.join(&name), folder.join(format!("{name}.part")));
    let done = copy(snapshot, &part, &path, watch);
    if done.is_err() && part.exists() {
        fs::remove_file(&part).map_err(|fault| disk_problem(&fault))?;
    }
    done
}

/// Notes in the log that a copy was written and checked.
///
/// # Errors
/// The database's.
pub fn note(store: &mut Store, done: &BackupDone, by: Actor) -> Result<(), Problem> {
    Ok(store.write(|writer| writer.append_by(by, Body::BackupMade(BackupMade { sha256: done.sha256 })).map(|_| ()))?)
}

fn copy(snapshot: &Snapshot, part: &Path, path: &Path, watch: &mut Watch<'_>) -> Result<BackupDone, Problem> {
    if part.exists() {
        fs::remove_file(part).map_err(|fault| disk_problem(&fault))?; // of a run that was cut off
    }
    let mut stopped = None;
    let copied = snapshot.copy_to(part, &mut |done, total| {
        stopped = watch.step(Stage::Writing, done * PAGE_BYTES, total * PAGE_BYTES).err();
        if stopped.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if let Some(problem) = stopped {
        return Err(problem);
    }
    copied?;
    watch.step(Stage::Comparing, 0, 0)?;
    let (sha256, bytes) = hash_file(part).map_err(|fault| disk_problem(&fault))?;
    fs::rename(part, path).map_err(|fault| disk_problem(&fault))?;
    sync_folder(path.parent().unwrap_or(path)).map_err(|fault| disk_problem(&fault))?;
    Ok(BackupDone { path: path.to_owned(), sha256, bytes })
}

fn hash_file(path: &Path) -> io::Result<(Hash, u64)> {
    let (mut file, mut hasher, mut buffer, mut bytes) = (File::open(path)?, Hasher::new(), vec![0; 1 << 20], 0);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((Hash(hasher.finish()), bytes)),
            n => {
                hasher.update(&buffer[..n]);
                bytes += n as u64;
            }
        }
    }
}

/// Puts a copy into `home`, where nothing is set up yet. Open the home as usual afterwards.
///
/// # Errors
/// [`Code::StationAlreadySetUp`]; [`Code::StationDamaged`], [`Code::StationNewerData`] or [`Code::StationNotSetUp`]
/// if the file is no sound copy of a station. The home is unchanged then.
pub fn restore(home: &Home, copy: &Path, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Result<(), Problem> {
    let open = super::start::open(home, clock.clone(), random.clone())?;
    if open.store.station()?.is_some() {
        return Err(Problem::new(Code::StationAlreadySetUp));
    }
    let (home, store, lock) = open.into_parts();
    let staged = home.staging().join("restore.sqlite");
    remove_database(&staged).and_then(|()| fs::copy(copy, &staged)).map_err(|fault| disk_problem(&fault))?;
    let checked = check(&staged, clock, random);
    if checked.is_err() {
        remove_database(&staged).map_err(|fault| disk_problem(&fault))?;
    }
    checked?;
    drop(store);
    let place = home.station_db();
    File::open(&staged)
        .and_then(|file| file.sync_all())
        .and_then(|()| remove_database(&place))
        .and_then(|()| fs::rename(&staged, &place))
        .and_then(|()| sync_folder(home.root()))
        .map_err(|fault| disk_problem(&fault))?;
    drop(lock);
    Ok(())
}

fn check(path: &Path, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Result<(), Problem> {
    if !database_file::is_whole(path).map_err(|fault| disk_problem(&fault))? {
        return Err(Problem::new(Code::StationDamaged).because("the copy ends too early, or is no copy"));
    }
    let store = Store::open(path, clock, random)?;
    store.check_whole()?;
    store.station()?.map(|_| ()).ok_or_else(|| Problem::new(Code::StationNotSetUp))
}

/// Removes a database and its journal, where they are.
fn remove_database(path: &Path) -> io::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        match fs::remove_file(&name) {
            Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault),
            _ => {}
        }
    }
    Ok(())
}
