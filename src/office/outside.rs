//! The forms in which a certificate leaves the office: its JSON, a one-page PDF with a QR code and that JSON attached,
//! and a picture with that JSON baked in.

use super::home::{OfficeHome, Reader, write_file};
use super::issue::PaperWords;
use super::registry::IssuedRow;
use crate::crypto::hash::sha256;
use crate::crypto::sign::SecretKey;
use crate::format::certificate::code::{self, PaperClaims};
use crate::format::certificate::{Credential, attached, baked};
use crate::format::paper::{self, CheckWords};
use crate::format::pdf::{self, Attachment};
use crate::model::id::Hash;
use crate::model::problem::{Code, Problem};
use crate::model::sheet::Sheet;
use crate::model::trust::Fingerprint;

/// What only the issuer's key can add to a certificate on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperCode {
    /// The text of the QR code.
    pub text: String,
    /// Fingerprint of the key that signed it.
    pub key: String,
}

impl PaperCode {
    /// Of a certificate that is being signed.
    ///
    /// # Errors
    /// A certificate too long for a QR code.
    pub fn sign(credential: &Credential, key: &SecretKey, now: u64) -> Result<Self, Problem> {
        Self::of(&PaperClaims::of(credential, now), key)
    }

    /// Of what a certificate's paper says.
    ///
    /// # Errors
    /// The same.
    pub fn of(claims: &PaperClaims, key: &SecretKey) -> Result<Self, Problem> {
        let text = code::sign(claims, key).map_err(ours)?;
        Ok(Self { text, key: Fingerprint::of(&Hash(sha256(&key.public().0))).to_string() })
    }
}

fn ours(fault: impl std::fmt::Display) -> Problem {
    Problem::new(Code::Internal).because(fault)
}

/// Writes a certificate's files beside each other. `sheet` is its page without the code.
///
/// # Errors
/// The disk's.
pub fn write(
    home: &OfficeHome,
    row: &IssuedRow,
    sheet: Sheet,
    code: &PaperCode,
    words: &PaperWords,
) -> Result<(), Problem> {
    let sheet = stamped(home, sheet, code, words)?;
    let printed = Printed::of(row, sheet, words)?;
    let place = home.certificates().join(&row.id);
    write_file(&place.with_extension("json"), &row.file, Reader::Owner)?;
    write_file(&place.with_extension("png"), &printed.png, Reader::Owner)?;
    write_file(&place.with_extension("pdf"), &printed.pdf, Reader::Owner)
}

/// The two files of a certificate that people look at, with its JSON in each.
pub struct Printed {
    /// Its paper.
    pub pdf: Vec<u8>,
    /// Its picture.
    pub png: Vec<u8>,
}

impl Printed {
    /// Of a certificate whose sheet has the code on it.
    ///
    /// # Errors
    /// [`Code::Internal`] if a library refuses.
    pub fn of(row: &IssuedRow, sheet: Sheet, words: &PaperWords) -> Result<Self, Problem> {
        let attachment = Attachment {
            name: attached::NAME,
            media_type: "application/json",
            about: &(words.text)("certificate-attached", &[]),
            bytes: &row.file,
        };
        Ok(Self {
            pdf: pdf::write_lasting(&[sheet], &[attachment], row.issued).map_err(ours)?,
            png: baked::bake(&row.file, &badge(), BADGE_SIDE).map_err(ours)?,
        })
    }
}

/// A certificate's sheet with the code on it and the words beside that.
///
/// # Errors
/// The disk's.
pub fn stamped(home: &OfficeHome, mut sheet: Sheet, code: &PaperCode, words: &PaperWords) -> Result<Sheet, Problem> {
    let text = |key: &str, values: &[(&str, &str)]| (words.text)(key, values);
    let contact = home.config()?.contact;
    let check = CheckWords {
        scan: text("certificate-check", &[]),
        key: text("certificate-key", &[("key", &code.key)]),
        contact: contact.map(|contact| text("certificate-contact", &[("contact", &contact)])),
    };
    paper::stamp(&mut sheet, &code.text, &check).map_err(ours)?;
    Ok(sheet)
}

/// Width and height of the badge's picture, pixels.
pub const BADGE_SIDE: u32 = 256;

/// The badge's picture, RGBA: a ring and a tick in the colour of things earned, on a transparent ground.
#[must_use]
pub fn badge() -> Vec<u8> {
    let mut pixels = Vec::with_capacity((BADGE_SIDE * BADGE_SIDE * 4) as usize);
    for y in 0..BADGE_SIDE {
        for x in 0..BADGE_SIDE {
            pixels.extend(badge_pixel(x as f32 + 0.5, y as f32 + 0.5));
        }
    }
    pixels
}

fn badge_pixel(x: f32, y: f32) -> [u8; 4] {
    let middle = BADGE_SIDE as f32 / 2.0;
    let (dx, dy) = (x - middle, y - middle);
    let scallops = 4.0 * (24.0 * dy.atan2(dx)).cos();
    let from_edge = middle - 8.0 + scallops - dx.hypot(dy);
    let inside = from_edge.clamp(0.0, 1.0);
    let is_ring = (10.0..14.0).contains(&from_edge);
    let tick = near((x, y), (84.0, 132.0), (114.0, 164.0)).min(near((x, y), (114.0, 164.0), (176.0, 94.0)));
    let light = (10.5 - tick).clamp(0.0, 1.0).max(if is_ring { 1.0 } else { 0.0 });
    let mix = |dark: f32, light_part: f32| (dark + (light_part - dark) * light) as u8;
    [mix(138.0, 255.0), mix(82.0, 255.0), mix(0.0, 255.0), (inside * 255.0) as u8]
}

/// Distance from a point to a stroke.
fn near(point: (f32, f32), from: (f32, f32), to: (f32, f32)) -> f32 {
    let (run, rise) = (to.0 - from.0, to.1 - from.1);
    let along = (point.0 - from.0) * run + (point.1 - from.1) * rise;
    let along = (along / (run * run + rise * rise)).clamp(0.0, 1.0);
    (point.0 - from.0 - along * run).hypot(point.1 - from.1 - along * rise)
}
