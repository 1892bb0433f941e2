//! What every screen may see: the words, the state, the time. Nothing in it can be changed.

use super::action::Action;
use super::state::State;
use crate::ui::loaded::Loaded;
use crate::ui::speech::Speech;
use egui::Ui;
use std::ops::Deref;

/// See the module.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The words of the person's language, and the office's time zone.
    pub speech: Speech<'a>,
    /// Everything shared.
    pub state: &'a State,
}

impl<'a> Deref for Cx<'a> {
    type Target = Speech<'a>;

    fn deref(&self) -> &Speech<'a> {
        &self.speech
    }
}

impl Cx<'_> {
    /// Draws what was loaded, or that it is on its way, or why it is not to be had, with a way to try again.
    pub fn loaded<T>(
        &self,
        ui: &mut Ui,
        loaded: &Loaded<T>,
        draw: impl FnOnce(&mut Ui, &T) -> Option<Action>,
    ) -> Option<Action> {
        self.loaded_or(ui, loaded, draw, Action::Again)
    }
}
