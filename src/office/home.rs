//! Where an office keeps everything.
//!
//! ```text
//! office.json      which office this is, and the root it started from
//! keys/            private keys, readable by their owner only
//! trust/           root.1.dsse …, catalogue.dsse, policy.dsse, revocations.dsse once a certificate was taken back
//! registry.sqlite  every event, station, course and certificate, unless office.json names a server for them
//! kits/FACILITY/   a kit, and beside it the page to print
//! certificates/    official certificates, JSON, PDF and PNG
//! papers/          the logo and the signatures that stand on papers
//! window.json      how the window looked when it was last used
//! notice/          what goes to the stations: trust documents and receipts
//! *.lock           empty: who holds one changes trust/, or fills notice/, alone
//! ```

use crate::format::json;
use crate::library::home::folder_of;
use crate::model::id::Slug;
use crate::model::letterhead::PaperSize;
use crate::model::problem::{Code, Problem};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Largest `office.json`.
const CONFIG_BYTES_MAX: usize = 64 << 10;

/// An office's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeHome {
    root: PathBuf,
}

/// What an office knows of itself without asking its documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeConfig {
    /// Which office of the root this is.
    pub office: Slug,
    /// IANA time zone of its dates.
    pub tz: String,
    /// Language of its papers, `en` or `es`.
    pub language: String,
    /// Certificates name the office. Off where a place must not be told.
    pub names_issuer: bool,
    /// Whom to ask about a certificate, as printed on it: an address, a telephone number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub contact: Option<String>,
    /// The server where its registry lives, `postgres://…`, if not in its folder. Never with a password.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub registry: Option<String>,
    /// The sheet its printer holds.
    #[serde(skip_serializing_if = "is_letter", default)]
    pub paper: PaperSize,
    /// Who signs its papers.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub signers: Vec<Signatory>,
}

/// Somebody who signs papers. Their signature, if it is printed, is a file in [`OfficeHome::papers`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// Their name.
    pub name: String,
    /// What they are; may be empty.
    pub title: String,
}

fn is_letter(paper: &PaperSize) -> bool {
    *paper == PaperSize::Letter
}

impl OfficeHome {
    /// The office in this folder, which need not exist yet.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Private keys.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.root.join("keys")
    }

    /// Signed documents now in force.
    #[must_use]
    pub fn trust(&self) -> PathBuf {
        self.root.join("trust")
    }

    /// The registry.
    #[must_use]
    pub fn registry(&self) -> PathBuf {
        self.root.join("registry.sqlite")
    }

    /// Kits, by facility.
    #[must_use]
    pub fn kits(&self) -> PathBuf {
        self.root.join("kits")
    }

    /// Official certificates.
    #[must_use]
    pub fn certificates(&self) -> PathBuf {
        self.root.join("certificates")
    }

    /// The logo and the signatures that stand on papers.
    #[must_use]
    pub fn papers(&self) -> PathBuf {
        self.root.join("papers")
    }

    /// What goes to the stations.
    #[must_use]
    pub fn notice(&self) -> PathBuf {
        self.root.join("notice")
    }

    /// Keeps other clerks of this folder from filling the notice folder until what is returned is dropped: who fills it
    /// last does so from the newest registry.
    ///
    /// # Errors
    /// [`Code::OfficeNoLocks`]; the disk cannot be written.
    pub fn hold_notice(&self) -> Result<File, Problem> {
        self.hold("notice.lock")
    }

    /// Keeps others from changing the documents in force until what is returned is dropped: whoever signs the next one
    /// signs it over the last. Nobody may wait for the notice, or for this once more, while holding it.
    ///
    /// # Errors
    /// [`Code::OfficeNoLocks`]; the disk cannot be written.
    pub fn hold_trust(&self) -> Result<File, Problem> {
        self.hold("trust.lock")
    }

    fn hold(&self, name: &str) -> Result<File, Problem> {
        let path = self.root.join(name);
        let open = || File::options().create(true).truncate(false).write(true).open(&path);
        let file = open().map_err(|fault| disk_problem(&path, &fault))?;
        file.lock().map_err(|fault| lock_problem(&path, &fault))?;
        Ok(file)
    }

    /// How the window looked.
    #[must_use]
    pub fn window_file(&self) -> PathBuf {
        self.root.join("window.json")
    }

    fn config_file(&self) -> PathBuf {
        self.root.join("office.json")
    }

    /// True once there is an office in this folder.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.config_file().exists()
    }

    /// Makes the folders; those with keys and records for their owner only.
    ///
    /// # Errors
    /// The disk cannot be written.
    pub fn create(&self) -> Result<(), Problem> {
        for folder in [
            self.root.clone(),
            self.keys(),
            self.trust(),
            self.kits(),
            self.certificates(),
            self.papers(),
            self.notice(),
        ] {
            create_private(&folder).map_err(|fault| disk_problem(&folder, &fault))?;
        }
        Ok(())
    }

    /// Reads `office.json`.
    ///
    /// # Errors
    /// [`Code::OfficeNotSetUp`] if there is none.
    pub fn config(&self) -> Result<OfficeConfig, Problem> {
        let path = self.config_file();
        let bytes = fs::read(&path).map_err(|fault| match fault.kind() {
            io::ErrorKind::NotFound => Problem::new(Code::OfficeNotSetUp).with("folder", self.root.display()),
            _ => disk_problem(&path, &fault),
        })?;
        json::from_canonical(&bytes, CONFIG_BYTES_MAX)
            .map_err(|fault| Problem::new(Code::OfficeDamaged).with("file", path.display()).because(fault))
    }

    /// Writes `office.json`.
    ///
    /// # Errors
    /// The disk cannot be written.
    pub fn set_config(&self, config: &OfficeConfig) -> Result<(), Problem> {
        let bytes = json::to_canonical(config).map_err(|fault| Problem::new(Code::Internal).because(fault))?;
        write_file(&self.config_file(), &bytes, Reader::Anyone)
    }
}

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// As the system has it.
    Anyone,
    /// Its owner only, where the system knows that.
    Owner,
}

/// Writes a file whole: a temporary name that no other program has, fsync, rename over what was there.
///
/// # Errors
/// [`Code::DiskFull`], [`Code::DiskTrouble`].
pub fn write_file(path: &Path, bytes: &[u8], reader: Reader) -> Result<(), Problem> {
    let write = || -> io::Result<()> {
        let folder = folder_of(path);
        fs::create_dir_all(folder)?;
        let mut file = unfinished(path, reader)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|fault| fault.error)?;
        sync_folder(folder)
    };
    write().map_err(|fault| disk_problem(path, &fault))
}

/// A file beside `path` that is gone unless it is put in its place: two clerks may write the same one at once.
fn unfinished(path: &Path, reader: Reader) -> io::Result<NamedTempFile> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let prefix = format!(".{name}.");
    let mut made = tempfile::Builder::new();
    made.prefix(&prefix).suffix(".tmp");
    with_reader(&mut made, reader);
    made.tempfile_in(folder_of(path))
}

/// Takes a file away, if it is still there.
///
/// # Errors
/// [`Code::DiskTrouble`].
pub(super) fn take_away(path: &Path) -> Result<(), Problem> {
    match fs::remove_file(path) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => Err(disk_problem(path, &fault)),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn with_reader(made: &mut tempfile::Builder<'_, '_>, reader: Reader) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = if reader == Reader::Owner { 0o600 } else { 0o644 };
    made.permissions(fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn with_reader(_made: &mut tempfile::Builder<'_, '_>, _reader: Reader) {}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn create_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn create_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// What a lock that could not be had means. A disk or a share without locks is refused before anything is changed: nothing
/// else keeps two clerks from signing the same number.
fn lock_problem(path: &Path, fault: &io::Error) -> Problem {
    // ENOLCK, which has no kind: an NFS share whose lock service does not answer.
    let is_no_lock = cfg!(target_os = "linux") && fault.raw_os_error() == Some(37);
    if fault.kind() == io::ErrorKind::Unsupported || is_no_lock {
        let folder = path.parent().unwrap_or(path);
        return Problem::new(Code::OfficeNoLocks).with("folder", folder.display()).because(fault);
    }
    disk_problem(path, fault)
}

/// What a fault of the disk is for a person.
#[must_use]
pub fn disk_problem(path: &Path, fault: &io::Error) -> Problem {
    let code = match fault.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::DiskFull,
        _ => Code::DiskTrouble,
    };
    Problem::new(code).with("file", path.display()).because(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_locks_is_refused_with_its_name() {
        let path = Path::new("/share/office/trust.lock");
        let mut faults = vec![(io::Error::from(io::ErrorKind::Unsupported), Code::OfficeNoLocks)];
        faults.push((io::Error::from(io::ErrorKind::PermissionDenied), Code::DiskTrouble));
        if cfg!(target_os = "linux") {
            faults.push((io::Error::from_raw_os_error(37), Code::OfficeNoLocks));
        }
        for (fault, wanted) in faults {
            let problem = lock_problem(path, &fault);
            assert_eq!(problem.code, wanted, "{fault}");
            assert!(wanted != Code::OfficeNoLocks || format!("{problem:?}").contains("/share/office"), "{problem:?}");
        }
    }
}
