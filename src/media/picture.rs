//! Still pictures: PNG, JPEG and WebP to RGBA, within limits of pixels and memory.

use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use std::io::{BufReader, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The longest side in pixels.
pub const SIDE_MAX: u32 = 8192;
/// The most pixels of a picture.
pub const PIXELS_MAX: u64 = 24_000_000;

/// A decoded picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Four bytes a pixel, rows from the top, alpha not multiplied in.
    pub rgba: Arc<[u8]>,
}

/// Why a picture is not shown.
#[derive(Debug, thiserror::Error)]
pub enum PictureFault {
    /// The file cannot be read.
    #[error("the picture cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// Another kind of file.
    #[error("this is not a PNG, JPEG or WebP picture")]
    Kind,
    /// Too many pixels.
    #[error("the picture is larger than {SIDE_MAX} pixels a side or {PIXELS_MAX} in all")]
    TooLarge,
    /// The decoder's reason.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
}

/// Decodes a picture.
///
/// # Errors
///
/// A file that cannot be read, of another kind, too large or damaged.
pub fn decode(reader: impl Read + Seek) -> Result<Picture, PictureFault> {
    shrunk(reader, SIDE_MAX, SIDE_MAX)
}

/// Decodes a picture and shrinks it, keeping its shape, until it is within `width` × `height`.
///
/// # Errors
///
/// As [`decode`].
pub fn shrunk(reader: impl Read + Seek, width: u32, height: u32) -> Result<Picture, PictureFault> {
    let whole = guarded(|| decoded(reader))?;
    let (width, height) = within((whole.width(), whole.height()), (width, height));
    let small = if (width, height) == (whole.width(), whole.height()) {
        whole
    } else {
        whole.resize_exact(width, height, image::imageops::FilterType::Triangle)
    };
    Ok(Picture { width, height, rgba: small.into_rgba8().into_raw().into() })
}

/// The width and height in pixels that [`shrunk`] will give, by the first bytes of the file alone: nothing is decoded, and
/// what comes after them may still be damaged.
///
/// # Errors
///
/// As [`decode`].
pub fn size(mut reader: impl Read + Seek, width: u32, height: u32) -> Result<(u32, u32), PictureFault> {
    let (_, whole) = guarded(|| measured(&mut reader))?;
    Ok(within(whole, (width, height)))
}

/// The largest of the same shape within `room`, never larger than it is.
fn within(whole: (u32, u32), room: (u32, u32)) -> (u32, u32) {
    let [width, height, room_width, room_height] =
        [whole.0, whole.1, room.0, room.1].map(|side| f64::from(side.max(1)));
    let scale = (room_width / width).min(room_height / height).min(1.0);
    let side = |side: f64| ((side * scale).round() as u32).max(1);
    (side(width), side(height))
}

/// A panic inside a decoder counts as a damaged picture.
fn guarded<T>(work: impl FnOnce() -> Result<T, PictureFault>) -> Result<T, PictureFault> {
    let outcome = catch_unwind(AssertUnwindSafe(work));
    outcome.unwrap_or_else(|_| Err(PictureFault::Damaged("the decoder gave up".to_owned())))
}

/// Its kind, and its width and height if they are within the limits.
fn measured(reader: &mut (impl Read + Seek)) -> Result<(ImageFormat, (u32, u32)), PictureFault> {
    let format = kind(reader)?;
    let (width, height) = sized(BufReader::new(&mut *reader), format).into_dimensions().map_err(refused)?;
    if width > SIDE_MAX || height > SIDE_MAX || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(PictureFault::TooLarge);
    }
    Ok((format, (width, height)))
}

fn decoded(mut reader: impl Read + Seek) -> Result<DynamicImage, PictureFault> {
    let (format, _) = measured(&mut reader)?;
    reader.rewind()?;
    sized(BufReader::new(&mut reader), format).decode().map_err(refused)
}

fn sized<R: std::io::BufRead + Seek>(reader: R, format: ImageFormat) -> ImageReader<R> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(256 << 20);
    let mut out = ImageReader::with_format(reader, format);
    out.limits(limits);
    out
}

/// By the first bytes, never by the name.
fn kind(reader: &mut (impl Read + Seek)) -> Result<ImageFormat, PictureFault> {
    let mut head = Vec::new();
    reader.rewind()?;
    reader.by_ref().take(12).read_to_end(&mut head)?;
    reader.rewind()?;
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        Ok(ImageFormat::Png)
    } else if head.starts_with(b"\xff\xd8\xff") {
        Ok(ImageFormat::Jpeg)
    } else if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        Ok(ImageFormat::WebP)
    } else {
        Err(PictureFault::Kind)
    }
}

fn refused(fault: image::ImageError) -> PictureFault {
    match fault {
        image::ImageError::Limits(_) => PictureFault::TooLarge,
        image::ImageError::IoError(fault) if fault.kind() != std::io::ErrorKind::UnexpectedEof => {
            PictureFault::Read(fault)
        }
        other => PictureFault::Damaged(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn png(width: u32, height: u32) -> Vec<u8> {
        written(&DynamicImage::new_rgb8(width, height), ImageFormat::Png)
    }

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_picture_is_decoded_and_shrunk_to_fit() {
        let file = png(40, 20);
        assert_eq!(decode(Cursor::new(&file)).unwrap().rgba.len(), 40 * 20 * 4);
        let small = shrunk(Cursor::new(&file), 10, 10).unwrap();
        assert_eq!((small.width, small.height), (10, 5));
    }

    #[test]
    fn its_size_is_known_from_its_first_bytes_and_is_that_of_what_is_decoded() {
        for (width, height, room) in [(40, 20, 10), (333, 7, 100), (7, 333, 100), (1, 900, 64), (30, 30, 2048)] {
            for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
                let file = written(&DynamicImage::new_rgb8(width, height), format);
                let picture = shrunk(Cursor::new(&file), room, room).unwrap();
                let told = size(Cursor::new(&file), room, room).unwrap();
                assert_eq!(told, (picture.width, picture.height), "{format:?}, {width} × {height} in {room}");
            }
        }
        let file = png(40, 20);
        assert_eq!(size(Cursor::new(&file[..file.len() - 14]), 10, 10).unwrap(), (10, 5), "also of one cut short");
        assert!(matches!(size(Cursor::new(b"GIF89a"), 10, 10), Err(PictureFault::Kind)));
        assert!(matches!(size(Cursor::new(png(SIDE_MAX + 1, 1)), 10, 10), Err(PictureFault::TooLarge)));
    }

    #[test]
    fn what_is_no_picture_or_too_large_or_cut_is_refused() {
        assert!(matches!(decode(Cursor::new(b"GIF89a")), Err(PictureFault::Kind)));
        assert!(matches!(decode(Cursor::new(b"")), Err(PictureFault::Kind)));
        assert!(matches!(decode(Cursor::new(png(SIDE_MAX + 1, 1))), Err(PictureFault::TooLarge)));
        let file = png(40, 20);
        for cut in 8..file.len() - 12 {
            assert!(decode(Cursor::new(&file[..cut])).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn a_panic_on_the_way_is_a_damaged_picture() {
        struct Bomb(Cursor<Vec<u8>>);
        impl Read for Bomb {
            fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
                assert!(self.0.position() < 20, "inside the decoder");
                let few = out.len().min(8);
                self.0.read(&mut out[..few])
            }
        }
        impl Seek for Bomb {
            fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
                self.0.seek(to)
            }
        }
        assert!(matches!(decode(Bomb(Cursor::new(png(40, 20)))), Err(PictureFault::Damaged(_))));
    }

    #[test]
    fn a_changed_byte_anywhere_never_panics() {
        let file = png(16, 16);
        for at in 0..file.len() {
            let mut bad = file.clone();
            bad[at] ^= 0x55;
            drop(decode(Cursor::new(bad)));
        }
    }
}
