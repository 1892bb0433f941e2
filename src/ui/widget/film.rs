//! The picture of a film in its own shape.

use super::super::soft::film::{self, FilmPicture};
use super::super::tokens::{FILM_GROUND, Tokens, space};
use crate::media::player::Frame;
use egui::{
    ColorImage, Context, CornerRadius, Image, Rect, Response, Role, Sense, Stroke, StrokeKind, TextureHandle,
    TextureOptions, Ui, Vec2, WidgetInfo, load::SizedTexture, vec2,
};
use std::sync::Arc;

/// The shape of the place that a film is given in a page.
pub const SHAPE: f32 = 16.0 / 9.0;

/// A film in a page is not made narrower than this for what stands below it.
const GOOD_WIDTH: f32 = 560.0;

/// The picture last shown: as it is where the window takes films, else as a texture.
#[derive(Default)]
pub struct Reel {
    texture: Option<TextureHandle>,
    picture: Option<Arc<FilmPicture>>,
    serial: u64,
}

/// What was drawn.
pub struct Shown {
    /// Of the whole place.
    pub response: Response,
    /// Where the picture stands in it.
    pub picture: Rect,
}

impl Reel {
    /// Takes another picture in; the same one costs nothing.
    pub fn turn(&mut self, ctx: &Context, frame: &Frame) {
        let size = [frame.width as usize, frame.height as usize];
        if self.serial == frame.serial {
            return;
        }
        self.serial = frame.serial;
        if film::is_announced(ctx) {
            self.picture = Some(Arc::new(FilmPicture::new(frame.clone(), 0.0)));
            return;
        }
        let image = ColorImage::from_rgba_premultiplied(size, &frame.rgba());
        match &mut self.texture {
            Some(texture) => texture.set(image, TextureOptions::LINEAR),
            None => self.texture = Some(ctx.load_texture("film", image, TextureOptions::LINEAR)),
        }
    }

    /// Whether there is a picture yet.
    #[must_use]
    pub fn has_picture(&self) -> bool {
        self.texture.is_some() || self.picture.is_some()
    }

    /// Draws it into a place, keeping the film's own shape; `shown` is that shape. In a page it has round corners, over
    /// the whole window none.
    pub fn show(&mut self, ui: &mut Ui, rect: Rect, shown: Option<(u32, u32)>, in_page: bool, name: &str) -> Shown {
        let response = ui.allocate_rect(rect, Sense::CLICK);
        let place = fitted(rect, shown);
        if ui.is_rect_visible(rect) {
            let corner = if in_page { CornerRadius::same(space::CORNER_SMALL) } else { CornerRadius::ZERO };
            let covers = self.has_picture() && place.size() == rect.size();
            if !covers {
                ui.painter().rect_filled(rect, corner, FILM_GROUND); // not under a whole picture: it would fringe its corners
            }
            self.paint(ui, place, if covers { corner } else { CornerRadius::ZERO });
            if in_page {
                let line = Stroke::new(1.0, Tokens::of(ui).palette.line);
                ui.painter().rect_stroke(rect, corner, line, StrokeKind::Inside); // a film as pale as the page has an end too
            }
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        Shown { response, picture: place }
    }

    fn paint(&mut self, ui: &Ui, place: Rect, corner: CornerRadius) {
        if let Some(picture) = &mut self.picture {
            *picture = picture.with_corners(f32::from(corner.nw));
            ui.painter().add(picture.shape(place));
        } else if let Some(texture) = &self.texture {
            let image = Image::from_texture(SizedTexture::from_handle(texture));
            image.corner_radius(corner).paint_at(ui, place);
        }
    }
}

/// The largest place of the film's own shape inside `rect`.
fn fitted(rect: Rect, shown: Option<(u32, u32)>) -> Rect {
    let Some((width, height)) = shown else { return rect };
    let (shape, place) = (width as f32 / height.max(1) as f32, rect.aspect_ratio());
    if (shape - place).abs() < 0.02 {
        return rect;
    }
    let size = if shape > place {
        vec2(rect.width(), rect.width() / shape)
    } else {
        vec2(rect.height() * shape, rect.height())
    };
    Rect::from_center_size(rect.center(), size)
}

/// The largest film that leaves `below` points free under it. Where that would make it small, it takes what leaves only
/// the slider and one row, and the page scrolls to the rest.
#[must_use]
pub fn width_in(place: Vec2, below: f32) -> f32 {
    let beside = |below: f32| place.x.min((place.y - below).max(0.0) * SHAPE);
    let least = beside(2.5 * space::TARGET).min(GOOD_WIDTH).max(place.x.min(320.0));
    beside(below).max(least).floor()
}
