//! The marker pen of a lesson: taking it up, what it did, and what is asked of the workers for it.

use super::frame::OpenLesson;
use crate::model::kept::PAGE_STRIDE;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::pen::{self, Pen};
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::{Keep, Request};
use egui::{Frame, Margin, Panel, Stroke, Ui};

/// The bar above a text has room for words on its buttons from here on, at the usual size of text.
const WORDS_FROM: f32 = 420.0;

/// Whether the bar above a text has room for words on its buttons. Without, the pictures say it: large letters would leave
/// little room for the text itself.
pub fn has_words(ui: &Ui) -> bool {
    ui.max_rect().width() >= Tokens::of(ui).scaled(WORDS_FROM)
}

/// See the module.
#[derive(Default)]
pub struct Marker {
    pen: Option<Pen>,
    /// The text of the reading or the page, once words are marked.
    text: Vec<char>,
    /// Which of the two was taken up last: how it is used is said, not both, which would take half of a small window.
    was_ruler_last: bool,
}

impl Marker {
    /// The pen, while it is in the hand.
    #[must_use]
    pub fn pen(&self) -> Option<&Pen> {
        self.pen.as_ref()
    }

    /// The bar above a reading: the pen, the ruler, and how they are used.
    pub fn bar(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let tokens = Tokens::of(ui);
        let frame = Frame::new()
            .fill(tokens.palette.surface)
            .stroke(Stroke::new(1.0, tokens.palette.line))
            .inner_margin(Margin::symmetric(space::L as i8, space::XS as i8));
        let bar = Panel::top("reading-bar").resizable(false).show_separator_line(false).frame(frame);
        bar.show(ui, |ui| ui.horizontal_wrapped(|ui| self.tools(ui, cx)).inner).inner
    }

    /// The pen, the ruler, and how they are used.
    pub fn tools(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let ruled = super::ruler_choice::button(ui, cx);
        self.was_ruler_last |= ruled.is_some();
        let is_on = self.pen.is_some();
        let label = cx.say("reading-marker");
        let button = Button::quiet(&label).selected(is_on);
        let button = if has_words(ui) { button.icon(Icon::Marker) } else { button.icon_only(Icon::Marker) };
        if ui.add(button).clicked() {
            self.pen = if is_on { None } else { Some(Pen::default()) };
            self.was_ruler_last = false;
        }
        let is_ruled = super::ruler_choice::is_on(ui, cx);
        if is_ruled && (self.was_ruler_last || self.pen.is_none()) {
            say::small(ui, &cx.say("reading-ruler-how"));
        } else if self.pen.is_some() {
            say::small(ui, &cx.say("reading-marker-how"));
        }
        ruled
    }

    /// Another page is under the pen.
    pub fn turn(&mut self) {
        self.text.clear();
        self.pen = self.pen.take().map(|_| Pen::default()); // a stroke does not go on there
    }

    /// What the last stroke asks for. The text under the pen begins at `base` in the lesson's numbers and is `marked` in
    /// its own; `text` gives it.
    pub fn asked(
        &mut self,
        lesson: &OpenLesson,
        (base, marked): (u64, &[[u64; 2]]),
        text: impl FnOnce() -> String,
    ) -> Option<Action> {
        let stroke = self.pen.as_ref()?.take()?;
        if self.text.is_empty() {
            self.text = text().chars().collect();
        }
        let changes = pen::changes(&stroke, marked, &self.text);
        if changes.is_empty() {
            return None;
        }
        let changes = changes.into_iter().map(|(range, is_on)| (range.map(|at| at + base), is_on)).collect();
        Some(change(lesson, changes))
    }
}

/// Asks the workers to mark ranges of a lesson, or to take marks away.
pub fn change(lesson: &OpenLesson, changes: Vec<([u64; 2], bool)>) -> Action {
    let (course, lesson) = (lesson.course.course.clone(), lesson.row.lesson.clone());
    Action::Ask(Request::Keep(Keep::Marks { course, lesson, changes }))
}

/// The marked ranges of a page of a book or document, in the numbers of its own text.
pub fn marked_on(page: usize, lesson: &OpenLesson) -> Vec<[u64; 2]> {
    let base = PAGE_STRIDE * page as u64;
    let all = lesson.kept.marked().into_iter();
    all.filter(|[from, _]| (base..base + PAGE_STRIDE).contains(from)).map(|range| range.map(|at| at - base)).collect()
}
