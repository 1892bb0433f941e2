//! The desk's first page: what needs attention, and who learned today.

use super::desk::Place;
use crate::text::whole;
use crate::ui::loaded::Loaded;
use crate::ui::tokens::space;
use crate::ui::widget::{Icon, Notice, Tone, card, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::TodayView;
use egui::Ui;

/// See the module.
#[derive(Default)]
pub struct Today {
    /// What the workers said.
    pub view: Loaded<TodayView>,
}

/// Draws it; also gives the place that staff want to go to.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, today: &Today) -> (Option<Action>, Option<Place>) {
    let mut place = None;
    say::title(ui, &cx.say("desk-today"));
    let action = cx.loaded(ui, &today.view, |ui, view| {
        place = attention(ui, cx, view);
        ui.add_space(space::M);
        learned(ui, cx, view);
        None
    });
    (action, place)
}

fn attention(ui: &mut Ui, cx: &ViewCtx<'_>, view: &TodayView) -> Option<Place> {
    let mut place = None;
    let is_try_out = cx.state.place().is_some_and(|place| place.is_try_out);
    if view.events_unsent > 0 && !is_try_out {
        let what = cx.with("today-unsent", &[("count", view.events_unsent.into())]);
        let mend = match view.last_export_wall_ms {
            Some(at) => cx.with("today-last-export", &[("when", cx.words.date_time(at, cx.tz).into())]),
            None => cx.say("today-never-exported"),
        };
        let action = cx.say("desk-carry-out");
        let pressed = Notice::new(Tone::Warn, &what).mend(&mend).action(&action).show(ui);
        if pressed.is_some_and(|button| button.clicked()) {
            place = Some(Place::CarryOut);
        }
    } else {
        Notice::new(Tone::Ok, &cx.say("today-all-well")).show(ui);
    }
    if view.courses == 0 {
        let (what, action) = (cx.say("today-no-courses"), cx.say("desk-carry-in"));
        if Notice::new(Tone::Info, &what).action(&action).show(ui).is_some_and(|button| button.clicked()) {
            place = Some(Place::CarryIn);
        }
    }
    if view.people == 0 {
        let (what, action) = (cx.say("today-no-people"), cx.say("desk-people"));
        if Notice::new(Tone::Info, &what).action(&action).show(ui).is_some_and(|button| button.clicked()) {
            place = Some(Place::People);
        }
    }
    place
}

fn learned(ui: &mut Ui, cx: &ViewCtx<'_>, view: &TodayView) {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("today-learned"));
        let time = cx.words.minutes(view.active_ms.div_ceil(60_000));
        say::body(
            ui,
            &cx.with(
                "today-sum",
                &[
                    ("learned", (view.learned.len() as u64).into()),
                    ("people", whole(view.people.into()).into()),
                    ("time", time.into()),
                ],
            ),
        );
        for row in &view.learned {
            say::labelled(ui, Icon::Person, &row.name, crate::ui::tokens::Tokens::of(ui).palette.ink);
        }
    });
}

/// A row of a name and what is said of it.
pub fn fact(ui: &mut Ui, name: &str, said: &str) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 0.0; // as high as the text, not as a button
        ui.horizontal_wrapped(|ui| {
            say::muted(ui, name);
            say::strong(ui, said);
        });
    });
}
