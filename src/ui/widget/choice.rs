//! Choosing: chips for filters, rows with a box or a ring for one or many.

use super::super::tokens::{Size, Tokens, space};
use super::{focus, icon::Icon};
use egui::load::SizedTexture;
use egui::{
    Align2, CornerRadius, Image, Rect, Response, Role, Sense, Stroke, StrokeKind, TextWrapMode, Ui, Vec2, WidgetInfo,
    WidgetText, pos2, vec2,
};

/// A picture in a row is no higher than this at 100 %.
const PICTURE_HEIGHT: f32 = 120.0;

/// Beside a picture, words have at least this width at 100 %.
const WORDS_WIDTH: f32 = 160.0;

/// A chip that is on or off.
pub fn chip(ui: &mut Ui, label: &str, is_on: bool) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let font = if is_on { tokens.bold(Size::Body) } else { tokens.font(Size::Body) };
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font, p.ink);
    let tick = if is_on { tokens.scaled(20.0) + space::XS } else { 0.0 };
    let size = vec2(galley.size().x + tick + 2.0 * space::L, (galley.size().y + 2.0 * space::S).max(space::TARGET));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let corner = (rect.height() / 2.0).min(120.0) as u8;
    let is_lit = is_on || response.hovered();
    let (fill, edge) = if is_lit { (p.tint, p.primary) } else { (p.surface, p.edge) };
    let width = if is_on || tokens.is_high_contrast() { 2.0 } else { 1.0 };
    ui.painter().rect(rect, CornerRadius::same(corner), fill, Stroke::new(width, edge), StrokeKind::Inside);
    if is_on {
        let at = pos2(rect.left() + space::L, rect.center().y);
        ui.painter().text(at, Align2::LEFT_CENTER, Icon::Check.char(), tokens.icons(18.0), p.primary);
    }
    let at = pos2(rect.left() + space::L + tick, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, p.ink);
    focus::ring(ui, &response, rect, corner);
    focus::follow(&response);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, label));
    response
}

/// How a row is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark<'a> {
    /// One of several.
    Radio,
    /// Any of several.
    Check,
    /// One of several, with a letter.
    Letter(&'a str),
}

/// A row to choose, as wide as its place: a mark, then the words. Returns a response that `clicked`.
pub fn row(ui: &mut Ui, mark: Mark<'_>, label: &str, is_on: bool) -> Response {
    row_with(ui, mark, label, Beside::default(), is_on)
}

/// What a row shows beside its words.
#[derive(Clone, Copy, Default)]
pub struct Beside<'a> {
    /// What was put to it, on a line of its own under it.
    pub below: Option<&'a str>,
    /// Its picture, once it is decoded: at the right, or under the words where they need the width.
    pub picture: Option<SizedTexture>,
    /// What its picture shows, for who cannot see it.
    pub alt: Option<&'a str>,
}

/// The same, with more in it.
pub fn row_with(ui: &mut Ui, mark: Mark<'_>, label: &str, beside: Beside<'_>, is_on: bool) -> Response {
    let Beside { below, picture, alt } = beside;
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let mark_room = tokens.scaled(28.0) + space::M;
    let room = ui.available_width() - mark_room - 2.0 * space::L;
    let picture_size = picture.as_ref().map_or(Vec2::ZERO, |texture| {
        let most = vec2(room.min(ui.available_width() * 0.5), tokens.scaled(PICTURE_HEIGHT));
        texture.size * (most.x / texture.size.x.max(1.0)).min(most.y / texture.size.y.max(1.0)).min(1.0)
    });
    let beside = room - picture_size.x - space::M;
    // Large words want the whole width: then the picture stands under them.
    let is_under = picture.is_some() && beside < tokens.scaled(WORDS_WIDTH);
    let wrap = if picture.is_some() && !is_under { beside } else { room };
    let galley = WidgetText::from(egui::RichText::new(label).font(tokens.font(Size::Body))).into_galley(
        ui,
        Some(TextWrapMode::Wrap),
        wrap.max(space::TARGET),
        egui::TextStyle::Body,
    );
    let below_galley = below
        .map(|text| ui.painter().layout(text.to_owned(), tokens.bold(Size::Body), p.primary, wrap.max(space::TARGET)));
    let text_height = galley.size().y + below_galley.as_ref().map_or(0.0, |below| below.size().y + space::XS);
    let height = if is_under { text_height + space::S + picture_size.y } else { text_height.max(picture_size.y) };
    let size = vec2(ui.available_width(), (height + 2.0 * space::M).max(space::TARGET));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_lit = is_on || response.hovered();
    let (fill, edge) = if is_lit { (p.tint, p.primary) } else { (p.surface, p.edge) };
    let width = if is_on || tokens.is_high_contrast() { 2.0 } else { 1.0 };
    ui.painter().rect(rect, space::CORNER_SMALL, fill, Stroke::new(width, edge), StrokeKind::Inside);
    let side = tokens.scaled(26.0);
    let centre = pos2(rect.left() + space::L + side / 2.0, rect.center().y);
    paint_mark(ui, &tokens, mark, Rect::from_center_size(centre, vec2(side, side)), is_on);
    let top = if is_under { rect.top() + space::M } else { rect.center().y - text_height / 2.0 };
    let at = pos2(rect.left() + space::L + mark_room, top);
    if let Some(below) = below_galley {
        ui.painter().galley(at + vec2(0.0, galley.size().y + space::XS), below, p.primary);
    }
    ui.painter().galley(at, galley, p.ink);
    focus::ring(ui, &response, rect, space::CORNER_SMALL);
    focus::follow(&response);
    let mut name = below.map_or_else(|| label.to_owned(), |below| format!("{label}: {below}"));
    if let Some(texture) = picture {
        let at = if is_under {
            pos2(at.x, at.y + text_height + space::S)
        } else {
            pos2(rect.right() - space::L - picture_size.x, rect.center().y - picture_size.y / 2.0)
        };
        Image::from_texture(texture)
            .corner_radius(space::CORNER_SMALL)
            .paint_at(ui, Rect::from_min_size(at, picture_size));
    }
    if let Some(alt) = alt {
        name = format!("{name}. {alt}");
    }
    let role = if mark == Mark::Check { Role::CheckBox } else { Role::RadioButton };
    response.widget_info(|| WidgetInfo::selected(role, true, is_on, &name));
    response
}

pub(super) fn paint_mark(ui: &Ui, tokens: &Tokens, mark: Mark<'_>, rect: Rect, is_on: bool) {
    let p = &tokens.palette;
    let painter = ui.painter();
    let stroke = Stroke::new(2.0, if is_on { p.primary } else { p.edge });
    let fill = if is_on { p.primary } else { p.surface };
    match mark {
        Mark::Radio => {
            painter.circle(rect.center(), rect.width() / 2.0, p.surface, stroke);
            if is_on {
                painter.circle_filled(rect.center(), rect.width() / 4.0, p.primary);
            }
        }
        Mark::Check => {
            painter.rect(rect, CornerRadius::same(6), fill, stroke, StrokeKind::Inside);
            if is_on {
                let font = tokens.icons(18.0);
                painter.text(rect.center(), Align2::CENTER_CENTER, Icon::Check.char(), font, p.on_primary);
            }
        }
        Mark::Letter(letter) => {
            painter.circle(rect.center(), rect.width() / 2.0, fill, stroke);
            let ink = if is_on { p.on_primary } else { p.ink };
            painter.text(rect.center(), Align2::CENTER_CENTER, letter, tokens.bold(Size::Small), ink);
        }
    }
}

/// A box to tick, without an edge round the row.
pub fn tick(ui: &mut Ui, label: &str, is_on: &mut bool) -> Response {
    let mut response = row(ui, Mark::Check, label, *is_on);
    if response.clicked() {
        *is_on = !*is_on;
        response.mark_changed();
    }
    response
}
