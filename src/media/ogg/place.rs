//! Places in an Ogg file by the counts of its pages.

use super::page::{PAGE_SIZE_MAX, Page, parse};
use crate::media::webm::read_at;
use std::io::{self, Read, Seek};

/// Once the place is known to so many bytes, pages are read one by one.
const NEAR: u64 = 2 * PAGE_SIZE_MAX as u64;

/// The pages of one stream with a count in a piece of the file, with where they begin.
fn counted(bytes: &[u8], serial: u32) -> impl Iterator<Item = (usize, i64, Page)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(at..)?;
            let here = at + rest.windows(4).position(|four| four == b"OggS")?;
            match parse(&bytes[here..]) {
                Some((page, size)) => {
                    at = here + size;
                    if let (true, Some(count)) = (page.serial == serial && page.is_whole, page.count) {
                        return Some((here, count, page));
                    }
                }
                None => at = here + 4,
            }
        }
    })
}

/// The count of the last page of a stream, looked for near the end of the file.
pub fn last_count(reader: &mut (impl Read + Seek), serial: u32, size: u64) -> io::Result<Option<i64>> {
    let from = size.saturating_sub(NEAR);
    let bytes = read_at(reader, from, NEAR as usize)?;
    Ok(counted(&bytes, serial).last().map(|(_, count, _)| count))
}

/// Where a page begins whose count is not past `wanted` and after which sound up to there follows; else the first.
pub fn before(reader: &mut (impl Read + Seek), serial: u32, within: (u64, u64), wanted: i64) -> io::Result<u64> {
    let (mut low, mut high) = within;
    while high.saturating_sub(low) > NEAR {
        let middle = low + (high - low) / 2;
        let bytes = read_at(reader, middle, NEAR as usize)?;
        let found = counted(&bytes, serial).next();
        match found {
            Some((here, count, _)) if count <= wanted => low = middle + here as u64,
            Some(_) | None => high = middle,
        }
    }
    let bytes = read_at(reader, low, 2 * NEAR as usize)?;
    let last = counted(&bytes, serial).take_while(|&(_, count, _)| count <= wanted).last();
    Ok(last.map_or(within.0, |(here, ..)| low + here as u64))
}
