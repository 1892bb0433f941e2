//! From tokens to egui's own style and fonts. Whatever egui draws by itself (scroll bars, cursors, selections) looks
//! like ours.

use super::faces::{self, Face};
use super::tokens::{MOTION_SECS, Size, Theme, Tokens, space};
use egui::style::{ScrollAnimation, ScrollStyle, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, CursorIcon, Margin, Shadow, Stroke, Style, TextStyle, Visuals, vec2};

/// Installs the fonts; once, before the first frame.
pub fn install_fonts(ctx: &Context) {
    faces::install(ctx, Face::default());
    // egui's own zoom would outlive the person who pressed the keys; ours is the size of the text, see `Stage`.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// Makes `tokens` the look of everything drawn from the next frame on.
pub fn apply(ctx: &Context, tokens: Tokens) {
    if Tokens::of_context(ctx).face != tokens.face {
        faces::install(ctx, tokens.face);
    }
    let style = style(&tokens);
    ctx.set_theme(if tokens.theme == Theme::Light { egui::Theme::Light } else { egui::Theme::Dark });
    ctx.all_styles_mut(|slot| *slot = style.clone());
    tokens.install(ctx);
    ctx.request_repaint(); // what this pass drew has the old look
}

fn style(tokens: &Tokens) -> Style {
    let mut style = Style {
        text_styles: [
            (TextStyle::Small, tokens.font(Size::Small)),
            (TextStyle::Body, tokens.font(Size::Body)),
            (TextStyle::Button, tokens.bold(Size::Body)),
            (TextStyle::Heading, tokens.bold(Size::Heading)),
            (TextStyle::Monospace, tokens.mono(Size::Body)),
        ]
        .into(),
        visuals: visuals(tokens),
        animation_time: if tokens.is_still { 0.0 } else { MOTION_SECS },
        explanation_tooltips: false,
        url_in_tooltip: false,
        scroll_animation: if tokens.is_still {
            ScrollAnimation::none()
        } else {
            ScrollAnimation::duration(MOTION_SECS)
        },
        ..Style::default()
    };
    style.spacing.item_spacing = vec2(space::S, space::S);
    style.spacing.button_padding = vec2(space::L, space::S);
    style.spacing.interact_size = vec2(space::TARGET, space::TARGET);
    style.spacing.window_margin = Margin::same(space::XL as i8);
    style.spacing.menu_margin = Margin::same(space::S as i8);
    style.spacing.extra_text_line_spacing = tokens.scaled(2.0);
    style.spacing.icon_width = tokens.scaled(22.0);
    style.spacing.icon_width_inner = tokens.scaled(14.0);
    style.spacing.icon_spacing = space::S;
    style.spacing.tooltip_width = tokens.scaled(360.0);
    style.spacing.scroll = ScrollStyle {
        floating: false,
        bar_width: 12.0,
        handle_min_length: space::TARGET,
        bar_inner_margin: space::XS,
        bar_outer_margin: 0.0,
        foreground_color: false,
        fade: egui::style::ScrollFadeStyle { strength: 0.0, size: 0.0 },
        ..ScrollStyle::solid()
    };
    style.interaction.selectable_labels = false;
    style.interaction.multi_widget_text_select = false;
    style.interaction.tooltip_delay = 0.4;
    style
}

fn visuals(tokens: &Tokens) -> Visuals {
    let p = &tokens.palette;
    let edge_width = if tokens.is_high_contrast() { 2.0 } else { 1.0 };
    let mut visuals = if tokens.theme == Theme::Light { Visuals::light() } else { Visuals::dark() };
    visuals.widgets = widgets(tokens, edge_width);
    visuals.override_text_color = Some(p.ink);
    visuals.weak_text_color = Some(p.muted);
    visuals.selection.bg_fill = p.tint;
    visuals.selection.stroke = Stroke::new(2.0, p.primary);
    visuals.hyperlink_color = p.primary;
    visuals.faint_bg_color = p.paper;
    visuals.extreme_bg_color = p.paper;
    visuals.text_edit_bg_color = Some(p.surface);
    visuals.code_bg_color = p.tint;
    visuals.warn_fg_color = p.warn;
    visuals.error_fg_color = p.bad;
    visuals.window_fill = p.surface;
    visuals.window_stroke = Stroke::new(edge_width, p.line);
    visuals.window_corner_radius = CornerRadius::same(space::CORNER);
    visuals.menu_corner_radius = CornerRadius::same(space::CORNER_SMALL);
    visuals.window_shadow = Shadow { offset: [0, 8], blur: 24, spread: 0, color: p.shadow };
    visuals.popup_shadow = visuals.window_shadow;
    visuals.panel_fill = p.paper;
    visuals.text_cursor.stroke = Stroke::new(2.0, p.primary);
    visuals.text_cursor.blink = false; // a blinking cursor would repaint for ever
    visuals.interact_cursor = Some(CursorIcon::PointingHand);
    visuals.image_loading_spinners = false;
    visuals.disabled_alpha = 0.6;
    visuals.slider_trailing_fill = true;
    visuals
}

fn widgets(tokens: &Tokens, edge_width: f32) -> Widgets {
    let p = &tokens.palette;
    let state = |fill: Color32, edge: Color32, ink: Color32, width: f32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(width, edge),
        corner_radius: CornerRadius::same(space::CORNER_SMALL),
        fg_stroke: Stroke::new(2.0, ink),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(p.surface, p.line, p.ink, edge_width),
        // Scroll handles take the fill at rest: it must be seen on paper and on cards.
        inactive: state(p.edge, p.edge, p.ink, edge_width),
        hovered: state(p.primary, p.primary, p.ink, edge_width),
        active: state(p.primary, p.primary, p.ink, 2.0),
        open: state(p.tint, p.primary, p.ink, edge_width),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_repaints_by_itself() {
        for theme in Theme::ALL {
            let style = style(&Tokens::new(*theme, 100, false));
            assert!(!style.visuals.text_cursor.blink);
            assert!(!style.visuals.image_loading_spinners);
        }
        assert_eq!(style(&Tokens::new(Theme::Light, 100, true)).animation_time, 0.0, "reduced motion");
    }
}
