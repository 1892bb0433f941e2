//! A parsed MP4: at most one video and one sound track, with their edits resolved to microseconds.

use super::boxes::{Bytes, read_top_level};
use super::codec::{self, AudioCoding, VideoCoding};
use super::table::{self, Sample};
use crate::media::facts::Why;
use std::io::{self, Read, Seek, SeekFrom};

/// Why a file cannot be opened or read on.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The reader failed: the disk, or a chunk that does not match its hash.
    #[error("the file cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The file itself cannot be played.
    #[error("{0}")]
    Unplayable(Why),
}

impl Fault {
    pub(super) fn damaged(detail: impl Into<String>) -> Self {
        Self::Unplayable(Why::Damaged { at_ms: 0, detail: detail.into() })
    }

    pub(super) fn too_large(limit: &str) -> Self {
        Self::Unplayable(Why::TooLarge { limit: limit.to_owned() })
    }

    pub(super) fn not_mp4() -> Self {
        Self::Unplayable(Why::NotThisKind { wanted: "MP4" })
    }

    pub(super) fn edited() -> Self {
        Self::Unplayable(Why::Edited)
    }
}

/// One track: its coding, its samples in decoding order, and where its own time stands on the movie's.
#[derive(Debug, Clone)]
pub struct Track<C> {
    /// What the samples are.
    pub coding: C,
    /// Ticks a second.
    pub timescale: u32,
    /// All samples in decoding order; never empty.
    pub samples: Vec<Sample>,
    /// The tick that stands at `delay_us` on the movie's time (edit list); what is shown earlier is not shown.
    pub first_tick: i64,
    /// Microseconds of nothing before the track begins.
    pub delay_us: i64,
    /// When the track ends on the movie's time, in microseconds.
    pub end_us: i64,
    /// Width and height as shown, for video.
    pub shown_size: (u32, u32),
    /// Whether the track asks to be turned or mirrored.
    pub is_turned: bool,
}

impl<C> Track<C> {
    /// Microseconds on the movie's time of a tick of this track.
    pub fn at_us(&self, tick: i64) -> i64 {
        let ticks = i128::from(tick) - i128::from(self.first_tick);
        let us = ticks * 1_000_000 / i128::from(self.timescale.max(1)) + i128::from(self.delay_us);
        us.clamp(i128::from(i64::MIN / 4), i128::from(i64::MAX / 4)) as i64
    }
}

/// What is played of an MP4 file.
#[derive(Debug, Clone)]
pub struct Movie {
    /// The first video track.
    pub video: Option<Track<VideoCoding>>,
    /// The first sound track.
    pub audio: Option<Track<AudioCoding>>,
    /// When the longer track ends, in microseconds.
    pub duration_us: i64,
    /// Length of the file in bytes.
    pub file_size: u64,
}

impl Movie {
    /// Reads the table of contents, wherever it stands in the file.
    pub fn open(reader: &mut (impl Read + Seek)) -> Result<Self, Fault> {
        let top = read_top_level(reader)?;
        let moov = Bytes(&top.moov);
        if top.is_fragmented || moov.find(b"mvex")?.is_some() {
            return Err(Fault::Unplayable(Why::Fragmented));
        }
        let movie_scale = time_scale(moov.need(b"mvhd")?)?;
        let (mut video, mut audio) = (None, None);
        let mut boxes = moov;
        while let Some((name, trak)) = boxes.next_box()? {
            if &name != b"trak" {
                continue;
            }
            match &handler(trak)? {
                b"vide" if video.is_none() => video = track(trak, movie_scale, codec::video)?,
                b"soun" if audio.is_none() => audio = track(trak, movie_scale, codec::audio)?,
                _ => {}
            }
        }
        let ends = [video.as_ref().map(|track| track.end_us), audio.as_ref().map(|track| track.end_us)];
        let duration_us = ends.into_iter().flatten().max().unwrap_or(0).max(0);
        if duration_us > 24 * 3_600_000_000 {
            return Err(Fault::too_large("24 hours"));
        }
        Ok(Self { video, audio, duration_us, file_size: top.size })
    }

    /// Reads one sample into `out`, replacing what was there.
    pub fn read(&self, reader: &mut (impl Read + Seek), sample: &Sample, out: &mut Vec<u8>) -> io::Result<()> {
        let end = sample.offset.checked_add(u64::from(sample.size));
        if end.is_none_or(|end| end > self.file_size) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        out.clear();
        out.resize(sample.size as usize, 0);
        reader.seek(SeekFrom::Start(sample.offset))?;
        reader.read_exact(out)
    }
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
    coding: impl Fn(Bytes<'a>) -> Result<C, Fault>,
) -> Result<Option<Track<C>>, Fault> {
    let mdia = trak.need(b"mdia")?;
    let timescale = time_scale(mdia.need(b"mdhd")?)?;
    let stbl = mdia.need(b"minf")?.need(b"stbl")?;
    let samples = table::samples(stbl)?;
    if samples.is_empty() {
        return Ok(None);
    }
    let (shown_size, is_turned) = header(trak.need(b"tkhd")?)?;
    let mut out = Track {
        coding: coding(stbl.need(b"stsd")?)?,
        timescale,
        samples,
        first_tick: 0,
        delay_us: 0,
        end_us: 0,
        shown_size,
        is_turned,
    };
    let edited = match trak.find(b"edts")? {
        Some(edts) => apply_edits(&mut out, edts, movie_scale)?,
        None => None,
    };
    let last = out.samples.iter().map(|sample| sample.shown.saturating_add(i64::from(sample.lasts))).max();
    let natural = out.at_us(last.unwrap_or(0));
    out.end_us = edited.map_or(natural, |end| end.min(natural));
    Ok(Some(out))
}

/// `tkhd`: the size shown, and whether the matrix is anything but the identity.
fn header(mut tkhd: Bytes<'_>) -> Result<((u32, u32), bool), Fault> {
    let dates_and_ids = if tkhd.version()? == 1 { 32 } else { 20 };
    tkhd.take(dates_and_ids + 16)?;
    let mut matrix = [0; 9];
    for cell in &mut matrix {
        *cell = tkhd.i32()?;
    }
    let is_turned = matrix[0] <= 0 || matrix[1] != 0 || matrix[3] != 0 || matrix[4] <= 0;
    Ok(((tkhd.u32()? >> 16, tkhd.u32()? >> 16), is_turned))
}

/// Nothing first, then one piece of the track at its own speed: all that `elst` may say here. Returns the end.
fn apply_edits<C>(track: &mut Track<C>, edts: Bytes<'_>, movie_scale: u32) -> Result<Option<i64>, Fault> {
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
            track.delay_us = track.delay_us.saturating_add(length_us).min(i64::MAX / 4);
            continue;
        }
        seen += 1;
        if seen > 1 || start < 0 || rate != 0x0001_0000 {
            return Err(Fault::edited());
        }
        track.first_tick = start;
        end = (length > 0).then(|| track.delay_us.saturating_add(length_us));
    }
    Ok(end)
}
