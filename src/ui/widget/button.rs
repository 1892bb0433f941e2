//! Buttons. One primary button a screen; the others stand back.

use super::super::tokens::{Size, Tokens, space};
use super::{focus, icon::Icon};
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, CornerRadius, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo, pos2,
    vec2,
};
use std::sync::Arc;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Quiet,
}

/// A button with a verb, made with [`Button::primary`], [`Button::secondary`] or [`Button::quiet`].
#[must_use = "add it to a ui"]
pub struct Button<'a> {
    label: &'a str,
    name: Option<&'a str>,
    icon: Option<Icon>,
    kind: Kind,
    size: Size,
    is_wide: bool,
    is_row: bool,
    is_icon_last: bool,
    is_icon_only: bool,
    is_selected: bool,
    is_enabled: bool,
    is_destructive: bool,
    is_one_line: bool,
}

impl<'a> Button<'a> {
    fn new(label: &'a str, kind: Kind) -> Self {
        Self {
            label,
            name: None,
            icon: None,
            kind,
            size: Size::Body,
            is_wide: false,
            is_row: false,
            is_icon_last: false,
            is_icon_only: false,
            is_selected: false,
            is_enabled: true,
            is_destructive: false,
            is_one_line: false,
        }
    }

    /// The one thing to do on this screen.
    pub fn primary(label: &'a str) -> Self {
        Self::new(label, Kind::Primary)
    }

    /// Another thing to do, with an edge.
    pub fn secondary(label: &'a str) -> Self {
        Self::new(label, Kind::Secondary)
    }

    /// A thing that stands back: text in the primary colour.
    pub fn quiet(label: &'a str) -> Self {
        Self::new(label, Kind::Quiet)
    }

    /// With an icon before the label.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With the icon after the label ("Next →").
    pub fn icon_last(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self.is_icon_last = true;
        self
    }

    /// Only the icon is drawn; the label is what a screen reader says. For play, pause, seeking, volume and closing.
    pub fn icon_only(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self.is_icon_only = true;
        self
    }

    /// A longer accessible name than the label ("Continue: Writing a résumé").
    pub fn named(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// As wide as its place.
    pub fn wide(mut self) -> Self {
        self.is_wide = true;
        self
    }

    /// A row of a menu: as wide as its place, written from the left.
    pub fn row(mut self) -> Self {
        self.is_wide = true;
        self.is_row = true;
        self
    }

    /// In another size of type.
    pub fn size(mut self, size: Size) -> Self {
        self.size = size;
        self
    }

    /// Shown as the chosen one of several.
    pub fn selected(mut self, is_selected: bool) -> Self {
        self.is_selected = is_selected;
        self
    }

    /// Off until something else is done; say beside it what is missing.
    pub fn enabled(mut self, is_enabled: bool) -> Self {
        self.is_enabled = is_enabled;
        self
    }

    /// Takes something away: drawn in the colour of trouble.
    pub fn destructive(mut self) -> Self {
        self.is_destructive = true;
        self
    }

    /// In one line: a label longer than its place ends in "…", and is said in full.
    pub fn one_line(mut self) -> Self {
        self.is_one_line = true;
        self
    }

    fn colours(&self, tokens: &Tokens, hovered: bool) -> (Color32, Color32, Color32) {
        let p = &tokens.palette;
        let accent = if self.is_destructive { p.bad } else { p.primary };
        if !self.is_enabled {
            let edge = if self.kind == Kind::Quiet { Color32::TRANSPARENT } else { p.line };
            return (Color32::TRANSPARENT, edge, p.muted);
        }
        match self.kind {
            Kind::Primary if self.is_destructive => (p.bad, p.bad, p.surface),
            Kind::Primary if hovered => (p.primary_hover, p.primary_hover, p.on_primary),
            Kind::Primary => (p.primary, p.primary, p.on_primary),
            Kind::Secondary if self.is_selected || hovered => (p.tint, accent, accent),
            Kind::Secondary => (p.surface, p.edge, accent),
            Kind::Quiet if self.is_selected => {
                (p.tint, if tokens.is_high_contrast() { accent } else { p.tint }, accent)
            }
            Kind::Quiet if hovered => (p.tint, Color32::TRANSPARENT, accent),
            Kind::Quiet => (Color32::TRANSPARENT, Color32::TRANSPARENT, accent),
        }
    }

    /// Whether a label of one word would be broken into letters, where an icon can say it alone.
    fn breaks_its_word(&self, ui: &Ui, tokens: &Tokens) -> bool {
        let Some(icon) = self.icon.filter(|_| !self.is_one_line && !self.label.contains(char::is_whitespace)) else {
            return false;
        };
        let width = |text: String, font| ui.painter().layout_no_wrap(text, font, Color32::PLACEHOLDER).size().x;
        let icon = width(icon.char().into(), tokens.icons(20.0)) + space::S;
        width(self.label.to_owned(), tokens.bold(self.size)) > ui.available_width() - 2.0 * space::L - icon
    }

    fn parts(&self, ui: &Ui, tokens: &Tokens) -> Parts {
        let icon_points = if self.is_icon_only { 24.0 } else { 20.0 };
        let icon = self.icon.map(|icon| {
            ui.painter().layout_no_wrap(icon.char().into(), tokens.icons(icon_points), Color32::PLACEHOLDER)
        });
        let icon_width = icon.as_ref().map_or(0.0, |icon| icon.size().x + space::S);
        let room = ui.available_width() - 2.0 * space::L - icon_width;
        let label = (!self.is_icon_only).then(|| {
            // The placeholder takes the ink when it is painted; a set colour would win over it.
            let font = tokens.bold(self.size);
            let room = room.max(space::TARGET);
            let mut job = LayoutJob::simple(self.label.to_owned(), font, Color32::PLACEHOLDER, room);
            if self.is_one_line {
                job.wrap = TextWrapping::truncate_at_width(room);
            }
            ui.painter().layout_job(job)
        });
        Parts { icon, label }
    }
}

struct Parts {
    icon: Option<Arc<Galley>>,
    label: Option<Arc<Galley>>,
}

impl Parts {
    fn size(&self) -> Vec2 {
        let icon = self.icon.as_ref().map_or(Vec2::ZERO, |galley| galley.size());
        let label = self.label.as_ref().map_or(Vec2::ZERO, |galley| galley.size());
        let gap = if self.icon.is_some() && self.label.is_some() { space::S } else { 0.0 };
        vec2(icon.x + gap + label.x, icon.y.max(label.y))
    }

    fn paint(&self, ui: &Ui, rect: Rect, is_row: bool, is_icon_last: bool, color: Color32) {
        let size = self.size();
        let mut x = if is_row { rect.left() + space::L } else { rect.center().x - size.x / 2.0 };
        let order = if is_icon_last { [&self.label, &self.icon] } else { [&self.icon, &self.label] };
        for galley in order.into_iter().flatten() {
            let at = pos2(x, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, Arc::clone(galley), color);
            x += galley.size().x + space::S;
        }
    }
}

impl Widget for Button<'_> {
    fn ui(mut self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        self.is_icon_only |= self.breaks_its_word(ui, &tokens);
        let parts = self.parts(ui, &tokens);
        let inner = parts.size();
        let padding = if self.is_icon_only { space::S } else { space::L };
        let mut size =
            vec2((inner.x + 2.0 * padding).max(space::TARGET), (inner.y + 2.0 * space::S).max(space::TARGET));
        if self.is_wide {
            size.x = size.x.max(ui.available_width());
        }
        let sense = if self.is_enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        if ui.is_rect_visible(rect) {
            let (fill, edge, ink) = self.colours(&tokens, response.hovered());
            let width = if tokens.is_high_contrast() || self.is_selected { 2.0 } else { 1.0 };
            let corner = CornerRadius::same(space::CORNER_SMALL);
            ui.painter().rect(rect, corner, fill, Stroke::new(width, edge), StrokeKind::Inside);
            parts.paint(ui, rect, self.is_row, self.is_icon_last, ink);
            focus::ring(ui, &response, rect, space::CORNER_SMALL);
        }
        focus::follow(&response);
        let name = self.name.unwrap_or(self.label);
        response.widget_info(|| {
            if self.is_selected {
                WidgetInfo::selected(Role::Button, self.is_enabled, true, name)
            } else {
                WidgetInfo::labeled(Role::Button, self.is_enabled, name)
            }
        });
        if self.is_icon_only { response.on_hover_text(name) } else { response }
    }
}
