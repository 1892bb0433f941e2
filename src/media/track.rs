//! One track of a file, whatever the container: what its packets are, where they stand, and when they are shown.

use super::facts::Why;
use super::webm::Clusters;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

/// The largest single packet in bytes.
pub const PACKET_SIZE_MAX: u32 = 16 << 20;

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

    pub(super) fn edited() -> Self {
        Self::Unplayable(Why::Edited)
    }
}

/// The coding of a video track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VideoCoding {
    /// H.264 with samples as length-prefixed NAL units.
    H264 {
        /// Bytes of each length prefix, 1 to 4.
        length_size: usize,
        /// Sequence and picture parameter sets.
        parameter_sets: Vec<Vec<u8>>,
    },
    /// VP9: all that matters stands in its frames.
    Vp9,
    /// AV1 with its configuration record (`av1C`), which may be empty.
    Av1 {
        /// The record's bytes.
        config: Vec<u8>,
    },
    /// Anything else, by its name.
    Other(String),
}

/// The coding of a sound track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AudioCoding {
    /// MPEG-4 audio with its AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1).
    Mpeg4 {
        /// The configuration's bytes.
        config: Vec<u8>,
    },
    /// Opus.
    Opus {
        /// Channels, 1 or more.
        channels: u32,
        /// Gain to apply, in 1/256 dB.
        gain: i16,
    },
    /// Vorbis with its three header packets, laced as Matroska does.
    Vorbis {
        /// The headers' bytes.
        headers: Vec<u8>,
    },
    /// Anything else, by its name.
    Other(String),
}

/// How a track asks to be turned, clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turn {
    /// Not at all.
    #[default]
    None,
    /// By 90°.
    Right,
    /// By 180°.
    Over,
    /// By 270°.
    Left,
    /// Mirrored, sheared or scaled: not done.
    Other,
}

/// One coded picture or sound packet of a table, in decoding order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Where it starts in the file.
    pub offset: u64,
    /// Its length in bytes.
    pub size: u32,
    /// When it is shown, in the track's time scale, before edits.
    pub shown: i64,
    /// For how long, in the track's time scale.
    pub lasts: u32,
    /// Whether decoding may start here, by the file's word.
    pub is_sync: bool,
}

/// All packets of a track, known beforehand.
#[derive(Debug, Clone)]
pub struct Table {
    /// Ticks a second.
    pub timescale: u32,
    /// All samples in decoding order; never empty.
    pub samples: Arc<[Sample]>,
    /// The tick that stands at `delay_us` on the file's time (edit list); what is shown earlier is not shown.
    pub first_tick: i64,
    /// Microseconds of nothing before the track begins.
    pub delay_us: i64,
}

impl Table {
    /// Microseconds on the file's time of a tick of this track.
    pub fn at_us(&self, tick: i64) -> i64 {
        let ticks = i128::from(tick) - i128::from(self.first_tick);
        let us = ticks * 1_000_000 / i128::from(self.timescale.max(1)) + i128::from(self.delay_us);
        us.clamp(i128::from(i64::MIN / 4), i128::from(i64::MAX / 4)) as i64
    }
}

/// Where a track's packets are found.
#[derive(Debug, Clone)]
pub enum Packets {
    /// In a table (MP4).
    Table(Table),
    /// In clusters that are read one by one (WebM).
    Clusters(Clusters),
}

/// One track.
#[derive(Debug, Clone)]
pub struct Track<C> {
    /// What the packets are.
    pub coding: C,
    /// Where they are.
    pub packets: Packets,
    /// When the track ends on the file's time, in microseconds.
    pub end_us: i64,
    /// Width and height as shown, for video, before turning.
    pub shown_size: (u32, u32),
    /// How the pictures are to be turned.
    pub turn: Turn,
}

/// What is played of a file.
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

/// The longest lesson.
const DURATION_US_MAX: i64 = 24 * 3_600_000_000;

impl Movie {
    /// Opens an MP4 or a WebM by its first bytes.
    pub fn open(reader: &mut (impl Read + Seek)) -> Result<Self, Fault> {
        let movie = if super::webm::is_webm(reader)? { super::webm::open(reader)? } else { super::mp4::open(reader)? };
        if movie.duration_us > DURATION_US_MAX {
            return Err(Fault::too_large("24 hours"));
        }
        Ok(movie)
    }
}

/// Reads one packet into `out`, replacing what was there; never more than the file holds.
pub fn read_packet(
    reader: &mut (impl Read + Seek),
    file_size: u64,
    (offset, size): (u64, u32),
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let end = offset.checked_add(u64::from(size));
    if size > PACKET_SIZE_MAX || end.is_none_or(|end| end > file_size) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    out.clear();
    out.resize(size as usize, 0);
    reader.seek(SeekFrom::Start(offset))?;
    reader.read_exact(out)
}
