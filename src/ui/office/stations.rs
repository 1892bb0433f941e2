//! Stations: the table, and the chosen one at the right.

use super::action::Action;
use super::context::Cx;
use super::plan::state_key;
use super::station::StationCard;
use crate::model::id::StationId;
use crate::model::problem::Problem;
use crate::model::text::plain;
use crate::ui::loaded::Loaded;
use crate::ui::screen::split;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::table::{Column, Pressed, Table};
use crate::ui::widget::{Icon, Notice, Tone, choice, say};
use crate::worker::office::view::{ConfirmedView, StationRow, StationState};
use crate::worker::office::{Ask, Told};
use egui::Ui;

/// The least and the greatest height of the table, and what stands above it.
const HEIGHTS: (f32, f32, f32) = (280.0, 900.0, 340.0);
/// A table of so many points at 100 % has room for every column.
const ALL_COLUMNS_FROM: f32 = 500.0;

/// Which stations are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Which {
    #[default]
    All,
    Waiting,
    Retired,
}

/// What a change came to.
enum Done {
    Confirmed(ConfirmedView),
    Retired(u64),
    Failed(Problem),
}

/// See the module.
#[derive(Default)]
pub(super) struct StationsPage {
    pub view: Loaded<Vec<StationRow>>,
    chosen: Option<StationId>,
    words: String,
    which: Which,
    card: StationCard,
    /// What was asked for last lets what is kept apart count, not the station.
    is_releasing: bool,
    done: Option<Done>,
}

impl StationsPage {
    /// A change is on its way.
    pub(super) fn began(&mut self, ask: &Ask) {
        self.card.is_working = true;
        self.is_releasing = matches!(ask, Ask::Release { .. });
        self.done = None;
    }

    /// Takes the list.
    pub(super) fn take(&mut self, told: Told) {
        match told {
            Told::Stations(rows) => {
                if self.chosen.is_none_or(|chosen| rows.iter().all(|row| row.station != chosen)) {
                    self.chosen = rows.first().map(|row| row.station);
                }
                self.view = Loaded::Here(rows);
            }
            Told::Failed(problem) => self.view = Loaded::Failed(problem),
            _ => {}
        }
    }

    /// Takes what a change came to; gives what follows.
    pub(super) fn changed(&mut self, told: Told) -> Vec<Ask> {
        self.card = StationCard::default();
        match told {
            Told::Confirmed(view) => self.done = Some(Done::Confirmed(view)),
            Told::StationChanged { apart } if apart > 0 => self.done = Some(Done::Retired(apart)),
            Told::Failed(problem) => self.done = Some(Done::Failed(problem)),
            _ => {}
        }
        vec![Ask::Stations]
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        say::title(ui, &cx.say("office-stations"));
        self.tell(ui, cx);
        let view = std::mem::take(&mut self.view);
        let action = cx.loaded(ui, &view, |ui, rows| self.content(ui, cx, rows));
        if self.view.is_nothing() {
            self.view = view;
        }
        action
    }

    fn tell(&self, ui: &mut Ui, cx: &Cx<'_>) {
        match &self.done {
            None => return,
            Some(Done::Confirmed(view)) => {
                let key = if self.is_releasing { "office-released" } else { "office-station-counts" };
                let what = cx.with(key, &[("station", view.name.as_str().into())]);
                let mend = cx.count("office-issued", view.issued.len() as u64);
                Notice::new(Tone::Ok, &what).mend(&mend).show(ui);
                if let Some(problem) = &view.trouble {
                    cx.told(ui, Tone::Warn, problem);
                }
            }
            Some(Done::Retired(apart)) => {
                Notice::new(Tone::Info, &cx.count("office-station-apart", *apart)).show(ui);
            }
            Some(Done::Failed(problem)) => cx.told(ui, Tone::Bad, problem),
        }
        ui.add_space(space::S);
    }

    fn content(&mut self, ui: &mut Ui, cx: &Cx<'_>, rows: &[StationRow]) -> Option<Action> {
        if rows.is_empty() {
            say::body(ui, &cx.say("office-stations-none"));
            say::muted(ui, &cx.say("office-stations-none-mend"));
            return None;
        }
        let width = Tokens::of(ui).scaled(420.0).min(ui.available_width());
        Field::search(&cx.say("office-stations-search")).width(width).chars_max(100).show(ui, &mut self.words);
        ui.horizontal_wrapped(|ui| {
            let all = [
                (Which::All, "office-filter-all"),
                (Which::Waiting, "office-filter-waiting"),
                (Which::Retired, "office-state-retired"),
            ];
            for (which, key) in all {
                if choice::chip(ui, &cx.say(key), self.which == which).clicked() {
                    self.which = which;
                }
            }
        });
        ui.add_space(space::S);
        let words = plain(&self.words);
        let fits = |row: &&StationRow| {
            let is_which = match self.which {
                Which::All => true,
                Which::Waiting => waits(row),
                Which::Retired => row.state == StationState::Retired,
            };
            is_which && plain(&format!("{} {}", row.name, row.facility)).contains(&words)
        };
        let shown: Vec<&StationRow> = rows.iter().filter(fits).collect();
        let Self { chosen, card, .. } = self;
        let mut pressed = None;
        let action = split(
            ui,
            0.52,
            |ui| {
                pressed = table(ui, cx, &shown, *chosen);
                None
            },
            |ui| rows.iter().find(|row| Some(row.station) == *chosen).and_then(|row| card.show(ui, cx, row)),
        );
        if let Some(station) = pressed {
            *chosen = Some(station);
            *card = StationCard::default();
        }
        action
    }
}

/// Whether a station waits for somebody's decision.
fn waits(row: &StationRow) -> bool {
    row.state == StationState::Asking || row.waiting_forks() > 0
}

fn table(ui: &mut Ui, cx: &Cx<'_>, rows: &[&StationRow], chosen: Option<StationId>) -> Option<StationId> {
    if rows.is_empty() {
        say::body(ui, &cx.say("office-stations-fit"));
        return None;
    }
    let is_wide = ui.available_width() >= Tokens::of(ui).scaled(ALL_COLUMNS_FROM);
    let mut columns = vec![Column::new(&cx.say("office-column-station"), 2.2)];
    if is_wide {
        columns.push(Column::new(&cx.say("office-column-facility"), 1.6));
    }
    columns.push(Column::new(&cx.say("office-column-state"), 1.4));
    columns.push(Column::new(&cx.say("office-column-heard"), 2.6));
    let height = (ui.ctx().content_rect().height() - Tokens::of(ui).scaled(HEIGHTS.2)).clamp(HEIGHTS.0, HEIGHTS.1);
    let selected = chosen.and_then(|chosen| rows.iter().position(|row| row.station == chosen));
    let pressed =
        Table::new("office-stations", &columns).selected(selected).height(height).show(ui, rows.len(), |at, column| {
            let Some(row) = rows.get(at) else { return String::new() };
            match (column, is_wide) {
                (0, _) if waits(row) => format!("{} {}", Icon::Warning.char(), row.name),
                (0, _) => row.name.clone(),
                (1, true) => row.facility.clone(),
                (1, false) | (2, true) => cx.say(state_key(row.state)),
                _ => row.last_heard_ms.map_or_else(|| cx.say("office-never"), |at| cx.day(at)),
            }
        });
    match pressed? {
        Pressed::Row(at) => rows.get(at).map(|row| row.station),
        Pressed::Order(_) => None,
    }
}
