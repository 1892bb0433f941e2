//! Reading a pack from front to back: nothing in it is believed that does not follow from the signed manifest.

use super::write::read_full;
use super::{ChunkList, Layout, PackFault, Piece, headers};
use crate::crypto::hash::sha256;
use crate::format::limits::{CHUNK_BYTES, PACK_ENVELOPE_BYTES_MAX};
use crate::format::manifest::{CHUNKS_FILE, ENVELOPE_FILE, Manifest};
use std::io::Read;

/// Reads the first entry: the bytes of `pack.dsse`, not yet verified. Its length is the only thing taken from the
/// file, and everything else of its header is compared with what must stand there.
///
/// # Errors
/// [`PackFault::NotAPack`], [`PackFault::Cut`], [`PackFault::Differs`].
pub fn read_envelope(from: &mut dyn Read) -> Result<Vec<u8>, PackFault> {
    let mut header = vec![0; 30 + ENVELOPE_FILE.len()];
    let found = read_full(from, &mut header)?;
    if found == 0 {
        return Err(PackFault::NotAPack("it is empty"));
    }
    let magic = headers::local(ENVELOPE_FILE, 0, 0);
    let seen = found.min(4);
    if header[..seen] != magic[..seen] || (found == header.len() && header[30..] != magic[30..]) {
        return Err(PackFault::NotAPack("it does not start with pack.dsse"));
    }
    if found < header.len() {
        return Err(PackFault::Cut { at: found as u64, wanted: header.len() as u64 });
    }
    let size = u32::from_le_bytes([header[18], header[19], header[20], header[21]]);
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    if size == 0 || size > PACK_ENVELOPE_BYTES_MAX {
        return Err(PackFault::Differs { at: 18, what: "the length of pack.dsse" });
    }
    let envelope = read_exactly(from, size, header.len() as u64)?;
    let wanted = headers::local(ENVELOPE_FILE, size as u64, crc32fast::hash(&envelope));
    compare(&header, &wanted, 0, "the header of pack.dsse")?;
    Ok(envelope)
}

/// Reads the second entry, `chunks.bin`, right after [`read_envelope`], and holds it against the manifest.
///
/// # Errors
/// [`PackFault::Cut`], [`PackFault::Differs`].
pub fn read_chunk_list(
    from: &mut dyn Read,
    manifest: &Manifest,
    envelope_bytes: usize,
) -> Result<ChunkList, PackFault> {
    let header_at = 30 + ENVELOPE_FILE.len() as u64 + envelope_bytes as u64;
    let header = read_exactly(from, 30 + CHUNKS_FILE.len(), header_at)?;
    let data_at = header_at + header.len() as u64;
    let len = usize::try_from(manifest.chunks() * 32).unwrap_or(usize::MAX); // Manifest::check bounds it
    let bytes = read_exactly(from, len, data_at)?;
    let wanted = headers::local(CHUNKS_FILE, bytes.len() as u64, crc32fast::hash(&bytes));
    let list =
        ChunkList::check(bytes, manifest).ok_or(PackFault::Differs { at: data_at, what: "the list of chunks" })?;
    compare(&header, &wanted, header_at, "the header of chunks.bin")?;
    Ok(list)
}

/// Reads `len` bytes without trusting `len` for memory: the buffer grows with what is really there.
fn read_exactly(from: &mut dyn Read, len: usize, at: u64) -> Result<Vec<u8>, PackFault> {
    let mut bytes = Vec::with_capacity(len.min(1 << 20));
    from.take(len as u64).read_to_end(&mut bytes)?;
    if bytes.len() < len {
        return Err(PackFault::Cut { at: at + bytes.len() as u64, wanted: at + len as u64 });
    }
    Ok(bytes)
}

/// Compares bytes that must stand at offset `at`; the fault names the first that differs.
///
/// # Errors
/// [`PackFault::Differs`].
fn compare(found: &[u8], wanted: &[u8], at: u64, what: &'static str) -> Result<(), PackFault> {
    match found.iter().zip(wanted).position(|(a, b)| a != b) {
        Some(offset) => Err(PackFault::Differs { at: at + offset as u64, what }),
        None => Ok(()),
    }
}

/// Checks pieces of a pack one after the other, whoever reads them.
#[derive(Debug)]
pub struct Checked<'a> {
    manifest: &'a Manifest,
    crc: crc32fast::Hasher,
}

impl<'a> Checked<'a> {
    /// Nothing checked yet: the next piece is the first.
    #[must_use]
    pub fn new(manifest: &'a Manifest) -> Self {
        Self { manifest, crc: crc32fast::Hasher::new() }
    }

    /// Compares fixed bytes, and takes a chunk into its file's CRC-32, which is compared after the last. The
    /// chunk's hash is for the caller, who may check it on another thread.
    ///
    /// # Errors
    /// [`PackFault::Differs`], [`PackFault::Crc`].
    pub fn piece(&mut self, piece: &Piece, found: &[u8], at: u64) -> Result<(), PackFault> {
        match piece {
            Piece::Fixed { bytes, what } => compare(found, bytes, at, what),
            Piece::Chunk { file, is_last, .. } => {
                self.crc.update(found);
                if !is_last {
                    return Ok(());
                }
                let file = &self.manifest.files[*file];
                let crc = std::mem::take(&mut self.crc).finalize();
                if crc == file.crc32 { Ok(()) } else { Err(PackFault::Crc { path: file.path.clone() }) }
            }
        }
    }
}

/// Reads a whole pack, whose envelope and chunk list were read and trusted, from its first file to its end. `on_bytes`
/// is told of each stretch.
///
/// # Errors
/// [`PackFault`]; also for a byte after the end.
pub fn verify_pack(
    from: &mut dyn Read,
    manifest: &Manifest,
    envelope: &[u8],
    chunks: &ChunkList,
    on_bytes: &mut dyn FnMut(usize),
) -> Result<(), PackFault> {
    let layout = Layout::new(manifest, envelope, chunks.bytes())?;
    let mut checked = Checked::new(manifest);
    let mut buffer = vec![0; CHUNK_BYTES];
    let mut at = layout.files_at();
    for piece in layout.pieces(manifest) {
        let len = piece.len();
        let found = read_full(from, &mut buffer[..len])?;
        if found < len {
            return Err(PackFault::Cut { at: at + found as u64, wanted: layout.total_bytes() });
        }
        checked.piece(&piece, &buffer[..len], at)?;
        if let Piece::Chunk { file, chunk, index, .. } = piece
            && chunks.get(index) != Some(&sha256(&buffer[..len])[..])
        {
            return Err(PackFault::Chunk { path: manifest.files[file].path.clone(), chunk, at });
        }
        on_bytes(len);
        at += len as u64;
    }
    if read_full(from, &mut [0])? != 0 {
        return Err(PackFault::Differs { at, what: "after the end of the pack" });
    }
    Ok(())
}
