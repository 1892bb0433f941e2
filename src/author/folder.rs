//! The source folder: which files a path in it means, and that it never leads out of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A source folder.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

/// Why a path cannot be used: what is wrong, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathFault {
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl PathFault {
    fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what: what.into(), mend: mend.into() }
    }
}

impl Folder {
    /// Opens the folder.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        let root = path.canonicalize()?;
        if root.is_dir() {
            Ok(Self { root })
        } else {
            Err(io::Error::new(io::ErrorKind::NotADirectory, "not a folder"))
        }
    }

    /// The file of a relative path.
    #[must_use]
    pub fn file(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// True if `relative` is a folder.
    #[must_use]
    pub fn is_folder(&self, relative: &str) -> bool {
        self.file(relative).is_dir()
    }

    /// True if `relative` is a file.
    #[must_use]
    pub fn is_file(&self, relative: &str) -> bool {
        self.file(relative).is_file()
    }

    /// What `path`, written in a file of the folder `from` (relative; empty: the root), means relative to the root.
    ///
    /// # Errors
    /// It leads out of the folder, or there is no such file.
    pub fn resolve(&self, from: &str, path: &str) -> Result<String, PathFault> {
        let relative = join(from, path)?;
        let file = self.file(&relative);
        let found = file.canonicalize().ok().filter(|found| found.is_file()); // any fault: it cannot be used
        match found {
            Some(found) if found.starts_with(&self.root) => Ok(relative),
            Some(_) => Err(PathFault::new(
                format!("`{path}` is a link that leads out of the folder"),
                "put the file itself there",
            )),
            None if file.is_dir() => Err(PathFault::new(format!("`{path}` is a folder"), "name a file in it")),
            None => Err(PathFault::new(format!("there is no file `{relative}`"), self.near(&relative))),
        }
    }

    /// How to mend the name of a file that is not there.
    fn near(&self, relative: &str) -> String {
        let (folder, name) = relative.rsplit_once('/').unwrap_or(("", relative));
        let names: Vec<String> = fs::read_dir(self.file(folder))
            .map(|entries| entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
            .unwrap_or_default();
        match crate::model::validate::nearest(name, names.iter().map(String::as_str)) {
            Some(guess) => format!("add it, or did you mean `{guess}`?"),
            None => "add it, or write the right path".to_owned(),
        }
    }

    /// All files below `folder`, sorted, relative to the root; names that begin with a dot are left out.
    #[must_use]
    pub fn files_below(&self, folder: &str) -> Vec<String> {
        let is_shown =
            |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
        let walk = walkdir::WalkDir::new(self.file(folder)).into_iter().filter_entry(is_shown);
        let files = walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        let mut names: Vec<String> = files.filter_map(|entry| self.relative(entry.path())).collect();
        names.sort();
        names
    }

    fn relative(&self, path: &Path) -> Option<String> {
        let parts: Option<Vec<&str>> = path.strip_prefix(&self.root).ok()?.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }
}

/// `path` seen from the folder `from`, both with `/`.
fn join(from: &str, path: &str) -> Result<String, PathFault> {
    if path.contains('\\') {
        return Err(PathFault::new(format!("`{path}` has a backslash"), "write / between folders"));
    }
    if path.starts_with('/') || path.contains(':') || path.contains('\0') {
        return Err(PathFault::new(
            format!("`{path}` is not a path in the folder"),
            "write it relative, like pictures/cover.png",
        ));
    }
    let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Err(PathFault::new(format!("`{path}` leads out of the folder"), "put the file inside"));
                }
            }
            part => parts.push(part),
        }
    }
    if parts.is_empty() { Err(PathFault::new("the path is empty", "name a file")) } else { Ok(parts.join("/")) }
}

/// The folder of a relative path, empty for the root.
#[must_use]
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The way from the folder `from` to the file `to`, both relative to one root.
#[must_use]
pub fn way(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_folder() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir_all(place.path().join("in/a")).unwrap();
        fs::write(place.path().join("in/a/x.md"), "x").unwrap();
        fs::write(place.path().join("out.md"), "x").unwrap();
        let folder = Folder::open(&place.path().join("in")).unwrap();
        assert_eq!(folder.resolve("a", "x.md").unwrap(), "a/x.md");
        assert_eq!(folder.resolve("a/b", "../x.md").unwrap(), "a/x.md");
        for bad in ["../../out.md", "/etc/passwd", "C:/x", "a\\x.md", "", ".", "y.md", "..", "a\0b"] {
            assert!(folder.resolve("a", bad).is_err(), "{bad}");
        }
        assert!(folder.resolve("a", "xx.md").unwrap_err().mend.contains("`x.md`"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(place.path().join("out.md"), place.path().join("in/link.md")).unwrap();
            assert!(folder.resolve("", "link.md").unwrap_err().what.contains("leads out"));
        }
    }

    #[test]
    fn ways_lead_from_folder_to_file() {
        for (from, to, wanted) in
            [("a/b", "a/c/x.png", "../c/x.png"), ("", "x", "x"), ("a", "a/x", "x"), ("a", "x", "../x")]
        {
            assert_eq!(way(from, to), wanted);
        }
    }
}
