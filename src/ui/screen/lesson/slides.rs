//! The body of a lesson of the kind "slides".

use super::frame::OpenLesson;
use super::report::Seen;
use crate::ui::{Action, ViewCtx};
use crate::worker::view::SlidesView;
use egui::Ui;

/// See the module.
pub struct Slides {
    view: SlidesView,
}

impl Slides {
    /// The body for an opened lesson.
    #[must_use]
    pub fn open(view: SlidesView) -> Self {
        Self { view }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, _: &OpenLesson) -> Option<Action> {
        super::body::needs_newer(ui, cx);
        None
    }

    /// What was shown since this was last asked.
    pub fn seen(&mut self) -> Option<Seen> {
        None
    }
}
