//! Places in an Ogg file by the counts of its pages.

use super::page::{PAGE_SIZE_MAX, Page, parse, read_up_to_damage};
use std::io::{Read, Seek};

/// Samples of the longest page: 255 packets of Vorbis.
const PAGE_SAMPLES_MAX: i64 = 255 * 8192;
/// Once the place is known to so many bytes, pages are read one by one.
const NEAR: u64 = 2 * PAGE_SIZE_MAX as u64;
/// What a pack's reader gives as a whole or not at all.
const CHUNK: u64 = 256 << 10;
/// Pieces looked at from the end backwards for the length: together more than two chunks of a pack.
const LOOKS_MAX: u32 = 16;

/// The pages of one stream with a count in a piece of the file, with where they begin.
fn counted(bytes: &[u8], serial: u32) -> impl Iterator<Item = (usize, i64, Page)> {
    all(bytes, serial).filter(|(.., page)| page.is_whole)
}

/// The same with those that do not match their checksum.
fn all(bytes: &[u8], serial: u32) -> impl Iterator<Item = (usize, i64, Page)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(at..)?;
            let here = at + rest.windows(4).position(|four| four == b"OggS")?;
            match parse(&bytes[here..]) {
                Some((page, size)) => {
                    at = here + size;
                    if let (true, Some(count)) = (page.serial == serial, page.count) {
                        return Some((here, count, page));
                    }
                }
                None => at = here + 4,
            }
        }
    })
}

/// The count of the last page of a stream, looked for from the end of the file backwards. A damaged page's is taken if it
/// can be right; of an end that cannot be read, the last before it counts.
pub fn last_count(reader: &mut (impl Read + Seek), serial: u32, size: u64) -> Option<i64> {
    let (mut from, mut end) = (size, size);
    for _ in 0..LOOKS_MAX {
        from = from.saturating_sub(NEAR - PAGE_SIZE_MAX as u64);
        let wanted = usize::try_from(end.saturating_sub(from)).unwrap_or(usize::MAX).min(NEAR as usize);
        let (bytes, bad) = readable(reader, from, wanted);
        let mut last: Option<i64> = None;
        for (_, count, page) in all(&bytes, serial) {
            let may_be = last.is_some_and(|last| (last..=last.saturating_add(PAGE_SAMPLES_MAX)).contains(&count));
            if page.is_whole || may_be {
                last = Some(count);
            }
        }
        if last.is_some() || from == 0 {
            return last;
        }
        end = bad.unwrap_or(end); // a disk that fails takes long to say so: it is not asked for the same again
    }
    None
}

/// A piece of the file, with zeros for what cannot be read, and where that begins: it is told once the sound comes there.
fn readable(reader: &mut (impl Read + Seek), at: u64, size: usize) -> (Vec<u8>, Option<u64>) {
    let (mut out, mut bad) = (Vec::new(), None);
    while out.len() < size {
        let here = at + out.len() as u64;
        let (piece, fault) = read_up_to_damage(reader, here, size - out.len());
        if fault.is_none() {
            out.extend(piece);
            break;
        }
        let damaged = here + piece.len() as u64;
        bad = bad.or(Some(damaged));
        out.extend(piece);
        let chunk_end = (damaged / CHUNK + 1) * CHUNK;
        let zeros = usize::try_from(chunk_end - damaged).unwrap_or(usize::MAX).min(size - out.len());
        out.resize(out.len() + zeros, 0);
    }
    (out, bad)
}

/// Where a page begins whose count is not past `wanted` and after which sound up to there follows; else the first.
pub fn before(reader: &mut (impl Read + Seek), serial: u32, within: (u64, u64), wanted: i64) -> u64 {
    let (mut low, mut high) = within;
    while high.saturating_sub(low) > NEAR {
        let middle = low + (high - low) / 2;
        let (bytes, _) = readable(reader, middle, NEAR as usize);
        let found = counted(&bytes, serial).next();
        match found {
            Some((here, count, _)) if count <= wanted => low = middle + here as u64,
            Some(_) | None => high = middle,
        }
    }
    let (bytes, _) = readable(reader, low, 2 * NEAR as usize);
    let last = counted(&bytes, serial).take_while(|&(_, count, _)| count <= wanted).last();
    last.map_or(within.0, |(here, ..)| low + here as u64)
}
