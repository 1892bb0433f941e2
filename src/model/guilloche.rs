//! Fine line ornament of certificates: rosettes and a woven border, as engraved papers have. Pure geometry.

use super::sheet::{Ink, Item, Point, Sheet};
use std::f32::consts::TAU;

/// Points on each turn of a rosette: enough for a smooth curve at any print size.
const ROSETTE_POINTS: u16 = 240;

/// One family of rosette lines round a centre.
#[derive(Debug, Clone, Copy)]
pub struct Rosette {
    /// Centre.
    pub centre: Point,
    /// Inner and outer radius, mm.
    pub radii: (f32, f32),
    /// Petals.
    pub petals: u16,
    /// Lines, each turned a little against the last.
    pub lines: u16,
}

/// Adds the lines of a rosette.
pub fn rosette(sheet: &mut Sheet, shape: Rosette, width: f32, ink: Ink) {
    let (inner, outer) = shape.radii;
    let (middle, swing) = ((inner + outer) / 2.0, (outer - inner) / 2.0);
    for line in 0..shape.lines {
        let phase = TAU * f32::from(line) / f32::from(shape.lines.max(1));
        let points = (0..ROSETTE_POINTS).map(|step| {
            let turn = TAU * f32::from(step) / f32::from(ROSETTE_POINTS);
            let petals = f32::from(shape.petals);
            let wave = 0.72 * (petals * turn + phase).sin() + 0.28 * (2.0 * petals * turn - 3.0 * phase).cos();
            let radius = middle + swing * wave;
            (shape.centre.0 + radius * turn.cos(), shape.centre.1 + radius * turn.sin())
        });
        sheet.items.push(Item::Curve { points: points.collect(), closed: true, width, ink });
    }
}

/// Adds a woven band along the inside of a frame: `lines` waves of `waves_across` crests along the top, the other
/// sides in the same pitch.
pub fn border(sheet: &mut Sheet, at: Point, size: (f32, f32), depth: f32, lines: u16, width: f32, ink: Ink) {
    let pitch_wanted = depth * 1.9;
    let (x0, y0, x1, y1) = (at.0, at.1, at.0 + size.0, at.1 + size.1);
    let sides = [
        ((x0, y0 + depth / 2.0), (x1, y0 + depth / 2.0)),
        ((x0, y1 - depth / 2.0), (x1, y1 - depth / 2.0)),
        ((x0 + depth / 2.0, y0), (x0 + depth / 2.0, y1)),
        ((x1 - depth / 2.0, y0), (x1 - depth / 2.0, y1)),
    ];
    for (from, to) in sides {
        let length = (to.0 - from.0).hypot(to.1 - from.1) - 2.0 * depth;
        let waves = (length / pitch_wanted).round().max(1.0);
        for line in 0..lines {
            let phase = TAU * f32::from(line) / f32::from(lines.max(1));
            let points = wave((from, to), depth, waves, phase);
            sheet.items.push(Item::Curve { points, closed: false, width, ink });
        }
    }
    corners(sheet, (x0, y0, x1, y1), depth, width, ink);
}

fn wave(side: (Point, Point), depth: f32, waves: f32, phase: f32) -> Vec<Point> {
    let (from, to) = side;
    let length = (to.0 - from.0).hypot(to.1 - from.1);
    let (dx, dy) = ((to.0 - from.0) / length, (to.1 - from.1) / length);
    let run = length - 2.0 * depth;
    let mut points = Vec::new();
    let mut along = 0.0;
    let step = run / (waves * 14.0);
    while along <= run + step / 2.0 {
        let turn = TAU * waves * along / run;
        let off = depth * 0.46 * (0.8 * (turn + phase).sin() + 0.2 * (3.0 * turn - phase).sin());
        let x = along + depth;
        points.push((from.0 + dx * x - dy * off, from.1 + dy * x + dx * off));
        along += step;
    }
    points
}

fn corners(sheet: &mut Sheet, edges: (f32, f32, f32, f32), depth: f32, width: f32, ink: Ink) {
    let (x0, y0, x1, y1) = edges;
    let half = depth / 2.0;
    for centre in [(x0 + half, y0 + half), (x1 - half, y0 + half), (x0 + half, y1 - half), (x1 - half, y1 - half)] {
        rosette(sheet, Rosette { centre, radii: (depth * 0.12, depth * 0.52), petals: 8, lines: 4 }, width, ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ornament_stays_inside_its_frame() {
        let mut sheet = Sheet::new((100.0, 80.0), "", "en");
        border(&mut sheet, (5.0, 5.0), (90.0, 70.0), 8.0, 6, 0.1, Ink::Earned);
        let points = sheet
            .items
            .iter()
            .flat_map(|item| if let Item::Curve { points, .. } = item { points.clone() } else { vec![] });
        for (x, y) in points {
            assert!((4.5..=95.5).contains(&x) && (4.5..=75.5).contains(&y), "{x} {y}");
        }
    }
}
