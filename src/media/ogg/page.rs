//! One page: a head of 27 bytes, the lengths of its segments, and the segments (RFC 3533, 6).

use crate::media::webm::read_at;
use std::io::{self, Read, Seek, SeekFrom};

const MAGIC: &[u8; 4] = b"OggS";
const HEAD_SIZE: usize = 27;
/// The largest page.
pub const PAGE_SIZE_MAX: usize = HEAD_SIZE + 255 + 255 * 255;

/// One page.
pub struct Page {
    /// The stream it belongs to.
    pub serial: u32,
    /// Samples that end with it; nothing if no packet does.
    pub count: Option<i64>,
    /// Whether it begins a stream.
    pub is_start: bool,
    /// Whether it ends a stream.
    pub is_last: bool,
    /// Whether its first packet goes on from the page before.
    pub is_continued: bool,
    /// Whether it matches its checksum.
    pub is_whole: bool,
    /// Where the next page begins.
    pub end: u64,
    lengths: Vec<u8>,
    body: Vec<u8>,
}

impl Page {
    /// The packets that end on this page; what goes on to the next stays in `partial`.
    pub fn packets(&self, partial: &mut Vec<u8>) -> Vec<Vec<u8>> {
        let mut is_lost = self.is_continued && partial.is_empty();
        if !self.is_continued {
            partial.clear();
        }
        let mut out = Vec::new();
        let mut rest = self.body.as_slice();
        for &length in &self.lengths {
            let (segment, after) = rest.split_at_checked(usize::from(length)).unwrap_or((rest, &[]));
            rest = after;
            if !is_lost {
                partial.extend_from_slice(segment);
            }
            if length < 255 {
                if !is_lost {
                    out.push(std::mem::take(partial));
                }
                is_lost = false;
            }
        }
        out
    }
}

/// The page at a place; nothing at the end of the file, or where it is cut.
///
/// # Errors
///
/// The reader's, or bytes that are no page.
pub fn page_at(reader: &mut (impl Read + Seek), at: u64) -> io::Result<Option<Page>> {
    let (head, fault) = read_up_to_damage(reader, at, HEAD_SIZE + 255);
    if head.is_empty() {
        return fault.map_or(Ok(None), Err);
    }
    // No more than the page: what follows may be damaged.
    let segments = usize::from(head.get(HEAD_SIZE - 1).copied().unwrap_or(0));
    let lengths = head.get(HEAD_SIZE..HEAD_SIZE + segments).unwrap_or_default();
    let size = HEAD_SIZE + segments + lengths.iter().map(|&length| usize::from(length)).sum::<usize>();
    let bytes = read_at(reader, at, size)?;
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "bytes that are no page of Ogg");
    let Some((page, size)) = parse(&bytes) else { return Err(damaged()) };
    Ok(Some(Page { end: at + size as u64, ..page }))
}

/// The page at the start of `bytes` and its length.
pub fn parse(bytes: &[u8]) -> Option<(Page, usize)> {
    let head = bytes.get(..HEAD_SIZE)?;
    if !head.starts_with(MAGIC) || head[4] != 0 {
        return None;
    }
    let flags = head[5];
    let count = i64::from_le_bytes(head[6..14].try_into().ok()?);
    let serial = u32::from_le_bytes(head[14..18].try_into().ok()?);
    let sum = u32::from_le_bytes(head[22..26].try_into().ok()?);
    let body_at = HEAD_SIZE + usize::from(head[26]);
    let lengths = bytes.get(HEAD_SIZE..body_at)?.to_vec();
    let size = body_at + lengths.iter().map(|&length| usize::from(length)).sum::<usize>();
    let body = bytes.get(body_at..size)?.to_vec();
    let is_whole = checksum(&[&head[..22], &[0; 4], &head[26..], &lengths, &body]) == sum;
    let page = Page {
        serial,
        count: (count >= 0).then_some(count),
        is_start: flags & 2 != 0,
        is_last: flags & 4 != 0,
        is_continued: flags & 1 != 0,
        is_whole,
        end: size as u64,
        lengths,
        body,
    };
    Some((page, size))
}

/// CRC-32 with the polynomial 0x04c11db7, not reflected.
fn checksum(parts: &[&[u8]]) -> u32 {
    const TABLE: [u32; 256] = table();
    let bytes = parts.iter().flat_map(|part| part.iter());
    bytes.fold(0, |sum, &byte| sum << 8 ^ TABLE[usize::from((sum >> 24) as u8 ^ byte)])
}

const fn table() -> [u32; 256] {
    let mut out = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut value = (index as u32) << 24;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 0x8000_0000 != 0 { value << 1 ^ 0x04c1_1db7 } else { value << 1 };
            bit += 1;
        }
        out[index] = value;
        index += 1;
    }
    out
}

/// Where the first page at or after a place begins, looked for within the length of two pages.
pub fn next_page(reader: &mut (impl Read + Seek), at: u64) -> io::Result<Option<u64>> {
    let (bytes, fault) = read_up_to_damage(reader, at, 2 * PAGE_SIZE_MAX);
    match (bytes.windows(MAGIC.len()).position(|four| four == MAGIC), fault) {
        (Some(index), _) => Ok(Some(at + index as u64)),
        (None, Some(fault)) => Err(fault),
        (None, None) => Ok(None),
    }
}

/// What can be read from a place on, and why that is not `count` bytes if the reader failed.
pub fn read_up_to_damage(reader: &mut (impl Read + Seek), at: u64, count: usize) -> (Vec<u8>, Option<io::Error>) {
    let mut out = Vec::new();
    let outcome =
        reader.seek(SeekFrom::Start(at)).and_then(|_| reader.by_ref().take(count as u64).read_to_end(&mut out));
    (out, outcome.err())
}
