//! Sound as stereo samples in order, from any millisecond on: the sound track of an MP4 or WebM.
//!
//! The encoder's start-up samples are cut off by the edit list (MP4) or the codec delay (WebM), what was decoded only
//! to warm the decoder up after a seek is not given out, and what the file says is padding at the end is left out.

use super::facts::Why;
use super::packets::{Cursor, Entry};
use super::track::{AudioCoding, Movie, Track};
use super::voice::Voice;
use std::io::{self, Read, Seek};

/// One moment of sound, left and right.
pub type Stereo = [f32; 2];

/// What one step brought.
pub enum Heard {
    /// Samples that begin at this time.
    Block {
        /// Microseconds on the movie's time of the first sample.
        at_us: i64,
        /// The samples.
        samples: Vec<Stereo>,
    },
    /// A packet that cannot be decoded: as much silence.
    Undecodable {
        /// When it would have been heard.
        at_us: i64,
        /// The decoder's words.
        detail: String,
    },
    /// Nothing yet: step again.
    More,
    /// All sound is out.
    End,
}

/// Where times are rounded to milliseconds, samples are counted on unless the file's word is further off than this.
const DRIFT_US_MAX: i64 = 40_000;

/// The sound track of an open movie.
pub struct SoundStream {
    cursor: Cursor,
    voice: Voice,
    end_us: i64,
    from_us: i64,
    /// Where the count of samples began, and how many came since; nothing after a seek.
    counted: Option<(i64, u64)>,
    packet: Vec<u8>,
}

impl SoundStream {
    /// Prepares to decode from the start.
    ///
    /// # Errors
    ///
    /// What this player does not decode.
    pub fn open(movie: &Movie, track: Track<AudioCoding>) -> Result<Self, Why> {
        let voice = Voice::open(&track.coding)?;
        let cursor = Cursor::new(track.packets, movie.file_size);
        let end_us = if cursor.is_exact() { track.end_us } else { i64::MAX };
        Ok(Self { cursor, voice, end_us, from_us: 0, counted: None, packet: Vec::new() })
    }

    /// Samples a second.
    pub fn rate(&self) -> u32 {
        self.voice.rate()
    }

    /// When the packet to be read next is heard.
    pub fn at_us(&self) -> i64 {
        self.cursor.at_us()
    }

    /// Makes the sample heard at `at_us` the next one given out.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn seek(&mut self, reader: &mut (impl Read + Seek), at_us: i64) -> io::Result<()> {
        self.voice.reset();
        self.from_us = at_us.max(0);
        self.counted = None;
        self.cursor.seek(reader, at_us.saturating_sub(self.voice.warm_up_us()))
    }

    /// Decodes one packet.
    ///
    /// # Errors
    ///
    /// The reader's; [`Self::at_us`] tells where.
    pub fn step(&mut self, reader: &mut (impl Read + Seek)) -> io::Result<Heard> {
        let Some(entry) = self.cursor.read(reader, &mut self.packet)? else { return Ok(Heard::End) };
        let (samples, detail) = match self.voice.decode(&self.packet) {
            Ok((interleaved, channels)) => (stereo(interleaved, channels), None),
            Err(detail) => (Vec::new(), Some(detail)),
        };
        if let Some(detail) = detail {
            self.voice.reset();
            self.counted = None;
            return Ok(Heard::Undecodable { at_us: entry.at_us, detail });
        }
        let at_us = self.place(&entry, samples.len());
        Ok(self.cut(at_us, entry.discard_ns, samples))
    }

    /// When samples just decoded are heard.
    fn place(&mut self, entry: &Entry, count: usize) -> i64 {
        if self.cursor.is_exact() {
            return entry.at_us;
        }
        if count == 0 {
            return entry.at_us; // the first packet of Vorbis after a seek gives nothing: the next one's time counts
        }
        let rate = u64::from(self.voice.rate());
        let (from_us, before) = self.counted.unwrap_or((entry.at_us, 0));
        let passed = i64::try_from(before.saturating_mul(1_000_000) / rate).unwrap_or(i64::MAX);
        let at_us = from_us.saturating_add(passed);
        if at_us.abs_diff(entry.at_us) > DRIFT_US_MAX.unsigned_abs() {
            self.counted = Some((entry.at_us, count as u64));
            return entry.at_us;
        }
        self.counted = Some((from_us, before + count as u64));
        at_us
    }

    /// Cuts off what lies before the wanted start, after the track's end, and what the file says is padding.
    fn cut(&self, at_us: i64, discard_ns: i64, mut samples: Vec<Stereo>) -> Heard {
        let rate = i64::from(self.voice.rate());
        let count_of = |us: i64| us.max(0).saturating_mul(rate).saturating_add(500_000) / 1_000_000;
        let keep = count_of(self.end_us.saturating_sub(at_us));
        let padding = usize::try_from(count_of(discard_ns / 1000)).unwrap_or(usize::MAX);
        samples.truncate(samples.len().saturating_sub(padding));
        samples.truncate(usize::try_from(keep).unwrap_or(usize::MAX));
        let early = usize::try_from(count_of(self.from_us.saturating_sub(at_us))).unwrap_or(usize::MAX);
        if early >= samples.len() {
            return Heard::More;
        }
        samples.drain(..early);
        Heard::Block { at_us: at_us.max(self.from_us), samples }
    }
}

/// One channel on both sides, or the first two.
pub fn stereo(interleaved: &[f32], channels: usize) -> Vec<Stereo> {
    match channels {
        0 => Vec::new(),
        1 => interleaved.iter().map(|&sample| [sample, sample]).collect(),
        count => interleaved.chunks_exact(count).map(|frame| [frame[0], frame[1]]).collect(),
    }
}
