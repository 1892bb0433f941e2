//! A pad for six digits, by pointer or keyboard. The digits are never drawn and are wiped from memory when they go.

use super::super::tokens::{Size, Tokens, space};
use super::{focus, icon::Icon};
use egui::accesskit::Live;
use egui::{CornerRadius, Event, Key, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};
use zeroize::Zeroizing;

/// Digits of a PIN.
pub const DIGITS: usize = 6;

/// What is typed so far.
#[derive(Default, Clone)]
pub struct Pad {
    digits: Zeroizing<String>,
}

impl std::fmt::Debug for Pad {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pad({} digits)", self.digits.len())
    }
}

/// The words of the pad.
#[derive(Debug, Clone)]
pub struct Labels {
    /// Name of the dots, with how many are filled: "2 of 6 digits".
    pub dots: String,
    /// Name of the key that takes a digit back.
    pub backspace: String,
    /// Name of the key that clears.
    pub clear: String,
}

impl Pad {
    /// How many digits are typed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.digits.len()
    }

    /// Whether none is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.digits.is_empty()
    }

    /// Forgets what was typed.
    pub fn clear(&mut self) {
        self.digits = Zeroizing::default();
    }

    fn push(&mut self, digit: char) {
        if self.digits.len() < DIGITS && digit.is_ascii_digit() {
            if self.digits.capacity() < DIGITS {
                self.digits.reserve_exact(DIGITS); // one buffer, so that no copy stays behind unwiped
            }
            self.digits.push(digit);
        }
    }

    /// Draws dots and keys; gives the PIN when the sixth digit is typed, and is empty again then.
    pub fn show(&mut self, ui: &mut Ui, labels: &Labels, is_enabled: bool) -> Option<Zeroizing<String>> {
        if is_enabled && focus::hears_keys(ui) {
            self.typed(ui);
        }
        ui.vertical_centered(|ui| {
            dots(ui, self.digits.len(), DIGITS, &labels.dots);
            ui.add_space(space::XL);
            ui.add_enabled_ui(is_enabled, |ui| self.keys(ui, labels));
        });
        (self.digits.len() == DIGITS).then(|| std::mem::take(&mut self.digits))
    }

    fn typed(&mut self, ui: &Ui) {
        ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::Text(text) => text.chars().for_each(|c| self.push(c)),
                    Event::Key { key: Key::Backspace, pressed: true, .. } => self.back(),
                    _ => {}
                }
            }
        });
    }

    fn back(&mut self) {
        self.digits.pop();
    }

    fn keys(&mut self, ui: &mut Ui, labels: &Labels) {
        let tokens = Tokens::of(ui);
        let side = vec2(tokens.scaled(76.0).min(104.0), tokens.scaled(60.0).min(84.0));
        let gap = space::M;
        let width = side.x * 3.0 + gap * 2.0;
        for row in [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["", "0", "<"]] {
            ui.allocate_ui(vec2(width, side.y), |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = gap;
                    for label in row {
                        self.key(ui, label, side, labels);
                    }
                });
            });
            ui.add_space(gap - ui.spacing().item_spacing.y);
        }
    }

    fn key(&mut self, ui: &mut Ui, label: &str, side: egui::Vec2, labels: &Labels) {
        match label {
            "" if self.digits.is_empty() => {
                ui.allocate_space(side);
            }
            "" => {
                if key(ui, Face::Icon(Icon::Close), &labels.clear, side).clicked() {
                    self.clear();
                }
            }
            "<" => {
                if key(ui, Face::Icon(Icon::Backspace), &labels.backspace, side).clicked() {
                    self.back();
                }
            }
            digit => {
                if key(ui, Face::Digit(digit), digit, side).clicked() {
                    digit.chars().for_each(|c| self.push(c));
                }
            }
        }
    }
}

enum Face<'a> {
    Digit(&'a str),
    Icon(Icon),
}

/// One dot for each of `all`, so many of them filled.
pub(super) fn dots(ui: &mut Ui, filled: usize, all: usize, name: &str) {
    let p = Tokens::of(ui).palette;
    let (radius, step) = (9.0, 34.0);
    let (rect, response) = ui.allocate_exact_size(vec2(step * all as f32, radius * 2.0 + 4.0), Sense::hover());
    for at in 0..all {
        let centre = rect.left_center() + vec2(step * (at as f32 + 0.5), 0.0);
        let fill = if at < filled { p.primary } else { p.surface };
        let edge = if at < filled { p.primary } else { p.edge };
        ui.painter().circle(centre, radius, fill, Stroke::new(2.0, edge));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

fn key(ui: &mut Ui, face: Face<'_>, name: &str, side: egui::Vec2) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let (rect, response) = ui.allocate_exact_size(side, Sense::click());
    let (fill, edge) = if response.is_pointer_button_down_on() {
        (p.primary, p.primary)
    } else if response.hovered() {
        (p.tint, p.primary)
    } else {
        (p.surface, p.edge)
    };
    let ink = if response.is_pointer_button_down_on() { p.on_primary } else { p.ink };
    let width = if tokens.is_high_contrast() { 2.0 } else { 1.0 };
    ui.painter().rect(rect, CornerRadius::same(space::CORNER), fill, Stroke::new(width, edge), StrokeKind::Inside);
    let (text, font) = match face {
        Face::Digit(digit) => (digit.to_owned(), tokens.bold(Size::Heading)),
        Face::Icon(icon) => (icon.char().to_string(), tokens.icons(26.0)),
    };
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, text, font, ink);
    focus::ring(ui, &response, rect, space::CORNER);
    focus::follow(&response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_digits_go_in() {
        let mut pad = Pad::default();
        "12a3 ٤5678".chars().for_each(|c| pad.push(c));
        assert_eq!(pad.digits.as_str(), "123567".get(..6).unwrap());
        pad.back();
        assert_eq!(pad.len(), 5);
        pad.clear();
        pad.back();
        assert!(pad.is_empty());
        assert_eq!(format!("{pad:?}"), "Pad(0 digits)", "digits are never printed");
    }
}
