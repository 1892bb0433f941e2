//! A pack: `NAME.fpack`, a ZIP (APPNOTE 6.3) that any ZIP tool opens, of which, for given bytes of its `pack.dsse`,
//! exactly **one** byte sequence is valid.
//!
//! ```text
//! local header, pack.dsse     the signed manifest (format::manifest)
//! local header, chunks.bin    SHA-256 of each 262,144-byte chunk of each file, 32 bytes each, in manifest order
//! local header, file          for each file of the manifest, in its order
//! central directory           the same order
//! [ZIP64 end record, locator] iff entries ≥ 0xFFFF, or directory offset or size ≥ 0xFFFFFFFF
//! end record
//! ```
//!
//! All entries are stored. Nothing stands before, between or after. Flags, method, time and attributes are 0, the date
//! is 0x0021 (1980-01-01), made-by and needed are 10, host 0. A central entry whose header offset is beyond 0xFFFFFFFF
//! has made-by and needed 45, offset 0xFFFFFFFF and one extra field 0x0001 with the offset alone; an offset of exactly
//! 0xFFFFFFFF is refused when building. Only end-record fields that overflow are saturated.
//!
//! A reader takes from the file only the length of `pack.dsse`. Once its signature holds, every header and the whole
//! directory are computed here and compared byte for byte: no ZIP is ever parsed.

mod headers;
mod verify;
mod write;

pub use verify::{Checked, read_chunk_list, read_envelope, verify_pack};
pub use write::{Survey, Surveyed, write_pack};

use super::limits::CHUNK_BYTES;
use super::manifest::{CHUNKS_FILE, ENVELOPE_FILE, Manifest};
use crate::crypto::hash::sha256;

/// Why bytes are not the pack that its manifest describes.
#[derive(Debug, thiserror::Error)]
pub enum PackFault {
    /// It does not start as a pack does.
    #[error("this is not a pack: {0}")]
    NotAPack(&'static str),
    /// It ends too early.
    #[error("the pack ends at byte {at}, it should have {wanted} bytes")]
    Cut {
        /// Where it ends.
        at: u64,
        /// How long it should be, as far as known.
        wanted: u64,
    },
    /// A byte that is not the one that must stand there.
    #[error("byte {at} of the pack is not what it must be ({what})")]
    Differs {
        /// Offset in the pack.
        at: u64,
        /// What stands there.
        what: &'static str,
    },
    /// A chunk of a file has another hash.
    #[error("{path}: chunk {chunk} of the file is not what was signed (at byte {at} of the pack)")]
    Chunk {
        /// The file.
        path: String,
        /// Which chunk of it, from 0.
        chunk: u64,
        /// Offset in the pack.
        at: u64,
    },
    /// A file's CRC-32 is not the manifest's.
    #[error("{path}: the file has another CRC-32 than its manifest says")]
    Crc {
        /// The file.
        path: String,
    },
    /// A file cannot stand where it would have to.
    #[error("a file would start at exactly byte 4,294,967,295, which a ZIP cannot say: add or remove a byte before it")]
    Unplaceable,
    /// The files read while writing are not those surveyed before.
    #[error("{path} changed while the pack was built")]
    Changed {
        /// The file.
        path: String,
    },
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// The SHA-256 of every chunk of every file.
#[derive(Debug, Clone)]
pub struct ChunkList(Vec<u8>);

impl ChunkList {
    /// Takes the bytes of `chunks.bin`, if they are those that the manifest names.
    #[must_use]
    pub fn check(bytes: Vec<u8>, manifest: &Manifest) -> Option<Self> {
        let fits = bytes.len() as u64 == manifest.chunks() * 32 && sha256(&bytes) == manifest.chunks_sha256.0;
        fits.then_some(Self(bytes))
    }

    /// The hash of chunk `index`, counted through the whole pack.
    #[must_use]
    pub fn get(&self, index: u64) -> Option<&[u8]> {
        let at = usize::try_from(index).ok()?.checked_mul(32)?; // beyond memory: beyond the list
        self.0.get(at..at.checked_add(32)?)
    }

    /// The bytes of `chunks.bin`.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The first two entries: what stands before the files.
#[must_use]
pub fn head(envelope: &[u8], chunks: &[u8]) -> Vec<u8> {
    let mut out = headers::local(ENVELOPE_FILE, envelope.len() as u64, crc32fast::hash(envelope));
    out.extend_from_slice(envelope);
    out.extend_from_slice(&headers::local(CHUNKS_FILE, chunks.len() as u64, crc32fast::hash(chunks)));
    out.extend_from_slice(chunks);
    out
}

/// Where everything stands in a pack.
#[derive(Debug, Clone)]
pub struct Layout {
    envelope_bytes: u64,
    envelope_crc: u32,
    chunks_bytes: u64,
    chunks_crc: u32,
    files: Vec<Place>,
    directory_at: u64,
    directory_bytes: u64,
    total_bytes: u64,
}

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Offset of its local header.
    pub header_at: u64,
    /// Offset of its first byte.
    pub data_at: u64,
    /// Index of its first chunk, counted through the whole pack.
    pub first_chunk: u64,
}

/// What stands next in a pack, in order and without a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Bytes that follow from the manifest: a header, a directory entry, an end record.
    Fixed {
        /// The bytes.
        bytes: Vec<u8>,
        /// What they are, for a message.
        what: &'static str,
    },
    /// A chunk of a file.
    Chunk {
        /// Index of the file in the manifest.
        file: usize,
        /// Index of the chunk in the file.
        chunk: u64,
        /// Index of the chunk in the pack.
        index: u64,
        /// Its length: [`CHUNK_BYTES`], or less for a file's last.
        len: usize,
        /// True for the last chunk of its file, after which its CRC-32 is known.
        is_last: bool,
    },
}

impl Piece {
    /// How many bytes it takes.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Fixed { bytes, .. } => bytes.len(),
            Self::Chunk { len, .. } => *len,
        }
    }

    /// No piece is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Layout {
    /// Computes where everything stands. `envelope` is the bytes of `pack.dsse`, `chunks` of `chunks.bin`.
    ///
    /// # Errors
    /// [`PackFault::Unplaceable`].
    pub fn new(manifest: &Manifest, envelope: &[u8], chunks: &[u8]) -> Result<Self, PackFault> {
        let mut layout = Self {
            envelope_bytes: envelope.len() as u64,
            envelope_crc: crc32fast::hash(envelope),
            chunks_bytes: chunks.len() as u64,
            chunks_crc: crc32fast::hash(chunks),
            files: Vec::with_capacity(manifest.files.len()),
            directory_at: 0,
            directory_bytes: 0,
            total_bytes: 0,
        };
        let mut at = layout.chunks_data_at() + layout.chunks_bytes;
        let mut first_chunk = 0;
        let mut directory_bytes =
            headers::central_bytes(ENVELOPE_FILE, 0) + headers::central_bytes(CHUNKS_FILE, layout.chunks_header_at());
        for file in &manifest.files {
            if at == u64::from(u32::MAX) {
                return Err(PackFault::Unplaceable);
            }
            let data_at = at + headers::local_bytes(&file.path);
            layout.files.push(Place { header_at: at, data_at, first_chunk });
            directory_bytes += headers::central_bytes(&file.path, at);
            first_chunk += file.chunks();
            at = data_at + file.size;
        }
        layout.directory_at = at;
        layout.directory_bytes = directory_bytes;
        layout.total_bytes = at + directory_bytes + layout.end_records().len() as u64;
        Ok(layout)
    }

    /// Where file number `index` of the manifest stands.
    #[must_use]
    pub fn place(&self, index: usize) -> Option<Place> {
        self.files.get(index).copied()
    }

    /// Length of the whole pack.
    #[must_use]
    pub fn total_bytes(&self) -> u64 {
        self.total_bytes
    }

    /// Where the files start: after `chunks.bin`.
    #[must_use]
    pub fn files_at(&self) -> u64 {
        self.chunks_data_at() + self.chunks_bytes
    }

    fn chunks_header_at(&self) -> u64 {
        headers::local_bytes(ENVELOPE_FILE) + self.envelope_bytes
    }

    fn chunks_data_at(&self) -> u64 {
        self.chunks_header_at() + headers::local_bytes(CHUNKS_FILE)
    }

    fn end_records(&self) -> Vec<u8> {
        headers::end_records(self.files.len() as u64 + 2, self.directory_at, self.directory_bytes)
    }

    /// Everything from [`Layout::files_at`] to the end, piece by piece. `manifest` is the one of [`Layout::new`].
    pub fn pieces<'a>(&'a self, manifest: &'a Manifest) -> impl Iterator<Item = Piece> + 'a {
        let files = manifest.files.iter().zip(&self.files).enumerate();
        let content = files.flat_map(|(index, (file, place))| {
            let header = headers::local(&file.path, file.size, file.crc32);
            let header = Piece::Fixed { bytes: header, what: "a file's header" };
            let chunks = file.chunks();
            let pieces = (0..chunks).map(move |chunk| {
                let left = file.size - chunk * CHUNK_BYTES as u64;
                let len = usize::try_from(left).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
                Piece::Chunk { file: index, chunk, index: place.first_chunk + chunk, len, is_last: chunk + 1 == chunks }
            });
            std::iter::once(header).chain(pieces)
        });
        content
            .chain(self.directory(manifest))
            .chain(std::iter::once_with(|| Piece::Fixed { bytes: self.end_records(), what: "the end record" }))
    }

    fn directory<'a>(&'a self, manifest: &'a Manifest) -> impl Iterator<Item = Piece> + 'a {
        let own = [
            headers::central(ENVELOPE_FILE, self.envelope_bytes, self.envelope_crc, 0),
            headers::central(CHUNKS_FILE, self.chunks_bytes, self.chunks_crc, self.chunks_header_at()),
        ];
        let files = manifest.files.iter().zip(&self.files);
        let files = files.map(|(file, place)| headers::central(&file.path, file.size, file.crc32, place.header_at));
        own.into_iter().chain(files).map(|bytes| Piece::Fixed { bytes, what: "the directory" })
    }
}

#[cfg(test)]
mod tests;
