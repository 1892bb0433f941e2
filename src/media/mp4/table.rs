//! The sample tables of a track (`stts`, `ctts`, `stss`, `stsc`, `stsz`, `stco`, `co64`), unrolled to one row a sample.

use super::boxes::Bytes;
use crate::media::track::{Fault, PACKET_SIZE_MAX, Sample};

/// The most samples of a track: over nine hours of 60 pictures a second.
pub const SAMPLES_MAX: u32 = 2_000_000;

/// Unrolls the tables inside `stbl`; none if there are no samples.
pub fn samples(stbl: Bytes<'_>, file_size: u64) -> Result<Vec<Sample>, Fault> {
    let Some(stsz) = stbl.find(b"stsz")? else { return Ok(Vec::new()) };
    let mut out = sizes(stsz, file_size)?;
    if out.is_empty() {
        return Ok(out);
    }
    set_offsets(&mut out, stbl)?;
    set_times(&mut out, stbl.need(b"stts")?)?;
    if let Some(ctts) = stbl.find(b"ctts")? {
        shift_shown(&mut out, ctts)?;
    }
    match stbl.find(b"stss")? {
        Some(stss) => mark_sync(&mut out, stss)?,
        None => out.iter_mut().for_each(|sample| sample.is_sync = true),
    }
    Ok(out)
}

fn sizes(mut stsz: Bytes<'_>, file_size: u64) -> Result<Vec<Sample>, Fault> {
    stsz.version()?;
    let same = stsz.u32()?;
    let count = stsz.u32()?;
    if count > SAMPLES_MAX {
        return Err(Fault::too_large("2,000,000 samples"));
    }
    if u64::from(same) * u64::from(count) > file_size {
        return Err(Fault::damaged("more samples than the file is long"));
    }
    let mut out = Vec::new();
    for _ in 0..count {
        let size = if same == 0 { stsz.u32()? } else { same };
        if size > PACKET_SIZE_MAX {
            return Err(Fault::too_large("a picture of 16 MiB"));
        }
        out.push(Sample { offset: 0, size, shown: 0, lasts: 0, is_sync: false });
    }
    Ok(out)
}

/// Chunk offsets of 32 or 64 bits.
struct Chunks<'a> {
    bytes: Bytes<'a>,
    is_long: bool,
}

impl<'a> Chunks<'a> {
    fn open(stbl: Bytes<'a>) -> Result<Self, Fault> {
        let (mut bytes, is_long) = match stbl.find(b"stco")? {
            Some(stco) => (stco, false),
            None => (stbl.need(b"co64")?, true),
        };
        bytes.version()?;
        bytes.u32()?;
        Ok(Self { bytes, is_long })
    }

    fn next(&mut self) -> Result<u64, Fault> {
        if self.is_long { self.bytes.u64() } else { Ok(u64::from(self.bytes.u32()?)) }
    }
}

fn set_offsets(samples: &mut [Sample], stbl: Bytes<'_>) -> Result<(), Fault> {
    let mut chunks = Chunks::open(stbl)?;
    let mut runs = stbl.need(b"stsc")?;
    runs.version()?;
    let run_count = runs.u32()?;
    let mut rows = Vec::new();
    for _ in 0..run_count.min(SAMPLES_MAX) {
        let (first, per_chunk, description) = (runs.u32()?, runs.u32()?, runs.u32()?);
        if description != 1 {
            return Err(Fault::edited());
        }
        rows.push((first, per_chunk));
    }
    let mut rows = rows.into_iter().peekable();
    let mut per_chunk = 0;
    let mut left = samples;
    let mut chunk = 0u32;
    while !left.is_empty() {
        chunk = chunk.saturating_add(1);
        while let Some((_, count)) = rows.next_if(|&(first, _)| first <= chunk) {
            per_chunk = count;
        }
        if per_chunk == 0 {
            return Err(Fault::damaged("a chunk without samples"));
        }
        let mut offset = chunks.next()?;
        let count = left.len().min(per_chunk as usize);
        let (head, rest) = left.split_at_mut(count);
        for sample in head {
            sample.offset = offset;
            offset = offset.saturating_add(u64::from(sample.size));
        }
        left = rest;
    }
    Ok(())
}

fn set_times(samples: &mut [Sample], mut stts: Bytes<'_>) -> Result<(), Fault> {
    stts.version()?;
    stts.u32()?;
    let mut at = 0i64;
    let (mut left, mut lasts) = (0, 0);
    for sample in samples {
        while left == 0 {
            (left, lasts) = (stts.u32()?, stts.u32()?);
        }
        left -= 1;
        sample.shown = at;
        sample.lasts = lasts;
        at = at.saturating_add(i64::from(lasts));
    }
    Ok(())
}

fn shift_shown(samples: &mut [Sample], mut ctts: Bytes<'_>) -> Result<(), Fault> {
    ctts.version()?;
    ctts.u32()?;
    let (mut left, mut shift) = (0, 0);
    for sample in samples {
        while left == 0 {
            // Version 0 says unsigned, yet writers put negative numbers there: read both as signed.
            (left, shift) = (ctts.u32()?, ctts.i32()?);
        }
        left -= 1;
        sample.shown = sample.shown.saturating_add(i64::from(shift));
    }
    Ok(())
}

fn mark_sync(samples: &mut [Sample], mut stss: Bytes<'_>) -> Result<(), Fault> {
    stss.version()?;
    let count = stss.u32()?;
    for _ in 0..count.min(SAMPLES_MAX) {
        let number = stss.u32()? as usize;
        if let Some(sample) = number.checked_sub(1).and_then(|index| samples.get_mut(index)) {
            sample.is_sync = true;
        }
    }
    Ok(())
}
