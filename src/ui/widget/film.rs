//! The picture of a film with its captions in the lower part, on a plate that keeps them legible on any picture.

use super::super::soft::film::{self, FilmPicture};
use super::super::tokens::{FILM_GROUND, FILM_PLATE, FILM_WORDS, Size, Tokens, space};
use crate::media::player::Frame;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, ColorImage, Context, CornerRadius, FontId, Image, Rect, Response, Role, Sense, Stroke, StrokeKind,
    TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo, load::SizedTexture, pos2, vec2,
};
use std::sync::Arc;

/// The shape of the place that a film is given.
pub const SHAPE: f32 = 16.0 / 9.0;

/// The picture last shown: as it is where the window takes films, else as a texture.
#[derive(Default)]
pub struct Reel {
    texture: Option<TextureHandle>,
    picture: Option<Arc<FilmPicture>>,
    serial: u64,
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

    /// Draws it `width` wide, in a place of [`SHAPE`], keeping the film's own shape; `shown` is that shape.
    pub fn show(&mut self, ui: &mut Ui, width: f32, shown: Option<(u32, u32)>, words: &[&str], name: &str) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(width, width / SHAPE), Sense::CLICK);
        if ui.is_rect_visible(rect) {
            let corner = CornerRadius::same(space::CORNER_SMALL);
            let place = fitted(rect, shown);
            let covers = self.has_picture() && place.size() == rect.size();
            if !covers {
                ui.painter().rect_filled(rect, corner, FILM_GROUND); // not under a whole picture: it would fringe its corners
            }
            self.paint(ui, place, if covers { corner } else { CornerRadius::ZERO });
            let line = Stroke::new(1.0, Tokens::of(ui).palette.line);
            ui.painter().rect_stroke(rect, corner, line, StrokeKind::Inside); // a film as pale as the page has an end too
            captions(ui, rect, words);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        response
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
    let shape = width as f32 / height.max(1) as f32;
    if (shape - SHAPE).abs() < 0.02 {
        return rect;
    }
    let size = if shape > SHAPE {
        vec2(rect.width(), rect.width() / shape)
    } else {
        vec2(rect.height() * shape, rect.height())
    };
    Rect::from_center_size(rect.center(), size)
}

/// Words on a dark plate, in letters that grow with the film and with the person's text size.
fn captions(ui: &Ui, rect: Rect, words: &[&str]) {
    let tokens = Tokens::of(ui);
    let points = (rect.height() * 0.048).max(tokens.points(Size::Body)).min(rect.height() * 0.085);
    let mut bottom = rect.bottom() - rect.height() * 0.03;
    for said in words.iter().rev() {
        let width = rect.width() * 0.88;
        let mut galley = ui.painter().layout_job(caption_job(said, points, width));
        if galley.rows.len() > said.lines().count() {
            // Too large for the file's own lines: let the words flow.
            galley = ui.painter().layout_job(caption_job(&said.replace('\n', " "), points, width));
        }
        let size = galley.size() + vec2(2.0 * space::M, 2.0 * space::XS);
        let plate = Rect::from_min_size(pos2(rect.center().x - size.x / 2.0, bottom - size.y), size);
        ui.painter().rect_filled(plate, CornerRadius::same(6), FILM_PLATE);
        let at = plate.center_top() + vec2(0.0, space::XS);
        ui.painter().galley(at, galley, FILM_WORDS);
        bottom = plate.top() - space::XS;
    }
}

fn caption_job(said: &str, points: f32, width: f32) -> LayoutJob {
    let font = FontId::new(points.round(), egui::FontFamily::Proportional);
    let mut job = LayoutJob::single_section(said.to_owned(), TextFormat::simple(font, FILM_WORDS));
    job.wrap.max_width = width;
    job.halign = Align::Center;
    job
}

/// The largest film that leaves `below` points free under it, and never less than a small one.
#[must_use]
pub fn width_in(place: Vec2, below: f32) -> f32 {
    place.x.min((place.y - below).max(0.0) * SHAPE).max(place.x.min(320.0)).floor()
}
