//! AV1 around its decoder: what the configuration promises, and one picture a packet.

use super::apart::{Apart, Fallen};
use super::facts::Why;
use super::h264::PIXELS_MAX;
use super::yuv::{Colour, Yuv};
use re_rav1d::dav1d::{Decoder as Inner, Error, Picture, PixelLayout, PlanarImageComponent, Settings};

/// What a configuration record (`av1C`, AV1 in ISOBMFF 2.3.3) refuses, if anything.
pub fn refusal(config: &[u8]) -> Option<Why> {
    let bits = *config.get(2)?;
    let depth = match (bits & 0x40 != 0, bits & 0x20 != 0) {
        (false, _) => 8,
        (true, false) => 10,
        (true, true) => 12,
    };
    if depth > 8 {
        return Some(Why::BitDepth { found: depth });
    }
    match (bits & 0x10 != 0, bits & 8 != 0, bits & 4 != 0) {
        (true, ..) => Some(Why::Chroma { found: "grey" }),
        (_, false, _) => Some(Why::Chroma { found: "4:4:4" }),
        (_, true, false) => Some(Why::Chroma { found: "4:2:2" }),
        _ => None,
    }
}

/// A picture and what its planes mean.
type Shown = (Yuv, Colour);

enum Ask {
    Packet(Vec<u8>),
    Reset,
}

type Answer = Result<Option<Shown>, String>;

/// A decoder for pictures of one size: that of the first. It works in a thread of its own, which a panic ends.
pub struct Decoder {
    /// Nothing once it fell.
    apart: Option<Apart<Ask, Answer>>,
    size: Option<(usize, usize)>,
    colour: Colour,
}

impl Decoder {
    /// A decoder that takes its size from the first picture, within limits.
    ///
    /// # Errors
    ///
    /// The decoder's words.
    pub fn new() -> Result<Self, String> {
        let apart = start()?;
        Ok(Self { apart: Some(apart), size: None, colour: Colour { matrix: 2, is_full_range: false } })
    }

    /// Forgets what came before; the size stays. One that fell is replaced, if that can be.
    pub fn reset(&mut self) {
        let answer = self.apart.as_mut().map(|apart| apart.ask(Ask::Reset));
        if !matches!(answer, Some(Ok(_))) {
            self.apart = start().ok();
        }
    }

    /// Whether it fell and decodes no more.
    pub fn has_fallen(&self) -> bool {
        self.apart.is_none()
    }

    /// Colour description of the last picture.
    pub fn colour(&self) -> Colour {
        self.colour
    }

    /// Decodes one packet: its last picture that is shown, if any is.
    ///
    /// # Errors
    ///
    /// The decoder's words.
    pub fn decode(&mut self, packet: &[u8]) -> Result<Option<Yuv>, String> {
        if packet.is_empty() {
            return Ok(None);
        }
        let Some(apart) = &mut self.apart else { return Err(Fallen.to_string()) };
        let answer = apart.ask(Ask::Packet(packet.to_vec()));
        let answer = answer.map_err(|fallen| {
            self.apart = None;
            fallen.to_string()
        })?;
        let Some((frame, colour)) = answer? else { return Ok(None) };
        let found = (frame.width, frame.height);
        if *self.size.get_or_insert(found) != found {
            return Err("pictures change their size or kind midway".to_owned());
        }
        self.colour = colour;
        Ok(Some(frame))
    }
}

fn start() -> Result<Apart<Ask, Answer>, String> {
    let open = || match open() {
        Ok(inner) => (Ok(None), Some(inner)),
        Err(fault) => (Err(fault.to_string()), None),
    };
    let answer = |inner: &mut Inner, ask| match ask {
        Ask::Packet(packet) => decode(inner, packet),
        Ask::Reset => {
            inner.flush();
            Ok(None)
        }
    };
    let mut apart = Apart::start(open, answer).map_err(|fallen| fallen.to_string())?;
    apart.told().map_err(|fallen| fallen.to_string())??;
    Ok(apart)
}

fn open() -> Result<Inner, Error> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(u32::try_from(PIXELS_MAX).unwrap_or(u32::MAX));
    Inner::with_settings(&settings)
}

fn decode(inner: &mut Inner, packet: Vec<u8>) -> Answer {
    let mut out = None;
    let mut sent = inner.send_data(packet, None, None, None);
    loop {
        let is_all_sent = match sent {
            Ok(()) => true,
            Err(Error::Again) => false,
            Err(fault) => return Err(fault.to_string()),
        };
        let mut has_more = false;
        loop {
            match inner.get_picture() {
                Ok(picture) => {
                    out = Some(picture);
                    has_more = true;
                }
                Err(Error::Again) => break,
                Err(fault) => return Err(fault.to_string()),
            }
        }
        if is_all_sent {
            break;
        }
        if !has_more {
            return Err("the decoder takes no more".to_owned());
        }
        sent = inner.send_pending_data();
    }
    out.map(|picture| copy(&picture)).transpose()
}

fn copy(picture: &Picture) -> Result<Shown, String> {
    if picture.bit_depth() != 8 || picture.pixel_layout() != PixelLayout::I420 {
        return Err("unsupported: pictures of another depth or layout".to_owned());
    }
    let matrix = picture.matrix_coefficients() as u8;
    let is_full_range = picture.color_range() as u8 == 1;
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let plane = |component: PlanarImageComponent, width: usize, height: usize| {
        let stride = picture.stride(component) as usize;
        let plane = picture.plane(component);
        let mut out = Vec::with_capacity(width * height);
        for row in plane.chunks(stride.max(1)).take(height) {
            out.extend_from_slice(row.get(..width).unwrap_or(row));
        }
        out
    };
    let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
    let out = Yuv {
        width,
        height,
        y: plane(PlanarImageComponent::Y, width, height),
        u: plane(PlanarImageComponent::U, half_width, half_height),
        v: plane(PlanarImageComponent::V, half_width, half_height),
    };
    if out.is_whole() { Ok((out, Colour { matrix, is_full_range })) } else { Err("planes are missing".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_tells_what_is_not_played() {
        let of = |third: u8| refusal(&[0x81, 0, third, 0]);
        assert_eq!(of(0x0c), None);
        assert_eq!(of(0x4c), Some(Why::BitDepth { found: 10 }));
        assert_eq!(of(0x6c), Some(Why::BitDepth { found: 12 }));
        assert_eq!(of(0x00), Some(Why::Chroma { found: "4:4:4" }));
        assert_eq!(of(0x08), Some(Why::Chroma { found: "4:2:2" }));
        assert_eq!(of(0x1c), Some(Why::Chroma { found: "grey" }));
        assert_eq!(refusal(&[]), None);
    }

    #[test]
    fn a_decoder_that_fell_says_so_until_it_is_replaced() {
        let mut decoder = Decoder::new().unwrap();
        decoder.apart = None;
        assert!(decoder.decode(&[0x12, 0]).is_err() && decoder.has_fallen());
        decoder.reset();
        assert_eq!(decoder.decode(&[0x12, 0]), Ok(None));
    }
}
