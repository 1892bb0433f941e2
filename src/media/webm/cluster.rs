//! Clusters: the blocks of one track, found by their heads.

use super::ebml::{HEAD_SIZE_MAX, Head, head, number, read_at, signed, unsigned};
use super::head::CLUSTER;
use std::io::{self, Read, Seek};
use std::sync::Arc;

/// Blocks of one track in one cluster.
const BLOCKS_MAX: usize = 200_000;
/// What is read at once to see heads: several small packets.
const WINDOW_SIZE: usize = 1024;
/// The largest `BlockGroup` extras looked at.
const GROUP_SIZE_MAX: u64 = 4096;

/// One packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it starts in the file.
    pub offset: u64,
    /// Its length in bytes.
    pub size: u32,
    /// When it is shown, in microseconds on the file's time.
    pub at_us: i64,
    /// Whether decoding may start here.
    pub is_sync: bool,
    /// Sound at its end that is not to be heard, in nanoseconds.
    pub discard_ns: i64,
}

/// Where the blocks of one track are.
#[derive(Debug, Clone, Default)]
pub struct Clusters {
    /// The track's number.
    pub track: u64,
    /// Nanoseconds a tick.
    pub scale_ns: u64,
    /// Taken off every time (`CodecDelay`).
    pub delay_ns: u64,
    /// How long a packet lasts, if the file tells; else 0.
    pub lasts_ns: u64,
    /// Whether every packet may be started from.
    pub is_sound: bool,
    /// Ticks and places of clusters that can be sought to, in order.
    pub starts: Arc<[(i64, u64)]>,
    /// The first cluster.
    pub first: u64,
    /// Where the segment ends.
    pub end: u64,
}

/// A part of the file kept to look at small heads.
#[derive(Default)]
pub struct Window {
    at: u64,
    bytes: Vec<u8>,
}

impl Window {
    /// At least `count` bytes from `at` on, or all up to the end of the file.
    fn look(&mut self, reader: &mut (impl Read + Seek), at: u64, count: usize) -> io::Result<&[u8]> {
        let end = self.at.saturating_add(self.bytes.len() as u64);
        if at < self.at || at.saturating_add(count as u64) > end {
            self.bytes = read_at(reader, at, WINDOW_SIZE.max(count))?;
            self.at = at;
        }
        let from = usize::try_from(at - self.at).unwrap_or(usize::MAX);
        Ok(self.bytes.get(from..).unwrap_or_default())
    }

    fn head(&mut self, reader: &mut (impl Read + Seek), at: u64) -> io::Result<Head> {
        head(self.look(reader, at, HEAD_SIZE_MAX)?, at).ok_or_else(damaged)
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a cluster is damaged")
}

impl Clusters {
    /// The cluster to start from for a time: the index of the last one not later.
    pub fn before(&self, at_us: i64) -> usize {
        self.starts.partition_point(|&(tick, _)| self.at_us(tick) <= at_us).saturating_sub(1)
    }

    /// Place of a cluster by its index.
    pub fn place(&self, index: usize) -> u64 {
        self.starts.get(index).map_or(self.first, |&(_, place)| place)
    }

    fn at_us(&self, tick: i64) -> i64 {
        let ns = i128::from(tick) * i128::from(self.scale_ns) - i128::from(self.delay_ns);
        (ns.div_euclid(1000)).clamp(i128::from(i64::MIN / 4), i128::from(i64::MAX / 4)) as i64
    }

    /// Adds the track's blocks of the cluster at or after `at` to `out`; returns where to go on, nothing at the end.
    ///
    /// # Errors
    ///
    /// The reader's; or a cluster that contradicts itself.
    pub fn load(
        &self,
        reader: &mut (impl Read + Seek),
        window: &mut Window,
        mut at: u64,
        out: &mut impl Extend<Block>,
    ) -> io::Result<Option<u64>> {
        while at < self.end {
            let found = window.head(reader, at)?;
            let end = found.size.and_then(|size| found.body.checked_add(size)).filter(|&end| end <= self.end);
            let end = end.ok_or(io::ErrorKind::UnexpectedEof)?;
            if found.id == CLUSTER {
                self.blocks(reader, window, (found.body, end), out)?;
                return Ok(Some(end));
            }
            at = end;
        }
        Ok(None)
    }

    fn blocks(
        &self,
        reader: &mut (impl Read + Seek),
        window: &mut Window,
        (from, to): (u64, u64),
        out: &mut impl Extend<Block>,
    ) -> io::Result<()> {
        let mut at = from;
        let mut tick = 0i64;
        let mut count = 0;
        while at < to {
            let found = window.head(reader, at)?;
            let end = found.size.and_then(|size| found.body.checked_add(size)).filter(|&end| end <= to);
            let end = end.ok_or_else(damaged)?;
            match found.id {
                0xe7 => {
                    let size = usize::try_from(end - found.body).unwrap_or(usize::MAX).min(8);
                    let body = window.look(reader, found.body, size)?.get(..size).ok_or_else(damaged)?;
                    tick = unsigned(body).ok().and_then(|tick| i64::try_from(tick).ok()).ok_or_else(damaged)?;
                }
                0xa3 => count += self.block(reader, window, (found.body, end), tick, Extra::default(), out)?,
                0xa0 => {
                    let (body, extra) = group(reader, window, found.body, end)?;
                    if let Some(body) = body {
                        count += self.block(reader, window, body, tick, extra, out)?;
                    }
                }
                _ => {}
            }
            if count > BLOCKS_MAX {
                return Err(damaged());
            }
            at = end;
        }
        Ok(())
    }

    /// A `Block` or `SimpleBlock`: track, time, flags, then one frame or several laced together.
    fn block(
        &self,
        reader: &mut (impl Read + Seek),
        window: &mut Window,
        (from, to): (u64, u64),
        cluster: i64,
        extra: Extra,
        out: &mut impl Extend<Block>,
    ) -> io::Result<usize> {
        let bytes = window.look(reader, from, 16)?;
        let Some((Some(track), length)) = number(bytes) else { return Err(damaged()) };
        if track != self.track {
            return Ok(0);
        }
        let &[high, low, flags] = bytes.get(length..length + 3).ok_or_else(damaged)? else { return Err(damaged()) };
        let tick = cluster.saturating_add(i64::from(i16::from_be_bytes([high, low])));
        let is_sync = self.is_sound || extra.is_sync.unwrap_or(flags & 0x80 != 0);
        let body = from + length as u64 + 3;
        let size = to.checked_sub(body).ok_or_else(damaged)?;
        let sizes = match flags >> 1 & 3 {
            0 => vec![size],
            kind => {
                let wanted = usize::try_from(size).unwrap_or(usize::MAX).min(2048);
                let bytes = window.look(reader, body, wanted)?;
                laced(bytes.get(..wanted).unwrap_or(bytes), kind, size).ok_or_else(damaged)?
            }
        };
        let mut offset = to.checked_sub(sizes.iter().sum()).ok_or_else(damaged)?;
        let count = sizes.len();
        for (index, size) in sizes.into_iter().enumerate() {
            let later_us = i64::try_from(self.lasts_ns / 1000).unwrap_or(0).saturating_mul(index as i64);
            let at_us = self.at_us(tick).saturating_add(later_us);
            let discard_ns = if index + 1 == count { extra.discard_ns } else { 0 };
            let size_32 = u32::try_from(size).map_err(|_| damaged())?;
            out.extend([Block { offset, size: size_32, at_us, is_sync, discard_ns }]);
            offset += size;
        }
        Ok(count)
    }
}

/// What a `BlockGroup` says of its block.
#[derive(Clone, Copy, Default)]
struct Extra {
    is_sync: Option<bool>,
    discard_ns: i64,
}

/// Where the block of a group stands, and what the group says of it.
fn group(
    reader: &mut (impl Read + Seek),
    window: &mut Window,
    from: u64,
    to: u64,
) -> io::Result<(Option<(u64, u64)>, Extra)> {
    let mut body = None;
    let mut extra = Extra { is_sync: Some(true), discard_ns: 0 };
    let mut at = from;
    while at < to {
        let found = window.head(reader, at)?;
        let end = found.size.and_then(|size| found.body.checked_add(size)).filter(|&end| end <= to);
        let end = end.ok_or_else(damaged)?;
        match found.id {
            0xa1 => body = Some((found.body, end)),
            0xfb => extra.is_sync = Some(false),
            0x75a2 if end - found.body <= GROUP_SIZE_MAX => {
                let size = (end - found.body).min(8) as usize;
                let bytes = window.look(reader, found.body, size)?.get(..size).ok_or_else(damaged)?;
                extra.discard_ns = signed(bytes).map_err(|_| damaged())?;
            }
            _ => {}
        }
        at = end;
    }
    Ok((body, extra))
}

/// Sizes of laced frames (RFC 9559, 10.3); `size` is that of the lace with its head.
fn laced(bytes: &[u8], kind: u8, size: u64) -> Option<Vec<u64>> {
    let count = usize::from(*bytes.first()?) + 1;
    let mut rest = bytes.get(1..)?;
    let mut used = 1u64;
    let mut out = Vec::with_capacity(count);
    match kind {
        1 => {
            for _ in 1..count {
                let mut sum = 0;
                loop {
                    let (&byte, after) = rest.split_first()?;
                    rest = after;
                    used += 1;
                    sum += u64::from(byte);
                    if byte != 255 {
                        break;
                    }
                }
                out.push(sum);
            }
        }
        3 => {
            let mut last = 0i64;
            for index in 1..count {
                let (value, length) = number(rest)?;
                let value = i64::try_from(value?).ok()?;
                last = if index == 1 { value } else { last.checked_add(value - ((1i64 << (7 * length - 1)) - 1))? };
                rest = rest.get(length..)?;
                used += length as u64;
                out.push(u64::try_from(last).ok()?);
            }
        }
        _ => {
            let each = size.checked_sub(1)? / count as u64;
            return Some(vec![each; count]);
        }
    }
    let so_far = out.iter().try_fold(used, |sum, &next| sum.checked_add(next))?;
    out.push(size.checked_sub(so_far)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laced_sizes_add_up_or_are_refused() {
        assert_eq!(laced(&[2, 3, 255, 1, 9], 1, 400), Some(vec![3, 256, 400 - 4 - 259]));
        assert_eq!(laced(&[2, 0x83, 0xc0], 3, 20), Some(vec![3, 4, 20 - 3 - 7]));
        assert_eq!(laced(&[3], 2, 41), Some(vec![10; 4]));
        assert_eq!(laced(&[2, 255, 255], 1, 10), None);
        assert_eq!(laced(&[1, 200], 1, 10), None);
        assert_eq!(laced(&[], 1, 0), None);
    }
}
