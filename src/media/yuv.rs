//! A decoded picture as its decoder gives it: 8 bits, planar 4:2:0, and the way to colours on a screen.

use super::track::Turn;

/// How colours are to be turned into RGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// `matrix_coefficients` (H.264 table E-5, the same numbers in H.273); 2 = not said.
    pub matrix: u8,
    /// 0–255 rather than 16–235.
    pub is_full_range: bool,
}

/// A picture: rows from the top, no padding, chroma rounded up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Yuv {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Luma, one byte a pixel.
    pub y: Vec<u8>,
    /// Blue difference, one byte for two by two pixels.
    pub u: Vec<u8>,
    /// Red difference, one byte for two by two pixels.
    pub v: Vec<u8>,
}

impl From<rusty_h264_common::YuvFrame> for Yuv {
    fn from(frame: rusty_h264_common::YuvFrame) -> Self {
        Self { width: frame.width, height: frame.height, y: frame.y, u: frame.u, v: frame.v }
    }
}

impl Yuv {
    /// Whether each plane is as long as the size says.
    pub fn is_whole(&self) -> bool {
        let chroma = self.width.div_ceil(2) * self.height.div_ceil(2);
        self.y.len() == self.width * self.height && self.u.len() == chroma && self.v.len() == chroma
    }

    /// Half the width and height, rounded up: the size of the chroma planes.
    pub const fn chroma(width: usize, height: usize) -> (usize, usize) {
        (width.div_ceil(2), height.div_ceil(2))
    }

    /// The picture turned clockwise.
    pub fn turned(self, turn: Turn) -> Self {
        if matches!(turn, Turn::None | Turn::Other) {
            return self;
        }
        let (width, height) = (self.width, self.height);
        let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
        let is_sideways = matches!(turn, Turn::Right | Turn::Left);
        Self {
            width: if is_sideways { height } else { width },
            height: if is_sideways { width } else { height },
            y: turned(&self.y, width, height, turn),
            u: turned(&self.u, half_width, half_height, turn),
            v: turned(&self.v, half_width, half_height, turn),
        }
    }
}

fn turned(plane: &[u8], width: usize, height: usize, turn: Turn) -> Vec<u8> {
    let column = |x: usize| plane.iter().skip(x).step_by(width.max(1)).take(height).copied();
    match turn {
        Turn::None | Turn::Other => plane.to_vec(),
        Turn::Over => plane.iter().rev().copied().collect(),
        Turn::Right => (0..width).flat_map(|x| column(x).rev()).collect(),
        Turn::Left => (0..width).rev().flat_map(column).collect(),
    }
}

impl Colour {
    /// With the matrix that is usual for films of that height where the film says none.
    #[must_use]
    pub const fn of_height(self, height: usize) -> Self {
        let matrix = match self.matrix {
            1 | 4..=7 | 9 => self.matrix,
            _ if height >= 720 => 1,
            _ => 6,
        };
        Self { matrix, ..self }
    }
}

/// The order of the four bytes of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Red, green, blue, alpha.
    Rgba,
    /// Blue, green, red, alpha.
    Bgra,
}

/// Turns a picture into four bytes a pixel, opaque; `out` must hold exactly width × height × 4 bytes.
///
/// # Errors
///
/// Planes shorter than the picture.
pub fn to_pixels(frame: &Yuv, colour: Colour, order: Order, out: &mut [u8]) -> Result<(), yuv::YuvError> {
    let (width, height) = (frame.width as u32, frame.height as u32);
    let image = yuv::YuvPlanarImage {
        y_plane: &frame.y,
        y_stride: width,
        u_plane: &frame.u,
        u_stride: width.div_ceil(2),
        v_plane: &frame.v,
        v_stride: width.div_ceil(2),
        width,
        height,
    };
    let range = if colour.is_full_range { yuv::YuvRange::Full } else { yuv::YuvRange::Limited };
    let matrix = match colour.of_height(frame.height).matrix {
        4 => yuv::YuvStandardMatrix::Fcc,
        5 | 6 => yuv::YuvStandardMatrix::Bt601,
        7 => yuv::YuvStandardMatrix::Smpte240,
        9 => yuv::YuvStandardMatrix::Bt2020,
        _ => yuv::YuvStandardMatrix::Bt709,
    };
    match order {
        Order::Rgba => yuv::yuv420_to_rgba(&image, out, width * 4, range, matrix),
        Order::Bgra => yuv::yuv420_to_bgra(&image, out, width * 4, range, matrix),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_orders_are_the_same_colours() {
        let frame = Yuv { width: 2, height: 2, y: vec![81; 4], u: vec![90], v: vec![240] };
        let colour = Colour { matrix: 2, is_full_range: false };
        let (mut rgba, mut bgra) = ([0; 16], [0; 16]);
        to_pixels(&frame, colour, Order::Rgba, &mut rgba).unwrap();
        to_pixels(&frame, colour, Order::Bgra, &mut bgra).unwrap();
        assert!(rgba[0] > 250 && rgba[1] < 5 && rgba[2] < 5 && rgba[3] == 255, "red: {rgba:?}");
        assert_eq!([bgra[2], bgra[1], bgra[0], bgra[3]], [rgba[0], rgba[1], rgba[2], rgba[3]]);
        assert_eq!((colour.of_height(480).matrix, colour.of_height(720).matrix), (6, 1));
    }

    #[test]
    fn a_picture_is_turned_clockwise() {
        let frame = Yuv { width: 3, height: 2, y: vec![1, 2, 3, 4, 5, 6], u: vec![7, 8], v: vec![9, 10] };
        let right = frame.clone().turned(Turn::Right);
        assert_eq!((right.width, right.height, right.y.as_slice()), (2, 3, &[4, 1, 5, 2, 6, 3][..]));
        assert_eq!((right.u.as_slice(), right.is_whole()), (&[7, 8][..], true));
        assert_eq!(frame.clone().turned(Turn::Over).y, [6, 5, 4, 3, 2, 1]);
        let left = frame.clone().turned(Turn::Left);
        assert_eq!(left.y, [3, 6, 2, 5, 1, 4]);
        assert_eq!(left.turned(Turn::Right), frame);
    }
}
