//! What a media file is, and why a station could not play it.

/// What the check found in a file that plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MediaFacts {
    /// Length in milliseconds; 0 for a picture.
    pub duration_ms: u64,
    /// Width in pixels as shown; 0 for sound alone.
    pub width: u32,
    /// Height in pixels as shown; 0 for sound alone.
    pub height: u32,
    /// Mean pictures per 1000 seconds; 0 for sound and pictures.
    pub fps_milli: u32,
    /// Whether there is sound.
    pub has_audio: bool,
    /// The longest way between two pictures that can be sought to directly; long ways make seeking slow.
    pub keyframe_gap_ms_max: u64,
}

/// Why a file would not play on every station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Not a file of the kind that its place asks for.
    NotThisKind {
        /// What it should be, such as "MP4".
        wanted: &'static str,
    },
    /// Cut short, or its inner tables contradict one another.
    Damaged {
        /// Where playing would stop, in milliseconds.
        at_ms: u64,
        /// What the decoder found.
        detail: String,
    },
    /// WebM made while it was recorded: without a length or an index.
    NoIndex,
    /// Cut in a way that needs more than one edit.
    Edited,
    /// Another video coding than H.264, VP9 and AV1.
    VideoCoding {
        /// Its four-letter name in the file.
        found: String,
    },
    /// Another sound coding than AAC-LC, Opus and Vorbis, or alone also MP3, FLAC and WAV.
    AudioCoding {
        /// Its name in the file.
        found: String,
    },
    /// More than two sound channels.
    Channels {
        /// How many.
        found: u32,
    },
    /// Interlaced pictures.
    Interlaced,
    /// More than 8 bits a colour.
    BitDepth {
        /// How many.
        found: u32,
    },
    /// Colours not stored as 4:2:0.
    Chroma {
        /// Such as "4:4:4".
        found: &'static str,
    },
    /// A tool of the coding that the player's decoder lacks.
    Tool {
        /// The decoder's name for it.
        found: String,
    },
    /// Mirrored or slanted by a mark that players may ignore.
    Turned,
    /// More pixels, pictures or bytes than a station can be asked to carry.
    TooLarge {
        /// What is too large, such as "1920 × 1080 pixels".
        limit: String,
    },
    /// The decoder did not come back, and is left alone until the program restarts.
    Stuck,
    /// No video track where one is needed.
    NoVideo,
    /// No sound where it is needed.
    NoAudio,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotThisKind { wanted } => write!(f, "this is not {wanted}"),
            Self::Damaged { at_ms, detail } => {
                write!(f, "the file is damaged at {} s ({detail})", at_ms / 1000)
            }
            Self::NoIndex => f.write_str("the WebM has no length or no index"),
            Self::Edited => f.write_str("the MP4 has several edits"),
            Self::VideoCoding { found } => write!(f, "the video is {found}, not H.264, VP9 or AV1"),
            Self::AudioCoding { found } => write!(f, "the sound is {found}"),
            Self::Channels { found } => write!(f, "the sound has {found} channels; two is the most"),
            Self::Interlaced => f.write_str("the video is interlaced"),
            Self::BitDepth { found } => write!(f, "the video has {found} bits a colour, not 8"),
            Self::Chroma { found } => write!(f, "the video's colours are {found}, not 4:2:0"),
            Self::Tool { found } => write!(f, "the video uses what the player lacks: {found}"),
            Self::Turned => f.write_str("the video is turned by a mark in the file"),
            Self::TooLarge { limit } => write!(f, "larger than {limit}"),
            Self::Stuck => f.write_str("decoding does not end; it is off until the program starts again"),
            Self::NoVideo => f.write_str("there is no video in the file"),
            Self::NoAudio => f.write_str("there is no sound in the file"),
        }
    }
}

/// A file that a station could not play, with the command that mends it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Unplayable {
    /// The reason.
    pub why: Why,
    /// An `ffmpeg` command with the words `INPUT` and `OUTPUT` in place of the files, `OUTPUT` without an extension.
    /// Empty if there is nothing that could be made again.
    pub ffmpeg: String,
}

impl Unplayable {
    /// The command with its file names in place.
    #[must_use]
    pub fn ffmpeg_for(&self, input: &str, output_stem: &str) -> String {
        let quoted = |name: &str| format!("'{}'", name.replace('\'', r"'\''"));
        self.ffmpeg.replace("INPUT", &quoted(input)).replace("OUTPUT", output_stem)
    }
}
