//! From a checked source to the signed pack on disk: survey every file, sign the manifest, write, keep. Two passes
//! over the files, memory flat in their size.

use super::source::{Content, Entry, Source};
use super::watch::{Progress, Stage, Watch, Watched};
use crate::crypto::hash::sha256;
use crate::crypto::sign::SecretKey;
use crate::format::dsse::{DocumentKind, peek_unverified};
use crate::format::limits::PACK_ENVELOPE_BYTES_MAX;
use crate::format::manifest::{Manifest, ManifestFault, READER, sign_manifest};
use crate::format::pack::{PackFault, Survey, Surveyed, write_pack};
use crate::model::id::Hash;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Why a pack was not built.
#[derive(Debug, thiserror::Error)]
pub enum BuildFault {
    /// The work was stopped.
    #[error("the work was stopped; nothing was written")]
    Stopped,
    /// A source file cannot be read.
    #[error("{path} cannot be read: {error}")]
    Source {
        /// Its path in the pack.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// The pack cannot be written.
    #[error("{} cannot be written: {error}", path.display())]
    Output {
        /// The pack's file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The manifest breaks a rule.
    #[error("{0}")]
    Manifest(#[from] ManifestFault),
    /// The pack cannot be laid out, or a file changed meanwhile.
    #[error("{0}")]
    Pack(#[from] PackFault),
}

/// A pack that was built.
#[derive(Debug, Clone)]
pub struct Built {
    /// Its manifest.
    pub manifest: Manifest,
    /// SHA-256 of its manifest: the pack's identity.
    pub manifest_hash: Hash,
    /// SHA-256 of the whole file.
    pub sha256: Hash,
    /// Its length.
    pub bytes: u64,
    /// The file, or its slices in order.
    pub files: Vec<PathBuf>,
}

/// Builds `source` into `out`, signed by `keys`, in slices of `slice_bytes` if given. The same source and keys give
/// the same bytes. Until the end nothing stands under the name `out`.
///
/// # Errors
/// [`BuildFault`]; nothing is left behind.
pub fn build(
    source: &Source,
    keys: &[&SecretKey],
    out: &Path,
    slice_bytes: Option<u64>,
    watch: &Watch<'_>,
) -> Result<Built, BuildFault> {
    let stopped = |fault: BuildFault| if watch.is_cancelled() { BuildFault::Stopped } else { fault };
    let total = source.entries.iter().map(entry_bytes).sum();
    let surveyed = survey(source, &watch.stage(Stage::Hashing, total)).map_err(stopped)?;
    let manifest = manifest_of(source, &surveyed);
    let envelope = sign_manifest(&manifest, keys)?;
    let payload =
        peek_unverified(&envelope, PACK_ENVELOPE_BYTES_MAX, DocumentKind::Pack).map_err(ManifestFault::from)?;
    let mut output = Output::create(out, slice_bytes).map_err(|error| at(out, error))?;
    let progress = watch.stage(Stage::Writing, total);
    let mut open = |path: &str| open_entry(source, path, None);
    let mut tell = |len: usize| progress.add(len);
    let mut guarded = Guarded { out: &mut output, progress: &progress };
    let written = write_pack(&manifest, &envelope, &surveyed.chunks, &mut open, &mut guarded, &mut tell);
    let (sha256_of_pack, bytes) = written.map_err(|fault| stopped(fault.into()))?;
    let files = output.keep().map_err(|error| at(out, error))?;
    Ok(Built { manifest, manifest_hash: Hash(sha256(&payload)), sha256: Hash(sha256_of_pack), bytes, files })
}

fn at(path: &Path, error: io::Error) -> BuildFault {
    BuildFault::Output { path: path.to_owned(), error }
}

fn entry_bytes(entry: &Entry) -> u64 {
    match &entry.content {
        Content::File(path) => path.metadata().map_or(0, |facts| facts.len()),
        Content::Made(bytes) => bytes.len() as u64,
    }
}

fn survey(source: &Source, progress: &Progress<'_>) -> Result<Surveyed, BuildFault> {
    let mut survey = Survey::new();
    for entry in &source.entries {
        let read = || -> io::Result<()> {
            let mut content = open_entry(source, &entry.path, Some(progress))?;
            survey.add(&entry.path, entry.media_type, &mut *content, &mut |_| {})
        };
        let mut read = read;
        read().map_err(|error| BuildFault::Source { path: entry.path.clone(), error })?;
    }
    Ok(survey.finish())
}

/// The content of the entry `path`.
fn open_entry<'a>(
    source: &'a Source,
    path: &str,
    progress: Option<&'a Progress<'a>>,
) -> io::Result<Box<dyn Read + 'a>> {
    let found = source.entries.binary_search_by(|entry| entry.path.as_str().cmp(path));
    let entry = found.ok().and_then(|index| source.entries.get(index)).ok_or(io::ErrorKind::NotFound)?;
    let content: Box<dyn Read + 'a> = match &entry.content {
        Content::File(path) => Box::new(File::open(path)?),
        Content::Made(bytes) => Box::new(bytes.as_slice()),
    };
    Ok(match progress {
        Some(progress) => Box::new(Watched::new(content, progress)),
        None => content,
    })
}

fn manifest_of(source: &Source, surveyed: &Surveyed) -> Manifest {
    let pack = &source.pack;
    Manifest {
        pack_id: pack.pack_id.clone(),
        version: pack.version,
        title: pack.title.clone(),
        languages: pack.languages.clone(),
        publisher: pack.publisher.clone(),
        licence: pack.licence.clone(),
        created: pack.created.to_string(),
        min_reader: READER,
        chunks_sha256: surveyed.chunks_sha256,
        files: surveyed.files.clone(),
        documents: source.documents.clone(),
        ext: None,
    }
}

/// Stops writing when the work should stop.
struct Guarded<'a, 'b> {
    out: &'a mut Output,
    progress: &'a Progress<'b>,
}

impl Write for Guarded<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.progress.go_on()?;
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The pack's file or slices, under other names until they are whole.
#[derive(Debug)]
struct Output {
    out: PathBuf,
    slice_bytes: Option<u64>,
    parts: Vec<PathBuf>,
    file: Option<File>,
    room: u64,
}

impl Output {
    fn create(out: &Path, slice_bytes: Option<u64>) -> io::Result<Self> {
        let mut output = Self { out: out.to_owned(), slice_bytes, parts: Vec::new(), file: None, room: 0 };
        output.next()?;
        Ok(output)
    }

    fn with_ending(&self, ending: &str) -> PathBuf {
        let mut name = self.out.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    }

    fn final_name(&self, index: usize) -> PathBuf {
        match self.slice_bytes {
            Some(_) => self.with_ending(&format!(".{:03}", index + 1)),
            None => self.out.clone(),
        }
    }

    fn next(&mut self) -> io::Result<()> {
        self.finish_part()?;
        let part = self.with_ending(&format!(".part{}", self.parts.len() + 1));
        let file = File::create(&part)?;
        self.parts.push(part);
        self.file = Some(file);
        self.room = self.slice_bytes.unwrap_or(u64::MAX);
        Ok(())
    }

    fn finish_part(&mut self) -> io::Result<()> {
        match self.file.take() {
            Some(file) => file.sync_all(),
            None => Ok(()),
        }
    }

    /// Gives the parts their names; slices of an earlier, longer build go.
    fn keep(mut self) -> io::Result<Vec<PathBuf>> {
        self.finish_part()?;
        let mut files = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            let name = self.final_name(index);
            fs::rename(part, &name)?;
            files.push(name);
        }
        let count = self.parts.len();
        self.parts.clear();
        let old = |n: &usize| self.slice_bytes.is_some() && self.final_name(*n).is_file();
        for stale in (count..).take_while(old) {
            fs::remove_file(self.final_name(stale))?;
        }
        Ok(files)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room == 0 {
            self.next()?;
        }
        let len = usize::try_from(self.room).map_or(bytes.len(), |room| room.min(bytes.len()));
        let file = self.file.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        let written = file.write(&bytes[..len])?;
        self.room -= written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        for part in &self.parts {
            if let Err(error) = fs::remove_file(part) {
                log::warn!("a half-written part stays behind: {error}");
            }
        }
    }
}
