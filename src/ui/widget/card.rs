//! Cards: things that belong together, on the surface colour. A pressable card is one big button.

use super::super::tokens::{Tokens, space};
use super::focus;
use egui::{Frame, InnerResponse, Margin, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo};

fn frame(tokens: &Tokens, padding: f32, is_lifted: bool) -> Frame {
    let p = &tokens.palette;
    let width = if tokens.is_high_contrast() { 2.0 } else { 1.0 };
    let (fill, edge) = if is_lifted { (p.tint, p.primary) } else { (p.surface, p.line) };
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(width, edge))
        .corner_radius(space::CORNER)
        .inner_margin(Margin::same(padding as i8))
}

/// A card as wide as its place.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    Card::new().show(ui, add)
}

/// A card with choices.
#[must_use = "show it"]
#[derive(Debug, Clone, Copy)]
pub struct Card {
    padding: f32,
    is_lifted: bool,
}

impl Card {
    /// A plain card, 24 points inside.
    pub fn new() -> Self {
        Self { padding: space::XL, is_lifted: false }
    }

    /// With this much inside.
    pub fn padding(mut self, padding: f32) -> Self {
        self.padding = padding;
        self
    }

    /// The chosen or next one.
    pub fn lifted(mut self, is_lifted: bool) -> Self {
        self.is_lifted = is_lifted;
        self
    }

    /// Draws it.
    pub fn show<R>(self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        frame(&Tokens::of(ui), self.padding, self.is_lifted).show(ui, |ui| {
            ui.take_available_width();
            add(ui)
        })
    }

    /// Draws it as one button called `name`. Nothing inside may be pressed by itself.
    pub fn pressable<R>(self, ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> Response {
        let tokens = Tokens::of(ui);
        let scope = ui.scope_builder(UiBuilder::new().sense(Sense::click()), |ui| {
            let is_lifted = self.is_lifted || ui.response().hovered();
            frame(&tokens, self.padding, is_lifted).show(ui, |ui| {
                ui.take_available_width();
                ui.set_min_height(space::TARGET - 2.0 * self.padding);
                add(ui);
            });
        });
        let response = scope.response;
        focus::ring(ui, &response, response.rect, space::CORNER);
        focus::follow(&response);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        response
    }
}

impl Default for Card {
    fn default() -> Self {
        Self::new()
    }
}
