//! A page of paper on the window with text to scroll through: its column, its keys, and the places in it that can be
//! gone to.

use crate::model::kept::Anchor;
use crate::model::markdown::Link;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::reading::{self, Read};
use crate::ui::widget::ruler::{self, Line, Ruler};
use crate::ui::widget::scroll_keys;
use egui::{Frame, Key, Margin, ScrollArea, Shape, Stroke, Ui, Vec2};

/// Where the page stands.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Stand {
    /// What is above the top of the window, in points.
    pub offset: f32,
    /// The height of the window.
    pub height: f32,
    /// The height of the whole.
    pub whole: f32,
}

/// See the module.
#[derive(Default)]
pub struct Paper {
    /// Where to scroll in the next frame, in points.
    scroll_to: Option<f32>,
    tops: Vec<(String, f32)>,
    /// A place to go to as soon as it is known where it stands.
    wanted: Option<String>,
    /// The top of each top-level block, in points from the top.
    blocks: Vec<f32>,
    /// The reading ruler, while it lies on the page.
    ruler: Option<Ruler>,
}

impl Paper {
    /// The width of a sheet in a place this wide.
    #[must_use]
    pub fn width(tokens: &Tokens, available: f32) -> f32 {
        (reading::column_width(tokens) + 2.0 * space::XXL).min(available - 2.0 * space::XL)
    }

    /// Draws a sheet of `width`, `left` of the window's own left; gives the link that was followed, and where it stands.
    pub fn show<'r>(
        &mut self,
        ui: &mut Ui,
        (left, width): (f32, f32),
        draw: impl FnOnce(&mut Ui) -> Read<'r>,
    ) -> (Option<&'r Link>, Stand) {
        let tokens = Tokens::of(ui);
        let mut area = ScrollArea::vertical().id_salt("reading").auto_shrink([false, false]);
        if let Some(offset) = self.scroll_to.take() {
            area = area.vertical_scroll_offset(offset.max(0.0));
        }
        let indent = left - ui.available_rect_before_wrap().left();
        let out = area.show(ui, |ui| {
            let top = ui.cursor().top();
            ui.add_space(space::XL);
            let read = ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(indent);
                let paper = Frame::new()
                    .fill(tokens.palette.surface)
                    .stroke(Stroke::new(if tokens.is_high_contrast() { 2.0 } else { 1.0 }, tokens.palette.line))
                    .corner_radius(space::CORNER)
                    .inner_margin(Margin::same(space::XXL as i8));
                let inside = paper.show(ui, |ui| {
                    let behind = ui.painter().add(Shape::Noop);
                    let column = ui.vertical(|ui| {
                        ui.set_width(width - 2.0 * space::XXL);
                        ui.spacing_mut().item_spacing = Vec2::splat(space::S);
                        draw(ui)
                    });
                    let read = column.inner;
                    let line = self.rule(ui, &read, top);
                    if let Some(line) = line {
                        ruler::paint(ui, behind, line, column.response.rect.x_range().expand(space::M));
                    }
                    (read, line)
                });
                inside.inner
            });
            ui.add_space(space::XL);
            (read.inner, top)
        });
        let ((read, line), top) = out.inner;
        self.tops = read.headings.iter().map(|(anchor, at)| ((*anchor).to_owned(), at - top)).collect();
        self.blocks = read.blocks.iter().map(|at| at - top).collect();
        let offset = out.state.clamped_offset().y;
        let stand = Stand { offset, height: out.inner_rect.height(), whole: out.content_size.y };
        self.keys(ui, stand, line.map(|line| (line, out.inner_rect)));
        if let Some(anchor) = self.wanted.take() {
            self.go_to(&anchor);
            ui.ctx().request_repaint();
        }
        (read.link, stand)
    }

    /// Lays the ruler, if there is one.
    fn rule(&mut self, ui: &Ui, read: &Read<'_>, top: f32) -> Option<Line> {
        let ruler = self.ruler.as_mut()?;
        ruler.follow(ui, &read.lines, top, ui.clip_rect())
    }

    /// Lays the ruler on the page, or takes it away.
    pub fn with_ruler(&mut self, is_on: bool) {
        if self.ruler.is_some() != is_on {
            self.ruler = is_on.then(Ruler::default);
        }
    }

    /// The top-level block at the top of the window, from 0.
    #[must_use]
    pub fn block_at(&self, offset: f32) -> usize {
        self.blocks.partition_point(|top| *top <= offset + space::XXL).saturating_sub(1)
    }

    /// The page moves by the keyboard too. With a ruler the arrows move that, and the
    /// page follows it.
    fn keys(&mut self, ui: &Ui, stand: Stand, ruled: Option<(Line, egui::Rect)>) {
        let is_free = ui.memory(|memory| memory.focused().is_none());
        if let Some((line, view)) = ruled.filter(|_| is_free) {
            let is_moved = ui.input(|input| input.key_pressed(Key::ArrowDown) || input.key_pressed(Key::ArrowUp));
            if let Some(by) = Ruler::scroll_for(line, view).filter(|_| is_moved) {
                self.scroll_to = Some(stand.offset + by);
                ui.ctx().request_repaint();
            }
        }
        let arrow = if ruled.is_some() { 0.0 } else { space::XXL * 2.0 };
        let moved = scroll_keys::moved_to_ends(ui, stand.height, arrow);
        if moved != 0.0 {
            self.scroll_to = Some(stand.offset + moved);
            ui.ctx().request_repaint();
        }
    }

    /// Goes to a heading or another named place.
    pub fn go_to(&mut self, anchor: &str) {
        if let Anchor::Block(at) = Anchor::parse(anchor) {
            self.scroll_to = self.blocks.get(at as usize).map(|top| top - space::L);
        } else if let Some((_, top)) = self.tops.iter().find(|(name, _)| name == anchor) {
            self.scroll_to = Some(top - space::L);
        }
    }

    /// Goes there once it is drawn and known where it stands.
    pub fn go_to_when_drawn(&mut self, anchor: String) {
        self.wanted = Some(anchor);
    }

    /// Goes to so many points from the top.
    pub fn scroll_to(&mut self, offset: f32) {
        self.scroll_to = Some(offset);
    }
}

/// The name of a kind of callout.
pub fn callout_name(cx: &ViewCtx<'_>, kind: crate::model::markdown::Callout) -> String {
    use crate::model::markdown::Callout;
    cx.say(match kind {
        Callout::Note => "callout-note",
        Callout::Tip => "callout-tip",
        Callout::Important => "callout-important",
        Callout::Warning => "callout-warning",
        Callout::Caution => "callout-caution",
    })
}
