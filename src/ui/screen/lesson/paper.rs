//! A page of paper on the window with text to scroll through: its column, its keys, and the places in it that can be
//! gone to.

use crate::model::markdown::Link;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::reading::{self, Read};
use egui::{Frame, Key, Margin, ScrollArea, Stroke, Ui, Vec2};

/// One press of Page Up or Page Down moves by this part of what is seen.
const PAGE_SHARE: f32 = 0.85;

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
                    let column = ui.vertical(|ui| {
                        ui.set_width(width - 2.0 * space::XXL);
                        ui.spacing_mut().item_spacing = Vec2::splat(space::S);
                        draw(ui)
                    });
                    column.inner
                });
                inside.inner
            });
            ui.add_space(space::XL);
            (read.inner, top)
        });
        let (read, top) = out.inner;
        self.tops = read.headings.iter().map(|(anchor, at)| ((*anchor).to_owned(), at - top)).collect();
        let offset = out.state.clamped_offset().y;
        let stand = Stand { offset, height: out.inner_rect.height(), whole: out.content_size.y };
        self.keys(ui, stand);
        if let Some(anchor) = self.wanted.take() {
            self.go_to(&anchor);
            ui.ctx().request_repaint();
        }
        (read.link, stand)
    }

    /// The page moves by the keyboard too, unless something on it has the keys.
    fn keys(&mut self, ui: &Ui, stand: Stand) {
        if ui.memory(|memory| memory.focused().is_some()) {
            return;
        }
        let moved = ui.input(|input| {
            let step = |key, by: f32| if input.key_pressed(key) { by } else { 0.0 };
            step(Key::PageDown, stand.height * PAGE_SHARE)
                + step(Key::Space, stand.height * PAGE_SHARE)
                + step(Key::PageUp, -stand.height * PAGE_SHARE)
                + step(Key::ArrowDown, space::XXL * 2.0)
                + step(Key::ArrowUp, -space::XXL * 2.0)
        });
        if moved != 0.0 {
            self.scroll_to = Some(stand.offset + moved);
            ui.ctx().request_repaint();
        }
    }

    /// Goes to a heading or another named place.
    pub fn go_to(&mut self, anchor: &str) {
        if let Some((_, top)) = self.tops.iter().find(|(name, _)| name == anchor) {
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
