//! Baked badges (Open Badges 3.0, section 5.3): a PNG picture that carries the certificate's JSON in one `iTXt` chunk
//! of the keyword `openbadgecredential`, not compressed. The picture itself proves nothing and is not signed.

use super::CertificateFault;
use crate::format::limits::{BAKED_BYTES_MAX, CERTIFICATE_BYTES_MAX};
use png::{BitDepth, ColorType, Decoder, Encoder, Limits};
use std::io::Cursor;

/// How every PNG file begins.
pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const KEYWORD: &str = "openbadgecredential";

/// A picture of `side` × `side` RGBA pixels with a certificate in it.
///
/// # Errors
/// [`CertificateFault`] if pixels and side do not fit, or the certificate is not text.
pub fn bake(certificate: &[u8], pixels: &[u8], side: u32) -> Result<Vec<u8>, CertificateFault> {
    let fault = |fault: png::EncodingError| CertificateFault::Json(fault.to_string());
    let text = std::str::from_utf8(certificate).map_err(|_| CertificateFault::Form("it is not text"))?;
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, side, side);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder.add_itxt_chunk(KEYWORD.to_owned(), text.to_owned()).map_err(fault)?;
    let mut writer = encoder.write_header().map_err(fault)?;
    writer.write_image_data(pixels).map_err(fault)?;
    writer.finish().map_err(fault)?;
    Ok(out)
}

/// The certificate in a PNG file. Memory stays within [`MEMORY_BYTES_MAX`], whatever the file claims.
///
/// # Errors
/// [`CertificateFault`]: no PNG, no certificate in it, or more than one.
pub fn read(file: &[u8]) -> Result<Vec<u8>, CertificateFault> {
    let fault = |fault: png::DecodingError| CertificateFault::Json(fault.to_string());
    if file.len() > BAKED_BYTES_MAX {
        return Err(CertificateFault::Json("it is too large".into()));
    }
    let decoder = Decoder::new_with_limits(Cursor::new(file), Limits { bytes: MEMORY_BYTES_MAX });
    let mut reader = decoder.read_info().map_err(fault)?;
    reader.finish().map_err(fault)?; // chunks may stand behind the picture as well
    let mut chunks = reader.info().utf8_text.iter().filter(|chunk| chunk.keyword == KEYWORD);
    let chunk = chunks.next().ok_or(CertificateFault::Form("there is no certificate in this picture"))?;
    if chunks.next().is_some() || chunk.compressed {
        return Err(CertificateFault::Form("the certificate in this picture has another form"));
    }
    let text = chunk.get_text().map_err(fault)?;
    if text.len() > CERTIFICATE_BYTES_MAX {
        return Err(CertificateFault::Json("it is too large".into()));
    }
    Ok(text.into_bytes())
}

/// What reading a picture may take: its text twice, and nothing of the pixels.
pub const MEMORY_BYTES_MAX: usize = 8 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn baked(text: &str) -> Vec<u8> {
        bake(text.as_bytes(), &[200; 4 * 16 * 16], 16).unwrap()
    }

    #[test]
    fn what_is_baked_is_read_back() {
        let file = baked("{\"name\":\"José\"}");
        assert!(file.starts_with(SIGNATURE));
        assert_eq!(read(&file).unwrap(), "{\"name\":\"José\"}".as_bytes());
        let chunk = file.windows(4).position(|at| at == b"iTXt").unwrap();
        assert!(file[chunk + 4..].starts_with(b"openbadgecredential\0\0\0\0\0{"), "not compressed, no language");
    }

    #[test]
    fn a_picture_without_or_with_two_or_cut_is_refused() {
        let file = baked("{}");
        for end in 0..file.len() {
            assert!(read(&file[..end]).is_err(), "cut at {end}");
        }
        // The chunk twice: length, name, data, check sum.
        let at = file.windows(4).position(|at| at == b"iTXt").unwrap() - 4;
        let size = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize + 12;
        let chunk = file[at..at + size].to_vec();
        let twice = [&file[..at], chunk.as_slice(), &file[at..]].concat();
        assert!(matches!(read(&twice), Err(CertificateFault::Form(_))));
        let without = [&file[..at], &file[at + size..]].concat();
        assert!(matches!(read(&without), Err(CertificateFault::Form(_))));
        assert!(read(&vec![0; BAKED_BYTES_MAX + 1]).is_err());
        let mut huge = file;
        huge[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]); // its width and height
        assert!(read(&huge).is_err());
    }
}
