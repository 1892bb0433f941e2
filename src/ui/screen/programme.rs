//! One programme: its weeks with their goals, its levels with their courses.

use super::course::certificate;
use super::goals::{due, facts, goals, week_words};
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::{Button, Card, Icon, card, progress, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{LevelView, ProgrammeView, StepRow, WeekView};
use egui::Ui;

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    super::page(ui, "programme", |ui| cx.loaded(ui, &cx.state.programme, |ui, view| content(ui, cx, view)))
}

fn content(ui: &mut Ui, cx: &ViewCtx<'_>, view: &ProgrammeView) -> Option<Action> {
    let head = head(ui, cx, view);
    ui.add_space(space::L);
    let body = if view.weeks.is_empty() {
        levels(ui, cx, view)
    } else {
        super::split(ui, 0.5, |ui| weeks(ui, cx, view), |ui| levels(ui, cx, view))
    };
    head.or(body)
}

fn head(ui: &mut Ui, cx: &ViewCtx<'_>, view: &ProgrammeView) -> Option<Action> {
    let about = &view.card;
    card(ui, |ui| {
        say::title(ui, &about.title);
        say::body(ui, &about.summary);
        ui.add_space(space::S);
        say::fact(ui, Icon::Stack, &facts(cx, about));
        due(ui, cx, about);
        let done = u16::try_from(about.done_permille.unwrap_or(0).min(1000)).unwrap_or(1000);
        let words = cx.with("percent-done", &[("percent", (u32::from(done) / 10).into())]);
        ui.add_space(space::S);
        progress::bar(ui, done, &words);
        ui.add_space(space::M);
        if about.is_done {
            let p = Tokens::of(ui).palette;
            say::labelled(ui, Icon::Done, &cx.say("programme-done"), p.ok);
            return None;
        }
        let (course, title) = about.next.as_ref()?;
        let label = cx.say(if about.done_permille.is_some() { "action-continue" } else { "action-start" });
        let name = format!("{label}: {title}");
        say::muted(ui, &cx.with("programme-next", &[("course", title.as_str().into())]));
        let clicked = ui.add(Button::primary(&label).named(&name).icon(Icon::Play).size(Size::Lead)).clicked();
        clicked.then(|| Action::Go(Screen::Course(course.clone())))
    })
    .inner
}

fn weeks(ui: &mut Ui, cx: &ViewCtx<'_>, view: &ProgrammeView) -> Option<Action> {
    say::heading(ui, &cx.say("programme-plan"));
    let mut action = None;
    for week in &view.weeks {
        ui.add_space(space::S);
        action = action.or(one_week(ui, cx, week));
    }
    action
}

fn one_week(ui: &mut Ui, cx: &ViewCtx<'_>, week: &WeekView) -> Option<Action> {
    let (name, done) = week_words(cx, week);
    let shown = Card::new().lifted(week.is_now).show(ui, |ui| {
        say::subheading(ui, &name);
        if week.is_now {
            say::fact(ui, Icon::Calendar, &cx.say("week-is-now"));
        }
        say::small(ui, &done);
        goals(ui, cx, week)
    });
    shown.inner
}

fn levels(ui: &mut Ui, cx: &ViewCtx<'_>, view: &ProgrammeView) -> Option<Action> {
    say::heading(ui, &cx.say("programme-levels"));
    let mut action = None;
    for level in &view.levels {
        ui.add_space(space::S);
        action = action.or(one_level(ui, cx, level));
    }
    action
}

fn one_level(ui: &mut Ui, cx: &ViewCtx<'_>, level: &LevelView) -> Option<Action> {
    let p = Tokens::of(ui).palette;
    card(ui, |ui| {
        say::subheading(ui, &level.title);
        if level.is_done {
            say::labelled(ui, Icon::Done, &cx.say("level-done"), p.ok);
        } else {
            let values = [("done", level.steps_done.into()), ("all", level.steps_counted.into())];
            say::small(ui, &cx.with("level-courses-done", &values));
        }
        let mut action = None;
        for step in &level.steps {
            ui.add_space(space::S);
            action = action.or(one_step(ui, cx, step));
        }
        for credit in &level.credit {
            say::fact(ui, Icon::Student, &cx.with("counts-for", &[("credit", credit.as_str().into())]));
        }
        if let Some(row) = &level.certificate {
            ui.add_space(space::M);
            action = action.or(certificate(ui, cx, row));
        }
        action
    })
    .inner
}

fn one_step(ui: &mut Ui, cx: &ViewCtx<'_>, step: &StepRow) -> Option<Action> {
    let Some(title) = &step.title else {
        say::strong(ui, &cx.say("step-not-here"));
        say::small(ui, &cx.say("step-not-here-mend"));
        return None;
    };
    let mut words = vec![cx.words.minutes(step.minutes.into())];
    if !step.is_required {
        words.push(cx.say("step-is-extra"));
    }
    match step.done_permille {
        _ if step.is_done => words.push(cx.say("course-done")),
        Some(done) => words.push(cx.with("percent-done", &[("percent", (done / 10).into())])),
        None => words.push(cx.say("not-begun")),
    }
    let done = if step.is_done { 1000 } else { step.done_permille.unwrap_or(0).min(999) };
    let response = Card::new().padding(space::M).pressable(ui, title, |ui| {
        progress::ring_row(ui, u16::try_from(done).unwrap_or(1000), 52.0, title, &words.join(" · "));
    });
    response.clicked().then(|| Action::Go(Screen::Course(step.course.clone())))
}
