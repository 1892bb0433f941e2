//! Packs on their way in: `staging/<manifest hash>.part` holds a prefix of the pack, and `.name` beside it the name it
//! had on its carrier. A part is only ever a saving of time: every byte of it is hashed again before it counts.

use super::home::{Home, sync_folder};
use crate::model::id::Hash;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::PathBuf;

/// Longest carrier name kept beside a part.
const NAME_BYTES_MAX: usize = 255;

/// A pack on its way in.
#[derive(Debug)]
pub struct Part {
    file: File,
    manifest: Hash,
    home: Home,
}

impl Part {
    /// Opens the part of this pack, or begins one, carried as `name`.
    ///
    /// # Errors
    /// The disk.
    pub fn open(home: &Home, manifest: &Hash, name: &str) -> io::Result<Self> {
        std::fs::create_dir_all(home.staging())?;
        let path = part_path(home, manifest);
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        if name.len() <= NAME_BYTES_MAX {
            std::fs::write(name_path(home, manifest), name)?;
        }
        Ok(Self { file, manifest: *manifest, home: home.clone() })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        part_path(&self.home, &self.manifest)
    }

    /// The pack's manifest hash.
    #[must_use]
    pub fn manifest(&self) -> Hash {
        self.manifest
    }

    /// The open file.
    #[must_use]
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Bytes already there.
    ///
    /// # Errors
    /// The disk.
    pub fn len(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    /// Whether nothing is there yet.
    ///
    /// # Errors
    /// The disk.
    pub fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }

    /// Gives the synced part its name among the packs; durable once this returns.
    ///
    /// # Errors
    /// The disk; the part then stays a part.
    pub fn publish(self) -> io::Result<PathBuf> {
        let (from, to) = (self.path(), self.home.pack(&self.manifest));
        drop(self.file); // Windows renames no open file
        std::fs::create_dir_all(self.home.packs())?;
        std::fs::rename(from, &to)?;
        sync_folder(&self.home.packs())?;
        remove_if_there(&name_path(&self.home, &self.manifest))?;
        Ok(to)
    }

    /// Throws the part away.
    ///
    /// # Errors
    /// The disk.
    pub fn discard(self) -> io::Result<()> {
        let (home, manifest) = (self.home, self.manifest);
        drop(self.file);
        discard(&home, &manifest)
    }
}

/// Throws away whatever is staged of this pack.
///
/// # Errors
/// The disk.
pub fn discard(home: &Home, manifest: &Hash) -> io::Result<()> {
    remove_if_there(&part_path(home, manifest))?;
    remove_if_there(&name_path(home, manifest))
}

/// The packs of which parts are there, each with the name it had on its carrier.
///
/// # Errors
/// The disk.
pub fn parts(home: &Home) -> io::Result<Vec<(Hash, String)>> {
    let mut found = Vec::new();
    let entries = match std::fs::read_dir(home.staging()) {
        Ok(entries) => entries,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(found),
        Err(fault) => return Err(fault),
    };
    for entry in entries {
        let name = entry?.file_name();
        let Some(manifest) = name.to_str().and_then(|name| name.strip_suffix(".part")).and_then(Hash::from_hex) else {
            continue;
        };
        let carried = std::fs::read_to_string(name_path(home, &manifest)).unwrap_or_default(); // only ever a hint
        found.push((manifest, carried));
    }
    found.sort_unstable();
    Ok(found)
}

/// The path of a part.
#[must_use]
pub fn part_path(home: &Home, manifest: &Hash) -> PathBuf {
    home.staging().join(format!("{manifest}.part"))
}

fn name_path(home: &Home, manifest: &Hash) -> PathBuf {
    home.staging().join(format!("{manifest}.name"))
}

pub(super) fn remove_if_there(path: &std::path::Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => Err(fault),
        _ => Ok(()),
    }
}
