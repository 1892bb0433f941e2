//! Building a pack in two passes and flat memory: survey every file, sign, write.

use super::{Layout, PackFault, Piece, head};
use crate::crypto::hash::{Hasher, sha256};
use crate::format::limits::CHUNK_BYTES;
use crate::format::manifest::{Manifest, PackFile};
use std::io::{self, Read, Write};

/// The first pass: sizes, CRCs and chunk hashes of files given one after the other.
#[derive(Debug, Default)]
pub struct Survey {
    files: Vec<PackFile>,
    chunks: Vec<u8>,
}

/// What a survey found. With `chunks_sha256` it goes into the manifest; `chunks` is `chunks.bin`.
#[derive(Debug, Clone)]
pub struct Surveyed {
    /// In the order given.
    pub files: Vec<PackFile>,
    /// The bytes of `chunks.bin`.
    pub chunks: Vec<u8>,
    /// Their SHA-256.
    pub chunks_sha256: crate::model::id::Hash,
}

impl Survey {
    /// Nothing surveyed yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a file to its end. `on_bytes` is told of each stretch read, for a progress bar.
    ///
    /// # Errors
    /// Reading failed.
    pub fn add(
        &mut self,
        path: &str,
        media_type: &str,
        content: &mut dyn Read,
        on_bytes: &mut dyn FnMut(usize),
    ) -> io::Result<()> {
        let mut buffer = vec![0; CHUNK_BYTES];
        let mut crc = crc32fast::Hasher::new();
        let mut size = 0;
        loop {
            let len = read_full(content, &mut buffer)?;
            if len == 0 {
                break;
            }
            crc.update(&buffer[..len]);
            self.chunks.extend_from_slice(&sha256(&buffer[..len]));
            size += len as u64;
            on_bytes(len);
        }
        let crc32 = crc.finalize();
        self.files.push(PackFile { path: path.to_owned(), media_type: media_type.to_owned(), size, crc32 });
        Ok(())
    }

    /// What was found.
    #[must_use]
    pub fn finish(self) -> Surveyed {
        let chunks_sha256 = crate::model::id::Hash(sha256(&self.chunks));
        Surveyed { files: self.files, chunks: self.chunks, chunks_sha256 }
    }
}

/// Fills `buffer` as far as the content goes.
pub(super) fn read_full(content: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut len = 0;
    while len < buffer.len() {
        match content.read(&mut buffer[len..]) {
            Ok(0) => break,
            Ok(more) => len += more,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(len)
}

/// The second pass: writes the pack. `open` gives a file's content again by its path in the pack; each is read
/// once, in manifest order, and must be what the survey saw. Gives SHA-256 and length of the pack.
///
/// # Errors
/// [`PackFault::Changed`] if a file is not as surveyed, [`PackFault::Unplaceable`], or reading or writing failed.
pub fn write_pack<'a>(
    manifest: &Manifest,
    envelope: &[u8],
    chunks: &[u8],
    open: &mut dyn FnMut(&str) -> io::Result<Box<dyn Read + 'a>>,
    out: &mut dyn Write,
    on_bytes: &mut dyn FnMut(usize),
) -> Result<([u8; 32], u64), PackFault> {
    let layout = Layout::new(manifest, envelope, chunks)?;
    let mut out = Tee { out, hasher: Hasher::new() };
    out.put(&head(envelope, chunks))?;
    let mut content: Option<Box<dyn Read>> = None;
    let mut buffer = vec![0; CHUNK_BYTES];
    for piece in layout.pieces(manifest) {
        match piece {
            Piece::Fixed { bytes, .. } => out.put(&bytes)?,
            Piece::Chunk { file, chunk, index, len, is_last } => {
                let path = &manifest.files[file].path;
                if chunk == 0 {
                    content = Some(open(path)?);
                }
                let changed = || PackFault::Changed { path: path.clone() };
                let source = content.as_mut().ok_or_else(changed)?;
                let found = read_full(source, &mut buffer[..len])?;
                let at = usize::try_from(index).map_err(|_| changed())? * 32; // a list beyond memory was never surveyed
                if found != len || chunks.get(at..at + 32) != Some(&sha256(&buffer[..len])[..]) {
                    return Err(changed());
                }
                if is_last && source.read(&mut [0])? != 0 {
                    return Err(changed());
                }
                out.put(&buffer[..len])?;
                on_bytes(len);
            }
        }
    }
    out.out.flush()?;
    Ok((out.hasher.finish(), layout.total_bytes()))
}

struct Tee<'a> {
    out: &'a mut dyn Write,
    hasher: Hasher,
}

impl Tee<'_> {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hasher.update(bytes);
        self.out.write_all(bytes)
    }
}
