//! The body of a lesson of the kind "quiz".

use super::frame::OpenLesson;
use crate::ui::{Action, ViewCtx};
use crate::worker::News;
use crate::worker::view::QuizView;
use egui::Ui;

/// See the module.
pub struct Quiz {
    view: QuizView,
}

impl Quiz {
    /// The body for an opened lesson.
    #[must_use]
    pub fn open(view: QuizView) -> Self {
        Self { view }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, _: &OpenLesson) -> Option<Action> {
        super::body::needs_newer(ui, cx);
        None
    }

    /// Takes `Attempt`, `Answered` and `Finished`; gives back the rest.
    pub fn take(&mut self, news: News) -> Option<News> {
        Some(news)
    }
}
