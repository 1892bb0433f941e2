//! Keeps the picture of a window up to date: what a pass changes is drawn again, and nothing else.

use super::area::{Area, Damage};
use super::film::{FilmPicture, Projector};
use super::mesh;
use super::pixel;
use super::scene::{self, Scene};
use super::texture::{Change, Textures};
use super::triangle::Canvas;
use egui::epaint::Primitive;
use egui::{ClippedPrimitive, Color32, Context, FullOutput, TextureId, TexturesDelta};
use std::collections::VecDeque;
use std::sync::Arc;

/// Windows keep no more pictures than this to be drawn into by turns.
const HISTORY: usize = 4;

/// See the module.
#[derive(Default)]
pub struct Painter {
    scene: Scene,
    textures: Textures,
    projector: Projector,
    pixels_per_point: f32,
    size: (i32, i32),
    ground: u32,
    /// What passes damaged since anything was last drawn.
    waiting: Damage,
    /// What was damaged at each time it was drawn before, the newest first.
    history: VecDeque<Damage>,
}

impl Painter {
    /// Takes what a pass gave for a window of `size` pixels, on a ground of one colour.
    ///
    /// Takes `shapes` and `textures_delta` out of the output, and leaves the rest.
    pub fn take(&mut self, ctx: &Context, output: &mut FullOutput, size: (u32, u32), ground: Color32) {
        let shapes = std::mem::take(&mut output.shapes);
        let mut delta = std::mem::take(&mut output.textures_delta);
        let size = (size.0 as i32, size.1 as i32);
        let ground = pixel::of(ground);
        let mut damage = Damage::default();
        let is_relaid = self.set_textures(&mut delta, &mut damage);
        if is_relaid || self.pixels_per_point != output.pixels_per_point {
            self.scene.clear();
        }
        if self.size != size || self.ground != ground || self.scene.pieces().is_empty() {
            damage.add(Area::of_size(size.0, size.1));
        }
        (self.pixels_per_point, self.size, self.ground) = (output.pixels_per_point, size, ground);
        self.scene.update(ctx, shapes, self.pixels_per_point, &mut damage);
        if !self.scene.has_film() {
            self.projector.rest();
        }
        for id in delta.free.drain() {
            self.textures.free(id);
        }
        self.waiting.add_all(&damage);
        self.waiting.within(&Area::of_size(size.0, size.1));
    }

    /// What waits to be drawn.
    #[must_use]
    pub const fn waiting(&self) -> &Damage {
        &self.waiting
    }

    /// True if the letters are other ones, so that all triangles are.
    fn set_textures(&mut self, delta: &mut TexturesDelta, damage: &mut Damage) -> bool {
        let mut is_relaid = false;
        for (id, parts) in delta.set.drain() {
            for part in &parts {
                let change = self.textures.set(id, part);
                // New letters fill places of the font's texture that nothing on show has used.
                is_relaid |= id == TextureId::default() && change == Change::Whole;
            }
            if id != TextureId::default() {
                self.scene.showing(id, damage);
            }
        }
        is_relaid
    }

    /// Brings a picture of the window's size up to date that was last drawn into `age` times ago (0: never); tells
    /// where it was drawn into.
    pub fn draw(&mut self, pixels: &mut [u32], age: u8) -> Damage {
        let fresh = std::mem::take(&mut self.waiting);
        let mut damage = fresh.clone();
        let earlier = usize::from(age).saturating_sub(1);
        if age == 0 || earlier > self.history.len() {
            damage.add(Area::of_size(self.size.0, self.size.1));
        }
        self.history.iter().take(earlier).for_each(|past| damage.add_all(past));
        damage.within(&Area::of_size(self.size.0, self.size.1));
        self.history.push_front(fresh);
        self.history.truncate(HISTORY);
        self.draw_areas(pixels, &damage);
        damage
    }

    fn draw_areas(&mut self, pixels: &mut [u32], damage: &Damage) {
        let mut canvas = Canvas { pixels, width: self.size.0.max(0) as usize };
        let whole = canvas.area();
        for area in damage.areas() {
            let area = area.and(&whole);
            for y in area.top..area.bottom {
                canvas.row(y, area.left, area.right).fill(self.ground);
            }
            for piece in self.scene.pieces().iter().filter(|piece| !piece.bounds.and(&area).is_empty()) {
                for (part, bounds) in &piece.parts {
                    let seen = bounds.and(&area);
                    if !seen.is_empty() {
                        draw_part(&mut canvas, &seen, part, self.pixels_per_point, &self.textures, &mut self.projector);
                    }
                }
            }
        }
    }
}

fn draw_part(
    canvas: &mut Canvas<'_>,
    seen: &Area,
    part: &ClippedPrimitive,
    pixels_per_point: f32,
    textures: &Textures,
    projector: &mut Projector,
) {
    match &part.primitive {
        Primitive::Mesh(mesh) => {
            if let Some(texture) = textures.get(mesh.texture_id) {
                mesh::draw(canvas, seen, texture, mesh, pixels_per_point);
            }
        }
        Primitive::Callback(callback) => {
            if let Ok(picture) = Arc::clone(&callback.callback).downcast::<FilmPicture>() {
                let place = scene::clip(callback.rect, pixels_per_point);
                projector.draw(canvas, seen, &place, &picture, pixels_per_point);
            }
        }
    }
}
