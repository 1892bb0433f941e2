//! The QR code on an official certificate's sheet, with the words that say how to check it.

use crate::model::sheet::{Ink, Sheet, Style};
use fast_qr::{ECL, QRBuilder};

/// What stands beside the code, each a line or more of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckWords {
    /// How to check it.
    pub scan: String,
    /// The fingerprint of the key that signed it.
    pub key: String,
    /// Whom to ask.
    pub contact: Option<String>,
}

/// The text is too long for a QR code.
#[derive(Debug, thiserror::Error)]
#[error("it is too long for a QR code")]
pub struct TooLong;

/// Upper left corner of the code with its quiet edge, mm.
const AT: (f32, f32) = (20.5, 20.5);
/// Width of the code with its quiet edge, mm: half a millimetre a module for some four hundred letters.
const SIDE: f32 = 36.0;
/// Modules of quiet edge (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;
/// How much rows reach into each other, mm: no white hair lines between them.
const OVERLAP: f32 = 0.01;

/// Draws the code into the upper left corner of a certificate's sheet.
///
/// # Errors
/// [`TooLong`].
pub fn stamp(sheet: &mut Sheet, code: &str, words: &CheckWords) -> Result<(), TooLong> {
    let square = QRBuilder::new(code).ecl(ECL::M).build().map_err(|_| TooLong)?;
    let module = SIDE / (square.size + 2 * QUIET) as f32;
    sheet.fill(AT, (SIDE, SIDE), Ink::Paper);
    for row in 0..square.size {
        let y = AT.1 + (row + QUIET) as f32 * module;
        let mut column = 0;
        while column < square.size {
            let run = square[row][column..].iter().take_while(|module| module.value()).count();
            if run > 0 {
                let x = AT.0 + (column + QUIET) as f32 * module;
                sheet.fill((x, y), (run as f32 * module, module + OVERLAP), Ink::Ink);
            }
            column += run.max(1);
        }
    }
    let (x, width) = (AT.0 + SIDE + 1.5, 44.0);
    let style = Style::of(7.5, Ink::Muted);
    let y = sheet.paragraph((x, AT.1 + 6.0), &words.scan, style, width, 3) + 0.8;
    let y = sheet.paragraph((x, y), &words.key, style, width, 2) + 0.8;
    if let Some(contact) = &words.contact {
        sheet.paragraph((x, y), contact, style, width, 2);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sheet::{Item, LETTER, width_of};

    fn words() -> CheckWords {
        CheckWords {
            scan: "Scan the code, or open the check page with this file. ".repeat(2),
            key: "Signing key 01234-56789-ABCDE-FGHJK".into(),
            contact: Some("Questions: records@education.example.gov, 1 800 555 0100".into()),
        }
    }

    #[test]
    fn the_words_stay_between_the_code_and_the_heading() {
        let mut sheet = Sheet::new((LETTER.1, LETTER.0), "x", "en");
        stamp(&mut sheet, &format!("FH1:{}", "7".repeat(380)), &words()).unwrap();
        for item in &sheet.items {
            if let Item::Text { at, text, size, weight, .. } = item {
                let right = at.0 + width_of(text, *size, *weight);
                assert!(at.0 > AT.0 + SIDE && right < 103.0, "{text}: {right}");
                assert!(at.1 < 57.0, "{text}: {}", at.1);
            }
        }
        assert!(stamp(&mut sheet, &"x".repeat(5000), &words()).is_err());
    }

    /// The sheet's boxes as grey pixels, four samples each way in a pixel.
    fn painted(sheet: &Sheet, per_mm: f32) -> Picture {
        const FINE: usize = 4;
        let (width, height) = ((sheet.width * per_mm) as usize, (sheet.height * per_mm) as usize);
        let fine = per_mm * FINE as f32;
        let mut samples = vec![255_u8; width * FINE * height * FINE];
        for item in &sheet.items {
            let Item::Box { at, size, fill: Some(ink), .. } = item else { continue };
            let grey = if *ink == Ink::Ink { 34 } else { 255 };
            for y in (at.1 * fine) as usize..((at.1 + size.1) * fine) as usize {
                let row = y * width * FINE;
                samples[row + (at.0 * fine) as usize..row + ((at.0 + size.0) * fine) as usize].fill(grey);
            }
        }
        let grey = |x: usize, y: usize| {
            let block = (0..FINE * FINE).map(|i| samples[(y * FINE + i / FINE) * width * FINE + x * FINE + i % FINE]);
            (block.map(u32::from).sum::<u32>() / (FINE * FINE) as u32) as u8
        };
        let pixels = (0..width * height).map(|i| grey(i % width, i / width)).collect();
        Picture { width, height, pixels }
    }

    struct Picture {
        width: usize,
        height: usize,
        pixels: Vec<u8>,
    }

    impl Picture {
        /// Turned about the middle of the code, as by a hand that is not steady; between pixels it is mixed.
        fn turned(&self, degrees: f32, per_mm: f32) -> Self {
            let (sin, cos) = degrees.to_radians().sin_cos();
            let (cx, cy) = ((AT.0 + SIDE / 2.0) * per_mm, (AT.1 + SIDE / 2.0) * per_mm);
            let at = |x: usize, y: usize| f32::from(*self.pixels.get(y * self.width + x).unwrap_or(&255));
            let pixel = |i: usize| {
                let (dx, dy) = ((i % self.width) as f32 - cx, (i / self.width) as f32 - cy);
                let (x, y) = ((cx + dx * cos - dy * sin).max(0.0), (cy + dx * sin + dy * cos).max(0.0));
                let (left, top) = (x as usize, y as usize);
                let (right, down) = (x.fract(), y.fract());
                let upper = at(left, top) * (1.0 - right) + at(left + 1, top) * right;
                let lower = at(left, top + 1) * (1.0 - right) + at(left + 1, top + 1) * right;
                (upper * (1.0 - down) + lower * down) as u8
            };
            Self { pixels: (0..self.pixels.len()).map(pixel).collect(), ..*self }
        }

        /// Grain of a poor camera: each pixel up to `most` brighter or darker, and less contrast.
        fn grainy(&self, most: i32) -> Self {
            let mut seed = 1_u32;
            let mut grain = || {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 16) as i32 % (2 * most + 1) - most
            };
            let pixel = |grey: &u8| (i32::from(*grey) * 3 / 5 + 60 + grain()).clamp(0, 255) as u8;
            Self { pixels: self.pixels.iter().map(pixel).collect(), ..*self }
        }

        fn read(&self) -> Option<String> {
            let grey = |x: usize, y: usize| self.pixels[y * self.width + x];
            let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(self.width, self.height, grey);
            prepared.detect_grids().first()?.decode().ok().map(|(_, text)| text)
        }
    }

    #[test]
    fn the_code_is_read_back_as_a_telephone_sees_it() {
        let mut sheet = Sheet::new((77.0, 77.0), "x", "en"); // the corner with the code
        let code: String =
            "FH1:".chars().chain((0..390).map(|i| b"NCFK60DG0/3WUWGSLKH47GO0"[i * 7 % 24] as char)).collect();
        stamp(&mut sheet, &code, &words()).unwrap();
        let print = 300.0 / 25.4;
        assert_eq!(painted(&sheet, print).read().as_deref(), Some(code.as_str()), "as printed, 300 dpi");
        let small = 150.0 / 25.4;
        assert_eq!(painted(&sheet, small).read().as_deref(), Some(code.as_str()), "half as fine, 150 dpi");
        let seen = painted(&sheet, print);
        for degrees in [-7.0, -3.0, 2.0, 5.0, 11.0] {
            let photo = seen.turned(degrees, print).grainy(12);
            assert_eq!(photo.read().as_deref(), Some(code.as_str()), "turned by {degrees} and grainy");
        }
    }
}
