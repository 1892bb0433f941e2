//! A parsed MP4: at most one video and one sound track, with their edits resolved to microseconds.

use super::boxes::{Bytes, read_top_level};
use super::{codec, fragment, table};
use crate::media::track::{Fault, Movie, Packets, Sample, Table, Track, Turn};
use std::io::{Read, Seek};

/// Reads the table of contents, wherever it stands in the file, and all fragments.
///
/// # Errors
///
/// A file that is no MP4, is damaged, or is edited in a way that is not played.
pub fn open(reader: &mut (impl Read + Seek)) -> Result<Movie, Fault> {
    let top = read_top_level(reader)?;
    let moov = Bytes(&top.moov);
    let movie_scale = time_scale(moov.need(b"mvhd")?)?;
    let mut fragments = match moov.find(b"mvex")? {
        Some(mvex) => Some(fragment::read(reader, &top, mvex)?),
        None => None,
    };
    let (mut video, mut audio) = (None, None);
    let mut boxes = moov;
    while let Some((name, trak)) = boxes.next_box()? {
        if &name != b"trak" {
            continue;
        }
        let mut later = |id| fragments.as_mut().and_then(|all| all.remove(&id)).unwrap_or_default();
        match &handler(trak)? {
            b"vide" if video.is_none() => video = track(trak, movie_scale, top.size, &mut later, codec::video)?,
            b"soun" if audio.is_none() => audio = track(trak, movie_scale, top.size, &mut later, codec::audio)?,
            _ => {}
        }
    }
    let ends = [video.as_ref().map(|track| track.end_us), audio.as_ref().map(|track| track.end_us)];
    let duration_us = ends.into_iter().flatten().max().unwrap_or(0).max(0);
    Ok(Movie { video, audio, duration_us, file_size: top.size })
}

/// `mvhd` and `mdhd` begin alike: version, two dates, ticks a second.
fn time_scale(mut header: Bytes<'_>) -> Result<u32, Fault> {
    let dates = if header.version()? == 1 { 16 } else { 8 };
    header.take(dates)?;
    match header.u32()? {
        0 => Err(Fault::damaged("a clock without a rate")),
        scale => Ok(scale),
    }
}

fn handler(trak: Bytes<'_>) -> Result<[u8; 4], Fault> {
    let mut hdlr = trak.need(b"mdia")?.need(b"hdlr")?;
    hdlr.take(8)?;
    hdlr.array()
}

fn track<'a, C>(
    trak: Bytes<'a>,
    movie_scale: u32,
    file_size: u64,
    later: &mut impl FnMut(u32) -> Vec<Sample>,
    coding: impl Fn(Bytes<'a>) -> Result<C, Fault>,
) -> Result<Option<Track<C>>, Fault> {
    let mdia = trak.need(b"mdia")?;
    let timescale = time_scale(mdia.need(b"mdhd")?)?;
    let stbl = mdia.need(b"minf")?.need(b"stbl")?;
    let header = header(trak.need(b"tkhd")?)?;
    let mut samples = table::samples(stbl, file_size)?;
    samples.extend(later(header.id));
    if samples.is_empty() {
        return Ok(None);
    }
    let mut table = Table { timescale, samples: samples.into(), first_tick: 0, delay_us: 0 };
    let edited = match trak.find(b"edts")? {
        Some(edts) => apply_edits(&mut table, edts, movie_scale)?,
        None => None,
    };
    let last = table.samples.iter().map(|sample| sample.shown.saturating_add(i64::from(sample.lasts))).max();
    let natural = table.at_us(last.unwrap_or(0));
    Ok(Some(Track {
        coding: coding(stbl.need(b"stsd")?)?,
        end_us: edited.map_or(natural, |end| end.min(natural)),
        shown_size: header.shown_size,
        turn: header.turn,
        packets: Packets::Table(table),
    }))
}

struct Header {
    id: u32,
    shown_size: (u32, u32),
    turn: Turn,
}

/// `tkhd`: the track's number, the size shown, and how the matrix turns it.
fn header(mut tkhd: Bytes<'_>) -> Result<Header, Fault> {
    let dates = if tkhd.version()? == 1 { 16 } else { 8 };
    tkhd.take(dates)?;
    let id = tkhd.u32()?;
    tkhd.take(dates / 2 + 4 + 16)?;
    let mut matrix = [0; 9];
    for cell in &mut matrix {
        *cell = tkhd.i32()?;
    }
    let turn = match [matrix[0].signum(), matrix[1].signum(), matrix[3].signum(), matrix[4].signum()] {
        [1, 0, 0, 1] => Turn::None,
        [0, 1, -1, 0] => Turn::Right,
        [-1, 0, 0, -1] => Turn::Over,
        [0, -1, 1, 0] => Turn::Left,
        _ => Turn::Other,
    };
    Ok(Header { id, shown_size: (tkhd.u32()? >> 16, tkhd.u32()? >> 16), turn })
}

/// Nothing first, then one piece of the track at its own speed: all that `elst` may say here. Returns the end.
fn apply_edits(table: &mut Table, edts: Bytes<'_>, movie_scale: u32) -> Result<Option<i64>, Fault> {
    let Some(mut elst) = edts.find(b"elst")? else { return Ok(None) };
    let version = elst.version()?;
    let count = elst.u32()?;
    let mut end = None;
    let mut seen = 0;
    for _ in 0..count.min(64) {
        let (length, start) = match version {
            1 => (elst.u64()?, elst.u64()? as i64),
            _ => (u64::from(elst.u32()?), i64::from(elst.i32()?)),
        };
        let rate = elst.u32()?;
        let length_us = i64::try_from(u128::from(length) * 1_000_000 / u128::from(movie_scale))
            .unwrap_or(i64::MAX / 4)
            .min(i64::MAX / 4);
        if start < 0 && seen == 0 {
            table.delay_us = table.delay_us.saturating_add(length_us).min(i64::MAX / 4);
            continue;
        }
        seen += 1;
        if seen > 1 || start < 0 || rate != 0x0001_0000 {
            return Err(Fault::edited());
        }
        table.first_tick = start;
        end = (length > 0).then(|| table.delay_us.saturating_add(length_us));
    }
    Ok(end)
}
