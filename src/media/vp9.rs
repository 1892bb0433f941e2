//! VP9 (bitstream specification 0.6) around its decoder: what the first frame promises, and one picture a packet.

use super::bits::Bits;
use super::facts::Why;
use super::yuv::{Colour, Yuv};
use rusty_vp9::{BitReader, Error, Vp9Decoder, parse_uncompressed_header};

/// What the header of a key frame says (6.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Colour description.
    pub colour: Colour,
}

/// Reads the header of a packet's first frame: nothing if it is no key frame, a refusal if it is of another kind.
pub fn promise(packet: &[u8]) -> Option<Result<Promise, Why>> {
    let mut bits = Bits::new(packet);
    if bits.take(2)? != 2 {
        return None;
    }
    let profile = bits.take(1)? | bits.take(1)? << 1;
    if profile == 3 {
        bits.take(1)?;
    }
    let (is_repeated, is_inter) = (bits.take(1)? == 1, bits.take(1)? == 1);
    bits.take(2)?;
    if is_repeated || is_inter || bits.take(24)? != 0x49_8342 {
        return None;
    }
    if profile >= 2 {
        return Some(Err(Why::BitDepth { found: if bits.take(1)? == 1 { 12 } else { 10 } }));
    }
    let space = bits.take(3)?;
    if profile == 1 {
        let found = match (space, bits.take(1)?, bits.take(1)?, bits.take(1)?) {
            (7, ..) | (_, _, 0, 0) => "4:4:4",
            (_, _, 1, 0) => "4:2:2",
            _ => "4:4:0",
        };
        return Some(Err(Why::Chroma { found }));
    }
    let is_full_range = bits.take(1)? == 1;
    let (width, height) = (bits.take(16)? + 1, bits.take(16)? + 1);
    let matrix = match space {
        1 => 6,
        2 => 1,
        4 => 7,
        5 => 9,
        _ => 2,
    };
    Some(Ok(Promise { width, height, colour: Colour { matrix, is_full_range } }))
}

/// Whether a frame has the promised size: asked before decoding, since the decoder makes room by the frame's own word.
fn is_within(frame: &[u8], size: (u32, u32)) -> bool {
    match parse_uncompressed_header(&mut BitReader::new(frame), &[size; 8]) {
        Ok(header) => header.show_existing_frame || (header.width, header.height) == size,
        Err(_) => true, // the decoder refuses it as well, with its reason
    }
}

/// The frames of a packet: one, or those of a superframe (annex B).
fn frames(packet: &[u8]) -> Vec<&[u8]> {
    let whole = vec![packet];
    let Some(&marker) = packet.last() else { return Vec::new() };
    let (count, width) = (usize::from(marker & 7) + 1, usize::from(marker >> 3 & 3) + 1);
    let index_size = 2 + count * width;
    let Some(start) = packet.len().checked_sub(index_size) else { return whole };
    if marker & 0xe0 != 0xc0 || packet[start] != marker {
        return whole;
    }
    let sizes = packet.get(start + 1..packet.len() - 1).unwrap_or_default();
    let mut rest = packet;
    let mut out = Vec::new();
    for size in sizes.chunks_exact(width) {
        let size = size.iter().rev().fold(0usize, |sum, &byte| sum << 8 | usize::from(byte));
        let Some((frame, after)) = rest.split_at_checked(size) else { break };
        out.push(frame);
        rest = after;
    }
    if out.is_empty() { whole } else { out }
}

/// A decoder for pictures of one size.
pub struct Decoder {
    inner: Vp9Decoder,
    size: (u32, u32),
}

impl Decoder {
    /// For pictures of that size.
    pub fn new(size: (u32, u32)) -> Self {
        Self { inner: Vp9Decoder::new(), size }
    }

    /// Decodes one packet: its last picture that is shown, if any is.
    ///
    /// # Errors
    ///
    /// The decoder's words.
    pub fn decode(&mut self, packet: &[u8]) -> Result<Option<Yuv>, String> {
        if !frames(packet).into_iter().all(|frame| is_within(frame, self.size)) {
            return Err("pictures change their size or kind midway".to_owned());
        }
        self.inner.push(packet, None).map_err(|fault| fault.to_string())?;
        let mut out = None;
        for _ in 0..8 {
            match self.inner.next_frame() {
                Ok(frame) => out = Some(frame),
                Err(Error::Again) => {} // a hidden frame, or no more frames: eight is the most of a packet
                Err(Error::Eof) => break,
                Err(fault) => return Err(fault.to_string()),
            }
        }
        let Some(frame) = out else { return Ok(None) };
        if (frame.width, frame.height, frame.bit_depth) != (self.size.0, self.size.1, 8) {
            return Err("a picture of another size than promised".to_owned());
        }
        let Ok([y, u, v]) = <[Vec<u8>; 3]>::try_from(frame.planes) else { return Err("planes are missing".to_owned()) };
        Ok(Some(Yuv { width: frame.width as usize, height: frame.height as usize, y, u, v }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_superframe_is_divided_by_its_index() {
        let packet = [9, 8, 7, 6, 5, 0xc9, 2, 0, 3, 0, 0xc9];
        assert_eq!(frames(&packet), [&[9u8, 8][..], &[7, 6, 5]]);
        assert_eq!(frames(&packet[..10]), [&packet[..10]]);
        assert_eq!(frames(&[0xff]), [&[0xffu8][..]]);
        assert!(frames(&[]).is_empty());
    }

    #[test]
    fn a_key_frame_promises_its_size_and_other_kinds_are_refused() {
        let small = hex::decode("824983420013f00b3040").unwrap();
        let found = promise(&small).unwrap().unwrap();
        assert_eq!((found.width, found.height), (320, 180));
        assert_eq!(promise(&[0x86, 0x00]), None, "an inter frame");
        assert_eq!(promise(&hex::decode("924983428013f0").unwrap()), Some(Err(Why::BitDepth { found: 12 })));
        for cut in 0..small.len() - 2 {
            assert!(promise(&small[..cut]).is_none());
        }
    }
}
