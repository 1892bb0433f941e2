//! Pictures out of packs: decoded on a thread of their own, kept as textures by their key. A picture that cannot be
//! decoded is simply not there; the alternative text is.

use crate::media::picture;
use crate::worker::view::PictureView;
use egui::{ColorImage, Context, CornerRadius, Image, Rect, TextureHandle, TextureOptions, Ui, load::SizedTexture};
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
    Decoding,
    Here(TextureHandle),
    Unreadable,
}

/// See the module.
pub struct Pictures {
    slots: RefCell<HashMap<String, Slot>>,
    ask: SyncSender<(String, Arc<[u8]>)>,
    done: Receiver<(String, Option<ColorImage>)>,
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
        Self { slots: RefCell::default(), ask, done, ctx: ctx.clone() }
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

    /// The texture of `picture`, once it is decoded.
    #[must_use]
    pub fn texture(&self, picture: &PictureView) -> Option<SizedTexture> {
        let mut slots = self.slots.borrow_mut();
        match slots.get(&picture.key) {
            Some(Slot::Here(texture)) => return Some(SizedTexture::from_handle(texture)),
            Some(Slot::Decoding | Slot::Unreadable) => return None,
            None => {}
        }
        match self.ask.try_send((picture.key.clone(), Arc::clone(&picture.bytes))) {
            Ok(()) => slots.insert(picture.key.clone(), Slot::Decoding),
            Err(TrySendError::Full(_)) => None,
            Err(TrySendError::Disconnected(_)) => slots.insert(picture.key.clone(), Slot::Unreadable),
        };
        None
    }

    /// Whether `picture` is none: it could not be decoded.
    #[must_use]
    pub fn is_unreadable(&self, picture: &PictureView) -> bool {
        matches!(self.slots.borrow().get(&picture.key), Some(Slot::Unreadable))
    }

    /// Fills `rect` with the middle of the picture; false while there is none.
    pub fn cover(&self, ui: &mut Ui, rect: Rect, corner: CornerRadius, picture: &PictureView) -> bool {
        let Some(texture) = self.texture(picture) else { return false };
        let (wanted, have) = (rect.aspect_ratio(), texture.size.x / texture.size.y.max(1.0));
        let (u, v) = if have > wanted { (wanted / have, 1.0) } else { (1.0, have / wanted) };
        let uv = Rect::from_center_size(egui::pos2(0.5, 0.5), egui::vec2(u, v));
        Image::from_texture(texture).uv(uv).corner_radius(corner).alt_text(&picture.alt).paint_at(ui, rect);
        true
    }
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
