//! A person's goals that a mentor has to sign off.

use super::person::{Picked, Question};
use crate::model::progress::GoalState;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, say};
use crate::worker::view::PersonView;
use egui::Ui;

/// Draws them: those to be signed off first.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, person: &PersonView, picked: &mut Picked) {
    if person.goals.is_empty() {
        return;
    }
    ui.add_space(space::M);
    say::subheading(ui, &cx.say("people-goals"));
    let p = Tokens::of(ui).palette;
    for goal in &person.goals {
        ui.add_space(space::S);
        say::strong(ui, &goal.text);
        match goal.state {
            GoalState::Done => drop(say::labelled(ui, Icon::Done, &cx.say("goal-signed"), p.ok)),
            GoalState::Open => drop(say::small(ui, &cx.say("people-goal-open"))),
            GoalState::Waiting => drop(say::fact(ui, Icon::Clock, &cx.say("people-goal-waits"))),
        }
        if goal.state != GoalState::Done {
            let label = cx.say("people-goal-sign");
            let name = format!("{label}: {}", goal.text);
            if ui.add(Button::secondary(&label).icon(Icon::Check).named(&name)).clicked() {
                picked.question = Some(Question::Goal(person.row.learner, Box::new(goal.clone())));
            }
        }
    }
}
