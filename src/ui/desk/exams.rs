//! A person's exams: staff open one for a while, and it closes again by itself.

use super::person::{Picked, Question};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{ExamState, PersonView};
use crate::worker::{PeopleChange, Request};
use egui::Ui;

/// For how long an exam may be opened, in minutes, with the words for it.
pub(super) const TIMES: [(u64, &str); 3] =
    [(2 * 60, "exam-two-hours"), (24 * 60, "exam-one-day"), (7 * 24 * 60, "exam-one-week")];

/// Draws them, where there are any.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, person: &PersonView, picked: &mut Picked) -> Option<Action> {
    if person.exams.is_empty() {
        return None;
    }
    let mut action = None;
    ui.add_space(space::M);
    say::subheading(ui, &cx.say("people-exams"));
    let p = Tokens::of(ui).palette;
    for exam in &person.exams {
        ui.add_space(space::S);
        say::strong(ui, &exam.title);
        say::small(ui, &exam.course_title);
        match exam.state {
            ExamState::Closed => drop(say::fact(ui, Icon::Lock, &cx.say("exam-closed"))),
            ExamState::NoTryLeft => drop(say::fact(ui, Icon::Lock, &cx.say("exam-no-try"))),
            ExamState::UnderWay => drop(say::fact(ui, Icon::Clock, &cx.say("exam-under-way"))),
            ExamState::Open { until_wall_ms } => {
                let when = cx.words.date_time(until_wall_ms, cx.tz);
                let words = cx.with("exam-open-until", &[("when", when.as_str().into())]);
                say::labelled(ui, Icon::Unlock, &words, p.ok);
            }
        }
        if let Some(permille) = exam.score_permille {
            say::small(ui, &cx.with("score-of-lesson", &[("percent", (permille / 10).into())]));
        }
        if let ExamState::Open { .. } = exam.state {
            let label = cx.say("exam-close");
            let name =
                cx.with("exam-open-named", &[("title", exam.title.as_str().into()), ("time", label.as_str().into())]);
            if ui.add(Button::secondary(&label).icon(Icon::Lock).named(&name)).clicked() {
                let (learners, course, lesson) = (vec![person.row.learner], exam.course.clone(), exam.lesson.clone());
                let change = PeopleChange::CloseExam { learners, course, lesson };
                action = Some(Action::Ask(Request::ChangePeople(change)));
            }
        }
        if matches!(exam.state, ExamState::UnderWay | ExamState::Open { .. }) {
            continue;
        }
        ui.horizontal_wrapped(|ui| {
            for (minutes, key) in TIMES {
                let label = cx.say(key);
                let name = cx
                    .with("exam-open-named", &[("title", exam.title.as_str().into()), ("time", label.as_str().into())]);
                if ui.add(Button::secondary(&label).icon(Icon::Unlock).named(&name)).clicked() {
                    picked.question = Some(Question::Exam(person.row.learner, Box::new(exam.clone()), minutes));
                }
            }
        });
    }
    action
}
