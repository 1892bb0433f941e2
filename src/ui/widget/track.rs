//! A track: a place on a line, set by pointer or keyboard. Places in a film, loudness.

use super::super::tokens::{Tokens, space};
use super::focus;
use egui::{CornerRadius, EventFilter, Key, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// A place between 0 and 1.
#[must_use = "show it"]
#[derive(Debug, Clone, Copy)]
pub struct Track<'a> {
    place: f32,
    marks: &'a [(f32, f32)],
    step: f32,
    name: &'a str,
    value: &'a str,
}

impl<'a> Track<'a> {
    /// A track at `place`, called `name`; `value` says the place in words ("1:05 of 3:20").
    pub fn new(place: f32, name: &'a str, value: &'a str) -> Self {
        Self { place: place.clamp(0.0, 1.0), marks: &[], step: 0.05, name, value }
    }

    /// Stretches that are marked on it.
    pub fn marks(mut self, marks: &'a [(f32, f32)]) -> Self {
        self.marks = marks;
        self
    }

    /// How far one press of an arrow key goes.
    pub fn step(mut self, step: f32) -> Self {
        self.step = step;
        self
    }

    /// Draws it, as wide as asked; gives the place that was asked for.
    pub fn show(self, ui: &mut Ui, width: f32) -> Option<f32> {
        let tokens = Tokens::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(width, space::TARGET), Sense::click_and_drag());
        let knob = if tokens.is_high_contrast() { 11.0 } else { 9.0 };
        let rail = Rect::from_center_size(rect.center(), vec2((width - 2.0 * knob).max(1.0), 6.0));
        let mut asked = None;
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked()) {
            asked = Some(((at.x - rail.left()) / rail.width()).clamp(0.0, 1.0));
        }
        if response.has_focus() {
            let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
            asked = self.keys(ui).or(asked);
        }
        if ui.is_rect_visible(rect) {
            self.paint(ui, &tokens, rail, knob, response.hovered() || response.dragged());
            focus::ring(
                ui,
                &response,
                Rect::from_center_size(self.point(rail), vec2(2.0 * knob, 2.0 * knob)),
                knob as u8,
            );
        }
        focus::follow(&response);
        let place = f64::from(asked.unwrap_or(self.place));
        response.widget_info(|| WidgetInfo {
            value: Some((place * 100.0).round()),
            ..WidgetInfo::labeled(Role::Slider, true, format!("{}: {}", self.name, self.value))
        });
        asked
    }

    fn keys(&self, ui: &Ui) -> Option<f32> {
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        if pressed(Key::Home) {
            return Some(0.0);
        }
        let steps = f32::from(u8::from(pressed(Key::ArrowRight))) - f32::from(u8::from(pressed(Key::ArrowLeft)));
        (steps != 0.0).then(|| (self.place + steps * self.step).clamp(0.0, 1.0))
    }

    fn point(&self, rail: Rect) -> Pos2 {
        pos2(rail.left() + rail.width() * self.place, rail.center().y)
    }

    fn paint(&self, ui: &Ui, tokens: &Tokens, rail: Rect, knob: f32, is_lit: bool) {
        let p = &tokens.palette;
        let painter = ui.painter();
        let corner = CornerRadius::same(3);
        let part = |from: f32, to: f32| {
            let x = |place: f32| rail.left() + rail.width() * place.clamp(0.0, 1.0);
            Rect::from_min_max(pos2(x(from), rail.top()), pos2(x(to), rail.bottom()))
        };
        painter.rect_filled(rail, corner, if tokens.is_high_contrast() { p.paper } else { p.line });
        for &(from, to) in self.marks {
            painter.rect_filled(part(from, to), corner, p.edge);
        }
        painter.rect_filled(part(0.0, self.place), corner, p.primary);
        if tokens.is_high_contrast() {
            painter.rect_stroke(rail, corner, Stroke::new(1.0, p.ink), StrokeKind::Outside);
        }
        let fill = if is_lit { p.primary_hover } else { p.primary };
        painter.circle(self.point(rail), knob, fill, Stroke::new(2.0, p.surface));
    }
}
