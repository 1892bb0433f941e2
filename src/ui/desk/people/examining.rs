//! Opening an exam for several people: which, for how long, and for how many.

use crate::model::id::{CourseId, LearnerId, LessonId};
use crate::ui::ViewCtx;
use crate::ui::desk::Title;
use crate::ui::desk::exams::TIMES;
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, choice, dialog, say};
use crate::worker::PeopleChange;
use crate::worker::view::ExamChoice;
use egui::{Key, ScrollArea, Ui};

/// See the module.
pub(super) struct Examining {
    learners: Vec<LearnerId>,
    title: Title,
    chosen: Option<(CourseId, LessonId)>,
    minutes: u64,
}

impl Examining {
    /// For these people; `title` says who.
    pub(super) fn of(learners: Vec<LearnerId>, title: Title) -> Self {
        Self { learners, title, chosen: None, minutes: TIMES[0].0 }
    }

    /// Draws it: what is to be done, and whether it is over.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        cx: &ViewCtx<'_>,
        exams: &[ExamChoice],
        is_changing: bool,
    ) -> (Option<PeopleChange>, bool) {
        if let ([only], None) = (exams, &self.chosen) {
            self.chosen = Some((only.course.clone(), only.lesson.clone()));
        }
        let ((is_opened, is_over), should_close) = dialog::show(ui.ctx(), "exam-for", 560.0, |ui| {
            dialog::body(ui, |ui| {
                say::heading(ui, &self.title.words(cx));
                say::body(ui, &cx.say("exam-for-why"));
                self.which(ui, cx, exams);
                self.how_long(ui, cx);
            });
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let label = cx.with("exam-for-yes", &[("count", (self.learners.len() as u64).into())]);
                let may = self.chosen.is_some() && !is_changing;
                let is_opened = ui.add(Button::primary(&label).icon(Icon::Unlock).enabled(may)).clicked();
                (is_opened, ui.add(Button::secondary(&cx.say("action-cancel"))).clicked())
            })
            .inner
        });
        let change = self.chosen.clone().filter(|_| is_opened).map(|(course, lesson)| {
            let (learners, minutes) = (self.learners.clone(), self.minutes);
            PeopleChange::OpenExam { learners, course, lesson, minutes }
        });
        (change, is_over || should_close || ui.input(|input| input.key_pressed(Key::Escape)))
    }

    fn which(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, exams: &[ExamChoice]) {
        say::strong(ui, &cx.say("exam-which"));
        let height = dialog::list_height(ui, 220.0);
        ScrollArea::vertical().id_salt("exams").max_height(height).show(ui, |ui| {
            for exam in exams {
                let is_on = self.chosen.as_ref().is_some_and(|(c, l)| (c, l) == (&exam.course, &exam.lesson));
                let label = format!("{} · {}", exam.title, exam.course_title);
                if choice::row(ui, choice::Mark::Radio, &label, is_on).clicked() {
                    self.chosen = Some((exam.course.clone(), exam.lesson.clone()));
                }
            }
        });
    }

    fn how_long(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        ui.add_space(space::S);
        say::strong(ui, &cx.say("exam-how-long"));
        ui.horizontal_wrapped(|ui| {
            for (minutes, key) in TIMES {
                if choice::chip(ui, &cx.say(key), self.minutes == minutes).clicked() {
                    self.minutes = minutes;
                }
            }
        });
    }
}
