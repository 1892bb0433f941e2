//! What an office has on all of its papers: their size, its logo, and who signs. An office gives it once.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

/// The sheet that the office's printer holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperSize {
    /// US Letter, 215.9 × 279.4 mm.
    #[default]
    Letter,
    /// ISO 216 A4, 210 × 297 mm.
    A4,
}

impl PaperSize {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Letter, Self::A4];

    /// Its name in settings and commands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::A4 => "a4",
        }
    }

    /// The size of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.as_str() == name)
    }

    /// Width and height of the sheet standing upright, mm.
    #[must_use]
    pub fn upright(self) -> (f32, f32) {
        match self {
            Self::Letter => super::sheet::LETTER,
            Self::A4 => (210.0, 297.0),
        }
    }

    /// Width and height of the sheet lying, mm.
    #[must_use]
    pub fn lying(self) -> (f32, f32) {
        let (width, height) = self.upright();
        (height, width)
    }
}

/// A picture of a few hundred points each way: a logo, a signature.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    rgba: Arc<[u8]>,
    print: u64,
}

impl Picture {
    /// Of its pixels, four bytes each; none if they do not fit its size, or there are none.
    #[must_use]
    pub fn new(width: u32, height: u32, rgba: Vec<u8>) -> Option<Self> {
        let size_bytes = u64::from(width) * u64::from(height) * 4;
        let mut hasher = DefaultHasher::new();
        (width, &rgba).hash(&mut hasher);
        let picture = Self { width, height, print: hasher.finish(), rgba: rgba.into() };
        (size_bytes > 0 && picture.rgba.len() as u64 == size_bytes).then_some(picture)
    }

    /// Width and height, pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Its pixels: red, green, blue, opacity.
    #[must_use]
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// Tells it from others without comparing every pixel.
    #[must_use]
    pub fn print(&self) -> u64 {
        self.print
    }

    /// Width and height, mm, as large as it can be within `most` without being bent.
    #[must_use]
    pub fn within(&self, most: (f32, f32)) -> (f32, f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        let scale = (most.0 / width).min(most.1 / height);
        (width * scale, height * scale)
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({} × {}, {:x})", self.width, self.height, self.print)
    }
}

/// Somebody who signs papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Their name.
    pub name: String,
    /// What they are.
    pub title: String,
    /// Their signature, if it is printed and not written by hand.
    pub signature: Option<Picture>,
}

/// All of it. The default is US Letter with nothing on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// The sheet.
    pub paper: PaperSize,
    /// The agency's logo.
    pub logo: Option<Picture>,
    /// Who signs, from left to right: [`SIGNERS_MAX`] at most.
    pub signers: Vec<Signer>,
}

/// As many lines to sign on as a certificate has room for.
pub const SIGNERS_MAX: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_as_many_pixels_as_its_size_says_and_is_not_bent() {
        assert!(Picture::new(2, 2, vec![0; 15]).is_none() && Picture::new(0, 2, Vec::new()).is_none());
        let picture = Picture::new(4, 2, vec![9; 32]).unwrap();
        assert_eq!(picture.within((40.0, 40.0)), (40.0, 20.0));
        assert_eq!(picture.within((40.0, 10.0)), (20.0, 10.0));
        assert_ne!(picture.print(), Picture::new(2, 4, vec![9; 32]).unwrap().print());
    }

    #[test]
    fn both_sizes_have_names_and_lie_on_their_side() {
        for size in PaperSize::ALL {
            assert_eq!(PaperSize::parse(size.as_str()), Some(size));
            assert!(size.lying().0 > size.lying().1);
        }
    }
}
