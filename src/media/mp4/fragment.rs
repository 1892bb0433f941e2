//! Movie fragments (`moof`, ISO/IEC 14496-12, 8.8): their runs of samples, put after those of the table of contents.

use super::boxes::{Bytes, TopLevel, read_body};
use super::table::SAMPLES_MAX;
use crate::media::track::{Fault, PACKET_SIZE_MAX, Sample};
use std::collections::BTreeMap;
use std::io::{Read, Seek};

/// All `moof` boxes together.
const MOOFS_SIZE_MAX: u64 = 128 << 20;
/// Tracks with defaults.
const TRACKS_MAX: usize = 64;
/// A sample that does not start decoding (8.8.3.1).
const NOT_SYNC: u32 = 0x0001_0000;

/// What a sample is if nothing else is said.
#[derive(Debug, Clone, Copy, Default)]
struct Defaults {
    lasts: u32,
    size: u32,
    flags: u32,
}

/// What the fragments read so far left of one track.
#[derive(Default)]
struct Run {
    samples: Vec<Sample>,
    at: i64,
}

/// The samples of all fragments by track number.
pub fn read(
    reader: &mut (impl Read + Seek),
    top: &TopLevel,
    mvex: Bytes<'_>,
) -> Result<BTreeMap<u32, Vec<Sample>>, Fault> {
    let defaults = defaults(mvex)?;
    let mut runs: BTreeMap<u32, Run> = defaults.keys().map(|&id| (id, Run::default())).collect();
    let mut bytes_left = MOOFS_SIZE_MAX;
    for &(at, header, body) in &top.fragments {
        bytes_left = bytes_left.checked_sub(body).ok_or_else(|| Fault::too_large("fragment tables of 128 MiB"))?;
        let moof = read_body(reader, at + header, body)?;
        let mut boxes = Bytes(&moof);
        let mut data_end = at;
        while let Some((name, traf)) = boxes.next_box()? {
            if &name == b"traf" {
                data_end = track_fragment(traf, at, data_end, &defaults, &mut runs)?;
            }
        }
    }
    Ok(runs.into_iter().map(|(id, run)| (id, run.samples)).collect())
}

fn defaults(mut mvex: Bytes<'_>) -> Result<BTreeMap<u32, Defaults>, Fault> {
    let mut out = BTreeMap::new();
    while let Some((name, mut trex)) = mvex.next_box()? {
        if &name != b"trex" {
            continue;
        }
        trex.version()?;
        let (id, _description) = (trex.u32()?, trex.u32()?);
        out.insert(id, Defaults { lasts: trex.u32()?, size: trex.u32()?, flags: trex.u32()? });
        if out.len() > TRACKS_MAX {
            return Err(Fault::too_large("64 tracks"));
        }
    }
    Ok(out)
}

/// One `traf`; returns where its data ends.
fn track_fragment(
    traf: Bytes<'_>,
    moof_at: u64,
    previous_end: u64,
    defaults: &BTreeMap<u32, Defaults>,
    runs: &mut BTreeMap<u32, Run>,
) -> Result<u64, Fault> {
    let mut tfhd = traf.need(b"tfhd")?;
    let flags = tfhd.flags()?;
    let id = tfhd.u32()?;
    let (Some(&known), Some(run)) = (defaults.get(&id), runs.get_mut(&id)) else { return Ok(previous_end) };
    let base = match flags {
        _ if flags & 1 != 0 => tfhd.u64()?,
        _ if flags & 0x2_0000 != 0 => moof_at,
        _ => previous_end,
    };
    if flags & 2 != 0 && tfhd.u32()? != 1 {
        return Err(Fault::edited());
    }
    let known = Defaults {
        lasts: if flags & 8 != 0 { tfhd.u32()? } else { known.lasts },
        size: if flags & 0x10 != 0 { tfhd.u32()? } else { known.size },
        flags: if flags & 0x20 != 0 { tfhd.u32()? } else { known.flags },
    };
    if let Some(mut tfdt) = traf.find(b"tfdt")? {
        let at = if tfdt.version()? == 1 { tfdt.u64()? } else { u64::from(tfdt.u32()?) };
        run.at = i64::try_from(at).map_err(|_| Fault::damaged("a fragment at an absurd time"))?;
    }
    let mut end = base;
    let mut boxes = traf;
    while let Some((name, trun)) = boxes.next_box()? {
        if &name == b"trun" {
            end = one_run(trun, base, end, known, run)?;
        }
    }
    Ok(end)
}

fn one_run(mut trun: Bytes<'_>, base: u64, after: u64, known: Defaults, run: &mut Run) -> Result<u64, Fault> {
    let flags = trun.flags()?;
    let count = trun.u32()?;
    let mut offset = after;
    if flags & 1 != 0 {
        let signed = i64::from(trun.i32()?);
        offset = base.checked_add_signed(signed).ok_or_else(|| Fault::damaged("a fragment outside the file"))?;
    }
    let first_flags = if flags & 4 != 0 { Some(trun.u32()?) } else { None };
    if run.samples.len() as u64 + u64::from(count) > u64::from(SAMPLES_MAX) {
        return Err(Fault::too_large("2,000,000 samples"));
    }
    for index in 0..count {
        let lasts = if flags & 0x100 != 0 { trun.u32()? } else { known.lasts };
        let size = if flags & 0x200 != 0 { trun.u32()? } else { known.size };
        let own = if flags & 0x400 != 0 { trun.u32()? } else { known.flags };
        let shift = if flags & 0x800 != 0 { trun.i32()? } else { 0 };
        let own = first_flags.filter(|_| index == 0).unwrap_or(own);
        if size > PACKET_SIZE_MAX {
            return Err(Fault::too_large("a picture of 16 MiB"));
        }
        let shown = run.at.saturating_add(i64::from(shift));
        run.samples.push(Sample { offset, size, shown, lasts, is_sync: own & NOT_SYNC == 0 });
        run.at = run.at.saturating_add(i64::from(lasts));
        offset = offset.saturating_add(u64::from(size));
    }
    Ok(offset)
}
