//! The notice on a stick: every file written, synced, read back and compared before it is called safe (I7). What an
//! earlier notice left there for a station, and this one has no more, is taken away: a station takes what it finds, and
//! would let in somebody who was sent elsewhere since.

use super::home::OfficeHome;
use super::receipts::RECEIPT_ENDING;
use crate::format::record::RECORD_ENDING;
use crate::format::roster_document::ROSTER_ENDING;
use crate::model::problem::{Code, Problem};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Its folder on the stick.
pub(super) const FOLDER: &str = "notice";

/// What is now on the stick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeCopied {
    /// The folder on it.
    pub folder: PathBuf,
    /// How many files.
    pub files: u64,
    /// How many bytes.
    pub bytes: u64,
}

/// Copies the office's notice folder to `stick`. `on_bytes` hears of bytes written and of bytes in all, and says whether
/// to go on.
///
/// # Errors
/// [`Code::StickFull`], [`Code::StickGone`], [`Code::StickBad`] if a file reads back differently, [`Code::JobCancelled`];
/// [`Code::NoticeMissing`] while nothing was ever merged.
pub fn copy(
    home: &OfficeHome,
    stick: &Path,
    on_bytes: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<NoticeCopied, Problem> {
    let from = home.notice();
    let fault = |path: &Path, fault: &io::Error| super::home::disk_problem(path, fault);
    let entries = fs::read_dir(&from).map_err(|error| fault(&from, &error))?;
    let mut names: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| is_part(path)).collect();
    names.sort();
    if names.is_empty() {
        return Err(Problem::new(Code::NoticeMissing));
    }
    let mut files = Vec::new();
    for path in names {
        files.push((fs::read(&path).map_err(|error| fault(&path, &error))?, path));
    }
    let total: u64 = files.iter().map(|(bytes, _)| bytes.len() as u64).sum();
    let folder = stick.join(FOLDER);
    fs::create_dir_all(&folder).map_err(|error| stick_problem(stick, &error))?;
    sweep(&folder, &files).map_err(|error| stick_problem(stick, &error))?;
    let mut done = 0;
    for (bytes, path) in &files {
        if !on_bytes(done, total) {
            return Err(Problem::new(Code::JobCancelled));
        }
        let name = path.file_name().unwrap_or_default();
        write(&folder.join(name), bytes).map_err(|error| stick_problem(stick, &error))?;
        done += bytes.len() as u64;
    }
    for (bytes, path) in &files {
        let to = folder.join(path.file_name().unwrap_or_default());
        let back = fs::read(&to).map_err(|error| stick_problem(stick, &error))?;
        if back != *bytes {
            return Err(Problem::new(Code::StickBad).with("file", to.display()));
        }
    }
    on_bytes(total, total);
    Ok(NoticeCopied { folder, files: files.len() as u64, bytes: total })
}

fn is_part(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    path.is_file() && !is_hidden
}

/// Takes away the files for single stations that are none of `files`. Whatever else is there is left alone.
fn sweep(folder: &Path, files: &[(Vec<u8>, PathBuf)]) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = |known: &&str| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(known));
        let is_for_one = [RECEIPT_ENDING, ROSTER_ENDING, RECORD_ENDING].iter().any(ending);
        let name = path.file_name().unwrap_or_default();
        let stays = files.iter().filter_map(|(_, from)| from.file_name()).any(|it| it.eq_ignore_ascii_case(name));
        if is_for_one && is_part(&path) && !stays {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unfinished = path.with_file_name(format!(".{name}.tmp"));
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&unfinished, path)
}

fn stick_problem(stick: &Path, fault: &io::Error) -> Problem {
    let code = match fault.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::StickFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem if stick.is_dir() => Code::DiskTrouble,
        _ => Code::StickGone,
    };
    Problem::new(code).with("folder", stick.display()).with("file", stick.display()).because(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(folder: &Path) -> OfficeHome {
        let home = OfficeHome::new(folder.join("office"));
        home.create().unwrap();
        home
    }

    #[test]
    fn a_notice_is_on_the_stick_byte_for_byte_without_unfinished_files() {
        let folder = tempfile::tempdir().unwrap();
        let home = office(folder.path());
        fs::write(home.notice().join("policy.dsse"), b"policy").unwrap();
        fs::write(home.notice().join(".policy.dsse.tmp"), b"half").unwrap();
        let stick = folder.path().join("stick");
        fs::create_dir(&stick).unwrap();
        let done = copy(&home, &stick, &mut |_, _| true).unwrap();
        assert_eq!((done.files, done.bytes), (1, 6));
        assert_eq!(fs::read(stick.join("notice/policy.dsse")).unwrap(), b"policy");
        assert_eq!(fs::read_dir(stick.join("notice")).unwrap().count(), 1);
    }

    #[test]
    fn what_an_earlier_notice_left_for_stations_goes_and_everything_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let home = office(folder.path());
        let [one, two] = ["00aa", "00bb"].map(|station| format!("{station}.froster"));
        for name in ["policy.dsse", &one, &two, "00aa.freceipt", "00aa-11.frecord"] {
            fs::write(home.notice().join(name), name).unwrap();
        }
        copy(&home, folder.path(), &mut |_, _| true).unwrap();
        let stick = folder.path().join("notice");
        fs::write(stick.join("root.1.dsse"), "an older root").unwrap();
        fs::write(stick.join("photo.jpg"), "somebody's").unwrap();
        for name in [two.as_str(), "00aa.freceipt", "00aa-11.frecord"] {
            fs::remove_file(home.notice().join(name)).unwrap();
        }
        copy(&home, folder.path(), &mut |_, _| true).unwrap();
        let names = fs::read_dir(&stick).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        assert_eq!(names, ["00aa.froster", "photo.jpg", "policy.dsse", "root.1.dsse"]);
    }

    #[test]
    fn a_stick_that_is_gone_and_an_empty_notice_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let home = office(folder.path());
        let nothing = copy(&home, folder.path(), &mut |_, _| true).unwrap_err();
        assert_eq!(nothing.code, Code::NoticeMissing);
        fs::write(home.notice().join("policy.dsse"), b"policy").unwrap();
        fs::write(folder.path().join("file"), b"").unwrap();
        let gone = copy(&home, &folder.path().join("file/stick"), &mut |_, _| true).unwrap_err();
        assert_eq!(gone.code, Code::StickGone);
        let stopped = copy(&home, folder.path(), &mut |_, _| false).unwrap_err();
        assert_eq!(stopped.code, Code::JobCancelled);
    }
}
