//! All that is said in a film, as lines to follow and to press: a press goes to that place.

use super::film_controls::clock;
use crate::media::caption::Captions;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::focus;
use egui::{Align, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// See the module.
pub struct Transcript {
    words: Captions,
    followed: Option<usize>,
}

impl Transcript {
    /// Of these words.
    #[must_use]
    pub fn new(words: Captions) -> Self {
        Self { words, followed: None }
    }

    /// Whether there is anything to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.cues().is_empty()
    }

    /// Draws it in a place of its own that follows the film; gives the place in the film to go to, in ms.
    pub fn beside(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, at_ms: u64, is_playing: bool) -> Option<u64> {
        let current = self.words.current(at_ms);
        let has_moved = is_playing && current != self.followed;
        self.followed = current;
        let area = ScrollArea::vertical().id_salt("transcript-lines").auto_shrink([false, false]);
        area.show(ui, |ui| {
            let is_read = ui.rect_contains_pointer(ui.clip_rect()); // never scroll away under the pointer
            self.lines(ui, cx, current, has_moved && !is_read)
        })
        .inner
    }

    /// Draws it in the page, which does not scroll by itself: the film would go out of sight.
    pub fn under(&self, ui: &mut Ui, cx: &ViewCtx<'_>, at_ms: u64) -> Option<u64> {
        self.lines(ui, cx, self.words.current(at_ms), false)
    }

    fn lines(&self, ui: &mut Ui, cx: &ViewCtx<'_>, current: Option<usize>, follows: bool) -> Option<u64> {
        ui.spacing_mut().item_spacing.y = space::XS;
        let mut asked = None;
        for (index, cue) in self.words.cues().iter().enumerate() {
            let is_here = current == Some(index);
            let line = row(ui, cx, cue.start_ms, &cue.text, is_here);
            if is_here && follows {
                line.scroll_to_me(Some(Align::Center));
            }
            if line.clicked() {
                asked = Some(cue.start_ms);
            }
        }
        asked
    }
}

fn row(ui: &mut Ui, cx: &ViewCtx<'_>, at_ms: u64, words: &str, is_here: bool) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let written = clock(at_ms);
    let time = ui.painter().layout_no_wrap(written.clone(), tokens.font(Size::Small), p.muted);
    let indent = time.size().x.max(tokens.scaled(40.0)) + space::M;
    let said = words.replace('\n', " ");
    let font = if is_here { tokens.bold(Size::Body) } else { tokens.font(Size::Body) };
    let room = (ui.available_width() - indent - 2.0 * space::S).max(space::TARGET);
    let galley = ui.painter().layout(said.clone(), font, p.ink, room);
    let size = vec2(ui.available_width(), (galley.size().y + 2.0 * space::S).max(space::TARGET));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if ui.is_rect_visible(rect) {
        if is_here || response.hovered() {
            ui.painter().rect_filled(rect, space::CORNER_SMALL, p.tint);
        }
        if is_here {
            let bar = egui::Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
            ui.painter().rect_filled(bar, 2, p.primary);
        }
        let top = rect.center().y - galley.size().y / 2.0;
        let lower = (tokens.points(Size::Body) - tokens.points(Size::Small)) * 0.8;
        ui.painter().galley(egui::pos2(rect.left() + space::S, top + lower), time, p.muted);
        ui.painter().galley(egui::pos2(rect.left() + space::S + indent, top), galley, p.ink);
        focus::ring(ui, &response, rect.shrink(2.0), space::CORNER_SMALL);
    }
    focus::follow(&response);
    let name = cx.with("video-line", &[("time", written.as_str().into()), ("words", said.as_str().into())]);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_here, &name));
    response
}
