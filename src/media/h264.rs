//! H.264 (ITU-T H.264) outside the decoder: NAL units of a sample, and what a sequence parameter set promises.

use super::bits::Bits;
use super::facts::Why;
use super::yuv::Colour;

/// The most pixels of a picture: 1920 × 1088.
pub const PIXELS_MAX: u64 = 1920 * 1088;

const IDR: u8 = 5;
const SPS: u8 = 7;

/// What the NAL units of one sample are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unit {
    /// A picture that starts decoding anew: what can really be sought to.
    pub is_idr: bool,
    /// Whether other pictures may need this one.
    pub is_reference: bool,
    /// Whether there is a coded picture at all.
    pub has_picture: bool,
}

/// The NAL units of a sample whose lengths stand before them.
///
/// # Errors
///
/// A length that passes the sample's end.
pub fn units(sample: &[u8], length_size: usize) -> Result<Vec<&[u8]>, &'static str> {
    let mut out = Vec::new();
    let mut rest = sample;
    while !rest.is_empty() {
        let (length, after) = rest.split_at_checked(length_size).ok_or("a length is cut")?;
        let length = length.iter().fold(0usize, |sum, &byte| sum << 8 | usize::from(byte));
        let (unit, after) = after.split_at_checked(length).ok_or("a unit is longer than its sample")?;
        if !unit.is_empty() {
            out.push(unit);
        }
        rest = after;
    }
    Ok(out)
}

/// What those units hold together.
pub fn describe(units: &[&[u8]]) -> Unit {
    let mut out = Unit::default();
    for head in units.iter().filter_map(|unit| unit.first()) {
        let kind = head & 31;
        if (1..=IDR).contains(&kind) {
            out.has_picture = true;
            out.is_idr |= kind == IDR;
            out.is_reference |= head & 0x60 != 0;
        }
    }
    out
}

/// Writes units with start codes (Annex B), as the decoder reads them.
pub fn annex_b<'a>(units: impl IntoIterator<Item = &'a [u8]>, out: &mut Vec<u8>) {
    out.clear();
    for unit in units {
        out.extend_from_slice(&[0, 0, 0, 1]);
        out.extend_from_slice(unit);
    }
}

/// Whether a unit is a sequence parameter set.
pub fn is_sps(unit: &[u8]) -> bool {
    unit.first().is_some_and(|head| head & 31 == SPS)
}

/// A sequence parameter set (7.3.2.1.1), as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sps {
    /// Width shown, after cropping.
    pub width: u32,
    /// Height shown, after cropping.
    pub height: u32,
    /// Pixels of a coded picture.
    pub coded_pixels: u64,
    /// 0 grey, 1 4:2:0, 2 4:2:2, 3 4:4:4.
    pub chroma: u32,
    /// Bits a colour.
    pub bit_depth: u32,
    /// False if fields or mixed macroblocks may occur.
    pub is_frames_only: bool,
    /// Colour description.
    pub colour: Colour,
    /// Shape of a pixel, width to height.
    pub pixel_shape: (u32, u32),
}

impl Sps {
    /// Reads a parameter set with its NAL header; nothing if it is cut or absurd.
    pub fn parse(unit: &[u8]) -> Option<Self> {
        let payload = without_emulation(unit.get(1..)?);
        let mut bits = Bits::new(&payload);
        let profile = bits.take(8)?;
        bits.take(16)?;
        bits.ue()?;
        let (mut chroma, mut bit_depth) = (1, 8);
        if matches!(profile, 100 | 110 | 122 | 244 | 44 | 83 | 86 | 118 | 128 | 138 | 139 | 134 | 135) {
            chroma = bits.ue()?;
            if chroma == 3 {
                bits.take(1)?;
            }
            bit_depth = bits.ue()?.max(bits.ue()?).checked_add(8)?;
            bits.take(1)?;
            if bits.take(1)? == 1 {
                skip_scaling(&mut bits, if chroma == 3 { 12 } else { 8 })?;
            }
        }
        bits.ue()?;
        skip_order_count(&mut bits)?;
        bits.ue()?;
        bits.take(1)?;
        let width_mbs = bits.ue()?.checked_add(1)?;
        let height_units = bits.ue()?.checked_add(1)?;
        let is_frames_only = bits.take(1)? == 1;
        let height_mbs = height_units.checked_mul(if is_frames_only { 1 } else { 2 })?;
        if !is_frames_only {
            bits.take(1)?;
        }
        bits.take(1)?;
        let (width, height) = (width_mbs.checked_mul(16)?, height_mbs.checked_mul(16)?);
        let coded_pixels = u64::from(width) * u64::from(height);
        let (shown_width, shown_height) = cropped(&mut bits, (width, height), chroma, is_frames_only)?;
        let (pixel_shape, colour) = usability(&mut bits).unwrap_or(UNSAID);
        Some(Self {
            width: shown_width,
            height: shown_height,
            coded_pixels,
            chroma,
            bit_depth,
            is_frames_only,
            colour,
            pixel_shape,
        })
    }

    /// What no station could play, before a picture is decoded.
    pub fn refusal(&self) -> Option<Why> {
        if self.bit_depth > 8 {
            return Some(Why::BitDepth { found: self.bit_depth });
        }
        match self.chroma {
            1 => {}
            0 => return Some(Why::Chroma { found: "grey" }),
            2 => return Some(Why::Chroma { found: "4:2:2" }),
            _ => return Some(Why::Chroma { found: "4:4:4" }),
        }
        (self.coded_pixels > PIXELS_MAX).then(|| Why::TooLarge { limit: "1920 × 1080 pixels".to_owned() })
    }
}

const UNSAID: ((u32, u32), Colour) = ((1, 1), Colour { matrix: 2, is_full_range: false });

fn cropped(bits: &mut Bits<'_>, size: (u32, u32), chroma: u32, is_frames_only: bool) -> Option<(u32, u32)> {
    if bits.take(1)? == 0 {
        return Some(size);
    }
    let unit_x = if matches!(chroma, 1 | 2) { 2 } else { 1 };
    let unit_y = if chroma == 1 { 2 } else { 1 } * if is_frames_only { 1 } else { 2 };
    let across = bits.ue()?.checked_add(bits.ue()?)?.checked_mul(unit_x)?;
    let down = bits.ue()?.checked_add(bits.ue()?)?.checked_mul(unit_y)?;
    let width = size.0.checked_sub(across).filter(|&width| width > 0)?;
    let height = size.1.checked_sub(down).filter(|&height| height > 0)?;
    Some((width, height))
}

fn skip_order_count(bits: &mut Bits<'_>) -> Option<()> {
    match bits.ue()? {
        0 => drop(bits.ue()?),
        1 => {
            bits.take(1)?;
            bits.ue()?;
            bits.ue()?;
            let count = bits.ue()?;
            for _ in 0..count.min(255) {
                bits.ue()?;
            }
        }
        _ => {}
    }
    Some(())
}

fn skip_scaling(bits: &mut Bits<'_>, lists: usize) -> Option<()> {
    for index in 0..lists {
        if bits.take(1)? == 0 {
            continue;
        }
        let (mut last, mut next) = (8i64, 8i64);
        for _ in 0..if index < 6 { 16 } else { 64 } {
            if next != 0 {
                next = (last + bits.se()? + 256).rem_euclid(256);
            }
            if next != 0 {
                last = next;
            }
        }
    }
    Some(())
}

/// The first parts of `vui_parameters` (E.1.1).
fn usability(bits: &mut Bits<'_>) -> Option<((u32, u32), Colour)> {
    const SHAPES: [(u32, u32); 17] = [
        (1, 1),
        (1, 1),
        (12, 11),
        (10, 11),
        (16, 11),
        (40, 33),
        (24, 11),
        (20, 11),
        (32, 11),
        (80, 33),
        (18, 11),
        (15, 11),
        (64, 33),
        (160, 99),
        (4, 3),
        (3, 2),
        (2, 1),
    ];
    let (mut shape, mut colour) = UNSAID;
    if bits.take(1)? == 0 {
        return Some(UNSAID);
    }
    if bits.take(1)? == 1 {
        let known = bits.take(8)?;
        shape = match known {
            255 => (bits.take(16)?.max(1), bits.take(16)?.max(1)),
            other => SHAPES.get(other as usize).copied().unwrap_or((1, 1)),
        };
    }
    if bits.take(1)? == 1 {
        bits.take(1)?;
    }
    if bits.take(1)? == 1 {
        bits.take(3)?;
        colour.is_full_range = bits.take(1)? == 1;
        if bits.take(1)? == 1 {
            bits.take(16)?;
            colour.matrix = u8::try_from(bits.take(8)?).ok()?;
        }
    }
    Some((shape, colour))
}

/// Drops the `03` of every `00 00 03` (7.4.1).
fn without_emulation(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut zeros = 0;
    for &byte in bytes {
        if zeros >= 2 && byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        out.push(byte);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_past_the_sample_is_refused() {
        for (sample, size) in [(&[0, 0, 0, 9, 1][..], 4), (&[0][..], 2), (&[255, 255, 255, 255][..], 4)] {
            assert!(units(sample, size).is_err(), "{sample:?}");
        }
        assert_eq!(units(&[0, 0, 0, 2, 0x65, 1], 4), Ok(vec![&[0x65u8, 1][..]]));
    }

    #[test]
    fn a_parameter_set_cut_anywhere_gives_nothing_or_something_never_a_panic() {
        let whole =
            hex::decode("6764001facd9405005bb016a0c0202028000000300800000190 78c18cb".replace(' ', "")).unwrap();
        let full = Sps::parse(&whole).unwrap();
        assert_eq!((full.width, full.height, full.chroma, full.bit_depth), (1280, 720, 1, 8));
        for cut in 0..whole.len() {
            assert!(Sps::parse(&whole[..cut]).is_none_or(|sps| sps.width <= 1280), "cut at {cut}");
        }
    }
}
