//! Text in the sizes of the type scale. Headings are headings to a screen reader too.

use super::super::tokens::{Size, Tokens, space};
use super::icon::Icon;
use egui::text::LayoutJob;
use egui::{Color32, FontId, Label, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2};

fn text(ui: &mut Ui, said: &str, font: FontId, color: Color32) -> Response {
    ui.add(Label::new(RichText::new(said).font(font).color(color)).wrap())
}

fn heading_of(ui: &mut Ui, said: &str, size: Size) -> Response {
    let tokens = Tokens::of(ui);
    let response = text(ui, said, tokens.bold(size), tokens.palette.ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, said));
    response
}

/// The one title of a screen.
pub fn title(ui: &mut Ui, said: &str) -> Response {
    heading_of(ui, said, Size::Title)
}

/// A section's heading.
pub fn heading(ui: &mut Ui, said: &str) -> Response {
    heading_of(ui, said, Size::Heading)
}

/// The heading of a card.
pub fn subheading(ui: &mut Ui, said: &str) -> Response {
    heading_of(ui, said, Size::Lead)
}

/// What a screen opens with.
pub fn lead(ui: &mut Ui, said: &str) -> Response {
    let tokens = Tokens::of(ui);
    text(ui, said, tokens.font(Size::Lead), tokens.palette.ink)
}

/// Plain text.
pub fn body(ui: &mut Ui, said: &str) -> Response {
    let tokens = Tokens::of(ui);
    text(ui, said, tokens.font(Size::Body), tokens.palette.ink)
}

/// Plain text, bold.
pub fn strong(ui: &mut Ui, said: &str) -> Response {
    let tokens = Tokens::of(ui);
    text(ui, said, tokens.bold(Size::Body), tokens.palette.ink)
}

/// Text that may be missed.
pub fn muted(ui: &mut Ui, said: &str) -> Response {
    let tokens = Tokens::of(ui);
    text(ui, said, tokens.font(Size::Body), tokens.palette.muted)
}

/// A note.
pub fn small(ui: &mut Ui, said: &str) -> Response {
    let tokens = Tokens::of(ui);
    text(ui, said, tokens.font(Size::Small), tokens.palette.muted)
}

/// Characters to be compared one by one: fingerprints, numbers, file names.
pub fn mono(ui: &mut Ui, said: &str) -> Response {
    let tokens = Tokens::of(ui);
    text(ui, said, tokens.mono(Size::Body), tokens.palette.ink)
}

/// Text in a colour of the palette; an icon or a word must say the same.
pub fn coloured(ui: &mut Ui, said: &str, size: Size, color: Color32) -> Response {
    let font = Tokens::of(ui).bold(size);
    text(ui, said, font, color)
}

/// An icon with its label, in one colour, on one line.
pub fn labelled(ui: &mut Ui, icon: Icon, said: &str, color: Color32) -> Response {
    sized_label(ui, icon, said, color, Size::Body)
}

/// A small icon with a small label: minutes, kinds, states.
pub fn fact(ui: &mut Ui, icon: Icon, said: &str) -> Response {
    let muted = Tokens::of(ui).palette.muted;
    sized_label(ui, icon, said, muted, Size::Small)
}

fn sized_label(ui: &mut Ui, icon: Icon, said: &str, color: Color32, size: Size) -> Response {
    let tokens = Tokens::of(ui);
    let points = if size == Size::Small { 17.0 } else { 20.0 };
    let is_from_right = ui.layout().prefer_right_to_left();
    let font = tokens.font(size);
    if ui.layout().main_wrap() && !is_from_right {
        // A fact that has no room in its row goes to the next one whole.
        let wide = ui.painter().layout_no_wrap(said.to_owned(), font.clone(), color).size().x;
        let wide = wide + tokens.scaled(points) + space::S;
        if wide > ui.available_size_before_wrap().x && wide <= ui.max_rect().width() {
            ui.end_row();
        }
    }
    let as_button = ui.spacing().interact_size.y;
    // A label is as high as its text, not as a button.
    ui.spacing_mut().interact_size.y = ui.fonts_mut(|fonts| fonts.row_height(&font)).max(tokens.scaled(points));
    let response = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        if is_from_right {
            let response = text(ui, said, font, color);
            icon.show(ui, points, color);
            return response;
        }
        icon.show(ui, points, color);
        text(ui, said, font, color)
    });
    ui.spacing_mut().interact_size.y = as_button;
    response.inner
}

/// Text in exactly the height of `rows` lines: shorter leaves room, longer ends in an ellipsis.
pub fn lines(ui: &mut Ui, said: &str, font: FontId, color: Color32, width: f32, rows: usize) -> Response {
    let mut job = LayoutJob::simple(said.to_owned(), font.clone(), color, width);
    job.wrap.max_rows = rows;
    let height = ui.fonts_mut(|fonts| fonts.row_height(&font)) * rows as f32;
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height.max(galley.size().y)), Sense::hover());
    ui.painter().galley(rect.min, galley, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
    response
}
