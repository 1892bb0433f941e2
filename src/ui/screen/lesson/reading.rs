//! The body of a lesson of the kind "reading": a page of paper in a comfortable column, its headings at the side where
//! there is room, and the words of the glossary a click away. What has stood on screen is what was read.

use super::frame::OpenLesson;
use super::report::Seen;
use crate::model::event::SpanUnit;
use crate::model::markdown::{Link, Reading as Parsed};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, dialog, reading, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{ReadingView, TermView};
use egui::{Align, Frame, Layout, Margin, Rect, ScrollArea, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};
use std::ops::Range;

/// Width of the index of headings, at 100 %.
const INDEX_WIDTH: f32 = 220.0;
/// ‰ of a whole reading.
const WHOLE: u32 = 1000;
/// One press of Page Up or Page Down moves by this part of what is seen.
const PAGE_SHARE: f32 = 0.85;

/// See the module.
pub struct Reading {
    view: ReadingView,
    parsed: Parsed,
    /// Headings as the side index lists them: anchor, words.
    index: Vec<(String, String)>,
    /// Where to scroll in the next frame, in points.
    scroll_to: Option<f32>,
    /// Before the first frame: the page opens where it was left.
    is_fresh: bool,
    tops: Vec<(String, f32)>,
    /// What stood on screen since it was last told, ‰ of the height.
    unseen: Range<u32>,
    is_end_told: bool,
    position: u32,
    term: Option<TermView>,
}

impl Reading {
    /// The body for an opened lesson.
    #[must_use]
    pub fn open(view: ReadingView) -> Self {
        let parsed = Parsed::parse(&view.markdown);
        let index =
            parsed.headings().filter(|(level, ..)| *level == 2).map(|(_, a, words)| (a.to_owned(), words)).collect();
        let position = view.position_permille;
        Self {
            view,
            parsed,
            index,
            scroll_to: None,
            is_fresh: true,
            tops: Vec::new(),
            unseen: 0..0,
            is_end_told: false,
            position,
            term: None,
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
        let tokens = Tokens::of(ui);
        let column = reading::column_width(&tokens);
        let sheet = (column + 2.0 * space::XXL).min(ui.available_width() - 2.0 * space::L);
        let index_width = tokens.scaled(INDEX_WIDTH);
        let has_index = self.index.len() > 1 && ui.available_width() >= sheet + index_width + 3.0 * space::XL;
        let place = ui.available_rect_before_wrap();
        let used = if has_index { sheet + space::XL + index_width } else { sheet };
        let left = place.left() + (place.width() - used) / 2.0;
        if has_index {
            let at = pos2(left + sheet + space::XL, place.top() + space::XXL);
            let rect = Rect::from_min_size(at, vec2(index_width, place.height() - space::XXL));
            let layout = Layout::top_down(Align::Min);
            // A child of its own, so that the page beside it still begins at the top.
            let mut side = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
            self.index_ui(&mut side, cx);
        }
        let link = self.sheet_ui(ui, cx, left, sheet);
        let action = link.and_then(|link| self.follow(lesson, &link));
        self.term_ui(ui, cx);
        action
    }

    /// Whether the end was reached and not told yet.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.unseen.end >= WHOLE && !self.is_end_told
    }

    /// What was shown since this was last asked.
    pub fn seen(&mut self) -> Option<Seen> {
        if self.is_fresh {
            return None;
        }
        let shown = std::mem::replace(&mut self.unseen, 0..0);
        self.is_end_told |= shown.end >= WHOLE;
        let ranges = if shown.is_empty() { Vec::new() } else { vec![[u64::from(shown.start), u64::from(shown.end)]] };
        Some(Seen { unit: SpanUnit::Permille, ranges, position: u64::from(self.position), rate_permille: 1000 })
    }

    fn sheet_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, left: f32, sheet: f32) -> Option<Link> {
        let tokens = Tokens::of(ui);
        let mut area = ScrollArea::vertical().id_salt("reading").auto_shrink([false, false]);
        if let Some(offset) = self.scroll_to.take() {
            area = area.vertical_scroll_offset(offset.max(0.0));
        }
        let indent = left - ui.available_rect_before_wrap().left();
        let out = area.show(ui, |ui| {
            let top = ui.cursor().top();
            ui.add_space(space::XL);
            let link = ui
                .horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    ui.add_space(indent);
                    let paper = Frame::new()
                        .fill(tokens.palette.surface)
                        .stroke(Stroke::new(if tokens.is_high_contrast() { 2.0 } else { 1.0 }, tokens.palette.line))
                        .corner_radius(space::CORNER)
                        .inner_margin(Margin::same(space::XXL as i8));
                    let inside = paper.show(ui, |ui| {
                        ui.vertical(|ui| {
                            ui.set_width(sheet - 2.0 * space::XXL);
                            ui.spacing_mut().item_spacing = Vec2::splat(space::S);
                            self.blocks_ui(ui, cx, top)
                        })
                        .inner
                    });
                    inside.inner
                })
                .inner;
            ui.add_space(space::XL);
            link
        });
        self.keys(ui, out.state.clamped_offset().y, out.inner_rect.height());
        self.note_position(out.state.clamped_offset().y, out.inner_rect.height(), out.content_size.y);
        out.inner
    }

    fn blocks_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, top: f32) -> Option<Link> {
        let pictures = |path: &str| self.view.pictures.get(path).and_then(|picture| cx.pictures.texture(picture));
        let read = reading::show(ui, &self.parsed.blocks, &pictures);
        self.tops = read.headings.iter().map(|(anchor, at)| ((*anchor).to_owned(), at - top)).collect();
        read.link.cloned()
    }

    /// The page moves by the keyboard too, unless something on it has the keys.
    fn keys(&mut self, ui: &Ui, offset: f32, height: f32) {
        if ui.memory(|memory| memory.focused().is_some()) {
            return;
        }
        let moved = ui.input(|input| {
            let step = |key, by: f32| if input.key_pressed(key) { by } else { 0.0 };
            step(egui::Key::PageDown, height * PAGE_SHARE)
                + step(egui::Key::Space, height * PAGE_SHARE)
                + step(egui::Key::PageUp, -height * PAGE_SHARE)
                + step(egui::Key::ArrowDown, space::XXL * 2.0)
                + step(egui::Key::ArrowUp, -space::XXL * 2.0)
        });
        if moved != 0.0 {
            self.scroll_to = Some(offset + moved);
            ui.ctx().request_repaint();
        }
    }

    fn note_position(&mut self, offset: f32, height: f32, whole: f32) {
        let permille = |points: f32| (points / whole.max(1.0) * 1000.0).round().clamp(0.0, 1000.0) as u32;
        if self.is_fresh {
            self.is_fresh = false;
            if self.position > 0 && whole > height {
                self.scroll_to = Some(self.position.min(1000) as f32 / 1000.0 * whole);
                return;
            }
        }
        let shown = permille(offset)..permille(offset + height);
        self.position = shown.start;
        self.unseen = if self.unseen.is_empty() {
            shown
        } else {
            self.unseen.start.min(shown.start)..self.unseen.end.max(shown.end)
        };
    }

    fn index_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        say::small(ui, &cx.say("reading-on-this-page"));
        let mut wanted = None;
        for (anchor, words) in &self.index {
            if ui.add(Button::quiet(words)).clicked() {
                wanted = Some(anchor.clone());
            }
        }
        if let Some(anchor) = wanted {
            self.go_to(&anchor);
            ui.ctx().request_repaint();
        }
    }

    fn go_to(&mut self, anchor: &str) {
        if let Some((_, top)) = self.tops.iter().find(|(name, _)| name == anchor) {
            self.scroll_to = Some(top - space::L);
        }
    }

    fn follow(&mut self, lesson: &OpenLesson, link: &Link) -> Option<Action> {
        match link {
            Link::Lesson(id, anchor) if *id == lesson.row.lesson => {
                if let Some(anchor) = anchor {
                    self.go_to(anchor);
                }
                None
            }
            Link::Lesson(id, _) => Some(Action::Go(Screen::Lesson(lesson.course.course.clone(), id.clone()))),
            Link::Glossary(id) => {
                self.term = lesson.glossary.iter().find(|term| term.id == *id).cloned();
                None
            }
            Link::Directory(..) => None, // directories are lessons this player cannot show yet
        }
    }

    fn term_ui(&mut self, ui: &Ui, cx: &ViewCtx<'_>) {
        let Some(term) = &self.term else { return };
        let (is_done, is_closed) = dialog::show(ui.ctx(), "term", 440.0, |ui| {
            say::heading(ui, &term.term);
            say::body(ui, &term.meaning);
            ui.add_space(space::M);
            ui.add(Button::primary(&cx.say("action-close"))).clicked()
        });
        if is_done || is_closed {
            self.term = None;
        }
    }
}
