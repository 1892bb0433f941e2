//! What stands over the last picture of a film: the next lesson, or the film again. Nothing goes on by itself.

use super::frame::OpenLesson;
use super::missing::missing_words;
use super::video::Video;
use crate::model::progress::LessonState;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, Screen, ViewCtx};
use egui::{Align, Frame, Layout, Margin, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

/// How wide the card is, in points.
const WIDTH: f32 = 420.0;

impl Video {
    /// Draws the card into `room`.
    pub(super) fn end_card(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        lesson: &OpenLesson,
        room: Rect,
    ) -> Option<Action> {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let width = tokens.scaled(WIDTH).min(room.width() - 2.0 * space::L);
        let size = vec2(width, self.card_height);
        let top = (room.center().y - size.y / 2.0).max(room.top()); // a high card shows its beginning
        let place = Rect::from_min_size(pos2(room.center().x - size.x / 2.0, top), size);
        let frame = Frame::new()
            .fill(p.surface)
            .stroke(Stroke::new(if tokens.is_high_contrast() { 2.0 } else { 1.0 }, p.line))
            .corner_radius(space::CORNER)
            .inner_margin(Margin::same(space::L as i8));
        let layout = UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min));
        let mut above = ui.new_child(layout); // it takes no room of the page
        let shown = frame.show(&mut above, |ui| self.end_words(ui, cx, lesson));
        let height = shown.response.rect.height();
        if (height - self.card_height).abs() > 0.5 {
            self.card_height = height;
            ui.ctx().request_discard("the card found its height");
        }
        shown.inner
    }

    fn end_words(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
        ui.take_available_width();
        ui.spacing_mut().item_spacing.y = space::S;
        let course = &lesson.course.course;
        let rows = || lesson.course.modules.iter().flat_map(|module| &module.lessons);
        let next = lesson.after.as_ref().and_then(|after| rows().find(|row| row.lesson == *after));
        let is_met = lesson.missing.is_empty();
        say::small(ui, &cx.say(if is_met { "video-over" } else { "video-over-not-done" }));
        if let Some(missing) = lesson.missing.first() {
            say::body(ui, &missing_words(cx, missing));
        }
        let (label, place) = match next {
            Some(row) => {
                let words = cx.with("video-next", &[("title", row.title.as_str().into())]);
                say::subheading(ui, &words);
                (cx.say("video-go-on"), Screen::Lesson(course.clone(), row.lesson.clone()))
            }
            None => (cx.say("lesson-to-course"), Screen::Course(course.clone())),
        };
        let is_open = next.is_none_or(|row| row.state != LessonState::Locked);
        let mut action = None;
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            let go = if is_met { Button::primary(&label) } else { Button::secondary(&label) };
            if is_open && ui.add(go.icon_last(Icon::Next)).clicked() {
                action = Some(Action::Go(place));
            }
            let again = cx.say(if self.is_sound { "audio-again" } else { "video-watch-again" });
            let again = if is_met { Button::secondary(&again) } else { Button::primary(&again) };
            if ui.add(again.icon(Icon::Undo)).clicked()
                && let Some(player) = &self.player
            {
                player.play();
            }
        });
        action
    }
}
