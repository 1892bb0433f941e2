//! A course that staff assigned, on the home screen: its name, its day, how far it is.

use super::due::due_words;
use crate::ui::tokens::space;
use crate::ui::widget::{Card, Icon, progress, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::DutyRow;
use egui::Ui;

/// Draws it; pressing it opens the course.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, duty: &DutyRow) -> Option<Action> {
    ui.add_space(space::S);
    if !duty.is_here {
        Card::new().padding(space::M).show(ui, |ui| {
            say::fact(ui, Icon::Assignment, &cx.say("duty-not-here"));
        });
        return None;
    }
    let standing = match (duty.is_paused, duty.is_begun) {
        (true, _) => cx.say("duty-paused"),
        (false, true) => {
            let (done, all) = duty.lessons;
            cx.with("lessons-done", &[("done", done.into()), ("all", all.into())])
        }
        (false, false) => cx.say("duty-new"),
    };
    let due = duty.due.as_deref().filter(|_| !duty.is_paused).map(|due| due_words(cx, due));
    let said: Vec<&str> = [Some(duty.title.as_str()), due.as_deref(), Some(&standing)].into_iter().flatten().collect();
    let response = Card::new().padding(space::M).pressable(ui, &said.join(", "), |ui| {
        say::strong(ui, &duty.title);
        if let Some(due) = &due {
            say::fact(ui, Icon::Calendar, due);
        }
        say::small(ui, &standing);
        if duty.is_begun && !duty.is_paused {
            progress::bar(ui, duty.done_permille.min(1000) as u16, &standing);
        }
    });
    response.clicked().then(|| Action::Go(Screen::Course(duty.course.clone())))
}
