//! Outlines on the way to pixels: one shape at a time, so that shapes that touch never cancel one another.

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use skrifa::outline::OutlinePen;

/// A shape reaches no further, in pixels either way.
const PLACES_MAX: f32 = 20_000.0;

/// A piece of an outline, in pixels, y downwards.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece {
    /// A straight line.
    Line(Point, Point),
    /// A curve with one control point.
    Quad(Point, Point, Point),
    /// A curve with two control points.
    Cubic(Point, Point, Point, Point),
}

/// Gathers the pieces of one shape.
pub(super) struct Outline {
    pieces: Vec<Piece>,
    /// Pixels for one unit of what is drawn, and where its origin lies.
    scale: (f32, f32),
    origin: (f32, f32),
    start: Point,
    here: Point,
}

impl Outline {
    /// Units are multiplied by `scale` and moved to `origin`.
    pub(super) fn new(scale: (f32, f32), origin: (f32, f32)) -> Self {
        Self { pieces: Vec::new(), scale, origin, start: point(0.0, 0.0), here: point(0.0, 0.0) }
    }

    fn at(&self, x: f32, y: f32) -> Point {
        point(self.origin.0 + x * self.scale.0, self.origin.1 + y * self.scale.1)
    }

    /// A filled rectangle, in pixels.
    pub(super) fn rect(x: f32, y: f32, width: f32, height: f32) -> Self {
        let mut out = Self::new((1.0, 1.0), (x, y));
        out.move_to(0.0, 0.0);
        out.line_to(width, 0.0);
        out.line_to(width, height);
        out.line_to(0.0, height);
        out.close();
        out
    }

    /// The same as a line of `width` pixels along it.
    pub(super) fn stroked(self, width: f32) -> Self {
        let mut out = Self::new((1.0, 1.0), (0.0, 0.0));
        for piece in &self.pieces {
            let points = flat(piece);
            for pair in points.windows(2) {
                out.bar(pair[0], pair[1], width);
            }
        }
        out
    }

    /// A straight bar between two points, always turning the same way.
    fn bar(&mut self, from: Point, to: Point, width: f32) {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = dx.hypot(dy);
        if length < 1e-4 {
            return;
        }
        let (ax, ay) = (dx / length * width / 2.0, dy / length * width / 2.0);
        let (from, to) = (point(from.x - ax * 0.5, from.y - ay * 0.5), point(to.x + ax * 0.5, to.y + ay * 0.5));
        self.move_to(from.x - ay, from.y + ax);
        self.line_to(to.x - ay, to.y + ax);
        self.line_to(to.x + ay, to.y - ax);
        self.line_to(from.x + ay, from.y - ax);
        self.close();
    }

    /// Lays the shape on `alpha`, a picture of `size` pixels.
    pub(super) fn fill(&self, alpha: &mut [u8], size: (usize, usize)) {
        let points = self.pieces.iter().flat_map(|piece| match piece {
            Piece::Line(a, b) => vec![*a, *b],
            Piece::Quad(a, b, c) => vec![*a, *b, *c],
            Piece::Cubic(a, b, c, d) => vec![*a, *b, *c, *d],
        });
        let (mut least, mut most) = (point(f32::MAX, f32::MAX), point(f32::MIN, f32::MIN));
        for p in points {
            least = point(least.x.min(p.x), least.y.min(p.y));
            most = point(most.x.max(p.x), most.y.max(p.y));
        }
        if ![least.x, least.y, most.x, most.y].into_iter().all(|place| place.abs() <= PLACES_MAX) {
            return; // nowhere near the picture
        }
        let room = |from: f32, to: f32, end: usize| {
            let from = from.floor().max(0.0) as usize;
            let to = (to.ceil().max(0.0) as usize).min(end);
            (from.min(to), to)
        };
        let (left, right) = room(least.x, most.x, size.0);
        let (top, bottom) = room(least.y, most.y, size.1);
        if left == right || top == bottom {
            return;
        }
        // Each row must hold the whole shape, or it would run on into the next; it is cut when it is laid on.
        let from = least.x.floor();
        let before = (left as f32 - from) as usize;
        let width = before + right - left;
        let mut raster = Rasterizer::new((most.x.ceil() - from) as usize + 2, bottom - top);
        let moved = |p: &Point| point(p.x - from, p.y - top as f32);
        for piece in &self.pieces {
            match piece {
                Piece::Line(a, b) => raster.draw_line(moved(a), moved(b)),
                Piece::Quad(a, b, c) => raster.draw_quad(moved(a), moved(b), moved(c)),
                Piece::Cubic(a, b, c, d) => raster.draw_cubic(moved(a), moved(b), moved(c), moved(d)),
            }
        }
        raster.for_each_pixel_2d(|x, y, covered| {
            let x = x as usize;
            if (before..width).contains(&x) {
                let place = &mut alpha[(top + y as usize) * size.0 + left + x - before];
                let covered = covered.clamp(0.0, 1.0);
                let under = f32::from(*place) / 255.0;
                *place = ((under + covered - under * covered) * 255.0).round() as u8;
            }
        });
    }
}

/// A piece as a few points in a row.
fn flat(piece: &Piece) -> Vec<Point> {
    const STEPS: usize = 12;
    let mix = |a: Point, b: Point, t: f32| point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
    let at = |t: f32| match *piece {
        Piece::Line(a, b) => mix(a, b, t),
        Piece::Quad(a, b, c) => mix(mix(a, b, t), mix(b, c, t), t),
        Piece::Cubic(a, b, c, d) => {
            let (ab, bc, cd) = (mix(a, b, t), mix(b, c, t), mix(c, d, t));
            mix(mix(ab, bc, t), mix(bc, cd, t), t)
        }
    };
    match piece {
        Piece::Line(a, b) => vec![*a, *b],
        Piece::Quad(..) | Piece::Cubic(..) => (0..=STEPS).map(|step| at(step as f32 / STEPS as f32)).collect(),
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.at(x, y);
        self.here = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.pieces.push(Piece::Line(self.here, to));
        self.here = to;
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, to) = (self.at(cx, cy), self.at(x, y));
        self.pieces.push(Piece::Quad(self.here, control, to));
        self.here = to;
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (a, b, to) = (self.at(ax, ay), self.at(bx, by), self.at(x, y));
        self.pieces.push(Piece::Cubic(self.here, a, b, to));
        self.here = to;
    }

    fn close(&mut self) {
        self.pieces.push(Piece::Line(self.here, self.start));
        self.here = self.start;
    }
}
