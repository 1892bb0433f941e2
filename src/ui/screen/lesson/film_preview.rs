//! What the film shows at a place of its slider: a small picture, the time, the chapter. It floats above the pointer, or
//! above the place that the keyboard has gone to. Where no picture comes there is only the time.

use super::film_controls::clock;
use super::video::Video;
use crate::media::player::{Phase, Snapshot};
use crate::media::thumb::{Look, Thumbs};
use crate::ui::ViewCtx;
use crate::ui::tokens::{FILM_GROUND, Size, Tokens, UNTINTED, space};
use crate::ui::widget::track::Touched;
use crate::worker::view::FileHandle;
use egui::{
    Align, ColorImage, CornerRadius, Id, LayerId, Order, Rect, Shadow, Stroke, StrokeKind, TextureHandle,
    TextureOptions, Ui, Vec2, load::SizedTexture, pos2, text::LayoutJob, vec2,
};
use std::sync::Arc;
use std::time::Duration;

/// How wide the picture is, in points.
const WIDTH: f32 = 160.0;
/// After a key was pressed it stays so long.
const AFTER_KEY_MS: u64 = 1_500;

/// See the module.
pub struct Preview {
    file: Option<FileHandle>,
    thumbs: Option<Thumbs>,
    texture: Option<TextureHandle>,
    /// Which picture the texture holds, by its time.
    held_ms: Option<u64>,
    /// What the keyboard went to, and when, by the program's own clock.
    by_key: Option<(f32, u64)>,
}

/// What stands above the slider.
struct Above<'a> {
    picture: Option<(Option<SizedTexture>, Vec2)>,
    time: &'a str,
    chapter: Option<&'a str>,
}

impl Preview {
    /// For a film, read by a reader of its own.
    #[must_use]
    pub fn new(file: FileHandle) -> Self {
        Self { file: Some(file), thumbs: None, texture: None, held_ms: None, by_key: None }
    }

    /// The place to show: the pointer's, or for a while the keyboard's.
    fn place(&mut self, ui: &Ui, cx: &ViewCtx<'_>, touched: &Touched) -> Option<f32> {
        match touched.pointed {
            Some(place) if touched.is_by_key => self.by_key = Some((place, cx.mono_ms)),
            Some(_) => self.by_key = None,
            None => {}
        }
        let Some((place, since_ms)) = self.by_key else { return touched.pointed };
        let left_ms = (since_ms + AFTER_KEY_MS).saturating_sub(cx.mono_ms);
        if left_ms == 0 {
            self.by_key = None;
            return None;
        }
        ui.ctx().request_repaint_after(Duration::from_millis(left_ms));
        Some(place)
    }

    /// The picture of a time; `None` where there is none, an empty place while it is on its way.
    fn picture(&mut self, ui: &Ui, at_ms: u64, state: &Snapshot) -> Option<(Option<SizedTexture>, Vec2)> {
        let (width, height) = state.shown_size?;
        if let Some(file) = self.file.take() {
            let window = ui.ctx().clone();
            let wake = Arc::new(move || window.request_repaint());
            self.thumbs = Some(Thumbs::new(Box::new(file), state.duration_ms, wake));
        }
        let shape = width as f32 / height.max(1) as f32;
        let size =
            if shape >= 4.0 / 3.0 { vec2(WIDTH, WIDTH / shape) } else { vec2(WIDTH * 0.75 * shape, WIDTH * 0.75) };
        match self.thumbs.as_mut()?.look(at_ms) {
            Look::Nothing => None,
            Look::Coming => Some((None, size)),
            Look::Here(thumb) => {
                if self.held_ms != Some(thumb.at_ms) {
                    let image = ColorImage::from_rgba_premultiplied([thumb.width, thumb.height], &thumb.rgba);
                    match &mut self.texture {
                        Some(texture) => texture.set(image, TextureOptions::LINEAR),
                        None => self.texture = Some(ui.ctx().load_texture("film-thumb", image, TextureOptions::LINEAR)),
                    }
                    self.held_ms = Some(thumb.at_ms);
                }
                Some((self.texture.as_ref().map(SizedTexture::from_handle), size))
            }
        }
    }
}

impl Video {
    /// Draws it above the slider while somebody points there.
    pub(super) fn preview(&mut self, ui: &Ui, cx: &ViewCtx<'_>, state: &Snapshot, touched: &Touched) {
        if ui.opacity() == 0.0 || state.duration_ms == 0 || matches!(state.phase, Phase::Opening | Phase::Failed(_)) {
            return;
        }
        let Some(place) = self.preview.place(ui, cx, touched) else { return };
        let at_ms = (f64::from(place) * state.duration_ms as f64) as u64;
        let picture = self.preview.picture(ui, at_ms, state);
        let time = clock(at_ms);
        let above = Above { picture, time: &time, chapter: self.chapter_at(at_ms) };
        let x = touched.rail.left() + touched.rail.width() * place;
        above.paint(ui, x, touched.rail.top() - space::M);
    }
}

impl Above<'_> {
    fn paint(&self, ui: &Ui, x: f32, bottom: f32) {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let layer = LayerId::new(Order::Tooltip, Id::unique("film-preview"));
        let painter = ui.ctx().layer_painter(layer);
        let width = self.picture.as_ref().map_or(0.0, |(_, size)| size.x).max(tokens.scaled(WIDTH));
        let centred = |words: &str, font| {
            let mut job = LayoutJob::simple(words.to_owned(), font, p.ink, width);
            job.halign = Align::Center;
            ui.painter().layout_job(job)
        };
        let time = centred(self.time, tokens.bold(Size::Small));
        let chapter = self.chapter.map(|name| centred(name, tokens.font(Size::Small)));
        let words_width = chapter.as_ref().map_or(0.0, |name| name.size().x).max(time.size().x);
        let picture = self.picture.as_ref().map_or(Vec2::ZERO, |(_, size)| *size);
        let gap = if picture.y > 0.0 { space::XS } else { 0.0 };
        let words_height = time.size().y + chapter.as_ref().map_or(0.0, |name| name.size().y);
        let inner = vec2(picture.x.max(words_width), picture.y + gap + words_height);
        let size = inner + vec2(2.0 * space::S, 2.0 * space::XS + if picture.y > 0.0 { space::XS } else { 0.0 });
        let window = ui.ctx().content_rect().shrink(space::XS);
        let left = (x - size.x / 2.0).min(window.right() - size.x).max(window.left());
        let rect = Rect::from_min_size(pos2(left, (bottom - size.y).max(window.top())), size);
        let corner = CornerRadius::same(space::CORNER_SMALL);
        let shadow = Shadow { offset: [0, 2], blur: 8, spread: 0, color: p.shadow };
        painter.add(shadow.as_shape(rect, corner));
        let edge = if tokens.is_high_contrast() { 2.0 } else { 1.0 };
        painter.rect(rect, corner, p.surface, Stroke::new(edge, p.line), StrokeKind::Inside);
        let mut top = rect.top() + space::XS;
        if let Some((texture, size)) = &self.picture {
            top += space::XS;
            let place = Rect::from_min_size(pos2(rect.center().x - size.x / 2.0, top), *size);
            painter.rect_filled(place, 4, FILM_GROUND);
            if let Some(texture) = texture {
                let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                painter.image(texture.id, place, whole, UNTINTED);
            }
            top = place.bottom() + gap;
        }
        painter.galley(pos2(rect.center().x, top), Arc::clone(&time), p.ink);
        if let Some(name) = chapter {
            painter.galley(pos2(rect.center().x, top + time.size().y), name, p.ink);
        }
    }
}
