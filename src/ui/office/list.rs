//! The list of places at the left: above the page where the window is narrow.

use super::action::{Action, Place};
use super::context::Cx;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, say};
use crate::worker::office::Ask;
use egui::{Frame, Margin, Panel, ScrollArea, Ui};

const PLACES: &[(Place, Icon, &str)] = &[
    (Place::Files, Icon::CarryIn, "office-files"),
    (Place::People, Icon::People, "office-people"),
    (Place::Certificates, Icon::Certificate, "office-certificates"),
    (Place::Reports, Icon::Record, "office-reports"),
    (Place::Stations, Icon::Station, "office-stations"),
    (Place::Keys, Icon::Key, "office-keys"),
    (Place::Desk, Icon::Disk, "office-records"),
];

/// Draws it. While a long job is under way the desk cannot be left.
pub(super) fn show(ui: &mut Ui, cx: &Cx<'_>, is_busy: bool) -> Option<Action> {
    let tokens = Tokens::of(ui);
    let frame = Frame::new().fill(tokens.palette.surface).inner_margin(Margin::same(space::M as i8));
    if !tokens.fits_two_columns(ui.available_width()) {
        let list = Panel::top("office-list").resizable(false).frame(frame);
        return list
            .show(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    let asked = places(ui, cx, false);
                    asked.or(leave(ui, cx, is_busy))
                })
                .inner
            })
            .inner;
    }
    let width = tokens.scaled(216.0).min(ui.available_width() * 0.28);
    Panel::left("office-list")
        .exact_size(width)
        .resizable(false)
        .show_separator_line(true)
        .frame(frame)
        .show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt("office-list")
                .show(ui, |ui| {
                    if let Some(entered) = &cx.state.entered {
                        say::subheading(ui, &entered.name);
                        say::small(ui, &entered.by);
                    }
                    ui.add_space(space::S);
                    let asked = places(ui, cx, true);
                    ui.add_space(space::L);
                    ui.separator();
                    asked.or(leave(ui, cx, is_busy))
                })
                .inner
        })
        .inner
}

fn places(ui: &mut Ui, cx: &Cx<'_>, is_wide: bool) -> Option<Action> {
    let mut action = None;
    for &(place, icon, key) in PLACES {
        let label = cx.say(key);
        let button = Button::quiet(&label).icon(icon).selected(cx.state.place == place);
        let button = if is_wide { button.row() } else { button };
        if ui.add(button).clicked() && cx.state.place != place {
            action = Some(Action::Go(place));
        }
    }
    action
}

fn leave(ui: &mut Ui, cx: &Cx<'_>, is_busy: bool) -> Option<Action> {
    if !cx.state.has_keys() {
        say::fact(ui, Icon::Lock, &cx.say("office-keys-locked"));
        if ui.add(Button::secondary(&cx.say("office-unlock")).icon(Icon::Unlock)).clicked() {
            return Some(Action::Unlock);
        }
    }
    let label = cx.say("office-leave");
    let lock = Button::secondary(&label).icon(Icon::Lock).enabled(!is_busy);
    ui.add(lock).clicked().then_some(Action::Ask(Ask::Lock))
}
