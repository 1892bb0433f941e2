//! Fields to type in. The label stands above and stays; a hint never replaces it.

use super::super::tokens::{Size, Tokens, space};
use super::{focus, icon::Icon, say};
use egui::{Align2, Color32, Frame, Margin, Response, RichText, Stroke, StrokeKind, TextEdit, Ui, vec2};

/// A field for one or more lines.
#[must_use = "show it"]
pub struct Field<'a> {
    label: &'a str,
    hint: &'a str,
    icon: Option<Icon>,
    is_label_shown: bool,
    is_secret: bool,
    is_mono: bool,
    rows: usize,
    chars_max: usize,
    width: f32,
}

impl<'a> Field<'a> {
    /// A field of one line under its label.
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            hint: "",
            icon: None,
            is_label_shown: true,
            is_secret: false,
            is_mono: false,
            rows: 1,
            chars_max: 200,
            width: f32::INFINITY,
        }
    }

    /// A search box: a magnifying glass, and the label only for screen readers and as the hint.
    pub fn search(label: &'a str) -> Self {
        Self { icon: Some(Icon::Search), is_label_shown: false, hint: label, ..Self::new(label) }
    }

    /// A field in a row of other things: the label only for screen readers.
    pub fn inline(label: &'a str) -> Self {
        Self { is_label_shown: false, ..Self::new(label) }
    }

    /// An example or a rule, shown while the field is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// The characters are not shown.
    pub fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    /// For fingerprints and numbers.
    pub fn mono(mut self) -> Self {
        self.is_mono = true;
        self
    }

    /// Several lines.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// The most characters it takes; 200 unless said.
    pub fn chars_max(mut self, chars_max: usize) -> Self {
        self.chars_max = chars_max;
        self
    }

    /// No wider than this.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Draws it. The response is the field's own, so that [`submitted`] and `changed` work.
    pub fn show(self, ui: &mut Ui, text: &mut String) -> Response {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            if self.is_label_shown {
                say::strong(ui, self.label);
            }
            self.edit(ui, text)
        })
        .inner
    }

    fn edit(&self, ui: &mut Ui, text: &mut String) -> Response {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let font = if self.is_mono { tokens.mono(Size::Body) } else { tokens.font(Size::Body) };
        let line = ui.fonts_mut(|fonts| fonts.row_height(&font));
        let pad = ((space::TARGET - line) / 2.0).max(space::S);
        let left = if self.icon.is_some() { icon_room(&tokens) } else { space::M };
        let width = ui.available_width().min(self.width);
        let hint = RichText::new(self.hint).font(font.clone()).color(p.muted);
        let edit = if self.rows > 1 { TextEdit::multiline(text) } else { TextEdit::singleline(text) };
        let response = ui.add(
            edit.font(font)
                .hint_text(hint)
                .password(self.is_secret)
                .char_limit(self.chars_max)
                .desired_rows(self.rows)
                .desired_width(width)
                .text_color(p.ink)
                .frame(Frame::new().fill(p.surface).corner_radius(space::CORNER_SMALL).inner_margin(Margin {
                    left: left as i8,
                    right: space::M as i8,
                    top: pad as i8,
                    bottom: pad as i8,
                })),
        );
        self.decorate(ui, &tokens, &response);
        response
    }

    fn decorate(&self, ui: &Ui, tokens: &Tokens, response: &Response) {
        let p = &tokens.palette;
        let has_focus = response.has_focus();
        let (edge, width) = match (has_focus, response.hovered()) {
            (true, _) => (p.primary, 2.0),
            (false, true) => (p.primary, 1.0),
            (false, false) => (p.edge, if tokens.is_high_contrast() { 2.0 } else { 1.0 }),
        };
        let rect = response.rect;
        ui.painter().rect_stroke(rect, space::CORNER_SMALL, Stroke::new(width, edge), StrokeKind::Inside);
        if let Some(icon) = self.icon {
            let at = rect.left_center() + vec2(icon_room(tokens) / 2.0, 0.0);
            paint_icon(ui, tokens, icon, at, p.muted);
        }
        focus::ring(ui, response, rect, space::CORNER_SMALL);
        focus::follow(response);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(self.label));
    }
}

/// What an icon before the words takes, at any size of text.
fn icon_room(tokens: &Tokens) -> f32 {
    tokens.scaled(20.0) + 2.0 * space::M
}

fn paint_icon(ui: &Ui, tokens: &Tokens, icon: Icon, at: egui::Pos2, color: Color32) {
    ui.painter().text(at, Align2::CENTER_CENTER, icon.char(), tokens.icons(20.0), color);
}

/// Whether the person ended the field with the Enter key.
#[must_use]
pub fn submitted(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
}
