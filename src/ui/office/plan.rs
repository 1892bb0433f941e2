//! The plan of a merge: a table by station, what is special about the chosen one, and the button that does it.

use super::action::Action;
use super::context::Cx;
use super::facts;
use crate::text::{size_of_bytes, whole};
use crate::ui::screen::split;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::table::{Column, Pressed, Table};
use crate::ui::widget::{Button, Icon, Notice, Tone, card, say};
use crate::worker::office::Ask;
use crate::worker::office::view::{FileView, Foreseen, PlanView, StationPlan, StationState};
use egui::Ui;

/// Rows that the table shows before it scrolls.
const ROWS_SEEN: usize = 9;
/// Files of a station or of a refusal that are named.
const FILES_NAMED: usize = 12;
/// A table of so many points at 100 % has room for every column.
const ALL_COLUMNS_FROM: f32 = 560.0;

/// See the module.
pub(super) struct PlanPage {
    view: PlanView,
    chosen: Option<usize>,
}

impl PlanPage {
    pub(super) fn new(view: PlanView) -> Self {
        let chosen = (!view.stations.is_empty()).then_some(0);
        Self { view, chosen }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let action = self.top(ui, cx);
        ui.add_space(space::M);
        if !self.view.refused.is_empty() {
            refused(ui, cx, &self.view.refused);
            ui.add_space(space::M);
        }
        if self.view.stations.is_empty() {
            return action;
        }
        let Self { view, chosen } = self;
        let pressed = split(
            ui,
            0.6,
            |ui| table(ui, cx, view, *chosen),
            |ui| {
                if let Some(station) = chosen.and_then(|at| view.stations.get(at)) {
                    card(ui, |ui| detail(ui, cx, station));
                }
                None
            },
        );
        if pressed.is_some() {
            *chosen = pressed;
        }
        action
    }

    /// What it comes to, and the way on.
    fn top(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let sum = |of: fn(&StationPlan) -> u64| self.view.stations.iter().map(of).sum::<u64>();
        let (new, known, apart, filled) = (sum(|s| s.new), sum(|s| s.known), sum(|s| s.apart), sum(|s| s.filled));
        card(ui, |ui| {
            let stations = self.view.stations.len() as u64;
            let title = cx.with("office-plan-sum", &[("files", self.view.files.into()), ("stations", stations.into())]);
            say::subheading(ui, &title);
            let mut parts = vec![cx.count("office-plan-new", new), cx.count("office-plan-known", known)];
            parts.extend((filled > 0).then(|| cx.count("office-plan-filled", filled)));
            parts.extend((apart > 0).then(|| cx.count("office-plan-apart", apart)));
            parts.extend(certificates(cx, self.view.certificates));
            say::body(ui, &parts.join(" · "));
            say::small(ui, &cx.say("office-plan-nothing-yet"));
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                let label = cx.say("office-merge-do");
                let merge = Button::primary(&label).icon(Icon::Check).enabled(self.view.files > 0);
                let merge = ui.add(merge).clicked().then_some(Action::Ask(Ask::Merge));
                let drop = ui.add(Button::secondary(&cx.say("office-plan-drop"))).clicked();
                merge.or(drop.then_some(Action::Ask(Ask::DropPlan)))
            })
            .inner
        })
        .inner
    }
}

fn table(ui: &mut Ui, cx: &Cx<'_>, view: &PlanView, chosen: Option<usize>) -> Option<usize> {
    let is_wide = ui.available_width() >= Tokens::of(ui).scaled(ALL_COLUMNS_FROM);
    let mut columns = vec![Column::new(&cx.say("office-column-station"), 2.6)];
    if is_wide {
        columns.push(Column::new(&cx.say("office-column-facility"), 1.8));
    }
    columns.push(Column::number(&cx.say("office-column-new"), 1.2));
    if is_wide {
        columns.push(Column::number(&cx.say("office-column-known"), 1.2));
        columns.push(Column::number(&cx.say("office-column-missing"), 1.1));
        columns.push(Column::number(&cx.say("office-column-forked"), 1.0));
    }
    columns.push(Column::number(&cx.say("office-column-apart"), 1.2));
    let height = space::TARGET.max(Tokens::of(ui).scaled(space::TARGET)) * ROWS_SEEN as f32;
    let pressed = Table::new("office-plan", &columns).selected(chosen).height(height).show(
        ui,
        view.stations.len(),
        |row, column| {
            let Some(station) = view.stations.get(row) else { return String::new() };
            let column = if is_wide { column } else { [0, 2, 6][column.min(2)] };
            match column {
                0 if station.notes.is_empty() => station.name.clone(),
                0 => format!("{} {}", Icon::Warning.char(), station.name),
                1 => station.facility.clone(),
                2 => cx.number(station.new),
                3 => cx.number(station.known),
                4 => cx.number(station.missing),
                5 => cx.number(station.forks),
                _ => cx.number(station.apart),
            }
        },
    );
    match pressed {
        Some(Pressed::Row(at)) => Some(at),
        Some(Pressed::Order(_)) | None => None,
    }
}

/// The key of what was decided of a station.
pub(super) fn state_key(state: StationState) -> &'static str {
    match state {
        StationState::Asking => "office-state-asking",
        StationState::Confirmed => "office-state-confirmed",
        StationState::Retired => "office-state-retired",
    }
}

fn detail(ui: &mut Ui, cx: &Cx<'_>, station: &StationPlan) {
    say::subheading(ui, &station.name);
    for note in &station.notes {
        cx.told(ui, Tone::Warn, note);
    }
    if station.notes.is_empty() {
        let ok = Tokens::of(ui).palette.ok;
        say::labelled(ui, Icon::Done, &cx.say("office-plan-clean"), ok);
    }
    let facts = [
        (cx.say("office-column-facility"), station.facility.clone()),
        (cx.say("office-column-state"), cx.say(state_key(station.state))),
        (cx.say("office-plan-made"), cx.moment(station.made_ms)),
        (cx.say("office-column-new"), whole(station.new)),
        (cx.say("office-column-known"), whole(station.known)),
        (cx.say("office-column-apart"), nonzero(station.apart)),
        (cx.say("office-column-missing"), missing(cx, station.missing)),
        (cx.say("office-column-forked"), nonzero(station.forks)),
        (cx.say("office-certificates"), certificates(cx, station.certificates).join(" · ")),
    ];
    facts::show(ui, &facts);
    if station.state == StationState::Asking {
        say::small(ui, &cx.say("office-fingerprint"));
        facts::code(ui, &station.fingerprint);
    }
    say::small(ui, &cx.say("office-plan-files"));
    names(ui, cx, &station.files);
}

/// What would become of certificates, in words.
fn certificates(cx: &Cx<'_>, foreseen: Foreseen) -> Vec<String> {
    let parts = [
        ("office-plan-certificates", foreseen.issued),
        ("office-plan-not-borne-out", foreseen.not_borne_out),
        ("office-plan-waiting", foreseen.waiting_for_fork),
        ("office-plan-unknown", foreseen.unknown_course),
    ];
    parts.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| cx.count(key, count)).collect()
}

fn nonzero(number: u64) -> String {
    if number == 0 { String::new() } else { whole(number) }
}

fn missing(cx: &Cx<'_>, runs: u64) -> String {
    if runs == 0 { String::new() } else { cx.count("office-plan-missing", runs) }
}

fn names(ui: &mut Ui, cx: &Cx<'_>, files: &[FileView]) {
    for file in files.iter().take(FILES_NAMED) {
        say::fact(ui, Icon::File, &format!("{} · {}", name_of(file), size_of_bytes(cx.words, file.size_bytes)));
    }
    let rest = files.len().saturating_sub(FILES_NAMED) as u64;
    if rest > 0 {
        say::small(ui, &cx.count("office-and-more", rest));
    }
}

fn name_of(file: &FileView) -> String {
    file.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn refused(ui: &mut Ui, cx: &Cx<'_>, files: &[FileView]) {
    say::subheading(ui, &cx.count("office-plan-refused", files.len() as u64));
    for file in files.iter().take(FILES_NAMED) {
        let Some(problem) = &file.problem else { continue };
        let name = name_of(file); // which stick it lies on, the clerk has just chosen
        let said = cx.problem(&problem.clone().with("file", &name));
        let of = file.station.as_ref().map(|station| format!(" ({station})")).unwrap_or_default();
        let what = if said.what.contains(&name) { said.what } else { format!("{name}{of}: {}", said.what) };
        Notice::new(Tone::Bad, &what).mend(&said.mend).show(ui);
    }
    let rest = files.len().saturating_sub(FILES_NAMED) as u64;
    if rest > 0 {
        say::small(ui, &cx.count("office-and-more", rest));
    }
}
