//! Pictures out of packs: decoded on a thread of their own, kept as textures by their key. A picture has its room from the
//! first frame, by the size its file gives, so that nothing moves under anybody's hand when it comes. One that cannot be
//! decoded is simply not there; the alternative text is.

use super::tokens::PICTURE_ON_ITS_WAY;
use crate::media::picture;
use crate::worker::view::PictureView;
use egui::{
    ColorImage, Context, CornerRadius, Image, Rect, TextureHandle, TextureOptions, Ui, Vec2, load::SizedTexture,
};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

/// Pictures waiting to be decoded; a screen asks again in the next frame for what did not fit.
const WAITING_MAX: usize = 64;

/// Textures kept; a library page holds some dozens.
const KEPT_MAX: usize = 256;

/// Larger pictures are made smaller: more than a screen shows, less than any graphics driver refuses.
const SIDE_MAX: u32 = 2048;

enum Slot {
    /// With its size in pixels, if its file gives one.
    Decoding(Option<Vec2>),
    Here(TextureHandle),
    Unreadable,
}

/// See the module.
pub struct Pictures {
    slots: RefCell<HashMap<String, Slot>>,
    ask: SyncSender<(String, Arc<[u8]>)>,
    done: Receiver<(String, Option<ColorImage>)>,
    /// One pixel of [`PICTURE_ON_ITS_WAY`].
    blank: TextureHandle,
    ctx: Context,
}

impl Pictures {
    /// Starts the thread; it ends when this is dropped.
    #[must_use]
    pub fn start(ctx: &Context) -> Self {
        let (ask, asked) = sync_channel::<(String, Arc<[u8]>)>(WAITING_MAX);
        let (give, done) = sync_channel(WAITING_MAX);
        let waker = ctx.clone();
        let work = move || {
            while let Ok((key, bytes)) = asked.recv() {
                let image = decode(&bytes);
                if give.send((key, image)).is_err() {
                    return;
                }
                waker.request_repaint();
            }
        };
        if let Err(cause) = std::thread::Builder::new().name("pictures".into()).spawn(work) {
            log::error!("no thread for pictures: {cause}");
        }
        let blank =
            ctx.load_texture("picture", ColorImage::filled([1, 1], PICTURE_ON_ITS_WAY), TextureOptions::NEAREST);
        Self { slots: RefCell::default(), ask, done, blank, ctx: ctx.clone() }
    }

    /// Lets go of all of them.
    pub fn forget(&self) {
        self.slots.borrow_mut().clear();
    }

    /// Takes in what was decoded; once a frame.
    pub fn collect(&self) {
        while let Ok((key, image)) = self.done.try_recv() {
            let slot = image.map_or(Slot::Unreadable, |image| {
                Slot::Here(self.ctx.load_texture(&key, image, TextureOptions::LINEAR))
            });
            let mut slots = self.slots.borrow_mut();
            if slots.len() >= KEPT_MAX {
                slots.retain(|_, slot| !matches!(slot, Slot::Here(_)));
            }
            slots.insert(key, slot);
        }
    }

    /// The texture of `picture`; while it is decoded, one of the same size with nothing on it. None for what cannot be
    /// decoded.
    #[must_use]
    pub fn texture(&self, picture: &PictureView) -> Option<SizedTexture> {
        let mut slots = self.slots.borrow_mut();
        let slot = match slots.get(&picture.key) {
            Some(slot) => slot,
            None => {
                let slot = match self.ask.try_send((picture.key.clone(), Arc::clone(&picture.bytes))) {
                    Ok(()) => Slot::Decoding(size(&picture.bytes)),
                    Err(TrySendError::Full(_)) => return None,
                    Err(TrySendError::Disconnected(_)) => Slot::Unreadable,
                };
                slots.entry(picture.key.clone()).or_insert(slot)
            }
        };
        match slot {
            Slot::Here(texture) => Some(SizedTexture::from_handle(texture)),
            Slot::Decoding(size) => size.map(|size| SizedTexture::new(self.blank.id(), size)),
            Slot::Unreadable => None,
        }
    }

    /// Whether `picture` is none: it could not be decoded.
    #[must_use]
    pub fn is_unreadable(&self, picture: &PictureView) -> bool {
        matches!(self.slots.borrow().get(&picture.key), Some(Slot::Unreadable))
    }

    /// Fills `rect` with the middle of the picture; false while there is none.
    pub fn cover(&self, ui: &mut Ui, rect: Rect, corner: CornerRadius, picture: &PictureView) -> bool {
        let Some(texture) = self.texture(picture).filter(|texture| texture.id != self.blank.id()) else { return false };
        let (wanted, have) = (rect.aspect_ratio(), texture.size.x / texture.size.y.max(1.0));
        let (u, v) = if have > wanted { (wanted / have, 1.0) } else { (1.0, have / wanted) };
        let uv = Rect::from_center_size(egui::pos2(0.5, 0.5), egui::vec2(u, v));
        Image::from_texture(texture).uv(uv).corner_radius(corner).alt_text(&picture.alt).paint_at(ui, rect);
        true
    }
}

/// In pixels, as [`decode`] makes it, by the file's own first bytes.
fn size(bytes: &[u8]) -> Option<Vec2> {
    let (width, height) = picture::size(std::io::Cursor::new(bytes), SIDE_MAX, SIDE_MAX).ok()?;
    Some(egui::vec2(width as f32, height as f32))
}

fn decode(bytes: &[u8]) -> Option<ColorImage> {
    match picture::shrunk(std::io::Cursor::new(bytes), SIDE_MAX, SIDE_MAX) {
        Ok(picture) => {
            let size = [picture.width as usize, picture.height as usize];
            (size[0] * size[1] * 4 == picture.rgba.len())
                .then(|| ColorImage::from_rgba_unmultiplied(size, &picture.rgba))
        }
        Err(cause) => {
            log::warn!("a picture cannot be shown: {cause}");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn view(key: &str, width: u32, height: u32) -> PictureView {
        let mut file = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(width, height).write_to(&mut file, image::ImageFormat::Png).unwrap();
        PictureView { key: key.into(), bytes: file.into_inner().into(), alt: "A plan.".into() }
    }

    fn collected(pictures: &Pictures, picture: &PictureView) {
        let is_decoding = || matches!(pictures.slots.borrow().get(&picture.key), Some(Slot::Decoding(_)));
        while is_decoding() {
            std::thread::sleep(Duration::from_millis(1));
            pictures.collect();
        }
    }

    #[test]
    fn a_picture_on_its_way_has_the_room_it_will_have_and_a_damaged_one_ends_without_any() {
        let ctx = Context::default();
        let pictures = Pictures::start(&ctx);
        for picture in [view("plan", 60, 40), view("wide", SIDE_MAX * 2, 10)] {
            let before = pictures.texture(&picture).unwrap();
            assert_eq!(before.id, pictures.blank.id(), "nothing is decoded before a frame collects it");
            collected(&pictures, &picture);
            let here = pictures.texture(&picture).unwrap();
            assert_ne!(here.id, before.id);
            assert_eq!(here.size, before.size);
        }
        let mut cut = view("cut", 60, 40);
        cut.bytes = cut.bytes[..cut.bytes.len() - 20].into();
        assert!(pictures.texture(&cut).is_some());
        collected(&pictures, &cut);
        assert!(pictures.texture(&cut).is_none());
        assert!(pictures.is_unreadable(&cut));
        drop(pictures);
        ctx.tex_manager().write().take_delta().clear(); // egui wants each to be taken
    }
}
