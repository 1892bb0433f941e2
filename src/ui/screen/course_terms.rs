//! What stands above a course's lessons: that staff assigned it and by when, what must be done first with a way there,
//! that it may not be opened, that it is empty.

use super::due::due_words;
use super::lesson::missing_words;
use crate::model::progress::Missing;
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, Notice, Tone, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{CourseView, Opening};
use egui::Ui;

/// Whether a lesson may be begun or gone on with.
pub fn is_open(course: &CourseView) -> bool {
    course.locked.is_empty() && course.terms.opening == Opening::Free
}

/// Time left, what it earns and what staff said, a line each: long words beside others would not wrap.
pub fn facts(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView) {
    let terms = &course.terms;
    for row in &course.certificates {
        say::fact(ui, Icon::Certificate, &cx.with("course-gives", &[("name", row.title.as_str().into())]));
    }
    if course.is_begun && !course.is_done && terms.minutes_left > 0 {
        let time = cx.words.minutes(terms.minutes_left.into());
        say::fact(ui, Icon::Clock, &cx.with("course-about-left", &[("time", time.into())]));
    }
    if terms.is_assigned && !course.is_done {
        say::fact(ui, Icon::Assignment, &cx.say("duty-by-staff"));
        if let Some(due) = &terms.due {
            say::fact(ui, Icon::Calendar, &due_words(cx, due));
        }
    }
}

/// What stands in the way.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView) -> Option<Action> {
    let mut action = None;
    match course.terms.opening {
        Opening::AskStaff => {
            Notice::new(Tone::Info, &cx.say("course-not-open")).mend(&cx.say("course-not-open-why")).show(ui);
        }
        Opening::Paused => {
            Notice::new(Tone::Info, &cx.say("course-paused")).mend(&cx.say("course-paused-why")).show(ui);
        }
        Opening::Free if course.terms.is_paused => {
            Notice::new(Tone::Info, &cx.say("course-paused")).mend(&cx.say("course-paused-why")).show(ui);
        }
        Opening::Free => {}
    }
    if course.modules.iter().all(|module| module.lessons.is_empty()) {
        Notice::new(Tone::Info, &cx.say("course-empty")).mend(&cx.say("course-empty-why")).show(ui);
    }
    for missing in &course.locked {
        Notice::new(Tone::Info, &cx.say("course-locked")).mend(&wanted(cx, course, missing)).show(ui);
        action = action.or(ways(ui, cx, course, missing));
    }
    action
}

/// What a rule still wants, by name where there is one.
pub fn wanted(cx: &ViewCtx<'_>, course: &CourseView, missing: &Missing) -> String {
    let named = |key: &str, name: &str| cx.with(key, &[("name", name.into())]);
    match missing {
        Missing::Course { id, .. } => course.terms.titles.get(id).map(|title| named("missing-course-named", title)),
        Missing::Lesson { id, .. } => {
            let all = course.modules.iter().flat_map(|module| &module.lessons);
            let mut found = all.filter(|row| row.lesson == *id);
            found.next().map(|row| named("missing-lesson-named", &row.title))
        }
        Missing::Module { id, .. } => {
            let mut found = course.modules.iter().filter(|module| module.module == *id);
            found.next().map(|module| named("missing-module-named", &module.title))
        }
        _ => None,
    }
    .unwrap_or_else(|| missing_words(cx, missing))
}

/// Buttons that lead to the other courses that are wanted.
fn ways(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView, missing: &Missing) -> Option<Action> {
    let mut action = None;
    match missing {
        Missing::Course { id, .. } => {
            let title = course.terms.titles.get(id)?;
            ui.add_space(space::S);
            let label = cx.with("missing-go", &[("name", title.as_str().into())]);
            if ui.add(Button::secondary(&label).icon(Icon::Right)).clicked() {
                action = Some(Action::Go(Screen::Course(id.clone())));
            }
        }
        Missing::Some { of, .. } => {
            for one in of {
                action = action.or(ways(ui, cx, course, one));
            }
        }
        _ => {}
    }
    action
}
