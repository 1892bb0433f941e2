//! Goals of a programme's week, to be ticked where they stand; and the programme as a card.

use super::due::due_words;
use crate::model::progress::GoalState;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::choice::{Mark, row};
use crate::ui::widget::{Button, Card, Icon, progress, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::Request;
use crate::worker::view::{GoalRow, ProgrammeCard, WeekView};
use egui::Ui;

/// The goals of a week, each a box to tick; says how a mentor's goal stands, and goes to the course of one.
pub fn goals(ui: &mut Ui, cx: &ViewCtx<'_>, week: &WeekView) -> Option<Action> {
    let mut action = None;
    for goal in &week.goals {
        ui.add_space(space::S);
        action = action.or(goal_row(ui, cx, goal));
    }
    action
}

fn goal_row(ui: &mut Ui, cx: &ViewCtx<'_>, goal: &GoalRow) -> Option<Action> {
    let p = Tokens::of(ui).palette;
    let is_on = goal.state != GoalState::Open;
    let clicked = row(ui, Mark::Check, &goal.text, is_on).clicked();
    // What a course or a mentor says is not for a tick to take back.
    let is_settled = is_on && !goal.is_ticked || goal.is_for_mentor && goal.state == GoalState::Done;
    let mut action = (clicked && !is_settled).then(|| {
        Action::Ask(Request::SetGoal { programme: goal.programme.clone(), goal: goal.goal.clone(), is_reached: !is_on })
    });
    match (goal.state, goal.is_for_mentor) {
        (GoalState::Waiting, _) => drop(say::fact(ui, Icon::Clock, &cx.say("goal-waits"))),
        (GoalState::Done, true) => drop(say::labelled(ui, Icon::Done, &cx.say("goal-signed"), p.ok)),
        (GoalState::Open, true) => drop(say::fact(ui, Icon::Person, &cx.say("goal-for-mentor"))),
        (GoalState::Done | GoalState::Open, false) => {}
    }
    if let Some(course) = goal.course.as_ref().filter(|_| goal.state == GoalState::Open) {
        let label = cx.say("goal-open-course");
        let name = format!("{label}: {}", goal.text);
        if ui.add(Button::quiet(&label).icon(Icon::Book).named(&name)).clicked() {
            action = Some(Action::Go(Screen::Course(course.clone())));
        }
    }
    action
}

/// A programme to go to, as one button.
pub fn programme_card(ui: &mut Ui, cx: &ViewCtx<'_>, card: &ProgrammeCard) -> Option<Action> {
    let response = Card::new().padding(space::L).pressable(ui, &card.title, |ui| {
        let p = Tokens::of(ui).palette;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            Icon::Stack.show(ui, 32.0, p.primary);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                say::strong(ui, &card.title);
                say::muted(ui, &card.summary);
                say::small(ui, &facts(cx, card));
                due(ui, cx, card);
                match card.done_permille {
                    _ if card.is_done => drop(say::fact(ui, Icon::Done, &cx.say("programme-done"))),
                    Some(done) => {
                        let name = cx.with("percent-done", &[("percent", (done / 10).into())]);
                        progress::bar(ui, done.min(1000) as u16, &name);
                    }
                    None => drop(say::small(ui, &cx.say("not-begun"))),
                }
            });
        });
    });
    response.clicked().then(|| Action::Go(Screen::Programme(card.programme.clone())))
}

/// The day staff want it done by, if it is not done.
pub fn due(ui: &mut Ui, cx: &ViewCtx<'_>, card: &ProgrammeCard) {
    if let Some(due) = card.due.as_ref().filter(|_| !card.is_done) {
        say::fact(ui, Icon::Calendar, &due_words(cx, due));
    }
}

/// How many courses, levels and weeks, in words.
pub fn facts(cx: &ViewCtx<'_>, card: &ProgrammeCard) -> String {
    let mut facts = vec![cx.with("programme-courses", &[("count", card.courses.into())])];
    if card.levels > 1 {
        let levels = [("done", card.levels_done.into()), ("all", card.levels.into())];
        facts.push(cx.with("programme-levels-done", &levels));
    }
    if card.weeks > 0 {
        facts.push(cx.with("programme-weeks", &[("count", card.weeks.into())]));
    }
    facts.join(" · ")
}

/// The name of a week: "Week 2: …", and how many of its goals are reached.
pub fn week_words(cx: &ViewCtx<'_>, week: &WeekView) -> (String, String) {
    let name = cx.with("week-name", &[("number", week.number.into()), ("title", week.title.as_str().into())]);
    let done = cx.with("goals-done", &[("done", week.goals_done().into()), ("all", week.goals.len().into())]);
    (name, done)
}
