//! A pack as its maker, a reviewer or the office looks at it, whole or in slices: what it says of itself, whether every
//! byte is as signed, and its files read or taken out again. Whom to trust is the caller's question.

use super::source::{PackSource, SourceFault};
use crate::format::limits::CHUNK_BYTES;
use crate::format::manifest::{Manifest, ManifestFault, peek_manifest};
use crate::format::pack::{ChunkList, Layout, PackFault, read_chunk_list, read_envelope, verify_pack};
use crate::model::id::Hash;
use std::fs::{self, File};
use std::io::{self, BufReader, Write as _};
use std::path::Path;

/// Why a pack cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum OpenFault {
    /// Its form or a byte of it.
    #[error("{0}")]
    Pack(#[from] PackFault),
    /// Its manifest.
    #[error("{0}")]
    Manifest(#[from] ManifestFault),
    /// The disk.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl OpenFault {
    /// What the carrier did, if that is the fault.
    #[must_use]
    pub fn carrier(&self) -> Option<&SourceFault> {
        match self {
            Self::Pack(PackFault::Io(fault)) | Self::Io(fault) => SourceFault::of(fault),
            Self::Pack(_) | Self::Manifest(_) => None,
        }
    }
}

/// A pack whose manifest was read, but whose signature was not asked.
#[derive(Debug)]
pub struct OpenedPack {
    source: PackSource,
    envelope: Vec<u8>,
    manifest: Manifest,
    hash: Hash,
    chunks: ChunkList,
}

impl OpenedPack {
    /// Opens the file, or the pack of which it is a slice.
    ///
    /// # Errors
    /// [`OpenFault`].
    pub fn open(path: &Path) -> Result<Self, OpenFault> {
        Self::of(PackSource::open(path, &[])?)
    }

    /// Looks at what is on a carrier.
    ///
    /// # Errors
    /// [`OpenFault`].
    pub fn of(source: PackSource) -> Result<Self, OpenFault> {
        let mut start = BufReader::new(source.stream());
        let envelope = read_envelope(&mut start)?;
        let (manifest, hash) = peek_manifest(&envelope)?;
        let chunks = read_chunk_list(&mut start, &manifest, envelope.len())?;
        drop(start);
        Ok(Self { source, envelope, manifest, hash, chunks })
    }

    /// `pack.dsse`, to ask its signature.
    #[must_use]
    pub fn envelope(&self) -> &[u8] {
        &self.envelope
    }

    /// What it says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The manifest hash.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// Reads and compares every byte. `tell` hears of each stretch of content.
    ///
    /// # Errors
    /// The first byte that is not as it must be.
    pub fn verify(&self, tell: &mut dyn FnMut(usize)) -> Result<(), OpenFault> {
        let mut stream = BufReader::with_capacity(CHUNK_BYTES, self.source.stream());
        read_envelope(&mut stream)?;
        read_chunk_list(&mut stream, &self.manifest, self.envelope.len())?;
        Ok(verify_pack(&mut stream, &self.manifest, &self.envelope, &self.chunks, tell)?)
    }

    /// A whole file, each chunk checked; none if the pack has no file of that path. For documents: the size is the
    /// manifest's word, and one above `bytes_max` is an error.
    ///
    /// # Errors
    /// A chunk that is not as signed, a file too large, or the disk's.
    pub fn read(&self, path: &str, bytes_max: usize) -> Result<Option<Vec<u8>>, OpenFault> {
        let Some(index) = self.manifest.files.iter().position(|file| file.path == path) else { return Ok(None) };
        if self.manifest.files[index].size > bytes_max as u64 {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge).into());
        }
        let mut whole = Vec::new();
        let layout = Layout::new(&self.manifest, &self.envelope, self.chunks.bytes())?;
        self.each_chunk(&layout, index, &mut |bytes| {
            whole.extend_from_slice(bytes);
            Ok(())
        })?;
        Ok(Some(whole))
    }

    /// Writes every file below `folder`, which must not be there yet. Each chunk is checked before it is written.
    ///
    /// # Errors
    /// A chunk that is not as signed, or the disk's.
    pub fn extract(&self, folder: &Path, tell: &mut dyn FnMut(usize)) -> Result<(), OpenFault> {
        fs::create_dir(folder)?;
        let layout = Layout::new(&self.manifest, &self.envelope, self.chunks.bytes())?;
        for (index, file) in self.manifest.files.iter().enumerate() {
            let path = folder.join(&file.path); // the manifest's paths have no `..` and no root
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            let mut out = File::create_new(&path)?;
            self.each_chunk(&layout, index, &mut |bytes| {
                out.write_all(bytes)?;
                tell(bytes.len());
                Ok(())
            })?;
        }
        Ok(())
    }

    fn each_chunk(
        &self,
        layout: &Layout,
        index: usize,
        take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<(), OpenFault> {
        let file = &self.manifest.files[index];
        let place = layout.place(index).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
        let mut buffer = vec![0; CHUNK_BYTES];
        for chunk in 0..file.chunks() {
            let start = chunk * CHUNK_BYTES as u64;
            let len = usize::try_from(file.size - start).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
            let at = place.data_at + start;
            let found = self.source.read_full_at(&mut buffer[..len], at)?;
            let is_right =
                self.chunks.get(place.first_chunk + chunk) == Some(&crate::crypto::hash::sha256(&buffer[..len])[..]);
            if found < len || !is_right {
                return Err(PackFault::Chunk { path: file.path.clone(), chunk, at }.into());
            }
            take(&buffer[..len])?;
        }
        Ok(())
    }
}
