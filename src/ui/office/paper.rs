//! A certificate's paper, drawn from its very file, so that the screen shows what prints.

use super::context::Cx;
use crate::media::pdf::document::PIXELS_MAX;
use crate::media::pdf::reader::{PATIENCE, Phase, Reader, Want};
use crate::ui::tokens::UNTINTED;
use crate::ui::widget::{Notice, Tone, progress};
use egui::load::SizedTexture;
use egui::{ColorImage, Image, Role, TextureHandle, TextureOptions, Ui, WidgetInfo, vec2};
use std::io::Cursor;
use std::sync::Arc;

/// Bytes that a reader takes without a copy of its own.
#[derive(Clone)]
struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// See the module.
pub(super) struct Paper {
    reader: Option<Reader>,
    bytes: Arc<Vec<u8>>,
    texture: Option<(TextureHandle, u32)>,
    words: String,
}

impl Paper {
    /// A paper of these bytes, read once it is drawn.
    pub(super) fn new(bytes: Arc<Vec<u8>>) -> Self {
        Self { reader: None, bytes, texture: None, words: String::new() }
    }

    /// Draws its first page as wide as its place.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let wake = ui.ctx().clone();
        let bytes = Shared(Arc::clone(&self.bytes));
        let reader = self.reader.get_or_insert_with(|| {
            Reader::open(Cursor::new(bytes), PATIENCE, Arc::new(move || wake.request_repaint()))
        });
        let facts = match reader.phase() {
            Phase::Opening => {
                progress::waiting(ui, &cx.say("loading"));
                return;
            }
            Phase::Failed(fault) => {
                log::warn!("a certificate's paper is not shown: {fault}");
                let what = cx.say("office-paper-damaged");
                Notice::new(Tone::Warn, &what).mend(&cx.say("office-paper-damaged-mend")).show(ui);
                return;
            }
            Phase::Open(facts) => facts,
        };
        let Some([width, height]) = facts.pages.first().copied() else { return };
        let size = vec2(ui.available_width(), ui.available_width() * height / width.max(1.0));
        let pixels = (size.x * ui.ctx().pixels_per_point()).round().max(1.0);
        let most = (PIXELS_MAX as f32 * width / height.max(1.0)).sqrt();
        let want = Want { page: 0, width: pixels.min(most) as u32 };
        if self.texture.as_ref().is_none_or(|(_, width)| *width != want.width) {
            reader.want(vec![want]);
        }
        for drawn in reader.take_drawn() {
            let size = [drawn.pixels.width as usize, drawn.pixels.height as usize];
            let image = ColorImage::from_rgba_premultiplied(size, &drawn.pixels.rgba);
            let texture = ui.ctx().load_texture("certificate", image, TextureOptions::LINEAR);
            self.texture = Some((texture, drawn.want.width));
            self.words = drawn.words.text.clone();
        }
        match &self.texture {
            Some((texture, _)) => {
                let image = Image::from_texture(SizedTexture::new(texture.id(), size)).tint(UNTINTED);
                let response = ui.add(image);
                response.widget_info(|| WidgetInfo::labeled(Role::Document, true, &self.words));
            }
            None => {
                progress::waiting(ui, &cx.say("loading"));
            }
        }
    }
}
