//! A mesh: its upright rectangles at once, row by row, and all else triangle by triangle.
//!
//! Letters are upright rectangles whose texels fall on pixels exactly: they are copied, not sampled.

use super::area::Area;
use super::pixel;
use super::texture::Texture;
use super::triangle::{self, Canvas, Corner, first_from, steps};
use egui::Mesh;

/// Draws a mesh into `clip`, which lies within the canvas.
pub fn draw(canvas: &mut Canvas<'_>, clip: &Area, texture: &Texture, mesh: &Mesh, pixels_per_point: f32) {
    let size = (texture.width as f32, texture.height as f32);
    let corner = |index: u32| {
        let vertex = mesh.vertices.get(index as usize)?;
        Some(Corner {
            x: vertex.pos.x * pixels_per_point,
            y: vertex.pos.y * pixels_per_point,
            u: vertex.uv.x * size.0,
            v: vertex.uv.y * size.1,
            colour: pixel::of(vertex.color),
        })
    };
    let mut rest = &mesh.indices[..];
    while let [a, b, c, ..] = *rest {
        let (Some(first), Some(second), Some(third)) = (corner(a), corner(b), corner(c)) else { return };
        // egui's rectangles: upper left, upper right, lower left; lower left, upper right, lower right.
        if let [_, _, _, d, e, f, ..] = *rest
            && (d, e) == (c, b)
            && let Some(last) = corner(f)
            && rectangle(canvas, clip, texture, [first, second, third, last])
        {
            rest = &rest[6..];
            continue;
        }
        triangle::draw(canvas, clip, texture, [first, second, third]);
        rest = &rest[3..];
    }
}

/// Draws an upright rectangle of one colour; false if it is not one.
fn rectangle(canvas: &mut Canvas<'_>, clip: &Area, texture: &Texture, [a, b, c, d]: [Corner; 4]) -> bool {
    let is_upright = a.y == b.y && c.y == d.y && a.x == c.x && b.x == d.x && a.x <= b.x && a.y <= c.y;
    let is_straight = a.v == b.v && c.v == d.v && a.u == c.u && b.u == d.u;
    let is_one_colour = a.colour == b.colour && a.colour == c.colour && a.colour == d.colour;
    if !is_upright || !is_straight || !is_one_colour {
        return false;
    }
    let (left, right) = (first_from(steps(a.x)), first_from(steps(d.x)));
    let (top, bottom) = (first_from(steps(a.y)), first_from(steps(d.y)));
    let seen = Area { left, top, right, bottom }.and(clip);
    if seen.is_empty() {
        return true;
    }
    if (a.u, a.v) == (d.u, d.v) {
        let colour = pixel::tinted(texture.sample(a.u, a.v), a.colour);
        (seen.top..seen.bottom).for_each(|y| pixel::cover(canvas.row(y, seen.left, seen.right), colour));
        return true;
    }
    let per_pixel = ((d.u - a.u) / (d.x - a.x), (d.v - a.v) / (d.y - a.y));
    let at = |x: i32, y: i32| (a.u + (x as f32 + 0.5 - a.x) * per_pixel.0, a.v + (y as f32 + 0.5 - a.y) * per_pixel.1);
    let (first, last) = (at(seen.left, seen.top), at(seen.right - 1, seen.bottom - 1));
    let texels = whole(first.0, last.0, seen.width()).zip(whole(first.1, last.1, seen.height()));
    if let Some((u, v)) = texels
        && u + seen.width() as usize <= texture.width
        && v + seen.height() as usize <= texture.height
    {
        copied(canvas, &seen, texture, (u, v), a.colour);
        return true;
    }
    for y in seen.top..seen.bottom {
        let (mut u, v) = at(seen.left, y);
        for below in canvas.row(y, seen.left, seen.right) {
            *below = pixel::over(pixel::tinted(texture.sample(u, v), a.colour), *below);
            u += per_pixel.0;
        }
    }
    true
}

/// The first texel, if the middles of `count` pixels fall on the middles of as many texels.
fn whole(first: f32, last: f32, count: i32) -> Option<usize> {
    const CLOSE: f32 = 1.0 / 256.0;
    let texel = (first - 0.5).round();
    let is_whole = (first - 0.5 - texel).abs() < CLOSE && (last - first - (count - 1) as f32).abs() < CLOSE;
    (is_whole && (0.0..65_536.0).contains(&texel)).then_some(texel as usize)
}

/// Lays texels over pixels one by one, in `colour`.
fn copied(canvas: &mut Canvas<'_>, seen: &Area, texture: &Texture, (u, v): (usize, usize), colour: u32) {
    let width = seen.width() as usize;
    for (row, y) in (seen.top..seen.bottom).enumerate() {
        let from = (v + row) * texture.width + u;
        let texels = &texture.texels[from..from + width];
        for (below, texel) in canvas.row(y, seen.left, seen.right).iter_mut().zip(texels) {
            if *texel != 0 {
                *below = pixel::over(pixel::tinted(*texel, colour), *below);
            }
        }
    }
}
