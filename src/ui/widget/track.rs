//! A track: a place on a line, set by pointer or keyboard. Places in a film, loudness.

use super::super::tokens::{Tokens, space};
use super::focus;
use egui::accesskit::Action;
use egui::{
    CornerRadius, EventFilter, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

/// A place between 0 and 1.
#[must_use = "show it"]
#[derive(Debug, Clone, Copy)]
pub struct Track<'a> {
    place: f32,
    marks: &'a [(f32, f32)],
    ticks: &'a [f32],
    step: f32,
    name: &'a str,
    value: &'a str,
}

/// What a person did with a track.
#[derive(Debug, Clone, Copy)]
pub struct Touched {
    /// The place asked for.
    pub asked: Option<f32>,
    /// The place that the pointer is at, or that the keyboard has just gone to.
    pub pointed: Option<f32>,
    /// Whether `pointed` is the keyboard's.
    pub is_by_key: bool,
    /// The line: the first place is its left end, the last its right one.
    pub rail: Rect,
}

impl<'a> Track<'a> {
    /// A track at `place`, called `name`; `value` says the place in words ("1:05 of 3:20").
    pub fn new(place: f32, name: &'a str, value: &'a str) -> Self {
        Self { place: place.clamp(0.0, 1.0), marks: &[], ticks: &[], step: 0.05, name, value }
    }

    /// Stretches that are marked on it.
    pub fn marks(mut self, marks: &'a [(f32, f32)]) -> Self {
        self.marks = marks;
        self
    }

    /// Places where it is divided.
    pub fn ticks(mut self, ticks: &'a [f32]) -> Self {
        self.ticks = ticks;
        self
    }

    /// How far one press of an arrow key goes.
    pub fn step(mut self, step: f32) -> Self {
        self.step = step;
        self
    }

    /// Draws it, as wide as asked.
    pub fn show(self, ui: &mut Ui, width: f32) -> Touched {
        let tokens = Tokens::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(width, space::TARGET), Sense::click_and_drag());
        let knob = if tokens.is_high_contrast() { 11.0 } else { 9.0 };
        let rail = Rect::from_center_size(rect.center(), vec2((width - 2.0 * knob).max(1.0), 6.0));
        let place_at = |at: Pos2| ((at.x - rail.left()) / rail.width()).clamp(0.0, 1.0);
        let held = response
            .interact_pointer_pos()
            .filter(|_| response.dragged() || response.drag_stopped() || response.clicked());
        let by_hand = held.map(place_at);
        let by_key = self.keys(ui, &response);
        let is_lit = response.hovered() || response.dragged();
        if ui.is_rect_visible(rect) {
            self.paint(ui, &tokens, rail, knob, is_lit);
            let point = Rect::from_center_size(self.point(rail), vec2(2.0 * knob, 2.0 * knob));
            focus::ring(ui, &response, point, knob as u8);
        }
        focus::follow(&response);
        let asked = by_key.or(by_hand);
        let place = f64::from(asked.unwrap_or(self.place));
        response.widget_info(|| WidgetInfo {
            value: Some((place * 100.0).round()),
            ..WidgetInfo::labeled(Role::Slider, true, format!("{}: {}", self.name, self.value))
        });
        let pointed = by_key.or_else(|| response.hover_pos().or(held).map(place_at));
        Touched { asked, pointed, is_by_key: by_key.is_some(), rail }
    }

    /// Arrows and both ends while it has the keyboard; a step up or down from a screen reader at any time.
    fn keys(&self, ui: &Ui, response: &Response) -> Option<f32> {
        let id = response.id;
        let heard = |action| ui.input(|input| input.num_accesskit_action_requests(id, action)) as f32;
        let mut steps = heard(Action::Increment) - heard(Action::Decrement);
        if response.has_focus() {
            let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
            let pressed = |key| ui.input(|input| input.modifiers == Modifiers::NONE && input.key_pressed(key));
            match (pressed(Key::Home), pressed(Key::End)) {
                (true, _) => return Some(0.0),
                (_, true) => return Some(1.0),
                (false, false) => {}
            }
            steps += f32::from(u8::from(pressed(Key::ArrowRight))) - f32::from(u8::from(pressed(Key::ArrowLeft)));
        }
        (steps != 0.0).then(|| (self.place + steps * self.step).clamp(0.0, 1.0))
    }

    fn point(&self, rail: Rect) -> Pos2 {
        pos2(rail.left() + rail.width() * self.place, rail.center().y)
    }

    fn paint(&self, ui: &Ui, tokens: &Tokens, rail: Rect, knob: f32, is_lit: bool) {
        let p = &tokens.palette;
        let painter = ui.painter();
        let corner = CornerRadius::same(3);
        let x = |place: f32| rail.left() + rail.width() * place.clamp(0.0, 1.0);
        let part = |from: f32, to: f32| Rect::from_min_max(pos2(x(from), rail.top()), pos2(x(to), rail.bottom()));
        painter.rect_filled(rail, corner, if tokens.is_high_contrast() { p.paper } else { p.line });
        for &(from, to) in self.marks {
            painter.rect_filled(part(from, to), corner, p.edge);
        }
        painter.rect_filled(part(0.0, self.place), corner, p.primary);
        if tokens.is_high_contrast() {
            painter.rect_stroke(rail, corner, Stroke::new(1.0, p.ink), StrokeKind::Outside);
        }
        for tick in self.ticks {
            let gap = Rect::from_center_size(pos2(x(*tick).round(), rail.center().y), vec2(3.0, rail.height() + 6.0));
            painter.rect_filled(gap, 0, p.surface);
            painter.rect_filled(gap.shrink2(vec2(1.0, 0.0)), 0, p.ink);
        }
        let fill = if is_lit { p.primary_hover } else { p.primary };
        painter.circle(self.point(rail), knob, fill, Stroke::new(2.0, p.surface));
    }
}
