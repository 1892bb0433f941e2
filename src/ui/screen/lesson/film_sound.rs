//! A recording without pictures: the same player, with a calm ground where a film would be, in the colours of its
//! course, or with the lesson's own picture.

use super::frame::OpenLesson;
use super::video::Video;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::Icon;
use crate::ui::widget::film::Shown;
use crate::ui::widget::tile::seed;
use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

/// The widest ground of a recording, in points: there is nothing on it to look at closely.
pub const WIDTH_MAX: f32 = 440.0;
const ICON: f32 = 72.0;

impl Video {
    /// Draws what stands for the picture into `place`; it is pressed like a film.
    pub(super) fn sound_ground(&self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson, place: Rect) -> Shown {
        let tokens = Tokens::of(ui);
        let response = ui.allocate_rect(place, Sense::CLICK);
        let corner = CornerRadius::same(space::CORNER_SMALL);
        let has_poster = self.poster.as_ref().is_some_and(|poster| cx.pictures.cover(ui, place, corner, poster));
        if !has_poster {
            let (ground, ink) = tokens.soft(seed(&lesson.course.course.to_string()));
            ui.painter().rect_filled(place, corner, ground);
            let (icon, font) = (Icon::Audio.char(), tokens.icons(ICON));
            ui.painter().text(place.center(), Align2::CENTER_CENTER, icon, font, ink);
        }
        let line = Stroke::new(if tokens.is_high_contrast() { 2.0 } else { 1.0 }, tokens.palette.line);
        ui.painter().rect_stroke(place, corner, line, StrokeKind::Inside);
        let name = cx.with("audio-name", &[("title", lesson.row.title.as_str().into())]);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        Shown { response, picture: place }
    }
}
