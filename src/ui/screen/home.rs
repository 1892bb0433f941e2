//! The learner's first page: go on, this week, how far I am, what is new.

use super::course::kind_key;
use super::course_card::{course_card, picture};
use super::goals::{due, goals, week_words};
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::bars::{Bar, bars};
use crate::ui::widget::{Button, Card, Icon, Notice, Tone, card, progress, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{CourseCard, CourseRing, GoOnCard, HomeView, Place, ProgrammeCard};
use egui::{CornerRadius, Sense, Ui, vec2};

/// Courses whose rings stand here, the last one open first; the rest are in the record.
const RINGS_MAX: usize = 5;

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    super::page(ui, "home", |ui| cx.loaded(ui, &cx.state.home, |ui, home| content(ui, cx, home)))
}

fn content(ui: &mut Ui, cx: &ViewCtx<'_>, home: &HomeView) -> Option<Action> {
    greeting(ui, cx);
    let mut action = match &home.go_on {
        Some(go_on) => continue_card(ui, cx, go_on),
        None => first_course(ui, cx, home),
    };
    action = action.or(marked(ui, cx, home));
    ui.add_space(space::L);
    let has_begun = home.go_on.is_some() || !home.courses.is_empty() || home.courses_away > 0;
    if has_begun || !home.week.is_empty() || !home.programmes.is_empty() {
        let two = super::split(ui, 0.5, |ui| this_week(ui, cx, home), |ui| how_far(ui, cx, home));
        action = action.or(two);
    }
    if !home.fresh.is_empty() {
        ui.add_space(space::XL);
        say::heading(ui, &cx.say("new-in-the-library"));
        ui.add_space(space::S);
        let least = Tokens::of(ui).scaled(300.0);
        let count = home.fresh.len().min(6);
        let asked = super::grid(ui, count, least, |ui, at, width| course_card(ui, cx, &home.fresh[at], width));
        action = action.or(asked);
    }
    action
}

fn greeting(ui: &mut Ui, cx: &ViewCtx<'_>) {
    if let Some(learner) = cx.state.learner() {
        let first = learner.name.split_whitespace().next().unwrap_or_default();
        let greeting = cx.words.greeting(cx.now_ms, cx.tz);
        say::title(ui, &cx.with("greeting-name", &[("greeting", greeting.into()), ("name", first.into())]));
        ui.add_space(space::L);
    }
}

/// What staff have marked since the learner was last in it: a press leads there.
fn marked(ui: &mut Ui, cx: &ViewCtx<'_>, home: &HomeView) -> Option<Action> {
    let mut action = None;
    for row in &home.marked {
        ui.add_space(space::S);
        let words = cx.with("home-marked", &[("title", row.title.as_str().into())]);
        let label = cx.say("home-marked-see");
        let pressed = Notice::new(Tone::Ok, &words).action(&label).show(ui);
        if pressed.is_some_and(|button| button.clicked()) {
            action = Some(Action::Go(Screen::Lesson(row.course.clone(), row.lesson.clone())));
        }
    }
    action
}

fn continue_card(ui: &mut Ui, cx: &ViewCtx<'_>, go_on: &GoOnCard) -> Option<Action> {
    Card::new()
        .show(ui, |ui| {
            let wide = ui.available_width() > Tokens::of(ui).scaled(560.0);
            if !wide {
                return continue_words(ui, cx, go_on);
            }
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XL;
                let (rect, _) = ui.allocate_exact_size(vec2(260.0, 164.0), Sense::hover());
                let corner = CornerRadius::same(space::CORNER_SMALL);
                picture(ui, cx, rect, corner, go_on.picture.as_ref(), &go_on.course, go_on.subject.as_ref());
                ui.vertical(|ui| continue_words(ui, cx, go_on)).inner
            })
            .inner
        })
        .inner
}

fn continue_words(ui: &mut Ui, cx: &ViewCtx<'_>, go_on: &GoOnCard) -> Option<Action> {
    ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
    say::muted(ui, &go_on.course_title);
    say::heading(ui, &go_on.lesson_title);
    let mut facts = vec![cx.say(kind_key(go_on.kind))];
    facts.extend(place_words(cx, go_on.place));
    if go_on.minutes_left > 0 {
        facts.push(cx.with("minutes-left", &[("minutes", go_on.minutes_left.into())]));
    }
    say::muted(ui, &facts.join(" · "));
    ui.add_space(space::M);
    let key = if go_on.place == Place::Start { "action-start" } else { "action-continue" };
    let label = cx.say(key);
    let name = format!("{label}: {}", go_on.lesson_title);
    let button = Button::primary(&label).named(&name).icon(Icon::Play).size(Size::Lead);
    let clicked = ui.add(button).clicked();
    clicked.then(|| Action::Go(Screen::Lesson(go_on.course.clone(), go_on.lesson.clone())))
}

/// Where somebody is in a lesson, in words.
#[must_use]
pub fn place_words(cx: &ViewCtx<'_>, place: Place) -> Option<String> {
    match place {
        Place::Start => None,
        Place::Time { ms } => Some(cx.with("place-from", &[("time", cx.words.position(ms).into())])),
        Place::Slide { number, of } => Some(cx.with("place-slide", &[("number", number.into()), ("all", of.into())])),
        Place::Part { permille } => Some(cx.with("place-part", &[("percent", (permille / 10).into())])),
        Place::Question { number, of } => {
            Some(cx.with("place-question", &[("number", number.into()), ("all", of.into())]))
        }
    }
}

/// Nothing to go on with: one card that invites to the first course, or to another.
fn first_course(ui: &mut Ui, cx: &ViewCtx<'_>, home: &HomeView) -> Option<Action> {
    let is_new = home.courses.is_empty() && home.courses_away == 0;
    card(ui, |ui| {
        let Some(first) = home.fresh.first() else {
            let (what, mend) = match home.courses.is_empty() {
                true => ("library-is-empty", "library-is-empty-mend"),
                false => ("all-courses-done", "all-courses-done-why"),
            };
            say::heading(ui, &cx.say(what));
            say::body(ui, &cx.say(mend));
            return None;
        };
        if ui.available_width() <= Tokens::of(ui).scaled(560.0) {
            return first_words(ui, cx, first, is_new);
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XL;
            let (rect, _) = ui.allocate_exact_size(vec2(260.0, 164.0), Sense::hover());
            let corner = CornerRadius::same(space::CORNER_SMALL);
            picture(ui, cx, rect, corner, first.picture.as_ref(), &first.course, first.subjects.first());
            ui.vertical(|ui| first_words(ui, cx, first, is_new)).inner
        })
        .inner
    })
    .inner
}

fn first_words(ui: &mut Ui, cx: &ViewCtx<'_>, first: &CourseCard, is_new: bool) -> Option<Action> {
    let (what, why) =
        if is_new { ("welcome-first", "welcome-first-why") } else { ("welcome-next", "welcome-next-why") };
    say::heading(ui, &cx.say(what));
    say::body(ui, &cx.with(why, &[("course", first.title.as_str().into())]));
    ui.add_space(space::M);
    let label = cx.say("look-at-it");
    let name = format!("{label}: {}", first.title);
    let clicked = ui.add(Button::primary(&label).named(&name).icon(Icon::Book).size(Size::Lead)).clicked();
    clicked.then(|| Action::Go(Screen::Course(first.course.clone())))
}

fn this_week(ui: &mut Ui, cx: &ViewCtx<'_>, home: &HomeView) -> Option<Action> {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("this-week"));
        let mut action = None;
        for duty in &home.week {
            action = action.or(super::duty::show(ui, cx, duty));
        }
        if !home.week.is_empty() {
            ui.add_space(space::M);
        }
        let minutes = whole_minutes(&home.day_ms);
        let sum = minutes.iter().sum(); // as the bars add up, and as the record counts
        let words = cx.with("week-learned", &[("time", cx.words.minutes(sum).into())]);
        say::muted(ui, &words);
        let days: Vec<Bar> = minutes
            .iter()
            .enumerate()
            .map(|(at, minutes)| Bar {
                label: cx.say(&format!("weekday-{}", at + 1)),
                value: *minutes,
                text: minutes.to_string(),
                is_now: at == home.today,
            })
            .collect();
        bars(ui, &days, 72.0, &words);
        for card in &home.programmes {
            action = action.or(programme_week(ui, cx, card));
        }
        action
    })
    .inner
}

/// A programme under way: its name to press, and the goals of its week to tick.
fn programme_week(ui: &mut Ui, cx: &ViewCtx<'_>, card: &ProgrammeCard) -> Option<Action> {
    ui.add_space(space::M);
    let mut action = None;
    if ui.add(Button::quiet(&card.title).icon(Icon::Stack)).clicked() {
        action = Some(Action::Go(Screen::Programme(card.programme.clone())));
    }
    due(ui, cx, card);
    if let Some(week) = &card.week {
        let (name, done) = week_words(cx, week);
        say::strong(ui, &name);
        say::small(ui, &done);
        action = action.or(goals(ui, cx, week));
    }
    action
}

fn how_far(ui: &mut Ui, cx: &ViewCtx<'_>, home: &HomeView) -> Option<Action> {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("how-far-i-am"));
        let mut action = None;
        if home.courses.is_empty() && home.courses_away == 0 {
            say::muted(ui, &cx.say("no-course-begun"));
        }
        for ring in home.courses.iter().take(RINGS_MAX) {
            action = action.or(ring_row(ui, cx, ring));
        }
        away(ui, cx, home.courses_away);
        if home.courses.len() > RINGS_MAX {
            let all = cx.with("how-far-all", &[("count", home.courses.len().into())]);
            if ui.add(Button::quiet(&all).icon(Icon::Record)).clicked() {
                action = Some(Action::Go(Screen::Record));
            }
        }
        action
    })
    .inner
}

/// That courses learned in are not here now, and what becomes of what was done in them.
pub fn away(ui: &mut Ui, cx: &ViewCtx<'_>, count: u32) {
    if count > 0 {
        ui.add_space(space::S);
        say::fact(ui, Icon::Info, &cx.with("courses-away", &[("count", count.into())]));
    }
}

fn ring_row(ui: &mut Ui, cx: &ViewCtx<'_>, ring: &CourseRing) -> Option<Action> {
    let lessons = cx.with("lessons-done", &[("done", ring.lessons_done.into()), ("all", ring.lessons.into())]);
    let response = Card::new().padding(space::M).pressable(ui, &ring.title, |ui| {
        progress::ring_row(ui, ring.done_permille.min(1000) as u16, 56.0, &ring.title, &lessons);
    });
    response.clicked().then(|| Action::Go(Screen::Course(ring.course.clone())))
}

/// Whole minutes of each day, so that their sum is the whole minutes of all of it.
fn whole_minutes(day_ms: &[u64; 7]) -> [u64; 7] {
    let (mut ms, mut told) = (0, 0);
    day_ms.map(|day| {
        ms += day;
        let minutes = ms / 60_000 - told;
        told += minutes;
        minutes
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minutes_of_a_week_add_up_to_those_of_the_record() {
        let days = [90_000, 0, 90_000, 59_000, 0, 0, 1_000];
        let minutes = whole_minutes(&days);
        assert_eq!(minutes, [1, 0, 2, 0, 0, 0, 1]);
        assert_eq!(minutes.iter().sum::<u64>(), days.iter().sum::<u64>() / 60_000);
        assert_eq!(whole_minutes(&[u64::MAX / 8; 7]).iter().sum::<u64>(), u64::MAX / 8 * 7 / 60_000);
    }
}
