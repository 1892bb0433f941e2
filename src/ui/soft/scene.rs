//! What is on show: the shapes of the last pass, each with its triangles, and what a new pass changes of them.
//!
//! Shapes that stay keep their triangles. The new shapes are matched with the old ones in order, so where nothing is
//! damaged the same shapes lie in the same order, and the pixels are right as they are.

use super::area::{Area, Damage};
use egui::epaint::{ClippedShape, Primitive, TextShape};
use egui::{ClippedPrimitive, Context, Rect, Shape, TextureId};
use std::collections::VecDeque;
use std::sync::Arc;

/// How far ahead a shape is looked for when shapes came or went before it.
const LOOK_AHEAD: usize = 64;

/// One shape with what it is drawn by.
pub struct Piece {
    shape: ClippedShape,
    /// What it is drawn by, each with the area it may touch.
    pub parts: Vec<(ClippedPrimitive, Area)>,
    /// All it may touch.
    pub bounds: Area,
}

impl Piece {
    fn uses(&self, texture: TextureId) -> bool {
        self.parts.iter().any(|(part, _)| match &part.primitive {
            Primitive::Mesh(mesh) => mesh.texture_id == texture,
            Primitive::Callback(_) => false,
        })
    }
}

/// See the module.
#[derive(Default)]
pub struct Scene {
    pieces: Vec<Piece>,
}

impl Scene {
    /// In the order they are drawn.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Forgets everything: sizes or letters are other ones.
    pub fn clear(&mut self) {
        self.pieces.clear();
    }

    /// Whether a film is on show.
    pub fn has_film(&self) -> bool {
        let mut parts = self.pieces.iter().flat_map(|piece| &piece.parts);
        parts.any(|(part, _)| matches!(part.primitive, Primitive::Callback(_)))
    }

    /// Where a texture is on show.
    pub fn showing(&self, texture: TextureId, damage: &mut Damage) {
        for piece in self.pieces.iter().filter(|piece| piece.uses(texture)) {
            damage.add(piece.bounds);
        }
    }

    /// Takes the shapes of a pass and tells what they change.
    pub fn update(&mut self, ctx: &Context, shapes: Vec<ClippedShape>, pixels_per_point: f32, damage: &mut Damage) {
        let mut old = VecDeque::from(std::mem::take(&mut self.pieces));
        let mut new = VecDeque::from(shapes);
        let made = |shape: ClippedShape, damage: &mut Damage| {
            let piece = piece(ctx, shape, pixels_per_point);
            damage.add(piece.bounds);
            piece
        };
        while let Some(shape) = new.pop_front() {
            if let Some(gone) = gone_before(&old, &shape) {
                old.drain(..gone).for_each(|piece| damage.add(piece.bounds));
                self.pieces.extend(old.pop_front());
                continue;
            }
            // Is the oldest one still to come? Then this shape came in before it; else it replaces it.
            let stays =
                old.front().is_some_and(|first| new.iter().take(LOOK_AHEAD).any(|it| is_same(&first.shape, it)));
            if !stays && let Some(gone) = old.pop_front() {
                damage.add(gone.bounds);
            }
            let piece = made(shape, damage);
            self.pieces.push(piece);
        }
        old.iter().for_each(|piece| damage.add(piece.bounds));
    }
}

/// How many old pieces lie before the one that is `shape`.
fn gone_before(old: &VecDeque<Piece>, shape: &ClippedShape) -> Option<usize> {
    old.iter().take(LOOK_AHEAD).position(|piece| is_same(&piece.shape, shape))
}

fn piece(ctx: &Context, shape: ClippedShape, pixels_per_point: f32) -> Piece {
    let mut bounds = Area::default();
    let bounded = |primitive: ClippedPrimitive| {
        let own = match &primitive.primitive {
            Primitive::Mesh(mesh) => mesh.calc_bounds(),
            Primitive::Callback(callback) => callback.rect,
        };
        let touched = Area::touched_by(own * pixels_per_point);
        let area = touched.and(&clip(primitive.clip_rect, pixels_per_point));
        bounds = if bounds.is_empty() { area } else { bounds.with(&area) };
        (primitive, area)
    };
    let is_seen = |(_, area): &(ClippedPrimitive, Area)| !area.is_empty();
    let parts = ctx.tessellate(vec![shape.clone()], pixels_per_point).into_iter().map(bounded);
    let parts = parts.filter(is_seen).collect();
    Piece { shape, parts, bounds }
}

/// The pixels that a clip rectangle leaves, as the OpenGL painter rounds them.
pub fn clip(rect: Rect, pixels_per_point: f32) -> Area {
    Area::rounded(rect * pixels_per_point)
}

/// Whether both draw the same. A text is mostly the very text of the last pass, so it is not read letter by letter.
fn is_same(a: &ClippedShape, b: &ClippedShape) -> bool {
    a.clip_rect == b.clip_rect
        && a.transform_after_tessellation == b.transform_after_tessellation
        && is_same_shape(&a.shape, &b.shape)
}

fn is_same_shape(a: &Shape, b: &Shape) -> bool {
    match (a, b) {
        (Shape::Text(a), Shape::Text(b)) => is_same_text(a, b),
        (Shape::Mesh(a), Shape::Mesh(b)) => Arc::ptr_eq(a, b) || a == b,
        (Shape::Vec(a), Shape::Vec(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_shape(a, b)),
        _ => a == b,
    }
}

fn is_same_text(a: &TextShape, b: &TextShape) -> bool {
    a.pos == b.pos
        && a.fallback_color == b.fallback_color
        && a.override_text_color == b.override_text_color
        && a.opacity_factor == b.opacity_factor
        && a.angle == b.angle
        && a.underline == b.underline
        && (Arc::ptr_eq(&a.galley, &b.galley) || a.galley == b.galley)
}
