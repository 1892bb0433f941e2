//! The film over the whole window. Its controls lie over its lower edge; they and the pointer go while it plays and
//! nothing moves for three seconds, and come back with the next movement or key. They stay where they are for the
//! keyboard and for screen readers, which find them whether or not they are to be seen.

use super::frame::OpenLesson;
use super::video::Video;
use crate::media::player::{Phase, Snapshot};
use crate::ui::tokens::{MOTION_SECS, Tokens, space};
use crate::ui::{Action, ViewCtx};
use egui::{CursorIcon, Event, Id, Key, Modifiers, Popup, Pos2, Rect, Sense, Stroke, Ui, UiBuilder, pos2};

/// Without a movement or a key, controls go after so long.
const GOES_AFTER_MS: u64 = 3_000;
/// The pointer has moved when it is farther from where it was: a table that shakes is nobody.
const MOVED_POINTS: f32 = 2.0;

/// Whether the film has the whole window, and when somebody was last there.
#[derive(Debug, Default)]
pub struct Full {
    /// Whether it has.
    pub is_on: bool,
    is_never: bool,
    last_life_ms: u64,
    pointer: Option<Pos2>,
    /// A press that began while the controls were gone is the film's, wherever it is.
    is_press_taken: bool,
    /// How high the controls were when last drawn.
    height: f32,
}

impl Full {
    /// In the page; `is_never`: for good, as there is nothing that a larger place would show better.
    pub fn unless(is_never: bool) -> Self {
        Self { is_never, ..Self::default() }
    }

    /// Takes the window, or gives it back.
    pub fn turn(&mut self, ui: &Ui, cx: &ViewCtx<'_>) {
        if self.is_never {
            return;
        }
        self.is_on = !self.is_on;
        self.last_life_ms = cx.mono_ms;
        self.pointer = ui.input(|input| input.pointer.latest_pos());
        ui.ctx().memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused); // what had the keyboard is gone
            }
        });
        Popup::close_all(ui.ctx());
        ui.ctx().request_repaint();
    }

    /// Whether the controls are to be seen.
    fn sees_somebody(&mut self, ui: &Ui, cx: &ViewCtx<'_>, state: &Snapshot) -> bool {
        let at = ui.input(|input| input.pointer.latest_pos());
        let has_moved = match (at, self.pointer) {
            (Some(at), Some(before)) => at.distance(before) > MOVED_POINTS,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if has_moved {
            self.pointer = at;
        }
        let is_alive = ui.input(|input| {
            input.events.iter().any(|event| match event {
                Event::Key { pressed, .. } => *pressed,
                Event::PointerButton { .. } | Event::MouseWheel { .. } | Event::Touch { .. } => true,
                Event::AccessKitActionRequest(_) => true,
                _ => false,
            })
        });
        let is_playing = matches!(state.phase, Phase::Playing);
        if has_moved || is_alive || !is_playing || state.is_slow || Popup::is_any_open(ui.ctx()) {
            self.last_life_ms = cx.mono_ms;
        }
        cx.mono_ms.saturating_sub(self.last_life_ms) < GOES_AFTER_MS
    }
}

impl Video {
    /// Draws the film and its controls over all of `ui`.
    pub(super) fn full_ui(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        lesson: &OpenLesson,
        state: &Snapshot,
    ) -> Option<Action> {
        let window = ui.max_rect();
        let was_seen = cx.mono_ms.saturating_sub(self.full.last_life_ms) < GOES_AFTER_MS;
        let is_seen = self.full.sees_somebody(ui, cx, state);
        let is_pressed = ui.input(|input| input.pointer.any_pressed());
        let is_held = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        self.full.is_press_taken = (self.full.is_press_taken && is_held) || (!was_seen && is_pressed);
        let secs = if Tokens::of(ui).is_still { 0.0 } else { MOTION_SECS };
        let opacity = ui.ctx().animate_bool_with_time(Id::unique("film-full-controls"), is_seen, secs);
        if self.full.height == 0.0 {
            self.full.height = self.controls_height; // as good a guess as any before they are drawn here
        }
        let height = self.full.height;
        let free = Rect::from_min_max(window.min, pos2(window.right(), window.bottom() - height * opacity));
        let picture = self.picture(ui, cx, lesson, state, window, free);
        let bar = Rect::from_min_max(pos2(window.left(), window.bottom() - height), window.max);
        let mut action = self.full_controls(ui, cx, state, bar, opacity);
        if self.full.is_press_taken || !is_seen {
            // Above the controls that are not to be seen: a press there is a press on the film.
            let film = ui.interact(bar, Id::unique("film-full-shield"), Sense::CLICK);
            self.pressed(ui, cx, &film);
        }
        if matches!(state.phase, Phase::Ended) {
            let room = Rect::from_min_max(window.min, bar.right_top()).intersect(picture);
            action = self.end_card(ui, cx, lesson, room).or(action);
        }
        if !is_seen {
            ui.ctx().set_cursor_icon(CursorIcon::None);
        }
        let is_escaped = !self.is_keys_shown && !Popup::is_any_open(ui.ctx());
        if is_escaped && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.full.turn(ui, cx);
        }
        action
    }

    fn full_controls(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        state: &Snapshot,
        bar: Rect,
        opacity: f32,
    ) -> Option<Action> {
        let p = Tokens::of(ui).palette;
        let inner = bar.shrink2(egui::vec2(space::L, 0.0));
        let drawn = ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            ui.multiply_opacity(opacity);
            ui.painter().rect_filled(bar, 0, p.surface);
            ui.painter().hline(bar.x_range(), bar.top(), Stroke::new(1.0, p.line));
            let width = ui.available_width();
            let action = self.controls(ui, cx, state, width);
            self.said(ui, cx, state);
            ui.add_space(space::S);
            (action, ui.min_rect().height())
        });
        let (action, height) = drawn.inner;
        if (height - self.full.height).abs() > 0.5 {
            self.full.height = height;
            ui.ctx().request_discard("the controls found their height");
        }
        action
    }
}
