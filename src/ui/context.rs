//! What every screen may see: the words, the state, the time, the pictures. Nothing in it can be changed.

use super::action::Action;
use super::loaded::Loaded;
use super::pictures::Pictures;
use super::speech::Speech;
use super::state::State;
use egui::Ui;
use std::ops::Deref;

/// See the module.
#[derive(Clone, Copy)]
pub struct ViewCtx<'a> {
    /// The words of the person's language, and the station's time zone.
    pub speech: Speech<'a>,
    /// Everything shared.
    pub state: &'a State,
    /// Now, ms since 1970 by the wall clock.
    pub now_ms: u64,
    /// Milliseconds since the program started; never goes back.
    pub mono_ms: u64,
    /// Milliseconds since the last sign of life: a key, the pointer, a touch.
    pub idle_ms: u64,
    /// Pictures out of packs.
    pub pictures: &'a Pictures,
}

impl<'a> Deref for ViewCtx<'a> {
    type Target = Speech<'a>;

    fn deref(&self) -> &Speech<'a> {
        &self.speech
    }
}

impl ViewCtx<'_> {
    /// Draws what was loaded, or that it is on its way, or why it is not to be had, with a way to try again.
    pub fn loaded<T>(
        &self,
        ui: &mut Ui,
        loaded: &Loaded<T>,
        draw: impl FnOnce(&mut Ui, &T) -> Option<Action>,
    ) -> Option<Action> {
        self.loaded_or(ui, loaded, draw, Action::Refresh)
    }

    /// Whether time counts: somebody was there within the minutes that the policy allows.
    #[must_use]
    pub fn is_attended(&self) -> bool {
        let minutes = self.state.place().map_or(0, |place| place.idle_seat_min);
        minutes == 0 || self.idle_ms < u64::from(minutes) * 60_000
    }

    /// The name of a language in the words on screen, or its tag.
    #[must_use]
    pub fn language_name(&self, tag: &str) -> String {
        let key = format!("language-{}", tag.split('-').next().unwrap_or(tag));
        if self.words.has(&key) { self.say(&key) } else { tag.to_owned() }
    }
}
