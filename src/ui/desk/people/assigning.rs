//! Assigning a course or programme to one person or many: what, and by which day.

use crate::model::event::{EnrolmentSet, EnrolmentState};
use crate::model::id::{CourseId, LearnerId};
use crate::ui::ViewCtx;
use crate::ui::desk::Title;
use crate::ui::screen::due::today;
use crate::ui::tokens::space;
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, choice, dialog, say};
use crate::worker::PeopleChange;
use crate::worker::view::{AssignableRow, AssignmentRow};
use egui::{Key, ScrollArea, Ui};
use jiff::ToSpan as _;

/// Weeks that can be chosen with one press.
const WEEKS: [i64; 3] = [1, 2, 4];

/// See the module.
pub(super) struct Assigning {
    learners: Vec<LearnerId>,
    title: Title,
    chosen: Option<CourseId>,
    due: String,
    /// Another day for what is assigned already.
    held: Option<AssignmentRow>,
}

impl Assigning {
    /// To these people; `title` says to whom.
    pub(super) fn to(learners: Vec<LearnerId>, title: Title) -> Self {
        Self { learners, title, chosen: None, due: String::new(), held: None }
    }

    /// Another day for what somebody is assigned.
    pub(super) fn another_day(learner: LearnerId, held: AssignmentRow) -> Self {
        let due = held.due.clone().unwrap_or_default();
        Self { learners: vec![learner], title: Title::named(held.title.clone()), chosen: None, due, held: Some(held) }
    }

    /// Draws it: what is to be done, and whether it is over.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        cx: &ViewCtx<'_>,
        rows: &[AssignableRow],
        is_changing: bool,
    ) -> (Option<PeopleChange>, bool) {
        let ((change, is_over), should_close) = dialog::show(ui.ctx(), "assign", 560.0, |ui| {
            let is_day = dialog::body(ui, |ui| {
                say::heading(ui, &self.title.words(cx));
                if self.held.is_none() {
                    self.what(ui, cx, rows);
                }
                self.day(ui, cx)
            });
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let set = self.wanted(rows).filter(|_| is_day && !is_changing);
                let label = cx.say("assign-do");
                let is_pressed = ui.add(Button::primary(&label).enabled(set.is_some())).clicked();
                let is_over = ui.add(Button::secondary(&cx.say("action-cancel"))).clicked();
                let learners = self.learners.clone();
                (set.filter(|_| is_pressed).map(|set| PeopleChange::Assign { learners, set }), is_over)
            })
            .inner
        });
        (change, is_over || should_close || ui.input(|input| input.key_pressed(Key::Escape)))
    }

    fn what(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, rows: &[AssignableRow]) {
        say::strong(ui, &cx.say("assign-what"));
        if rows.is_empty() {
            say::body(ui, &cx.say("assign-nothing"));
            return;
        }
        let height = dialog::list_height(ui, 260.0);
        ScrollArea::vertical().id_salt("assignable").max_height(height).show(ui, |ui| {
            for row in rows {
                let is_on = self.chosen.as_ref() == Some(&row.target);
                if choice::row(ui, choice::Mark::Radio, &row.title, is_on).clicked() {
                    self.chosen = Some(row.target.clone());
                }
            }
        });
    }

    /// The day; false if what is typed is none.
    fn day(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> bool {
        let today = today(cx);
        ui.add_space(space::S);
        say::strong(ui, &cx.say("assign-by"));
        ui.horizontal_wrapped(|ui| {
            if choice::chip(ui, &cx.say("assign-no-day"), self.due.trim().is_empty()).clicked() {
                self.due.clear();
            }
            for weeks in WEEKS {
                let Ok(day) = today.checked_add(weeks.weeks()) else { continue };
                let label = cx.with("assign-in-weeks", &[("weeks", weeks.into())]);
                if choice::chip(ui, &label, self.due.trim() == day.to_string()).clicked() {
                    self.due = day.to_string();
                }
            }
        });
        Field::new(&cx.say("assign-day")).mono().chars_max(10).width(220.0).show(ui, &mut self.due);
        let typed = self.due.trim();
        if typed.is_empty() {
            return true;
        }
        match typed.parse::<jiff::civil::Date>() {
            Ok(day) => {
                say::small(ui, &cx.words.weekday_text(&day.to_string(), today));
                true
            }
            Err(_) => {
                say::small(ui, &cx.with("assign-day-wrong", &[("day", today.to_string().into())]));
                false
            }
        }
    }

    fn wanted(&self, rows: &[AssignableRow]) -> Option<EnrolmentSet> {
        let due = Some(self.due.trim()).filter(|due| !due.is_empty());
        let due = due.and_then(|due| due.parse::<jiff::civil::Date>().ok()).map(|day| day.to_string());
        if let Some(held) = &self.held {
            return Some(set(held, due, held.state));
        }
        let row = rows.iter().find(|row| Some(&row.target) == self.chosen.as_ref())?;
        let (target, kind, edition) = (row.target.clone(), row.kind, row.edition);
        Some(EnrolmentSet { target, kind, edition, due, state: EnrolmentState::Active })
    }
}

/// What is assigned, with another day or another state.
pub(in crate::ui::desk) fn set(held: &AssignmentRow, due: Option<String>, state: EnrolmentState) -> EnrolmentSet {
    EnrolmentSet { target: held.target.clone(), kind: held.kind, edition: held.edition, due, state }
}
