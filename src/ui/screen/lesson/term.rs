//! What a word of the glossary means, over the page: the keyboard is on its way out, and goes back to the word after it.

use super::frame::OpenLesson;
use crate::model::id::Slug;
use crate::ui::ViewCtx;
use crate::ui::tokens::space;
use crate::ui::widget::{Button, dialog, say};
use crate::worker::view::TermView;
use egui::{Id, Ui};

/// Widest, in points at 100 %.
const WIDTH: f32 = 440.0;

/// See the module.
#[derive(Default)]
pub struct Term {
    open: Option<TermView>,
    /// Before its first frame.
    is_fresh: bool,
    /// Where the keyboard was.
    back_to: Option<Id>,
    /// Frames until it can be there again: what lies under a dialog is not to be reached until one frame after it.
    wait: u8,
}

impl Term {
    /// Opens the word `id` of the lesson's glossary.
    pub fn open(&mut self, ui: &Ui, lesson: &OpenLesson, id: &Slug) {
        self.open = lesson.glossary.iter().find(|term| term.id == *id).cloned();
        self.is_fresh = true;
        self.back_to = ui.memory(|memory| memory.focused());
    }

    /// Draws it, if one is open.
    pub fn show(&mut self, ui: &Ui, cx: &ViewCtx<'_>) {
        let Some(term) = &self.open else { return self.give_back(ui) };
        let is_fresh = std::mem::take(&mut self.is_fresh);
        let (is_done, is_closed) = dialog::show(ui.ctx(), "term", WIDTH, |ui| {
            dialog::body(ui, |ui| {
                say::heading(ui, &term.term);
                say::body(ui, &term.meaning);
            });
            ui.add_space(space::M);
            let close = ui.add(Button::primary(&cx.say("action-close")));
            if is_fresh {
                close.request_focus();
            }
            close.clicked()
        });
        if is_done || is_closed {
            self.open = None;
            self.wait = 1;
            ui.ctx().request_repaint();
        }
    }

    fn give_back(&mut self, ui: &Ui) {
        let Some(word) = self.back_to else { return };
        ui.ctx().request_repaint();
        match self.wait.checked_sub(1) {
            Some(left) => self.wait = left,
            None => {
                self.back_to = None;
                ui.memory_mut(|memory| memory.request_focus(word));
            }
        }
    }
}
