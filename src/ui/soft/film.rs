//! Pictures of a film, straight into the window: no texture in between, scaled once for each picture.

use super::area::Area;
use super::pixel;
use super::triangle::Canvas;
use crate::media::player::Frame;
use egui::{Context, Id, PaintCallback, Rect, Shape};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use std::sync::Arc;

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
    #[must_use]
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
    scaled: Vec<u8>,
    /// What `scaled` holds, and its size.
    held: Option<(Arc<FilmPicture>, (u32, u32))>,
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
        let frame = &film.frame;
        let size = (place.width().max(1) as u32, place.height().max(1) as u32);
        if seen.is_empty() || frame.rgba.len() != frame.width as usize * frame.height as usize * 4 {
            return;
        }
        if size != (frame.width, frame.height) && !self.hold(film, size) {
            return;
        }
        let bytes: &[u8] = if size == (frame.width, frame.height) { &frame.rgba } else { &self.scaled };
        let corner = film.corner_points * scale;
        for y in seen.top..seen.bottom {
            let from = ((y - place.top) as usize * size.0 as usize + (seen.left - place.left) as usize) * 4;
            let texels = bytes[from..from + seen.width() as usize * 4].chunks_exact(4);
            let row = canvas.row(y, seen.left, seen.right);
            let edge = (y - place.top).min(place.bottom - 1 - y);
            if (edge as f32) < corner {
                for ((below, texel), x) in row.iter_mut().zip(texels).zip(seen.left..) {
                    let side = (x - place.left).min(place.right - 1 - x);
                    let part = corner_part(corner, side, edge);
                    *below = pixel::over(pixel::scaled(of_rgba(texel), part), *below);
                }
            } else {
                row.iter_mut().zip(texels).for_each(|(below, texel)| *below = of_rgba(texel));
            }
        }
    }

    /// Scales the picture unless it is at hand.
    fn hold(&mut self, film: &Arc<FilmPicture>, size: (u32, u32)) -> bool {
        if self.held.as_ref().is_some_and(|(held, of)| Arc::ptr_eq(held, film) && *of == size) {
            return true;
        }
        self.held = None;
        self.scaled.resize(size.0 as usize * size.1 as usize * 4, 0);
        let frame = &film.frame;
        // Widens the filter when it makes smaller, so that no line of the film is lost between two samples.
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear)).use_alpha(false);
        let from = ImageRef::new(frame.width, frame.height, &frame.rgba, PixelType::U8x4);
        let into = Image::from_slice_u8(size.0, size.1, &mut self.scaled, PixelType::U8x4);
        let (Ok(from), Ok(mut into)) = (from, into) else { return false };
        if let Err(fault) = self.resizer.resize(&from, &mut into, &options) {
            log::warn!("a picture cannot be scaled: {fault}");
            return false;
        }
        self.held = Some((Arc::clone(film), size));
        true
    }
}

#[inline]
fn of_rgba(texel: &[u8]) -> u32 {
    u32::from_be_bytes([0xFF, texel[0], texel[1], texel[2]])
}

/// How much of a pixel a round corner leaves, of 255; counted from the nearest sides.
fn corner_part(corner: f32, side: i32, edge: i32) -> u32 {
    let (x, y) = (corner - side as f32 - 0.5, corner - edge as f32 - 0.5);
    if x <= 0.0 || y <= 0.0 {
        return 255;
    }
    ((corner + 0.5 - x.hypot(y)).clamp(0.0, 1.0) * 255.0).round() as u32
}
