//! Pictures of a film, straight into the window: no texture in between, scaled once for each picture.

use super::area::Area;
use super::pixel;
use super::triangle::Canvas;
use crate::media::player::{Frame, Order, Yuv, to_pixels};
use egui::{Context, Id, PaintCallback, Rect, Shape};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use std::sync::Arc;

/// Wider than any screen.
const SIDE_MAX: usize = 16_384;

/// A picture of a film as a screen puts it into its shapes.
pub struct FilmPicture {
    frame: Frame,
    corner_points: f32,
}

impl FilmPicture {
    /// A picture whose corners are rounded by as many points.
    #[must_use]
    pub const fn new(frame: Frame, corner_points: f32) -> Self {
        Self { frame, corner_points }
    }

    /// The same picture with other corners; the very same if they are those it has.
    #[must_use]
    pub fn with_corners(self: &Arc<Self>, corner_points: f32) -> Arc<Self> {
        if self.corner_points == corner_points {
            return Arc::clone(self);
        }
        Arc::new(Self::new(self.frame.clone(), corner_points))
    }

    /// The shape that shows it in `rect`. The same picture in the same place damages nothing.
    pub fn shape(self: &Arc<Self>, rect: Rect) -> Shape {
        let picture: Arc<Self> = Arc::clone(self);
        Shape::Callback(PaintCallback { rect, callback: picture })
    }
}

/// Lets screens know that their window takes films as they are.
pub fn announce(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("takes-films"), true));
}

/// Whether the window takes films as they are; else they go through textures.
#[must_use]
pub fn is_announced(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp(Id::unique("takes-films"))).unwrap_or(false)
}

/// Scales pictures and lays them into the window.
#[derive(Default)]
pub struct Projector {
    resizer: Resizer,
    /// The planes at the size they are shown.
    scaled: Yuv,
    /// Their colours, as bytes of pixels.
    bytes: Vec<u8>,
    /// What `bytes` holds, and its size.
    held: Option<(Arc<FilmPicture>, (usize, usize))>,
}

impl Projector {
    /// Gives memory back while no film is on show.
    pub fn rest(&mut self) {
        if self.held.is_some() {
            *self = Self::default();
        }
    }

    /// Draws the part of a picture that lies in `seen`; the whole would fill `place`.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, seen: &Area, place: &Area, film: &Arc<FilmPicture>, scale: f32) {
        let seen = seen.and(place);
        let size = (place.width().max(1) as usize, place.height().max(1) as usize);
        if seen.is_empty() || size.0.max(size.1) > SIDE_MAX || !self.hold(film, size) {
            return;
        }
        let corner = film.corner_points * scale;
        for y in seen.top..seen.bottom {
            let from = ((y - place.top) as usize * size.0 + (seen.left - place.left) as usize) * 4;
            let texels = self.bytes[from..from + seen.width() as usize * 4].chunks_exact(4).map(of_bgra);
            let row = canvas.row(y, seen.left, seen.right);
            let edge = (y - place.top).min(place.bottom - 1 - y);
            if (edge as f32) < corner {
                for ((below, texel), x) in row.iter_mut().zip(texels).zip(seen.left..) {
                    let side = (x - place.left).min(place.right - 1 - x);
                    *below = pixel::over(pixel::scaled(texel, corner_part(corner, side, edge)), *below);
                }
            } else {
                row.iter_mut().zip(texels).for_each(|(below, texel)| *below = texel);
            }
        }
    }

    /// Scales the picture and turns it into colours, unless that is at hand.
    fn hold(&mut self, film: &Arc<FilmPicture>, size: (usize, usize)) -> bool {
        if self.held.as_ref().is_some_and(|(held, of)| Arc::ptr_eq(held, film) && *of == size) {
            return true;
        }
        self.held = None;
        let planes = &film.frame.planes;
        let colour = film.frame.colour.of_height(planes.height);
        self.bytes.resize(size.0 * size.1 * 4, 0);
        let done = if size == (planes.width, planes.height) {
            to_pixels(planes, colour, Order::Bgra, &mut self.bytes).map_err(|fault| fault.to_string())
        } else {
            self.scale(planes, size).and_then(|()| {
                to_pixels(&self.scaled, colour, Order::Bgra, &mut self.bytes).map_err(|fault| fault.to_string())
            })
        };
        if let Err(fault) = done {
            log::warn!("a picture cannot be shown: {fault}");
            return false;
        }
        self.held = Some((Arc::clone(film), size));
        true
    }

    fn scale(&mut self, from: &Yuv, size: (usize, usize)) -> Result<(), String> {
        let (fine, coarse) = ((from.width, from.height), Yuv::chroma(from.width, from.height));
        let coarse_size = Yuv::chroma(size.0, size.1);
        (self.scaled.width, self.scaled.height) = size;
        let resizer = &mut self.resizer;
        plane(resizer, &from.y, fine, &mut self.scaled.y, size)?;
        plane(resizer, &from.u, coarse, &mut self.scaled.u, coarse_size)?;
        plane(resizer, &from.v, coarse, &mut self.scaled.v, coarse_size)
    }
}

/// Scales one plane. The filter grows with what is made smaller, so that no line of the film is lost between two
/// samples.
fn plane(
    resizer: &mut Resizer,
    from: &[u8],
    from_size: (usize, usize),
    into: &mut Vec<u8>,
    size: (usize, usize),
) -> Result<(), String> {
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear)).use_alpha(false);
    into.resize(size.0 * size.1, 0);
    let from = ImageRef::new(from_size.0 as u32, from_size.1 as u32, from, PixelType::U8);
    let into = Image::from_slice_u8(size.0 as u32, size.1 as u32, into, PixelType::U8);
    let (from, mut into) = (from.map_err(|fault| fault.to_string())?, into.map_err(|fault| fault.to_string())?);
    resizer.resize(&from, &mut into, &options).map_err(|fault| fault.to_string())
}

#[inline]
fn of_bgra(texel: &[u8]) -> u32 {
    u32::from_le_bytes([texel[0], texel[1], texel[2], 0xFF])
}

/// How much of a pixel a round corner leaves, of 255; counted from the nearest sides.
fn corner_part(corner: f32, side: i32, edge: i32) -> u32 {
    let (x, y) = (corner - side as f32 - 0.5, corner - edge as f32 - 0.5);
    if x <= 0.0 || y <= 0.0 {
        return 255;
    }
    ((corner + 0.5 - x.hypot(y)).clamp(0.0, 1.0) * 255.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::player::Colour;

    const SIDE: usize = 40;

    /// A film picture of `width` × `height`: dark on the left, light on the right, without colour.
    fn film(width: usize, height: usize, corner_points: f32) -> Arc<FilmPicture> {
        let y = (0..width * height).map(|at| if at % width < width / 2 { 50 } else { 200 }).collect();
        let (half_width, half_height) = Yuv::chroma(width, height);
        let (u, v) = (vec![128; half_width * half_height], vec![128; half_width * half_height]);
        let planes = Arc::new(Yuv { width, height, y, u, v });
        let colour = Colour { matrix: 1, is_full_range: true };
        let frame = Frame { serial: 1, at_ms: 0, width: width as u32, height: height as u32, planes, colour };
        Arc::new(FilmPicture::new(frame, corner_points))
    }

    fn shown(film: &Arc<FilmPicture>, seen: Area, place: Area) -> Vec<u32> {
        let mut pixels = vec![0xFF00_0000; SIDE * SIDE];
        let mut canvas = Canvas { pixels: &mut pixels, width: SIDE };
        Projector::default().draw(&mut canvas, &seen, &place, film, 1.0);
        pixels
    }

    const ALL: Area = Area::of_size(SIDE as i32, SIDE as i32);

    #[test]
    fn a_film_fills_its_place_at_any_size() {
        for (width, height) in [(20, 20), (7, 5), (1, 1), (64, 48), (333, 201)] {
            let place = Area { left: 3, top: 5, right: 24, bottom: 18 };
            let pixels = shown(&film(width, height, 0.0), ALL, place);
            let count = pixels.iter().filter(|pixel| **pixel != 0xFF00_0000).count();
            assert_eq!(count, 21 * 13, "{width} × {height}");
            let (left, right) = (pixels[10 * SIDE + 4] & 0xFF, pixels[10 * SIDE + 22] & 0xFF);
            assert!(width == 1 || (left.abs_diff(50) <= 1 && right.abs_diff(200) <= 1), "{left} {right}");
        }
    }

    #[test]
    fn a_part_of_it_is_that_part_of_the_whole() {
        let film = film(64, 48, 8.0);
        let place = Area { left: 2, top: 2, right: 35, bottom: 31 };
        let whole = shown(&film, ALL, place);
        let mut parts = vec![0xFF00_0000; SIDE * SIDE];
        let mut canvas = Canvas { pixels: &mut parts, width: SIDE };
        let mut projector = Projector::default();
        for (left, right) in [(0, 9), (9, 20), (20, 40)] {
            for (top, bottom) in [(0, 3), (3, 30), (30, 40)] {
                projector.draw(&mut canvas, &Area { left, top, right, bottom }, &place, &film, 1.0);
            }
        }
        assert!(parts == whole);
    }

    #[test]
    fn its_corners_are_round() {
        let pixels = shown(&film(20, 20, 8.0), ALL, ALL);
        let last = SIDE - 1;
        for (x, y) in [(0, 0), (last, 0), (0, last), (last, last)] {
            assert_eq!(pixels[y * SIDE + x], 0xFF00_0000);
        }
        assert!(pixels[20].to_le_bytes()[0] > 40 && pixels[20 * SIDE].to_le_bytes()[0] > 40, "the sides are whole");
    }

    #[test]
    fn planes_that_are_too_short_show_nothing() {
        let mut short = film(20, 20, 0.0);
        let planes = Arc::make_mut(&mut Arc::get_mut(&mut short).unwrap().frame.planes);
        planes.u.truncate(3);
        assert!(shown(&short, ALL, ALL).iter().all(|pixel| *pixel == 0xFF00_0000));
    }
}
