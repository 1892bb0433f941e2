//! All that a learner keeps, in every course: notes, places, marked words, each a press away from where it stands.

use super::kept_row::{self, Pressed};
use super::lesson::leave_for;
use crate::model::trust::FreeText;
use crate::ui::tokens::space;
use crate::ui::widget::dialog::Answer;
use crate::ui::widget::{Notice, Tone, card, choice, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{AllKept, Kept, KeptLesson, KeptRow};
use crate::worker::{Keep, KeptNews, News, Request};
use egui::Ui;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shown {
    #[default]
    All,
    Notes,
    Places,
    Marks,
}

const CHIPS: [(Shown, &str); 4] = [
    (Shown::All, "kept-all"),
    (Shown::Notes, "kept-notes"),
    (Shown::Places, "kept-places"),
    (Shown::Marks, "kept-marks"),
];

impl Shown {
    fn fits(self, row: &KeptRow) -> bool {
        match row.what {
            Kept::Note(_) => matches!(self, Self::All | Self::Notes),
            Kept::Place => matches!(self, Self::All | Self::Places),
            Kept::Mark(_) => matches!(self, Self::All | Self::Marks),
        }
    }
}

/// See the module.
#[derive(Default)]
pub struct KeptScreen {
    shown: Shown,
    /// What brings back what was last taken away, and of whose sitting.
    undo: Option<(u32, Keep)>,
    /// What was brought back and is not told to be on the disk yet.
    returning: Option<(u32, Keep)>,
    /// What takes a note away for good if the answer is yes, and in whose sitting it was asked.
    asked: Option<(u32, Keep)>,
}

impl KeptScreen {
    /// Hears whether what was brought back is on the disk: if not, it can be brought back again.
    pub fn hear(&mut self, news: &News) {
        match news {
            News::Kept(kept) if matches!(**kept, KeptNews::Lesson(_)) => self.returning = None,
            News::Failed(_) => self.undo = self.undo.take().or(self.returning.take()),
            _ => {}
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        for held in [&mut self.undo, &mut self.returning, &mut self.asked] {
            held.take_if(|(departures, _)| *departures != cx.state.departures);
        }
        let shown =
            super::page(ui, "kept", |ui| cx.loaded(ui, &cx.state.kept.all, |ui, all| self.content(ui, cx, all)));
        shown.or(self.question(ui, cx))
    }

    /// The question before a note goes for good.
    fn question(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        self.asked.as_ref()?;
        let answer = kept_row::sure(ui.ctx(), cx)?;
        let (_, gone) = self.asked.take().filter(|_| answer == Answer::Yes)?;
        Some(Action::Ask(Request::Keep(gone)))
    }

    fn content(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, all: &AllKept) -> Option<Action> {
        say::title(ui, &cx.say("place-kept"));
        ui.add_space(space::M);
        if self.undo.is_none() && all.lessons.iter().all(|lesson| lesson.rows.is_empty() && lesson.marks_away == 0) {
            card(ui, |ui| {
                say::heading(ui, &cx.say("kept-nothing"));
                say::body(ui, &cx.say("kept-nothing-mend"));
            });
            return None;
        }
        ui.horizontal_wrapped(|ui| {
            for (shown, key) in CHIPS {
                if choice::chip(ui, &cx.say(key), self.shown == shown).clicked() {
                    self.shown = shown;
                }
            }
        });
        ui.add_space(space::M);
        let mut action = self.bring_back(ui, cx);
        let mut is_any = false;
        for lesson in &all.lessons {
            let rows: Vec<&KeptRow> = lesson.rows.iter().filter(|row| self.shown.fits(row)).collect();
            let has_marks = lesson.marks_away > 0 && matches!(self.shown, Shown::All | Shown::Marks);
            if !rows.is_empty() || has_marks {
                is_any = true;
                let asked = ui.push_id((&lesson.course, &lesson.lesson), |ui| {
                    self.lesson(ui, cx, (lesson, &rows), all.free_text)
                });
                action = action.or(asked.inner);
            }
        }
        if !is_any {
            say::body(ui, &cx.say("kept-none-of-these"));
        }
        action
    }

    fn bring_back(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        self.undo.as_ref()?;
        let (words, undo) = (cx.say("keep-taken-away"), cx.say("keep-bring-back"));
        let notice = Notice::new(Tone::Info, &words).action(&undo);
        let is_pressed = notice.show(ui).is_some_and(|button| button.clicked());
        ui.add_space(space::M);
        self.returning = Some(self.undo.take_if(|_| is_pressed)?);
        let (_, keep) = self.returning.clone()?;
        Some(Action::Ask(Request::Keep(keep)))
    }

    fn lesson(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        (lesson, rows): (&KeptLesson, &[&KeptRow]),
        free_text: FreeText,
    ) -> Option<Action> {
        head(ui, cx, lesson);
        let mut action = None;
        for (at, row) in rows.iter().enumerate() {
            match ui.push_id(at, |ui| kept_row::show(ui, cx, row, lesson.is_here)).inner {
                Some(Pressed::Open) => {
                    leave_for(ui.ctx(), &lesson.lesson, &row.anchor.to_string());
                    action = Some(Action::Go(Screen::Lesson(lesson.course.clone(), lesson.lesson.clone())));
                }
                Some(Pressed::Remove) if free_text == FreeText::Off && matches!(row.what, Kept::Note(_)) => {
                    self.asked = Some((cx.state.departures, change(lesson, row, false)));
                }
                Some(Pressed::Remove) => {
                    self.undo = Some((cx.state.departures, change(lesson, row, true)));
                    action = Some(Action::Ask(Request::Keep(change(lesson, row, false))));
                }
                None => {}
            }
        }
        ui.add_space(space::L);
        action
    }
}

/// Which lesson it is, whether it can be opened, and what cannot be shown of it.
fn head(ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &KeptLesson) {
    match &lesson.title {
        Some(title) => say::subheading(ui, title),
        None => say::subheading(ui, &cx.say("kept-lesson-gone")),
    };
    if let Some(course) = &lesson.course_title {
        say::small(ui, course);
    }
    if !lesson.is_here {
        say::small(ui, &cx.say(if lesson.title.is_some() { "kept-locked" } else { "kept-not-here" }));
    }
    if lesson.marks_away > 0 {
        say::small(ui, &cx.with("kept-marks-away", &[("count", lesson.marks_away.into())]));
    }
}

/// Keeps a row, or no longer.
fn change(of: &KeptLesson, row: &KeptRow, on: bool) -> Keep {
    let (course, lesson, anchor) = (of.course.clone(), of.lesson.clone(), row.anchor.clone());
    match &row.what {
        Kept::Note(text) => {
            let text = if on { text.clone() } else { String::new() };
            Keep::Note { course, lesson, anchor, text }
        }
        Kept::Place => Keep::Place { course, lesson, anchor, on },
        Kept::Mark(range) => Keep::Marks { course, lesson, changes: vec![(*range, on)] },
    }
}
