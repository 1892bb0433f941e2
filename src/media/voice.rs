//! One decoder of sound of whichever coding, behind a guard: a panic inside it counts as a damaged packet.

use super::facts::Why;
use super::opus;
use super::track::AudioCoding;
use std::panic::{AssertUnwindSafe, catch_unwind};
use symphonia::core::codecs::audio::well_known::{CODEC_ID_AAC, CODEC_ID_VORBIS};
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::packet::PacketRef;
use symphonia::core::units::{Duration, Timestamp};
use symphonia::default::codecs::{AacDecoder, VorbisDecoder};

/// Vorbis packets decoded before the wanted one after a seek.
const LAPPED_US: i64 = 100_000;

enum Kind {
    Aac(AacDecoder),
    Vorbis(Box<VorbisDecoder>),
    Opus(opus::Decoder),
}

/// A decoder of sound.
pub struct Voice {
    kind: Kind,
    rate: u32,
    interleaved: Vec<f32>,
}

impl Voice {
    /// A decoder for a coding.
    ///
    /// # Errors
    ///
    /// What this player does not decode.
    pub fn open(coding: &AudioCoding) -> Result<Self, Why> {
        let (kind, rate) = match coding {
            AudioCoding::Mpeg4 { config } => aac(config)?,
            AudioCoding::Vorbis { headers } => vorbis(headers)?,
            AudioCoding::Opus { channels, gain } => {
                if *channels > 2 {
                    return Err(Why::Channels { found: *channels });
                }
                let decoder = opus::Decoder::new(*channels as usize, *gain);
                (Kind::Opus(decoder.ok_or_else(|| unknown("Opus", "channels"))?), opus::RATE)
            }
            AudioCoding::Other(found) => return Err(Why::AudioCoding { found: found.clone() }),
        };
        Ok(Self { kind, rate, interleaved: Vec::new() })
    }

    /// Samples a second.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// How much sound before a place must be decoded for that place to be right.
    pub fn warm_up_us(&self) -> i64 {
        match self.kind {
            Kind::Aac(_) => 2 * 1024 * 1_000_000 / i64::from(self.rate),
            Kind::Vorbis(_) => LAPPED_US,
            Kind::Opus(_) => opus::WARM_UP_US,
        }
    }

    /// Forgets what came before.
    pub fn reset(&mut self) {
        match &mut self.kind {
            Kind::Aac(decoder) => decoder.reset(),
            Kind::Vorbis(decoder) => decoder.reset(),
            Kind::Opus(decoder) => decoder.reset(),
        }
    }

    /// Decodes one packet: interleaved samples and the number of channels.
    ///
    /// # Errors
    ///
    /// The decoder's words.
    pub fn decode(&mut self, packet: &[u8]) -> Result<(&[f32], usize), String> {
        let (kind, out) = (&mut self.kind, &mut self.interleaved);
        let outcome = catch_unwind(AssertUnwindSafe(|| match kind {
            Kind::Aac(decoder) => lent(decoder, packet, out),
            Kind::Vorbis(decoder) => lent(decoder.as_mut(), packet, out),
            Kind::Opus(decoder) => decoder.decode(packet, out).map(|()| decoder.channels()),
        }));
        let Ok(decoded) = outcome else {
            self.reset(); // it stopped halfway
            return Err("the decoder gave up".to_owned());
        };
        let channels = decoded?;
        Ok((&self.interleaved, channels))
    }
}

fn lent(decoder: &mut impl AudioDecoder, packet: &[u8], out: &mut Vec<f32>) -> Result<usize, String> {
    let packet = PacketRef::new(0, Timestamp::new(0), Duration::new(1024), packet);
    let buffer = decoder.decode_ref(&packet).map_err(|fault| fault.to_string())?;
    buffer.copy_to_vec_interleaved(out);
    Ok(buffer.spec().channels().count())
}

fn unknown(name: &str, detail: impl std::fmt::Display) -> Why {
    Why::AudioCoding { found: format!("{name} of an unknown form ({detail})") }
}

fn aac(config: &[u8]) -> Result<(Kind, u32), Why> {
    if let Some(why) = refusal(config) {
        return Err(why);
    }
    let mut params = AudioCodecParameters::new();
    params.for_codec(CODEC_ID_AAC).with_extra_data(config.into());
    let decoder = AacDecoder::try_new(&params, &AudioDecoderOptions::default());
    let decoder = decoder.map_err(|fault| unknown("AAC", fault))?;
    let rate = checked(decoder.codec_params().sample_rate)?;
    Ok((Kind::Aac(decoder), rate))
}

fn vorbis(headers: &[u8]) -> Result<(Kind, u32), Why> {
    let (ident, setup) = laced_headers(headers).ok_or_else(|| unknown("Vorbis", "no headers"))?;
    let &[channels, ref rate @ ..] = ident.get(11..16).unwrap_or_default() else {
        return Err(unknown("Vorbis", "no headers"));
    };
    if channels == 0 || channels > 2 {
        return Err(Why::Channels { found: u32::from(channels) });
    }
    let rate = checked(rate.try_into().ok().map(u32::from_le_bytes))?;
    let mut params = AudioCodecParameters::new();
    params.for_codec(CODEC_ID_VORBIS).with_extra_data([ident, setup].concat().into());
    let opened = catch_unwind(AssertUnwindSafe(|| VorbisDecoder::try_new(&params, &AudioDecoderOptions::default())));
    match opened {
        Ok(Ok(decoder)) => Ok((Kind::Vorbis(Box::new(decoder)), rate)),
        Ok(Err(fault)) => Err(unknown("Vorbis", fault)),
        Err(_) => Err(unknown("Vorbis", "the decoder gave up")),
    }
}

fn checked(rate: Option<u32>) -> Result<u32, Why> {
    rate.filter(|rate| (4000..=192_000).contains(rate)).ok_or_else(|| unknown("sound", "no sample rate"))
}

/// The first and third of the three headers (Matroska's Vorbis mapping): lengths in Xiph lacing.
fn laced_headers(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = bytes.strip_prefix(&[2])?;
    let mut length = || {
        let mut sum = 0usize;
        loop {
            let (&byte, after) = rest.split_first()?;
            rest = after;
            sum += usize::from(byte);
            if byte != 255 {
                return Some(sum);
            }
        }
    };
    let (ident, comment) = (length()?, length()?);
    let (ident, rest) = rest.split_at_checked(ident)?;
    Some((ident, rest.get(comment..)?))
}

/// The three headers of a Vorbis stream in one piece, laced as [`Voice::open`] takes them.
pub fn lace(ident: &[u8], comment: &[u8], setup: &[u8]) -> Vec<u8> {
    let mut out = vec![2];
    for header in [ident, comment] {
        out.extend(std::iter::repeat_n(255, header.len() / 255));
        out.push((header.len() % 255) as u8);
    }
    [out.as_slice(), ident, comment, setup].concat()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_aac_that_are_not_played_are_named() {
        let why = |config: &[u8]| refusal(config);
        let named = |found: &str| Some(Why::AudioCoding { found: found.to_owned() });
        assert_eq!(why(&[0x11, 0x90]), None, "AAC-LC, 48 kHz, stereo");
        assert_eq!(why(&[0x2b, 0x11, 0x88, 0x00]), named("HE-AAC"));
        assert_eq!(why(&[0xeb, 0x09, 0x88, 0x00]), named("HE-AAC version 2"));
        assert_eq!(why(&[0x11, 0xb0]), Some(Why::Channels { found: 6 }));
    }

    #[test]
    fn laced_headers_come_apart_as_they_went_together() {
        let (ident, comment, setup) = (vec![1; 30], vec![2; 700], vec![3; 5]);
        let laced = lace(&ident, &comment, &setup);
        assert_eq!(laced_headers(&laced), Some((ident.as_slice(), setup.as_slice())));
        for cut in 0..laced.len() - 5 {
            assert_eq!(laced_headers(&laced[..cut]), None, "cut at {cut}");
        }
    }
}
