//! Sound as stereo samples in order, from any millisecond on: the AAC track of an MP4.
//!
//! The encoder's start-up samples (1024 for most) are cut off by the edit list, and what was decoded only to warm
//! the decoder up after a seek is not given out.

use super::facts::Why;
use super::mp4::{AudioCoding, Movie, Track};
use std::io::{self, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::audio::well_known::CODEC_ID_AAC;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::packet::PacketRef;
use symphonia::core::units::{Duration, Timestamp};
use symphonia::default::codecs::AacDecoder;

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

/// Packets decoded before the wanted one after a seek, so that their overlap is right.
const WARM_UP_PACKETS: usize = 2;

/// The sound track of an open movie.
pub struct SoundStream {
    track: Track<AudioCoding>,
    decoder: AacDecoder,
    rate: u32,
    next: usize,
    from_us: i64,
    packet: Vec<u8>,
    interleaved: Vec<f32>,
}

impl SoundStream {
    /// Prepares to decode from the start.
    ///
    /// # Errors
    ///
    /// What this player does not decode.
    pub fn open(track: Track<AudioCoding>) -> Result<Self, Why> {
        let config = match &track.coding {
            AudioCoding::Mpeg4 { config } => config,
            AudioCoding::Other(found) => return Err(Why::AudioCoding { found: found.clone() }),
        };
        if let Some(why) = refusal(config) {
            return Err(why);
        }
        let mut params = AudioCodecParameters::new();
        params.for_codec(CODEC_ID_AAC).with_extra_data(config.clone().into());
        let decoder = AacDecoder::try_new(&params, &AudioDecoderOptions::default())
            .map_err(|fault| Why::AudioCoding { found: format!("AAC of an unknown form ({fault})") })?;
        let rate = decoder.codec_params().sample_rate.filter(|rate| (4000..=192_000).contains(rate));
        let rate = rate.ok_or(Why::AudioCoding { found: "AAC without a sample rate".to_owned() })?;
        Ok(Self { track, decoder, rate, next: 0, from_us: 0, packet: Vec::new(), interleaved: Vec::new() })
    }

    /// Samples a second.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// When the packet to be read next is heard.
    pub fn at_us(&self) -> i64 {
        self.track.samples.get(self.next).map_or(self.track.end_us, |sample| self.track.at_us(sample.shown))
    }

    /// Makes the sample heard at `at_us` the next one given out.
    pub fn seek(&mut self, at_us: i64) {
        let track = &self.track;
        let wanted = track.samples.partition_point(|sample| track.at_us(sample.shown) <= at_us);
        self.next = wanted.saturating_sub(1 + WARM_UP_PACKETS);
        self.from_us = at_us.max(0);
        self.decoder.reset();
    }

    /// Decodes one packet.
    ///
    /// # Errors
    ///
    /// The reader's; [`Self::at_us`] tells where.
    pub fn step(&mut self, movie: &Movie, reader: &mut (impl Read + Seek)) -> io::Result<Heard> {
        let Some(sample) = self.track.samples.get(self.next).copied() else { return Ok(Heard::End) };
        movie.read(reader, &sample, &mut self.packet)?;
        self.next += 1;
        let at_us = self.track.at_us(sample.shown);
        if let Err(detail) = self.decode() {
            self.decoder.reset();
            return Ok(Heard::Undecodable { at_us, detail });
        }
        let channels = self.decoder.last_decoded().spec().channels().count();
        let samples = stereo(&self.interleaved, channels);
        Ok(self.cut(at_us, samples))
    }

    fn decode(&mut self) -> Result<(), String> {
        let packet = PacketRef::new(0, Timestamp::new(0), Duration::new(1024), &self.packet);
        let decoder = &mut self.decoder;
        let interleaved = &mut self.interleaved;
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let buffer: GenericAudioBufferRef<'_> = decoder.decode_ref(&packet).map_err(|fault| fault.to_string())?;
            buffer.copy_to_vec_interleaved(interleaved);
            Ok(())
        }));
        outcome.unwrap_or_else(|_| Err("the decoder gave up".to_owned()))
    }

    /// Cuts off what lies before the wanted start and after the track's end.
    fn cut(&self, at_us: i64, mut samples: Vec<Stereo>) -> Heard {
        let count_of = |us: i64| us.max(0).saturating_mul(i64::from(self.rate)).saturating_add(500_000) / 1_000_000;
        let keep = count_of(self.track.end_us.saturating_sub(at_us));
        samples.truncate(usize::try_from(keep).unwrap_or(0));
        let early = usize::try_from(count_of(self.from_us.saturating_sub(at_us))).unwrap_or(usize::MAX);
        if early >= samples.len() {
            return Heard::More;
        }
        samples.drain(..early);
        Heard::Block { at_us: at_us.max(self.from_us), samples }
    }
}

/// Reads the AudioSpecificConfig far enough to name what is not played.
fn refusal(config: &[u8]) -> Option<Why> {
    let (&first, &second) = (config.first()?, config.get(1)?);
    let kind = first >> 3;
    let name = match kind {
        2 => None,
        1 => Some("AAC Main"),
        5 => Some("HE-AAC"),
        29 => Some("HE-AAC version 2"),
        23 => Some("AAC-LD"),
        42 => Some("xHE-AAC"),
        _ => Some("MPEG-4 sound of another kind"),
    };
    if let Some(name) = name {
        return Some(Why::AudioCoding { found: name.to_owned() });
    }
    let channels = u32::from(second >> 3 & 15);
    (channels > 2).then_some(Why::Channels { found: if channels == 7 { 8 } else { channels } })
}

/// One channel on both sides, or the first two.
pub fn stereo(interleaved: &[f32], channels: usize) -> Vec<Stereo> {
    match channels {
        0 => Vec::new(),
        1 => interleaved.iter().map(|&sample| [sample, sample]).collect(),
        count => interleaved.chunks_exact(count).map(|frame| [frame[0], frame[1]]).collect(),
    }
}
