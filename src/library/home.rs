//! Where a station keeps everything: the layout of `FOOTHOLD_HOME`.
//!
//! ```text
//! station.sqlite  search.sqlite  packs/<manifest hash>.fpack  staging/  trust/  keys/  exports/  backup/  log/  lock
//! tryout/         the throw-away station of "try it", a home of its own
//! ```

use crate::model::id::Hash;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// Ending of a pack's name.
pub const PACK_ENDING: &str = "fpack";

/// A station's folder. Cheap to clone; holds no lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// The home in this folder, which need not exist yet.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where a home is when nobody says otherwise, by the environment that `var` reads: `FOOTHOLD_HOME`, else
    /// `%ProgramData%\Foothold` on Windows, else `$XDG_DATA_HOME/foothold`, else `~/.local/share/foothold`.
    #[must_use]
    pub fn default_place(var: &dyn Fn(&str) -> Option<OsString>) -> Option<Self> {
        let get = |name| var(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let usual = || {
            if cfg!(windows) {
                get("ProgramData").map(|data| data.join("Foothold"))
            } else {
                get("XDG_DATA_HOME")
                    .or_else(|| get("HOME").map(|home| home.join(".local/share")))
                    .map(|data| data.join("foothold"))
            }
        };
        get("FOOTHOLD_HOME").or_else(usual).map(Self::new)
    }

    /// Makes the folder and those in it, readable by their owner only where the system knows that.
    ///
    /// # Errors
    /// The disk cannot be written.
    pub fn create(&self) -> io::Result<()> {
        for folder in [
            self.root.clone(),
            self.packs(),
            self.staging(),
            self.trust(),
            self.keys(),
            self.exports(),
            self.backup(),
            self.log(),
        ] {
            create_private(&folder)?;
        }
        Ok(())
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The event log and all that staff enter.
    #[must_use]
    pub fn station_db(&self) -> PathBuf {
        self.root.join("station.sqlite")
    }

    /// The library's search index, which can be made again.
    #[must_use]
    pub fn search_db(&self) -> PathBuf {
        self.root.join("search.sqlite")
    }

    /// Held by the one process that has this home open.
    #[must_use]
    pub fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    /// Installed packs.
    #[must_use]
    pub fn packs(&self) -> PathBuf {
        self.root.join("packs")
    }

    /// The installed pack with this manifest hash.
    #[must_use]
    pub fn pack(&self, manifest: &Hash) -> PathBuf {
        self.packs().join(format!("{manifest}.{PACK_ENDING}"))
    }

    /// Packs on their way in.
    #[must_use]
    pub fn staging(&self) -> PathBuf {
        self.root.join("staging")
    }

    /// Root, catalogue and policy as taken in.
    #[must_use]
    pub fn trust(&self) -> PathBuf {
        self.root.join("trust")
    }

    /// Wrapped station keys.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.root.join("keys")
    }

    /// Sealed exports on their way out.
    #[must_use]
    pub fn exports(&self) -> PathBuf {
        self.root.join("exports")
    }

    /// Copies of the database.
    #[must_use]
    pub fn backup(&self) -> PathBuf {
        self.root.join("backup")
    }

    /// Technical log, without names.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.root.join("log")
    }

    /// The throw-away station of "try it".
    #[must_use]
    pub fn tryout(&self) -> Self {
        Self::new(self.root.join("tryout"))
    }
}

#[cfg(unix)]
fn create_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn create_private(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// The folder that a file lies in; for a bare name the one we are in, which its parent, the empty path, cannot be opened
/// as.
#[must_use]
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a rename or a new file in `folder` durable. Windows has no such call and needs none: NTFS logs names.
///
/// # Errors
/// The disk refuses.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_the_home() {
        let at = |pairs: &[(&str, &str)]| {
            let pairs: Vec<(String, OsString)> = pairs.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
            Home::default_place(&|name| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()))
        };
        assert_eq!(at(&[("FOOTHOLD_HOME", "/x"), ("HOME", "/h")]), Some(Home::new("/x")));
        assert_eq!(at(&[]), None);
        if cfg!(unix) {
            assert_eq!(at(&[("XDG_DATA_HOME", "/d"), ("HOME", "/h")]), Some(Home::new("/d/foothold")));
            assert_eq!(at(&[("FOOTHOLD_HOME", ""), ("HOME", "/h")]), Some(Home::new("/h/.local/share/foothold")));
        }
    }

    #[test]
    fn a_home_is_made_once_and_again() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("a/b"));
        home.create().unwrap();
        home.create().unwrap();
        assert!(home.staging().is_dir());
        sync_folder(home.root()).unwrap();
    }
}
