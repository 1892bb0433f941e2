//! One triangle: which pixels it has, by the top-left rule, and their colours.
//!
//! A pixel belongs to a triangle if its middle lies inside, or on an edge that is a left one or a level upper one.
//! So of triangles that share an edge exactly one has each pixel along it. Corners are taken at 1/256 of a pixel,
//! and the rule is followed in whole numbers.

use super::area::Area;
use super::pixel;
use super::texture::Texture;

/// 1/256 of a pixel.
const STEPS: i64 = 256;
const MIDDLE: i64 = STEPS / 2;
/// Farther out than any window; what lies beyond is moved there.
const FAR: f32 = 32_000.0;

/// The pixels of a window, or of a picture of one.
pub struct Canvas<'a> {
    /// Row by row, from the top.
    pub pixels: &'a mut [u32],
    /// Pixels in a row.
    pub width: usize,
}

impl Canvas<'_> {
    /// Pixels `left..right` of a row.
    #[inline]
    pub fn row(&mut self, y: i32, left: i32, right: i32) -> &mut [u32] {
        let at = y as usize * self.width;
        &mut self.pixels[at + left as usize..at + right as usize]
    }

    /// All of it, as an area.
    pub fn area(&self) -> Area {
        let rows = self.pixels.len().checked_div(self.width).unwrap_or(0);
        Area::of_size(self.width as i32, rows as i32)
    }
}

/// A corner, in pixels.
#[derive(Debug, Clone, Copy, Default)]
pub struct Corner {
    pub x: f32,
    pub y: f32,
    /// Place in the texture, in texels.
    pub u: f32,
    pub v: f32,
    pub colour: u32,
}

/// A coordinate in steps; the middle of pixel `n` is at `n * STEPS + MIDDLE`.
#[inline]
pub fn steps(at: f32) -> i64 {
    (at.clamp(-FAR, FAR) * STEPS as f32).round() as i64 // not a number: 0
}

/// The first pixel whose middle is at `at` or after it.
#[inline]
pub const fn first_from(at: i64) -> i32 {
    -((MIDDLE - at).div_euclid(STEPS)) as i32
}

/// On one row of pixels, `constant + slope * x` is at least 0 where an edge has the pixel on its side.
struct Edge {
    slope: f64,
    constant: i64,
    constant_step: i64,
}

impl Edge {
    fn new(from: (i64, i64), to: (i64, i64), first_row: i32) -> Self {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let is_top_left = dy < 0 || (dy == 0 && dx > 0);
        let y = i64::from(first_row) * STEPS + MIDDLE;
        Self {
            slope: (-dy * STEPS) as f64,
            constant: dx * (y - from.1) - dy * (MIDDLE - from.0) - i64::from(!is_top_left),
            constant_step: dx * STEPS,
        }
    }

    /// Narrows `left..right` to what is on the edge's side.
    #[inline]
    fn narrow(&self, left: &mut i32, right: &mut i32) {
        // Exact: both are whole and below 2^53, and their ratio is farther from the next whole number than a
        // double's error, or is that number.
        if self.slope > 0.0 {
            *left = (*left).max(up(-(self.constant as f64) / self.slope));
        } else if self.slope < 0.0 {
            *right = (*right).min(up((self.constant as f64 + 1.0) / -self.slope));
        } else if self.constant < 0 {
            *right = *left;
        }
    }
}

/// The next whole number from `at` on. Quicker than `ceil`, which is a call where the processor may be an old one.
#[inline]
fn up(at: f64) -> i32 {
    let whole = at as i32;
    whole.saturating_add(i32::from(f64::from(whole) < at))
}

/// How a value goes over the triangle: at the middle of pixel 0, 0, and its change to the right and down.
#[derive(Clone, Copy)]
struct Plane {
    origin: f32,
    right: f32,
    down: f32,
}

/// Solves planes for one triangle.
struct Slopes {
    a: (f32, f32),
    b: (f32, f32),
    c: (f32, f32),
    inverse: f32,
}

impl Slopes {
    fn plane(&self, a: f32, b: f32, c: f32) -> Plane {
        let (ab, ac) = (b - a, c - a);
        let right = (ab * (self.c.1 - self.a.1) - ac * (self.b.1 - self.a.1)) * self.inverse;
        let down = (ac * (self.b.0 - self.a.0) - ab * (self.c.0 - self.a.0)) * self.inverse;
        Plane { origin: a - right * (self.a.0 - 0.5) - down * (self.a.1 - 0.5), right, down }
    }
}

/// What fills the pixels.
enum Fill {
    Flat(u32),
    /// Colours from corner to corner: a, r, g, b, each times one texel.
    Blend([Plane; 4], u32),
    /// Texels times one colour.
    Texels([Plane; 2], u32),
    /// Texels times colours from corner to corner.
    Both([Plane; 2], [Plane; 4]),
}

/// Draws a triangle into `clip`, which lies within the canvas.
pub fn draw(canvas: &mut Canvas<'_>, clip: &Area, texture: &Texture, corners: [Corner; 3]) {
    let [a, mut b, mut c] = corners;
    let at = |corner: &Corner| (steps(corner.x), steps(corner.y));
    let mut p = [at(&a), at(&b), at(&c)];
    let cross = (p[1].0 - p[0].0) * (p[2].1 - p[0].1) - (p[1].1 - p[0].1) * (p[2].0 - p[0].0);
    if cross == 0 {
        return;
    }
    if cross < 0 {
        p.swap(1, 2);
        std::mem::swap(&mut b, &mut c);
    }
    let top = clip.top.max(first_from(p[0].1.min(p[1].1).min(p[2].1)));
    let bottom = clip.bottom.min(first_from(p[0].1.max(p[1].1).max(p[2].1) + 1));
    let left = clip.left.max(first_from(p[0].0.min(p[1].0).min(p[2].0)));
    let right = clip.right.min(first_from(p[0].0.max(p[1].0).max(p[2].0) + 1));
    if top >= bottom || left >= right {
        return;
    }
    let mut edges = [Edge::new(p[0], p[1], top), Edge::new(p[1], p[2], top), Edge::new(p[2], p[0], top)];
    let fill = filling(texture, [&a, &b, &c], p, cross.unsigned_abs());
    if matches!(fill, Fill::Flat(0)) {
        return;
    }
    for y in top..bottom {
        let (mut from, mut to) = (left, right);
        for edge in &mut edges {
            edge.narrow(&mut from, &mut to);
            edge.constant += edge.constant_step;
        }
        if from < to {
            span(canvas.row(y, from, to), (from, y), &fill, texture);
        }
    }
}

fn filling(texture: &Texture, [a, b, c]: [&Corner; 3], p: [(i64, i64); 3], cross: u64) -> Fill {
    let is_one_colour = a.colour == b.colour && b.colour == c.colour;
    let is_one_texel = (a.u, a.v) == (b.u, b.v) && (b.u, b.v) == (c.u, c.v);
    let texel = || texture.sample(a.u, a.v);
    if is_one_colour && is_one_texel {
        return Fill::Flat(pixel::tinted(texel(), a.colour));
    }
    let in_pixels = |(x, y): (i64, i64)| (x as f32 / STEPS as f32, y as f32 / STEPS as f32);
    let slopes = Slopes {
        a: in_pixels(p[0]),
        b: in_pixels(p[1]),
        c: in_pixels(p[2]),
        inverse: (STEPS * STEPS) as f32 / cross as f32,
    };
    let place = || [slopes.plane(a.u, b.u, c.u), slopes.plane(a.v, b.v, c.v)];
    let colours = || {
        [24, 16, 8, 0].map(|shift| {
            let channel = |corner: &Corner| ((corner.colour >> shift) & 0xFF) as f32;
            slopes.plane(channel(a), channel(b), channel(c))
        })
    };
    match (is_one_colour, is_one_texel) {
        (true, _) => Fill::Texels(place(), a.colour),
        (false, true) => Fill::Blend(colours(), texel()),
        (false, false) => Fill::Both(place(), colours()),
    }
}

/// Fills pixels of one row, the first of them at `at`.
fn span(row: &mut [u32], at: (i32, i32), fill: &Fill, texture: &Texture) {
    match fill {
        Fill::Flat(colour) => pixel::cover(row, *colour),
        Fill::Blend(planes, texel) => {
            let (mut now, step) = started(planes, at);
            for below in row {
                *below = pixel::over(pixel::tinted(*texel, packed(now)), *below);
                (0..4).for_each(|channel| now[channel] += step[channel]);
            }
        }
        Fill::Texels(place, colour) => {
            let (mut now, step) = started(place, at);
            for below in row {
                *below = pixel::over(pixel::tinted(texture.sample(now[0], now[1]), *colour), *below);
                (0..2).for_each(|axis| now[axis] += step[axis]);
            }
        }
        Fill::Both(place, planes) => {
            let ((mut now, step), (mut colour, colour_step)) = (started(place, at), started(planes, at));
            for below in row {
                *below = pixel::over(pixel::tinted(texture.sample(now[0], now[1]), packed(colour)), *below);
                (0..2).for_each(|axis| now[axis] += step[axis]);
                (0..4).for_each(|channel| colour[channel] += colour_step[channel]);
            }
        }
    }
}

/// The values at a pixel's middle, and their change to the next one.
#[inline]
fn started<const N: usize>(planes: &[Plane; N], (x, y): (i32, i32)) -> ([f32; N], [f32; N]) {
    (planes.map(|plane| plane.origin + plane.right * x as f32 + plane.down * y as f32), planes.map(|plane| plane.right))
}

#[inline]
fn packed(channels: [f32; 4]) -> u32 {
    u32::from_be_bytes(channels.map(|channel| (channel + 0.5) as u8)) // `as` keeps it within 0–255
}
