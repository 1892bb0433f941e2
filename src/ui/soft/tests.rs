//! Known shapes, pixel by pixel.

use super::area::Area;
use super::mesh;
use super::texture::{Change, Textures};
use super::triangle::{self, Canvas, Corner};
use egui::epaint::{ImageDelta, Vertex};
use egui::{Color32, ColorImage, Mesh, Rect, TextureId, TextureOptions, pos2};

const SIDE: usize = 64;
const BLACK: u32 = 0xFF00_0000;

/// A texture whose first texel is white, as egui's is, and the others grow darker to the right and down.
fn textures() -> Textures {
    let shade = |at: usize| Color32::from_gray(255 - (at % 8 * 16 + at / 8 * 8) as u8);
    let image = ColorImage::new([8, 8], (0..64).map(shade).collect());
    let mut textures = Textures::default();
    assert_eq!(textures.set(TextureId::default(), &ImageDelta::full(image, TextureOptions::LINEAR)), Change::Whole);
    textures
}

fn painted(draw: impl FnOnce(&mut Canvas<'_>, &Textures)) -> Vec<u32> {
    let mut pixels = vec![BLACK; SIDE * SIDE];
    draw(&mut Canvas { pixels: &mut pixels, width: SIDE }, &textures());
    pixels
}

fn corner(x: f32, y: f32, colour: u32) -> Corner {
    Corner { x, y, u: 0.0, v: 0.0, colour }
}

fn of_mesh(mesh: &Mesh, clip: Area) -> Vec<u32> {
    painted(|canvas, textures| {
        mesh::draw(canvas, &clip, textures.get(TextureId::default()).unwrap(), mesh, 1.0);
    })
}

const ALL: Area = Area::of_size(SIDE as i32, SIDE as i32);

struct Dice(u32);

impl Dice {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as f32 / (1 << 24) as f32
    }
}

/// A colour that adds 16 wherever it is laid: 1 + 16 × how often a pixel was drawn.
const ADD: u32 = 0x0000_0010;

#[test]
fn triangles_that_share_edges_have_each_pixel_once() {
    let mut dice = Dice(3);
    for _ in 0..300 {
        // A fan of triangles round a point, over the whole canvas: corners on whole, half and any coordinates.
        let grain = [1.0, 2.0, 256.0][(dice.next() * 3.0) as usize];
        let mut coordinate = || ((2.0 + dice.next() * 60.0) * grain).round() / grain;
        let middle = (coordinate(), coordinate());
        let rim = [(0.0, 0.0), (20.0, 0.0), (64.0, 0.0), (64.0, 31.5), (64.0, 64.0), (7.25, 64.0), (0.0, 64.0)];
        let pixels = painted(|canvas, textures| {
            let texture = textures.get(TextureId::default()).unwrap();
            for (at, from) in rim.iter().enumerate() {
                let to = rim[(at + 1) % rim.len()];
                let corners = [middle, *from, to].map(|(x, y)| corner(x, y, ADD));
                triangle::draw(canvas, &ALL, texture, corners);
            }
        });
        assert!(pixels.iter().all(|pixel| *pixel == BLACK + ADD), "middle at {middle:?}");
    }
}

#[test]
fn both_ways_round_are_the_same_triangle() {
    let corners = [corner(3.3, 4.1, ADD), corner(50.7, 9.9, ADD), corner(20.2, 60.5, ADD)];
    let one = painted(|canvas, all| triangle::draw(canvas, &ALL, all.get(TextureId::default()).unwrap(), corners));
    let [a, b, c] = corners;
    let other = [a, c, b];
    let two = painted(|canvas, all| triangle::draw(canvas, &ALL, all.get(TextureId::default()).unwrap(), other));
    assert!(one == two);
    let area = one.iter().filter(|pixel| **pixel != BLACK).count() as f32;
    let exact = ((50.7 - 3.3) * (60.5 - 4.1) - (9.9 - 4.1) * (20.2 - 3.3)) / 2.0;
    assert!((area - exact).abs() < 30.0, "{area} pixels of {exact}");
}

fn rectangle(rect: Rect, colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(rect, colour);
    mesh
}

#[test]
fn a_rectangle_has_the_pixels_whose_middles_it_has() {
    let rect = Rect::from_min_max(pos2(10.0, 20.0), pos2(12.5, 21.6));
    let pixels = of_mesh(&rectangle(rect, Color32::WHITE), ALL);
    let drawn: Vec<usize> = (0..pixels.len()).filter(|at| pixels[*at] != BLACK).collect();
    // 12.5 lies on a middle: a right edge leaves it to the neighbour. 21.6 is past the middle of row 21.
    assert_eq!(drawn, [20 * 64 + 10, 20 * 64 + 11, 21 * 64 + 10, 21 * 64 + 11]);
}

#[test]
fn a_rectangle_at_once_is_as_its_two_triangles() {
    let mut dice = Dice(11);
    for _ in 0..200 {
        let (x, y) = (dice.next() * 50.0 - 5.0, dice.next() * 50.0 - 5.0);
        let rect = Rect::from_min_max(pos2(x, y), pos2(x + dice.next() * 30.0, y + dice.next() * 30.0));
        let whole = rectangle(rect, Color32::from_rgba_premultiplied(40, 80, 20, 128));
        let mut halves = whole.clone();
        halves.indices = [0, 1, 2, 3, 2, 1].to_vec();
        assert!(of_mesh(&whole, ALL) == of_mesh(&halves, ALL), "{rect:?}");
    }
}

#[test]
fn texels_that_fall_on_pixels_are_copied_and_others_lie_between() {
    let mut mesh = Mesh::default();
    let uv = Rect::from_min_max(pos2(0.25, 0.5), pos2(0.75, 1.0));
    mesh.add_rect_with_uv(Rect::from_min_max(pos2(8.0, 8.0), pos2(12.0, 12.0)), uv, Color32::WHITE);
    let pixels = of_mesh(&mesh, ALL);
    for (row, column) in (0..4).flat_map(|row| (0..4).map(move |column| (row, column))) {
        let shade = 255 - ((2 + column) * 16 + (4 + row) * 8) as u32;
        assert_eq!(pixels[(8 + row) * SIDE + 8 + column], BLACK | (shade * 0x0001_0101));
    }
    // Drawn twice as wide, a pixel lies a quarter of the way from one texel to the next.
    let mut wide = Mesh::default();
    wide.add_rect_with_uv(Rect::from_min_max(pos2(8.0, 8.0), pos2(16.0, 12.0)), uv, Color32::WHITE);
    let pixels = of_mesh(&wide, ALL);
    let shades: Vec<u32> = (1..5).map(|column| pixels[8 * SIDE + 8 + column] & 0xFF).collect();
    let first = 255 - (2 * 16 + 4 * 8);
    assert_eq!(shades, [first - 4, first - 12, first - 20, first - 28]);
}

#[test]
fn colours_run_from_corner_to_corner() {
    let mut mesh = Mesh::default();
    for (x, y, shade) in [(0.0, 0.0, 0), (64.0, 0.0, 252), (0.0, 64.0, 0), (64.0, 64.0, 252)] {
        mesh.vertices.push(Vertex { pos: pos2(x, y), uv: pos2(0.0, 0.0), color: Color32::from_gray(shade) });
    }
    mesh.indices = [0, 1, 2, 2, 1, 3].to_vec();
    let pixels = of_mesh(&mesh, ALL);
    for (at, pixel) in pixels.iter().enumerate() {
        let wanted = ((at % SIDE) as f32 + 0.5) / 64.0 * 252.0;
        assert!(((pixel & 0xFF) as f32 - wanted).abs() <= 0.51, "{at}: {pixel:x} for {wanted}");
    }
}

#[test]
fn half_a_colour_is_laid_over_and_nothing_goes_beyond_the_clip() {
    let rect = Rect::from_min_max(pos2(-20.0, -20.0), pos2(90.0, 90.0));
    let clip = Area { left: 10, top: 12, right: 30, bottom: 13 };
    let pixels = of_mesh(&rectangle(rect, Color32::from_rgba_premultiplied(100, 50, 0, 128)), clip);
    let drawn: Vec<usize> = (0..pixels.len()).filter(|at| pixels[*at] != BLACK).collect();
    assert_eq!(drawn, (12 * 64 + 10..12 * 64 + 30).collect::<Vec<_>>());
    assert!(drawn.iter().all(|at| pixels[*at] == 0xFF64_3200));
}

#[test]
fn shapes_of_no_size_and_wild_places_are_borne() {
    let wild = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, -1e30, 0.0, 32.0, 64.0];
    for a in wild {
        for b in wild {
            let corners = [corner(a, b, ADD), corner(b, 40.0, ADD), corner(10.0, a, ADD)];
            painted(|canvas, all| triangle::draw(canvas, &ALL, all.get(TextureId::default()).unwrap(), corners));
            of_mesh(&rectangle(Rect::from_two_pos(pos2(a, b), pos2(b, 5.0)), Color32::WHITE), ALL);
            let mut mesh = Mesh::default();
            let uv = Rect::from_two_pos(pos2(b, a), pos2(a, 0.5));
            mesh.add_rect_with_uv(Rect::from_min_max(pos2(1.0, 1.0), pos2(9.0, 9.0)), uv, Color32::WHITE);
            of_mesh(&mesh, ALL);
        }
    }
    let mut broken = rectangle(Rect::from_min_max(pos2(1.0, 1.0), pos2(9.0, 9.0)), Color32::WHITE);
    broken.indices = vec![0, 1, 77, 3];
    assert!(of_mesh(&broken, ALL).iter().all(|pixel| *pixel == BLACK));
}
