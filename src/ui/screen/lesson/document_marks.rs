//! The marker pen on a page of a document: what is marked there, and what a hand or the keyboard does.

use crate::media::pdf::words::PageWords;
use crate::ui::tokens::{self, space};
use crate::ui::widget::focus;
use crate::ui::widget::pen::Pen;
use egui::{CursorIcon, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};
use std::ops::Range;

/// What was done on a page, in characters of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hand {
    /// A stroke began.
    Begin(u64),
    /// It is here now.
    To(u64),
    /// It ended.
    Lift,
    /// A line was pressed, and where in it unless it was by the keyboard.
    Press([u64; 2], Option<u64>),
}

impl Hand {
    /// Whether another page may come under the pen by it.
    pub(super) fn begins(&self) -> bool {
        matches!(self, Self::Begin(_) | Self::Press(..))
    }

    /// Moves the pen.
    pub(super) fn move_pen(&self, pen: &Pen) {
        match self {
            Self::Begin(at) => pen.begin(*at),
            Self::To(at) => pen.draw_to(*at),
            Self::Lift => pen.lift(),
            Self::Press(line, at) => pen.press(*line, *at),
        }
    }
}

/// A page and its marks.
pub(super) struct Marked<'a> {
    /// Where it stands on the screen.
    pub rect: Rect,
    /// Its words.
    pub words: &'a PageWords,
    /// What is marked of them.
    pub marked: &'a [[u64; 2]],
    /// What is being drawn over.
    pub drawn: Option<Range<u64>>,
}

impl Marked<'_> {
    /// Draws the marks.
    pub(super) fn paint(&self, ui: &Ui) {
        let drawn = self.drawn.as_ref().map(|drawn| [drawn.start, drawn.end]);
        for line in self.marked.iter().copied().chain(drawn).flat_map(|mark| self.words.places(chars(mark))) {
            let line = on_page(self.rect, &line).expand(1.0);
            ui.painter().rect_filled(line, 2.0, tokens::MARK_PEN);
            ui.painter().hline(line.x_range(), line.bottom(), Stroke::new(2.0, tokens::MARK_PEN_LINE));
        }
    }

    /// Listens for the pen: it is drawn over words, and each line can be pressed, by the keyboard too.
    pub(super) fn listen(&self, ui: &Ui, page: usize) -> Option<Hand> {
        let id = ui.scope_id().with(("pen", page));
        let mut hand = None;
        let strokes = ui.interact(self.rect, id, Sense::drag());
        let letters: Vec<char> = self.words.text.chars().collect();
        for range in self.words.line_ranges() {
            let Some(place) = self.words.places(range.clone()).into_iter().reduce(around) else { continue };
            let rect = on_page(self.rect, &place);
            let line = ui.interact(rect, id.with(range.start), Sense::click());
            let said: String = letters[range.clone()].iter().collect();
            let words = [range.start as u64, range.end as u64];
            let is_marked = self.marked.iter().any(|mark| mark[0] < words[1] && words[0] < mark[1]);
            line.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_marked, said.trim()));
            focus::ring(ui, &line, rect, space::XS as u8);
            focus::follow(&line);
            if line.clicked() {
                let at = line.interact_pointer_pos().and_then(|point| self.char_at(point));
                hand = Some(Hand::Press(words, at));
            }
            if line.hovered() {
                ui.ctx().set_cursor_icon(CursorIcon::Text);
            }
        }
        let (press, pointer) = ui.input(|input| (input.pointer.press_origin(), input.pointer.interact_pos()));
        let at = |point: Option<Pos2>| point.and_then(|point| self.char_at(point));
        if strokes.drag_started() {
            hand = at(press).map(Hand::Begin);
        } else if strokes.drag_stopped() {
            hand = Some(Hand::Lift);
        } else if strokes.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
            hand = at(pointer).map(Hand::To);
        }
        hand
    }

    /// The character under a point of the screen.
    fn char_at(&self, point: Pos2) -> Option<u64> {
        let part = (point - self.rect.min) / self.rect.size() * 1000.0;
        self.words.at(part.x, part.y).map(|at| at as u64)
    }
}

/// One rectangle round both.
fn around(one: [f32; 4], other: [f32; 4]) -> [f32; 4] {
    [one[0].min(other[0]), one[1].min(other[1]), one[2].max(other[2]), one[3].max(other[3])]
}

fn chars(mark: [u64; 2]) -> Range<usize> {
    let at = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    at(mark[0])..at(mark[1]).min(at(mark[0]).saturating_add(crate::media::pdf::words::LETTERS_MAX))
}

/// ‰ of a page as a place on the screen.
pub(super) fn on_page(page: Rect, [left, top, right, bottom]: &[f32; 4]) -> Rect {
    let at = |x: f32, y: f32| pos2(page.left() + x / 1000.0 * page.width(), page.top() + y / 1000.0 * page.height());
    Rect::from_min_max(at(*left, *top), at(*right, *bottom))
}
