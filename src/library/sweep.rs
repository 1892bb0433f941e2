//! Tidying at program start, while nobody else has the home open: what a power cut or a kill left behind.

use super::home::{Home, PACK_ENDING};
use super::staging;
use crate::model::id::Hash;
use std::io;

/// What was found and done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// Packs that had a file but no row: an import that was cut before its transaction, or a removal cut after it.
    /// Those still approved went back to staging, where the next import hashes them again and only then uses them.
    pub unfinished: Vec<Hash>,
    /// Files that belong to nothing and are gone.
    pub removed: Vec<String>,
    /// Packs that have a row but no file: they must be carried in again.
    pub missing: Vec<Hash>,
}

/// Sweeps `packs/` and `staging/`. `installed` are the packs that have a row, `is_wanted` says whether a pack is
/// approved and could still be carried in.
///
/// # Errors
/// The disk.
pub fn sweep(home: &Home, installed: &[Hash], is_wanted: &dyn Fn(&Hash) -> bool) -> io::Result<Swept> {
    let mut swept = Swept::default();
    std::fs::create_dir_all(home.packs())?;
    std::fs::create_dir_all(home.staging())?;
    for entry in std::fs::read_dir(home.packs())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let manifest = name.strip_suffix(&format!(".{PACK_ENDING}")).and_then(Hash::from_hex);
        match manifest {
            Some(manifest) if installed.contains(&manifest) => {}
            Some(manifest) if is_wanted(&manifest) => {
                std::fs::rename(home.pack(&manifest), staging::part_path(home, &manifest))?;
                swept.unfinished.push(manifest);
            }
            _ => remove(home.packs().join(&name), name, &mut swept)?,
        }
    }
    for entry in std::fs::read_dir(home.staging())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let manifest = name
            .rsplit_once('.')
            .and_then(|(stem, ending)| Hash::from_hex(stem).filter(|_| matches!(ending, "part" | "name")));
        if !manifest.is_some_and(|manifest| is_wanted(&manifest) && !installed.contains(&manifest)) {
            remove(home.staging().join(&name), name, &mut swept)?;
        }
    }
    swept.missing = installed.iter().filter(|manifest| !home.pack(manifest).is_file()).copied().collect();
    Ok(swept)
}

fn remove(path: std::path::PathBuf, name: String, swept: &mut Swept) -> io::Result<()> {
    if path.is_dir() {
        std::fs::remove_dir_all(&path)?;
    } else {
        staging::remove_if_there(&path)?;
    }
    swept.removed.push(name);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orphans_go_back_to_staging_or_away() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        home.create().unwrap();
        let hash = |n| Hash([n; 32]);
        let put = |path: std::path::PathBuf| std::fs::write(path, b"x").unwrap();
        put(home.pack(&hash(1))); // installed
        put(home.pack(&hash(2))); // orphan, approved
        put(home.pack(&hash(3))); // orphan, not approved
        put(home.packs().join("note.txt"));
        put(home.staging().join(format!("{}.part", hash(4)))); // approved, unfinished
        put(home.staging().join(format!("{}.name", hash(4))));
        put(home.staging().join(format!("{}.part", hash(5)))); // not approved any more
        put(home.staging().join("stray"));
        let swept = sweep(&home, &[hash(1), hash(6)], &|h| [hash(1), hash(2), hash(4)].contains(h)).unwrap();
        assert_eq!(swept.unfinished, [hash(2)]);
        assert_eq!(swept.missing, [hash(6)]);
        assert_eq!(swept.removed.len(), 4);
        assert!(home.pack(&hash(1)).is_file() && !home.pack(&hash(3)).exists());
        let parts: Vec<Hash> = staging::parts(&home).unwrap().into_iter().map(|(hash, _)| hash).collect();
        assert_eq!(parts, [hash(2), hash(4)]);
        assert_eq!(
            sweep(&home, &[hash(1)], &|h| *h != hash(9)).unwrap().removed,
            Vec::<String>::new(),
            "nothing more to do"
        );
    }
}
