//! The head of a WebM: its clock, its tracks and its index.

use super::cluster::Clusters;
use super::ebml::{Elements, HEAD_SIZE_MAX, Head, float, head, read_at, unsigned};
use crate::media::facts::Why;
use crate::media::track::{AudioCoding, Fault, Movie, Packets, Track, Turn, VideoCoding};
use std::io::{self, Read, Seek, SeekFrom};

const EBML: u32 = 0x1a45_dfa3;
const SEGMENT: u32 = 0x1853_8067;
const SEEK_HEAD: u32 = 0x114d_9b74;
const INFO: u32 = 0x1549_a966;
const TRACKS: u32 = 0x1654_ae6b;
const CUES: u32 = 0x1c53_bb6b;
pub(super) const CLUSTER: u32 = 0x1f43_b675;

/// The largest of those elements that is read.
const ELEMENT_SIZE_MAX: u64 = 16 << 20;
/// Elements looked at before the first cluster.
const ELEMENTS_MAX: usize = 1000;
/// Clusters walked over in a file without an index.
const CLUSTERS_MAX: usize = 50_000;
/// Tracks looked at.
const TRACKS_MAX: usize = 64;

/// Whether a file begins as Matroska does.
pub fn is_webm(reader: &mut (impl Read + Seek)) -> io::Result<bool> {
    Ok(read_at(reader, 0, 4)? == EBML.to_be_bytes())
}

/// Where things stand before the first cluster.
#[derive(Default)]
struct Parts {
    info: Vec<u8>,
    tracks: Vec<u8>,
    cues: Vec<u8>,
    cues_at: Option<u64>,
    first_cluster: Option<u64>,
}

/// Opens a WebM.
///
/// # Errors
///
/// A file that is damaged or without the means to be sought in.
pub fn open(reader: &mut (impl Read + Seek)) -> Result<Movie, Fault> {
    let file_size = reader.seek(SeekFrom::End(0))?;
    let start = element(reader, 0)?;
    let segment = element(reader, end(start, file_size)?)?;
    if start.id != EBML || segment.id != SEGMENT {
        return Err(Fault::damaged("no Matroska segment"));
    }
    let segment_end = segment.size.map_or(file_size, |size| segment.body.saturating_add(size)).min(file_size);
    let mut parts = parts(reader, segment.body, segment_end, file_size)?;
    if let (true, Some(at)) = (parts.cues.is_empty(), parts.cues_at) {
        parts.cues = cues_at(reader, at, file_size)?;
    }
    let first = parts.first_cluster.ok_or_else(|| Fault::damaged("the file ends before its first picture"))?;
    let clock = Clock::read(&parts.info)?;
    let mut starts = starts(&parts.cues, segment.body)?;
    if starts.is_empty() {
        starts = walked(reader, first, segment_end, file_size)?;
    }
    let duration_us = clock.duration_us.ok_or(Fault::Unplayable(Why::NoIndex))?;
    let all =
        Clusters { scale_ns: clock.scale_ns, starts: starts.into(), first, end: segment_end, ..Clusters::default() };
    let (video, audio) = tracks(&parts.tracks, &all, duration_us)?;
    Ok(Movie { video, audio, duration_us, file_size })
}

/// The head of an element in the file.
pub(super) fn element(reader: &mut (impl Read + Seek), at: u64) -> Result<Head, Fault> {
    let bytes = read_at(reader, at, HEAD_SIZE_MAX)?;
    head(&bytes, at).ok_or_else(|| Fault::damaged("the file ends inside an element's name"))
}

/// Where an element ends, which must be known.
fn end(element: Head, file_size: u64) -> Result<u64, Fault> {
    let size = element.size.ok_or(Fault::Unplayable(Why::NoIndex))?;
    element
        .body
        .checked_add(size)
        .filter(|&end| end <= file_size)
        .ok_or_else(|| Fault::damaged("the file is cut short"))
}

fn body(reader: &mut (impl Read + Seek), element: Head, file_size: u64) -> Result<Vec<u8>, Fault> {
    let end = end(element, file_size)?;
    let size = end - element.body;
    if size > ELEMENT_SIZE_MAX {
        return Err(Fault::too_large("an index of 16 MiB"));
    }
    Ok(read_at(reader, element.body, size as usize)?)
}

fn parts(reader: &mut (impl Read + Seek), from: u64, to: u64, file_size: u64) -> Result<Parts, Fault> {
    let mut out = Parts::default();
    let mut at = from;
    for _ in 0..ELEMENTS_MAX {
        if at >= to {
            break;
        }
        let found = element(reader, at)?;
        match found.id {
            CLUSTER => {
                out.first_cluster = Some(at);
                break;
            }
            INFO => out.info = body(reader, found, file_size)?,
            TRACKS => out.tracks = body(reader, found, file_size)?,
            CUES => out.cues = body(reader, found, file_size)?,
            SEEK_HEAD => out.cues_at = out.cues_at.or(seek_cues(&body(reader, found, file_size)?, from)?),
            _ => {}
        }
        at = end(found, file_size)?;
    }
    Ok(out)
}

/// Where the index stands by the table of places.
fn seek_cues(seek_head: &[u8], segment: u64) -> Result<Option<u64>, Fault> {
    let mut seeks = Elements(seek_head);
    while let Some((id, seek)) = seeks.next()? {
        if id != 0x4dbb {
            continue;
        }
        let (mut is_cues, mut place) = (false, None);
        let mut parts = Elements(seek);
        while let Some((id, body)) = parts.next()? {
            match id {
                0x53ab => is_cues = body == CUES.to_be_bytes(),
                0x53ac => place = segment.checked_add(unsigned(body)?),
                _ => {}
            }
        }
        if is_cues {
            return Ok(place);
        }
    }
    Ok(None)
}

fn cues_at(reader: &mut (impl Read + Seek), at: u64, file_size: u64) -> Result<Vec<u8>, Fault> {
    if at >= file_size {
        return Err(Fault::damaged("the file ends before its index"));
    }
    let found = element(reader, at)?;
    if found.id == CUES { body(reader, found, file_size) } else { Ok(Vec::new()) }
}

/// Ticks and places of clusters by the index, in order.
fn starts(cues: &[u8], segment: u64) -> Result<Vec<(i64, u64)>, Fault> {
    let mut out = Vec::new();
    let mut points = Elements(cues);
    while let Some((id, point)) = points.next()? {
        if id != 0xbb {
            continue;
        }
        let mut tick = None;
        let mut parts = Elements(point);
        while let Some((id, body)) = parts.next()? {
            match id {
                0xb3 => tick = i64::try_from(unsigned(body)?).ok(),
                0xb7 => {
                    let mut inner = Elements(body);
                    while let Some((id, body)) = inner.next()? {
                        if let (0xf1, Some(tick)) = (id, tick) {
                            out.extend(segment.checked_add(unsigned(body)?).map(|place| (tick, place)));
                        }
                    }
                }
                _ => {}
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

/// The same by looking at each cluster's beginning.
fn walked(reader: &mut (impl Read + Seek), first: u64, to: u64, file_size: u64) -> Result<Vec<(i64, u64)>, Fault> {
    let mut out = Vec::new();
    let mut at = first;
    while at < to {
        let found = element(reader, at)?;
        if found.id == CLUSTER {
            let inside = read_at(reader, found.body, 32)?;
            let mut inside = Elements(&inside);
            if let Ok(Some((0xe7, body))) = inside.next() {
                out.extend(i64::try_from(unsigned(body)?).ok().map(|tick| (tick, at)));
            }
        }
        if out.len() > CLUSTERS_MAX {
            return Err(Fault::Unplayable(Why::NoIndex));
        }
        at = end(found, file_size)?;
    }
    out.sort_unstable();
    Ok(out)
}

struct Clock {
    scale_ns: u64,
    duration_us: Option<i64>,
}

impl Clock {
    fn read(info: &[u8]) -> Result<Self, Fault> {
        let (mut scale_ns, mut ticks) = (1_000_000, None);
        let mut parts = Elements(info);
        while let Some((id, body)) = parts.next()? {
            match id {
                0x2a_d7b1 => scale_ns = unsigned(body)?,
                0x4489 => ticks = float(body),
                _ => {}
            }
        }
        if !(1..=1_000_000_000).contains(&scale_ns) {
            return Err(Fault::damaged("a clock without a rate"));
        }
        let us = ticks.map(|ticks| ticks * scale_ns as f64 / 1000.0).filter(|us| us.is_finite() && *us > 0.0);
        Ok(Self { scale_ns, duration_us: us.map(|us| us.min(1e15) as i64) })
    }
}

type Pair = (Option<Track<VideoCoding>>, Option<Track<AudioCoding>>);

fn tracks(bytes: &[u8], all: &Clusters, end_us: i64) -> Result<Pair, Fault> {
    let (mut video, mut audio) = (None, None);
    let mut entries = Elements(bytes);
    for _ in 0..TRACKS_MAX {
        let Some((id, body)) = entries.next()? else { break };
        if id != 0xae {
            continue;
        }
        let entry = Entry::read(body)?;
        let clusters = Clusters {
            track: entry.number,
            delay_ns: entry.delay_ns,
            lasts_ns: entry.lasts_ns,
            is_sound: entry.kind == 2,
            ..all.clone()
        };
        let packets = Packets::Clusters(clusters);
        match entry.kind {
            1 if video.is_none() => {
                let coding = entry.video();
                video = Some(Track { coding, packets, end_us, shown_size: entry.shown_size, turn: Turn::None });
            }
            2 if audio.is_none() => {
                let coding = entry.audio();
                audio = Some(Track { coding, packets, end_us, shown_size: (0, 0), turn: Turn::None });
            }
            _ => {}
        }
    }
    Ok((video, audio))
}

/// One `TrackEntry`.
#[derive(Default)]
struct Entry {
    number: u64,
    kind: u64,
    codec: String,
    private: Vec<u8>,
    delay_ns: u64,
    lasts_ns: u64,
    is_encoded: bool,
    channels: u64,
    shown_size: (u32, u32),
}

impl Entry {
    fn read(body: &[u8]) -> Result<Self, Fault> {
        let mut out = Self { channels: 1, ..Self::default() };
        let mut parts = Elements(body);
        while let Some((id, body)) = parts.next()? {
            match id {
                0xd7 => out.number = unsigned(body)?,
                0x83 => out.kind = unsigned(body)?,
                0x86 => out.codec = String::from_utf8_lossy(body).trim_end_matches('\0').chars().take(40).collect(),
                0x63a2 => out.private = body.to_vec(),
                0x56aa => out.delay_ns = unsigned(body)?.min(10_000_000_000),
                0x23_e383 => out.lasts_ns = unsigned(body)?.min(10_000_000_000),
                0x6d80 => out.is_encoded = true,
                0xe0 => out.shown_size = shown_size(body)?,
                0xe1 => {
                    let mut audio = Elements(body);
                    while let Some((id, body)) = audio.next()? {
                        if id == 0x9f {
                            out.channels = unsigned(body)?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(out)
    }

    fn video(&self) -> VideoCoding {
        match self.codec.as_str() {
            _ if self.is_encoded => VideoCoding::Other("packed a second time".to_owned()),
            "V_VP9" => VideoCoding::Vp9,
            "V_AV1" => VideoCoding::Av1 { config: self.private.clone() },
            "V_VP8" => VideoCoding::Other("VP8".to_owned()),
            "V_MPEG4/ISO/AVC" => VideoCoding::Other("H.264 in Matroska".to_owned()),
            "V_MPEGH/ISO/HEVC" => VideoCoding::Other("HEVC (H.265)".to_owned()),
            other => VideoCoding::Other(other.to_owned()),
        }
    }

    fn audio(&self) -> AudioCoding {
        match self.codec.as_str() {
            _ if self.is_encoded => AudioCoding::Other("packed a second time".to_owned()),
            "A_OPUS" => {
                let gain = self.private.get(16..18).map_or(0, |two| i16::from_le_bytes([two[0], two[1]]));
                AudioCoding::Opus { channels: u32::try_from(self.channels).unwrap_or(u32::MAX), gain }
            }
            "A_VORBIS" => AudioCoding::Vorbis { headers: self.private.clone() },
            "A_AAC" => AudioCoding::Mpeg4 { config: self.private.clone() },
            "A_AC3" => AudioCoding::Other("AC-3".to_owned()),
            "A_EAC3" => AudioCoding::Other("E-AC-3".to_owned()),
            "A_FLAC" => AudioCoding::Other("FLAC in Matroska".to_owned()),
            other => AudioCoding::Other(other.to_owned()),
        }
    }
}

/// The size shown, if the file tells one in pixels.
fn shown_size(video: &[u8]) -> Result<(u32, u32), Fault> {
    let (mut width, mut height, mut unit) = (0, 0, 0);
    let mut parts = Elements(video);
    while let Some((id, body)) = parts.next()? {
        match id {
            0x54b0 => width = unsigned(body)?,
            0x54ba => height = unsigned(body)?,
            0x54b2 => unit = unsigned(body)?,
            _ => {}
        }
    }
    let side = |side: u64| u32::try_from(side).unwrap_or(0);
    Ok(if unit == 0 { (side(width), side(height)) } else { (0, 0) })
}
