//! A pack on its carrier: one file, or slices `NAME.fpack.001`, `.002` … of 2 GiB each (FAT32 ends at 4 GiB), which
//! may lie on several sticks. Read as one stream.

use super::home::folder_of;
use super::read_at::read_full_at;
use crate::library::home::PACK_ENDING;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Length of every slice but the last.
pub const SLICE_BYTES: u64 = 2 << 30;

/// What a carrier does to us, found inside an [`io::Error`] by [`SourceFault::of`].
#[derive(Debug, thiserror::Error)]
pub enum SourceFault {
    /// A slice that lies on none of the sticks at hand.
    #[error("slice {number} ({name}) is not here")]
    SliceMissing {
        /// From 1.
        number: u64,
        /// Its file name.
        name: String,
    },
    /// The carrier cannot be read (any more).
    #[error("the carrier cannot be read: {0}")]
    Gone(io::Error),
}

impl SourceFault {
    /// The carrier's fault inside `fault`, if it is one.
    #[must_use]
    pub fn of(fault: &io::Error) -> Option<&Self> {
        fault.get_ref()?.downcast_ref()
    }

    fn gone(fault: io::Error) -> io::Error {
        io::Error::new(fault.kind(), Self::Gone(fault))
    }
}

/// What a file's name says that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CarriedName {
    /// `NAME.fpack`.
    Whole,
    /// `NAME.fpack.NNN`.
    Slice {
        /// `NAME.fpack`.
        base: String,
        /// From 1.
        number: u64,
    },
}

/// Reads a file name; none if it is not a pack's.
#[must_use]
pub fn carried_name(name: &str) -> Option<CarriedName> {
    let lower = name.to_ascii_lowercase();
    if lower.ends_with(&format!(".{PACK_ENDING}")) {
        return Some(CarriedName::Whole);
    }
    let (base, number) = name.rsplit_once('.')?;
    let is_pack = base.to_ascii_lowercase().ends_with(&format!(".{PACK_ENDING}"));
    let is_number = number.len() >= 3 && number.bytes().all(|b| b.is_ascii_digit());
    let number: u64 = number.parse().ok().filter(|n| is_number && (1..=9999).contains(n))?; // else no slice
    is_pack.then(|| CarriedName::Slice { base: base.to_owned(), number })
}

/// A pack on one or more carriers.
#[derive(Debug)]
pub struct PackSource {
    name: String,
    folders: Vec<PathBuf>,
    form: Form,
}

#[derive(Debug)]
enum Form {
    Whole { file: File, len: u64 },
    Slices { slice_bytes: u64, open: BTreeMap<u64, (File, u64)> },
}

impl PackSource {
    /// Opens the pack at `path`, which names the whole file or any of its slices; other slices are looked for beside
    /// it and in the folders `also`.
    ///
    /// # Errors
    /// [`SourceFault`] inside.
    pub fn open(path: &Path, also: &[PathBuf]) -> io::Result<Self> {
        Self::open_sliced_by(path, also, SLICE_BYTES)
    }

    /// Like [`PackSource::open`], with slices of another length: for tests, which have no 2 GiB to spare.
    ///
    /// # Errors
    /// [`SourceFault`] inside.
    pub fn open_sliced_by(path: &Path, also: &[PathBuf], slice_bytes: u64) -> io::Result<Self> {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let mut folders = vec![folder_of(path).to_owned()];
        folders.extend(also.iter().filter(|folder| **folder != folders[0]).cloned().collect::<Vec<_>>());
        if let Some(CarriedName::Slice { base, .. }) = carried_name(name) {
            let mut source = Self { name: base, folders, form: Form::Slices { slice_bytes, open: BTreeMap::new() } };
            source.find_slices()?;
            return Ok(source);
        }
        let file = File::open(path).map_err(SourceFault::gone)?;
        let len = file.metadata().map_err(SourceFault::gone)?.len();
        Ok(Self { name: name.to_owned(), folders, form: Form::Whole { file, len } })
    }

    /// Opens the slices that lie in the folders now.
    fn find_slices(&mut self) -> io::Result<()> {
        let Form::Slices { open, .. } = &mut self.form else { return Ok(()) };
        for folder in &self.folders {
            let Ok(entries) = std::fs::read_dir(folder) else { continue }; // a stick that went: its slices are missing
            for entry in entries.flatten() {
                let Some(CarriedName::Slice { base, number }) = entry.file_name().to_str().and_then(carried_name)
                else {
                    continue;
                };
                if base == self.name && !open.contains_key(&number) {
                    let file = File::open(entry.path()).map_err(SourceFault::gone)?;
                    let len = file.metadata().map_err(SourceFault::gone)?.len();
                    open.insert(number, (file, len));
                }
            }
        }
        Ok(())
    }

    /// `NAME.fpack`, also when it is sliced.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Fills `buffer` from `offset` of the pack as far as the slices at hand go; a missing slice is a fault only where
    /// it is met first.
    ///
    /// # Errors
    /// [`SourceFault`] inside.
    pub fn read_full_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        match &self.form {
            Form::Whole { file, .. } => read_full_at(file, buffer, offset).map_err(SourceFault::gone),
            Form::Slices { slice_bytes, open } => {
                let mut done = 0;
                while done < buffer.len() {
                    let at = offset + done as u64;
                    let (number, within) = (at / slice_bytes + 1, at % slice_bytes);
                    let Some((file, len)) = open.get(&number) else {
                        return if done > 0 { Ok(done) } else { Err(self.missing(number)) };
                    };
                    let room = usize::try_from(slice_bytes - within).unwrap_or(usize::MAX);
                    let want = (buffer.len() - done).min(room);
                    let found =
                        read_full_at(file, &mut buffer[done..done + want], within).map_err(SourceFault::gone)?;
                    done += found;
                    if found < want || within + (found as u64) > *len {
                        break;
                    }
                }
                Ok(done)
            }
        }
    }

    fn missing(&self, number: u64) -> io::Error {
        let name = format!("{}.{number:03}", self.name);
        io::Error::new(io::ErrorKind::NotFound, SourceFault::SliceMissing { number, name })
    }

    /// How the carrier's bytes stand to a pack of `total` bytes, without reading them. `None` if slices are missing
    /// that would tell.
    #[must_use]
    pub fn compare_len(&self, total: u64) -> Option<std::cmp::Ordering> {
        match &self.form {
            Form::Whole { len, .. } => Some(len.cmp(&total)),
            Form::Slices { slice_bytes, open } => {
                let last = total.saturating_sub(1) / slice_bytes + 1;
                if open.range(last + 1..).next().is_some() {
                    return Some(std::cmp::Ordering::Greater);
                }
                let whole = open.iter().filter(|(number, _)| **number < last);
                if let Some((_, (_, len))) = whole.into_iter().find(|(_, (_, len))| len != slice_bytes) {
                    return Some(len.cmp(slice_bytes));
                }
                open.get(&last).map(|(_, len)| len.cmp(&(total - (last - 1) * slice_bytes)))
            }
        }
    }

    /// A stream from the start.
    #[must_use]
    pub fn stream(&self) -> SourceStream<'_> {
        SourceStream { source: self, at: 0 }
    }
}

/// A carrier read from front to back.
#[derive(Debug)]
pub struct SourceStream<'a> {
    source: &'a PackSource,
    at: u64,
}

impl Read for SourceStream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let found = self.source.read_full_at(buffer, self.at)?;
        self.at += found as u64;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    #[test]
    fn names_say_what_they_are() {
        assert_eq!(carried_name("a.fpack"), Some(CarriedName::Whole));
        assert_eq!(carried_name("A.FPACK"), Some(CarriedName::Whole));
        assert_eq!(carried_name("a.fpack.012"), Some(CarriedName::Slice { base: "a.fpack".into(), number: 12 }));
        for other in
            ["a.fpack.1", "a.fpack.000", "a.zip", "fpack", "a.zip.001", "a.fpack.0x1", "a.fpack.-01", "a.fpack.+01"]
        {
            assert_eq!(carried_name(other), None, "{other}");
        }
    }

    #[test]
    fn slices_on_two_sticks_are_one_stream() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let whole: Vec<u8> = (0..25).collect();
        std::fs::write(one.path().join("x.fpack.001"), &whole[..10]).unwrap();
        std::fs::write(two.path().join("x.fpack.002"), &whole[10..20]).unwrap();
        std::fs::write(one.path().join("x.fpack.003"), &whole[20..]).unwrap();
        let open = |also: &[PathBuf]| PackSource::open_sliced_by(&one.path().join("x.fpack.001"), also, 10).unwrap();
        let source = open(&[two.path().to_owned()]);
        assert_eq!(source.name(), "x.fpack");
        let mut found = vec![0; 25];
        assert_eq!(source.read_full_at(&mut found, 0).unwrap(), 25);
        assert_eq!(found, whole);
        assert_eq!(source.read_full_at(&mut found[..9], 18).unwrap(), 7, "the last slice ends the pack");
        assert_eq!(source.compare_len(25), Some(Ordering::Equal));
        assert_eq!(source.compare_len(26), Some(Ordering::Less));
        assert_eq!(source.compare_len(20), Some(Ordering::Greater));
        assert_eq!(open(&[]).read_full_at(&mut found, 5).unwrap(), 5);
        let fault = open(&[]).read_full_at(&mut found, 10).unwrap_err();
        assert!(matches!(SourceFault::of(&fault), Some(SourceFault::SliceMissing { number: 2, .. })), "{fault}");
    }

    #[test]
    fn a_carrier_that_is_not_there_is_gone() {
        let fault = PackSource::open(Path::new("/nowhere/x.fpack"), &[]).unwrap_err();
        assert!(matches!(SourceFault::of(&fault), Some(SourceFault::Gone(_))));
    }
}
