//! People who may be one, two at a time, side by side.

use super::action::Action;
use super::context::Cx;
use super::facts;
use super::people::{Deciding, status};
use crate::ui::screen::split;
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, card, say};
use crate::worker::office::view::{LikeRow, Likeness, PeopleRow};
use egui::Ui;

/// Which pair is looked at.
#[derive(Default)]
pub(super) struct Alike {
    pub is_open: bool,
    at: usize,
}

impl Alike {
    /// Draws the pair; a decision goes into `deciding`.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        pairs: &[LikeRow],
        deciding: &mut Option<Deciding>,
        is_deciding: bool,
    ) -> Option<Action> {
        if ui.add(Button::quiet(&cx.say("office-alike-back")).icon(Icon::Back)).clicked() {
            self.is_open = false;
        }
        let count = pairs.len();
        self.at = self.at.min(count.saturating_sub(1));
        let Some(pair) = pairs.get(self.at) else {
            say::body(ui, &cx.say("office-alike-none"));
            return None;
        };
        let place = [("at", (self.at as u64 + 1).into()), ("all", (count as u64).into())];
        say::subheading(ui, &cx.with("office-alike-pair", &place));
        say::body(
            ui,
            &cx.say(match pair.why {
                Likeness::Number => "office-alike-number",
                Likeness::NameAndYear => "office-alike-name",
            }),
        );
        ui.add_space(space::S);
        split(
            ui,
            0.5,
            |ui| {
                card(ui, |ui| one(ui, cx, &pair.one, &pair.other));
                None::<()>
            },
            |ui| {
                card(ui, |ui| one(ui, cx, &pair.other, &pair.one));
                None
            },
        );
        ui.add_space(space::M);
        let mut begin = |is_one: bool| {
            let named = |row: &PeopleRow| (row.learner, format!("{} · {}", row.name, row.number));
            let (one, other) = (named(&pair.one), named(&pair.other));
            *deciding = Some(Deciding { one, other, is_one, reason: String::new() });
        };
        ui.horizontal_wrapped(|ui| {
            let label = cx.say("office-one-do");
            let one = Button::primary(&label).icon(Icon::Check).enabled(!is_deciding);
            if ui.add(one).clicked() {
                begin(true);
            }
            if ui.add(Button::secondary(&cx.say("office-two-do")).enabled(!is_deciding)).clicked() {
                begin(false);
            }
            if count > 1 && ui.add(Button::quiet(&cx.say("office-alike-next")).icon_last(Icon::Next)).clicked() {
                self.at = (self.at + 1) % count;
            }
        });
        None
    }
}

fn one(ui: &mut Ui, cx: &Cx<'_>, row: &PeopleRow, other: &PeopleRow) {
    say::heading(ui, &row.name);
    let year = |row: &PeopleRow| row.birth_year.map(|year| year.to_string()).unwrap_or_default();
    let mark = |value: String, same: bool| match (value.is_empty(), same) {
        (true, _) => "–".to_owned(),
        (false, true) => cx.with("office-the-same", &[("value", value.into())]),
        (false, false) => value,
    };
    let facts = [
        (cx.say("column-number"), mark(row.number.clone(), row.number == other.number)),
        (cx.say("office-birth-year"), mark(year(row), row.birth_year == other.birth_year)),
        (cx.say("office-column-facility"), mark(row.facility.clone(), row.facility == other.facility)),
        (cx.say("office-column-status"), status(cx, row.status)),
        (cx.say("office-certificates"), cx.number(row.certificates)),
    ];
    facts::show(ui, &facts);
}
