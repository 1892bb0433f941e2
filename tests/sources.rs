//! The source files of this repository, for the tests that read them.

use std::fs;
use std::path::{Path, PathBuf};

/// One file.
pub struct Source {
    /// From the top of the repository, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// Its lines of code with their numbers: no comments, nothing from `#[cfg(test)]` to the end.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
            .take_while(|(_, line)| !line.trim_start().starts_with("#[cfg(test)]") || !self.ends_in_tests(line))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(at, line)| (at, line.split(" // ").next().unwrap_or(line)))
    }

    /// A `#[cfg(test)]` at the left edge followed by an inline module ends the code; before `mod tests;` it does not.
    fn ends_in_tests(&self, line: &str) -> bool {
        line.starts_with("#[cfg(test)]") && self.text.contains("#[cfg(test)]\nmod tests {")
    }

    /// Whether it is a test by its name.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.ends_with("tests.rs") || self.path.contains("/tests/")
    }
}

/// Every Rust file of `src` and `tests`.
pub fn all() -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        collect(&top.join(folder), &mut paths);
    }
    let source = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(top).unwrap().to_string_lossy().replace('\\', "/");
        Source { path, text }
    };
    paths.into_iter().map(source).collect()
}

/// The files that are part of the programs.
pub fn shipped() -> Vec<Source> {
    all().into_iter().filter(|source| source.path.starts_with("src/") && !source.is_test()).collect()
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
    into.sort();
}
