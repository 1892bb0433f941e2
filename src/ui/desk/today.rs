//! The desk's first page: what needs attention, and who learned today.

use super::desk::Place;
use super::marking;
use crate::text::whole;
use crate::ui::loaded::Loaded;
use crate::ui::screen::split;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Icon, Notice, Tone, card, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{MarkRow, TodayView};
use egui::{Align, Layout, Ui, vec2};

/// So long after a file was carried out its receipt may well be on its way.
const ON_ITS_WAY_MS: u64 = 7 * 86_400_000;

/// See the module.
#[derive(Default)]
pub struct Today {
    /// What the workers said.
    pub view: Loaded<TodayView>,
}

/// What was pressed on the page.
#[derive(Default)]
pub struct Told {
    /// What is asked of the parent.
    pub action: Option<Action>,
    /// The place that staff want to go to.
    pub place: Option<Place>,
    /// The answer that they want to mark.
    pub to_mark: Option<MarkRow>,
}

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, today: &Today) -> Told {
    let mut told = Told::default();
    say::title(ui, &cx.say("desk-today"));
    ui.add_space(space::S);
    told.action = cx.loaded(ui, &today.view, |ui, view| {
        told.place = attention(ui, cx, view);
        ui.add_space(space::M);
        told.to_mark = marking::waiting(ui, cx, &view.to_mark, view.to_mark_count);
        let of_day = |ui: &mut Ui| {
            learned(ui, cx, view);
            None
        };
        split(ui, 0.4, of_day, |ui| {
            dates(ui, cx, view);
            None
        })
    });
    told
}

fn attention(ui: &mut Ui, cx: &ViewCtx<'_>, view: &TodayView) -> Option<Place> {
    let is_try_out = cx.state.place().is_some_and(|place| place.is_try_out);
    let mut notes = Vec::new();
    for pack in &view.damaged {
        let (title, files) = (pack.title.as_str().into(), u64::from(pack.files).into());
        let what = cx.with("today-damaged", &[("title", title), ("files", files)]);
        notes.push((Tone::Bad, what, cx.say("today-damaged-mend"), Place::CarryIn));
    }
    if let (Some(days), false) = (view.stale_days, is_try_out) {
        let what = cx.with("today-stale", &[("days", days.into())]);
        notes.push((Tone::Warn, what, cx.say("today-stale-mend"), Place::CarryIn));
    }
    if let (Some(days), false) = (view.no_backup_days, is_try_out) {
        let what = cx.with("today-no-backup", &[("days", days.into())]);
        notes.push((Tone::Warn, what, cx.say("today-no-backup-mend"), Place::Station));
    }
    let is_new = view.courses == 0 || view.people == 0;
    if view.events_unsent > 0 && !is_try_out {
        let what = cx.with("today-unsent", &[("count", view.events_unsent.into())]);
        let is_on_its_way = view.last_export_wall_ms.is_some_and(|at| cx.now_ms.saturating_sub(at) < ON_ITS_WAY_MS);
        let mend = cx.say(match (is_on_its_way, view.last_export_wall_ms) {
            (true, _) => "today-on-its-way",
            (false, Some(_)) => "today-export-again",
            (false, None) => "today-never-exported",
        });
        notes.push((if is_new || is_on_its_way { Tone::Info } else { Tone::Warn }, what, mend, Place::CarryOut));
    }
    if notes.is_empty() && !is_new && view.to_mark.is_empty() {
        Notice::new(Tone::Ok, &cx.say("today-all-well")).show(ui);
    }
    if view.people == 0 {
        notes.insert(0, (Tone::Info, cx.say("today-no-people"), String::new(), Place::People));
    }
    if view.courses == 0 {
        notes.insert(0, (Tone::Info, cx.say("today-no-courses"), String::new(), Place::CarryIn));
    }
    let mut place = None;
    for (tone, what, mend, to) in notes {
        let action = cx.say(to.key());
        let pressed = Notice::new(tone, &what).mend(&mend).action(&action).show(ui);
        if pressed.is_some_and(|button| button.clicked()) {
            place = Some(to);
        }
    }
    place
}

/// When things last went between here and the office, and how old the documents are.
fn dates(ui: &mut Ui, cx: &ViewCtx<'_>, view: &TodayView) {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("today-dates"));
        let when = |at: Option<u64>, never: &str| match at {
            Some(at) => cx.words.date_time(at, cx.tz),
            None => cx.say(never),
        };
        fact(ui, &cx.say("today-exported"), &when(view.last_export_wall_ms, "today-not-yet"));
        fact(ui, &cx.say("today-receipt"), &when(view.last_receipt_wall_ms, "today-none-yet"));
        fact(ui, &cx.say("today-backup"), &when(view.last_backup_wall_ms, "today-none-yet"));
        fact(ui, &cx.say("today-catalogue"), &made(cx, view.catalogue_made_ms));
        fact(ui, &cx.say("today-policy"), &made(cx, view.policy_made_ms));
    });
}

/// The day a document was made, and how long ago that is.
fn made(cx: &ViewCtx<'_>, at: u64) -> String {
    let days = cx.now_ms.saturating_sub(at) / 86_400_000;
    cx.with("today-made", &[("day", cx.words.date(at, cx.tz).into()), ("days", days.into())])
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
            say::labelled(ui, Icon::Person, &row.name, Tokens::of(ui).palette.ink);
        }
    });
}

/// A row of a name and what is said of it: the values of several stand under one another where there is room.
pub fn fact(ui: &mut Ui, name: &str, said: &str) {
    let name_width = Tokens::of(ui).scaled(180.0);
    let has_room = ui.available_width() >= 2.0 * name_width;
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 0.0; // as high as the text, not as a button
        if !has_room {
            ui.horizontal_wrapped(|ui| {
                say::muted(ui, name);
                say::strong(ui, said);
            });
            return;
        }
        ui.horizontal_top(|ui| {
            let column = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(vec2(name_width, 0.0), column, |ui| {
                ui.set_width(name_width);
                say::muted(ui, name);
            });
            ui.allocate_ui_with_layout(vec2(ui.available_width(), 0.0), column, |ui| say::strong(ui, said));
        });
    });
}
