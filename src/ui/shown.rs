//! What a window shows, whichever way it is drawn: the player, or the desk of the office.

use egui::{Color32, Context, Ui};

/// An application, as both kinds of window want it.
pub trait Shown {
    /// Takes in what the workers did. Called before each pass, and by itself while nobody sees the window.
    fn logic(&mut self, ctx: &Context);

    /// Draws one pass.
    fn ui(&mut self, ui: &mut Ui);

    /// The colour under everything.
    fn ground(&self) -> Color32;

    /// The window closes: waits until all that was asked is on the disk.
    fn close(&mut self);
}
