//! A reading ruler: a band behind the line that is read, where the mouse is or where the arrow keys moved it.

use super::super::tokens::{self, Tokens, space};
use super::focus;
use egui::layers::ShapeIdx;
use egui::{Key, Rect, Shape, Stroke, StrokeKind, Ui};

/// Where a ruler lies, in points from the top of what is read.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Ruler {
    at: Option<f32>,
}

/// One line of text: its top and bottom.
pub type Line = [f32; 2];

impl Ruler {
    /// Follows the mouse and the arrow keys over `lines`, which stand `top` below the top of the window; gives the line
    /// that is read. `view` is what is seen.
    pub fn follow(&mut self, ui: &Ui, lines: &[Line], top: f32, view: Rect) -> Option<Line> {
        let mut lines: Vec<Line> = lines.to_vec();
        lines.sort_by(|a, b| a[0].total_cmp(&b[0]));
        let seen = |line: &Line| line[1] > view.top() && line[0] < view.bottom();
        if let Some(pointer) = moved_pointer(ui).filter(|at| view.contains(*at)) {
            self.at = Some(pointer.y - top);
        }
        let now = match self.at {
            Some(at) => nearest(&lines, at + top)?,
            None => lines.iter().position(seen)?,
        };
        let steps = steps(ui);
        let next = match steps {
            0 => now,
            _ => after(&lines, now, steps),
        };
        let line = *lines.get(next)?;
        if self.at.is_none() || steps != 0 {
            self.at = Some(f32::midpoint(line[0], line[1]) - top);
        }
        Some(line)
    }

    /// So far to scroll that the line is well in view.
    #[must_use]
    pub fn scroll_for(line: Line, view: Rect) -> Option<f32> {
        let edge = view.height() / 6.0;
        let is_seen = line[0] >= view.top() + edge.min(space::XXL) && line[1] <= view.bottom() - edge;
        (!is_seen).then(|| f32::midpoint(line[0], line[1]) - (view.top() + view.height() * 0.4))
    }

    /// A band of its own height over what has no lines to tell; gives how far to scroll when the keys move it out.
    pub fn over(&mut self, ui: &Ui, view: Rect) -> Option<f32> {
        let tokens = Tokens::of(ui);
        let height = tokens.scaled(34.0);
        if let Some(pointer) = moved_pointer(ui).filter(|at| view.contains(*at)) {
            self.at = Some(pointer.y - view.top());
        }
        let mut at = self.at.unwrap_or(view.height() / 3.0);
        let mut scroll = None;
        let steps = steps(ui);
        if steps != 0 {
            let step = height * 0.7 * steps as f32;
            let inside = (height..=view.height() * 0.8).contains(&(at + step));
            if inside {
                at += step;
            } else {
                scroll = Some(step);
            }
        }
        self.at = Some(at.clamp(0.0, view.height()));
        let middle = view.top() + at;
        let band = Rect::from_x_y_ranges(view.x_range(), middle - height / 2.0..=middle + height / 2.0);
        let painter = ui.painter_at(view);
        painter.rect_filled(band, 0.0, tokens::RULER_WASH);
        let line = Stroke::new(2.0, tokens::RULER_EDGE);
        painter.hline(band.x_range(), band.top(), line);
        painter.hline(band.x_range(), band.bottom(), line);
        scroll
    }
}

/// Where the mouse is, if it moved in this frame.
fn moved_pointer(ui: &Ui) -> Option<egui::Pos2> {
    ui.input(|input| input.pointer.hover_pos().filter(|_| input.pointer.delta() != egui::Vec2::ZERO))
}

/// What the arrows ask for; nothing while a control or a dialog has the keyboard.
fn steps(ui: &Ui) -> isize {
    if ui.memory(|memory| memory.focused().is_some()) || !focus::hears_keys(ui) {
        return 0;
    }
    ui.input(|input| isize::from(input.key_pressed(Key::ArrowDown)) - isize::from(input.key_pressed(Key::ArrowUp)))
}

fn nearest(lines: &[Line], at: f32) -> Option<usize> {
    let far = |line: &Line| (line[0] - at).max(at - line[1]).max(0.0);
    (0..lines.len()).min_by(|a, b| far(&lines[*a]).total_cmp(&far(&lines[*b])))
}

/// The next line that is lower (or higher): cells of one row of a table stand beside one another.
fn after(lines: &[Line], now: usize, steps: isize) -> usize {
    let middle = |line: &Line| f32::midpoint(line[0], line[1]);
    let here = middle(&lines[now]);
    if steps > 0 {
        (now..lines.len()).find(|at| middle(&lines[*at]) > here + 2.0).unwrap_or(now)
    } else {
        (0..now).rev().find(|at| middle(&lines[*at]) < here - 2.0).unwrap_or(now)
    }
}

/// Draws the band of a line behind the text, at the place kept for it.
pub fn paint(ui: &Ui, behind: ShapeIdx, line: Line, x: egui::Rangef) {
    let tokens = Tokens::of(ui);
    let rect = Rect::from_x_y_ranges(x, line[0] - 2.0..=line[1] + 2.0);
    let width = if tokens.is_high_contrast() { 2.0 } else { 1.5 };
    let stroke = Stroke::new(width, tokens.palette.primary);
    let shape = egui::epaint::RectShape::new(rect, space::XS, tokens.palette.tint, stroke, StrokeKind::Outside);
    ui.painter().set(behind, Shape::Rect(shape));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_go_from_line_to_line_and_past_the_cells_of_one_row() {
        let lines = [[0.0, 28.0], [28.0, 56.0], [28.0, 56.0], [60.0, 88.0]];
        assert_eq!(after(&lines, 0, 1), 1);
        assert_eq!(after(&lines, 1, 1), 3);
        assert_eq!(after(&lines, 3, 1), 3, "the last");
        assert_eq!(after(&lines, 3, -1), 2);
        assert_eq!(after(&lines, 2, -1), 0);
        assert_eq!(nearest(&lines, 58.0), Some(1));
        assert_eq!(nearest(&[], 58.0), None);
    }
}
