//! An installed pack as verified random-access files: no byte is given out before its 256 KiB chunk matched the
//! SHA-256 that the manifest stands for. Nothing is unpacked, and nothing is hashed at start but the manifest and the
//! chunk list.

use super::read_at::read_full_at;
use crate::crypto::hash::sha256;
use crate::format::limits::CHUNK_BYTES;
use crate::format::manifest::{Manifest, ManifestFault, PackDocumentKind, peek_manifest};
use crate::format::pack::{ChunkList, Layout, PackFault, Place, read_chunk_list, read_envelope};
use crate::model::id::Hash;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Verified chunks kept for all readers of one pack: 4 MiB, enough for a video's sound and picture side by side.
const CACHED_CHUNKS: usize = 16;

/// Why an installed pack cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum ReaderFault {
    /// Not the manifest that was approved, or damaged.
    #[error(transparent)]
    Manifest(#[from] ManifestFault),
    /// Cut or damaged.
    #[error(transparent)]
    Pack(#[from] PackFault),
    /// Another pack than the one asked for.
    #[error("the file holds another pack ({found})")]
    Other {
        /// Its manifest hash.
        found: Hash,
    },
    /// The disk.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A changed sector: what a reader of a damaged file gets inside its [`io::Error`]. [`Damage::of`] finds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{path}: chunk {chunk} is damaged")]
pub struct Damage {
    /// The pack.
    pub manifest: Hash,
    /// The file in it.
    pub path: String,
    /// The chunk of the file, from 0.
    pub chunk: u64,
}

impl Damage {
    /// The damage that `fault` reports, if it is one.
    #[must_use]
    pub fn of(fault: &io::Error) -> Option<&Self> {
        fault.get_ref()?.downcast_ref()
    }
}

/// Places kept until somebody takes them; what is beyond is told by the next look.
const BOOK_PLACES_MAX: usize = 256;

/// The damage that readers met, whichever thread read. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct DamageBook(Arc<Mutex<BTreeSet<Damage>>>);

impl DamageBook {
    fn note(&self, damage: &Damage) {
        let mut book = self.0.lock().unwrap_or_else(PoisonError::into_inner); // a set is never half changed
        if book.len() < BOOK_PLACES_MAX {
            book.insert(damage.clone());
        }
    }

    /// What was met since this was last asked, each place once.
    #[must_use]
    pub fn take(&self) -> Vec<Damage> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }
}

/// An open pack. Clones share the file and the cache.
#[derive(Debug, Clone)]
pub struct PackReader(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    file: File,
    manifest: Manifest,
    hash: Hash,
    chunks: ChunkList,
    layout: Layout,
    by_path: HashMap<String, usize>,
    cache: Mutex<Cache>,
    book: DamageBook,
}

impl PackReader {
    /// Opens a pack whose manifest hash was approved when it was installed. Its signature is not asked again: the
    /// hash says more.
    ///
    /// # Errors
    /// [`ReaderFault`].
    pub fn open(path: &Path, manifest: &Hash) -> Result<Self, ReaderFault> {
        Self::open_telling(path, manifest, DamageBook::default())
    }

    /// The same; what turns out damaged is noted in `book` too.
    ///
    /// # Errors
    /// [`ReaderFault`].
    pub fn open_telling(path: &Path, manifest: &Hash, book: DamageBook) -> Result<Self, ReaderFault> {
        let reader = Self::open_with(path, book)?;
        if reader.hash() == *manifest { Ok(reader) } else { Err(ReaderFault::Other { found: reader.hash() }) }
    }

    /// Opens a pack whatever it is, to look at or to check: the caller compares [`PackReader::hash`] with what it
    /// trusts. All that is read from it is what that hash stands for.
    ///
    /// # Errors
    /// [`ReaderFault`].
    pub fn open_any(path: &Path) -> Result<Self, ReaderFault> {
        Self::open_with(path, DamageBook::default())
    }

    fn open_with(path: &Path, book: DamageBook) -> Result<Self, ReaderFault> {
        let file = File::open(path)?;
        let mut start = BufReader::new(&file);
        let envelope = read_envelope(&mut start)?;
        let (manifest, hash) = peek_manifest(&envelope)?;
        let chunks = read_chunk_list(&mut start, &manifest, envelope.len())?;
        let layout = Layout::new(&manifest, &envelope, chunks.bytes())?;
        let by_path = manifest.files.iter().enumerate().map(|(index, file)| (file.path.clone(), index)).collect();
        Ok(Self(Arc::new(Inner { file, manifest, hash, chunks, layout, by_path, cache: Mutex::default(), book })))
    }

    /// The manifest hash.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.0.hash
    }

    /// What the pack says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.0.manifest
    }

    /// A file of the pack.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<VerifiedFile> {
        let index = *self.0.by_path.get(path)?;
        Some(VerifiedFile {
            pack: self.clone(),
            index,
            place: self.0.layout.place(index)?,
            size: self.0.manifest.files[index].size,
            position: 0,
            current: None,
        })
    }

    /// The document of this kind and id.
    #[must_use]
    pub fn document(&self, kind: PackDocumentKind, id: &str) -> Option<VerifiedFile> {
        let documents = &self.0.manifest.documents;
        self.file(&documents.iter().find(|document| document.kind == kind && document.id == id)?.path)
    }

    /// Reads and checks every byte of every file. `tell` hears of each stretch and may stop it.
    ///
    /// # Errors
    /// The first [`Damage`] inside, the disk's, or [`io::ErrorKind::Interrupted`] if stopped.
    pub fn check_all(&self, tell: &mut dyn FnMut(usize) -> ControlFlow<()>) -> io::Result<()> {
        let mut bytes = Vec::new();
        for index in 0..self.0.manifest.files.len() {
            for chunk in 0..self.0.manifest.files[index].chunks() {
                bytes = self.0.read_chunk(index, chunk, bytes)?;
                if tell(bytes.len()).is_break() {
                    return Err(io::ErrorKind::Interrupted.into());
                }
            }
        }
        Ok(())
    }
}

impl Inner {
    /// A chunk from the cache, or from the disk, checked.
    fn chunk(&self, file: usize, chunk: u64) -> io::Result<Arc<Vec<u8>>> {
        let lock = || self.cache.lock().unwrap_or_else(PoisonError::into_inner); // a cache is never half changed
        if let Some(found) = lock().get((file, chunk)) {
            return Ok(found);
        }
        let spare = lock().spare();
        let bytes = Arc::new(self.read_chunk(file, chunk, spare)?);
        lock().put((file, chunk), Arc::clone(&bytes));
        Ok(bytes)
    }

    /// Reads into `bytes`, whatever was in it, and checks.
    fn read_chunk(&self, file: usize, chunk: u64, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let entry = &self.manifest.files[file];
        let damage = || {
            let damage = Damage { manifest: self.hash, path: entry.path.clone(), chunk };
            self.book.note(&damage);
            io::Error::new(io::ErrorKind::InvalidData, damage)
        };
        let place = self.layout.place(file).ok_or_else(damage)?;
        let start = chunk * CHUNK_BYTES as u64;
        let left = entry.size.checked_sub(start).ok_or_else(damage)?;
        let len = usize::try_from(left).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
        bytes.resize(len, 0);
        let found = read_full_at(&self.file, &mut bytes, place.data_at + start)?;
        if found < len || self.chunks.get(place.first_chunk + chunk) != Some(&sha256(&bytes)[..]) {
            return Err(damage());
        }
        Ok(bytes)
    }
}

/// The last chunks used, the latest at the back.
#[derive(Debug, Default)]
struct Cache(VecDeque<(ChunkKey, Arc<Vec<u8>>)>);

/// File and chunk, by number.
type ChunkKey = (usize, u64);

impl Cache {
    fn get(&mut self, key: ChunkKey) -> Option<Arc<Vec<u8>>> {
        let at = self.0.iter().position(|(found, _)| *found == key)?;
        let entry = self.0.remove(at)?;
        let bytes = Arc::clone(&entry.1);
        self.0.push_back(entry);
        Some(bytes)
    }

    /// The memory of the chunk that goes next, if no reader holds it any more: fresh memory costs as much as the disk's
    /// cache does.
    fn spare(&mut self) -> Vec<u8> {
        let is_full = self.0.len() >= CACHED_CHUNKS;
        let oldest = if is_full { self.0.pop_front() } else { None };
        oldest.and_then(|(_, bytes)| Arc::try_unwrap(bytes).ok()).unwrap_or_default()
    }

    fn put(&mut self, key: ChunkKey, bytes: Arc<Vec<u8>>) {
        while self.0.len() >= CACHED_CHUNKS {
            self.0.pop_front();
        }
        self.0.push_back((key, bytes));
    }
}

/// A file of an open pack, as a stream that can be placed anywhere. A clone has a place of its own.
#[derive(Debug, Clone)]
pub struct VerifiedFile {
    pack: PackReader,
    index: usize,
    place: Place,
    size: u64,
    position: u64,
    current: Option<(u64, Arc<Vec<u8>>)>,
}

impl VerifiedFile {
    /// Length in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Where its first byte stands in the pack.
    #[must_use]
    pub fn offset_in_pack(&self) -> u64 {
        self.place.data_at
    }

    /// Its entry in the manifest.
    #[must_use]
    pub fn entry(&self) -> &crate::format::manifest::PackFile {
        &self.pack.0.manifest.files[self.index]
    }

    /// The whole file. For texts and pictures, whose size the caller has judged by [`VerifiedFile::size`].
    ///
    /// # Errors
    /// [`Damage`] inside, or the disk's.
    pub fn read_all(mut self) -> io::Result<Vec<u8>> {
        self.position = 0;
        let mut bytes = Vec::new();
        self.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Read for VerifiedFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let rest = self.fill_buf()?;
        let len = rest.len().min(buffer.len());
        buffer[..len].copy_from_slice(&rest[..len]);
        self.consume(len);
        Ok(len)
    }
}

impl BufRead for VerifiedFile {
    /// The rest of the chunk at the current place, lent without copying.
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.position >= self.size {
            return Ok(&[]);
        }
        let chunk = self.position / CHUNK_BYTES as u64;
        if self.current.as_ref().is_none_or(|(held, _)| *held != chunk) {
            self.current = None; // before the next is read: its memory may serve again
            self.current = Some((chunk, self.pack.0.chunk(self.index, chunk)?));
        }
        let from = usize::try_from(self.position % CHUNK_BYTES as u64).unwrap_or(0); // below CHUNK_BYTES: always fits
        Ok(self.current.as_ref().and_then(|(_, bytes)| bytes.get(from..)).unwrap_or_default())
    }

    fn consume(&mut self, len: usize) {
        self.position = self.position.saturating_add(len as u64);
    }
}

impl Seek for VerifiedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        self.position = target.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "before the start"))?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests;
