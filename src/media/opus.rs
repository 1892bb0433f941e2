//! Opus (RFC 6716) around its decoder: always 48,000 samples a second.

use opus_decoder::OpusDecoder;

/// Samples a second of all decoded sound.
pub const RATE: u32 = 48_000;
/// Sound decoded before the wanted place after a seek: twice what RFC 7845, 4.6 asks for.
pub const WARM_UP_US: i64 = 160_000;
/// Samples of the longest packet: 120 ms.
const PACKET_SAMPLES_MAX: usize = 5760;

/// A decoder for one or two channels.
pub struct Decoder {
    inner: OpusDecoder,
    channels: usize,
    gain: f32,
    room: Vec<f32>,
}

impl Decoder {
    /// For one or two channels, with a gain in 1/256 dB.
    pub fn new(channels: usize, gain: i16) -> Option<Self> {
        let inner = OpusDecoder::new(RATE, channels).ok()?;
        let gain = 10f32.powf(f32::from(gain) / (20.0 * 256.0));
        Some(Self { inner, channels, gain, room: vec![0.0; PACKET_SAMPLES_MAX * channels] })
    }

    /// Channels of what is decoded.
    pub fn channels(&self) -> usize {
        self.channels
    }

    /// Forgets what came before.
    pub fn reset(&mut self) {
        self.inner.reset();
    }

    /// Decodes one packet into `out`, replacing what was there.
    ///
    /// # Errors
    ///
    /// The decoder's words.
    pub fn decode(&mut self, packet: &[u8], out: &mut Vec<f32>) -> Result<(), String> {
        out.clear();
        if packet.is_empty() {
            return Err("an empty packet".to_owned());
        }
        let count = self.inner.decode_float(packet, &mut self.room, false).map_err(|fault| fault.to_string())?;
        let decoded = self.room.get(..count * self.channels).unwrap_or_default();
        out.extend(decoded.iter().map(|sample| sample * self.gain));
        Ok(())
    }
}

/// What `OpusHead` (RFC 7845, 5.1) says: channels, samples to skip, gain in 1/256 dB.
pub fn head(packet: &[u8]) -> Option<(u32, u32, i16)> {
    let rest = packet.strip_prefix(b"OpusHead")?;
    let &[version, channels, skip_low, skip_high, _, _, _, _, gain_low, gain_high, ..] = rest else { return None };
    (version < 16 && channels > 0).then(|| {
        let skip = u32::from(u16::from_le_bytes([skip_low, skip_high]));
        (u32::from(channels), skip, i16::from_le_bytes([gain_low, gain_high]))
    })
}
