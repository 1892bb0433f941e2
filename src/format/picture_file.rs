//! Pictures that an office puts on its papers: PNG files, bounded in bytes and points, read to plain pixels.

use super::limits::{PICTURE_BYTES_MAX, PICTURE_SIDE_MAX};
use crate::model::letterhead::Picture;
use png::{ColorType, Decoder, Limits, Transformations};
use std::io::Cursor;

/// Why a picture is refused.
#[derive(Debug, thiserror::Error)]
pub enum PictureFault {
    /// Too many bytes or points.
    #[error("it is too large")]
    TooLarge,
    /// Not a PNG file, or a damaged one.
    #[error("this is no PNG picture: {0}")]
    Form(String),
}

/// Reads a PNG file.
///
/// # Errors
/// [`PictureFault`].
pub fn read(file: &[u8]) -> Result<Picture, PictureFault> {
    let fault = |fault: &dyn std::fmt::Display| PictureFault::Form(fault.to_string());
    if file.len() > PICTURE_BYTES_MAX {
        return Err(PictureFault::TooLarge);
    }
    let bytes = 4 * (PICTURE_SIDE_MAX as usize).pow(2);
    let mut decoder = Decoder::new_with_limits(Cursor::new(file), Limits { bytes: 2 * bytes });
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(|error| fault(&error))?;
    let (width, height) = reader.info().size();
    if width.max(height) > PICTURE_SIDE_MAX {
        return Err(PictureFault::TooLarge);
    }
    let mut pixels = vec![0; reader.output_buffer_size().filter(|size| *size <= bytes).ok_or(PictureFault::TooLarge)?];
    let frame = reader.next_frame(&mut pixels).map_err(|error| fault(&error))?;
    pixels.truncate(frame.buffer_size());
    let rgba = match frame.color_type {
        ColorType::Rgba => pixels,
        ColorType::GrayscaleAlpha => {
            pixels.chunks_exact(2).flat_map(|grey| [grey[0], grey[0], grey[0], grey[1]]).collect()
        }
        other => return Err(fault(&format!("{other:?}"))),
    };
    Picture::new(width, height, rgba).ok_or_else(|| fault(&"it is cut off"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use png::{BitDepth, Encoder};

    fn png(side: u32, color: ColorType, depth: BitDepth, pixels: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, side, side);
        encoder.set_color(color);
        encoder.set_depth(depth);
        if color == ColorType::Indexed {
            encoder.set_palette(vec![1, 2, 3, 200, 100, 50]);
        }
        encoder.write_header().unwrap().write_image_data(pixels).unwrap();
        out
    }

    #[test]
    fn every_kind_of_png_becomes_the_same_pixels() {
        let pixels = |file: Vec<u8>| read(&file).unwrap().rgba().to_vec();
        assert_eq!(pixels(png(1, ColorType::Rgb, BitDepth::Eight, &[9, 8, 7])), [9, 8, 7, 255]);
        assert_eq!(pixels(png(1, ColorType::Rgba, BitDepth::Eight, &[9, 8, 7, 6])), [9, 8, 7, 6]);
        assert_eq!(pixels(png(1, ColorType::Grayscale, BitDepth::Eight, &[9])), [9, 9, 9, 255]);
        assert_eq!(pixels(png(1, ColorType::GrayscaleAlpha, BitDepth::Eight, &[9, 6])), [9, 9, 9, 6]);
        assert_eq!(pixels(png(1, ColorType::Grayscale, BitDepth::Sixteen, &[9, 1])), [9, 9, 9, 255]);
        assert_eq!(pixels(png(1, ColorType::Indexed, BitDepth::One, &[0x80])), [200, 100, 50, 255]);
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        let good = png(16, ColorType::Grayscale, BitDepth::Eight, &[1; 256]);
        for end in 0..good.len() - 20 {
            assert!(read(&good[..end]).is_err(), "cut at {end}");
        }
        let wide = png(PICTURE_SIDE_MAX + 1, ColorType::Grayscale, BitDepth::One, &vec![0; 251 * 2001]);
        assert!(matches!(read(&wide), Err(PictureFault::TooLarge)));
        assert!(matches!(read(&vec![0; PICTURE_BYTES_MAX + 1]), Err(PictureFault::TooLarge)));
        assert!(read(b"\xff\xd8\xff\xe0 a photograph").is_err());
    }
}
